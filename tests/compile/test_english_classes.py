"""English places that are found by the classes of their words, whatever stands before or after."""

import pytest

from goldthread.compile import compile_request

PLACED = [
    ("Write a diary of 31 days in May 2025. On the 14th somebody leaves a rose.", "date|single|elided", (14,)),
    ("Write 12 chapters. Chapter 6: tomatoes.", "single", (6,)),
    ("Write 12 chapters. Suspicion falls on the cook in 7.", "single", (7,)),
    ("Write 8 chapters. The body is found in the penultimate chapter.", "single", (7,)),
    ("Write 9 chapters. The river appears in every chapter but the sixth.", "everywhere|list", (1, 2, 3, 4, 5, 7, 8, 9)),
    ("Write 6 sections. All sections other than 1 and 6 are numbered twice.", "everywhere|list", (2, 3, 4, 5)),
    ("Write 9 chapters. Every third chapter from 6 on has a map.", "periodic", (6, 9)),
    ("Write 10 episodes. Guests speak in the odd episodes.", "periodic", (1, 3, 5, 7, 9)),
    ("Write 10 poems. In the second half the river is dirty.", "range", (6, 7, 8, 9, 10)),
    ("Release notes covering 2.0, 2.1, 2.2 and 2.3. 2.3 brings dark mode.", "single", (4,)),
    ("Write 28 stories, one for each night of February. On night 14 there are two rabbits.", "single", (14,)),
    ("Write 18 modules. Module 13 may not refer to salaries.", "nowhere", (13,)),
    ("Write 7 articles. Articles V and VI cannot mention sanctions.", "nowhere", (5, 6)),
    ("Write 7 chapters. The spy is not named before chapter 5.", "nowhere", (1, 2, 3, 4)),
    ("A gardening calendar, twelve chapters, one per month. March: sow tomatoes.", "single", (3,)),
    ("Write an atlas with 50 entries. Entries 48 and up are set in the north.", "range", (48, 49, 50)),
]  # fmt: skip


@pytest.mark.parametrize(("request_text", "kinds", "sections"), PLACED)
def test_a_place_is_found_by_the_classes_of_its_words(request_text: str, kinds: str, sections: tuple[int, ...]) -> None:
    (one,) = compile_request(request_text).constraints
    assert one.kind in kinds.split("|")
    assert one.sections == sections


def test_clauses_of_one_sentence_keep_their_own_places() -> None:
    made = compile_request("A menu plan of 10 weeks. Starters in week 2, soups in week 3. The others have fish.")
    assert [one.sections for one in made.constraints] == [(2,), (3,), (1, 4, 5, 6, 7, 8, 9, 10)]


def test_a_number_ends_a_sentence_before_a_small_letter() -> None:
    made = compile_request("need 20 sheets for the ukulele. strumming on sheets 4 and 8. the final sheet is a concert.")
    assert [one.sections for one in made.constraints] == [(4, 8), (20,)]


def test_listed_versions_are_the_units() -> None:
    made = compile_request("Release notes for our app, versions 3.0 to 3.5. 3.1 brings offline maps.")
    assert made.units is not None
    assert made.units.count == 6
    assert [(one.sections, one.text) for one in made.constraints] == [((2,), "brings offline maps")]


def test_what_is_no_place_is_not_read_as_one() -> None:
    made = compile_request("Write 9 chapters. I have driven the E6 for fifteen years. Chapter 2 has 60 to 90 words.")
    assert [(one.kind, one.sections) for one in made.constraints] == [("length", (2,))]
    assert [one.quote for one in made.unread] == ["I have driven the E6 for fifteen years."]
