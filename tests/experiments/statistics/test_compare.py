"""Comparisons: numbers of the parts, verdicts, and words that follow the numbers."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from statsmodels.stats import contingency_tables

from goldthread.errors import BadInput
from goldthread.experiments.statistics.bootstrap import bootstrap
from goldthread.experiments.statistics.compare import adjust, compare, compare_many
from goldthread.experiments.statistics.equivalence import within
from goldthread.experiments.statistics.outcomes import Outcomes, outcomes
from goldthread.experiments.statistics.paired import mcnemar_by_question, tango
from goldthread.experiments.statistics.power import mcnemar_detectable
from goldthread.experiments.statistics.verdict import Comparison


def tables(both: int, only_a: int, only_b: int, neither: int) -> tuple[Outcomes, Outcomes]:
    """Two conditions with these pairs."""
    a = [1] * (both + only_a) + [0] * (only_b + neither)
    b = [1] * both + [0] * only_a + [1] * only_b + [0] * neither
    keys = range(len(a))
    return outcomes("YAML", a, keys), outcomes("JSON", b, keys)


def repeated(seed: int, gain: float, *, questions: int = 60, repeats: int = 3) -> tuple[Outcomes, Outcomes]:
    random = np.random.default_rng(seed)
    easy = np.repeat(random.random(questions), repeats)
    keys = [(question, repeat) for question in range(questions) for repeat in range(repeats)]
    clusters = [key[0] for key in keys]
    first, second = random.random(len(keys)) < easy + gain, random.random(len(keys)) < easy
    return outcomes("A", first, keys, clusters), outcomes("B", second, keys, clusters)


def scored(seed: int, gain: float, *, questions: int = 120) -> tuple[Outcomes, Outcomes]:
    random = np.random.default_rng(seed)
    hard = random.normal(3000, 500, questions)
    keys = range(questions)
    return (
        outcomes("A", hard + random.normal(gain, 300, questions), keys),
        outcomes("B", hard + random.normal(0, 300, questions), keys),
    )


def test_yes_no_is_exact_mcnemar_with_tango() -> None:
    found = compare(*tables(50, 20, 6, 24), kind="yes/no", margin=0.05)
    assert found.p == pytest.approx(contingency_tables.mcnemar([[50, 20], [6, 24]]).pvalue, abs=1e-9)
    assert (found.low, found.high) == pytest.approx(tuple(float(one) for one in tango(20, 6, 100)), abs=1e-12)
    assert found.margin_interval == pytest.approx(tuple(float(one) for one in tango(20, 6, 100, level=0.9)), abs=1e-12)
    assert found.estimate == pytest.approx(0.14)
    assert (found.pairs, found.clusters, found.discordant) == (100, 100, (20, 6))
    assert found.a.rate is not None
    assert (found.a.mean, found.a.rate.successes) == (0.7, 70)
    assert found.detectable == mcnemar_detectable(100, 0.26)
    assert found.p_mid is not None
    assert found.p_mid < found.p
    rest = np.array([1] * 20 + [-1] * 6 + [0] * 74)
    assert found.error == pytest.approx(rest.std(ddof=1) / 10, abs=1e-12)


def test_repeats_are_tested_by_question() -> None:
    a, b = repeated(1, 0.1)
    found = compare(a, b, kind="yes/no")
    totals = (a.values - b.values).reshape(60, 3).sum(1)
    assert (found.p, found.p_mid) == mcnemar_by_question(totals)
    assert (found.test, found.pairs, found.clusters) == ("exact McNemar by question", 180, 60)
    assert 60 <= found.effective_pairs <= 180


def test_a_repeat_that_tells_nothing_new_adds_nothing() -> None:
    a, b = tables(50, 20, 6, 24)
    keys = [(question, repeat) for question in range(100) for repeat in range(4)]
    clusters = [key[0] for key in keys]
    four = compare(
        outcomes("A", np.repeat(a.values, 4), keys, clusters), outcomes("B", np.repeat(b.values, 4), keys, clusters),
        kind="yes/no",
    )  # fmt: skip
    once = compare(a, b, kind="yes/no")
    assert four.p == pytest.approx(once.p, abs=1e-12)
    assert (four.low, four.high) == pytest.approx((once.low, once.high), abs=0.005)
    assert four.detectable == pytest.approx(once.detectable, abs=1e-6)


def test_scores_are_the_bootstrap_by_question() -> None:
    a, b = scored(2, 40)
    found, told = compare(a, b, kind="score", unit="tokens"), bootstrap(a.values - b.values)
    # Clusters are in the order of their names, the draws are the same.
    assert (found.estimate, found.error) == pytest.approx((told.estimate, told.error), abs=1e-9)
    assert (found.low, found.high) == pytest.approx((told.low, told.high), rel=0.1)
    assert found == compare(a, b, kind="score", unit="tokens")


def test_swapping_conditions_turns_everything_round() -> None:
    for a, b, kind in ((*tables(50, 20, 6, 24), "yes/no"), (*repeated(3, 0.1), "yes/no"), (*scored(4, 90), "score")):
        one, two = compare(a, b, kind=kind), compare(b, a, kind=kind)  # type: ignore[arg-type]
        assert (one.low, one.high) == pytest.approx((-two.high, -two.low), abs=1e-9)
        assert (one.p, one.detectable) == pytest.approx((two.p, two.detectable), abs=1e-9)
        assert {one.verdict, two.verdict} in ({"better", "worse"}, {"not distinguishable"})


CASES: list[tuple[tuple[int, int, int, int], dict[str, Any], str]] = [
    ((50, 20, 6, 24), {}, "better"),
    ((50, 6, 20, 24), {}, "worse"),
    ((50, 20, 6, 24), {"higher_is_better": False}, "worse"),
    ((60, 10, 8, 22), {}, "not distinguishable"),
    ((600, 10, 8, 382), {"margin": 0.05}, "equivalent"),
    ((600, 10, 8, 382), {}, "not distinguishable"),
    ((250, 22, 15, 213), {"margin": 0.03}, "non-inferior"),
    ((250, 15, 22, 213), {"margin": 0.03}, "not distinguishable"),
    ((250, 15, 22, 213), {"margin": 0.03, "higher_is_better": False}, "non-inferior"),
    ((5000, 60, 20, 4920), {"margin": 0.05}, "better"),
    ((5000, 60, 20, 4920), {"margin": 0.05, "hypothesis": "equivalence"}, "equivalent"),
    ((5000, 20, 60, 4920), {"margin": 0.05}, "worse"),
    ((5000, 20, 60, 4920), {"margin": 0.05, "hypothesis": "non-inferiority"}, "non-inferior"),
    ((5000, 60, 20, 4920), {"margin": 0.05, "hypothesis": "non-inferiority"}, "better"),
]


@pytest.mark.parametrize(("table", "more", "verdict"), CASES)
def test_verdicts_and_their_words(table: tuple[int, int, int, int], more: dict[str, Any], verdict: str) -> None:
    found = compare(*tables(*table), kind="yes/no", **more)
    assert found.verdict == verdict
    told = found.sentence
    assert ("not distinguishable" in told) == (verdict == "not distinguishable")
    assert ("could not have been seen" in told) == (verdict == "not distinguishable")
    assert (f"is {verdict} than" in told) == (verdict in ("better", "worse"))
    assert (" are equivalent within" in told) == (verdict == "equivalent")
    assert ("is not worse than" in told) == (verdict == "non-inferior")
    assert f"{found.low * 100:.1f}" in told
    assert f"{sum(table)} questions" in told


def test_the_sentence_says_what_could_not_have_been_seen() -> None:
    found = compare(*tables(60, 10, 8, 22), kind="yes/no")
    assert found.detectable is not None
    assert f"differences below {found.detectable * 100:.1f} points could not have been seen" in found.sentence
    few = compare(*tables(2, 1, 0, 1), kind="yes/no")
    assert "with 4 questions no difference, however great, could have been seen" in few.sentence
    small = compare(*tables(5000, 60, 20, 4920), kind="yes/no", margin=0.05)
    assert small.sentence.endswith("The difference is smaller than the margin of 5.0 points.")
    alike = compare(outcomes("A", [3, 4], "ab"), outcomes("B", [3, 4], "ab"), kind="score")
    assert "no question gave one of them a greater score" in alike.sentence


def test_costs_are_told_in_their_unit() -> None:
    found = compare(*scored(5, 400), kind="score", unit="tokens", higher_is_better=False, margin=1000)
    assert found.verdict == "worse"
    assert found.non_inferior
    assert f"A is worse than B by {found.estimate:.3g} tokens" in found.sentence
    saved = compare(*scored(5, -3000), kind="score", unit="tokens", higher_is_better=False, margin=100)
    assert (saved.verdict, saved.non_inferior, saved.equivalent) == ("better", True, False)


def test_cautions_name_what_a_reader_must_know() -> None:
    a, b = repeated(6, 0.0, questions=20)
    a = outcomes("A", a.values, a.pairs, a.clusters, failed=[True] * 3 + [False] * 57)
    b = outcomes("B", b.values[2:], b.pairs[2:], b.clusters[2:])
    told = " ".join(compare(a, b, kind="yes/no").cautions)
    assert "Only 20 questions" in told
    assert "2 results have no partner" in told
    assert "1 runs of A failed and are counted as wrong" in told
    assert compare(*tables(50, 20, 6, 24), kind="yes/no").cautions == ()
    # Exact p above 5% where the score interval just leaves out 0.
    close = compare(*tables(80, 12, 4, 60), kind="yes/no")
    assert (close.low > 0, close.p > 0.05, close.verdict) == (True, True, "not distinguishable")
    assert "leaves out 0" in " ".join(close.cautions)


def test_a_test_that_its_interval_does_not_bear_out_is_told() -> None:
    close = compare(*repeated(51, 0.22, questions=30), kind="yes/no")
    assert close.p <= 0.05
    assert close.low <= 0 <= close.high
    assert close.verdict == "better"
    assert "A is better than B" in close.sentence
    assert "It is only just shown: the interval" in close.sentence
    assert "only just" not in compare(*tables(50, 20, 6, 24), kind="yes/no").sentence


def several(seed: int, *gains: float, questions: int = 200) -> list[Outcomes]:
    random = np.random.default_rng(seed)
    easy = random.beta(2, 1, questions)
    return [
        outcomes(f"format {place}", random.random(questions) < easy + gain, range(questions))
        for place, gain in enumerate(gains)
    ]


def test_several_conditions_are_one_family() -> None:
    conditions = several(7, 0, 0, 0, -0.25)
    found = compare_many(conditions, kind="yes/no")
    table = np.stack([one.values for one in conditions], axis=1)
    assert found.omnibus.p == pytest.approx(contingency_tables.cochrans_q(table).pvalue, abs=1e-9)
    assert [one.family for one in found.pairs] == [6] * 6
    assert all(one.p_adjusted >= one.p for one in found.pairs)
    apart = [one for one in found.pairs if one.b.name == "format 3"]
    assert [one.verdict for one in apart] == ["better"] * 3
    assert all(one.detectable == mcnemar_detectable(200, sum(one.discordant) / 200, alpha=0.05 / 6) for one in apart)
    assert "adjusted for 6 comparisons" in apart[0].sentence


def test_several_with_gaps_use_what_all_have_for_the_omnibus_test_alone() -> None:
    one, two, three = several(8, 0, 0, 0, questions=50)
    short = outcomes(three.name, three.values[:40], three.pairs[:40])
    found = compare_many([one, two, short], kind="yes/no")
    assert (found.clusters, found.dropped.unpaired) == (40, 20)
    assert [pair.pairs for pair in found.pairs] == [50, 40, 40]
    scores = compare_many([one, two, short], kind="score", resamples=500)
    assert scores.omnibus.test == "permutation within questions"


def test_a_family_may_be_made_of_any_comparisons() -> None:
    made = [compare(*tables(50, 20, 6, 24), kind="yes/no"), compare(*tables(60, 10, 8, 22), kind="yes/no")]
    holm, rate = adjust(made), adjust(made, "benjamini-hochberg")
    assert [one.p_adjusted for one in holm] == pytest.approx([made[0].p * 2, made[1].p])
    assert rate[0].p_adjusted == pytest.approx(made[0].p * 2)
    assert [one.p_adjusted for one in adjust(made, "none")] == [one.p for one in made]
    assert adjust(made, "none")[0].family == 1


def test_a_verdict_follows_the_adjusted_p() -> None:
    found: Comparison = compare(*tables(50, 20, 6, 24), kind="yes/no")
    assert replace(found, p_adjusted=0.2).verdict == "not distinguishable"


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"margin": 0.0}, "margin of 0"),
        ({"margin": -1}, "margin of -1"),
        ({"hypothesis": "equivalence"}, "without a margin"),
    ],
)
def test_margins_that_cannot_be(more: dict[str, Any], said: str) -> None:
    with pytest.raises(BadInput, match=said):
        compare(*tables(1, 1, 1, 1), kind="yes/no", **more)


def test_names_that_come_twice_are_refused() -> None:
    a, _ = tables(1, 1, 1, 1)
    with pytest.raises(BadInput, match="cannot compare"):
        compare_many([a, a], kind="yes/no")


def test_the_margin_is_held_against_both_limits() -> None:
    assert within(-0.04, 0.049, 0.05).equivalent
    assert not within(-0.05, 0.01, 0.05).non_inferior
    assert within(-0.01, 0.2, 0.05).non_inferior
    assert not within(-0.01, 0.2, 0.05).equivalent


def test_equivalence_is_two_one_sided_tests() -> None:
    from statsmodels.stats.weightstats import ttost_paired

    a, b = scored(9, 20, questions=400)
    found = compare(a, b, kind="score", margin=70)
    p = ttost_paired(a.values, b.values, -70, 70)[0]
    assert found.equivalent == (p < 0.05)
    assert p < 0.05
    assert not compare(a, b, kind="score", margin=30).equivalent
