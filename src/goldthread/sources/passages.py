"""Reading source files and cutting them into passages with ids."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from goldthread.errors import BadInput, Where
from goldthread.schemas.base import Record
from goldthread.sources.documents import read_document

SUFFIXES = (".md", ".txt", ".rst", ".csv", ".tsv", ".json", ".yaml", ".yml", ".toml", "")
DOCUMENTS = (".html", ".htm", ".xhtml", ".docx")
"""Read as Markdown; the spans of their passages are those of the Markdown."""
MAX_BYTES = 20_000_000


class Passage(Record):
    """A piece of a source: `text` stands in `file` at `start`..`end` (characters). `id` is what a citation names."""

    id: str
    file: str
    start: int
    end: int
    text: str


def read_sources(paths: Sequence[str], *, root: Path) -> list[Passage]:
    """Read files and folders (recursively, sorted) below `root` and cut them into passages `s1`, `s2`, ...

    Raises:
        BadInput: A path is missing, leaves `root` (a link that does so included), or is no UTF-8 text.
    """
    passages: list[Passage] = []
    base = root.resolve()
    for field, file in _files(paths, base, root):
        passages += _read(file, base, len(passages), field)
    return passages


def source_files(paths: Sequence[str], *, root: Path) -> list[Path]:
    """The files that `read_sources` reads.

    Raises:
        BadInput: See there.
    """
    return [file for _, file in _files(paths, root.resolve(), root)]


def _files(paths: Sequence[str], base: Path, root: Path) -> Iterator[tuple[str, Path]]:
    """Field of the job, and file."""
    for index, given in enumerate(paths):
        field = f"sources[{index}]"
        path = (base / given).resolve()
        if not path.is_relative_to(base):
            raise BadInput(
                "lies outside the job's folder",
                where=Where(given, field=field),
                remedy=f"copy it below {root} or run the job from a folder that holds it",
            )
        if not path.exists():
            raise BadInput(
                "there is no such file or folder", where=Where(given, field=field), remedy="correct the path"
            )
        files = sorted(one for one in path.rglob("*") if one.is_file()) if path.is_dir() else [path]
        for file in files:
            if path.is_dir() and (
                file.suffix.lower() not in (*SUFFIXES, *DOCUMENTS) or not file.resolve().is_relative_to(base)
            ):
                continue
            yield field, file


def _read(file: Path, base: Path, taken: int, field: str) -> list[Passage]:
    name = str(file.relative_to(base))
    try:
        if file.stat().st_size > MAX_BYTES:
            raise BadInput(f"is larger than {MAX_BYTES:,} bytes", where=Where(name, field=field), remedy="split it")
        text = read_document(file) if file.suffix.lower() in DOCUMENTS else file.read_bytes().decode("utf-8-sig")
    except BadInput as error:
        raise BadInput(error.message, where=Where(name, error.where.line, field), remedy=error.remedy) from error
    except UnicodeDecodeError as error:
        raise BadInput("is not UTF-8 text", where=Where(name, field=field), remedy="convert it to UTF-8") from error
    except OSError as error:
        raise BadInput(f"cannot be read: {error.strerror}", where=Where(name, field=field)) from error
    return [
        Passage(id=f"s{taken + n}", file=name, start=start, end=end, text=text[start:end])
        for n, (start, end) in enumerate(cut_passages(text), 1)
    ]


def cut_passages(text: str, *, longest: int = 900) -> list[tuple[int, int]]:
    """Spans of at most `longest` characters that end at paragraphs, else sentences, else anywhere."""
    spans: list[tuple[int, int]] = []
    for block in re.finditer(r"\S(?:.|\n(?!\s*\n))*", text):
        start, end = block.span()
        while end - start > longest:
            window = text[start : start + longest]
            cut = max((match.end() for match in re.finditer(r"[.!?。！？]\s*", window)), default=0)
            cut = cut if cut > longest // 3 else (window.rfind(" ") + 1 or longest)
            spans.append((start, start + len(window[:cut].rstrip())))
            start += cut
        if text[start:end].strip():
            last = spans[-1] if spans else None
            joined = last and last[1] <= start and end - last[0] <= longest // 2
            if last and joined:
                spans[-1] = (last[0], end)
            else:
                spans.append((start, end))
    return spans
