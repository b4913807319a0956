"""Models by name: `provider:name`, split at the first colon."""

from pathlib import Path

from goldthread.errors import BadInput, Where
from goldthread.models.base import Capabilities, Model, OnText
from goldthread.schemas.call import Reply, Request
from goldthread.schemas.job import ModelChoice
from goldthread.tokens import count_tokens

PROVIDERS = ("openai", "anthropic", "local", "embedded", "none", "scripted", "simulated", "replay")


class NoModel:
    """`none`: stands for no model; to call it is an error."""

    name = "none"
    encoding = "cl100k_base"
    capabilities = Capabilities(window=8192, max_output=4096, weak=True)

    def count_tokens(self, text: str) -> int:
        """Tokens by cl100k_base."""
        return count_tokens(text)

    async def call(self, request: Request, _on_text: OnText | None = None) -> Reply:
        """Refuse.

        Raises:
            BadInput: Always.
        """
        raise BadInput(
            f"the role {request.role} needs a model, and the model is `none`",
            where=Where(field="--model"),
            remedy="name one, such as embedded:smollm2-135m",
        )

    async def close(self) -> None:
        """Nothing to release."""


def open_model(choice: ModelChoice, *, log: Path | None = None, calling: bool = True) -> Model:
    """Make a model ready; nothing is loaded or called yet.

    Args:
        choice: Provider and name, and what its account needs.
        log: Where a local runtime writes its log.
        calling: Whether it will be called; a hosted model that is not needs no key.

    Raises:
        BadInput: The provider is unknown, or what it needs (a key, a file) is missing.
    """
    provider, _, name = choice.model.partition(":")
    if provider == "none" and not name:
        return NoModel()
    if provider not in PROVIDERS or not name:
        raise BadInput(
            f"{choice.model!r} is no model",
            where=Where(field="model"),
            remedy=f"write provider:name; providers are: {', '.join(PROVIDERS)}",
        )
    if provider == "scripted":
        from goldthread.models.scripted import load_script

        return load_script(Path(name))
    if provider == "replay":
        from goldthread.models.replay import load_replay

        return load_replay(Path(name))
    if provider == "simulated":
        from goldthread.models.simulated import load_simulation

        return load_simulation(Path(name))
    if provider in ("embedded", "local"):
        from goldthread.models.embedded import open_embedded

        return open_embedded(provider, name, log=log)
    if provider == "openai":
        from goldthread.models.openai_client import OpenAIModel

        return OpenAIModel(choice, calling=calling)
    if provider == "anthropic":
        from goldthread.models.anthropic_client import AnthropicModel

        return AnthropicModel(choice, calling=calling)
    raise BadInput(f"{provider} takes no name", where=Where(field="model"), remedy="write: none")
