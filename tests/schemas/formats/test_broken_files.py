"""Files that are broken: a clear error with file, line and remedy, soon and in bounded memory."""

import time

import pytest

from goldthread.errors import BadInput
from goldthread.schemas import formats
from goldthread.schemas.catalog import Catalog, Column, Domain, ForeignKey, Table

SMALL = {
    "yaml": "tables:\n- name: a\n  columns:\n  - name: x\n    type: INTEGER\n",
    "json": '{\n  "tables": [\n    {\n      "name": "a",\n      "columns": [\n        {"name": "x"}\n      ]\n    }\n  ]\n}\n',
    "markdown": "## Table a\n\n- domain: d\n\n| column | type |\n| --- | --- |\n| x | INTEGER |\n",
    "toon": "tables[1]:\n  - name: a\n    columns[1]{name,type}:\n      x,INTEGER\n",
    "ddl": "-- domain: d\nCREATE TABLE a (\n  x INTEGER,\n  PRIMARY KEY (x)\n);\n",
    "toon-paper": "TABLE a\n  COL x INTEGER\n",
}
TWICE = {
    "yaml": ("tables:\n- name: a\n- name: b\n  domain: x\n  domain: y\n", 5),
    "json": ('{"tables": [\n{"name": "a"},\n{"name": "b",\n"domain": "x",\n"domain": "y"}]}', 5),
    "markdown": ("## Table a\n\n- domain: x\n- domain: y\n", 4),
    "toon": ("tables[1]:\n  - name: a\n    domain: x\n    domain: y\n", 4),
    "ddl": ("-- domain: x\n-- domain: y\nCREATE TABLE a (\n);\n", 2),
}
TABLE_TWICE = {
    "yaml": ("tables:\n- name: a\n- name: b\n- name: a\n", 4),
    "json": ('{"tables": [\n{"name": "a"},\n{"name": "b"},\n{"name": "a"}]}', 4),
    "markdown": ("## Table a\n\n## Table b\n\n## Table a\n", 5),
    "toon": ("tables[3]{name}:\n  a\n  b\n  a\n", 4),
    "ddl": ("CREATE TABLE a (\n);\nCREATE TABLE b (\n);\nCREATE TABLE a (\n);\n", 5),
    "toon-paper": ("TABLE a\nTABLE b\nTABLE a\n", 3),
}
COLUMN_TWICE = {
    "yaml": ("tables:\n- name: a\n  columns:\n  - name: x\n  - name: y\n  - name: x\n", 6),
    "json": ('{"tables": [{"name": "a", "columns": [\n{"name": "x"},\n{"name": "y"},\n{"name": "x"}]}]}', 4),
    "markdown": ("## Table a\n\n| column | type |\n| --- | --- |\n| x |  |\n| y |  |\n| x |  |\n", 7),
    "toon": ("tables[1]:\n  - name: a\n    columns[3]{name}:\n      x\n      y\n      x\n", 6),
    "ddl": ("CREATE TABLE a (\n  x INTEGER,\n  y INTEGER,\n  x INTEGER\n);\n", 4),
    "toon-paper": ("TABLE a\n  COL x\n  COL y\n  COL x\n", 4),
}
WRONG = {
    "yaml": [
        ("tables: 12\n", 1),
        ("tables:\n- name: a\n  columns:\n  - name: x\n    nullable: maybe\n", 5),
        ("tables:\n- name: a\n- nam: b\n", 3),
        ("tables:\n- name: a\n  columns:\n    x: INTEGER\n", 3),
        ("tables:\n- name: a\n- description: b\n", 3),
        ("tables:\n- name: a\n  kind: chair\n", 3),
        ("catalog: [a]\n", 1),
        ("- a\n", 1),
        ("tables:\n- name: a\n\tdomain: b\n", 3),
        ("tables:\n- name: !!python/object:os.system a\n", 2),
        ("tables: []\n---\ntables: []\n", 2),
    ],
    "json": [
        ('{\n"tables": 12}', 2),
        ('{"tables": [{"name": "a",\n "columns": [{"name": "x",\n "nullable": 0}]}]}', 3),
        ('{"tables": [{"name": "a"},\n{"name": 5}]}', 2),
        ('{"tables": [{"name": "a",\n"samples": []}]}', 2),
        ('{"tables": [{"name": "a", "columns": [{"name": "x",\n"samples": ["1",\n2]}]}]}', 3),
        ('{"tables": [\n{"name": "a"\n', 3),
        ('{"tables": [\n{"name": 1' + "0" * 100_000 + "}]}", 2),
        ("[]", 1),
        ("", 1),
        ('{"tables": [{"name": NaN}]}', 1),
    ],
    "markdown": [
        ("words\n", 1),
        ("## Table a\n\n| column | type |\n| --- | --- |\n| x |\n", 5),
        ("## Table a\n\n| column | colour |\n", 3),
        ("## Table a\n\n- dialect: x\n", 3),
        ("## Table a\n\n| column | type | null |\n| --- | --- | --- |\n| x | y | perhaps |\n", 5),
        ("# Catalog a\n\n# Catalog b\n", 3),
        ("# Domain a\n\n| column |\n", 3),
        ('## Table a\n\n| column | type | samples |\n| --- | --- | --- |\n| x | y | "a |\n', 5),
    ],
    "toon": [
        ("tables[2]:\n  - name: a\n", 1),
        ("tables[1]:\n  - name: a\n    columns[2]{name,type}:\n      x,INTEGER\n", 3),
        ("tables[1]:\n  - name: a\n    columns[1]{name,type}:\n      x\n", 4),
        ('tables[1]:\n  - name: "a\n', 2),
        ("tables[1]:\n  - name: a\n    columns: x\n", 3),
        ("tables[1]:\n  - name: a\n    columns[1]{name,nullable}:\n      x,perhaps\n", 4),
        ("tables[1]:\n  - name: a\n    samples[1]{column,value}:\n      x,1\n", 3),
        ("tables[1]:\n  - name: a\n    colour: x\n", 3),
    ],
    "ddl": [
        ("DROP TABLE a;\n", 1),
        ("CREATE TABLE a (\n  x INTEGER\n", 3),
        ("CREATE TABLE a (\n  x INTEGER\n)\nCREATE TABLE b ();\n", 4),
        ('CREATE TABLE a (\n  "x INTEGER\n);\n', 2),
        ("CREATE VIEW a AS SELECT 1;\n", 1),
        ("-- kind: chair\nCREATE TABLE a (\n);\n", 2),
        ("CREATE TABLE a (\n  FOREIGN KEY x REFERENCES b (c)\n);\n", 2),
        ("CREATE TABLE a (\n  x INTEGER\n  -- samples: \"a\n);\n", 3),
    ],
    "toon-paper": [("COL x\n", 1), ("TABLE a\n  COLUMN x\n", 2), ("TABLE a b c\n", 1), ("TABLE a\n  FK x > b(c)\n", 2)],
}  # fmt: skip
END = {"yaml": "...", "json": "", "markdown": "<!-- end -->", "toon": "# end", "ddl": "-- end", "toon-paper": "END"}
SHOP = Catalog(
    "shop",
    domains=(Domain("sales", "What is sold"),),
    tables=(
        Table(
            "orders",
            "sales",
            "One row an order",
            (Column("id", "INTEGER", nullable=False), Column("buyer", "INTEGER", "Who pays", samples=("1", "2"))),
            ("id",),
            (ForeignKey(("buyer",), "people", ("id",), "buyer"), ForeignKey(("id",), "bills", ("id",))),
            note="Cancelled ones stay",
        ),
        Table("people", "sales", columns=(Column("id", note="of the register"),)),
    ),
    note="For tests",
)


