"""The key of a cell: SHA-256 of the canonical JSON of all that determines its result."""

import hashlib
import json
from collections.abc import Mapping
from functools import lru_cache
from importlib.metadata import version
from urllib.parse import urlsplit, urlunsplit

from goldthread.experiments.work import Factors, Json
from goldthread.schemas.grid import Grid
from goldthread.schemas.job import ModelChoice

_NO_MATTER = {"key_env", "requests_per_minute", "tokens_per_minute", "deadline"}
"""Fields of a model choice that do not change what it answers."""
OURS = ("models", "prices", "seed")
"""Settings that the grid has fields of its own for."""


def canonical(data: object) -> str:
    """JSON with sorted keys, no blanks, plain ASCII: the same text for the same data."""
    return json.dumps(data, sort_keys=True, separators=(",", ":"), allow_nan=False)


def code_version() -> str:
    """The version of this code."""
    return version("goldthread")


def model_of(choice: ModelChoice) -> dict[str, Json]:
    """What determines the answers of a model: no key's name, no limits, no user or password in its address."""
    found: dict[str, Json] = choice.model_dump(exclude=_NO_MATTER, exclude_none=True)
    if choice.base_url:
        address = urlsplit(choice.base_url)
        host = address.netloc.rpartition("@")[2]
        found["base_url"] = urlunsplit((address.scheme, host, address.path, "", ""))
    return found


def settings_of(grid: Grid) -> dict[str, Json]:
    """Settings of a piece of work: the grid's own, with its `models`, `prices` and `seed` beside them."""
    return {
        **grid.settings,
        "models": {name: choice.model_dump(exclude_none=True) for name, choice in grid.models.items()},
        "prices": {name: price.model_dump(exclude_none=True) for name, price in grid.prices.items()},
        "seed": grid.seed,
    }


class Keys:
    """Keys of a grid's cells; what all cells share is hashed once.

    A key is the SHA-256 of the canonical JSON of two lists in one: task, code version, settings and seed; then factors,
    model and the task's identity. `repeat: 1` is left out of the factors: the first repeat is the cell without repeats.
    """

    def __init__(self, grid: Grid, code: str | None = None) -> None:
        shared = canonical([grid.task, code or code_version(), grid.settings, grid.seed])
        self._start = hashlib.sha256(f"[{shared},".encode())
        self._models = {name: canonical(model_of(choice)) for name, choice in grid.models.items()}
        self._all = canonical({name: model_of(choice) for name, choice in grid.models.items()})
        self._encoded = lru_cache(maxsize=65_536)(json.dumps)

    def key(self, factors: Factors, identity: Mapping[str, str]) -> bytes:
        """The key of a cell: 32 bytes."""
        whole = self._start.copy()
        whole.update(self.own(factors, identity).encode() + b"]")
        return whole.digest()

    def own(self, factors: Factors, identity: Mapping[str, str]) -> str:
        """Canonical JSON of what is the cell's own."""
        encoded = self._encoded
        levels = ",".join(
            f"{encoded(name)}:{encoded(factors[name]) if isinstance(factors[name], str) else json.dumps(factors[name])}"
            for name in sorted(factors)
            if name != "repeat" or factors[name] != 1
        )
        model = factors.get("model")
        chosen = self._all if model is None else self._chosen(str(model))
        hashes = ",".join(f"{encoded(name)}:{encoded(identity[name])}" for name in sorted(identity))
        return f"[{{{levels}}},{chosen},{{{hashes}}}]"

    def _chosen(self, name: str) -> str:
        if name not in self._models:
            self._models[name] = canonical(model_of(ModelChoice(model=name)))
        return self._models[name]
