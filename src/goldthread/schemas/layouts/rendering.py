"""The texts of a catalog's files: data files split to their budget, and the pages for readers."""

from collections.abc import Mapping, Sequence
from typing import NoReturn

from goldthread.errors import BadInput
from goldthread.schemas.catalog import Catalog, Domain
from goldthread.schemas.formats.format import Format
from goldthread.schemas.layouts import pages
from goldthread.schemas.layouts.manifest import digest_of
from goldthread.schemas.layouts.paths import part_path
from goldthread.schemas.layouts.plan import FOLDER, Planned
from goldthread.schemas.layouts.splitting import split
from goldthread.tokens import count_tokens

NAVIGATOR_TOKENS = 4_000
FILE_TOKENS = 6_000
HOW = {
    "single": "All tables are in {head}.",
    "domain": "The files of each domain hold its tables. Search them rather than reading them whole.",
    "tables": "Each domain has an index of its tables; each table has a file beside the index.",
}


def text_size(text: str) -> int:
    """Tokens of a text; where there are far too many for any budget, as many as there are at least likely."""
    length = len(text.encode())
    return count_tokens(text) if length < 100 * FILE_TOKENS else length // 4


def data_files(planned: Planned, format: Format, budget: int | None) -> dict[str, str]:
    """Text by path of a unit; one file where there is no budget.

    Raises:
        BadInput: A name or value of it is larger than a file may be.
    """
    if budget is None:
        return {planned.path: format.write(planned.part)}
    text = format.write(planned.part)
    if len(text.encode()) <= budget or text_size(text) <= budget:
        return {planned.path: text}
    parts = split(planned.part, lambda part: text_size(format.write(part)), budget)
    for part in parts:
        if text_size(format.write(part)) > budget:
            _refuse(part, budget)
    return {part_path(planned.path, number): format.write(part) for number, part in enumerate(parts, 1)}


def _refuse(part: Catalog, budget: int) -> NoReturn:
    """A piece that cannot be split and is too large: names and single sample values stay whole."""
    what = f"the table {part.tables[0].name[:80]!r}" if part.tables else "the catalog's head"
    raise BadInput(
        f"{what} has a name, a list of names or a sample value that no file of {budget:,} tokens can hold",
        remedy="shorten it in the source, or build with --layout domain or single, which have no such budget",
    )


def foot_of(text: str) -> str:
    """What people wrote below the line of a page."""
    return text.partition(f"{pages.MARK}\n")[2]


def above(text: str) -> str:
    """What stands above the line of a page."""
    return text.partition(pages.MARK)[0]


def _foot(words: str) -> str:
    return f"\n{pages.MARK}\n{words}"


def index_files(
    planned: Sequence[Planned], files: Mapping[str, list[str]], domain: Domain, extension: str, words: str = ""
) -> dict[str, str]:
    """Text by path of a domain's index.

    Args:
        planned: The domain's units, one a table, at least one.
        files: Files of each unit by the path of its first.
        domain: The domain.
        extension: Of data files.
        words: What people wrote below its line.
    """
    folder = planned[0].path.rpartition("/")[0]
    lines = []
    for one in planned:
        (table,) = one.part.tables
        names = [path.rpartition("/")[2] for path in files[one.path]]
        lines.append(pages.table_line(table, names, f"{table.name}{extension}" == names[0]))
    budget = max(FILE_TOKENS - text_size(words), FILE_TOKENS // 2)
    return pages.index_pages(f"{folder}/index.md", domain, lines, extension, text_size, budget, _foot(words))


def index_made(planned: Sequence[Planned], files: Mapping[str, list[str]], domain: Domain) -> str:
    """Hash of what an index is made of."""
    rows = [[one.part.tables[0].name, one.part.tables[0].description, files[one.path]] for one in planned]
    return digest_of(FILE_TOKENS, domain.name, domain.description, domain.note, rows)


def navigator_files(
    catalog: Catalog, layout: str, head: str, places: dict[str, list[str]], words: str = ""
) -> dict[str, str]:
    """Text by path of the navigator.

    Args:
        catalog: The whole catalog.
        layout: Name of its layout.
        head: Path of its first data file.
        places: Files or index of each domain.
        words: What people wrote below its line.
    """
    budget = max(NAVIGATOR_TOKENS - text_size(words), NAVIGATOR_TOKENS // 2)
    how = HOW[layout].format(head=head)
    return pages.navigator_pages(catalog, places, how, text_size, budget, _foot(words))


def domain_places(layout: str, planned: Sequence[Planned]) -> dict[str, list[str]]:
    """Where the navigator sends a reader for each domain."""
    places: dict[str, list[str]] = {}
    for one in planned:
        if layout == "domain" and one.path.startswith(f"{FOLDER}/"):
            places.setdefault(one.domain, []).append(one.path)
        elif layout == "tables" and one.path.startswith(f"{FOLDER}/"):
            places.setdefault(one.domain, [f"{one.path.rpartition('/')[0]}/index.md"])
    return places
