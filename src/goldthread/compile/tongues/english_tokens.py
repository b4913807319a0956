"""English words whose class their neighbours tell."""

from dataclasses import replace

from goldthread.compile.tongues.english_dates import whole_dates
from goldthread.compile.tongues.setting import Setting
from goldthread.compile.tongues.token import Token

_ORDERS = frozenset(("week", "month", "year", "night", "day", "summer", "winter", "spring", "autumn", "season"))


def _is_rate(made: list[Token]) -> bool:
    """Whether what stands before an `a` is an amount: `80 words a day`, `twice a week`."""
    return bool(made) and (
        made[-1].text.lower()
        in ("once", "twice", "words", "times", "pages", "sentences", "paragraphs", "lines", "characters")
        or (len(made) > 1 and made[-2].kind == "n" and made[-1].kind == "." and made[-1].text.endswith("s"))
    )


_NO_NOUNS = frozenset(
    (
        "in",
        "at",
        "to",
        "of",
        "by",
        "a",
        "an",
        "on",
        "or",
        "is",
        "no",
        "up",
        "as",
        "so",
        "than",
        "most",
        "more",
        "then",
        "our",
        "over",
    )
)


def _shortens(word: str, setting: Setting) -> bool:
    """Whether a word before a number is short for the units' noun: `mtg 3`, `rm. 4`, `lsn 2`."""
    plain = word.rstrip(".")
    if not 2 <= len(plain) <= 4 or plain in _NO_NOUNS or not setting.count:
        return False
    for noun in {setting.label, *setting.nouns}:
        letters = iter(noun)
        if len(noun) > len(plain) and noun[0] == plain[0] and all(letter in letters for letter in plain):
            return True
    return False


def in_english(tokens: list[Token], setting: Setting) -> list[Token]:
    """English words whose class their neighbours tell: `even`, `but`, `ones`, `a`, `last`, `top`, `other`."""
    made: list[Token] = []
    tokens = whole_dates(tokens, setting)
    for at, one in enumerate(tokens):
        plain = one.text.lower()
        after = tokens[at + 1] if at + 1 < len(tokens) else None
        before = made[-1] if made else None
        if (
            plain == "one"
            and one.kind == "n"
            and before is not None
            and before.text.lower() in ("the", "this", "that")
            and not (after is not None and after.kind in "u")
            and before.kind not in "OEolGz"
        ):
            one = replace(one, kind=".")
        elif (
            setting.label in ("episode", "entry")
            and plain in ("pilot", "finale")
            and setting.count
            and before is not None
            and before.text.lower() == "the"
        ):
            one = replace(one, kind="q", value=1 if plain == "pilot" else setting.count)
        elif (
            one.kind == "u"
            and before is not None
            and before.kind == "n"
            and before.text[:1].isdigit()
            and one.label != setting.label
            and (before.value > 1) != plain.endswith("s")
        ):
            one = replace(one, kind=".")
        elif at == 0 and one.kind == "u" and plain.endswith("s") and after is not None and after.text == ":":
            one = replace(one, kind="A")
        elif plain in ("middle", "central") and after is not None and after.kind == "u" and (setting.count or 0) % 2:
            one = replace(one, kind="o", value=((setting.count or 0) + 1) // 2)
        elif plain in ("opening", "introductory", "initial") and after is not None and after.kind == "u":
            one = replace(one, kind="o", value=1)
        elif (
            plain == "all"
            and before is not None
            and before.text.lower() == "in"
            and (after is None or after.kind in "cn;" or after.text == ".")
        ):
            one = replace(one, kind=".")
        elif plain == "+" and before is not None and before.kind == "n" and after is not None and after.kind == "n":
            one = replace(one, kind="a")
        elif (
            one.kind == "N"
            and len(made) > 1
            and made[-1].text.lower() in ("on", "about", "for", "with")
            and made[-2].text.lower() in ("one", "ones")
        ):
            made[-2:] = [replace(it, kind="p") for it in made[-2:]]
        elif (
            one.kind == "."
            and after is not None
            and after.kind == "n"
            and after.text[:1].isdigit()
            and _shortens(plain, setting)
        ) or (
            plain in ("ones", "one") and before is not None and before.kind in ("OEolGz" if plain == "ones" else "olGz")
        ):
            one = replace(one, kind="u", label=setting.label)
        elif plain in ("even", "odd", "uneven", "alternating", "alternate", "every other") and not (
            after is not None and (after.kind == "u" or after.text.lower() in ("ones", "one", "numbered"))
        ):
            one = replace(one, kind=".")
        elif (
            plain in ("number", "numbers")
            and not (before is not None and before.kind in "uv")
            and after is not None
            and after.kind == "n"
            and setting.count
        ):
            one = replace(one, kind="u", label=setting.label)
        elif plain == "but" and after is not None and before is not None:
            ahead = next((it for it in tokens[at + 1 : at + 4] if it.kind not in "pj"), None)
            whole = before.kind == "u" and any(it.kind in "vg" for it in made[-3:])
            if ahead is not None and whole and ahead.kind in "oluNnPwmd":
                one = replace(one, kind="x")
        elif plain in ("a", "an") and after is not None and after.kind == "u" and _is_rate(made):
            one = replace(one, kind="V")
        elif (
            (
                plain == "last"
                and after is not None
                and after.text.lower() in _ORDERS
                and not (before is not None and before.text.lower() in ("the", "very", "his", "her", "its", "our"))
            )
            or (
                one.kind == "M"
                and (
                    setting.label not in ("floor", "level", "storey", "stage", "step")
                    or (plain in ("top", "highest") and not (after is not None and after.kind == "u"))
                )
            )
            or (
                one.kind == "G"
                and plain in ("other", "others", "remaining", "the rest", "the remainder")
                and plain in ("other", "remaining")
                and not (after is not None and after.kind in "nu")
            )
            or (
                one.kind == "s"
                and plain in ("since", "starting", "beginning", "commencing", "as of")
                and not (after is not None and after.kind in "pjnuodmywqNl")
            )
            or (
                one.kind == "l"
                and plain in ("closing", "concluding", "final")
                and not (after is not None and after.kind in "nu")
            )
        ):
            one = replace(one, kind=".")
        made.append(one)
    return made
