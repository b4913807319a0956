"""Sources of a job: what files they are, and citations of passages that no source holds."""

from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

import goldthread
from goldthread.errors import BadInput
from goldthread.schemas.yaml_files import dump_yaml
from goldthread.sources import drop_unknown_citations, read_sources


@pytest.mark.parametrize(
    ("text", "mended", "dropped"),
    [
        ("Honey keeps [s1]. It is sweet [s9].", "Honey keeps [s1]. It is sweet.", ["s9"]),
        ("Honey keeps [s8, s9]. It is sweet.", "Honey keeps. It is sweet.", ["s8", "s9"]),
        ("Honey keeps [s1; s9, s2]. It is sweet.", "Honey keeps [s1, s2]. It is sweet.", ["s9"]),
        ("Honey keeps [S99] and [S1].", "Honey keeps and [S1].", ["S99"]),
        ("No mark [see 1] here [sic].", "No mark [see 1] here [sic].", []),
    ],
)
def test_only_unknown_ids_go(text: str, mended: str, dropped: list[str]) -> None:
    assert drop_unknown_citations(text, ["s1", "s2"]) == (mended, dropped)


@given(
    st.lists(st.tuples(st.text("abc .", min_size=1, max_size=9), st.lists(st.integers(1, 6), max_size=3)), max_size=6)
)
def test_no_word_is_lost_with_a_mark(pieces: list[tuple[str, list[int]]]) -> None:
    text = "".join(f"{words}[{', '.join(f's{one}' for one in ids)}]" if ids else words for words, ids in pieces)
    mended, dropped = drop_unknown_citations(text, ["s1", "s2", "s3"])
    assert dropped == [f"s{one}" for _, ids in pieces for one in ids if one > 3]
    left = "".join(words for words, _ in pieces)
    without, _ = drop_unknown_citations(mended, [])
    assert without.replace(" ", "") == left.replace(" ", "")


def test_a_run_drops_what_no_source_holds_from_drafts_and_repairs(tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "honey.md").write_text("Honey keeps for years.", encoding="utf-8")
    rules = [
        {"when": {"role": "planner"}, "reply": "no plan"},
        {"when": {"role": "compiler"}, "reply": '{"requirements": []}'},
        {"when": {"purpose": "insert"}, "reply": "A keeper needs cool smoke [s7]."},
        {
            "when": {"role": "writer"},
            "reply": "Honey keeps for years in chapter {section} [s1, s8]. Bees eat it [s8, s9].",
        },
    ]
    (tmp_path / "script.yaml").write_text(dump_yaml({"rules": rules}), encoding="utf-8")
    job = {
        "request": "Write a handbook on bees with 2 chapters. Chapter 2 must mention cool smoke.",
        "length": {"words": 26},
        "sources": ["notes"],
        "models": {"default": f"scripted:{tmp_path / 'script.yaml'}"},
    }
    (tmp_path / "job.yaml").write_text(dump_yaml(job), encoding="utf-8")
    result = goldthread.write(tmp_path / "job.yaml", out=tmp_path / "runs")
    text = Path(result.document).read_text(encoding="utf-8")
    assert "Honey keeps for years in chapter 1 [s1]. Bees eat it." in text
    assert "A keeper needs cool smoke." in text
    assert not any(name in text for name in ("s7", "s8", "s9"))
    assert any("cites s7" in one for one in result.warnings)
    assert result.broken == 0


def test_html_and_docx_are_sources_too(tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    page = "<html><head><script>steal()</script></head><body><p>Honey keeps for <b>years</b>.</p></body></html>"
    (tmp_path / "notes" / "a.html").write_text(page, encoding="utf-8")
    document = docx.Document()
    document.add_paragraph("Cool smoke calms bees.")
    document.save(str(tmp_path / "notes" / "b.docx"))
    honey, smoke = read_sources(["notes"], root=tmp_path)
    assert (honey.id, honey.file, smoke.id, smoke.file) == ("s1", "notes/a.html", "s2", "notes/b.docx")
    assert "Honey keeps for" in honey.text
    assert "steal" not in honey.text
    assert smoke.text.strip() == "Cool smoke calms bees."
    (tmp_path / "notes" / "c.docx").write_bytes(b"not a zip")
    with pytest.raises(BadInput, match=r"c\.docx") as caught:
        read_sources(["notes"], root=tmp_path)
    assert caught.value.where.field == "sources[0]"
    assert caught.value.remedy
