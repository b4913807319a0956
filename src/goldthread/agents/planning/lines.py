"""Sections out of lines: AgentWrite's form, lists, headings, tables, and prose."""

import re

from goldthread.agents.planning.items import PlanItem
from goldthread.compile.numerals import read_cjk, read_count, read_words

_LABEL = (
    r"(?:paragraph|section|chapter|part|absatz|abschnitt|kapitel|teil|paragraphe|section|chapitre|partie|párrafo|parrafo|"
    r"sección|seccion|capítulo|capitulo|parte|apartado|段落|段|章|节|節|部分|第)"
)
_NUMBER = r"(?:\d+|[零〇一二两三四五六七八九十百千]+|[a-zéèíóúüß]+(?:-[a-z]+)?|[ivxlc]+)"
_DECOR = r"[ \t>*_#•‣▪\-–—+\d.)(:：|✅🔹▶️📌➡️👉🌟]*"
_OPENING = re.compile(
    rf"^{_DECOR}(?:{_LABEL}[ ]*[#№nº°.]*[ ]*{_NUMBER}|第[ ]*{_NUMBER}[ ]*(?:段落|段|章|节|節|部分)?)[*_]*[ ]*(?:[-–—:：.|)、]+|$|(?=(?:要点|主题|内容|字数)))",
    re.I,
)
_POINT = re.compile(
    r"(?:main[ -]?point|hauptpunkt|kernaussage|hauptaussage|kernpunkt|thema|idée principale|point principal|point central|"
    r"idea principal|punto principal|要点|主要内容|主旨|主题|要旨|要點|主な内容|ポイント)[*_]*\s*[:：\-–—]\s*[*_]*",
    re.I,
)
_WORDS = re.compile(
    r"[\s,;|(\[（【\-–—]*[*_]*(?:word[ -]?count|words|target|length|wortzahl|wortanzahl|wörter|umfang|länge|nombre de mots|mots|longueur|"
    r"número de palabras|numero de palabras|recuento de palabras|palabras|extensión|字数|字數|词数|文字数|语数|長さ)[*_]*\s*[:：=]\s*[*_]*"
    r"(?P<count>[^\n|)\]）】]*)",
    re.I,
)
_TAIL_WORDS = re.compile(
    r"[\s,;|(\[（【\-–—~≈]*(?:(?:about|ca\.?|circa|approx(?:\.|imately)?|around|roughly|etwa|rund|environ|unos|unas|约|約|大约)\s*)?"
    r"(?P<count>[\d][\d.,'’ \u00a0\u202f]*(?:\s*(?:-|–|to|bis|à|a|~|至)\s*\d[\d.,]*)?|[零〇一二两三四五六七八九十百千万]+|"
    r"(?:[a-zäöüßéèíóú]+[ -]){1,5})\s*(?:words?|wörter|worte|mots|palabras|字|词|語|文字)\.?\s*[)\]）】]*[*_.。]*\s*$",
    re.I,
)
_COUNTS = re.compile(r"\d[\d.,]*\s*(?:words|wörter|mots|palabras|字)", re.I)
_ELLIPSIS = re.compile(r"^[\s.…*\-–—_=#|:]*$")
_BULLET = re.compile(r"^\s*(?:[-*•‣▪+]|\(?\d+[.):]|\d+\s*[-–]|[a-z][.)]|[ivx]+[.)]|[①-⑳]|#+\s*\d*[.):]?)\s+", re.I)
_CLOSING = re.compile(
    r"^(?:this (?:plan|outline|structure)|let me know|i hope|feel free|total|note|in total|would you|please|these|the (?:total|plan|outline)|"
    r"altogether|sum\b|gesamt|insgesamt|summe|dieser plan|total\b|ce plan|este plan|en total|au total|总计|合计|以上|共计|合計)(?![a-z])",
    re.I,
)


