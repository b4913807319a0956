"""Flags that several commands share."""

from typing import Annotated

import typer

Json = Annotated[bool, typer.Option("--json", help="Print JSON lines and nothing else on stdout.")]
Display = Annotated[str | None, typer.Option("--display", help="Progress: auto, rich, plain or none.", metavar="KIND")]
Model = Annotated[
    str | None,
    typer.Option(
        "--model", help="Model of all roles, as provider:name (embedded:smollm2-135m is the default).", metavar="NAME"
    ),
]
Role = Annotated[
    list[str] | None, typer.Option("--role", help="Model of one role, as planner=NAME.", metavar="ROLE=NAME")
]
BaseUrl = Annotated[
    str | None, typer.Option("--base-url", help="Address of an OpenAI-compatible server.", metavar="URL")
]
KeyEnv = Annotated[str | None, typer.Option("--key-env", help="Variable that holds its key.", metavar="VARIABLE")]
Out = Annotated[str | None, typer.Option("--out", help="Folder that new runs are made in (runs).", metavar="DIR")]
Assets = Annotated[
    str | None,
    typer.Option("--assets", help="Folder of own agents/, prompts/, schemas/, workflows/.", metavar="DIR"),
]
MaxTokens = Annotated[str | None, typer.Option("--max-tokens", help="Ceiling of tokens.", metavar="N")]
MaxCost = Annotated[str | None, typer.Option("--max-cost", help="Ceiling of money in US dollars.", metavar="N")]
MaxTime = Annotated[str | None, typer.Option("--max-time", help="Ceiling of time in minutes.", metavar="N")]
Catalog = Annotated[str, typer.Option("--catalog", help="Folder of the catalog.", metavar="DIR")]
Database = Annotated[
    str | None,
    typer.Option(
        "--db",
        help="A DuckDB or SQLite file, or postgresql://user@host/database, that SELECTs run on, read-only; without it "
        "a query is checked and not run.",
        metavar="FILE|URL",
    ),
]
Strict = Annotated[
    bool | None,
    typer.Option("--strict", help="Exit code 3 for undecided and unchecked checks too.", show_default=False),
]
