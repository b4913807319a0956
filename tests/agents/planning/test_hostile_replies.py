"""Replies outside the corpus: nested parts, points below sections, and replies that are no plan but must end soon."""

import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldthread.agents.planning.items import PlanItem
from goldthread.agents.planning.normalise import acyclic, make_plan, share
from goldthread.agents.planning.parse import parse_plan


def _read(reply: str) -> list[tuple[str, int | None]]:
    return [(item.title, item.words) for item in parse_plan(reply).items]


def test_sections_inside_parts_are_the_sections() -> None:
    parts = [
        {"title": "Part A", "sections": [{"title": "One", "words": 300}, {"title": "Two", "words": 200}]},
        {"title": "Part B", "sections": [{"title": "Three", "words": 100}]},
    ]
    assert _read(json.dumps({"title": "T", "parts": parts})) == [("One", 300), ("Two", 200), ("Three", 100)]


def test_points_below_a_section_are_its_brief() -> None:
    parsed = parse_plan("1. Alpha (300 words)\n   - how it began\n   - who came\n2. Beta (400 words)\n   - the end\n")
    assert [(one.title, one.words, one.brief) for one in parsed.items] == [
        ("Alpha", 300, "how it began who came"),
        ("Beta", 400, "the end"),
    ]


def test_text_below_a_counted_title_is_its_brief() -> None:
    parsed = parse_plan("**1. Origins** (300 words)\n   How it began.\n\n**2. Growth** (400 words)\n   How it grew.\n")
    assert [(one.title, one.words, one.brief) for one in parsed.items] == [
        ("Origins", 300, "How it began."),
        ("Growth", 400, "How it grew."),
    ]


@pytest.mark.parametrize(
    "case",
    [
        ("brackets", "[" * 50_000),
        ("braces", "{" * 50_000),
        ("nested", '{"sections":[' * 3_000),
        ("letters", "1. " + "x" * 200_000),
        ("dashes", "- " * 50_000 + "x"),
        ("digits", "1" * 100_000),
        ("blanks", " " * 200_000 + "x"),
        ("wrapped", "Paragraph 1\n" + "and so on\n" * 20_000),
        ("escapes", '{"sections":[{"title":"' + "\\u6d77" * 40_000),
        ("damaged objects", '{"a":' * 20_000 + '{"title":"x",' * 5_000),
        ("schemas", '{"properties":{' * 20_000),
        ("open tags", "<section>" * 40_000),
        ("tags without ends", "<section" * 40_000),
        ("attributes", "<section " + 'a="' * 60_000 + ">"),
        ("comments", "<!--" * 50_000 + "<![CDATA[" * 20_000),
        ("entities", "<section><title>" + "&amp;" * 60_000),
        ("think tags", "<think>" * 30_000 + "</think>" * 30_000),
        ("yaml nested", "sections:\n" + "- " * 30_000 + "a"),
        ("yaml flow", "sections:\n- title: " + "[" * 60_000),
        ("yaml aliases", "title: &a [x]\nsections:\n" + "- *a\n" * 20_000),
        ("yaml colons", "sections:\n- title: " + "a: " * 50_000),
        ("yaml deep", "sections:\n" + "".join(" " * at + "- a:\n" for at in range(500))),
        ("csv quotes", "title,words\n" + '"' * 100_000),
        ("csv commas", "title,words\n" + "," * 100_000),
        ("bars", "| Title | Words |\n" + "|" * 100_000),
        ("labels", "Title: x\n" + "Words\n" * 40_000),
        ("label marks", "**" * 100_000 + "Title" + " " * 50_000 + ":"),
        ("options", "Option A\n" * 20_000 + "I choose option"),
        ("finals", "final plan\n" * 20_000),
        ("quotes", "Section 1 " + '"' * 100_000),
        ("named", "Section 1 is called " * 20_000),
        ("number words", "hundred " * 40_000 + "words"),
        ("ordinals", "第一" * 60_000),
        ("letters in lines", ("**" + "a" * 2900 + "\n") * 100),
        ("long number", '{"sections":[{"id":' + "9" * 6_000 + ',"title":"x","words":' + "9" * 6_000 + "}]}"),
        (
            "long number as text",
            '{"sections":[{"id":"' + "9" * 6_000 + '","title":"x","words":"' + "9" * 6_000 + '"}]}',
        ),
        ("long number in yaml", "sections:\n- id: " + "9" * 6_000 + "\n  title: x\n  words: " + "九" * 6_000 + "\n"),
        ("raised number", '{"sections":[{"id":"²","title":"x","words":"²"}]}'),
    ],
    ids=lambda case: case[0],
)
def test_no_reply_holds_a_run_up(case: tuple[str, str]) -> None:
    begun = time.process_time()
    items = parse_plan(case[1]).items
    assert len(items) <= 1
    assert time.process_time() - begun < 10


def test_many_sections_are_read_in_time_with_their_number() -> None:
    plans = {
        "yaml": "sections:\n" + "".join(f"- title: a{at}: b\n  words: 300\n" for at in range(1000)),
        "xml": "".join(f"<section><title>a{at}: b</title><words>300</words>\n</section>" for at in range(1000)),
        "csv": "title,words\n" + "".join(f"a{at}: b,300\n" for at in range(1000)),
        "labels": "".join(f"**Title:** a{at}: b\n**Words:** 300\n\n" for at in range(1000)),
        "objects": "".join(f"{{'title': 'a{at}: b', 'words': 300,}}\n" for at in range(1000)),
    }
    begun = time.process_time()
    for form, reply in plans.items():
        assert _read(reply) == [(f"a{at}: b", 300) for at in range(1000)], form
    assert time.process_time() - begun < 20


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="{}[]\"':,.-#*|\n\t 1aB第章words段：", max_size=200))
def test_any_reply_is_read_without_a_crash(reply: str) -> None:
    items = parse_plan(reply).items
    total = max(1000, len(items))
    if items:
        plan = make_plan(items, total=total, title="T")
        assert sum(section.words for section in plan.sections) == total


@settings(deadline=None)
@given(st.lists(st.floats(allow_nan=True, allow_infinity=True), min_size=1, max_size=30))
def test_no_weight_spoils_the_sum(weights: list[float]) -> None:
    parts = share(1000, weights)
    assert sum(parts) == 1000
    assert min(parts) >= 1


def test_a_dense_plan_is_made_soon() -> None:
    count = 400
    items = [
        PlanItem(id=str(at), title=f"S{at}", depends_on=tuple(str(one) for one in range(1, count + 1) if one != at))
        for at in range(1, count + 1)
    ]
    begun = time.process_time()
    plan = make_plan(items, total=100_000, title="T")
    assert time.process_time() - begun < 10
    assert all(section.depends_on == tuple(range(1, section.number)) for section in plan.sections)


@settings(deadline=None)
@given(st.dictionaries(st.integers(1, 12), st.lists(st.integers(1, 12), max_size=6), max_size=12))
def test_as_many_dependencies_stay_as_can(wanted: dict[int, list[int]]) -> None:
    kept = acyclic(wanted)

    def reaches(start: int, goal: int, seen: set[int]) -> bool:
        return start == goal or any(reaches(one, goal, seen | {start}) for one in kept[start] if one not in seen)

    for number, needed in wanted.items():
        for one in needed:
            if one in wanted and one != number and one not in kept[number]:
                assert reaches(one, number, set()), "it was dropped though it closes no cycle"
