from pathlib import Path

import pytest

from goldthread.errors import BadInput
from goldthread.navigation.corpora import corpus
from goldthread.navigation.tools import TOOLS, Bounds, CatalogFiles, call, describe, find, grep, list_files, read_file
from goldthread.store.catalogs import build, sync
from goldthread.tokens import count_tokens

RETAIL = corpus("retail").catalog


def test_list_pages_in_a_fixed_order(files: CatalogFiles) -> None:
    names = sorted(one.name for one in (files.workspace.root).iterdir() if not one.name.startswith("."))
    found: list[str] = []
    cursor = ""
    while True:
        page = list_files(files, cursor=cursor, bounds=Bounds(matches=2))
        found += [one["name"].rstrip("/") for one in page.items]
        cursor = page.cursor
        if not cursor:
            break
        assert f"{page.more} more" in page.text
    assert found == names


@pytest.mark.parametrize("tokens", [100, 300, 2_000])
def test_pages_of_a_file_add_up_to_it(files: CatalogFiles, tokens: int) -> None:
    whole = (files.workspace.root / "navigator.md").read_text()
    text, cursor = "", ""
    while True:
        page = read_file(files, "navigator.md", cursor=cursor, bounds=Bounds(tokens=tokens))
        assert count_tokens(page.text) <= tokens
        text += page.items[0]["text"]
        cursor = page.cursor
        if not cursor:
            break
    assert text == whole


def test_a_file_of_one_long_line_is_read_in_pages(tmp_path: Path) -> None:
    whole = "".join(f"word{number} " for number in range(20_000)) + "漢字🎈" * 3_000
    (tmp_path / "one.txt").write_text(whole)
    files = CatalogFiles(tmp_path)
    text, cursor = "", ""
    while True:
        page = read_file(files, "one.txt", cursor=cursor)
        assert count_tokens(page.text) <= 2_000
        text += page.items[0]["text"]
        cursor = page.cursor
        if not cursor:
            break
    assert text == whole


def test_read_begins_at_a_line_and_says_which_file_was_meant(files: CatalogFiles) -> None:
    lines = (files.workspace.root / "navigator.md").read_text().splitlines(keepends=True)
    assert read_file(files, "navigator.md", line=3).text.startswith(lines[2])
    with pytest.raises(BadInput, match=r"perhaps you mean: domains/.*store_sales"):
        read_file(files, "store_sales.yaml")
    with pytest.raises(BadInput, match="beyond the end"):
        read_file(files, "navigator.md", line=100_000)


@pytest.mark.parametrize("layout", ["tables", "domain", "single"])
@pytest.mark.parametrize("format", ["yaml", "json", "markdown", "toon", "ddl", "toon-paper"])
def test_breadcrumbs_are_the_same_in_every_format_and_layout(
    tmp_path: Path, files: CatalogFiles, format: str, layout: str
) -> None:
    build(RETAIL, tmp_path / "c", format, layout)
    other = CatalogFiles(tmp_path / "c")
    expected = grep(files, "postal|zip|brand").items
    found = grep(other, "postal|zip|brand").items
    for one in (*expected, *found):
        del one["file"]
    if format == "toon-paper":
        assert {one["table"] for one in found} == {one["table"] for one in expected}
    else:
        assert found == expected
    assert grep(other, "customer", mode="raw").items
    table = RETAIL.tables[3]
    described = [one["column"] for one in describe(other, table.name).items if "column" in one]
    assert described == [one.name for one in table.columns]


def test_each_hit_names_domain_table_and_column(files: CatalogFiles) -> None:
    for hit in grep(files, "email").items:
        table = RETAIL.by_name[hit["table"]]
        assert hit["domain"] == table.domain
        for name in hit["columns"]:
            column = next(one for one in table.columns if one.name == name)
            assert "email" in f"{column.name} {column.type} {column.description}".casefold()
        assert hit["table"] in (files.workspace.root / hit["file"]).read_text()


