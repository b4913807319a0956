"""Words as stems."""

from concurrent.futures import ThreadPoolExecutor

from goldthread.navigation.rank import _stem, terms


def test_stems_are_the_same_in_many_threads() -> None:
    words = [
        f"{start}{middle}ations" for start in ("orient", "regul", "valid", "inform") for middle in "abcdefghijklmnop"
    ]
    _stem.cache_clear()
    with ThreadPoolExecutor(16) as pool:
        found = list(pool.map(terms, words * 20))
    _stem.cache_clear()
    assert found == [terms(word) for word in words * 20]
