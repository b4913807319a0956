"""What a text says: exact, inflected, nearly so; and what leaves a mention open."""

import pytest

from goldthread.checks.mention import find_mentions
from goldthread.checks.words import content_words, words_of

KEPT = [
    ("We attended the market festival on Saturday.", "attend the market festival", "en"),
    ("Because the rain would not stop, we held the fire drill indoors.", "fire drill", "en"),
    ("The fire drill was held at noon and nobody complained.", "fire drill", "en"),
    ("Twelve guests came to dinner.", "12 guests", "en"),
    ("We went to the new theater.", "go to the theatre", "en"),
    ("We celebrated the annivrsary of my parents.", "celebrate the anniversary", "en"),
    ("In May we opened a jazz club.", "open a jazz club", "en"),
    ("No doubt the picnic was a success.", "picnic", "en"),
    ("I asked if she would come. We had a picnic by the lake.", "picnic", "en"),
    ("The boys' picnic was the firemen's idea.", "picnic", "en"),
    ("She could hear the brass band in the park.", "brass band", "en"),
    ("Our team launched the app. The new tracking feature of it worked well.", "launch the tracking app", "en"),
    ("We met on May 3rd in the hall.", "May 3", "en"),
    ("Although no one came early, the gala opened with a waltz.", "gala", "en"),
    ("Not only did we visit the harbor, we also swam.", "visit the harbour", "en"),
    ("The floor features a rooftop garden and a café.", "a cafe", "en"),
    ("| Week | Event |\n|---|---|\n| 3 | Fire drill held |\n", "fire drill", "en"),
    ("The knives were sharpened; the children’s room was painted.", "paint the child's room", "en"),
    ("Gestern besuchten wir das Stadtfest.", "das Stadtfest besuchen", "de"),
    ("Fünfundzwanzig Gäste kamen.", "25 Gäste", "de"),
    ("Nous avons visité le musée hier.", "visiter le musée", "fr"),
    ("Fuimos al mercado de flores.", "ir al mercado de flores", "es"),
    ("这一层有一家咖啡馆。", "咖啡馆", "zh"),
    ("公園で花見をした。", "花見", "ja"),
]
OPEN = [
    ("We did not attend the market festival.", "attend the market festival", "en"),
    ("There is no restaurant on this floor.", "restaurant", "en"),
    ("If we had held a fire drill, nobody would have known.", "hold a fire drill", "en"),
    ('"We should hold a fire drill," she said.', "hold a fire drill", "en"),
    ("The fire drill, planned for weeks, was never held.", "fire drill", "en"),
    ("We planned the fire drill carefully. It was cancelled in the end.", "fire drill", "en"),
    ("# Fire drill\n\nNothing happened here.", "fire drill", "en"),
    ("The poster said 'fire drill' in red.", "fire drill", "en"),
    ("> We had a picnic.", "picnic", "en"),
    ("```\nfire drill\n```", "fire drill", "en"),
    ("Rain fell.<!-- The fire drill was held. -->", "fire drill", "en"),
    ("Mother said: “We went to the fair. The picnic was grand.” I laughed.", "picnic", "en"),
    ("He denied that they had held the gala.", "gala", "en"),
    ("We hoped to attend the gala.", "attend the gala", "en"),
    ("Someday we plan to open a jazz club.", "open a jazz club", "en"),
    ("Did they hold the gala?", "hold the gala", "en"),
    ("Mother's birthday, which we did not celebrate, passed.", "mother's birthday", "en"),
    ("Wir haben das Stadtfest nicht besucht.", "das Stadtfest besuchen", "de"),
    ("Nous n'avons pas visité le musée.", "visiter le musée", "fr"),
    ("No fuimos al mercado de flores.", "ir al mercado de flores", "es"),
    ("这一层没有咖啡馆。", "咖啡馆", "zh"),
    ("公園で花見をしなかった。", "花見", "ja"),
]
ABSENT = [
    ("Fifteen guests came.", "12 guests", "en"),
    ("Fifteen guests and 12 chairs filled the hall.", "12 guests", "en"),
    ("Martha's birthday was lovely.", "Clara's birthday", "en"),
    ("Christina sang the old song.", "a song by Christine", "en"),
    ("Room 12 was painted.", "room 21", "en"),
    ("They ran 3.5 miles.", "3 miles", "en"),
    ("The university opened.", "universe", "en"),
    ("We saw a market. Much later, a festival began elsewhere.", "market festival", "en"),
    ("他们跑了15公里。", "5公里", "zh"),
    ("Il y avait 13 personnes.", "12 personnes", "fr"),
]


