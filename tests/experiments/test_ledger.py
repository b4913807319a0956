"""Laws of the ledger: a cell has one owner, a late result is refused, what is finished is shared and stays."""

import asyncio
import json
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldthread.errors import BadInput, RunDamaged, StorageError
from goldthread.experiments.ledger import taking
from goldthread.experiments.ledger.calls import keep
from goldthread.experiments.ledger.owners import Owner, Watch
from goldthread.experiments.ledger.reading import Readings
from goldthread.experiments.ledger.tables import NAME, open_writing
from goldthread.experiments.ledger.writer import Writer
from goldthread.experiments.runner import write_plan
from goldthread.experiments.work import Failure, Finished, Outcome
from goldthread.schemas.call import CallRecord, Reply, Usage
from tests.experiments.grids import grid_data, ignore, prepared

DONE = Outcome("done", {"success": 1.0}, {"end": "answered"}, 0.5, ({"say": "ä" * 100},))


@pytest.fixture
def writer(tmp_path: Path) -> Any:
    made = Writer(tmp_path / "out" / NAME)
    yield made
    made.close()


def planned(writer: Writer, folder: Path, **fields: Any) -> int:
    return write_plan(prepared(folder, **fields), writer, ignore).id


def take(writer: Writer, grid: int, owner: int, count: int = 100, start: int = 0) -> list[taking.Taken]:
    return writer.now(lambda connection: taking.take(connection, grid, owner, start, count)) or []


def finish(writer: Writer, cell: taking.Taken, owner: int, outcome: Outcome = DONE) -> bool:
    finished = Finished(cell.key, cell.attempt, outcome, worker="w", seconds=1.0)
    return writer.now(lambda connection: taking.finish(connection, cell.cell, finished, outcome, owner))


def fail(writer: Writer, cell: taking.Taken, owner: int, *, again: bool = True, counts: bool = True) -> str:
    failure = Failure("Retry", "later", again)
    finished = Finished(cell.key, cell.attempt, None, failure, "w", 1.0)
    return writer.now(lambda connection: taking.fail(connection, cell.cell, finished, failure, owner, counts=counts))


def keep_call(cell: taking.Taken, connection: sqlite3.Connection) -> None:
    keep(connection, cell.cell, a_call(f"c{cell.attempt}"))


def a_call(key: str, price: float | None = 0.25) -> CallRecord:
    reply = Reply(text="hello", finish_reason="stop", usage=Usage(input=3, output=4), model="m")
    return CallRecord(key=key, role="r", purpose="p", section=0, attempt=0, reply=reply, price=price, at=1.0)


def test_a_cell_is_taken_by_one(writer: Writer, tmp_path: Path) -> None:
    grid = planned(writer, tmp_path)
    first = take(writer, grid, 1, 20)
    second = take(writer, grid, 2)
    assert len(first) == 20
    assert len(second) == 10
    assert not {one.key for one in first} & {one.key for one in second}
    assert take(writer, grid, 3) == []


def test_a_result_is_read_back_as_it_was(writer: Writer, tmp_path: Path) -> None:
    grid = planned(writer, tmp_path, settings={"tiers": 2})
    cell = take(writer, grid, 1)[3]
    assert finish(writer, cell, 1)
    readings = Readings(tmp_path / "out")
    found = [one for one in readings.results(readings.grid()) if one.status == "done"]
    assert [one.key for one in found] == [cell.key]
    (done,) = found
    assert done.place == 3
    assert done.factors == {"question": "question-2", "format": "yaml"}
    assert done.measures == {"success": 1.0}
    assert done.labels == {"tier": "L2", "end": "answered"}
    assert (done.price, done.seconds, done.attempts, done.failure) == (0.5, 1.0, 1, None)
    assert readings.trajectory(cell.key) == [{"say": "ä" * 100}]
    assert len(list(readings.results(readings.grid(), finished=True))) == 1
    assert readings.find(cell.key[:8])[1] == done
    readings.close()