def _plain(text: str) -> str:
    text = re.sub(r"\*\*|__|`", "", text)
    text = re.sub(r"^[\s\-–—:：*_#>|•.、]+|[\s\-–—:：*_|,;(（\[]+$", "", text)
    return " ".join(text.split()).strip(' "“”「」《》')


def _split_words(text: str) -> tuple[str, int | None, bool]:
    """Text without its word count, the count, and whether one was named at all."""
    match = _WORDS.search(text)
    if match:
        return text[: match.start()], read_count(match["count"]), True
    match = _TAIL_WORDS.search(text)
    if match and (value := read_count(match["count"])) is not None:
        return text[: match.start()], value, True
    return text, None, False


_LONGEST = 3000
"""Characters of a line that are read: patterns that look for a count at its end take time with the square of it."""
_MOST = 400_000
_WRAPPED = 40
"""Lines over which one entry may run."""


def parse_lines(text: str) -> list[PlanItem]:
    """Sections out of a reply that is no JSON; empty where nothing reads like one."""
    lines = [re.sub(r"([^\w\n])\1{9,}", r"\1" * 9, line[:_LONGEST]) for line in text[:_MOST].split("\n")]
    for reader in (_labelled, _table, _headings, _listed):
        items = reader(lines)
        if items:
            return items
    return _prose("\n".join(lines))


def _labelled(lines: list[str]) -> list[PlanItem]:
    """AgentWrite's form: each entry opens with a label and a number and may wrap over lines."""
    entries: list[list[str]] = []
    closed = True
    for line in lines:
        bare = line.strip()
        if bare.startswith("#") and not _POINT.search(bare):
            return []
        opening = _OPENING.match(bare) or (
            _POINT.search(bare) if _POINT.match(re.sub(rf"^{_DECOR}", "", bare)) else None
        )
        if opening and not (
            entries
            and not closed
            and not _OPENING.match(bare)
            and not _POINT.search(entries[-1][0])
            and len(entries[-1]) == 1
            and _POINT.match(re.sub(rf"^{_DECOR}", "", bare))
        ):
            entries.append([bare])
            closed = False
        elif not entries or _ELLIPSIS.match(bare):
            if entries and not bare and _split_words(" ".join(entries[-1]))[2]:
                closed = True
        elif not closed and len(entries[-1]) >= _WRAPPED:
            closed = True
        elif not closed:
            complete = _split_words(" ".join(entries[-1]))[2] and not entries[-1][-1].endswith((":", "："))
            if complete and not re.match(r"^[\s\-–—*]*(?:word|字数|wort|nombre|número)", bare, re.I):
                closed = True
            elif not (_CLOSING.match(bare) and complete):
                entries[-1].append(bare)
    items = []
    for entry in entries:
        joined = " ".join(entry)
        if not (_POINT.search(joined) or _split_words(joined)[2]):
            continue
        label = _OPENING.match(joined)
        number = re.search(r"\d+|[零〇一二两三四五六七八九十百]+", label[0]) if label else None
        body, words, _ = _split_words(joined[label.end() :] if label else joined)
        point = _POINT.search(body)
        title = _plain(body[point.end() :] if point else body)
        if title and not _ELLIPSIS.match(title):
            identity = str(read_cjk(number[0]) or number[0]) if number else ""
            items.append(PlanItem(id=identity, title=title.rstrip(), words=words))
    counted = [item for item in items if item.words is not None]
    if items and items[-1].words is None and len(counted) == len(items) - 1 and len(items) > 2:
        items.pop()
    return items


