"""Whether a clause demands something, and what sort of thing: manner, contents, an order, a beginning or an end.

The tables are by language; a language that has no entry in one of them answers no.
"""

import re
from functools import lru_cache
from typing import Literal

IMPERATIVE = {
    "en": r"add|address|adopt|aim|allow|alternate|answer|append|arrange|ask|assume|attach|avoid|base|be|begin|bring|call|capitali[sz]e|check|choose|cite|close|come|compare|"
    r"conclude|confine|consider|contrast|cover|credit|date|deal|dedicate|define|deliver|describe|devote|discuss|do|draw|employ|emphasi[sz]e|end|ensure|explain|express|"
    r"feature|finish|focus|follow|format|frame|give|group|have|help|highlight|imagine|imitate|include|indent|insert|introduce|italici[sz]e|keep|label|lead|leave|let|limit|link|list|"
    r"maintain|make|mark|mention|mind|mix|model|motivate|name|note|number|offer|omit|open|order|organi[sz]e|paint|pay attention|picture|place|point out|portray|prefer|present|provide|put|"
    r"quote|recommend|record|refer|refrain|remain|remember|repeat|report|respect|restrict|round|say|separate|set|show|sign|skip|sort|speak|spell|split|stay|start|state|stick|stress|structure|"
    r"suggest|summari[sz]e|support|take|talk|target|tell|touch|treat|try|use|vary|walk|warn|weave|work|wrap|write",
}
"""Verbs that begin a demand when a clause begins with them."""
MODAL = {
    "en": r"must|should|shall|ought to|has to|have to|needs? to|is to be|are to be|is to|are to|had better|may only|can only|is required|are required|required|"
    r"mandatory|compulsory|obligatory|essential|a must|is expected|are expected|is needed|are needed|is wanted|needs? \w+|want(?:s|ed)?|would like|['’]d like|would love|prefer|insist|expect|make sure|would (?:suit|be (?:nice|good|great|lovely|fine|ideal|best))|could every|could each",
}
MANNER = {
    "en": r"set (?:in|on|at|aboard)|takes? place|plays (?:in|on|at) an?|imperative|passive|active voice|tone|style|voice|register|mood|wording|spelling|diction|vocabulary|language|english|tense|person|perspective|point of view|viewpoint|narrat(?:or|ion|ive)|audience|readers?|readership|"
    r"listeners?|viewers?|beginners?|experts?|laym[ae]n|layperson|adults?|children|kids|teenagers?|pupils|students|novices?|jargon|formal|informal|friendly|humorous|humou?r|funny|witty|serious|solemn|neutral|"
    r"objective|factual|sober|dry|warm|polite|plain|simple|clear|concise|terse|brief|chatty|conversational|casual|academic|scientific|technical|poetic|lyrical|cheerful|calm|gentle|dark|light|"
    r"optimistic|encouraging|matter-of-fact|readable|accessible|easy|suspenseful|exciting|engaging|vivid|ironic|sarcastic|satirical|melancholy|nostalgic|professional|authoritative|persuasive|honest|"
    r"respectful|direct|brisk|lively|playful|gothic|grim|deadpan|understated|precise|exact|old-fashioned|modern|archaic|sentences|short|colloquial|aimed|written|told|narrated|addressed|intended|suitable|units|abbreviations|acronyms|gender-neutral",
}
_ADJECTIVE = r"[a-z]+(?:ful|ous|ive|ic|ical|able|ible|less|ish|ary|like|ed|ant|ent|al|y|ing)"
_PREPOSITIONS = r"for|in|with|without|from|as|at|to|on|by|of"
_FINITE = re.compile(
    r"\b(?:is|are|was|were|am|been|has|have|had|do|does|did|will|would|can|could|may|might|I|we|he|she|they|it)\b|\w['’](?:s|re|ve|m|ll|d)\b",
    re.IGNORECASE,
)
_COURTESY = re.compile(
    r"^(?:(?:many |with )?(?:(?:the )?best |kind |warm(?:est)? )?(?:greetings|thanks?|thx|ta|cheers|regards|greetings|wishes)\b|(?:kind|best|warm)(?:est)? (?:regards|wishes)|thank you|dear|hello|hi\b|hey\b|good (?:morning|evening|day|luck)|subject\b|re:|sorry|yours\b|"
    r"p\.?\s?s\b|looking forward|sincerely|welcome|ok\b|okay\b|so\b|here (?:is|are)\b|background\b|context\b|as you know|by the way|fyi|let me know|feel free|take your time|no rush|no hurry|good luck)",
    re.IGNORECASE,
)
_PERMITTED = re.compile(
    r"\b(?:is|are|would be|['’]s)\s+(?:(?:also|perfectly|quite|totally|all)\s+)?(?:fine|ok(?:ay)?|optional|allowed|welcome|permitted|acceptable|up to you|no problem|alright|not important|not needed|not necessary)\b|"
    r"\b(?:if you (?:like|want|wish)|up to you|you may|you can|feel free|does(?:n['’]t| not) matter|don['’]t (?:worry|mind|care))\b",
    re.IGNORECASE,
)
_SELF = re.compile(r"^(?:(?:and|but|also|because|since|as|yes|well),?\s+)?(?:I|we|my|our|mine|ours)\b", re.IGNORECASE)
_WISH = re.compile(
    r"\b(?:I|we)(?:['’]d| would| do| really| also|['’]ll)*\s+(?:want|need|like|love|prefer|expect|insist|wish|ask)\b.{0,80}\b(?:it|this|that|them|you|the (?:text|tone|report|book|reader|story|whole|result)|readers?|to (?:be|sound|feel|read|see|have))\b",
    re.IGNORECASE | re.DOTALL,
)


