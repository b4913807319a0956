"""Catalogs measured: 10,000 tables in five formats, built, read back, split to their budgets, and kept in step.

Each format is built in a process of its own, so that the memory is that of one build. Beside the times stand PyYAML's own
writer and reader on the same data, the peer that a YAML catalog would be made with.

Run: python bench/catalog.py [TABLES]
"""

import json
import multiprocessing
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from goldthread.navigation.corpora import corpus
from goldthread.schemas import formats
from goldthread.schemas.catalog import Catalog
from goldthread.schemas.formats.data import catalog_data
from goldthread.schemas.layouts import load
from goldthread.store.catalogs import build, sync
from goldthread.tokens import count_tokens

FORMATS = [name for name, one in formats.FORMATS.items() if not one.losses]


def timed(work: Callable[[], Any]) -> tuple[float, float, Any]:
    """Seconds by the clock, seconds of the processor, and what came out."""
    clock, processor = time.perf_counter(), time.process_time()
    result = work()
    return time.perf_counter() - clock, time.process_time() - processor, result


def one_table_changed(catalog: Catalog) -> Catalog:
    """The catalog with another description of its middle table."""
    tables = [*catalog.tables]
    middle = len(tables) // 2
    tables[middle] = replace(tables[middle], description=f"Changed. {tables[middle].description}")
    return replace(catalog, tables=(*tables,))


def sizes(folder: Path) -> tuple[int, int, int]:
    """Files, tokens of the navigator's largest page, and of the largest file."""
    files = [path for path in folder.rglob("*") if path.is_file() and ".goldthread" not in path.parts]
    counts = {path: count_tokens(path.read_text()) for path in files if path.stat().st_size > 3_000}
    navigator = max((count for path, count in counts.items() if path.name.startswith("navigator")), default=0)
    return len(files), navigator, max(counts.values(), default=0)


def measure(number: int, format: str) -> dict[str, Any]:
    """The figures of a format."""
    catalog = corpus(f"synth-{number}").catalog
    with tempfile.TemporaryDirectory() as here:
        folder = Path(here, "catalog")
        built = timed(lambda: build(catalog, folder, format))
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        read = timed(lambda: load(folder))
        synced = timed(lambda: sync(one_table_changed(catalog), folder))
        files, navigator, largest = sizes(folder)
        return {
            "build": built[:2],
            "memory": memory,
            "load": read[:2],
            "sync": synced[:2],
            "written": len(synced[2].written),
            "differences": sum(one != other for one, other in zip(catalog.tables, read[2].tables, strict=True)),
            "files": files,
            "navigator": navigator,
            "largest": largest,
        }


def peer(number: int) -> str:
    """What PyYAML's C writer and reader need for the same data, on a tenth of it."""
    import yaml

    data = catalog_data(corpus(f"synth-{max(number // 10, 10)}").catalog)
    wrote, _, text = timed(lambda: yaml.dump(data, Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True))
    read, _, again = timed(lambda: yaml.load(text, Loader=yaml.CSafeLoader))
    return f"PyYAML (CSafeDumper, CSafeLoader), times ten: written {10 * wrote:.1f} s, read {10 * read:.1f} s, same: {again == data}"


def main(number: int) -> None:
    """Print the figures."""
    context = multiprocessing.get_context("spawn")
    total, most = 0.0, 0.0
    print(f"synth-{number}; seconds by the clock (of the processor)")
    for format in FORMATS:
        with context.Pool(1) as pool:
            found = pool.apply(measure, (number, format))
        total += found["build"][0]
        most = max(most, found["memory"])
        times = "  ".join(f"{name} {found[name][0]:5.2f} ({found[name][1]:5.2f})" for name in ("build", "load", "sync"))
        print(
            f"{format:<9} {times}  {found['memory']:4.0f} MB  {found['files']:,} files, navigator {found['navigator']:,} and "
            f"largest {found['largest']:,} tokens, {found['differences']} differences, {found['written']} written by sync"
        )
    print(f"all five built in {total:.1f} s (target 30), at most {most:.0f} MB (target 400)")
    print(peer(number))
    print(json.dumps({"seconds": round(total, 2), "megabytes": round(most)}))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
