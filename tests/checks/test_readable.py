"""Sentences of small models that a reader would, or would not, accept."""

import pytest

from goldthread.checks.readable import plausible

GOOD = [
    "On Tuesday my wife and I walked to the harbor and bought two tickets for the ferry.",
    "“We leave at dawn,” said Anna, and nobody in the kitchen laughed.",
    "In 1848 the miller's grandfather built the bridge, which still stands.",
    "The text on the stone had faded long before the war.",
    "She had had enough of the rain by then.",
    "The iPhone lay on McDonald's desk all day.",
]
BAD = [
    "We went to the market and",
    "we went to the market on Saturday.",
    "We went to the the market on Saturday.",
    "We went only wayjazz,music at the club on Sunday.",
    "- We went to the market on Saturday.",
    "**We** went to the market on Saturday.",
    "Here is a revised version of your passage about the market.",
    "As an AI language model, I do not visit markets on Saturday.",
    "Write a sentence that mentions the market festival clearly.",
    "You should mention the market festival in your sentence.",
    "Make sure to include the market festival in the text.",
    "He said “we went to the market on Saturday.",
    "We went to the market (on Saturday.",
    "We went to the market with my.",
    "Yes.",
    "The sentence must mention the market festival.",
]


@pytest.mark.parametrize("sentence", GOOD)
def test_a_readable_sentence_is_accepted(sentence: str) -> None:
    assert plausible(sentence) == ""


@pytest.mark.parametrize("sentence", BAD)
def test_what_no_reader_accepts_is_refused_with_a_reason(sentence: str) -> None:
    assert plausible(sentence)


def test_chinese_has_no_words_to_judge() -> None:
    assert plausible("清晨，河水漫过了下游的桥。", language="zh") == ""
    assert plausible("清晨，河水", language="zh") == "it is not finished"
