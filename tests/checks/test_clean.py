"""The guard against the corpus of dirty replies that was written without sight of it."""

import json
from pathlib import Path

from goldthread.checks.clean import clean


def test_corpus_of_dirty_replies(corpora: Path) -> None:
    rows = [json.loads(line) for line in (corpora / "dirty_replies.jsonl").read_text(encoding="utf-8").splitlines()]
    wrong = []
    for row in rows:
        done = clean(row["reply"], prompt_texts=(row["prompt"],), heading=row["heading"])
        if (None if done.refused else done.text) != row["clean"]:
            wrong.append(row["id"])
    assert wrong == []


def test_nothing_is_removed_from_plain_prose() -> None:
    text = "Here is where the river turns.\n\n“Sure, here is the plan:” she said. I hope this helps you see it."
    assert clean(text, prompt_texts=("Write about a river.",), heading="The River").text == text


def test_an_empty_reply_is_refused() -> None:
    assert clean("  \n").refused
