"""Lengths and counts: how much of a unit a text has, and whether that is what was asked."""

import re

from goldthread.checks.document import Document, parse
from goldthread.checks.sentences import sentences
from goldthread.schemas.constraint import Constraint
from goldthread.schemas.verdict import Verdict
from goldthread.tokens import count_words

ABOUT = 0.10
"""`About 500 words` is kept within a tenth."""
_EXACTLY = re.compile(
    r"\b(?:exactly|precisely|genau|exakt|exactement|précisément|exactamente)\b|正好|恰好|刚好|ちょうど", re.IGNORECASE
)
LINK = re.compile(r"\[[^\[\]\n]{1,2000}\]\([^()\s]{1,2000}(?:\([^()\s]{0,2000})?\)")
_ADDRESS = re.compile(r"(?<![(\w])https?://\S+")
_UNITS = {
    "word": "words", "wort": "words", "wörter": "words", "worte": "words", "mot": "words", "mots": "words", "palabra": "words",
    "palabras": "words", "词": "words", "語": "words", "character": "characters", "zeichen": "characters",
    "caractère": "characters", "caractères": "characters", "carácter": "characters", "caracteres": "characters",
    "字": "characters", "字符": "characters", "文字": "characters", "sentence": "sentences", "satz": "sentences",
    "sätze": "sentences", "phrase": "sentences", "phrases": "sentences", "frase": "sentences", "frases": "sentences",
    "句": "sentences", "文": "sentences", "paragraph": "paragraphs", "absatz": "paragraphs", "absätze": "paragraphs",
    "paragraphe": "paragraphs", "paragraphes": "paragraphs", "párrafo": "paragraphs", "párrafos": "paragraphs",
    "段": "paragraphs", "段落": "paragraphs", "section": "sections", "chapter": "sections", "abschnitt": "sections", "abschnitte": "sections", "kapitel": "sections",
    "chapitre": "sections", "sección": "sections", "secciones": "sections", "capítulo": "sections", "章": "sections",
    "节": "sections", "節": "sections", "セクション": "sections", "heading": "headings",
    "subheading": "headings", "subsection": "headings", "title": "headings", "table": "tables", "tabelle": "tables",
    "tableau": "tables", "tabla": "tables", "表": "tables", "list": "lists", "bullet list": "lists", "liste": "lists",
    "lista": "lists", "bullet": "items", "bullet point": "items", "item": "items", "list item": "items", "point": "items",
    "step": "items", "row": "rows", "zeile": "rows", "ligne": "rows", "fila": "rows", "code block": "code", "line": "lines",
    "question": "questions", "link": "links",
}  # fmt: skip


def named_unit(unit: str) -> str:
    """`words` of `word`, `Wörter` or `mots`; the unit itself, in lower case, where it is not known."""
    plain = unit.strip().lower()
    return _UNITS.get(plain) or _UNITS.get(plain.removesuffix("s")) or plain


def measure(text: str, unit: str, language: str) -> int | None:
    """How many of a unit a text has; None where programs cannot count it."""
    name = named_unit(unit) or "words"
    if name in ("words", "characters"):
        return count_words(text, name)
    if name == "sentences":
        return sum(1 for one in sentences(text, language) if not one.heading and not one.code)
    if name == "lines":
        return sum(1 for line in text.splitlines() if line.strip())
    if name == "questions":
        return len(re.findall(r"[?？]+", text))
    if name == "links":
        return len(LINK.findall(text)) + len(_ADDRESS.findall(LINK.sub(" ", text)))
    return _structural(parse(text), name)


def _structural(document: Document, name: str) -> int | None:
    regions = document.regions
    sizes = {
        "paragraphs": len(document.paragraphs()),
        "headings": len(document.headings()),
        "tables": sum(1 for one in regions if one.kind == "table"),
        "lists": sum(1 for one in regions if one.kind == "list"),
        "items": sum(one.size for one in regions if one.kind == "list"),
        "rows": sum(max(0, one.size - 1) for one in regions if one.kind == "table"),
        "code": sum(1 for one in regions if one.kind == "code"),
        "quotes": sum(1 for one in regions if one.kind == "quote"),
    }
    return sizes.get(name)


def bounds_of(constraint: Constraint) -> tuple[int | None, int | None]:
    """Least and greatest value; a single length is widened by a tenth unless the request says `exactly`."""
    low, high = constraint.minimum, constraint.maximum
    exact = _EXACTLY.search(f"{constraint.text} {constraint.quote}")
    if constraint.kind == "length" and low is not None and low == high and not exact:
        if named_unit(constraint.unit or "words") not in ("words", "characters"):
            return low, high
        return int(low * (1 - ABOUT)), -int(-high * (1 + ABOUT) // 1)
    return low, high


def describe(constraint: Constraint) -> str:
    """`at least 3 and at most 5 mentions`."""
    low, high, unit = constraint.minimum, constraint.maximum, constraint.unit or "times"
    if low is not None and low == high:
        asked = bounds_of(constraint)
        return f"{low:,} {unit}" if asked != (low, high) else f"exactly {low:,} {unit}"
    parts = [f"at least {low:,}" if low is not None else "", f"at most {high:,}" if high is not None else ""]
    return " and ".join(part for part in parts if part) + f" {unit}"


def within(constraint: Constraint, value: int) -> bool:
    """Whether a value is what was asked."""
    low, high = bounds_of(constraint)
    return (low is None or value >= low) and (high is None or value <= high)


def judge_amount(constraint: Constraint, value: int | None, *, confidence: float = 1.0) -> Verdict:
    """Kept or broken by a number; unchecked where there is none."""
    if constraint.minimum is None and constraint.maximum is None:
        return Verdict(value="unchecked", reason="no number was read from the request", confidence=0.0)
    if value is None:
        return Verdict(value="unchecked", reason=f"programs cannot count {constraint.unit}", confidence=0.0)
    return Verdict(
        value="kept" if within(constraint, value) else "broken",
        reason=f"has {value:,}; asked: {describe(constraint)}",
        confidence=confidence,
    )
