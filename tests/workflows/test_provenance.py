"""Where the embedded model's sentences come from: each stands in a reply of the journal."""

from itertools import combinations
from pathlib import Path
from typing import Any, cast

import pytest

import goldthread
from goldthread.agents.writing.sentences import paragraphs, split_sentences
from goldthread.schemas.yaml_files import dump_yaml
from tests.jobs import journal_of

JOB = {
    "request": (
        "Write the log of a beekeeper. It has 4 chapters, each with about 60 words. "
        "Every 2 chapters, starting from chapter 1, the wooden hives are mentioned."
    ),
    "title": "The Beekeeper's Log",
    "language": "en",
}


def _flat(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.full
def test_every_sentence_stands_in_a_reply_and_evidence_of_a_period_differs(tmp_path: Path) -> None:
    (tmp_path / "job.yaml").write_text(dump_yaml(JOB), encoding="utf-8")
    result = goldthread.write(tmp_path / "job.yaml", out=tmp_path / "runs")
    run = Path(result.folder)

    replies = [_flat(cast(Any, call["reply"])["text"]) for call in journal_of(run)]
    blocks = [block for block in paragraphs(Path(result.document).read_text("utf-8")) if not block.startswith("#")]
    sentences = [_flat(sentence) for block in blocks for sentence in split_sentences(block)]
    assert len(sentences) >= 8
    assert [sentence for sentence in sentences if not any(sentence in reply for reply in replies)] == []
    assert len(blocks) == len(set(blocks))

    kept = [check for check in result.checks if check.section in (1, 3) and check.verdict.evidence]
    evidence = [(check.constraint, check.verdict.evidence[0].quote) for check in kept]
    assert len(evidence) == 2, result.checks
    for (one, said), (other, again) in combinations(evidence, 2):
        assert one == other
        assert said != again
