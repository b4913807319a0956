"""`goldthread audit`: whether documents keep what was asked for."""

from typing import Annotated

import typer

from goldthread.cli import flags
from goldthread.cli.app import app

Documents = Annotated[
    list[str], typer.Argument(help="Documents: .md, .txt, .html, .docx; patterns such as 'out/*.md' are expanded.")
]
Constraints = Annotated[
    str | None,
    typer.Option("--constraints", help="File of requirements, or a run's constraints.yaml.", metavar="FILE"),
]
RequestText = Annotated[
    str | None, typer.Option("--request", help="The request: a file, or the text itself.", metavar="FILE")
]
Language = Annotated[str | None, typer.Option("--language", help="Language of the documents, such as en.")]


@app.command("audit")
def audit(
    documents: Documents,
    constraints: Constraints = None,
    request: RequestText = None,
    language: Language = None,
    judge: Annotated[
        str, typer.Option("--judge", help="Model asked on what programs leave open.", metavar="NAME")
    ] = "none",
    base_url: flags.BaseUrl = None,
    key_env: flags.KeyEnv = None,
    max_tokens: flags.MaxTokens = None,
    sarif: Annotated[str | None, typer.Option("--sarif", help="Write SARIF 2.1.0.", metavar="FILE")] = None,
    junit: Annotated[str | None, typer.Option("--junit", help="Write JUnit XML.", metavar="FILE")] = None,
    report: Annotated[
        str | None,
        typer.Option("--report", help="Write an HTML report (several: a folder).", metavar="PATH"),
    ] = None,
    jobs: Annotated[int, typer.Option("--jobs", help="Processes at once; 0 for one a core.", min=0)] = 0,
    assets: flags.Assets = None,
    strict: flags.Strict = None,
    json: flags.Json = False,
) -> None:
    """Check documents against requirements: kept, broken, undecided or unchecked, with the sentence that shows it."""
    from goldthread.cli.auditing import audit_documents

    code = audit_documents(
        documents,
        constraints=constraints,
        request=request,
        language=language or "",
        judge={"model": judge, "base_url": base_url, "key_env": key_env},
        max_tokens=max_tokens,
        outputs={"sarif": sarif, "junit": junit, "report": report},
        jobs=jobs,
        assets=assets,
        strict=bool(strict),
        json=json,
    )
    raise typer.Exit(code)
