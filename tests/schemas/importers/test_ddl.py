"""DDL of several dialects, as people and dumps write it."""

from pathlib import Path

import pytest

from goldthread.errors import BadInput
from goldthread.schemas.catalog import Catalog, Column, ForeignKey, Table
from goldthread.schemas.formats import write
from goldthread.schemas.importers import import_catalog
from goldthread.schemas.importers.sql_statements import plain_remark

POSTGRES = """\
-- All rights reserved.

--
-- Name: customers; Type: TABLE; Schema: public; Owner: -
--
CREATE TABLE public.customers (
    -- given by the shop
    id integer NOT NULL,
    name character varying(40) NOT NULL, -- in full
    /* where
       it lives */
    town text DEFAULT 'a; b''s'
);
COPY public.customers (id, name, town) FROM stdin;
1\tO'Hara\tCREATE TABLE no (a int);
\\.
-- What was
-- bought
CREATE TABLE sales.orders (
    id serial PRIMARY KEY,
    bill_customer_id integer REFERENCES public.customers,
    ship_customer_id integer,
    parent_id integer REFERENCES sales.orders (id)
);
INSERT INTO sales.orders VALUES (1, 'x;y', "z");
CREATE FUNCTION touch() RETURNS trigger AS $body$ begin; create table hidden (a int); end; $body$ LANGUAGE plpgsql;
ALTER TABLE ONLY public.customers ADD CONSTRAINT customers_pkey PRIMARY KEY (id);
ALTER TABLE ONLY sales.orders
    ADD CONSTRAINT ship FOREIGN KEY (ship_customer_id) REFERENCES public.customers(id) ON DELETE CASCADE;
ALTER TABLE sales.orders ADD COLUMN placed timestamp with time zone;
COMMENT ON TABLE public.customers IS 'Who buys';
COMMENT ON COLUMN sales.orders.placed IS 'When; exactly';
CREATE VIEW sales.towns AS SELECT c.town AS place, o.*, count(*) AS n FROM sales.orders o JOIN public.customers c ON true;
CREATE TABLE sales.part PARTITION OF sales.orders FOR VALUES FROM (1) TO (2);
CREATE INDEX i ON sales.orders (id);
"""


def read(tmp_path: Path, text: str | bytes, dialect: str = "", name: str = "shop.sql") -> Catalog:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return import_catalog(str(path), dialect=dialect)


def test_a_dump_of_postgresql_is_read_with_comments_and_later_keys(tmp_path: Path) -> None:
    catalog = read(tmp_path, POSTGRES)
    assert catalog.dialect == "postgresql"
    assert [(one.name, one.kind, one.description) for one in catalog.tables] == [
        ("customers", "table", "Who buys"),
        ("sales.orders", "table", "What was\nbought"),
        ("sales.towns", "view", ""),
    ]
    customers, orders, towns = catalog.tables
    assert customers.primary_key == ("id",)
    assert [(one.name, one.description, one.nullable) for one in customers.columns] == [
        ("id", "given by the shop", False),
        ("name", "in full", False),
        ("town", "where\nit lives", True),
    ]
    assert customers.columns[1].type.upper() == "VARCHAR(40)"
    assert orders.foreign_keys == (
        ForeignKey(("bill_customer_id",), "customers", ("id",), "bill customer"),
        ForeignKey(("ship_customer_id",), "customers", ("id",), "ship customer"),
        ForeignKey(("parent_id",), "sales.orders", ("id",), "parent"),
    )
    assert orders.columns[-1].description == "When; exactly"
    assert [one.name for one in towns.columns] == [
        "place", "id", "bill_customer_id", "ship_customer_id", "parent_id", "placed", "n",
    ]  # fmt: skip
    assert towns.columns[0].description == "where\nit lives"
    assert read(tmp_path, POSTGRES) == catalog


