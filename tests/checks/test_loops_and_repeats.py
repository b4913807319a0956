"""Loops inside a reply and copies between sections: found, and ordinary text left alone."""

import random

import pytest

from goldthread.checks.loop import LoopGuard, cut_loop
from goldthread.checks.repetition import find_repeats

HEAD = "The town lay on both banks of the river, and each bank had its own church, its own school and its own fair. "
LONG = " ".join(f"word{number} stands" for number in range(75)) + ". "
UNITS = [
    "ha ",
    "The river ran on and the people watched it go by. ",
    "She opened the door, looked into the long hall, and wondered who had left the lamps burning so late that night. ",
    LONG,
    "他走进房间，看见桌子上放着一封信。",
]


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("size", [1, 5, 40])
def test_stream_is_stopped_soon_after_the_loop_begins(unit: str, size: int) -> None:
    guard = LoopGuard()
    assert not guard.feed(HEAD)
    stream = unit * 200
    fed = ""
    for at in range(0, len(stream), size):
        fed += stream[at : at + size]
        if guard.feed(stream[at : at + size]):
            break
    assert guard.looping
    repeated = fed[len(unit) :]
    tokens = len(repeated) if not unit.isascii() else len(repeated.split()) * 4 // 3
    assert tokens <= 300
    assert guard.feed("more")


@pytest.mark.parametrize("unit", UNITS[1:])
def test_loop_is_cut_after_its_first_saying(unit: str) -> None:
    assert cut_loop(HEAD + unit * 30) == (HEAD + unit).rstrip()


@pytest.mark.parametrize(
    "text",
    [
        HEAD,
        "I have a dream that one day it will rain. I have a dream that one day it will stop. I have a dream.",
        "\n".join(f"| {n} | {n + 1} | {n * 7} | {n * n} |" for n in range(80)),
        "Ding dong, ding dong, ding dong, said the bell, and again: ding dong, ding dong.",
        " ".join(f"On day {n} we walked to stop {n * 3} and met guide {n % 7} at gate {n + 9}." for n in range(1, 5)),
    ],
)
def test_ordinary_repetition_is_no_loop(text: str) -> None:
    guard = LoopGuard()
    assert not guard.feed(text + "\n")
    assert cut_loop(text) == text


def paragraphs(count: int, seed: int) -> list[str]:
    chance = random.Random(seed)
    words = [f"{chance.choice('bdfglmnprst')}{chance.choice('aeiou')}{n}" for n in range(4_000)]
    return [" ".join(chance.choices(words, k=60)).capitalize() + "." for _ in range(count)]


def edited(text: str, seed: int) -> str:
    chance = random.Random(seed)
    return " ".join("another" if chance.random() < 0.12 else word for word in text.split())


def test_copied_and_edited_paragraphs_are_found_and_no_others() -> None:
    phrase = "as agreed with the board at the beginning of the year"
    made = [f"{one} {phrase.capitalize()}." for one in paragraphs(60, seed=1)]
    texts = {number: "\n\n".join(made[number * 10 : number * 10 + 10]) for number in range(6)}
    texts[5] += "\n\n" + edited(made[3], 2) + "\n\n" + made[11]
    found = find_repeats(texts)
    assert {(one.first, one.second) for one in found} == {(0, 5), (1, 5)}
    for one in found:
        assert one.similarity >= 0.6
        assert texts[one.second][slice(*one.second_span)] in texts[5]


def test_a_copied_sentence_in_a_new_paragraph_is_found() -> None:
    sentence = "The lower bridge was taken away by the river in the night before the fair began."
    one, other = paragraphs(2, seed=3)
    found = find_repeats({1: f"{one} {sentence}", 2: f"{other} {sentence}"})
    assert [(one.first, one.second) for one in found] == [(1, 2)]
    start, end = found[0].second_span
    assert f"{other} {sentence}"[start:end] == sentence


def test_copied_chinese_is_found() -> None:
    copy = "清晨，河水漫过了下游的桥，镇上的人都站在岸边，磨坊主大声数着他的麻袋，一直数到太阳升起。他说这是最后一次。"
    found = find_repeats({1: copy, 2: "夜里很安静。\n\n" + copy})
    assert [(one.first, one.second) for one in found] == [(1, 2)]
