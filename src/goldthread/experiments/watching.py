"""Files that cells are made from, looked at while a grid runs: a change stops the run, and nothing wrong is kept."""

import hashlib
import os
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from goldthread.errors import BadInput, Where
from goldthread.experiments.work import InputFile

_DIGITS = 20
Stamp = tuple[int, int, int, int]
_UNSEEN: Stamp = (0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Change:
    """A file that is not what it was.

    Attributes:
        name: Of the input, as in a task's identity.
        path: Of the file.
        gone: Whether there is none any more.
        since: Time before which everything was as it should be.
    """

    name: str
    path: str
    gone: bool
    since: float

    def error(self, again: int) -> BadInput:
        """What the run is stopped with.

        Args:
            again: Cells whose results are not trusted and which are open again.
        """
        found = "is gone" if self.gone else "was changed: its hash differs"
        kept = f"; {again:,} results from then on are not kept" if again else ""
        return BadInput(
            f"an input ({self.name}) {found} while the grid ran{kept}",
            where=Where(self.path),
            remedy="put it back as it was, then go on with: goldthread experiment resume GRID; or give the grid "
            "another name (cells that are the same are not run again)",
        )


class InputWatch:
    """Files with their hashes; a file is read again only where its time or size says that it may have changed."""

    def __init__(self) -> None:
        self._files: dict[str, tuple[str, str, Stamp]] = {}
        self._fine = time.time()

    def take(self, files: Iterable[InputFile]) -> None:
        """Watch these, too. Those without a hash are hashed now; one that is not there is not watched."""
        for one in files:
            if one.path in self._files:
                continue
            # Taken before the hash: what is written between the two is seen as a change.
            stamp = _stamp(one.path)
            hash_ = one.hash or _hash(one.path)
            if stamp is not None and hash_:
                if one.hash and stamp[1] >= (self._fine - 1) * 1e9:
                    stamp = _UNSEEN  # written just now: whether before or after its hash was found, a look will tell
                self._files[one.path] = one.name, hash_, stamp

    def look(self) -> Change | None:
        """The first file that is not what it was."""
        begun = time.time()
        for path, (name, hash_, stamp) in self._files.items():
            now = _stamp(path)
            if now == stamp:
                continue
            if now is None or _hash(path) != hash_:
                return Change(name, path, now is None, self._fine)
            self._files[path] = name, hash_, now
        self._fine = begun
        return None


def _stamp(path: str) -> Stamp | None:
    try:
        found = os.stat(path)  # noqa: PTH116 - ten thousand files, every few seconds
    except OSError:
        return None
    return found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino


def _hash(path: str) -> str:
    """The first digits of its SHA-256; empty where it cannot be read."""
    try:
        with Path(path).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()[:_DIGITS]
    except OSError:
        return ""
