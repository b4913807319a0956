"""HTML as Markdown: what a reader sees of a page, without scripts, styles and hidden parts."""

import re
import warnings
from typing import Any

from bs4 import BeautifulSoup, Comment
from bs4.exceptions import ParserRejectedMarkup
from markdownify import MarkdownConverter

from goldthread.errors import BadInput, Where

_UNSEEN = ("script", "style", "template", "noscript", "head", "svg", "math", "iframe", "object", "select", "button")
_BLOCKS = ("div", "section", "article", "main", "header", "footer", "aside", "nav", "center", "form", "figure")
MOST_DEEP = 200
"""Elements within one another that a page may have once its plain boxes are taken away."""


_INLINE = tuple(
    "a b strong i em u s del ins font img code kbd samp sub sup span small mark abbr".split()  # noqa: SIM905
)
"""Emphasis, links and pictures: their text alone is kept."""
_OPTIONS: dict[str, Any] = {
    "heading_style": "atx",
    "bullets": "-",
    "escape_asterisks": False,
    "escape_underscores": False,
    "escape_misc": False,
    "strip": list(_INLINE),
}
"""Marks as people write them, nothing escaped: the text is to be read, not rendered."""


def html_to_markdown(data: bytes, name: str) -> str:
    """The Markdown of a page.

    Args:
        data: The page; its encoding is told by its first bytes or its own declaration, else UTF-8.
        name: Its file, for messages.

    Raises:
        BadInput: Its encoding is not what it says, or it is nested too deep.
    """
    where = Where(name)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            page = BeautifulSoup(data, "html.parser")
        if page.contains_replacement_characters:
            raise BadInput("is not in the encoding that it declares", where=where, remedy="save it as UTF-8")
        for one in page.find_all(_UNSEEN):
            one.decompose()
        for comment in page.find_all(string=lambda text: isinstance(text, Comment)):
            comment.extract()
        for one in page.find_all(hidden=True):
            one.decompose()
        for box in page.find_all(_BLOCKS):
            # A box ends a line, as on a screen; taken away, since thousands may stand in one another.
            box.insert_before("\n\n")
            box.insert_after("\n\n")
            box.unwrap()
        if _depth(page) > MOST_DEEP:
            raise BadInput(f"is nested more than {MOST_DEEP} deep", where=where, remedy="convert it to Markdown")
        text: str = MarkdownConverter(**_OPTIONS).convert_soup(page)
    except (RecursionError, ParserRejectedMarkup, AssertionError) as error:
        raise BadInput("is no HTML that can be read", where=where, remedy="convert it to Markdown") from error
    text = re.sub(r"[ \t]+\n", "\n", text)
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


def _depth(page: BeautifulSoup) -> int:
    deepest = level = 0
    node = page.next_element
    while node is not None and deepest <= MOST_DEEP:
        level = sum(1 for _ in node.parents) if getattr(node, "name", None) else level
        deepest = max(deepest, level)
        node = node.next_element
    return deepest
