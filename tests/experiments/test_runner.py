"""Grids run in this process: results, failures as data, ceilings, resumption, and what is refused."""

import asyncio
import shutil
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from goldthread.errors import AccessDenied, BadInput, CeilingReached, Interrupted, ProviderUnavailable, StorageError
from goldthread.experiments import source
from goldthread.experiments.entry import RunOptions, run_prepared
from goldthread.experiments.ledger.tables import NAME, open_writing
from goldthread.experiments.tasks import simulated
from goldthread.experiments.work import Outcome
from goldthread.schemas.events import Event
from tests.experiments.grids import FORMATS, calls_begun, ignore, prepared, results, run

LOG = {"log": "log.txt"}


def test_every_cell_has_its_result(tmp_path: Path) -> None:
    ran = run(prepared(tmp_path, 20, settings={"base": 0.7, "tiers": 5, **LOG}), tmp_path)
    assert (ran.counts.cells, ran.counts.done, ran.counts.failed, ran.counts.open) == (60, 60, 0, 0)
    found = results(tmp_path)
    assert [one.place for one in found] == list(range(60))
    assert {one.status for one in found} == {"done"}
    assert {one.labels["tier"] for one in found} == {"L1", "L2", "L3", "L4", "L5"}
    assert 0.4 < sum(one.measures["success"] for one in found) / 60 < 0.95
    assert ran.counts.tokens == sum(one.measures["tokens_in"] + one.measures["tokens_out"] for one in found)
    assert ran.counts.calls == len(calls_begun(tmp_path)) == 60


def test_the_same_grid_again_costs_nothing_and_a_wider_one_only_what_is_new(tmp_path: Path) -> None:
    first = run(prepared(tmp_path, 5, settings=LOG), tmp_path)
    begun = calls_begun(tmp_path)
    assert run(prepared(tmp_path, 5, settings=LOG), tmp_path, resume=True).counts == first.counts
    assert calls_begun(tmp_path) == begun
    wide = run(prepared(tmp_path, 8, settings=LOG, repeats=2), tmp_path)
    assert wide.counts.cells == 48
    assert wide.counts.calls == 48 - 15
    assert len(calls_begun(tmp_path)) == 48
    assert max(Counter(calls_begun(tmp_path)).values()) == 1
    assert {one.factors["repeat"] for one in results(tmp_path)} == {1, 2}


def test_failures_are_data_with_their_kind(tmp_path: Path) -> None:
    faults = [
        {"where": {"question": "question-1", "format": "yaml"}, "does": "refused"},
        {"where": {"question": "question-2", "format": "json"}, "does": "bug"},
        {"where": {"question": "question-3", "format": "toon"}, "does": "hang"},
        {"where": {"question": "question-4", "format": "toon"}, "does": "unavailable"},
        {"where": {"question": "question-5", "format": "toon"}, "does": "unavailable", "tries": 2},
    ]
    ran = run(prepared(tmp_path, 10, settings={"faults": faults, **LOG}, cell_seconds=0.5), tmp_path)
    failed = {one.failure.kind: one for one in results(tmp_path) if one.failure}
    assert ran.counts.failed == 4
    assert {kind: (one.attempts, one.measures["success"]) for kind, one in failed.items()} == {
        "RequestRefused": (1, 0.0), "ValueError": (1, 0.0), "TimedOut": (3, 0.0), "ProviderUnavailable": (3, 0.0),
    }  # fmt: skip
    assert failed["TimedOut"].measures["calls"] == 1
    mended = [one for one in results(tmp_path) if one.factors == {"question": "question-5", "format": "toon"}]
    assert (mended[0].status, mended[0].attempts) == ("done", 3)
    assert max(Counter(calls_begun(tmp_path)).values()) == 1
    assert (
        run(prepared(tmp_path, 10, settings={"faults": faults, **LOG}, cell_seconds=0.5), tmp_path).counts.failed == 4
    )
    again = prepared(tmp_path, 10, settings={"faults": faults, **LOG}, cell_seconds=0.5)
    assert run(again, tmp_path, retry_failed=True).counts.failed == 4


