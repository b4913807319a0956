"""Catalogs and databases of corpora, made once and kept in a cache folder that several processes share.

What is made is named by all that it is made of, this code included: another version makes another folder and reads none
of an older one. Everything is made aside and moved into place, under a lock.
"""

import contextlib
import hashlib
import os
import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from itertools import product
from pathlib import Path
from typing import Any

from filelock import FileLock

from goldthread.errors import BadInput, StorageError, Where
from goldthread.experiments.tasks.factors import folder_setting
from goldthread.experiments.tasks.own import OwnCorpus, data_identity, own_corpora
from goldthread.experiments.work import InputFile, Level
from goldthread.navigation.corpora import Corpus, corpus
from goldthread.schemas.layouts.manifest import digest, is_catalog, path_of, read_manifest
from goldthread.store.atomic import storage_error
from goldthread.store.catalogs import build

KEPT = 3
"""Corpora whose catalog is held as objects at once."""
_WAIT = 1_800.0
_CATALOG = ("corpus", "format", "layout")
_SOURCES = ("navigation/corpora", "schemas", "store/catalogs.py")
_INSTALLED = {"aws10k": ("botocore",), "tpcds": ("tpcgen-cli",)}
"""Packages that a corpus is made from."""


def default_cache() -> Path:
    """The cache folder of this user: GOLDTHREAD_CACHE, or the system's own place for such."""
    import platformdirs

    told = os.environ.get("GOLDTHREAD_CACHE")
    return Path(told) if told else Path(platformdirs.user_cache_dir("goldthread")) / "corpora"


@lru_cache(maxsize=1)
def _code() -> str:
    """Hash of the code and data that corpora and their files are made by."""
    here = Path(__file__).resolve().parents[2]
    whole = hashlib.sha256()
    for name in _SOURCES:
        place = here / name
        files = (
            [place] if place.is_file() else sorted(one for one in place.rglob("*") if one.suffix in (".py", ".yaml"))
        )
        for file in files:
            whole.update(file.relative_to(here).as_posix().encode() + b"\0" + file.read_bytes())
    return whole.hexdigest()


