"""The guard on what a model writes: what is not the section's text is taken off, or the reply is refused.

Only what stands at an edge of the reply, is markup that no text has, or is a note on the work in brackets as a whole paragraph
is taken off; a sentence inside the text is never touched. Where nothing of the text is left, the reply is refused.
"""

import re
from collections.abc import Sequence

from goldthread.checks.cleaned import Cleaned
from goldthread.checks.echo import leading_echo, trailing_echo
from goldthread.checks.markup import strip_chat, strip_fence, strip_shell, strip_thoughts
from goldthread.checks.remarks import begins_next_turn, is_bracketed_note, is_closing, preface_end, refusal
from goldthread.checks.words import fold

__all__ = ["Cleaned", "clean"]

ROUNDS = 8
MOST_CHARACTERS = 2_000_000
_RULE = r"(?:-{3,}|\*{3,}|={3,}|_{3,}|~{3,}|\* \* \*)"
_NUMBERED = re.compile(
    r"^(?:(?:section|chapter|part|week|kapitel|abschnitt|teil|chapitre|partie|capítulo|sección|"
    r"parte)\s+)?(?:\d+(?:\.\d+)*|[ivxl]+)\s*[.:)–—-]*\s+(?=\S)|"
    r"^(?:section|chapter|kapitel|abschnitt|chapitre|capítulo|sección|title|heading|titel|titre|título|标题|題名|见出し|"
    r"見出し)\s*[:：]\s*|^第\s*[\d一二三四五六七八九十百]+\s*[章节節]\s*[:：]?\s*",
    re.IGNORECASE,
)
_PLACEHOLDER = re.compile(
    r"^[ \t]*[\[<{(]+(?:(?:image|photo|picture|figure|chart|table|map|diagram) (?:placeholder|here)|insert|your|add|"
    r"todo|tbd|placeholder|continue|rest of|write|einfügen|insérer|insertar)\b[^\]\n>})]{0,100}[\]>})]+[ \t]*$\n?",
    re.IGNORECASE | re.MULTILINE,
)


def clean(text: str, *, prompt_texts: Sequence[str] = (), heading: str | None = None) -> Cleaned:
    """Take off what is not the section's text.

    Args:
        text: A model's reply.
        prompt_texts: The messages it answered, to recognise an echo of them.
        heading: The section's title, to recognise it repeated at the start.

    Returns:
        The text, and what was removed; `refused` says why nothing of it can be used.
    """
    if len(text) > MOST_CHARACTERS:
        return Cleaned("", refused=f"the reply has {len(text):,} characters; at most {MOST_CHARACTERS:,} are read")
    done = Cleaned(text.replace("\r\n", "\n").strip("\ufeff\u200b \t\n"))
    strip_thoughts(done)
    strip_chat(done)
    for _ in range(ROUNDS):
        before = done.text
        strip_fence(done)
        strip_shell(done)
        if refusal(done.text):
            break
        _closings(done, prompt_texts)
        _prefaces(done)
        _echo(done, prompt_texts)
        _heading(done, heading)
        _notes(done)
        if done.text == before:
            break
    _refuse(done, original=text)
    return done


def _refuse(done: Cleaned, *, original: str) -> None:
    reason = refusal(done.text) if done.text else ""
    if not reason and done.text and not any(map(str.isalnum, done.text)):
        reason = "nothing is left of the reply"
    if not reason:
        spans = [one[0] for one in _PLACEHOLDER.finditer(done.text)]
        if spans:
            done.removed.extend(("placeholder", one) for one in spans)
            done.text = re.sub(r"\n{3,}", "\n\n", _PLACEHOLDER.sub("", done.text)).strip()
    if not reason and not done.text:
        reason = "nothing is left of the reply" if original.strip() else "the reply is empty"
    if reason:
        done.refused = reason
        done.text = ""


