"""What a document must tell: the sort of answer (`date`, `duration`, `person`, ...) and what it is about."""

import re

from goldthread.compile.plain.lexicon import ANY_CASE, ENTITY, HEADS, WH

_WH = [(re.compile(rf"^(?:{pattern})\b\s*", ANY_CASE), wanted) for pattern, wanted in WH]
_ENTITY = [
    (re.compile(rf"^(?:an?|the|our|my|your|its|their)?\s*(?:{pattern})\b", ANY_CASE), wanted)
    for pattern, wanted in ENTITY
]
_HEADS = [
    (
        re.compile(rf"^(?:{pattern})(?=$|\s+(?:of|for|in|on|at|from|by|when|until|to|that|which|and)\b)", ANY_CASE),
        wanted,
    )
    for pattern, wanted in HEADS
]
_ARTICLE = re.compile(r"^(?:the|an?|any|some|our|my|your|its|their|all(?: the)?|every|each)\s+", ANY_CASE)
_OWNED = re.compile(
    r"^(?P<who>.{2,50}?)['’]s?\s+(?:full\s+|first\s+|last\s+)?names?$|^names?\s+of\s+(?P<of>.{2,60})$", ANY_CASE
)
_WAY = re.compile(
    r"^(?P<who>.{2,40}?)['’]s?\s+(?P<way>e-?mail(?: address)?|(?:tele)?phone(?: number)?|telephone number|(?:postal )?address)$",
    ANY_CASE,
)
_NOTE = re.compile(
    r"^(?:\w+ )?(?:clause|statement|sentence|line|word|passage|information|info|something|warning|note|rule|notice|reminder|remark|hint|ban|prohibition|disclaimer)s?\s+(?:about|on|that|of|against|for)\s+(?:the\s+)?(?P<what>.+)$",
    ANY_CASE,
)
_PERSON = re.compile(
    r"^(?:author|owner|editor|sender|recipient|contact person|signatory|reviewer|writer|chair|speaker|host|organi[sz]er)$",
    ANY_CASE,
)
_PEOPLE = re.compile(
    r"^(?:people|persons|those|employees|members|staff|everyone|participants|guests|speakers)\s+(?:who|that|which)\s+",
    ANY_CASE,
)
_THAT = re.compile(r"^(?:that|the fact that)\s+", ANY_CASE)
_PLAIN_HEAD = re.compile(
    r"^(?:dates?|deadlines?|due dates?|number|count|duration)\b\s*(?:of|for|on|when|by which|from which)?\s*", ANY_CASE
)
_ASIDE = re.compile(r",\s*(?:including|preferably|ideally|such as|for example|e\.g\.|i\.e\.).*$", ANY_CASE)
_ABOUT = re.compile(r"^(?:about|on|of|for)\s+", ANY_CASE)


def need_of(text: str) -> tuple[str, str]:
    """The sort of what must be told and its topic; `statement` for a clause with `that`, `mention` for a plain noun.

    Args:
        text: The object of a verb of saying, or the subject of one in the passive.
    """
    plain = text.strip(" .,;:!").replace("’", "'")
    plain = _ASIDE.sub("", _ABOUT.sub("", plain))
    if match := _THAT.match(plain):
        return "statement", plain[match.end() :]
    for pattern, wanted in _WH:
        if match := pattern.match(plain):
            return wanted, plain[match.end() :] or plain
    for pattern, wanted in _ENTITY:
        if match := pattern.match(plain):
            return wanted, plain[match.end() :].strip()
    bare = _ARTICLE.sub("", plain)
    if match := _WAY.match(bare):
        return next(wanted for pattern, wanted in _ENTITY if pattern.match(match["way"])), match["who"]
    if match := _NOTE.match(bare):
        return "told", match["what"]
    if match := _OWNED.match(bare):
        return "person", (match["who"] or match["of"]).strip()
    if _PERSON.match(bare) or _PEOPLE.match(bare):
        return "person", bare
    for pattern, wanted in _HEADS:
        if match := pattern.match(bare):
            return wanted, _PLAIN_HEAD.sub("", bare) or bare
    return "mention", bare
