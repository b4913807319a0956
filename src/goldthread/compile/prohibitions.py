"""Prohibitions: whether a clause forbids something, and what."""

import re

from goldthread.compile.lexicon import NEVER
from goldthread.compile.signs import SAY_WORDS

_BOUND = re.compile(
    r"(?:no|not)\s+(?:less|more|fewer|later|earlier|only|longer|shorter|matter|doubt|exception|problem|need|one\s+(?:knows|likes))\b",
    re.IGNORECASE,
)
_ENGLISH = re.compile(
    r"^(?:(?:please|kindly|and|but|also|above all|finally|however|pls|otherwise|in general|throughout|absolutely|strictly|under no circumstances|whatever happens|at no point|nowhere)[,:]?\s+)*"
    r"(?:never|not (?:a|any|one|to be|to mention|to use)|do not|don['’]?t|avoid(?:ing)?|refrain from|(?:omit|exclude|skip|ban|forget)\b|"
    r"(?:keep|leave|stay|steer)\s+(?:\w+\s+)?(?:out|away|clear|off)\b|leave\s+(?:\w+\s+){1,6}out\b|keep\s+(?:\w+\s+){1,6}out\b|"
    r"nobody|no one|no-one|nothing(?! but\b)|nowhere|none|neither|not (?:one|a|a single) (?:word|mention|line|hint)\b|no\s+(?!matter|doubt|need|problem|idea|hurry|rush|exception|worries)|zero\s+[a-z]|without\s)|"
    r"\b(?:must|should|shall|may|can|will|could|would|is|are|do|does|did)\s*(?:not|n['’]t|never)\s+(?:be\s+|ever\s+|to\s+|anywhere\s+)?(?:\w+ly\s+)?(?:\w+ed|shown|told|given|said|written|spoken|found|appear|occur|contain|mention|use|include|reveal|name|say|show|give|speak|promise|recommend|quote|exceed_|refer|talk|tell|discuss|describe|explain|have|make|go|come|become|know|meet|see|turn|sound|read|feel|look|be|repeat|start|begin|end|address|assume|touch|suggest|advertise|blame|criticise|criticize|sell|offer|compare|list|copy)\b|"
    r"\b(?:must|should|shall|may|ought)\s*(?:not|n['’]t|never)\b(?! (?:only|just|exceed|have to|need|be (?:more|less|fewer|longer|shorter)))|"
    r"\b(?:mustn['’]?t|may not|cannot|can['’]?t|shouldn['’]?t|must never|should never|shall never|may never)\b|\bnever\s+(?:\w+ly\s+)?[a-z]+(?:s|ed)?\b|"
    r"\b(?:is|are|remains?|stays?|be)\s+(?:strictly\s+|absolutely\s+)?(?:forbidden|banned|prohibited|taboo|off[- ]limits|not allowed|not permitted|not wanted|unwelcome|out of bounds|to be avoided|to be left out|excluded|left out)\b|"
    r"\b(?:must|should|shall|has to|have to|to|needs? to)\s+(?:be\s+|stay\s+|remain\s+|keep\s+)?(?:free of|free from|avoid|omit|leave out|stay away from|refrain from|do without|without)\b|"
    r"\b(?:there\s+(?:must|should|shall|may|can|will|is to|are to)\s+be|there['’]s to be|(?:must|should|shall|may|can)\s+(?:have|contain|include|use|make))\s+(?:no|not an?|neither|none)\b|\bnot\s+(?:to be\s+)?(?:mentioned|used|shown|allowed|named)\b|"
    r"\b[a-z]+s nothing\b(?! but| more| else)|\b(?:stays?|keeps?|remains?) out\b|\bout of scope\b|\b(?:keep|leave)\b.{1,40}\bfree (?:of|from)\b|\bha(?:s|ve) no place\b|\b(?:nobody|no one) (?:ever )?(?:mentions|speaks|says|names|talks|refers|uses)\b|^\w+(?:\s+[\w' -]{1,80}?)?\s+(?:nobody|nothing|no one|none|nowhere)\s*[.!]?$|\bno (?:mention|use|trace) of\b|\bwith no\s+\w|\bnot (?:appear|occur)\b|\b(?:uses?|contains?|mentions?|shows?|includes?) no\s+\w",
    re.IGNORECASE,
)
_SELF = re.compile(r"^(?:(?:and|but|also|because|since|as)\s+)?(?:I|we|my|our)\b", re.IGNORECASE)
MUST_BE_THERE = re.compile(
    r"\b(?:not|n['’]t|never|cannot)\s+(?:to\s+)?(?:be\s+)?(?:left out|omitted|skipped|missing|forgotten|lacking|overlooked|ignored|missed|miss|omit|forget|skip|leave out|lack|neglect)\b",
    re.IGNORECASE,
)
"""A prohibition of leaving something out."""
_ALLOWS = re.compile(
    r"\b(?:does(?:n['’]t| not)|do(?:n['’]t| not)|need not|needn['’]t|not)\s+(?:have to|need to|need|matter|necessarily|only|just|be afraid|worry|hesitate|forget|fail|care|mind)\b|\bnot just\b|\bnever (?:mind|forget|fail)\b|\bif not\b|\bno (?:need|problem|matter|doubt)\b",
    re.IGNORECASE,
)


