"""The page of an experiment: numbers lead to cells, nothing hostile survives, equal records give equal bytes."""

import re
import shlex
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from goldthread.experiments.analysis.analyse import analyse
from goldthread.experiments.results import CellResult
from goldthread.experiments.work import Failure
from goldthread.report.experiment.page import render_experiment
from goldthread.schemas.grid import Grid, Hypothesis
from tests.experiments.generated import grid_of, results_of
from tests.experiments.test_analysis import any_results
from tests.report.test_report import read

GOLDEN = Path(__file__).parent / "golden" / "experiment.html"
HOSTILE = "</text><script>alert(1)</script>\"'><img src=x onerror=alert(1)>&lt;"


def page_of(cells: list[CellResult], grid: Grid, **more: Any) -> str:
    return render_experiment(analyse(cells, grid, times=False), times=False, **more)


def check(page: str) -> None:
    """Links lead somewhere, ids come once, elements are closed, nothing runs."""
    found = read(page)
    assert all(link.startswith("#") and link[1:] in found.ids for link in found.links)
    assert len(found.ids) == len(set(found.ids))
    assert not found.tags & {"script", "img", "iframe", "object", "form", "link"}
    assert not any(name.startswith("on") for name in found.attributes)
    for tag in ("svg", "text", "table", "tr", "figure", "details", "a", "div", "g"):
        assert len(re.findall(rf"<{tag}[ >]", page)) == page.count(f"</{tag}>"), tag


def test_a_small_report_is_as_it_was() -> None:
    """After a wanted change: `python -m tests.report.test_experiment_report` writes it anew; look at it, too."""
    assert golden() == GOLDEN.read_text(encoding="utf-8")


def golden() -> str:
    """The report of two formats, two sizes and four questions."""
    cells = results_of(("yaml", "json"), ("large",), (10, 1000), questions=4, failing=0.1, open_share=0.1, seed=4)
    factors: Any = {"format": ("yaml", "json"), "model": ("large",), "size": (10, 1000), "question": {"count": 4}}
    return page_of(cells, grid_of(factors=factors), trajectories=trajectories_of(cells))


def trajectories_of(cells: list[CellResult]) -> dict[str, list[dict[str, Any]]]:
    return {
        cell.key: [
            {"event": "call", "turn": 1, "tool": "grep", "arguments": {"pattern": "amount"}},
            {"event": "result", "turn": 1, "text": f"sales.{cell.factors['format']}: amount DECIMAL"},
        ]
        for cell in cells
    }


def test_every_number_of_a_table_of_levels_leads_to_its_cells() -> None:
    page = page_of(results_of(questions=10), grid_of())
    check(page)
    numbers = page.split('<h2 id="numbers">')[1].split('<h2 id="sources">')[0]
    bare = re.findall(r'<td class="n">(?!<a href="#g\d+">)([^<]*)</td>', numbers)
    assert all(one == "—" for one in bare)
    rows = re.findall(r'<tr id="g\d+">.*?</tr>', page, re.DOTALL)
    assert all("goldthread experiment export formats" in row for row in rows)
    one = next(row for row in rows if "<td>format yaml, model large" not in row and "format yaml<" in row)
    assert "--where format=yaml" in one
    assert len(re.findall(r"#cell-\d+", one)) == 24
    assert 'id="cell-0"' in page


def test_every_number_of_a_contrast_leads_to_the_cells_compared() -> None:
    page = page_of(results_of(questions=10), grid_of())
    for begin, end in (('<h2 id="answer">', '<h2 id="success">'), ('<h2 id="contrasts">', '<h2 id="costs">')):
        part = page.split(begin)[1].split(end)[0]
        cells = re.findall(r'<td class="n">(.*?)</td>', part)
        assert cells
        assert all(one == "—" or re.fullmatch(r'<a href="#g\d+">[^<]+</a>', one) for one in cells)


