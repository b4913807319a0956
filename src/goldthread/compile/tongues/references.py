"""Places that a sentence only refers to, and weeks of units that are days."""

import re
from dataclasses import replace

from goldthread.compile.tongues.setting import Setting
from goldthread.compile.tongues.together import Found
from goldthread.compile.tongues.token import Token

_REFERS = re.compile(
    r"(?:\b(?:verweis\w*|bezieh\w+ sich|knüpf\w* an|siehe|vgl\.?|vergleiche|wie|aus|renvo\w+|voir|cf\.?|comme|repren\w+|remit\w+|véase|ver|como|retom\w+)\s+(?:(?:auf|zu[rm]?|an|in|im|à|au|aux|dans|a|al|en|lo de|de)\s+)?|(?:rückblick|ausblick|blick|retour|regard|repaso|mirada)\s*(?:auf|sur|a|de)?\s*|参[照见考]|见|同|与|跟)\s*$",
    re.IGNORECASE,
)

_REFERRED = re.compile(r"\s*(?:を|も)?(?:参照|に戻)|\s*(?:相同|一样|一致|呼应)")


def without_references(found: list[Found], text: str) -> list[Found]:
    """Places without those that another only refers to (`Frage 17 verweist auf Frage 4`)."""
    exact = [one for one in found if one.place.kind != "everywhere"]
    if len(exact) < 2:
        return found
    gone = [
        one
        for one in exact[1:]
        if one.rule in ("single", "list", "range", "elided number", "half")
        and (_REFERS.search(text[: one.place.start]) or _REFERRED.match(text, one.place.end))
    ]
    return [one for one in found if one not in gone]


def weeks_of_days(found: list[Found], tokens: list[Token], setting: Setting) -> None:
    """Weeks of units that are days: seven of them each, counted from the first."""
    count = setting.count or 0
    if setting.label != "day" or count < 10:
        return
    weekly = False
    for one in found:
        own = any(token.kind == "u" and token.label == "week" for token in tokens[one.first : one.last])
        elided = weekly and one.rule == "elided"
        if not (own or elided) or one.rule not in ("single", "first", "last", "elided", "range", "list"):
            continue
        weekly = True
        weeks = range(1, -(-count // 7) + 1)
        wanted = [weeks[-1]] if one.rule == "last" else one.values or [1]
        days = [day for week in wanted if week in weeks for day in range(7 * week - 6, min(7 * week, count) + 1)]
        if days:
            one.place = replace(one.place, kind="range", numbers=tuple(days), outside=())
