"""Titles that a request gives its units, or lists them by."""

import re
from itertools import pairwise

from goldthread.compile.tongues.counted import Chosen

_LISTS = re.compile(
    r"(?:gegliedert in|unterteilt in|aufgeteilt in|besteh\w+ aus|(?:mit|in) (?:den|folgenden|diesen) (?:abschnitten|kapiteln|teilen|punkten)|gliederung|aufbau|(?:abschnitte|kapitel|teile|räume|säle|stationen|etappen)(?:\s+(?:heißen|lauten|sind))?|"
    r"divisée? en|structurée? en|organisée? en|composée? de|avec les (?:sections|chapitres|parties|rubriques)(?: suivante?s)?|sections|chapitres|parties|rubriques|étapes|salles|volets|"
    r"dividid[oa] en|estructurad[oa] en|organizad[oa] en|con (?:las|los) (?:siguientes )?(?:secciones|capítulos|partes|apartados)(?: siguientes)?|secciones|capítulos|apartados|salas|etapas|"
    r"分为|分成|章节(?:如下|为)?|结构(?:如下|为)?|包括以下(?:部分|章节)|構成(?:は)?|章立て(?:は)?|次の章)\s*[:：]?\s*",
    re.IGNORECASE,
)


def listed_units(text: str, language: str) -> Chosen | None:
    """Units that are only listed by their titles, behind `gegliedert in:` and the like."""
    for lead in _LISTS.finditer(text[:1500]):
        match = re.compile(r"[^.。:：\n]{3,600}").match(text, lead.end())
        if not match or not (lead[0].rstrip().endswith((":", "：")) or "," not in lead[0]):
            continue
        items = [one.strip(" \"'“”„«».") for one in _ITEM.split(match[0]) if one.strip()]
        if (
            len(items) >= 3
            and all(len(one.split()) <= 4 and 1 < len(one) <= 40 for one in items)
            and re.search(r"[:：]\s*$", lead[0])
        ):
            word = {"de": "Abschnitt", "fr": "section", "es": "sección", "zh": "节", "ja": "節"}[language]
            return len(items), "section", word, lead.start(), lead.start() + len(lead[0].rstrip(" \t:："))
    if language in ("zh", "ja") and (
        found := re.search(
            r"(?P<u>[章节節])?(?:は|为|分别是|：|:)?(?:[「“『《][^」”』》]{1,30}[」”』》][、，,和と]?){3,40}",
            text[:1500],
        )
    ):
        many = len(re.findall(r"[「“『《]", found[0]))
        summed = re.match(
            r"の?(?:[\d二三四五六七八九十]{1,2}つ|[\d二三四五六七八九十]{1,2}(?:章|節|部|室|編|話))|这?[\d二三四五六七八九十]{1,2}[个章节部篇]",
            text[found.end() :],
        )
        if found["u"] or summed or re.search(r"[章节節部]", text[: found.start()]):
            return (
                many,
                "chapter" if found["u"] == "章" else "section",
                found["u"] or "",
                found.start(),
                found.start() + len(found["u"] or ""),
            )
    # A first sentence that ends in a list of four titles or more says what the parts are.
    first = re.match(r"[^.:\n]{8,160}:\s+(?P<list>[^.:\n]{8,400})\.", text)
    if first and language in ("de", "fr", "es"):
        items = [one.strip() for one in _ITEM.split(first["list"]) if one.strip()]
        if len(items) >= 4 and all(one[:1].isupper() and len(one.split()) <= 3 for one in items):
            word = {"de": "Abschnitt", "fr": "section", "es": "sección"}[language]
            colon = text.rindex(":", 0, first.start("list"))
            return len(items), "section", word, max(0, colon - 1), colon
    return None


_ITEM = re.compile(r"\s*(?:[,;、，；]|\s(?:und|sowie|et|y|e)\s|和|と|及び|以及)\s*")


_NAMING = re.compile(
    r"(?:heißen|heissen|lauten|nämlich|folgende\w*|der reihe nach|s'appellent|s['’]intitulent|suivant\w*|intitulé\w*|dans l['’]ordre|se llaman|se titulan|siguientes?|por este orden|叫|分别(?:是|为)|依次|名(?:称|字)|如下|の?名前|順に|次の(?:とおり|通り))",
    re.IGNORECASE,
)


