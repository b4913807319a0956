"""Where an everyday requirement holds: the title, an end of the document, a section by its ordinary name."""

import re
from dataclasses import dataclass

from goldthread.compile.plain.lexicon import ANY_CASE, DOCUMENT, EDGE_PART, SECTION

NAMED = "the section named "
PERHAPS = "perhaps the section named "
"""A subject that may be a section's title, and else is what the document must speak of."""
WHOLE = re.compile(
    rf"^(?:it|this|that|you|they|(?:the|this|our|your|my|a)\s+(?:(?:whole|entire|final|finished|complete|full|written|new|[\w-]+)\s+){{0,2}}?(?:{DOCUMENT}))(?:\s+as a whole|\s+itself)?$",
    ANY_CASE,
)
_TITLE = re.compile(r"^(?:the\s+)?(?:main\s+|document\s+)?(?:title|headline|subject line|h1)$", ANY_CASE)
_EDGE = re.compile(
    rf"^(?:the\s+)?(?:very\s+)?(?P<which>first|last|opening|closing|final)\s+(?P<part>{EDGE_PART})$", ANY_CASE
)
_EACH = re.compile(
    rf"^(?:every|each|all(?: (?:of )?the)?|any)\s+(?:single\s+|main\s+)?(?P<part>{EDGE_PART})s?$", ANY_CASE
)
_SECTION = re.compile(
    rf"^(?:the\s+)?(?:{SECTION})s?\s+(?:on|about|for|called|named|titled|entitled|with|of|headed)\s+(?:the\s+)?[\"'“‘]?(?P<a>[^\"”“]+?)[\"'”’]?$|"
    rf"^(?:the\s+)?[\"'“‘]?(?P<b>[^\"”“]+?)[\"'”’]?\s+(?:{SECTION})$|^the one (?:about|on) (?:the )?(?P<c>.+)$",
    ANY_CASE,
)
_NOUN = re.compile(
    r"^(?:the|our|your|its)\s+(?P<name>[\w'’&/-]+(?:\s+(?!that\b|which\b|who\b)[\w'’&/-]+){0,3})$", ANY_CASE
)
_BARE = re.compile(r"^[A-Za-z][\w'’-]*(?:\s+[\w'’-]+){0,2}$")


@dataclass(frozen=True)
class Where:
    """A place as constraints word it (nothing for the whole), and the words that state it."""

    place: str
    words: str = ""


def place_of(subject: str) -> Where | None:
    """The place that a subject names; None where it can be none."""
    text = " ".join(subject.strip(" ,:;.").split())
    if not text or WHOLE.match(text):
        return Where("", text)
    if _TITLE.match(text):
        return Where("the title", text)
    if match := _EDGE.match(text):
        which = "first" if match["which"].lower() in ("first", "opening") else "last"
        return Where(f"the {which} {match['part'].lower()}", text)
    if match := _EACH.match(text):
        return Where(f"every {match['part'].lower().removesuffix('s')}", text)
    if match := re.match(r"^(?:the\s+)?(?P<part>heading|paragraph|sentence|section|chapter)s$", text, ANY_CASE):
        return Where(f"every {match['part'].lower()}", text)
    if match := _SECTION.match(text):
        name = (match["a"] or match["b"] or match["c"]).strip()
        return Where(NAMED + re.sub(r"^(?:the|our|your)\s+", "", name, flags=ANY_CASE), text)
    if re.match(r"^(?:every|each|all|no|any|both|none|there)\b", text, ANY_CASE):
        return None
    if match := _NOUN.match(text):
        return Where(PERHAPS + match["name"], text)
    if _BARE.match(text) and len(text.split()) <= 3:
        return Where(PERHAPS + text, text)
    return None


_PART = rf"(?:the\s+)?(?:[\w'’&/-]+\s+){{1,4}}?(?:{SECTION})|(?:the\s+)?(?:{SECTION})\s+(?:on|about|called|named|titled)\s+(?:the\s+)?[^,.;]+?"
_USUAL = r"introduction|intro|conclusion|conclusions|summary|abstract|appendix|title|headline|preface|foreword|discussion|methods?|results?|references|subject line|footer|header|overview|background|outlook|faq|timeline|agenda|budget|schedule"
_TRAILING = re.compile(
    rf"\s*,?\s+(?P<words>(?:in|into|under|within|inside|of)\s+(?P<part>(?:the\s+)?(?:first|last|opening|closing|final)\s+(?:{EDGE_PART})|every\s+(?:{EDGE_PART})|each\s+(?:{EDGE_PART})|{_PART}|the\s+(?:{_USUAL})))$",
    ANY_CASE,
)
_NEAR = re.compile(
    r"\s+(?P<words>(?:right |somewhere )?(?:near|at|towards|in) the (?:very )?(?P<edge>top|beginning|start|head|front|end|bottom|close)(?: of (?:the|it|this)\b[\w ]*)?)$",
    ANY_CASE,
)
_LEADING = re.compile(
    rf"^(?P<words>(?:in|under|within)\s+(?P<part>{_PART}|the\s+(?:{_USUAL})|(?:the\s+)?(?:first|last|opening|closing|final)\s+(?:{EDGE_PART})|(?:every|each)\s+(?:{EDGE_PART})))\s*[,:]?\s+(?=\w)",
    ANY_CASE,
)
_SOMEWHERE = re.compile(
    rf"\s+(?:somewhere|anywhere(?: in (?:the|it)\b.*)?|throughout(?: the (?:{DOCUMENT}))?|at all|(?:any|some)where|(?:in|of|across|within) (?:the|this|our) (?:(?:whole|entire|full)\s+)?(?:{DOCUMENT})|in it|altogether|in total|in all|overall|as well|too|please|clearly|explicitly|by name)$",
    ANY_CASE,
)


_UNDER = re.compile(
    r"(?<=\w)\s+under\s+(?:the\s+heading\s+)?[\"“‘']?(?P<name>(?!(?:the|an?|no|one|two|three|four|five|six|seven|eight|nine|ten|twenty|all|which|what|control)\b)[A-Za-z][A-Za-z' -]{2,30})[\"”’']?$",
    ANY_CASE,
)


def without_place(text: str) -> tuple[str, Where | None]:
    """A predicate without the place that stands before or behind it, and that place."""
    text = text.strip()
    while match := _SOMEWHERE.search(text):
        text = text[: match.start()]
    if match := _LEADING.match(text):
        found = place_of(match["part"])
        if found is not None and found.place:
            return text[match.end() :], Where(found.place, match["words"])
    if match := _NEAR.search(text):
        edge = match["edge"].lower()
        return text[: match.start()], Where(
            "the end" if edge in ("end", "bottom", "close") else "the beginning", match["words"]
        )
    if match := _UNDER.search(text):
        return text[: match.start()], Where(NAMED + match["name"], match[0].strip())
    if match := _TRAILING.search(text):
        found = place_of(match["part"])
        if found is not None and found.place:
            return text[: match.start()], Where(found.place, match["words"])
    return text, None
