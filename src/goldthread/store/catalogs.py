"""A catalog's folder made, and kept in step with its source without losing what people wrote in it."""

import contextlib
import json
import os
import re
import shutil
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from goldthread.errors import BadInput, RunBusy, Where
from goldthread.schemas.catalog import Catalog, Column, Table
from goldthread.schemas.formats import get_format
from goldthread.schemas.formats.format import Format
from goldthread.schemas.layouts.composing import Composed, compose
from goldthread.schemas.layouts.domains import find_domains
from goldthread.schemas.layouts.manifest import (
    FOLDER,
    Manifest,
    digest,
    is_catalog,
    path_of,
    read_manifest,
    write_manifest,
)
from goldthread.schemas.layouts.paths import give_stems
from goldthread.schemas.layouts.plan import check_layout
from goldthread.schemas.layouts.reading import read_unit
from goldthread.schemas.layouts.rendering import above, foot_of
from goldthread.schemas.layouts.words import Words
from goldthread.store import atomic

REMOVED = "removed"
_COMMENT = re.compile(r"^[ \t]*#(?! end\s*$)", re.MULTILINE)


@dataclass(frozen=True)
class Changes:
    """What `sync` did.

    Attributes:
        added: Tables that are new.
        changed: Tables that the source says otherwise than before.
        removed: Tables that are gone from the source.
        kept: Places where a person's text stands and the source has another.
        written: Files that were written.
        deleted: Files that were deleted.
        saved: Files below `removed/` with people's words that have no other place any more.
    """

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    written: tuple[str, ...] = ()
    deleted: tuple[str, ...] = ()
    saved: tuple[str, ...] = ()


def build(
    catalog: Catalog, folder: str | Path, format: str = "yaml", layout: str = "tables", *, replace: bool = False
) -> Manifest:
    """Write a catalog as a folder of files.

    Args:
        catalog: The catalog; where its tables have no domains, some are found for them.
        folder: The folder, made new; it is there whole or not at all.
        format: Name of a format.
        layout: `tables`, `domain` or `single`.
        replace: Whether a catalog that is there may be lost, with what people wrote in it.

    Raises:
        BadInput: There is no such format or layout, the folder is in use, or the catalog cannot be written.
        StorageError: A write failed; nothing is left behind.
    """
    folder = Path(folder)
    found = not catalog.domains
    check_layout(layout)
    check_target(folder, replace=replace)
    whole = find_domains(catalog)
    composed = compose(whole, whole, get_format(format), layout, found=found)
    draft = folder.with_name(f".{folder.name[:60]}.{uuid.uuid4().hex[:8]}.tmp")
    old = draft.with_suffix(".old")
    try:
        _fill(draft, composed)
        if folder.is_dir():
            folder.rename(old)
        atomic.filesystem.rename(draft, folder)
        atomic.sync_folder(folder.absolute().parent)
    except OSError as error:
        if old.exists() and not folder.exists():
            old.rename(folder)
        shutil.rmtree(draft, ignore_errors=True)
        raise atomic.storage_error(folder, error) from error
    shutil.rmtree(old, ignore_errors=True)
    return composed.manifest


def check_target(folder: Path, *, replace: bool) -> None:
    """Refuse to build where something else is.

    Raises:
        BadInput: The folder is in use, or is a catalog that may not be replaced.
    """
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise BadInput("is no folder", where=Where(str(folder)), remedy="name a folder that is not there yet")
    if is_catalog(folder):
        if not replace:
            raise BadInput(
                "is a catalog already",
                where=Where(str(folder)),
                remedy="use goldthread catalog sync, which keeps people's notes, or --replace to lose them",
            )
    elif folder.is_dir() and any(folder.iterdir()):
        raise BadInput(
            "is no catalog and is not empty", where=Where(str(folder)), remedy="name a folder that is not there yet"
        )


def _fill(draft: Path, composed: Composed) -> None:
    (draft / FOLDER).mkdir(parents=True)
    made: set[Path] = {draft}
    for name, text in {**composed.texts, f"{FOLDER}/{path_of(draft).name}": write_manifest(composed.manifest)}.items():
        path = draft / name
        if path.parent not in made:
            path.parent.mkdir(parents=True, exist_ok=True)
            made.add(path.parent)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
        try:
            atomic.write_all(descriptor, text.encode())
        finally:
            os.close(descriptor)
    if hasattr(os, "sync"):
        os.sync()


