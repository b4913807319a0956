"""Classes of phrasing that requests in German, French, Spanish, Chinese and Japanese use, one line each."""

import pytest

from goldthread.compile import compile_request

TASKS = {
    "de": "Ein Roman in 12 Kapiteln. Es soll heiter sein. ",
    "fr": "Un roman en 12 chapitres. Il doit être gai. ",
    "es": "Una novela de 12 capítulos. Debe ser alegre. ",
    "zh": "写一部十二章的小说。语气要轻松。",
    "ja": "小説を十二章で書いてください。明るい調子で。",
}
PLACED = [
    ("de", "Kapitel 3 und 4 behandeln Tee beziehungsweise Kaffee.", {"behandeln Tee": (3,), "Kaffee": (4,)}),
    (
        "fr",
        "Les chapitres 3 et 4 traitent respectivement du thé et du café.",
        {"traitent du thé": (3,), "du café": (4,)},
    ),
    (
        "es",
        "Los capítulos 3 y 4 tratan, respectivamente, del té y del café.",
        {"tratan del té": (3,), "del café": (4,)},
    ),
    ("zh", "第三、四章分别讲茶和咖啡。", {"讲茶": (3,), "咖啡": (4,)}),
    ("ja", "第3章と第4章はそれぞれお茶とコーヒーです。", {"お茶": (3,), "コーヒーです": (4,)}),
    ("de", "Das drittletzte Kapitel spielt am Meer.", {"spielt am Meer": (10,)}),
    ("fr", "L'antépénultième chapitre se passe en mer.", {"se passe en mer": (10,)}),
    ("es", "El antepenúltimo capítulo transcurre en el mar.", {"transcurre en el mar": (10,)}),
    ("zh", "倒数第三章发生在海边。", {"发生在海边": (10,)}),
    ("de", "Im Schlusskapitel trinken alle Tee.", {"trinken alle Tee": (12,)}),
    ("fr", "Les chapitres 1 à 4 portent sur la mer, 5 à 8 sur la ville.", {"sur la ville": (5, 6, 7, 8)}),
    ("es", "El capítulo 2 baja al puerto y el 3 sube a la torre.", {"sube a la torre": (3,)}),
    ("zh", "章号是4的倍数的，写一首诗。", {"写一首诗": (4, 8, 12)}),
    ("ja", "4章に1章は手紙で。", {"手紙で": (4, 8, 12)}),
    ("ja", "後半の三章は海が舞台です。", {"海が舞台です": (10, 11, 12)}),
    ("zh", "后三章写海。", {"写海": (10, 11, 12)}),
    ("de", "Kapitel 7 verweist auf Kapitel 2.", {"verweist auf Kapitel 2": (7,)}),
]


@pytest.mark.parametrize(("language", "sentence", "wanted"), PLACED)
def test_places(language: str, sentence: str, wanted: dict[str, tuple[int, ...]]) -> None:
    found = {one.text: one.sections for one in compile_request(TASKS[language] + sentence).constraints}
    assert wanted.items() <= found.items()


EXCEPTED = [
    ("de", "Jedes Kapitel hat ein Motto. Ausgenommen ist Kapitel 4."),
    ("fr", "Chaque chapitre porte une devise. Le chapitre 4 fait exception."),
    ("es", "Cada capítulo lleva un lema. Salvo el capítulo 4."),
    ("zh", "每章都有一句格言，但第4章除外。"),
    ("ja", "各章に標語を付けてください。ただし第4章は除きます。"),
]


@pytest.mark.parametrize(("language", "text"), EXCEPTED)
def test_an_exception_of_its_own_narrows_what_stands_before(language: str, text: str) -> None:
    last = compile_request(TASKS[language] + text).constraints[-1]
    assert last.sections == (1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 12)


