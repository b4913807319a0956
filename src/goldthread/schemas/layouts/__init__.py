"""Catalogs as folders of files: which file holds what, pages for readers, and the folder read back.

`goldthread.store.catalogs` writes folders and keeps them in step with their source.
"""

from goldthread.schemas.layouts.domains import find_domains
from goldthread.schemas.layouts.manifest import Manifest, Unit, is_catalog, read_manifest
from goldthread.schemas.layouts.plan import LAYOUTS, check_layout
from goldthread.schemas.layouts.reading import load
from goldthread.schemas.layouts.rendering import FILE_TOKENS, NAVIGATOR_TOKENS

__all__ = [
    "FILE_TOKENS",
    "LAYOUTS",
    "NAVIGATOR_TOKENS",
    "Manifest",
    "Unit",
    "check_layout",
    "find_domains",
    "is_catalog",
    "load",
    "read_manifest",
]
