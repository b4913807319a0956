"""What a format is, and the bounds of what any of them reads."""

from collections.abc import Callable
from dataclasses import dataclass

from goldthread.errors import BadInput, Where
from goldthread.schemas.catalog import Catalog

MAX_CHARACTERS = 256_000_000
MAX_DEPTH = 16


@dataclass(frozen=True)
class Format:
    """A format: two pure functions, and what it cannot carry.

    Attributes:
        name: As the command line says it.
        extension: Of its files, with the point.
        write: A catalog as text.
        read: The catalog of a text; the second argument is the file's name, for errors.
        losses: What does not come back; empty for all but `toon-paper`.
    """

    name: str
    extension: str
    write: Callable[[Catalog], str]
    read: Callable[[str, str], Catalog]
    losses: tuple[str, ...] = ()


def check_size(text: str, file: str) -> None:
    """Refuse what no catalog file is.

    Raises:
        BadInput: The text is too large, or binary.
    """
    if len(text) > MAX_CHARACTERS:
        raise BadInput(
            f"has more than {MAX_CHARACTERS:,} characters",
            where=Where(file or None),
            remedy="build the catalog in the layout 'tables', which keeps files small",
        )
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise BadInput(
            "holds a NUL byte: this is no catalog file",
            where=Where(file or None, line),
            remedy="put the file back from your backup, or run goldthread catalog build again",
        )


def check_end(text: str, file: str, mark: str, *, ended: bool) -> None:
    """Refuse a file that was cut short: every file of a format without a bracket around it ends with a mark.

    Args:
        text: The whole text.
        file: Its name, for errors.
        mark: The line that ends a file of this format.
        ended: Whether it is there.

    Raises:
        BadInput: It is not.
    """
    if not ended:
        remedy = f"put it back from your backup; if nothing is missing, end it with a line {mark}"
        message = f"may have been cut short: it has no line {mark} at its end"
        raise broken(file, text.removesuffix("\n").count("\n") + 1, message, remedy)


def broken(file: str, line: int | None, message: str, remedy: str, field: str | None = None) -> BadInput:
    """The error of a catalog file that cannot be used."""
    return BadInput(message, where=Where(file or None, line, field), remedy=remedy)