def forbids(text: str, language: str, *, placed: bool) -> bool:
    """Whether a clause forbids something.

    Args:
        text: The clause.
        language: Its language.
        placed: Whether it names a place: `there is no light in room 3` then tells what is so there.
    """
    if language == "en":
        found = _ENGLISH.search(text)
        if not found or _BOUND.match(text[found.start() :]) or _ALLOWS.search(text) or MUST_BE_THERE.search(text):
            return False
        if (
            placed
            and re.search(r"(?:nobody|nothing|no one|none)\s*[.!]?$", found[0], re.IGNORECASE)
            and re.search(r"^(?:he|she|they|it|the|a|I|we)\b", text, re.IGNORECASE)
        ):
            return False
        if placed and re.search(r"\b(?:he|she|they|it)\s+\w+\s+(?:nobody|no one)\s*[.!]?$", text, re.IGNORECASE):
            return False
        if re.search(
            r"\b(?:that|which|who|whom|where|when|whose \w+)\s+(?:\w+\s+)?$", text[: found.start()]
        ) or re.search(r"\b(?:that|which|who)\s+(?:will|do|does|is|are|can|could)\s*$", text[: found.start()]):
            return False
        told = re.match(r"(?:is|are|do|does|did|will|would)\b", found[0], re.IGNORECASE)
        if told and _SELF.match(text):
            return False
        if _SELF.match(text) and not re.search(r"\b(?:want|would like|prefer|need)\b", text, re.IGNORECASE):
            return False
        if (
            re.match(r"\bnever\b", found[0], re.IGNORECASE)
            and found.start()
            and re.search(r"\b(?:I|we|who|which|that|has|have|had)\s*$", text[: found.start()])
        ):
            return False
        return not (
            re.match(r"(?:is|are) not\b", found[0])
            and not placed
            and not re.search(r"\b(?:allowed|wanted|mentioned|used|shown|named|permitted|to)\b", text)
        )
    return _forbids_elsewhere(text, language)


def _forbids_elsewhere(text: str, language: str) -> bool:
    if language in ("zh", "ja"):
        return bool(re.search(NEVER[language], text) and re.search(SAY_WORDS, text))
    never = re.search(rf"\b{NEVER[language]}(?:\b|(?<=['’]))", text, re.IGNORECASE)
    if not never or _BOUND.match(text[never.start() :]):
        return False
    if re.search(r"\b(?:haben|hat|noch)\s+$", text[: never.start()], re.I) and re.match(
        r"(?:nie|nicht)\b", never[0], re.I
    ):
        return False
    if language == "fr" and re.search(r"\bne\b.{1,30}\bque\b", text, re.I):
        return False
    if (
        re.match(r"(?:keine?[nmrs]?|aucune?|pas d[e']|sin|ningun[ao]?|ningún)\s+\w+", text.strip(), re.I)
        and len(text.split()) <= 10
    ):
        return True
    strong = re.match(r"(?:vermeide|verzichte|évite|evit)", never[0], re.I)
    tail = text[never.end() : never.end() + 60]
    head = text[max(0, never.start() - 60) : never.start()]
    return bool(strong or re.search(SAY_WORDS, tail, re.IGNORECASE) or re.search(SAY_WORDS, head, re.IGNORECASE))