def refused(text: str, format: str) -> BadInput:
    started = time.monotonic()
    with pytest.raises(BadInput) as caught:
        formats.read(text, format, "shop/a.file")
    assert time.monotonic() - started < 5
    assert caught.value.where.file == "shop/a.file"
    assert caught.value.remedy
    assert len(str(caught.value)) < 1_000
    return caught.value


@pytest.mark.parametrize("format", SMALL)
def test_the_small_files_are_read(format: str) -> None:
    (table,) = formats.read(f"{SMALL[format]}\n{END[format]}\n", format).tables
    assert [one.name for one in table.columns] == ["x"]


@pytest.mark.parametrize(("format", "text", "line"), [(name, *row) for name, row in TWICE.items()])
def test_a_key_twice(format: str, text: str, line: int) -> None:
    assert refused(text, format).where.line == line


@pytest.mark.parametrize(("format", "text", "line"), [(name, *row) for name, row in TABLE_TWICE.items()])
def test_a_table_twice(format: str, text: str, line: int) -> None:
    error = refused(text, format)
    assert "the table 'a'" in error.message
    assert error.where.line == line


@pytest.mark.parametrize(("format", "text", "line"), [(name, *row) for name, row in COLUMN_TWICE.items()])
def test_a_column_twice(format: str, text: str, line: int) -> None:
    error = refused(text, format)
    assert "the column 'x'" in error.message
    assert error.where.line == line