@contextlib.contextmanager
def _own(folder: Path) -> Iterator[None]:
    lock = FileLock(folder / FOLDER / "lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise RunBusy(
            "another process is at work on this catalog", where=Where(str(folder)), remedy="wait until it ends"
        ) from None
    except OSError as error:
        raise atomic.storage_error(folder / FOLDER, error) from error
    try:
        yield
    finally:
        lock.release()


def sync(catalog: Catalog, folder: str | Path) -> Changes:
    """Bring a folder in step with its source: only files that change are touched, and people's words stay.

    Descriptions, notes, roles and foreign keys that people wrote in the files stay as long as their table does, and so
    does what stands below the line of the navigator and the indices. A file that nobody changed and whose table is as
    before is not written.

    Args:
        catalog: What the source says now.
        folder: A folder that `build` made.

    Raises:
        BadInput: The folder is no catalog, a file of it cannot be read, or the source has no tables.
        RunBusy: Another process is at work on it.
        StorageError: A write failed; the next `sync` goes on from there.
    """
    folder = Path(folder)
    read_manifest(folder)
    with _own(folder):
        return _sync(catalog, folder)


def _sync(catalog: Catalog, folder: Path) -> Changes:
    manifest = read_manifest(folder)
    format = get_format(manifest.format)
    if not catalog.tables and any(unit.tables for unit in manifest.data):
        raise BadInput("the source has no tables", remedy="check its address and the rights of its user")
    disk = _disk(folder, manifest)
    old, parts, hashes = _old(folder, manifest, format, disk)
    source = _with_domains(catalog, manifest, parts)
    words = Words([*hashes, *_pending(folder)])
    merged = source
    if old:
        tables = tuple(words.table(old[one.name], one) if one.name in old else one for one in source.tables)
        merged = _with_tables(source, tables)
    if 0 in parts:
        merged = words.head(parts[0], merged)
    feet = _feet(folder, manifest, disk)
    composed = compose(
        source, merged, format, manifest.layout, found=manifest.found, before=manifest, disk=disk, feet=feet
    )
    saved = _saved(source, old, words, format) | _saved_pages(folder, manifest, composed, disk)
    before = {name: made for unit in manifest.data for name, made in unit.tables.items()}
    now = {name: made for unit in composed.manifest.data for name, made in unit.tables.items()}
    there = composed.files()
    deleted = [name for name in disk if name not in there]
    saved |= _saved_comments(folder, manifest, composed, disk)
    written = {name: text for name, text in composed.texts.items() if disk.get(name) != digest(text.encode())}
    _apply(folder, {**saved, **written}, deleted, composed.manifest)
    return Changes(
        added=tuple(name for name in now if name not in before),
        changed=tuple(name for name in now if name in before and before[name] != now[name]),
        removed=tuple(name for name in before if name not in now),
        kept=tuple(words.kept),
        written=(*written,),
        deleted=(*deleted,),
        saved=(*saved,),
    )


def _with_tables(catalog: Catalog, tables: tuple[Table, ...]) -> Catalog:
    return Catalog(catalog.name, catalog.description, catalog.domains, tables, catalog.dialect, catalog.note)


def _disk(folder: Path, manifest: Manifest) -> dict[str, str]:
    """Hash of each file of the manifest that is there."""
    found: dict[str, str] = {}
    for unit in (*manifest.data, *manifest.pages):
        for name in unit.files:
            with contextlib.suppress(FileNotFoundError, NotADirectoryError):
                found[name] = digest((folder / name).read_bytes())
    return found


def _old(
    folder: Path, manifest: Manifest, format: Format, disk: dict[str, str]
) -> tuple[dict[str, Table], dict[int, Catalog], list[str]]:
    """Tables and parts of the units that hold people's words, and the hashes of what came from the source."""
    tables: dict[str, Table] = {}
    parts: dict[int, Catalog] = {}
    hashes = []
    for at, unit in enumerate(manifest.data):
        there = [name for name in unit.files if name in disk]
        edited = any(disk[name] != unit.files[name] for name in there)
        if there and (edited or unit.words or (manifest.found and manifest.layout == "single")):
            parts[at] = read_unit(folder, unit, format, whole=len(there) == len(unit.files))
            tables |= {table.name: table for table in parts[at].tables}
            hashes.append(unit.known)
    return tables, parts, hashes


