"""Markdown to safe HTML with the sentences of evidence marked."""

import nh3
from markdown_it import MarkdownIt

OPEN, CLOSE = "\ue000", "\ue001"
_DIGITS = "\ue010"
_TAGS = {
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "code", "em", "strong", "a",
    "table",
    "thead", "tbody", "tr", "th", "td", "hr", "br", "s",
}  # fmt: skip
_markdown = MarkdownIt("commonmark", {"html": False, "linkify": False}).enable(["table", "strikethrough"])


def strip_marks(text: str) -> str:
    """The text with private-use characters replaced, one for one: they are our own markers."""
    return "".join("\ufffd" if "\ue000" <= letter <= "\ue0ff" else letter for letter in text)


def _code(number: int) -> str:
    return "".join(chr(ord(_DIGITS) + int(digit)) for digit in str(number))


def mark_html(text: str, spans: list[tuple[int, int, str, str]]) -> str:
    """HTML of a Markdown text; each span gets a mark with an id and a link back.

    Args:
        text: Markdown.
        spans: Start, end, id of the mark, and the anchor that it leads back to; spans that overlap an earlier one lend
            it their link.

    Returns:
        Sanitised HTML: no script, no event handler, no link but http, https, mailto and fragments.
    """
    source = strip_marks(text)
    merged: list[tuple[int, int, list[int]]] = []
    for at, (start, end, _, _) in sorted(enumerate(spans), key=lambda one: (one[1][0], -one[1][1])):
        if merged and start < merged[-1][1]:
            merged[-1][2].append(at)
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]), merged[-1][2])
        else:
            merged.append((start, end, [at]))
    pieces, last = [], 0
    for number, (start, end, _) in enumerate(merged):
        pieces += [source[last:start], OPEN, _code(number), OPEN, source[start:end], CLOSE, _code(number), CLOSE]
        last = end
    pieces.append(source[last:])
    html = _markdown.render("".join(pieces))
    clean = nh3.clean(
        html, tags=_TAGS, attributes={"a": {"href"}}, url_schemes={"http", "https", "mailto"}, link_rel="noreferrer"
    )
    for number, (_, _, inside) in enumerate(merged):
        first = spans[inside[0]]
        anchors = "".join(f'<a id="{spans[at][2]}"></a>' for at in inside[1:])
        backs = "".join(
            f'<a class="back" href="#{spans[at][3]}" title="to the constraint">{spans[at][3]}</a>' for at in inside
        )
        opening, closing = f"{OPEN}{_code(number)}{OPEN}", f"{CLOSE}{_code(number)}{CLOSE}"
        begin, end = clean.find(opening), clean.find(closing)
        if begin < 0 or end < begin:
            continue
        middle = clean[begin + len(opening) : end]
        blocks = any(
            f"<{tag}" in middle for tag in ("p", "li", "td", "tr", "h1", "h2", "h3", "h4", "ul", "ol", "table")
        )
        shown = f'{anchors}<mark id="{first[2]}">{middle}</mark>{backs}'
        if blocks:
            shown = f'{anchors}<a id="{first[2]}"></a>{middle}{backs}'
        clean = clean[:begin] + shown + clean[end + len(closing) :]
    return "".join(letter for letter in clean if not "\ue000" <= letter <= "\ue0ff")
