"""Loading and rendering of `prompts/NAME.md`.

A template has YAML front matter (`version`, `variables`) and a body in which a line `<|system|>`, `<|user|>` or
`<|assistant|>` opens a message. An assistant message at the end is a prefix that the reply continues; a line
`<|cache|>` marks the message before it as the end of a prefix worth caching. The body is cut into messages before it
is rendered, so that no value can open a message of its own.
"""

import re
from functools import lru_cache
from typing import Any, Literal, cast

import yaml
from jinja2 import StrictUndefined, TemplateError, UndefinedError
from jinja2 import Template as JinjaTemplate
from jinja2.sandbox import SandboxedEnvironment

from goldthread import resources
from goldthread.errors import BadInput, Where
from goldthread.schemas.base import Record
from goldthread.schemas.call import Message

_MARK = re.compile(r"^<\|(system|user|assistant|cache)\|>[ \t]*$", re.MULTILINE)
_environment = SandboxedEnvironment(
    undefined=StrictUndefined, autoescape=False, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=False
)
Role = Literal["system", "user", "assistant"]


class Part(Record):
    """One message of a template, not yet rendered."""

    role: Role
    body: str
    cached: bool = False


class Template(Record):
    """A prompt template: its version, the variables it needs, and its messages."""

    name: str
    version: int
    variables: tuple[str, ...]
    parts: tuple[Part, ...]


def load_prompt(name: str) -> Template:
    """Read `prompts/NAME.md`, the user's own where there is one.

    Raises:
        BadInput: The file has no front matter, an unknown key, or no message.
    """
    path = resources.find("prompts", f"{name}.md")
    return _parse(str(path), name, path.read_text(encoding="utf-8"))


def render(name: str, /, **values: Any) -> tuple[Message, ...]:
    """Render a template into messages.

    Raises:
        BadInput: A variable is missing, or one is given that the front matter does not name.
    """
    template = load_prompt(name)
    extra = sorted(set(values) - set(template.variables))
    missing = sorted(set(template.variables) - set(values))
    if extra or missing:
        raise BadInput(
            f"prompt {name!r}: "
            + "; ".join(
                part
                for part in (
                    f"missing: {', '.join(missing)}" if missing else "",
                    f"not named in its front matter: {', '.join(extra)}" if extra else "",
                )
                if part
            ),
            where=Where(str(resources.find("prompts", f"{name}.md")), field="variables"),
        )
    messages = []
    for part in template.parts:
        try:
            body = _compiled(part.body).render(**values)
        except (TemplateError, UndefinedError) as error:
            raise BadInput(
                f"prompt {name!r} cannot be rendered: {error}",
                where=Where(str(resources.find("prompts", f"{name}.md"))),
            ) from error
        messages.append(
            Message(
                role=part.role, content=body.strip() if part.role != "assistant" else body.lstrip(), cached=part.cached
            )
        )
    return tuple(messages)


@lru_cache(maxsize=256)
def _compiled(body: str) -> JinjaTemplate:
    return _environment.from_string(body)


@lru_cache(maxsize=128)
def _parse(file: str, name: str, text: str) -> Template:
    match = re.match(r"---\n(.*?)\n---\n", text, re.DOTALL)
    if not match:
        raise BadInput("a prompt starts with front matter between two lines ---", where=Where(file, 1))
    try:
        front = yaml.safe_load(match[1])
    except yaml.YAMLError as error:
        raise BadInput(f"front matter is not YAML: {error}", where=Where(file, 1)) from error
    if not isinstance(front, dict) or set(front) - {"version", "variables", "about"}:
        raise BadInput("front matter has `version`, `variables` and `about`, nothing else", where=Where(file, 1))
    if not isinstance(front.get("version"), int):
        raise BadInput("`version` must be a whole number", where=Where(file, 2, "version"))
    variables = front.get("variables") or []
    if not isinstance(variables, list) or not all(isinstance(item, str) for item in variables):
        raise BadInput("`variables` must be a list of names", where=Where(file, 2, "variables"))
    pieces = _MARK.split(text[match.end() :])
    parts: list[Part] = []
    for role, body in zip(pieces[1::2], pieces[2::2], strict=True):
        if role == "cache":
            if parts:
                parts[-1] = parts[-1].model_copy(update={"cached": True})
            continue
        # One newline stands between the mark's line and the text, one before the next mark.
        parts.append(Part(role=cast(Role, role), body=body.removeprefix("\n").removesuffix("\n")))
    if not parts or pieces[0].strip():
        raise BadInput("a prompt's body starts with a line <|system|> or <|user|>", where=Where(file, 1))
    return Template(name=name, version=front["version"], variables=tuple(variables), parts=tuple(parts))