def _notes(done: Cleaned) -> None:
    """Paragraphs that are notes on the work, in brackets as a whole, wherever they stand."""
    if "[" not in done.text and "(" not in done.text:
        return
    at = 0
    kept = []
    for match in re.finditer(r"([^\n]+(?:\n(?![ \t]*\n)[^\n]+)*)\n*", done.text):
        if is_bracketed_note(match[1]):
            done.removed.append(("note on the work", match[1].strip()))
            kept.append(done.text[at : match.start()])
            at = match.end()
    if kept:
        done.text = ("".join(kept) + done.text[at:]).strip()


def _first_block(text: str) -> tuple[str, str]:
    """The first line and the first paragraph of a text."""
    line = text.split("\n", 1)[0]
    return line, re.split(r"\n[ \t]*\n", text, maxsplit=1)[0]


def _prefaces(done: Cleaned) -> None:
    for _ in range(4):
        rule = re.match(rf"^{_RULE}[ \t]*(?:\n+|$)", done.text)
        if rule:
            done.drop("rule", *rule.span())
        if not done.text:
            return
        line, paragraph = _first_block(done.text)
        declined = refusal(paragraph) == "the model declined" and len(done.text) > 2 * len(paragraph)
        end = len(paragraph) if declined else 0
        for block in dict.fromkeys((line, paragraph)):
            end = end or preface_end(block, last=block == done.text)
            if end:
                break
        if not end:
            return
        done.drop("preface", 0, end)


def _closings(done: Cleaned, prompts: Sequence[str]) -> None:
    for _ in range(6):
        text = done.text
        rule = re.search(rf"\n+[ \t]*{_RULE}\s*$", text)
        if rule:
            done.drop("rule", *rule.span())
            continue
        cut = max(text.rfind("\n\n"), 0)
        last_line = text.rfind("\n") + 1
        if is_closing(text[cut:]):
            done.drop("closing remark", cut, len(text))
        elif last_line > cut + 2 and is_closing(text[last_line:]):
            done.drop("closing remark", last_line, len(text))
        elif (turn := _next_turn(text)) < len(text):
            done.drop("another turn", turn, len(text))
        elif prompts and (start := trailing_echo(text, prompts)) < len(text):
            done.drop("echo of the prompt", start, len(text))
        else:
            return


def _next_turn(text: str) -> int:
    """Where a made-up conversation begins after the text."""
    blocks = [one.end() for one in re.finditer(r"\n[ \t]*\n", text)]
    turns = [at for at in blocks if begins_next_turn(text[at : at + 60])]
    if re.match(r"(?:\*\*)?(?:user|human|assistant|question)(?:\*\*)?\s*:", text, re.IGNORECASE):
        return len(text)
    if turns and len(text[turns[-1] :].strip()) < 16 and text.rstrip().endswith(":"):
        return turns[-1]
    if turns and re.search(
        r"^(?:\*\*)?(?:assistant|ai|model|response)(?:\*\*)?\s*:", text[turns[0] :], re.IGNORECASE | re.MULTILINE
    ):
        return turns[0]
    return len(text)


def _echo(done: Cleaned, prompts: Sequence[str]) -> None:
    if not prompts or not done.text:
        return
    end = leading_echo(done.text, prompts)
    if end:
        done.drop("echo of the prompt", 0, end)


def _heading(done: Cleaned, heading: str | None) -> None:
    """The section's own heading, marked or plain, numbered or not, at the start."""
    if not heading:
        return
    match = re.match(r"([^\n]+)(?:\n[ \t]*(?:=+|-{3,})[ \t]*(?=\n))?", done.text)
    if not match or not done.text[match.end() :].strip():
        return
    plain = match[1].strip(" \t#*_>=-:：.")
    wanted = _title_key(heading)
    keys = {_title_key(plain), _title_key(_NUMBERED.sub("", plain)), _title_key(_NUMBERED.sub("", heading) + "")}
    if wanted and (
        wanted in {_title_key(plain), _title_key(_NUMBERED.sub("", plain))}
        or _title_key(plain) in keys - {_title_key(plain)}
    ):
        done.drop("own heading", *match.span())


def _title_key(title: str) -> str:
    return re.sub(r"[\W_]+", " ", fold(title)).strip()
