"""What the tests of `ask` share: a catalog of retail with its database, and models that say what they are told."""

import json
from pathlib import Path
from typing import Any

from goldthread.schemas.yaml_files import dump_yaml


def turn(tool: str, **arguments: Any) -> str:
    """A reply that calls a tool."""
    return json.dumps({"thought": "so", "tool": tool, "arguments": arguments})


def scripted(folder: Path, *replies: str, name: str = "script", **more: Any) -> str:
    """A model that gives these replies, one a turn; the last again and again."""
    rules: list[dict[str, Any]] = [
        {"when": {"section": number}, "reply": reply} for number, reply in enumerate(replies, 1)
    ]
    rules.append({"reply": replies[-1]})
    path = folder / f"{name}.yaml"
    path.write_text(dump_yaml({"rules": rules, **more}), encoding="utf-8")
    return f"scripted:{path}"


def steps(folder: str) -> list[dict[str, Any]]:
    """The trajectory of a run."""
    text = (Path(folder) / "trajectory.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def exists(path: str) -> bool:
    """Whether a file or folder is there."""
    return Path(path).exists()
