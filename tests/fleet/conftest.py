"""Real Ray nodes on loopback, for all tests of the fleet; skipped where Ray is absent."""

import importlib.util
import os
import secrets
import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).parent
_SMALL: dict[str, Any] = {
    "num_cpus": 2,
    "object_store_memory": 80 * 1024 * 1024,
    "include_dashboard": False,
}
# Two machines on loopback: Ray takes 127.0.0.1 for another address of this machine, these it leaves alone.
_HEAD, _SECOND = "127.0.0.2", "127.0.0.3"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark all tests of this folder; skip them without Ray."""
    absent = importlib.util.find_spec("ray") is None
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.fleet)
            if absent:
                item.add_marker(pytest.mark.skip(reason='Ray is absent: pip install "goldthread[ray]"'))


class Nodes:
    """A head, and a second node that can be killed and started again; each has room for two workers."""

    def __init__(self, temporary: Path) -> None:
        from ray.cluster_utils import Cluster

        self._cluster: Any = Cluster(
            initialize_head=True, head_node_args={**_SMALL, "node_ip_address": _HEAD, "temp_dir": str(temporary)}
        )
        self.address: str = self._cluster.address
        self._second: Any = None

    def start_second(self) -> None:
        """Start the second node where it does not run."""
        for tries_left in (2, 1, 0):
            if self._second is not None:
                return
            try:
                self._second = self._cluster.add_node(**_SMALL, node_ip_address=_SECOND)
            except Exception as error:
                # Ray gives a new node 30 s, too few for a machine that is busy with something else.
                if not tries_left or "timed out during startup" not in str(error):
                    raise

    def kill_second(self) -> None:
        """Kill the second node with all its workers."""
        if self._second is not None:
            self._cluster.remove_node(self._second, allow_graceful=False)
            self._second = None

    def stop(self) -> None:
        """End all nodes."""
        self._cluster.shutdown()


@pytest.fixture(scope="session")
def nodes() -> Iterator[Nodes]:
    """The nodes; none is left behind."""
    temporary = Path(tempfile.mkdtemp(prefix="gt", dir="/tmp"))
    secret = {"RAY_AUTH_MODE": "token", "RAY_AUTH_TOKEN": secrets.token_hex(16), "RAY_USAGE_STATS_ENABLED": "0"}
    quick = {"RAY_health_check_period_ms": "500", "RAY_health_check_failure_threshold": "4"}
    os.environ |= {**secret, **quick, "PYTHONPATH": str(ROOT), "GOLDTHREAD_TESTS": "1"}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        started = Nodes(temporary)
    yield started
    started.stop()
    shutil.rmtree(temporary, ignore_errors=True)


def alive(pid: int) -> bool:
    """Whether a process runs."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


Start = Callable[..., Any]
