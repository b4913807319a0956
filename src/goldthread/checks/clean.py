"""The guard on what a model writes: what is not the section's text is taken off or the reply is refused.

Only what stands at an edge of the reply, or is markup that no text has, is taken off; a sentence inside the text is never
touched. Where nothing of the text is left, the reply is refused.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from goldthread.checks.words import normal


@dataclass
class Cleaned:
    """What is left of a reply, what was taken off (kind and span), and why it is refused, if it is."""

    text: str
    removed: list[tuple[str, str]] = field(default_factory=list)
    refused: str = ""


_THINK = r"(?:think(?:ing)?|thought|reasoning|reflection|scratchpad|analysis)"
_CLOSED_THINK = re.compile(
    rf"(?:<{_THINK}\b[^>]*>.*?</{_THINK}>|\[{_THINK}\].*?\[/{_THINK}\]|◁think▷.*?◁/think▷)", re.I | re.S
)
_OPEN_THINK = re.compile(rf"(?:<{_THINK}>|\[{_THINK}\]|◁think▷)", re.I)
_END_THINK = re.compile(rf"^.*?(?:</{_THINK}>|\[/{_THINK}\]|◁/think▷)", re.I | re.S)
_CHAT = re.compile(
    r"<\|(?:im_start|im_end|endoftext|eot_id|start_header_id|end_header_id|assistant|user|system|end|begin_of_text|"
    r"end_of_text)\|>(?:\s*(?:assistant|user|system)\b)?|\[/?INST\]|<</?SYS>>|</?s>|<(?:start|end)_of_turn>(?:model|user)?",
    re.I,
)
_FENCE = re.compile(
    r"^\s*(```|~~~)[ \t]*(?:markdown|md|text|txt|plaintext|html|json)?[ \t]*\n(.*)\n[ \t]*\1[ \t]*$", re.S | re.I
)
_TEXT_KEYS = (
    "text",
    "content",
    "section",
    "body",
    "markdown",
    "draft",
    "output",
    "response",
    "answer",
    "paragraph",
    "result",
    "section_text",
    "reply",
    "prose",
    "passage",
    "document",
    "data",
)

_PREFACE_EN = (
    r"(?:(?:sure|certainly|of course|absolutely|okay|ok|great|understood|no problem|alright|got it|gladly)"
    r"(?:\s+thing)?[!,.:]*\s*)?"
    r"(?:(?:here(?:'s| is| are| comes| you go)|below is|the following is|this is|i(?:'ve| have) (?:written|prepared|drafted|"
    r"rewritten|revised)|please find)\b[^\n]{0,20}?"
    r"\b(?:section|text|draft|chapter|paragraphs?|passage|version|entry|continuation|rewrite|revision|response|answer|"
    r"requested|document|content|revised|rewritten|polished|final|article|piece|part)\b[^\n]{0,160})[:.]"
)
_PREFACES = [
    re.compile(rf"^{_PREFACE_EN}\s*(?:\n+|$)", re.I),
    re.compile(
        r"^(?:sure|certainly|of course|absolutely|okay|ok|great|understood|no problem|alright|got it|gladly)"
        r"(?:[!.,:]|\s+thing[!.,]?)[^\n\"“”]{0,120}(?::|!|\.)?\s*\n\s*\n",
        re.I,
    ),
    re.compile(
        r"^(?:(?:natürlich|gerne?|klar|selbstverständlich)[!,. ]*[^\n]{0,10})?(?:hier (?:ist|sind|kommt|folgt)|nachfolgend|"
        r"im folgenden)\b[^\n]{0,60}(?:abschnitt|text|kapitel|fassung|entwurf|version|absatz|eintrag|beitrag)[^\n]{0,80}[:.!]\s*\n+",
        re.I,
    ),
    re.compile(r"^(?:natürlich|gerne?|selbstverständlich|klar)[!,.][^\n]{0,100}[:.!]?\s*\n\s*\n", re.I),
    re.compile(
        r"^(?:(?:bien sûr|certainement|d'accord|avec plaisir|volontiers)[ !,.]*)?(?:voici|voilà|ci-dessous)\b[^\n]{0,60}"
        r"(?:section|texte|chapitre|version|brouillon|paragraphe|passage|entrée|partie)[^\n]{0,80}[:.!]\s*\n+",
        re.I,
    ),
    re.compile(r"^(?:bien sûr|certainement|avec plaisir)\s*[!,.][^\n]{0,100}[:.!]?\s*\n\s*\n", re.I),
    re.compile(
        r"^(?:(?:claro(?: que sí)?|por supuesto|desde luego|con gusto)[ !,.¡]*)?¡?(?:aquí (?:está|tienes|tiene|va|te|le)|"
        r"a continuación|este es)\b[^\n]{0,60}(?:sección|texto|capítulo|versión|borrador|párrafo|pasaje|entrada|apartado)"
        r"[^\n]{0,80}[:.!]\s*\n+",
        re.I,
    ),
    re.compile(r"^¡?(?:claro|por supuesto|desde luego|con gusto)[^\n]{0,100}[:.!]\s*\n\s*\n", re.I),
    re.compile(r"^(?:好的|当然|當然|没问题|可以)[，,。！!][^\n]{0,60}[：:。！]?\s*\n+"),
    re.compile(r"^(?:以下(?:是|为|為)|下面是|这是|這是)[^\n]{0,60}[：:]\s*\n+"),
    re.compile(
        r"^(?:はい|承知(?:しました|いたしました)|かしこまりました|わかりました|もちろんです)[、，。！!][^\n]{0,80}\s*\n+"
    ),
    re.compile(r"^(?:以下(?:は|が|に)|こちらが)[^\n]{0,80}(?:です|ます|示します)[。：:]\s*\n+"),
]
_POSTFACES = [
    re.compile(
        r"\n\s*\n?(?:---+\s*\n+)?[*_(\[]*(?:total )?(?:word count|words|wörter|wortzahl|wortanzahl|nombre de mots|"
        r"número de palabras|palabras|recuento de palabras|mots|字数|字數|文字数)\s*[:：=]\s*(?:approx(?:imately|\.)?|about|ca\.?|env\.|约|約|~)?\s*"
        r"[\d,.]+[^\n]{0,20}[*_)\]]*\s*$",
        re.I,
    ),
    re.compile(
        r"\n\s*\n?[*_]*[(\[（【](?:\s*(?:approx(?:imately|\.)?|about|ca\.?|etwa|environ|aprox(?:\.|imadamente)?|约|約|共|全文)?\s*"
        r"[\d,.]+\s*(?:words?|wörter|mots|palabras|字|文字|characters)[^\n]{0,20})[)\]）】][*_]*\s*$",
        re.I,
    ),
    re.compile(
        r"\n\s*\n?\[?\(?(?:end of (?:the )?(?:section|chapter|text|draft)|ende des abschnitts|fin de la section|"
        r"fin de la sección|本节完|以上)\)?\]?[.。]?\s*$",
        re.I,
    ),
    re.compile(
        r"\n\s*\n(?:---+\s*\n+)?[*_]*(?:i hope (?:this|that|you|the)|let me know|feel free|please (?:let|feel|note|tell)|"
        r"would you like|is there anything|if you(?:'d| would) like|if you (?:want|need|have)|do you want|happy to|"
        r"just let me|shall i|don't hesitate|this (?:section|draft|version|text|rewrite|revision) (?:is|has|covers|stays|keeps|"
        r"runs|meets|follows|aims|should|mentions|includes|contains|fulfil)|i(?:'ve| have) (?:kept|made|included|tried|ensured|aimed))"
        r"[^\n]*(?:\n[^\n]+)*\s*$",
        re.I,
    ),
    re.compile(
        r"\n\s*\n(?:ich hoffe|lass(?:en sie)? (?:es )?mich wissen|sag(?:en sie)? (?:mir )?(?:einfach )?bescheid|gerne? "
        r"(?:kann|passe|überarbeite)|möchten sie|soll ich|wenn (?:du|sie) (?:möchte|änderung|weitere)|falls (?:du|sie)|"
        r"dieser (?:abschnitt|text) (?:umfasst|hat|enthält|erfüllt))[^\n]*\s*$",
        re.I,
    ),
    re.compile(
        r"\n\s*\n(?:j'espère que|n'hésitez pas|n'hésite pas|dites-moi|faites-moi savoir|souhaitez-vous|voulez-vous|"
        r"si vous (?:souhaitez|voulez|avez)|cette section (?:compte|respecte|contient))[^\n]*\s*$",
        re.I,
    ),
    re.compile(
        r"\n\s*\n¿?(?:espero que|no dudes|no dude|avísame|avíseme|dime si|si (?:deseas?|quieres?|necesitas?)|te gustaría|"
        r"le gustaría|quieres que|desea que|esta sección (?:tiene|cumple|contiene))[^\n]*\s*$",
        re.I,
    ),
    re.compile(r"\n\s*\n(?:希望(?:这|這|以上|本)|如果(?:您|你)|如需|请(?:告诉我|随时)|請|需要我)[^\n]*\s*$"),
    re.compile(
        r"\n\s*\n(?:ご(?:要望|不明|確認|質問)|何か|いかがでしょうか|修正が必要|必要(?:であれば|に応じて)|以上、)[^\n]*\s*$"
    ),
]
_REFUSALS = re.compile(
    r"^(?:(?:i'm|i am) (?:sorry|unable|not able|afraid)|sorry, (?:but )?i|i (?:cannot|can't|can not|won't|am not able to)|"
    r"i apologi[sz]e|unfortunately, i|as an ai|es tut mir leid|leider kann ich|ich kann (?:ihnen|dir|diese|das|leider)|je suis désolé|désolé|"
    r"je ne peux pas|lo siento|no puedo|me disculpo|抱歉|对不起|對不起|很抱歉|我无法|我無法|申し訳|恐れ入りますが|すみませんが)",
    re.I,
)
_REFUSAL_WORDS = re.compile(
    r"assist|help|request|write|provide|content|policy|comply|generate|fulfil|continue|create|helfen|schreiben|erstellen|"
    r"anfrage|aider|rédiger|écrire|demande|ayudar|escribir|solicitud|generar|帮|提供|生成|撰写|内容|要求|できません|お手伝い|お応え|対応",
    re.I,
)
_ERRORS = re.compile(
    r"^\s*(?:max(?:imum)? (?:tries|retries|attempts)\b|error(?: code)?[: ]\s*\d|(?:http )?error \d{3}|\d{3} (?:internal server error|"
    r"bad gateway|service unavailable|too many requests|gateway time-?out|unauthorized|forbidden|not found)|rate limit|"
    r"<!doctype html|<html|\{\s*\"(?:error|errors|detail|message|code|status)\"\s*:|internal server error|bad gateway|"
    r"service unavailable|too many requests|upstream|connection (?:error|reset|timed out|refused)|request timed out|"
    r"traceback \(most recent|openai\.|anthropic\.|api error|the server (?:is|had|encountered)|"
    r"this (?:request|content|response|prompt) (?:was|has been|violates|may violate)|your request was rejected|content (?:policy|filter)|"
    r"the model is (?:currently )?overloaded|none$|null$|undefined$|nan$|\[?no response\]?$|n/a$|quota exceeded|insufficient_quota|"
    r"you exceeded your current quota|overloaded_error|timeout)",
    re.I,
)
_META = re.compile(
    r"^(?:here (?:is|'s) (?:a|the|your) (?:revised|rewritten|improved|updated|polished|edited) (?:version|draft|passage)[^\n]{0,120}[:.]\s*)",
    re.I,
)
_PLACEHOLDER = re.compile(
    r"^[ \t]*[\[<{(]+(?:insert|your|add|todo|tbd|placeholder|name|date|continue|section|rest of|write|hier|einfügen|insérer|insertar)\b"
    r"[^\]\n>})]{0,100}[\]>})]+[ \t]*$\n?",
    re.I | re.M,
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
    done = Cleaned(text.replace("\r\n", "\n").strip("\ufeff\u200b \t\n"))
    _think(done)
    _sub(done, "chat markup", _CHAT, anywhere=True)
    for _ in range(4):
        before = done.text
        _fence(done)
        _shell(done)
        _prefaces(done)
        _echo(done, prompt_texts)
        _heading(done, heading)
        _postfaces(done)
        if done.text == before:
            break
    placeholder = _PLACEHOLDER.search(done.text)
    if placeholder:
        _sub(done, "placeholder", _PLACEHOLDER, anywhere=True)
    done.text = done.text.strip()
    if not done.text:
        done.refused = "nothing is left of the reply" if text.strip() else "the reply is empty"
    elif _ERRORS.match(done.text) and len(done.text) < 4000 and not re.match(r"^error\b.{0,40}\n\n\S", done.text, re.I):
        done.refused = "it is a provider's error"
    elif _REFUSALS.match(done.text) and len(done.text) < 700 and _REFUSAL_WORDS.search(done.text[:400]):
        done.refused = "the model declined"
    if done.refused:
        done.text = ""
    return done


def _drop(done: Cleaned, kind: str, start: int, end: int) -> None:
    done.removed.append((kind, done.text[start:end]))
    done.text = (done.text[:start] + done.text[end:]).strip()


def _sub(done: Cleaned, kind: str, pattern: re.Pattern[str], *, anywhere: bool) -> None:
    for match in pattern.finditer(done.text):
        done.removed.append((kind, match[0]))
    if anywhere:
        done.text = pattern.sub("", done.text).strip()


def _think(done: Cleaned) -> None:
    match = _CLOSED_THINK.search(done.text)
    while match and (
        match.start() == 0 or "\n" in match[0] or match.end() == len(done.text) or _at_line(done.text, match)
    ):
        _drop(done, "thinking", *match.span())
        match = _CLOSED_THINK.search(done.text)
    closing = _END_THINK.match(done.text)
    if closing and not _OPEN_THINK.search(closing[0]):
        _drop(done, "thinking", *closing.span())
    opening = _OPEN_THINK.match(done.text)
    if opening:
        _drop(done, "thinking", 0, len(done.text))


def _at_line(text: str, match: re.Match[str]) -> bool:
    return text[: match.start()].endswith("\n") and text[match.end() :].startswith("\n")


def _fence(done: Cleaned) -> None:
    match = _FENCE.match(done.text)
    if match and not re.search(rf"^[ \t]*{match[1]}", match[2], re.M):
        done.removed.append(("fence", match[1]))
        done.text = match[2].strip()


def _shell(done: Cleaned) -> None:
    if not (done.text.startswith("{") or done.text.startswith("[{") or done.text.startswith('["')):
        return
    try:
        data = json.loads(done.text, strict=False)
    except ValueError:
        return
    inner = _inner(data)
    if inner:
        done.removed.append(("JSON shell", done.text[:40]))
        done.text = inner.strip()


def _inner(data: object) -> str:
    if isinstance(data, str):
        return data
    if isinstance(data, list):
        parts = [_inner(one) for one in data]
        return "\n\n".join(parts) if parts and all(parts) else ""
    if isinstance(data, dict) and not any(key in data for key in ("error", "errors", "detail")):
        lowered = {str(key).lower(): value for key, value in data.items()}
        for key in _TEXT_KEYS:
            if key in lowered and (found := _inner(lowered[key])):
                return found
        paragraphs = lowered.get("paragraphs")
        if isinstance(paragraphs, list):
            return _inner(paragraphs)
    return ""


def _prefaces(done: Cleaned) -> None:
    for pattern in _PREFACES:
        match = pattern.match(done.text)
        if match and match.end() < len(done.text) and not _is_dialogue(match[0]):
            _drop(done, "preface", *match.span())
    rule = re.match(r"^(?:---+|\*\*\*+|===+)\s*\n+", done.text)
    if rule:
        _drop(done, "rule", *rule.span())
    match = _META.match(done.text)
    if match and match.end() < len(done.text):
        _drop(done, "preface", *match.span())


def _is_dialogue(text: str) -> bool:
    return text[0] in "\"“„«'「"


def _postfaces(done: Cleaned) -> None:
    for pattern in _POSTFACES:
        match = pattern.search(done.text)
        if match and match.start() > 0 and len(match[0]) < 600:
            _drop(done, "closing remark", *match.span())
    rule = re.search(r"\n+(?:---+|\*\*\*+|===+)\s*$", done.text)
    if rule:
        _drop(done, "rule", *rule.span())


def _heading(done: Cleaned, heading: str | None) -> None:
    if not heading:
        return
    first, _, rest = done.text.partition("\n")
    if not rest.strip():
        return
    plain = re.sub(r"^[\s#*_>]+|[\s*_:：.]+$", "", first)
    plain = re.sub(
        r"^(?:(?:section|chapter|kapitel|abschnitt|chapitre|capítulo|sección)\s+)?\d+[.:)]?\s+(?=\S)",
        "",
        plain,
        flags=re.I,
    )
    plain = re.sub(r"^(?:section|title|heading|titel|titre|título|标题|見出し)\s*[:：]\s*", "", plain, flags=re.I)
    same = normal(plain).strip() == normal(heading).strip() or normal(first).strip(" #*_:") == normal(heading).strip(
        " :"
    )
    if same:
        _drop(done, "own heading", 0, len(first))


_SENTENCE = re.compile(r"[^.!?。！？\n]+[.!?。！？]?")


def _echo(done: Cleaned, prompts: Sequence[str]) -> None:
    """Leading paragraphs or sentences that stand word for word in the prompt and tell what to do."""
    material = normal(" ".join(" ".join(prompts).split()))
    if not material:
        return
    for _ in range(12):
        match = re.match(
            r"(?:#+\s*)?(?:(?:instructions?|prompt|task|user|system|brief|aufgabe|consigne|tarea)\s*:\s*)?",
            done.text,
            re.I,
        )
        start = match.end() if match else 0
        sentence = _SENTENCE.match(done.text, start)
        if not sentence:
            return
        plain = normal(" ".join(sentence[0].split())).strip()
        if len(plain) < 12 or (len(plain.split()) < 3 and plain.isascii()) or plain not in material:
            return
        if sentence.end() >= len(done.text.rstrip()):
            return
        _drop(done, "echo of the prompt", 0, sentence.end())
