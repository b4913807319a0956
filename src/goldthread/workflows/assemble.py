"""The document out of its sections."""

import hashlib
from collections.abc import Mapping

from goldthread.schemas.plan import Plan


def assemble(plan: Plan, texts: Mapping[int, str]) -> str:
    """Title, then each section under its heading, in order; ends with one newline."""
    blocks = [f"# {plan.title}"]
    for section in plan.sections:
        blocks.append(f"{'#' * section.level} {section.title}")
        text = texts.get(section.number, "").strip()
        if text:
            blocks.append(text)
    return "\n\n".join(blocks) + "\n"


def content_hash(text: str) -> str:
    """SHA-256 of a text, as state and logs carry it."""
    return hashlib.sha256(text.encode()).hexdigest()
