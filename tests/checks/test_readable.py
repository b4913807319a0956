"""Sentences of small models that a reader would, or would not, accept."""

import pytest

from goldthread.checks.readable import longest_echo, plausible

GOOD = [
    "On Tuesday my wife and I walked to the harbor and bought two tickets for the ferry.",
    "“We leave at dawn,” said Anna, and nobody in the kitchen laughed.",
    "In 1848 the miller's grandfather built the bridge, which still stands.",
    "The text on the stone had faded long before the war.",
    "She had had enough of the rain by then.",
    "The iPhone lay on McDonald's desk all day.",
    "The sailors' boots stood in a row beneath the stairs.",
    "He said, 'I shall come back in spring,' and closed the gate.",
    "'Twas the keeper's dog that found the boat.",
    "Señora Álvarez met Jean-Luc Lefèvre and Günther Müller in San José.",
    "The German painter thanked the keeper for the soup on Monday.",
    "The book lay open on the table beside the lamp.",
    "She closed the last section of the fence before the rain came.",
    "Nobody shared the bread with her that winter.",
    "The monks kept a journal of every swarm that left the hives.",
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
    "This week's blog entry celebrates the warmth of the garden.",
    "This post on my weekly blog tells of the market festival.",
    "I also included some personal anecdotes about the market festival.",
    "I kept the core message of the diary and its dedication.",
    "The diary is written with the feel of a calm day at sea.",
    "Today I will share my thoughts with you about the market.",
    "Special thanks to everyone who supports me at the market.",
    "The first paragraph of her letter is as follows.",
    "The chapter begins with a vivid description of a beehive.",
    "The authors end with a touching tribute to the work of bees.",
    "A chapter on bees is written by a book for gardeners.",
    "The text was edited to remove any unnecessary embellishments.",
    "A story of the garden was told by Dr.",
    "It also includes tips on how to support bee conservation.",
    "The contents are filled with information on the hives.",
    "In conclusion, bees matter to every garden in the valley.",
    "As I mentioned before, she has a passion for writing.",
    "It also explores the social hierarchy within the colony.",
    "But when the week came, and I got back into my own bed...",
    "There is no name for her...she seems so much like any other.",
    "My father's birthday was today, in Graz, August ’ ’ ’ ’.",
    "She worked until she passed away at the age of 'twenty-five years old.",
    "My husband works hard for everything, but he loves his wife.'",
    "They are to be planted on wednesday with the help of a neighbour.",
    "Paz como después de una tortilla de agua en la mañana.",
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


@pytest.mark.parametrize(
    "sentence",
    ["他走进了 Garden 的大门。", "水边的石头，，很安静。", "这是一份（中间的名单。", "Кошка坐在园林的门口。"],
)
def test_chinese_in_other_scripts_or_with_broken_marks_is_refused(sentence: str) -> None:
    assert plausible(sentence, language="zh")


def test_japanese_may_mix_its_own_scripts() -> None:
    assert plausible("庭のベンチに座り、彼女は静かに海を見ていた。", language="ja") == ""


def test_the_longest_echo_counts_words_in_a_row() -> None:
    told = "the diary of Elena, the keeper of a lighthouse on the coast of Brittany"
    assert longest_echo("Elena, the keeper of a lighthouse on the coast of France, slept.", told) == 10
    assert longest_echo("The keeper slept in her chair beside the stove.", told) == 2
    assert longest_echo("", told) == 0
