"""A judge against labels: hand-computed tables, laws, and files that cannot be used."""

import json
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldthread.checks.agreement import Agreement, count_pairs, measure_agreement
from goldthread.checks.labelled import Labelled, read_labelled
from goldthread.errors import BadInput

SCALE = st.sampled_from((0.0, 0.25, 0.5, 0.75, 1.0))


def _measure(pairs: Sequence[tuple[Any, Sequence[Any]]]) -> Agreement:
    return measure_agreement([Labelled(str(at), label, tuple(given)) for at, (label, given) in enumerate(pairs)], "f")


def _table(**counts: int) -> list[tuple[str, list[str]]]:
    """Texts by label and answer: `yes_no=5` is five texts labelled yes and judged no."""
    return [(name.split("_")[0], [name.split("_")[1]]) for name, times in counts.items() for _ in range(times)]


def test_kappa_of_a_table_by_hand() -> None:
    # 50 texts: po = 35/50; yes by label 25/50, by judge 30/50, so pe = .5 x .6 + .5 x .4 = .5; kappa = (.7 - .5) / .5.
    found = _measure(_table(yes_yes=20, yes_no=5, no_yes=10, no_no=15))
    assert found.agreement == 0.7
    assert found.kappa == pytest.approx(0.4, abs=1e-15)
    assert (found.n, found.weighted_kappa, found.bias, found.repeatability) == (50, None, None, None)


def test_weighted_kappa_and_bias_by_hand() -> None:
    pairs = [(0.0, [0.0]), (0.5, [0.5]), (1.0, [1.0]), (1.0, [0.5])]
    found = _measure(pairs)
    # Unweighted: po = 3/4, pe = (1x1 + 1x2 + 2x1) / 16 = 5/16, kappa = (12/16 - 5/16) / (11/16).
    assert found.kappa == pytest.approx(7 / 11)
    # Squares in halves: observed 1/4; expected over label (0, 1, 2, 2) x answer (0, 1, 1, 2): (6 + 2 + 6 + 6) / 16.
    assert found.weighted_kappa == pytest.approx(1 - (1 / 4) / (20 / 16))
    assert found.bias == -0.125
    assert found.bias_low is not None
    assert found.bias_high is not None
    assert -0.5 <= found.bias_low <= -0.125 <= found.bias_high <= 0


def test_repeated_answers_are_parts_of_one_text() -> None:
    found = _measure([(1.0, [1.0, 1.0, 0.0]), (0.0, [0.0, 0.0]), (1.0, [1.0])])
    # Pairs: of three answers one of three is equal, of two the one; agreement (2/3 + 1 + 1) / 3.
    assert (found.pairs, found.repeatability) == (4, 0.5)
    assert found.agreement == pytest.approx(8 / 9)
    assert found.bias == pytest.approx(-1 / 9)


def test_the_interval_covers_the_bias_of_the_population() -> None:
    inside, files = 0, 60
    for seed in range(files):
        random = Random(seed)
        found = _measure([(0.5, [random.choices((0.25, 0.5, 0.75, 1.0), (1, 4, 4, 1))[0]]) for _ in range(80)])
        assert found.bias_low is not None
        assert found.bias_high is not None
        inside += found.bias_low <= 0.125 <= found.bias_high
    # 60 intervals of 95%: fewer than 50 inside has a chance below 1 in 1,000.
    assert inside >= 50


@given(st.lists(st.tuples(SCALE, st.lists(SCALE, min_size=1, max_size=4)), min_size=1, max_size=20))
def test_laws(pairs: list[tuple[float, list[float]]]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("goldthread.checks.agreement.RESAMPLES", 20)
        found = _measure(pairs)
        swapped = _measure([(answers[0], [label]) for label, answers in pairs])
        single = _measure([(label, answers[:1]) for label, answers in pairs])
        perfect = _measure([(label, [label, label]) for label, _ in pairs])
    assert sum(count_pairs([Labelled("", label, tuple(given)) for label, given in pairs]).values()) == 1
    for kappa in (found.kappa, found.weighted_kappa):
        assert kappa is None or kappa <= 1
    # Kappa asks both the same.
    assert (single.kappa, single.weighted_kappa) == (swapped.kappa, swapped.weighted_kappa)
    assert (perfect.agreement, perfect.bias, perfect.repeatability) == (1, 0, 1)
    assert perfect.kappa == (1 if len({label for label, _ in pairs}) > 1 else None)
    equal = [one == two for _, answers in pairs for one, two in combinations(answers, 2)]
    assert found.pairs == len(equal)
    assert found.repeatability == (sum(equal) / len(equal) if equal else None)


def test_a_file_always_gives_the_same() -> None:
    pairs = [(at % 5 / 4, [at % 3 / 4]) for at in range(50)]
    assert _measure(pairs) == _measure(pairs)


def _file(folder: Path, *lines: Any) -> Path:
    path = folder / "l.jsonl"
    path.write_text("".join((one if isinstance(one, str) else json.dumps(one)) + "\n" for one in lines))
    return path


def test_a_labelled_file_is_read(tmp_path: Path) -> None:
    path = _file(
        tmp_path,
        {"id": "a", "label": 1, "judge": 0.75},
        {"id": 2, "label": True, "judge": [1, None, 0]},
        {"id": "c", "label": 0.5, "judge": None},
    )
    read = read_labelled(path)
    assert read == [Labelled("a", 1.0, (0.75,)), Labelled("2", 1.0, (1.0, 0.0)), Labelled("c", 0.5, ())]
    found = measure_agreement(read, str(path))
    assert (found.n, found.unanswered, found.repeatability) == (2, 1, 0)


GOOD = {"id": "a", "label": "kept", "judge": "kept"}


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "l.jsonl:2: is not JSON"),
        ("7", "l.jsonl:2: is a number"),
        ({"id": "b", "label": "kept"}, "l.jsonl:2: has no `judge`"),
        ({"label": "kept", "judge": "kept"}, "l.jsonl:2: has no `id`"),
        ({"id": "b", "label": None, "judge": "kept"}, "l.jsonl:2: label: is None"),
        ({"id": "b", "label": " ", "judge": "kept"}, "l.jsonl:2: label: is ' '"),
        ({"id": "b", "label": "kept", "judge": [["kept"]]}, "l.jsonl:2: judge: is ['kept']"),
        ({"id": [], "label": "kept", "judge": "kept"}, "l.jsonl:2: id: "),
        ('{"id": "b", "label": "kept", "judge": NaN}', "l.jsonl:2: judge: is nan"),
        ({"id": "b", "label": 10**400, "judge": "kept"}, "l.jsonl:2: label: "),
        ({"id": "b", "label": "kept", "judge": 1}, "l.jsonl:2: 1.0 is a number where the lines before have texts"),
        (GOOD, "l.jsonl:2: id: 'a' was on line 1 already"),
    ],
)
def test_malformed_lines_are_named(tmp_path: Path, line: Any, told: str) -> None:
    with pytest.raises(BadInput) as caught:
        read_labelled(_file(tmp_path, GOOD, line))
    assert told in str(caught.value)
    assert caught.value.remedy


def test_a_file_without_answers_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="holds no labels"):
        read_labelled(_file(tmp_path))
    with pytest.raises(BadInput, match="answered no text"):
        _measure([("kept", [])])
