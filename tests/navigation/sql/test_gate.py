"""The gate: one SELECT whose names the catalog knows, or the reason why not."""

import os
import signal
import sys
import threading

import pytest

from goldthread.navigation.sql.gate import _binder, check
from goldthread.schemas.catalog import Catalog, Column, Table

GOOD: tuple[tuple[str, set[str] | None], ...] = (
    (
        "select c.name, sum(o.amount) from customers c join sales.orders o on o.customer_id = c.id group by c.name",
        {"customers.id", "customers.name", "sales.orders.amount", "sales.orders.customer_id"},
    ),
    ("SELECT NAME FROM Customers", {"customers.name"}),
    ('select "name" from main.customers -- a remark', {"customers.name"}),
    ("with big as (select id k from customers) select k from big", {"customers.id"}),
    ("select name as label from customers order by label", {"customers.name"}),
    ("select count(*) from sales.orders", set()),
    ("select sales.orders.amount from sales.orders", {"sales.orders.amount"}),
    ("from customers select name", {"customers.name"}),
    (
        "select name from customers c where exists (select 1 from sales.orders where payer_id = c.id)",
        {"customers.id", "customers.name", "sales.orders.payer_id"},
    ),
    ("select id from customers union all select id from sales.orders", {"customers.id", "sales.orders.id"}),
    ("select a.name, b.name from customers a, customers b where a.id < b.id", {"customers.id", "customers.name"}),
    ("with recursive n as (select 1 i union all select i + 1 from n where i < 3) select i from n", set()),
    ("select r from range(3) t(r)", set()),
    (
        "select town, row_number() over (partition by town order by born) from customers qualify 1 = 1",
        {"customers.town", "customers.born"},
    ),
    (
        "select x.amount from (select * exclude (id, placed) from sales.orders) x",
        {"sales.orders.amount", "sales.orders.customer_id", "sales.orders.payer_id"},
    ),
    (
        "select c.*, o.id from customers c, sales.orders o",
        {"customers.id", "customers.name", "customers.born", "customers.town", "sales.orders.id"},
    ),
    (
        "select amount, town from (select * from sales.orders) join customers c on c.id = payer_id",
        {
            *(f"sales.orders.{one}" for one in ("id", "customer_id", "payer_id", "amount", "placed")),
            "customers.id",
            "customers.town",
        },
    ),
    ("select id * 2 as twice, twice + 1 as more from customers where twice > 3", {"customers.id"}),
    ("select name from customers join sales.orders using (id)", None),
    ("select id from customers limit 3;", {"customers.id"}),
)


@pytest.mark.parametrize(("sql", "columns"), GOOD, ids=[one[0][:60] for one in GOOD])
def test_a_select_over_known_names_is_bound(sql: str, columns: set[str] | None, catalog: Catalog) -> None:
    bound = check(sql, catalog)
    assert bound.ok, bound.message
    assert bound.unknown == ()
    if columns is not None:
        assert set(bound.columns) == columns


BAD = (
    ("select name from customer", "unknown", "customer", "customers"),
    ("select nam from customers", "unknown", "nam", "customers.name"),
    ("select c.amuont from sales.orders c", "unknown", "c.amuont", "sales.orders.amount"),
    ("select id from orders", "unknown", "orders", "sales.orders"),
    ("with a as (select id k from customers) select kk from a", "unknown", "kk", ""),
    ("select amount from customers", "unknown", "amount", "sales.orders.amount"),
    ("select sum(name) from customers", "types", "", ""),
    ("select name, count(*) from customers", "types", "", ""),
    ("select no_function(id) from customers", "types", "", ""),
    ("selec name from customers", "syntax", "", ""),
    ("", "refused", "", ""),
    ("delete from customers", "refused", "", ""),
    ("select 1; select 2", "refused", "", ""),
    ("select * from information_schema.tables", "refused", "", ""),
    ("explain select 1", "refused", "", ""),
    ("summarize customers", "refused", "", ""),
    ("select $1", "refused", "", ""),
)


@pytest.mark.parametrize(("sql", "problem", "unknown", "candidate"), BAD, ids=[one[0][:60] for one in BAD])
def test_what_is_wrong_is_named_with_what_may_be_meant(
    sql: str, problem: str, unknown: str, candidate: str, catalog: Catalog
) -> None:
    bound = check(sql, catalog)
    assert not bound.ok
    assert (bound.problem, bound.unknown) == (problem, (unknown,) if unknown else ())
    assert bound.message
    assert not candidate or candidate in bound.candidates


def test_another_dialect_is_bound_in_duckdb() -> None:
    table = Table("Emp", columns=(Column("No", "NUMBER(4)"), Column("Hired", "DATE"), Column("Pay", "NUMBER(7,2)")))
    for dialect, sql in (
        ("oracle", "SELECT NVL(pay, 0), TO_CHAR(hired, 'YYYY') FROM emp WHERE ROWNUM < 3"),
        ("mssql", "SELECT TOP 3 [no], ISNULL(pay, 0) FROM dbo.emp"),
        ("mysql", "SELECT `no`, IFNULL(pay, 0) FROM emp LIMIT 3"),
        ("sqlite", "SELECT no, strftime('%Y', hired) FROM emp"),
    ):
        bound = check(sql, Catalog("hr", tables=(table,), dialect=dialect))
        assert bound.ok, (dialect, bound.message)
        assert "Emp.Pay" in bound.columns or dialect == "sqlite"
        wrong = check(
            sql.replace("no", "nosuch").replace("pay", "nosuch"), Catalog("hr", tables=(table,), dialect=dialect)
        )
        assert (wrong.ok, wrong.problem) == (False, "unknown"), dialect


def test_columns_without_a_type_fit_everywhere() -> None:
    table = Table("t", columns=(Column("a"), Column("b", "no type at all"), Column("c", "INT); DROP TABLE t; --")))
    bound = check("select sum(a), max(b) + 1, date_part('year', b) from t", Catalog("c", tables=(table,)))
    assert bound.ok
    assert not check("select sum(a), d from t", Catalog("c", tables=(table,))).ok


def test_names_of_three_parts_odd_names_and_no_columns() -> None:
    columns = (Column("select", "INT"), Column('a "b"', "INT"), Column("A", "INT"), Column("a", "INT"))
    catalog = Catalog(
        "c", tables=(Table("proj.data.t", columns=columns), Table("Üb er", columns=columns), Table("none"))
    )
    bound = check('select "select", "a ""b""" from proj.data.t', catalog)
    assert bound.columns == ('proj.data.t.a "b"', "proj.data.t.select")
    assert check('select "select" from "üb er"', catalog).tables == ("Üb er",)
    assert check("select count(*) from none", catalog).ok
    assert check("select a from data.t", catalog).problem == "unknown"


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="the system cannot halt a process")
def test_a_busy_machine_refuses_nothing(catalog: Catalog) -> None:
    assert check("SELECT name FROM customers", catalog).ok
    binder = _binder().pid
    os.kill(binder, signal.SIGSTOP)
    threading.Timer(2.5, os.kill, (binder, signal.SIGCONT)).start()
    assert check("SELECT name FROM customers WHERE id = 1", catalog).ok
    assert _binder().pid == binder


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the system limits no process")
def test_planning_that_takes_the_processor_too_long_is_stopped(catalog: Catalog) -> None:
    sql = "SELECT 1 AS a0" + "".join(f", a{at} + a{at} AS a{at + 1}" for at in range(60))
    bound = check(sql, catalog)
    assert (bound.ok, bound.problem) == (False, "refused")
    assert "the limit of time" in bound.message
    assert check("SELECT name FROM customers", catalog).ok