def test_numbers_that_are_none_are_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ready = prepared(tmp_path, 1)

    async def give(*_: Any) -> Outcome:
        return Outcome("done", {"success": 1.0, "score": float("nan")})

    monkeypatch.setattr(ready.task, "run", give)
    run(ready, tmp_path)
    assert {one.failure.kind for one in results(tmp_path) if one.failure} == {"BadMeasure"}
    assert {one.measures["success"] for one in results(tmp_path)} == {0.0}


def test_a_ceiling_stops_the_run_and_a_higher_one_goes_on(tmp_path: Path) -> None:
    settings = {"tokens_in": 90, "tokens_out": 10, "token_noise": 0.0, **LOG}
    ready = prepared(tmp_path, 20, settings=settings, ceilings={"tokens": 1550})
    with pytest.raises(CeilingReached, match=r"of 1,550 tokens are used.*\n.*--max-tokens N"):
        run(ready, tmp_path)
    assert sum(one.status == "done" for one in results(tmp_path)) == 15
    assert all(one.attempts == 0 for one in results(tmp_path) if one.status == "open")
    with pytest.raises(CeilingReached):
        run(ready, tmp_path, resume=True)
    assert len(calls_begun(tmp_path)) == 15
    assert run(ready, tmp_path, resume=True, tokens=10_000).counts.done == 60
    assert max(Counter(calls_begun(tmp_path)).values()) == 1


def test_money_is_a_ceiling_where_every_price_is_known(tmp_path: Path) -> None:
    factors = {"question": {"count": 10}, "model": ["openai:nobody-knows"]}
    with pytest.raises(BadInput, match="no price of openai:nobody-knows is known"):
        run(prepared(tmp_path, factors=factors, ceilings={"cost": 1.0}), tmp_path)
    prices = {"openai:nobody-knows": {"input": 1000, "output": 0}}
    ready = prepared(tmp_path, factors=factors, prices=prices, settings={"token_noise": 0.0})
    with pytest.raises(CeilingReached, match=r"\$4\.0000 of \$4\.5000 are used"):
        run(ready, tmp_path, cost=4.5)
    assert sum(one.price or 0 for one in results(tmp_path) if one.status == "done") == 4.0


@pytest.mark.parametrize("resume", [True, False])
def test_a_provider_that_is_away_stops_the_run_and_no_cell_is_blamed(tmp_path: Path, resume: bool) -> None:
    faults = [{"where": {"format": FORMATS}, "does": "unavailable"}]
    ready = prepared(tmp_path, settings={"faults": faults, **LOG})
    for _ in range(4):
        with pytest.raises(ProviderUnavailable, match="goldthread experiment resume"):
            run(ready, tmp_path, resume=resume and (tmp_path / "out").exists())
    assert {one.status for one in results(tmp_path)} == {"open"}


def test_an_account_that_is_refused_stops_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ready = prepared(tmp_path)

    async def refuse(*_: Any) -> Outcome:
        raise AccessDenied("the key is not known", remedy="set it")

    monkeypatch.setattr(ready.task, "run", refuse)
    with pytest.raises(AccessDenied, match="the key is not known"):
        run(ready, tmp_path)
    assert {(one.status, one.attempts) for one in results(tmp_path)} == {("open", 0)}


def test_resuming_what_was_not_begun_or_was_changed_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="nothing was begun in this folder"):
        run(prepared(tmp_path), tmp_path, resume=True)
    run(prepared(tmp_path), tmp_path)
    with pytest.raises(BadInput, match=r"its hash differs \(seed\)"):
        run(prepared(tmp_path, seed=3), tmp_path, resume=True)
    with pytest.raises(BadInput, match=r"its hash differs \(factors, settings\)"):
        run(prepared(tmp_path, 11, settings={"base": 0.1}), tmp_path, resume=True)
    assert run(prepared(tmp_path, about="other words", concurrency=9), tmp_path, resume=True).counts.open == 0


