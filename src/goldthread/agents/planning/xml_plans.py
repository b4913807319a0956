"""Plans in XML: a scan for tags that forgives missing ends and knows no entities but the standard ones."""

import html
import re

from goldthread.agents.planning.fields import FIELDS, HEADING_LABELS, normal, read_item, unnumbered
from goldthread.agents.planning.items import PlanItem

_TAG = re.compile(r"<(?P<end>/?)(?P<name>[^\W\d][\w.-]{0,40})(?P<rest>[^<>]{0,2000})>")
_ATTRIBUTE = re.compile(r"([^\W\d][\w:-]{0,40})\s{0,9}=\s{0,9}(?:\"([^\"]*)\"|'([^']*)')")
_SECTIONS = {
    *("section", "chapter", "paragraph", "item", "unit", "part", "step", "abschnitt", "kapitel", "absatz", "teil"),
    *(
        "chapitre",
        "paragraphe",
        "partie",
        "sección",
        "seccion",
        "capítulo",
        "capitulo",
        "párrafo",
        "parrafo",
        "apartado",
        "parte",
    ),
    *("章", "节", "節", "段落", "章节", "セクション"),
}
_NAMES = {key: name for name, keys in reversed(FIELDS) for key in keys}


class _Open:
    def __init__(self, name: str, fields: dict[str, str]) -> None:
        self.name = name
        self.fields = fields
        self.inner = False


def read_xml(text: str) -> list[PlanItem]:
    """Sections in tags; empty where there are none. A last section without its end is whole only if none has one."""
    if not re.search(r"<[^\W\d]", text):
        return []
    text = re.sub(r"<!\[CDATA\[(.*?)\]\]>", lambda found: html.escape(found[1]), text, flags=re.S)
    text = re.sub(r"<!--.*?-->", "", text, flags=re.S)
    tags = list(_TAG.finditer(text))
    opened = sum(normal(tag["name"]) in _SECTIONS and not tag["end"] for tag in tags)
    ended = sum(normal(tag["name"]) in _SECTIONS and bool(tag["end"]) for tag in tags)
    nests = ended == opened
    found: list[dict[str, str]] = []
    stack: list[_Open] = []

    def close() -> None:
        done = stack.pop()
        if not done.inner:
            found.append(done.fields)

    for at, tag in enumerate(tags):
        name = normal(tag["name"])
        told = html.unescape(text[tag.end() : tags[at + 1].start() if at + 1 < len(tags) else len(text)]).strip()
        if name in _SECTIONS and tag["end"]:
            if any(one.name == name for one in stack):
                while stack[-1].name != name:
                    close()
                close()
        elif name in _SECTIONS:
            if stack and stack[-1].name == name and not nests:
                close()
            for one in stack:
                one.inner = True
            attributes = {key: html.unescape(first or second) for key, first, second in _ATTRIBUTE.findall(tag["rest"])}
            stack.append(_Open(name, attributes | ({"brief": told} if told else {})))
            if tag["rest"].endswith("/"):
                close()
        elif stack and not tag["end"] and name in _NAMES:
            stack[-1].fields.setdefault(name, told)
        if len(stack) > 50:
            return []
    if not ended:
        while stack:
            close()
    titled = [one for one in found if any(normal(key) in (*HEADING_LABELS, "name") for key in one)]
    return unnumbered([item for one in titled if (item := read_item(one)) is not None])
