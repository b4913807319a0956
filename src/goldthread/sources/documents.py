"""Reading documents of several formats as Markdown: bounded, and refused with a message where they cannot be read."""

import codecs
import re
from pathlib import Path

from goldthread.errors import BadInput, Where

MAX_BYTES = 20_000_000
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)


def read_document(path: Path) -> str:
    """Markdown of a document: `.html` and `.htm`, `.docx`, and all else as Markdown or plain text.

    Raises:
        BadInput: It is missing, too large, in another encoding than it says, or damaged.
    """
    data = _bytes_of(path)
    kind = path.suffix.lower()
    if kind == ".docx":
        from goldthread.sources.docx import docx_to_markdown

        return docx_to_markdown(path)
    if kind in (".doc", ".odt", ".rtf", ".pdf", ".epub"):
        raise BadInput(f"{kind} is not read", where=Where(str(path)), remedy="save it as DOCX, HTML, Markdown or text")
    text = _decoded(data, path, html=kind in (".html", ".htm", ".xhtml"))
    if kind in (".html", ".htm", ".xhtml"):
        from goldthread.sources.html import html_to_markdown

        return html_to_markdown(text)
    return text


def _bytes_of(path: Path) -> bytes:
    where = Where(str(path))
    try:
        if not path.exists():
            raise BadInput("there is no such document", where=where, remedy="correct the path")
        if not path.is_file():
            raise BadInput("is not a file; a document is needed", where=where, remedy="name the file itself")
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise BadInput(
                f"is {size:,} bytes; a document has at most {MAX_BYTES:,}",
                where=where,
                remedy="split the document into several files",
            )
        return path.read_bytes()
    except (OSError, ValueError) as error:
        told = getattr(error, "strerror", None) or str(error)
        raise BadInput(f"cannot be read: {told}", where=where, remedy="check its permissions") from error


def _decoded(data: bytes, path: Path, *, html: bool) -> str:
    encoding = next((name for mark, name in _BOMS if data.startswith(mark)), "")
    if not encoding and html and (found := _CHARSET.search(data[:4096])):
        encoding = found[1].decode("ascii")
    try:
        text = data.decode(encoding or "utf-8")
    except (LookupError, UnicodeError) as error:
        at = error.start if isinstance(error, UnicodeDecodeError) else 0
        told = f"is not {encoding} text, as it says" if encoding else "is not UTF-8 text"
        where = Where(str(path), data[:at].count(b"\n") + 1)
        raise BadInput(told, where=where, remedy="save it as UTF-8") from error
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise BadInput("holds a NUL byte", where=Where(str(path), line), remedy="save it as plain UTF-8 text")
    return text
