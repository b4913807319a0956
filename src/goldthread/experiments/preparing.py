"""A grid made ready: its task asked, its levels found, its cells counted, its inputs hashed; nothing is written."""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from goldthread.errors import BadInput, Where
from goldthread.experiments.cells import Expansion, expand
from goldthread.experiments.keys import Keys, canonical, code_version, model_of, settings_of
from goldthread.experiments.ledger.planning import MOST_HASHES, GridRecord, Planned
from goldthread.experiments.tasks.registry import find_task
from goldthread.experiments.work import Factors, Json, Level, Task
from goldthread.schemas.grid import Grid
from goldthread.schemas.job_file import read_text_file
from goldthread.schemas.yaml_files import load_yaml

_FREE = {"about", "ceilings", "concurrency", "cell_seconds", "published", "models"}
"""Fields that may change while a grid runs; of the models, what `model_of` leaves out."""
_TAKEN = ("models", "prices", "seed", "root")


@dataclass(frozen=True)
class Prepared:
    """A grid ready to be planned or run.

    Attributes:
        grid: The grid.
        file: Where it was read from; empty for one made by a program.
        task: What runs its cells.
        expansion: Its cells.
        settings: See `Work`.
        hash: SHA-256 of what determines its cells and what is asked of them.
    """

    grid: Grid
    file: str
    task: Task
    expansion: Expansion
    settings: Mapping[str, Json]
    hash: str

    def record(self) -> GridRecord:
        """The grid as it enters a ledger."""
        factors = json.dumps(self.expansion.factors, ensure_ascii=False)
        return GridRecord(
            0, self.grid.name, self.hash, self.file, self.grid.model_dump_json(), factors, None, code=code_version()
        )


def prepare(grid: Grid, *, file: str = "", root: Path | None = None) -> Prepared:
    """Make a grid ready.

    Args:
        grid: The grid.
        file: Its file, for errors.
        root: Folder that relative paths in settings start from; that of the file where not given.

    Raises:
        BadInput: The task knows a factor, level or setting not, or there are no cells, or too many.
    """
    task = find_task(grid.task)
    for name in _TAKEN:
        if name in grid.settings:
            where = Where(file or None, field=f"settings.{name}")
            raise BadInput("is no setting of a task", where=where, remedy=f"write {name}: beside settings")
    folder = root or (Path(file).parent if file else Path.cwd())
    settings = {**settings_of(grid), "root": str(folder.resolve())}
    try:
        levels = {name: _levels(task, name, told, settings) for name, told in grid.factors.items()}
        expansion = expand(grid, levels)
        task.check(levels, settings)
    except BadInput as error:
        raise _in_file(error, file) from error
    return Prepared(grid, file, task, expansion, settings, grid_hash(grid))


def _levels(task: Task, name: str, told: object, settings: Mapping[str, Json]) -> tuple[Level, ...]:
    if isinstance(told, tuple):
        return told
    described: Json = json.loads(json.dumps(told))
    return tuple(task.levels(name, described, settings))


def _in_file(error: BadInput, file: str) -> BadInput:
    """An error of a task or of the expansion, which know the field but not the file and its line."""
    where = error.where
    if where.file or not file:
        return error
    line = where.line
    if where.field:
        parts = re.findall(r"[^.\[\]]+", where.field)
        path = tuple(int(part) if part.isdigit() else part for part in parts)
        _, line_of = load_yaml(read_text_file(Path(file), "grid file"), file)
        line = line_of(path)
    return BadInput(error.message, where=Where(file, line, where.field), remedy=error.remedy)


def grid_hash(grid: Grid) -> str:
    """SHA-256 of what determines a grid's cells and what is asked of them; ceilings and limits may change."""
    content = grid.model_dump(mode="json", exclude=_FREE)
    content["models"] = {name: model_of(choice) for name, choice in grid.models.items()}
    return hashlib.sha256(canonical(content).encode()).hexdigest()


@dataclass
class Inputs:
    """Hashes of what determines results besides the grid, by name: a sum over all cells, and some to name."""

    names: dict[str, "hashlib._Hash"] = field(default_factory=dict)
    seen: dict[tuple[str, str], str] = field(default_factory=dict)
    _counts: dict[str, int] = field(default_factory=dict)

    def add(self, identity: Mapping[str, str], factors: Factors) -> None:
        """Take one cell's."""
        for name, hash_ in identity.items():
            if name not in self.names:
                self.names[name] = hashlib.sha256()
            self.names[name].update(hash_.encode())
            if (name, hash_) not in self.seen and self._counts.get(name, 0) < MOST_HASHES:
                self.seen[name, hash_] = ", ".join(f"{factor}={level}" for factor, level in factors.items())
                self._counts[name] = self._counts.get(name, 0) + 1

    def sums(self) -> dict[str, str]:
        """A hash of all, by name."""
        return {"code": code_version(), **{name: sum_.hexdigest() for name, sum_ in self.names.items()}}

    def rows(self) -> Iterator[tuple[str, str, str]]:
        """Name, hash, and the first cell with it."""
        yield "code", code_version(), ""
        for (name, hash_), cell in self.seen.items():
            yield name, hash_, cell


def planned_cells(prepared: Prepared, inputs: Inputs) -> Iterator[Planned]:
    """The cells of a grid as they are planned, in order; fills `inputs`."""
    keys = Keys(prepared.grid)
    task, settings = prepared.task, prepared.settings
    known: dict[tuple[tuple[str, str], ...], str] = {}
    for number, factors in prepared.expansion.cells():
        identity = task.identity(factors, settings)
        inputs.add(identity, factors)
        found = tuple(task.labels(factors, settings).items())
        labels = known.get(found)
        if labels is None:
            labels = canonical(dict(found))
            if len(known) < MOST_HASHES:
                known[found] = labels
        yield Planned(number, keys.key(factors, identity), labels)


def changed_fields(prepared: Prepared, record: GridRecord) -> list[str]:
    """Names of the fields in which a grid differs from the one that a ledger holds."""
    now: dict[str, Json] = json.loads(prepared.grid.model_dump_json(exclude=_FREE - {"models"}))
    then: dict[str, Json] = json.loads(record.grid)
    return [name for name in now if now[name] != then.get(name)]
