"""Names of files and folders out of names of tables and domains: readable, safe everywhere, unique in any case."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable

LONGEST = 80
_STRANGE = re.compile(r"[^\w.\-]+")
_TAKEN = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?|index|navigator|catalog", re.IGNORECASE)


def stem(name: str) -> str:
    """A name as it may stand in a path: letters and digits of any script, `_`, `-` and inner points."""
    text = _STRANGE.sub("_", unicodedata.normalize("NFC", name)).strip(".-") or "_"
    text = text.encode()[:LONGEST].decode(errors="ignore")
    return f"{text}_" if _TAKEN.fullmatch(text) else text


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", text.casefold())


def give_stems(names: Iterable[str], given: dict[str, str]) -> dict[str, str]:
    """A stem for every name, no two alike on a disk that ignores case.

    Args:
        names: Names, each once.
        given: Stems that some names had before, which they keep.

    Returns:
        Stem by name. Of names with the same stem the first has it plain, the others with a mark made of their name.
    """
    wanted = [*names]
    stems = {name: given[name] for name in wanted if name in given}
    taken = {_folded(one) for one in stems.values()}
    for name in wanted:
        if name in stems:
            continue
        one = stem(name)
        size = 8
        while _folded(one) in taken:
            mark = hashlib.sha256(name.encode(errors="surrogatepass")).hexdigest()[:size]
            one, size = f"{stem(name)}-{mark}", size + 8
        stems[name] = one
        taken.add(_folded(one))
    return stems


def part_path(path: str, number: int) -> str:
    """Path of a further part of a file; no stem holds a `~`."""
    if number == 1:
        return path
    folder, _, name = path.rpartition("/")
    base, _, extension = name.rpartition(".")
    return f"{folder}/{base}~{number}.{extension}" if folder else f"{base}~{number}.{extension}"
