"""Our own time a section with a model that answers at once, memory, checkpoint growth, and start-up.

Run: python bench/overhead.py
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import goldthread
from goldthread.schemas.yaml_files import dump_yaml

WORDS = 300


def run(folder: Path, sections: int) -> tuple[float, int, int]:
    """Seconds of the writing phase, bytes of the checkpoint, words."""
    plan = {
        "title": "Bench",
        "digest": "",
        "sections": [{"id": n, "title": f"T{n}", "brief": "b", "words": WORDS, "depends_on": []} for n in range(1, 51)],
    }
    rules = [
        {"when": {"role": "planner"}, "reply": json.dumps(plan)},
        {"when": {"role": "compiler"}, "reply": '{"requirements": []}'},
        {"when": {"role": "writer"}, "reply": {"words": WORDS}},
    ]
    (folder / "script.yaml").write_text(dump_yaml({"rules": rules}), encoding="utf-8")
    marks: dict[str, float] = {}

    def on_event(event: goldthread.Event) -> None:
        if event.event == "phase":
            marks[event.data["phase"]] = event.at

    result = goldthread.write(
        {
            "request": f"Write a report with {sections} sections.",
            "models": {"default": f"scripted:{folder / 'script.yaml'}"},
        },
        words=sections * WORDS,
        concurrency=16,
        out=folder / str(sections),
        on_event=on_event,
    )
    checkpoint = (Path(result.folder) / "checkpoint.sqlite").stat().st_size
    return marks["finish"] - marks["write"], checkpoint, result.words


def startup(arguments: list[str]) -> float:
    """Median seconds of five starts."""
    times = []
    for _ in range(5):
        begun = time.perf_counter()
        subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
        times.append(time.perf_counter() - begun)
    return sorted(times)[2]


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as name:
        for sections in (100, 300, 1000):
            seconds, checkpoint, words = run(Path(name), sections)
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(
                f"{sections:>5} sections: {1000 * seconds / sections:6.1f} ms a section, checkpoint {checkpoint / 1024:7.0f} KB, "
                f"peak memory {memory:4.0f} MB, {words:,} words"
            )
    bare, ours = startup(["-c", "pass"]), startup(["-m", "goldthread", "--help"])
    print(f"start-up: python {1000 * bare:.0f} ms, goldthread --help {1000 * ours:.0f} ms, {ours / bare:.1f} times")


if __name__ == "__main__":
    main()
