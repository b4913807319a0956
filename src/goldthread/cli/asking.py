"""What `goldthread ask` does: the question asked, its answer printed."""

import json as _json
import sys
from collections.abc import Mapping

from goldthread.cli.auditing import ceiling_of
from goldthread.cli.querying import print_rows
from goldthread.schemas.answer import Answer
from goldthread.schemas.job import ModelChoice


def ask_question(
    question: str,
    *,
    catalog: str,
    db: str | None,
    model: Mapping[str, str | None],
    agent: str,
    max_tokens: str | None,
    max_rows: int,
    out: str,
    assets: str | None,
    json: bool,
) -> int:
    """Ask and print the answer.

    Returns:
        0 where the query was run, or bound without a database; else 3.

    Raises:
        BadInput: A flag cannot be used.
        ModelError: The model failed for good.
    """
    from goldthread.api import ask
    from goldthread.workflows.answering import answer_data
    from goldthread.workflows.opening import DEFAULT_MODEL

    given = {"model": DEFAULT_MODEL} | {key: value for key, value in model.items() if value}
    answer = ask(
        sys.stdin.read() if question == "-" else question,
        catalog=catalog,
        db=db,
        model=ModelChoice.model_validate(given),
        agent=agent,
        max_tokens=ceiling_of(max_tokens),
        max_rows=max_rows,
        out=out,
        assets=assets,
    )
    if json:
        print(_json.dumps(answer_data(answer), ensure_ascii=False))
    else:
        print_answer(answer)
    return answer.exit_code()


def print_answer(answer: Answer) -> None:
    """Print an answer for people: query, tables, rows on stdout; what is about the run on stderr."""
    from goldthread.navigation.sql.model import Rows

    if answer.sql:
        print(printable(answer.sql))
        print("\nTables:")
        for name in answer.tables:
            print(f"  {printable(name)}: {printable(answer.found[name])}")
    if answer.status == "answered":
        print()
        print_rows(Rows(answer.columns, answer.types, answer.rows, "", answer.seconds), json=False)
    for note in answer.notes:
        print(f"{printable(note[:1].upper() + note[1:])}{':' if answer.likely else '.'}")
    for one in answer.likely:
        print(f"  {printable(one.table)}{f': {printable(one.description)}' if one.description else ''}")
    where = f"; {answer.folder}" if answer.folder else ""
    print(f"({answer.agent}, {answer.model}, {answer.turns} turns, {answer.tokens:,} tokens{where})", file=sys.stderr)


def printable(text: str) -> str:
    """A text without control characters but line breaks, so that no description can steer the terminal."""
    return "".join(
        one if one.isprintable() or one == "\n" else one.encode("unicode_escape", "backslashreplace").decode()
        for one in text
    )
