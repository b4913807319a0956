"""Requests written as notes: lines, labels, heads of lists, titles, runs of numbers, reasons left out."""

import importlib.util
import sys
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldthread.compile import compile_request
from goldthread.compile.clauses import Clause, sentences
from goldthread.compile.english_units import english_units
from goldthread.compile.reasons import without_reason
from goldthread.compile.runs import numbered_run
from goldthread.compile.titles import listed_titles
from goldthread.compile.wholes import ends_of, whole_of

ROOT = Path(__file__).resolve().parents[2]


def read(text: str) -> list[tuple[str, tuple[int, ...], str]]:
    return [(one.kind, one.sections, one.text) for one in compile_request(text).constraints]


def bench() -> ModuleType:
    spec = importlib.util.spec_from_file_location("compile_requests", ROOT / "bench" / "compile_requests.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_lines_of_notes_are_read_one_by_one() -> None:
    text = "sea log, 45 days\nday 1 departure, rain\nday 9: jib tears\ndays 15-22 in harbour\nno storms pls"
    assert [one.text for one in sentences(text)] == text.split("\n")


def test_text_wrapped_at_a_width_is_read_on() -> None:
    text = (
        "Please write a handbook for the volunteers of our museum in twelve chapters. Chapter\n"
        "four describes the boiler and the key that opens it, and chapter nine describes the\n"
        "alarm. Thank you very much for doing this on such short notice for all of us here."
    )
    assert len(sentences(text)) == 3


@pytest.mark.parametrize(
    ("line", "numbers"),
    [
        ("[2] scope", (2,)),
        ("7 = one-pot chilli", (7,)),
        ("#7 - one-pot chilli", (7,)),
        ("| 8 | the grappling hook |", (8,)),
        ("ch. 4: the boiler", (4,)),
        ("s3: the boiler", (3,)),
        ("Sections 5-7 -> the boiler", (5, 6, 7)),
        ("section 3, section 9: the boiler", (3, 9)),
        ("2, 5, 9: hill session", (2, 5, 9)),
    ],
)
def test_a_number_that_heads_a_line_is_its_place(line: str, numbers: tuple[int, ...]) -> None:
    made = [one for one in read(f"Handbook, 12 sections\n{line}\n[11] index") if one[1] not in ((11,), ())]
    assert [one[1] for one in made] == [numbers]


def test_a_numbered_list_of_demands_names_no_units() -> None:
    made = read("Write a report in 9 chapters.\n1. Never mention the strike.\n2. Chapter 4 has a table.")
    assert [(kind, sections) for kind, sections, _ in made] == [("nowhere", tuple(range(1, 10))), ("structure", (4,))]


def test_years_and_weekdays_head_lines() -> None:
    text = "Village chronicle 1900-1949, fifty years, one section per year.\n1914: the sons enlist\n1931 to 1934: no teacher"
    assert [one[1] for one in read(text)] == [(15,), (32, 33, 34, 35)]
    week = "Five notes, Mon to Fri, for the night porter. Monday: keys. Friday: weekend guests."
    assert [one[1] for one in read(week)] == [(1,), (5,)]


def test_items_below_a_head_are_what_the_head_says() -> None:
    made = read("Report in five sections. The following must be covered somewhere:\n- the fuel\n- the weather")
    assert [(kind, text) for kind, _, text in made] == [("checklist", "the fuel"), ("checklist", "the weather")]
    made = read("Report in 3 sections.\nDo not mention:\n- the strike\n- the mayor")
    assert [(kind, sections, text) for kind, sections, text in made] == [
        ("nowhere", (1, 2, 3), "the strike"),
        ("nowhere", (1, 2, 3), "the mayor"),
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Spec. Sections: 1 Overview, 2 Power, 3 Radio. Power: two cells.", ("Overview", "Power", "Radio")),
        ("A report divided into the parts Background, Methods and Outlook. Go.", ("Background", "Methods", "Outlook")),
        (
            "Manual. Chapters:\n1. Unpacking\n2. First print\n3. Cleaning\n\nBe brief.",
            ("Unpacking", "First print", "Cleaning"),
        ),
    ],
)
def test_listed_titles_are_the_units(text: str, names: tuple[str, ...]) -> None:
    found = listed_titles(text)
    assert found is not None
    assert found.names == names
    units = english_units(text, today=date(2026, 1, 1))
    assert units is not None
    assert units.units.count == len(names)


