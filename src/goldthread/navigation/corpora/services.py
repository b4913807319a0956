"""`aws10k`: ten thousand records of the AWS interfaces, whole services drawn by a seed."""

import random
from dataclasses import replace

from goldthread.errors import BadInput
from goldthread.navigation.corpora.base import Corpus
from goldthread.schemas.importers.service_models import read_service_models

RECORDS = 10_000


def aws10k(seed: int = 0, records: int = RECORDS) -> Corpus:
    """The corpus: services in a random order until there are enough records, the last one in part.

    Services are kept whole since their records refer to each other.

    Raises:
        BadInput: botocore is not installed, or has fewer records.
    """
    catalog = read_service_models()
    if len(catalog.tables) < records:
        raise BadInput(f"the installed botocore has {len(catalog.tables):,} records", remedy="pip install -U botocore")
    order = [one.name for one in catalog.domains]
    random.Random(f"aws {seed}").shuffle(order)
    by_service: dict[str, list[str]] = {name: [] for name in order}
    for table in catalog.tables:
        by_service[table.domain].append(table.name)
    kept = set([name for service in order for name in by_service[service]][:records])
    tables = tuple(
        replace(table, foreign_keys=tuple(key for key in table.foreign_keys if key.table in kept))
        for table in catalog.tables
        if table.name in kept
    )
    services = {one.domain for one in tables}
    domains = tuple(one for one in catalog.domains if one.name in services)
    return Corpus("aws10k", seed, replace(catalog, domains=domains, tables=tables))
