"""Words by which a clause shows what it asks for: a form, a manner, an order, a named section."""

import re

SAY_WORDS = (
    r"(?:mention\w*|us(?:e|es|ing|ed)|includ\w*|contain\w*|say\w*|writ(?:e|ing)|refer\w*|nam(?:e|es|ing)|talk\w*|discuss\w*|promis\w*|"
    r"give|giving|describ\w*|show\w*|add|introduc\w*|quot\w*|employ|appear\w*|word\w*|phrase|term|have|has|"
    r"erwähn\w*|verwend\w*|benutz\w*|nenn\w*|vorkomm\w*|enthalt\w*|wort\w*|begriff\w*|sprich\w*|schreib\w*|"
    r"mention\w*|utilis\w*|emplo\w*|mot\w*|parl\w*|cit\w*|évoqu\w*|"
    r"mencion\w*|us[aeo]\w*|utili\w*|palabra\w*|emple\w*|habl\w*|inclu\w*|aparec\w*|"
    r"提到|提及|使用|出现|写|包含|讲|谈|触れ|使わ|使用|言及|書|用い)"
)
STRUCTURE = re.compile(
    r"\b(?:table|bullet(?:ed)?(?: points?| lists?)?|numbered list|checklist|heading|subheading|headline|glossary|index|table of contents|"
    r"footnotes?|markdown|code blocks?|diagram|appendix|tabelle|aufzählung|checkliste|überschrift\w*|glossar|tableau|liste(?: à puces)?|"
    r"titres?|sous-titres?|glossaire|tabla|lista|encabezados?|subtítulos?|glosario)\b|[\"'‘“](?:#\*#|\*{3}|---)[^\"'’”]*[\"'’”]|"
    r"表格|列表|标题|小标题|清单|见出し|見出し|箇条書き|表を|チェックリスト",
    re.IGNORECASE,
)
STYLE = re.compile(
    r"\b(?:tone|style|voice|first person|third person|second person|present tense|past tense|formal|informal|friendly|humorous|humou?r|audience|"
    r"readers?|plain language|jargon|clarity|continuity|narrative|engaging|ton|stil|sachlich|ich-form|präsens|präteritum|leser\w*|style|"
    r"première personne|présent|passé|lecteurs?|tono|estilo|primera persona|presente|pasado|lectores?)\b|语气|风格|第一人称|口吻|文体|語り口|一人称|です・ます",
    re.IGNORECASE,
)
ORDER = {
    "en": r"^(?P<a>.{3,120}?)\s+(?:must\s+|should\s+|has to\s+|needs to\s+)?(?:comes?|appears?|is (?:explained|mentioned|introduced|described|discussed|covered)|be "
    r"(?:explained|mentioned|introduced|described|discussed|covered))\s+(?P<o>before|after)\s+(?P<b>.{3,120})$|"
    r"^(?:mention|introduce|explain|describe|discuss|cover|present|put|place)\s+(?P<a2>.{3,100}?)\s+(?P<o2>before|after)\s+(?P<b2>.{3,120})$",
    "de": r"^(?P<a>.{3,120}?)\s+(?:muss|soll|kommt|steht|wird)\b(?P<m>.{0,40}?)\b(?P<o>vor|nach)\s+(?P<b>.{3,100}?)(?:\s+(?:kommen|stehen|erklärt|erwähnt|behandelt)(?: werden)?)?$",
    "fr": r"^(?P<a>.{3,120}?)\s+(?:doit|doivent|vient|apparaît|est)\b.{0,40}?\b(?P<o>avant|après)\s+(?P<b>.{3,120})$",
    "es": r"^(?P<a>.{3,120}?)\s+(?:debe|deben|va|aparece|tiene que)\b.{0,40}?\b(?P<o>antes de|después de)(?:l)?\s+(?P<b>.{3,120})$",
}
WHOLE = re.compile(
    r"\b(?:total|whole|entire|overall|in all|altogether|insgesamt|gesamt\w*|gesamte\w*|en total|au total|ensemble|en conjunto)\b|全文|全书|总共|共|全体|全部で|合計",
    re.IGNORECASE,
)
EACH = re.compile(
    r"\b(?:each|every|per|apiece|jede[nrms]?|je|pro|chaque|chacun\w*|par|cada|por)\b|每|各|毎|それぞれ|一つ(?:に|の)",
    re.IGNORECASE,
)
NAMED = re.compile(
    r"\b(?P<where>(?:(?:in|into)\s+)?the\s+(?P<name>introduction|conclusion|preface|foreword|epilogue|prologue|appendix|summary|abstract|executive summary|"
    r"glossary|afterword)|(?:in\s+)?the\s+(?:section|chapter|part)\s+(?:on|about|titled|called|named|entitled)\s+[\"“']?(?P<topic>[\w][\w '-]{1,60}?)[\"”']?"
    r"(?=\s+(?:must|should|has|have|needs|shall|will|includes?|contains?|mentions?|explains?|describes?|may|also)\b|[,.;:]|$)|"
    r"(?:in\s+)?(?:der|die|das|den|dem)\s+(?P<de>Einleitung|Vorwort|Fazit|Schluss|Nachwort|Zusammenfassung|Anhang)\b|"
    r"(?:dans\s+)?(?:l['’]|la\s+|le\s+)(?P<fr>introduction|conclusion|préface|avant-propos|épilogue|annexe|résumé)\b|"
    r"(?:en\s+)?(?:la|el)\s+(?P<es>introducción|conclusión|prólogo|epílogo|prefacio|anexo|resumen)\b)",
    re.IGNORECASE,
)


