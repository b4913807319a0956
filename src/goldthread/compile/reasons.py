"""Reasons that a person adds to a demand, left out so that their words are not read as demands: `..., since visitors come only once`."""

import re

from goldthread.compile.clauses import Clause

_TRAILING = re.compile(
    r"(?:,\s*|\s)(?:since|because(?! of\b)|as (?:I|we)\b|so that|in order that|which is why|for (?:I|we|they) )(?!\s*(?:\w+\s+)?(?:chapter|section|week|day|part|episode|entry|\d)).*$",
    re.IGNORECASE | re.DOTALL,
)
_LEADING = re.compile(
    r"^(?P<why>[^.;:]{0,160}?\b(?:I|we|my|our|us|I['’]m|we['’]re|is|are|was|were|has|have|hates?|loves?|likes?|can|cannot|will)\b[^.;:]{0,120}?),?\s+(?:and )?(?:so|therefore|hence|thus)(?:,\s*|\s+(?!that\b|far\b|much\b|many\b|on\b|as\b|long\b|called\b))(?P<then>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_THEN = re.compile(
    r"^(?:please |pls )?(?:no\b|not\b|don['’]?t|do not|never|keep|use|write|make|avoid|be\b|give|add|explain|leave|put|mention|include|show|let|start|end|cook|it (?:must|should)|the\b.*\b(?:must|should)|they (?:must|should)|[\w\s]{2,40}\b(?:must|should|has to|have to|needs? to|is the (?:upper|lower))\b)",
    re.IGNORECASE,
)
_SELF = re.compile(
    r"\b(?:I|we|my|our|us|people|everyone|everybody|you|readers?|students?|guests?|children|kids|pupils|customers?|clients?|users?|employees|staff|colleagues|visitors?|daughter|son|uncle|wife|husband|mother|father|investors|boss)\b",
    re.IGNORECASE,
)


def without_reason(sentence: Clause) -> Clause:
    """A sentence without the reason that it gives for its demand, before it or behind it.

    Args:
        sentence: An English sentence.
    """
    text = sentence.text
    if (
        (match := _LEADING.match(text))
        and _THEN.match(match["then"])
        and _SELF.search(match["why"])
        and not re.search(r"\d", match["why"])
    ):
        return Clause(sentence.start + match.start("then"), sentence.end, match["then"])
    if (
        (match := _TRAILING.search(text))
        and match.start() > 12
        and not _quoted(text[: match.start()])
        and not re.search(r"\d", match[0])
    ):
        return Clause(sentence.start, sentence.start + match.start(), text[: match.start()])
    return sentence


def _quoted(before: str) -> bool:
    """Whether a quotation is open."""
    return before.count('"') % 2 == 1 or before.count("“") > before.count("”")
