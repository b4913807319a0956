"""`goldthread models`: what models are at hand, and getting the embedded one."""

from typing import Annotated

import typer

from goldthread.cli.app import models_app


@models_app.command("pull")
def pull(name: Annotated[str, typer.Argument(help="Name of an embedded model.")] = "smollm2-135m") -> None:
    """Get the weights of an embedded model, pinned by hash."""
    from goldthread.models.weights import pull as get

    print(get(name))


@models_app.command("list")
def list_models() -> None:
    """List the embedded models and the providers that take a name."""
    from goldthread.models.registry import PROVIDERS
    from goldthread.models.weights import EMBEDDED, find_weights

    for name in EMBEDDED:
        path = find_weights(name)
        print(f"embedded:{name}  {path or 'not here: goldthread models pull ' + name}")
    print(f"providers: {', '.join(PROVIDERS)}")
