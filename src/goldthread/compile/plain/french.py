"""French forms of everyday demands."""

import re

from goldthread.compile.plain.tongue import ANY_CASE, Tongue, compiled

_MUST = r"(?:doit|doivent|devra|devront|devrait|devraient)"
_SAY = r"(?:mentionner|indiquer|préciser|donner|dire|expliquer|décrire|contenir|inclure|citer|nommer|présenter|rappeler|comporter|évoquer|parler de|parler du|parler des|parler|aborder|avoir|lister)"
_SAYS = r"(?:mentionne|indique|précise|donne|dit|explique|décrit|contient|inclut|cite|nomme|présente|rappelle|comporte|évoque|parle du|parle de|aborde|a)"
_SAID = (
    r"(?:mentionnée?s?|indiquée?s?|précisée?s?|donnée?s?|dite?s?|expliquée?s?|décrite?s?|incluse?s?|inclus|citée?s?|nommée?s?|présentée?s?|rappelée?s?|écrite?s?|chiffrée?s?|"
    r"présente?s?|évoquée?s?|abordée?s?|affichée?s?|communiquée?s?)"
)
_ARTICLE = r"(?:les|le|la|l['’]|des|du|de la|de l['’]|d['’]|une|un|ses|son|sa|notre|nos|leurs?)\s*"
_DOCUMENT = r"(?:il|elle|(?:le|la|l['’]|ce|cette|notre)\s*(?:texte|document|rapport|guide|compte[- ]rendu|procès-verbal|lettre|article|cahier des charges|notice|manuel|règlement|offre|devis|contrat|courriel|mail|message|plan|projet|recette|bulletin|communiqué|annonce|page|fiche|mémo|note|charte|convention|invitation|programme))"
_WH = r"(?:qui|où|comment|quand|pourquoi|combien|si|ce que|ce qui|quels?|quelles?|à quelle|à partir de quand|jusqu['’]à quand|que)"
_SECTION = r"(?:section|partie|chapitre|rubrique|paragraphe)"

