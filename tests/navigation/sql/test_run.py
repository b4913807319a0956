"""The sandbox in use: values, limits, workers that die, databases that cannot be opened."""

import os
import signal
import sqlite3
import threading
import time
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from goldthread.errors import BadInput, GoldthreadError
from goldthread.navigation.sql import process
from goldthread.navigation.sql.memory import resident
from goldthread.navigation.sql.model import MEBIBYTE, Limits, QueryFailed, Refused
from goldthread.navigation.sql.run import Sandbox, run


def test_values_come_back_as_they_are(sandbox: Sandbox) -> None:
    rows = sandbox.run(
        "SELECT 1, 170141183460469231731687303715884105727, 1.5::DOUBLE, 1.50::DECIMAL(9,2), 'ü\n\"', NULL, true,"
        " DATE '2024-02-29', TIMESTAMP '2024-02-29 12:30:00.5', INTERVAL 90 MINUTE, '\\x00\\xff'::BLOB,"
        " [1, NULL], {'a': [DATE '2024-01-01']}, MAP {'k': 1.5}, 'inf'::DOUBLE,"
        " '7c9e6679-7425-40de-944b-e07fc1f90ae7'::UUID"
    )
    assert rows.rows[0] == (
        1, 2**127 - 1, 1.5, Decimal("1.50"), 'ü\n"', None, True, date(2024, 2, 29), datetime(2024, 2, 29, 12, 30, 0, 500000),
        timedelta(minutes=90), b"\x00\xff", [1, None], {"a": [date(2024, 1, 1)]}, {"k": Decimal("1.5")}, float("inf"),
        "7c9e6679-7425-40de-944b-e07fc1f90ae7",
    )  # fmt: skip
    assert rows.types[:4] == ("INTEGER", "HUGEINT", "DOUBLE", "DECIMAL(9,2)")
    assert rows.stopped == ""


def test_names_of_columns_may_repeat_and_a_result_may_be_empty(sandbox: Sandbox) -> None:
    rows = sandbox.run("SELECT id, id FROM customers WHERE false")
    assert (rows.columns, rows.rows) == (("id", "id"), ())


def test_a_limit_keeps_what_came_before(shop: Path) -> None:
    assert run("SELECT i FROM range(10) t(i)", shop, Limits(rows=3)).rows == ((0,), (1,), (2,))
    assert run("SELECT i FROM range(3) t(i)", shop, Limits(rows=3)).stopped == ""
    rows = run("SELECT repeat('a', 100) FROM range(10)", shop, Limits(bytes=500))
    assert (len(rows.rows), rows.stopped) == (4, "bytes")


def test_an_unknown_name_is_refused_and_an_error_in_the_data_is_none_of_the_statement(sandbox: Sandbox) -> None:
    with pytest.raises(Refused, match=r'Referenced column "nam" not found[\s\S]*"name"'):
        sandbox.run("SELECT nam FROM customers")
    with pytest.raises(QueryFailed, match="Conversion Error"):
        sandbox.run("SELECT name::INTEGER FROM customers")


def test_queries_of_two_threads_wait_for_each_other(sandbox: Sandbox) -> None:
    found: list[int] = []

    def ask(number: int) -> None:
        for _ in range(5):
            found.append(sandbox.run(f"SELECT {number}").rows[0][0] - number)

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert found == [0] * 20


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_a_worker_that_was_killed_is_replaced(shop: Path) -> None:
    with Sandbox(shop) as box:
        box.worker.wait()
        killer = threading.Timer(0.2, os.kill, (box.worker.pid, signal.SIGKILL))
        killer.start()
        rows = box.run("SELECT count(*) FROM range(1000000000000) a, range(1000000) b")
        assert rows.stopped == "memory"  # what the system's own killer would mean
        os.kill(box.worker.pid, signal.SIGKILL)
        time.sleep(0.1)
        assert box.run("SELECT 1").rows == ((1,),)


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_a_worker_that_does_not_answer_is_killed_in_time(shop: Path) -> None:
    with Sandbox(shop, Limits(seconds=0.5)) as box:
        box.worker.wait()
        os.kill(box.worker.pid, signal.SIGSTOP)
        began = time.monotonic()
        assert box.run("SELECT 1").stopped == "time"
        assert time.monotonic() - began < 1.0
        assert box.run("SELECT 1").rows == ((1,),)


