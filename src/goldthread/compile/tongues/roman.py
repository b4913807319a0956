"""Roman numerals, and the `I` that is the writer."""

import re


def is_person(text: str, start: int) -> bool:
    """Whether an `I` is the writer, not a number: behind `each chapter`, or before a verb of wishing."""
    return bool(
        re.match(r"I\b", text[start:])
        and (
            re.match(
                r"I(?:['’]| (?:want|would|need|have|had|am|was|like|love|wish|expect|will|do|think|can|could)\b)",
                text[start:],
            )
            or not re.search(r"[A-Z][a-z]+\.? $", text[max(0, start - 20) : start])
        )
    )


_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def read_roman(word: str) -> int:
    """Value of a Roman numeral up to 399, 0 where it is none."""
    if not re.fullmatch(r"(?=.)C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})", word):
        return 0
    values = [_ROMAN[letter] for letter in word]
    return sum(-one if any(one < later for later in values[at + 1 :]) else one for at, one in enumerate(values))