def test_a_late_result_is_refused(writer: Writer, tmp_path: Path) -> None:
    grid = planned(writer, tmp_path)
    old = take(writer, grid, 1, 1)[0]
    writer.now(lambda connection: taking.bury(connection, 1))
    new = take(writer, grid, 2, 1)[0]
    assert (new.key, new.attempt, new.alone) == (old.key, old.attempt + 1, False)
    assert not finish(writer, old, 1)
    assert fail(writer, old, 1) == "late"
    assert finish(writer, new, 2, Outcome("done", {"success": 0.0}))
    assert not finish(writer, old, 1)
    assert not finish(writer, new, 2)
    readings = Readings(tmp_path / "out")
    assert readings.find(new.key)[1].measures == {"success": 0.0}
    readings.close()


def test_three_tries_then_failed_with_what_its_calls_used(writer: Writer, tmp_path: Path) -> None:
    grid = planned(writer, tmp_path)
    ends = []
    for attempt in (1, 2, 3):
        cell = take(writer, grid, 1, 1)[0]
        assert cell.attempt == attempt
        assert [call.key for call in cell.calls] == [f"c{one}" for one in range(1, attempt)]
        writer.now(partial(keep_call, cell))
        ends.append(fail(writer, cell, 1))
    assert ends == ["again", "again", "failed"]
    readings = Readings(tmp_path / "out")
    failed = readings.find(cell.key)[1]
    assert failed.status == "failed"
    assert failed.failure == Failure("Retry", "later", True)
    assert failed.measures == {"success": 0.0, "tokens_in": 9.0, "tokens_out": 12.0, "calls": 3.0}
    assert failed.price == 0.75
    assert [one.kind for one in readings.tries(cell.key)] == ["Retry"] * 3
    readings.close()
    assert take(writer, grid, 1, 1)[0].key != cell.key
    writer.now(lambda connection: taking.reopen_failed(connection, grid))
    assert take(writer, grid, 1, 1)[0].key == cell.key


def test_a_failure_that_no_try_mends_is_final(writer: Writer, tmp_path: Path) -> None:
    grid = planned(writer, tmp_path)
    assert fail(writer, take(writer, grid, 1, 1)[0], 1, again=False) == "failed"


def test_a_failure_of_the_run_does_not_count(writer: Writer, tmp_path: Path) -> None:
    grid = planned(writer, tmp_path)
    for _ in range(5):
        cell = take(writer, grid, 1, 1)[0]
        assert (cell.tries, fail(writer, cell, 1, counts=False)) == (0, "again")


def test_deaths_of_others_never_fail_a_cell(writer: Writer, tmp_path: Path) -> None:
    grid = planned(writer, tmp_path)
    for owner in range(1, 7):
        cell = take(writer, grid, owner, 1)[0]
        assert cell.alone == (owner > 2)
        writer.now(partial(taking.bury, owner=owner))
    assert cell.tries == 2
    assert fail(writer, take(writer, grid, 9, 1)[0], 9) == "failed"


def test_grids_share_cells_by_key(writer: Writer, tmp_path: Path) -> None:
    small = planned(writer, tmp_path)
    cell = take(writer, small, 1, 1)[0]
    finish(writer, cell, 1)
    factors = {"format": ["yaml", "markdown"], "question": {"count": 4}}
    wide = planned(writer, tmp_path, name="wide", factors=factors)
    assert cell.key not in {one.key for one in take(writer, wide, 1)}
    readings = Readings(tmp_path / "out")
    shared = [one for one in readings.results(readings.grid("wide")) if one.status == "done"]
    assert [one.key for one in shared] == [cell.key]
    assert shared[0].factors == {"question": "question-1", "format": "yaml"}
    readings.close()


