"""The command `goldthread`: one module a command, no logic of its own."""

import sys


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and leave with its exit code."""
    from goldthread.cli.app import run

    sys.exit(run(sys.argv[1:] if arguments is None else arguments))
