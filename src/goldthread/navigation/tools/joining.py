"""`path`: how two tables can be joined."""

from goldthread.navigation.files import CatalogFiles
from goldthread.navigation.joins import MOST_HOPS, Join, JoinPath
from goldthread.navigation.names import find_table
from goldthread.navigation.tools.result import Block, Bounds, Result, clip, pack

_DEFAULT = Bounds(matches=5)


def join_paths(
    files: CatalogFiles, start: str, end: str, hops: int = 6, cursor: str = "", *, bounds: Bounds = _DEFAULT
) -> Result:
    """Ways to join two tables over foreign keys, shortest first, with junction tables and roles named.

    Args:
        files: The catalog.
        start: A table.
        end: Another; the same for keys of a table to itself.
        hops: Joins that a way may have, 1 to 8.
        cursor: Of the result before.
        bounds: How much there may be.

    Raises:
        BadInput: There is no such table.
    """
    catalog = files.catalog()
    one, other = find_table(catalog, start, "start").name, find_table(catalog, end, "end").name
    hops = min(max(hops, 1), MOST_HOPS)
    paths = files.joins().paths(one, other, most=hops)
    if not paths:
        reason = "no key of its own leads back to it" if one == other else f"no way of {hops} joins or fewer"
        return Result(f"{one} to {other}: {reason}. Tables without declared keys may still share column names.")
    head = f"{one} to {other}: {len(paths):,} way{'' if len(paths) == 1 else 's'}, shortest first"
    return pack(head, len(paths), lambda at: _block(at + 1, paths[at]), cursor, bounds, what="ways")


def path_text(path: JoinPath) -> str:
    """The tables of a path on one line, and below it the condition of each join."""
    lines = [" > ".join(path.tables) + _remarks(path)]
    for hop in path.hops:
        if len(hop) > 1:
            lines.append(f"  {len(hop)} keys, each in its own role; take the one that the question means:")
            lines += [f"    {_condition(join)}" for join in hop]
        else:
            lines.append(f"  {_condition(hop[0])}")
    return "\n".join(lines)


def _condition(join: Join) -> str:
    return f"{join.condition()}{f' as {clip(join.key.role, 120)}' if join.key.role else ''}"


def _remarks(path: JoinPath) -> str:
    said = [f"{name} is a junction table" for name in path.junctions]
    said += [f"both sides only share {name}" for name in path.shared]
    return f" ({'; '.join(said)})" if said else ""


def _block(number: int, path: JoinPath) -> Block:
    item = {
        "tables": list(path.tables),
        "joins": [[{"on": join.condition(), "role": join.key.role} for join in hop] for hop in path.hops],
        "junctions": list(path.junctions),
        "shared": list(path.shared),
    }
    return Block(f"{number}. {path_text(path)}", item)