@pytest.mark.parametrize(("text", "phrase", "language"), KEPT)
def test_said_as_fact(text: str, phrase: str, language: str) -> None:
    found = [one for one in find_mentions(text, phrase, language) if not one.doubt]
    assert found
    assert 0 < found[0].confidence <= 1
    assert text[found[0].place[0] : found[0].place[1]].strip()


@pytest.mark.parametrize(("text", "phrase", "language"), OPEN)
def test_said_but_open(text: str, phrase: str, language: str) -> None:
    found = find_mentions(text, phrase, language)
    assert found
    assert all(one.doubt for one in found)


@pytest.mark.parametrize(("text", "phrase", "language"), ABSENT)
def test_not_said(text: str, phrase: str, language: str) -> None:
    assert [one.place for one in find_mentions(text, phrase, language)] == []


def test_all_occurrences_are_counted_where_asked() -> None:
    text = "A picnic is a picnic. The picnic ended."
    assert len(find_mentions(text, "picnic", "en", every=True)) == 3
    assert len(find_mentions(text, "picnic", "en")) == 2


@pytest.mark.parametrize(
    ("text", "language", "key"),
    [
        ("two hundred and five", "en", "#205"),
        ("twenty-five", "en", "#25"),
        ("1,250.50", "en", "#1250.5"),
        ("1.250,5", "de", "#1250.5"),
        ("1 250", "fr", "#1250"),
        ("veintidós", "es", "#22"),
        ("１２", "zh", "#12"),
        ("21st", "en", "#21th"),
        ("twenty-first", "en", "#21th"),
    ],
)
def test_numbers_have_one_key(text: str, language: str, key: str) -> None:
    assert [word.stem for word in words_of(text, language)] == [key]


def test_a_phrase_of_stop_words_keeps_them() -> None:
    assert [word.text for word in content_words("to be or", "en")] == ["to", "be", "or"]


@pytest.mark.parametrize(
    ("phrase", "text", "doubt"),
    [
        ("milk the goats", "The goats of the whole farm were milked at five.", ""),
        ("pay the miller", "The miller of the lower village was paid in silver.", ""),
        ("reset the clock", "The clocks of the whole town were reset at noon.", ""),
        ("kneel behind the altar", "Behind the altar the boy had knelt since noon.", ""),
        ("catch a trout", "Catching that trout took my uncle a week.", ""),
        ("find gold", "Finding that gold was scarce, they turned to farming.", "its words stand in two clauses"),
        ("carry 12 baskets", "Carrying the 12 full baskets wore him out.", ""),
        ("buy a goat", "They buy a house before the goat arrives.", "its words stand in two clauses"),
        ("carve a wooden spoon", "They carve a horse during the wooden spoon race.", "its words stand in two phrases"),
        ("a deaf miller", "The miller sold a deaf goat.", "its words stand in two phrases"),
        ("lose the key", "She never lost the key.", "it is negated"),
        ("forget the key", "She never forgot the key.", "it is negated"),
        ("cancel the feast", "The feast was never cancelled.", "it is negated"),
        ("Captain Nolan's drum", "Captain Nolan had no drum of any kind.", "it is negated"),
        ("miss the ferry", "Having missed the ferry, he slept on the quay.", ""),
        ("a love of music", "A love of music was unknown in that house.", "it is negated"),
        ("a tower of stone", "A tower of stone could be seen from the sea.", ""),
        ("adopt a goat", "I saw the widow adopt a goat that nobody else would take.", ""),
        ("adopt a goat", "They adopt a goat that would have been theirs.", "it is a wish or a condition"),
        ("dance with Anna", "Dancing with Anna, Lucy forgot her cousin.", ""),
        ("Dr. Anna Holt", "Doctor Anna Holt shut the door.", ""),
    ],
)
def test_words_bound_as_the_phrase_binds_them(phrase: str, text: str, doubt: str) -> None:
    assert [one.doubt for one in find_mentions(text, phrase, "en")] == [doubt]
