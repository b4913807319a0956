"""One place through which every model call goes: journal, ceilings, retries, prices and events."""

from typing import Protocol

from goldthread.models.base import Model, OnText
from goldthread.schemas.call import Reply, Request


class Caller(Protocol):
    """What agents need of a run: a model by role, and calls that are paid for once."""

    def model(self, role: str) -> Model:
        """The model of a role."""

    async def call(self, request: Request, on_text: OnText | None = None) -> Reply:
        """The reply to a request, from the journal where it stands there.

        Raises:
            ModelError: The call failed for good.
            CeilingReached: It would pass a ceiling; nothing was sent.
            RunPaused: The provider asked for a longer wait than allowed.
        """