@lru_cache(maxsize=64)
def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE | re.DOTALL)


def starts_imperative(text: str, language: str) -> bool:
    """Whether a clause begins with a verb that tells the writer what to do."""
    verbs = IMPERATIVE.get(language)
    return bool(
        verbs
        and _pattern(
            rf"^(?:(?:please|pls|kindly|also|and|but|then|always|finally|above all|in addition|throughout|where possible|if possible),?\s+)*(?:{verbs})\b(?!['’-])"
        ).match(text.strip())
    )


_DUE = re.compile(
    r"\b(?:need|like|want|have|get|finish|due|done|ready|send|deliver|print(?:ed)?)\b[^.]{0,30}\b(?:by|before|until|till|on) (?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\bdeadline\b|\basap\b|"
    r"\b(?:by|before) (?:tomorrow|tonight|noon|the (?:weekend|end of (?:the|this) (?:week|month))|next (?:week|month))\b|\b(?:it['’]s|this is|they are) for (?:about \d+|(?:an?|my|our|the) (?:new |old |local |next )?(?:training|community|hall|school|parish|village|club|office|church|town|seminar|workshop|class|course|meeting|friend|client|colleague|project|competition)\b)|^sent from\b",
    re.IGNORECASE,
)


def is_due(text: str) -> bool:
    """Whether a clause says when the work is needed or for how many it is, not what is to stand in it."""
    return _DUE.search(text) is not None


def is_courtesy(text: str) -> bool:
    """Greetings, thanks, headings of a letter."""
    plain = text.strip()
    asked = re.match(r"(?:and |so )?(?:can|could|would|will) (?:you|it|every|each|the)\b", plain, re.IGNORECASE)
    return bool(_COURTESY.match(plain)) or (plain.endswith(("?", "？")) and not asked)


def demands(text: str, language: str) -> bool:
    """Whether a clause asks for something at all, rather than telling what is so."""
    plain = text.strip()
    if language not in IMPERATIVE or is_courtesy(plain) or is_due(plain) or _PERMITTED.search(plain):
        return False
    if starts_imperative(plain, language) or _WISH.search(plain):
        return True
    return not _SELF.match(plain) and bool(_pattern(rf"\b(?:{MODAL[language]})\b").search(plain))


