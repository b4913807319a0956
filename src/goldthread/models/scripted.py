"""`scripted:FILE`: a model whose replies a YAML file states; for exact tests. Described in docs/models.md."""

import asyncio
import json
import os
import random
from pathlib import Path
from typing import Any

from goldthread import errors
from goldthread.errors import BadInput, Where
from goldthread.models.base import Capabilities, OnText
from goldthread.schemas.base import Record
from goldthread.schemas.call import FinishReason, Reply, Request, Usage, call_key
from goldthread.schemas.yaml_files import LineOf, load_yaml
from goldthread.tokens import count_tokens

FAULTS: dict[str, type[errors.ModelError]] = {
    "rate_limit": errors.RateLimited,
    "server_error": errors.ProviderUnavailable,
    "broken_stream": errors.BrokenStream,
    "html": errors.BadReply,
    "content_filter": errors.ContentFiltered,
    "access_denied": errors.AccessDenied,
    "request_refused": errors.RequestRefused,
}
CONDITIONS = ("role", "purpose", "section", "contains", "call")
RULE_FIELDS = ("when", "reply", "replies", "delay", "fault", "times", "finish_reason")
TOP_FIELDS = ("rules", "capabilities", "log")


class Rule(Record):
    """One rule: its conditions, its replies in turn, and what goes wrong first."""

    when: dict[str, Any] = {}
    replies: tuple[Any, ...] = ()
    delay: float = 0.0
    fault: str | None = None
    times: int | None = None
    finish_reason: FinishReason = "stop"


class ScriptedModel:
    """Answers each request by the first rule that fits it."""

    def __init__(self, name: str, rules: list[Rule], capabilities: Capabilities, log: Path | None = None) -> None:
        self._name = name
        self._log = log
        self._rules = rules
        self._capabilities = capabilities
        self._calls = 0
        self._by_section: dict[tuple[str, int], int] = {}
        self._faults: dict[int, int] = {}
        self.history: list[Request] = []

    @property
    def name(self) -> str:
        """`scripted:FILE`."""
        return self._name

    @property
    def capabilities(self) -> Capabilities:
        """As the file's `capabilities` say."""
        return self._capabilities

    @property
    def encoding(self) -> str:
        """The encoding of `count_tokens`."""
        return "cl100k_base"

    def count_tokens(self, text: str) -> int:
        """Tokens by cl100k_base."""
        return count_tokens(text)

    async def call(self, request: Request, on_text: OnText | None = None) -> Reply:
        """Answer by the first rule that fits.

        Raises:
            RequestRefused: No rule fits.
            ModelError: The fault that the rule states.
        """
        self._calls += 1
        self.history.append(request)
        if self._log:
            _note(self._log, self._name, request)
        prompt = "\n".join(message.content for message in request.messages)
        for index, rule in enumerate(self._rules):
            if _fits(rule, request, prompt):
                return await self._answer(index, rule, request, prompt, on_text)
        raise errors.RequestRefused(
            f"no rule fits a call of role {request.role}, purpose {request.purpose}, section {request.section}",
            remedy=f"add a rule to {self._name.partition(':')[2]}",
        )

    async def _answer(self, index: int, rule: Rule, request: Request, prompt: str, on_text: OnText | None) -> Reply:
        if rule.delay:
            await asyncio.sleep(rule.delay)
        if rule.fault == "hang":
            await asyncio.sleep(3600)
        if rule.fault and (rule.times is None or self._faults.get(index, 0) < rule.times):
            self._faults[index] = self._faults.get(index, 0) + 1
            raise FAULTS[rule.fault](f"scripted fault: {rule.fault}")
        place = (f"{index}", request.section)
        call = self._by_section.get(place, 0)
        self._by_section[place] = call + 1
        text = _text(rule.replies[call % len(rule.replies)], request, call)
        reason: FinishReason = rule.finish_reason
        for at in range(0, len(text), 200):
            if on_text and on_text(text[at : at + 200]):
                text, reason = text[: at + 200], "cut"
                break
        return Reply(
            text=text,
            finish_reason=reason,
            usage=Usage(input=count_tokens(prompt), output=count_tokens(text)),
            model=self._name,
            seconds=rule.delay,
        )

    async def close(self) -> None:
        """Nothing to release."""


def _note(log: Path, name: str, request: Request) -> None:
    """Add a line on a call that begins; one write, so that no kill leaves half of it."""
    line = {
        "key": call_key(name, request),
        "role": request.role,
        "purpose": request.purpose,
        "section": request.section,
        "attempt": request.attempt,
    }
    descriptor = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
    try:
        os.write(descriptor, (json.dumps(line) + "\n").encode())
    finally:
        os.close(descriptor)


def _fits(rule: Rule, request: Request, prompt: str) -> bool:
    for name, wanted in rule.when.items():
        if name == "contains":
            if wanted not in prompt:
                return False
        elif name == "call":
            if wanted != request.attempt:
                return False
        elif wanted != getattr(request, name):
            return False
    return True


