"""Scores as other benchmarks count them, told beside our own so that figures can be compared."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from goldthread.navigation.score_values import rounded, token

Row = Sequence[Any]
_SPIDER2 = 1e-2


def bird_ex(found: Sequence[Row], gold: Sequence[Row]) -> bool:
    """Execution accuracy of BIRD (Li et al., 2023): the sets of rows are equal.

    Repeated rows and the order of rows do not count, the order of columns does; no tolerance.
    """
    return {_frozen(row) for row in found} == {_frozen(row) for row in gold}


def spider2(found: Sequence[Row], gold: Sequence[Row], *, ordered: bool = False) -> bool:
    """Execution accuracy of Spider 2.0 (Lei et al., 2024): every gold column equals some column of the result.

    Numbers within 1e-2 (absolute); further columns do no harm. Its task files say for each question whether order is
    ignored; here it counts where the gold statement orders. Columns count one by one: rows that are mixed up between
    columns are not seen.
    """
    theirs = [_vector([row[at] for row in found], ordered) for at in range(len(found[0]) if found else 0)]
    ours = [_vector([row[at] for row in gold], ordered) for at in range(len(gold[0]) if gold else 0)]
    if not gold:
        return not found
    return all(any(_same_vector(column, other) for other in theirs) for column in ours)


def jaccard(found: Sequence[Row], gold: Sequence[Row]) -> float:
    """Multiset Jaccard of the rows: rows in both, over rows in either; 1.0 for two empty results.

    McMillan (2026) counts an answer as right from 0.9 on; whether the paper compares rows or cells is not told there,
    so rows it is. Columns in the order given; broken numbers to six significant digits.
    """
    ours, theirs = (Counter(tuple(rounded(token(value)) for value in row) for row in rows) for rows in (gold, found))
    either = (ours | theirs).total()
    return (ours & theirs).total() / either if either else 1.0


JACCARD_RIGHT = 0.9


def soft_f1(found: Sequence[Row], gold: Sequence[Row]) -> float:
    """Soft F1 of BIRD mini-dev: rows paired by their place after repeated ones are dropped, cells compared as a set.

    In each pair the share of gold's width that is matched, only in the answer, or only in gold is counted; precision
    and recall come from the sums. It depends on the order of rows, though the benchmark's questions need not.
    """
    if not found and not gold:
        return 1.0
    theirs, ours = (list(dict.fromkeys(_frozen(row) for row in rows)) for rows in (found, gold))
    matched = only_found = only_gold = 0.0
    for at in range(max(len(theirs), len(ours))):
        if at >= len(theirs):
            only_gold += 1
        elif at >= len(ours):
            only_found += 1
        else:
            wide = len(ours[at]) or 1
            matched += sum(cell in ours[at] for cell in theirs[at]) / wide
            only_found += sum(cell not in ours[at] for cell in theirs[at]) / wide
            only_gold += sum(cell not in theirs[at] for cell in ours[at]) / wide
    precision = matched / (matched + only_found) if matched + only_found else 0.0
    recall = matched / (matched + only_gold) if matched + only_gold else 0.0
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _frozen(row: Row) -> tuple[Any, ...]:
    return tuple(_hashable(value) for value in row)


def _hashable(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_hashable(one) for one in value)
    if isinstance(value, dict):
        return tuple((key, _hashable(one)) for key, one in value.items())
    return value


def _vector(values: list[Any], ordered: bool) -> list[Any]:
    told = [token(value).value for value in values]
    return told if ordered else sorted(told, key=_sortable)


def _sortable(value: Any) -> tuple[int, float, str]:
    return (0, float(value), "") if isinstance(value, (int, float)) else (1, 0.0, f"{type(value).__name__} {value}")


def _same_vector(ours: list[Any], theirs: list[Any]) -> bool:
    if len(ours) != len(theirs):
        return False
    return all(
        abs(one - other) <= _SPIDER2
        if isinstance(one, (int, float)) and isinstance(other, (int, float))
        else one == other
        for one, other in zip(ours, theirs, strict=True)
    )