def test_kinds_of_failures_lead_to_a_statement_that_finds_their_cells() -> None:
    page = page_of(results_of(questions=10), grid_of())
    part = unescape(page.split('<h2 id="failures">')[1].split("<h2")[0])
    counts = re.findall(r'<td class="n">(.*?)</td>', part)
    assert counts
    assert all(re.fullmatch(r'<a href="#k\d+">[\d,]+</a>', one) for one in counts)
    found = [shlex.split(one)[3] for one in re.findall(r"<code>(goldthread experiment sql .*?)</code>", part)]
    assert "SELECT key FROM cells WHERE status = 'failed' AND failure = 'TimedOut'" in found
    assert "SELECT key FROM cells WHERE status = 'done' AND problem = 'unknown column' AND success < 1" in found


def test_the_answer_stands_first_and_says_what_could_not_be_seen() -> None:
    page = page_of(results_of(("yaml", "json"), ("large",), (10,), questions=12), grid_of())
    answer = page.split('<h2 id="answer">')[1].split("<h2")[0]
    assert "yaml and json are not distinguishable at this n" in answer
    assert "could not have been seen (80% power)" in answer
    assert "Named before the run: format yaml differs from json in success" in answer
    assert page.index('id="answer"') < page.index('id="success"') < page.index('id="contrasts"')


def test_equal_records_give_equal_bytes() -> None:
    cells = results_of(questions=6)
    later = [
        CellResult(
            cell.key, cell.place, cell.factors, cell.status, {**cell.measures, "seconds": 3.0 + at}, cell.labels,
            cell.price, cell.seconds + 5, cell.attempts + 1, cell.failure,
        )
        for at, cell in enumerate(cells)
    ]  # fmt: skip
    assert analyse(cells, grid_of(), times=False) == analyse(later[::-1], grid_of(), times=False)
    assert page_of(cells, grid_of()) == page_of(later[::-1], grid_of())
    timed = render_experiment(analyse(later, grid_of()), written="2026-11-26 00:00")
    assert "2026-11-26 00:00" in timed
    assert "of cells" in timed


def test_trajectories_stand_side_by_side() -> None:
    cells = results_of(questions=10)
    page = page_of(cells, grid_of(), trajectories=trajectories_of(cells))
    part = page.split('<h2 id="trajectories">')[1].split("<h2")[0]
    assert part.count('<table class="both">') == 4
    assert "sales.yaml: amount DECIMAL" in part
    assert "sales.json: amount DECIMAL" in part
    check(page)


def test_hostile_names_are_text() -> None:
    levels = (HOSTILE, "江南的格式", "e\u0301\u202e\u0000x", "a" * 300)
    cells = [
        CellResult(
            f"{place:064x}", place, {"format": levels[place % 4], "question": f"{HOSTILE}{place // 4}"},
            "done" if place % 5 else "failed", {"success": float(place % 3 == 0), "tokens_in": 5.0}, {"tier": HOSTILE},
            failure=None if place % 5 else Failure(HOSTILE, HOSTILE),
        )
        for place in range(40)
    ]  # fmt: skip
    grid = Grid(
        name="hostile", about=HOSTILE, task="simulated", factors={"format": levels, "question": {}},
        hypothesis=Hypothesis(factor="format", better=levels[0], than=levels[1]),
        published=({"format": HOSTILE, "value": 0.5, "source": HOSTILE},),
    )  # fmt: skip
    steps = {cell.key: [{"event": HOSTILE, "turn": 1, HOSTILE: HOSTILE}] for cell in cells}
    page = page_of(cells, grid, trajectories=steps)
    check(page)
    assert "<script" not in page


@given(any_results())
@settings(max_examples=25, deadline=None)
def test_any_results_give_a_page(told: tuple[Grid, list[CellResult]]) -> None:
    grid, cells = told
    check(page_of(cells, grid))


def test_no_result_yet() -> None:
    page = page_of([], grid_of())
    check(page)
    assert "The grid has no results yet." in page


@pytest.mark.parametrize("questions", [1, 2])
def test_few_questions(questions: int) -> None:
    page = page_of(results_of(questions=questions), grid_of())
    check(page)
    assert "nan" not in unescape(page).casefold().split()


if __name__ == "__main__":
    GOLDEN.write_text(golden(), encoding="utf-8")
