"""What an experiment's report says, as plain data: `experiment report --json` prints it, the HTML shows it.

Every figure carries the condition of the cells that it was counted over, so that a reader finds them.
"""

from dataclasses import dataclass, field
from typing import Literal

Where = tuple[tuple[str, tuple[str, ...]], ...]
"""A condition: by column (factor or label), the levels that a cell may have, as text; all columns must fit."""
Family = Literal["primary", "secondary", "exploratory"]
Verdict = str
"""`different`, `not distinguishable`, `not worse`, `worse`, `equivalent`, `not shown`, as the statistics say."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its interval and what it was counted over.

    Attributes:
        value: None where nothing was measured.
        low: Lower end of its 95% interval; None where there is none.
        high: Upper end.
        cells: How many cells it was counted over.
        clusters: How many questions (jobs) these come from.
    """

    value: float | None
    low: float | None = None
    high: float | None = None
    cells: int = 0
    clusters: int = 0


@dataclass(frozen=True, slots=True)
class Group:
    """The cells of one level, or of a crossing of levels.

    Attributes:
        where: Which cells.
        level: The level (the last column's, in a crossing), as text.
        cells: All of them.
        open: Of which nothing came yet.
        failed: That failed; they count as not successful.
        success: Rate of success over those that are not open.
        measures: Means of the other measures, over cells that have them.
        price: Mean price of a cell in US dollars; its value is None where a price is unknown.
    """

    where: Where
    level: str
    cells: int
    open: int
    failed: int
    success: Figure
    measures: dict[str, Figure]
    price: Figure


