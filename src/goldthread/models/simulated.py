"""`simulated:FILE`: a writer with a known fault, to hold the length loop, the forecast and the repairs against.

The file is YAML: `factor`, `elasticity`, `ceiling`, `noise`, `latency`, `omit`, `repeat`, `seed`. Asked for L words it
writes factor * L^elasticity * scale words (scale makes the curve pass through 400 where elasticity is below 1), with
normal noise, at most `ceiling`. The length asked is the last `about N words` (or characters) of the prompt.
Phrases under
`Must mention:` are said, each left out with the probability `omit`. The same request gets the same answer.
"""

import asyncio
import json
import random
import re
from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError

from goldthread.errors import BadInput, Where
from goldthread.models.base import Capabilities, OnText
from goldthread.models.scripted import prose
from goldthread.schemas.base import Record
from goldthread.schemas.call import FinishReason, Reply, Request, Usage, call_key
from goldthread.schemas.yaml_files import LineOf, load_yaml
from goldthread.tokens import count_tokens

_ASKED = re.compile(r"about ([\d,]+) (?:words|characters)", re.IGNORECASE)
_MENTIONS = re.compile(r"^Must mention:\n((?:- .*(?:\n|$))+)", re.MULTILINE)
_SECTIONS = re.compile(r"Plan sections (\d+) to (\d+)")
_STEP = re.compile(r"Word Count: ([\d,]+) words")
_A_STEP = 400
"""Words of a step of AgentWrite's plan."""
Share = Annotated[float, Field(ge=0, le=1)]


class Simulation(Record):
    """How the simulated writer writes."""

    factor: Annotated[float, Field(gt=0)] = 1.0
    elasticity: Annotated[float, Field(ge=0, le=2)] = 1.0
    ceiling: Annotated[int, Field(ge=1)] | None = None
    noise: Share = 0.0
    latency: Annotated[float, Field(ge=0)] = 0.0
    omit: Share = 0.0
    repeat: Share = 0.0
    seed: int = 0

    def words(self, asked: int, chance: random.Random) -> int:
        """Words written for a number asked."""
        curve = float(asked**self.elasticity * 400 ** (1 - self.elasticity))
        made = self.factor * curve * max(0.1, chance.gauss(1.0, self.noise))
        return max(1, min(round(made), self.ceiling or 10**9))


class SimulatedModel:
    """Answers as its simulation says."""

    def __init__(self, name: str, simulation: Simulation) -> None:
        self.name = name
        self.encoding = "cl100k_base"
        self.capabilities = Capabilities(window=128_000, max_output=16_384, json_schema=True, concurrency=16)
        self._simulation = simulation

    def count_tokens(self, text: str) -> int:
        """Tokens by cl100k_base."""
        return count_tokens(text)

    async def call(self, request: Request, on_text: OnText | None = None) -> Reply:
        """Answer one request after the latency."""
        await asyncio.sleep(self._simulation.latency)
        key = call_key(f"{self._simulation.seed}", request)
        chance = random.Random(key)
        prompt = request.messages[-1].content
        if request.json_schema:
            text = self._plan(prompt)
        elif (request.role, request.purpose) == ("planner", "agentwrite"):
            text = _steps(prompt)
        else:
            text = self._prose(prompt, request, chance, key)
        reason: FinishReason = "stop"
        if count_tokens(text) > request.max_tokens:
            words = text.split(" ")
            text, reason = " ".join(words[: int(len(words) * request.max_tokens / count_tokens(text))]), "length"
        if on_text and on_text(text):
            reason = "cut"
        whole = "\n".join(message.content for message in request.messages)
        return Reply(
            text=text,
            finish_reason=reason,
            usage=Usage(input=count_tokens(whole), output=count_tokens(text)),
            model=self.name,
            seconds=self._simulation.latency,
        )

    def _plan(self, prompt: str) -> str:
        found = _SECTIONS.search(prompt)
        if found:
            numbers = range(int(found[1]), int(found[2]) + 1)
        else:
            numbers = range(1, 1 + len(re.findall(r"^\d+\. ", prompt.rpartition("The sections")[2], re.MULTILINE)))
        asked = _ASKED.findall(prompt)
        each = int(asked[-1].replace(",", "")) // max(1, len(numbers)) if found and asked else 200
        sections = [
            {
                "id": one,
                "title": f"Topic {one}",
                "brief": f"What topic {one} is.",
                "words": max(1, each),
                "depends_on": [],
            }
            for one in numbers
        ]
        return json.dumps({"title": "A Simulated Book", "digest": "Plain.", "sections": sections, "requirements": []})

    def _prose(self, prompt: str, request: Request, chance: random.Random, key: str) -> str:
        asked = _STEP.findall(prompt)[-1:] if request.purpose == "agentwrite" else _ASKED.findall(prompt)
        block = _MENTIONS.search(prompt)
        wanted = [line[2:] for line in block[1].splitlines()] if block else []
        drop = self._simulation.omit if request.purpose == "draft" else 0.0
        said = [f"On that day {phrase} was there for all to see." for phrase in wanted if chance.random() >= drop]
        number = int(asked[-1].replace(",", "")) if asked else 0
        words = self._simulation.words(number, chance) if number else 0
        body = prose(max(0, words - sum(len(one.split()) for one in said)), key) if words else ""
        return " ".join([body, *said]).strip() or "Nothing more is to be said here."

    async def close(self) -> None:
        """Nothing to release."""


def _steps(prompt: str) -> str:
    """A plan as AgentWrite asks for it."""
    asked = _ASKED.findall(prompt)
    words = int(asked[0].replace(",", "")) if asked else _A_STEP
    count = max(1, round(words / _A_STEP))
    return "\n".join(
        f"Paragraph {one} - Main Point: Topic {one} - Word Count: {words // count} words" for one in range(1, count + 1)
    )


def load_simulation(path: Path) -> SimulatedModel:
    """Read a simulation.

    Raises:
        BadInput: The file is missing or a field does not fit.
    """
    if not path.is_file():
        raise BadInput(
            "there is no such simulation", where=Where(str(path)), remedy="correct the path after simulated:"
        )
    data, line_of = load_yaml(path.read_text(encoding="utf-8"), str(path))
    return SimulatedModel(f"simulated:{path}", simulation_of(data or {}, str(path), line_of))


def simulation_of(data: object, file: str, line_of: LineOf | None = None) -> Simulation:
    """A simulation out of plain data.

    Raises:
        BadInput: A field does not fit.
    """
    try:
        return Simulation.model_validate(data, strict=False)
    except ValidationError as error:
        first = error.errors()[0]
        field = tuple(one for one in first["loc"] if isinstance(one, (str, int)))
        where = Where(file, line_of(field) if line_of else None, ".".join(map(str, field)))
        raise BadInput(first["msg"], where=where) from error
