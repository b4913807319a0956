"""Parsing with exact offsets, on plain and on hostile texts."""

import itertools
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldthread.checks.document import parse
from goldthread.checks.evidence import verify_quote
from goldthread.checks.mention import find_mentions
from goldthread.checks.sentences import sentences
from goldthread.checks.shortlist import shortlist
from goldthread.errors import BadInput
from goldthread.schemas.constraint import Constraint

TEXT = """Intro by Dr. Smith. It is short.

# One #

First paragraph. Second sentence?

- item one
- item two
  - deeper

> Quoted words.

| a | b |
|---|---|
| c d | e |

```py
# no heading
```

Two
===

    An indented line is no code.
"""


def test_blocks_sections_and_regions() -> None:
    document = parse(TEXT)
    assert [TEXT[one.start : one.end] for one in document.headings()] == ["One", "Two"]
    assert [(one.number, one.heading, one.level) for one in document.sections] == [
        (0, "", 0),
        (1, "One", 1),
        (2, "Two", 1),
    ]
    assert TEXT[document.sections[1].body :].lstrip().startswith("First paragraph.")
    assert document.section_at(TEXT.index("indented")).heading == "Two"
    assert [(one.kind, one.size) for one in document.regions] == [
        ("list", 2),
        ("list", 1),
        ("quote", 0),
        ("table", 2),
        ("code", 1),
    ]
    assert [TEXT[one.start : one.end] for one in document.blocks if one.kind == "item"] == [
        "item one",
        "item two",
        "deeper",
    ]


def test_sentences_have_exact_offsets_and_kinds() -> None:
    found = sentences(TEXT, "en")
    assert all(TEXT[one.start : one.end] == one.text for one in found)
    assert found[0].text == "Intro by Dr. Smith."
    assert [one.text for one in found if one.heading] == ["One", "Two"]
    assert [one.text for one in found if one.quoted] == ["Quoted words."]
    assert "c d" in [one.text for one in found]


@pytest.mark.parametrize(
    ("language", "text", "count"),
    [
        ("zh", "你好。这是一个测试！对吗？", 3),
        ("ja", "これはテストです。次の文です。", 2),
        ("de", "Das ist z. B. ein Test. Am 3. Mai kam er.", 2),
        ("fr", "M. Dupont est là. Il part.", 2),
        ("es", "¿Quién es? No sé.", 2),
    ],
)
def test_sentences_of_other_languages(language: str, text: str, count: int) -> None:
    assert len(sentences(text, language)) == count


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.sampled_from(list("ab. \n#->|`*\"“”'1)\r\t\x00\u200f中。")), max_size=120))
def test_any_text_is_parsed_with_offsets_in_order(text: str) -> None:
    found = sentences(text, "en")
    assert all(text[one.start : one.end] == one.text and one.text.strip() for one in found)
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))
    assert all(0 <= one.start <= one.end <= len(text) for one in find_mentions(text, "a b", "en"))


@pytest.mark.parametrize(
    "text",
    [
        "# a\n" * 20_000,
        "word " * 100_000,
        ">" * 10_000 + " fire drill held\n",
        "".join("  " * depth + "- a\n" for depth in range(1_000)),
        "- " * 10_000 + "a\n",
        "|" * 100_000 + "\n|-|\n",
        "\x00\ud800 fire drill \u202e held. " * 5_000,
        '"' * 100_000,
        "[" * 100_000,
        "<!--" * 10_000,
    ],
    ids=["headings", "line", "quotes", "lists", "one-line-lists", "pipes", "nul", "quotes2", "brackets", "comments"],
)
def test_hostile_text_is_answered_in_time(text: str) -> None:
    started = time.perf_counter()
    find_mentions(text, "hold a fire drill", "en")
    assert time.perf_counter() - started < 25


@pytest.mark.parametrize("text", ["# a\n" * 1_000_000, "x" * 50_000_000], ids=["headings", "line"])
def test_too_long_a_text_is_refused_with_a_remedy(text: str) -> None:
    with pytest.raises(BadInput, match="at most"):
        parse(text)


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("the miller's  sacks were wet", "the miller’s\nsacks were wet"),
        ("“and nobody laughed at all”", "and nobody laughed at all"),
        ("the miller's sacks were dry", None),
        ("wet", None),
        ("", None),
    ],
)
def test_a_quote_counts_only_where_it_stands(quote: str, found: str | None) -> None:
    text = "In the night the miller’s\nsacks were wet, and nobody laughed at all."
    span = verify_quote(text, quote)
    assert (text[span[0] : span[1]] if span else None) == found


def test_shortlist_gives_the_passages_that_share_most_words() -> None:
    filler = " ".join(f"Sentence number {n} is about nothing at all." for n in range(60))
    text = f"{filler}\n\nThe miller counted his sacks. He was wet. He sang.\n\n{filler}"
    asked = Constraint(id="c1", kind="free", text="the miller counts sacks")
    passages = shortlist(asked, text, language="en")
    assert len(passages) == 3
    assert "miller counted his sacks" in passages[0]
    assert all(one in text for one in passages)
    assert shortlist(asked, "", language="en") == []
