"""Structure: headings, tables, lists, code, quotations, markers, how a text begins and ends."""

import re

from goldthread.checks.amounts import LINK, judge_amount, measure
from goldthread.checks.document import parse
from goldthread.schemas.constraint import Constraint
from goldthread.schemas.verdict import Evidence, Value, Verdict

_I = re.IGNORECASE
_PARTS = (
    ("table", "tables", re.compile(r"\b(?:tables?|tabellen?|tableaux?|tablas?|tabular)\b|表格|一覧表|表を|表で", _I)),
    ("numbered list", "ordered", re.compile(r"\b(?:numbered (?:list|steps)|nummerierte\w* liste|liste numérotée|lista numerada)|编号列表|番号付き", _I)),
    ("list", "lists", re.compile(r"\b(?:bullet\w*|bulleted|lists?|checklists?|listen?|aufzählung\w*|stichpunkt\w*|puces|listas?|viñetas?)\b|列表|清单|箇条書き|リスト", _I)),
    ("heading", "headings", re.compile(r"\b(?:sub-?)?(?:headings?|headers?|titles?)\b|\b(?:zwischen)?überschrift\w*|\b(?:sous-)?titres?\b|\b(?:sub)?(?:títulos?|encabezados?)\b|标题|小标题|見出し", _I)),
    ("code block", "code", re.compile(r"\bcode\b|代码|コード", _I)),
    ("block quotation", "quotes", re.compile(r"\bblock ?quot\w+|\bzitatblock|引用", _I)),
    ("link", "links", re.compile(r"\b(?:hyper)?links?\b|链接|リンク", _I)),
    ("bold text", "bold", re.compile(r"\bbold\b|\bfett\w*|\bgras\b|\bnegrita\b|加粗|太字", _I)),
)  # fmt: skip
_BEGINS = re.compile(r"\b(?:begin|start|open|commence)(?:s|ning|ing)?\b|\bbeginn\w*|\banfang\w*|\bcommence\w*|\bdébut\w*|\bempiez\w*|\bcomienz\w*|开头|以.{1,20}开始|始ま", _I)  # fmt: skip
_ENDS = re.compile(r"\b(?:end|close|conclude|finish)(?:s|ing)?\b|\bend(?:et|en)\b|\bschluss\b|\bse termine|\btermin\w*|\bacab\w*|结尾|结束|終わ", _I)  # fmt: skip
_ABSENT = re.compile(r"\b(?:no|without|never|avoid|don't|do not|must not|not use|free of|kein\w*|ohne|sans|pas de|aucun\w*|sin|ning[uú]n\w*|no use)\b|不要|没有|不得|不使用|なし|使わない", _I)  # fmt: skip
_BOLD = re.compile(r"\*\*|__")
_TO_LIST = re.compile(r"^(?:please\s+)?(?:list|title)\s+(?!of\b|with\b|in\b|items\b)\w", _I)
"""`List butter under ingredients` asks for butter, and any list would do."""


_SAID = re.compile(
    r"\b(?:mention\w*|words?|terms?|phrase|say|talk\w*|discuss\w*|erwähn\w*|wort|nenn\w*|mot|palabra|mencion\w*)\b|提到|提及|谈|触れ|言及",
    _I,
)
_SIGNS = (
    ("exclamation mark", re.compile(r"\bexclamation (?:marks?|points?)|\bausrufezeichen|points? d.exclamation|signos? de exclamación|感叹号|感嘆符", _I), re.compile(r"[!！](?!\[)")),
    ("question mark", re.compile(r"\bquestion marks?|\bfragezeichen|points? d.interrogation|signos? de interrogación|问号|疑問符", _I), re.compile(r"[?？]")),
    ("emoji", re.compile(r"\bemojis?\b|\bemoticons?\b|表情符号|絵文字", _I), re.compile(r"[\U0001f300-\U0001faff\u2600-\u27bf]")),
    ("semicolon", re.compile(r"\bsemi-?colons?\b|\bsemikol\w+|\bstrichpunkte?\b|\bpoints?-virgules?\b|分号", _I), re.compile(r"[;；]")),
)  # fmt: skip
_MANNER = re.compile(
    r"^(?:any |the |all |too much )?(?:passive(?: voice)?|jargon|clich[ée]s?|repetitions?|filler(?: words)?|slang|sarcasm|irony|humou?r|spoilers?|exaggerations?|"
    r"speculation|(?:first|second|third) person|(?:past|present|future) tense|contractions|abbreviations|acronyms|long sentences|buzzwords|opinions?|"
    r"passiv|fachjargon|floskeln|wiederholungen|voix passive|répétitions|jergas?|voz pasiva|repeticiones)$",
    _I,
)


