"""Progress at the terminal, and events as JSON lines."""

import os
import sys
import time
from typing import Any, Protocol

from goldthread.errors import GoldthreadError
from goldthread.redaction import redact
from goldthread.schemas.events import Event

PROGRESS_SECONDS = 5.0


class Display(Protocol):
    """Shows what happens."""

    def show(self, event: Event) -> None:
        """Take one event."""

    def failed(self, error: GoldthreadError) -> None:
        """Tell programs of an error; people read it from stderr."""

    def close(self) -> None:
        """Give the terminal back."""


def open_display(kind: str, *, json: bool) -> Display:
    """The display that fits: JSON lines, a live table at a terminal, plain lines elsewhere, or nothing."""
    if json:
        return JsonLines()
    if kind == "none":
        return Silent()
    if sys.stderr.isatty() and (kind == "rich" or (kind == "auto" and not os.environ.get("NO_COLOR"))):
        return Live()
    return Plain()


class Silent:
    """Shows nothing."""

    def show(self, event: Event) -> None:
        """See `Display`."""

    def failed(self, error: GoldthreadError) -> None:
        """See `Display`."""

    def close(self) -> None:
        """See `Display`."""


class JsonLines(Silent):
    """Each event as a JSON line on stdout; streamed text is left out."""

    def show(self, event: Event) -> None:
        """See `Display`."""
        if event.event != "text":
            print(redact(event.model_dump_json()), flush=True)

    def failed(self, error: GoldthreadError) -> None:
        """See `Display`."""
        event = Event(
            event="run_finished",
            at=time.time(),
            message=str(error),
            data={"status": "failed", "exit_code": error.exit_code, "error": type(error).__name__},
        )
        print(redact(event.model_dump_json()), flush=True)


class Counts:
    """What the events add up to."""

    def __init__(self) -> None:
        self.phase = ""
        self.sections = self.done = self.words = self.asked = self.tokens = 0
        self.verdicts: dict[int, tuple[int, int]] = {}
        self.cost: float | None = 0.0
        self.started = time.time()
        self.writing = 0.0

    def take(self, event: Event) -> None:
        """Add one event."""
        data: dict[str, Any] = event.data
        if event.event == "phase":
            self.phase = event.message
            self.writing = time.time() if data.get("phase") == "write" else self.writing
        elif event.event == "planned":
            self.sections, self.asked = data["sections"], data["words"]
        elif event.event == "section_finished":
            self.done += 1
            self.words += data.get("words", 0)
        elif event.event == "section_checked":
            self.verdicts[event.section] = data.get("kept", 0), data.get("broken", 0)
        elif event.event == "call" and not data["replayed"]:
            self.tokens += data["input"] + data["output"]
            price = data["price"]
            self.cost = None if price is None or self.cost is None else self.cost + price

    def left(self) -> str:
        """Time left, as far as the sections so far tell."""
        if not self.done or self.done >= self.sections or not self.writing:
            return ""
        seconds = (time.time() - self.writing) / self.done * (self.sections - self.done)
        return f"about {seconds / 60:.0f} min left" if seconds >= 90 else f"about {seconds:.0f} s left"

    def line(self) -> str:
        """One line for people."""
        cost = "cost unknown" if self.cost is None else f"${self.cost:.2f}"
        kept, broken = (sum(one[at] for one in self.verdicts.values()) for at in (0, 1))
        parts = [
            self.phase,
            f"{self.done}/{self.sections} sections" if self.sections else "",
            f"{self.words:,}/{self.asked:,}" if self.asked else "",
            f"{kept} kept, {broken} broken" if kept + broken else "",
            f"{self.tokens:,} tokens, {cost}",
            self.left(),
        ]
        return " | ".join(part for part in parts if part)


class Plain(Silent):
    """A line on stderr for each step that a person wants to know of."""

    def __init__(self) -> None:
        self._counts = Counts()
        self._told = 0.0

    def show(self, event: Event) -> None:
        """See `Display`."""
        self._counts.take(event)
        if event.event == "run_started":
            print(f"run       {event.message}", file=sys.stderr)
        elif event.event == "phase":
            print(event.message, file=sys.stderr)
        elif event.event == "progress":
            self._progress(event)
        elif event.event == "section_finished":
            print(f"  {self._counts.line()}", file=sys.stderr)
        elif event.event in ("warning", "retry") and event.section == 0:
            print(redact(f"  note: {event.message}"), file=sys.stderr)

    def _progress(self, event: Event) -> None:
        """An experiment's cells, every few seconds."""
        if event.at - self._told >= PROGRESS_SECONDS:
            self._told = event.at
            print(f"  {event.message}", file=sys.stderr)


class Live(Plain):
    """A line that is renewed in place, with rich."""

    def __init__(self) -> None:
        super().__init__()
        from rich.console import Console
        from rich.live import Live as RichLive

        self._console = Console(stderr=True)
        self._live = RichLive("", console=self._console, refresh_per_second=8, transient=True)
        self._live.start()

    def show(self, event: Event) -> None:
        """See `Display`."""
        from rich.text import Text

        self._counts.take(event)
        if event.event == "run_started":
            self._console.print(Text(f"run       {event.message}"))
        elif event.event in ("warning", "retry") and event.section == 0:
            self._console.print(Text(redact(f"  note: {event.message}")))
        if event.event == "progress":
            self._live.update(Text(event.message))
        elif event.event not in ("text", "cell_finished"):
            self._live.update(Text(self._counts.line()))

    def close(self) -> None:
        """See `Display`."""
        self._live.stop()
