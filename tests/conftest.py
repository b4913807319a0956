"""What all tests share: no network but loopback, no keys, paths of the benchmark data."""

import os
import socket
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT.parent / "shared" / "data"


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only loopback can be reached, and no key or setting of the machine is seen."""
    for name in list(os.environ):
        if name.startswith(("OPENAI_", "ANTHROPIC_", "GOLDTHREAD_")):
            monkeypatch.delenv(name)
    real = socket.socket.connect

    def connect(self: socket.socket, address: Any) -> None:
        host = address[0] if isinstance(address, tuple) else "unix"
        if host not in ("127.0.0.1", "127.0.0.2", "::1", "localhost", "unix"):
            raise OSError(f"tests reach loopback only, not {host}")
        real(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect)


@pytest.fixture(autouse=True)
def no_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    """A password of one test (`hidden`) is not redacted out of another one's report (`aria-hidden`)."""
    monkeypatch.setattr("goldthread.redaction._secrets", set())


@pytest.fixture
def corpora() -> Path:
    """The corpora that were written without sight of the code."""
    return ROOT / "tests" / "corpora"


@pytest.fixture
def data() -> Path:
    """The benchmark data beside the checkout."""
    if not DATA.is_dir():
        pytest.skip("the benchmark data is not beside the checkout (../shared/data)")
    return DATA
