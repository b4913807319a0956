"""The grammar by example and by law."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldthread.compile import compile_request, dump_constraints, load_constraints, place_constraints
from goldthread.schemas.constraint import Constraint, Span

PLACES = [
    ("The course has 12 modules. Module 3 must mention calculus.", (3,)),
    ("The course has 12 modules. In the third module mention calculus.", (3,)),
    ("The report has ten chapters. From chapter two to chapter four mention calculus.", (2, 3, 4)),
    ("The report has ten chapters. Chapters 3-5 mention calculus.", (3, 4, 5)),
    ("The report has ten chapters. Every third chapter must mention calculus.", (3, 6, 9)),
    ("The report has ten chapters. Every 2 chapters, starting from chapter 1, mention calculus.", (1, 3, 5, 7, 9)),
    ("The report has ten chapters. The last two chapters must mention calculus.", (9, 10)),
    ("The report has ten chapters. The first three chapters must mention calculus.", (1, 2, 3)),
    ("The report has ten chapters. Every chapter except the last must mention calculus.", tuple(range(1, 10))),
    ("The report has ten chapters. Chapters 2, 5 and 9 must mention calculus.", (2, 5, 9)),
    ("Der Bericht hat zehn Kapitel. Kapitel 3 muss Analysis erwähnen.", (3,)),
    ("Le rapport compte dix chapitres. Le chapitre 4 doit mentionner l'analyse.", (4,)),
    ("El informe tiene diez capítulos. El capítulo 5 debe mencionar el cálculo.", (5,)),
    ("写一份报告，共十章。第三章必须提到微积分。", (3,)),
    ("報告書は全10章です。第4章では微積分に触れてください。", (4,)),
]


@pytest.mark.parametrize(("request_text", "sections"), PLACES)
def test_places(request_text: str, sections: tuple[int, ...]) -> None:
    compiled = compile_request(request_text)
    placed = [one for one in compiled.constraints if one.kind != "length"]
    assert [one.sections for one in placed] == [sections], placed


def test_dates_fall_into_weeks() -> None:
    compiled = compile_request(
        "Write a diary with 52 weeks for 2018. My birthday is on May 13. On December 31 we dance."
    )
    assert [one.sections for one in compiled.constraints] == [(19,), (52,)]


def test_what_lies_outside_is_clipped_or_impossible() -> None:
    compiled = compile_request(
        "Write a diary with 52 weeks. Visit the dentist in week 60. From week 50 to week 55 ski."
    )
    assert "60" in compiled.impossible[0].quote
    assert compiled.constraints[0].sections == (50, 51, 52)
    assert compiled.warnings


def test_a_phrase_cannot_be_asked_for_and_forbidden() -> None:
    text = "The book has 5 chapters. Chapter 2 must mention cheese. Never mention cheese."
    assert compile_request(text).impossible


def test_places_wait_for_the_plan() -> None:
    compiled = compile_request("Write a report. The last section must mention next steps.")
    assert compiled.constraints[0].sections == ()
    assert compiled.constraints[0].place
    placed = place_constraints(compiled, ["Introduction", "Costs", "Outlook"])
    assert placed.constraints[0].sections == (3,)


def test_constraints_file_reads_back() -> None:
    compiled = compile_request("The book has 5 chapters. Chapter 2 must mention cheese. It should be fun.")
    assert load_constraints(dump_constraints(compiled), "constraints.yaml") == compiled


@settings(deadline=None, max_examples=150)
@given(st.text(max_size=400))
def test_any_text_is_accounted_for(text: str) -> None:
    compiled = compile_request(text)
    spans: list[Constraint | Span] = [*compiled.constraints, *compiled.unread, *compiled.impossible]
    for one in spans:
        assert text[one.start : one.end] == one.quote
    assert all(number >= 1 for one in compiled.constraints for number in one.sections)


@pytest.mark.parametrize(
    ("clause", "mention"),
    [
        ("My father's birthday is on May 13.", "My father's birthday"),
        ("Sarah’s birthday is on May 13.", "Sarah's birthday"),
        ("1) Birthdays: my wife (birthday on May 13).", "my wife's birthday"),
    ],
)
def test_birthdays_are_said_as_people_say_them(clause: str, mention: str) -> None:
    compiled = compile_request(f"Write a diary with 52 weeks for 2018. {clause}")
    assert compiled.constraints[0].mentions == (mention,)
