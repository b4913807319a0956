"""`find`: tables that a question is likely about, and how they can be joined, with no model."""

from itertools import combinations

from goldthread.errors import BadInput, Where
from goldthread.navigation.files import CatalogFiles
from goldthread.navigation.joins import JoinPath
from goldthread.navigation.rank import Ranked
from goldthread.navigation.tools.describing import column_text
from goldthread.navigation.tools.joining import path_text
from goldthread.navigation.tools.result import Block, Bounds, Result, clip, pack

_DEFAULT = Bounds()
_JOINED = 4
"""Tables, the nearest first, between which joins are looked for."""
_HOPS = 3
LONGEST = 10_000


def find(files: CatalogFiles, question: str, count: int = 8, cursor: str = "", *, bounds: Bounds = _DEFAULT) -> Result:
    """Tables that a question is likely about, nearest first, then the shortest joins between the first of them.

    Args:
        files: The catalog.
        question: The question in words.
        count: Tables at most.
        cursor: Of the result before.
        bounds: How much there may be.

    Raises:
        BadInput: The question is empty or far too long.
    """
    if not question.strip() or len(question) > LONGEST:
        reason = "is empty" if not question.strip() else f"has more than {LONGEST:,} characters"
        raise BadInput(reason, where=Where(field="question"), remedy="ask in a sentence, or give some words")
    ranked = files.ranker().best(question, min(max(count, 1), 100))
    if not ranked:
        return Result("No table shares a word with the question. Try other words, or grep.")
    blocks = [_table(at, one) for at, one in enumerate(ranked, 1)]
    blocks += [_path(path) for path in joins_between(files, [one.table.name for one in ranked[:_JOINED]])]
    head = f"{len(ranked):,} likely tables, nearest first, and joins between the first of them"
    return pack(head, len(blocks), lambda at: blocks[at], cursor, bounds, what="lines")


def joins_between(files: CatalogFiles, tables: list[str], hops: int = _HOPS) -> list[JoinPath]:
    """The shortest way between each two tables that are at most `hops` joins apart, shortest first."""
    graph = files.joins()
    found = [
        ways[0] for one, other in combinations(tables, 2) if (ways := graph.paths(one, other, most=hops, longer=0))
    ]
    return sorted(found, key=lambda path: (len(path.hops), len(path.shared)))


def _table(number: int, one: Ranked) -> Block:
    table = one.table
    about = f": {clip(table.description, 160)}" if table.description else ""
    text = "\n".join(
        [
            f"{number}. {table.domain} > {table.name}{about}",
            *(f"  {column_text(table, c, 80)}" for c in one.columns[:4]),
        ]
    )
    item = {
        "table": table.name,
        "domain": table.domain,
        "score": one.score,
        "columns": [column.name for column in one.columns],
    }
    return Block(text, item)


def _path(path: JoinPath) -> Block:
    item = {
        "path": list(path.tables),
        "joins": [[{"on": join.condition(), "role": join.key.role} for join in hop] for hop in path.hops],
    }
    return Block(f"join: {path_text(path)}", item)
