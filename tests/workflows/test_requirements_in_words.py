"""Requirements in a person's own words, each with the verdict that a reader would give."""

import pytest

import goldthread

REPORT = """# Annual report

## Introduction

The museum opened its doors on 3 May 2021. Visitors came from twelve countries!

## Finances

Revenue rose to 4.2 million euros. Costs fell by 8 percent.

| year | revenue |
|---|---|
| 2020 | 3.9 |

## Staff

Anna Keller joined as curator. The revenue helped.
"""
WEEKS = """# Diary

## Week 1

I planted tomatoes.

## Week 2

We baked bread.
"""
ZH = """# 日记

## 第1周

我在花园里种了西红柿。

## 第2周

我们烤了面包。
"""
JA = """# 日記

## 第1週

庭にトマトを植えた。

## 第2週

パンを焼いた。
"""
WORDS = [
    (REPORT, "The finances section must contain a table.", "kept"),
    (REPORT, "The introduction must contain a table.", "broken"),
    (REPORT, "Mention the museum at least three times.", "broken"),
    (REPORT, "The report must not contain any tables.", "broken"),
    (REPORT, "No links.", "kept"),
    (REPORT, "Use no exclamation marks.", "broken"),
    (REPORT, "Never mention tables.", "kept"),
    (REPORT, "Avoid the passive voice.", "unchecked"),
    (REPORT, "Mention the word revenue at most once.", "broken"),
    (REPORT, "The finances must come before the staff.", "kept"),
    (REPORT, "The staff must come before the finances.", "broken"),
    (REPORT, "List butter under ingredients.", "broken"),
    (REPORT, "The report should have exactly three sections.", "kept"),
    (REPORT, "The report should have exactly four sections.", "broken"),
    (WEEKS, "The diary has 5 weeks.", "broken"),
    (WEEKS, "Write a diary with 2 weeks. Week 7 must mention bread.", "broken"),
    (ZH, "不要提到面包。", "broken"),
    (ZH, "不提医院。", "kept"),
    (ZH, "不要提到医院。", "kept"),
    (ZH, "第1周要提到种西红柿。", "kept"),
    (ZH, "第2周要提到种西红柿。", "broken"),
    (JA, "第2週ではパンを焼くことを書いてください。", "kept"),
    (JA, "第1週ではパンを焼くことを書いてください。", "broken"),
]


def verdict_of(audited: goldthread.Audited) -> str:
    values = {one.verdict.value for one in audited.checks}
    return next((one for one in ("broken", "undecided", "unchecked", "kept") if one in values), "nothing was checked")


@pytest.mark.parametrize(("text", "request_", "expected"), WORDS, ids=[one[1] for one in WORDS])
def test_a_request_is_read_as_meant(text: str, request_: str, expected: str) -> None:
    assert verdict_of(goldthread.audit(text, request=request_)) == expected


def test_a_place_that_the_document_lacks_is_broken_not_dropped() -> None:
    audited = goldthread.audit(WEEKS, {"units": {"label": "Week"}, "constraints": ["Week 7 must mention bread."]})
    assert [one.verdict.value for one in audited.checks] == ["broken"]
    assert "7" in audited.checks[0].verdict.reason


def test_a_phrase_of_one_sentence_is_read_from_where_it_stands() -> None:
    request = "Mention the museum at least three times. Never mention whales."
    audited = goldthread.audit(REPORT, request=request)
    for one in audited.constraints:
        assert request[one.start : one.end] == one.quote
    assert [one.verdict.value for one in audited.checks] == ["broken", "kept"]


def test_units_that_no_heading_shows_are_not_counted_against_a_document() -> None:
    audited = goldthread.audit(REPORT, request="The method must have exactly three steps.")
    assert verdict_of(audited) in ("undecided", "unchecked")
