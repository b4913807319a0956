"""Prices of calls: the job's own, then the bundled lists of genai-prices; an unknown price is None, never zero."""

from collections.abc import Mapping
from functools import lru_cache

from goldthread.schemas.call import Usage
from goldthread.schemas.job import Price

FREE = ("embedded", "local", "scripted", "simulated", "skilled", "replay", "none")


@lru_cache(maxsize=256)
def _listed(name: str, input_tokens: int, output_tokens: int, cached: int) -> float | None:
    from genai_prices import Usage as ListedUsage
    from genai_prices import calc_price

    provider, _, model = name.partition(":")
    usage = ListedUsage(input_tokens=input_tokens, output_tokens=output_tokens, cache_read_tokens=cached or None)
    try:
        return float(calc_price(usage, model_ref=model, provider_id=provider).total_price)
    except LookupError:
        return None


class Prices:
    """US dollars of calls by model name (`provider:name`)."""

    def __init__(self, own: Mapping[str, Price]) -> None:
        """Take a job's own prices, by `provider:name` or by the name alone."""
        self._own = dict(own)

    def estimate(self, name: str, input_tokens: int, output_tokens: int) -> float | None:
        """Price of a call of at most so many tokens, None where the model's price is unknown."""
        return self.price(name, Usage(input=input_tokens, output=output_tokens))

    def price(self, name: str, usage: Usage) -> float | None:
        """Price of a finished call, None where the model's price is unknown."""
        own = self._own.get(name) or self._own.get(name.partition(":")[2])
        if own is not None:
            cached = own.cached if own.cached is not None else own.input
            fresh = usage.input - usage.cached
            return (fresh * own.input + usage.cached * cached + usage.output * own.output) / 1e6
        if name.partition(":")[0] in FREE:
            return 0.0
        return _listed(name, usage.input, usage.output, usage.cached)