MYSQL = """\
-- Table structure for table `users`
DROP TABLE IF EXISTS `users`;
/*!40101 SET character_set_client = utf8 */;
CREATE TABLE `users` (
  `id` int unsigned NOT NULL AUTO_INCREMENT COMMENT 'its number',
  `kind` enum('a','b;c') DEFAULT 'a',
  `say` varchar(9) DEFAULT 'it\\'s; ok', # said
  PRIMARY KEY (`id`), KEY `k` (`kind`), FULLTEXT KEY `f` (`say`)
) ENGINE=InnoDB AUTO_INCREMENT=5 DEFAULT CHARSET=utf8mb4 COMMENT='who uses it';
CREATE TABLE `posts` (`user` int, CONSTRAINT `c` FOREIGN KEY (`user`) REFERENCES `users` (`id`) ON DELETE CASCADE) ENGINE=InnoDB;
"""
TSQL = """\
SET ANSI_NULLS ON
GO
CREATE TABLE [dbo].[Customer](
    [Customer Id] [int] IDENTITY(1,1) NOT NULL,
    [Name] [nvarchar](50) NULL,
 CONSTRAINT [PK_Customer] PRIMARY KEY CLUSTERED ([Customer Id] ASC)
)
GO
CREATE TABLE [Sales].[Order]([Id] int PRIMARY KEY, [Buyer] int NOT NULL)
GO
ALTER TABLE [Sales].[Order]  WITH CHECK ADD  CONSTRAINT [FK] FOREIGN KEY([Buyer]) REFERENCES [dbo].[Customer] ([Customer Id])
GO
"""
ORACLE = """\
CREATE TABLE "HR"."EMP" (
  "ID" NUMBER(10,0) NOT NULL ENABLE,
  "BOSS" NUMBER(10,0), "DEPT" NUMBER DEFAULT 0,
  CONSTRAINT "EMP_PK" PRIMARY KEY ("ID") USING INDEX PCTFREE 10 TABLESPACE "USERS" ENABLE
) SEGMENT CREATION IMMEDIATE TABLESPACE "USERS";
ALTER TABLE "HR"."EMP" ADD CONSTRAINT "EMP_FK" FOREIGN KEY ("BOSS") REFERENCES "HR"."EMP" ("ID") ENABLE NOVALIDATE;
ALTER TABLE "HR"."EMP" ADD (CONSTRAINT "DEPT_FK" FOREIGN KEY ("DEPT") REFERENCES "HR"."DEPT" ("ID") DISABLE);
COMMENT ON COLUMN "HR"."EMP"."BOSS" IS 'who leads';
"""
BIGQUERY = """\
CREATE TABLE `proj.shop.orders` (
  id INT64 NOT NULL OPTIONS(description="its number"),
  lines ARRAY<STRUCT<sku STRING, n INT64>>,
  PRIMARY KEY (id) NOT ENFORCED
) PARTITION BY DATE(_PARTITIONTIME) OPTIONS(description="all orders");
"""


def test_mysql_is_told_by_its_quotes(tmp_path: Path) -> None:
    users, posts = read(tmp_path, MYSQL).tables
    assert (users.name, users.description, users.primary_key) == ("users", "who uses it", ("id",))
    assert [(one.name, one.description) for one in users.columns] == [
        ("id", "its number"),
        ("kind", ""),
        ("say", "said"),
    ]
    assert posts.foreign_keys == (ForeignKey(("user",), "users", ("id",)),)


def test_a_script_of_sql_server_is_cut_at_go(tmp_path: Path) -> None:
    catalog = read(tmp_path, b"\xff\xfe" + TSQL.replace("\n", "\r\n").encode("utf-16-le"))
    assert catalog.dialect == "mssql"
    customer, order = catalog.tables
    assert (customer.name, order.name) == ("Customer", "Sales.Order")
    assert customer.primary_key == ("Customer Id",)
    assert [one.nullable for one in customer.columns] == [False, True]
    assert order.foreign_keys == (ForeignKey(("Buyer",), "Customer", ("Customer Id",)),)


def test_states_of_constraints_do_not_hide_what_oracle_and_sql_server_declare(tmp_path: Path) -> None:
    (emp,) = read(tmp_path, ORACLE, "oracle").tables
    assert (emp.name, emp.primary_key) == ("HR.EMP", ("ID",))
    assert [(one.name, one.type, one.description) for one in emp.columns] == [
        ("ID", "NUMBER(10, 0)", ""),
        ("BOSS", "NUMBER(10, 0)", "who leads"),
        ("DEPT", "NUMBER", ""),
    ]
    assert emp.foreign_keys == (
        ForeignKey(("BOSS",), "HR.EMP", ("ID",), "boss"),
        ForeignKey(("DEPT",), "HR.DEPT", ("ID",)),
    )
    script = "CREATE TABLE a (b int, c int);\nALTER TABLE a WITH NOCHECK ADD CONSTRAINT x FOREIGN KEY(b) REFERENCES d (e) NOT FOR REPLICATION;"
    assert read(tmp_path, script, "tsql").tables[0].foreign_keys == (ForeignKey(("b",), "d", ("e",)),)


def test_bigquery_keeps_its_types_and_options(tmp_path: Path) -> None:
    (orders,) = read(tmp_path, BIGQUERY).tables
    assert (orders.name, orders.description, orders.primary_key) == ("shop.orders", "all orders", ("id",))
    assert [(one.type, one.description, one.nullable) for one in orders.columns] == [
        ("INT64", "its number", False),
        ("ARRAY<STRUCT<sku STRING, n INT64>>", "", True),
    ]


