"""`goldthread write`: a document from a job file or a request."""

from typing import Annotated

import typer

from goldthread.cli import flags
from goldthread.cli.app import app


@app.command("write")
def write(
    jobs: Annotated[
        list[str],
        typer.Argument(
            help="A job file, the request itself, or - to read the request from stdin; or several job files.",
            metavar="JOB...",
        ),
    ],
    words: Annotated[str | None, typer.Option("--words", help="Total length in words.", metavar="N")] = None,
    characters: Annotated[
        str | None, typer.Option("--characters", help="Total length in characters.", metavar="N")
    ] = None,
    title: Annotated[str | None, typer.Option("--title", help="Title of the document.")] = None,
    language: Annotated[str | None, typer.Option("--language", help="Language, such as en.")] = None,
    style: Annotated[str | None, typer.Option("--style", help="Voice, tense, tone.")] = None,
    model: flags.Model = None,
    role: flags.Role = None,
    base_url: flags.BaseUrl = None,
    key_env: flags.KeyEnv = None,
    method: Annotated[str | None, typer.Option("--method", help="direct, agentwrite or goldthread.")] = None,
    context: Annotated[str | None, typer.Option("--context", help="auto, bounded or full.")] = None,
    seed: Annotated[str | None, typer.Option("--seed", help="Seed of all sampling.", metavar="N")] = None,
    concurrency: Annotated[
        str | None, typer.Option("--concurrency", help="Sections written at once.", metavar="N")
    ] = None,
    prompt_tokens: Annotated[
        str | None, typer.Option("--prompt-tokens", help="Greatest prompt of a section (6000).", metavar="N")
    ] = None,
    max_tokens: flags.MaxTokens = None,
    max_cost: flags.MaxCost = None,
    max_time: flags.MaxTime = None,
    out: flags.Out = None,
    assets: flags.Assets = None,
    approve: Annotated[bool, typer.Option("--approve", help="Stop after the plan; edit it, then resume.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Print the forecast and make no call.")] = False,
    executor: Annotated[
        str | None,
        typer.Option("--executor", help="Several jobs: local (this process) or ray (a cluster).", metavar="KIND"),
    ] = None,
    address: Annotated[
        str | None,
        typer.Option("--address", help="Of the Ray cluster: HOST:PORT, auto, or local to start one here."),
    ] = None,
    workers: Annotated[
        int | None, typer.Option("--workers", help="Ray: processes; one a processor by default.", min=1)
    ] = None,
    at_once: Annotated[
        int, typer.Option("--at-once", help="Several jobs: documents written at once in each process.", min=1)
    ] = 2,
    strict: flags.Strict = None,
    json: flags.Json = False,
    display: flags.Display = None,
) -> None:
    """Write a document: compile the request, plan, write in parallel, check, repair, report.

    Several job files are written at once, each into its own folder below --out; the same command goes on with what is
    not done. Ceilings given here then hold for all of them together.
    """
    from goldthread.cli.running import dry_run_job, write_job
    from goldthread.cli.several import Several, refuse_single, write_several

    given = {
        "words": words,
        "characters": characters,
        "title": title,
        "language": language,
        "style": style,
        "model": model,
        "base_url": base_url,
        "key_env": key_env,
        "method": method,
        "context": context,
        "seed": seed,
        "concurrency": concurrency,
        "prompt_tokens": prompt_tokens,
        "max_tokens": max_tokens,
        "max_cost": max_cost,
        "max_time": max_time,
        "out": out,
        "assets": assets,
        "strict": strict,
        "display": display,
    }
    if dry_run:
        code = max(dry_run_job(one, role, given, json=json) for one in jobs)
    elif len(jobs) > 1 or executor is not None:
        how = Several(executor or "local", address, workers, at_once)
        code = write_several(jobs, role, given, how, approve=approve, json=json)
    else:
        refuse_single(address, workers)
        code = write_job(jobs[0], role, given, approve=approve, json=json)
    raise typer.Exit(code)