_MEANT_FOR = re.compile(
    r"^(?:it|this|the [a-z]+)(?:['’]s| is) (?:meant |intended |written |aimed )?(?:for|at) (?!\d|me\b|my\b)|\b(?:is|are) (?:the|our|my|its) (?:readers?|audience|target|public|listeners?)\b",
    re.IGNORECASE,
)


def demands_manner(text: str, language: str) -> bool:
    """Whether a clause asks for a tone, an audience, a style: what only a judge can decide."""
    plain = text.strip(" \t\r\n\"'“”()")
    if language not in MANNER or not plain or is_courtesy(plain) or _PERMITTED.search(plain) or plain.endswith(":"):
        return False
    if demands(plain, language):
        return True
    manner = MANNER[language]
    if _pattern(r"^(?:the\s+)?(?:overall\s+|general\s+)?(?:target\s+)?[a-z]+(?: [a-z]+)?\s*[:=]\s*\w").match(
        plain
    ) and _pattern(rf"^[^:=]*\b(?:{manner}|format|point|genre|setting|length|spelling)\b").match(plain):
        return True
    if _pattern(
        rf"^(?:the\s+)?(?:overall\s+)?(?:{manner.split('|beginners?|')[0]})\b.{{0,40}}\b(?:is|are|stays?|remains?)\b"
    ).match(plain):
        return True
    if _MEANT_FOR.search(plain):
        return True
    words = plain.split()
    if len(words) > 14 or _FINITE.search(plain) or _SELF.match(plain):
        return False
    first = words[0].strip(",.;:").lower()
    if first in ("the", "this", "that", "these", "a", "an", "his", "her", "their"):
        return False
    return bool(
        _pattern(rf"\b(?:{manner})\b").search(plain)
        or _pattern(rf"^(?:{_PREPOSITIONS})\s").match(plain)
        or _pattern(
            rf"^(?:very |quite |not too |rather |strictly |always |fairly )?{_ADJECTIVE}(?:[.,!]|\s+(?:and|but|,|yet)\s|$)"
        ).match(plain)
        or (len(words) <= 6 and _pattern(rf"^\w+\s+(?:{_PREPOSITIONS})\s").match(plain))
    )


LABELLED = re.compile(
    r"^(?:(?:the\s+)?(?:overall\s+|general\s+|target\s+)?(?:tone|style|voice|register|mood|audience|readers?|readership|language|tense|perspective|point of view|genre|spelling|narrator|reading level|format|level|length of sentences)\s*[:=–—-]\s*\w)",
    re.IGNORECASE,
)
"""`Tone: dry, never cruel`: one demand of manner, whatever it goes on to say."""


_CONTENT = (
    r"includ(?:e|es|ing)|covers?|contains?|mentions?|address(?:es)?|discuss(?:es)?|names?|lists?|touch(?:es)? (?:on|upon)|deals? with|explains?|describes?|answers?|treats?|features?|"
    r"talks? about|says? (?:something )?about|considers?|compares?|states?|gives?|provides?|reports?(?: on)?|presents?|show|shows|quotes?|cites?|warns?(?: of| about)?|points? out|has|have|consists? of|looks? at|"
    r"goes? into|go over|outlines?|summari[sz]es?|recommends?|suggests?|takes? up|bring up|raises?|tells?|be about|add"
)


def contents_of(text: str) -> tuple[str, list[str]] | None:
    """The things that an English clause wants covered, as worded and cut; None where it lists none."""
    match = _pattern(
        rf"(?:\b(?:{_CONTENT})\b|^[^:]{{2,60}}:|\b(?:following|these)\b[^:]{{0,60}}:)\s*:?\s*(?P<items>.+)$"
    ).search(text.strip(" .!"))
    if not match:
        return None
    colon = text.find(":", match.start())
    items = text[colon + 1 :].strip(" .!") if colon >= 0 else match["items"]
    parts = [
        one
        for one in re.split(r"\s*[,;]\s*(?:and\s+|as well as\s+)?|\s+(?:and|as well as|plus)\s+|\n\s*[-*•]?\s*", items)
        if one.strip()
    ]
    return items, parts


