"""Words by which a document may tell a thing without naming it: `ticket` for a price, `bus` for public transport.

They never show that a requirement is kept. A thing is taken to be missing only where neither its own word nor a hint of it
stands in the text. Each line: the words asked for, a colon, beginnings of the words that hint at them.
"""

import re
from functools import lru_cache

from goldthread.checks.words import stem

_HINTS = {
    "en": """
access accessibility accessible wheelchair disabled disability : access wheelchair ramp lift step-free disab barrier impair screen blind deaf hearing
accident injury emergency : accident injur emergenc first aid ambulance hurt hospital 112 911 999 wound
accommodation lodging hotel : hotel hostel stay night room lodg accommodat bed
agenda : agenda item schedule programme program topic
allergen allergy allergic : allerg nut gluten milk lactose contain soy egg celery intoleran
alcohol drink wine beer : alcohol drink wine beer spirit bar
animal pet dog cat : animal pet dog cat puppy horse
apology excuse : apolog sorry regret excus
appeal objection : appeal object challenge contest review complain dispute
appendix annex attachment : append annex attach enclos supplement
archive : archiv stor keep kept retain
arrival directions travel : arriv direction travel train bus tram station road drive route reach parking car
attendance attendee participant : attend present participant guest visitor absent apolog here took part
authentication login password : auth login log in sign password token key credential passkey
award prize : award prize winner won medal
backup : backup back up back-up copy copies snapshot restor
bank account iban : bank account iban bic transfer pay
benchmark performance speed : benchmark perform fast speed second ms latency throughput
bibliography reference source literature : bibliograph referenc sourc literature cite further reading [1] doi
bicycle bike : bicycl bike cycl
birthday : birth born
breakfast lunch dinner meal catering food : breakfast lunch dinner meal cater food eat buffet snack coffee menu kitchen serv
browser : browser chrome firefox safari edge
budget : budget cost spend spent money fund financ € $ £ eur usd gbp euro dollar pound total price expens
bug issue : bug issue error defect problem fix
cancellation cancel withdrawal : cancel withdraw refund call off terminat notice end the
certificate certification : certif diploma accredit iso licen
child childcare minor : child kid minor under age parent famil young nursery creche pupil
clothing dress uniform : cloth dress wear uniform outfit shoe jacket
competitor rival : competit rival other provider other compan market
complaint : complain feedback object dissatisf problem
compliance law legal regulation : complian law legal act regulat gdpr statut § article
confidentiality secrecy : confiden secre disclos private nda
conflict interest : conflict interest compet declar
consent : consent agree permission permit opt
cookie : cookie
copyright : copyright © rights reserved licen
currency : currenc euro dollar pound franc € $ £ eur usd gbp chf yen
customer client : customer client guest buyer user
damage : damag break broken repair defect loss
deadline : deadline by until due latest no later before closes closing end of
debt : debt loan owe credit borrow
delivery shipping dispatch : deliver ship dispatch courier post parcel freight
deposit : deposit advance down payment security bond
deprecation deprecated : deprecat remov sunset obsolet retire no longer legacy
diet vegan vegetarian : vegan vegetar meat diet plant
disclaimer liability liable : disclaim liab warrant responsib guarantee at your own risk insur damage
discount reduction : discount reduc off rebate cheaper concession free
disposal recycling waste rubbish : dispos recycl waste rubbish bin scrap trash compost return
donation donor : donat donor gift given sponsor contribut
dose dosage : dose dosage mg ml tablet daily take
driver driving licence : driv licen car vehicle
electricity energy power : electric energ power watt kwh gas heat solar current
encryption : encrypt tls ssl https aes hash cipher
environment sustainability climate emission carbon : environ sustainab climate emission carbon co2 green energy eco recycl footprint planet waste
error exception : error exception fail code 4 5
ethics : ethic irb consent approv committee
evacuation fire : evacuat fire smoke alarm extinguish exit assembl burn
evaluation feedback survey : evaluat feedback survey questionnaire review opinion
exam test : exam test quiz assess grade
experiment : experiment trial test stud
first aid kit : first aid kit bandage plaster injur
floor plan map : map plan floor drawing layout sketch ![ figure
funding funder sponsor grant : fund grant sponsor supported by financ donat foundation
glossary definition : glossar defin mean term abbrev
guarantee warranty : guarant warrant year defect repair
hardware : hardware computer cpu ram gb laptop machine device server
heating temperature : heat temperat degree ° warm cold radiator
history background : histor background past since founded origin
holiday vacation leave : holiday vacation leave day off days off time off absence pto
hygiene cleaning : hygien clean wash disinfect sanit
illness sickness sick : ill sick unwell doctor absen fever
image photo picture screenshot : image photo picture screenshot ![ figure illustrat
ingredient : ingredient gram cup tablespoon flour salt sugar
insurance insured : insur cover liab policy premium
interview : interview talk ask conversation
introduction : introduc about overview background welcome
inventory stock : inventor stock supply store
invoice billing bill : invoic bill charge pay
laptop computer : laptop computer notebook device pc mac
licence license : licen mit apache gpl bsd copyright
limitation weakness : limit weak restrict drawback caveat however only constraint small
linux : linux ubuntu debian fedora unix
windows : windows win32 microsoft .exe
macos : mac os x apple
logo : logo ![ image
lost : lost found missing property
maintenance service : maint service repair inspect check clean
medication medicine drug : medic drug pill tablet pharma
membership member : member join subscri
method : method how we approach procedure measur sampl
mission vision : mission vision aim goal purpose
motto slogan : motto slogan "
music band : music band song play sound concert
night : night evening overnight dark
noise quiet : noise quiet loud sound silent
nutrition calorie : nutri calor kcal protein fat carb kj
operator : operator run by company gmbh ltd
outlook forecast future : outlook forecast future next will plan expect ahead
overtime : overtime extra hour hours over
parking : park car garage vehicle
payment : pay paid invoice transfer cash card bank instalment
penalty fine sanction punishment : penal fine sanction punish deduct lose lost point warn dismiss charge fee consequence interest suspen disciplin forfeit
pension : pension retire
photo photography : photo picture camera image film
pregnancy pregnant : pregnan mother maternity
press media : press media journal newspaper
privacy data protection gdpr personal : privacy data gdpr personal protect
probation trial period : probation trial first month
promotion training career : train career promot course develop learn
publisher : publish press verlag isbn edition
quorum : quorum present majority vote eligible
receipt : receipt invoice proof voucher bill
recipe : recipe ingredient cook bake oven stir serve
recommendation : recommend should suggest advise propose
refund reimbursement : refund reimburs money back return paid back
registration : regist sign up book enrol join apply
remote home office : remote home anywhere telework hybrid
rent : rent month lease tenan
repair : repair fix broken mend replace service
reservation booking : reserv book table seat
return : return send back refund
risk hazard danger : risk hazard danger threat could fail uncertain depend if delay
salary pay wage : salar pay wage earn € $ £ gross per hour a year
sample : sampl participant n = subject respond
school : school class pupil teach
security : secur protect encrypt lock alarm guard vulnerab
severance : severance redundan compensat
shower toilet restroom bathroom wc : shower toilet restroom bathroom wc loo washroom lavator sanit
signature sign : sign signature ____ regards
smoking smoke : smok cigar vap tobacco
software : software program app tool code
spare part : spare part replac
stairs elevator lift : stair elevator lift step escalator
statistics : statist p = p < mean test % average
storage store : stor keep kept shelf fridge cool dry cellar
subscription : subscri month plan renew
successor replacement : success replac follow new take over takes over
supplier vendor : suppl vendor provid from compan
tax vat : tax vat gst net gross duty
template : templat sample form letter draft
test testing : test check verify qa try
tip : tip gratuit service charge
tool equipment : tool equip need bring screwdriver hammer drill
translation interpreter : translat interpret language
transport public bus train tram : transport bus train tram station metro underground subway line ferry stop
travel expenses : travel expens mile trip
troubleshooting : trouble problem fault if the does not fix error
uninstall : uninstall remov delet
upgrade update migration : upgrad updat migrat version
vaccination : vaccin immuni jab shot
visa passport : visa passport id entry
visitor guest : visit guest
volunteer : volunteer help unpaid
voting vote ballot : vot ballot majority elect unanim show of hands poll for against abst
water : water tap bottle drink
weather rain : weather rain sun wind storm snow wet
wifi internet : wifi wi-fi wlan internet network online
""",
    "de": """
entsorgung : entsorg müll abfall recycl wertstoff sammelstelle altgerät
gehalt lohn vergütung : gehalt lohn vergüt € euro tarif tv entgelt verdien brutto
versicherung haftung : versicher haft schaden gewähr
datenschutz daten : datenschutz daten dsgvo personenbezogen
naturschutz umwelt umweltschutz nachhaltigkeit : natur umwelt nachhaltig klima müll pflanz
parkplatz parken : park stellplatz auto tiefgarage
kündigung : kündig ende aufheb frist
haustier hund : haustier hund katze tier
garantie : garantie gewähr jahr
telefon : telefon tel ruf nummer
rauchen : rauch zigar
""",
    "fr": """
parking stationnement : park stationn garer voiture
partenaire : partenair soutien avec mécène sponsor merci
assurance : assur responsab garanti couver
donnée données : donnée personnel rgpd cnil confiden vie privée
poubelle déchet tri : poubelle déchet tri ordure recycl
animal chien : anima chien chat
""",
}  # fmt: skip


