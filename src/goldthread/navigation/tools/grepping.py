"""`grep`: a pattern in the files as they are, or in the catalog with the table and column of each hit."""

from collections import Counter
from pathlib import PurePosixPath

from goldthread.errors import BadInput, Where
from goldthread.navigation.entries import ABOUT, NAME, Found, Hit, key_text
from goldthread.navigation.files import SAVED, CatalogFiles, Texts
from goldthread.navigation.search import Clock, Pattern
from goldthread.navigation.tools.describing import column_text
from goldthread.navigation.tools.result import Block, Bounds, Result, clip, joined, number_of, pack
from goldthread.navigation.workspace import steps_of

MODES = ("breadcrumb", "raw")
MOST_LINES = 5_000
"""Lines that are counted; beyond it is said that there are more."""
LONGEST_LINE = 300
SHOWN = 6
"""Columns and keys shown of one table."""
_DEFAULT = Bounds()


def grep(
    files: CatalogFiles,
    pattern: str,
    mode: str = "breadcrumb",
    path: str = "",
    ignore_case: bool = True,
    cursor: str = "",
    *,
    bounds: Bounds = _DEFAULT,
) -> Result:
    """Look for a regular expression.

    Args:
        files: The catalog.
        pattern: The expression; `^` and `$` are the ends of a line.
        mode: `breadcrumb`: tables that match, each once with its domain and the columns that match, those with most of
            the pattern's alternatives first. `raw`: lines of files as they are, by file and line.
        path: File or folder to look in; empty for all.
        ignore_case: Whether case does not matter.
        cursor: Of the result before.
        bounds: How much there may be.

    Raises:
        BadInput: The pattern cannot be used or takes too long, or there is no such mode or path.
    """
    if mode not in MODES:
        raise BadInput(
            f"there is no mode {mode[:40]!r}", where=Where(field="mode"), remedy=f"modes: {', '.join(MODES)}"
        )
    one = Pattern(pattern, ignore_case=ignore_case)
    number_of(cursor)
    if mode == "raw":
        key = ("raw", pattern, ignore_case, path)
        texts, found, capped = files.searched(key, lambda: _found(files.texts(), one, path))
        return _raw(texts, found, capped, cursor, bounds)
    key = ("breadcrumb", pattern, ignore_case, path)
    return _breadcrumb(files, files.searched(key, lambda: _hits(files, one, path)), cursor, bounds)


def _stretch(texts: Texts, path: str) -> tuple[int, int]:
    """Numbers of the first file below a path and of the one behind the last.

    Raises:
        BadInput: There is none.
    """
    steps = "/".join(steps_of(path))
    if not steps:
        return 0, len(texts.paths)
    below = [at for at, one in enumerate(texts.paths) if one == steps or one.startswith(f"{steps}/")]
    if not below:
        raise BadInput(f"there is no file or folder {steps[:120]!r}", where=Where(field="path"), remedy="see `list`")
    return below[0], below[-1] + 1


def _found(texts: Texts, pattern: Pattern, path: str) -> tuple[Texts, list[tuple[int, int]], bool]:
    """Lines that match, and whether there are more."""
    first, last = _stretch(texts, path)
    stretches = [(first, last)]
    if not path:
        saved = [at for at, one in enumerate(texts.paths) if one.startswith(SAVED)]
        if saved:
            stretches = [(first, saved[0]), (saved[-1] + 1, last)]
    clock = Clock()
    found: list[tuple[int, int]] = []
    for low, high in stretches:
        if low < high:
            for hit in pattern.lines(texts.whole, texts.starts[low], texts.ends[high - 1], clock, texts.lower):
                found.append(hit)
                if len(found) > MOST_LINES:
                    break
    return texts, found[:MOST_LINES], len(found) > MOST_LINES


def _raw(texts: Texts, found: list[tuple[int, int]], capped: bool, cursor: str, bounds: Bounds) -> Result:
    counted: dict[int, tuple[int, int]] = {}

    def block(at: int) -> Block:
        begin, end = found[at]
        number = texts.at(begin)
        place, line = counted.get(number, (texts.starts[number], 1))
        line += texts.whole.count("\n", place, begin)
        counted[number] = (begin, line)
        text = texts.whole[begin : min(end, begin + 4 * LONGEST_LINE)]
        text = text if len(text) <= LONGEST_LINE else text[: LONGEST_LINE - 1] + "…"
        item = {"path": texts.paths[number], "line": line, "text": text}
        return Block(f"{texts.paths[number]}:{line}:{text}", item)

    if not found:
        return Result("No line matches.")
    return pack("", len(found), block, cursor, bounds, what="matching lines", capped=capped)


def _hits(files: CatalogFiles, pattern: Pattern, path: str) -> Found:
    """Tables that match."""
    found = files.entries().search(pattern, Clock())
    if not path:
        return found
    texts = files.texts()
    first, last = _stretch(texts, path)
    inside = set(texts.paths[first:last])
    return found.within({one.name for one in found.tables() if files.file_of(one.name) in inside})


def _breadcrumb(files: CatalogFiles, found: Found, cursor: str, bounds: Bounds) -> Result:
    count = len(found.numbers)
    if not count:
        return Result("No table matches. Try fewer letters, another word, or mode raw for the text of the files.")
    domains = Counter(table.domain for table in found.tables())
    most = [f"{name} {number}" for name, number in sorted(domains.items(), key=lambda one: (-one[1], one[0]))]
    head = f"{count:,}{'+' if found.capped else ''} table{'' if count == 1 else 's'} match"
    head += f" in {len(domains):,} domains: {joined(most)}" if count > 1 else ""
    return pack(
        clip(head, 400),
        count,
        lambda at: _hit(files, found.hit(at)),
        cursor,
        bounds,
        what="tables",
        capped=found.capped,
    )


def _hit(files: CatalogFiles, hit: Hit) -> Block:
    table = hit.table
    file = files.file_of(table.name)
    where = "" if PurePosixPath(file).stem == table.name else f" ({file})"
    about = f": {clip(table.description, 120)}" if table.description and hit.kinds & {NAME, ABOUT} else ""
    shown = [f"{table.domain} > {table.name}{where}{about}"]
    columns = [table.columns[at] for at in sorted(hit.columns)]
    keys = [table.foreign_keys[at] for at in sorted(hit.keys)]
    keys = [key for key in keys if not any(column.name in key.columns for column in columns)]
    shown += [f"  {column_text(table, one, 100)}" for one in columns[:SHOWN]]
    shown += [f"  FK {clip(key_text(one), 160)}" for one in keys[: max(SHOWN - len(columns), 0)]]
    more = len(columns) + len(keys) - (len(shown) - 1)
    shown += [f"  ... {more:,} more columns and keys"] if more > 0 else []
    item = {
        "domain": table.domain,
        "table": table.name,
        "file": file,
        "columns": [one.name for one in columns],
        "keys": [key_text(one) for one in keys],
        "found": sorted(hit.texts)[:20],
    }
    return Block("\n".join(shown), item)