@dataclass(frozen=True, slots=True)
class Breakdown:
    """Groups by one column, or by two crossed.

    Attributes:
        by: The columns; the first is the outer one.
        kind: Whether the columns are factors of the grid, or labels of cells.
        groups: In the grid's order of levels.
        sizes: Where the outer column's levels are sizes, to be drawn on a logarithmic axis: the size of each level.
    """

    by: tuple[str, ...]
    kind: Literal["factor", "label"]
    groups: tuple[Group, ...]
    sizes: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two cells that were compared, by key."""

    first: str
    second: str


@dataclass(frozen=True, slots=True)
class Contrast:
    """Two levels of a factor compared over paired cells.

    Attributes:
        family: Which correction its p takes part in.
        factor: Whose levels.
        first: One level, as text.
        second: The other; differences are the first less the second.
        where: Only these cells.
        measure: What was compared.
        pairs: How many pairs were compared.
        clusters: Questions (jobs) that they come from.
        dropped: Cells that were left out since their partner is missing, open or without the measure.
        both: Pairs where both succeeded (yes/no measures; 0 otherwise).
        only_first: Where only the first did.
        only_second: Where only the second did.
        neither: Where none did.
        rate_first: Mean of the measure over the pairs, first level.
        rate_second: Second level.
        difference: First less second.
        test: Name of the test.
        p: Its p-value; None where nothing could be tested.
        mid_p: McNemar's mid-p, for yes/no measures.
        adjusted: p after Holm (secondary) or Benjamini-Hochberg (exploratory).
        detectable: Smallest difference that these pairs could have shown in 80 of 100 such experiments.
        claim: `different`, `not_worse` or `equivalent`.
        margin: Of the latter two.
        verdict: In a word or two.
        sentence: In a sentence.
        cautions: What a reader must know beside it.
        differing: Pairs in which only one succeeded, or that differ most; a few.
    """

    family: Family
    factor: str
    first: str
    second: str
    where: Where
    measure: str
    pairs: int
    clusters: int
    dropped: int
    both: int
    only_first: int
    only_second: int
    neither: int
    rate_first: float | None
    rate_second: float | None
    difference: Figure
    test: str
    p: float | None
    mid_p: float | None
    adjusted: float | None
    detectable: float | None
    claim: str
    margin: float | None
    verdict: Verdict
    sentence: str
    cautions: tuple[str, ...] = ()
    differing: tuple[Pair, ...] = ()


@dataclass(frozen=True, slots=True)
class Test:
    """A test over more than two levels, or one that a published study used.

    Attributes:
        name: Of the test.
        over: What was compared.
        statistic: Its value.
        df: Degrees of freedom, as written (`3`, `10; 8390`).
        p: p-value.
        n: Observations.
        caveat: What is wrong with it here, for tests that are only repeated.
    """

    __test__ = False

    name: str
    over: str
    statistic: float | None
    df: str
    p: float | None
    n: int
    caveat: str = ""


@dataclass(frozen=True, slots=True)
class Beside:
    """A published number and ours.

    Attributes:
        where: Which cells it is about.
        measure: Of what.
        published: The study's number.
        ours: Ours; value None where no cell fits.
        source: Where it was published.
        words: What can be said: whether ours leaves it out.
    """

    where: Where
    measure: str
    published: float
    ours: Figure
    source: str
    words: str


@dataclass(frozen=True, slots=True)
class Kind:
    """Cells that failed, or that succeeded not, of one kind.

    Attributes:
        kind: The failure's class, or the task's word for the problem.
        failure: Whether the cell failed; otherwise it finished without success.
        cells: How many.
        by_level: Counts by level of the factor compared.
        examples: Keys of a few.
        message: Of the first.
        column: Of the records, that tells it: `failure`, `problem`, or `success`; empty for several kinds together.
    """

    kind: str
    failure: bool
    cells: int
    by_level: dict[str, int]
    examples: tuple[str, ...]
    message: str
    column: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """One kind of set-up, by what it costs and how often it succeeds.

    Attributes:
        where: Which cells.
        label: Its levels in one line.
        cost: In `unit`, a cell; None where unknown.
        success: Its rate.
        front: Whether none is both cheaper and better.
    """

    where: Where
    label: str
    cost: float | None
    success: Figure
    front: bool


@dataclass(frozen=True, slots=True)
class CellRow:
    """One cell, for the list of cells of small grids."""

    key: str
    place: int
    levels: tuple[str, ...]
    status: str
    success: float | None
    tokens: float | None
    price: float | None
    seconds: float
    attempts: int
    failure: str


@dataclass(frozen=True, slots=True)
class Analysis:
    """All that the report of an experiment says.

    Attributes:
        name: Of the grid.
        about: Of the grid.
        task: Of the grid.
        cells: All cells.
        done: Finished cells.
        failed: Failed cells.
        open: Cells without a result.
        clusters: Questions or jobs.
        focus: The factor that the report is about: the hypothesis's, or the first that has several levels.
        cluster_by: The factors that make a cluster.
        columns: Factors of the grid, in its order.
        price: Of all cells in US dollars; None where one is unknown.
        tokens: Of all cells.
        seconds: Of all cells together, by the clock.
        primary: The contrast named before the run.
        contrasts: The others; secondary ones first.
        breakdowns: Success and measures by factor, tier, size, and crossings with the factor compared.
        omnibus: Tests over all levels of a factor.
        replication: The paper's own tests.
        published: Published numbers beside ours.
        points: Cost against success.
        cost_unit: `US dollars` or `tokens`.
        failures: By kind.
        rows: All cells, for small grids; empty for large ones.
        remarks: What a reader must know: what is missing, dropped, or not tested.
    """

    name: str
    about: str
    task: str
    cells: int
    done: int
    failed: int
    open: int
    clusters: int
    focus: str
    cluster_by: tuple[str, ...]
    columns: tuple[str, ...]
    price: float | None
    tokens: float
    seconds: float
    primary: Contrast | None
    contrasts: tuple[Contrast, ...]
    breakdowns: tuple[Breakdown, ...]
    omnibus: tuple[Test, ...]
    replication: tuple[Test, ...]
    published: tuple[Beside, ...]
    points: tuple[Point, ...]
    cost_unit: str
    failures: tuple[Kind, ...]
    rows: tuple[CellRow, ...] = ()
    remarks: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Choice:
    """What the results say of one choice (a format, a layout, an agent) in one setting.

    Attributes:
        factor: What is chosen.
        where: For which model and corpus.
        take: The level to take; empty where the data do not tell.
        decided: Whether success decides it; otherwise `take` is the cheapest of those that cannot be told apart, shown
            not to be worse.
        sentence: The evidence in words.
        levels: Success and tokens of each level, best first.
        alike: Levels whose success cannot be told from the best's, the best included.
        questions: How many questions would show the difference seen between the best and the next; None if unknown.
        questions_for_margin: How many would show a difference of five points.
    """

    factor: str
    where: Where
    take: str
    decided: bool
    sentence: str
    levels: tuple[Group, ...]
    alike: tuple[str, ...]
    questions: int | None
    questions_for_margin: int | None
