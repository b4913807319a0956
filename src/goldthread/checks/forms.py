"""Irregular forms and spellings that a stemmer does not bring together."""

from functools import lru_cache

_EN = """
go went gone goes|buy bought|hold held|take took taken|give gave given|write wrote written|speak spoke spoken
eat ate eaten|drink drank drunk|see saw seen|meet met|make made|find found|think thought|bring brought|teach taught
catch caught|fight fought|seek sought|sell sold|tell told|say said|pay paid|lay laid|leave left|lose lost|feel felt
keep kept|sleep slept|sweep swept|build built|send sent|spend spent|lend lent|bend bent|begin began begun
sing sang sung|ring rang rung|swim swam swum|run ran|win won|sit sat|stand stood|understand understood
get got gotten|forget forgot forgotten|come came|become became|overcome overcame|know knew known|grow grew grown
throw threw thrown|blow blew blown|fly flew flown|draw drew drawn|drive drove driven|ride rode ridden
rise rose risen|break broke broken|choose chose chosen|steal stole stolen|freeze froze frozen|wake woke woken
wear wore worn|tear tore torn|bear bore borne|swear swore sworn|fall fell fallen|shake shook shaken|hide hid hidden
bite bit bitten|forgive forgave forgiven|do did done|lead led|read|feed fed|breed bred|shoot shot|hear heard
lie lay lain|dig dug|hang hung|stick stuck|strike struck|swing swung|sling slung|spin spun|win won|light lit
slide slid|mean meant|deal dealt|dream dreamt|learn learnt|burn burnt|spill spilt|smell smelt|kneel knelt
weave wove woven|undertake undertook undertaken|host hosted|undergo underwent undergone|withdraw withdrew withdrawn
rebuild rebuilt|oversee oversaw overseen|shine shone|bind bound|grind ground|child children|man men|woman women
foot feet|tooth teeth|goose geese|mouse mice|person people|wife wives|life lives|knife knives|leaf leaves
shelf shelves|half halves|thief thieves|wolf wolves|loaf loaves|calf calves|scarf scarves|hoof hooves
analysis analyses|crisis crises|thesis theses|criterion criteria|curriculum curricula|fungus fungi|cactus cacti
bacterium bacteria|good better best|bad worse worst|sew sewn|show shown|sow sown|mow mown|prove proven
die dying died|tie tying tied|cook cooked|repaint repainted|repay repaid|retell retold|remake remade
rewrite rewrote rewritten|shear shorn|weep wept|creep crept|leap leapt|shrink shrank shrunk|stink stank stunk
spring sprang sprung|sink sank sunk|sting stung|cling clung|fling flung|wring wrung|wind wound|flee fled|bleed bled
speed sped|tread trod trodden|stride strode|strive strove striven|foresee foresaw foreseen|swell swollen|forbid forbade forbidden
overthrow overthrew overthrown|spread|split|shut|kneel knelt|ox oxen|louse lice|fishermen fisherman|policeman policemen|wed wedding
"""
_DE = """
gehen ging gingen gegangen geht|kommen kam kamen gekommen kommt|nehmen nahm nahmen genommen nimmt
geben gab gaben gegeben gibt|sehen sah sahen gesehen sieht|essen aß aßen gegessen isst
trinken trank tranken getrunken|schreiben schrieb schrieben geschrieben|lesen las lasen gelesen liest
sprechen sprach sprachen gesprochen spricht|treffen traf trafen getroffen trifft|halten hielt hielten gehalten hält
finden fand fanden gefunden|stattfinden stattfand stattgefunden|beginnen begann begannen begonnen
singen sang sangen gesungen|fahren fuhr fuhren gefahren fährt|fliegen flog flogen geflogen
laufen lief liefen gelaufen läuft|bringen brachte brachten gebracht|denken dachte dachten gedacht
verlieren verlor verloren|gewinnen gewann gewannen gewonnen|schließen schloss schlossen geschlossen
werfen warf warfen geworfen wirft|helfen half halfen geholfen hilft|bleiben blieb blieben geblieben
steigen stieg stiegen gestiegen|ziehen zog zogen gezogen|tragen trug trugen getragen trägt
schwimmen schwamm schwammen geschwommen|backen backte gebacken|feiern feierte gefeiert|besuchen besuchte besucht
kaufen kaufte gekauft|reparieren reparierte repariert|einladen lud eingeladen|machen machte gemacht
pflanzen pflanzte gepflanzt|kochen kochte gekocht|bauen baute gebaut|eröffnen eröffnete eröffnet|mann männer
backen buk gebacken|tanzen tanzte getanzt|spielen spielte gespielt|malen malte gemalt|lernen lernte gelernt
starten startete gestartet
"""
_FR = """
aller va vais vont allé allée allés allait alla|faire fait fais font faisait fit
prendre prend pris prise prit prenait|voir voit vu vue vit voyait|venir vient venu venue vint
tenir tient tenu tenue tint|mettre met mis mise mit|écrire écrit écrivit écrivait|lire lit lu lue lut
boire boit bu but|recevoir reçoit reçu reçue reçut|ouvrir ouvre ouvert ouverte ouvrit|offrir offre offert offerte
partir part parti partie partit|peindre peint peinte peignit|construire construit construite
courir court couru courut|vendre vend vendu vendue vendit|œil yeux|cheval chevaux|journal journaux|animal animaux
travail travaux|acheter achète acheté acheta|rendre rend rendu rendue rendit|fêter fête fêté
"""
_ES = """
ir va voy van fue fui fuimos fueron iba ido|hacer hace hizo hice hicimos hecho hacía|ver ve vio vi vimos visto veía
tener tiene tuvo tuve tuvimos tenía|venir viene vino vine venido|poner pone puso puse puesto
decir dice dijo dije dicho|traer trae trajo traje|escribir escribe escribió escrito|abrir abre abrió abierto
dar da dio di dimos dado|leer lee leyó leí leído|celebrar celebra celebró|construir construye construyó construido
volver vuelve volvió vuelto|jugar juega jugó jugado|conducir conduce condujo|pez peces|voz voces|luz luces
"""
_TABLES = {"en": _EN, "de": _DE, "fr": _FR, "es": _ES}

