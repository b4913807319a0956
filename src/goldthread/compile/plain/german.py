"""German forms of everyday demands."""

import re

from goldthread.compile.plain.tongue import ANY_CASE, Tongue, compiled

_MUST = r"(?:muss|müssen|soll|sollen|sollte|sollten|hat|haben)"
_SAID = (
    r"(?:genannt|angegeben|erwähnt|beschrieben|erklärt|erläutert|aufgeführt|enthalten|geregelt|festgelegt|dargestellt|aufgelistet|dokumentiert|beziffert|"
    r"benannt|drin|dabei|vorhanden|ersichtlich|klar)"
)
_SAY = r"(?:enthalten|nennen|sagen|angeben|erwähnen|erklären|beschreiben|regeln|aufführen|erläutern|festlegen|auflisten|darstellen|zeigen|haben|verlinken|begründen)"
_SAYS = r"(?:enthält|nennt|sagt|gibt|erwähnt|erklärt|beschreibt|regelt|erläutert|zeigt|hat|listet)"
_ARTICLE = r"(?:der|die|das|den|dem|des|ein|eine|einen|einem|einer|alle|alle\s+\w+n|ihre?|seine?|unsere?)"
_DOCUMENT = r"(?:es|(?:das|die|der|dieses|dieser|unser|unsere)\s+)?(?:gesamte\s+|ganze\s+)?(?:es|protokoll|text|dokument|bericht|konzept|hausordnung|ordnung|brief|angebot|anleitung|leitfaden|handbuch|artikel|einladung|vertrag|mail|e-mail|seite|merkblatt|plan|antrag|satzung|richtlinie|ausschreibung|stellenanzeige|anzeige|rezept|rundbrief|newsletter|pressemitteilung|mitteilung|beitrag|lastenheft|pflichtenheft|datenschutzerklärung|erklärung|agenda|regeln?|flyer|broschüre)"
_SECTION = r"(?:abschnitt|kapitel|teil|absatz)"
_WH = r"(?:wer|wen|wem|wo|wohin|wie|wann|warum|was|welche[rsnm]?|ob|bis wann|ab wann|seit wann|wofür|woran|womit)"