@pytest.mark.parametrize(("format", "text", "line"), [(name, *row) for name, rows in WRONG.items() for row in rows])
def test_what_is_wrong_is_placed(format: str, text: str, line: int) -> None:
    assert refused(text, format).where.line == line


@pytest.mark.parametrize("format", SMALL)
def test_binary_files(format: str) -> None:
    assert refused("tables\n\0\1\2", format).where.line == 2


@pytest.mark.parametrize("format", SMALL)
@pytest.mark.parametrize("opening", ["[", "{", "(", "- ", '{"a":', "<", '"', "| "])
def test_a_hundred_thousand_openings(format: str, opening: str) -> None:
    start = {
        "ddl": "CREATE TABLE a (\n x ",
        "markdown": "## Table a\n\n| column |\n| ",
        "toon-paper": "TABLE a\nCOL x ",
    }
    refused(start.get(format, "") + opening * 100_000, format)


@pytest.mark.parametrize("text", [" " * 100_000 + 'x"', "a," * 100_000 + '"', '"' * 99_999, "\\" * 99_999])
@pytest.mark.parametrize("format", ["markdown", "ddl"])
def test_long_lists_that_cannot_be_read(format: str, text: str) -> None:
    inside = {
        "markdown": f"## Table a\n\n| column | samples |\n| --- | --- |\n| x | {text} |\n",
        "ddl": f"CREATE TABLE a (\n  x INTEGER\n  -- samples: z{text}\n);\n",
    }
    refused(inside[format], format)


def test_alias_bombs_are_not_expanded() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{at}: &a{at} [{', '.join([f'*a{at - 1}'] * 9)}]" for at in range(1, 30)]
    error = refused("\n".join(lines), "yaml")
    assert "alias" in error.message
    assert error.where.line == 2


@pytest.mark.parametrize("format", SMALL)
def test_a_file_cut_anywhere_is_refused(format: str) -> None:
    text = formats.write(SHOP, format).rstrip("\n")
    for end in range(len(text)):
        refused(text[:end], format)
    for whole in (text, f"{text}\n", f"{text}\n\n", f"{text}\n".replace("\n", "\r\n")):
        assert [one.name for one in formats.read(whole, format).tables] == ["orders", "people"]


@pytest.mark.parametrize("format", [one for one in END if END[one]])
def test_what_may_be_cut_short_says_how_to_end_it(format: str) -> None:
    text = formats.write(SHOP, format)
    error = refused(text.removesuffix(f"{END[format]}\n"), format)
    assert "cut short" in error.message
    assert f"a line {END[format]}" in error.remedy
    assert error.where.line == text.removesuffix(f"\n{END[format]}\n").count("\n") + 1


def test_what_stands_below_the_end_of_yaml_is_told() -> None:
    error = refused(formats.write(SHOP, "yaml") + "  note: Ask Ada.\n", "yaml")
    assert "move what stands below it above it" in error.remedy


@pytest.mark.parametrize(
    ("format", "more", "note"),
    [
        ("markdown", "\nAsk Ada.\n", "Ask Ada."),
        ("ddl", "\n-- Ask Ada.\n", "Ask Ada."),
        ("toon", "# Ask Ada.\n", ""),
        ("yaml", "# Ask Ada.\n", ""),
    ],
)
def test_what_people_add_below_the_end_is_read_as_before(format: str, more: str, note: str) -> None:
    assert formats.read(formats.write(SHOP, format) + more, format).tables[-1].note == note


@pytest.mark.parametrize("format", [name for name, one in formats.FORMATS.items() if not one.losses])
@pytest.mark.parametrize("mark", [*filter(None, END.values()), "end", "---", "}"])
def test_texts_that_look_like_the_end_are_texts(format: str, mark: str) -> None:
    text = f"{mark}\n{mark}"
    columns = (Column(mark, mark, text, samples=(mark, text), note=text), Column(text))
    table = Table(mark, mark, text, columns, (mark,), (ForeignKey((mark,), mark, (text,), mark),), note=text)
    catalog = Catalog(mark, text, (Domain(mark, text, text), Domain(text)), (table, Table(text)), mark, text)
    written = formats.write(catalog, format)
    assert formats.read(written, format) == catalog
    for end in range(0, len(written.rstrip()), 7):
        refused(written[:end], format)