async def test_a_run_that_is_cancelled_leaves_its_cells_open(tmp_path: Path) -> None:
    ready = prepared(tmp_path, settings={"latency": 5.0, **LOG})
    running = asyncio.create_task(run_prepared(ready, tmp_path / "out", RunOptions(), ignore))
    while len(calls_begun(tmp_path)) < 4:  # noqa: ASYNC110
        await asyncio.sleep(0.02)
    running.cancel()
    with pytest.raises(Interrupted, match="what is finished stays"):
        await running
    assert {(one.status, one.attempts) for one in results(tmp_path)} == {("open", 0)}
    assert list((tmp_path / "out" / "owners").iterdir()) == []


async def test_the_ledger_gone_in_the_middle_stops_the_run(tmp_path: Path) -> None:
    ready = prepared(tmp_path, 60, settings={"latency": 0.02})
    seen: list[Event] = []

    def on_event(event: Event) -> None:
        seen.append(event)
        if len([one for one in seen if one.event == "cell_finished"]) == 20:
            shutil.move(tmp_path / "out", tmp_path / "moved")

    with pytest.raises(StorageError, match=r"ledger is gone.*\n.*put it back"):
        await run_prepared(ready, tmp_path / "out", RunOptions(), on_event)
    if (tmp_path / "out").exists():
        shutil.rmtree(tmp_path / "out")
    shutil.move(tmp_path / "moved", tmp_path / "out")
    assert sum(one.status == "done" for one in results(tmp_path)) >= 20
    ran = await run_prepared(ready, tmp_path / "out", RunOptions(resume=True), ignore)
    assert ran.counts.done == 180


async def test_two_runs_share_a_grid_without_a_double(tmp_path: Path) -> None:
    ready = prepared(tmp_path, 60, settings={"latency": 0.01, **LOG})
    finished: list[str] = []

    def on_event(event: Event) -> None:
        if event.event == "cell_finished":
            finished.append(event.data["key"])

    both = await asyncio.gather(*(run_prepared(ready, tmp_path / "out", RunOptions(), on_event) for _ in range(2)))
    assert all(ran.counts.done == 180 for ran in both)
    assert len(finished) == len(set(finished)) == 180
    assert max(Counter(calls_begun(tmp_path)).values()) == 1


async def test_a_cell_that_blocks_its_loop_runs_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "WATCH_SECONDS", 0.05)
    faults = [{"where": {"question": "question-2", "format": "json"}, "does": "block", "seconds": 1.5}]
    ready = prepared(tmp_path, 4, settings={"faults": faults, **LOG})
    await run_prepared(ready, tmp_path / "out", RunOptions(), ignore)
    assert {(one.status, one.attempts) for one in results(tmp_path)} == {("done", 1)}
    assert max(Counter(calls_begun(tmp_path)).values()) == 1


def test_a_ledger_that_cannot_be_made_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file", encoding="utf-8")
    with pytest.raises(StorageError, match="the ledger could not be used"):
        run(prepared(tmp_path), tmp_path)


def test_a_full_disk_stops_the_run_and_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ready = prepared(tmp_path, 200, settings={"latency": 0.001})
    real = simulated._call

    async def fill(*given: Any) -> Any:
        if (tmp_path / "out" / f"{NAME}-wal").exists():
            connections[0].execute("PRAGMA max_page_count = 1")
        return await real(*given)

    from goldthread.experiments.ledger import writer as writing

    connections: list[Any] = []
    opening = open_writing

    def open_small(path: Path) -> Any:
        connections.append(opening(path))
        return connections[-1]

    monkeypatch.setattr(writing, "open_writing", open_small)
    monkeypatch.setattr(simulated, "_call", fill)
    with pytest.raises(StorageError, match=r"database or disk is full.*\n.*make room"):
        run(ready, tmp_path)
    monkeypatch.undo()
    assert run(ready, tmp_path, resume=True).counts.done == 600


def test_events_tell_of_every_cell(tmp_path: Path) -> None:
    events: list[Event] = []
    asyncio.run(run_prepared(prepared(tmp_path, 3), tmp_path / "out", RunOptions(), events.append))
    told = [one for one in events if one.event == "cell_finished"]
    assert len(told) == 9
    assert {one.data["status"] for one in told} == {"done"}
    assert told[0].data["factors"].keys() == {"question", "format"}
    assert abs(told[0].at - time.time()) < 60
