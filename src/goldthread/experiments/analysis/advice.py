"""What to take: format, layout and agent for a user's own model and corpus, or that the data do not tell."""

from collections.abc import Iterable
from itertools import combinations, product

from goldthread.experiments.analysis import groups, measures
from goldthread.experiments.analysis.columns import Table, tabulate
from goldthread.experiments.analysis.contrasts import Asked, made
from goldthread.experiments.results import CellResult
from goldthread.experiments.statistics.power import questions_needed
from goldthread.schemas.analysis import Choice, Contrast, Group, Where
from goldthread.schemas.grid import Grid

CHOSEN = ("format", "layout", "agent", "method", "grep")
_GIVEN = ("model", "corpus", "size")
MARGIN = 0.05
_MOST_SETTINGS = 200
_MOST_QUESTIONS = 1_000_000


def advise(results: Iterable[CellResult], grid: Grid) -> tuple[Choice, ...]:
    """A choice of each of format, layout, agent, method and grep that the grid varies, by model, then by corpus too.

    A level is taken where its success is better than that of each other (exact McNemar by question, p by Holm over all
    pairs of levels). Where several cannot be told apart, the one that needs fewest tokens is taken if it needs fewer
    than each other with as much certainty, and its success is shown to be within five points of the best's; otherwise
    nothing is.

    Args:
        results: Of the grid.
        grid: The grid.
    """
    table = tabulate(results, grid)
    given = [name for name in _GIVEN if name in table.factors and len(table.factors[name].levels) <= groups.MOST_LEVELS]
    chosen = [name for name in CHOSEN if name in table.factors and len(table.factors[name].levels) > 1]
    found = [_choice(table, factor, where) for factor in chosen for where in _settings(table, given)]
    return tuple(one for one in found if one is not None)


def _settings(table: Table, given: list[str]) -> list[Where]:
    """Each model over all corpora, then each model and corpus where there are several."""
    given = [name for name in given if name == "model" or len(table.factors[name].levels) > 1]
    made_: list[Where] = []
    for names in dict.fromkeys((tuple(name for name in given if name == "model"), tuple(given))):
        levels = product(*(dict.fromkeys(table.factors[name].levels) for name in names))
        made_ += [tuple((name, (level,)) for name, level in zip(names, some, strict=True)) for some in levels]
    return list(dict.fromkeys(made_))[:_MOST_SETTINGS]


def _choice(table: Table, factor: str, where: Where) -> Choice | None:
    column = table.factors[factor]
    some = [
        groups.group(table, (*where, (factor, (level,))), [measures.TOKENS], intervals=True)
        for level in dict.fromkeys(column.levels)
    ]
    tried = [one for one in some if one.success.value is not None]
    if len(tried) < 2:
        return None
    tried.sort(key=lambda one: (-(one.success.value or 0.0), one.measures[measures.TOKENS].value or 0.0, one.level))
    best = tried[0]
    against = _all_pairs(table, factor, where, tried, measures.SUCCESS)
    beaten = {one.second for one in against if one.verdict == "better"}
    alike = tuple(one.level for one in tried if one is best or one.level not in beaten)
    if len(alike) == 1:
        return _decided(factor, where, tried, against)
    return _undecided(table, factor, where, tried, against, alike)


def _all_pairs(table: Table, factor: str, where: Where, tried: list[Group], measure: str) -> list[Contrast]:
    """The first against each other, p adjusted for all pairs, since which one is first was seen in the data."""
    pairs = [Asked(factor, one.level, two.level, where, measure) for one, two in combinations(tried, 2)]
    return [one for one in made(table, pairs, "secondary") if one.first == tried[0].level]


def _decided(factor: str, where: Where, tried: list[Group], against: list[Contrast]) -> Choice:
    nearest = min(against, key=lambda one: one.difference.value or 0.0)
    return Choice(
        factor=factor, where=where, take=tried[0].level, decided=True,
        sentence=f"Take {tried[0].level}: it is better than every other. The nearest: {nearest.sentence}",
        levels=tuple(tried), alike=(tried[0].level,), questions=None, questions_for_margin=None,
    )  # fmt: skip


def _undecided(
    table: Table, factor: str, where: Where, tried: list[Group], against: list[Contrast], alike: tuple[str, ...]
) -> Choice:
    best = tried[0]
    rivals = [one for one in against if one.second in alike]
    if not rivals:
        said = f"The data do not tell: {best.level} and {', '.join(alike[1:])} share no question."
        return Choice(factor, where, "", False, said, tuple(tried), alike, None, None)
    nearest = min(rivals, key=lambda one: one.difference.value or 0.0)
    more, for_margin = _needed(nearest)
    said = f"Success does not tell. {nearest.sentence}"
    if more and more > nearest.clusters:
        said += f" To show a difference of this size, about {more:,} questions would be needed"
        said += f"; for five points about {for_margin:,}." if for_margin else "."
    elif for_margin:
        said += f" To show five points, about {for_margin:,} questions would be needed."
    cheap = _cheapest(table, factor, where, tried, alike)
    if cheap:
        said = f"Take {cheap.first}, for its tokens, since it is not worse by five points: {cheap.sentence} {said}"
    else:
        said = f"The data do not tell which to take. {said}"
    return Choice(factor, where, cheap.first if cheap else "", False, said, tuple(tried), alike, more, for_margin)


def _needed(one: Contrast) -> tuple[int | None, int | None]:
    """Questions, tried once each, that would show the difference seen, and five points."""
    if not one.test.startswith("exact"):
        return None, None
    discordance = (one.only_first + one.only_second) / one.pairs
    seen = abs(one.difference.value or 0.0)
    shown = questions_needed(seen, max(discordance, seen), most=_MOST_QUESTIONS) if seen else None
    return shown, questions_needed(MARGIN, max(discordance, MARGIN), most=_MOST_QUESTIONS)


def _cheapest(table: Table, factor: str, where: Where, tried: list[Group], alike: tuple[str, ...]) -> Contrast | None:
    """The level that needs fewer tokens than each other of those alike and is not worse, against the next; or None."""
    priced = [one for one in tried if one.level in alike and one.measures[measures.TOKENS].value is not None]
    if len(priced) < len(alike):
        return None
    priced.sort(key=lambda one: (one.measures[measures.TOKENS].value or 0.0, one.level))
    found = _all_pairs(table, factor, where, priced, measures.TOKENS)
    if len(found) < len(priced) - 1 or any(one.verdict != "better" for one in found):
        return None
    return found[0] if priced[0] is tried[0] or _no_worse(table, factor, where, priced[0], tried[0]) else None


def _no_worse(table: Table, factor: str, where: Where, one: Group, best: Group) -> bool:
    """Whether success is shown to be worse than the best's by less than the margin: not to be seen is not enough."""
    asked = Asked(factor, one.level, best.level, where, claim="not_worse", margin=MARGIN)
    return any(shown.verdict in ("better", "non-inferior") for shown in made(table, [asked], "secondary"))