def check_unwanted(constraint: Constraint, section: int, text: str) -> Verdict | None:
    """The verdict where what is forbidden is a part or a sign (`no tables`, `no exclamation marks`) or a manner.

    Args:
        constraint: A prohibition.
        section: Number for the evidence.
        text: Markdown.

    Returns:
        None where it forbids saying something: `never mention tables`.
    """
    if not constraint.quote or _SAID.search(constraint.quote):
        return None
    phrases = constraint.mentions or (constraint.text,)
    found: list[Verdict] = []
    for phrase in phrases:
        plain = phrase.strip(" .\"'“”")
        if _MANNER.match(plain):
            found.append(Verdict(value="unchecked", reason="only a judge can tell", confidence=0.0))
            continue
        sign = next(((name, marks) for name, names, marks in _SIGNS if names.fullmatch(plain)), None)
        unit = next(((name, unit) for name, unit, pattern in _PARTS if pattern.fullmatch(plain)), None)
        if sign:
            places = [one.span() for one in sign[1].finditer(text)]
        elif unit:
            places = _places(text, unit[1])
        else:
            return None
        name = (sign or unit or ("", ""))[0]
        shown = tuple(Evidence(section=section, start=low, end=high, quote=text[low:high]) for low, high in places[:3])
        value: Value = "broken" if places else "kept"
        found.append(Verdict(value=value, reason=f"has {len(places) or 'no'} {name}", evidence=shown, confidence=0.95))
    rank = ("broken", "unchecked", "undecided", "kept")
    return min(found, key=lambda one: rank.index(one.value))


def check_structure(constraint: Constraint, section: int, text: str, language: str) -> Verdict:
    """The verdict on a constraint of structure; `unchecked` where it names nothing that programs know.

    Args:
        constraint: Its text or unit names the part (`table`, `list`, ...); `mentions` are literal markers.
        section: Number for the evidence.
        text: Markdown.
        language: Language of the text.
    """
    asked = f"{constraint.unit} {constraint.text}"
    if constraint.mentions:
        return _marker(constraint, section, text, asked)
    counted = measure(text, constraint.unit, language) if constraint.unit else None
    if counted is not None and (constraint.minimum is not None or constraint.maximum is not None):
        return judge_amount(constraint, counted)
    if _TO_LIST.match(constraint.text):
        return Verdict(value="unchecked", reason="only a judge can tell", confidence=0.0)
    for name, unit, pattern in _PARTS:
        if pattern.search(asked):
            return _part(constraint, section, text, name, unit, asked, language)
    return Verdict(value="unchecked", reason="only a judge can tell", confidence=0.0)


def _marker(constraint: Constraint, section: int, text: str, asked: str) -> Verdict:
    """A literal marker: at the start or end where the request says so, else anywhere."""
    body = text.strip()
    for marker in constraint.mentions:
        if _BEGINS.search(asked):
            at = text.find(body[:1]) if body.startswith(marker) else -1
        elif _ENDS.search(asked):
            at = text.rfind(marker) if body.rstrip("*_ ").endswith(marker.rstrip("*_ ")) else -1
        else:
            at = text.find(marker)
        if at >= 0 and marker:
            evidence = (Evidence(section=section, start=at, end=at + len(marker), quote=text[at : at + len(marker)]),)
            if _ABSENT.search(constraint.text) or constraint.maximum == 0:
                return Verdict(value="broken", reason=f"has “{marker}”", evidence=evidence)
            return Verdict(value="kept", reason=f"has “{marker}”", evidence=evidence)
    if _ABSENT.search(constraint.text) or constraint.maximum == 0:
        return Verdict(value="kept", reason=f"has no “{constraint.mentions[0]}”")
    where = " at its start" if _BEGINS.search(asked) else " at its end" if _ENDS.search(asked) else ""
    return Verdict(value="broken", reason=f"has no “{constraint.mentions[0]}”{where}")


def _part(constraint: Constraint, section: int, text: str, name: str, unit: str, asked: str, language: str) -> Verdict:
    found = _places(text, unit)
    if constraint.minimum is not None or constraint.maximum is not None:
        return judge_amount(constraint, len(found) if unit in ("ordered", "bold") else measure(text, unit, language))
    unwanted = bool(_ABSENT.search(asked))
    if not found:
        return Verdict(value="kept" if unwanted else "broken", reason=f"has no {name}", confidence=0.95)
    start, end = found[0]
    evidence = (Evidence(section=section, start=start, end=end, quote=text[start:end]),)
    return Verdict(value="broken" if unwanted else "kept", reason=f"has a {name}", evidence=evidence, confidence=0.95)


def _places(text: str, unit: str) -> list[tuple[int, int]]:
    """First line of each part of a kind."""
    if unit in ("bold", "links"):
        return _bold(text) if unit == "bold" else [one.span() for one in LINK.finditer(text)]
    document = parse(text)
    if unit == "headings":
        return [(block.start, block.end) for block in document.headings()]
    kind = {"tables": "table", "lists": "list", "ordered": "list", "code": "code", "quotes": "quote"}[unit]
    return [
        _first_line(text, one.start, one.end)
        for one in document.regions
        if one.kind == kind and (unit != "ordered" or one.ordered)
    ]


def _bold(text: str) -> list[tuple[int, int]]:
    """Spans from a mark that opens to the next of its kind on the same line that closes."""
    found: list[tuple[int, int]] = []
    offset = 0
    for line in text.splitlines(keepends=True):
        opened: dict[str, int] = {}
        for one in _BOLD.finditer(line):
            mark, at = one[0], one.start()
            before, after = line[at - 1 : at].strip(), line[at + 2 : at + 3].strip()
            if mark in opened and before and at - opened[mark] > 2:
                found.append((offset + opened[mark], offset + at + 2))
                opened = {}
            elif after:
                opened.setdefault(mark, at)
        offset += len(line)
    return found


def _first_line(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    left = start + len(piece) - len(piece.lstrip())
    stop = text.find("\n", left, end)
    line_end = stop if stop >= 0 else end
    return left, left + len(text[left:line_end].rstrip())
