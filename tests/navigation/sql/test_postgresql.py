"""The sandbox on a PostgreSQL server, started here in a folder of its own where the system has one."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from goldthread.errors import BadInput
from goldthread.navigation.sql import run as module
from goldthread.navigation.sql.model import DatabaseGone, Limits, NotOpened, QueryFailed, Refused
from goldthread.navigation.sql.run import Sandbox
from tests.postgresql import Server, running

pytest.importorskip("psycopg")

SHOP = """
CREATE TABLE customers (id int PRIMARY KEY, name text, born date);
INSERT INTO customers SELECT i, 'customer ' || i, DATE '1980-01-01' + i FROM generate_series(0, 49) i;
CREATE SCHEMA sales;
CREATE TABLE sales.orders (id int, customer_id int, amount numeric(9, 2), placed timestamptz, tags text[], more jsonb);
INSERT INTO sales.orders VALUES (1, 7, 12.50, '2024-01-01 12:00+00', '{a,b}', '{"k": [1]}');
CREATE SEQUENCE s;
CREATE FUNCTION danger() RETURNS text LANGUAGE sql AS $$ SELECT pg_read_file('/etc/passwd') $$;
CREATE ROLE reader LOGIN PASSWORD 'hidden-word';
GRANT USAGE ON SCHEMA sales TO reader;
GRANT SELECT ON ALL TABLES IN SCHEMA public, sales TO reader;
"""

ATTACKS = (
    "SELECT pg_read_file('/etc/passwd')",
    "SELECT pg_catalog.pg_read_file('/etc/passwd')",
    "SELECT \"pg_read_file\"('/etc/passwd')",
    "SELECT danger()",
    "SELECT public.danger()",
    "SELECT * FROM pg_ls_dir('.')",
    "SELECT * FROM customers, LATERAL pg_ls_dir('.') x",
    "SELECT * FROM ROWS FROM (pg_ls_dir('.'), generate_series(1, 2)) x",
    "SELECT (pg_stat_file('base')).size",
    "SELECT lo_import('/etc/passwd')",
    "SELECT lo_export(1, '/tmp/x')",
    "SELECT pg_sleep(60)",
    "SELECT pg_terminate_backend(1)",
    "SELECT pg_reload_conf()",
    "SELECT pg_advisory_lock(1)",
    "SELECT set_config('transaction_read_only', 'off', false)",
    "SELECT current_setting('data_directory')",
    "SELECT query_to_xml('SELECT 1', true, true, '')",
    "SELECT database_to_xml(true, true, '')",
    "SELECT nextval('s')",
    "SELECT currval('s')",
    "SELECT dblink('host=127.0.0.1', 'SELECT 1')",
    "SELECT * FROM pg_shadow",
    "SELECT * FROM pg_catalog.pg_class",
    "SELECT * FROM information_schema.tables",
    "SELECT 'pg_shadow'::regclass::oid",
    "SELECT CAST('customers' AS regclass)",
    "SELECT has_table_privilege('customers', 'select')",
    "SELECT current_user",
    "SELECT session_user",
    "SELECT version()",
    "SELECT inet_server_addr()",
    "SELECT txid_current()",
    "SELECT * INTO x FROM customers",
    "SELECT * FROM customers FOR UPDATE",
    "WITH x AS (DELETE FROM customers RETURNING *) SELECT * FROM x",
    "WITH x AS (INSERT INTO customers VALUES (99) RETURNING id) SELECT * FROM x",
    "COPY customers TO '/tmp/x'",
    "COPY (SELECT 1) TO PROGRAM 'id'",
    "DO $$ BEGIN END $$",
    "CALL danger()",
    "SET transaction_read_only = off",
    "BEGIN READ WRITE",
    "COMMIT",
    "LISTEN x",
    "NOTIFY x",
    "LOCK customers",
    "SELECT 1; COMMIT; DROP TABLE customers",
    "SELECT 1 /* */; DROP TABLE customers; --",
    "SELECT $a$ $a$; DROP TABLE customers",
    "SELECT E'\\'; DROP TABLE customers; --'; DROP TABLE customers",
    "EXPLAIN ANALYZE SELECT 1",
    "TABLE pg_shadow",
    "VALUES (1)",
    "SELECT U&\"pg\\005fread_file\"('/etc/passwd')",
)


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """A running server with a shop in it."""
    with running() as server:
        server.run(SHOP)
        yield server


@pytest.fixture(scope="module")
def box(server: Server) -> Iterator[Sandbox]:
    """As a superuser, who may do anything: the sandbox alone must hold."""
    with Sandbox(server.url(), Limits(seconds=0.5, rows=500, bytes=1_000_000)) as found:
        found.worker.wait()
        yield found


def unchanged(box: Sandbox) -> None:
    assert box.run("SELECT count(*) FROM customers").rows == ((50,),)


@pytest.mark.parametrize("sql", ATTACKS)
def test_it_is_refused(sql: str, box: Sandbox) -> None:
    with pytest.raises(Refused):
        box.run(sql)
    unchanged(box)


@pytest.mark.parametrize(
    "sql",
    [
        "DROP TABLE customers",
        "SELECT nextval('s')",
        "INSERT INTO customers VALUES (99)",
        "WITH x AS (DELETE FROM customers RETURNING *) SELECT * FROM x",
        "SELECT 1; COMMIT; DROP TABLE customers",
        "COMMIT",
        "SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE",
        "COPY customers TO '/tmp/goldthread-never'",
        "DO $$ BEGIN DELETE FROM customers; END $$",
        "SELECT pg_sleep(60)",
    ],
)
def test_the_worker_alone_holds(sql: str, box: Sandbox) -> None:
    """Without the parser: one statement, read-only, in the time given."""
    told = list(box.worker.ask({"sql": sql, "seconds": 0.5, "rows": 5, "bytes": 10_000}, 0.5))
    assert "error" in told[-1] or told[-1]["stopped"] == "time", told
    assert not Path("/tmp/goldthread-never").exists()
    unchanged(box)


@pytest.mark.parametrize(
    ("sql", "stopped"),
    [
        ("SELECT count(*) FROM customers a, customers b, customers c, customers d, customers e, customers f", "time"),
        ("WITH RECURSIVE n AS (SELECT 1 i UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n", "time"),
        ("SELECT a.name FROM customers a, customers b", "rows"),
        ("SELECT repeat('a', 30000) FROM customers", "bytes"),
        ("SELECT repeat('a', 100000000)", "bytes"),
    ],
)
def test_a_limit_stops_it(sql: str, stopped: str, box: Sandbox) -> None:
    began = time.monotonic()
    assert box.run(sql).stopped in (stopped, "time", "memory")
    assert time.monotonic() - began <= 1.0
    box.worker.wait()
    unchanged(box)


def test_rows_come_back(box: Sandbox) -> None:
    rows = box.run("SELECT id, amount, placed AT TIME ZONE 'UTC', tags, more FROM sales.orders WHERE 100 % id = 0")
    assert rows.types[:2] == ("int4", "numeric")
    assert repr(rows.rows) == ("((1, Decimal('12.50'), datetime.datetime(2024, 1, 1, 12, 0), ['a', 'b'], {'k': [1]}),)")
    assert box.run("SELECT name FROM customers WHERE name LIKE '%9%' AND name LIKE '% 1%'").rows == (("customer 19",),)
    assert box.run("SELECT to_char(born, 'YYYY') FROM customers ORDER BY id LIMIT 1").rows == (("1980",),)
    with pytest.raises(Refused, match='column "nosuch" does not exist'):
        box.run("SELECT nosuch FROM customers")
    with pytest.raises(QueryFailed, match="division by zero"):
        box.run("SELECT 1 / (id - id) FROM customers")
    unchanged(box)


def test_a_password_works_and_a_wrong_one_is_never_told(server: Server) -> None:
    with Sandbox(server.url(user="reader", password="hidden-word")) as box:
        assert box.run("SELECT count(*) FROM sales.orders").rows == ((1,),)
        assert "hidden-word" not in box.database.name
    wrong = server.url(user="reader", password="wrong-word")
    with Sandbox(wrong) as box, pytest.raises(BadInput, match="password authentication failed") as raised:
        box.run("SELECT 1")
    assert "wrong-word" not in str(raised.value)


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PATIENCE", 1.0)


def test_a_server_that_was_started_again_is_asked_again(server: Server, short: None) -> None:
    with Sandbox(server.url()) as box:
        assert box.run("SELECT count(*) FROM customers").rows == ((50,),)
        server.stop()
        server.start()
        assert box.run("SELECT count(*) FROM customers").rows == ((50,),)


def test_a_server_that_is_gone_is_no_fault_of_the_statement(server: Server, short: None) -> None:
    with Sandbox(server.url()) as box:
        assert box.run("SELECT count(*) FROM customers").rows == ((50,),)
        server.stop()
        try:
            with pytest.raises(DatabaseGone, match="the database is gone"):
                box.run("SELECT count(*) FROM customers")
            with pytest.raises(NotOpened, match="cannot be opened"):
                box.run("SELECT count(*) FROM customers")
        finally:
            server.start()
        assert box.run("SELECT count(*) FROM customers").rows == ((50,),)


def test_a_statement_that_ends_its_connection_each_time_has_failed(server: Server, short: None) -> None:
    ended = threading.Event()

    def end_them() -> None:
        while not ended.wait(0.3):
            server.run(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE state = 'active' AND application_name = 'goldthread'"
            )

    thread = threading.Thread(target=end_them)
    thread.start()
    try:
        with Sandbox(server.url()) as box, pytest.raises(QueryFailed, match="ended while it ran the statement"):
            box.run("SELECT count(*) FROM generate_series(1, 100000000) a, generate_series(1, 100) b")
    finally:
        ended.set()
        thread.join()
