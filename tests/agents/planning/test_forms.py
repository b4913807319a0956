"""Three sections in many forms: alternatives, parts, cut replies, titles that sound like declarations."""

import json

import pytest

from goldthread.agents.planning.parse import parse_plan

THREE = [("Alpha", 300), ("Beta days", 400), ("Gamma", 500)]


def _read(reply: str) -> list[tuple[str, int | None]]:
    return [(item.title, item.words) for item in parse_plan(reply).items]


def _json(sections: list[tuple[str, int]]) -> str:
    entries = [{"id": at, "title": title, "words": words} for at, (title, words) in enumerate(sections, 1)]
    return json.dumps({"title": "T", "sections": entries})


def _listed(unit: str) -> str:
    return "".join(f"{at}. {title} ({words} {unit})\n" for at, (title, words) in enumerate(THREE, 1))


FORMS = {
    "yaml in German": "titel: T\nabschnitte:\n"
    + "".join(f"  - titel: {title}\n    wörter: {words}\n" for title, words in THREE),
    "yaml with text after it": "sections:\n"
    + "".join(f"- title: {title}\n  words: {words}\n" for title, words in THREE)
    + "\nLet me know what you think.",
    "yaml map": "sections:\n"
    + "".join(f"  s{at}:\n    title: {title}\n    words: {words}\n" for at, (title, words) in enumerate(THREE)),
    "yaml flow": "sections:\n" + "".join(f"  - {{title: {title}, words: {words}}}\n" for title, words in THREE),
    "xml without ends of its own": "<sections>"
    + "".join(f'<section title="{title}" word_count="{words}"/>' for title, words in THREE)
    + "</sections>",
    "xml with parts": "<plan><part><title>P</title>"
    + "".join(f"<section><title>{title}</title><words>{words}</words></section>" for title, words in THREE)
    + "</part></plan>",
    "csv with wide commas": "序号，标题，字数\n"
    + "".join(f"{at}，{title}，{words}\n" for at, (title, words) in enumerate(THREE, 1)),
    "table in Japanese": "| 番号 | タイトル | 文字数 |\n|---|---|---|\n"
    + "".join(f"| {at} | {title} | {words}字 |\n" for at, (title, words) in enumerate(THREE, 1)),
    "table with a sum": "| Section | Target words | Key points |\n|---|---|---|\n"
    + "".join(f"| {title} | {words} | x |\n" for title, words in THREE)
    + "| **Total** | **1,200** | |",
    "bulleted labels": "".join(
        f"{at}.\n- **Title:** {title}\n- **Word count:** {words}\n" for at, (title, words) in enumerate(THREE, 1)
    ),
    "brackets of the form kept": "".join(
        f"Paragraph {at} - Main Point: [{title}] - Word Count: [{words} words]\n"
        for at, (title, words) in enumerate(THREE, 1)
    ),
    "count in the middle of a line": "".join(
        f"{at}. **{title}** – {words} words: how it was.\n" for at, (title, words) in enumerate(THREE, 1)
    ),
    "prose in French": " ".join(
        f"La section {at} s'intitule « {title} » et compte {words} mots." for at, (title, words) in enumerate(THREE, 1)
    ),
    "prose in Japanese": "".join(
        f"第{at}節は「{title}」で約{words}字。" for at, (title, words) in enumerate(THREE, 1)
    ),
    "parts as bullets": "- Part One\n  - Alpha (300 words)\n  - Beta days (400 words)\n- Part Two\n  - Gamma (500 words)",
    "labels in Roman numerals": _json([(f"Chapter {'I' * at}: {title}", words) for at, (title, words) in enumerate(THREE, 1)]),
    "the second chosen": "Option A:\n" + _json([("Z", 900)]) + "\nOption B:\n" + _json(THREE) + "\nI recommend option B.",
    "the first chosen": "Option A:\n" + _json(THREE) + "\nOption B:\n" + _json([("Z", 900)]) + "\nI recommend option A.",
    "chosen in German": "Entwurf 1:\n" + _listed("Wörter") + "\nEntwurf 2:\n1. Z (600 Wörter)\n\nEndgültig ist Entwurf 1.",
    "chosen in Spanish": "Opción A:\n" + _listed("palabras") + "\nOpción B:\n1. Z (600 palabras)\n\nElijo la opción A.",
    "chosen in Japanese": "案A：\n1. Z（600字）\n\n案B：\n" + _listed("字") + "\n案Bを採用します。",
    "an example in xml first": "Format: <section><title>Section title</title><words>400</words></section>\n"
    + "".join(f"<section><title>{title}</title><words>{words}</words></section>\n" for title, words in THREE),
    "xml cut": "".join(f"<section><title>{title}</title><words>{words}</words></section>" for title, words in THREE)
    + "<section><title>Del",
    "csv cut": "title,brief,words\n" + "".join(f'{title},"a, b",{words}\n' for title, words in THREE) + 'Delta,"e, f',
    "yaml cut": "sections:\n"
    + "".join(f"- title: {title}\n  words: {words}\n  depends_on: []\n" for title, words in THREE)
    + "- title: Delta\n  words: 600\n  depends_on: [1,",
    "json in a text cut": json.dumps(_json(THREE))[:-2] + ', {\\"id\\": 4, \\"title\\": \\"Del',
    "labels cut": "".join(f"**Title:** {title}\n**Brief:** x.\n**Words:** {words}\n\n" for title, words in THREE)
    + "**Title:** Delta\n**Brief:** x",
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_the_same_three_sections(form: str) -> None:
    assert _read(FORMS[form]) == THREE


SOUNDS = [("Alpha", 300), ("The final plan", 400), ("Option B", 500)]


@pytest.mark.parametrize(
    "reply",
    [
        _json(SOUNDS),
        "".join(f"{at}. {title} ({words} words)\n" for at, (title, words) in enumerate(SOUNDS, 1)),
        "".join(f"## {title} ({words} words)\n\nText.\n\n" for title, words in SOUNDS),
        "".join(f"**Title:** {title}\n**Words:** {words}\n\n" for title, words in SOUNDS),
        "title,words\n" + "".join(f"{title},{words}\n" for title, words in SOUNDS),
        "sections:\n" + "".join(f"- title: {title}\n  words: {words}\n" for title, words in SOUNDS),
        "".join(f"<section>\n<title>{title}</title>\n<words>{words}</words>\n</section>\n" for title, words in SOUNDS),
        "| Title | Words |\n|---|---|\n" + "".join(f"| {title} | {words} |\n" for title, words in SOUNDS),
    ],
    ids=["json", "list", "headings", "labels", "csv", "yaml", "xml", "table"],
)
def test_a_title_that_sounds_like_a_declaration_is_a_title(reply: str) -> None:
    assert _read(reply) == SOUNDS


@pytest.mark.parametrize(
    "title", ["Part 2: the return", "Step 1: Alpha", "1868", "第一夜", "Day 1: Up", "¿Por qué?", "The main point"]
)
def test_what_belongs_to_a_title_stays(title: str) -> None:
    sections = [("Alpha", 300), (title, 400), ("Gamma", 500)]
    assert _read(_json(sections)) == sections


@pytest.mark.parametrize(
    "reply",
    [
        "Gern! Vorher ein paar Fragen:\n- Wer liest den Text?\n- Wie formell soll er sein?",
        "I'm sorry, I can't plan this document.",
        '{"title": "T", "sections": []}',
        '{"$schema": "x", "properties": {"sections": {"items": {"required": ["id", "title", "words"], "prop',
        '{"title": "...", "sections": [{"id": 1, "title": "Section title", "brief": "...", "words": 400}]}',
    ],
)
def test_no_plan_holds_no_section(reply: str) -> None:
    assert _read(reply) == []
