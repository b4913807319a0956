"""How long corpora take: catalog, database, size of the file, gold SQL of all questions.

Run: python bench/schema_corpora.py [NAME ...]
"""

import argparse
import resource
import tempfile
import time
from pathlib import Path

import duckdb

from goldthread.errors import BadInput
from goldthread.navigation.corpora import corpus

NAMES = ("retail", "synth-500", "synth-10000", "embed-500", "embed-10000", "tpcds-0.01", "aws10k")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("names", nargs="*", default=NAMES)
    print(
        f"{'corpus':12} {'tables':>7} {'columns':>8} {'keys':>7} {'catalog s':>10} {'database s':>11} {'MB':>7} {'gold s':>7}"
    )
    for name in options.parse_args().names:
        try:
            print(measured(name))
        except BadInput as error:
            print(f"{name:12} left out: {error.message} ({error.remedy})")
    print(f"highest memory of all: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MiB")


def measured(name: str) -> str:
    began = time.monotonic()
    made = corpus(name)
    catalog = time.monotonic() - began
    tables = made.catalog.tables
    line = (
        f"{name:12} {len(tables):7,} {sum(len(one.columns) for one in tables):8,} "
        f"{sum(len(one.foreign_keys) for one in tables):7,} {catalog:10.2f}"
    )
    if made.fill is None:
        return f"{line} {'none':>11}"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "corpus.duckdb"
        began = time.monotonic()
        made.make_database(path)
        line += f" {time.monotonic() - began:11.2f} {path.stat().st_size / 1e6:7.1f}"
        if not made.questions:
            return line
        with duckdb.connect(str(path), read_only=True) as database:
            began = time.monotonic()
            for one in made.questions:
                database.execute(one.sql).fetchall()
            return f"{line} {time.monotonic() - began:7.2f}"


if __name__ == "__main__":
    main()
