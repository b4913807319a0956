"""Sections out of any reply: JSON, damaged JSON, AgentWrite's lines, lists, tables, headings, prose."""

import json
import re
from typing import Any

from goldthread.agents.planning.damaged_json import loads_damaged
from goldthread.agents.planning.items import Parsed, PlanItem
from goldthread.agents.planning.lines import parse_lines
from goldthread.compile.numerals import read_count

_THINK = re.compile(r"<(think(?:ing)?|thought|reasoning|scratchpad)>.*?(?:</\1>|\Z)", re.I | re.S)
_TOKENS = re.compile(r"<\|[a-z_]+\|>|\[/?INST\]|</?s>")
_FINAL = re.compile(
    r"^(?![^\n]*[\"{}])(?![^\n]*(?:word count|main point))[^\n]{0,60}\b(?:final (?:plan|version|answer)|revised plan|revised version|"
    r"(?:use|take|choose) (?:the )?(?:second|latter|this one)|plan b\b|option b\b|diese fassung|endgültige|gilt\b|version finale|versión final)"
    r"[^\n]{0,60}$",
    re.I | re.M,
)
_SECOND = re.compile(
    r"\b(?:choose|take|use|prefer|pick|go with|recommend)\s+(?:the\s+)?(?:(?:option|variant|plan|version)\s*(?:2|b|two)|second|latter)\b",
    re.I,
)
_LIST_KEYS = (
    "sections",
    "paragraphs",
    "chapters",
    "parts",
    "items",
    "outline",
    "units",
    "steps",
    "plan",
    "contents",
    "abschnitte",
    "kapitel",
    "段落",
    "章节",
    "部分",
    "sektionen",
    "secciones",
    "capítulos",
    "párrafos",
    "chapitres",
    "paragraphes",
)
_TITLE_KEYS = (
    "title",
    "section_title",
    "sectiontitle",
    "chapter_title",
    "titel",
    "titre",
    "título",
    "标题",
    "名称",
    "überschrift",
    "name",
    "heading",
    "main_point",
    "main point",
    "point",
    "topic",
    "section",
    "subject",
    "headline",
)
_BRIEF_KEYS = (
    "brief",
    "summary",
    "description",
    "content",
    "about",
    "details",
    "notes",
    "text",
    "abstract",
    "goal",
    "main_point",
    "inhalt",
    "contenu",
    "contenido",
    "要点",
    "内容",
)
_WORD_KEYS = (
    "words",
    "word_count",
    "wordcount",
    "word count",
    "length",
    "target_words",
    "budget",
    "count",
    "target",
    "wörter",
    "woerter",
    "mots",
    "palabras",
    "字数",
    "wordcount",
)
_NEED_KEYS = ("depends_on", "dependencies", "depends", "needs", "requires", "after", "dependson")
_ID_KEYS = ("id", "number", "no", "nr", "index", "section_id", "key", "编号", "numéro", "número")


def parse_plan(reply: str) -> Parsed:
    """Read the sections of a plan out of a reply.

    Preambles, closing remarks, ellipses and repeated entries are never sections; of a JSON reply that breaks off the
    whole sections are read.

    Args:
        reply: A model's reply, however formed.

    Returns:
        The sections in the reply's order, and notes on what was mended; no items where nothing of a plan was found.
    """
    notes: list[str] = []
    text = _TOKENS.sub("", _THINK.sub("", reply)).replace("\r\n", "\n").strip("\ufeff \n\t")
    text = re.sub(r"[\u00a0\u2007\u202f\u3000]", " ", text)
    text = re.sub(r"^(\s*)\d\ufe0f?\u20e3\s*", r"\1- ", text, flags=re.M)
    if _SECOND.search(text) and (second := _last_json(text)) is not None:
        return _unique(second, ["of two alternatives the final one was read"])
    for start in _json_starts(text):
        data, whole = loads_damaged(text[start:])
        parsed = _from_json(data)
        if parsed is not None:
            if not whole:
                notes.append("the JSON was damaged; the whole sections were read")
            if len(parsed.items) == 1 and isinstance(data, dict) and _get(data, _LIST_KEYS) is None:
                parsed = _line_by_line(text, parsed)
            later = _later_final(text, start)
            if later is not None:
                return later
            return _unique(parsed, notes)
    final = list(_FINAL.finditer(text))
    if final and (parsed_tail := parse_lines(text[final[-1].end() :])) and len(parsed_tail) >= 1:
        return _unique(Parsed(items=tuple(parsed_tail)), [*notes, "of two alternatives the final one was read"])
    return _unique(Parsed(items=tuple(parse_lines(text))), notes)


def _last_json(text: str) -> Parsed | None:
    """The last of several JSON plans in a reply."""
    last = None
    end = -1
    for start in _json_starts(text):
        if start < end:
            continue
        data, _ = loads_damaged(text[start:])
        parsed = _from_json(data)
        if parsed is not None and parsed.items:
            last = parsed
            try:
                end = json.JSONDecoder().raw_decode(text, start)[1]
            except ValueError:
                end = start + len(json.dumps(data, ensure_ascii=False)) // 2
    return last


def _line_by_line(text: str, first: Parsed) -> Parsed:
    """All sections of a reply that gives one JSON object a section."""
    items: list[PlanItem] = []
    decoder = json.JSONDecoder()
    at = text.find("{")
    while at >= 0:
        try:
            data, end = decoder.raw_decode(text, at)
        except ValueError:
            at = text.find("{", at + 1)
            continue
        item = _item(data)
        if item is not None:
            items.append(item)
        at = text.find("{", end)
    return first.model_copy(update={"items": tuple(items)}) if len(items) > 1 else first


