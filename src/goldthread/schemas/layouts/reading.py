"""A catalog's folder read back."""

from pathlib import Path

from goldthread.errors import BadInput, Where
from goldthread.schemas.catalog import Catalog
from goldthread.schemas.formats import get_format
from goldthread.schemas.formats.format import MAX_CHARACTERS, Format, broken
from goldthread.schemas.layouts.manifest import Manifest, Unit, read_manifest
from goldthread.schemas.layouts.splitting import join

_REMEDY = "put it back from your backup, or delete it and run goldthread catalog sync to have it made anew"


def read_file(path: Path) -> bytes:
    """The bytes of a file of a catalog.

    Raises:
        BadInput: It is not there, is no file, or is too large.
    """
    try:
        if path.stat().st_size > 4 * MAX_CHARACTERS:
            raise broken(str(path), None, f"has more than {4 * MAX_CHARACTERS:,} bytes", _REMEDY)
        return path.read_bytes()
    except OSError as error:
        reason = "is missing" if isinstance(error, FileNotFoundError) else f"cannot be read: {error.strerror}"
        raise broken(str(path), None, reason, _REMEDY) from error


def decode(data: bytes, path: Path) -> str:
    """The text of a file of a catalog.

    Raises:
        BadInput: It is not UTF-8.
    """
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise broken(
            str(path), line, "is not UTF-8 text", "save it as UTF-8, or put it back from your backup"
        ) from error


def read_unit(folder: Path, unit: Unit, format: Format, *, whole: bool = True) -> Catalog:
    """What the files of a unit hold.

    Args:
        folder: The catalog's folder.
        unit: The unit.
        format: The catalog's format.
        whole: Whether all its files have to be there.

    Raises:
        BadInput: One of them cannot be read, or tables or columns are missing from them.
    """
    parts = []
    for name in unit.files:
        path = folder / name
        if not whole and not path.exists():
            continue
        parts.append(format.read(decode(read_file(path), path), str(path)))
    part = join(parts)
    if whole and unit.tables and not format.losses:
        check_whole(folder, unit, part)
    return part


def check_whole(folder: Path, unit: Unit, part: Catalog) -> None:
    """Refuse files that hold less than the manifest says.

    Raises:
        BadInput: Tables or columns are missing.
    """
    names = {table.name for table in part.tables}
    last = str(folder / [*unit.files][-1])
    for name in unit.tables:
        if name not in names:
            raise broken(last, None, f"the table {name[:80]!r} is missing: the file may have been cut short", _REMEDY)
    columns = sum(len(table.columns) for table in part.tables)
    if columns < unit.columns:
        message = f"has {columns:,} of {unit.columns:,} columns: the file may have been cut short"
        raise broken(last, None, message, _REMEDY)


def assemble(parts: list[Catalog], manifest: Manifest) -> Catalog:
    """The catalog of the parts of all units, tables in their order.

    Raises:
        BadInput: Two files hold the same table.
    """
    head = parts[0]
    places: dict[str, int] = {}
    for unit in manifest.data:
        places.update(zip(unit.tables, unit.places, strict=False))
    tables = [table for part in parts for table in part.tables]
    tables.sort(key=lambda table: places.get(table.name, len(places)))
    seen: set[str] = set()
    for table in tables:
        if table.name in seen:
            raise BadInput(f"the table {table.name[:80]!r} is in two files", remedy="keep one of them")
        seen.add(table.name)
    return Catalog(head.name, head.description, head.domains, (*tables,), head.dialect, head.note)


def load(folder: str | Path) -> Catalog:
    """The catalog of a folder, with what people edited in its files.

    Raises:
        BadInput: The folder is no catalog, or one of its files cannot be read; with file, line and remedy.
    """
    folder = Path(folder)
    manifest = read_manifest(folder)
    format = get_format(manifest.format)
    if not manifest.data:
        raise BadInput("names no files", where=Where(str(folder)), remedy="build the catalog again with --replace")
    return assemble([read_unit(folder, unit, format) for unit in manifest.data], manifest)
