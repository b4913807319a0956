"""What the tests of importers share."""

from collections.abc import Iterator

import pytest

from tests.postgresql import Server, running


@pytest.fixture(scope="package")
def postgresql() -> Iterator[Server]:
    """A real server, one for all tests of this folder."""
    with running() as server:
        yield server
