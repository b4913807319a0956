"""Forecasts of one cell before anything is known of the model, from measured sizes of prompts and results."""

from goldthread.experiments.work import Estimate

PROMPT = 700
"""Tokens of a navigator's prompt with its tools."""
RESULT = {"yaml": 420, "json": 480, "markdown": 620, "toon": 560, "toon-paper": 600, "ddl": 580}
"""Tokens of one tool's result on average, by format."""
SCHEMA = {"yaml": 330, "json": 500, "markdown": 240, "toon": 230, "toon-paper": 240, "ddl": 230}
"""Tokens of a table in the prompt of the whole schema, by format (`retail`)."""
SHORTLIST = 3_500
REPLY = 90
QUERY = 160
_SECONDS_A_CALL = 2.5
EMBEDDED_TOKENS, EMBEDDED_SECONDS = 950, 14.0
"""Tokens of a prompt in the embedded model's small window; seconds of a call, four at once on two processors."""


def estimate_of(model: str, agent: str, format: str, tables: int, greps: int = 1) -> Estimate:
    """Tokens, calls and seconds of one question.

    The conversation is sent anew with each turn, so that input grows with the square of the turns.

    Args:
        model: `provider:name`.
        agent: `file`, `prompt` or `guided`.
        format: Of the catalog.
        tables: Tables of the catalog.
        greps: Greps that are expected.
    """
    result = RESULT.get(format, 500)
    turns, start = {
        "file": (greps + 4, PROMPT),
        "guided": (greps + 1, PROMPT + SHORTLIST),
        "prompt": (1, PROMPT + SCHEMA.get(format, 300) * tables),
    }[agent]
    if model.startswith("embedded:"):
        return Estimate(turns * EMBEDDED_TOKENS, turns * float(REPLY), float(turns), turns * EMBEDDED_SECONDS)
    grown = (turns - 1) * turns / 2 * (result + REPLY)
    return Estimate(
        tokens_in=turns * start + grown,
        tokens_out=(turns - 1) * REPLY + QUERY,
        calls=float(turns),
        seconds=turns * _SECONDS_A_CALL,
    )
