"""Patterns of the words that say a place, by language."""

import re
from functools import lru_cache

from goldthread.compile.lexicon import cardinal, ordinal, unit_pattern

DASH = r"[-–—~〜～]"
TO = {
    "en": rf"(?:to|through|thru|until|till|up to|and|{DASH})",
    "de": rf"(?:bis(?: zu[mr]?| einschließlich)?|und|{DASH})",
    "fr": rf"(?:à|au|jusqu['’](?:à|au)|et|{DASH})",
    "es": rf"(?:a|al|hasta(?: la| el)?|y|e|{DASH})",
}
THE = {
    "en": r"(?:the\s+)?",
    "de": r"(?:(?:der|die|das|dem|den|des)\s+)?",
    "fr": r"(?:(?:la|le|les|l['’]|aux?|des?|du)\s*)?",
    "es": r"(?:(?:la|el|las|los|del|al)\s+)?",
}
AND = {"en": "and|or|&|as well as", "de": "und|oder|sowie", "fr": "et|ou|ainsi que", "es": "y|e|o|u"}
EVERY = {
    "en": r"(?:every(?: single)?|each(?: and every)?|all(?: of)?(?: the)?|any|in all)",
    "de": r"(?:jede[nmrs]?|alle[nrm]?|sämtliche[nr]?)",
    "fr": r"(?:chaque|chacun(?:e)? d(?:es|e ces)|tou(?:te)?s? les|toutes les)",
    "es": r"(?:cada(?: un[oa] de l[oa]s)?|tod[oa]s l[oa]s|todo el|en todas las)",
}
EXCEPT = {
    "en": r"(?:,?\s*(?:except(?: for| in| the)*|but(?: not| for)?|other than|apart from|excluding|save(?: for)?|with the exception of))\s+",
    "de": r"(?:,?\s*(?:außer(?: in| im| dem| der)*|bis auf|ausgenommen|mit ausnahme (?:von|des|der)|ohne|nicht aber|aber nicht))\s+",
    "fr": r"(?:,?\s*(?:sauf|excepté|hormis|à l['’]exception d(?:e|u|es))(?: (?:le|la|les|dans))*)\s+",
    "es": r"(?:,?\s*(?:excepto|salvo|menos|a excepción de(?:l)?)(?: (?:en|el|la|los|las))*)\s+",
}
LAST = {
    "en": r"(?:last|final|closing|concluding)", "de": r"(?:letzte[nrms]?|abschließende[nrms]?)",
    "fr": r"(?:derni(?:er|ère)s?)", "es": r"(?:últim[oa]s?)",
}  # fmt: skip
FIRST = {
    "en": r"(?:first|opening|initial)", "de": r"(?:erste[nrms]?)", "fr": r"(?:premi(?:er|ère)s?)", "es": r"(?:primer(?:[oa]s?)?)",
}  # fmt: skip
START = {
    "en": r"(?:,?\s*(?:\(?(?:the first time|starting|beginning|commencing|counting|first|from|start|begin)(?:\s+(?:from|with|in|on|at|as of|being))?))",
    "de": r"(?:,?\s*(?:\(?(?:beginnend|angefangen|startend|erstmals|ab|von|beginnt)(?:\s+(?:mit|in|im|ab|bei|am|von))?))",
    "fr": r"(?:,?\s*(?:\(?(?:à partir d(?:e|u)|à compter d(?:e|u)|en commençant (?:par|à|dès|avec)|dès|depuis|en débutant (?:par|à)))(?: (?:la|le|l['’]))?)",
    "es": r"(?:,?\s*(?:\(?(?:a partir de(?:l)?|empezando (?:por|en|con|desde)|comenzando (?:por|en|con|desde)|desde))(?: (?:la|el))?)",
}
UNTIL = {
    "en": r"(?:,?\s*(?:and\s+)?(?:until|till|up to|through|to|ending (?:in|with|at)))",
    "de": r"(?:,?\s*(?:und\s+)?(?:bis(?: zu[mr]?)?))",
    "fr": r"(?:,?\s*(?:et\s+)?(?:jusqu['’](?:à|au)))(?: la| le)?",
    "es": r"(?:,?\s*(?:y\s+)?(?:hasta))(?: la| el)?",
}