FORBIDDEN = [
    ("de", "Der Mörder wird in Kapitel 9 enthüllt, und niemand darf ihn vorher erraten.", 9),
    ("fr", "L'assassin est démasqué au chapitre 9 et personne ne doit le deviner avant.", 9),
    ("es", "El asesino se descubre en el capítulo 9 y nadie debe adivinarlo antes.", 9),
    ("zh", "凶手在第九章揭晓，在此之前不能透露。", 9),
    ("ja", "犯人は第9章で明かされますが、それまでは誰にも分からないようにしてください。", 9),
]


@pytest.mark.parametrize(("language", "sentence", "until"), FORBIDDEN)
def test_what_may_not_come_earlier(language: str, sentence: str, until: int) -> None:
    nowhere = [one for one in compile_request(TASKS[language] + sentence).constraints if one.kind == "nowhere"]
    assert [one.sections for one in nowhere] == [tuple(range(1, until))]


TABLES = [
    (
        "Spielbeschreibung, 30 Level.\n\n| Level | Inhalt |\n| 1 | Einführung, keine Gegner |\n| 8 | Enterhaken |\n| 30 | Endgegner |",
        {1, 8, 30},
    ),
    ("Livre de cuisine, 25 recettes\n#1 nouilles\n#7 = chili\n#13 du poisson", {1, 7, 13}),
    ("Auditoría, 11 secciones\n[1] resumen, sin jerga\n[2] alcance\n[9] acceso físico", {1, 2, 9}),
    ("语音导览词25条。\n1号：欢迎词\n7号：青铜器\n25号：结束语", {1, 7, 25}),
    ("音声ガイドの原稿25本\n1番：あいさつ\n7番：青銅器\n25番：終わりの言葉", {1, 7, 25}),
]


@pytest.mark.parametrize(("text", "wanted"), TABLES)
def test_rows_are_of_the_units_that_they_number(text: str, wanted: set[int]) -> None:
    found = compile_request(text).constraints
    assert {one.sections[0] for one in found} == wanted
    assert all(len(one.sections) == 1 for one in found)
    assert {one.kind for one in found} <= {"single", "first", "last"}


UNITS = [
    ("zh", "写六份会议纪要（1月～6月）。2月那次没有形成决议。", 6, 2),
    ("ja", "父の手紙を毎月1通、4月から翌年3月まで12通。12月は雪の話。", 12, 9),
    ("de", "Monatsbriefe von August 2025 bis Juli 2026, zwölf Briefe. Im Januar geht es um Schnee.", 12, 6),
    ("fr", "Notes de version, versions 4.0 à 4.7, une section chacune. La 4.2 corrige un défaut.", 8, 3),
    ("es", "Menús de noviembre, uno por día, treinta en total. El día 7 se sirve paella.", 30, 7),
    ("zh", "旅行日记，2025年7月1日至7月15日，每天一篇。7月3日到达拉萨。", 15, 3),
]


@pytest.mark.parametrize(("language", "text", "count", "section"), UNITS)
def test_units_by_the_calendar_and_by_versions(language: str, text: str, count: int, section: int) -> None:
    compiled = compile_request(text)
    assert compiled.language == language
    assert compiled.units is not None
    assert compiled.units.count == count
    assert compiled.constraints[-1].sections == (section,)


BACKGROUND = [
    ("de", "Meine Tochter geht in die 4. Klasse."),
    ("de", "Mit freundlichen Grüßen, K. Wiebusch"),
    ("fr", "Bien cordialement"),
    ("fr", "Notre commune compte 3 400 habitants."),
    ("es", "¡Mil gracias de antemano!"),
    ("zh", "十分感谢！"),
    ("zh", "我女儿上四年级。"),
    ("ja", "どうぞよろしくお願いいたします。"),
    ("ja", "夫は本を読みません。"),
]


@pytest.mark.parametrize(("language", "sentence"), BACKGROUND)
def test_background_is_listed_and_demands_nothing(language: str, sentence: str) -> None:
    compiled = compile_request(TASKS[language] + sentence)
    assert sentence in {one.quote for one in compiled.unread}


