"""Corpora: schemas to try navigation on, most with an executable database, questions and exact answers."""

import re
from collections.abc import Callable
from pathlib import Path

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


def _tpcds(name: str, size: str, seed: int) -> Corpus:
    from goldthread.navigation.corpora.tpcds import tpcds

    if not re.fullmatch(r"([0-9]{1,3}(\.[0-9]{1,4})?)?", size):
        raise BadInput(f"the corpus {name!r} needs a scale factor", remedy="for instance tpcds-0.01")
    return tpcds(name, float(size or 0.01), seed)


def _aws10k(name: str, size: str, seed: int) -> Corpus:
    from goldthread.navigation.corpora.services import aws10k

    if size:
        raise BadInput(f"there is no corpus {name!r}", remedy="aws10k has one size: name it aws10k")
    return aws10k(seed)


def _spider2(name: str, place: str, seed: int) -> Corpus:
    from goldthread.schemas.importers.spider2 import read_spider2

    if not place:
        raise BadInput("the corpus spider2 needs its folder", remedy="spider2:Spider2/spider2-lite/resource/databases")
    return Corpus(name, seed, read_spider2(Path(place)))


def _count(name: str, size: str, example: str) -> int:
    if not re.fullmatch(r"[0-9]{1,6}", size):
        raise BadInput(f"the corpus {name!r} needs a number of tables", remedy=f"for instance {example}")
    return int(size)


_MAKERS: dict[str, Callable[[str, str, int], Corpus]] = {
    "aws10k": _aws10k,
    "embed": _embed,
    "retail": _retail,
    "spider2": _spider2,
    "synth": _synth,
    "tpcds": _tpcds,
}