@lru_cache(maxsize=64)
def place_patterns(language: str, extra: tuple[str, ...] = ()) -> dict[str, re.Pattern[str]]:
    """Patterns in the order in which they are tried, by name."""
    if language in ("zh", "ja"):
        return _cjk_patterns(language)
    unit, number, nth = unit_pattern(language, extra), cardinal(language), ordinal(language)
    the, to, every, first, last = (table[language] for table in (THE, TO, EVERY, FIRST, LAST))
    begin, until, both = START[language], UNTIL[language], AND[language]
    hash_ = r"(?:(?:#|no\.?|nr\.?|n[º°]\.?)\s*)?"
    one = rf"(?:{nth}|{hash_}{number})"
    more = rf"(?:\s*(?:,|/|;)\s*(?:(?:{both})\s+)?|\s+(?:{both})\s+)(?:in\s+|{the})?(?:{unit}\s*)?"
    item = rf"{one}(?:\s*{DASH}\s*{one}|\s+{to.replace('|and', '').replace('|und', '').replace('|et', '').replace('|y|e', '')}\s+{one})?"
    step = rf"(?P<k>{number})"
    other = {
        "en": r"other|second|alternate",
        "de": r"zweite[nrms]?",
        "fr": r"deuxième|second[e]?",
        "es": r"segund[oa]|dos",
    }[language]
    tail = rf"(?:(?:\s+[^\W\d]+){{0,4}}?{begin}\s+{the}(?:{unit}\b\s*)?(?P<m>{one})(?:\s+{unit}\b)?)?(?:{until}\s+{the}(?:{unit}\b\s*)?(?P<e>{one})(?:\s+{unit}\b)?)?\)?"
    between = {"en": "between", "de": "zwischen", "fr": "entre", "es": "entre"}[language]
    fro = {"en": "from", "de": "von|vom|ab", "fr": "de|du|des", "es": "de|del|desde(?: la| el)?"}[language]
    made = {
        "periodic2": rf"\b(?:starting|beginning|commencing|beginnend|ab|à partir d[eu]|desde|a partir de)\s*(?:from|with|in|on|at|mit|in|im)?\s+{the}"
        rf"(?:{unit}\b\s*)?(?P<m>{one})(?:\s+{unit}\b)?\s*,?\s*(?:(?:and|then|und|et|y)\s+)?(?:repeat\w*\s+|recurring\s+)?{every}\s+(?:{step}\s+(?P<u1>{unit})|(?P<nth>{nth})\s+(?P<u2>{unit}))\b",
        "periodic": rf"\b{every}\s+(?:{step}\s+{unit}\b|(?P<nth>{nth})\s+(?P<u1>{unit})\b|(?P<other>{other})\s+(?P<u2>{unit})\b){tail}",
        "onward": rf"\b(?:{fro}|starting (?:with|from|in|at)|ab|à partir d[eu]|a partir de(?:l)?)\s+{the}(?:(?P<u>{unit})\s*{hash_}(?P<a>{one})|(?P<a2>{nth})\s+(?P<u1>{unit}))"
        r"\s+(?:onwards?|on|upwards?|an|aufwärts|en adelante)\b",
        "above": rf"\b(?:above|after|beyond|über|oberhalb von|nach|après|au-delà d[eu]|después de(?:l)?|por encima de(?:l)?)\s+{the}"
        rf"(?:(?P<u>{unit})\s*{hash_}(?P<a>{one})|(?P<a2>{nth})(?:\s+(?P<u1>{unit}))?)(?!\w)",
        "below": rf"\b(?:before|below|under|vor|unterhalb von|avant|antes de(?:l)?|por debajo de(?:l)?)\s+{the}"
        rf"(?:(?P<u>{unit})\s*{hash_}(?P<a>{one})|(?P<a2>{nth})\s+(?P<u1>{unit}))(?!\w)",
        "upto": rf"\b(?:until|till|up to(?: and including)?|bis(?: einschließlich)?|jusqu['’]à|hasta)\s+{the}"
        rf"(?:(?P<u>{unit})\s*{hash_}(?P<a>{one})|(?P<a2>{nth})\s+(?P<u1>{unit}))(?!\w)",
        "range": rf"\b(?:(?:{fro}|{between})\s+)?{the}(?P<u>{unit})\s*{hash_}(?P<a>{one})\s*{to}\s*{the}(?:{unit}\b\s*)?{hash_}(?P<b>{one})\b",
        "range2": rf"\b(?:(?:{fro}|{between})\s+)?{the}(?P<a>{nth})(?:\s+{unit})?\s+{to}\s+{the}(?P<b>{nth})\s+(?P<u>{unit})\b",
        "range3": rf"\b(?:(?:{fro}|{between})\s+)?{the}(?P<a>{nth})\s+(?P<u>{unit})\s+{to.replace('|and', '').replace('|und', '').replace('|et', '').replace('|y|e', '')}\s+{the}(?P<b>{nth})\b",
        "list": rf"\b{the}(?P<u>{unit})\s*{hash_}(?P<items>{item}(?:{more}{item})+)(?!\w)(?!\s+{unit}\b)",
        "list2": rf"\b{the}(?P<items>{nth}(?:(?:\s*,\s*(?:(?:{both})\s+)?|\s+(?:{both})\s+){the}{nth})+)\s+(?P<u>{unit})\b",
        "ends": rf"\b{the}{first}\s+(?:{both})\s+(?:in\s+)?{the}{last}\s+(?P<u>{unit})\b",
        "penultimate": rf"\b{the}(?:penultimate|second[- ]to[- ]last|next[- ]to[- ]last|vorletzte[nrms]?|avant-derni(?:er|ère)|penúltim[oa])\s+(?P<u>{unit})\b",
        "last": rf"\b{the}(?:{last}\s+(?P<n>{number})|(?P<n2>{number})\s+{last}|{last})\s+(?P<u>{unit})\b",
        "first": rf"\b{the}(?:{first}\s+(?P<n>{number})|(?P<n2>{number})\s+{first}|{first})\s+(?P<u>{unit})\b",
        "nth": rf"\b{the}(?P<a>{nth})\s+(?P<u>{unit})\b",
        "single": rf"\b{the}(?P<u>{unit})\s*{hash_}(?P<a>{number})\b(?!\s*(?:words|wörter|mots|palabras{'' if language == 'en' else '|' + unit})\b)",
        "odd": rf"\b(?:{every}\s+)?(?P<odd>odd|even|ungerade[nrm]?|gerade[nrm]?|impairs?|impaires?|paires?|pairs?|impar(?:es)?|pares|par)(?:[- ]numbered)?\s+(?P<u>{unit})\b",
        "odd2": rf"\b{every}\s+(?P<u>{unit})\s+(?P<odd>impaires?|impairs?|paires?|pairs?|impar(?:es)?|pares)\b",
        "everywhere": rf"\b{every}\s+(?:of (?:the|these) )?(?:{number}\s+)?(?:\w+\s+)?(?P<u>{unit})\b(?:\s+(?:description|entry|entries))?",
        "hash": r"(?<![\w#])#\s?(?P<a>\d{1,4})\b",
        "each": r"\b(?:per|pro|par|por)\s+(?P<u>" + unit + r")\b",
    }
    return {name: re.compile(pattern, re.IGNORECASE) for name, pattern in made.items()}


