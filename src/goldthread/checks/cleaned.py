"""What the guard makes of a reply."""

from dataclasses import dataclass, field


@dataclass
class Cleaned:
    """What is left of a reply, what was taken off (kind and span), and why it is refused; empty if it is not."""

    text: str
    removed: list[tuple[str, str]] = field(default_factory=list)
    refused: str = ""

    def drop(self, kind: str, start: int, end: int) -> None:
        """Take off a span and the white space that it leaves at the edges."""
        self.removed.append((kind, self.text[start:end]))
        self.text = (self.text[:start] + self.text[end:]).strip()
