"""Settings: flag > environment > project file > user file > default, each with where it came from.

The project file is `goldthread.toml` in the current folder, the user file `config.toml` in the user's configuration
folder. Every setting has a variable `GOLDTHREAD_NAME`.
"""

import os
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from goldthread.errors import BadInput, Where

PROJECT_FILE = "goldthread.toml"


def _whole(text: str) -> int:
    return int(text.replace("_", ""))


def _truth(text: str) -> bool:
    known = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}
    if text.strip().lower() not in known:
        raise ValueError(text)
    return known[text.strip().lower()]


@dataclass(frozen=True)
class Setting:
    """A setting: how its text is read, its default, and what it is for."""

    read: Callable[[str], Any]
    default: Any
    about: str
    choices: tuple[str, ...] = ()
    above: float | None = None


SETTINGS: dict[str, Setting] = {
    "model": Setting(str, None, "model of all roles, as provider:name"),
    "base_url": Setting(str, None, "address of an OpenAI-compatible server"),
    "key_env": Setting(str, None, "variable that holds the key for base_url"),
    "out": Setting(str, "runs", "folder that new runs are made in"),
    "display": Setting(str, "auto", "progress at the terminal", ("auto", "rich", "plain", "none")),
    "words": Setting(_whole, None, "total length in words", above=0),
    "characters": Setting(_whole, None, "total length in characters", above=0),
    "title": Setting(str, None, "title of the document"),
    "language": Setting(str, None, "language of the document, such as en"),
    "style": Setting(str, None, "voice, tense, tone"),
    "seed": Setting(_whole, None, "seed of all sampling"),
    "method": Setting(str, None, "how to write", ("direct", "agentwrite", "goldthread")),
    "context": Setting(str, None, "what a section's prompt holds of the rest", ("auto", "bounded", "full")),
    "concurrency": Setting(_whole, None, "sections written at once", above=0),
    "prompt_tokens": Setting(_whole, None, "greatest size of a section's prompt in tokens", above=499),
    "max_tokens": Setting(_whole, None, "ceiling of tokens", above=0),
    "max_cost": Setting(float, None, "ceiling of money in US dollars", above=0),
    "max_time": Setting(float, None, "ceiling of time in minutes", above=0),
    "assets": Setting(str, None, "folder of own agents/, prompts/, schemas/, workflows/"),
    "strict": Setting(_truth, False, "exit code 3 for undecided and unchecked too"),
}


@dataclass(frozen=True)
class Resolved:
    """A setting's value and where it came from: `flag`, a variable, a file, or `default`."""

    value: Any
    origin: str


def user_file() -> Path:
    """The user's own configuration file."""
    import platformdirs

    return Path(platformdirs.user_config_dir("goldthread")) / "config.toml"


def resolve(flags: Mapping[str, Any], environment: Mapping[str, str] | None = None) -> dict[str, Resolved]:
    """Every setting with its value and origin.

    Args:
        flags: What was given on the command line; None counts as not given.
        environment: Variables; the process's own where not given.

    Raises:
        BadInput: A value cannot be read or is out of range, or a file names an unknown setting.
    """
    variables = os.environ if environment is None else environment
    project, user = _file(Path(PROJECT_FILE)), _file(user_file())
    resolved = {}
    for name, setting in SETTINGS.items():
        variable = f"GOLDTHREAD_{name.upper()}"
        if flags.get(name) is not None:
            found = Resolved(_checked(flags[name], setting, f"--{name.replace('_', '-')}", None), "flag")
        elif variables.get(variable):
            found = Resolved(_checked(variables[variable], setting, variable, None), variable)
        elif name in project:
            found = Resolved(_checked(project[name], setting, name, PROJECT_FILE), PROJECT_FILE)
        elif name in user:
            found = Resolved(_checked(user[name], setting, name, str(user_file())), str(user_file()))
        else:
            found = Resolved(setting.default, "default")
        resolved[name] = found
    return resolved


def _file(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadInput(f"is not TOML: {error}", where=Where(str(path)), remedy="correct or remove it") from error
    for name in data:
        if name not in SETTINGS:
            raise BadInput(
                f"unknown setting {name!r}",
                where=Where(str(path), field=name),
                remedy=f"known are: {', '.join(SETTINGS)}",
            )
    return data


def _checked(value: Any, setting: Setting, field: str, file: str | None) -> Any:
    where = Where(file, field=field)
    try:
        read = setting.read(str(value)) if not isinstance(value, bool) or setting.read is _truth else value
    except ValueError as error:
        raise BadInput(f"{value!r} cannot be read", where=where, remedy=setting.about) from error
    if setting.choices and read not in setting.choices:
        raise BadInput(f"{value!r} is not one of: {', '.join(setting.choices)}", where=where, remedy=setting.about)
    if setting.above is not None and not read > setting.above:
        raise BadInput(f"{value!r} must be above {setting.above:g}", where=where, remedy=setting.about)
    return read