def _cjk_patterns(language: str) -> dict[str, re.Pattern[str]]:
    unit, number = unit_pattern(language), cardinal(language)
    to = r"(?:到|至|から|[-–—~〜～])"
    made = {
        "periodic": rf"(?:每隔?|隔|毎)?(?P<k>{number})(?:个|個)?(?P<u1>{unit})(?:一次|ごとに|おきに|毎に|都|一回)?(?:[，,、（(]?(?:从|自|從)第?(?P<m>{number})(?:个|個)?{unit}(?:开始|起|開始)?)?",
        "periodic2": rf"(?:从|自|從)?第?(?P<m>{number})(?:个|個)?{unit}(?:开始|起|開始|から始めて|から)[，,、]?\s*(?:每隔?|每|毎)?(?P<k>{number})(?:个|個)?(?P<u1>{unit})(?:一次|ごとに|おきに|毎に)?",
        "range": rf"(?:从|自|在)?第?(?P<a>{number})(?:个|個)?(?:{unit})?{to}第?(?P<b>{number})(?:个|個)?(?P<u>{unit})(?:まで)?",
        "list": rf"第?(?P<items>{number}(?:个|個)?(?:{unit})?(?:(?:[、，,]|和|与|與|及|と|以及){{1,2}}第?{number}(?:个|個)?(?:{unit})?)+)(?P<tail>(?:{unit})?)",
        "last": rf"(?:最后|最後|末)(?:の)?(?P<n>{number})?(?:个|個|の)?(?P<u>{unit})",
        "first": rf"(?:最初|开头|首|前|最初の|はじめの)(?:の)?(?P<n>{number})?(?:个|個|の)?(?P<u>{unit})",
        "nth": rf"第(?P<a>{number})(?:个|個)?(?P<u>{unit})",
        "single": rf"(?<![\d零〇一二两三四五六七八九十百千共全])(?P<a>{number})(?P<u>{unit})(?=には|では|で|に|は|的|要|必|应|须)",
        "everywhere": rf"(?:每(?:一|个|個)?(?:个|個)?|各|毎|すべての|全ての|所有(?:的)?|全部)(?P<u>{unit})",
    }
    return {name: re.compile(pattern, re.IGNORECASE) for name, pattern in made.items()}
