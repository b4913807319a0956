"""French."""

from goldthread.compile.tongues.tongue import Tongue

FRENCH = Tongue(
    code="fr",
    phrases={
        ".": "à peu près|en tout|au moins|au plus|par exemple|avant tout|après tout|tout d'abord|tout le|toute la|tout au long|par écrit|à la fin|au début|à la fois|par ailleurs|tous deux|toutes deux|tout à fait|"
        "de la part|première personne|troisième personne|deuxième personne|en dernier|en premier|par rapport|soit dit|à fond|par cœur|tout en",
        "v": "chaque|chacun des|chacune des|chacun de ces|chacune de ces|tous les|toutes les|tout|toute|n'importe quel|n'importe quelle",
        "V": "par",
        "A": "chacun|chacune|dans tous|dans toutes|dans chacun|dans chacune|partout|toutes|tous",
        "g": "aucun|aucune|nul|nulle",
        "l": "dernier|dernière|derniers|dernières|ultime",
        "P": "antépénultième|avant-dernier|avant-dernière|pénultième",
        "C": "du milieu|central|centrale|centraux|centrales",
        "M": "tout en haut|tout au sommet",
        "H": "moitié|tiers|quart",
        "G": "ailleurs|partout ailleurs|le reste|autres|les autres|tous les autres|toutes les autres|restants|restantes",
        "O": "impair|impaire|impairs|impaires|de numéro impair|au numéro impair|à numéro impair",
        "E": "pair|paire|pairs|paires|de numéro pair|au numéro pair|à numéro pair",
        "r": "jusqu'à|jusqu'au|jusqu'à la|jusqu'en|jusqu'aux",
        "b": "à|au|à la|à l'|aux",
        "B": "entre",
        "s": "en commençant|en débutant|en partant|pour la première fois|la première fois|à commencer par|à partir de|à partir du|à partir de la|à partir de l'|à partir d'|à compter de|à compter du|à compter de la|en commençant par|en commençant au|en commençant à|"
        "en commençant à la|en commençant par la|en commençant par le|en commençant dès|dès|dès le|dès la|depuis|depuis le|depuis la|en débutant par|en partant de|en partant du|"
        "la première fois à|la première fois au|la première fois en|pour la première fois à|pour la première fois au|pour la première fois en|début à|début au",
        "S": "et suivants|et suivantes|et au-delà|inclus",
        "k": "sur",
        "x": "sauf|sauf à|sauf au|sauf dans|sauf en|sauf pour|excepté|excepté dans|hormis|hors|à l'exception de|à l'exception du|à l'exception des|à l'exception de la|mis à part|"
        "à part|mais pas|mais pas dans|mais pas au|mais pas à|mais pas à la|exception faite de|exception faite du",
        "t": "avant|avant la|avant le",
        "T": "après|après la|après le|passé",
        "i": "à savoir|c'est-à-dire|soit|autrement dit|donc",
        "p": "dans|en|le|la|les|l'|des|pour|pendant|durant|lors de|lors du|lors de la|lors des|numéro|nº|n°|no|sous|ce|cette",
        "R": "de|du|d'|de la|de l'|depuis la",
        "a": "et|ou|ainsi que|puis|et aussi",
    },
    months=("janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre", "novembre", "decembre"),
    weekdays=("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    units={
        "chapter": r"chap|chaps", "week": r"sems?", "episode": r"éps?|eps?", "lesson": r"leç", "question": r"qs?|questions?", "page": r"pages?|pp?", "section": r"sect|rubriques?", "article": r"art", "letter": r"courriers?", "menu": r"plats?|repas", "release": r"numéros?|éditions?",
        "module": r"modules?", "stage": r"étapes?|stations?|haltes?", "quarter": r"trimestres?", "volume": r"tomes?|volumes?", "act": r"actes?",
        "exercise": r"exercices?", "part": r"volets?", "room": r"pièces?|salles?", "phase": r"phases?", "sprint": r"sprints?", "paragraph": r"paragraphes?",
        "lecture": r"conférences?", "meeting": r"réunions?|rencontres?|ateliers?", "floor": r"paliers?", "story": r"récits?|légendes?|fables?|nouvelles",
    },
    verbs=r"est|sont|a|ont|sera|seront|doit|doivent|peut|contient|contiennent|parle|parlent|traite|traitent|présente|présentent|explique|décrit|raconte|commence|finit|"
    r"se|s|ne|n|il|elle|on|ils|elles|y|comporte|comprend|aborde|abordent|évoque|évoquent|montre|porte|portent|figure|figurent|introduit|termine|reste|mentionne|mentionnent|"
    r"j|je|nous|donne|donnent|fait|font|revient|sert|vient|prend|inclut|incluent|propose|proposent|rappelle|conclut",
)  # fmt: skip
