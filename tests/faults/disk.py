"""Filesystems that fail on order."""

import os
from pathlib import Path

from goldthread.store.atomic import Filesystem


class Failing(Filesystem):
    """A filesystem whose N-th call fails, or writes half."""

    def __init__(self, at: int, error: int) -> None:
        self.left = at
        self.error = error

    def _count(self) -> None:
        self.left -= 1
        if self.left == 0:
            raise OSError(self.error, os.strerror(self.error))

    def write(self, descriptor: int, data: bytes) -> int:
        if self.left == 1 and len(data) > 1:
            os.write(descriptor, data[: len(data) // 2])
        self._count()
        return super().write(descriptor, data)

    def sync(self, descriptor: int) -> None:
        self._count()
        super().sync(descriptor)

    def rename(self, source: Path, target: Path) -> None:
        self._count()
        super().rename(source, target)


class Periodic(Failing):
    """A filesystem of which every N-th call fails."""

    def __init__(self, every: int, error: int) -> None:
        super().__init__(every, error)
        self.every = every

    def _count(self) -> None:
        if self.left <= 0:
            self.left = self.every
        super()._count()
