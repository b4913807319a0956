"""`goldthread doctor`: what works on this machine."""

import typer

from goldthread.cli.app import app


@app.command("doctor")
def doctor() -> None:
    """Say what works on this machine: Python, the embedded model, keys, disk, terminal."""
    from goldthread.cli.health import findings

    worst = 0
    for ok, what, told in findings():
        worst = max(worst, 0 if ok else 1)
        print(f"{'ok  ' if ok else 'FAIL'}  {what:<18}{told}")
    raise typer.Exit(worst)
