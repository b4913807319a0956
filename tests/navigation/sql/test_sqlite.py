"""The sandbox on a SQLite file."""

import hashlib
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from goldthread.navigation.sql.model import Limits, Refused
from goldthread.navigation.sql.run import Sandbox, run

ATTACKS = (
    "ATTACH '{out}' AS x",
    "VACUUM INTO '{out}'",
    "SELECT load_extension('/tmp/x.so')",
    "SELECT readfile('/etc/passwd')",
    "SELECT writefile('{out}', 'x')",
    "SELECT fts3_tokenizer('simple')",
    "SELECT sqlite_version()",
    "SELECT sqlite_compileoption_get(1)",
    "SELECT * FROM sqlite_master",
    "SELECT * FROM sqlite_schema",
    "SELECT * FROM main.sqlite_master",
    "SELECT * FROM [sqlite_master]",
    "SELECT * FROM `sqlite_temp_master`",
    "SELECT * FROM pragma_database_list",
    "SELECT * FROM pragma_table_info('t')",
    "SELECT * FROM dbstat",
    "SELECT * FROM sqlite_dbpage",
    "SELECT * FROM json_each('[1]')",
    "PRAGMA writable_schema = ON",
    "PRAGMA database_list",
    "CREATE TABLE x (a)",
    "CREATE TEMP TABLE x (a)",
    "INSERT INTO t VALUES (1, 'b')",
    "REPLACE INTO t VALUES (1, 'b')",
    "UPDATE t SET b = ''",
    "DELETE FROM t",
    "DROP TABLE t",
    "WITH a AS (SELECT 1) DELETE FROM t",
    "BEGIN EXCLUSIVE",
    "SELECT 1; DROP TABLE t",
    "EXPLAIN QUERY PLAN SELECT 1",
    "ANALYZE",
    "REINDEX",
)
HARMLESS_ALONE = ("SELECT * FROM json_each('[1]')", "EXPLAIN QUERY PLAN SELECT 1", "REINDEX")
"""What SQLite's own walls let through, since it changes and tells nothing."""
EATING = (
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n",
    "SELECT count(*) FROM t a, t b, t c, t d, t e, t f",
    "SELECT length(zeroblob(2000000000))",
    "SELECT length(randomblob(1000000000))",
    "SELECT length(printf('%.*c', 2000000000, 'x'))",
    "WITH RECURSIVE n(i, s) AS (SELECT 1, 'x' UNION ALL SELECT i + 1, s || s FROM n) SELECT max(length(s)) FROM n",
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT group_concat(i, 'xxxxxxxxxxxxxxx') FROM n",
    "SELECT length(replace(hex(zeroblob(20000)), '0', hex(zeroblob(20000))))",
)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sqlite") / "shop ü.db"
    con = sqlite3.connect(path)
    con.execute("CREATE TABLE t (a INTEGER, b TEXT)")
    con.executemany("INSERT INTO t VALUES (?, ?)", [(i, f"b{i}") for i in range(200)])
    con.commit()
    con.close()
    return path


@pytest.fixture(scope="module")
def box(file: Path) -> Iterator[Sandbox]:
    with Sandbox(file, Limits(seconds=0.5, rows=500, bytes=1_000_000)) as found:
        yield found


@pytest.mark.parametrize("sql", ATTACKS)
@pytest.mark.parametrize("wall", ["both", "worker"])
def test_it_is_refused(sql: str, wall: str, file: Path, box: Sandbox) -> None:
    before = hashlib.sha256(file.read_bytes()).hexdigest()
    out = file.parent / "out.db"
    sql = sql.replace("{out}", str(out))
    if wall == "both":
        with pytest.raises(Refused):
            box.run(sql)
    else:
        told = list(box.worker.ask({"sql": sql, "seconds": 0.5, "rows": 5, "bytes": 10_000}, 0.5))
        assert "error" in told[-1] or sql in HARMLESS_ALONE
    assert not out.exists()
    assert hashlib.sha256(file.read_bytes()).hexdigest() == before
    assert box.run("SELECT count(*) FROM t").rows == ((200,),)


@pytest.mark.parametrize("sql", EATING)
def test_a_limit_stops_it(sql: str, box: Sandbox) -> None:
    box.worker.wait()
    began = time.monotonic()
    assert box.run(sql).stopped in ("time", "memory")
    assert time.monotonic() - began <= 1.0
    box.worker.wait()
    assert box.run("SELECT count(*) FROM t").rows == ((200,),)


def test_rows_come_back(box: Sandbox) -> None:
    rows = box.run("SELECT a, b, a / 2.0, x'00ff', NULL FROM t ORDER BY a LIMIT 2")
    assert rows.columns[:2] == ("a", "b")
    assert rows.rows == ((0, "b0", 0.0, b"\x00\xff", None), (1, "b1", 0.5, b"\x00\xff", None))
    with pytest.raises(Refused, match="no such column"):
        box.run("SELECT nosuch FROM t")


def test_a_file_in_wal_mode_is_read_as_it_lies(tmp_path: Path) -> None:
    path = tmp_path / "wal.db"
    con = sqlite3.connect(path)
    con.execute("PRAGMA journal_mode = WAL")
    con.execute("CREATE TABLE t (a)")
    con.commit()
    con.execute("INSERT INTO t VALUES (7)")
    con.commit()
    assert run("SELECT a FROM t", path).rows == ((7,),)
    con.close()
    with Sandbox(path) as box:
        assert box.run("SELECT a FROM t").rows == ((7,),)
        assert {one.name for one in tmp_path.iterdir()} == {"wal.db"}
        con = sqlite3.connect(path)
        con.execute("UPDATE t SET a = 8")
        con.commit()
        assert box.run("SELECT a FROM t").rows == ((8,),)
    con.close()
