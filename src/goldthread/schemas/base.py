"""The base of all file and message types."""

from pydantic import BaseModel, ConfigDict


class Record(BaseModel):
    """Immutable, strict, and closed: an unknown field is an error."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")
