"""The gate on names: gold binds among any number of tables, and names a letter off are refused with the right one."""

import random
import re
from collections.abc import Collection

import pytest

from goldthread.navigation.corpora import corpus
from goldthread.navigation.sql.gate import check


def slips(name: str, taken: Collection[str], rng: random.Random) -> list[str]:
    """A name with a letter lost, one doubled, two exchanged, one more; those that are no other name."""
    at = rng.randrange(1, len(name))
    made = (
        name[:at] + name[at + 1 :],
        name[:at] + name[at] + name[at:],
        name[: at - 1] + name[at] + name[at - 1] + name[at + 1 :],
        f"{name}s",
    )
    return [one for one in made if one not in taken and re.fullmatch(r"[a-z]\w*", one)]


def check_names(name: str, each: int) -> int:
    """How many misspelled statements of the corpus were refused."""
    made = corpus(name, 3)
    rng, refused = random.Random(4), 0
    for number, one in enumerate(made.questions[::each]):
        bound = check(one.sql, made.catalog)
        assert bound.ok, f"{one.id}: {bound.message}"
        assert (bound.tables, bound.columns, bound.unknown) == (one.tables, one.columns, ())
        if number % 2:
            right = rng.choice(one.tables)
            wrong = slips(right, made.catalog.by_folded_name, rng)
        else:
            right = rng.choice(one.columns).partition(".")[2]
            wrong = slips(right, {one.name for name in one.tables for one in made.catalog.by_name[name].columns}, rng)
        slip = wrong[number // 2 % len(wrong)]
        told = check(re.sub(rf"(?<!AS )\b{right}\b", slip, one.sql), made.catalog)
        assert (told.ok, told.problem) == (False, "unknown"), (one.id, slip)
        assert any(unknown.rpartition(".")[2] == slip for unknown in told.unknown), told.unknown
        assert right in {candidate.rpartition(".")[2] for candidate in told.candidates}, (one.id, slip, told.candidates)
        refused += 1
    return refused


def test_names_a_letter_off_are_refused_among_sixty_tables() -> None:
    assert check_names("embed-60", 8) == 26


@pytest.mark.full
def test_names_a_letter_off_are_refused_among_ten_thousand_tables() -> None:
    assert check_names("embed-10000", 1) == 202
