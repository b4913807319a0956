"""A reply's text with what is no plan taken off: thinking, chat tokens, schemas that it repeats."""

import json
import re

_THINK = re.compile(r"<(think(?:ing)?|thought|reasoning|scratchpad)>.*?(?:</\1>|\Z)", re.I | re.S)
_THOUGHT = re.compile(r"</(?:think(?:ing)?|thought|reasoning|scratchpad)>", re.I)
_TOKENS = re.compile(r"<\|[a-z_]+\|>|\[/?INST\]|</?s>")
_MOST_OBJECTS = 40


def clean(reply: str) -> str:
    """The reply's text without thinking (also where it was opened before the reply), tokens and odd blanks."""
    text = _THINK.sub("", reply)
    thought = _THOUGHT.search(text)
    while thought:
        text = text[thought.end() :]
        thought = _THOUGHT.search(text)
    text = _TOKENS.sub("", text).replace("\r\n", "\n").lstrip("\ufeff \n\t").rstrip("\ufeff \n")
    text = re.sub(r"[\u00a0\u2007\u202f\u3000]", " ", text)
    text = re.sub(r"^(\s*)\d\ufe0f?\u20e3\s*", r"\1- ", text, flags=re.M)
    return _without_schemas(_unescaped(text))


def _unescaped(text: str) -> str:
    """JSON that was written into a text of JSON, with or without the quotation marks around it."""
    if text[:1] == '"' and re.match(r'"\s*(?:\\[nrt]|\s)*[\[{]', text):
        try:
            inner = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            inner = text[1:].replace("\\n", "\n").replace('\\"', '"')  # It breaks off.
        if isinstance(inner, str):
            return inner
    if text.count('\\"') >= 4 and text.count('\\"') == text.count('"') and re.search(r'[\[{,]\s*(?:\\n\s*)*\\"', text):
        return text.replace("\\n", "\n").replace('\\"', '"')
    return text


def is_schema(data: object) -> bool:
    """Whether an object is a JSON schema and no plan; a plan may begin with the head of one."""
    if not isinstance(data, dict):
        return False
    if "properties" not in data and any(
        isinstance(value, list) and value and isinstance(value[0], dict) for value in data.values()
    ):
        return False
    return "$schema" in data or (isinstance(data.get("properties"), dict) and data.get("type") in ("object", None))


def _without_schemas(text: str) -> str:
    if '"properties"' not in text:
        return text
    decoder = json.JSONDecoder(strict=False)
    kept: list[str] = []
    at = 0
    for match in list(re.finditer(r"\{(?=\s*\")", text))[:_MOST_OBJECTS]:
        if match.start() < at:
            continue
        try:
            data, end = decoder.raw_decode(text, match.start())
        except (ValueError, RecursionError):
            continue
        if is_schema(data):
            kept.append(text[at : match.start()])
        else:
            kept.append(text[at:end])
        at = end
    return "".join([*kept, text[at:]])
