"""The commands, and what happens with an error that reaches the top."""

import os
import sys
import traceback
from collections.abc import Collection
from importlib import import_module
from typing import Annotated, Any

import typer
import typer.main

from goldthread.errors import GoldthreadError

EPILOG = (
    "Exit codes: 0 done; 1 error; 2 usage or bad input; 3 finished with at least one check broken (--strict: or "
    "undecided or unchecked), or ask bound no query; 4 stopped at a ceiling, a long wait or for approval "
    "(resumable); 5 the run belongs to another process; 6 the run's folder is damaged; 130 interrupted (resumable). "
    "Every flag has a variable GOLDTHREAD_FLAG; `goldthread config show` says where each value comes from."
)

COMMANDS = (
    "ask",
    "assets",
    "audit",
    "catalog",
    "compile",
    "config",
    "doctor",
    "experiment",
    "experiment_results",
    "init",
    "mcp",
    "models",
    "questions",
    "repair",
    "resume",
    "runs",
    "score",
    "sql",
    "status",
    "tools",
    "write",
)

app = typer.Typer(
    name="goldthread",
    help="Write long documents with language models and prove that every constraint of the request is kept.",
    epilog=EPILOG,
    rich_markup_mode=None,
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
)
models_app = typer.Typer(help="Models at hand.", rich_markup_mode=None, no_args_is_help=True)
config_app = typer.Typer(help="Settings and where they come from.", rich_markup_mode=None, no_args_is_help=True)
assets_app = typer.Typer(help="Own agents, prompts, schemas, workflows.", rich_markup_mode=None, no_args_is_help=True)
score_app = typer.Typer(help="Scores of published benchmarks.", rich_markup_mode=None, no_args_is_help=True)
weights_app = typer.Typer(help="Weights of a checklist.", rich_markup_mode=None, no_args_is_help=True)
judge_app = typer.Typer(
    help="Let a judge score texts, and see how far it can be trusted.", rich_markup_mode=None, no_args_is_help=True
)
catalog_app = typer.Typer(help="Schemas as folders of small files.", rich_markup_mode=None, no_args_is_help=True)
questions_app = typer.Typer(
    help="Questions with known answers, to try an agent on.", rich_markup_mode=None, no_args_is_help=True
)
experiment_app = typer.Typer(
    help="Which format, layout, agent or model is better, with statistics.", rich_markup_mode=None, no_args_is_help=True
)
app.add_typer(experiment_app, name="experiment")
app.add_typer(models_app, name="models")
app.add_typer(questions_app, name="questions")
app.add_typer(catalog_app, name="catalog")
app.add_typer(config_app, name="config")
app.add_typer(assets_app, name="assets")
app.add_typer(score_app, name="score")
app.add_typer(weights_app, name="weights")
app.add_typer(judge_app, name="judge")


def _version(value: bool) -> None:
    if value:
        from importlib.metadata import version

        typer.echo(f"goldthread {version('goldthread')}")
        raise typer.Exit


@app.callback()
def top(
    debug: Annotated[bool, typer.Option("--debug", help="Show a traceback with an error.")] = False,
    _version_asked: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    """Write long documents with language models and prove that every constraint of the request is kept."""
    os.environ["GOLDTHREAD_DEBUG"] = "1" if debug else ""


def load() -> typer.Typer:
    """The program with all its commands."""
    for name in COMMANDS:
        import_module(f"goldthread.cli.{name}")
    return app


_RESOLVING = frozenset({"write", "resume", "runs", "status"})
"""Commands that read settings with `goldthread.config`, which looks at their variables itself."""
_OWN_MEANING = {("repair", "out"): "GOLDTHREAD_REPAIR_OUT", ("experiment", "out"): "GOLDTHREAD_EXPERIMENT_OUT"}
"""Flags that mean another thing than the setting of their name."""
_GROUPS = frozenset({"experiment"})
"""Groups of commands whose flags mean the same in all of them."""
_UNNAMED = frozenset({"help", "_version_asked", "install_completion", "show_completion"})


def name_variables(command: Any, settings: Collection[str], above: str = "") -> None:
    """Give every flag of a command and those below it its variable, where `goldthread.config` does not read it."""
    for below in getattr(command, "commands", {}).values():
        name_variables(below, settings, command.name if above else "goldthread")
    for flag in command.params:
        group = above if above in _GROUPS else command.name
        resolved = group in _RESOLVING and flag.name in settings
        if flag.param_type_name != "option" or flag.name in _UNNAMED or resolved:
            continue
        flag.envvar = _OWN_MEANING.get((group, flag.name), f"GOLDTHREAD_{flag.name.upper()}")
        flag.show_envvar = False


def program() -> Any:
    """The whole command, with the variable of every flag."""
    from goldthread.config import SETTINGS

    command = typer.main.get_command(load())
    name_variables(command, SETTINGS)
    return command


def run(arguments: list[str]) -> int:
    """Run a command line; its exit code. An error is printed with its place and remedy, never with a traceback."""
    try:
        program().main(args=arguments, prog_name="goldthread", standalone_mode=True)
    except SystemExit as done:
        return done.code if isinstance(done.code, int) else int(bool(done.code))
    except GoldthreadError as error:
        return report_error(error)
    except KeyboardInterrupt:
        print("stopped", file=sys.stderr)
        return 130
    return 0


def report_error(error: GoldthreadError) -> int:
    """Print an error for people on stderr; its exit code."""
    from goldthread.redaction import redact

    if os.environ.get("GOLDTHREAD_DEBUG"):
        print(redact("".join(traceback.format_exception(error))), file=sys.stderr)
    print(redact(f"goldthread: {error}"), file=sys.stderr)
    return error.exit_code
