"""The HTTP client under the provider SDKs: replies of limited size, no redirects. Imported only when a client opens."""

from collections.abc import AsyncIterator
from urllib.parse import unquote

import httpx2

GREATEST_REPLY = 8 * 2**20
"""Bytes of one reply, headers apart, before it is given up."""


class ReplyTooLarge(httpx2.RemoteProtocolError):
    """A reply passed `GREATEST_REPLY`."""


class LimitedStream(httpx2.AsyncByteStream):
    """A reply's bytes, up to a limit."""

    def __init__(self, stream: httpx2.AsyncByteStream, greatest: int) -> None:
        self._stream, self._greatest = stream, greatest

    async def __aiter__(self) -> AsyncIterator[bytes]:
        """The bytes.

        Raises:
            ReplyTooLarge: More came than the limit allows.
        """
        left = self._greatest
        async for chunk in self._stream:
            left -= len(chunk)
            if left < 0:
                raise ReplyTooLarge(f"the reply is larger than {self._greatest:,} bytes")
            yield chunk

    async def aclose(self) -> None:
        """Close the connection's stream."""
        await self._stream.aclose()


async def _limit(response: httpx2.Response) -> None:
    if isinstance(response.stream, httpx2.AsyncByteStream):
        response.stream = LimitedStream(response.stream, GREATEST_REPLY)


def open_http(base_url: str, *, silence: float, trust_env: bool) -> tuple[str, httpx2.AsyncClient]:
    """A client for one address, with a password of the address moved out of it.

    Args:
        base_url: Where the provider's API stands; `user:password@` becomes basic authentication.
        silence: Seconds without a byte after which a connection counts as dead.
        trust_env: Use the proxies that the environment names.

    Returns:
        The address without user and password, and the client.
    """
    address = httpx2.URL(base_url)
    auth = httpx2.BasicAuth(unquote(address.username), unquote(address.password)) if address.userinfo else None
    client = httpx2.AsyncClient(
        auth=auth,
        headers={"accept-encoding": "identity"},
        timeout=httpx2.Timeout(silence, connect=10.0),
        limits=httpx2.Limits(max_connections=128, max_keepalive_connections=32),
        follow_redirects=False,
        event_hooks={"response": [_limit]},
        trust_env=trust_env,
    )
    return str(address.copy_with(username="", password="") if address.userinfo else address), client
