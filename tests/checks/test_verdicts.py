"""Verdicts of programs on every kind of constraint."""

from typing import Any

import pytest

from goldthread.checks.verdicts import check_document, check_section
from goldthread.schemas.constraint import Constraint


def constraint(kind: str, text: str = "", **more: Any) -> Constraint:
    return Constraint.model_validate({"id": "c1", "kind": kind, "text": text, **more})


TABLE = "Prices:\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"


@pytest.mark.parametrize(
    ("asked", "text", "value"),
    [
        (constraint("single", "a fire drill"), "We held a fire drill.", "kept"),
        (constraint("single", "a fire drill"), "We held no fire drill.", "undecided"),
        (constraint("single", "a fire drill"), "## Fire drill\n\nIt rained.", "undecided"),
        (constraint("single", "a fire drill"), "It rained.", "broken"),
        (constraint("single", "the spouse", mentions=("wife", "husband")), "My wife sang.", "kept"),
        (constraint("nowhere", "synergy"), "It rained.", "kept"),
        (constraint("nowhere", "synergy"), "“Synergy” is a word.", "broken"),
        (constraint("nowhere", "synergy"), "## Synergy\n\nIt rained.", "broken"),
        (constraint("nowhere", "a restaurant"), "There is no restaurant here.", "undecided"),
        (constraint("length", "about 10 words", minimum=10, maximum=10, unit="words"), "one two " * 5, "kept"),
        (constraint("length", "about 10 words", minimum=10, maximum=10, unit="words"), "one two " * 5 + "x", "kept"),
        (
            constraint("length", "exactly 10 words", minimum=10, maximum=10, unit="words"),
            "one two " * 5 + "x",
            "broken",
        ),
        (constraint("length", "about 10 words", minimum=10, maximum=10, unit="words"), "one two " * 6, "broken"),
        (constraint("length", "at most 5 characters", maximum=5, unit="characters"), "清晨河水漫", "kept"),
        (constraint("length", "at least 2 paragraphs", minimum=2, unit="paragraphs"), "One.\n\nTwo.", "kept"),
        (constraint("length", "long"), "It rained.", "unchecked"),
        (constraint("structure", "a table"), TABLE, "kept"),
        (constraint("structure", "a table"), "No rows.", "broken"),
        (constraint("structure", "no bullet points"), "- one\n- two\n", "broken"),
        (constraint("structure", "no bullet points"), "One.", "kept"),
        (
            constraint("structure", "at least two subheadings", minimum=2, unit="headings"),
            "### A\n\na\n\n### B\n",
            "kept",
        ),
        (constraint("structure", "a numbered list"), "- one\n", "broken"),
        (constraint("structure", "begins with", mentions=("#*#",)), "#*# Week 1\nx", "kept"),
        (constraint("structure", "begins with", mentions=("#*#",)), "Week 1 #*#", "broken"),
        (constraint("structure", "ends with", mentions=("*** finished",)), "Done.\n*** finished\n", "kept"),
        (constraint("structure", "a haiku"), "It rained.", "unchecked"),
        (constraint("count", "the river", minimum=2, unit="mentions"), "The river. The river.", "kept"),
        (constraint("count", "the river", maximum=1, unit="mentions"), "The river. The river.", "broken"),
        (constraint("count", "the river", minimum=2, unit="mentions"), "The river. There was no river.", "undecided"),
        (constraint("order", "dinner", before="lunch"), "We had lunch. Then dinner came.", "kept"),
        (constraint("order", "dinner", before="lunch"), "Dinner came. Then lunch came.", "broken"),
        (constraint("order", "dinner", before="lunch"), "Dinner came.", "broken"),
        (constraint("free", "be funny"), "It rained.", "unchecked"),
        (constraint("checklist", "Is it clear?"), "It rained.", "unchecked"),
    ],
)
def test_verdict(asked: Constraint, text: str, value: str) -> None:
    verdict = check_section(asked, 3, text, language="en")
    assert verdict.value == value
    assert verdict.reason
    for one in verdict.evidence:
        assert one.section == 3
        assert text[one.start : one.end] == one.quote
    if value == "kept" and asked.kind == "single":
        assert verdict.evidence


def test_one_check_is_one_constraint_in_one_section() -> None:
    texts = {1: "We held a fire drill.", 2: "It rained.", 3: "We held a fire drill and a picnic."}
    document = "\n\n".join(texts.values())
    asked = [
        constraint("range", "a fire drill", sections=(1, 2)),
        constraint("everywhere", "we"),
        constraint("single", "a picnic", sections=(9,)),
        constraint("single", "a picnic", place="the last week"),
        constraint("order", "a picnic", before="fire drill", scope="document"),
        constraint("count", "sections", unit="sections", minimum=3, maximum=3),
        constraint("first", "a fire drill"),
    ]
    checks = check_document(asked, texts, document, language="en")
    assert [(one.section, one.verdict.value) for one in checks] == [
        (1, "kept"),
        (2, "broken"),
        (1, "kept"),
        (2, "broken"),
        (3, "kept"),
        (9, "broken"),
        (0, "unchecked"),
        (0, "kept"),
        (0, "kept"),
        (1, "kept"),
    ]


def test_evidence_of_the_whole_has_offsets_of_the_document() -> None:
    document = "# T\n\nRain.\n\nDinner followed lunch.\n"
    (check,) = check_document([constraint("nowhere", "lunch", scope="document")], {1: "Rain."}, document, language="en")
    assert check.section == 0
    (evidence,) = check.verdict.evidence
    assert document[evidence.start : evidence.end] == "Dinner followed lunch."
