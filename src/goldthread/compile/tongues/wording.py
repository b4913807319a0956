"""The words of a requirement without those of its places, and sections that are named by a topic."""

import re

_EDGES = " \t\n,;:.!?。，、；：！？-–—=＝→>|・•*\x01"
_NAMED = {
    "en": r"(?:\b(?:in|at|to|into)\s+)?(?:\b(?:the|its|an?)\s+)?(?:\b(?P<fixed>introduction|conclusion|preface|foreword|afterword|epilogue|prologue|appendix|abstract|executive summary|summary|preamble|glossary|postscript)\b|\b(?:chapter|section|part|article|lesson|module|entry)\s+"
    r"(?:about|on|dedicated to|devoted to|dealing with|titled|entitled|called|named|covering|\")\s*(?:(?:the)\s+)?[“\"]?(?P<topic>[\w'’-]+(?:\s+(?!must|should|shall|is|are|has|have|contains|mentions|explains|gives|includes|describes|needs|may|can|there|do|never|please|ends|begins|starts)[\w'’-]+){0,4}?)[”\"]?"
    r"(?=\s+(?:must|should|shall|is|are|has|have|contains|mentions|explains|gives|includes|describes|needs|may|can|there|do|never|please|ends|begins|starts)\b|\s*[,.;:]|$))",
    "de": r"\b(?:(?i:in|im|an|am|das|die|der|dem|den)\s+)*(?:(?P<fixed>Einleitung|Einführung|Vorwort|Fazit|(?<!am )(?<!zum )Schluss(?:teil|wort|kapitel)?|Nachwort|Zusammenfassung|Anhang|Prolog|Epilog|Ausblick|Glossar|Kurzfassung)\b|(?:Kapitel|Abschnitt|Teil|Artikel|Beitrag|Lektion|Modul|Absatz)s?\s+"
    r"(?:über|zu[mr]?|mit dem Titel|namens|von|„|\")\s*(?:(?:die|den|das|der|dem)\s+)?[„\"“]?(?P<topic>[\wäöüÄÖÜß-]+(?:\s+(?:und\s+|der\s+|des\s+|von\s+)?[A-ZÄÖÜ][\w-]+){0,3})[“\"”]?)",
    "fr": r"(?:\b(?:dans|à|en)\s+)?(?:\bl['’]\s?|\bla\s+|\ble\s+|\bau\s+|\bd['’])?(?:\b(?P<fixed>introduction|conclusion|préface|avant-propos|épilogue|prologue|annexe|résumé|préambule|glossaire|postface|synthèse)\b|\b(?:chapitre|section|partie|article|leçon|module|volet|rubrique)\s+"
    r"(?:sur|consacrée?(?: à| au| aux)?|intitulée?|dédiée?(?: à| au| aux)?|relati(?:f|ve)(?: à| au| aux)?|à propos d[eu]|«|\")\s*(?:(?:les?|la|l['’]|du|des|aux?)\s*)?[«\"“]?\s?(?P<topic>[\w'’-]+(?:\s+(?!doit|devra|est|a|contient|mentionne|explique|présente|parle|traite|comporte|ne)[\w'’-]+){0,4}?)\s?[»\"”]?"
    r"(?=\s+(?:doit|devra|doivent|est|a|contient|mentionne|explique|présente|parle|traite|comporte|ne|donne|inclut|décrit|cite|aborde|commence|finit|se|il|on|faut|,)\b|\s*[,.;:]|$))",
    "es": r"(?:\ben\s+)?(?:\b(?:la|el|del|al)\s+)?(?:\b(?P<fixed>introducción|conclusión|conclusiones|prólogo|epílogo|prefacio|anexo|resumen|apéndice|glosario|preámbulo)\b|\b(?:capítulo|sección|parte|artículo|lección|módulo|apartado)\s+"
    r"(?:sobre|dedicad[oa] a(?:l)?|titulad[oa]|acerca de(?:l)?|relativ[oa] a(?:l)?|de(?:l)?|\")\s*(?:(?:el|la|los|las)\s+)?[«\"“]?\s?(?P<topic>[\w-]+(?:\s+(?!debe|tiene|es|contiene|menciona|explica|presenta|habla|trata|no|ha)[\w-]+){0,4}?)\s?[»\"”]?"
    r"(?=\s+(?:debe|deben|tiene|es|contiene|menciona|explica|presenta|habla|trata|no|ha|incluye|describe|cita|aborda|empieza|termina|se|hay|da|lleva)\b|\s*[,.;:]|$))",
    "zh": r"(?:在)?(?:(?P<fixed>引言|前言|序言|导言|结语|结论|后记|附录|摘要|尾声|序章|绪论|总结部分)(?:部分|里|中)?|(?:关于|讲|介绍|论述|有关)(?P<topic>[^，,。的]{1,20}?)的?(?:那一)?(?:章节?|部分|一章|一节|节|段落))(?:里|中)?",
    "ja": r"(?:(?P<fixed>はじめに|序文|序章|前書き|まえがき|おわりに|結論|結び|あとがき|後書き|付録|要約|概要|まとめ|終章)(?:では|には|で|に|は)|(?P<topic>[^、。は]{1,20}?)(?:について|に関する|を扱う)の?(?:章|節|部分|項|セクション)(?:では|には|で|に|は)?)",
}


def said(text: str) -> str:
    """A clause tidied at its ends."""
    return " ".join(text.replace("\x01", " ").split()).strip(_EDGES)[:300]


def without_places(text: str, spans: list[tuple[int, int]]) -> str:
    """A clause without the words of its places, tidied."""
    left = text
    for start, end in sorted(spans, reverse=True):
        if start < 0 or end > len(text):
            continue
        before, after = left[:start], left[end:]
        joint = " " if before.strip() and after.strip() and not _sign(before[-1:]) else ""
        left = before.rstrip() + joint + after.lstrip() if joint else before + after
    left = " ".join(left.replace("\x01", " ").split())
    left = re.sub(r"^(?:and|but then)\s+|\s+and$", "", left.strip(_EDGES), flags=re.IGNORECASE)
    left = re.sub(r"\(\s*\)|（\s*）", "", left)
    left = re.sub(r"[，,、]?(?:即|也就是|亦即|つまり|すなわち)$", "", left)
    left = re.sub(r"\s+([,.;:!?)])", r"\1", left)
    left = re.sub(r"([,，、])\s*(?:[,，、]\s*)+", r"\1 ", left).strip(_EDGES)
    return re.sub(
        r"^(?:(?:だけ|のみ)(?:には|では|は|に|で|の)?|には|では|にて|は|に|で|の|を|が(?=[^く]))(?=[\u3040-\u9fffA-Z\d])|^(?:里|中|则|都|均|，)+(?=[\u4e00-\u9fff])",
        "",
        left,
    ).strip(_EDGES)[:300]


def _sign(letter: str) -> bool:
    return bool(letter) and ord(letter) >= 0x2E80


def named_place(text: str, language: str) -> tuple[str, int, int] | None:
    """Name and span of a section that a clause names by its sort or its topic; None where it names none."""
    match = re.compile(_NAMED[language], re.IGNORECASE if language in ("fr", "es", "en") else 0).search(text)
    if not match or not match[0].strip():
        return None
    name = match["fixed"] or match["topic"]
    return (name.strip(' «»"“”„'), *match.span()) if name else None
