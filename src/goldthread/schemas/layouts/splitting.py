"""What is too large for one file in parts, and the parts made one again.

A part is a `Catalog` that says a piece: some columns of a table, some domains, a stretch of a long text. Joined in
order, texts are put behind each other and lists too, so that nothing is lost and nothing is said twice. Names and
single sample values stay whole, however long.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from goldthread.schemas.catalog import Catalog, Column, Domain, Table

STRETCH = 1_000
"""Characters of a text that stand in one piece: fewer tokens than any budget, whatever the script."""
NAMES = 50


def _stretches(text: str) -> list[str]:
    return [text[at : at + STRETCH] for at in range(0, len(text), STRETCH)] or [""]


def _column_pieces(one: Column) -> Iterator[Column]:
    if sum(map(len, (one.type, one.description, one.note, *one.samples))) <= STRETCH:
        yield one
        return
    first, *more = _stretches(one.type)
    yield Column(one.name, first, nullable=one.nullable)
    for text in more:
        yield Column(one.name, text)
    for text in _stretches(one.description):
        yield Column(one.name, description=text)
    for sample in one.samples:
        yield Column(one.name, samples=(sample,))
    for text in _stretches(one.note):
        yield Column(one.name, note=text)


def _table_pieces(one: Table) -> Iterator[Table]:
    first, *more = _stretches(one.description)
    yield Table(one.name, one.domain, first, kind=one.kind)
    for text in more:
        yield Table(one.name, description=text)
    if one.note:
        for text in _stretches(one.note):
            yield Table(one.name, note=text)
    for at in range(0, len(one.primary_key), NAMES):
        yield Table(one.name, primary_key=one.primary_key[at : at + NAMES])
    for column in one.columns:
        for piece in _column_pieces(column):
            yield Table(one.name, columns=(piece,))
    for key in one.foreign_keys:
        yield Table(one.name, foreign_keys=(key,))


def _pieces(part: Catalog) -> Iterator[Catalog]:
    first, *more = _stretches(part.description)
    yield Catalog(part.name, first, dialect=part.dialect)
    for text in more:
        yield Catalog("", text)
    if part.note:
        for text in _stretches(part.note):
            yield Catalog("", note=text)
    for domain in part.domains:
        for text in _stretches(domain.description):
            yield Catalog("", domains=(Domain(domain.name, text),))
        if domain.note:
            for text in _stretches(domain.note):
                yield Catalog("", domains=(Domain(domain.name, note=text),))
    for table in part.tables:
        for piece in _table_pieces(table):
            yield Catalog("", tables=(piece,))


def _join_columns(one: tuple[Column, ...], other: tuple[Column, ...]) -> tuple[Column, ...]:
    if not (one and other and one[-1].name == other[0].name):
        return one + other
    last, first = one[-1], other[0]
    joined = Column(
        last.name,
        last.type + first.type,
        last.description + first.description,
        last.nullable and first.nullable,
        last.samples + first.samples,
        last.note + first.note,
    )
    return (*one[:-1], joined, *other[1:])


def _join_tables(one: Table, other: Table) -> Table:
    return Table(
        one.name,
        one.domain + other.domain,
        one.description + other.description,
        _join_columns(one.columns, other.columns),
        one.primary_key + other.primary_key,
        one.foreign_keys + other.foreign_keys,
        one.kind if one.kind != "table" else other.kind,
        one.note + other.note,
    )


def join(parts: Iterable[Catalog]) -> Catalog:
    """The catalog that parts add up to, in order."""
    whole = Catalog("")
    domains: dict[str, Domain] = {}
    tables: dict[str, Table] = {}
    for part in parts:
        whole = replace(
            whole,
            name=whole.name + part.name,
            description=whole.description + part.description,
            dialect=whole.dialect + part.dialect,
            note=whole.note + part.note,
        )
        for domain in part.domains:
            had = domains.get(domain.name)
            text, note = (had.description, had.note) if had else ("", "")
            domains[domain.name] = Domain(domain.name, text + domain.description, note + domain.note)
        for table in part.tables:
            before = tables.get(table.name)
            tables[table.name] = _join_tables(before, table) if before else table
    return replace(whole, domains=(*domains.values(),), tables=(*tables.values(),))


def split(part: Catalog, size: Callable[[Catalog], int], budget: int) -> list[Catalog]:
    """A part in as many as it takes for each to stay within a budget.

    Args:
        part: What one file would hold.
        size: Tokens that a part takes as text.
        budget: Tokens that a file may have.

    Returns:
        Parts whose `join` is the part. One alone where it fits, or where nothing is left to split.
    """
    if size(part) <= budget:
        return [part]
    packs: list[list[Catalog]] = [[]]
    used = 0
    for piece in _pieces(part):
        cost = size(piece)
        if used + cost > budget and packs[-1]:
            packs.append([])
            used = 0
        packs[-1].append(piece)
        used += cost
    return [one for pack in packs for one in _fitting(pack, size, budget)]


def _fitting(pack: list[Catalog], size: Callable[[Catalog], int], budget: int) -> list[Catalog]:
    """A pack as one part, or halved until it fits: a row more may widen every row of a format's table."""
    whole = join(pack)
    if len(pack) == 1 or size(whole) <= budget:
        return [whole]
    middle = len(pack) // 2
    return _fitting(pack[:middle], size, budget) + _fitting(pack[middle:], size, budget)
