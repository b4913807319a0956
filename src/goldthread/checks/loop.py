"""Loops: a model that says the same over and over inside one reply.

Two signs, both counted word by word so that a stream can be stopped: a phrase of 8 words (14 characters of Chinese or
Japanese) said 5 times within 300 words, and 80 words on end (100 characters) that repeat an earlier stretch of the same reply.
Either is seen within 300 tokens of the loop's start.
"""

import re
from dataclasses import dataclass, field

_CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
_PIECE = re.compile(rf"[{_CJK}]|[^\W_{_CJK}]+(?:['’][^\W_{_CJK}]+)*")
_BOUNDARY = re.compile(rf"[\s{_CJK}、。，！？](?!.*[\s{_CJK}、。，！？])", re.DOTALL)
SIZE = 8
SIZE_CJK = 14
TIMES = 5
WINDOW = 300
RUN = 80
RUN_CJK = 100
SHORTEST = 24
"""Words that a unit shorter than a gram (`ha ha ha`) must fill before it is a loop."""


@dataclass
class _Trace:
    """Words so far, with where each gram stood; `take` tells the index of the word where a loop began."""

    words: list[str] = field(default_factory=list)
    recent: dict[tuple[str, ...], list[int]] = field(default_factory=dict)
    run: int = 0
    source: int = -1

    def take(self, word: str) -> int | None:
        self.words.append(word)
        count = len(self.words)
        cjk = _is_cjk(word)
        size = SIZE_CJK if cjk else SIZE
        if count < size:
            return None
        gram = tuple(self.words[-size:])
        places = self.recent.setdefault(gram, [])
        ended = self._run(count, places, size, RUN_CJK if cjk else RUN)
        if ended is not None:
            return ended
        if not places:
            # Nearly every gram of good prose is new: nothing repeats yet.
            places.append(count)
            return None
        near = [place for place in places if count - place <= WINDOW]
        period = _period(gram)
        if not near or count - near[-1] >= min(size, period):
            near.append(count)
        self.recent[gram] = near if places and near[0] == places[0] else [*places[:1], *near]
        if len(near) >= TIMES and len(near) * max(period, 1) >= SHORTEST and not all(one.isdigit() for one in gram):
            return self._back(near[1] - size, near[1] - near[0])
        return None

    def _run(self, count: int, places: list[int], size: int, limit: int) -> int | None:
        """Follow a stretch that repeats an earlier one; its start once it is long enough."""
        if self.source >= 0 and self.words[count - 1] == self.words[self.source]:
            self.run += 1
            self.source += 1
        elif places and places[0] < count:
            self.run, self.source = size, places[0]
        else:
            self.run, self.source = 0, -1
        if self.run >= limit:
            start = count - self.run
            stretch = self.words[start:count]
            if sum(one.isdigit() for one in stretch) < 0.4 * len(stretch):
                return self._back(start, count - self.source)
        return None

    def _back(self, start: int, period: int) -> int:
        """The first word of the repetition: as far back as it still says what was said a period before."""
        while start > period and self.words[start - 1] == self.words[start - 1 - period]:
            start -= 1
        return max(start, 0)


class LoopGuard:
    """Watches a stream of text; `feed` is True once it loops."""

    def __init__(self) -> None:
        self._trace = _Trace()
        self._rest = ""
        self.looping = False

    def feed(self, piece: str) -> bool:
        """Take the next piece of text; True from the moment that the text loops."""
        if self.looping:
            return True
        text = self._rest + piece
        boundary = _BOUNDARY.search(text) if len(text) < 4_000 else None
        if boundary is None and len(text) < 4_000:
            self._rest = text
            return False
        cut = boundary.end() if boundary else len(text)
        head, self._rest = text[:cut], text[cut:]
        for word in _PIECE.findall(head.casefold()):
            if self._trace.take(word) is not None:
                self.looping = True
                return True
        return False


def cut_loop(text: str) -> str:
    """The text up to where it begins to repeat itself, the first saying kept; unchanged where it does not loop."""
    trace = _Trace()
    spans = []
    for word in _PIECE.finditer(text):
        spans.append(word.start())
        start = trace.take(word[0].casefold())
        if start is not None:
            return text[: spans[start]].rstrip().rstrip("#*_-|> \n\t").rstrip()
    return text


def _period(gram: tuple[str, ...]) -> int:
    """The length of the unit that a gram repeats; its own length where it repeats none."""
    for size in range(1, len(gram)):
        if all(gram[at] == gram[at % size] for at in range(len(gram))):
            return size
    return len(gram)


def _is_cjk(word: str) -> bool:
    return len(word) == 1 and "\u3040" <= word <= "\u9fff"
