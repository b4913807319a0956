"""What the cells of one process share: opened catalogs, databases and gold results, all bounded."""

import asyncio
import threading
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from goldthread.errors import BadInput, GoldthreadError, StorageError, Where
from goldthread.experiments.tasks.shelf import Shelf
from goldthread.navigation.files import CatalogFiles
from goldthread.navigation.score import Ordering, ordering_of
from goldthread.navigation.sql import gate
from goldthread.navigation.sql.model import Bound, DatabaseGone, Limits, NotOpened, QueryFailed, Refused, Rows
from goldthread.navigation.sql.run import Sandbox

OPEN_TABLES = 60_000
"""Tables of all catalogs that are open at once, about 13 KB each with what is made of them."""
OPEN_DATABASES = 6
GOLDS = 2_000
ROWS = 10_000
"""Rows of a result; a question whose gold has more cannot be scored."""
Kept = TypeVar("Kept")


class Shared(Generic[Kept]):
    """Things that are dear to make, the last ones used kept up to a weight; safe among threads."""

    def __init__(
        self,
        most: int,
        *,
        weigh: Callable[[Kept], int] = lambda _: 1,
        close: Callable[[Kept], None] = lambda _: None,
    ) -> None:
        self._most = most
        self._weigh = weigh
        self._close = close
        self._kept: dict[Hashable, tuple[Kept, int]] = {}
        self._lock = threading.Lock()
        self._making = threading.Lock()

    async def get(self, key: Hashable, make: Callable[[], Kept]) -> Kept:
        """What stands under a key, made in a thread where it is not there; two who ask at once get the same."""
        found = self._find(key)
        return found[0] if found else await asyncio.to_thread(self._make, key, make)

    def _find(self, key: Hashable) -> tuple[Kept, int] | None:
        with self._lock:
            found = self._kept.pop(key, None)
            if found is not None:
                self._kept[key] = found
            return found

    def _make(self, key: Hashable, make: Callable[[], Kept]) -> Kept:
        with self._making:
            found = self._find(key)
            if found is not None:
                return found[0]
            made = make()
            weight = self._weigh(made)
            with self._lock:
                self._kept[key] = (made, weight)
                old = self._surplus()
        for one in old:
            self._close(one)
        return made

    def _surplus(self) -> list[Kept]:
        """Take out the oldest beyond the weight, never the one just made; who still uses one keeps it alive."""
        total = sum(weight for _, weight in self._kept.values())
        taken = []
        while len(self._kept) > 1 and total > self._most:
            one, weight = self._kept.pop(next(iter(self._kept)))
            total -= weight
            taken.append(one)
        return taken

    def peek(self, key: Hashable) -> Kept | None:
        """What stands under a key, as it is."""
        with self._lock:
            found = self._kept.get(key)
        return found[0] if found else None

    def forget(self, key: Hashable) -> None:
        """Take one out, as after its file was made anew."""
        with self._lock:
            found = self._kept.pop(key, None)
        if found is not None:
            self._close(found[0])

    def close(self) -> None:
        """Let everything go."""
        with self._lock:
            kept, self._kept = self._kept, {}
        for one, _ in kept.values():
            self._close(one)


@dataclass(frozen=True)
class Gold:
    """The right answer to a question, as the database gives it.

    Attributes:
        rows: Its result, complete.
        bound: Its tables and columns.
        ordering: How it orders its rows.
    """

    rows: Rows
    bound: Bound
    ordering: Ordering


class Opened:
    """Catalogs, databases and gold results of a shelf."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self._files: Shared[CatalogFiles] = Shared(OPEN_TABLES, weigh=lambda one: len(one.catalog().tables))
        self._boxes: Shared[Sandbox] = Shared(OPEN_DATABASES, close=Sandbox.close)
        self._golds: Shared[Gold] = Shared(GOLDS)

    async def files(self, name: str, seed: int, format: str, layout: str) -> CatalogFiles:
        """The catalog of a corpus, opened."""
        folder = self.shelf.root_of(name, seed, format, layout)

        def make() -> CatalogFiles:
            made = CatalogFiles(self.shelf.catalog(name, seed, format, layout))
            made.catalog()
            return made

        if not folder.is_dir():
            self._files.forget(folder)
        return await self._files.get(folder, make)

    async def box(self, name: str, seed: int) -> Sandbox:
        """The database of a corpus, opened."""
        key = (name, seed)
        kept = self._boxes.peek(key)
        if kept is not None and _is_gone(kept):
            self._boxes.forget(key)
        return await self._boxes.get(key, lambda: Sandbox(self.shelf.address(name, seed), Limits(rows=ROWS)))

    async def gold(self, sql: str, box: Sandbox, files: CatalogFiles) -> Gold:
        """What a gold statement gives on a database.

        Raises:
            StorageError: The database is gone.
            BadInput: The statement does not run to its end, or has more rows than are looked at.
        """
        return await self._golds.get((box.database.address, sql), lambda: gold_of(sql, box, files))

    def close(self) -> None:
        """Release everything."""
        self._boxes.close()
        self._files.close()
        self._golds.close()


def _is_gone(box: Sandbox) -> bool:
    return box.database.engine != "postgresql" and not Path(box.database.address).is_file()


def gold_of(sql: str, box: Sandbox, files: CatalogFiles) -> Gold:
    """Run a gold statement; see `Opened.gold`."""
    try:
        rows = box.run(sql)
    except (BadInput, QueryFailed, DatabaseGone) as error:
        raise lost(error, box) from error
    bound = gate.check(sql, files.catalog())
    if rows.stopped or not bound.ok:
        why = f"was stopped at the limit of {rows.stopped}" if rows.stopped else bound.message
        raise BadInput(f"the gold statement cannot be used: {why}", where=Where(field="question"), remedy=sql[:200])
    return Gold(rows, bound, ordering_of(sql))


def lost(error: GoldthreadError, box: Sandbox) -> GoldthreadError:
    """The loss of a database as such, so that the cell stays open; another fault of a gold statement as it is."""
    if _is_gone(box):
        return StorageError("is gone", where=Where(box.database.name), remedy="put it back, then resume")
    if isinstance(error, (NotOpened, DatabaseGone)) or (
        box.database.engine == "postgresql" and not isinstance(error, Refused)
    ):
        return StorageError(f"does not answer: {error.message}", where=Where(box.database.name), remedy="then resume")
    return error