def _items(words: str) -> list[str]:
    return [one.strip(" \"'“”„«».") for one in _ITEM.split(words) if one.strip()]


def titles_of(text: str, start: int, end: int, count: int) -> tuple[str, ...]:
    """Titles of the units: as many as there are units, none longer than six words.

    They stand behind the noun of the units, behind words such as `heißen` or `依次`, or, in signs, before their number.
    """
    for lead in [re.compile(r"(?:は|为|分别是|：|:)?").match(text, end), *_NAMING.finditer(text[:3_000])]:
        quoted = lead and re.compile(
            r"[^.。「“『《„«\n]{0,12}?(?P<list>(?:[「“『《„«][^」”』》“»]{1,40}[」”』》“»][、，,和と;\s]*(?:und |et |y |e )?){3,40})"
        ).match(text, lead.end())
        if (
            quoted
            and len(names := re.findall(r"[「“『《„«]\s?([^」”』》“»]+?)\s?[」”』》“»]", quoted["list"])) == count
        ):
            return tuple(names)
    for one in re.finditer(
        r"(?:は|为|是|[:：])((?:[「“『《][^」”』》]{1,30}[」”』》][、，,和と]?){3,40})", text[:2_000]
    ):
        if len(names := re.findall(r"[「“『《]([^」”』》]+)", one[1])) == count:
            return tuple(names)
    ahead = re.compile(r"[^.;:：。\n]{0,60}?(?:[:：]|\()\s*(?P<list>[^.。:：\n)]{3,600})").match(text, end)
    given = [ahead["list"]] if ahead else []
    quoted = re.search(
        r"(?:[「“『《][^」”』》]{1,30}[」”』》][、，,和と]?){3,40}(?:の|という|这|共|，)?$", text[:start]
    )
    if quoted and len(names := re.findall(r"[「“『《]([^」”』》]+)", quoted[0])) == count:
        return tuple(names)
    for lead in _NAMING.finditer(text[:3_000]):
        if behind := re.compile(r"[^.;:：。\n]{0,30}?[:：]\s*(?P<list>[^.。:：\n)]{3,600})").match(text, lead.end()):
            given.append(behind["list"])
        elif (plain := re.compile(r"\s+(?P<list>[A-ZÄÖÜÁÉÍÓÚÑ][^.;:\n]{3,300})").match(text, lead.end())) and (
            len(items := _items(plain["list"])) == count and all(one[:1].isupper() for one in items)
        ):
            return tuple(items)
    if re.search(r"[\u3040-\u9fff]", text[end - 1 : end]):
        before = re.search(
            rf"(?:分为|分成|包括|包含|按照?|由|：|:|を、|は、|を|，|。|^)((?:[^、，,。：:]{{1,12}}[、和与及と]){{{max(1, min(count, 60) - 1)}}}[^、，,。：:]{{1,12}}?)(?:、?の|这|等|共|，)?$",
            text[max(0, start - 200) : start],
        )
        given += [before[1]] if before else []
    for words in given:
        items = _items(words)
        if items and not any("は" in one for one in items[1:]) and re.search(r"[は为是：:](?=\S)", items[0]):
            # `構成は玄関、居間、...`: what the list is of stands before its first title.
            items[0] = re.split(r"[は为是：:]", items[0])[-1]
        if len(items) == count and all(len(one.split()) <= 6 and len(one) <= 60 for one in items):
            return tuple(items)
    return ()


def versions_of(head: str, count: int) -> tuple[str, ...]:
    """Numbers of versions that the units are for: a list of as many, or a span of its last part."""
    found = re.findall(r"(?<![\d.])\d{1,3}(?:\.\d{1,3})+(?![\d.]*\d)", head)
    names = tuple(dict.fromkeys(found))
    if len(names) == count:
        return names
    for one, two in pairwise(names):
        base, low = one.rsplit(".", 1)
        other, high = two.rsplit(".", 1)
        if base == other and int(high) - int(low) + 1 == count:
            return tuple(f"{base}.{at}" for at in range(int(low), int(high) + 1))
    return ()