_AFTERWARDS = re.compile(
    r"\s+(?:is|are|must|should|may|shall|can)\b.*$|\s+(?:in any|anywhere|at all|throughout|nowhere|or its|please|irgendwo|nulle part|en ningún)\b.*$|[,;(].*$",
    re.IGNORECASE | re.DOTALL,
)


def forbidden_phrases(bare: str, language: str) -> tuple[str, ...]:
    """The phrases that a prohibition forbids.

    Args:
        bare: The clause without its places.
        language: Its language.
    """
    quoted = re.findall(r"['‘\"“„«「『《]([^'’\"”“»」』》]{2,60})['’\"”“»」』》](?!\w)", bare)
    phrase = bare
    if language in ("zh", "ja"):
        match = re.search(
            rf"{NEVER[language]}(?:在.*?)?(?:提到|提及|使用|出现|写到?|包含|讲到?|谈到?)?(?:“)?(.+)$", bare
        )
        if match and language == "zh":
            phrase = match[1]
        else:
            phrase = re.split(
                r"(?:という(?:言葉|語|単語))|(?:に(?:は)?触れ|について|を(?:使|用|書)|は(?:使|書))", bare
            )[0]
    else:
        phrase = _after_never(bare, language)
    phrase = _AFTERWARDS.sub("", phrase) or phrase
    parts = quoted or [
        one for one in re.split(r"\s+(?:or|and|nor|oder|und|noch|ou|ni|et|o|u|y)\s+|、|和|或|や", phrase) if one.strip()
    ]
    return tuple(dict.fromkeys(one.strip(" .,;:!?\"'“”。，、的") for one in parts if one.strip(" .,;:!?")))


def _after_never(bare: str, language: str) -> str:
    filler = (
        r"be|to|any|ever|jemals|jamais|pas|nunca|se|the|de|d['’]|du|des|das|der|die|den|el|la|le|les|los|las|say|anything about|es|on|il|sie|out|from|of|with|"
        + SAY_WORDS
    )
    forbidden = re.match(
        r"^(?P<what>.{2,80}?)\s+(?:(?:is|are|remains?)\s+(?:strictly\s+)?(?:forbidden|banned|prohibited|taboo|off[- ]limits|not allowed|not wanted)|(?:is|are|must|should|shall|may)\s*(?:not|never|n['’]t)\s+(?:to\s+)?(?:be\s+)?(?:\w+ed|shown|told|given|said|appear|occur|come up)\b)",
        bare,
        re.IGNORECASE,
    )
    if language == "en" and forbidden:
        return re.sub(
            r"^(?:the|any|a)\s+(?:words?\s+|terms?\s+|phrases?\s+)?", "", forbidden["what"], flags=re.IGNORECASE
        )
    kept_out = (
        re.match(r"^.*?\b(?:keep|leave)\s+(?P<what>.{2,60}?)\s+out\b", bare, re.IGNORECASE)
        if language == "en"
        else None
    )
    if kept_out:
        return re.sub(r"^(?:the|any|all)\s+", "", kept_out["what"])
    never = (
        NEVER[language]
        if language != "en"
        else rf"(?:{NEVER['en']}|don['’]?t|dont|keep|skip|nobody|nothing|free (?:of|from)|stay away|steer clear|forbidden)"
    )
    phrase = re.sub(
        rf"^.*?\b{never}\s*(?:(?:{filler})\b\s*)*(?:(?:of|the|any|about|to|words?|terms?|phrases?|wörter|wort|begriffe?|mots?|palabras?|término|expression|von|über|de|a|an)\b\s*)*",
        "",
        bare,
        count=1,
        flags=re.IGNORECASE | re.DOTALL,
    )
    if phrase.strip():
        return phrase
    return re.split(
        rf"\b(?:must|should|may|shall|can|darf|soll|muss|doit|peut|debe|puede)\b|\b{NEVER[language]}\b",
        bare,
        maxsplit=1,
        flags=re.I,
    )[0]
