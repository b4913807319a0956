"""Recall and precision of the repetition guard on seeded copies, and its time for 100,000 words.

Run: `python bench/repetition.py [--words 100000] [--seed 1] [--text FILE]`. Without a file, sentences are drawn
from a vocabulary with Zipf's law, with recurring phrases; with one, its paragraphs are used.
"""

import argparse
import itertools
import json
import random
import re
import time
from pathlib import Path

from goldthread.checks.repetition import find_repeats

FUNCTION_WORDS = [
    "the", "of", "and", "to", "in", "a", "is", "that", "for", "it", "as", "was", "with", "be", "by", "on", "not", "he",
    "his", "but", "at", "are", "this", "have", "from", "or", "had", "an", "they",
]  # fmt: skip
RECURRING = (
    "from Monday to Friday between nine and five in the main hall",
    "as agreed with the board at the beginning of the year",
    "the team met in the large room on the second floor",
)


def made_paragraphs(words: int, chance: random.Random) -> list[str]:
    """Paragraphs of 40 to 120 words whose word frequencies follow Zipf's law; every tenth holds a recurring phrase."""
    syllables = [a + b for a in "bdfgklmnprstv" for b in ("a", "e", "i", "o", "u", "ar", "en")]
    vocabulary = FUNCTION_WORDS + ["".join(chance.choices(syllables, k=chance.randint(2, 3))) for _ in range(12_000)]
    weights = [1 / (rank + 3) for rank in range(len(vocabulary))]
    paragraphs = []
    left = words
    while left > 0:
        size = chance.randint(40, 120)
        drawn = chance.choices(vocabulary, weights, k=size)
        if chance.random() < 0.1:
            drawn[10:10] = chance.choice(RECURRING).split()
        text = ""
        while drawn:
            cut = chance.randint(8, 22)
            sentence, drawn = drawn[:cut], drawn[cut:]
            text += (" " if text else "") + " ".join(sentence).capitalize() + "."
        paragraphs.append(text)
        left -= size
    return paragraphs


def edited(paragraph: str, rate: float, chance: random.Random) -> str:
    """A copy in which a share of the words is replaced, left out, or doubled by a new one."""
    words = []
    for word in paragraph.split():
        if chance.random() >= rate:
            words.append(word)
            continue
        action = chance.choice(("replace", "drop", "insert"))
        if action != "drop":
            words.append("another" if action == "replace" else word)
        if action == "insert":
            words.append("indeed")
    return " ".join(words)


def measure(paragraphs: list[str], copies: int, rate: float, chance: random.Random) -> dict[str, float]:
    """Plant copies in later sections and count which are found."""
    sections = max(4, len(paragraphs) // 12)
    bounds = [round(at * len(paragraphs) / sections) for at in range(sections + 1)]
    layout = [paragraphs[low:high] for low, high in itertools.pairwise(bounds)]
    originals = {number: list(one) for number, one in enumerate(layout)}
    planted: set[tuple[int, str]] = set()
    for _ in range(copies):
        source = chance.randrange(0, sections // 2)
        long = [one for one in originals[source] if len(one.split()) >= 40]
        if not long:
            continue
        target = chance.randrange(sections // 2, sections)
        copy = edited(chance.choice(long), rate, chance)
        layout[target].insert(chance.randrange(len(layout[target]) + 1), copy)
        planted.add((target, copy))
    texts = {number: "\n\n".join(one) for number, one in enumerate(layout)}
    started = time.perf_counter()
    found = find_repeats(texts)
    seconds = time.perf_counter() - started
    hit: set[tuple[int, str]] = set()
    wrong = 0
    for repeat in found:
        span = texts[repeat.second][slice(*repeat.second_span)]
        match = next((one for one in planted if one[0] == repeat.second and span in one[1]), None)
        if match:
            hit.add(match)
        else:
            wrong += 1
    words = sum(len(text.split()) for text in texts.values())
    return {
        "words": words,
        "edited": rate,
        "planted": len(planted),
        "recall": round(len(hit) / len(planted), 4),
        "precision": round(len(hit) / (len(hit) + wrong), 4),
        "seconds": round(seconds, 3),
    }


def main() -> None:
    """Print a JSON line for each rate of editing."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--words", type=int, default=100_000)
    parser.add_argument("--copies", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--text", type=Path)
    options = parser.parse_args()
    for rate in (0.0, 0.05, 0.1, 0.15, 0.2):
        chance = random.Random(options.seed)
        if options.text:
            blocks = re.split(r"\n\s*\n", options.text.read_text(encoding="utf-8"))
            paragraphs = [" ".join(block.split()) for block in blocks if len(block.split()) >= 5]
        else:
            paragraphs = made_paragraphs(options.words, chance)
        print(json.dumps(measure(paragraphs, options.copies, rate, chance)), flush=True)


if __name__ == "__main__":
    main()
