"""Markup of a model or its server that is never text: thoughts, chat tokens, fences and shells around it all."""

import json
import re
from collections.abc import Iterator

from goldthread.checks.cleaned import Cleaned

_NAME = r"(?:seed:)?(?:think(?:ing)?|thoughts?|reasoning|reflection|scratchpad|analysis|inner_monologue|antthinking)"
_THOUGHT = re.compile(
    rf"<(/?){_NAME}(?:\s[^<>\n]*)?>|\[(/?){_NAME.upper()}\]|◁(/?)think▷|<\|(/?)(?:begin|end)_of_thought\|>", re.I
)
_CHANNEL = re.compile(r"<\|channel\|>\s*(\w+)[^<]*<\|message\|>")
_TURN_END = re.compile(
    r"<\|(?:im_end|eot_id|endoftext|end|end_of_text|return|end_of_turn)\|>|<end_of_turn>|</s>|<｜end▁of▁sentence｜>"
)
_NEXT_TURN = re.compile(
    r"\s*(?:<\|im_start\|>|<\|start_header_id\|>|<start_of_turn>|<\|start\|>|\[INST\]|<｜User｜>|<\|user\|>)\s*(?:user|"
    r"human|system|tool)?",
    re.I,
)
_CHAT = re.compile(
    r"<\|(?:im_start|start_header_id|begin_of_text|start)\|>[ \t]*(?:assistant|user|system)?(?:<\|end_header_id\|>)?\n?"
    r"|<\|[a-z_]{2,24}\|>|\[/?INST\]|<</?SYS>>|</?s>|<(?:start|end)_of_turn>(?:model|user)?\n?|<｜[^｜\n]{1,30}｜>",
    re.I,
)
_FENCE = re.compile(r"(`{3,}|~{3,})[ \t]*([\w+-]*)[ \t]*\n(.*)\n?[ \t]*\1", re.DOTALL)
_PROSE_FENCES = ("", "markdown", "md", "text", "txt", "plaintext", "plain", "html", "json", "xml")
_SHELL = re.compile(
    r"<(answer|output|response|section|text|final|final_answer|result|draft|document|content|"
    r"article)(?:\s[^<>\n]*)?>(.*)</\1>",
    re.I | re.S,
)
_TEXT_KEYS = (
    "text", "content", "section", "body", "markdown", "draft", "output", "response", "answer", "paragraph", "result", "section_text",
    "reply", "prose", "passage", "document", "data", "message", "final", "revised_text", "new_text", "continuation", "revised", "story",
    "内容", "正文", "文本", "本文", "texte", "texto", "abschnitt", "contenido", "contenu", "inhalt", "sección",
)  # fmt: skip
_BROKEN_SHELL = re.compile(
    r"\{\s*\"(?:" + "|".join(_TEXT_KEYS) + r")\"\s*:\s*\"((?:[^\"\\]|\\.)*)\"?\s*[,}]?\s*\}?\s*$", re.I | re.S
)