def _with_domains(catalog: Catalog, manifest: Manifest, parts: dict[int, Catalog]) -> Catalog:
    if not manifest.found or catalog.domains:
        return find_domains(catalog)
    before = {name: unit.domain for unit in manifest.data for name in unit.tables if unit.domain}
    before |= {table.name: table.domain for part in parts.values() for table in part.tables if table.domain}
    return find_domains(catalog, before)


def _feet(folder: Path, manifest: Manifest, disk: dict[str, str]) -> dict[str, str]:
    """What people wrote below the line of each page that has such a line."""
    feet = {}
    for unit in manifest.pages:
        for name, made in unit.files.items():
            if name in disk and (disk[name] != made or unit.words):
                feet[name] = foot_of((folder / name).read_bytes().decode(errors="replace"))
    return feet


def _saved(source: Catalog, old: dict[str, Table], words: Words, format: Format) -> dict[str, str]:
    """Files of tables that are gone and have words of people."""
    there = source.by_name
    gone = []
    for name, table in old.items():
        bare = Table(name, columns=tuple(Column(one.name) for one in table.columns))
        if name not in there and words.table(table, bare) != bare:
            gone.append(table)
    stems = give_stems([one.name for one in gone], {})
    return {f"{REMOVED}/{stems[one.name]}{format.extension}": format.write(Catalog("", tables=(one,))) for one in gone}


def _saved_pages(folder: Path, manifest: Manifest, composed: Composed, disk: dict[str, str]) -> dict[str, str]:
    """Copies of pages that people edited above the line, or that are gone with what they wrote below it."""
    saved = {}
    there = composed.files()
    for unit in manifest.pages:
        for at, (name, made) in enumerate(unit.files.items()):
            if name not in disk or (disk[name] == made and not unit.words):
                continue
            text = (folder / name).read_bytes().decode(errors="replace")
            edited = digest(above(text).encode()) != unit.known if at == 0 else disk[name] != made
            if text != composed.texts.get(name) and (edited or (name not in there and foot_of(text).strip())):
                saved[f"{REMOVED}/{name.replace('/', '-').removesuffix('.md')}-{disk[name][:6]}.md"] = text
    return saved


def _saved_comments(folder: Path, manifest: Manifest, composed: Composed, disk: dict[str, str]) -> dict[str, str]:
    """Copies of data files that are written anew and in which people put comments, which no reader of data keeps."""
    saved: dict[str, str] = {}
    for unit in manifest.data if manifest.format in ("yaml", "toon") else ():
        for name, made in unit.files.items():
            if name in disk and disk[name] != made:
                text = (folder / name).read_bytes().decode(errors="replace")
                if composed.texts.get(name) != text and _COMMENT.search(text):
                    base, _, extension = name.replace("/", "-").rpartition(".")
                    saved[f"{REMOVED}/{base}-{disk[name][:6]}.{extension}"] = text
    return saved


def _pending_file(folder: Path) -> Path:
    return folder / FOLDER / "pending.json"


def _pending(folder: Path) -> list[str]:
    """Hashes of texts that a sync, stopped half-way, had begun to write."""
    try:
        data = json.loads(_pending_file(folder).read_bytes())
    except (OSError, ValueError):
        return []
    return [one for one in data if isinstance(one, str)] if isinstance(data, list) else []


def _apply(folder: Path, texts: dict[str, str], deleted: list[str], manifest: Manifest) -> None:
    text = write_manifest(manifest)
    try:
        if texts or deleted:
            hashes = [unit.known for unit in manifest.data if not texts.keys().isdisjoint(unit.files)]
            atomic.write_text(_pending_file(folder), json.dumps([*_pending(folder), *hashes]))
        for name, content in texts.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            atomic.write_text(path, content)
        for name in deleted:
            (folder / name).unlink(missing_ok=True)
            with contextlib.suppress(OSError):
                (folder / name).parent.rmdir()
        if path_of(folder).read_bytes() != text.encode():
            atomic.write_text(path_of(folder), text)
        _pending_file(folder).unlink(missing_ok=True)
    except OSError as error:
        raise atomic.storage_error(folder, error) from error
