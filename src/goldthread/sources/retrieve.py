"""BM25 retrieval of the passages that a section needs, and the check of its citations."""

import re
from collections.abc import Iterable, Sequence

from goldthread.sources.passages import Passage

_CITATION = re.compile(r"(?P<space>\s?)\[(?P<ids>s\d{1,9}(?:\s?[,;]\s?s\d{1,9}){0,50})\]", re.IGNORECASE)
_TOKEN = re.compile(r"[぀-ヿ㐀-鿿가-힣]|[^\W_]+")


def tokens(text: str) -> list[str]:
    """Lower-case words; each character of a script without spaces on its own."""
    return _TOKEN.findall(text.casefold())


class Retriever:
    """BM25 (Lucene's variant, k1 1.5, b 0.75, of bm25s) over the passages of a job."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._passages = list(passages)
        self._index = None
        if self._passages:
            import bm25s

            self._index = bm25s.BM25()
            self._index.index([tokens(passage.text) or ["\0"] for passage in self._passages], show_progress=False)

    def best(self, query: str, count: int = 6) -> list[Passage]:
        """At most `count` passages that share a word with the query, best first; ties in reading order."""
        words = tokens(query)
        if self._index is None or not words:
            return []
        scores = self._index.get_scores(words)
        order = sorted(range(len(self._passages)), key=lambda at: (-float(scores[at]), at))
        return [self._passages[at] for at in order[:count] if scores[at] > 0]


def drop_unknown_citations(text: str, known: Iterable[str]) -> tuple[str, list[str]]:
    """The text without citations that name no known passage, and the ids that were dropped, in reading order.

    A mark of several ids keeps those that are known; a mark without any goes together with the space before it.
    """
    ids = set(known)
    dropped: list[str] = []

    def mended(mark: re.Match[str]) -> str:
        names = re.split(r"\s*[,;]\s*", mark["ids"])
        kept = [name for name in names if name.casefold() in ids]
        dropped.extend(name for name in names if name.casefold() not in ids)
        if len(kept) == len(names):
            return mark[0]
        return f"{mark['space']}[{', '.join(kept)}]" if kept else ""

    return _CITATION.sub(mended, text), dropped
