"""Mutants of gold SQL: the mistakes that models make, made on purpose to see whether a score notices them.

Each mutant differs from the gold statement in one place. Many change nothing in the result on some data; whoever counts
them compares results, as `bench/sql_score.py` does.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from goldthread.navigation.sql.names import Lookup
from goldthread.navigation.sql.shape import parse
from goldthread.schemas.catalog import Catalog, Column, Table

if TYPE_CHECKING:
    from sqlglot import exp

KINDS = (
    "role", "join", "join kind", "condition", "boundary", "duplicates", "order", "aggregate", "column", "limit",
)  # fmt: skip
_OTHER_AGGREGATE = {"Sum": "Avg", "Avg": "Sum", "Min": "Max", "Max": "Min"}
_OTHER_COMPARISON = {"GT": "GTE", "GTE": "GT", "LT": "LTE", "LTE": "LT"}


@dataclass(frozen=True, slots=True)
class Mutant:
    """A statement with one mistake.

    Attributes:
        kind: `role` (a key that leads to the same table in another role), `join` (another column as key), `join kind`
            (rows without a partner lost), `condition` (one lost), `boundary` (`>` for `>=`), `duplicates` (rows kept or
            doubled that should be one, or dropped), `order` (turned or lost), `aggregate`, `column` (another one of the
            same table), `limit` (one row more or less).
        sql: The statement.
    """

    kind: str
    sql: str


def mutants(sql: str, catalog: Catalog) -> list[Mutant]:
    """All mutants of a statement, each once, in a fixed order."""
    statement = parse(sql, catalog.dialect)
    plain = statement.tree.sql(statement.dialect)
    seen = {plain}
    found: list[Mutant] = []
    for kind, tree in _mutate(statement.tree, Lookup(catalog)):
        text = tree.sql(statement.dialect)
        if text not in seen:
            seen.add(text)
            found.append(Mutant(kind, text))
    return found


def _mutate(tree: "exp.Query", lookup: Lookup) -> Iterator[tuple[str, Any]]:
    nodes = list(tree.walk())
    for at, node in enumerate(nodes):
        for kind, change in _changes(node, tree, lookup):
            copy = tree.copy()
            # A copy is walked in the order of the original.
            twin = next(one for number, one in enumerate(copy.walk()) if number == at)
            change(twin)
            yield kind, copy
    yield "duplicates", _doubled(tree)


def _changes(node: Any, root: Any, lookup: Lookup) -> Iterator[tuple[str, Callable[[Any], None]]]:
    from sqlglot import exp

    name = type(node).__name__
    if isinstance(node, exp.EQ) and _in_join(node):
        yield from _keys(node, lookup)
    elif isinstance(node, exp.Join) and node.side and str(node.side).upper() in ("LEFT", "RIGHT", "FULL"):
        yield "join kind", lambda one: one.set("side", None)
    elif isinstance(node, (exp.Where, exp.Having)):
        yield from _lost_conditions(node)
    elif name in _OTHER_COMPARISON and node.find_ancestor(exp.Where, exp.Having):
        other = getattr(exp, _OTHER_COMPARISON[name])
        yield "boundary", lambda one: one.replace(other(this=one.this, expression=one.expression))
    elif name in _OTHER_AGGREGATE:
        instead = getattr(exp, _OTHER_AGGREGATE[name])
        yield "aggregate", lambda one: one.replace(instead(this=one.this))
    elif isinstance(node, exp.Count) and isinstance(node.this, exp.Distinct):
        yield "duplicates", lambda one: one.set("this", one.this.expressions[0])
    elif isinstance(node, exp.Select):
        yield "duplicates", _turn_distinct
    elif isinstance(node, exp.Union) and node.args.get("distinct"):
        yield "duplicates", lambda one: one.set("distinct", False)
    elif isinstance(node, exp.Order) and node.parent is root:
        yield "order", lambda one: one.expressions[0].set("desc", not one.expressions[0].args.get("desc"))
        if len(node.expressions) > 1:
            yield "order", lambda one: one.set("expressions", one.expressions[::-1])
        yield "order", lambda one: one.pop()
    elif isinstance(node, exp.Limit) and isinstance(node.expression, exp.Literal):
        count = int(node.expression.this)
        for number in (count + 1, count - 1):
            yield "limit", _set("expression", exp.Literal.number(number))
    elif isinstance(node, exp.Column) and not _in_join(node) and not node.find_ancestor(exp.Order):
        yield from _other_columns(node, lookup)


def _set(key: str, value: Any, side: str = "") -> Callable[[Any], None]:
    """A change that gives a node, or the node on a side of it, another value."""
    return lambda one: (one.args[side] if side else one).set(key, value)


def _in_join(node: Any) -> bool:
    """Whether a node stands in a join's condition, or is an equation of two columns in a WHERE."""
    from sqlglot import exp

    join = node.find_ancestor(exp.Join, exp.Select)
    if isinstance(join, exp.Join):
        return True
    return isinstance(node, exp.EQ) and isinstance(node.this, exp.Column) and isinstance(node.expression, exp.Column)