_WHOLE = 3
"""Letters of the longest hint that must be a word of its own."""
_COMMON_WORDS = (
    "no the at your own of to by off up out in if and for who how we call day days hours hour first back end over extra money time step fix new take took here other show not last under age down ask "
    "look it from company year month week way he she they pay name text point part long late later until before after without with is are be lost lose line class"
)
_COMMON = frozenset(_COMMON_WORDS.split())
"""Words of the hints above that hint at nothing by themselves."""


@lru_cache(maxsize=8)
def _table(language: str) -> dict[str, tuple[str, ...]]:
    """Hints by the stem of the word asked for."""
    table: dict[str, tuple[str, ...]] = {}
    for line in _HINTS.get(language, "").strip().splitlines():
        asked, _, hints = line.partition(" : ")
        for word in asked.split():
            key = stem(word, language)
            table[key] = (*table.get(key, ()), *(one for one in hints.split() if one not in _COMMON))
    return table


def hints_of(key: str, language: str) -> tuple[str, ...] | None:
    """Beginnings of words that hint at a stem; None where none are known."""
    return _table(language).get(key)


@lru_cache(maxsize=512)
def _pattern(hints: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(
        "|".join(
            (r"(?<!\w)" if one[0].isalnum() else "")
            + re.escape(one)
            + (r"(?!\w)" if one.isalnum() and len(one) <= _WHOLE else "")
            for one in hints
        )
    )


def hinted(key: str, text: str, language: str) -> bool:
    """Whether a text has a hint of a stem; `text` in small letters."""
    hints = hints_of(key, language)
    return bool(hints and _pattern(hints).search(text))
