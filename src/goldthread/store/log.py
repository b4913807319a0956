"""Append-only logs of JSON lines: a record is acknowledged once it is on the disk."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from goldthread.errors import RunDamaged, Where
from goldthread.store import atomic


class AppendLog:
    """A log of JSON lines.

    Opening it sets a torn last line aside (`NAME.torn`): it was never acknowledged. A damaged line before the last is
    damage.
    """

    def __init__(self, path: Path, *, durable: bool = True) -> None:
        """Open a log, made when the first record is appended.

        Args:
            path: The file.
            durable: Whether a record has to outlive the machine; not in a folder that is given up at the end.

        Raises:
            StorageError: A torn line could not be set aside.
        """
        self.path = path
        self._durable = durable
        self._descriptor: int | None = None
        self._size = 0
        if path.exists():
            self._mend_end()

    def _mend_end(self) -> None:
        data = self.path.read_bytes()
        end = data.rfind(b"\n") + 1
        if end < len(data):
            try:
                atomic.write_bytes(self.path.with_name(f"{self.path.name}.torn"), data[end:])
                os.truncate(self.path, end)
            except OSError as error:
                raise atomic.storage_error(self.path, error) from error
        self._size = end

    def append(self, record: dict[str, Any]) -> int:
        """Append a record; where the log is durable, it is on the disk when this returns.

        Returns:
            The offset in bytes where its line starts.

        Raises:
            StorageError: It did not reach the disk; the log is as it was before.
        """
        line = (json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n").encode("utf-8", "surrogatepass")
        try:
            if self._descriptor is None:
                self._descriptor = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
                if self._durable:
                    atomic.sync_folder(self.path.parent)
            atomic.write_all(self._descriptor, line)
            if self._durable:
                atomic.filesystem.sync(self._descriptor)
        except OSError as error:
            self._roll_back()
            raise atomic.storage_error(self.path, error) from error
        start = self._size
        self._size += len(line)
        return start

    def _roll_back(self) -> None:
        if self._descriptor is not None:
            os.ftruncate(self._descriptor, self._size)

    def read(self) -> Iterator[tuple[int, dict[str, Any]]]:
        """Records with their offsets, in order.

        Raises:
            RunDamaged: A line is no JSON object.
        """
        if not self.path.exists():
            return
        start = 0
        with self.path.open("rb") as file:
            for number, line in enumerate(file, 1):
                if not line.endswith(b"\n"):
                    return
                yield start, self._parse(line, number)
                start += len(line)

    def read_at(self, start: int) -> dict[str, Any]:
        """The record whose line starts at an offset.

        Raises:
            RunDamaged: There is none.
        """
        with self.path.open("rb") as file:
            file.seek(start)
            return self._parse(file.readline(), None)

    def _parse(self, line: bytes, number: int | None) -> dict[str, Any]:
        try:
            record = json.loads(line)
        except ValueError:
            record = None
        if not isinstance(record, dict):
            raise RunDamaged(
                "a line of the log is damaged",
                where=Where(str(self.path), number),
                remedy="goldthread resume RUN --from-logs sets damaged lines aside and writes again what they held",
            )
        return record

    def drop_damaged(self) -> int:
        """Set damaged lines aside (`NAME.damaged`); how many there were."""
        if not self.path.exists():
            return 0
        good: list[bytes] = []
        bad: list[bytes] = []
        for line in self.path.read_bytes().splitlines(keepends=True):
            try:
                whole = line.endswith(b"\n") and isinstance(json.loads(line), dict)
            except ValueError:
                whole = False
            (good if whole else bad).append(line)
        if bad:
            self.close()
            atomic.write_bytes(self.path.with_name(f"{self.path.name}.damaged"), b"".join(bad))
            atomic.write_bytes(self.path, b"".join(good))
            self._size = sum(map(len, good))
        return len(bad)

    def close(self) -> None:
        """Release the file."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None
