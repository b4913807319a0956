"""Catalogs as text and back: YAML, JSON, Markdown, TOON, DDL, and the bespoke shape of the published study.

Every format is two pure functions, `write(catalog) -> str` and `read(text, file) -> Catalog`. What a file holds is a
`Catalog` too, with a few of the tables or a few of the domains and an empty head. All but `toon-paper` give back
exactly what was written; `toon-paper` says what it loses in `as_toon_paper.LOSSES`. The same catalog gives the same
bytes.
"""

from goldthread.errors import BadInput
from goldthread.schemas.catalog import Catalog
from goldthread.schemas.formats import as_ddl, as_json, as_markdown, as_toon, as_toon_paper, as_yaml
from goldthread.schemas.formats.format import Format

FORMATS: dict[str, Format] = {
    one.name: one
    for one in (
        Format("yaml", ".yaml", as_yaml.write, as_yaml.read),
        Format("json", ".json", as_json.write, as_json.read),
        Format("markdown", ".md", as_markdown.write, as_markdown.read),
        Format("toon", ".toon", as_toon.write, as_toon.read),
        Format("ddl", ".sql", as_ddl.write, as_ddl.read),
        Format("toon-paper", ".txt", as_toon_paper.write, as_toon_paper.read, as_toon_paper.LOSSES),
    )
}
"""The formats by name."""


def get_format(name: str) -> Format:
    """The format of a name.

    Raises:
        BadInput: There is none.
    """
    if name not in FORMATS:
        raise BadInput(f"there is no format {name!r}", remedy=f"formats are: {', '.join(FORMATS)}")
    return FORMATS[name]


def write(catalog: Catalog, format: str) -> str:
    """A catalog, or a part of one, as text.

    Raises:
        BadInput: There is no such format.
    """
    return get_format(format).write(catalog)


def read(text: str, format: str, file: str = "") -> Catalog:
    """The catalog, or the part of one, that a text holds.

    Args:
        text: The text.
        format: Name of its format.
        file: Name of its file, for errors.

    Raises:
        BadInput: There is no such format, or the text is not of it; with file, line and remedy.
    """
    return get_format(format).read(text, file)
