"""A folder that nothing leads out of: every path is walked step by step from its root, and no link is followed.

A step is opened relative to the folder opened before it, so a link that is put in its place between two looks is either
seen and refused, or comes too late to matter. Nothing is ever written.
"""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from goldthread.errors import BadInput, Where

LONGEST_PATH = 1_000
MOST_STEPS = 16
MOST_BYTES = 256_000_000
"""Of one file."""
_REMEDY = "name a file or folder of the catalog as `list` shows it, such as navigator.md"
_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC if hasattr(os, "O_DIRECTORY") else os.O_RDONLY
_FILE = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)

Stamp = tuple[int, int, int, int]
"""Device, inode, time of change in nanoseconds and bytes: what tells that a file is as it was."""


def _refused(path: str, reason: str) -> BadInput:
    shown = path if len(path) <= 120 else path[:119] + "…"
    return BadInput(f"{reason}: {shown!a}", remedy=_REMEDY)


def steps_of(path: str) -> tuple[str, ...]:
    """The steps of a relative path; none for the root (`""` or `.`).

    Raises:
        BadInput: The path is absolute, hidden, leads upward or holds what no path of a catalog holds.
    """
    if len(path) > LONGEST_PATH:
        raise _refused(path, f"a path has at most {LONGEST_PATH:,} characters")
    if not path.isprintable() or "\\" in path or any(0xD800 <= ord(letter) <= 0xDFFF for letter in path):
        raise _refused(path, "a path has no control characters and no backslash")
    if path.startswith(("/", "~")) or ":" in path:
        raise _refused(path, "a path is relative to the catalog's folder")
    steps = path.rstrip("/").removeprefix("./").split("/") if path not in ("", ".", "./") else []
    if len(steps) > MOST_STEPS:
        raise _refused(path, f"a path has at most {MOST_STEPS} steps")
    for step in steps:
        if step in ("", ".", ".."):
            raise _refused(path, "a path has no empty steps and does not lead upward")
        if step.startswith("."):
            raise _refused(path, "hidden files are no part of a catalog")
    return tuple(steps)