def test_parts_of_each_unit_are_no_titles() -> None:
    assert listed_titles("Structure of each script: Aim, Theory, Procedure.") is None


@pytest.mark.parametrize(
    ("text", "count", "names"),
    [
        ("Release notes for versions 1 to 10 of our app.", 10, ()),
        ("Sprint reports 1-13 for team Otter", 13, ()),
        ("Notes for builds 101 to 103, one section per build.", 3, ("101", "102", "103")),
        (
            "History as release notes, 15 of them, from v0.1 to v1.5.",
            15,
            tuple(f"0.{one}" for one in range(1, 10)) + tuple(f"1.{one}" for one in range(6)),
        ),
    ],
)
def test_units_numbered_from_one_to_another(text: str, count: int, names: tuple[str, ...]) -> None:
    run = numbered_run(text)
    assert run is not None
    assert (run.count, run.names) == (count, names)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Staff handbook for a bakery with five shops. 14 chapters please.", 14),
        ("Route 66 in twenty chapters, from Chicago to Santa Monica.", 20),
        ("Fortnightly diary, 26 entries, two weeks each. Entry 1 = arrival.", 26),
        ("New hire plan: first 90 days, one entry per day (90 total)", 90),
        ("Lenten talks, seven of them. Talk 2 takes up the fig tree; talk 5 Lazarus.", 7),
        ("Write the reference for our API. 18 endpoints, one section each.", 18),
        ("A menu for one week, Monday to Sunday. Fish is served on Friday. Saturday has a three-course dinner.", 7),
    ],
)
def test_the_count_of_the_units_is_not_that_of_other_things(text: str, count: int) -> None:
    units = english_units(text, today=date(2026, 1, 1))
    assert units is not None
    assert units.units.count == count


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Our readers are children, so never mention the war.", "never mention the war."),
        ("The style should be plain, since most of our visitors come only once.", "The style should be plain"),
        (
            "The fourth meeting is adjourned because of a fire alarm.",
            "The fourth meeting is adjourned because of a fire alarm.",
        ),
        (
            'Every story has the form "As a ..., I want ..., so that ...".',
            'Every story has the form "As a ..., I want ..., so that ...".',
        ),
    ],
)
def test_reasons_are_left_out(text: str, left: str) -> None:
    assert without_reason(Clause(0, len(text), text)).text == left


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Numbers are rounded to whole percent.", "everywhere"),
        ("Whenever a stage has a ferry, give the timetable.", "free"),
        ("Before you come to financing, explain the technology.", "order"),
        ("Bullet points only.", "structure"),
        ("Prices: none!", "nowhere"),
        ("I have half of it on a tandem, always have.", None),
    ],
)
def test_demands_on_the_whole(text: str, kind: str | None) -> None:
    found = whole_of(text)
    assert (found.kind if found else None) == kind


def test_first_and_last_are_places() -> None:
    assert ends_of("The summary comes first and the appendix comes last.") == [
        ("The summary", "first"),
        ("the appendix", "last"),
    ]
    made = read("A plan in 15 sections. Put the answer on cost first and the answer on complaints last.")
    assert [one[:2] for one in made] == [("first", (1,)), ("last", (15,))]


@given(st.text(alphabet="ab 1:-=[]|#.,;\n\t'(“”)", max_size=120))
def test_nothing_of_notes_is_dropped(noise: str) -> None:
    request = "Notes, 9 sections\n" + noise
    compiled = compile_request(request)
    spans = [(one.start, one.end, one.quote) for one in compiled.constraints]
    spans += [(one.start, one.end, one.quote) for one in (*compiled.unread, *compiled.impossible)]
    for start, end, quote in spans:
        assert request[start:end] == quote


def test_requests_of_many_authors_are_read() -> None:
    measured = bench()
    for name, precision, recall in (("requests", 0.97, 0.95), ("requests_blind", 0.92, 0.87)):
        scores, silent = measured.measure(ROOT / "tests" / "corpora" / f"{name}.jsonl")
        right = sum(one.right for one in scores.values())
        wrong, missed = (sum(len(getattr(one, kind)) for one in scores.values()) for kind in ("wrong", "missed"))
        assert not silent
        assert right / (right + wrong) >= precision
        assert right / (right + missed) >= recall
