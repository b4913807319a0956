"""Which member of a record tells its records apart, as far as names say so."""

import re
from collections.abc import Sequence


def identity_of(name: str, members: Sequence[str], endings: Sequence[str] = ("id", "arn", "name")) -> str:
    """An id, an ARN or a name, the record's own first; else the first member.

    Args:
        name: The record's.
        members: In their order.
        endings: What such a member is called, the best first.
    """
    folded = {one.casefold().replace("_", ""): one for one in reversed(members)}
    for ending in endings:
        for wanted in (f"{name}{ending}".casefold().replace("_", ""), ending):
            if wanted in folded:
                return folded[wanted]
    return next((one for one in members if re.search(r"(?:Id|Arn|Name|_id)$", one)), members[0] if members else "")
