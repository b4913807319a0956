"""`synth-N`: a seeded catalog of any size, with the traps that real schemas have.

Tables come in turns, one of each domain at a time, and a key only leads to a table that came before: so the first
tables of a catalog are closed under their keys, and any number of them can be filled with rows that join.
"""

import random
from dataclasses import dataclass, field, replace

from goldthread.errors import BadInput
from goldthread.navigation.corpora.words import AREAS, ASPECTS, ATTRIBUTES, COPIES, LISTS, NOUNS, ROLES
from goldthread.schemas.catalog import Catalog, Column, Domain, ForeignKey, Table

SMALLEST, LARGEST = 10, 10_000
MOST_DOMAINS = 100
KINDS = ("entity", "reference", "roles", "junction", "copy")
WEIGHTS = (55, 12, 13, 10, 10)
FIRST = ("entity", "entity", "roles", "junction", "copy")
"""The first tables of every domain, so that the smallest catalog has each kind."""

_ATTRIBUTES = tuple(Column(*one) for one in ATTRIBUTES)
_CODE = Column("code", "VARCHAR", "Code that is unique in the table", False)


@dataclass
class _Area:
    """A domain while it grows."""

    name: str
    nouns: list[str]
    tables: list[Table] = field(default_factory=list)
    targets: list[Table] = field(default_factory=list)
    count: int = 0


def synth(n: int, seed: int = 0, *, taken: frozenset[str] = frozenset()) -> Catalog:
    """A catalog of `n` tables in 2 to 100 domains.

    Entities, small reference tables, junction tables, tables with two keys to one table in different roles, keys to
    their own table, keys between domains, and decoys: copies with near names.

    Args:
        n: From 10 to 10,000.
        seed: Same seed, same catalog.
        taken: Names that no table may have.

    Raises:
        BadInput: `n` is out of bounds.
    """
    if not SMALLEST <= n <= LARGEST:
        raise BadInput(
            f"synth-{n}: a synthetic catalog has {SMALLEST} to {LARGEST:,} tables", remedy="for instance synth-500"
        )
    return Catalog(
        f"synth-{n}", f"Synthetic schema of {n:,} tables, seed {seed}.", *grow(n, seed, taken), dialect="duckdb"
    )


