"""Writes that are there whole or not at all: temporary file, fsync, rename, fsync of the folder."""

import contextlib
import os
import uuid
from pathlib import Path

from goldthread.errors import StorageError, Where


class Filesystem:
    """The few calls through which goldthread changes files; tests put one that fails in its place."""

    def write(self, descriptor: int, data: bytes) -> int:
        """`os.write`."""
        return os.write(descriptor, data)

    def sync(self, descriptor: int) -> None:
        """`os.fsync`."""
        os.fsync(descriptor)

    def rename(self, source: Path, target: Path) -> None:
        """`Path.replace`."""
        source.replace(target)


filesystem = Filesystem()


def write_all(descriptor: int, data: bytes) -> None:
    """Write all of `data`, however many calls it takes.

    Raises:
        OSError: As the filesystem says.
    """
    view = memoryview(data)
    while view:
        view = view[filesystem.write(descriptor, bytes(view)) :]


def sync_folder(folder: Path) -> None:
    """Make a rename in a folder durable."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        filesystem.sync(descriptor)
    finally:
        os.close(descriptor)


def storage_error(path: Path, error: OSError) -> StorageError:
    """The error of a write that did not reach the disk."""
    return StorageError(
        f"could not be written: {error.strerror or error}",
        where=Where(str(path)),
        remedy="make room or correct the permissions; the run can be resumed: goldthread resume RUN",
    )


def write_text(path: Path, text: str, *, durable: bool = True) -> None:
    """Write UTF-8 text; see `write_bytes`.

    Raises:
        StorageError: The write failed; the old content is unchanged.
    """
    write_bytes(path, text.encode(), durable=durable)


def write_bytes(path: Path, data: bytes, *, durable: bool = True) -> None:
    """Write bytes so that the file holds the old or the new content, never a part.

    Args:
        path: The file.
        data: Its new content.
        durable: Whether that holds when the machine fails too, and not the process alone.

    Raises:
        StorageError: The write failed; the old content is unchanged.
    """
    draft = path.with_name(f".{path.name[:60]}.{uuid.uuid4().hex[:8]}.tmp")
    try:
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
        try:
            write_all(descriptor, data)
            if durable:
                filesystem.sync(descriptor)
        finally:
            os.close(descriptor)
        filesystem.rename(draft, path)
        if durable:
            sync_folder(path.parent)
    except OSError as error:
        with contextlib.suppress(OSError):
            draft.unlink()
        raise storage_error(path, error) from error
