"""At most three passages of a text for a judge to look at."""

from goldthread.checks.sentences import sentences
from goldthread.checks.words import content_words
from goldthread.schemas.constraint import Constraint

PASSAGES = 3
_WINDOW = 3


def shortlist(constraint: Constraint, text: str, *, language: str) -> list[str]:
    """Passages of up to three sentences that share most words with a constraint, best first; BM25 over all windows."""
    found = [one for one in sentences(text, language) if not one.heading]
    if not found:
        return []
    windows = [found[at : at + _WINDOW] for at in range(0, len(found), _WINDOW)]
    passages = [text[one[0].start : one[-1].end] for one in windows]
    query = [word.stem for word in content_words(" ".join([constraint.text, *constraint.mentions]), language)]
    if len(passages) <= PASSAGES:
        return [passage[:1500] for passage in passages]
    import bm25s

    index = bm25s.BM25()
    index.index([[word.stem for word in content_words(one, language)] or [""] for one in passages], show_progress=False)
    scores = index.get_scores(query or [""])
    order = sorted(range(len(passages)), key=lambda at: (-float(scores[at]), at))
    return [passages[at][:1500] for at in order[:PASSAGES]]
