"""Names of tables as people and models write them."""

from goldthread.errors import BadInput, Where
from goldthread.schemas.catalog import Catalog, Table


def find_table(catalog: Catalog, name: str, field: str = "table") -> Table:
    """The table of a name: as it is, else the only one that differs in case or has a schema before it.

    Args:
        catalog: The catalog.
        name: The name.
        field: What the name was given as, for the error.

    Raises:
        BadInput: There is none, or several; the error names those that are near.
    """
    table = catalog.by_name.get(name)
    if table is not None:
        return table
    wanted = name.strip().strip('"`').casefold()
    same = [one for one in catalog.tables if one.name.casefold() == wanted]
    ending = same or [one for one in catalog.tables if one.name.casefold().rpartition(".")[2] == wanted]
    if not ending and "." in wanted:
        ending = [one for one in catalog.tables if one.name.casefold() == wanted.rpartition(".")[2]]
    if len(ending) == 1:
        return ending[0]
    near = [one.name for one in ending[:5]] or near_names(catalog, name)
    reason = f"there is no table {name[:80]!r}" if not ending else f"several tables are called {name[:80]!r}"
    remedy = f"nearest names: {', '.join(near)}" if near else "use `grep` or `list` to find its name"
    raise BadInput(reason, where=Where(field=field), remedy=remedy)


def near_names(catalog: Catalog, name: str, most: int = 5) -> list[str]:
    """Names of tables that are spelled nearly so, nearest first."""
    from rapidfuzz import fuzz, process

    names = [one.name for one in catalog.tables]
    found = process.extract(name[:200], names, scorer=fuzz.ratio, processor=str.casefold, limit=most, score_cutoff=60)
    return [one[0] for one in found]
