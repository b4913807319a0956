"""The worker: a process that opens one database and runs SELECTs on it, within limits that the system keeps.

It is told what to do by JSON lines on its standard input and answers by JSON lines; it knows no key and writes no file.
"""

import json
import os
import signal
import sys
import threading
import time
from typing import Any, BinaryIO

from goldthread.navigation.sql.engines import ENGINES, Connection, Lost, RefusedHere, Stopped
from goldthread.navigation.sql.values import encode

_OUT_OF_MEMORY = ("out of memory", "bad_alloc", "allocation failure", "cannot allocate", "too big", "too large")


_SHARED = 1024 * 1024


def limit_process(memory: int, *, written: int = 0) -> None:
    """Limit the process for good: address space, no file written beyond `written` bytes, no core left."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        import resource
    except ImportError:
        return
    wanted = [("RLIMIT_AS", memory), ("RLIMIT_FSIZE", written), ("RLIMIT_CORE", 0)]
    for name, most in wanted:
        # macOS knows RLIMIT_AS and does not keep it: there the parent watches.
        try:
            resource.setrlimit(getattr(resource, name), (most, most))
        except (ValueError, OSError):
            continue


class Answers:
    """Lines to the parent."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out

    def send(self, **told: Any) -> None:
        """Send one line."""
        self._out.write(json.dumps(told).encode() + b"\n")
        self._out.flush()

    def send_rows(self, rows: list[str]) -> None:
        """Send rows that are JSON already."""
        self._out.write(f'{{"rows":[{",".join(rows)}]}}\n'.encode())
        self._out.flush()


def answer(connection: Connection, request: dict[str, Any], answers: Answers) -> None:
    """Run one query and send its rows."""
    seconds = float(request["seconds"])
    timer = threading.Timer(seconds, connection.interrupt)
    timer.daemon = True
    timer.start()
    began = time.monotonic()
    stopped = ""
    try:
        stopped = _send(connection, request, answers)
    except Stopped:
        stopped = "time"
    except MemoryError:
        stopped = "memory"
    except RefusedHere as error:
        answers.send(error=str(error), kind="refused")
        return
    except Lost as error:
        answers.send(error=str(error)[:4000], kind="lost")
        return
    except Exception as error:
        said = str(error)
        if any(word in said.casefold() for word in _OUT_OF_MEMORY):
            stopped = "memory"
        elif time.monotonic() - began >= seconds:
            stopped = "time"
        else:
            answers.send(error=said[:4000], kind=type(error).__name__)
            return
    finally:
        timer.cancel()
        timer.join()
        connection.finish()
    answers.send(done=True, stopped=stopped, seconds=time.monotonic() - began)


def _send(connection: Connection, request: dict[str, Any], answers: Answers) -> str:
    end = time.monotonic() + float(request["seconds"])
    names, types, batches = connection.run(request["sql"], float(request["seconds"]))
    answers.send(columns=names, types=types)
    rows, room = int(request["rows"]), int(request["bytes"])
    for batch in batches:
        part: list[str] = []
        full: str = ""
        for row in batch:
            if rows == 0 or any(isinstance(value, (str, bytes)) and len(value) > room for value in row):
                full = "bytes" if rows else "rows"
                break
            told = json.dumps([encode(value) for value in row], separators=(",", ":"))
            if len(told) > room:
                full = "bytes"
                break
            part.append(told)
            room -= len(told)
            rows -= 1
        answers.send_rows(part)
        if full or time.monotonic() > end:
            return full or "time"
    return ""


def bind(request: dict[str, Any], answers: Answers) -> None:
    """Bind a SELECT against empty tables."""
    from goldthread.navigation.sql.bind_worker import bind_in_memory

    answers.send(**bind_in_memory(request["tables"], request["sql"], float(request["seconds"])))


def main() -> None:
    """Answer requests until the parent goes."""
    out = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    answers = Answers(out)
    opening = json.loads(sys.stdin.buffer.readline() or b"null")
    if opening is None:
        return
    connection: Connection | None = None
    try:
        if opening["engine"] == "bind":
            import duckdb  # noqa: F401 - loaded before the process is limited
        elif opening["engine"] == "postgresql":
            import psycopg  # noqa: F401
            import sqlalchemy  # noqa: F401
        # SQLite's shared memory beside a file in WAL mode is a file as well.
        limit_process(opening["memory"], written=_SHARED if opening["engine"] == "sqlite" else 0)
        if opening["engine"] != "bind":
            connection = ENGINES[opening["engine"]](opening["address"], opening["memory"])
    except ImportError as error:
        answers.send(failed=f"{error.name} is not installed", missing=error.name)
        return
    except Exception as error:
        answers.send(failed=str(error)[:4000])
        return
    answers.send(ready=True)
    for line in sys.stdin.buffer:
        request = json.loads(line)
        if connection is None:
            bind(request, answers)
        else:
            answer(connection, request, answers)


if __name__ == "__main__":
    main()