def test_raw_hits_are_the_lines_of_the_files(files: CatalogFiles) -> None:
    cursor = ""
    found = []
    while True:
        page = grep(files, "^  .*price", mode="raw", cursor=cursor)
        found += [(one["path"], one["line"], one["text"]) for one in page.items]
        cursor = page.cursor
        if not cursor:
            break
    expected = []
    for path in sorted(str(one.relative_to(files.workspace.root)) for one in files.workspace.root.rglob("*.*")):
        if path.startswith(".goldthread"):
            continue
        text = (files.workspace.root / path).read_text()
        for number, line in enumerate(text.splitlines(), 1):
            if line.startswith("  ") and "price" in line.casefold():
                expected.append((path, number, line))
    assert found == expected
    assert expected


def test_what_is_edited_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("goldthread.navigation.files.FRESH", -1.0)
    build(RETAIL, tmp_path / "c")
    files = CatalogFiles(tmp_path / "c")
    assert not grep(files, "zebra").items
    path = tmp_path / "c" / files.file_of("store_sales")
    path.write_text(path.read_text().replace("description:", "description: Zebra,", 1))
    assert [one["table"] for one in grep(files, "zebra").items] == ["store_sales"]
    sync(type(RETAIL)(RETAIL.name, "", RETAIL.domains, RETAIL.tables[:5], RETAIL.dialect), tmp_path / "c")
    assert len(files.catalog().tables) == 5


def test_every_tool_stays_within_its_bounds(files: CatalogFiles) -> None:
    calls = [
        ("list", {}),
        ("read", {"path": "navigator.md"}),
        ("grep", {"pattern": "."}),
        ("grep", {"pattern": ".", "mode": "raw"}),
        ("path", {"start": "store_sales", "end": "warehouse"}),
        ("describe", {"table": "store_sales"}),
        ("find", {"question": "Which stores sold more than last year?"}),
    ]
    assert {name for name, _ in calls} == {*TOOLS}
    for name, arguments in calls:
        for tokens in (None, 200, 500):
            result = call(files, name, arguments, tokens=tokens)
            assert 0 < count_tokens(result.text) <= (tokens or 2_000), name
            assert call(files, name, arguments, tokens=tokens) == result


@pytest.mark.parametrize(
    ("name", "arguments", "said"),
    [
        ("delete", {}, "there is no tool"),
        ("read", {}, "read.path: is missing"),
        ("read", {"path": 3.5}, "is not of type string"),
        ("read", {"path": "x", "line": 0}, "is not from 1"),
        ("read", {"path": "x" * 30_000}, "has more than 20,000"),
        ("grep", {"pattern": "a", "mode": "fuzzy"}, "is not one of"),
        ("grep", {"pattern": "(", "mode": "raw"}, "is no regular expression"),
        ("grep", {"pattern": "a", "path": "nowhere"}, "no file or folder"),
        ("grep", {"pattern": "a", "cursor": "-1"}, "is no cursor"),
        ("grep", {"pattern": "a", "colour": "red"}, "is no argument"),
        ("describe", {"table": "stor_sales"}, "nearest names: store_sales"),
        ("path", {"start": "store_sales", "end": "nothing at all"}, "there is no table"),
        ("find", {"question": " "}, "is empty"),
    ],
)
def test_bad_arguments_are_said_clearly(
    files: CatalogFiles, name: str, arguments: dict[str, object], said: str
) -> None:
    with pytest.raises(BadInput, match=said):
        call(files, name, arguments)


def test_find_ranks_the_tables_of_a_question_and_joins_them(files: CatalogFiles) -> None:
    result = find(files, "Which brands of items do customers send back to shops most often?")
    tables = [one["table"] for one in result.items if "table" in one]
    assert {"store_returns", "item"} <= {*tables[:4]}
    joins = [one["path"] for one in result.items if "path" in one]
    assert any({"store_returns", "item"} == {*path} for path in joins)
