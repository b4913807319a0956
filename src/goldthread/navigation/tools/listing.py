"""`list`: files and folders of a catalog."""

from goldthread.navigation.files import CatalogFiles
from goldthread.navigation.tools.result import Block, Bounds, Result, number_of, pack

_MANY = Bounds(matches=500)


def list_files(files: CatalogFiles, path: str = "", cursor: str = "", *, bounds: Bounds = _MANY) -> Result:
    """Files and folders of a folder, by name, folders with a slash and files with their size.

    Args:
        files: The catalog.
        path: Folder; empty for the catalog's own.
        cursor: Of the result before.
        bounds: How much there may be.

    Raises:
        BadInput: There is no such folder.
    """
    names = files.workspace.names(path)
    start = number_of(cursor)
    shown = names[start : start + bounds.matches]
    sizes = dict(zip(shown, files.workspace.sizes(path, shown), strict=True))

    def block(at: int) -> Block:
        name = names[at]
        if name.endswith("/"):
            return Block(name, {"name": name, "folder": True})
        return Block(f"{name}  {sizes[name]:,} bytes", {"name": name, "folder": False, "bytes": sizes[name]})

    folder = path.strip("/") or "."
    return pack(f"{folder}: {len(names):,} entries", len(names), block, cursor, bounds)
