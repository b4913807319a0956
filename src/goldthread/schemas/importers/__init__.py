"""Catalogs from databases, DDL, dbt, benchmark schemas, interface descriptions and service models."""

from pathlib import Path
from typing import Any

from goldthread.errors import BadInput, Where
from goldthread.schemas.catalog import Catalog


def import_catalog(source: str, **options: Any) -> Catalog:
    """The catalog of a source.

    Args:
        source: A URL of a database, or a file or folder that describes a schema; a catalog's folder is one.
        options: What only some sources know.

    Raises:
        BadInput: The source is of no kind that can be read, cannot be reached, or cannot be read; with its remedy.
    """
    from goldthread.schemas.layouts import is_catalog, load

    path = Path(source)
    if path.is_dir() and is_catalog(path):
        return load(path)
    del options
    raise BadInput("is no source of a catalog", where=Where(source), remedy="name a catalog's folder")
