"""Fields of a section as replies name them in six languages, and the words a field holds.

Every form (JSON, YAML, XML, CSV, tables, labelled lines) gives mappings from a label to a value; `read_item` reads them.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from goldthread.agents.planning.items import PlanItem
from goldthread.compile.numerals import read_count


def _keys(text: str) -> tuple[str, ...]:
    return tuple(key.strip() for line in text.strip().splitlines() for key in line.split(",") if key.strip())


LIST_KEYS = _keys("""
    sections, paragraphs, chapters, parts, items, outline, units, steps, plan, contents, abschnitte, kapitel, absätze,
    teile, gliederung, 段落, 章节, 章節, 部分, セクション, 節, 章, sektionen, secciones, capítulos, capitulos, párrafos, parrafos,
    partes, chapitres, paragraphes, parties
""")
TITLE_KEYS = _keys("""
    title, section title, sectiontitle, chapter title, paragraph title, titel, überschrift, abschnittstitel, titre, intitulé,
    título, titulo, encabezado, 标题, 標題, 题目, 题名, 名称, タイトル, 題名, 表題, 見出し, 題, heading, headline, name,
    main point, main idea, hauptpunkt, kernaussage, hauptaussage, idée principale, point principal, idea principal,
    punto principal, point, topic, thema, sujet, tema, subject, section, chapter, paragraph, part, abschnitt, kapitel, absatz,
    chapitre, paragraphe, sección, seccion, capítulo, capitulo, apartado, párrafo, 章节, 章節, 节, セクション, 節, 章, 主题, 主題
""")
BRIEF_KEYS = _keys("""
    brief, summary, description, content, contents, about, details, notes, text, abstract, goal, scope, purpose, focus, covers,
    what it covers, what it says, what, main point, key points, inhalt, inhalte, zusammenfassung, beschreibung, worum es geht,
    kurzbeschreibung, contenu, résumé, resume, description, descriptif, de quoi il s'agit, contenido, resumen, descripción,
    descripcion, de qué trata, de que trata, 要点, 内容, 内容简介, 简介, 概要, 摘要, 説明, 说明, 描述, あらすじ, 内容概要
""")
WORD_KEYS = _keys("""
    words, word count, wordcount, length, target words, target length, target word count, word target, word budget, budget,
    count, target, approx. words, wörter, woerter, worte, wortzahl, wortanzahl, umfang, länge, mots, nombre de mots, longueur,
    palabras, número de palabras, numero de palabras, extensión, extension, longitud, 字数, 字數, 词数, 字数要求, 目标字数, 篇幅,
    文字数, 語数, 目標文字数, 長さ, 分量
""")
NEED_KEYS = _keys("""
    depends on, dependencies, depends, dependson, needs, requires, after, abhängig von, hängt ab von, abhängigkeiten,
    dépend de, dépendances, depende de, dependencias, 依赖, 依赖于, 依存, 依存先, 前提
""")
ID_KEYS = _keys("""
    id, number, no, nr, #, num, index, section id, section number, key, nº, n°, nummer, 编号, 序号, 番号, 序, numéro, número, numero
