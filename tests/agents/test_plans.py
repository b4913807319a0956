"""Plans from any reply: the corpus that was written without sight of the parser, and laws."""

import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldthread.agents.planning.files import dump_plan, load_plan
from goldthread.agents.planning.items import PlanItem
from goldthread.agents.planning.normalise import acyclic, make_plan, share
from goldthread.agents.planning.parse import parse_plan
from goldthread.errors import BadInput


def _plain(title: str) -> str:
    return " ".join(title.split()).rstrip(".").strip()


@pytest.mark.parametrize(("file", "replies"), [("plans.jsonl", 217), ("plans_second.jsonl", 200)])
def test_corpus_of_mutated_plans(corpora: Path, file: str, replies: int) -> None:
    rows = [json.loads(line) for line in (corpora / file).read_text(encoding="utf-8").split("\n") if line]
    assert len(rows) == replies
    wrong: Counter[str] = Counter()
    for row in rows:
        parsed = parse_plan(row["reply"])
        got = [(_plain(item.title), item.words) for item in parsed.items]
        if got != [(_plain(one["title"]), one["words"]) for one in row["sections"]]:
            wrong[row["id"]] += 1
        if parsed.items:
            plan = make_plan(parsed.items, total=max(row["total"], len(parsed.items)), title="T")
            assert sum(one.words for one in plan.sections) == plan.words
            assert [one.number for one in plan.sections] == list(range(1, len(parsed.items) + 1))
    assert sum(wrong.values()) <= ALLOWED, wrong


ALLOWED = 0
"""Replies of the corpus whose sections are not read exactly."""


@settings(deadline=None)
@given(st.integers(1, 300), st.data())
def test_shares_are_positive_and_sum_exactly(count: int, data: st.DataObject) -> None:
    weights = data.draw(st.lists(st.floats(0, 1e6), min_size=count, max_size=count))
    total = data.draw(st.integers(count, 200_000))
    parts = share(total, weights)
    assert sum(parts) == total
    assert min(parts) >= 1


@settings(deadline=None)
@given(st.dictionaries(st.integers(1, 30), st.lists(st.integers(1, 30), max_size=5), max_size=30))
def test_no_cycle_is_left(wanted: dict[int, list[int]]) -> None:
    inside = {number: [one for one in needed if one in wanted] for number, needed in wanted.items()}
    kept = acyclic(inside)
    done: set[int] = set()
    for _ in range(len(kept) + 1):
        done |= {number for number, needed in kept.items() if set(needed) <= done}
    assert done == set(kept)
    assert all(set(kept[number]) <= set(inside[number]) for number in kept)
    forward = {number: [one for one in needed if one < number] for number, needed in inside.items()}
    assert all(set(forward[number]) <= set(kept[number]) for number in kept)


def test_a_thousand_sections() -> None:
    items = [PlanItem(id=str(at), title=f"S{at}", depends_on=(str(at - 1),) if at > 1 else ()) for at in range(1, 1001)]
    plan = make_plan(items, total=200_000, title="Long")
    assert len(plan.sections) == 1000
    assert plan.sections[999].depends_on == (999,)


def test_plan_file_reads_back() -> None:
    items = [PlanItem(id="1", title="One: a start", brief="b\nc"), PlanItem(id="2", title="no", depends_on=("1",))]
    plan = make_plan(items, total=500, title="T", digest="Calm.")
    assert load_plan(dump_plan(plan), "plan.yaml") == plan


def test_an_edited_plan_is_checked() -> None:
    head = "title: T\nwords: 10\nsections:\n"
    text = head + "- {title: A, words: 5, depends_on: [2]}\n- {title: B, words: 5, depends_on: [1]}\n"
    with pytest.raises(BadInput, match="depend on each other"):
        load_plan(text, "plan.yaml")
    with pytest.raises(BadInput) as caught:
        load_plan("title: T\nwords: 10\nsections:\n- {title: A, words: none}\n", "plan.yaml")
    assert caught.value.where.line == 4
