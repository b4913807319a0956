"""Catalogs from databases, DDL, dbt, benchmark schemas, interface descriptions and service models.

One module a source, each a function that gives a `Catalog`; `import_catalog` finds the one for a source by its form.
Tables come in a fixed order, so the same source gives the same catalog.
"""

from collections.abc import Sequence
from dataclasses import replace

from goldthread.errors import BadInput
from goldthread.schemas.catalog import Catalog

__all__ = ["import_catalog"]


def import_catalog(
    source: str, *, dialect: str = "", samples: int = 0, schemas: Sequence[str] = (), name: str = ""
) -> Catalog:
    """The catalog of a source.

    Args:
        source: A database's URL, or a file or folder that describes a schema: DuckDB, SQLite, DDL, dbt's
            `manifest.json`, Spider's `tables.json`, a Spider 2.0 folder, OpenAPI, JSON Schema, `botocore:`, or a
            catalog's own folder or file.
        dialect: Of DDL; where none is given, the dialect that understands it.
        samples: Values of each column that are kept, none by default since data may be private. Databases give those
            of the first rows by primary key, views none.
        schemas: Schemas of a database to read; all but the system's where none are named.
        name: Of the catalog; what the source is called where none is given.

    Raises:
        BadInput: The source is of no kind that can be read, cannot be reached, or cannot be read; with its remedy, and
            never with a password.
    """
    from goldthread.schemas.importers.forms import Options, form_of
    from goldthread.schemas.importers.samples import check_samples

    check_samples(samples)
    options = Options(dialect, samples, tuple(schemas), name)
    form = form_of(source)
    for field, flag in (("dialect", "--dialect"), ("samples", "--sample-values"), ("schemas", "--schema")):
        if getattr(options, field) and field not in form.takes:
            raise BadInput(f"{flag} has no meaning for this source ({form.title})", remedy="leave it out")
    catalog = form.read(options)
    return replace(catalog, name=name) if name else catalog
