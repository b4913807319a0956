"""A catalog's folder as tools use it: its texts as they are now, the catalog in them, and what is made of it, kept."""

import threading
import time
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from goldthread.errors import BadInput, Where
from goldthread.navigation.search import lowered
from goldthread.navigation.workspace import Stamp, Workspace
from goldthread.schemas.catalog import Catalog
from goldthread.schemas.formats import get_format
from goldthread.schemas.layouts.manifest import FILE, FOLDER, Manifest, parse_manifest
from goldthread.schemas.layouts.reading import assemble, check_whole
from goldthread.schemas.layouts.splitting import join

if TYPE_CHECKING:
    from goldthread.navigation.entries import Entries
    from goldthread.navigation.joins import JoinGraph
    from goldthread.navigation.mentions import Mentions
    from goldthread.navigation.rank import Ranker

FRESH = 2.0
"""Seconds for which what was seen on the disk is taken as it is."""
MOST_BYTES = 1_000_000_000
SEARCHES = 8
"""Searches whose hits are kept."""
SAVED = "removed/"
"""Where `catalog sync` keeps words of people whose table is gone: read when asked for, never searched."""
_MANIFEST = f"{FOLDER}/{FILE}"
Made = TypeVar("Made")


@dataclass(frozen=True)
class Texts:
    """All files of a folder, behind each other in one text that is searched at once.

    Attributes:
        paths: Sorted.
        starts: Where each file begins.
        whole: Their texts, each ending with a line break.
        ends: Where each file ends.
        lower: All of it in lower case, where that changes no place; else empty.
    """

    paths: tuple[str, ...] = ()
    starts: tuple[int, ...] = ()
    whole: str = ""
    ends: tuple[int, ...] = ()
    lower: str = ""

    def at(self, place: int) -> int:
        """Number of the file that holds a place."""
        return bisect_right(self.starts, place) - 1

    def text(self, path: str) -> str | None:
        """A file's text."""
        at = bisect_right(self.paths, path) - 1
        return self.whole[self.starts[at] : self.ends[at]] if at >= 0 and self.paths[at] == path else None