WHOLE = [
    (
        "zh",
        "写2025年的家庭周记，每周一篇，共52篇。9月8日孩子开学。5月1日至5月5日全家去爬山。",
        {"孩子开学": (36,), "全家去爬山": (18,)},
    ),
    ("zh", "编一份食谱，共14天。第5天起到第8天都用豆制品。", {"用豆制品": (5, 6, 7, 8)}),
    ("zh", "写一本小书，共十六章。每隔三章插入一封信，即第4、8、12、16章。", {"插入一封信": (4, 8, 12, 16)}),
    ("zh", "写一部村史，从1961年写到1980年，一年一章。1963年修渠。", {"修渠": (3,)}),
    ("ja", "4泊5日の沖縄旅行のしおりを作ってください。最終日は空港へ向かいます。", {"空港へ向かいます": (5,)}),
    (
        "ja",
        "案内文を6部屋分お願いします。部屋は「子犬」「大型犬」「老犬」「猫」「喫茶」「庭」です。「子犬」と「庭」には写真を載せてください。",
        {"写真を載せてください": (1, 6)},
    ),
    ("ja", "社内報を1月号から12月号まで、毎月1本ずつ。4月号と10月号で新人を紹介。", {"新人を紹介": (4, 10)}),
    ("ja", "脚本を全10話で。2話おきに回想を入れてください（2・4・6…）。", {"回想を入れてください": (2, 4, 6, 8, 10)}),
    (
        "de",
        "Ein Wandertagebuch von 21 Tagen. Jeden dritten Tag ist Ruhetag (3, 6, 9 usw.).",
        {"ist Ruhetag": (3, 6, 9, 12, 15, 18, 21)},
    ),
    ("de", "Saaltexte für 7 Säle. In Saal 3 steht die Uhr.", {"steht die Uhr": (3,)}),
    (
        "es",
        "Textos para cuatro salas, que se llaman Mar, Viento, Luna y Fuego. En Luna habla un pastor. Cada sala lleva un dibujo.",
        {"habla un pastor": (3,)},
    ),
    (
        "es",
        "Unas preguntas frecuentes, quince en total. La última remite al teléfono.",
        {"remite al teléfono": (15,)},
    ),
    (
        "fr",
        "Un règlement en 12 chapitres. Le chapitre 7 interdit les chiens.",
        {"interdit les chiens": (7,)},
    ),
]


@pytest.mark.parametrize(("language", "text", "wanted"), WHOLE)
def test_whole_requests_place_what_they_ask_for(language: str, text: str, wanted: dict[str, tuple[int, ...]]) -> None:
    """Units, dates, names and counted-out rhythms of one request fit together."""
    read = [one for one in compile_request(text).constraints if one.kind != "nowhere"]
    for words, sections in wanted.items():
        assert any(words in one.text and one.sections == sections for one in read), (language, words, read)


NOT_FORBIDDEN = [
    ("es", "Una novela de 12 capítulos. Del capítulo 3 al 5 no para de llover."),
    ("fr", "Un règlement en 12 articles. L'article 5 interdit les chiens."),
    ("zh", "写十二个问题。第3条问能不能带狗进来。"),
]


@pytest.mark.parametrize(("language", "text"), NOT_FORBIDDEN)
def test_a_negation_that_tells_what_happens_forbids_nothing(language: str, text: str) -> None:
    """A negated verb of what happens at a place is content there."""
    kinds = {one.kind for one in compile_request(text).constraints}
    assert kinds, language
    assert "nowhere" not in kinds, language


REFUSED = [
    ("zh", "写十二章。海鲜一概不碰。"),
    ("ja", "小説を十二章で書いてください。恋愛要素はいらない。"),
    ("ja", "菜園の記事を12本。農薬をすすめない。"),
    ("es", "Un itinerario de ocho días. Autopistas de peaje, ninguna."),
]


@pytest.mark.parametrize(("language", "text"), REFUSED)
def test_refusals_hold_everywhere(language: str, text: str) -> None:
    """What is refused in so many words is forbidden in every unit."""
    assert any(one.kind == "nowhere" for one in compile_request(text).constraints), language
