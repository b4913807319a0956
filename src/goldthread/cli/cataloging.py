"""What `goldthread catalog build`, `sync` and `show` do."""

import dataclasses
import json as _json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from goldthread.errors import BadInput, Where
from goldthread.schemas.catalog import Catalog
from goldthread.schemas.layouts import Manifest

_CORPUS = "corpus:"


@dataclasses.dataclass(frozen=True)
class SourceOptions:
    """What a command line says about a source, besides where it is; see `import_catalog`."""

    seed: int = 0
    dialect: str = ""
    samples: int = 0
    schemas: tuple[str, ...] = ()
    name: str = ""


def source_catalog(source: str, options: SourceOptions | None = None) -> Catalog:
    """The catalog of a source that a command line names.

    Raises:
        BadInput: The source cannot be read, or has no tables.
    """
    told = options or SourceOptions()
    if source.startswith(_CORPUS):
        from goldthread.navigation.corpora import corpus

        if told != SourceOptions(told.seed, name=told.name):
            raise BadInput("--dialect, --sample-values and --schema mean nothing to a corpus", remedy="leave them out")
        catalog = corpus(source.removeprefix(_CORPUS), told.seed).catalog
        catalog = dataclasses.replace(catalog, name=told.name or catalog.name)
    else:
        from goldthread.schemas.importers import import_catalog

        catalog = import_catalog(
            source, dialect=told.dialect, samples=told.samples, schemas=told.schemas, name=told.name
        )
    if not catalog.tables:
        raise BadInput("the source has no tables", remedy="check its address and the rights of its user")
    return catalog


def build_catalog(
    source: str,
    out: str,
    format: str,
    layout: str,
    *,
    replace: bool,
    db: str | None,
    options: SourceOptions,
    json: bool,
) -> None:
    """Make a folder, and a corpus's database where one is asked for, and say what is in it."""
    from goldthread.schemas.formats import get_format
    from goldthread.schemas.layouts import check_layout
    from goldthread.store.catalogs import build, check_target

    lossy = get_format(format).losses
    check_layout(layout)
    check_target(Path(out), replace=replace)
    if db is not None:
        _make_database(source, Path(db), options.seed)
    manifest = build(source_catalog(source, options), out, format, layout, replace=replace)
    if json:
        told = {"folder": out, **_counts(manifest), "losses": list(lossy)}
        print(_json.dumps(told if db is None else {**told, "database": db}, ensure_ascii=False))
        return
    print(f"{out}: {_in_words(manifest)}")
    if db is not None:
        print(f"{db}: its database")
    print(f"read {Path(out) / 'navigator.md'} first")
    if lossy:
        print(f"{format} loses: {'; '.join(lossy)}")


def _make_database(source: str, path: Path, seed: int) -> None:
    if not source.startswith(_CORPUS):
        raise BadInput(
            "a database is made for a corpus only",
            where=Where(field="--db"),
            remedy="leave out --db here, and give it to goldthread ask and goldthread sql",
        )
    from goldthread.navigation.corpora import corpus

    corpus(source.removeprefix(_CORPUS), seed).make_database(path)


def sync_catalog(source: str, folder: str, options: SourceOptions, *, json: bool) -> None:
    """Bring a folder in step with its source, and say what changed."""
    from goldthread.schemas.layouts import read_manifest
    from goldthread.store.catalogs import sync

    read_manifest(Path(folder))
    changes = sync(source_catalog(source, options), folder)
    if json:
        print(_json.dumps({"folder": folder, **dataclasses.asdict(changes)}, ensure_ascii=False))
        return
    for word, names in (("added", changes.added), ("changed", changes.changed), ("removed", changes.removed)):
        _list(f"{len(names):,} {word}", names)
    _list("people's words kept where the source says otherwise", changes.kept)
    _list("people's words saved, since their place is gone", changes.saved)
    print(f"{len(changes.written):,} files written, {len(changes.deleted):,} deleted")


def _list(title: str, names: Sequence[str], most: int = 10) -> None:
    if names:
        more = f" and {len(names) - most:,} more" if len(names) > most else ""
        print(f"{title}: {', '.join(names[:most])}{more}")


def _counts(manifest: Manifest) -> dict[str, Any]:
    tables = sum(len(unit.tables) for unit in manifest.data)
    return {
        "name": manifest.name,
        "format": manifest.format,
        "layout": manifest.layout,
        "tables": tables,
        "columns": sum(unit.columns for unit in manifest.data),
        "domains": len({unit.domain for unit in manifest.data if unit.tables}),
        "files": sum(len(unit.files) for unit in (*manifest.data, *manifest.pages)),
    }


def _in_words(manifest: Manifest) -> str:
    counts = _counts(manifest)
    return (
        f"{counts['tables']:,} tables, {counts['columns']:,} columns, {counts['domains']:,} domains "
        f"in {counts['files']:,} files ({manifest.format}, layout {manifest.layout})"
    )


def show_catalog(folder: str, largest: int, *, json: bool) -> None:
    """Say what a folder has."""
    from goldthread.schemas.layouts import read_manifest
    from goldthread.schemas.layouts.manifest import digest
    from goldthread.schemas.layouts.reading import decode, read_file
    from goldthread.tokens import count_tokens

    manifest = read_manifest(Path(folder))
    rows, edited = [], []
    for unit in (*manifest.data, *manifest.pages):
        for name, made in unit.files.items():
            path = Path(folder, name)
            data = read_file(path)
            rows.append((count_tokens(decode(data, path)), len(data), name))
            if digest(data) != made:
                edited.append(name)
    if not rows:
        raise BadInput("names no files", where=Where(folder), remedy="build the catalog again with --replace")
    rows.sort(key=lambda row: (-row[0], row[2]))
    tokens, size = sum(row[0] for row in rows), sum(row[1] for row in rows)
    if json:
        files = [{"file": name, "tokens": count, "bytes": length} for count, length, name in rows[:largest]]
        data_ = {"folder": folder, **_counts(manifest), "tokens": tokens, "bytes": size, "edited": edited}
        print(_json.dumps({**data_, "largest": files}, ensure_ascii=False))
        return
    print(f"{manifest.name or folder}: {_in_words(manifest)}")
    print(f"{tokens:,} tokens, {size:,} bytes")
    for count, _, name in rows[:largest]:
        print(f"{count:>9,} tokens  {name}")
    _list(f"{len(edited):,} edited by hand since the last sync", edited)