class Workspace:
    """A confined, read-only view of a folder.

    The root itself is trusted, and opened anew each time, so that a catalog that was built again is seen.
    """

    def __init__(self, root: str | Path) -> None:
        if os.open not in os.supports_dir_fd:
            raise BadInput("this system cannot open files relative to a folder", remedy="use Linux, macOS or WSL")
        self.root = Path(root)

    @contextmanager
    def _root(self) -> Iterator[int]:
        try:
            descriptor = os.open(self.root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise BadInput(
                f"cannot be opened as a folder: {reason}",
                where=Where(str(self.root)),
                remedy="name a folder that goldthread catalog build made",
            ) from error
        try:
            yield descriptor
        finally:
            os.close(descriptor)

    @contextmanager
    def _folder(self, steps: tuple[str, ...], path: str) -> Iterator[int]:
        """The folder at the end of the steps, opened."""
        with self._root() as root:
            here = os.dup(root)
            try:
                for step in steps:
                    try:
                        there = os.open(step, _FOLDER, dir_fd=here)
                    except OSError as error:
                        raise _no_folder(path, error) from error
                    os.close(here)
                    here = there
                yield here
            finally:
                os.close(here)

    def names(self, path: str = "") -> list[str]:
        """Names of the files and folders of a folder, sorted, folders with a slash; links and hidden ones left out.

        Raises:
            BadInput: There is no such folder below the root.
        """
        with self._folder(steps_of(path), path) as folder, os.scandir(folder) as entries:
            return sorted(
                f"{one.name}/" if one.is_dir(follow_symlinks=False) else one.name for one in entries if _seen(one)
            )

    def sizes(self, path: str, names: list[str]) -> list[int]:
        """Bytes of files of a folder; 0 for what is gone."""
        found = []
        with self._folder(steps_of(path), path) as folder:
            for name in names:
                try:
                    found.append(os.stat(name, dir_fd=folder, follow_symlinks=False).st_size)
                except OSError:
                    found.append(0)
        return found

    def read(self, path: str, *, hidden: bool = False) -> bytes:
        """The bytes of a file.

        Args:
            path: Relative to the root, as `list` shows it.
            hidden: Whether its first step may be the program's own folder.

        Raises:
            BadInput: There is no such file below the root, or it is too large.
        """
        steps = (path.split("/")[0], *steps_of(path.partition("/")[2])) if hidden else steps_of(path)
        if not steps:
            raise _refused(path, "is the catalog's folder, not a file")
        with self._folder(steps[:-1], path) as folder:
            return _contents(folder, steps[-1], path)

    def stamps(self) -> dict[str, Stamp]:
        """All files below the root by path, sorted, each with its stamp; links, hidden and special files left out."""
        found: dict[str, Stamp] = {}
        with self._root() as root:
            _walk(root, "", 0, found)
        return dict(sorted(found.items()))

    def stamp(self, path: str) -> Stamp | None:
        """The stamp of a file, hidden or not; None where there is none."""
        first, *more = path.split("/")
        try:
            with self._folder((first, *more[:-1]) if more else (), path) as folder:
                seen = os.stat(more[-1] if more else first, dir_fd=folder, follow_symlinks=False)
        except (BadInput, OSError):
            return None
        return (seen.st_dev, seen.st_ino, seen.st_mtime_ns, seen.st_size)

    def read_all(self, paths: list[str]) -> dict[str, bytes]:
        """Bytes of many files; those that are gone or unreadable since they were listed are left out."""
        found: dict[str, bytes] = {}
        by_folder: dict[str, list[str]] = {}
        for path in paths:
            by_folder.setdefault(path.rpartition("/")[0], []).append(path)
        for name, inside in by_folder.items():
            try:
                with self._folder(steps_of(name), name) as folder:
                    for path in inside:
                        try:
                            found[path] = _contents(folder, path.rpartition("/")[2], path)
                        except BadInput:
                            continue
            except BadInput:
                continue
        return found


def _seen(entry: "os.DirEntry[str]") -> bool:
    if entry.name.startswith(".") or not entry.name.isprintable():
        return False
    return entry.is_dir(follow_symlinks=False) or entry.is_file(follow_symlinks=False)


def _walk(folder: int, prefix: str, depth: int, found: dict[str, Stamp]) -> None:
    if depth >= MOST_STEPS:
        return
    below = []
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(".") or not entry.name.isprintable():
                continue
            try:
                seen = entry.stat(follow_symlinks=False)
            except OSError:
                continue
            if stat.S_ISDIR(seen.st_mode):
                below.append(entry.name)
            elif stat.S_ISREG(seen.st_mode):
                found[prefix + entry.name] = (seen.st_dev, seen.st_ino, seen.st_mtime_ns, seen.st_size)
    for name in below:
        try:
            there = os.open(name, _FOLDER, dir_fd=folder)
        except OSError:
            continue
        try:
            _walk(there, f"{prefix}{name}/", depth + 1, found)
        finally:
            os.close(there)


def _contents(folder: int, name: str, path: str) -> bytes:
    try:
        descriptor = os.open(name, _FILE, dir_fd=folder)
    except OSError as error:
        raise _no_file(path, error) from error
    try:
        seen = os.fstat(descriptor)
        if not stat.S_ISREG(seen.st_mode):
            raise _refused(path, "is a folder, not a file" if stat.S_ISDIR(seen.st_mode) else "is no plain file")
        if seen.st_size > MOST_BYTES:
            raise _refused(path, f"has more than {MOST_BYTES:,} bytes")
        parts = []
        left = MOST_BYTES + 1
        while left > 0 and (part := os.read(descriptor, min(left, max(seen.st_size + 1, 65_536)))):
            parts.append(part)
            left -= len(part)
        if left <= 0:
            raise _refused(path, f"has more than {MOST_BYTES:,} bytes")
        return b"".join(parts)
    except OSError as error:
        raise _no_file(path, error) from error
    finally:
        os.close(descriptor)


def _no_folder(path: str, error: OSError) -> BadInput:
    if error.errno == errno.ELOOP:
        return _refused(path, "is or passes a link, and links are not followed")
    if error.errno == errno.ENOTDIR:
        return _refused(path, "is or passes a link or a file, where a folder should be")
    return _refused(path, "there is no such folder" if error.errno == errno.ENOENT else f"{error.strerror}")


def _no_file(path: str, error: OSError) -> BadInput:
    if error.errno == errno.ELOOP:
        return _refused(path, "is a link, and links are not followed")
    return _refused(
        path, "there is no such file" if error.errno == errno.ENOENT else f"cannot be read, {error.strerror}"
    )
