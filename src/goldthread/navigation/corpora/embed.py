"""`embed-N`: retail hidden among other tables, so that SQL can be scored at any size of schema."""

import random
from itertools import chain, islice, product
from typing import TYPE_CHECKING

from goldthread.errors import BadInput
from goldthread.navigation.corpora import retail as hidden
from goldthread.navigation.corpora.base import Corpus
from goldthread.navigation.corpora.questions import retail_questions
from goldthread.navigation.corpora.rows import Rows
from goldthread.navigation.corpora.synth import LARGEST, decoy, grow
from goldthread.navigation.corpora.words import COPIES
from goldthread.schemas.catalog import Catalog

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

SMALLEST = 30
FILLED = 500
"""How many of the distractors get rows, decoys of retail first."""

OTHERS = (
    ("franchise_{}", "{} as franchise partners report it; not part of our own business."),
    ("reseller_{}", "{} of resellers that buy from us in bulk, kept by the partner team."),
    ("outlet_{}", "{} of the outlets that were sold to another company in 2018."),
    ("plan_{}", "Planned figures in the shape of {}, not what happened."),
)
"""Names and descriptions of decoys that look like a table of retail and are of another business."""


def embed(n: int, seed: int = 0) -> Corpus:
    """Retail's 24 tables and its questions among `n - 24` distractors.

    A third of the distractors, at most 288, are decoys: near names of retail's tables, in the same domains. The others
    are a synthetic schema of other domains.

    Raises:
        BadInput: `n` is out of bounds.
    """
    if not SMALLEST <= n <= LARGEST:
        raise BadInput(f"embed-{n}: embeds retail in {SMALLEST} to {LARGEST:,} tables", remedy="for instance embed-500")
    rng = random.Random(f"embed {seed}")
    retail = hidden.retail_catalog()
    shapes = (*COPIES, *OTHERS)
    near = list(product(retail.tables, shapes))
    rng.shuffle(near)
    decoys = tuple(decoy(rng, table, shape) for table, shape in islice(near, (n - len(retail.tables)) // 3))
    taken = frozenset(one.name for one in chain(retail.tables, decoys))
    domains, others = grow(n - len(retail.tables) - len(decoys), seed, taken)
    distractors = Catalog("distractors", domains=(*retail.domains, *domains), tables=(*decoys, *others))
    tables = [*retail.tables, *distractors.tables]
    areas = list(distractors.domains)
    rng.shuffle(tables)
    rng.shuffle(areas)
    catalog = Catalog(
        f"embed-{n}", f"Schema of {n:,} tables of many businesses.", tuple(areas), tuple(tables), dialect="duckdb"
    )
    rows = Rows(distractors, seed, (one.name for one in distractors.tables[:FILLED]))

    def fill(connection: "DuckDBPyConnection") -> None:
        hidden.fill(connection, seed)
        rows.fill(connection)

    return Corpus(catalog.name, seed, catalog, retail_questions(), fill)
