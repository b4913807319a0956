"""Echo: a reply that begins or ends with the instructions it was given."""

import re
from collections.abc import Sequence

from goldthread.checks.words import fold

_I = re.IGNORECASE
_SENTENCE = re.compile(r"[^.!?。！？\n]+(?:\.(?=\w)[^.!?。！？\n]+)*[.!?。！？:：]*[\"'”’」)\]]*")
_ORDER = re.compile(
    r"\W*(?:(?:please|now|then|also|finally|and|but|\d+[.)])\s+)*(?:write|rewrite|use|do not|don't|never|always|"
    r"mention|include|avoid|keep|make sure|ensure|return|output|respond|"
    r"reply|begin|start|continue|end|follow|describe|stay|answer|give|provide|produce|create|compose|draft|add|state|"
    r"say|put|place|leave|mind|remember|cite|only|no |aim|stick|refer|revise|"
    r"you are|you will|you must|you should|your (?:task|job|section|chapter|brief|part)|the (?:section|text|reply|answer|passage|paragraph|"
    r"title|heading|tone|language|length|style) (?:must|should|is|has to|needs)|"
    r"it must|it should|this section must|each |target|length|language|tone|style|title|section|heading|constraints?|"
    r"instructions?|requirements?|task|brief|plan|words?|facts?|notes?|context|"
    r"schreib\w*|verwende\w*|vermeide\w*|erwähne\w*|antworte\w*|gib|beginne\w*|achte\w*|du bist|deine aufgabe|écri\w+|"
    r"rédige\w*|utilise\w*|évite\w*|mentionne\w*|ne répète\w*|tu es|"
    r"escrib\w+|redacta\w*|usa\w*|evita\w*|menciona\w*|no repitas|eres|tu tarea)\b|\W*(?:请|請|写|寫|撰写|不要|必须|使用|避免|提到|只|"
    r"书いて|書いて|使って|避けて|してください)|[^\n]*(?:ください|なさい|すること)。?$"
    r"|[^\n]*\b(?:must|should|has to|have to|needs to|muss|müssen|soll(?:en|te)?|doit|doivent|debe[ns]?)\b",
    _I,
)
_LABEL = re.compile(
    r"(?:#+\s*|\*\*)?(?:instructions?|prompt|task|user|system|brief|aufgabe|consigne|tarea|request|指示|任务|"
    r"要求)\s*[:：](?:\*\*)?\s*",
    _I,
)
_MOST = 200


def _key(text: str) -> str:
    return re.sub(r"[\W_]+", " ", fold(text)).strip()


def _is_known(sentence: str, material: str) -> bool:
    key = _key(sentence)
    long_enough = len(key.split()) >= 3 or (not key.isascii() and len(key) >= 6)
    return long_enough and f" {key} " in material


def leading_echo(text: str, prompts: Sequence[str]) -> int:
    """Where an echo of the instructions at the start of a reply ends; 0 where there is none.

    Sentences that stand word for word in the prompt are an echo from the first up to the last order among them; facts that the
    prompt gives and the text uses are none.
    """
    material = f" {_key(' '.join(prompts))} "
    label = _LABEL.match(text)
    at = label.end() if label else 0
    ended = following = orders = 0
    for _ in range(_MOST):
        sentence = _SENTENCE.search(text, at)
        if sentence is None:
            break
        whole = sentence[0].strip(" -*#>•\t")
        if not _key(whole):
            at = sentence.end()
            continue
        if not _is_known(whole, material) and not (ended and _short_label(whole, material)):
            break
        at = following = sentence.end()
        if _ORDER.match(whole):
            ended, orders = at, orders + 1
    if orders >= 2 and following > ended and text[following:].lstrip(" ").startswith("\n"):
        return following
    return ended


def _short_label(sentence: str, material: str) -> bool:
    key = _key(sentence)
    return len(key) >= 3 and f" {key} " in material and sentence.rstrip().endswith((":", "："))


def trailing_echo(text: str, prompts: Sequence[str]) -> int:
    """Where an echo of the instructions at the end of a reply begins; the text's length where there is none."""
    material = f" {_key(' '.join(prompts))} "
    start = len(text)
    for _ in range(8):
        at = text.rstrip()[:start].rstrip().rfind("\n") + 1 if start else 0
        block = text[at:start].strip()
        sentences = [one[0] for one in _SENTENCE.finditer(block) if _key(one[0])]
        if at == 0 or not sentences or not all(_is_known(one, material) for one in sentences):
            break
        if not any(_ORDER.match(one) for one in sentences):
            break
        start = at
    return start
