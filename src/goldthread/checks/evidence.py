"""A quote counts only where it stands in the text."""

import re

from goldthread.checks.words import normal


def verify_quote(text: str, quote: str) -> tuple[int, int] | None:
    """Offsets of a quote in a text, white space and quotation marks made equal; None where it is not there.

    A quote of fewer than three words or eight characters proves nothing and is not looked for.
    """
    wanted = quote.strip().strip("\"'“”„«»").strip()
    if len(wanted) < 8 or (len(wanted.split()) < 3 and wanted.isascii()):
        return None
    at = text.find(wanted)
    if at >= 0:
        return at, at + len(wanted)
    pieces = [re.escape(piece) for piece in normal(wanted).split()]
    found = re.search(r"\s+".join(pieces), normal(text)) if pieces else None
    return found.span() if found and len(normal(text)) == len(text) else None
