"""What a run will use, before it starts: tokens, money and time with an interval, and no call made."""

from pathlib import Path

from goldthread.agents.context import mentions_of
from goldthread.agents.planner import total_length
from goldthread.models.prices import Prices
from goldthread.schemas.base import Record
from goldthread.schemas.job import Job
from goldthread.workflows.opening import check_models, compile_job, refuse_impossible, refuse_too_short

PROMPT_TOKENS = 1100
"""Tokens of a section's prompt beside its plan lines, as counted over the prompts of this version."""
EVIDENCE_TOKENS = 95
"""Tokens of one candidate sentence of a small model with its prompt, counted over runs of the diary and the demo."""
PASSAGE_PROMPT_TOKENS = 115
TOKENS_PER_WORD = {"words": 1.4, "characters": 1.1}
MENDING = 1.2
"""Median of tokens used over those of one draft a section: rewrites for length, repairs, seams (bench/forecast.py)."""
SPREAD = (0.84, 1.94)
"""5th and 95th percentile of tokens used over tokens expected, 200 simulated runs (bench/forecast.py, seed 11)."""


class Forecast(Record):
    """Expected use of a run; low and high bound 90% of runs. Money is None where a price is unknown."""

    sections: int
    words: int
    counter: str
    constraints: int
    calls: int
    tokens: int
    tokens_low: int
    tokens_high: int
    cost: float | None
    cost_high: float | None
    model: str

    def lines(self) -> list[str]:
        """For people."""
        cost = (
            "unknown"
            if self.cost is None
            else f"${self.cost:.4f} (at most ${self.cost_high or 0:.4f} in 95 of 100 runs)"
        )
        return [
            f"model     {self.model}",
            f"sections  {self.sections}, {self.words:,} {self.counter}, {self.constraints} constraints",
            f"calls     about {self.calls:,}",
            f"tokens    about {self.tokens:,} ({self.tokens_low:,} to {self.tokens_high:,} in 90 of 100 runs)",
            f"cost      {cost}",
        ]


def forecast_job(job: Job, *, root: Path) -> Forecast:
    """Forecast a job without a call.

    Raises:
        BadInput: The job cannot be used.
    """
    from goldthread.workflows.running import check_sources

    compiled = compile_job(job)
    refuse_impossible(compiled)
    refuse_too_short(job, compiled)
    check_sources(job, root)
    models = check_models(job, calling=False)
    writer = models.get("writer") or models["default"]
    total, counter = total_length(job, compiled)
    count = len(job.outline) or (compiled.units.count if compiled.units else max(1, round(total / 700)))
    placed = sum(len(one.sections) or 1 for one in compiled.constraints if mentions_of([one]))
    output = total * TOKENS_PER_WORD[counter]
    if writer.capabilities.weak:
        evidence, passages = 4 * placed, max(count, round(total / 60))
        calls = evidence + passages
        tokens = round(output + evidence * EVIDENCE_TOKENS + passages * PASSAGE_PROMPT_TOKENS)
        spent_in, spent_out = tokens - output, output
    else:
        calls = count + -(-count // 50) + round(0.1 * placed)
        prompts = count * min(job.prompt_tokens, PROMPT_TOKENS) + len(job.request) // 3 * -(-count // 50)
        spent_in, spent_out = prompts, output * 1.15 + count * 60
        spent_in, spent_out = spent_in * MENDING, spent_out * MENDING
        tokens = round(spent_in + spent_out)
    cost = Prices(job.prices).estimate(writer.name, round(spent_in), round(spent_out))
    return Forecast(
        sections=count,
        words=total,
        counter=counter,
        constraints=len(compiled.constraints),
        calls=calls,
        tokens=tokens,
        tokens_low=round(tokens * SPREAD[0]),
        tokens_high=round(tokens * SPREAD[1]),
        cost=cost,
        cost_high=None if cost is None else cost * SPREAD[1],
        model=writer.name,
    )
