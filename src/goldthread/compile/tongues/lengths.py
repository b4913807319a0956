"""Lengths and counts of units or of the whole."""

from goldthread.compile.phrases import mentions_of
from goldthread.compile.tongues.amounts import Amount
from goldthread.compile.tongues.exact import numbers_of
from goldthread.compile.tongues.parting import Part
from goldthread.compile.tongues.readings import Readings
from goldthread.compile.tongues.together import Found
from goldthread.compile.tongues.wording import said, without_places


def add_length(to: Readings, piece: Part, length: Amount, exact: list[Found], every: list[Found], each: bool) -> None:
    """Add a length of the units that a part names, of each, or of the whole."""
    numbers: tuple[int, ...] = ()
    if exact:
        numbers = numbers_of(exact)
    elif every and any(one.place.removed for one in every):
        numbers = numbers_of(every)
    elif each:
        numbers = to.all()
    if length.unit in ("words", "characters") and each and not exact:
        low, high = length.minimum, length.maximum
        value = (low + high) // 2 if low and high else round(low * 1.05) if low else high
        to.each_words = to.each_words or value
    to.report_found(piece, exact)
    spans = [(one.place.start - piece.begin, one.place.end - piece.begin) for one in exact]
    to.add(
        piece,
        "length",
        without_places(piece.text, spans) if spans else said(piece.text),
        sections=numbers,
        minimum=length.minimum,
        maximum=length.maximum,
        unit=length.unit,
        scope="section" if each or exact else "document",
        place="every section" if each and not numbers else "",
    )


def add_count(to: Readings, piece: Part, amount: Amount, exact: list[Found], every: list[Found]) -> None:
    """Add a count of the units that a part names, of each, or of the whole."""
    language = to.setting.language
    spans = [(one.place.start - piece.begin, one.place.end - piece.begin) for one in exact if one.rule != "inherited"]
    text = without_places(piece.text, spans) if spans else said(piece.text)
    numbers = (
        numbers_of(exact)
        if exact
        else numbers_of(every)
        if any(one.place.removed for one in every)
        else to.all()
        if every
        else ()
    )
    to.report_found(piece, exact)
    without = piece.text[: max(0, amount.start - piece.begin)] + piece.text[amount.end - piece.begin :]
    to.add(
        piece,
        "count",
        text,
        sections=numbers,
        mentions=mentions_of(said(without), language) if amount.what == "times" and said(without) else (),
        minimum=amount.minimum,
        maximum=amount.maximum,
        unit=amount.unit,
        scope="section" if exact or every else "document",
    )
