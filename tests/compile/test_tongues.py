"""German, French, Spanish, Chinese and Japanese requests: places, units, kinds, and what stays unread."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldthread.compile import compile_request
from goldthread.compile.tongues.numbers import cardinals, fold, ordinals, read_phrase
from goldthread.schemas.constraint import Constraint, Span

TEN = {
    "de": "Der Bericht hat zehn Kapitel. ",
    "fr": "Le rapport compte dix chapitres. ",
    "es": "El informe tiene diez capítulos. ",
    "zh": "写一份报告，共十章。",
    "ja": "報告書は全10章です。",
}
PLACES = [
    ("de", "In Kapitel 3 wird die Heizung erwähnt.", (3,)),
    ("de", "Kap. 4 beschreibt das Dach.", (4,)),
    ("de", "Im 5. Kapitel wird der Filter beschrieben.", (5,)),
    ("de", "Kapitel VII nennt die Preise.", (7,)),
    ("de", "Vom zweiten bis zum vierten Kapitel regnet es.", (2, 3, 4)),
    ("de", "Jedes dritte Kapitel, beginnend mit dem zweiten, nennt den Fluss.", (2, 5, 8)),
    ("de", "Alle vier Kapitel, erstmals in Kapitel 1, spielt die Musik.", (1, 5, 9)),
    ("de", "Die letzten beiden Kapitel sind kurz.", (9, 10)),
    ("de", "In der ersten Hälfte geht es um Wasser.", (1, 2, 3, 4, 5)),
    ("de", "Jedes Kapitel bis auf das erste und das letzte nennt den Namen.", tuple(range(2, 10))),
    ("de", "Nach dem sechsten Kapitel, also in 7 und 8, geht es um Inseln.", (7, 8)),
    ("de", "Im vorletzten Kapitel steht ein Brief.", (9,)),
    ("fr", "Au cinquième chapitre se trouve une école.", (5,)),
    ("fr", "Un chapitre sur trois, en commençant par le premier, est une lettre.", (1, 4, 7, 10)),
    ("fr", "Tous les quatre chapitres, on parle du temps.", (4, 8)),
    ("fr", "À partir du huitième chapitre, la pluie tombe.", (8, 9, 10)),
    ("fr", "Les chapitres 2, 5 et 7 à 9 finissent bien.", (2, 5, 7, 8, 9)),
    ("fr", "Il y a un ascenseur à chaque chapitre, sauf au troisième.", (1, 2, *range(4, 11))),
    ("fr", "La première et la dernière partie sont gaies.", (1, 10)),
    ("es", "Cada tercer capítulo es una carta.", (3, 6, 9)),
    ("es", "Uno de cada cuatro capítulos contiene una receta.", (4, 8)),
    ("es", "En el segundo y el sexto habla una piedra.", (2, 6)),
    ("es", "Todos los capítulos, menos el octavo, empiezan en una fuente.", (*range(1, 8), 9, 10)),
    ("es", "De los capítulos 3 a 5 se habla del río.", (3, 4, 5)),
    ("es", "El 5.º capítulo describe el filtro.", (5,)),
    ("zh", "除第一章外，每章都附一张检查表。", tuple(range(2, 11))),
    ("zh", "从第二章起，每三章写一封信。", (2, 5, 8)),
    ("zh", "每隔一章有花园，从第一章开始。", (1, 3, 5, 7, 9)),
    ("zh", "第六、第七章讲电梯。", (6, 7)),
    ("zh", "倒数第二章是附录。", (9,)),
    ("ja", "第1章を除く各章に表を入れてください。", tuple(range(2, 11))),
    ("ja", "第2章から4章ごとに手紙を書きます。", (2, 6, 10)),
    ("ja", "最後から二番目の章は付録です。", (9,)),
    ("ja", "奇数の章には月が出ます。", (1, 3, 5, 7, 9)),
    ("ja", "最後の三章は海の話です。", (8, 9, 10)),
]


@pytest.mark.parametrize(("language", "sentence", "sections"), PLACES)
def test_places(language: str, sentence: str, sections: tuple[int, ...]) -> None:
    compiled = compile_request(TEN[language] + sentence)
    assert compiled.language == language
    assert [one.sections for one in compiled.constraints] == [sections], compiled


KINDS = [
    ("de", "Jedes Kapitel hat etwa 300 Wörter.", "length", 270, 330),
    ("de", "Kein Kapitel darf länger als 400 Wörter sein.", "length", None, 400),
    ("de", "Kein Kapitel soll kürzer als 150 Wörter sein.", "length", 150, None),
    ("de", "Mindestens drei Tabellen.", "count", 3, None),
    ("de", "Das Wort „Krise“ darf höchstens zweimal vorkommen.", "count", None, 2),
    ("de", "Die Kosten müssen vor den Empfehlungen stehen.", "order", None, None),
    ("de", "Der Brand von 1931 muss erwähnt werden.", "checklist", None, None),
    ("de", "Weder Politik noch Geld werden erwähnt.", "nowhere", None, None),
    ("de", "Verwenden Sie durchgehend die Sie-Form.", "free", None, None),
    ("fr", "Pas plus de 8 000 mots au total.", "length", None, 8000),
    ("fr", "Citez le prénom Odile au moins cinq fois.", "count", 5, None),
    ("fr", "Le résumé précède l'analyse.", "order", None, None),
    ("fr", "Il faut évoquer l'escargot et la poste.", "checklist", None, None),
    ("fr", "La commissaire ne rit jamais.", "nowhere", None, None),
    ("fr", "Pas de titres intermédiaires.", "structure", None, None),
    ("fr", "Style sobre.", "free", None, None),
    ("es", "Entre 1.800 y 2.000 palabras.", "length", 1800, 2000),
    ("es", "Al menos seis ejemplos.", "count", 6, None),
    ("es", "El resumen va antes del análisis.", "order", None, None),
    ("es", "Debe tratar las fugas y la sequía.", "checklist", None, None),
    ("es", "Sin nombres de empresas.", "nowhere", None, None),
    ("es", "Trato de usted.", "free", None, None),
    ("zh", "全文不超过两万字。", "length", None, 20000),
    ("zh", "先写现状，后写建议。", "order", None, None),
    ("zh", "不要点名批评任何人。", "nowhere", None, None),
    ("zh", "以第一人称叙述。", "free", None, None),
    ("ja", "四千字以内。", "length", None, 4000),
    ("ja", "概要を結論より先に置いてください。", "order", None, None),
    ("ja", "怖い場面は入れないでください。", "nowhere", None, None),
    ("ja", "一人称で書いてください。", "free", None, None),
]


@pytest.mark.parametrize(("language", "sentence", "kind", "low", "high"), KINDS)
def test_kinds(language: str, sentence: str, kind: str, low: int | None, high: int | None) -> None:
    (found,) = compile_request(TEN[language] + sentence).constraints
    assert (found.kind, found.minimum, found.maximum) == (kind, low, high), found


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("de", "Unser Betrieb besteht seit 1950."),
        ("de", "Die Halle wurde 1974 eröffnet."),
        ("de", "Ich habe noch nie ein Buch geschrieben."),
        ("fr", "Notre association existe depuis 1950."),
        ("fr", "Je n'ai jamais pris l'avion."),
        ("es", "Mi abuelo era farero."),
        ("es", "El pleno es el jueves."),
        ("zh", "我们小区有八百户人家。"),
        ("ja", "当社は1950年に設立されました。"),
    ],
)
def test_background_stays_unread(language: str, sentence: str) -> None:
    compiled = compile_request(TEN[language] + sentence)
    assert not compiled.constraints
    assert sentence in [one.quote for one in compiled.unread]


UNITS = [
    ("Neun Märchen mit Tieren. Im neunten Märchen kommt eine Eule vor.", 9),
    ("Reiseführer für acht Nordseeinseln, je Insel ein Kapitel von 600 Wörtern.", 8),
    ("Gartenkalender, ein Kapitel je Monat. Im Februar wird geschnitten.", 12),
    ("Eine Dorfchronik der Jahre 1960 bis 1984, für jedes Jahr ein Kapitel. 1962 kommt das Telefon.", 25),
    ("Ein Lastenheft, gegliedert in: Lage, Ziele, Zeitplan, Kosten. Im Zeitplan steht ein Datum.", 4),
    ("Reisetagebuch vom 1. bis 14. Juli 2025, ein Eintrag pro Tag. Am 3. Juli regnet es.", 14),
    ("Écris un journal pour l'année 2024, une entrée par semaine, soit 52 entrées.", 52),
    ("Menú de siete días, de lunes a domingo. El viernes hay pescado.", 7),
    ("一本有二十道菜的菜谱。前五道是凉菜。", 20),
    ("二十品の料理本です。最初の四品は汁物にしてください。", 20),
]


@pytest.mark.parametrize(("request_text", "count"), UNITS)
def test_any_noun_may_be_the_unit(request_text: str, count: int) -> None:
    units = compile_request(request_text).units
    assert units is not None
    assert units.count == count


def test_names_of_units_are_places() -> None:
    text = "Manuel en trois chapitres : Sécurité, Montage, Pannes. Le chapitre « Pannes » contient un tableau."
    structure, table = compile_request(text).constraints
    assert structure.kind == "structure"
    assert table.sections == (3,)


def test_only_there_is_nowhere_else() -> None:
    kept, banned = compile_request("Zwölf Menüs, eins für jeden Monat. Pilze nur im September und Oktober.").constraints
    assert kept.sections == (9, 10)
    assert (banned.kind, banned.sections) == ("nowhere", (1, 2, 3, 4, 5, 6, 7, 8, 11, 12))


def test_weekdays_recur_where_the_first_day_is_told() -> None:
    text = "Menú de catorce días, empezando en lunes. Los viernes, pescado."
    assert [one.sections for one in compile_request(text).constraints][-1] == (5, 12)


@pytest.mark.parametrize("language", ["de", "fr", "es"])
def test_number_words(language: str) -> None:
    for word, value in cardinals(language).items():
        assert read_phrase(word.split(), language) == (value, len(word.split()))
    assert set(range(1, 101)) <= set(ordinals(language).values()) | {100}
    assert fold("Vingt-Deux") == "vingt deux"


@settings(deadline=None, max_examples=200)
@given(
    st.lists(
        st.sampled_from(
            [
                "Kapitel",
                "3",
                "bis",
                "jede",
                "dritte",
                "Woche",
                "ab",
                "und",
                ",",
                ".",
                "außer",
                "dem",
                "ersten",
                "le",
                "chapitre",
                "sauf",
                "sur",
                "trois",
                "el",
                "capítulo",
                "cada",
                "hasta",
                "no",
                "第",
                "三",
                "章",
                "每",
                "到",
                "从",
                "章",
                "まで",
                "ごとに",
                "12.",
                "“",
                "(",
                "2024",
                "Mai",
            ]
        ),
        max_size=40,
    ),
    st.sampled_from(["de", "fr", "es", "zh", "ja"]),
)
def test_any_words_are_accounted_for(words: list[str], language: str) -> None:
    text = TEN[language] + " ".join(words)
    compiled = compile_request(text)
    spans: list[Constraint | Span] = [*compiled.constraints, *compiled.unread, *compiled.impossible]
    for one in spans:
        assert text[one.start : one.end] == one.quote
    count = compiled.units.count if compiled.units else 10**9
    assert all(1 <= number <= count for one in compiled.constraints for number in one.sections)


@pytest.mark.parametrize(
    "piece",
    [
        "der ",
        "die Katze, ",
        "le chapitre ne la ",
        "第一章和",
        "一二三",
        "章から",
        "Kapitel 3 und ",
        "mindestens 300 Wörter, ",
        "im 3. ",
    ],
)
def test_hostile_length_takes_linear_time(piece: str) -> None:
    def seconds(many: int) -> float:
        begun = time.process_time()
        compile_request(piece * many)
        return time.process_time() - begun

    seconds(100)
    assert seconds(6000) < 8 * max(seconds(1500), 0.05)
