"""What a clause takes from those around it: a place by `in these chapters`, an exception, parts that go one to one."""

import re
from collections.abc import Sequence
from dataclasses import replace

from goldthread.compile.frame import Place
from goldthread.compile.tongues import tongue
from goldthread.compile.tongues.nouns import unit_label
from goldthread.compile.tongues.setting import Setting
from goldthread.compile.tongues.together import Found
from goldthread.schemas.constraint import Kind

_THESE = {
    "de": r"\b(?:(?:in|an|auf|zu)\s+)?(?:diese[nmrs]?|ebendiese[nmr]?)\s+(?:(?:zwei|drei|vier|beiden)\s+)?(?P<noun>[A-ZÄÖÜ]\w+)",
    "fr": r"\b(?:(?:dans|à|pour|pendant|sur)\s+)?(?:ce|cet|cette|ces)\s+(?:(?:deux|trois|quatre)\s+)?(?P<noun>[a-zéèê]+)(?:-là|-ci)?",
    "es": r"\b(?:(?:en|para|durante)\s+)?(?:est[ea]s?|estos|es[ea]s?|esos|dich[oa]s?)\s+(?:(?:dos|tres|cuatro)\s+)?(?P<noun>[a-záéíóúñ]+)",
    "zh": r"(?:在)?这(?:[几些两三四五一]|\d{1,2})?个?(?P<noun>[章节回集课篇封期关周天条首站份]|部分|单元)(?:里|中|内|当中)?",
    "ja": r"(?:この|これらの|その)(?P<noun>[章節回話課週日月号条通本室])(?:では|には|は|で|に)",
}
_RESPECTIVELY = {
    "de": r"\s*,?\s*\b(?:beziehungsweise|bzw\.?|respektive)\s+",
    "fr": r"\s*,?\s*\brespectivement\b\s*,?\s*",
    "es": r"\s*,?\s*\brespectivamente\b\s*,?\s*",
    "zh": r"分别是?|依次是?",
    "ja": r"それぞれ|順に",
}
_ITEMS = {
    "de": r"\s*,\s*|\s+(?:und|sowie)\s+|\x02",
    "fr": r"\s*,\s*|\s+(?:et|puis)\s+|\x02",
    "es": r"\s*,\s*|\s+[ye]\s+|\x02",
    "zh": r"[、，,和与及]|\x02",
    "ja": r"[、，]|と|\x02",
}
_EXCEPTING = {
    "de": r"(?:nur|bloß|allein|ausnahme|ausgenommen|außer|bis auf|nicht|ist|sind|die|der|das|davon|hiervon|jedoch|aber|in|im|bildet|bilden|eine|einzige|dabei|auch|entfällt|entfallen|gilt|mit|von)",
    "fr": r"(?:sauf|excepté|exception|hormis|à l['’]exception|fait|font|faisant|mais|pas|seule?s?|le|la|les|l['’]|est|sont|dispensée?s?|exclue?s?|en|y|échappe\w*|dans|au|aux|à|de|du|des|d['’])",
    "es": r"(?:excepto|salvo|menos|excepción|con|la|el|los|las|es|son|queda\w*|excluid[oa]s?|fuera|pero|no|en|única|solo|sólo|de|del|a)",
    "zh": r"(?:但是?|不过|只有|唯独?|除了?|除外|例外|不算|不用|不必|不需要?|没有|免|可以|以?外|在|是|的|里|中|则|就)",
    "ja": r"(?:ただし|但し|だけ|のみ|を?除(?:きます|く|いて(?:ください)?|外(?:します|する|とします|です)?)|は?例外(?:です|とします)?|以外|は|を|に|の|で|には|では|不要(?:です)?|なし(?:です)?|ます|です|ください)",
}
_EXCEPTS = re.compile(
    r"ausnahme|ausgenommen|außer|bis auf|nicht|entfäll|sauf|except|hormis|dispens|exclu|échapp|\bpas\b|salvo|menos|fuera|\bno\b|除|例外|不|没有|免|不要|なし",
    re.IGNORECASE,
)


def these(text: str, setting: Setting, numbers: Sequence[int]) -> Found | None:
    """The place that `in these chapters` means, where the sentence before has placed something."""
    if not numbers:
        return None
    for match in re.finditer(_THESE[setting.language], text):
        label = unit_label(match["noun"], tongue(setting.language), setting)
        if label is not None and label == setting.label:
            kind: Kind = "single" if len(numbers) == 1 else "list"
            place = Place(kind, *match.span(), tuple(numbers), words=match[0], label=label)
            return Found("same", 0, 0, place, values=list(numbers))
    return None


def one_to_one(text: str, numbers: Sequence[int], language: str) -> list[str] | None:
    """What each of several units has, where a clause says `respectively`; None where it does not or the parts are not as many.

    Args:
        text: The clause without its places.
        numbers: The units in the order named.
        language: Of the clause.
    """
    if not 2 <= len(numbers) <= 8 or not re.search(_RESPECTIVELY[language], text, re.IGNORECASE):
        return None
    plain = re.sub(_RESPECTIVELY[language], "\x02" if language == "de" else " ", text, flags=re.IGNORECASE)
    items = [one.strip(" ,.。、，") for one in re.split(_ITEMS[language], plain)]
    items = [one for one in items if re.search(r"\w", one)]
    return items if len(items) == len(numbers) else None


def excepts(text: str, places: Sequence[Found], language: str) -> bool:
    """Whether a clause only takes its places out of what stands before it: `Ausgenommen ist Kapitel 4`, `但第5条除外`."""
    if not places:
        return False
    bare = text
    for one in sorted(places, key=lambda one: -one.place.start):
        if one.place.start < 0 or one.place.end > len(text):
            return False
        bare = bare[: one.place.start] + " " + bare[one.place.end :]
        if one.rule == "except":
            bare = f"{bare} {one.place.words}"
    if not _EXCEPTS.search(text):
        return False
    plain = re.sub(r"[\s.,;:!。，、；：！()（）]+", " ", bare).strip()
    if language in ("zh", "ja"):
        return not re.sub(rf"{_EXCEPTING[language]}|\d|\s", "", plain)
    words: list[str] = re.findall(r"[^\W\d_]+['’]?", plain)
    return all(re.fullmatch(_EXCEPTING[language], one, re.IGNORECASE) or tongue(language).unit(one) for one in words)


def shifted(places: Sequence[Found], by: int) -> list[Found]:
    """Places with offsets counted from elsewhere."""
    return [
        replace(one, place=replace(one.place, start=one.place.start - by, end=one.place.end - by)) for one in places
    ]
