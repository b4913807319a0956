"""What a clause asks for in its own words, and the phrases whose presence shows that it is kept."""

import re

from goldthread.compile.clauses import MASK
from goldthread.compile.places import Place
from goldthread.compile.saying import thing_said

LONGEST = 300
_LEADING = re.compile(
    r"^(?:[\s,;:.\-–—、，。：)）]+|(?:in|on|at(?! (?:most|least)\b)|from|for|during|to|of|along|within|throughout|and|but|then|also|als[oa]|im|am|an|auf|für|"
    r"während|und|dans|en|au|aux|à|pour|pendant|et|para|durante|y|que|dass|starting|beginning|ab|von|at the|in the|on the|of the|"
    r"在|从|于|の|に|で|は|には|では|から)(?=[\s,;:]|$|[\u3040-\u9fff])\s*)+",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    r"(?:[\s,;:\-–—、，：(（]+|\b(?:in|on|at|from|for|during|by|to|of|along|within|and|or|the|im|am|an|auf|der|dem|und|dans|en|au|à|la|le|et|"
    r"el|y|de|du|starting|every|with an interval of|with|located|at block|falls?|takes? place|ist|est|es)\s*|[在从于は]$)+$",
    re.IGNORECASE,
)
_MODAL = (
    r"(?:must|should|shall|has to|have to|needs? to|ought to|will|is to|are to|can|may|muss|müssen|soll(?:en|te)?|hat zu|doit|doivent|"
    r"devra|debe(?:n|rá)?|tiene que|必须|应该?|要|需要?|须)"
)
_SAY = (
    r"(?:mention(?:s|ed|ing)?|include[sd]?|includ(?:e|ing)|contain(?:s|ing)?|describe[sd]?|describing|discuss(?:es|ing)?|feature[sd]?|featuring|"
    r"cover(?:s|ing)?|explain(?:s|ing)?|introduce[sd]?|introducing|present(?:s|ing)?|refer(?:s|ring)? to|talk(?:s|ing)? about|tell(?:s|ing)? (?:of|about)|"
    r"deal(?:s|ing)? with|address(?:es|ing)?|show(?:s|ing)?|name[sd]?|quote[sd]?|list(?:s|ing)?|say(?:s|ing)?|state[sd]?|be about|focus(?:es|ing)? on|"
    r"highlight(?:s|ing)?|provide[sd]?|summari[sz]e[sd]?|report(?:s|ing)? on|add(?:s|ing)?|"
    r"erwähn\w*|nenn\w*|enthalt\w*|enthält|beschreib\w*|behandel\w*|erklär\w*|vorstell\w*|zeig\w*|schilder\w*|erläuter\w*|auf\w+ eingehen|"
    r"mentionne[rsnt]*|évoque[rsnt]*|contenir|contient|décri\w*|explique[rsnt]*|présente[rsnt]*|parle[rsnt]* d(?:e|u|es)|inclu\w*|aborde[rsnt]*|traite[rsnt]* d(?:e|u)|"
    r"menciona\w*|mencione\w*|incluy\w+|incluir|conten\w+|contiene|describ\w+|expli\w+|present\w+|habl\w+ de(?:l)?|trat\w+ de(?:l)?|"
    r"提到|提及|描述|介绍|介紹|包含|包括|讲述|说明|写到|触れ\w*|言及\w*|述べ\w*|説明\w*|紹介\w*|描\w+)"
)
_DO = (
    r"(?:celebrat(?:e[sd]?|ing)|attend(?:s|ed|ing)?|visit(?:s|ed|ing)?|take[s]?(?: part in)?|taking|participat(?:e[sd]?|ing) in|go(?:es|ing)? (?:to|on)|"
    r"writ(?:e[s]?|ing)|hav(?:e|ing)|has|buy[s]?|buying|repair(?:s|ing)?|plant(?:s|ing)?|host(?:s|ing)?|organi[sz](?:e[sd]?|ing)|schedul(?:e[sd]?|ing)|"
    r"allocat(?:e[sd]?|ing)|designat(?:e[sd]?|ing)|us(?:e[sd]?|ing)|plac(?:e[sd]?|ing)|put[s]?|build[s]?|building|install(?:s|ing)?|hik(?:e[sd]?|ing)|"
    r"serv(?:e[sd]?|ing)|find[s]?|finding|mak(?:e[s]?|ing)|start(?:s|ing)?|giv(?:e[s]?|ing)|hold[s]?|holding|press(?:es|ing)?|decorat(?:e[sd]?|ing)|"
    r"meet[s]?|meeting|see[s]?|seeing|do(?:es|ing)?|run[s]?|running|insert|reserve|dedicate|assign|set up|enjoy(?:s|ing)?)"
)
_ARTICLE = r"(?:the|an?|some|her|his|their|its|my|our|your|eine?[nmrs]?|der|die|das|dem|den|des|une?|la|les?|l['’]|des|du|el|los|las|unos|unas|un[ao]?)"
_SUBJECT = (
    r"(?:she|he|they|we|i|you|it|the author|the narrator|there (?:is|are)|er|sie|ich|wir|elle|il|nous|je|ella|él|"
    r"[A-Z][\w'’-]+)"
)
_QUOTED = re.compile(r"['‘\"“„«「《]([^'’\"”“»」》]{2,80}(?:['’]s [^'’\"”“»」》]{1,60})?)['’\"”“»」》](?!\w)")


