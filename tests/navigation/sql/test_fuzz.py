"""Attacks wrapped, quoted and cut up at random: what is refused stays refused, and nothing secret comes out."""

import random
from collections import Counter
from pathlib import Path

import pytest

from goldthread.navigation.sql.model import Limits, QueryFailed, Refused
from goldthread.navigation.sql.run import Sandbox

CANARY = "canary-9b2d"
SOURCES = (
    "read_text('{secret}')",
    "'{secret}'",
    '"{secret}"',
    "glob('{folder}/*')",
    "duckdb_settings()",
    "information_schema.tables",
    "leak('{secret}')",
    "query('FROM read_text(''{secret}'')')",
    "(FROM read_csv('{secret}'))",
    "(SHOW TABLES)",
    "pragma_database_list",
    "sqlite_master",
    "secrets",
)
WRAPS = (
    "SELECT * FROM {0}",
    "FROM {0}",
    "WITH a AS (SELECT * FROM {0}) SELECT * FROM a",
    "WITH a AS (FROM {0}), b AS (FROM a) SELECT count(*) FROM b",
    "SELECT (SELECT count(*) FROM {0})",
    "SELECT 1 WHERE EXISTS (FROM {0})",
    "SELECT * FROM customers, {0} AS x",
    "SELECT * FROM customers c LEFT JOIN {0} x ON true",
    "SELECT * FROM customers, LATERAL (SELECT * FROM {0}) x",
    "SELECT 1 AS a UNION ALL SELECT 2 FROM {0}",
    "SELECT * FROM (SELECT * FROM (SELECT * FROM {0}))",
    "SELECT list(x) FROM (FROM {0}) x",
    "SELECT [(SELECT count(*) FROM {0}) FOR i IN range(2)]",
    "SELECT CASE WHEN (SELECT count(*) FROM {0}) > 0 THEN 1 END",
    "SELECT sum(id) OVER (ORDER BY (SELECT count(*) FROM {0})) FROM customers",
    "SELECT * FROM customers QUALIFY (SELECT count(*) FROM {0}) > 0",
    "SELECT * FROM customers ORDER BY (SELECT count(*) FROM {0})",
    "SELECT * FROM range((SELECT count(*) FROM {0}))",
    "SELECT * FROM (VALUES ((SELECT count(*) FROM {0}))) v",
    "SELECT id FROM customers GROUP BY id HAVING id < (SELECT count(*) FROM {0})",
    "SELECT * FROM customers TABLESAMPLE 10 ROWS, {0}",
    "SELECT 1 LIMIT (SELECT count(*) FROM {0})",
    "FROM (FROM {0}) x SELECT *",
    "SELECT * FROM (UNPIVOT (SELECT 1 a, 2 b) ON a, b), {0}",
    "WITH RECURSIVE r AS (SELECT 1 i UNION ALL SELECT i + 1 FROM r, {0} WHERE i < 2) SELECT * FROM r",
)
SPACES = (" ", "\n", "\t", "/**/", " -- x\n", "/* /* */ */", "\u00a0", "\u2003", "\r\n", "\x0b", "\x0c")


def written(sql: str, dice: random.Random) -> str:
    """The same statement in another hand: other spaces and cases outside quotes."""
    told, quote = [], ""
    for one in sql:
        if quote:
            quote = "" if one == quote else quote
        elif one in "'\"":
            quote = one
        elif one == " ":
            one = dice.choice(SPACES)
        else:
            one = one.swapcase() if dice.random() < 0.3 else one
        told.append(one)
    return "".join(told)


def cut(sql: str, dice: random.Random) -> str:
    """A statement with some characters lost, doubled, or exchanged for quotes and brackets."""
    told = list(sql)
    for _ in range(dice.randint(1, 4)):
        at = dice.randrange(len(told))
        told[at] = dice.choice(
            ("", told[at] * 2, "'", '"', "(", ")", ";", "--", "/*", "*/", "$$", "\\", "\x00", "\u2019")
        )
    return "".join(told)


@pytest.fixture(scope="module")
def folder(shop: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fuzz")
    (folder / "shop.duckdb").write_bytes(shop.read_bytes())
    (folder / "secret.csv").write_text(f"a,b\n{CANARY},1\n")
    return folder


def outcome(box: Sandbox, sql: str) -> str:
    try:
        told, came = repr(box.run(sql).rows), "rows"
    except (Refused, QueryFailed) as error:
        told, came = str(error), "refused"
    assert CANARY not in told, sql
    assert "secret.csv" not in told or "secret.csv" in sql, sql
    return came


def attempts(folder: Path, seed: int, number: int, *, broken: bool) -> Counter[str]:
    """How many of so many attacks came out how; none changes a file or brings a secret out."""
    came: Counter[str] = Counter()
    dice = random.Random(seed)
    before = {one: one.read_bytes() for one in folder.iterdir()}
    with Sandbox(folder / "shop.duckdb", Limits(seconds=1.0, rows=100)) as box:
        for _ in range(number):
            source = (
                dice.choice(SOURCES).replace("{secret}", str(folder / "secret.csv")).replace("{folder}", str(folder))
            )
            sql = written(dice.choice(WRAPS).replace("{0}", source), dice)
            came[outcome(box, cut(sql, dice) if broken else sql)] += 1
    assert {one: one.read_bytes() for one in folder.iterdir()} == before
    return came


def test_an_attack_in_another_hand_is_refused(folder: Path) -> None:
    assert attempts(folder, 1, 150, broken=False) == {"refused": 150}


def test_a_broken_attack_brings_nothing_out(folder: Path) -> None:
    assert attempts(folder, 2, 150, broken=True)["refused"] > 100


@pytest.mark.full
@pytest.mark.parametrize("broken", [False, True])
def test_many_attacks_bring_nothing_out(broken: bool, folder: Path) -> None:
    came = attempts(folder, 3, 5000, broken=broken)
    assert came.total() == 5000
    assert came["refused"] > 3000 if broken else came == {"refused": 5000}
