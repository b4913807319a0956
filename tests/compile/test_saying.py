"""What must be found in a section is the thing that is to be said, not the verb of saying, in six languages."""

import pytest

from goldthread.compile import compile_request


@pytest.mark.parametrize(
    ("request_text", "mention"),
    [
        ("Write 5 chapters. In chapter 1 the lighthouse must be mentioned.", "the lighthouse"),
        ("Write 5 chapters. Chapter 3 is about fishing.", "fishing"),
        ("Write 5 chapters. In chapter 4 there is a storm.", "a storm"),
        ("Write 5 chapters. In chapter 3 mention the cat and, in chapter 5, the dog.", "the cat"),
        ("Schreibe 5 Kapitel. Kapitel 1 muss den Leuchtturm erwähnen.", "den Leuchtturm"),
        ("Schreibe 5 Kapitel. In Kapitel 2 muss das Meer erwähnt werden.", "das Meer"),
        ("Schreibe 5 Kapitel. Im vierten Kapitel kommt ein Sturm vor.", "ein Sturm"),
        ("Schreibe 5 Kapitel. Das letzte Kapitel handelt von der Heimkehr.", "der Heimkehr"),
        ("Écris 5 chapitres. Dans le chapitre 2, la mer doit être mentionnée.", "la mer"),
        ("Écris 5 chapitres. Le chapitre 1 doit mentionner le phare.", "le phare"),
        ("Escribe 5 capítulos. En el capítulo 2 se debe mencionar el mar.", "el mar"),
        ("请写5章。第2章要描写大海。", "大海"),
        ("请写5章。最后一章必须提到回家。", "回家"),
        ("5章書いてください。第1章では灯台に触れてください。", "灯台"),
        ("5章書いてください。第2章では海について述べること。", "海"),
        ("5章書いてください。第3章では漁業を紹介してください。", "漁業"),
    ],
)
def test_the_thing_is_what_must_be_found(request_text: str, mention: str) -> None:
    assert compile_request(request_text).constraints[0].mentions == (mention,)
