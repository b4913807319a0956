"""Words at which a sentence is cut, and those that hold its parts together."""

import re

THERE = re.compile(
    r"there (?:I|we)\b|there['’]s\b|(?:must|should|has to|have to|needs? to|gets?|each of (?:them|these)|every one of them)\b|(?:there|it|they|these|this) (?:should|must|shall|has to|have to|may|can|needs?)\b",
    re.IGNORECASE,
)
"""What goes on about a place behind `and` with a subject of its own."""

MANNER = re.compile(r"(?:\w+ )?(?:style|tone|tense|voice|language|register)$|(?:written|spoken|told) ", re.IGNORECASE)
"""A manner behind a length: `about 2,000 words each, spoken style`."""

FORM = re.compile(
    r"(?:set out )?(?:as|in) (?:an? )?(?:[\w-]+ (?:of )?){0,2}?(?:tables?|lists?|numbered steps|flow ?chart|bullet points|diagram|checklist)\b",
    re.IGNORECASE,
)
"""A form that goes on about a place: `alarm chain, as a flow of numbered steps`."""

KEEP = re.compile(
    r"(?:please )?(?:keep|use|make|write|be|stay|end|start|begin|stick|give|put|add|show)\b(?! (?:up|out))",
    re.IGNORECASE,
)
"""An imperative behind a prohibition: `no caps lock and keep it cheerful`."""

VERB = {
    "en": re.compile(
        r"(?:(?:must|should|has to|have to|needs? to|shall) |[a-z]{3,}s\s+(?:with|by|an?|the|on|in|at|to|from|about|two|three|four|five|at least|exactly|no|\d+)\b)"
    ),
    "de": re.compile(
        r"[a-zäöüß]{3,}t\s+(?:mit|eine?[nmrs]?|die|den|das|der|dem|auf|zu[mr]?|in|im|drei|zwei|vier|fünf|mindestens|höchstens|genau|kein\w*|sich|aus|\d+)\b"
    ),
    "fr": re.compile(
        r"(?:se |s['’])?[a-zéèêç]{3,}(?:e|t|ent|d)\s+(?:par|une?|le|la|les|l['’]|des|du|sur|avec|au|aux|à|deux|trois|quatre|cinq|au moins|\d+)\b",
        re.IGNORECASE,
    ),
    "es": re.compile(
        r"(?:se )?[a-záéíóú]{3,}(?:a|e|an|en)\s+(?:con|un|una|el|la|los|las|en|por|al|sobre|dos|tres|cuatro|cinco|unos|unas|al menos|\d+)\b",
        re.IGNORECASE,
    ),
}
"""What goes on behind `and` with a verb of its own."""

EACH_LEAD = re.compile(r"\W*(?:jede[rsmn]?|chaque|cada|tou(?:s|tes) les|tod[oa]s l[oa]s)\s+\w", re.IGNORECASE)

EXPLAINS = {
    "de": re.compile(
        r"(?:also|sprich|d\.\s?h\.|das heißt|das sind|macht|mit Ausnahme|außer|ausgenommen|bis auf|nur nicht|aber nicht in|abgesehen)\b",
        re.IGNORECASE,
    ),
    "fr": re.compile(
        r"(?:soit|donc|c['’]est-à-dire|à savoir|sauf|excepté|hormis|à l['’]exception|mis à part)\b", re.IGNORECASE
    ),
    "es": re.compile(
        r"(?:o sea|es decir|esto es|excepto|salvo|menos (?:en|el|la|los|las)|a excepción|con excepción|aparte de)\b",
        re.IGNORECASE,
    ),
    "zh": re.compile(r"(?:即|也就是|就是说|合计约?(?=\d))"),
    "ja": re.compile(r"(?:つまり|すなわち)"),
}
"""What explains or narrows the words before it, and is no part of its own."""

ADDS = {
    "de": re.compile(r"(?!)"),
    "fr": re.compile(r"(?!)"),
    "es": re.compile(r"(?!)"),
    "zh": re.compile(
        r"(?:其中|并且?|另外?|还|同时|最后|末尾|结尾)?(?:必须|须|要|应|需)?(?:有|附上?|加上?|配|列出|放|写明|注明|标明|给出|画|举)[^，,。]{2,}"
    ),
    "ja": re.compile(
        r"[^、。]{1,12}(?:を|も)(?:\w{0,4}つ)?(?:入れ|付け|つけ|添え|載せ|挙げ|示し|書い)(?:て(?:ください|下さい)?|る(?:こと)?)?[。]?$"
    ),
}
"""What a clause that demands one thing more of the same place begins with."""

TONE = re.compile(
    r"\W*(?:(?:el|un|le|der|die|ein|de)\s+)?(?:tono?|tonfall|estilo|style|stil|registro|registre|sprache|lenguaje|langage)\s*(?:[,:]|\b(?:es|sea|ist|sei|est|soit)\b)|"
    r"\W*(?:语气|口吻|文风|风格|行文|行程|节奏|文体|口調|トーン)",
    re.IGNORECASE,
)
"""A tone that is told in several words, some of them denied."""

TONED = re.compile(r"\W*(?:\w+\s)?(?:sprache|lenguaje|langage|ton|tono|stil|estilo)(?:\s\w+)?\s*$", re.IGNORECASE)

HOW = re.compile(
    r"(?:(?:aber|mais|pero)\s)?(?:sans|ohne|sin)\b|keine?n?\s\w*(?:deutsch|jargon|sprache|ton)\b", re.IGNORECASE
)
"""A tone in two words, and what goes on to say how it is not."""

SHORT_OR_LONG = re.compile(
    r"\b(?:kurz|knapp|lang|länger|kürzer|ausführlich\w*|court\w*|bref|brève|long\w*|concis\w*|cort[oa]s?|breves?|larg[oa]s?|extens[oa]s?)\b|短|简短|详细|长一?些|短め|長め|少なめ|多め",
    re.IGNORECASE,
)

SUM = re.compile(
    r"\W*(?:insgesamt|in summe|alles in allem|gesamt(?:umfang|länge)?|en tout|au total|en total|en conjunto|全部で?|全体で?は?|总共|全文|合計で?|整体)\W*",
    re.IGNORECASE,
)

ADVERSE = {
    "de": re.compile(r"(?:aber |jedoch |doch )?(?:nie|niemals|nicht|nur nicht)\b", re.IGNORECASE),
    "fr": re.compile(r"(?:mais )?(?:jamais|pas)\b(?! d[e'’])", re.IGNORECASE),
    "es": re.compile(r"(?:pero )?(?:nunca|jamás)\b", re.IGNORECASE),
    "zh": re.compile(r"(?:但|不过)"),
    "ja": re.compile(r"ただし"),
}
