"""The embedded model asks honestly: a bound query or likely tables, within its budget, and no unknown name."""

from pathlib import Path

import pytest

from goldthread import aask
from goldthread.models.weights import find_weights
from goldthread.navigation.corpora import corpus
from goldthread.navigation.sql.gate import check
from goldthread.store.catalogs import build

pytestmark = [
    pytest.mark.full,
    pytest.mark.timeout(360),
    pytest.mark.skipif(find_weights("smollm2-135m") is None, reason="the weights of the embedded model are not here"),
]
BUDGET = 20_000


@pytest.mark.parametrize("agent", ["guided", "file"])
async def test_the_embedded_model_ends_honestly(tmp_path: Path, agent: str) -> None:
    retail = corpus("retail")
    build(retail.catalog, tmp_path / "catalog")
    retail.make_database(tmp_path / "retail.duckdb")
    known = set(retail.catalog.by_name)
    for one in retail.questions[:80:40]:
        told = await aask(
            one.question,
            catalog=tmp_path / "catalog",
            db=tmp_path / "retail.duckdb",
            agent=agent,
            max_tokens=BUDGET,
            out=tmp_path / "runs",
        )
        assert told.tokens <= BUDGET
        assert set(told.tables) | {table.table for table in told.likely} <= known
        if told.sql:
            assert told.tables
            assert check(told.sql, retail.catalog).ok
        else:
            assert (told.status, told.rows) == ("unbound", ())
            assert told.notes[0].startswith("no bound query: ")
            assert told.likely
