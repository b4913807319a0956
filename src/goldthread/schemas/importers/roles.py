"""What another table is to a table that refers to it more than once: `bill customer`, `ship customer`."""

import itertools
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

import regex  # type: ignore[import-untyped]

from goldthread.schemas.catalog import ForeignKey, Table

_WORD = regex.compile(r"\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+|\p{N}+|\p{L}+")
_IDENTITY = frozenset("code fk guid id ids key no nr num number oid pk ref rowid sk uuid".split())  # noqa: SIM905
"""Words of a key column that say only that it is a key."""


def words_of(name: str) -> list[str]:
    """Words of a name, in lower case: `billCustomerId` and `BILL_CUSTOMER_ID` have the same."""
    return [one.lower() for one in _WORD.findall(name)]


def _prefix(columns: Sequence[str]) -> str:
    """The first word of every column's name, where there are enough of them for it to mean the table."""
    if len(columns) < 3:
        return ""
    words = [words_of(one) for one in columns]
    firsts = {one[0] if len(one) > 1 else "" for one in words}
    return firsts.pop() if len(firsts) == 1 else ""


def role_of(columns: Sequence[str], prefix: str = "") -> str:
    """The role that names of key columns tell: without what makes them keys, and without the table's own prefix.

    Of several columns it is what their names begin with alike (`parent_shop`, `parent_number`), else the words of all.
    """
    found: dict[str, None] = {}
    split = [words_of(name) for name in columns]
    split = [words[1:] if prefix and words[:1] == [prefix] else words for words in split]
    alike = list(itertools.takewhile(lambda words: len(set(words)) == 1, zip(*split, strict=False)))
    if len(split) > 1 and alike:
        return " ".join(words[0] for words in alike)
    for words in split:
        kept = list(words)
        while kept and kept[-1] in _IDENTITY:
            kept.pop()
        while len(kept) > 1 and kept[0] in _IDENTITY:
            del kept[0]
        found |= dict.fromkeys(kept or words)
    return " ".join(found)


def with_roles(table: Table) -> Table:
    """The table with a role for each key that has none, where several lead to one table or one to the table itself."""
    groups: dict[str, list[ForeignKey]] = defaultdict(list)
    for key in table.foreign_keys:
        groups[key.table].append(key)
    prefix = _prefix([one.name for one in table.columns])
    said: dict[ForeignKey, str] = {}
    for target, keys in groups.items():
        if len(keys) == 1 and target != table.name:
            continue
        shared = set(keys[0].columns).intersection(*(key.columns for key in keys)) if len(keys) > 1 else set()
        short = {key: role_of([one for one in key.columns if one not in shared] or key.columns, prefix) for key in keys}
        whole = {key: role_of(key.columns) for key in keys}
        distinct = len(set(short.values())) == len(short)
        said |= short if distinct else whole
    if not said:
        return table
    keys_ = tuple(key if key.role or key not in said else replace(key, role=said[key]) for key in table.foreign_keys)
    return replace(table, foreign_keys=keys_)
