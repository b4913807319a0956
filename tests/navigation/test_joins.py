"""Join paths against an oracle, on 10,000 tables and on small graphs of which all is known."""

import random
import time
from collections import deque
from itertools import pairwise

import pytest

from goldthread.navigation.corpora import corpus
from goldthread.navigation.joins import JoinGraph, is_junction
from goldthread.schemas.catalog import Catalog, Column, ForeignKey, Table


def edges_of(catalog: Catalog) -> dict[str, set[str]]:
    edges: dict[str, set[str]] = {one.name: set() for one in catalog.tables}
    for one in catalog.tables:
        for key in one.foreign_keys:
            if key.table in edges and key.table != one.name:
                edges[one.name].add(key.table)
                edges[key.table].add(one.name)
    return edges


def oracle(edges: dict[str, set[str]], start: str) -> dict[str, tuple[int, int]]:
    """Hops to each table, and the number of shortest ways there."""
    found = {start: (0, 1)}
    queue = deque([start])
    while queue:
        here = queue.popleft()
        hops, ways = found[here]
        for other in edges[here]:
            if other not in found:
                found[other] = (hops + 1, ways)
                queue.append(other)
            elif found[other][0] == hops + 1:
                found[other] = (hops + 1, found[other][1] + ways)
    return found


def test_paths_equal_the_oracle_on_10000_tables() -> None:
    catalog = corpus("synth-10000", seed=3).catalog
    graph, edges = JoinGraph(catalog), edges_of(catalog)
    rng = random.Random(5)
    linked = [name for name, others in edges.items() if others]
    near = reached = 0
    times = []
    for _ in range(60):
        start = rng.choice(linked)
        known = oracle(edges, start)
        within = [name for name, (hops, _) in known.items() if 0 < hops <= 6]
        for end in (*rng.sample(within, min(len(within), 6)), *rng.sample([*edges], 2)):
            if start == end:
                continue
            begun = time.perf_counter()
            paths = graph.paths(start, end, most=6, longer=0)
            times.append(time.perf_counter() - begun)
            hops, ways = known.get(end, (99, 0))
            if hops > 6:
                assert paths == []
                continue
            near += 1
            assert len({one.tables for one in paths}) == len(paths) == min(ways, 200)
            for one in paths:
                assert (one.tables[0], one.tables[-1], len(one.hops)) == (start, end, hops)
                assert all(other in edges[name] for name, other in pairwise(one.tables))
            reached += len(paths)
    assert near > 250
    assert reached > near
    assert sorted(times)[len(times) // 2] < 0.05


def test_longer_ways_are_simple_and_complete_on_small_graphs() -> None:
    rng = random.Random(1)
    for _ in range(60):
        names = [f"t{number}" for number in range(8)]
        tables = tuple(
            Table(
                name,
                columns=(Column("id"),),
                foreign_keys=tuple(ForeignKey(("id",), rng.choice(names), ("id",)) for _ in range(rng.randrange(3))),
            )
            for name in names
        )
        catalog = Catalog("c", tables=tables)
        edges = edges_of(catalog)
        start, end = rng.sample(names, 2)
        expected: set[tuple[str, ...]] = set()

        def walk(way: tuple[str, ...], end: str, edges: dict[str, set[str]], expected: set[tuple[str, ...]]) -> None:
            if way[-1] == end:
                expected.add(way)
                return
            for other in edges[way[-1]] - {*way}:
                walk((*way, other), end, edges, expected)

        walk((start,), end, edges, expected)
        found = JoinGraph(catalog).paths(start, end, most=8, longer=8)
        assert {one.tables for one in found} == expected
        assert [len(one.tables) for one in found] == sorted(len(one.tables) for one in found)


KEYS = {
    "customer": (),
    "day": (),
    "item": (),
    "sale": (
        ForeignKey(("customer_id",), "customer", ("id",)),
        ForeignKey(("sold_day",), "day", ("id",), "sold"),
        ForeignKey(("shipped_day",), "day", ("id",), "shipped"),
    ),
    "visit": (ForeignKey(("day_id",), "day", ("id",)), ForeignKey(("lost",), "nowhere", ("id",))),
    "wish": (ForeignKey(("customer_id",), "customer", ("id",)), ForeignKey(("item_id",), "item", ("id",))),
    "person": (ForeignKey(("boss_id",), "person", ("id",), "boss"),),
}


@pytest.fixture
def shop() -> Catalog:
    def table(name: str, keys: tuple[ForeignKey, ...]) -> Table:
        columns = tuple(Column(column) for key in keys for column in key.columns)
        primary = ("customer_id", "item_id") if name == "wish" else ("id",)
        return Table(name, columns=(*columns, Column("id")), primary_key=primary, foreign_keys=keys)

    return Catalog("shop", tables=tuple(table(*one) for one in KEYS.items()))


def test_keys_that_play_roles_are_all_named(shop: Catalog) -> None:
    (path,) = JoinGraph(shop).paths("day", "sale")
    assert [(join.condition(), join.key.role) for join in path.hops[0]] == [
        ("sale.sold_day = day.id", "sold"),
        ("sale.shipped_day = day.id", "shipped"),
    ]


def test_junctions_and_shared_tables_are_named(shop: Catalog) -> None:
    graph = JoinGraph(shop)
    (path,) = graph.paths("customer", "item")
    assert path.tables == ("customer", "wish", "item")
    assert path.junctions == ("wish",)
    (path,) = graph.paths("sale", "visit")
    assert path.shared == ("day",)
    assert [one.name for one in shop.tables if is_junction(one)] == ["wish"]


def test_a_key_to_its_own_table_and_tables_without_a_way(shop: Catalog) -> None:
    graph = JoinGraph(shop)
    (path,) = graph.paths("person", "person")
    assert path.hops[0][0].condition() == "person.boss_id = person.id"
    assert graph.paths("person", "sale") == []
    assert graph.paths("item", "item") == []
