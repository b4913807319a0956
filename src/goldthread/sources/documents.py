"""Reading documents: Markdown and text for now of this module's first step."""

from pathlib import Path

from goldthread.schemas.job_file import read_text_file


def read_document(path: Path) -> str:
    """Markdown of a document."""
    return read_text_file(path, "document")
