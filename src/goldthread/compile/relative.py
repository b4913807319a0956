"""Places told by what they stand beside: halves, neighbours, bare ordinals, names, years, and exceptions."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from goldthread.compile.frame import MOST, Frame, Place, clip, extra_nouns
from goldthread.compile.lexicon import cardinal, number_value, ordinal, unit_label, unit_pattern
from goldthread.compile.members import read_members
from goldthread.compile.named import WEEKDAYS
from goldthread.compile.patterns import EXCEPT

_PARTS = {"half": 2, "third": 3, "quarter": 4}
_VERBS = (
    r"is|are|was|has|have|had|must|should|shall|will|may|can|needs?|ends?|begins?|starts?|opens?|closes?|contains?|includes?|mentions?|shows?|tells?|"
    r"deals?|speaks?|covers?|takes?|gives?|brings?|introduces?|describes?|explains?|contradicts?|returns?|comes?|goes|asks?|answers?|concerns?|uses?|"
    r"features?|lists?|names?|focuses|presents?|reveals?|thanks?|repeats?|summari[sz]es?|discusses|looks?|plays?|holds?|houses?|occupies|serves?|happens?|"
    r"continues?|consists?|follows?|gets?|does|it|he|she|they|we|I|the|a|an|there|mention|include|describe|write|explain|use|show|add"
)


def relative_places(text: str, frame: Frame, found: Sequence[Place]) -> list[Place]:
    """Places of a clause in English that no plain pattern of unit and number finds."""
    if frame.language != "en":
        return []
    places: list[Place] = []
    readers = (_named, _years, _fractions, _ends_of_building, _numbers, _weekdays)
    for made in (*(reader(text, frame) for reader in readers), neighbours(text, frame, found)):
        for place in made:
            if all(place.end <= one.start or place.start >= one.end for one in (*found, *places)):
                places.append(place)
    return places


def _made(kind: str, match: re.Match[str], numbers: list[int], frame: Frame) -> Place:
    inside, outside = clip(numbers, frame.count)
    return Place(kind, *match.span(), inside, outside, words=match[0], label=frame.label)  # type: ignore[arg-type]


def _named(text: str, frame: Frame) -> Iterator[Place]:
    """Units by the names that the request gives them; days of the week without quotation marks."""
    if not frame.names:
        return
    names = {name.casefold(): at for at, name in enumerate(frame.names, 1)}
    either = "|".join(sorted((re.escape(one) for one in frame.names), key=len, reverse=True))
    if frame.names == WEEKDAYS:
        to = re.compile(rf"\b(?:from\s+|between\s+)?(?P<a>{either})s?\s*(?:to|through|until|[-–—])\s*(?P<b>{either})\b")
        for match in to.finditer(text):
            yield _made(
                "range", match, list(range(names[match["a"].casefold()], names[match["b"].casefold()] + 1)), frame
            )
        one = rf"(?:{either})(?:s\b|['’]s?\b)?"
        for match in re.finditer(
            rf"\b(?:(?:on|for|every|each)\s+)?(?:the\s+)?{one}(?:(?:\s*,\s*(?:and\s+)?|\s+(?:and|or|&)\s+)(?:on\s+)?{one})*",
            text,
        ):
            numbers = [names[name.casefold()] for name in re.findall(either, match[0])]
            yield _made("single" if len(numbers) == 1 else "list", match, numbers, frame)
        if frame.count == 7:
            for match in re.finditer(
                r"\b(?:at|on|over)\s+the\s+weekend\b|\bweekdays?\b|\bon\s+weekdays\b", text, re.IGNORECASE
            ):
                yield _made("list", match, [6, 7] if "end" in match[0].lower() else [1, 2, 3, 4, 5], frame)
        return
    unit = unit_pattern("en", extra_nouns(frame))
    quoted = rf"[\"“'‘](?P<q>{either})[\"”'’]"
    exact = f"(?-i:{either})"
    several = rf"{exact}(?:(?:\s*,\s*(?:and\s+)?|\s+(?:and|or|&)\s+)(?:in(?:to)?\s+)?{exact})*"
    pattern = (
        rf"\b(?:(?:in(?:to)?|under|within|for|at)\s+)?(?:the\s+)?{unit}\s+(?:(?:on|about|for|called|named|titled|of)\s+)?(?:{quoted}|(?P<n>{several})\b)|"
        rf"(?:\b(?:in(?:to)?|under|within)\s+)?(?:the\s+)?{quoted.replace('<q>', '<q2>')}(?:\s+{unit}\b)?|"
        rf"\b(?:in(?:to)?|under|within)\s+(?:the\s+)?(?P<i>{several})\b(?:\s+{unit}\b)?|\bthe\s+(?P<t>{several})\s+{unit}\b"
    )
    for match in re.finditer(pattern, text, re.IGNORECASE):
        said = next(value for value in match.groupdict().values() if value)
        numbers = [names[name.casefold()] for name in re.findall(either, said, re.IGNORECASE)]
        yield _made("single" if len(numbers) == 1 else "list", match, numbers, frame)
    subject = re.match(
        rf"\s*(?P<all>{several})(?=\s+(?:(?:must|should|shall|has to|have to)\s+(?!be\b)|needs?\b|has\b|contains?\b|includes?\b|gets?\b|ends?\b|begins?\b|starts?\b))",
        text,
    )
    if subject:
        numbers = [names[name.casefold()] for name in re.findall(either, subject["all"])]
        yield _made("single" if len(numbers) == 1 else "list", subject, numbers, frame)
    about = (
        rf"\b(?:in\s+)?the\s+{unit}\s+(?:on|about|for|dealing with|covering)\s+(?:the\s+)?(?P<topic>[a-z]+(?: [a-z]+)?)"
    )
    for match in re.finditer(about, text, re.IGNORECASE):
        words = match["topic"].casefold().split()
        fits = [at for name, at in names.items() if any(word[:5] in name for word in words if len(word) > 3)]
        if len(fits) == 1:
            end = (
                match.end()
                if len(words) == 1 or words[1][:5] in frame.names[fits[0] - 1].casefold()
                else match.start("topic") + len(words[0])
            )
            inside, outside = clip(fits, frame.count)
            yield Place(
                "single", match.start(), end, inside, outside, words=text[match.start() : end], label=frame.label
            )


def _years(text: str, frame: Frame) -> Iterator[Place]:
    """Years, where each unit is one."""
    if frame.calendar != "year" or frame.start is None or not frame.count:
        return
    first = frame.start.year
    year = r"(?:1\d|20|21)\d\d"

    def number(words: str) -> int:
        return date(int(words), 1, 1).year - first + 1

    for match in re.finditer(
        rf"\b(?:(?:from|between|in)\s+)?(?:the years?\s+)?(?P<a>{year})\s*(?:to|through|until|and|[-–—])\s*(?P<b>{year})\b",
        text,
        re.IGNORECASE,
    ):
        low, high = number(match["a"]), number(match["b"])
        if " and " in match[0] and not match[0].lower().startswith("between"):
            yield _made("list", match, [low, high], frame)
        elif low < high:
            yield _made("range", match, list(range(low, high + 1)), frame)
    for match in re.finditer(
        rf"\b(?:(?:in|for|of)\s+)?(?:the years?\s+)?(?P<all>{year}(?:(?:\s*,\s*(?:and\s+)?|\s+and\s+)(?:in\s+)?{year})*)\b",
        text,
        re.IGNORECASE,
    ):
        numbers = [number(one) for one in re.findall(year, match["all"])]
        yield _made("date" if len(numbers) == 1 else "list", match, numbers, frame)


def _fractions(text: str, frame: Frame) -> Iterator[Place]:
    """`the first half of the book`, `the last third`, `the middle chapter`."""
    count = frame.count
    if not count:
        return
    whole = r"(?:\s+of\s+(?:the|its|this)\s+\w+)?"
    for match in re.finditer(
        rf"\b(?:in\s+)?the\s+(?P<o>first|second|third|fourth|last|final|middle|latter)\s+(?P<p>half|third|quarter){whole}(?:\s*,\s*\d+\s*(?:to|[-–])\s*\d+\s*,)?",
        text,
        re.IGNORECASE,
    ):
        parts = _PARTS[match["p"].lower()]
        order = {"first": 1, "second": 2, "third": 3, "fourth": 4, "middle": 2}.get(match["o"].lower(), parts)
        if match["o"].lower() == "third" and parts == 3 and not whole:
            continue
        if order <= parts:
            low, high = count * (order - 1) // parts + 1, count * order // parts
            yield _made("range", match, list(range(low, high + 1)), frame)
    unit = unit_pattern("en", extra_nouns(frame))
    for match in re.finditer(rf"\b(?:in\s+)?the\s+middle\s+{unit}\b", text, re.IGNORECASE):
        yield _made(
            "single" if count % 2 else "list",
            match,
            [(count + 1) // 2] if count % 2 else [count // 2, count // 2 + 1],
            frame,
        )


def _numbers(text: str, frame: Frame) -> Iterator[Place]:
    """Bare numbers at the head of a clause: `In 4, ...`, `8 has at least ten tests`."""
    if not frame.count:
        return
    match = re.match(
        rf"\s*(?:in|for|under|at)\s+(?P<a>\d{{1,4}})(?=\s*[,:]|\s+(?:no|{_VERBS})\b)|\s*(?P<b>\d{{1,4}})(?=\s+(?:is|has|must|should|shows?|contains?|covers?|describes?|deals?|ends?|begins?)\b)",
        text,
        re.IGNORECASE,
    )
    number = int(match["a"] or match["b"]) if match else 0
    if match and 1 <= number <= frame.count:
        yield _made("single", match, [number], frame)


_DAYS = "|".join(WEEKDAYS)


def _weekdays(text: str, frame: Frame) -> Iterator[Place]:
    """Days of the week, where each unit is a day and it is known on which day the first falls."""
    if frame.calendar != "day" or frame.weekday is None or not frame.count or frame.names == WEEKDAYS:
        return
    for match in re.finditer(
        rf"\b(?i:on|every|each)\s+(?P<all>(?:{_DAYS})s?(?:(?:\s*,\s*|\s+and\s+)(?:{_DAYS})s?)*)\b(?!,?\s+(?:the\s+)?\d)",
        text,
    ):
        if not re.match(r"(?:every|each)\b", match[0], re.IGNORECASE) and not match["all"].endswith("s"):
            continue
        wanted = {WEEKDAYS.index(one) for one in re.findall(_DAYS, match["all"])}
        numbers = [at for at in range(1, frame.count + 1) if (frame.weekday + at - 1) % 7 in wanted]
        yield _made("periodic", match, numbers, frame)


def neighbours(text: str, frame: Frame, found: Sequence[Place]) -> Iterator[Place]:
    """`and the two weeks after it`, `the chapter after chapter 5`, `all other lessons`, `the rest`."""
    if frame.language != "en":
        return
    unit, number = unit_pattern("en", extra_nouns(frame)), cardinal("en")
    pattern = rf"\b(?:in\s+|and\s+)?the\s+(?:(?P<n>{number})\s+)?(?P<u>{unit})\s+(?P<side>before|preceding|after|following)\s+(?:it|that|this|(?:the\s+)?(?P<u2>{unit})\s+(?P<k>{number})|the\s+(?P<nth>{ordinal('en')})(?:\s+{unit})?)\b"
    for match in re.finditer(pattern, text, re.IGNORECASE):
        named = match["k"] or match["nth"]
        before = [one for one in found if one.end <= match.start() and one.numbers]
        edge = number_value(named, "en") if named else None
        edges = [edge] if edge else list(before[-1].numbers) if before else []
        many = number_value(match["n"], "en") if match["n"] else 1
        if not edges or not many or many > MOST:
            continue
        low = match["side"].lower() in ("before", "preceding")
        numbers = range(min(edges) - many, min(edges)) if low else range(max(edges) + 1, max(edges) + many + 1)
        yield _made("single" if many == 1 else "range", match, list(numbers), frame)
    if any(one.end < len(text) and one.kind in ("range", "list", "single") for one in found):
        first_end = min(one.end for one in found)
        going = r"(?:,\s*(?:and\s+)?|\band\s+)(?P<a>\d{1,4})\s*(?:to|through|[-–])\s*(?P<b>\d{1,4})(?=\s+[a-z])"
        for match in re.finditer(going, text[first_end:], re.IGNORECASE):
            first, last = int(match["a"]), int(match["b"])
            if first < last <= first + MOST:
                inside, outside = clip(list(range(first, last + 1)), frame.count)
                start, end = first_end + match.start("a"), first_end + match.end()
                yield Place("range", start, end, inside, outside, words=text[start:end], label=frame.label)
    after = rf"\b(?:in\s+)?the\s+(?:\w+\s+)?{unit}\s+(?:before|after|following|preceding)\s+(?:it|that|this)\s*[,(]\s*(?P<a>\d+)\s*(?:to|through|[-–])\s*(?P<b>\d+)\s*[,)]"
    for match in re.finditer(after, text, re.IGNORECASE):
        first, last = int(match["a"]), int(match["b"])
        if first < last <= first + MOST:
            yield _made("range", match, list(range(first, last + 1)), frame)
    if frame.count:
        for match in re.finditer(
            rf"\b(?:in\s+)?(?:all\s+(?:of\s+)?(?:the\s+)?others?(?:\s+(?P<u>{unit}))?|the\s+others(?!\s+\w+s\b)|the\s+other\s+{unit}|the\s+remaining\s+(?:\w+\s+)?{unit}|the\s+rest(?:\s+of\s+the\s+{unit})?)\b",
            text,
            re.IGNORECASE,
        ):
            taken = {number_ for one in found if one.end <= match.start() for number_ in one.numbers}
            if taken and (match["u"] is None or unit_label(match["u"], "en") in (frame.label, *frame.nouns)):
                yield _made("everywhere", match, [one for one in range(1, frame.count + 1) if one not in taken], frame)


def _ends_of_building(text: str, frame: Frame) -> Iterator[Place]:
    """`the top floor`, `the ground floor`."""
    if frame.label not in ("floor", "level", "deck") or not frame.count:
        return
    for match in re.finditer(
        r"\b(?:on\s+|in\s+)?the\s+(?P<side>top(?:most)?|highest|uppermost|ground|bottom|lowest|lowermost)\s+(?:floor|stor(?:e?y)|level|deck)\b",
        text,
        re.IGNORECASE,
    ):
        top = match["side"].lower()[:3] in ("top", "hig", "upp")
        yield _made("last" if top else "first", match, [frame.count if top else 1], frame)


def bare_ordinals(text: str, frame: Frame) -> Iterator[Place]:
    """Ordinals without their noun: `the fourteenth speaks of ...`, `the seventh and ninth`, `on the 5th`."""
    if not frame.count or frame.language != "en":
        return
    nth = ordinal("en")
    several = rf"(?:{nth})(?:\s*(?:,|and|or|&|to|through|until|till|[-–])\s*(?:and\s+)?(?:the\s+)?(?:{nth}|last|final)){{0,12}}"
    # In a diary, `on the 20th` is a day, whatever follows.
    dated = r"|(?<=\dth)\s|(?<=\dst)\s|(?<=\dnd)\s|(?<=\drd)\s" if frame.calendar == "day" else ""
    ends = rf"(?:last|final|first)(?:\s+{cardinal('en')})|last|penultimate|final"
    pattern = rf"(?:\b(?:on|in|from)\s+)?\bthe\s+(?P<all>{several}|{ends})(?P<one>\s+ones?)?\b(?=\s*(?:[.,;:!?)]|$)|\s+(?:{_VERBS})\b{dated})"
    for match in re.finditer(pattern, text, re.IGNORECASE):
        noun = re.match(r"\s+(?:the|a|an|it|he|she|they|we|I|there)\b", text[match.end() :])
        if noun and not match["one"] and not re.search(r"\d", match["all"]):
            continue
        end, numbers = read_members(match["all"], 0, frame)
        if numbers and end == len(match["all"]):
            plain = re.match(r"last|final", match["all"], re.IGNORECASE)
            yield _made("last" if plain else "single" if len(numbers) == 1 else "list", match, numbers, frame)
    for match in re.finditer(
        r"(?:\bin\s+|^\W*)(?:all|each|every (?:single )?one) of (?:them|these)\b", text, re.IGNORECASE
    ):
        yield _made("everywhere", match, list(range(1, frame.count + 1)), frame)


def without_exceptions(text: str, places: list[Place], frame: Frame) -> list[Place]:
    """Places with the exceptions taken out that a clause adds later: `..., but not in chapter 8`, `..., except the last`."""
    if frame.language not in EXCEPT or not places:
        return places
    made = list(places)
    for match in re.finditer(EXCEPT[frame.language], text, re.IGNORECASE):
        owner = next(
            (at for at in range(len(made) - 1, -1, -1) if made[at].end <= match.start() + 1 and not made[at].aside),
            None,
        )
        if owner is None or any(one.start <= match.start() < one.end for one in made):
            continue
        if made[owner].kind not in ("everywhere", "range", "periodic") or (
            re.match(r",?\s*but\s+(?!not\b)", match[0], re.IGNORECASE) and made[owner].kind != "everywhere"
        ):
            continue
        end, numbers = read_members(text, match.end(), frame)
        inner = [one for one in made if match.end() <= one.start + 1 and not text[match.end() : one.start].strip()]
        if not numbers and inner:
            end, numbers = inner[0].end, list(inner[0].numbers)
        rest = re.match(r"\s*(?:[.,;:!?)]|$)", text[end:])
        if not numbers or not rest:
            continue
        made = [one for one in made if one.end <= match.start() + 1 or one.start >= end]
        kept = tuple(one for one in made[owner].numbers if one not in set(numbers))
        kind = "list" if made[owner].kind == "range" else made[owner].kind
        made[owner] = replace(made[owner], numbers=kept, removed=made[owner].removed | set(numbers), kind=kind)
        made.append(Place("everywhere", match.start(), end, words=text[match.start() : end], aside=True))
        made.sort(key=lambda one: one.start)
    return made
