"""A table of rated texts: a row a text, a column a checklist item, and the column `rating`."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from goldthread.errors import BadInput, Where
from goldthread.schemas.job_file import read_text_file

RATING = "rating"
GREATEST_SCORE, GREATEST_RATING = 4, 1_000_000
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?")


@dataclass(frozen=True)
class Ratings:
    """Rated texts: `scores` has shape (texts, items), `ratings` one number a text."""

    file: str
    items: tuple[str, ...]
    scores: tuple[tuple[float, ...], ...]
    ratings: tuple[float, ...]


def read_ratings(path: Path) -> Ratings:
    """Read a CSV file (UTF-8, commas, names in the first row); every column but `rating` is an item.

    Raises:
        BadInput: The file cannot be read, a column is missing or named twice, a cell is no number, an item's score is not
            from 0 to 4, or a rating not from 0 to 1,000,000; with line and column.
    """
    rows = _rows(read_text_file(path, "file of ratings"), str(path))
    line, header = next(rows, (1, []))
    names = [name.strip() for name in header]
    _check_header(names, Where(str(path), line))
    at = names.index(RATING)
    scores, ratings = [], []
    for line, cells in rows:
        where = Where(str(path), line)
        if len(cells) != len(names):
            raise BadInput(
                f"has {len(cells)} cells where the first row has {len(names)}",
                where=where,
                remedy="give each row a cell for each column",
            )
        values = [
            _number(cell, Where(str(path), line, name), GREATEST_RATING if name == RATING else GREATEST_SCORE)
            for name, cell in zip(names, cells, strict=True)
        ]
        ratings.append(values.pop(at))
        scores.append(tuple(values))
    if not scores:
        raise BadInput("holds no ratings", where=Where(str(path)), remedy="give one row for each rated text")
    return Ratings(str(path), tuple(name for name in names if name != RATING), tuple(scores), tuple(ratings))


def _rows(text: str, file: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(text.splitlines(keepends=True), strict=True)
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                yield reader.line_num, row
    except csv.Error as error:
        where = Where(file, reader.line_num)
        raise BadInput(f"is not CSV: {error}", where=where, remedy="save the table as CSV with commas") from error


def _check_header(names: list[str], where: Where) -> None:
    if RATING not in names:
        raise BadInput(
            f"has no column `{RATING}`",
            where=where,
            remedy=f"name the columns in the first row: an item each, and `{RATING}`; separate them with commas",
        )
    if len(names) < 2:
        raise BadInput("has no column of item scores", where=where, remedy="give one column for each checklist item")
    for name in names:
        if not name or names.count(name) > 1:
            problem = f"names column {name!r} twice" if name else "has a column without a name"
            raise BadInput(problem, where=where, remedy="give every column a name of its own")


def _number(cell: str, where: Where, greatest: int) -> float:
    """A cell's number, from 0 to `greatest`."""
    text = cell.strip()
    if not _NUMBER.fullmatch(text):
        raise BadInput(
            f"is {text!r:.40}, not a number" if text else "is empty",
            where=where,
            remedy="give a number; take columns that are no scores (ids, texts) out of the file",
        )
    value = float(text)
    if not 0 <= value <= greatest:
        raise BadInput(
            f"is {text:.40}; it must be from 0 to {greatest:,}",
            where=where,
            remedy="give item scores from 0 to 1 (or 0 to 4); take columns that are no scores (ids, texts) out of the file",
        )
    return value
