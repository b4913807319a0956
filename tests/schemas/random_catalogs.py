"""Catalogs of every shape, for hypothesis."""

from hypothesis import strategies as st

from goldthread.schemas.catalog import Catalog, Column, Domain, ForeignKey, Table

HARD = [
    "", " ", "  x ", "select", "table", "no", "null", "~", "true", "12", "1e3", "0x1F", "2024-01-01", "a|b", 'say "hi"', "it's",
    "a: b", "# x", "a #b", "- a", "a.b", "a..b", ".", "x\ny", "\n", "\r\n", "\t", "\\", "\\n", "\\u0041", "[a]", "{a}", "(a)", "a,b", ",",
    "-- x", "--", "/* */", "é", "表", "\U0001f600", "\u2028", "\xa0", "\u3000x\u3000", "\x85", "\ufeff", "\x00", "\x1b", "note: x", "Catalog", "Domain x",
    "DECIMAL(7,2)", "timestamp with time zone", "STRUCT<a INT64, b ARRAY<STRING>>", "ENUM('a', 'b')", "NOT NULL", "UNKNOWN", "x)", "x;",
    "int DEFAULT 1", "<<", "=", "!x", "&x", "*x", "%x", "@x", "`x`", "| a |", "| --- |", "## Table x", "PRIMARY", "U&", "<a", "a>",
]  # fmt: skip
texts = st.one_of(
    st.sampled_from(HARD),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
    st.from_regex(r"[a-z_]{1,12}", fullmatch=True),
)
names = texts
lists = st.lists(names, max_size=3).map(tuple)
columns = st.builds(
    Column,
    names,
    type=texts,
    description=texts,
    nullable=st.booleans(),
    samples=st.lists(texts, max_size=3).map(tuple),
    note=texts,
)
keys = st.builds(ForeignKey, lists, names, lists, texts)


def tables(domains: list[str]) -> st.SearchStrategy[Table]:
    """Tables of some of these domains, or of none."""
    return st.builds(
        Table,
        names,
        domain=st.sampled_from(domains) if domains else st.just(""),
        description=texts,
        columns=st.lists(columns, max_size=4, unique_by=lambda one: one.name).map(tuple),
        primary_key=lists,
        foreign_keys=st.lists(keys, max_size=3).map(tuple),
        kind=st.sampled_from(["table", "view", "record"]),
        note=texts,
    )


@st.composite
def catalogs(draw: st.DrawFn, most: int = 5) -> Catalog:
    """Whole catalogs."""
    groups = draw(st.lists(st.builds(Domain, names, texts, texts), max_size=3, unique_by=lambda one: one.name))
    found = draw(st.lists(tables([one.name for one in groups]), max_size=most, unique_by=lambda one: one.name))
    return Catalog(draw(texts), draw(texts), tuple(groups), tuple(found), draw(texts), draw(texts))
