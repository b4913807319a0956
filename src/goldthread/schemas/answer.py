"""The answer to a question asked of a catalog."""

from typing import Any, Literal

from goldthread.schemas.base import Record

AnswerStatus = Literal["answered", "bound", "failed", "unbound"]
"""`answered`: the query was bound and run. `bound`: bound, not run, since there is no database. `failed`: bound, but
the database could not run it to an end. `unbound`: no query was bound within the budget."""


class LikelyTable(Record):
    """A table that the question may be about, ranked with no model."""

    table: str
    description: str = ""


class Answer(Record):
    """What came of a question.

    Attributes:
        question: As it was asked.
        status: See `AnswerStatus`.
        sql: The query, bound; empty where none was.
        tables: Tables that it uses, as the catalog names them.
        found: How each of these came up, by table.
        columns: Names of the result's columns.
        types: The database's words for their types.
        rows: The result, up to the cap.
        likely: Tables ranked by the question, where no query was bound.
        notes: What a person should know: that rows were cut, that nothing was run, why it ended.
        agent: `file`, `prompt` or `guided`.
        model: The model's name.
        turns: Turns that were taken.
        tokens: Tokens of all calls, input and output.
        seconds: Time of the query itself.
        folder: The run's folder, with `trajectory.jsonl` and `calls.jsonl`; empty where it was not kept.
    """

    question: str
    status: AnswerStatus
    sql: str = ""
    tables: tuple[str, ...] = ()
    found: dict[str, str] = {}
    columns: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    rows: tuple[tuple[Any, ...], ...] = ()
    likely: tuple[LikelyTable, ...] = ()
    notes: tuple[str, ...] = ()
    agent: str = ""
    model: str = ""
    turns: int = 0
    tokens: int = 0
    seconds: float = 0.0
    folder: str = ""

    def exit_code(self) -> int:
        """0 where the query was run, or bound as asked; 3 where there is none, or it could not be run."""
        return 0 if self.status in ("answered", "bound") else 3