def _later_final(text: str, start: int) -> Parsed | None:
    final = [match for match in _FINAL.finditer(text) if match.start() > start]
    if not final:
        return None
    tail = text[final[-1].end() :]
    for at in _json_starts(tail):
        data, _ = loads_damaged(tail[at:])
        parsed = _from_json(data)
        if parsed is not None and parsed.items:
            return _unique(parsed, ["of two alternatives the final one was read"])
    return None


def _json_starts(text: str) -> list[int]:
    return [match.start() for match in re.finditer(r"[\[{](?=\s*[\"'{\[a-zA-Z/])", text)][:40]


def _get(data: dict[str, Any], keys: tuple[str, ...]) -> Any:
    lowered = {str(key).strip().lower(): value for key, value in data.items()}
    return next((lowered[key] for key in keys if key in lowered and lowered[key] not in (None, "")), None)


def _from_json(data: Any) -> Parsed | None:
    if isinstance(data, list):
        if len(data) == 1 and isinstance(data[0], dict) and _from_json(data[0]) is not None:
            return _from_json(data[0])
        items = [item for one in _leaves(data) if (item := _item(one)) is not None]
        return Parsed(items=tuple(items)) if items else None
    if not isinstance(data, dict):
        return None
    sections = _get(data, _LIST_KEYS)
    if isinstance(sections, str) and sections.lstrip()[:1] in ("{", "["):
        inner = _from_json(loads_damaged(sections.strip())[0])
        if inner is not None and inner.items:
            return inner
    mapped = (
        isinstance(sections, dict)
        and len(sections) > 0
        and all(isinstance(one, dict) and _get(one, _TITLE_KEYS) is not None for one in sections.values())
    )
    if isinstance(sections, dict) and not mapped and _from_json(sections) is not None:
        inner = _from_json(sections)
        if inner is not None and inner.items:
            return inner
    if isinstance(sections, dict):
        sections = [
            {"id": key, **value} if isinstance(value, dict) else {"id": key, "title": value}
            for key, value in sections.items()
        ]
    if isinstance(sections, list):
        items = [item for one in _leaves(sections) if (item := _item(one)) is not None]
        if items:
            return Parsed(
                items=tuple(items), title=str(data.get("title") or ""), digest=_text(data.get("digest") or "")
            )
    if any(str(key).lower() in _TITLE_KEYS for key in data) and _get(data, _WORD_KEYS + _BRIEF_KEYS) is not None:
        item = _item(data)
        return Parsed(items=(item,)) if item else None
    for value in data.values():
        if isinstance(value, (dict, list)) and (inner := _from_json(value)) is not None:
            return inner
    return None


def _leaves(entries: list[Any], depth: int = 0) -> list[Any]:
    """The sections of a list whose parts hold sections of their own, in order; a part itself is no section."""
    found: list[Any] = []
    for entry in entries:
        inner = _get(entry, _LIST_KEYS) if isinstance(entry, dict) and depth < 8 else None
        nested = isinstance(inner, list) and any(
            isinstance(one, dict) and _get(one, _TITLE_KEYS) is not None for one in inner
        )
        found += _leaves(inner, depth + 1) if nested and isinstance(inner, list) else [entry]
    return found


def _text(value: Any) -> str:
    if isinstance(value, list):
        return "\n".join(_text(one) for one in value)
    return str(value).strip() if value is not None else ""


def _item(data: Any) -> PlanItem | None:
    if isinstance(data, str):
        return None if not data.strip(" .…") else PlanItem(title=data.strip())
    if not isinstance(data, dict):
        return None
    title = _text(_get(data, _TITLE_KEYS)) or _text(_get(data, _BRIEF_KEYS))[:80]
    if not title.strip(" .…"):
        return None
    needs = _get(data, _NEED_KEYS)
    listed = needs if isinstance(needs, list) else re.split(r"[,;]\s*", str(needs)) if needs is not None else []
    given = _get(data, _ID_KEYS)
    return PlanItem(
        id=_id(given),
        title=" ".join(title.split()),
        brief=_text(_get(data, _BRIEF_KEYS)),
        words=read_count(_get(data, _WORD_KEYS)),
        depends_on=tuple(_id(one) for one in listed if one not in (None, "")),
    )


def _id(value: Any) -> str:
    if value is None:
        return ""
    text = str(value).strip()
    found = re.fullmatch(r"(?:section|sec|s|§|#|paragraph|p|chapter|part)?[ _.\-#]*0*(\d+)", text, re.I)
    return found[1] if found else text


def _unique(parsed: Parsed, notes: list[str]) -> Parsed:
    seen: dict[tuple[str, str, int | None], PlanItem] = {}
    renamed: dict[str, str] = {}
    for item in parsed.items:
        key = (item.title.casefold().rstrip("."), " ".join(item.brief.split()).casefold(), item.words)
        if key in seen:
            renamed[item.id] = seen[key].id
            continue
        seen[key] = item
    items = list(seen.values())
    if len(items) < len(parsed.items):
        notes = [*notes, f"{len(parsed.items) - len(items)} repeated sections were left out"]
    numbers = [int(item.id) for item in items if item.id.isdigit()]
    if numbers and sorted(numbers) != list(range(numbers[0], numbers[0] + len(numbers))):
        notes = [*notes, "the numbering had gaps or repeats"]
    return parsed.model_copy(update={"items": tuple(items), "notes": tuple(notes)})


def json_error(reply: str) -> str:
    """What is wrong with a reply as JSON, for the one repair."""
    start = reply.find("{")
    try:
        json.loads(reply[start : reply.rfind("}") + 1] if start >= 0 else reply)
    except ValueError as error:
        return str(error)
    return "it has no list of sections"
