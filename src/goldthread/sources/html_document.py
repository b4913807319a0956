"""HTML as Markdown: what a reader sees of a page, without scripts, styles and hidden parts."""

import re
from html import escape
from html.parser import HTMLParser
from typing import Any

from bs4.dammit import UnicodeDammit
from markdownify import MarkdownConverter

from goldthread.errors import BadInput, Where

_UNSEEN = frozenset(
    ("script", "style", "template", "noscript", "head", "svg", "math", "iframe", "object", "select", "button")
)
_BLOCKS = frozenset(
    (
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "blockquote",
        "pre",
        "table",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "th",
        "td",
        "caption",
        "br",
        "hr",
        "code",
    )
)
_BOXES = frozenset(
    ("div", "section", "article", "main", "header", "footer", "aside", "nav", "center", "form", "figure", "body")
)
_VOID = frozenset(("br", "hr", "img", "input", "meta", "link", "wbr", "source", "area", "base", "col", "embed"))
_BREAK = "\ue000"
"""Stands for the end of a box's line until the Markdown is made."""
MOST_DEEP = 200
"""Elements with a meaning of their own (lists, quotations, tables) that may stand in one another."""
_OPTIONS: dict[str, Any] = {
    "heading_style": "atx",
    "bullets": "-",
    "escape_asterisks": False,
    "escape_underscores": False,
    "escape_misc": False,
}
"""Marks as people write them, nothing escaped: the text is to be read, not rendered."""


class _Seen(HTMLParser):
    """The elements that make the structure of a text, and its characters; all else is left out.

    A stream, so that thousands of boxes in one another cost nothing.
    """

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.hidden: list[str] = []
        self.open: list[str] = []
        self.deepest = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take an element that opens."""
        if self.hidden or tag in _UNSEEN or any(name == "hidden" for name, _ in attrs):
            if tag not in _VOID:
                self.hidden.append(tag)
        elif tag in _BOXES:
            self._end_line()
        elif tag in _BLOCKS and (tag != "code" or "pre" in self.open):
            self.parts.append(f"<{tag}>")
            if tag not in _VOID:
                self.open.append(tag)
                self.deepest = max(self.deepest, len(self.open))

    def handle_endtag(self, tag: str) -> None:
        """Take an element that closes."""
        if self.hidden:
            if tag in self.hidden[-40:]:
                while self.hidden.pop() != tag:
                    pass
        elif tag in _BOXES:
            self._end_line()
        elif tag in self.open[-40:]:
            while (last := self.open.pop()) != tag:
                self.parts.append(f"</{last}>")
            self.parts.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        """Take text."""
        if not self.hidden:
            self.parts.append(escape(data, quote=False))

    def _end_line(self) -> None:
        inside = {"li", "td", "th", "pre"} & set(self.open[-12:])
        self.parts.append(" " if inside else _BREAK)


def html_to_markdown(data: bytes, name: str) -> str:
    """The Markdown of a page.

    Args:
        data: The page; its encoding is told by its first bytes or its own declaration, else found out.
        name: Its file, for messages.

    Raises:
        BadInput: Its encoding cannot be told, or it is nested too deep.
    """
    where = Where(name)
    decoded = UnicodeDammit(data, is_html=True).unicode_markup
    if decoded is None:
        raise BadInput("its encoding cannot be told", where=where, remedy="save it as UTF-8")
    seen = _Seen()
    seen.feed(decoded.replace(_BREAK, " "))
    seen.close()
    if seen.deepest > MOST_DEEP:
        raise BadInput(f"is nested more than {MOST_DEEP} deep", where=where, remedy="convert it to Markdown")
    try:
        text: str = MarkdownConverter(**_OPTIONS).convert("".join(seen.parts))
    except RecursionError as error:
        raise BadInput("is nested too deep", where=where, remedy="convert it to Markdown") from error
    text = re.sub(rf"[ \t]*{_BREAK}\s*", "\n\n", text)
    text = re.sub(r"[ \t]+\n", "\n", text)
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"
