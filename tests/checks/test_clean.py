"""The guard against two corpora of dirty replies that were written without sight of it."""

import json
from pathlib import Path

import pytest

from goldthread.checks.clean import clean


@pytest.mark.parametrize("name", ["dirty_replies.jsonl", "dirty_replies_second.jsonl"])
def test_corpus_of_dirty_replies(corpora: Path, name: str) -> None:
    rows = [json.loads(line) for line in (corpora / name).read_text(encoding="utf-8").splitlines()]
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
