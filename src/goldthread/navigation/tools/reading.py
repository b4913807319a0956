"""`read`: a file of a catalog, a page at a time."""

from goldthread.errors import BadInput, Where
from goldthread.navigation.files import CatalogFiles
from goldthread.navigation.names import near_names
from goldthread.navigation.tools.result import Bounds, Result, number_of
from goldthread.tokens import count_tokens

_FOOT = 40
_DEFAULT = Bounds()


def read_file(files: CatalogFiles, path: str, line: int = 1, cursor: str = "", *, bounds: Bounds = _DEFAULT) -> Result:
    """A file's text as it is, whole lines where they fit.

    Args:
        files: The catalog.
        path: The file, as `list` shows it.
        line: Line to begin at, from 1.
        cursor: Of the result before; goes before `line`.
        bounds: How much there may be.

    Raises:
        BadInput: There is no such file.
    """
    text = _text(files, path)
    start = number_of(cursor) if cursor else _start_of(text, line)
    if start > len(text):
        remedy = f"the file has {text.count(chr(10)) + 1:,} lines; begin without line and cursor"
        raise BadInput(
            "is beyond the end of the file", where=Where(path, field="cursor" if cursor else "line"), remedy=remedy
        )
    end = _end(text, start, bounds)
    shown = text[start:end]
    first = text.count("\n", 0, start) + 1
    left = len(text) - end
    item = {"path": path, "line": first, "text": shown}
    if not left:
        return Result(shown, [item])
    lines = text.count("\n", end) + (0 if text.endswith("\n") else 1)
    foot = f"... {lines:,} more lines; for the next: cursor={end}"
    return Result(f"{shown}{'' if shown.endswith(chr(10)) else chr(10)}{foot}", [item], str(end), lines)


def _text(files: CatalogFiles, path: str) -> str:
    try:
        return files.workspace.read(path).decode(errors="replace")
    except BadInput as error:
        known = [one for one in files.texts().paths if one.casefold() == path.casefold()]
        near = known or _of_table(files, path)
        if not near:
            raise
        raise BadInput(error.message, remedy=f"perhaps you mean: {', '.join(near)}") from error


def _of_table(files: CatalogFiles, name: str) -> list[str]:
    """Files of the tables whose name is near a path's last step."""
    last = name.rstrip("/").rpartition("/")[2]
    stem = last.rpartition(".")[0] or last
    try:
        catalog = files.catalog()
    except BadInput:
        return []
    return list(dict.fromkeys(files.file_of(one) for one in near_names(catalog, stem, 3)))


def _start_of(text: str, line: int) -> int:
    """Where a line begins; beyond the end where there is no such line."""
    place = 0
    for _ in range(min(max(line, 1), len(text) + 2) - 1):
        place = text.find("\n", place) + 1
        if not place:
            return len(text) + 1
    return place


def _end(text: str, start: int, bounds: Bounds) -> int:
    """Where a page ends: after a whole line, or within one that is longer than a page."""
    end = min(len(text), start + 6 * bounds.tokens, start + bounds.bytes)
    while end > start:
        whole = text.rfind("\n", start, end) + 1 if end < len(text) else end
        stop = whole if whole > start else end
        part = text[start:stop]
        tokens = count_tokens(part)
        if tokens + _FOOT <= bounds.tokens and len(part.encode()) + 100 <= bounds.bytes:
            return stop
        end = min(stop - 1, start + (stop - start) * max(bounds.tokens - _FOOT, 1) // max(tokens, 1))
        end = max(end, start + 1) if end <= start and stop - start > 1 else end
    return min(len(text), start + 1)
