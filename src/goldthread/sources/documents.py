"""Reading documents of people: Markdown and text as they are, HTML and DOCX as the Markdown that says the same."""

from pathlib import Path

from goldthread.errors import BadInput, Where
from goldthread.schemas.job_file import read_text_file

PLAIN = (".md", ".markdown", ".txt", ".text", ".rst", "")
HTML = (".html", ".htm", ".xhtml")
DOCX = (".docx",)
MOST_BYTES = 80_000_000


def read_document(path: Path) -> str:
    """Markdown of a document: headings, paragraphs, lists, tables, quotations and code; emphasis and links as text.

    Raises:
        BadInput: It cannot be read, is no text, is too large or nested too deep, or its kind is not known.
    """
    kind = path.suffix.lower()
    if kind in HTML:
        from goldthread.sources.html_document import html_to_markdown

        return html_to_markdown(_bytes(path), str(path))
    if kind in DOCX:
        from goldthread.sources.docx_document import docx_to_markdown

        return docx_to_markdown(_bytes(path), str(path))
    if kind in PLAIN:
        return read_text_file(path, "document", most=MOST_BYTES)
    raise BadInput(
        f"documents of the kind {kind!r} are not read",
        where=Where(str(path)),
        remedy="convert it to .md, .txt, .html or .docx",
    )


def _bytes(path: Path) -> bytes:
    where = Where(str(path))
    if not path.is_file():
        found = "is not a file" if path.exists() else "there is no such document"
        raise BadInput(found, where=where, remedy="correct the path")
    try:
        if path.stat().st_size > MOST_BYTES:
            raise BadInput(f"is larger than {MOST_BYTES:,} bytes", where=where, remedy="split it")
        return path.read_bytes()
    except OSError as error:
        raise BadInput(f"cannot be read: {error.strerror}", where=where, remedy="check its permissions") from error