_TOPICAL = re.compile(
    r"\b(?:mention|includ|cover|discuss|explain|name|list|describ|stat|contain|touch|deal|compar|warn|feature)",
    re.IGNORECASE,
)


def wants_contents(text: str, language: str) -> bool:
    """Whether a clause demands several things to be covered (or names them after a colon): a checklist."""
    if language != "en" or not demands(text, language):
        return False
    found = contents_of(text)
    if not found:
        return False
    if starts_imperative(text, language) and not _pattern(
        rf"^(?:(?:please|also|kindly|always|make sure (?:to|you)|be sure to|remember to|do)\s+)*(?:{_CONTENT})\b"
    ).match(text.strip()):
        return ":" in text and len(found[1]) >= 2
    return len(found[1]) >= 2 or _TOPICAL.search(text) is not None


_SEQUENCE = (
    r"^(?:please\s+)?(?:put|place|give|show|present|list|name|explain|describe|introduce|mention|cover|discuss|state|have|deal with|treat|keep)\s+(?P<a2>.{2,100}?)\s+(?P<o2>before|after|ahead of)\s+(?P<b2>.{2,120})$",
    r"^(?P<a>.{2,120}?)\s+(?:must|should|shall|has to|have to|needs? to|ought to|are to|is to|will)\s+(?:always\s+)?(?:be\s+|come\s+|stand\s+|go\s+|appear\s+|precede\s+)?(?:\w+ed|told|shown|given|put|found|set|come|stand|go|appear)?\s*(?P<o>before|after|ahead of)\s+(?P<b>.{2,120})$",
    r"^(?P<a>.{2,120}?)\s+(?:comes?|appears?|goes|go|stands?|(?:is|are) (?:\w+ed|told|shown|given|placed|put))\s+(?:first,?\s+)?(?P<o>before|after|ahead of)\s+(?P<b>.{2,120})$",
    r"^(?P<a>.{2,80}?)\s+(?:must |should )?(?P<o>precedes?|follows?)\s+(?P<b>(?!the (?:form|format|pattern|structure|template|scheme|same|style|rule|order)\b)(?:the|a|an|all|any|each|every|its)\s.{2,120})$",
    r"^(?P<a>(?:the )?[\w-]+(?: [\w-]+){0,4})\s+(?P<o>before|after)\s+(?P<b>(?:the )?[\w-]+(?: [\w-]+){0,3})$",
)
_STEPWISE = re.compile(
    r"\bchronolog(?:y|ical order|ically)\b.*\b(?:must|should|kept|keep|follow\w*|respect\w*|told)\b|\b(?:keep|follow|respect|tell)\b.*\b(?:chronolog\w+|sequence|order of (?:events|the))\b|"
    r"\bin (?:this|that|the following|the same|exactly this|the given|chronological|alphabetical|reverse|historical|logical|ascending|descending|numerical)(?: chronological| alphabetical)? order\b|"
    r"\b(?:chronological(?:ly)?|alphabetical(?:ly)?) (?:order(?:ed)?|sorted|arranged)\b|\b(?:sort|order|arrange|rank)(?:ed)? (?:by|from|according|alphabetically|chronologically)\b|\b(?:ordered|sorted|arranged) (?:by|from|according|alphabetically|chronologically)\b|"
    r",\s*(?:and\s+)?then\s+(?!\w+\s+(?:is|are|must|should))[\w' -]+?(?:,|\.|$|\s+and\s)|\bfollowed by\b|\bfirst\b.{2,80}\b(?:then|second|followed|next)\b|\bfrom (?:the )?(?:oldest|earliest|newest|latest|easiest|simplest|largest|smallest|cheapest|shortest) to\b|"
    r"\b(?:oldest|newest|latest|earliest|easiest|simplest|hardest|largest|smallest|cheapest|shortest|longest|most \w+) first\b",
    re.IGNORECASE | re.DOTALL,
)


