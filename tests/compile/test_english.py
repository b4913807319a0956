"""English requests as people word them: kinds, places and words; time on hostile ones."""

import time
from collections.abc import Callable

import pytest

from goldthread.compile import compile_request

EVEN = tuple(range(2, 13, 2))
ALL = tuple(range(1, 13))

BOOK = "Write a handbook for a marina in twelve chapters. "
PLACED = [
    ("The first and the last chapter mention the tide.", "list", (1, 12)),
    ("Every chapter apart from chapter 8 closes with a quiz.", "everywhere", tuple(n for n in ALL if n != 8)),
    ("Each chapter ends with a quiz, except the third and the last.", "everywhere", (1, 2, 4, 5, 6, 7, 8, 9, 10, 11)),
    ("The tide is mentioned in chapters 4 to 9, but not in chapter 6.", "list", (4, 5, 7, 8, 9)),
    ("Ch. 3 deals with fees.", "single", (3,)),
    ("Chapter IV deals with fees.", "single", (4,)),
    ("The fifth deals with fees.", "single", (5,)),
    ("Even-numbered chapters contain a map.", "periodic", EVEN),
    ("Every third chapter, beginning with the second, contains a map.", "periodic", (2, 5, 8, 11)),
    ("Starting with chapter 3, every third chapter contains a map.", "periodic", (3, 6, 9, 12)),
    ("A map is found in every fourth chapter, the first time in chapter 2.", "periodic", (2, 6, 10)),
    ("The first half of the book is about boats.", "range", (1, 2, 3, 4, 5, 6)),
    ("From the fifth chapter to the seventh we look at clouds.", "range", (5, 6, 7)),
    ("From chapter 9 on the tone grows darker.", "range", (9, 10, 11, 12)),
    ("The penultimate chapter reveals the owner.", "single", (11,)),
    ("In chapter 4 and the two chapters after it, a storm rages.", "list", (4, 5, 6)),
    ("The last two chapters are about winter.", "last", (11, 12)),
    ("The storm does not appear until chapter 10.", "nowhere", tuple(range(1, 10))),
    ("No chapter after the tenth may contain a map.", "nowhere", (11, 12)),
    ("Chapter 2 has at most 300 words.", "length", (2,)),
]


@pytest.mark.parametrize(("sentence", "kind", "sections"), PLACED)
def test_places_of_a_book(sentence: str, kind: str, sections: tuple[int, ...]) -> None:
    compiled = compile_request(BOOK + sentence)
    assert [(one.kind, one.sections) for one in compiled.constraints] == [(kind, sections)]


WHOLE = [
    ("Keep it friendly and exact.", "free"),
    ("The tone should be sober.", "free"),
    ("Tone: dry, a little bitter, but never cruel.", "free"),
    ("Third person, past tense.", "free"),
    ("Written for people who hate crowds.", "free"),
    ("Plain English throughout.", "free"),
    ("Never mention the old harbour master.", "nowhere"),
    ('The word "unique" is forbidden.', "nowhere"),
    ("Kindly leave out costs.", "nowhere"),
    ("No photographs.", "nowhere"),
    ("It must cover fees, safety, winter storage and the club.", "checklist"),
    ("The safety rules may not be left out.", "checklist"),
    ("Explain mooring before leaving.", "order"),
    ("The history must come after the rules.", "order"),
    ("Mention the lifeboat at least four times.", "count"),
    ("Discuss at least nine boats.", "count"),
    ("Include a table of contents.", "structure"),
    ("It needs a section on costs.", "structure"),
    ("At most 9,000 words altogether.", "length"),
    ("9k words, give or take.", "length"),
]


@pytest.mark.parametrize(("sentence", "kind"), WHOLE)
def test_demands_on_the_whole(sentence: str, kind: str) -> None:
    compiled = compile_request("Write a handbook for our marina. " + sentence)
    assert [one.kind for one in compiled.constraints] == [kind]