CALENDAR = re.compile(
    r"^(?:(?:and\s+)?(?:the first (?:week|day|month|entry)|(?:week|day|month|entry|night) (?:1|one))\s+(?:starts?|begins?|is|falls?)\b|start|begin|starting|beginning|continue|it (?:starts|begins|runs)|the (?:diary|year|calendar|menu) (?:starts|begins|runs)|generate|"
    r"beginne|fang|commence|commencez|empieza|comienza)\b.{0,120}?\b(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|january 1|1 january|"
    r"jan\.? 1|1\. januar|1er janvier|1 de enero|year)\b",
    re.IGNORECASE | re.DOTALL,
)

TASK = re.compile(
    r"^(?:(?:please|pls|kindly|hi|hello|could you|can you|would you|i(?:['’]d| would)? (?:want|need|like)(?: (?:you|to|a|an|the))?|we(?:['’]d| would)? (?:want|need|like)(?: (?:you|to|a|an|the))?|help me(?: to)?),?\s+)*(?:to\s+)?"
    r"(?:write|design|draft|create|compose|produce|prepare|make|describe|develop|plan|build|put together|generate|explain)\b",
    re.IGNORECASE,
)
"""How a sentence begins that says what to write."""
PARTS = re.compile(
    r"\b(?:sections?|subsections?|parts?|headings?|subheadings?|sub-headings|headlines?|titles?|subtitles?|captions?|tables?|charts?|diagrams?|lists?|bullets?|bullet points?|checklists?|boxe?s?|sidebars?|"
    r"glossary|index|table of contents|contents page|footnotes?|endnotes?|bibliography|references section|appendix|summary|abstract|timeline|front matter|numbered|code blocks?|code samples?|callouts?|markdown|html|columns?)\b",
    re.IGNORECASE,
)
"""Parts that a document is made of."""
_ASKS = re.compile(
    r"\b(?:must|should|shall|has to|have to|needs? to|ensure|make sure|use|write|include|keep|begin|start|end|close|open|finish|conclude|"
    r"address|add|give|provide|maintain|the tone|format|muss|müssen|soll\w*|verwende\w*|schreib\w*|füge|beginn\w*|end\w*|"
    r"doit|doivent|utilise\w*|écri\w*|commence\w*|termine\w*|ajoute\w*|debe\w*|usa|use|escrib\w*|empie\w*|termin\w*|añad\w*|incluy\w*|mant\w*)\b|"
    r"必须|应|要|请|使用|用|写|してください|すること|書い|使っ|使い|入れ",
    re.IGNORECASE,
)


def asks(text: str) -> bool:
    """Whether a clause has a word of asking in any of the languages."""
    return _ASKS.search(text) is not None
