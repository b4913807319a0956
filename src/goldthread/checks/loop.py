"""Loops: a model that says the same over and over inside one reply."""

import re

_PIECE = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]|[^\W\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]+")
SIZE = 8
TIMES = 4
"""An n-gram of 8 words said 4 times within the last 400 words, or a unit of up to 60 words said 3 times on end."""
WINDOW = 400


class LoopGuard:
    """Watches a stream of text; `feed` is True once it loops."""

    def __init__(self) -> None:
        self._words: list[str] = []
        self._rest = ""
        self._recent: dict[tuple[str, ...], list[int]] = {}
        self.looping = False

    def feed(self, piece: str) -> bool:
        """Take the next piece of text."""
        if self.looping:
            return True
        text = self._rest + piece
        cut = max(text.rfind(" "), text.rfind("\n"))
        if cut < 0 and text.isascii():
            self._rest = text
            return False
        head, self._rest = (text, "") if cut < 0 else (text[: cut + 1], text[cut + 1 :])
        for word in _PIECE.findall(head.casefold()):
            self._words.append(word)
            if self._loops():
                self.looping = True
                return True
        return False

    def _loops(self) -> bool:
        count = len(self._words)
        if count < SIZE:
            return False
        gram = tuple(self._words[-SIZE:])
        places = [place for place in self._recent.get(gram, ()) if count - place <= WINDOW]
        # A gram that overlaps itself ("ha ha ha") counts once per stretch of its own length.
        if not places or count - places[-1] >= min(SIZE, _period(gram)):
            places.append(count)
        self._recent[gram] = places
        return len(places) >= TIMES


def _period(gram: tuple[str, ...]) -> int:
    for size in range(1, len(gram)):
        if all(gram[at] == gram[at % size] for at in range(len(gram))):
            return size
    return len(gram)


def cut_loop(text: str) -> str:
    """The text up to where it begins to repeat itself, the first saying kept; unchanged where it does not loop."""
    words = list(_PIECE.finditer(text))
    folded = [word[0].casefold() for word in words]
    places: dict[tuple[str, ...], list[int]] = {}
    for at in range(SIZE, len(folded) + 1):
        gram = tuple(folded[at - SIZE : at])
        near = [place for place in places.get(gram, ()) if at - place <= WINDOW]
        if not near or at - near[-1] >= min(SIZE, _period(gram)):
            near.append(at)
        places[gram] = near
        if len(near) >= TIMES:
            second = near[1]
            return text[: words[max(0, second - SIZE)].start()].rstrip()
    return text
