"""What the README tells a reader to type: every command parses, every path is there, the Python runs."""

import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer.main

from goldthread.cli.app import load

ROOT = Path(__file__).resolve().parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def _commands() -> list[tuple[str, str]]:
    found = []
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        lines = [line for block in re.findall(r"```sh\n(.*?)```", text, re.DOTALL) for line in block.splitlines()]
        lines += re.findall(r"`((?:goldthread|python bench/|pytest)[^`]*)`", text)
        found += [(page.name, line.split("  #")[0].strip()) for line in lines if line.strip()]
    return list(dict.fromkeys(found))


@pytest.mark.parametrize(("page", "line"), _commands())
def test_a_command_is_one(page: str, line: str) -> None:
    words = shlex.split(line.replace(".venv/bin/", ""), comments=True)
    if words[0] == "make":
        targets = re.findall(r"^(\w[\w-]*):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
        assert set(words[1:]) <= set(targets), line
    elif words[0] in ("python", "pytest"):
        paths = [word for word in words if "/" in word and not word.startswith("..")]
        assert all((ROOT / path).exists() for path in paths), line
    elif words[0] == "goldthread" and len(words) > 1 and not words[1].startswith("FLAG"):
        _parse(words[1:])


def _parse(words: list[str]) -> None:
    command: Any = typer.main.get_command(load())
    for word in list(words):
        if not hasattr(command, "commands"):
            break
        assert word in command.commands or word.startswith("-"), words
        if word.startswith("-"):
            break
        command = command.commands[word]
        words = words[1:]
    if "--help" not in words and not hasattr(command, "commands"):
        command.make_context("goldthread", [*words])
    for word in words:
        if word.startswith("examples/"):
            assert list(ROOT.glob(word)), word


def _python() -> list[str]:
    return [
        block
        for page in PAGES
        for block in re.findall(r"```python\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    ]


@pytest.mark.full
@pytest.mark.parametrize("code", _python())
def test_the_python_runs(tmp_path: Path, code: str) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=280,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()
