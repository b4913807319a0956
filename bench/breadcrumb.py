"""Breadcrumbs against raw grep: one scripted agent, both modes, the questions of retail hidden among other tables.

The agent greps for the words of a question, all at once, and pages on. It has found a table as soon as a result names
it. Measured are the gold tables found within a budget of tokens, and the tokens until all are found (at most the
budget); differences come with 95% intervals of a paired bootstrap over the questions.
"""

import random
import re
import sys
import tempfile
from pathlib import Path

from goldthread.navigation.corpora import corpus
from goldthread.navigation.rank import is_common
from goldthread.navigation.tools import CatalogFiles, grep
from goldthread.store.catalogs import build
from goldthread.tokens import count_tokens

BUDGET = 8_000
ROUNDS = 10_000
_WORD = re.compile(r"[A-Za-z]{3,}")


def pattern_of(question: str) -> str:
    """The words of a question that say something, without their endings, as one pattern."""
    words = dict.fromkeys(
        re.sub(r"(?:ies|es|s|ed|ing)$", "", word.casefold()) if len(word) > 4 else word.casefold()
        for word in _WORD.findall(question)
        if not is_common(word.casefold())
    )
    return "|".join(words)


def explore(files: CatalogFiles, question: str, gold: set[str], mode: str) -> tuple[float, float]:
    """Share of the gold tables found within the budget, and tokens until all were found."""
    found: set[str] = set()
    spent, cursor = 0, ""
    while spent < BUDGET:
        page = grep(files, pattern_of(question), mode, cursor=cursor)
        spent += count_tokens(page.text)
        found |= {name for name in gold - found if re.search(rf"(?<!\w){name}(?!\w)", page.text)}
        if found == gold or not page.cursor:
            break
        cursor = page.cursor
    share = len(found) / len(gold)
    return share, float(min(spent, BUDGET) if found == gold else BUDGET)


def interval(differences: list[float]) -> tuple[float, float, float]:
    """Mean and 95% interval."""
    rng = random.Random(7)
    count = len(differences)
    means = sorted(sum(rng.choices(differences, k=count)) / count for _ in range(ROUNDS))
    return sum(differences) / count, means[int(0.025 * ROUNDS)], means[int(0.975 * ROUNDS)]


def measure(folder: Path, tables: int, layout: str) -> None:
    hidden = corpus(f"embed-{tables}")
    build(hidden.catalog, folder, layout=layout)
    files = CatalogFiles(folder)
    results: dict[str, list[tuple[float, float]]] = {"raw": [], "breadcrumb": []}
    for question in hidden.questions:
        for mode, found in results.items():
            found.append(explore(files, question.question, {*question.tables}, mode))
    print(f"\n{tables:,} tables, layout {layout}, {len(hidden.questions)} questions, budget {BUDGET:,} tokens")
    for at, name in enumerate(("recall of gold tables", "tokens to gold")):
        raw, crumbs = ([one[at] for one in results[mode]] for mode in ("raw", "breadcrumb"))
        mean, low, high = interval([other - one for one, other in zip(raw, crumbs, strict=True)])
        digits = 3 if at == 0 else 0
        print(
            f"{name:<22} raw {sum(raw) / len(raw):,.{digits}f}, breadcrumb {sum(crumbs) / len(crumbs):,.{digits}f}, "
            f"difference {mean:+,.{digits}f} [{low:+,.{digits}f}, {high:+,.{digits}f}]"
        )


if __name__ == "__main__":
    sizes = [int(one) for one in sys.argv[1:]] or [1_000, 10_000]
    with tempfile.TemporaryDirectory() as made:
        for size in sizes:
            for one in ("domain", "tables"):
                measure(Path(made) / f"{one}{size}", size, one)