_NO_ORDER = re.compile(
    r"\b(?:named|called) after\b|^(?:I|we|my|our)\b|\bfrom before\b|\b(?:after|before) (?:each|every|the (?:war|merger|event|holidays?)|that|this|it|\d|\w+ (?:years|months|weeks|days))\b",
    re.IGNORECASE,
)
"""Times rather than an order of the text: `we reopen after Whitsun`, `shown after each command`."""


def order_of(text: str) -> tuple[str, str] | None:
    """What an English clause wants first and what after it; empty texts where it asks for an order without two terms."""
    plain = text.strip(" .!")
    for pattern in _SEQUENCE:
        match = _pattern(pattern).match(plain)
        if match and not _NO_ORDER.search(plain):
            groups = match.groupdict()
            one, two = groups.get("a") or groups.get("a2") or "", groups.get("b") or groups.get("b2") or ""
            word = (groups.get("o") or groups.get("o2") or "").lower()
            return (one, two) if word in ("before", "ahead of", "precede", "precedes") else (two, one)
    return ("", "") if _STEPWISE.search(plain) else None


_BEGINNING = re.compile(
    r"^(?:please\s+)?(?:the\s+(?:whole\s+)?(?:text|report|article|guide|book|story|document|essay|piece|letter|speech|handbook|manual|paper|post|newsletter|chronicle|novel|diary|course|tour|talk|it|whole thing)\s+(?:must\s+|should\s+|shall\s+|has to\s+|is to\s+)?|it\s+(?:must\s+|should\s+|shall\s+|has to\s+)?)?"
    r"(?:begins?|starts?|opens?|kicks? off|leads?|introduce the whole)\s+(?:off\s+|it\s+|everything\s+|the (?:text|report|article|guide|book|story|document|piece|whole)\s+)?(?:with|by|on|in|at|from)\b|"
    r"^(?:in |at )?the (?:very )?(?:first|opening) (?:sentence|line|word|paragraph|words)\b|^(?:at|right at|near) the (?:very )?(?:beginning|start|top|outset)\b|\bat the (?:very )?(?:beginning|start|top|outset)(?: of (?:the|it)\b.{0,30})?[.!]?$",
    re.IGNORECASE,
)
_ENDING = re.compile(
    r"^(?:please\s+)?(?:the\s+(?:whole\s+)?(?:text|report|article|guide|book|story|document|essay|piece|letter|speech|handbook|manual|paper|post|newsletter|chronicle|novel|diary|course|tour|talk|whole thing)\s+(?:must\s+|should\s+|shall\s+|has to\s+|is to\s+)?|it\s+(?:must\s+|should\s+|shall\s+|has to\s+)?)?"
    r"(?:ends?|finish(?:es)?|close[s]?|concludes?|sign off|wraps? up|rounds? off)\s+(?:off\s+|it\s+|everything\s+|the (?:text|report|article|guide|book|story|document|piece|whole)\s+)?(?:with|by|on|in|at)\b|"
    r"^(?:in |at )?the (?:very )?(?:last|final|closing) (?:sentence|line|word|paragraph|words)\b|^(?:right )?at the (?:very )?end\b|\bat the (?:very )?end(?: of (?:the|it)\b.{0,30})?[.!]?$",
    re.IGNORECASE,
)


def end_of_document(text: str, language: str) -> Literal["first", "last", ""]:
    """`first` or `last` where an English clause asks for a beginning or an end of the whole; else nothing."""
    if language != "en":
        return ""
    plain = text.strip()
    if _BEGINNING.search(plain):
        return "first"
    return "last" if _ENDING.search(plain) else ""
