"""What docs/grids.md says of factors is what the tasks take."""

import re
from pathlib import Path

import pytest

from goldthread.errors import BadInput
from goldthread.experiments.tasks.registry import find_task

PAGE = Path(__file__).resolve().parents[3] / "docs" / "grids.md"


@pytest.mark.parametrize("task", ["ask", "chains", "write"])
def test_the_factors_of_a_task_are_those_listed(task: str) -> None:
    row = next(line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith(f"| `{task}`"))
    listed = set(re.findall(r"`(\w+)`", row.split("|")[2]))
    with pytest.raises(BadInput, match="there is no factor") as refused:
        find_task(task).check({"zzzzzzzz": ("x",)}, {})
    known = set(refused.value.remedy.removeprefix("factors are: ").split(", ")) - {"repeat"}
    assert listed == known