def _text(reply: Any, request: Request, call: int) -> str:
    if isinstance(reply, dict):
        return prose(int(reply["words"]), f"{request.section}/{call}/{request.purpose}")
    text = str(reply)
    return text.replace("{section}", str(request.section)).replace("{call}", str(call))


_SYLLABLES = [
    "ba",
    "be",
    "bi",
    "bo",
    "da",
    "de",
    "di",
    "do",
    "fa",
    "fe",
    "fi",
    "fo",
    "ga",
    "go",
    "ha",
    "he",
    "hi",
    "ka",
    "ke",
    "ki",
    "ko",
    "la",
    "le",
    "li",
    "lo",
    "ma",
    "me",
    "mi",
    "mo",
    "na",
    "ne",
    "ni",
    "no",
    "ra",
]


def prose(words: int, seed: str) -> str:
    """So many words of varied sentences in paragraphs, the same for the same seed, unlike those of any other."""
    chance = random.Random(seed)
    sentences: list[str] = []
    left = words
    while left > 0:
        count = min(left, chance.randint(8, 16))
        made = ["".join(chance.choice(_SYLLABLES) for _ in range(chance.randint(2, 4))) for _ in range(count)]
        sentences.append(" ".join(made).capitalize() + ".")
        left -= count
    blocks = [" ".join(sentences[at : at + 5]) for at in range(0, len(sentences), 5)]
    return "\n\n".join(blocks)


def load_script(path: Path) -> ScriptedModel:
    """Read a script.

    Raises:
        BadInput: The file is missing or a rule does not fit; with line and field.
    """
    if not path.is_file():
        raise BadInput("there is no such script", where=Where(str(path)), remedy="correct the path after scripted:")
    data, line_of = load_yaml(path.read_text(encoding="utf-8"), str(path))
    if not isinstance(data, dict) or not isinstance(data.get("rules"), list):
        raise BadInput("a script is a mapping with a list of rules", where=Where(str(path), 1, "rules"))
    _only(data, TOP_FIELDS, (), path, line_of)
    rules = [_rule(one, index, path, line_of) for index, one in enumerate(data["rules"])]
    given = data.get("capabilities") or {}
    known = set(Capabilities.__dataclass_fields__)
    if not isinstance(given, dict) or set(given) - known:
        raise BadInput(
            "unknown capability",
            where=Where(str(path), line_of(("capabilities",)), "capabilities"),
            remedy=f"known are: {', '.join(sorted(known))}",
        )
    usual: dict[str, Any] = {"window": 128_000, "max_output": 16_384, "json_schema": True}
    log = data.get("log")
    if log is not None and (not isinstance(log, str) or not log):
        raise BadInput("`log` is the path of a file", where=Where(str(path), line_of(("log",)), "log"))
    return ScriptedModel(
        f"scripted:{path}", rules, Capabilities(**(usual | given)), path.resolve().parent / log if log else None
    )


def _only(data: dict[str, Any], known: tuple[str, ...], at: tuple[str | int, ...], path: Path, line_of: LineOf) -> None:
    for key in data:
        if key not in known:
            raise BadInput(
                f"unknown field {key!r}",
                where=Where(str(path), line_of((*at, key)), key),
                remedy=f"known are: {', '.join(known)}",
            )


def _rule(data: Any, index: int, path: Path, line_of: LineOf) -> Rule:
    at: tuple[str | int, ...] = ("rules", index)
    where = Where(str(path), line_of(at), f"rules[{index}]")
    if not isinstance(data, dict):
        raise BadInput("a rule is a mapping", where=where)
    _only(data, RULE_FIELDS, at, path, line_of)
    when = data.get("when") or {}
    if not isinstance(when, dict):
        raise BadInput("`when` is a mapping", where=where)
    _only(when, CONDITIONS, (*at, "when"), path, line_of)
    fault = data.get("fault")
    if fault is not None and fault not in (*FAULTS, "hang"):
        raise BadInput(f"unknown fault {fault!r}", where=where, remedy=f"known are: {', '.join([*FAULTS, 'hang'])}")
    replies = data.get("replies", [data["reply"]] if "reply" in data else [""] if fault else None)
    if not isinstance(replies, list) or not replies:
        raise BadInput("a rule needs `reply`, `replies` or `fault`", where=where)
    for reply in replies:
        if isinstance(reply, dict) and (set(reply) != {"words"} or not isinstance(reply["words"], int)):
            raise BadInput("a reply is text or {words: N}", where=where)
    try:
        return Rule(
            when=when,
            replies=tuple(replies),
            delay=float(data.get("delay") or 0),
            fault=fault,
            times=data.get("times"),
            finish_reason=data.get("finish_reason", "stop"),
        )
    except (ValueError, TypeError) as error:
        raise BadInput(f"does not fit: {error}", where=where) from error