def _keys(node: Any, lookup: Lookup) -> Iterator[tuple[str, Callable[[Any], None]]]:
    """Other columns for either side of a join's equation: keys to the same table first, then one of the same type."""
    from sqlglot import exp

    for side in ("this", "expression"):
        column = node.args[side]
        if not isinstance(column, exp.Column) or (table := _table_of(column, lookup)) is None:
            continue
        roles = _roles(table, column.name)
        for role in roles:
            yield "role", _set("this", exp.to_identifier(role), side)
        for other in _alike(table, column.name, but=roles)[:1]:
            yield "join", _set("this", exp.to_identifier(other), side)


def _roles(table: Table, name: str) -> list[str]:
    """Columns that lead to the same table in another role."""
    targets = {key.columns[0].casefold(): key.table for key in table.foreign_keys if len(key.columns) == 1}
    target = targets.get(name.casefold())
    return [key for key, where in targets.items() if target is not None and where == target and key != name.casefold()]


def _alike(table: Table, name: str, but: list[str]) -> list[str]:
    kind = next((_family(one) for one in table.columns if one.name.casefold() == name.casefold()), "")
    return [
        one.name
        for one in table.columns
        if _family(one) == kind and one.name.casefold() not in {name.casefold(), *(other.casefold() for other in but)}
    ]


def _family(column: Column) -> str:
    word = column.type.partition("(")[0].strip().upper()
    return "number" if word in {"INTEGER", "INT", "BIGINT", "SMALLINT", "DECIMAL", "NUMERIC", "DOUBLE"} else word


def _lost_conditions(node: Any) -> Iterator[tuple[str, Callable[[Any], None]]]:
    from sqlglot import exp

    parts = list(node.this.flatten()) if isinstance(node.this, exp.And) else [node.this]
    if len(parts) == 1:
        yield "condition", lambda one: one.pop()
        return
    for at in range(len(parts)):

        def lose(one: Any, at: int = at) -> None:
            kept = [part.copy() for number, part in enumerate(one.this.flatten()) if number != at]
            one.set("this", exp.and_(*kept))

        yield "condition", lose


def _turn_distinct(select: Any) -> None:
    from sqlglot import exp

    select.set("distinct", None if select.args.get("distinct") else exp.Distinct())


def _other_columns(node: Any, lookup: Lookup) -> Iterator[tuple[str, Callable[[Any], None]]]:
    from sqlglot import exp

    table = _table_of(node, lookup)
    if table is None or node.find_ancestor(exp.Group):
        return
    for other in _alike(table, node.name, but=[])[:1]:
        yield "column", _set("this", exp.to_identifier(other))


def _table_of(column: Any, lookup: Lookup) -> Table | None:
    """The catalog's table that a column belongs to, told from the FROM and JOINs of its own SELECT."""
    from sqlglot import exp

    select = column.find_ancestor(exp.Select)
    while select is not None:
        sources = [one.this for key in ("from_", "from") if (one := select.args.get(key)) is not None]
        sources += [join.this for join in select.args.get("joins") or ()]
        for source in sources:
            if not isinstance(source, exp.Table) or not isinstance(source.this, exp.Identifier):
                continue
            table = lookup.find(tuple(part.name for part in source.parts))
            if table is None or (column.table and column.table.casefold() != source.alias_or_name.casefold()):
                continue
            if column.name.casefold() in {one.name.casefold() for one in table.columns}:
                return table
        select = select.find_ancestor(exp.Select)
    return None


def _doubled(tree: Any) -> Any:
    """Every row twice, as a join with a table of two matching rows does."""
    from sqlglot import exp

    copy = tree.copy()
    twice = exp.union(copy.copy().subquery(), copy.subquery(), distinct=False)
    return exp.select("*").from_(twice.subquery("twice"))
