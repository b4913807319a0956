"""Patterns against a search line by line, and patterns that mean ill."""

import contextlib
import random
import time

import pytest
import regex  # type: ignore[import-untyped]

from goldthread.errors import BadInput
from goldthread.navigation.literals import branches
from goldthread.navigation.search import Clock, Pattern, lowered

ATOMS = [
    "cust",
    "date",
    "_id",
    "a",
    ".",
    ".*",
    r"\w+",
    "[a-c]",
    "(sale|sold)",
    "(?:x|yz)?",
    "s?",
    "e{1,2}",
    r"\b",
    "^",
    "$",
]
ATOMS += ["$^", r"\s", "[^a]+", "|", "|", r"\.", "é", "ß", r"\d", "(?=d)", "(?<!_)", "[|)]", r"[\]a]", "zip+", "K"]


def text_of(rng: random.Random) -> str:
    words = [
        "customer",
        "date",
        "sale_id",
        "sold",
        "é",
        "STRASSE",
        "straße",
        "a.b",
        "x",
        "yz",
        "",
        "  ",
        "zippp",
        "\u212a",
        "12",
    ]
    return "\n".join(" ".join(rng.choices(words, k=rng.randrange(6))) for _ in range(600)) + "\n"


@pytest.mark.parametrize("letters", ["ascii", "latin", "odd"])
@pytest.mark.parametrize("ignore_case", [True, False])
def test_lines_found_at_once_are_those_found_one_by_one(ignore_case: bool, letters: str) -> None:
    rng = random.Random(int(ignore_case))
    text = text_of(rng) * 4
    text = text.encode("ascii", "ignore").decode() if letters == "ascii" else text
    text += "cu\u017ft \u0130d\n" if letters == "odd" else ""
    assert bool(lowered(text)) is (letters != "odd")
    tried = 0
    while tried < 80:
        pattern = "".join(rng.choices(ATOMS, k=rng.randrange(1, 6)))
        try:
            plain = regex.compile(pattern, regex.MULTILINE | (regex.IGNORECASE if ignore_case else 0))
        except regex.error:
            continue
        tried += 1
        expected, at = [], 0
        for line in text.split("\n")[:-1]:
            if plain.search(line):
                expected.append((at, at + len(line)))
            at += len(line) + 1
        found = [*Pattern(pattern, ignore_case=ignore_case).lines(text, 0, len(text), Clock(60), lowered(text))]
        assert found == expected, pattern


@pytest.mark.parametrize(
    ("pattern", "parts"),
    [
        ("customer", [("customer", ("customer",))]),
        ("sale|cost", [("sale", ("sale",)), ("cost", ("cost",))]),
        (".*date.*", [(".*date.*", ("date",))]),
        ("(a|b)_key", [("(a|b)_key", ("_key",))]),
        ("colou?r_of", [("colou?r_of", ("colo", "r_of"))]),
        ("abcd*", [("abcd*", ("abc",))]),
        ("e{3,4}end", [("e{3,4}end", ("end",))]),
        ("[x|y]abc", [("[x|y]abc", ("abc",))]),
        (r"a\|b", [(r"a\|b", ("a|b",))]),
        ("(?i)abc|def", [("(?i)abc|def", ())]),
        (r"(abc)|\1x", [(r"(abc)|\1x", ())]),
        ("(?:abc){e<=1}", [("(?:abc){e<=1}", ())]),
        ("ab|", [("ab|", ())]),
    ],
)
def test_what_a_pattern_must_contain(pattern: str, parts: list[tuple[str, tuple[str, ...]]]) -> None:
    assert branches(pattern) == parts


EVIL = ["(a+)+$", "(a|aa)+$", "(.*)*x", r"(\w+\s?)+$", r"([a-z]+)*\d\d\d$", r"(?:.*\n)*x", "(?:(?:customer){e<=4}){3}"]
EVIL += [
    "((a{1,100}){1,100}){1,100}b",
    "(x+x+)+y",
    r"^(([a-z])+.)+[A-Z]([a-z])+$",
    "(a*)*b|(b*)*c",
    "(?<=(a+)+)b",
    "(.+)+\\1z",
]


@pytest.mark.parametrize("pattern", EVIL)
def test_evil_patterns_stop(pattern: str) -> None:
    text = ("a" * 3_000 + "\n") * 300 + ("x" * 500 + " customer aaaa bbb\n") * 500
    begun = time.thread_time()
    with contextlib.suppress(BadInput):
        list(Pattern(pattern, ignore_case=True).lines(text, 0, len(text), Clock()))
    assert time.thread_time() - begun < 0.8


@pytest.mark.parametrize(
    "pattern", ["", "(", "[a", "a{2,1}", "*", "(?P<x", r"\p{Nope}", "(?R)", "a(?1)?(b)", "x" * 2_000]
)
def test_what_is_no_pattern_is_said(pattern: str) -> None:
    with pytest.raises(BadInput, match="pattern"):
        Pattern(pattern, ignore_case=True)
