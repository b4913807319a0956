"""Words of everyday documents that stand for one another, so that `valid` is looked for in `expires` too.

A match by kin alone never makes a verdict of broken; it makes one of kept only beside a word that is there itself.
"""

import re
from functools import lru_cache
from itertools import pairwise

from goldthread.checks.words import stem

_GROUPS = {
    "en": """
    valid validity expire expiry expiration
    apply application applicant
    ill sick illness sickness
    staff employee personnel team worker colleague workforce
    price cost fee charge amount sum total
    pay payment paid reimburse wage salary earn
    allowance pay payment lump
    start begin commence launch open kickoff beginning
    end finish close conclude conclusion closing
    author writer written wrote
    owner responsible accountable
    contact reach phone email telephone mail
    phone telephone call mobile hotline
    warranty guarantee
    delete remove erase deletion
    keep retain store retention storage kept
    clothing clothes dress wear outfit uniform
    thank thanks gratitude grateful appreciate appreciation acknowledgement acknowledgment acknowledgements
    greeting greet dear hello hi welcome
    photo picture image photograph
    holiday vacation leave
    limitation restriction limit weakness
    goal aim objective purpose target
    risk danger hazard threat
    meeting session assembly
    vote ballot voted
    result outcome finding
    revenue income turnover sales earning
    profit surplus proceeds
    grant subsidy funding
    part-time halftime
    duty task responsibility work
    complain complaint
    clean cleaning wash
    disposal dispose recycling
    child kid pupil
    buy purchase acquire procurement buying
    deliver delivery shipment
    late delay delayed
    penalty fine sanction
    breach break violation
    swap exchange
    venue location place
    wheelchair accessible accessibility
    parking park car
    fallback alternative backup
    cancel cancellation
    refund reimburse reimbursement
    forbid forbidden prohibit prohibited ban banned
    allow allowed permit permitted permission
    present attendance attendee attending
    absent apology apologies excused
    duration last length take
    outage downtime
    weigh weight
    shop store
    teach train training
    hour time
    chair chairman chairwoman president
    adopt adopted adoption approve approved
    author wrote
    programme program schedule agenda
    recipe ingredient
    hose hosepipe
    fridge refrigerator
    doctor physician
    tap water
    error mistake fault bug
    screenshot image
    deadline due
    next upcoming
    joined join new
    update updated revision
    license licence
    summary abstract
    budget finance finances
    participant attendee
    guest visitor
    boss manager director
    own owner
    temperature degrees degree hot heat
    equipment tool utensil need
    drop fall fell decrease decline reduce reduction decreased
    rise rose increase grow grew growth increased
    yearly annual annually year
    daily day
    weekly week
    monthly month
    buy bought
    deliver supply
    member membership
    """,
    "de": """
    preis kosten betrag gebühr
    beginn start anfang beginnen
    anwesend anwesenheit teilnehmer
    entschuldigt entschuldigung
    verantwortlich zuständig
    aufgabe todo
    ergebnis resultat
    abstimmung stimme abgestimmt beschluss
    sitzung treffen versammlung
    telefon telefonnummer tel
    rauchen raucher
    verboten untersagt nicht
    erlaubt gestattet zulässig
    fahrrad fahrräder rad
    abstellen abgestellt stellen
    reinigung reinigen gereinigt putzen
    schulung geschult unterweisung schulen
    müll abfall
    einnahme einnahmen
    ausgabe ausgaben
    termin datum
    gelten gilt gültig gültigkeit
    beanstandung mangel reklamation
    """,
    "fr": """
    prix coût tarif montant
    présent présents présence
    excusé excusés absent
    résultat vote voix
    interdit interdits interdiction
    autorisé permis
    solde compte
    dépense dépenses
    bienvenue bienvenu
    location louer
    horaire heure
    arrivée arriver
    départ partir
    auteur rédigé
    stationnement parking garer
    ouverture ouvert ouverte
    """,
}
_PREFIX = 5


@lru_cache(maxsize=8)
def _table(language: str) -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for line in _GROUPS.get(language, "").strip().splitlines():
        stems = {stem(word, language) for word in line.split()}
        for one in stems:
            table.setdefault(one, set()).update(stems)
    return {key: frozenset(value) for key, value in table.items()}


def kin_of(key: str, language: str) -> frozenset[str]:
    """Stems that may stand for a stem."""
    return _table(language).get(key, frozenset()) - {key}


def alike(key: str, other: str, language: str) -> bool:
    """Whether two stems are of one family by their form: a long common beginning, in German a common compound part."""
    if not (key.isalpha() and other.isalpha()) or min(len(key), len(other)) < 4:
        return False
    shared = next((at for at, (a, b) in enumerate(zip(key, other, strict=False)) if a != b), min(len(key), len(other)))
    if shared >= _PREFIX and shared >= 0.7 * max(len(key), len(other)):
        return True
    if language == "de":
        short, long = sorted((key, other), key=len)
        return len(short) >= 5 and (long.startswith(short) or long.endswith(short))
    return False


def joined(texts: list[str]) -> set[str]:
    """Neighbouring words written as one: `back up` as `backup`."""
    plain = [re.sub(r"[^\w]", "", one) for one in texts]
    return {one + two for one, two in pairwise(plain)} | {
        one for one, text in zip(plain, texts, strict=True) if one != text
    }