def _table(lines: list[str]) -> list[PlanItem]:
    rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines if line.count("|") >= 2]
    if len(rows) < 2:
        return []
    header = [re.sub(r"[*_]", "", cell).casefold() for cell in rows[0]]

    def column(*names: str) -> int | None:
        return next((at for at, cell in enumerate(header) if any(name in cell for name in names)), None)

    words_at = column("word", "wört", "mots", "palabras", "字", "length", "umfang")
    title_at = column(
        "title",
        "main point",
        "heading",
        "titel",
        "titre",
        "título",
        "section",
        "abschnitt",
        "topic",
        "标题",
        "要点",
        "point",
    )
    id_at = column("#", "no", "nr", "id", "number", "序", "n°")
    if title_at == id_at and title_at is not None:
        title_at = next((at for at in range(len(header)) if at not in (id_at, words_at)), None)
    brief_at = column("brief", "content", "description", "inhalt", "contenu", "contenido", "内容", "summary", "what")
    needs_at = column("depend")
    if title_at is None or (words_at is None and brief_at is None):
        return []
    items = []
    for row in rows[1:]:
        if all(re.fullmatch(r":?-+:?|", cell) for cell in row) or len(row) <= title_at:
            continue
        title = _plain(row[title_at])
        if not title or _ELLIPSIS.match(title) or _CLOSING.match(title):
            continue

        def cell(at: int | None, row: list[str] = row) -> str:
            return row[at] if at is not None and at < len(row) else ""

        items.append(
            PlanItem(
                id=cell(id_at).strip("*. "),
                title=title,
                brief=cell(brief_at) if brief_at != title_at else "",
                words=read_count(cell(words_at) or None),
                depends_on=tuple(re.findall(r"\d+", cell(needs_at))),
            )
        )
    return items


def _headings(lines: list[str]) -> list[PlanItem]:
    """Markdown headings (or bold lines), their text below; a first heading without a count is the document's title."""
    blocks: list[tuple[int, str, list[str]]] = []
    for line in lines:
        match = re.match(r"^\s{0,3}(#{1,6})\s+(.*)$", line) or re.match(r"^()\*\*(.+?)\*\*:?\s*$", line.strip())
        if match:
            blocks.append((len(match[1]) or 7, match[2], []))
        elif blocks:
            blocks[-1][2].append(line)
    if not blocks:
        return []
    counted = [
        level for level, title, body in blocks if _split_words(title)[2] or any(_split_words(one)[2] for one in body)
    ]
    if not counted:
        return []
    level_of_sections = max(set(counted), key=counted.count)
    items = []
    for level, heading, body in blocks:
        if level != level_of_sections:
            continue
        title, words, named = _split_words(heading)
        brief = []
        for line in body:
            rest, found, has = _split_words(line)
            if has and not named:
                words, named = found, True
                line = rest
            if line.strip() and not _ELLIPSIS.match(line):
                brief.append(re.sub(r"^\s*[-*•]\s+", "", line.strip()))
        plain = _title_of(title)
        if plain and not _ELLIPSIS.match(plain) and (named or body):
            items.append(PlanItem(id="", title=plain, brief=" ".join(brief), words=words))
    return items


def _title_of(text: str) -> str:
    plain = _plain(re.sub(r"^\s*[^\w\s\"“「《(]+\s*", "", _plain(text)))
    plain = re.sub(
        rf"^(?:{_LABEL}\s*)?(?:第\s*)?(?:\d+|[零〇一二两三四五六七八九十]+)\s*(?:章|节|節|段|部分)?\s*(?:[.):：\-–—、]\s*)+",
        "",
        plain,
        flags=re.I,
    )
    plain = re.sub(rf"^{_LABEL}\s+{_NUMBER}\s*[.):：\-–—]\s*", "", plain, flags=re.I)
    return _plain(plain)


