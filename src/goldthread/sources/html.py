"""HTML as Markdown: what a reader sees of it, by libxml2's forgiving parser, in linear time and without a tree."""

import re
from collections.abc import Mapping

from lxml import etree

from goldthread.sources.markdown import MarkdownText, collapsed

HIDDEN = frozenset(
    ("script", "style", "template", "noscript", "head", "svg", "math", "iframe", "object", "select", "textarea")
)
_BREAKS = frozenset(
    ("p", "div", "section", "article", "main", "header", "footer", "nav", "aside", "figure", "figcaption", "address",
     "form", "fieldset", "details", "summary", "dl", "dt", "dd", "body", "html", "center", "caption")
)  # fmt: skip
_MARKS = {"em": "*", "i": "*", "strong": "**", "b": "**", "code": "`", "s": "~~", "del": "~~", "strike": "~~"}
_VOID = frozenset(
    ("br", "hr", "img", "input", "meta", "link", "area", "base", "col", "embed", "source", "track", "wbr")
)
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


class _Reader:
    """Target of the parser: events in, Markdown blocks out."""

    def __init__(self) -> None:
        self.out = MarkdownText()
        self._words: list[str] = []
        self._heading = 0
        self._hidden: list[str] = []
        self._lists: list[list[int | str]] = []
        self._after_list = ""
        self._pre = 0
        self._language = ""
        self._tables = 0
        self._rows: list[list[str]] = []
        self._links: list[str] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        tag = tag.lower() if isinstance(tag, str) else ""
        if self._hidden or tag in HIDDEN or "hidden" in attributes or _UNSEEN.search(attributes.get("style", "")):
            if tag not in _VOID:
                self._hidden.append(tag)
            return
        if self._pre:
            if tag == "code":
                self._language = next(iter(re.findall(r"language-([\w+-]{1,20})", attributes.get("class", ""))), "")
            return
        if tag in _MARKS:
            self._words.append(_MARKS[tag])
        elif tag == "a":
            self._links.append(attributes.get("href", ""))
            self._words.append("[" if self._links[-1] else "")
        elif tag == "img":
            source = attributes.get("src", "")
            source = "" if source.startswith("data:") or re.search(r"[\s()]", source) else source
            self._words.append(f"![{attributes.get('alt', '')}]({source})")
        elif tag == "br":
            self._words.append("\0")
        elif self._tables:
            self._in_table(tag)
        else:
            self._block(tag)

    def _in_table(self, tag: str) -> None:
        if tag == "table":
            self._tables += 1
        elif self._tables == 1 and tag == "tr":
            self._end_cell()
            self._rows.append([])
        elif self._tables == 1 and tag in ("td", "th"):
            self._end_cell()
            if not self._rows:
                self._rows.append([])
            self._rows[-1].append("")
        else:
            self._words.append(" ")

    def _block(self, tag: str) -> None:
        if re.fullmatch(r"h[1-6]", tag):
            self._flush()
            self._heading = int(tag[1])
        elif tag == "hr":
            self._flush()
            self.out.rule()
        elif tag == "table":
            self._flush()
            self._tables, self._rows = 1, []
        elif tag == "pre":
            self._flush()
            self._pre, self._language = 1, ""
        elif tag == "blockquote":
            self._flush()
            self.out.open_quote()
        elif tag in ("ul", "ol"):
            self._flush()
            ordered = tag == "ol"
            other = self._after_list == tag
            self._lists.append([tag, 0, (")" if other else ".") if ordered else ("*" if other else "-")])
            self._after_list = ""
        elif tag == "li":
            self._flush()
            if not self._lists:
                self._lists.append(["ul", 0, "-"])
            current = self._lists[-1]
            current[1] = int(current[1]) + 1
            self.out.open_item(f"{current[1]}{current[2]}" if current[0] == "ol" else str(current[2]))
        elif tag in _BREAKS:
            self._flush()

    def end(self, tag: str) -> None:
        tag = tag.lower() if isinstance(tag, str) else ""
        if self._hidden:
            if tag == self._hidden[-1]:
                self._hidden.pop()
            return
        if tag == "pre" and self._pre:
            self.out.code("".join(self._words).replace("\0", "\n"), self._language)
            self._words, self._pre = [], 0
        elif self._pre:
            return
        elif tag in _MARKS:
            self._words.append(_MARKS[tag])
        elif tag == "a" and self._links:
            target = self._links.pop()
            if target:
                self._words.append("]" + (f"({target})" if not re.search(r"[\s()<>]", target) else f"(<{target}>)"))
        elif tag == "table" and self._tables:
            self._end_cell()
            self._tables -= 1
            if not self._tables:
                self.out.table(self._rows)
                self._words = []
        elif self._tables:
            if tag in ("td", "th", "tr"):
                self._end_cell()
        elif tag in ("ul", "ol") and self._lists:
            self._flush()
            self._lists.pop()
            self._after_list = tag
        elif tag in ("li", "blockquote"):
            self._flush()
            self.out.close()
        elif tag in _BREAKS or re.fullmatch(r"h[1-6]", tag):
            self._flush()

    def data(self, words: str) -> None:
        if not self._hidden:
            self._words.append(words if self._pre else words.replace("\0", ""))

    def comment(self, words: str) -> None:
        """Nobody reads it."""

    def close(self) -> str:
        if self._tables:
            self._end_cell()
            self.out.table(self._rows)
            self._words = []
        self._flush()
        return self.out.text()

    def _end_cell(self) -> None:
        if self._tables == 1 and self._rows and self._rows[-1] and collapsed("".join(self._words)):
            self._rows[-1][-1] = f"{self._rows[-1][-1]} {''.join(self._words)}".replace("\0", " ")
        if self._tables == 1:
            self._words = []

    def _flush(self) -> None:
        words = collapsed("".join(self._words))
        self._words = []
        heading, self._heading = self._heading, 0
        if not words.strip("\0 "):
            return
        self._after_list = ""
        if heading:
            self.out.heading(heading, words.replace("\0", " "))
        else:
            self.out.paragraph(words.replace("\0", "\n"))


def html_to_markdown(html: str) -> str:
    """Markdown of what a reader sees: headings, paragraphs, lists, tables, quotations, code, emphasis and links.

    Scripts, styles, comments and elements that are hidden are left out.

    Args:
        html: A page or a piece of one.
    """
    parser = etree.HTMLParser(target=_Reader(), huge_tree=True, recover=True, encoding="utf-8")
    # Fed in pieces: one piece of many megabytes would be copied as a whole.
    data = html.encode("utf-8", "replace")
    for at in range(0, len(data), 1 << 20):
        parser.feed(data[at : at + (1 << 20)])
    return str(parser.close())
