"""Folders of one catalog in all formats and layouts."""

from pathlib import Path

import pytest

from goldthread.navigation.corpora import corpus
from goldthread.navigation.tools import CatalogFiles
from goldthread.store.catalogs import build


@pytest.fixture(scope="session")
def retail(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("retail") / "catalog"
    build(corpus("retail").catalog, folder)
    return folder


@pytest.fixture
def files(retail: Path) -> CatalogFiles:
    return CatalogFiles(retail)