""")
FIELDS = (
    ("title", TITLE_KEYS),
    ("words", WORD_KEYS),
    ("depends on", NEED_KEYS),
    ("brief", BRIEF_KEYS),
    ("id", ID_KEYS),
)
_FIELD_OF = {key: name for name, keys in reversed(FIELDS) for key in keys}
HEADING_LABELS = TITLE_KEYS[: TITLE_KEYS.index("name")]
"""Labels that nothing but a title has."""

UNIT = (
    r"(?:paragraph|section|chapter|part|absatz|abschnitt|kapitel|teil|paragraphe|chapitre|partie|párrafo|parrafo|"
    r"sección|seccion|capítulo|capitulo|parte|apartado|段落|段|章|节|節|部分|セクション|第)"
)
NUMBER = r"(?:\d+|[零〇一二两三四五六七八九十百千]+|[a-zéèíóúüß]+(?:-[a-z]+)?|[ivxlc]+)"
_CJK_UNIT = r"第\s*(?:\d+|[零〇一二两三四五六七八九十百千]+)\s*(?:段落|段|章|节|節|部分|回|話)"


def normal(label: object) -> str:
    """A label without decoration, in small letters, with plain blanks."""
    text = re.sub(r"[*_`\-\s]+", " ", str(label)[:80]).strip(" :：.").casefold()
    return re.sub(r"\s*[(（][^)）]*[)）]$", "", text) or text


def field_of(label: str) -> str | None:
    """The field that a label names, None where it names none; "Number of words" names words."""
    plain = normal(label)
    if plain in _FIELD_OF:
        return _FIELD_OF[plain]
    words = plain.split()
    for name, keys in (FIELDS[1], FIELDS[2], FIELDS[0], FIELDS[3]):
        if any(word in keys for word in words) or any(key in plain for key in keys if ord(key[0]) > 0x3000):
            return name
    return None


def get(data: Mapping[Any, Any], keys: tuple[str, ...]) -> Any:
    """The first value of a mapping under one of the keys that is not empty."""
    named = {normal(key): value for key, value in data.items()}
    return next((named[key] for key in keys if key in named and named[key] not in (None, "")), None)


def text_of(value: Any) -> str:
    """A value as text, lists line by line."""
    if isinstance(value, list):
        return "\n".join(text_of(one) for one in value)
    return str(value).strip() if value is not None else ""


_NONE = {
    "none",
    "no",
    "-",
    "–",
    "—",
    "keine",
    "keiner",
    "aucune",
    "aucun",
    "ninguna",
    "ninguno",
    "无",
    "無",
    "なし",
    "n/a",
}


def read_item(data: Any) -> PlanItem | None:
    """A section out of what a reply gives for it, a mapping or its title alone; None where it has no title."""
    if isinstance(data, str):
        return None if not data.strip(" .…") or is_placeholder(data) else PlanItem(title=data.strip())
    if not isinstance(data, dict):
        return None
    brief = text_of(get(data, BRIEF_KEYS))
    title = text_of(get(data, TITLE_KEYS)) or brief[:80]
    if not title.strip(" .…") or is_placeholder(title):
        return None
    needs = get(data, NEED_KEYS)
    listed = needs if isinstance(needs, list) else re.split(r"[,;、]\s*", str(needs)) if needs is not None else []
    return PlanItem(
        id=identity(get(data, ID_KEYS)),
        title=" ".join(title.split()),
        brief=brief,
        words=read_count(get(data, WORD_KEYS)),
        depends_on=tuple(identity(one) for one in listed if str(one).strip(" .").casefold() not in _NONE | {""}),
    )


def identity(value: Any) -> str:
    """What a reply calls a section: "Section 03", "s3" and 3 are alike."""
    if value is None:
        return ""
    text = str(value).strip()
    found = re.fullmatch(r"(?:section|sec|s|§|#|paragraph|p|chapter|part)?[ _.\-#]*0*(\d+)", text, re.I)
    return found[1] if found else text


def numbers_of(items: Iterable[PlanItem]) -> list[int]:
    """The numbers that sections have in a reply, those that are numbers."""
    return [int(item.id) for item in items if re.fullmatch(r"[0-9]{1,9}", item.id)]


_PLACEHOLDER = re.compile(
    r"^[\[<{(（【]?\s*(?:(?:the\s+)?(?:title|heading|name) of (?:the|this|each|a) (?:section|chapter|paragraph)|"
    r"(?:section|chapter|paragraph) (?:title|heading)(?: here)?|(?:describe|insert|write|put|your) (?:the |your )?"
    r"(?:main point|title|heading|section)\b.*|titel (?:des|dieses) (?:abschnitts|kapitels)|titre (?:de la section|du chapitre)|"
    r"título (?:de la sección|del capítulo|del apartado)|(?:章节|小节|该节|本节)(?:的)?标题|(?:セクション|節|章)の(?:タイトル|題名|見出し))"
    r"\s*[.…]*\s*[\])}>）】]?$|"
    r"^[\[<{(（【]\s*(?:title|heading|name|topic|main[ _]point|titel|überschrift|titre|título|标题|题目|タイトル|見出し)\s*\d*\s*[\])}>）】]$",
    re.I,
)


def is_placeholder(title: str) -> bool:
    """Whether a title only says that a title stands there, as examples of a format do."""
    return len(title) < 200 and _PLACEHOLDER.match(title.strip()) is not None


_NUMBERED = re.compile(
    rf"^(?:{_CJK_UNIT}\s*[.):：、\-–—]?\s*|{UNIT}\s+(?:\d{{1,4}}|[ivxlc]{{1,7}}\b|[a-z]+)\s*[.):：\-–—]+\s*|\d{{1,4}}\s*[.)、．]\s+)(?=\S)",
    re.I,
)


def unnumbered(items: list[PlanItem]) -> list[PlanItem]:
    """The same sections without a numbering or label in front of their titles, where at least half of them have one."""
    found = [_NUMBERED.match(item.title) for item in items]
    if not items or 2 * sum(match is not None for match in found) < len(items):
        return items
    return [
        item.model_copy(update={"title": item.title[match.end() :]}) if match else item
        for item, match in zip(items, found, strict=True)
    ]


def plain(text: str) -> str:
    """A title without marks of its form around it; quotation marks go where they enclose the whole."""
    text = re.sub(r"\*\*|__|`", "", text)
    text = re.sub(r"^[\s\-–—:：*_#>|•.、．]+|[\s\-–—:：*_|,;(（\[]+$", "", text)
    text = " ".join(text.split())
    if text.startswith(('"', "“", "”", "「", "《")) and text.endswith(('"', "“", "”", "」", "》")):
        return text.strip(' "“”「」《》')
    if text.count('"') % 2:
        text = text.strip('"')
    return text.strip()


def title_of(text: str) -> str:
    """A line's title without label, number, bullet or emoji in front."""
    text = plain(re.sub(r"^\s*[^\w\s\"“「《„«¿¡(]+\s*", "", plain(text)))
    text = re.sub(rf"^{_CJK_UNIT}\s*[.):：、．\-–—]?\s*(?=\S)", "", text)
    text = re.sub(
        rf"^(?:{UNIT}\s*)?(?:第\s*)?(?:\d+|[零〇一二两三四五六七八九十]+)\s*(?:章|节|節|段|部分)?\s*(?:[.):：\-–—、．]\s*)+",
        "",
        text,
        flags=re.I,
    )
    text = re.sub(rf"^{UNIT}\s+{NUMBER}\s*[.):：\-–—]\s*", "", text, flags=re.I)
    return plain(text)
