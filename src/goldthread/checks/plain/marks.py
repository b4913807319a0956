"""Marks of form: how dates are written, columns of tables, languages of code blocks."""

import re

from goldthread.checks.document import parse
from goldthread.checks.plain.needs import verdict
from goldthread.checks.plain.regions import Region
from goldthread.schemas.constraint import Constraint
from goldthread.schemas.verdict import Verdict

_MONTH = r"(?:jan(?:uary|uar)?|feb(?:ruary|ruar)?|mar(?:ch)?|märz|apr(?:il)?|may|mai|june?|juni|july?|juli|aug(?:ust)?|sept?(?:ember)?|o[ck]t(?:ober)?|nov(?:ember)?|de[cz](?:ember)?)\.?"
_FULL = re.compile(
    rf"\b\d{{4}}-\d\d?-\d\d?\b|\b\d{{1,2}}[./]\d{{1,2}}[./]\d{{4}}\b|\b\d{{1,2}}(?:st|nd|rd|th|\.)?[ ]+(?:of[ ]+)?{_MONTH}(?:,?[ ]+\d{{4}})?\b|\b{_MONTH}[ ]+\d{{1,2}}(?:st|nd|rd|th)?(?:,?[ ]+\d{{4}})?\b",
    re.IGNORECASE,
)
_FORMATS = {
    "YYYY-MM-DD": r"\d{4}-\d\d-\d\d",
    "DD.MM.YYYY": r"\d\d?\.\d\d?\.\d{4}",
    "DD/MM/YYYY": r"\d\d?/\d\d?/\d{4}",
    "MM/DD/YYYY": r"\d\d?/\d\d?/\d{4}",
}
_FENCE = re.compile(r"^[ ]{0,3}(?:```+|~~~+)[ \t]*(?P<language>[^\s`]*)", re.MULTILINE)


def check_dates(constraint: Constraint, text: str, region: Region) -> Verdict:
    """Whether every date with a day is written in one form."""
    wanted = re.compile(_FORMATS[constraint.unit])
    found = [one.span() for one in _FULL.finditer(text, region.start, region.end)]
    other = [one for one in found if not wanted.fullmatch(text[one[0] : one[1]])]
    if not found:
        return verdict("undecided", "it has no full dates", text)
    if other:
        return verdict("broken", f"writes “{text[other[0][0] : other[0][1]]}”", text, other, 0.85)
    return verdict("kept", f"every full date has the form {constraint.unit}", text, found, 0.9)


def check_columns(constraint: Constraint, text: str, region: Region) -> Verdict:
    """Whether a table has as many columns as asked."""
    sizes = []
    for one in parse(text).regions:
        if one.kind == "table" and region.start <= one.start < region.end:
            head = text[one.start : one.end].strip().split("\n", 1)[0]
            sizes.append(
                (len(re.findall(r"(?<!\\)\|", head.strip().strip("|"))) + 1, (one.start, one.start + len(head)))
            )
    if not sizes:
        return verdict("broken", f"{region.name} has no table", text, confidence=0.9)
    low, high = constraint.minimum or 0, constraint.maximum
    good = [span for size, span in sizes if size >= low and (high is None or size <= high)]
    if good:
        return verdict("kept", "has such a table", text, good[:1], 0.9)
    return verdict("broken", f"its table has {sizes[0][0]} columns", text, [sizes[0][1]], 0.9)


def check_labelled(text: str) -> Verdict:
    """Whether every block of code names its language."""
    fences = list(_FENCE.finditer(text))[::2]
    bare = [one.span() for one in fences if not one["language"]]
    if not fences:
        return verdict("undecided", "it has no block of code", text)
    if bare:
        return verdict("broken", f"{len(bare)} of {len(fences)} blocks name no language", text, bare, 0.9)
    return verdict("kept", "every block names its language", text, [fences[0].span()], 0.9)
