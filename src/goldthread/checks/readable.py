"""Whether a reader would accept a sentence of a small model."""

import re
from difflib import SequenceMatcher

from goldthread.checks.reading import language_of
from goldthread.checks.words import STOP_WORDS

_TASK_TALK = re.compile(
    r"\bsentences?\b|\bparagraphs?\b|\b(?:the|this|each|next|journal-like) (?:entry|entries)\b|\blet me (?:try|see|know|rewrite|"
    r"rephrase|revise)\b|\bmake (?:this|it|that|them) (?:more|less|better|clearer|shorter|longer)\b|\bmore engaging\b|"
    r"\bbreak (?:it|this|that) down\b|\bvivid descriptions?\b|\b(?:would|does|will) that (?:change|work|help|be better)\b|"
    r"\b(?:revised version|rewritten version|your (?:passage|text|request|prompt|story|sentence|writing|question|"
    r"diary)|"
    r"as an ai|language model|as requested|this (?:sentence|passage|paragraph|prompt|revised|version|text|chapter|"
    r"section|"
    r"revision|entry (?:is|describes))|the (?:passage|prompt|original (?:text|passage)|user|assistant|"
    r"following sentence)|the (?:phrase|words?|term) [\"'“‘]|\b(?:first|third)[- ]person\b|writing style|\bessay\b|"
    r"(?:this is|here is) (?:the|a|an) (?:story|tale|narrative|diary|passage|example|scene|poem)|you(?:'re|"
    r" are) on the|new (?:voice|character|scene)|"
    r"is a (?:narrative|story|tale|novel|book|passage|diary|poem) (?:that|about|which|of)|story i (?:just )?wrote|"
    r"within the text|the (?:story|narrative|plot|reader)s? |"
    r"protagonist|\bthe writer\b|entries are written|readers?\b|\b(?:can|could|would|will|do|did|are|have) you\b|\bhelp me\b|\bhere(?:'s|’s| is| are)\b|"
    r"flow better|\bbuy it\b|"
    r"^(?:you|your)\b|"
    r"i (?:hope|can|'d be happy|made|added|will write|am ready|'m sorry|apologize|don't have)\b.{0,30}\b(?:help|"
    r"assist|write|"
    r"changes|sentence|passage|access|information)|word count|let me know|here(?:'s| is| are)\b.{0,40}"
    r"(?:sentence|passage|version|example|paragraph|entry|rewrite)|note that|example:|sentence:|title:|"
    r"\bblog(?:s|ging)?\b.{0,20}\b(?:posts?|entry|entries|focus|celebrates?|week)|\b(?:week'?s?|weekly|my) blogs?\b|"
    r"personal (?:touch(?:es)?|anecdotes?)\b|\bcore message\b|following (?:short )?(?:story|tale|poem|text|letter)\b|"
    r"\b(?:chapter|section|book|author|article|guide|handbook|passage)s? (?:also |then |finally |here )?(?:begins?|ends?|opens?|"
    r"closes?|covers?|goes into|explores?|provides?|concludes?|describes?|discuss(?:es)?|offers?|includes?|is about|"
    r"focus(?:es)?|highlights?|emphasi[sz]es?|touches|delves?|examines?|introduces?|presents?|aims?)\b|"
    r"^(?:in (?:conclusion|summary)|to (?:conclude|summari[sz]e))\b|\bas (?:i|we) (?:have |had )?(?:mentioned|said|noted)\b|"
    r"\brecommend this\b|\bthis (?:book|article|guide|handbook|topic)\b|\bfinal (?:note|chapter|page|verse)\b|"
    r"\b(?:her|his|their) (?:\w+ )?(?:article|essay)\b|^it (?:also )?(?:explores|delves|"
    r"includes details|has lots of information)\b|^i'll (?:give|write|provide|try)\b|\b(?:click|scroll)(?:ing)?\b|"
    r"^(?:a|the|each|every) chapter\b|\bchapters? on\b|well-written|\bsensory details?\b|\bthe (?:text|passage) was\b|"
    r"\b(?:engaging|enjoyable) to read\b|\bmain focus\b|^they (?:also )?(?:discuss|explore|delve|cover)\b|"
    r"^it covers (?:the (?:fascinating|world|importance|history|basics)|everything|all)\b|"
    r"^it (?:also )?(?:offers|provides|contains|includes) (?:\w+ )?(?:tips|advice|sections|information|insights|biology)\b|"
    r"\bthe contents? (?:is|are|includes?|covers?)\b|\bcomprehensive (?:resource|guide|overview)\b|\bthe list below\b|"
    r"\bat your leisure\b|\bcomes to mind\b|"
    r"\bas follows\b|(?:this|the) (?:diary|journal|entry|narration) (?:is|was|has been) (?:written|told|set)\b|"
    r"\b(?:special thanks|thanks?(?: you)?) (?:to (?:everyone|all|you)|for (?:reading|sharing|your))|wonderful article|"
    r"like you said|\bshare\b.{0,40}\bwith you\b|\byour (?:team|readers?|audience)\b|that's all i|"
    r"^i (?:also )?(?:included|added|kept|changed|rewrote|revised)\b|"
    r"\[|\]|https?:|www\.|in this (?:passage|story|article|essay|prompt|section))",
    re.IGNORECASE,
)
_GLUED = re.compile(
    r"\.{2,}\w|…\w|[a-zà-ÿ][A-ZÀ-Ý]|[a-z],[a-z]|\w{25,}|''|--\w|(?<![\w,.!?…])'(?!s\b|re\b|ve\b|ll\b|d\b|m\b|t\b)\W"
)
_BRANDS = re.compile(r"\b(?:Mc|Mac|Fitz|De|Di|La|Le|Van|O'|i|e)[A-Z][a-z]+")
_ORDER = re.compile(
    r"^(?:write|rewrite|mention|include|make sure|ensure|use|avoid|describe|remember to|do not (?:mention|use|write|"
    r"repeat|include)|don't "
    r"(?:mention|use|write|repeat|include)|answer|respond|reply|continue) (?:to |that |a |an |the |your |in |about |"
    r"only |all |with |this )|"
    r"\bthe (?:sentence|section|paragraph|text|reply|answer) (?:must|should|has to|needs to)\b",
    re.IGNORECASE,
)
_DOUBLED = re.compile(r"\b([a-zà-ÿ]{2,})\s+\1\b", re.IGNORECASE)
_ALLOWED_DOUBLES = {"had", "that", "very", "long", "is"}
_MARKUP = re.compile(r"[*_#<>|`~{}\\]|^\s*(?:[-•]|\d+[.)])\s")
_DANGLING = re.compile(
    r"\b(?:the|a|an|of|to|and|or|with|in|on|at|for|from|by|my|his|her|their|its|our|your|that|which|who|as|is|was|but|"
    r"became|into|so|had|were|are)[.!?]$",
    re.IGNORECASE,
)
_TITLE_LAST = re.compile(r"\b(?:Dr|Mr|Mrs|Ms|Prof|St|Sr|Mt)\.$")
_TRAILS = re.compile(r"(?:\.{2,}|…)[\"'”’]*$")
_STRAY = re.compile(r"(?:^|\s)['’‘](?=\s|[.,;:!?]?$)")
_OPENED = re.compile(r"(?<![\w'’])['‘](?!(?:tis|twas|em|cause|til|round|n|s)\b)(?=\w)", re.IGNORECASE)
_CLOSED = re.compile(r"(?<=[\w.,!?…])['’](?!\w)")
_SPOKEN = re.compile(r"(?<=[.,!?…])['’](?!\w)")
_NAMES_IN_LOWER_CASE = re.compile(
    r"\b(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|april|june|july|september|october|"
    r"november|december|english|french|german|italian|spanish|christmas|easter)\b"
)
_ENDS = re.compile(r"[.!?…。！？][\"'”’」』)]*$")
_PAIRS = (("(", ")"), ("“", "”"), ("「", "」"))