def clause_text(text: str, places: list[Place]) -> str:
    """A clause without the words of its places, tidied, at most 300 characters.

    Args:
        text: The clause.
        places: Places with offsets within it.
    """
    left = text
    for place in sorted(places, key=lambda one: -one.start):
        before, after = left[: place.start], left[place.end :]
        before = re.sub(
            r"(?:\b(?:in|on|at|from|during|for|by|along|within|im|am|in der|in dem|auf|dans|au|en|à|pendant|durante|around|until|of|starting from|"
            r"starting|beginning)\s+(?:the\s+|la\s+|le\s+|el\s+|der\s+|dem\s+|den\s+)?|[在从于])$",
            "",
            before,
            flags=re.IGNORECASE,
        )
        left = f"{before} {after}" if before.strip() and after.strip() else before + after
    left = " ".join(left.replace(MASK, " ").split())
    left = re.sub(r"\(\s*\)|\s+(?=[,.;:!?)])", "", left)
    cut_at_end = any(not re.search(r"\w", text[place.end :]) for place in places)
    return _tidy(left, cut_at_end=cut_at_end)[:LONGEST].strip()


def _tidy(text: str, *, cut_at_end: bool) -> str:
    previous = None
    while previous != text:
        previous = text
        text = _LEADING.sub("", text)
        text = re.sub(r"[\s.,;:!?。，；：、]+$", "", text)
        text = re.sub(r"\s+(?:and|or|und|oder|et|ou|y|o)$", "", text, flags=re.IGNORECASE)
        if cut_at_end:
            text = _TRAILING.sub("", text)
    return text


def mentions_of(text: str, language: str) -> tuple[str, ...]:
    """Phrases that show a requirement to be kept: what it says must be mentioned, held or done, without its verb."""
    phrase = re.sub(r"\s+(?:is|are)$", "", text.strip())
    if birthday := re.match(r"^(?P<who>[^()]{2,40}?)(?:\s*\([^)]*\))*\s*\(?\s*birthday\)?$", phrase, re.IGNORECASE):
        who = (
            re.sub(r"^(?:family member birthday|birthdays?)\s*:\s*", "", birthday["who"], flags=re.I)
            .strip(" _")
            .replace("_", " ")
        )
        whose = re.sub("['’]s$", "", who)
        return (f"{whose}'s birthday",)
    if birthday := re.match(r"^(?P<who>.{2,40}?)['’]s birthday\b", phrase, re.IGNORECASE):
        return (f"{birthday['who']}'s birthday",)
    quoted = [one.strip() for one in _QUOTED.findall(phrase) if len(one.split()) <= 8]
    if quoted:
        return tuple(dict.fromkeys(quoted[:1]))
    if use := re.search(r"\bfor\s+(?:an?\s+|the\s+)?(.+?)\s+(?:use|purposes?)$", phrase, re.IGNORECASE):
        return (use[1],)
    if re.match(r"^(?:allocate|designate|reserve|dedicate|assign|set aside|use)\b", phrase, re.IGNORECASE):
        target = re.search(r"\b(?:for|to|as)\s+(?:an?\s+|the\s+)?(.+)$", phrase, re.IGNORECASE)
        direct = re.match(r"^\w+\s+(?:aside\s+)?(?:an?\s+|the\s+)?(.+)$", phrase)
        found = target or direct
        return (_object(found[1]),) if found else (phrase,)
    if thing := thing_said(phrase, language):
        return (_object(thing),)
    phrase = re.sub(rf"^(?:that\s+)?(?:{_SUBJECT}\s+)?{_MODAL}\s+", "", phrase, flags=re.IGNORECASE)
    if thing := thing_said(phrase, language):
        return (_object(thing),)
    lead = (
        "" if language in ("zh", "ja") else rf"^(?:(?:{_SUBJECT})\s+)?(?:\w+ly\s+|also\s+|auch\s+|aussi\s+|también\s+)?"
    )
    if said := re.search(rf"{lead}{_SAY}(?![a-zà-ÿ])\s*(?:that\s+)?(.+)$", phrase, re.IGNORECASE):
        return (_object(said[1]),)
    if (
        re.match(r"(?:she|he|they|we|er|sie|wir|elle|il|ils|nous|ella|él)\s+\w", phrase, re.IGNORECASE)
        and len(phrase.split()) <= 12
    ):
        return (phrase,)
    if done := re.match(rf"^(?:(?i:{_SUBJECT})\s+)?(?i:{_DO})\s+(.+)$", phrase):
        return (_object(done[1]),)
    return (_object(phrase),)


_ALONE = re.compile(
    r"^(?:only|nur|seulement|uniquement|sólo|solo|solamente|únicamente)\s+|\s+(?:only|nur|seulement|uniquement|sólo|solo|"
    r"solamente|únicamente)$",
    re.IGNORECASE,
)
"""Says that it stands nowhere else; no part of what is said."""


def _object(text: str) -> str:
    """A noun phrase without its article, marks and what hangs on it."""
    plain = re.sub(r"\([^)]*\)", " ", text)
    plain = re.split(
        r"\s+(?:with dishes like|with a special dish|with dishes|with special dishes|serving|featuring dishes)\b|[:：;]",
        plain,
    )[0]
    plain = " ".join(plain.split()).strip(" .,;:!?\"'“”‘’«»「」《》。，、：")
    plain = _ALONE.sub("", plain) or plain
    words = plain.split()
    return " ".join(words[:12]) if len(words) > 12 else (plain or text.strip())