class CatalogFiles:
    """A catalog's folder, confined to it; what changes on the disk is seen within two seconds.

    Safe to use from several threads.
    """

    def __init__(self, root: str | Path) -> None:
        self.workspace = Workspace(root)
        self._lock = threading.RLock()
        self._stamps: dict[str, Stamp] = {}
        self._manifest_stamp: Stamp | None = None
        self._parts: dict[str, str] = {}
        self._texts = Texts()
        self._seen = float("-inf")
        self._version = 0
        self._made: dict[str, tuple[int, object]] = {}
        self._units: dict[tuple[str, ...], tuple[tuple[str, ...], Catalog]] = {}
        self._places: dict[str, str] = {}
        self._found: dict[tuple[object, ...], tuple[int, object]] = {}

    def texts(self) -> Texts:
        """The folder's texts.

        Raises:
            BadInput: The folder cannot be read, or is too large.
        """
        with self._lock:
            if time.monotonic() - self._seen > FRESH:
                stamps, manifest = self.workspace.stamps(), self.workspace.stamp(_MANIFEST)
                if stamps != self._stamps or manifest != self._manifest_stamp or not self._version:
                    self._renew(stamps)
                    self._manifest_stamp = manifest
                self._seen = time.monotonic()
            return self._texts

    def _renew(self, stamps: dict[str, Stamp]) -> None:
        size = sum(stamp[3] for stamp in stamps.values())
        if size > MOST_BYTES:
            raise BadInput(
                f"has {size:,} bytes, more than {MOST_BYTES:,}",
                where=Where(str(self.workspace.root)),
                remedy="name a catalog's folder, as goldthread catalog build makes it",
            )
        changed = [path for path, stamp in stamps.items() if self._stamps.get(path) != stamp]
        parts = {path: text for path, text in self._parts.items() if path in stamps}
        parts |= {path: data.decode(errors="replace") for path, data in self.workspace.read_all(changed).items()}
        paths = tuple(sorted(parts))
        starts, ends, texts, at = [], [], [], 0
        for path in paths:
            text = parts[path]
            starts.append(at)
            ends.append(at + len(text))
            texts.append(text if text.endswith("\n") else f"{text}\n")
            at += len(texts[-1])
        whole = "".join(texts)
        self._texts = Texts(paths, tuple(starts), whole, tuple(ends), lowered(whole))
        self._parts, self._stamps = parts, stamps
        self._version += 1

    def _kept(self, name: str, make: Callable[[], Made]) -> Made:
        with self._lock:
            self.texts()
            version, made = self._made.get(name, (0, None))
            if version != self._version:
                made = make()
                self._made[name] = (self._version, made)
            return made  # type: ignore[return-value]

    def searched(self, key: tuple[object, ...], search: Callable[[], Made]) -> Made:
        """What a search found, kept for the pages that come after the first."""
        with self._lock:
            self.texts()
            version = self._version
            known = self._found.get(key)
        if known is not None and known[0] == version:
            return known[1]  # type: ignore[return-value]
        found = search()
        with self._lock:
            self._found[key] = (version, found)
            while len(self._found) > SEARCHES:
                del self._found[next(iter(self._found))]
        return found

    def catalog(self) -> Catalog:
        """The catalog that the files hold.

        Raises:
            BadInput: The folder is no catalog, or one of its files cannot be read.
        """
        return self._kept("catalog", self._load)

    def check(self) -> None:
        """Refuse a folder that is no catalog, without reading all of it.

        Raises:
            BadInput: It is none.
        """
        self._manifest()

    def _load(self) -> Catalog:
        manifest = self._manifest()
        format = get_format(manifest.format)
        parts, units, places = [], {}, {}
        for unit in manifest.data:
            names = tuple(unit.files)
            texts = tuple(self._text(name) for name in names)
            known = self._units.get(names)
            if known is None or known[0] != texts:
                part = join([format.read(text, name) for name, text in zip(names, texts, strict=True)])
                if unit.tables and not format.losses:
                    check_whole(self.workspace.root, unit, part)
                known = (texts, part)
            units[names] = known
            parts.append(known[1])
            places.update(dict.fromkeys((table.name for table in known[1].tables), names[0]))
        if not parts:
            raise BadInput("names no files", where=Where(_MANIFEST), remedy="build the catalog again with --replace")
        self._units, self._places = units, places
        return assemble(parts, manifest)

    def _text(self, name: str) -> str:
        text = self._parts.get(name)
        if text is None:
            text = self.workspace.read(name).decode(errors="replace")
        return text

    def _manifest(self) -> Manifest:
        try:
            data = self.workspace.read(_MANIFEST, hidden=True)
        except BadInput as error:
            raise BadInput(
                f"is no catalog: {error.message}",
                where=Where(str(self.workspace.root)),
                remedy="make one with: goldthread catalog build SOURCE --out DIR",
            ) from error
        return parse_manifest(data, _MANIFEST)

    def file_of(self, table: str) -> str:
        """The first file that holds a table."""
        self.catalog()
        return self._places.get(table, "")

    def entries(self) -> "Entries":
        """Names, descriptions and keys of the catalog as lines to search."""
        from goldthread.navigation.entries import Entries

        return self._kept("entries", lambda: Entries(self.catalog()))

    def joins(self) -> "JoinGraph":
        """The catalog's foreign keys as a graph."""
        from goldthread.navigation.joins import JoinGraph

        return self._kept("joins", lambda: JoinGraph(self.catalog()))

    def mentions(self) -> "Mentions":
        """The names of the catalog's tables, to be found in texts."""
        from goldthread.navigation.mentions import Mentions

        return self._kept("mentions", lambda: Mentions(one.name for one in self.catalog().tables))

    def ranker(self) -> "Ranker":
        """The catalog's tables as texts to rank."""
        from goldthread.navigation.rank import Ranker

        return self._kept("ranker", lambda: Ranker(self.catalog(), self.joins()))
