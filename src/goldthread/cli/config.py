"""`goldthread config`: settings and where they come from."""

import json as json_module

from goldthread.cli import flags
from goldthread.cli.app import config_app


@config_app.command("show")
def show(json: flags.Json = False) -> None:
    """Show every setting with its value and where it comes from."""
    from goldthread.config import SETTINGS, resolve

    for name, found in resolve({}).items():
        if json:
            print(json_module.dumps({"name": name, "value": found.value, "from": found.origin}))
        else:
            value = "-" if found.value is None else str(found.value)
            print(f"{name:<15}{value:<28}{found.origin:<24}{SETTINGS[name].about}")
