"""AgentWrite beside goldthread on the same scripted model with a fixed latency: wall time and input tokens.

AgentWrite is built as published (one step after the other, each with all text so far); its limit of 50 plan lines is
lifted for 100 and 200 sections. Cached tokens are what a provider that caches prefixes could read back: the longest
common prefix with an earlier prompt. Run: python bench/agentwrite.py
"""

import asyncio
import json
import random
import tempfile
import time
from pathlib import Path
from typing import Any

import goldthread
from goldthread.schemas.yaml_files import dump_yaml
from goldthread.tokens import count_tokens
from goldthread.workflows.scheduler import remaining_paths, run_in_order

LATENCY = 0.2
WORDS = 500
CONCURRENCY = 16


def script(folder: Path, sections: int) -> str:
    """A script whose planner answers both ways of planning."""
    plan = {
        "title": "Bench",
        "digest": "Plain prose in the present tense.",
        "sections": [
            {"id": one, "title": f"Topic {one}", "brief": f"All about topic {one}.", "words": WORDS, "depends_on": []}
            for one in range(1, sections + 1)
        ],
    }
    lines = "\n\n".join(
        f"Paragraph {n} - Main Point: Topic {n} - Word Count: {WORDS} words" for n in range(1, sections + 1)
    )
    rules: list[dict[str, Any]] = [
        {"when": {"role": "planner", "purpose": "agentwrite"}, "reply": lines, "delay": LATENCY},
        {"when": {"role": "planner"}, "reply": json.dumps(plan), "delay": LATENCY},
        {"when": {"role": "compiler"}, "reply": '{"requirements": []}'},
        {"when": {"role": "writer"}, "reply": {"words": WORDS}, "delay": LATENCY},
    ]
    path = folder / f"script{sections}.yaml"
    path.write_text(dump_yaml({"rules": rules}), encoding="utf-8")
    return f"scripted:{path}"


def measure(folder: Path, method: str, sections: int) -> dict[str, float]:
    """One run: seconds in all and of the writing phase, input tokens raw and cacheable, growth of the prompt."""
    marks: dict[str, float] = {}

    def on_event(event: goldthread.Event) -> None:
        if event.event == "phase":
            marks[event.data["phase"]] = event.at

    started = time.time()
    result = goldthread.write(
        {"request": f"Write a report with {sections} sections.", "models": {"default": script(folder, sections)}},
        words=sections * WORDS,
        method=method,
        concurrency=CONCURRENCY,
        out=folder / f"{method}{sections}",
        on_event=on_event,
    )
    whole = time.time() - started
    calls = [
        json.loads(line) for line in (Path(result.folder) / "calls.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    drafts = sorted(
        (one["section"], one["reply"]["usage"]["input"]) for one in calls if one["role"] == "writer" and one["section"]
    )
    after = "finish" if "finish" in marks else "assemble"
    late = [tokens for section, tokens in drafts if section > 10] or [tokens for _, tokens in drafts]
    slope = (late[-1] - late[0]) / max(1, len(late) - 1)
    # AgentWrite's prompts share all but the last step; ours share the system message.
    shared = (
        sum(tokens for _, tokens in drafts) - sum(WORDS * 1.4 + 60 for _ in drafts) if method == "agentwrite" else 0.0
    )
    head = (
        count_tokens((Path(goldthread.__file__).parents[2] / "prompts" / "draft.md").read_text(encoding="utf-8")) * 0.45
    )
    return {
        "whole": whole,
        "writing": marks[after] - marks["write"],
        "input": sum(one["reply"]["usage"]["input"] for one in calls),
        "cached": max(0.0, shared) if method == "agentwrite" else head * max(0, len(drafts) - 1),
        "slope": slope,
    }


async def efficiency(seed: int) -> float:
    """max(critical path, work / concurrency) over the makespan of our scheduler on a random graph, in virtual time."""
    chance = random.Random(seed)
    count, width = chance.randint(20, 80), chance.choice([4, 8, 16])
    durations = {one: chance.uniform(1, 5) for one in range(1, count + 1)}
    needs = {
        one: tuple(other for other in range(max(1, one - 12), one) if chance.random() < 0.12)
        for one in range(1, count + 1)
    }
    unit = 0.02

    async def work(number: int) -> None:
        await asyncio.sleep(durations[number] * unit)

    started = time.perf_counter()
    await run_in_order(durations, needs, work, concurrency=width)
    spent = (time.perf_counter() - started) / unit
    bound = max(*remaining_paths(durations, needs).values(), sum(durations.values()) / width)
    return bound / spent


async def efficiencies(graphs: int, batch: int = 20) -> list[float]:
    """Efficiency of so many graphs, a batch at a time: they only sleep."""
    values: list[float] = []
    for start in range(0, graphs, batch):
        values += await asyncio.gather(*(efficiency(seed) for seed in range(start, start + batch)))
    return values


def main() -> None:
    """Print both tables."""
    print(f"latency {LATENCY} s a call, {WORDS} words a section, concurrency {CONCURRENCY}")
    print(
        f"{'sections':>8} {'method':<11}{'whole s':>9}{'writing s':>11}{'input tok':>12}{'cacheable':>11}{'slope':>8}"
    )
    with tempfile.TemporaryDirectory() as name:
        for sections in (10, 40, 100, 200):
            both = {method: measure(Path(name), method, sections) for method in ("agentwrite", "goldthread")}
            for method, row in both.items():
                print(
                    f"{sections:>8} {method:<11}{row['whole']:>9.2f}{row['writing']:>11.2f}{row['input']:>12,.0f}"
                    f"{row['cached']:>11,.0f}{row['slope']:>8.2f}"
                )
            old, new = both["agentwrite"], both["goldthread"]
            print(
                f"{'':>8} ratio: whole {old['whole'] / new['whole']:.1f}x, writing {old['writing'] / new['writing']:.1f}x, "
                f"input tokens {old['input'] / new['input']:.1f}x"
            )
    values = sorted(asyncio.run(efficiencies(400)))
    print(f"scheduling, 400 random graphs: median {values[200]:.3f}, 5th percentile {values[20]:.3f} of the bound")


if __name__ == "__main__":
    main()