_HAN = r"\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff"
_PLAIN = {
    "zh": re.compile(rf"[{_HAN}，、；：。！？…—·“”‘’《》（）\s]+"),
    "ja": re.compile(rf"[{_HAN}\u3040-\u30ff，、；：。！？…—・「」『』（）\s]+"),
}
_CROWDED = re.compile(r"[，、；：。！？·]{2,}|[（《](?![^（《]*[）》])")
_WORD = re.compile(r"[\w'’-]+")


def plausible(sentence: str, *, language: str = "en") -> str:
    """Why a reader would not accept a sentence; empty where one would.

    Args:
        sentence: One sentence of a small model's reply.
        language: Language of the text; the rules on words are for scripts with spaces.
    """
    text = sentence.strip()
    if not _ENDS.search(text):
        return "it is not finished"
    if _TRAILS.search(text):
        return "it trails off"
    if _MARKUP.search(text):
        return "it holds markup"
    if _TASK_TALK.search(text) or _ORDER.search(text):
        return "it talks about the task"
    if language in _PLAIN:
        return _plausible_spaceless(text, language)
    if not text[0].isupper() and text[0] not in "\"“'‘«¿¡0123456789":
        return "it begins in the middle"
    words = text.split()
    if not 4 <= len(words) <= 70:
        return "it is too short or too long"
    if _GLUED.search(_BRANDS.sub("Name", text)):
        return "its words run together"
    doubled = _DOUBLED.search(text)
    if doubled and doubled[1].lower() not in _ALLOWED_DOUBLES:
        return "it says a word twice"
    if _DANGLING.search(text) or _TITLE_LAST.search(text):
        return "it breaks off"
    if text.count('"') % 2 or any(text.count(left) != text.count(right) for left, right in _PAIRS):
        return "its quotation marks or brackets do not close"
    opened = len(_OPENED.findall(text))
    if _STRAY.search(text) or not len(_SPOKEN.findall(text)) <= opened <= len(_CLOSED.findall(text)):
        return "its quotation marks or brackets do not close"
    if language == "en" and _NAMES_IN_LOWER_CASE.search(text):
        return "it writes a name in lower case"
    lowered = [word.lower().strip(",.;:!?") for word in words]
    if len(lowered) > 12 and len(set(lowered)) < 0.5 * len(lowered):
        return "it says the same over and over"
    if foreign(text, language):
        return "it is in another language"
    return ""


def _plausible_spaceless(text: str, language: str) -> str:
    if len(text) < 6:
        return "it is too short"
    if not _PLAIN[language].fullmatch(text):
        return "it holds letters of another script"
    if _CROWDED.search(text):
        return "its punctuation is broken"
    return ""


def foreign(sentence: str, language: str) -> bool:
    """Whether a sentence is in another language: hardly a small word of its own, and named otherwise by its letters.

    Both must hold: names of people and places alone make no sentence foreign.
    """
    own = STOP_WORDS.get(language)
    if own is None:
        return False
    words = [word.casefold() for word in _WORD.findall(sentence)]
    if not words or sum(word in own for word in words) >= 0.15 * len(words):
        return False
    return language_of(sentence) != language


def longest_echo(sentence: str, told: str) -> int:
    """Most words in a row that a sentence shares with what the prompt told."""
    said, known = ([word.casefold() for word in _WORD.findall(text)] for text in (sentence, told))
    return SequenceMatcher(None, said, known, autojunk=False).find_longest_match().size
