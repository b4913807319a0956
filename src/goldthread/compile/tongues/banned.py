"""What a prohibition is of."""

import re

from goldthread.compile.prohibitions import forbidden_phrases
from goldthread.compile.tongues.marks import mark


def object_of(text: str, language: str) -> str:
    """The words of a clause that its negation is of, the clause itself where none are found."""
    plain = text.strip(" .。!！")
    if language == "zh":
        match = re.search(
            rf"(?:{mark('never', 'zh').pattern})(?:再|要|得|许|能)?(?:提到|提及|提起|提|使用|用|出现|写到?|包含|讲到?|谈到?|谈论|说到?|涉及|描写|介绍|有)?(.+)$",
            plain,
        )
        return match[1] if match else plain
    if language == "ja":
        return re.split(
            r"という(?:言葉|語|単語)|に(?:は)?(?:触れ|言及)|について|(?:を|は|も)(?:一切)?(?:使|用|書|入|出|載|描|明)|は|を",
            plain,
        )[0]
    if language == "en":
        return " or ".join(forbidden_phrases(plain, "en")) or plain
    never = mark("never", language)
    match = never.search(plain)
    if match is None:
        return plain
    after = plain[match.end() :].strip(" ,'’")
    drop = (
        r"^(?:(?:be|werden|wird|darf|dürfen|pas|jamais|plus|aucune?|se|de|d['’]|du|des|das|der|die|den|dem|el|la|le|les|los|las|l['’]|es|on|il|in|en|dans|auf|über|sur|sobre|von|mit|hay|y a|tener|nada|nunca|ningún|ninguna|"
        r"words?|wörter|wort|begriffe?|mots?|palabras?|término\w*|namen?|erwähn\w*|verwend\w*|benutz\w*|nenn\w*|mention\w*|utilis\w*|emplo\w+|cit\w+|parl\w+|mencion\w+|us[aeo]\w*|utili\w+|habl\w+|nombr\w+|erwähnt|genannt)\b['’]?\s*)+"
    )
    kept = re.sub(drop, "", after, flags=re.IGNORECASE)
    kept = re.sub(
        r"\s+(?:erwähnt|genannt|verwendet|benutzt|vorkommen|werden|erwähnen|verwenden|nennen|benutzen|vor|auf|enthalten)\b.*$",
        "",
        kept,
        flags=re.IGNORECASE,
    )
    if len(kept.strip()) > 1:
        return kept
    before = re.split(
        r"\b(?:darf|dürfen|soll\w*|wird|werden|kommt|kommen|ne|n['’]|doit|doivent|no|debe\w*)\b",
        plain,
        maxsplit=1,
        flags=re.IGNORECASE,
    )[0]
    return (
        re.sub(r"^(?:der|die|das|den|le|la|les|l['’]|el|los|las|ein|eine)\s+", "", before.strip(), flags=re.IGNORECASE)
        or plain
    )
