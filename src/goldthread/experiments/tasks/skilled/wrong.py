"""Wrong queries on purpose: mutants of the gold statement that were seen to give another result."""

from goldthread.errors import BadInput
from goldthread.experiments.tasks.opened import Gold
from goldthread.navigation.files import CatalogFiles
from goldthread.navigation.mutants import mutants
from goldthread.navigation.score import jaccard, same_rows
from goldthread.navigation.score_peers import JACCARD_RIGHT
from goldthread.navigation.sql.model import NotOpened, QueryFailed
from goldthread.navigation.sql.run import Sandbox

ENOUGH = 2


def wrong_queries(sql: str, gold: Gold, box: Sandbox, files: CatalogFiles) -> tuple[str, ...]:
    """A few bound statements that run and whose result is wrong by every measure of success.

    Each mutant is run; where none is wrong enough, a statement of one made-up value stands in.

    Args:
        sql: The gold statement.
        gold: What it gives.
        box: The database.
        files: The catalog.
    """
    found: list[str] = []
    for one in mutants(sql, files.catalog()):
        if _wrong(one.sql, gold, box):
            found.append(one.sql)
        if len(found) == ENOUGH:
            return tuple(found)
    found.append(f"SELECT 'no such value' AS answer FROM {gold.bound.tables[0]} LIMIT 1")  # noqa: S608
    return tuple(found)


def _wrong(sql: str, gold: Gold, box: Sandbox) -> bool:
    try:
        rows = box.run(sql)
    except NotOpened:
        raise
    except (BadInput, QueryFailed):
        return False
    if rows.stopped:
        return False
    same = len(rows.columns) == len(gold.rows.columns) and same_rows(rows.rows, gold.rows.rows, gold.ordering)
    return not same and jaccard(rows.rows, gold.rows.rows) < JACCARD_RIGHT