def _outside_code(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Matches that do not stand in inline code: a text may write about markup."""
    code = [one.span() for one in re.finditer(r"`[^`\n]+`", text)] if "`" in text else []
    at = 0
    for match in pattern.finditer(text):
        while at < len(code) and code[at][1] <= match.start():
            at += 1
        if at == len(code) or not code[at][0] < match.start():
            yield match


def strip_thoughts(done: Cleaned) -> None:
    """Thoughts between tags, before a closing tag that no opening one explains, and after one that never closes."""
    text = done.text
    keep: list[str] = []
    at = 0
    opened: int | None = None
    for tag in _outside_code(_THOUGHT, text):
        closing = any(tag.groups())
        if not closing and opened is None:
            opened = tag.start()
        elif closing and opened is None:
            if not keep and _alone(text, tag.start(), tag.end()):
                done.removed.append(("thinking", text[at : tag.end()]))
                at = tag.end()
        elif closing and opened is not None:
            if _is_block(text, opened, tag.end()):
                keep.append(text[at:opened])
                done.removed.append(("thinking", text[opened : tag.end()]))
                at = tag.end()
            opened = None
    if (
        opened is not None
        and (opened == 0 or not text[:opened].strip() or text[:opened].endswith("\n"))
        and opened >= at
    ):
        keep.append(text[at:opened])
        done.removed.append(("thinking", text[opened:]))
        at = len(text)
    keep.append(text[at:])
    done.text = "\n\n".join(piece.strip() for piece in keep if piece.strip()) if len(keep) > 1 else keep[0].strip()


def _is_block(text: str, start: int, end: int) -> bool:
    """Whether a tagged stretch is a thought and not a sentence that names the tags."""
    first = not text[:start].strip()
    last = not text[end:].strip()
    lines = "\n" in text[start:end] or (text[:start].endswith("\n") and text[end : end + 1] in ("\n", ""))
    return first or last or lines or text[:start].endswith("\n")


def _alone(text: str, start: int, end: int) -> bool:
    return text[end : end + 1] in ("\n", "") or text[:start].endswith("\n") or text[start - 1 : start] in ".!?。！？"


def strip_chat(done: Cleaned) -> None:
    """Chat tokens; with them what belongs to another turn or channel."""
    channels = list(_CHANNEL.finditer(done.text))
    if channels:
        final = next((one for one in channels if one[1].lower() == "final"), None)
        start = final.end() if final else len(done.text)
        done.removed.append(("thinking", done.text[:start]))
        done.text = done.text[start:]
    for end in _outside_code(_TURN_END, done.text):
        if done.text[: end.start()].strip() and (
            _NEXT_TURN.match(done.text, end.end()) or not done.text[end.end() :].strip()
        ):
            done.removed.append(("chat markup", done.text[end.start() :]))
            done.text = done.text[: end.start()]
            break
    pieces, at = [], 0
    for one in _outside_code(_CHAT, done.text):
        done.removed.append(("chat markup", one[0]))
        pieces.append(done.text[at : one.start()])
        at = one.end()
    done.text = "".join([*pieces, done.text[at:]])
    done.text = done.text.strip()


def strip_fence(done: Cleaned) -> None:
    """A code fence around the whole text; one that only opens or only closes at its edge as well."""
    text = done.text
    match = _FENCE.fullmatch(text)
    if match and match[2].lower() in _PROSE_FENCES and not re.search(rf"^[ \t]*{re.escape(match[1])}", match[3], re.M):
        done.removed.append(("fence", match[1] + match[2]))
        done.text = match[3].strip()
        return
    fences = re.findall(r"^[ \t]*(?:`{3,}|~{3,})", text, re.M)
    opening = re.match(r"(?:`{3,}|~{3,})[ \t]*(?:markdown|md|text|txt|plaintext)?[ \t]*\n", text)
    closing = re.search(r"\n[ \t]*(?:`{3,}|~{3,})[ \t]*$", text)
    if len(fences) == 1 and (opening or closing):
        edge = opening or closing
        done.removed.append(("fence", edge[0] if edge else ""))
        done.text = (text[opening.end() :] if opening else text[: closing.start()] if closing else text).strip()


def strip_shell(done: Cleaned) -> None:
    """A JSON object or an XML element that only wraps the text."""
    match = _SHELL.fullmatch(done.text)
    if match and f"<{match[1].lower()}" not in match[2].lower():
        done.removed.append(("shell", f"<{match[1]}>"))
        done.text = match[2].strip()
    if done.text[:1] not in ("{", "["):
        return
    try:
        data = json.loads(done.text, strict=False)
    except (ValueError, RecursionError):
        broken = _BROKEN_SHELL.match(done.text) if len(done.text) < 200_000 else None
        if broken:
            inner = re.sub(r'\\(["\\/])', r"\1", broken[1].replace("\\n", "\n").replace("\\t", "\t"))
            done.removed.append(("JSON shell", done.text[:40]))
            done.text = inner.strip()
        return
    inner = _inner(data)
    if not inner and isinstance(data, dict) and any(data.get(key) == "" for key in _TEXT_KEYS):
        done.removed.append(("JSON shell", done.text[:40]))
        done.text = ""
    elif inner:
        done.removed.append(("JSON shell", done.text[:40]))
        done.text = inner.strip()


def _inner(data: object, depth: int = 0) -> str:
    if isinstance(data, str):
        return data
    if depth > 8:
        return ""
    if isinstance(data, list):
        parts = [_inner(one, depth + 1) for one in data]
        return "\n\n".join(parts) if parts and all(parts) else ""
    if isinstance(data, dict) and not any(key in data for key in ("error", "errors", "detail", "status_code")):
        lowered = {str(key).lower(): value for key, value in data.items()}
        for key in _TEXT_KEYS:
            if key in lowered and (found := _inner(lowered[key], depth + 1)):
                return found
        for key in ("paragraphs", "sections", "sentences", "choices", "messages"):
            if isinstance(lowered.get(key), list):
                return _inner(lowered[key], depth + 1)
        if len(lowered) == 1:
            return _inner(next(iter(lowered.values())), depth + 1)
    return ""