def grow(n: int, seed: int, taken: frozenset[str]) -> tuple[tuple[Domain, ...], tuple[Table, ...]]:
    """Domains and tables, any number of them from 1."""
    rng = random.Random(f"synth {seed}")
    areas = [_Area(name, _nouns(rng)) for name in rng.sample(AREAS, max(2, min(MOST_DOMAINS, n // 25)))]
    used = set(taken)
    tables: list[Table] = []
    for number in range(n):
        area = areas[number % len(areas)]
        other = rng.choice([one for one in areas if one is not area])
        table = _table(rng, area, other, used)
        used.add(table.name)
        area.tables.append(table)
        tables.append(table)
        if len(table.primary_key) == 1 and table.primary_key[0] != "copy_id":
            area.targets.append(table)
    domains = tuple(
        Domain(one.name, f"{one.name.capitalize()}: {_listing([_noun(table, one) for table in one.targets[:3]])}.")
        for one in areas[: len(tables)]
    )
    return domains, tuple(tables)


def _nouns(rng: random.Random) -> list[str]:
    """Names for the tables of a domain, taken from the end: plain nouns first, then nouns with an aspect."""
    compound = [f"{noun}_{aspect}" for noun in NOUNS for aspect in ASPECTS]
    return rng.sample(compound, 400) + rng.sample(NOUNS, len(NOUNS) // 3)


def _table(rng: random.Random, area: _Area, other: _Area, used: set[str]) -> Table:
    kind = FIRST[area.count] if area.count < len(FIRST) else rng.choices(KINDS, WEIGHTS)[0]
    area.count += 1
    made: Table | None = None
    if kind == "copy":
        made = _copy(rng, area)
    elif kind == "junction":
        made = _junction(rng, area)
    if made is not None and made.name not in used:
        return made
    while True:
        noun = area.nouns.pop()
        if kind == "reference":
            noun = f"{noun.partition('_')[0]}_{rng.choice(LISTS)}"
        if f"{area.name}_{noun}" not in used:
            return _entity(rng, area, other, noun, kind)


def _entity(rng: random.Random, area: _Area, other: _Area, noun: str, kind: str) -> Table:
    name = f"{area.name}_{noun}"
    key = f"{noun}_id"
    if kind == "reference":
        columns = (Column(key, "INTEGER", "Key", False), _CODE, *_ATTRIBUTES[:1])
        return Table(name, area.name, f"List of values: {_words(noun)}, as {area.name} uses it.", columns, (key,))
    keys: list[tuple[Column, ForeignKey]] = []
    if kind == "roles" and area.targets:
        parent = rng.choice(area.targets)
        keys += [_reference(parent, area, role) for role in rng.choice(ROLES)]
    if rng.random() < 0.07:
        own = Column(f"parent_{key}", "INTEGER", f"The {_words(noun)} above it")
        keys.append((own, ForeignKey((own.name,), name, (key,), "parent")))
    if area.count == 2:
        keys.append(_reference(other.targets[0], area))  # the second table of a domain always leads out of it
    for _ in range(rng.choice((0, 1, 1, 2, 2, 3))):
        source = other if rng.random() < 0.35 else area
        if source.targets:
            parent = rng.choice(source.targets[-12:] if rng.random() < 0.6 else source.targets)
            role = rng.choice(rng.choice(ROLES)) if source is other and rng.random() < 0.5 else ""
            keys.append(_reference(parent, area, role))
    seen = {key, "code"}
    unique = []
    for column, reference in keys:
        if column.name not in seen:
            seen.add(column.name)
            unique.append((column, reference))
    columns = (
        Column(key, "INTEGER", "Key", False),
        _CODE,
        *(column for column, _ in unique),
        *rng.sample(_ATTRIBUTES, rng.randint(3, 10)),
    )
    what = _listing([_words(reference.role or reference.table) for _, reference in unique])
    text = f"{_words(noun).capitalize()} of {area.name}" + (f", with its {what}." if unique else ".")
    return Table(name, area.name, text, columns, (key,), tuple(reference for _, reference in unique))


def _reference(parent: Table, area: _Area, role: str = "") -> tuple[Column, ForeignKey]:
    key = parent.primary_key[0]
    noun = _noun(parent, area)
    if role:
        text = f"{role.capitalize()} {_words(noun)}"
        column = Column(f"{role}_{noun}_id", "INTEGER", text)
        return column, ForeignKey((column.name,), parent.name, (key,), f"{role} {_words(noun)}")
    name = key if parent.domain == area.name else f"{parent.name}_id"
    return Column(name, "INTEGER", f"The {_words(noun)} that it belongs to"), ForeignKey((name,), parent.name, (key,))


def _junction(rng: random.Random, area: _Area) -> Table | None:
    if len(area.targets) < 2:
        return None
    first, second = rng.sample(area.targets, 2)
    nouns = _noun(first, area), _noun(second, area)
    keys = tuple(ForeignKey((one.primary_key[0],), one.name, (one.primary_key[0],)) for one in (first, second))
    columns = (
        *(
            Column(key.columns[0], "INTEGER", f"The {_words(noun)}", False)
            for key, noun in zip(keys, nouns, strict=True)
        ),
        *rng.sample(_ATTRIBUTES[18:], rng.randint(0, 3)),
    )
    text = f"Which {_words(nouns[0])} goes with which {_words(nouns[1])} (many to many)."
    return Table(
        f"{area.name}_{nouns[0]}_{nouns[1]}", area.name, text, columns, tuple(key.columns[0] for key in keys), keys
    )


def _copy(rng: random.Random, area: _Area) -> Table | None:
    """A decoy: a table under a near name, some of its columns gone, its keys no longer declared."""
    originals = [one for one in area.tables if one.foreign_keys] or area.tables
    if not originals:
        return None
    original = rng.choice(originals)
    return decoy(rng, original, rng.choice(COPIES))


def decoy(rng: random.Random, original: Table, shape: tuple[str, str]) -> Table:
    """A copy of a table under a near name: a column or two gone, one more, no keys declared."""
    name, text = shape
    droppable = [one.name for one in original.columns if one.name not in original.primary_key and one.name != "code"]
    gone = set(rng.sample(droppable, min(len(droppable), rng.randint(0, 2))))
    columns = (
        Column("copy_id", "INTEGER", "Key of the copy", False),
        *(one for one in original.columns if one.name not in gone),
        Column("loaded_at", "TIMESTAMP", "Moment at which the row was copied"),
    )
    return replace(
        original,
        name=name.format(original.name),
        description=text.format(original.name),
        columns=columns,
        primary_key=("copy_id",),
        foreign_keys=(),
    )


def _noun(table: Table, area: _Area) -> str:
    """A table's name without its domain's, where it is one of the same domain."""
    return table.name.removeprefix(f"{table.domain}_") if table.domain == area.name else table.name


def _words(name: str) -> str:
    return name.replace("_", " ")


def _listing(items: list[str]) -> str:
    words = [_words(one) for one in items]
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + (f" and {words[-1]}" if words else "")
