"""Domains for tables that the source gives none: by schema, by prefix of their names, by foreign keys.

Nothing is drawn at random and nothing depends on the order of sets, so the same tables get the same domains. Tables
that had a domain before keep it, and new ones go where most of their neighbours are.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import replace

from goldthread.schemas.catalog import Catalog, Domain, Table

MOST = 250
"""Tables that a domain found by foreign keys may have."""
OTHER = "other"
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|[^\W\d_]+")


def find_domains(catalog: Catalog, before: Mapping[str, str] | None = None) -> Catalog:
    """The catalog with a domain for every table.

    Args:
        catalog: A catalog; where it names domains, those stay.
        before: Domains that tables had, by their names.

    Returns:
        The same catalog where each table has a domain, or where there are no tables; else one with domains found.
    """
    named = {one.name for one in catalog.domains}
    if all(table.domain or "" in named for table in catalog.tables):
        missing = dict.fromkeys(table.domain for table in catalog.tables if table.domain not in named)
        return replace(catalog, domains=(*catalog.domains, *map(Domain, missing))) if missing else catalog
    fixed = {one.name: one.domain or (before or {}).get(one.name, "") for one in catalog.tables}
    found = {name: domain for name, domain in fixed.items() if domain} or _guess(catalog)
    found = _spread(catalog, found)
    tables = tuple(one if one.domain else replace(one, domain=found.get(one.name, OTHER)) for one in catalog.tables)
    missing = dict.fromkeys(table.domain for table in tables if table.domain not in named)
    return replace(catalog, domains=(*catalog.domains, *map(Domain, missing)), tables=tables)


def _guess(catalog: Catalog) -> dict[str, str]:
    """Domains by the first rule that says something of most tables; later rules fill what is left."""
    names = [one.name for one in catalog.tables]
    schemas = {name: name.rpartition(".")[0] for name in names}
    if len(set(schemas.values())) > 1:
        return {name: schema for name, schema in schemas.items() if schema}
    prefixes = _by_prefix(names)
    if len(prefixes) >= 0.6 * len(names):
        return prefixes
    return _by_keys(catalog) or prefixes


def _by_prefix(names: list[str]) -> dict[str, str]:
    """First words of names that at least three tables share, where they part the tables in several groups."""
    words = {name: _WORD.findall(name.rpartition(".")[2]) for name in names}
    groups: dict[str, list[str]] = defaultdict(list)
    for name in names:
        if len(words[name]) > 1:
            groups[words[name][0].lower()].append(name)
    large = {prefix: group for prefix, group in groups.items() if len(group) >= 3}
    if len(large) < 2:
        return {}
    return {name: prefix for prefix, group in large.items() for name in group}


def _neighbours(catalog: Catalog) -> dict[str, list[str]]:
    known = catalog.by_name
    near: dict[str, list[str]] = defaultdict(list)
    for table in catalog.tables:
        for key in table.foreign_keys:
            if key.table in known and key.table != table.name:
                near[table.name].append(key.table)
                near[key.table].append(table.name)
    return near


def _by_keys(catalog: Catalog) -> dict[str, str]:
    """Tables joined along foreign keys into groups, tables with few keys first, so that hubs do not make one of all."""
    near = _neighbours(catalog)
    place = {one.name: at for at, one in enumerate(catalog.tables)}
    edges = sorted(
        {(*sorted((one, other), key=place.__getitem__),) for one in near for other in near[one]},
        key=lambda edge: (len(near[edge[0]]) * len(near[edge[1]]), place[edge[0]], place[edge[1]]),
    )
    most = min(MOST, max(8, len(place) // 4))
    root = {name: name for name in near}
    size = dict.fromkeys(near, 1)

    def find(name: str) -> str:
        while root[name] != name:
            root[name] = root[root[name]]
            name = root[name]
        return name

    for one, other in edges:
        first, second = find(one), find(other)
        if first != second and size[first] + size[second] <= most:
            root[second] = first
            size[first] += size[second]
    groups: dict[str, list[str]] = defaultdict(list)
    for table in catalog.tables:
        if table.name in near:
            groups[find(table.name)].append(table.name)
    return {
        name: _centre(group, lambda one: len(near[one]))
        for group in groups.values()
        if len(group) > 1
        for name in group
    }


def _centre(group: list[str], keys: Callable[[str], int]) -> str:
    return max(group, key=keys) or OTHER


def _spread(catalog: Catalog, found: dict[str, str]) -> dict[str, str]:
    """Tables without a domain in that of most of their neighbours, then in that of the longest prefix they share."""
    near = _neighbours(catalog)
    found = dict(found)
    left: list[Table] = [one for one in catalog.tables if one.name not in found]
    while left:
        votes = {one.name: Counter(found[name] for name in near[one.name] if name in found) for one in left}
        new = {name: max(count, key=lambda domain: (count[domain], domain)) for name, count in votes.items() if count}
        if not new:
            break
        found |= new
        left = [one for one in left if one.name not in found]
    prefixes = Counter(
        (word, domain)
        for name, domain in found.items()
        if (word := (_WORD.findall(name.rpartition(".")[2]) or [""])[0])
    )
    best: dict[str, tuple[int, str]] = {}
    for (word, domain), count in prefixes.items():
        best[word] = max(best.get(word, (0, "")), (count, domain))
    for one in left:
        words = _WORD.findall(one.name.rpartition(".")[2])
        if len(words) > 1 and words[0] in best:
            found[one.name] = best[words[0]][1]
    return found
