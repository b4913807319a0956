"""The worker as its parent sees it: started, asked, watched, and killed when its time is up."""

import contextlib
import json
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Generator
from typing import Any

from goldthread.navigation.sql.memory import kept_by_system, resident
from goldthread.navigation.sql.model import DatabaseGone, NotOpened

GRACE = 0.15
"""Seconds beyond the limit that the worker has for stopping by itself."""
_START = 30.0
_POLL = 0.05
_PASSED = ("PATH", "LANG", "LC_ALL", "TZ", "SYSTEMROOT", "TEMP", "TMP", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
_LONGEST = 64 * 1024 * 1024


class Killed(Exception):
    """The worker is gone; `why` is the limit that ended it."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Worker:
    """One process; started by the first request, and anew by the next one after it was killed."""

    def __init__(self, opening: dict[str, Any], memory: int, *, name: str = "") -> None:
        self._opening = {**opening, "memory": memory}
        self._memory = memory
        self._name = name
        self._process: subprocess.Popen[bytes] | None = None
        self._lines: queue.Queue[bytes | None] = queue.Queue(maxsize=256)
        self._ready = False
        self._lock = threading.Lock()
        self.pid = 0
        self._look = 0.0
        self._owner = os.getpid()

    def ask(self, request: dict[str, Any], seconds: float) -> Generator[dict[str, Any]]:
        """Answers to a request, the last of which has `done`, `error` or `bound`.

        Raises:
            Killed: The worker passed a limit.
            NotOpened: The database cannot be opened.
            DatabaseGone: The process did not start.
        """
        self._own()
        with self._lock:
            self._await_ready()
            end = time.monotonic() + seconds + GRACE
            finished = False
            try:
                self._write(request)
                while not finished:
                    told = self._next(end)
                    finished = not told.keys().isdisjoint(("done", "error", "bound"))
                    yield told
            finally:
                if not finished:
                    self.kill()

    def wait(self) -> None:
        """Wait until the process is ready.

        Raises:
            NotOpened: The database cannot be opened.
            DatabaseGone: The process did not start.
        """
        self._own()
        with self._lock:
            self._await_ready()

    def start(self) -> None:
        """Start the process if there is none; does not wait for it."""
        if self._process is not None:
            if self._process.poll() is None:
                return
            self.kill(again=False)
        self._lines = queue.Queue(maxsize=256)
        self._ready = False
        environment = {key: os.environ[key] for key in _PASSED if key in os.environ}
        environment |= {
            "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONIOENCODING": "utf-8",
            "MALLOC_ARENA_MAX": "2",
        }
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "goldthread.navigation.sql.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            start_new_session=True,
        )
        self.pid = self._process.pid
        threading.Thread(target=_read, args=(self._process, self._lines), daemon=True).start()
        with contextlib.suppress(Killed):  # found out by the one who waits for its answer
            self._write(self._opening)

    def kill(self, *, again: bool = True) -> None:
        """End the process at once; the next one is started in the background."""
        if self._process is None:
            return
        process, self._process = self._process, None
        process.kill()
        if again:
            # Reaped aside: giving a gigabyte back takes the system a while.
            threading.Thread(target=process.wait, daemon=True).start()
        else:
            process.wait()
        if process.stdin is not None:
            with contextlib.suppress(OSError):
                process.stdin.close()
        if again:
            self.start()

    def close(self) -> None:
        """End the process for good."""
        self._own()
        self.kill(again=False)

    def _own(self) -> None:
        """A process forked off this program leaves its parent's worker alone and takes one of its own."""
        if self._owner != os.getpid():
            self._owner = os.getpid()
            self._process = None
            self._lock = threading.Lock()

    def _await_ready(self) -> None:
        self.start()
        if self._ready:
            return
        try:
            told = self._next(time.monotonic() + _START)
        except Killed as killed:
            self.close()
            raise DatabaseGone(
                f"the worker for {self._name or 'SQL'} did not start ({killed.why})",
                remedy="give it more memory, or see whether the machine is busy",
            ) from None
        if "failed" in told:
            self.close()
            remedy = ""
            if told.get("missing"):
                remedy = "pip install 'goldthread[postgresql]'"
            raise NotOpened(f"{self._name} cannot be opened: {told['failed']}", remedy=remedy)
        self._ready = True

    def _write(self, told: dict[str, Any]) -> None:
        assert self._process is not None  # noqa: S101
        assert self._process.stdin is not None  # noqa: S101
        try:
            self._process.stdin.write(json.dumps(told).encode() + b"\n")
            self._process.stdin.flush()
        except OSError:
            raise Killed(self._why()) from None

    def _next(self, end: float) -> dict[str, Any]:
        while True:
            left = end - time.monotonic()
            if left <= 0:
                raise Killed("time")
            self._watch()
            try:
                line = self._lines.get(timeout=left if kept_by_system() else min(left, _POLL))
            except queue.Empty:
                continue
            if line is None:
                raise Killed(self._why())
            told = json.loads(line)
            if not isinstance(told, dict):
                raise Killed("crash")
            return told

    def _watch(self) -> None:
        """Where the system does not limit memory, look at it now and then."""
        if not kept_by_system() and (now := time.monotonic()) >= self._look:
            self._look = now + _POLL
            if resident(self.pid) > self._memory:
                raise Killed("memory")

    def _why(self) -> str:
        """Why the process ended by itself: by a signal, it ran out of memory or of its time of the processor."""
        if self._process is None:
            return "crash"
        try:
            ended = -self._process.wait(1)
        except subprocess.TimeoutExpired:
            return "crash"
        return "time" if ended == getattr(signal, "SIGXCPU", 0) > 0 else "memory" if ended > 0 else "crash"


def _read(process: "subprocess.Popen[bytes]", lines: "queue.Queue[bytes | None]") -> None:
    """Pass the worker's lines on; a line beyond all limits ends it."""
    out = process.stdout
    assert out is not None  # noqa: S101
    with out:
        while line := out.readline(_LONGEST):
            if not line.endswith(b"\n"):
                process.kill()
                break
            _put(line, lines, process)
    _put(None, lines, process)


def _put(line: bytes | None, lines: "queue.Queue[bytes | None]", process: "subprocess.Popen[bytes]") -> None:
    """Wait for room, unless nobody reads any more because the process was killed."""
    while True:
        try:
            return lines.put(line, timeout=0.2)
        except queue.Full:
            if process.poll() is not None:
                return None
