"""A real PostgreSQL server, started in a folder of its own; Debian's package `postgresql` brings it."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

PASSWORD = "p@ss/w:rd and more"


@dataclass(frozen=True)
class Server:
    """A server that runs; its owner is `postgres`, whose password is `PASSWORD`."""

    port: int
    start: Callable[[], None]
    stop: Callable[[], None]

    def url(self, database: str = "postgres", password: str = PASSWORD, user: str = "postgres") -> str:
        from urllib.parse import quote

        return f"postgresql://{user}:{quote(password, safe='')}@127.0.0.1:{self.port}/{database}"

    def run(self, sql: str, database: str = "postgres") -> None:
        import psycopg

        with psycopg.connect(
            host="127.0.0.1", port=self.port, user="postgres", password=PASSWORD, dbname=database, autocommit=True
        ) as connection:
            connection.execute(sql)


def _programs() -> Path | None:
    found = shutil.which("initdb")
    folders = [Path(found).parent] if found else sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((one for one in folders if (one / "initdb").exists() and (one / "pg_ctl").exists()), None)


def _user() -> str | None:
    """Whom the server runs as: initdb refuses root."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            pwd.getpwnam(name)
        except KeyError:
            continue
        return name
    pytest.skip("PostgreSQL does not run as root, and there is no user postgres or nobody")


@contextmanager
def running() -> Iterator[Server]:
    """A server while the context lasts; the test is skipped where PostgreSQL is not installed."""
    programs = _programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed (apt-get install postgresql)")
    user = _user()
    folder = Path(tempfile.mkdtemp(prefix="postgresql-"))
    secret = folder / "password"
    secret.write_text(PASSWORD)
    if user is not None:
        for path in (folder, secret):
            shutil.chown(path, user)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    data = str(folder / "data")

    def call(*command: str) -> None:
        done = subprocess.run(
            [str(programs / command[0]), *command[1:]],
            user=user,
            cwd=folder,
            capture_output=True,
            check=False,
            text=True,
            timeout=60,
        )
        assert done.returncode == 0, done.stdout + done.stderr

    try:
        call(
            "initdb", "-D", data, "-U", "postgres", "-A", "scram-sha-256", f"--pwfile={secret}", "--no-sync",
            "--encoding=UTF8", "--locale=C",
        )  # fmt: skip
        settings = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=20"

        def start() -> None:
            call("pg_ctl", "-D", data, "-w", "-l", str(folder / "log"), "-o", settings, "start")

        def stop() -> None:
            call("pg_ctl", "-D", data, "-m", "immediate", "stop")

        start()
        try:
            yield Server(port, start, stop)
        finally:
            stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
