"""Blocks of a document in another format written as Markdown, in one pass and without recursion."""

import re

MOST_DEPTH = 16
"""Lists and quotations nested deeper are written at this depth; the parser of Markdown goes no deeper than 20."""
_MARKUP = re.compile(r"(?:#{1,6}|[-+*]|\d{1,9}[.)])(?=\s|$)|>|`{3}|~{3}|(?:=+|-+)\s*$|(?:[-*_]\s*){3,}$")
_SPACES = re.compile(r"[ \t\n\r\f]+")


class MarkdownText:
    """Markdown that grows block by block.

    Lists and quotations are opened and closed around blocks; what is closed without having been opened is passed over.
    """

    def __init__(self) -> None:
        self._lines: list[str] = []
        # A container is its mark (`> `, or a list item's), and whether the item's mark was written.
        self._open: list[list[str | bool]] = []
        self._last_list = ""

    def text(self) -> str:
        """The Markdown so far."""
        return "\n".join(self._lines).strip("\n") + "\n" if self._lines else ""

    def open_quote(self) -> None:
        """A block quotation begins."""
        self._open.append(["> ", False])

    def open_item(self, mark: str) -> None:
        """A list item begins, with its mark (`-`, `3.`)."""
        self._open.append([f"{mark} ", True])

    def close(self) -> None:
        """The innermost list item or quotation ends."""
        if self._open:
            self._open.pop()

    def heading(self, level: int, words: str) -> None:
        """A heading of level 1 to 6."""
        words = collapsed(words)
        if words:
            self._block([f"{'#' * max(1, min(6, level))} {words}"])

    def paragraph(self, words: str) -> None:
        """Running text; line breaks in it are kept."""
        lines = [collapsed(line) for line in words.split("\n")]
        lines = [_escaped(line) for line in lines if line]
        if lines:
            self._block(lines)

    def rule(self) -> None:
        """A line across."""
        self._block(["***"])

    def code(self, content: str, language: str = "") -> None:
        """A code block, fenced so that nothing in it can close it."""
        longest = max((len(run) for run in re.findall(r"`+", content)), default=0)
        fence = "`" * max(3, longest + 1)
        self._block([fence + language, *content.strip("\n").split("\n"), fence])

    def table(self, rows: list[list[str]]) -> None:
        """A table; its first row is the header."""
        rows = [row for row in rows if any(cell.strip() for cell in row)]
        if not rows:
            return
        width = max(map(len, rows))
        lines = ["| " + " | ".join(_cell(cell) for cell in row + [""] * (width - len(row))) + " |" for row in rows]
        self._block([lines[0], "|" + " --- |" * width, *lines[1:]])

    def _block(self, lines: list[str]) -> None:
        shown = self._open[:MOST_DEPTH]
        if self._lines:
            self._lines.append("".join("> " if one[0] == "> " else " " * len(str(one[0])) for one in shown).rstrip())
        for line in lines:
            prefix = ""
            for one in shown:
                prefix += str(one[0]) if one[0] == "> " or one[1] else " " * len(str(one[0]))
                one[1] = False
            self._lines.append((prefix + line).rstrip())


def collapsed(words: str) -> str:
    """Text with runs of white space as one blank."""
    return _SPACES.sub(" ", words).strip(" ")


def _escaped(line: str) -> str:
    """A line that would begin something else in Markdown, with its mark escaped."""
    found = _MARKUP.match(line)
    if not found:
        return line
    mark = found[0]
    at = len(mark) - 1 if mark[0].isdigit() else 0
    return f"{line[:at]}\\{line[at:]}"


def _cell(words: str) -> str:
    return collapsed(words).replace("|", "\\|")
