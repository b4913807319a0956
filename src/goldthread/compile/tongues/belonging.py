"""Whether a noun or a number of a sentence is one of the request's own units."""

from goldthread.compile.calendar import unit_of
from goldthread.compile.tongues import tongue
from goldthread.compile.tongues.setting import Setting
from goldthread.compile.tongues.token import Token

_ASKED = frozenset(("faq", "question", "answer"))


def ours(label: str, setting: Setting) -> bool:
    """Whether a unit's noun means the units of the request, not pages, years or days of something else."""
    if (
        not label
        or label == setting.label
        or (setting.months and label == "month")
        or (setting.first_year is not None and label == "year")
        or (setting.weekday and label == "day")
    ):
        return True
    known = (
        ("section", "entry", "chapter", "article", "part") if setting.count and setting.nouns else ("section", "entry")
    )
    if label in known or (setting.label in ("section", "entry", "menu") and setting.count is None):
        return label not in ("year", "page", "day", "month", "step", "level", "night") or label == setting.label
    if setting.label == "menu" and label in ("week", "day"):
        return True
    if (
        setting.language in ("zh", "ja")
        and setting.months
        and label in ("letter", "release", "episode", "volume", "session", "copy")
    ):
        return True
    if (
        setting.language != "en"
        and label == "week"
        and setting.label == "day"
        and setting.count
        and setting.count >= 10
    ):
        return True
    if setting.label in _ASKED and label in _ASKED:
        return True
    if (
        setting.language in ("de", "fr", "es")
        and setting.count
        and setting.label not in tongue(setting.language).unit_patterns
    ):
        # `zehn Protokolle ... in der zweiten Sitzung`: what the units are of stands for them.
        return label in ("session", "meeting", "stage", "episode", "lesson", "match", "letter")
    if setting.label == "section" and not setting.nouns and setting.count is not None:
        return label not in ("year", "page", "day", "month", "week", "step", "night", "story", "paragraph")
    if setting.label == "entry" and setting.count:
        return (
            (label == "month" and setting.months)
            or (label == "day" and setting.count >= 28)
            or (label == "week" and setting.count in (52, 53))
        )
    return False


def number_of(token: Token, setting: Setting) -> int | None:
    """The unit that a name, a date or a number means; None where the request knows no such unit."""
    if token.kind in "no":
        return token.value
    if token.kind == "N" or token.kind == "q":
        return token.value or None
    if token.kind == "m":
        return (token.value - setting.first_month) % 12 + 1 if setting.months else None
    if token.kind == "w":
        return (token.value - setting.weekday) % 7 + 1 if setting.weekday else None
    if token.kind == "y":
        return token.value - setting.first_year + 1 if setting.first_year is not None else None
    if token.kind == "d" and token.day is not None:
        if setting.month is not None:
            return token.day.day if token.day.month == setting.month.month else -1
        if setting.months and setting.start is None:
            return (token.day.month - setting.first_month) % 12 + 1
        if setting.start is not None and setting.count:
            label = setting.label if setting.label in ("week", "month", "quarter") else "day"
            number = unit_of(token.day, label, setting.count, setting.start)
            return -1 if number is None else number
    return None


NEVER_OURS = frozenset(("year", "page", "day", "month", "week", "quarter", "paragraph", "step"))
"""Labels of units that are hardly another word for those of the request."""