@pytest.mark.parametrize(
    ("dialect", "text", "type"),
    [
        ("oracle", "CREATE TABLE t (a NUMBER(10) NOT NULL, b VARCHAR2(20 CHAR));", "NUMBER(10)"),
        (
            "snowflake",
            "create or replace transient table t (a number(38,0), b variant) cluster by (a);",
            "DECIMAL(38, 0)",
        ),
        ("duckdb", "CREATE TABLE t (a HUGEINT, b STRUCT(x INT)[]);", "INT128"),
        ("sqlite", "CREATE TABLE t (a INTEGER PRIMARY KEY AUTOINCREMENT, b) WITHOUT ROWID;", "INTEGER"),
        ("spark", "CREATE TABLE t (a BIGINT COMMENT 'x', b MAP<STRING, INT>) USING delta;", "BIGINT"),
    ],
)
def test_dialects_are_read_when_named(tmp_path: Path, dialect: str, text: str, type: str) -> None:
    (table,) = read(tmp_path, text, dialect).tables
    assert [one.name for one in table.columns] == ["a", "b"]
    assert table.columns[0].type == type


def test_a_folder_of_scripts_is_one_catalog(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "2.sql").write_text("CREATE TABLE b (a_id INT REFERENCES A);")
    (tmp_path / "1.sql").write_text("CREATE TABLE a (Id INT PRIMARY KEY);")
    assert import_catalog(str(tmp_path)).by_name["b"].foreign_keys == (ForeignKey(("a_id",), "a", ("Id",)),)


def test_what_a_catalog_wrote_as_ddl_is_read_without_loss(tmp_path: Path) -> None:
    table = Table("s.t", "d", "text", (Column("a", "INT", "x", False, ("1",), "mine"),), ("a",), (), "record", "note")
    catalog = Catalog("c", "about", (), (table,), "duckdb", "n")
    assert read(tmp_path, write(catalog, "ddl")) == catalog


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("CREATE TABLE ok (a INT);\n\nCREATE TABLE t (\n  a INT,\n  b INT c INT\n);", 5, "is no DDL"),
        ("CREATE TABLE t (a INT", 1, "is no DDL"),
        ("\n\nCREATE TABLE t (a " + "(" * 50_000, 3, "is no DDL|nested"),
        ("SELECT 1;\nCREATE TABLE t (a ARRAY" + "<ARRAY" * 5_000 + ");", 2, "is no DDL|nested"),
        ("CREATE TABLE t (a INT DEFAULT 'never closed);\n", 1, "is no DDL"),
        ("CREATE TABLE t (\0);", 1, "NUL"),
    ],
)
def test_broken_ddl_is_named_with_its_line(tmp_path: Path, text: str, line: int, message: str) -> None:
    with pytest.raises(BadInput, match=message) as raised:
        read(tmp_path, text)
    assert raised.value.where.file == str(tmp_path / "shop.sql")
    assert raised.value.where.line == line
    assert raised.value.remedy


def test_a_dialect_that_nobody_knows_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no SQL dialect 'klingon'") as raised:
        read(tmp_path, "CREATE TABLE t (a INT)", "klingon")
    assert "postgres" in raised.value.remedy


def test_a_thousand_tables_and_a_long_dump_are_read_in_seconds(tmp_path: Path) -> None:
    tables = "".join(f"CREATE TABLE t{at} ({', '.join(f'c{n} INT' for n in range(12))});\n" for at in range(500))
    rows = "INSERT INTO t1 VALUES " + ",".join("(1, 'a;b', 'it''s')" for _ in range(100_000)) + ";\n"
    catalog = read(tmp_path, tables + rows + "CREATE TABLE last (a INT);")
    assert len(catalog.tables) == 501


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("COMMENT ON COLUMN t.a IS 'it''s; -- so'", ("COLUMN", ("t", "a"), "it's; -- so")),
        ('comment on\n table s."T""x.y" is \'\'', ("TABLE", ("s", 'T"x.y'), "")),
        ("COMMENT ON VIEW v IS 'two\nlines'", ("VIEW", ("v",), "two\nlines")),
        ("COMMENT ON COLUMN t.a IS E'tab\\t'", None),
        ("COMMENT ON COLUMN t.a IS 'tab\\t'", None),
        ("COMMENT ON COLUMN `t`.a IS 'x'", None),
        ("COMMENT ON COLUMN t.a IS NULL", None),
        ("COMMENT ON FUNCTION f IS 'x'", None),
        ("COMMENT ON COLUMN t.a IS 'x' ENGINE 'y'", None),
    ],
)
def test_plain_remarks_are_read_without_a_parser_and_others_with_one(statement: str, told: object) -> None:
    assert plain_remark(statement) == told


def test_a_remark_means_the_same_read_either_way(tmp_path: Path) -> None:
    table = 'CREATE TABLE s.t (a INT, "B c" INT);\n'
    plain = "COMMENT ON COLUMN s.t.a IS 'it''s'; COMMENT ON COLUMN s.t.\"B c\" IS ' x '; COMMENT ON TABLE s.t IS 'y';"
    (tmp_path / "plain.sql").write_text(table + plain)
    (tmp_path / "parsed.sql").write_text(table + plain.replace("';", "' /* */;"))
    first, second = (import_catalog(str(tmp_path / f"{name}.sql"), name="s") for name in ("plain", "parsed"))
    assert first == second
    assert [one.description for one in first.tables[0].columns] == ["it's", "x"]