class Shelf:
    """A cache folder of corpora.

    Attributes:
        root: The folder; made when it is needed.
    """

    def __init__(self, root: Path | None = None, own: Mapping[str, OwnCorpus] | None = None) -> None:
        self.root = root or default_cache()
        self._own = dict(own or {})
        self._data: dict[str, str] = {}
        self._corpora: dict[tuple[str, int], Corpus] = {}
        self._identities: dict[Path, str] = {}
        self._sizes: dict[tuple[str, int], int] = {}
        self._stems: dict[tuple[str, int], str] = {}

    @classmethod
    def of(cls, settings: Mapping[str, Any]) -> "Shelf":
        """The shelf that settings name under `cache`, else this user's own."""
        return cls(folder_setting(settings, "cache"), own_corpora(settings))

    def corpus(self, name: str, seed: int) -> Corpus:
        """A corpus; the last few are held.

        Raises:
            BadInput: There is none of that name, or what it needs is not installed.
        """
        found = self._corpora.pop((name, seed), None) or self._made(name, seed)
        self._corpora[name, seed] = found
        while len(self._corpora) > KEPT:
            del self._corpora[next(iter(self._corpora))]
        return found

    def _made(self, name: str, seed: int) -> Corpus:
        if name not in self._own:
            return corpus(name, seed)
        from goldthread.schemas.importers import import_catalog

        return Corpus(name, seed, import_catalog(self._own[name].source))

    def address(self, name: str, seed: int) -> str:
        """The database of a corpus: its file, made where it is not there yet, or a person's own file or server."""
        return self._own[name].database if name in self._own else str(self.database(name, seed))

    def has_data(self, name: str, seed: int) -> bool:
        """Whether a corpus has a database."""
        return name in self._own or self.corpus(name, seed).fill is not None

    def data_identity(self, name: str, seed: int) -> str:
        """Hash of what determines the database of a corpus."""
        if name not in self._own:
            return self.file_of(name, seed).stem.rpartition("-")[2]
        if name not in self._data:
            self._data[name] = data_identity(self._own[name].database)
        return self._data[name]

    def tables(self, name: str, seed: int) -> int:
        """How many tables a corpus has."""
        if (name, seed) not in self._sizes:
            self._sizes[name, seed] = len(self.corpus(name, seed).catalog.tables)
        return self._sizes[name, seed]

    def root_of(self, name: str, seed: int, format: str, layout: str) -> Path:
        """Where a corpus's catalog is, or will be."""
        return self.root / f"{self._stem(name, seed)}-{format}-{layout}"

    def file_of(self, name: str, seed: int) -> Path:
        """Where a corpus's database is, or will be."""
        return self.root / f"{self._stem(name, seed)}.duckdb"

    def catalog(self, name: str, seed: int, format: str, layout: str) -> Path:
        """The folder of a corpus's catalog, built where it is not there yet.

        Raises:
            BadInput: There is no such corpus, format or layout.
            StorageError: It could not be written.
        """
        target = self.root_of(name, seed, format, layout)
        self._make(target, is_catalog, lambda: build(self.corpus(name, seed).catalog, target, format, layout))
        return target

    def database(self, name: str, seed: int) -> Path:
        """The DuckDB file of a corpus, made where it is not there yet.

        Raises:
            BadInput: The corpus has no database.
            StorageError: It could not be written.
        """
        target = self.file_of(name, seed)
        self._make(target, Path.is_file, lambda: self.corpus(name, seed).make_database(target))
        return target

    def identity(self, catalog: Path) -> str:
        """Hash of all bytes of a catalog's folder, as its manifest has them.

        Raises:
            BadInput: A file is not what the manifest says, as after an edit.
        """
        known = self._identities.get(catalog)
        if known is None:
            _verify(catalog)
            known = self._identities[catalog] = digest(path_of(catalog).read_bytes())
        return known

    def files(self, name: str, seed: int, format: str, layout: str) -> Iterator[InputFile]:
        """The files of a catalog, as its manifest has them; none where it is not made."""
        root = self.root_of(name, seed, format, layout)
        if not is_catalog(root):
            return
        manifest = read_manifest(root)
        for unit in (*manifest.data, *manifest.pages):
            for file, hashed in unit.files.items():
                yield InputFile("catalog", f"{root}{os.sep}{file}", hashed)

    def data_files(self, name: str, seed: int) -> Iterator[InputFile]:
        """A person's own database, where it is a file."""
        if name in self._own and Path(self._own[name].database).is_file():
            yield InputFile("data", self._own[name].database, self.data_identity(name, seed))

    def _stem(self, name: str, seed: int) -> str:
        if (name, seed) not in self._stems:
            self._stems[name, seed] = self._named(name, seed)
        return self._stems[name, seed]

    def _named(self, name: str, seed: int) -> str:
        parts = [_code(), name, str(seed)]
        kind = re.split("[-:]", name, maxsplit=1)[0]
        for package in (*_INSTALLED.get(kind, ()), "duckdb"):
            with contextlib.suppress(PackageNotFoundError):
                parts.append(f"{package} {version(package)}")
        if kind == "spider2" or name in self._own:
            parts.append(digest(repr(self.corpus(name, seed).catalog).encode()))
        plain = re.sub(r"[^A-Za-z0-9.-]+", "_", name)[-60:]
        return f"{plain}-{seed}-{hashlib.sha256('|'.join(parts).encode()).hexdigest()[:12]}"

    def _make(self, target: Path, there: Callable[[Path], bool], make: Callable[[], object]) -> None:
        if there(target):
            return
        with self._locked(target):
            if not there(target):
                make()

    @contextlib.contextmanager
    def _locked(self, target: Path) -> Iterator[None]:
        try:
            self.root.mkdir(parents=True, exist_ok=True)
            lock = FileLock(target.with_name(f".{target.name}.lock"), timeout=_WAIT)
            lock.acquire()
        except OSError as error:
            raise storage_error(self.root, error) from error
        try:
            yield
        finally:
            lock.release()


def catalog_files(
    shelf: Shelf, levels: Mapping[str, tuple[Level, ...]], usual: Mapping[str, Level], seed: int
) -> Iterator[InputFile]:
    """Files of all catalogs that a grid's levels can name and that are made."""
    for corpus_, format, layout in product(*(levels.get(name, (usual[name],)) for name in _CATALOG)):
        yield from shelf.files(str(corpus_), seed, str(format), str(layout))


def _verify(catalog: Path) -> None:
    """Hold each file against the manifest."""
    manifest = read_manifest(catalog)
    for unit in (*manifest.data, *manifest.pages):
        for name, hashed in unit.files.items():
            path = catalog / name
            if not path.is_file() or digest(path.read_bytes()) != hashed:
                raise BadInput(
                    "is not as it was made" if path.is_file() else "is gone",
                    where=Where(str(path)),
                    remedy=f"delete {catalog}, which is made again",
                )


def still_there(*paths: Path) -> None:
    """Refuse to go on where a file or folder is gone, so that its loss is not counted as a model's failure.

    Raises:
        StorageError: One is gone; the cell stays open.
    """
    for path in paths:
        if not path.exists():
            raise StorageError("is gone", where=Where(str(path)), remedy="resume: it is made again")
