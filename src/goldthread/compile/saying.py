"""The thing that a requirement wants said, without the verb of saying, wherever each language puts that verb."""

import re
from functools import lru_cache

_SAID_EN = (
    r"(?:mentioned|described|discussed|covered|explained|introduced|included|named|shown|addressed|listed|presented|"
    r"quoted|featured|given|told|summari[sz]ed|highlighted|defined|referred to|talked about)"
)
_SAY_DE = (
    r"(?:erwähnen|nennen|enthalten|beschreiben|behandeln|erklären|vorstellen|zeigen|schildern|erläutern|ansprechen|"
    r"besprechen|darstellen|aufführen|thematisieren|beinhalten|anführen|einführen|erzählen|aufgreifen|vorkommen|auftauchen)"
)
_SAID_DE = (
    r"(?:erwähnt|genannt|beschrieben|behandelt|erklärt|vorgestellt|gezeigt|geschildert|erläutert|angesprochen|"
    r"besprochen|dargestellt|aufgeführt|thematisiert|angeführt|eingeführt|erzählt|aufgegriffen)"
)
_MUST_DE = r"(?:muss|müssen|soll|sollen|sollte|sollten|wird|werden|darf)"
_SAY_FR = (
    r"(?:mentionner|évoquer|décrire|expliquer|présenter|aborder|traiter|citer|nommer|inclure|contenir|montrer|raconter|"
    r"parler|introduire)"
)
_SAID_FR = (
    r"(?:mentionné|évoqué|décrit|expliqué|présenté|abordé|traité|cité|nommé|inclus|montré|raconté|introduit)(?:e?s?)"
)
_SAY_ES = (
    r"(?:mencionar|describir|explicar|presentar|abordar|tratar|citar|nombrar|incluir|contener|mostrar|contar|hablar|"
    r"introducir|aparecer)"
)
_SAID_ES = (
    r"(?:mencionad|descrit|explicad|presentad|abordad|tratad|citad|nombrad|incluid|mostrad|contad|introducid)[oa]s?"
)
_X = r"(?P<x>.+?)"
_REST = r"(?P<x>.+)$"

_PATTERNS: dict[str, tuple[str, ...]] = {
    "en": (
        rf"^{_X}\s+(?:must|should|shall|has to|have to|needs? to|is to|are to|will|is|are)\s+(?:also\s+)?(?:be\s+)?{_SAID_EN}$",
        rf"^(?:it\s+)?(?:is|are|be)\s+(?:all\s+)?(?:about|concerned with|devoted to|dedicated to)\s+{_REST}",
        rf"^there\s+(?:is|are|(?:must|should|has to|will)\s+be)\s+{_REST}",
        rf"^(?:deals?|dealing)\s+with\s+{_REST}",
    ),
    "de": (
        rf"^(?:{_MUST_DE}\s+)?{_X}\s+{_SAID_DE}(?:\s+(?:werden|wird|sein|{_MUST_DE}))*$",
        rf"^(?:{_MUST_DE}\s+)?(?:auch\s+|unbedingt\s+)?(?:von\s+|vom\s+|auf\s+)?{_X}\s+(?:zu\s+)?{_SAY_DE}$",
        rf"^(?:handelt|handeln|erzählt|erzählen|berichtet|berichten|spricht|sprechen)\s+(?:von|vom|über|um)\s+{_REST}",
        rf"^(?:geht\s+es\s+um|dreht\s+sich\s+(?:alles\s+)?um|geht\s+auf|gibt\s+es)\s+{_REST}",
        rf"^(?:kommt|kommen|tritt|treten|taucht|tauchen)\s+{_X}\s+(?:vor|auf)$",
        rf"^{_X}\s+(?:kommt|kommen|tritt|treten|taucht|tauchen)\s+(?:vor|auf)$",
        rf"^(?:enthält|erwähnt|nennt|beschreibt|behandelt|erklärt|zeigt|schildert|erläutert|thematisiert)\s+{_REST}",
    ),
    "fr": (
        rf"^{_X}\s+(?:doit|doivent|devra|devront|est|sont)\s+(?:aussi\s+)?(?:être\s+)?{_SAID_FR}$",
        rf"^(?:il\s+faut|on\s+(?:doit|devra)|doit|doivent|devra|devront)\s+(?:aussi\s+)?{_SAY_FR}\s+(?:d[eu]s?\s+|d['’]\s*)?{_REST}",
        rf"^(?:il\s+(?:y\s+a|s['’]agit\s+d(?:e|u|es|['’]))|porte\s+sur|est\s+(?:consacrée?\s+(?:à|aux?)|sur))\s*{_REST}",
    ),
    "es": (
        rf"^{_X}\s+(?:debe|deben|deberá|tiene\s+que|es|son)\s+(?:también\s+)?(?:ser\s+)?{_SAID_ES}$",
        rf"^(?:se\s+)?(?:debe|deben|deberá|hay\s+que|tiene\s+que|ha\s+de)\s+(?:también\s+)?{_SAY_ES}\s+(?:del?\s+)?{_REST}",
        rf"^(?:hay|trata\s+(?:de|sobre)|versa\s+sobre|está\s+dedicad[oa]\s+a(?:l)?|es\s+sobre)\s+{_REST}",
    ),
    "zh": (
        r"^(?:请)?(?:必须|必需|一定要|应该|应当|应|需要|需|得|要|会|都)*(?:提到|提及|描写|描述|描绘|介绍|讲述|讲到|讲|说明|写到|写|谈到|谈谈|谈|"
        r"包含|包括|出现|讨论|解释|涉及|列出|给出|有|说)(?:一下|到|出)?(?P<x>[^，。；]+)",
        r"^(?P<x>[^，。；]+?)(?:必须|应该|应|要|需)(?:被)?(?:提到|提及|出现)",
    ),
    "ja": (
        r"^(?:必ず)?(?P<x>.+?)(?:に(?:は|も)?(?:必ず)?(?:触れ|言及|ふれ)|について|に関して|を(?:必ず)?(?:紹介|説明|描写|記述|述べ|扱|取り上げ|書|入れ|含め|"
        r"描|登場させ|示|挙げ|載せ|付け|解説|定義)|が(?:必ず)?(?:登場|出て|現れ|必要)|の(?:こと|話)(?:を|に))",
    ),
}


@lru_cache(maxsize=16)
def _compiled(language: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(one, re.IGNORECASE) for one in _PATTERNS.get(language, ()))


def thing_said(clause: str, language: str) -> str | None:
    """What a clause wants said; None where it has no verb of saying that is known.

    Args:
        clause: A requirement without its place: `muss den Leuchtturm erwähnen`, `灯台に触れてください`.
        language: Its language.
    """
    plain = clause.strip(" .,;:!?。，；、！")
    if len(plain) > 400:
        return None
    for pattern in _compiled(language):
        if (match := pattern.match(plain)) and re.search(r"\w", match["x"]):
            return match["x"].strip()
    return None
