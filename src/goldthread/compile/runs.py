"""Units that a request numbers from one to another: `versions 1 to 10`, `Sprint reports 1-13`, `builds 101 to 118`, `v0.1 to v1.5, 15 of them`."""

import re
from dataclasses import dataclass

_ZONE = 500
_TO = r"\s*(?:to|through|thru|until|up to|[-–—])\s*"
_RUN = re.compile(
    rf"\b(?P<noun>(?:[A-Za-z]{{3,}} )?[A-Za-z]{{3,}}s)\s+(?:no\.?\s*|#|v)?(?P<low>\d{{1,4}}){_TO}(?:#|v)?(?P<high>\d{{1,4}})(?![\w.]|\s*(?:words|pages|minutes|%))"
)
_POINTS = re.compile(
    rf"(?<![\w.])v?(?P<major>\d{{1,3}})\.(?P<low>\d{{1,3}}){_TO}v?(?P<other>\d{{1,3}})\.(?P<high>\d{{1,3}})(?!\w|\.\d)"
)
_OF_THEM = re.compile(r"\b(?P<n>\d{1,4})\s+(?:of them|in all|in total|total|altogether)\b", re.IGNORECASE)
_YEARS = range(1000, 2200)


@dataclass(frozen=True)
class Run:
    """Names of the units in order (none where they go by 1, 2, ...), their noun, and the span that says so."""

    count: int
    noun: str
    names: tuple[str, ...]
    start: int
    end: int


def numbered_run(text: str) -> Run | None:
    """The run of numbers that the first lines of a request give its units; None where they give none."""
    zone = text[:_ZONE]
    if points := _POINTS.search(zone):
        names = _versions(points, _OF_THEM.search(zone))
        if names:
            return Run(len(names), "versions", names, *points.span())
    for match in _RUN.finditer(zone):
        low, high = int(match["low"]), int(match["high"])
        first = "\n" not in zone[: match.start()].strip() and not re.search(r"[.!?]\s", zone[: match.start()])
        each = re.search(r"\b(?:one|an?)\s+\w+\s+(?:per|for each|for every)\s", zone[match.end() : match.end() + 60])
        if low in _YEARS or not 1 < high - low < 2_000 or not ((first and (low == 1 or each)) or each):
            continue
        names = () if low == 1 else tuple(str(one) for one in range(low, high + 1))
        return Run(high - low + 1, match["noun"], names, *match.span())
    return None


def _versions(match: re.Match[str], many: re.Match[str] | None) -> tuple[str, ...]:
    """Names from one version to another; over a change of the first number only where their count tells where it turns."""
    major, low, other, high = (int(match[name]) for name in ("major", "low", "other", "high"))
    if major == other and 1 < high - low < 200:
        return tuple(f"{major}.{one}" for one in range(low, high + 1))
    count = int(many["n"]) if many else 0
    turn = count - high - 1
    if other == major + 1 and turn > 0 and turn >= low:
        return (*(f"{major}.{one}" for one in range(low, low + turn)), *(f"{other}.{one}" for one in range(high + 1)))
    return ()
