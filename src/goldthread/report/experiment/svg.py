"""What all pictures share: how wide a text is, axes, marks, colours, dashes.

Colours are those of Okabe and Ito ("Color Universal Design", 2008), which colour-blind readers tell apart; every series
also has a shape and a dash of its own, so that the picture can be read in grey.
"""

import math
import unicodedata
from collections.abc import Sequence
from html import escape

FONT = 13.0
COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#8a6d00", "#6b7280")
DASHES = ("", "7 3", "2 3", "9 3 2 3", "12 4", "4 2", "1 2 6 2", "3 5")
MARKS = ("circle", "square", "up", "diamond", "down", "plus", "cross", "bar")
_NARROW = frozenset("iIjl.,'|:;!()[]{}/\\ `-tfr·")
_BROAD = frozenset("mwMW@%—…")


def width_of(text: str, size: float = FONT) -> float:
    """How wide a text may be in pixels, in the widest of the usual sans-serif fonts."""
    return size * sum(_advance(letter) for letter in text)


def _advance(letter: str) -> float:
    if unicodedata.combining(letter):
        return 0.0
    if letter in _BROAD:
        return 1.0
    if letter in _NARROW:
        return 0.42
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.05
    return 0.76 if letter.isupper() else 0.64


def _plain(letter: str) -> bool:
    """Whether fonts agree on a letter about as much as `width_of` thinks."""
    return letter < "\u0590" and not unicodedata.combining(letter)


def shorten(text: str, width: float, size: float = FONT) -> str:
    """The text, cut to a width, on one line."""
    text = " ".join(text.split())
    if width_of(text, size) <= width:
        return text
    room = width - width_of("…", size)
    taken = ""
    for letter in text:
        room -= size * _advance(letter)
        if room < 0:
            break
        taken += letter
    return taken + "…"


def label(
    x: float, y: float, text: str, *, anchor: str = "start", size: float = FONT, strong: bool = False, full: str = ""
) -> str:
    """A text at a place; where fonts may differ much it is fitted to the width that was reckoned with."""
    fitted = (
        ""
        if all(_plain(letter) for letter in text)
        else f' textLength="{width_of(text, size):.1f}" lengthAdjust="spacingAndGlyphs"'
    )
    bold = ' font-weight="600"' if strong else ""
    told = f"<title>{escape(full)}</title>" if full and full != text else ""
    place = f'x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="{size:g}"'
    return f"<text {place}{bold}{fitted}>{escape(text)}{told}</text>"


def line(x1: float, y1: float, x2: float, y2: float, kind: str, extra: str = "") -> str:
    """A line of a class of the page's style (`grid`, `axis`, `whisker`, `margin`)."""
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" class="{kind}"{extra}/>'


def mark(x: float, y: float, series: int, *, hollow: bool = False, size: float = 5.0) -> str:
    """The mark of a series."""
    colour = COLOURS[series % len(COLOURS)]
    fill = "var(--card)" if hollow else colour
    paint = f'fill="{fill}" stroke="{colour}" stroke-width="1.6"'
    shape = MARKS[series % len(MARKS)]
    if shape == "circle":
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size:g}" {paint}/>'
    r = size * 1.15
    shapes: dict[str, list[tuple[float, float]]] = {
        "square": [(-0.85, -0.85), (0.85, -0.85), (0.85, 0.85), (-0.85, 0.85)],
        "up": [(0, -1.1), (1, 0.8), (-1, 0.8)],
        "diamond": [(0, -1.2), (1.1, 0), (0, 1.2), (-1.1, 0)],
        "down": [(0, 1.1), (1, -0.8), (-1, -0.8)],
        "plus": [(-0.35, -1.1), (0.35, -1.1), (0.35, -0.35), (1.1, -0.35), (1.1, 0.35), (0.35, 0.35), (0.35, 1.1),
                 (-0.35, 1.1), (-0.35, 0.35), (-1.1, 0.35), (-1.1, -0.35), (-0.35, -0.35)],
        "cross": [(-1, -0.5), (-0.5, -1), (0, -0.5), (0.5, -1), (1, -0.5), (0.5, 0), (1, 0.5), (0.5, 1), (0, 0.5),
                  (-0.5, 1), (-1, 0.5), (-0.5, 0)],
        "bar": [(-0.45, -1.2), (0.45, -1.2), (0.45, 1.2), (-0.45, 1.2)],
    }  # fmt: skip
    corners = shapes[shape]
    points = " ".join(f"{x + r * dx:.1f},{y + r * dy:.1f}" for dx, dy in corners)
    return f'<polygon points="{points}" {paint}/>'


def sample(series: int, *, dashed: bool = True) -> str:
    """A small picture of a series for a legend."""
    stroke = (
        f'stroke="{COLOURS[series % len(COLOURS)]}" stroke-width="2" stroke-dasharray="{DASHES[series % len(DASHES)]}"'
    )
    rule = f'<line x1="0" y1="7" x2="38" y2="7" {stroke}/>' if dashed else ""
    drawn = rule + mark(19, 7, series, size=4.5)
    return f'<svg class="sample" width="38" height="14" viewBox="0 0 38 14" aria-hidden="true">{drawn}</svg>'


def picture(width: float, height: float, title: str, parts: Sequence[str]) -> str:
    """The whole picture."""
    return (
        f'<svg viewBox="0 0 {width:.0f} {height:.0f}" role="img" aria-label="{escape(title, quote=True)}">'
        f"{''.join(parts)}</svg>"
    )


def nice_ticks(low: float, high: float, most: int = 5) -> list[float]:
    """Round numbers between two ends: steps of 1, 2 or 5 times a power of ten."""
    span = high - low
    if not (math.isfinite(span) and span > 0):
        return [low]
    raw = span / most
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= raw * 0.999999)
    first = math.ceil(low / step - 1e-9)
    return [round(at * step, 12) for at in range(first, math.floor(high / step + 1e-9) + 1)]


def log_ticks(low: float, high: float) -> list[float]:
    """Powers of ten between two ends, with 2 and 5 of each where there are few."""
    decades = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    for factors in ((1,), (1, 3), (1, 2, 5)):
        ticks = [factor * 10.0**decade for decade in decades for factor in factors]
        inside = [tick for tick in ticks if low * 0.999999 <= tick <= high * 1.000001]
        if len(inside) >= 3:
            return inside
    return inside or [low]


def apart(places: Sequence[tuple[float, str]], size: float = FONT, gap: float = 8.0) -> list[int]:
    """Which of the texts, centred at places, fit on one line: the first, the last, and of the others what has room."""
    if not places:
        return []

    def ends(at: int) -> tuple[float, float]:
        half = width_of(places[at][1], size) / 2
        return places[at][0] - half, places[at][0] + half

    last = len(places) - 1
    chosen = [0]
    for at in range(1, last):
        if ends(at)[0] >= ends(chosen[-1])[1] + gap and ends(at)[1] + gap <= ends(last)[0]:
            chosen.append(at)
    if last and ends(last)[0] >= ends(chosen[-1])[1] + gap:
        chosen.append(last)
    return chosen


def short(value: float) -> str:
    """A number in few letters: 12,700 as 12.7k."""
    size = abs(value)
    for limit, letter in ((1e9, "G"), (1e6, "M"), (1e4, "k")):
        if size >= limit:
            scaled = value / (1e3 if letter == "k" else limit)
            return f"{scaled:.4g}{letter}" if abs(scaled) < 1e6 else f"{scaled:.1e}{letter}"
    return f"{value:,.0f}" if size >= 100 else f"{value:.3g}"
