"""Corpora: schemas to try navigation on, most with an executable database, questions and exact answers."""

import re
from collections.abc import Callable

from goldthread.errors import BadInput
from goldthread.navigation.corpora.base import Corpus

__all__ = ["NAMES", "Corpus", "corpus"]

NAMES = ("retail", "synth-N", "embed-N", "tpcds", "aws10k", "spider2:FOLDER")


def corpus(name: str, seed: int = 0) -> Corpus:
    """The corpus of that name.

    Args:
        name: `retail`, `synth-N` (10 to 10,000 tables), `embed-N` (retail among N tables, 30 to 10,000), `tpcds` or
            `tpcds-SCALE` (extra `tpcds`), `aws10k` (extra `aws`), or `spider2:FOLDER`.
        seed: What its catalog and its rows are made from.

    Raises:
        BadInput: There is no such corpus, its size is out of bounds, or what it needs is not installed.
    """
    base, _, place = name.partition(":")
    kind, _, size = base.partition("-")
    make = _MAKERS.get(kind)
    if make is None or (place and kind != "spider2"):
        raise BadInput(f"there is no corpus {name!r}", remedy=f"corpora are: {', '.join(NAMES)}")
    return make(name, size or place, seed)


def _synth(name: str, size: str, seed: int) -> Corpus:
    from goldthread.navigation.corpora.rows import Rows
    from goldthread.navigation.corpora.synth import synth

    catalog = synth(_count(name, size, "synth-500"), seed)
    return Corpus(name, seed, catalog, fill=Rows(catalog, seed).fill)


def _retail(name: str, size: str, seed: int) -> Corpus:
    from goldthread.navigation.corpora.retail import retail

    if size:
        raise BadInput(f"there is no corpus {name!r}", remedy="retail has one size: name it retail")
    return retail(seed)


def _embed(name: str, size: str, seed: int) -> Corpus:
    from goldthread.navigation.corpora.embed import embed

    return embed(_count(name, size, "embed-500"), seed)


def _count(name: str, size: str, example: str) -> int:
    if not re.fullmatch(r"\d{1,6}", size):
        raise BadInput(f"the corpus {name!r} needs a number of tables", remedy=f"for instance {example}")
    return int(size)


_MAKERS: dict[str, Callable[[str, str, int], Corpus]] = {"embed": _embed, "retail": _retail, "synth": _synth}
