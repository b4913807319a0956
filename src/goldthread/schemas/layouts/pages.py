"""Pages for readers: the navigator and the indices, in Markdown whatever the format, each within its budget.

A list that does not fit is said shorter, then as titles alone, then on several pages with links to them.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from goldthread.schemas.catalog import Catalog, Domain, Table
from goldthread.schemas.formats.escapes import one_line

MARK = "<!-- What people write below this line is kept. -->"
NAVIGATOR = "navigator.md"
WIDTHS = (200, 100, 50, 0)
"""Characters of a description in a list, from the longest to titles alone."""
Size = Callable[[str], int]
_SENTENCE = re.compile(r"(?<=[.!?。！？])\s")


@dataclass(frozen=True)
class Line:
    """A line of a list: what it is about, for the names of pages, and its text by the width of descriptions."""

    about: str
    text: Callable[[int], str]


def shown(name: str, longest: int = 120) -> str:
    """A name on one line, cut where it is very long."""
    text = one_line(name)
    return text if len(text) <= longest else text[: longest - 1] + "…"


def summary(text: str, width: int) -> str:
    """The first sentence of a text in at most `width` characters, cut at a word."""
    if width <= 0 or not text:
        return ""
    flat = one_line(" ".join(text[: 8 * width].split()))
    first = _SENTENCE.split(flat, maxsplit=1)[0]
    if len(first) <= width:
        return first
    return (first[:width].rpartition(" ")[0] or first[: width - 1]) + "…"


def with_summary(title: str, text: str, width: int) -> str:
    """A title, with a colon and the summary where there is one."""
    said = summary(text, width)
    return f"{title}: {said}" if said else title


def _page(head: str, lines: Sequence[str], foot: str = "") -> str:
    body = "\n".join(lines)
    return f"{head}\n{body}\n{foot}" if body else f"{head}{foot}"


def paged(path: str, head: str, lines: Sequence[Line], size: Size, budget: int, foot: str = "") -> dict[str, str]:
    """A list as one page, or as several with links.

    Args:
        path: Path of its first page.
        head: What stands above the list; ends with a line break.
        lines: The list.
        size: Tokens of a text.
        budget: Tokens that a page may have.
        foot: What stands below the list on the first page.

    Returns:
        Text by path, the first page first.
    """
    for width in WIDTHS:
        text = _page(head, [line.text(width) for line in lines], foot)
        if size(text) <= budget:
            return {path: text}
    if len(lines) < 2:
        return {path: text}
    title = head.split("\n", 1)[0]
    room = budget - size(f"{title}, page 9999\n\n") - 8
    groups: list[list[Line]] = []
    used = room
    for line in lines:
        cost = size(line.text(WIDTHS[2]) + "\n")
        if used + cost > room:
            groups.append([])
            used = 0
        groups[-1].append(line)
        used += cost
    pages: dict[str, str] = {}
    links: list[Line] = []
    for number, group in enumerate(groups, 2):
        below = f"{path.removesuffix('.md')}~{number}.md"
        pages[below] = _page(f"{title}, page {number}\n", [line.text(WIDTHS[2]) for line in group])
        links.append(_link(below.rpartition("/")[2], number, group))
    top = paged(f"{path.removesuffix('.md')}~0.md", head, links, size, budget, foot) if len(groups) < len(lines) else {}
    if not top:
        return {path: _page(head, [line.text(0) for line in lines], foot)}
    first, *more = top.items()
    return {path: first[1], **dict(more), **pages}


def _link(name: str, number: int, group: list[Line]) -> Line:
    span = f"{shown(group[0].about, 60)} to {shown(group[-1].about, 60)}"
    return Line(group[0].about, lambda width: f"- [page {number}]({name}): {span}" if width else f"- {name}: {span}")


def _intro(title: str, description: str, note: str) -> str:
    said = [f"# {title}", ""]
    if description:
        said += [beginning(description, 300), ""]
    if note:
        said += [f"Note: {beginning(note, 300)}", ""]
    return "\n".join(said)


def beginning(text: str, longest: int) -> str:
    """The beginning of a text on one line."""
    flat = one_line(" ".join(text[: 4 * longest].split()))
    return flat if len(flat) <= longest else flat[: longest - 1] + "…"


def table_line(table: Table, files: Sequence[str], plain: bool) -> Line:
    """A table in an index.

    Args:
        table: The table.
        files: Its files as the index names them.
        plain: Whether its file is named as it is, so that the name says the file too.
    """
    title = f"- {shown(table.name)}"
    if len(files) > 1:
        title += f" ({len(files)} files: {files[0]} to {files[-1]})"
    elif not plain:
        title += f" ({files[0]})"
    return Line(table.name, lambda width: with_summary(title, table.description, width))


def index_pages(
    path: str, domain: Domain, lines: Sequence[Line], extension: str, size: Size, budget: int, foot: str
) -> dict[str, str]:
    """The index of a domain."""
    count = f"{len(lines):,} table{'' if len(lines) == 1 else 's'}"
    head = _intro(shown(domain.name), domain.description, domain.note)
    head += f"{count}. The file of a table is NAME{extension} in this folder, or the one in brackets.\n"
    return paged(path, head, lines, size, budget, foot)


def counts(catalog: Catalog) -> str:
    """What a catalog has, in words."""
    columns = sum(len(one.columns) for one in catalog.tables)
    keys = sum(len(one.foreign_keys) for one in catalog.tables)
    numbers = (
        (len(catalog.tables), "table"),
        (columns, "column"),
        (keys, "foreign key"),
        (len(catalog.domains), "domain"),
    )
    return ", ".join(f"{number:,} {word}{'' if number == 1 else 's'}" for number, word in numbers)


def navigator_pages(
    catalog: Catalog, places: dict[str, list[str]], how: str, size: Size, budget: int, foot: str
) -> dict[str, str]:
    """The navigator: every table with what it is about where that fits, else every domain.

    Args:
        catalog: The whole catalog.
        places: Files or the index of each domain, by its name.
        how: Where things are, a sentence or two.
        size: Tokens of a text.
        budget: Tokens that a page may have.
        foot: What stands below.
    """
    dialect = f" SQL: {shown(catalog.dialect)}." if catalog.dialect else ""
    head = _intro(shown(catalog.name) or "Catalog", catalog.description, catalog.note)
    head += f"{counts(catalog)}.{dialect} {how}\n"
    of: dict[str, list[Table]] = {one.name: [] for one in catalog.domains}
    for table in catalog.tables:
        of.setdefault(table.domain, []).append(table)
    by_name = {one.name: one for one in catalog.domains}
    domains = [by_name.get(name) or Domain(name) for name in of]
    if len(catalog.tables) <= budget // 8:
        for width in WIDTHS[:3]:
            text = _page(head, [_with_tables(domain, of[domain.name], places, width) for domain in domains], foot)
            if size(text) <= budget:
                return {NAVIGATOR: text}
    lines = [_domain_line(domain, len(of[domain.name]), places.get(domain.name, [])) for domain in domains]
    return paged(NAVIGATOR, head, lines, size, budget, foot)


def _with_tables(domain: Domain, tables: list[Table], places: dict[str, list[str]], width: int) -> str:
    where = ", ".join(places.get(domain.name, []))
    lines = [with_summary(f"\n## {shown(domain.name)}{f' ({where})' if where else ''}", domain.description, width)]
    lines += [with_summary(f"- {shown(table.name)}", table.description, width) for table in tables]
    return "\n".join(lines)


def _domain_line(domain: Domain, number: int, files: list[str]) -> Line:
    where = f" ({files[0]} to {files[-1]})" if len(files) > 1 else ""
    title = f"[{shown(domain.name, 60)}]({files[0]})" if files else shown(domain.name)
    return Line(
        domain.name, lambda width: with_summary(f"- {title}{where}, {number:,} tables", domain.description, width)
    )