def test_a_plan_that_was_killed_in_the_middle_is_written_again(writer: Writer, tmp_path: Path) -> None:
    grid = planned(writer, tmp_path)
    finish(writer, take(writer, grid, 1, 1)[0], 1)
    writer.now(lambda connection: connection.execute("UPDATE grids SET cells = NULL, inputs = NULL"))
    writer.now(lambda connection: connection.execute("DELETE FROM places WHERE place > 11"))
    assert planned(writer, tmp_path) == grid
    readings = Readings(tmp_path / "out")
    counts = readings.counts(readings.grid())
    assert (counts.cells, counts.done, readings.grid().cells) == (30, 1, 30)
    readings.close()


def test_a_changed_input_is_refused_by_name(writer: Writer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hashes = {"yaml": "1", "json": "2", "toon": "3"}
    ready = prepared(tmp_path)
    monkeypatch.setattr(ready.task, "identity", lambda factors, _: {"catalog": hashes[factors["format"]]})
    write_plan(ready, writer, ignore)
    write_plan(ready, writer, ignore)
    hashes["json"] = "9"
    with pytest.raises(
        BadInput, match=r"the input 'catalog' is not what the grid 'g' .* question=question-1, format=json"
    ):
        write_plan(ready, writer, ignore)
    hashes |= {"json": "3", "toon": "2"}
    with pytest.raises(BadInput, match="the input 'catalog' is not what the grid"):
        write_plan(ready, writer, ignore)


Step = tuple[str, int]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["take", "finish", "fail", "die", "back"]), st.integers(1, 3)), max_size=40))
def test_no_history_loses_or_doubles_a_cell(steps: list[Step]) -> None:
    """Whatever owners do in whatever order, each cell gets one result, from the try that counts."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    from goldthread.experiments.ledger.tables import TABLES

    connection.executescript(TABLES)
    connection.execute("INSERT INTO labels VALUES (1, '{}')")
    for cell in range(1, 6):
        connection.execute("INSERT INTO cells (id, key) VALUES (?, ?)", (cell, bytes([cell]) * 32))
        connection.execute("INSERT INTO places VALUES (1, ?, ?, ?, 1)", (cell - 1, cell - 1, cell))
    held: dict[int, list[taking.Taken]] = {1: [], 2: [], 3: []}
    results: dict[str, int] = {}
    for what, owner in steps:
        if what == "take":
            held[owner] += taking.take(connection, 1, owner, 0, 2) or []
        elif what == "die":
            taking.bury(connection, owner)
        elif what == "back":
            taking.give_back(connection, owner)
        elif held[owner]:
            one = held[owner].pop(0)
            current = connection.execute(
                "SELECT status, attempt, owner FROM cells WHERE id = ?", (one.cell,)
            ).fetchone()
            counts = current == (1, one.attempt, owner)
            finished = Finished(one.key, one.attempt, DONE)
            if what == "finish":
                assert taking.finish(connection, one.cell, finished, DONE, owner) == counts
            else:
                end = taking.fail(connection, one.cell, finished, Failure("x", "y", True), owner, counts=True)
                assert (end != "late") == counts
                counts = counts and end == "failed"
            if counts:
                assert one.key not in results
                results[one.key] = one.attempt
    rows = connection.execute("SELECT hex(key), status, owner FROM cells").fetchall()
    assert {key.lower() for key, status, _ in rows if status >= 2} == set(results)
    assert all((owner is not None) == (status == 1) for _, status, owner in rows)
    assert all(connection.execute("SELECT max(tries) <= 3 FROM cells").fetchone())


def test_a_dead_owner_is_known_at_once_and_a_silent_one_after_a_lease(writer: Writer, tmp_path: Path) -> None:
    silent, dead, observer = Owner(writer), Owner(writer), Owner(writer)
    for one in (silent, dead, observer):
        one.start()
    watch = Watch(tmp_path / "out", lease=0.3)

    def look(watch: Watch) -> list[int]:
        return writer.now(lambda connection: watch.dead(connection, observer.id))

    assert look(watch) == []
    dead.stop()
    assert look(watch) == [dead.id]
    silent._ended.set()
    silent._thread.join()
    asyncio.run(asyncio.sleep(0.4))
    # One who has just begun to look has seen no silence yet.
    assert silent.id not in look(Watch(tmp_path / "out", lease=0.3))
    assert silent.id in look(watch)
    observer.stop()


def test_a_process_that_stood_still_goes_on_as_another(writer: Writer, tmp_path: Path) -> None:
    grid = planned(writer, tmp_path)
    owner = Owner(writer)
    owner.start()
    (cell,) = take(writer, grid, owner.id, 1)
    first = owner.id
    writer.now(lambda connection: taking.bury(connection, first))
    assert writer.now(lambda connection: taking.take(connection, grid, first, 0, 1)) is None
    owner.renew()
    assert owner.id != first
    assert not finish(writer, cell, owner.id)
    again = take(writer, grid, owner.id, 1)[0]
    assert (again.key, again.attempt) == (cell.key, 2)
    assert finish(writer, again, owner.id)
    owner.stop()
    assert list((tmp_path / "out" / "owners").glob("*.beat")) == []


def test_changes_are_durable_in_groups_and_one_that_is_refused_leaves_the_others(writer: Writer) -> None:
    async def main() -> list[Any]:
        def add(connection: sqlite3.Connection, at: int) -> int:
            if at == 3:
                raise BadInput("no")
            connection.execute("INSERT INTO labels (labels) VALUES (?)", (str(at),))
            return at

        sent = [writer.write(partial(add, at=at)) for at in range(6)]
        return await asyncio.gather(*sent, return_exceptions=True)

    done = asyncio.run(main())
    assert [one for one in done if isinstance(one, int)] == [0, 1, 2, 4, 5]
    assert isinstance(done[3], BadInput)
    count = writer.now(lambda connection: connection.execute("SELECT count(*) FROM labels").fetchone()[0])
    assert count == 5


def test_a_ledger_that_is_gone_refuses_every_write(writer: Writer, tmp_path: Path) -> None:
    planned(writer, tmp_path)
    (tmp_path / "out" / NAME).rename(tmp_path / "elsewhere")
    with pytest.raises(StorageError, match=r"the ledger is gone"):
        writer.now(lambda connection: connection.execute("SELECT 1").fetchone())


def test_a_file_that_is_no_ledger_is_damage(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(b"not a database at all" * 100)
    with pytest.raises(RunDamaged, match="cannot be read"):
        Readings(tmp_path)
    with pytest.raises(RunDamaged, match="cannot be read"):
        Writer(tmp_path / NAME)
    other = tmp_path / "other"
    other.mkdir()
    sqlite3.connect(other / NAME).execute("PRAGMA user_version = 7").close()
    with pytest.raises(RunDamaged, match="no ledger of this version"):
        Readings(other)
    with pytest.raises(BadInput, match="there is no experiment in this folder"):
        Readings(tmp_path / "none")


def test_keys_that_do_not_name_one_cell(writer: Writer, tmp_path: Path) -> None:
    planned(writer, tmp_path)
    readings = Readings(tmp_path / "out")
    for given_, message in (("xyz", "no cell's key"), ("abc", "no cell's key"), ("000000", "no such cell")):
        with pytest.raises(BadInput, match=message):
            readings.find(given_)
    with pytest.raises(BadInput, match="there is no grid 'other'"):
        readings.grid("other")
    readings.close()
    assert json.loads(json.dumps(grid_data()))["name"] == "g"


def test_processes_that_make_a_ledger_at_once_wait_for_each_other(tmp_path: Path) -> None:
    for number in range(12):
        path = tmp_path / f"{number}.sqlite"
        with ThreadPoolExecutor(4) as pool:
            for opened in list(pool.map(open_writing, [path] * 4)):
                assert opened.execute("PRAGMA journal_mode").fetchone() == ("wal",)
                opened.close()
