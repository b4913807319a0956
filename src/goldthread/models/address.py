"""Where a provider's API stands and by which key: what both hosted clients read from a `ModelChoice`."""

import ipaddress
import os
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from goldthread.errors import BadInput, Where
from goldthread.models.base import Capabilities
from goldthread.redaction import register_secret
from goldthread.schemas.job import ModelChoice

NO_KEY = "no-key-needed"
"""Sent where a server of one's own asks for none; the SDKs insist on one."""


@dataclass(frozen=True)
class Access:
    """Address and key of an account; `base_url` may still hold a password."""

    base_url: str
    key: str
    loopback: bool

    def __repr__(self) -> str:
        return f"Access(loopback={self.loopback})"


def find_access(choice: ModelChoice, *, default_url: str, default_key: str, calling: bool = True) -> Access:
    """Address and key of a model, both made known to the redaction.

    The provider's own variable is read only for the provider's own address: its key goes nowhere else.

    Args:
        choice: The model as the job or a flag names it.
        default_url: The provider's own address.
        default_key: The environment variable that holds the provider's key.
        calling: Whether the model will be called; else no key is asked for.

    Raises:
        BadInput: The variable is not set or holds no key, or the address is none.
    """
    register_secret(_password(choice))
    base_url = choice.base_url or default_url
    loopback = is_loopback(_host(base_url))
    variable = choice.key_env or ("" if choice.base_url else default_key)
    if not variable or not calling:
        return Access(base_url, NO_KEY, loopback)
    key = os.environ.get(variable, "").strip()
    if not key:
        raise BadInput(
            f"{choice.model} needs a key, and the environment variable {variable} is not set",
            where=Where(field="key_env"),
            remedy=f"export {variable}=..., or name another variable with key_env",
        )
    register_secret(key)
    if not (key.isascii() and key.isprintable() and " " not in key):
        raise BadInput(
            f"the environment variable {variable} holds no key: spaces, line ends or characters beyond ASCII",
            where=Where(field="key_env"),
            remedy=f"export {variable}=... again",
        )
    return Access(base_url, key, loopback)


def _host(base_url: str) -> str:
    try:
        parts = urlsplit(base_url)
        host = parts.hostname if parts.scheme in ("http", "https") and (parts.port is None or parts.port) else None
    except ValueError:
        host = None
    if not host:
        raise BadInput(
            "base_url is no address of an API",
            where=Where(field="base_url"),
            remedy="write it like https://host.example/v1",
        )
    return host


def _password(choice: ModelChoice) -> str | None:
    if not choice.base_url:
        return None
    raw = choice.base_url.partition("://")[2].partition("/")[0].rpartition("@")[0].partition(":")[2]
    register_secret(raw)
    return unquote(raw)


def is_loopback(host: str) -> bool:
    """Whether a host is this machine."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def hosted_capabilities(choice: ModelChoice, *, loopback: bool) -> Capabilities:
    """What a model behind a provider's API can do."""
    return Capabilities(
        window=choice.window or 128_000,
        max_output=choice.max_output or 16_384,
        json_schema=True,
        hosted=not loopback,
        concurrency=8,
    )
