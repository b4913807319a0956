"""The languages of the place grammar, each a file of tables."""

from functools import lru_cache

from goldthread.compile.tongues.tongue import Tongue

SPOKEN = ("de", "fr", "es", "zh", "ja")


@lru_cache(maxsize=8)
def tongue(language: str) -> Tongue:
    """The tables of `en`, `de`, `fr`, `es`, `zh` or `ja`."""
    from goldthread.compile.tongues.chinese import CHINESE
    from goldthread.compile.tongues.english import ENGLISH
    from goldthread.compile.tongues.french import FRENCH
    from goldthread.compile.tongues.german import GERMAN
    from goldthread.compile.tongues.japanese import JAPANESE
    from goldthread.compile.tongues.spanish import SPANISH

    return {one.code: one for one in (ENGLISH, GERMAN, FRENCH, SPANISH, CHINESE, JAPANESE)}[language]
