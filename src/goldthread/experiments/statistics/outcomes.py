"""Results of one condition, and the pairs that two of them make."""

from collections.abc import Hashable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import reduce

import numpy as np
from numpy.typing import ArrayLike, NDArray

from goldthread.errors import BadInput, Where

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Outcomes:
    """Results of one condition, one for each thing that was tried. Make it with `outcomes`.

    Attributes:
        name: How people call the condition.
        values: 0 and 1, or scores; NaN where there is no value.
        pairs: What makes a result the partner of another condition's (question and repeat, say); each once.
        clusters: What is drawn anew in another study, mostly the question; results within one are alike.
        failed: Runs that failed. A failure is a result: it counts as wrong in yes/no and keeps its score elsewhere.
    """

    name: str
    values: Floats
    pairs: tuple[Hashable, ...]
    clusters: tuple[Hashable, ...]
    failed: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.pairs)


def outcomes(
    name: str,
    values: ArrayLike,
    pairs: Iterable[Hashable],
    clusters: Iterable[Hashable] | None = None,
    failed: ArrayLike | None = None,
) -> Outcomes:
    """The results of one condition, checked.

    Args:
        name: How people call the condition.
        values: 0 and 1 (or booleans), or scores; NaN where there is no value.
        pairs: For each value the key of its partner in other conditions.
        clusters: For each value its question; the pair's key itself where there are no repeats.
        failed: For each value whether the run failed; none did where left out.

    Raises:
        BadInput: The lengths differ, a key comes twice, or a value is infinite.
    """
    array = np.asarray(values, dtype=np.float64).reshape(-1)
    keys = tuple(pairs)
    groups = keys if clusters is None else tuple(clusters)
    failures = np.zeros(len(array), bool) if failed is None else np.asarray(failed, dtype=bool).reshape(-1)
    if not len(array) == len(keys) == len(groups) == len(failures):
        raise BadInput(
            f"{len(array)} values, {len(keys)} pairs, {len(groups)} clusters and {len(failures)} marks of failure",
            where=Where(field=name),
            remedy="Give one of each for every result.",
        )
    if len(set(keys)) < len(keys):
        twice = next(key for place, key in enumerate(keys) if key in set(keys[:place]))
        raise BadInput(
            f"the pair {twice!r} comes more than once",
            where=Where(field=name),
            remedy="Add what tells the results apart, the repeat say, to the pair's key.",
        )
    if np.isinf(array).any():
        raise BadInput("a value is infinite", where=Where(field=name), remedy="Use NaN where there is no value.")
    return Outcomes(name, array, keys, groups, failures)


@dataclass(frozen=True)
class Dropped:
    """Results that are in no comparison.

    Attributes:
        unpaired: Their partner in another condition does not exist.
        no_value: They or a partner have no value.
    """

    unpaired: int = 0
    no_value: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.unpaired + self.no_value


@dataclass(frozen=True)
class Matched:
    """Results of several conditions side by side.

    Attributes:
        values: One row a pair, one column a condition.
        cluster: Of each row its cluster, numbered from 0 in an order that does not depend on the order of the input.
        clusters: How many there are.
        dropped: What could not be matched.
        failed: Failures that are in `values`, of each condition.
    """

    values: Floats
    cluster: NDArray[np.intp]
    clusters: int
    dropped: Dropped
    failed: tuple[int, ...]

    @property
    def repeated(self) -> bool:
        """Whether some cluster has more than one pair."""
        return self.clusters < len(self.cluster)

    def totals(self, values: Floats) -> Floats:
        """Sums of a column over each cluster."""
        return np.bincount(self.cluster, weights=values, minlength=self.clusters).astype(np.float64)

    def sizes(self) -> Floats:
        """Pairs of each cluster."""
        return np.bincount(self.cluster, minlength=self.clusters).astype(np.float64)


def match(conditions: Sequence[Outcomes], *, yes_no: bool) -> Matched:
    """Results that all conditions have, side by side.

    Args:
        conditions: At least one.
        yes_no: Whether values must be 0 or 1; then failures are 0, whatever was recorded with them.

    Raises:
        BadInput: A value of yes/no is neither; a pair is in other clusters elsewhere; nothing matches.
    """
    columns = [_values(one, yes_no=yes_no) for one in conditions]
    places, clusters = _shared(conditions)
    table = np.stack([column[at] for column, at in zip(columns, places.T, strict=True)], axis=1)
    failed = np.stack([one.failed[at] for one, at in zip(conditions, places.T, strict=True)], axis=1)
    whole = ~np.isnan(table).any(axis=1)
    if not whole.any():
        raise BadInput(
            "no result has a partner in every condition",
            where=Where(field=", ".join(one.name for one in conditions)),
            remedy="Compare conditions that ran on the same questions.",
        )
    numbers, cluster = np.unique(clusters[whole], return_inverse=True)
    dropped = Dropped(sum(len(one) - len(places) for one in conditions), int((~whole).sum()) * len(columns))
    return Matched(
        table[whole],
        cluster.astype(np.intp),
        len(numbers),
        dropped,
        tuple(int(count) for count in failed[whole].sum(0)),
    )


def _values(one: Outcomes, *, yes_no: bool) -> Floats:
    values = np.where(one.failed, 0.0, one.values) if yes_no else one.values
    odd = values[~np.isin(values, (0.0, 1.0)) & ~np.isnan(values)]
    if yes_no and len(odd):
        raise BadInput(
            f"{odd[0]:g} is neither 0 nor 1",
            where=Where(field=one.name),
            remedy="Compare it as a score, not as yes/no.",
        )
    return values


def _shared(conditions: Sequence[Outcomes]) -> tuple[NDArray[np.intp], NDArray[np.int64]]:
    """Places of the pairs that all conditions have (one row a pair, one column a condition), and numbers of clusters.

    Rows are in an order that does not depend on that of the input.
    """
    keys = numbered([one.pairs for one in conditions])
    clusters = numbered([one.clusters for one in conditions])
    everywhere = reduce(np.intersect1d, keys)
    columns = []
    for key in keys:
        order = np.argsort(key, kind="stable")
        columns.append(order[np.searchsorted(key[order], everywhere)])
    places = np.stack(columns, axis=1)
    of = clusters[0][places[:, 0]]
    for at, one in enumerate(conditions):
        for row in np.flatnonzero(clusters[at][places[:, at]] != of)[:1]:
            place, first = places[row, at], places[row, 0]
            raise BadInput(
                f"the pair {one.pairs[place]!r} is in cluster {one.clusters[place]!r}, "
                f"in {conditions[0].clusters[first]!r} of {conditions[0].name}",
                where=Where(field=one.name),
                remedy="Give a pair the same cluster in every condition.",
            )
    ordered = np.lexsort((everywhere, of))
    return places[ordered], of[ordered]


def numbered(parts: Sequence[Sequence[Hashable]]) -> list[NDArray[np.int64]]:
    """Whole numbers in place of keys, equal for equal keys of all parts; in the order of the keys' texts.

    Keys that are whole numbers themselves stay as they are, which is much faster.
    """
    if all(set(map(type, part)) <= {int} for part in parts):
        with suppress(OverflowError):
            return [np.array(part, dtype=np.int64) for part in parts]
    numbers = {key: at for at, key in enumerate(sorted({key for part in parts for key in part}, key=_order))}
    return [np.array([numbers[key] for key in part], dtype=np.int64) for part in parts]


def _order(key: Hashable) -> tuple[str, str]:
    return str(key), type(key).__name__
