"""Whole sentences: where a text may be cut, joined or shortened without breaking one."""

import re

_END = re.compile(r"(?:[.!?…][\"'”’)\]]*(?=\s|$)|[。！？][”’」』）]*)")
_SPACELESS = re.compile(r"[぀-ヿ㐀-鿿]$")


def whole_sentences(text: str) -> str:
    """The text up to the end of its last whole sentence; empty where there is none."""
    ends = [match.end() for match in _END.finditer(text.rstrip())]
    return text[: ends[-1]].rstrip() if ends else ""


def split_sentences(text: str) -> list[str]:
    """Sentences of a paragraph in order; joined by `join_sentences` they give the paragraph again."""
    pieces = []
    start = 0
    for match in _END.finditer(text):
        piece = text[start : match.end()].strip()
        if piece:
            pieces.append(piece)
        start = match.end()
    rest = text[start:].strip()
    return [*pieces, rest] if rest else pieces


def join_sentences(pieces: list[str]) -> str:
    """Sentences joined by a space, or by nothing in scripts that use none."""
    text = ""
    for piece in pieces:
        text += ("" if not text or _SPACELESS.search(text.rstrip("。！？”’」』）")) else " ") + piece
    return text


def paragraphs(text: str) -> list[str]:
    """Blocks between blank lines, white space stripped."""
    return [block.strip() for block in re.split(r"\n\s*\n", text) if block.strip()]


def last_words(text: str, characters: int) -> str:
    """The end of a text, from the start of a sentence where one begins within the limit."""
    tail = text.rstrip()[-characters:]
    if len(tail) < len(text.rstrip()):
        match = _END.search(tail)
        if match and match.end() < len(tail) - 40:
            return tail[match.end() :].lstrip()
    return tail