KEEP_APART = frozenset(
    ("university", "universities", "celebrity", "celebrities", "marketing", "organ", "organs", "general", "generals", "news",
     "policy", "policies", "import", "imports", "secretary", "arms", "customs", "glasses", "physics", "numerical",
     "experience", "experiences", "experienced", "author", "authors", "past", "paste", "severed", "animation",
     "iron", "irony", "international", "wander", "college", "colleges", "colleague", "colleagues", "training",
     "authority", "authorities", "probable", "probably", "relativity", "communism", "community", "communities")
)  # fmt: skip
"""Words whose stem belongs to other words as well (`university`, `universe`): only their own plural is theirs."""


@lru_cache(maxsize=8)
def irregular(language: str) -> dict[str, str]:
    """Each irregular form of a language with the form it belongs to; one that is a word of its own (`lay`) is left alone."""
    forms: dict[str, str] = {}
    groups = [group.split() for group in _TABLES.get(language, "").replace("\n", "|").split("|")]
    twice = {words[0] for words in groups if words}
    for words in groups:
        for word in words[1:]:
            if word in forms and forms[word] != words[0]:
                twice.add(word)
            forms[word] = words[0]
    return {word: base for word, base in forms.items() if word not in twice}


def american(word: str) -> str:
    """A British spelling as the other one: `colour`, `theatre`, `organise`, `traveller`, `programme`."""
    for ending, other in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return word[: -len(ending)] + other
    return _SPELLINGS.get(word, word)


_ENDINGS = tuple(
    (british + tail, us + tail)
    for british, us in (("isation", "ization"), ("ise", "ize"), ("yse", "yze"), ("ising", "izing"), ("ised", "ized"))
    for tail in (("", "s", "r", "rs") if british in ("ise", "yse") else ("", "s"))
) + tuple((british + tail, us + tail) for british, us in (("avour", "avor"), ("olour", "olor"), ("abour", "abor"),
    ("arbour", "arbor"), ("eighbour", "eighbor"), ("onour", "onor"), ("umour", "umor"))
    for tail in ("", "s", "ed", "ing", "ful", "hood", "hoods", "able", "ite", "ites"))  # fmt: skip
_SPELLINGS = {
    "theatre": "theater", "theatres": "theaters", "centre": "center", "centres": "centers", "metre": "meter", "metres": "meters",
    "litre": "liter", "litres": "liters", "programme": "program", "programmes": "programs", "catalogue": "catalog",
    "traveller": "traveler", "travellers": "travelers", "travelling": "traveling", "travelled": "traveled", "jewellery": "jewelry",
    "grey": "gray", "cheque": "check", "tyre": "tire", "tyres": "tires", "defence": "defense", "licence": "license",
    "offence": "offense", "dialogue": "dialog", "plough": "plow", "aeroplane": "airplane", "pyjamas": "pajamas",
    "cancelled": "canceled", "modelling": "modeling", "practise": "practice", "practised": "practiced", "fibre": "fiber",
    "moustache": "mustache", "mum": "mom", "mums": "moms", "storey": "story", "storeys": "stories", "kerb": "curb",
    "dr": "doctor", "prof": "professor", "capt": "captain", "sgt": "sergeant", "lt": "lieutenant", "mister": "mr",
}  # fmt: skip