def test_where_the_system_does_not_limit_memory_the_parent_watches(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "kept_by_system", lambda: False)
    monkeypatch.setattr(process, "_POLL", 0.01)
    memory = 768 * MEBIBYTE
    with Sandbox(shop, Limits(seconds=10, memory=memory)) as box:
        box.worker.close()
        box.worker._opening["memory"] = 16 * 1024 * MEBIBYTE
        box.worker.wait()
        assert 20 * MEBIBYTE < resident(box.worker.pid) < memory
        rows = box.run("SELECT length(repeat(repeat('abcdefgh', 1000), 200000))")
        assert rows.stopped == "memory"
        assert box.run("SELECT 1").rows == ((1,),)


def test_a_query_that_is_left_early_leaves_no_worker_behind_with_its_rows(sandbox: Sandbox) -> None:
    request = {"sql": "SELECT * FROM range(100000)", "seconds": 1.0, "rows": 100000, "bytes": 10**7}
    answers = sandbox.worker.ask(request, 1.0)
    next(answers)
    answers.close()
    assert sandbox.run("SELECT 1").rows == ((1,),)


def test_a_worker_knows_no_key(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-canary")
    sandbox.worker.kill()
    sandbox.worker.wait()
    environment = Path(f"/proc/{sandbox.worker.pid}/environ")
    if not environment.exists():
        pytest.skip("no /proc here")
    assert b"sk-canary" not in environment.read_bytes()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
def test_a_forked_process_takes_a_worker_of_its_own(sandbox: Sandbox) -> None:
    sandbox.worker.wait()
    pid = sandbox.worker.pid
    child = os.fork()
    if not child:
        right = sandbox.run("SELECT 2").rows == ((2,),) and sandbox.worker.pid != pid
        sandbox.close()
        os._exit(0 if right else 1)
    assert os.waitpid(child, 0)[1] == 0
    assert sandbox.run("SELECT 1").rows == ((1,),)
    assert sandbox.worker.pid == pid


def test_a_closed_sandbox_leaves_no_process(shop: Path) -> None:
    with Sandbox(shop) as box:
        box.worker.wait()
        pid = box.worker.pid
    assert resident(pid) == 0


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is no DuckDB or SQLite database"),
        (b"a,b\n1,2\n", "is no DuckDB"),
        (b"12345678DUCK" + b"x" * 99, "opened"),
    ],
)
def test_a_file_that_is_no_database_is_named(content: bytes, message: str, tmp_path: Path) -> None:
    path = tmp_path / "odd.db"
    path.write_bytes(content)
    with pytest.raises(BadInput, match=message) as raised:
        run("SELECT 1", path)
    assert "odd.db" in str(raised.value)


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("nowhere.duckdb", "no such database file"),
        ("mysql://user:hidden@host/shop", "read-only"),
        ("sqlite:///nowhere.db", "no such database file"),
        ("postgresql://user:hidden@127.0.0.1:1/shop", "opened"),
        ("postgresql://[", "no address|opened"),
    ],
)
def test_an_address_that_leads_nowhere_is_named_without_its_password(address: str, message: str) -> None:
    with pytest.raises(BadInput, match=message) as raised:
        run("SELECT 1", address)
    assert "hidden" not in str(raised.value)


@pytest.mark.parametrize("wrong", [{"seconds": 0}, {"rows": 0}, {"bytes": 0}, {"memory": 1}, {"seconds": float("nan")}])
def test_limits_that_are_none_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(GoldthreadError):
        Limits(**wrong)  # type: ignore[arg-type]


def test_a_sqlite_address_is_a_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with sqlite3.connect("shop.db") as con:
        con.execute("CREATE TABLE t (a)")
    con.close()
    for address in ("shop.db", "sqlite:///shop.db", f"sqlite:///{tmp_path}/shop.db"):
        assert run("SELECT count(*) FROM t", address).rows == ((0,),)
