"""Connecting to a Ray cluster, starting workers on it, and what may differ between its machines."""

import contextlib
import os
import secrets
import socket
from typing import Any

from goldthread.errors import BadInput, GoldthreadError, Where
from goldthread.experiments.executors.base import FindTask
from goldthread.experiments.executors.ray_messages import Facts
from goldthread.experiments.executors.ray_worker import FleetWorker, facts_here

LOCAL = "local"
_AT_ONCE = 100_000
"""Calls that one worker may have open; its slots limit the work, not this."""


def connect(address: str, *, workers: int | None) -> bool:
    """Connect this process to a cluster, or start one on this machine.

    Args:
        address: `HOST:PORT` of the head, `auto` for the one of this machine, or `local` for a new one that ends with
            this process.
        workers: Workers wanted; a new cluster has room for at least so many.

    Returns:
        Whether the connection is ours to close.

    Raises:
        BadInput: Ray is not installed, or nothing answers at the address.
    """
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    # A worker that is killed takes its calls with it; that is told once, by us.
    os.environ.setdefault("RAY_IGNORE_UNHANDLED_ERRORS", "1")
    if address == LOCAL:
        _keep_others_out()
    ray = _ray()
    if ray.is_initialized():
        return False
    settings: dict[str, Any] = {"configure_logging": False, "log_to_driver": False}
    if address == LOCAL:
        room = max(workers or 0, os.cpu_count() or 1)
        settings |= {"num_cpus": room, "include_dashboard": False, "object_store_memory": 80 * 1024 * 1024}
        settings["_node_ip_address"] = "127.0.0.1"
    try:
        _knock(address)
        ray.init(address=address, **settings)
    except (OSError, ValueError, RuntimeError, ray.exceptions.RayError) as error:
        raise BadInput(
            f"no Ray cluster could be reached: {str(error).splitlines()[0] if str(error) else type(error).__name__}",
            where=Where(field=f"--address {address}"),
            remedy="start one with `ray start --head --port 6379` on one machine, and give its HOST:6379; or use "
            "--address local",
        ) from error
    # Ray prints what it thinks of every dead worker on stdout, where a command's result goes; `log_to_driver` does not
    # keep it from that.
    ray._private.worker._worker_logs_enabled = False
    return True


def _knock(address: str) -> None:
    """See in seconds whether somebody listens, where Ray itself would wait a minute.

    Raises:
        OSError: Nobody does.
        ValueError: It is no address.
    """
    if address in (LOCAL, "auto"):
        return
    if "://" in address:
        raise ValueError("the driver runs on a machine of the cluster and not through Ray Client")
    host, _, port = address.rpartition(":")
    if not host or not port.isdecimal():
        raise ValueError("the address is not HOST:PORT, auto or local")
    socket.create_connection((host.strip("[]"), int(port)), timeout=10).close()


def _ray() -> Any:
    """Ray, which is heavy, and typed only where it is installed.

    Raises:
        BadInput: It is not installed.
    """
    try:
        import ray
        import ray.exceptions
    except ImportError:
        raise BadInput(
            "the fleet needs Ray, which is not installed",
            where=Where(field="--executor"),
            remedy='install it on every machine: pip install "goldthread[ray]"',
        ) from None
    return ray


def _keep_others_out() -> None:
    """Give a cluster of our own a secret: Ray's ports run whatever they are sent, by whoever can reach them."""
    if "RAY_AUTH_MODE" not in os.environ:
        os.environ |= {"RAY_AUTH_MODE": "token", "RAY_AUTH_TOKEN": secrets.token_hex(32)}


def disconnect() -> None:
    """Close the connection; a cluster that was started here ends."""
    _ray().shutdown()


def start_worker(find_task: FindTask, seconds: float | None) -> Any:
    """Ask the cluster for a worker; it is placed when there is room, on the machine with fewest."""
    actor = _ray().remote(
        num_cpus=1,
        max_restarts=0,
        max_task_retries=0,
        max_concurrency=_AT_ONCE,
        concurrency_groups={"beat": 1},
        scheduling_strategy="SPREAD",
    )(FleetWorker)
    return actor.remote(find_task, seconds)


def beat(actor: Any) -> Any:
    """Ask a worker for a sign of life, in a thread of its own there; the reference of the answer."""
    return actor.beat.options(concurrency_group="beat").remote()


def kill(actor: Any) -> None:
    """End a worker's process, without regard to what it does."""
    with contextlib.suppress(Exception):
        _ray().kill(actor)


def room() -> int:
    """Processors of the cluster as it is now."""
    return int(_ray().cluster_resources().get("CPU", 0))


def is_loss(error: BaseException) -> bool:
    """Whether an error of a call says that the worker, or the way to it, is gone."""
    known = _ray().exceptions
    return isinstance(error, (known.RayActorError, known.NodeDiedError, known.RpcError, known.WorkerCrashedError))


def is_of_node(error: BaseException) -> bool:
    """Whether a worker's end is that of its machine; Ray says so in words alone."""
    return "node has died" in str(error) or "node was terminated" in str(error)


def is_there(node: str) -> bool:
    """Whether a machine, by Ray's id of it, is still of the cluster."""
    return any(one["NodeID"] == node and one["Alive"] for one in _ray().nodes())


def refuse_other_code(there: Facts) -> None:
    """Refuse a worker that would give other results than this machine.

    Raises:
        GoldthreadError: Its Python, its goldthread, or a file of it differs; named.
    """
    here = facts_here()
    for name, ours, theirs in (
        ("Python", here.python, there.python),
        ("goldthread", here.version, there.version),
        ("code of goldthread", here.code[:12], there.code[:12]),
    ):
        if ours != theirs:
            raise GoldthreadError(
                f"{there.host} has another {name} ({theirs}) than the driver ({ours})",
                remedy="install the same versions on every machine (docs/fleet.md), then resume",
            )
