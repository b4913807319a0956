"""How fast an audit is: 200,000 words under 500 requirements, its slopes, and many documents in a pool of processes.

Run: python bench/audit.py [FOLDER of the benchmark data, ../shared/data by default]

The text is real model output (HelloBench generations) cut into chapters. Each size runs in a process of its own; its peak
memory is that process's. The pool is held against two bare processes that do the same work, in the same run.
"""

import argparse
import gzip
import json
import multiprocessing
import os
import random
import resource
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from goldthread.checks.words import content_words
from goldthread.cli.auditing import audit_path, audit_paths
from goldthread.schemas.requirements import requirements_of
from goldthread.workflows.auditing import audit_text

WORDS, CONSTRAINTS = 200_000, 500
SIZES = (25_000, 50_000, 100_000, 200_000)
COUNTS = (125, 250, 500, 1_000)
CHAPTER = 2_000


def generations(data: Path) -> list[str]:
    """Texts of the 461 generations."""
    with gzip.open(data / "hellobench" / "generations.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line)["response"] for line in lines]


def book(texts: list[str], words: int) -> str:
    """Chapters of about 2,000 words of the texts, `words` in all; headings of the texts are one level down."""
    paragraphs = [part.lstrip("# ") for text in texts for part in text.split("\n\n") if part.strip()]
    chapters: list[str] = []
    written = at = 0
    while written < words:
        body: list[str] = []
        size = 0
        while size < min(CHAPTER, words - written):
            body.append(paragraphs[at % len(paragraphs)])
            size += len(body[-1].split())
            at += 1
        written += size
        chapters.append(f"## Chapter {len(chapters) + 1}\n\n" + "\n\n".join(body))
    return "\n\n".join(chapters) + "\n"


def constraints(text: str, count: int) -> dict[str, Any]:
    """Requirements of every kind; half of their phrases stand in the text, half are put together of its words."""
    rng = random.Random(7)
    sentences = [one.split() for one in text.replace("\n", " ").split(". ") if 6 < len(one.split()) < 40]
    chapters = text.count("\n## Chapter ") + 1
    words = [word for one in sentences for word in one if word.isalpha()]

    def phrase() -> str:
        if rng.random() < 0.5:
            one = rng.choice(sentences)
            at = rng.randrange(len(one) - 4)
            return " ".join(one[at : at + 3]).strip(",;:()*_#") or "a word"
        return " ".join(rng.choice(words) for _ in range(3))

    def some(kind: str) -> dict[str, Any]:
        number = rng.randint(1, chapters)
        if kind == "single":
            return {"text": phrase(), "place": f"chapter {number}"}
        if kind == "range":
            return {"text": phrase(), "sections": list(range(number, min(chapters, number + 3) + 1)), "kind": "range"}
        if kind == "periodic":
            start = rng.randint(1, 10)
            return {"text": phrase(), "sections": list(range(start, chapters + 1, 20)) or [1], "kind": "periodic"}
        if kind == "count":
            return {
                "text": phrase(),
                "kind": "count",
                "minimum": 1,
                "maximum": 3,
                "unit": "mentions",
                "scope": "document",
            }
        if kind == "order":
            return {"text": phrase(), "before": phrase()}
        if kind == "length":
            return {
                "text": "long enough",
                "kind": "length",
                "minimum": 1_500,
                "unit": "words",
                "place": f"chapter {number}",
            }
        if kind == "structure":
            return {"text": "a bullet list", "kind": "structure", "place": f"chapter {number}"}
        return {"text": phrase(), "kind": kind}

    mix = ["single"] * 40 + ["range"] * 10 + ["periodic"] * 6 + ["somewhere"] * 12 + ["nowhere"] * 2
    mix += ["count"] * 10 + ["order"] * 8 + ["length"] * 6 + ["structure"] * 6
    found = [some(mix[at % len(mix)]) for at in range(count - 3)]
    found += [{"kind": "agreement", "text": "names, figures and dates"}, {"kind": "language", "text": "English"}]
    found.append({"kind": "reading", "text": "readable", "maximum": 18})
    return {"units": {"label": "Chapter"}, "constraints": found}


def alone(work: Callable[..., None], *given: Any) -> dict[str, float]:
    """A piece of work in a process of its own: seconds, CPU seconds, peak megabytes, and what it counts."""
    context = multiprocessing.get_context("spawn")
    queue: Any = context.SimpleQueue()
    process = context.Process(target=work, args=(queue, *given))
    process.start()
    found: dict[str, float] = queue.get()
    process.join()
    return found


def one_audit(queue: Any, text: str, fields: dict[str, Any]) -> None:
    """Audit once, cold, and say what it took."""
    content_words("warm", "en")
    begun, cpu = time.perf_counter(), time.process_time()
    audited = audit_text(requirements_of(fields, None), text, "book.md", language="en")
    queue.put(
        {
            "seconds": time.perf_counter() - begun,
            "cpu": time.process_time() - cpu,
            "mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
            "checks": len(audited.checks),
            "kept": audited.count("kept"),
        }
    )


def slope(sizes: tuple[int, ...], seconds: list[float]) -> tuple[float, float]:
    """Exponent of a power law fitted to sizes and times, and seconds per thousand by a straight line."""
    import math

    exponent = statistics.linear_regression([math.log(one) for one in sizes], [math.log(one) for one in seconds]).slope
    return exponent, 1000 * statistics.linear_regression(sizes, seconds).slope


POOL = {
    "constraints": [
        "Never mention synergy.",
        {"text": "in conclusion", "kind": "count", "maximum": 1, "unit": "mentions"},
        {"text": "the future", "kind": "somewhere"},
        {"text": "community", "place": "the introduction"},
        {"text": "a table", "kind": "structure"},
        {"kind": "agreement", "text": "names, figures and dates"},
        {"kind": "language", "text": "English"},
        {"kind": "reading", "text": "readable", "maximum": 14},
        {"kind": "length", "minimum": 1_500, "unit": "words", "text": "long"},
        {"text": "challenges", "before": "conclusion"},
    ]
}


def bare(paths: list[Path]) -> None:
    """The work of one bare process."""
    asked = requirements_of(POOL, None)
    for path in paths:
        audit_path(asked, "", path)


def many(texts: list[str]) -> None:
    """The documents one after another, in two bare processes, and in the pool."""
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for at, text in enumerate(texts):
            paths.append(Path(folder) / f"{at:03d}.md")
            paths[-1].write_text(text, encoding="utf-8")
        context = multiprocessing.get_context("fork")

        def spent(halves: list[list[Path]]) -> float:
            begun = time.perf_counter()
            processes = [context.Process(target=bare, args=(half,)) for half in halves]
            for one in processes:
                one.start()
            for one in processes:
                one.join()
            return time.perf_counter() - begun

        def pooled() -> float:
            begun = time.perf_counter()
            failed = sum(isinstance(one, Exception) for one in audit_paths(requirements_of(POOL, None), paths, "", 2))
            seconds = time.perf_counter() - begun
            if failed:
                raise SystemExit(f"{failed} documents failed")
            return seconds

        spent([paths[:20]])
        rows = []
        for _ in range(3):
            rows.append((spent([paths]), spent([paths[::2], paths[1::2]]), pooled()))
        one, two, pool = (statistics.median(row[at] for row in rows) for at in range(3))
    share = (one / pool) / (one / two)
    print(
        f"{len(texts)} documents, {sum(len(text.split()) for text in texts):,} words: one process {one:.1f} s, two bare "
        f"processes {two:.1f} s ({one / two:.2f} times), pool {pool:.1f} s ({one / pool:.2f} times): "
        f"{share:.0%} of the bare speed-up (medians of 3)"
    )


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("data", nargs="?", type=Path, default=Path(__file__).parents[2] / "shared" / "data")
    texts = generations(parser.parse_args().data)
    print(f"{os.cpu_count()} cores")
    full = book(texts, WORDS)
    seconds = []
    for size in SIZES:
        # The same requirements for all sizes: those of chapters that are not there would be answered for nothing.
        text = book(texts, size)
        found = alone(one_audit, text, constraints(text, CONSTRAINTS))
        seconds.append(found["cpu"])
        print(f"{size:>7,} words, {CONSTRAINTS} requirements: {_told(found)}")
    print("  exponent in words {:.2f}, {:.3f} CPU s per 1,000 words".format(*slope(SIZES, seconds)))
    seconds = []
    for count in COUNTS:
        found = alone(one_audit, full, constraints(full, count))
        seconds.append(found["cpu"])
        print(f"{WORDS:,} words, {count:>5} requirements: {_told(found)}")
    print("  exponent in requirements {:.2f}, {:.1f} CPU s per 1,000 requirements".format(*slope(COUNTS, seconds)))
    many(texts)


def _told(found: dict[str, float]) -> str:
    return (
        f"{found['seconds']:5.1f} s ({found['cpu']:5.1f} s CPU), {found['mb']:4.0f} MB, "
        f"{found['checks']:,.0f} checks, {found['kept']:,.0f} kept"
    )


if __name__ == "__main__":
    main()
