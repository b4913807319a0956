"""At most three passages for a judge: those that share most words with what is asked."""

from goldthread.checks.sentences import sentences
from goldthread.checks.words import content_words
from goldthread.schemas.constraint import Constraint

PASSAGES = 3
MOST_CHARACTERS = 1_500
_WINDOW = 3


def shortlist(constraint: Constraint, text: str, *, language: str) -> list[str]:
    """Passages of up to three sentences of one text, best first, ranked by BM25 over stems.

    Args:
        constraint: What is asked; its text and mentions are the query.
        text: Markdown.
        language: Language of the text.

    Returns:
        At most three passages of at most 1,500 characters, each as it stands in the text.
    """
    code = language.split("-")[0].lower()
    found = [one for one in sentences(text, code) if not one.heading]
    if not found:
        return []
    windows = [found[at : at + _WINDOW] for at in range(0, len(found), _WINDOW)]
    passages = [text[one[0].start : one[-1].end][:MOST_CHARACTERS] for one in windows]
    if len(passages) <= PASSAGES:
        return passages
    query = {word.stem for word in content_words(" ".join([constraint.text, *constraint.mentions]), code)}
    corpus = [[word.stem for word in content_words(one, code)] or [""] for one in passages]
    import bm25s

    index = bm25s.BM25()
    index.index(corpus, show_progress=False)
    known = [stem for stem in sorted(query) if any(stem in words for words in map(set, corpus))]
    scores = index.get_scores(known) if known else [0.0] * len(passages)
    order = sorted(range(len(passages)), key=lambda at: (-float(scores[at]), at))
    return [passages[at] for at in order[:PASSAGES]]