def _listed(lines: list[str]) -> list[PlanItem]:
    """Bulleted or numbered lines, with or without counts; wrapped lines belong to the entry above."""
    entries: list[str] = []
    told: dict[int, list[str]] = {}
    indents: list[int] = []
    for line in lines:
        if len(_COUNTS.findall(line)) > 1 and len(re.findall(r"[.!?。]\s|\)", line)) > 1:
            return []
        indent = len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip())
        opens = _BULLET.match(line) is not None and not _ELLIPSIS.match(line)
        if opens and entries and indent >= indents[-1] + 2 and not _split_words(line)[2]:
            told.setdefault(len(entries) - 1, []).append(_BULLET.sub("", line, count=1).strip())
        elif opens:
            entries.append(_BULLET.sub("", line, count=1))
            indents.append(indent)
        elif entries and line.startswith((" ", "\t")) and line.strip():
            wraps = not _split_words(entries[-1])[2] and len(entries[-1]) < _LONGEST
            if wraps:
                entries[-1] += " " + line.strip()
            else:
                told.setdefault(len(entries) - 1, []).append(line.strip())
        elif line.strip() and _split_words(line)[2] and not _CLOSING.match(line.strip()) and len(line) < 300:
            entries.append(line.strip())
            indents.append(indent)
    items = []
    counted = sum(1 for entry in entries if _split_words(entry)[2])
    if len(entries) < 1 or (counted == 0 and len(entries) < 2):
        return []
    for at, entry in enumerate(entries):
        body, words, named = _split_words(entry)
        if counted >= len(entries) / 2 and not named:
            continue
        if _CLOSING.match(_plain(body)) and not _BULLET.match(entry):
            continue
        title, brief = _title_of(body), ""
        split = re.match(r"^(.{3,80}?)(?:\s+[-–—]\s+|[:：]\s*)(\S.*)$", title)
        if split and not _POINT.match(title):
            title, brief = _plain(split[1]), split[2].strip()
        point = _POINT.match(title)
        title = _plain(title[point.end() :]) if point else title
        if title and not _ELLIPSIS.match(title):
            items.append(PlanItem(title=title, brief=" ".join([brief, *told.get(at, [])]).strip(), words=words))
    return items


_ORDINAL = (
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|next|last|final|opening|closing|"
    r"erste[rn]?|zweite[rn]?|dritte[rn]?|vierte[rn]?|fünfte[rn]?|letzte[rn]?|premi[eè]re?|deuxième|troisième|quatrième|dernière|"
    r"primera?|segunda?|tercera?|cuarta?|última)"
)
_PROSE_TITLE = re.compile(
    r"(?:paragraph|section|chapter|part|absatz|abschnitt|paragraphe|párrafo):\s*((?:[A-Z][\w'’-]*\s*(?:(?:of|the|and|in|on|at|to|a|for)\s+)*){1,8})(?=[,(])|"
    r"[\"“„«「《]([^\"”“»」》]{2,80})[\"”“»」》]|\*\*([^*]{2,80})\*\*|, ((?:[A-Z][\w'’-]+\s*(?:(?:of|the|and|in|on|at|to|a|for)\s+)*){1,8}),"
)


def _prose(text: str) -> list[PlanItem]:
    """Prose that names one section after the other with its length."""
    items = []
    for sentence in re.split(r"(?<=[.!?。)])\s+|,\s+and (?=finally)|;\s+|(?<=words),\s+(?=and )", text):
        count = re.search(
            r"(\d[\d.,]*(?:\s*(?:-|–|to)\s*\d[\d.,]*)?|(?:[a-z]+[ -]){0,4}(?:hundred|thousand|hundert|tausend)(?:(?: and)? [a-z]+)?)\s*"
            r"(?:words|wörter|mots|palabras|字)",
            sentence,
            re.I,
        )
        title = _PROSE_TITLE.search(sentence)
        ordinal = re.search(rf"\b{_ORDINAL}\b", sentence, re.I)
        if title and (count or ordinal):
            words = (read_count(count[1]) or read_words(count[1])) if count else None
            name = next(group for group in title.groups() if group)
            items.append(PlanItem(title=_plain(name), brief=sentence.strip(), words=words))
        elif items and count and items[-1].words is None:
            items[-1] = items[-1].model_copy(update={"words": read_count(count[1])})
    return items