GERMAN = Tongue(
    lead=re.compile(r"^(?:(?:bitte\s+(?:prüfen|beachten|darauf achten)\s*[:,]\s*)|bitte\s+|außerdem\s+|und\s+|auch\s+|wichtig:\s*)+", ANY_CASE),
    joints=re.compile(r"\s+und\s+(?=(?:der|die|das|es|ein|eine|kein|mindestens|höchstens)\b)|,\s+(?=und zwar)|;\s+", ANY_CASE),
    refused=re.compile(r"\b(?:nicht|nie|keinesfalls|gesiezt|geduzt|ton|stil|freundlich\w*|verständlich\w*|sachlich\w*|höflich\w*|jede[rsnm]?|alle)\b(?! fehlen\b)", ANY_CASE),
    ruled=re.compile(r"\b(?:verboten|erlaubt|untersagt|gestattet|eingeschlossen|vorgeschrieben|verlangt|ausgeschlossen)(?:\s+(?:sein|werden))?$", ANY_CASE),
    holds=re.compile(rf"^(?:der|die|das|ein|eine)\s+(?!text|ton|stil|sprache|leser)\w.+?\s+{_MUST}\s+.+\s(?:sein|werden|haben)$", ANY_CASE),
    speech=re.compile(r"\b(?:auf|in)\s+(?:deutsch|englisch|französisch|spanisch)(?:er sprache)?(?:\s+(?:sein|verfasst|geschrieben|bleiben))*(?:\s+sein)?$", ANY_CASE),
    languages=(("German", "deutsch"), ("English", "englisch"), ("French", "französisch"), ("Spanish", "spanisch")),
    numbered=re.compile(rf"^(?:die|alle)\s+(?:überschriften|abschnitte|kapitel)\s+(?:sind|{_MUST})\s+(?:durch)?nummeriert(?:\s+sein)?$", ANY_CASE),
    order=re.compile(rf"^(?P<one>(?:(?!\b(?:steht|kommt|muss|soll)\b).){{3,60}}?)\s+(?:steht|kommt|stehen|kommen|{_MUST})\s+(?P<word>vor|nach|hinter)\s+(?P<two>(?!\d).{{3,50}}?)(?:\s+(?:stehen|kommen))?$", ANY_CASE),
    before=frozenset(("vor",)),
    sections=compiled(
        rf"^(?:es\s+(?:muss|soll|sollte|gibt|braucht)\s+)?(?:ein(?:en)?|das|der)\s+(?:eigene[rsn]?\s+)?{_SECTION}\s+(?:zu[rm]?|über|für|mit dem titel|namens|mit der überschrift)\s+(?P<name>.+?)\s+(?:darf nicht fehlen|ist (?:pflicht|nötig|notwendig|erforderlich)|muss (?:vorhanden |dabei |enthalten )?sein|muss es geben|wird (?:gebraucht|benötigt)|geben|enthalten|haben|fehlt|muss rein)$",
        rf"^(?:es\s+)?(?:muss|soll|braucht|gibt|fehlt)\s+(?:es\s+)?(?:einen?|das)\s+{_SECTION}\s+(?:zu[rm]?|über|für|mit dem titel|namens)\s+(?P<name>.+?)(?:\s+(?:geben|enthalten|haben))?$",
        rf"^es\s+(?:gibt|braucht)\s+(?:einen?|das)\s+{_SECTION}\s+(?:zu[rm]?|über|für|mit dem titel|namens)\s+(?P<name>.+)$",
    ),
    act=re.compile(r"^(?:der text |es )?(?:begrüße?|heiß\w*) .*willkommen$", ANY_CASE),
    acts=("welcome",),
    places=compiled(
        rf"^(?:im|in dem)\s+{_SECTION}\s+(?:zu[rm]?\s+|über\s+)?(?P<name>[\"„]?[\wäöüß -]+?[\"“]?)\s+(?P<rest>(?:{_MUST}|steht|stehen|wird|werden|ist|sind|gibt)\b.+)$",
        rf"^(?:der|das)\s+{_SECTION}\s+(?:zu[rm]?\s+|über\s+)?(?P<name>[\"„]?[\wäöüß -]+?[\"“]?)\s+(?P<rest>(?:{_MUST}|{_SAYS}|ist|darf)\b.+)$",
    ),
    end=re.compile(r"\s+(?:am|zum) (?:ende|schluss)\b", ANY_CASE),
    subject=re.compile(rf"^(?:der|die|das)\s+(?P<name>[A-ZÄÖÜ][\wäöüß-]+)\s+(?:{_SAYS}|{_MUST}\s+.*\b{_SAY}$)", 0),
    document=_DOCUMENT.replace("(?:das|die|der|dieses|dieser|unser|unsere)\\s+", ""),
    demands=compiled(
        rf"^(?:es|das protokoll|{_DOCUMENT})\s+{_MUST}\s+(?:klar\s+|auch\s+)?(?:drin)?(?:stehen|klar sein|hervorgehen|erkennbar sein|geregelt sein|erklärt werden|beschrieben werden|angegeben sein)\s*,\s*(?P<what>{_WH}\b.+)$",
        rf"^(?:es\s+)?{_MUST}\s+(?:{_SAID})\s+(?:sein|werden)\s*,\s*(?P<what>{_WH}\b.+)$",
        rf"^(?:{_DOCUMENT})\s+{_MUST}\s+(?:auch\s+)?{_SAY}\s*,\s*(?P<what>(?:{_WH}|dass)\b.+)$",
        rf"^(?:{_DOCUMENT})\s+{_SAYS}(?:\s+an)?\s*,\s*(?P<what>(?:{_WH}|dass)\b.+)$",
        rf"^(?P<what>.+?)\s+(?:{_MUST}|ist|sind|wird|werden)\s+(?:mit\s+(?P<with>\w+)\s+)?(?:klar\s+|auch\s+|deutlich\s+)?(?:{_SAID})(?:\s+(?:werden|sein))?$",
        rf"^(?P<what>.+?)\s+(?:{_MUST})\s+(?:auch\s+)?(?:drinstehen|vorkommen|dabeistehen|erscheinen|rein|hinein|drin sein|stehen|da sein)$",
        r"^(?P<what>.+?)\s+(?:darf|dürfen)\s+nicht\s+fehlen$",
        rf"^{_MUST}\s+(?P<what>.+?)\s+(?:(?:{_SAID})\s+(?:werden|sein)|vorkommen|stehen|drinstehen)$",
        rf"^(?:{_DOCUMENT}|(?:der|die|das)\s+[\wäöüß-]+)\s+{_MUST}\s+(?:auch\s+)?(?P<what>.+?)\s+{_SAY}$",
        rf"^{_MUST}\s+(?P<what>.+?)\s+{_SAY}$",
        rf"^(?:(?:{_DOCUMENT}|(?:der|die|das)\s+[\wäöüß-]+)\s+)?{_SAYS}\s+(?P<what>.+?)(?:\s+an)?$",
        r"^(?:nenne|erwähne|erkläre|beschreibe|nennen sie|erwähnen sie|erklären sie|beschreiben sie)\s+(?:auch\s+)?(?P<what>.+)$",
        rf"^(?P<what>(?:{_ARTICLE})\s.+?\s+(?:stehen|steht|sind|ist|{_MUST})\s+(?:in|als)\s+(?:eine[rm]?\s+)?(?:tabelle|liste|stichpunkten|aufzählung))(?:\s+(?:stehen|sein))?$",
    ),
    form=re.compile(rf"^(?P<topic>.+?)\s+(?:(?:stehen|steht|sind|ist|{_MUST})\s+)?(?:in|als)\s+(?:eine[rm]?\s+)?(?P<form>tabelle|nummerierten? liste|liste|stichpunkten?|aufzählung)$", ANY_CASE),
    about=re.compile(r"^(?P<form>tabelle|liste|bild|foto)\s+(?:der|des|mit|von|zu|über)\s+(?P<topic>.+)$", ANY_CASE),
    things=(
        ("words", r"wörter[n]?|worte[n]?"), ("characters", r"zeichen"), ("sentences", r"sätze[n]?|satz"), ("paragraphs", r"absätze[n]?|absatz"),
        ("links", r"links?|verweise?"), ("images", r"bild(?:er)?|fotos?|abbildung(?:en)?"), ("tables", r"tabellen?"), ("ordered", r"nummerierten? listen?"),
        ("lists", r"listen?|aufzählung(?:en)?|stichpunkten?"), ("headings", r"überschriften?"), ("sections", r"abschnitte?|kapitel"), ("exclamation marks", r"ausrufezeichen"),
        ("question marks", r"fragezeichen"), ("code", r"code-?bl(?:ock|öcke)"), ("quotations", r"zitate?"), ("footnotes", r"fußnoten?"), ("emoji", r"emojis?"),
        ("dates", r"datum|daten|termine?"), ("phones", r"telefonnummern?"), ("emails", r"e-?mail-?adressen?"),
    ),
    questions=(
        (r"(?:bis|ab|seit|von) wann\b|wann\b|an welchem tag\b", "date"), (r"wie lange\b", "duration"), (r"wie viel(?:e|en)?\b", "number"), (r"um wie viel uhr\b", "time"),
        (r"wer\b|wen\b|wem\b|von wem\b", "person"), (r"wie oft\b|wo\b|wohin\b|wie\b|warum\b|was\b|ob\b|welche[rsnm]?\b|wofür\b|womit\b", "told"), (r"dass\b", "statement"),
    ),
    sorts=(
        (r"(?:termin|datum|frist|stichtag|abgabetermin|einsendeschluss)\b", "date"), (r"(?:dauer|laufzeit|kündigungsfrist)\b", "duration"),
        (r"(?:höhe (?:des|der)\b|[\w]*preis|[\w]*kosten|betrag|[\w]*gebühr(?:en)?|gehalt|miete|beitrag|pauschale)\b", "amount"), (r"(?:telefonnummer|telefon|rufnummer|handynummer|notrufnummer)\b", "phone"),
        (r"e-?mail(?:-?adresse)?\b|mailadresse\b", "email"), (r"(?:post|liefer)?(?:adresse|anschrift)\b", "address"), (r"(?:anzahl|zahl)\b", "number"),
        (r"(?:uhrzeit(?:en)?|öffnungszeiten|beginn)\b", "time"), (r"(?:prozentsatz|anteil)\b", "percent"), (r"(?:name[n]?|ansprechpartner(?:in)?|verfasser(?:in)?|autor(?:in)?)\b", "person"),
    ),
    article=rf"^(?:(?:der|die|das|dem|den)\s+{_SECTION}\s+(?:zu[rm]?\s+|über\s+)?|{_ARTICLE}\s+)",
    joined=r"\s+und\s+",
    question=_WH,
    has=re.compile(rf"^(?:es\s+(?:gibt|{_MUST})\s+|{_MUST}\s+|ist\s+|hat\s+|enthält\s+|darf\s+|(?:{_DOCUMENT})\s+(?:hat|enthält|umfasst|ist|{_MUST}|darf)\s+)", ANY_CASE),
    least=r"mindestens|wenigstens|nicht weniger als|mehr als",
    most=r"höchstens|maximal|nicht mehr als|bis zu|unter|weniger als|nicht länger als",
    exact=r"genau|exakt",
    between=r"zwischen|von",
    and_=r"und|bis",
    none=r"keine?",
    tail=r"\s+(?:lang|geben|enthalten|haben|umfassen|sein|lang sein|insgesamt|verwenden)$",
)  # fmt: skip
