"""Everyday requirements about a document that is there, decided without a model."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

import goldthread

ROOT = Path(__file__).resolve().parents[2]
LETTER = """# Offer 2024 for the Hall

Dear Ms Ortega, thank you for your visit.

## Summary

We renew the lighting of the hall in four weeks. The price is 4,200 euros.

## Budget

| Item | Euros |
| --- | --- |
| Lamps | 3,100 |
| Work | 1,100 |

Revenue of the hall was 61,000 euros in 2023.

## Staff

Two new hires joined: Ana Ruiz and Leo Park. Use the term sign-in for the entry list!

## Schedule

1. Remove the old lamps. Owner: Ana.
2. Fit the new lamps. Owner: Leo.

The warranty lasts two years. See [the plan](https://hall.example/plan) and [the lamps](https://hall.example/lamps).

```sh
lights --test
```

## Contact

Phone 0511 555 0142, light@hall.example.
"""
CASES = [
    ("The offer must mention the revenue of 2023.", "kept"),
    ("The offer must mention the revenue of 2022.", "broken"),
    ("The staff section must mention the new hires.", "kept"),
    ("The schedule section must mention the new hires.", "broken"),
    ("State that the warranty lasts two years.", "kept"),
    ("State that the warranty lasts three years.", "broken"),
    ("Include at least two links.", "kept"),
    ("Include at least three links.", "broken"),
    ("It must contain a section called Risks.", "broken"),
    ("It must contain a section called Budget.", "kept"),
    ("Write the offer in German.", "broken"),
    ("Write the offer in English.", "kept"),
    ("At least one code block.", "kept"),
    ("Use the term 'sign-in' and never 'login'.", "kept"),
    ("Use the term 'login' and never 'sign-in'.", "broken"),
    ("The budget comes before the schedule.", "kept"),
    ("The schedule comes before the budget.", "broken"),
    ("The summary is at most 80 words.", "kept"),
    ("The summary is at most 8 words.", "broken"),
    ("End with contact details.", "kept"),
    ("The title contains the year.", "kept"),
    ("Every section has a table.", "broken"),
    ("At most two exclamation marks.", "kept"),
    ("No exclamation marks.", "broken"),
    ("Don't mention competitors by name (Acme, Globex).", "kept"),
    ("Don't mention people by name (Ana Ruiz, Globex).", "broken"),
    ("There must be an e-mail address.", "kept"),
    ("The summary must give an e-mail address.", "broken"),
    ("Say how long the warranty lasts.", "kept"),
    ("The offer should thank the customer.", "kept"),
    ("The schedule must be a numbered list.", "kept"),
    ("The contact section comes last.", "kept"),
    ("The budget section comes last.", "broken"),
    ("No section longer than 60 words.", "kept"),
    ("No section longer than 10 words.", "broken"),
    ('I want the word "cheap" nowhere.', "kept"),
    ("The schedule must be a numbered list with at least three items.", "broken"),
    ("Address the reader by name.", "unchecked"),
    ("Explain why the lamps are new.", "undecided"),
    ("Say that the warranty does not last two years.", "undecided"),
    ("Use only plain words.", "unchecked"),
    ("It should sound friendly.", "unchecked"),
    ("Show the installation command.", "undecided"),
    ("The warranty lasts at least one year.", "kept"),
    ("The warranty lasts at least three years.", "broken"),
    ("The contact must be the last section.", "kept"),
    ("The table must have three columns.", "broken"),
    ("Every code block names its language.", "kept"),
    ("No placeholders such as TBD.", "kept"),
    ("The schedule comes directly after the budget.", "broken"),
    ("Summary of at most 30 words.", "kept"),
    ("Summary of at most 5 words.", "broken"),
    ("The warranty always lasts two years.", "undecided"),
    ("No section runs longer than 60 words.", "kept"),
    ("No section runs longer than 10 words.", "broken"),
    ("It must fit into 300 words.", "kept"),
    ("It must fit into 20 words.", "broken"),
    ("Leave out exclamation marks.", "broken"),
    ("Leave out semicolons.", "kept"),
    ("Newest lamp on top, oldest at the bottom.", "undecided"),
    ("Warn of dangerous spots.", "undecided"),
    ("It has a version number.", "undecided"),
    ("It names the maximum length of the lamps.", "undecided"),
]
LEAST = {
    "audits": (0.78, 0.99),
    "audits_second": (0.45, 0.98),
    "audits_third": (0.45, 0.98),
    "audits_fourth": (0.26, 0.99),
}
"""Least share decided and right of each corpus."""


def value_of(audited: goldthread.Audited) -> str:
    values = {one.verdict.value for one in audited.checks}
    return next((one for one in ("broken", "undecided", "unchecked", "kept") if one in values), "nothing was checked")


@pytest.mark.parametrize(("request_", "expected"), CASES, ids=[one[0] for one in CASES])
def test_an_everyday_requirement_is_decided_by_programs(request_: str, expected: str) -> None:
    audited = goldthread.audit(LETTER, request=request_)
    assert value_of(audited) == expected, [one.verdict.reason for one in audited.checks]


def test_a_plain_sentence_of_a_constraints_file_is_read_the_same_way() -> None:
    sentences = [one for one, _ in CASES]
    audited = goldthread.audit(LETTER, {"constraints": sentences})
    found: dict[str, set[str]] = {one: set() for one in sentences}
    for check in audited.checks:
        constraint = next(one for one in audited.constraints if one.id == check.constraint)
        home = next(one for one in sentences if constraint.quote.strip() in one)
        found[home].add(check.verdict.value)
    worst = {
        one: next(v for v in ("broken", "undecided", "unchecked", "kept") if v in got) for one, got in found.items()
    }
    assert worst == dict(CASES)


@pytest.mark.parametrize("counted", ["five tasks or more", "three key messages at the top", "four new lamps"])
def test_a_number_of_things_that_no_heading_shows_is_open(counted: str) -> None:
    document = "# Plan\n\n## Key messages\n\nOne.\n\n## Your tasks\n\nTwo.\n\n## Lamps\n\nThree.\n\n## Costs\n\nFour.\n"
    audited = goldthread.audit(document, request=f"Check these:\n- a section on costs\n- {counted}\n")
    counts = {one.id for one in audited.constraints if one.quote and one.quote in counted}
    found = {one.verdict.value for one in audited.checks if one.constraint in counts}
    assert found
    assert found <= {"undecided", "unchecked"}


def test_a_prohibition_beside_a_counted_thing_holds_for_the_whole() -> None:
    document = "# Speech\n\nDear all.\n\n## One\n\nHe opened offices.\n\n## Two\n\nWell.\n\n## Three\n\nTo Martin!\n"
    request = "The speech should mention the two offices he opened and end with a toast. Leave out exclamation marks."
    audited = goldthread.audit(document, request=request)
    marks = {one.id for one in audited.constraints if "exclamation" in one.quote}
    assert {one.verdict.value for one in audited.checks if one.constraint in marks} == {"broken"}


def test_evidence_is_quoted_from_the_document() -> None:
    audited = goldthread.audit(LETTER, request=" ".join(one for one, _ in CASES))
    shown = [one for check in audited.checks for one in check.verdict.evidence]
    assert len(shown) > 20
    for one in shown:
        assert LETTER[one.start : one.end] == one.quote


def test_every_quote_of_a_requirement_is_exact() -> None:
    request = " ".join(one for one, _ in CASES)
    for one in goldthread.audit(LETTER, request=request).constraints:
        assert request[one.start : one.end] == one.quote


def _bench() -> ModuleType:
    spec = importlib.util.spec_from_file_location("everyday", ROOT / "bench" / "everyday.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("corpus", LEAST)
def test_what_is_decided_of_a_corpus_is_decided_rightly(corpus: str) -> None:
    score = _bench().measure(ROOT / "tests" / "corpora" / f"{corpus}.jsonl")
    decided, precision = LEAST[corpus]
    assert score.decided >= decided
    assert score.precision >= precision, score.wrong
    assert score.apart["judge: kept"] == 0
