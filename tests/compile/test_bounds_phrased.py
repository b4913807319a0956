"""Bounds of lengths as people phrase them: least, greatest, exact or about, in requests that are audited."""

import pytest

from goldthread.workflows.auditing import asked_of_request

MOST = (None, 150)
LEAST = (150, None)
EXACT = (150, 150)
ABOUT = (135, 165)
PHRASED = [
    ("It must be at most 150 words.", MOST),
    ("It must fit into 150 words.", MOST),
    ("It should fit within 150 words.", MOST),
    ("It fits in 150 words.", MOST),
    ("The text must not be longer than 150 words.", MOST),
    ("The text is no longer than 150 words.", MOST),
    ("The text does not run longer than 150 words.", MOST),
    ("No answer runs longer than 150 words.", MOST),
    ("No answer is longer than 150 words.", MOST),
    ("No answer has more than 150 words.", MOST),
    ("No answer exceeds 150 words.", MOST),
    ("No answer may exceed 150 words.", MOST),
    ("No paragraph runs over 150 words.", MOST),
    ("No section goes beyond 150 words.", MOST),
    ("None of the answers is longer than 150 words.", MOST),
    ("Not more than 150 words.", MOST),
    ("No more than 150 words.", MOST),
    ("It must not exceed 150 words.", MOST),
    ("It mustn't go over 150 words.", MOST),
    ("Keep it to 150 words.", MOST),
    ("Keep it to 150 words or less.", MOST),
    ("Keep it under 150 words.", MOST),
    ("Limit it to 150 words.", MOST),
    ("It is limited to 150 words.", MOST),
    ("Up to 150 words.", MOST),
    ("150 words max.", MOST),
    ("150 words at most.", MOST),
    ("150 words or fewer.", MOST),
    ("Maximum 150 words.", MOST),
    ("A maximum of 150 words.", MOST),
    ("The limit is 150 words.", MOST),
    ("It stays within 150 words.", MOST),
    ("It must not go above 150 words.", MOST),
    ("Each answer is shorter than 150 words.", MOST),
    ("At least 150 words.", LEAST),
    ("The text is at least 150 words long.", LEAST),
    ("No fewer than 150 words.", LEAST),
    ("It must not be shorter than 150 words.", LEAST),
    ("No answer is shorter than 150 words.", LEAST),
    ("No answer has fewer than 150 words.", LEAST),
    ("No section falls below 150 words.", LEAST),
    ("It should run to at least 150 words.", LEAST),
    ("Each answer is longer than 150 words.", LEAST),
    ("It must be longer than 150 words.", LEAST),
    ("150 words or more.", LEAST),
    ("150 words minimum.", LEAST),
    ("A minimum of 150 words.", LEAST),
    ("More than 150 words.", LEAST),
    ("Exactly 150 words.", EXACT),
    ("It has precisely 150 words.", EXACT),
    ("About 150 words.", ABOUT),
    ("It should have roughly 150 words.", ABOUT),
    ("150 words or so.", ABOUT),
    ("Höchstens 150 Wörter.", MOST),
    ("Der Text darf nicht länger als 150 Wörter sein.", MOST),
    ("Keine Antwort ist länger als 150 Wörter.", MOST),
    ("Kein Absatz hat mehr als 150 Wörter.", MOST),
    ("Der Text muss in 150 Wörter passen.", MOST),
    ("Der Text soll 150 Wörter nicht überschreiten.", MOST),
    ("Maximal 150 Wörter.", MOST),
    ("Der Text hat mindestens 150 Wörter.", LEAST),
    ("Der Text darf nicht kürzer als 150 Wörter sein.", LEAST),
    ("Keine Antwort ist kürzer als 150 Wörter.", LEAST),
    ("Der Text muss länger als 150 Wörter sein.", LEAST),
    ("Genau 150 Wörter.", EXACT),
    ("Etwa 150 Wörter.", ABOUT),
    ("150 mots au maximum.", MOST),
    ("Le texte ne dépasse pas 150 mots.", MOST),
    ("Le résumé ne doit pas dépasser 150 mots.", MOST),
    ("Aucune réponse n'est plus longue que 150 mots.", MOST),
    ("Le texte doit tenir en 150 mots.", MOST),
    ("Pas plus de 150 mots.", MOST),
    ("Le texte compte au moins 150 mots.", LEAST),
    ("Pas moins de 150 mots.", LEAST),
    ("Le texte compte exactement 150 mots.", EXACT),
    ("Le texte doit avoir environ 150 mots.", ABOUT),
]  # fmt: skip


@pytest.mark.parametrize(("phrase", "bounds"), PHRASED, ids=[one[0] for one in PHRASED])
def test_a_bound_is_read_as_it_is_meant(phrase: str, bounds: tuple[int | None, int | None]) -> None:
    read = [
        (one.minimum, one.maximum)
        for one in asked_of_request(phrase).constraints
        if one.minimum is not None or one.maximum is not None
    ]
    least, most = bounds
    strict = {bounds, (least + 1 if least else None, most), (least, most - 1 if most else None)}
    assert read, "no bound is read"
    assert set(read) <= strict