FRENCH = Tongue(
    lead=re.compile(r"^(?:merci de vérifier\s*:\s*|à vérifier\s*:\s*|(?:s['’]il vous plaît|svp|veuillez|et|aussi|également),?\s+)+", ANY_CASE),
    joints=re.compile(r"\s+et\s+(?=(?:il|elle|la|le|les|un|une)\b)|;\s+", ANY_CASE),
    refused=re.compile(r"\b(?:ne|jamais|ton|style|agréable|clair|claire|chaque|tous|toutes|signée?)\b|\bn['’]", ANY_CASE),
    ruled=re.compile(r"\b(?:interdite?s?|autorisée?s?|permise?s?|prévue?s?|obligatoires?)(?:\s+partout)?$", ANY_CASE),
    holds=re.compile(rf"^(?:les?|la|l['’]|une?|des)\s*(?!texte|ton|style|langue|lecteur)\w.+?\s+{_MUST}\s+(?:être|avoir|rester)\s.+$", ANY_CASE),
    speech=re.compile(r"\ben\s+(?:français|anglais|allemand|espagnol)$", ANY_CASE),
    languages=(("French", "français"), ("English", "anglais"), ("German", "allemand"), ("Spanish", "espagnol")),
    numbered=re.compile(rf"^(?:les|tous les|toutes les)\s+(?:titres|sections|chapitres|parties)\s+(?:sont|{_MUST}(?:\s+être)?)\s+numérotée?s$", ANY_CASE),
    order=re.compile(rf"^(?P<one>(?:(?!\b(?:vient|doit|est)\b).){{3,60}}?)\s+(?:vient|viennent|{_MUST}\s+(?:venir|être|figurer|se trouver)|est|sont|précède|se trouve)\s+(?P<word>avant|après)\s+(?P<two>(?!\d).{{3,50}})$", ANY_CASE),
    before=frozenset(("avant",)),
    sections=compiled(
        rf"^(?:il faut|il y a|prévoir|il doit y avoir|ajouter)\s+(?:une?|la|le)\s+{_SECTION}\s+(?:sur|consacrée?\s+(?:à|aux?)|intitulée?|de|à propos de|dédiée?\s+(?:à|aux?))\s*(?P<name>.+)$",
        rf"^une?\s+{_SECTION}\s+(?:sur|consacrée?\s+(?:à|aux?)|intitulée?)\s*(?P<name>.+?)(?:\s+(?:est (?:nécessaire|obligatoire|requise?)|doit (?:figurer|être présente?|exister)))?$",
        r"^(?:il faut\s+)?(?:un|une)\s+(?P<name>glossaire|annexe|bibliographie|conclusion|introduction|résumé)(?:\s+à la fin|\s+au début)?$",
    ),
    act=re.compile(r"\bsouhaiter la bienvenue\b|\baccueillir (?:le|les|nos) \w+$", ANY_CASE),
    acts=("welcome",),
    places=compiled(
        rf"^(?:dans\s+)?(?:la|le)\s+{_SECTION}\s+(?:sur\s+|de\s+|«\s*)?(?P<name>(?:l['’]\s*|la\s+|le\s+|les\s+)?[\wà-ÿ' -]+?)(?:\s*»)?\s*,?\s+(?P<rest>(?:{_MUST}|{_SAYS}|il faut|est|ne)\b.+)$",
    ),
    end=re.compile(r"\s+(?:à la fin|en fin de (?:document|texte))\b", ANY_CASE),
    subject=re.compile(rf"^(?P<name>(?:le|la|l['’]|les)\s*[\wà-ÿ' -]+?)\s+(?:{_SAYS}|{_MUST}\s+{_SAY})\b", ANY_CASE),
    document=_DOCUMENT,
    demands=compiled(
        rf"^(?:{_DOCUMENT}|.{{2,40}}?)\s+{_MUST}\s+(?:aussi\s+|clairement\s+|également\s+)?{_SAY}\s+(?P<what>.+)$",
        rf"^{_MUST}\s+(?:aussi\s+)?{_SAY}\s+(?P<what>.+)$",
        rf"^(?P<what>.+?)\s+(?:{_MUST}\s+(?:y\s+)?(?:être|figurer|apparaître)|est|sont)\s+(?:clairement\s+|bien\s+)?{_SAID}(?:\s+(?:dans|en|sur)\s+(?:le|la|l['’])?\s*[\wà-ÿ ]+)?$",
        rf"^(?P<what>.+?)\s+{_MUST}\s+(?:y\s+)?(?:figurer|apparaître|être là)(?:\s+(?:dans|en|sur)\s+(?:le|la|l['’])?\s*[\wà-ÿ ]+)?$",
        rf"^(?P<what>.+?\s+(?:sont|est|{_MUST}\s+être)\s+(?:présentée?s?|donnée?s?|mise?s?|listée?s?)\s+(?:sous forme de|sous la forme d['’]une|en|dans un|dans une)\s*(?:tableau|liste))$",
        rf"^(?:{_DOCUMENT}|.{{2,40}}?)\s+{_SAYS}\s+(?P<what>.+)$",
        rf"^{_SAYS}\s+(?P<what>.+)$",
        r"^(?:il faut|il y a|prévoir|ajouter|inclure)\s+(?P<what>.+)$",
        r"^(?:mentionner|mentionnez|indiquer|indiquez|préciser|précisez|expliquer|expliquez|citer|citez|donner|donnez)\s+(?P<what>.+)$",
    ),
    form=re.compile(rf"^(?P<topic>.+?)\s+(?:(?:sont|est|{_MUST}\s+être)\s+(?:présentée?s?|donnée?s?|mise?s?|listée?s?)\s+)?(?:sous forme de|sous la forme d['’]une?|en|dans une?)\s*(?P<form>tableau|liste)$", ANY_CASE),
    about=re.compile(r"^(?P<form>tableau|liste|image|photo)\s+(?:des|du|de la|de l['’]|de|d['’]|avec)\s*(?P<topic>.+)$", ANY_CASE),
    things=(
        ("words", r"mots?"), ("characters", r"caractères|signes"), ("sentences", r"phrases?"), ("paragraphs", r"paragraphes?"), ("links", r"liens?"),
        ("images", r"images?|photos?|illustrations?"), ("tables", r"tableaux?"), ("ordered", r"listes? numérotées?"), ("lists", r"listes?(?: à puces)?"),
        ("headings", r"titres?"), ("sections", r"sections?|chapitres?|parties"), ("exclamation marks", r"points? d['’]exclamation"), ("question marks", r"points? d['’]interrogation"),
        ("code", r"blocs? de code"), ("quotations", r"citations?"), ("footnotes", r"notes? de bas de page"), ("emoji", r"émojis?|emojis?"), ("dates", r"dates?"),
        ("phones", r"numéros? de téléphone"), ("emails", r"adresses? e-?mail"),
    ),
    questions=(
        (r"(?:à partir de |jusqu['’]à |depuis )?quand\b|à quelle date\b|quel jour\b", "date"), (r"combien de temps\b", "duration"), (r"combien\b", "number"),
        (r"à quelle heure\b", "time"), (r"qui\b", "person"), (r"(?:où|comment|pourquoi|si|ce que|ce qui|quels?|quelles?)\b", "told"), (r"que\b|qu['’]", "statement"),
    ),
    sorts=(
        (r"(?:dates?|échéance)\b", "date"), (r"(?:durée|délai)\b", "duration"), (r"(?:prix|tarifs?|coûts?|montant|budget|solde|loyer|salaire)\b", "amount"),
        (r"(?:numéro de téléphone|téléphone|numéro d['’]urgence)\b", "phone"), (r"(?:adresse e-?mail|courriel|mél)\b", "email"), (r"adresse\b", "address"), (r"nombre\b", "number"),
        (r"(?:horaires?|heures?)\b", "time"), (r"(?:pourcentage|taux)\b", "percent"), (r"(?:noms?|auteure?|responsable)\b", "person"), (r"temps de réponse\b", "duration"),
    ),
    article=rf"^(?:(?:la|le)\s+{_SECTION}\s+(?:sur\s+)?(?:l['’]|la\s+|le\s+|les\s+)?|{_ARTICLE})",
    joined=r"\s+et\s+",
    question=_WH,
    has=re.compile(rf"^(?:il faut\s+|il y a\s+|{_MUST}\s+(?:avoir|contenir|comporter|faire)\s+|(?:{_DOCUMENT})\s+(?:a|contient|comporte|fait|{_MUST}\s+(?:avoir|contenir|comporter|faire))\s+)", ANY_CASE),
    least=r"au moins|au minimum|plus de",
    most=r"pas plus de|au plus|au maximum|moins de|maximum",
    exact=r"exactement",
    between=r"entre|de",
    and_=r"et|à",
    none=r"(?:pas|aucun|aucune|sans)(?:\s+(?:de|d['’]))?",
    tail=r"\s+(?:au total|en tout|au maximum|maximum|au minimum)$",
)  # fmt: skip
