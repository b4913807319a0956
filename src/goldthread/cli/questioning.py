"""What `goldthread questions sql` and `questions chains` do."""

import json as _json
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from goldthread.errors import BadInput, Where
from goldthread.navigation.corpora import corpus
from goldthread.navigation.corpora.chains import chains
from goldthread.navigation.corpora.questions import Question, weak_questions
from goldthread.navigation.corpora.rows import Rows

CHECKED = 2
"""Seeds whose data gold is checked on."""


def list_questions(name: str, tiers: Sequence[int] | None, *, check: bool, json: bool) -> int:
    """Print questions, or those that measure nothing; the exit code."""
    made = corpus(name.removeprefix("corpus:"))
    asked = [one for one in made.questions if not tiers or one.tier in tiers]
    if not made.questions:
        raise BadInput(f"the corpus {made.name} has no questions of its own", remedy="take retail, embed-N, or chains")
    if check:
        return _check(name.removeprefix("corpus:"), asked, json=json)
    for one in asked:
        print(_json.dumps(asdict(one), ensure_ascii=False) if json else f"{one.id}  {one.question}")
    return 0


def _check(name: str, asked: Sequence[Question], *, json: bool) -> int:
    import duckdb

    with tempfile.TemporaryDirectory(prefix="goldthread-questions-") as folder:
        databases = []
        try:
            for seed in range(CHECKED):
                path = Path(folder) / f"{seed}.duckdb"
                corpus(name, seed).make_database(path)
                databases.append(duckdb.connect(str(path), read_only=True))
            weak = weak_questions(asked, databases)
        finally:
            for one in databases:
                one.close()
    for question, reason in weak.items():
        print(_json.dumps({"id": question, "weak": reason}) if json else f"{question}  {reason}")
    if not json:
        print(f"{len(asked):,} questions, {len(weak):,} measure nothing on the data of {CHECKED} seeds")
    return 3 if weak else 0


def list_chains(
    source: str,
    count: int,
    hops: int,
    parallel: int,
    backward: bool,
    scattered: bool | None,
    *,
    rows: bool,
    seed: int,
    json: bool,
) -> None:
    """Print follow-the-key questions with their answers."""
    from goldthread.cli.cataloging import SourceOptions, source_catalog

    if rows and not source.startswith("corpus:synth-"):
        raise BadInput(
            "only rows of a synthetic corpus are known without looking",
            where=Where(field="--rows"),
            remedy="leave it out, or take corpus:synth-500",
        )
    catalog = source_catalog(source, SourceOptions(seed))
    asked = chains(
        catalog,
        seed,
        count=count,
        hops=hops,
        direction="backward" if backward else "forward",
        parallel=parallel,
        scattered=scattered,
        rows=Rows(catalog, seed) if rows else None,
    )
    for one in asked:
        answer = ", ".join(map(str, one.answers))
        print(_json.dumps(asdict(one), ensure_ascii=False) if json else f"{one.id}  {one.question}\n    {answer}")
