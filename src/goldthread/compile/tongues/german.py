"""German."""

from goldthread.compile.tongues.tongue import Tongue

GERMAN = Tongue(
    code="de",
    phrases={
        ".": "vor allem|nach und nach|vor Ort|nach Möglichkeit|auf jeden Fall|in jedem Fall|auf keinen Fall|in keinem Fall|alles in allem|am Ende|zu Beginn|am Anfang|zum Schluss|am Schluss|bis zu Ende|nach Belieben|"
        "vor Augen|nach wie vor|im Großen und Ganzen|ab und zu|zum Beispiel|im Übrigen|in erster Linie|erster Linie|jedes Mal|jeder Art|zum einen|zum anderen|ersten Person|dritten Person|zweiten Person|erste Person|dritte Person",
        "v": "jede|jeder|jedes|jeden|jedem|alle|aller|allen|alles|sämtliche|sämtlichen|jede einzelne|jedes einzelne|jeder einzelne|in jedem einzelnen",
        "V": "je|pro|jeweils pro",
        "A": "in allen|überall|jeweils|je eine|je ein|jedes einzeln",
        "g": "kein|keine|keiner|keinem|keinen|keines",
        "l": "letzte|letzter|letztes|letzten|letztem|abschließende|abschließenden|abschließendes|allerletzte|allerletzten",
        "P": "drittletzte|drittletzter|drittletztes|drittletzten|drittletztem|vorletzte|vorletzter|vorletztes|vorletzten|vorletztem|zweitletzte|zweitletzten",
        "C": "mittlere|mittleren|mittlerer|mittleres|mittlerem",
        "M": "ganz oben|oberste|obersten|oberstes|zuoberst",
        "H": "hälfte|drittel|viertel",
        "G": "übrigen|restlichen|anderen|verbleibenden|alle übrigen|alle anderen|sämtliche übrigen|alle restlichen|weiteren",
        "O": "ungerade|ungeraden|ungerader|ungerades|mit ungerader Nummer|mit ungerader Zahl|ungeradzahlige|ungeradzahligen",
        "E": "gerade|geraden|gerader|gerades|mit gerader Nummer|mit gerader Zahl|geradzahlige|geradzahligen",
        "r": "bis|bis zu|bis zum|bis zur|bis einschließlich|bis inklusive|bis einschließlich zum|bis in|bis in den|bis ins",
        "B": "zwischen",
        "s": "ab|ab dem|ab der|beginnend|angefangen|startend|anfangend|erstmals|erstmalig|zum ersten Mal|das erste Mal|mit Beginn|beginnend mit|beginnend mit dem|beginnend bei|beginnend in|beginnend im|beginnend ab|angefangen mit|angefangen bei|angefangen in|angefangen im|"
        "erstmals in|erstmals im|erstmals am|zum ersten Mal in|zum ersten Mal im|zum ersten Mal am|zuerst in|zuerst im|startend mit|startend in|startend bei|das erste Mal in|"
        "das erste Mal im|anfangend mit|anfangend bei|erstmalig in|erstmalig im|los geht es in|Start in|Start im|Beginn in|Beginn im",
        "S": "aufwärts|und folgende|ff|fortlaufend",
        "x": "außer|außer in|außer im|außer an|außer am|ausser|ausser in|ausser im|bis auf|ausgenommen|mit Ausnahme von|mit Ausnahme des|mit Ausnahme der|abgesehen von|abgesehen vom|"
        "nur nicht|nur nicht in|nur nicht im|nicht aber|nicht aber in|aber nicht|aber nicht in|aber nicht im|nicht jedoch|jedoch nicht in|jedoch nicht im",
        "t": "vor|noch vor",
        "T": "nach|erst nach",
        "i": "also|das heißt|d. h.|nämlich|sprich|und zwar|will sagen",
        "p": "in|im|ins|an|am|auf|aus|bei|beim|zu|zur|zum|für|während|der|die|das|dem|den|des|Nummer|Nr|No|dort|unter|hinter|innerhalb|seitens",
        "j": "an",
        "R": "von|vom|von der|von dem",
        "a": "und|oder|sowie|wie auch|und auch|beziehungsweise|bzw",
    },
    months=("januar", "februar", "märz", "april", "mai", "juni", "juli", "august", "september", "oktober", "november", "dezember"),
    weekdays=("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag"),
    units={
        "chapter": r"kap", "question": r"faqs?|fragen?", "section": r"abschn|paragra(?:f|ph)(?:en|s)?|punkt(?:e[sn]?|s)?", "lesson": r"lekt", "story": r"märchens?|erzählung(?:en)?",
        "floor": r"stockwerken|stockwerks|geschosse[sn]?|og|ebenen?", "module": r"bausteine?n?", "stage": r"stationen|station", "week": r"wo|kw",
        "quarter": r"quartal(?:e[sn]?|s)?", "session": r"termin(?:e[sn]?|s)?|treffens?|kurstag(?:e[sn]?|s)?|unterrichtsstunden?", "entry": r"tagebucheintr(?:ag|äge|ägen)",
        "phase": r"phasen?", "volume": r"bänden?|band(?:es)?", "scene": r"szene", "act": r"akt(?:e[sn]?|s)?", "letter": r"rundbrief(?:e[sn]?|s)?",
        "release": r"ausgaben?|version(?:en)?", "room": r"räumen?|raum(?:e?s)?|säle|sälen|saal(?:e?s)?", "exercise": r"übung(?:en)?", "sprint": r"sprints?", "article": r"beitr(?:ag|äge|ägen)",
    },
    verbs=r"",
)  # fmt: skip