@pytest.mark.parametrize(
    "sentence",
    [
        "My own father was a sailor.",
        "We run a small club and want to print it in our newsletter.",
        "Many thanks in advance!",
        "Our marina has 300 berths.",
        "Passive voice is fine.",
        "I have tried three times and got no further than the title.",
        "The programme began in 2019.",
    ],
)
def test_background_stays_unread(sentence: str) -> None:
    compiled = compile_request(BOOK + "Chapter 3 deals with fees. " + sentence)
    assert [one.sections for one in compiled.constraints] == [(3,)]
    assert sentence in [one.quote for one in compiled.unread]


def test_two_demands_in_one_sentence_are_two_constraints() -> None:
    compiled = compile_request(BOOK + "Keep it simple and never mention the harbour master; chapter 3 has a map.")
    assert [(one.kind, one.sections) for one in compiled.constraints] == [
        ("free", ()),
        ("nowhere", ALL),
        ("single", (3,)),
    ]


def test_what_follows_from_a_place_is_placed_there() -> None:
    compiled = compile_request(BOOK + "Port wine is tasted in chapter 3, never before.")
    assert [(one.kind, one.sections) for one in compiled.constraints] == [("single", (3,)), ("nowhere", (1, 2))]
    compiled = compile_request(BOOK + "The fees are given in chapter 2 only.")
    assert [(one.kind, one.sections) for one in compiled.constraints] == [
        ("single", (2,)),
        ("nowhere", tuple(n for n in ALL if n != 2)),
    ]


def test_units_have_names() -> None:
    request = 'Write a manual in four sections: Scope, Safety, Daily Use, Cleaning. "Safety" must contain a warning. In Cleaning list all tools.'
    compiled = compile_request(request)
    assert [(one.kind, one.sections) for one in compiled.constraints] == [
        ("structure", ()),
        ("single", (2,)),
        ("single", (4,)),
    ]


@pytest.mark.parametrize(
    ("request_text", "sections"),
    [
        ("A chronicle from 1951 to 2000, one section per year. The bridge collapses in 1963.", (13,)),
        ("Garden calendar with a chapter per month. In March sow the tomatoes.", (3,)),
        ("Release notes for versions 2.1 to 2.6, one section each version. Version 2.3 introduces calendars.", (3,)),
        ("A diary of 28 days, starting on a Monday. Every Friday there is fish.", (5, 12, 19, 26)),
        ("A diary for the month of June, 30 days. On the 5th she meets Kim.", (5,)),
        ("Nine islands, one chapter for each. The last three islands can only be reached by boat.", (7, 8, 9)),
        ("Describe a tower of sixty floors. The top floor houses a bar.", (60,)),
    ],
)
def test_units_of_many_sorts(request_text: str, sections: tuple[int, ...]) -> None:
    assert [one.sections for one in compile_request(request_text).constraints] == [sections]


HOSTILE: dict[str, Callable[[int], str]] = {
    "words": lambda n: "word " * n,
    "places": lambda n: "every chapter, " * (n // 2),
    "ranges": lambda n: "chapter 3 to " * (n // 3),
    "ordinals": lambda n: "first and " * (n // 2),
    "dates": lambda n: "May 13 " * (n // 2),
    "brackets": lambda n: "(e.g. " * n,
    "quotes": lambda n: "\"'“" * n,
    "lines": lambda n: "\n" * (5 * n),
    "sentences": lambda n: "Never mention cheese. Chapter 3 must mention cheese. " * (n // 8),
    "letters": lambda n: "x" * (5 * n),
    "numbers": lambda n: "3, 4 and 5 " * (n // 4),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_time_is_linear_on_hostile_requests(name: str) -> None:
    """Four times as much takes at most about four times as long; a quadratic reading would take sixteen."""

    def seconds(count: int) -> float:
        text = BOOK + HOSTILE[name](count)
        started = time.process_time()
        compile_request(text)
        return time.process_time() - started

    seconds(100)
    assert seconds(4_000) <= 8 * seconds(1_000) + 0.3
