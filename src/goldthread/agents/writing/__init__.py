"""How a section gets its text: drafts for strong models, evidence first for weak ones."""

from goldthread.agents.writing.draft import Draft, write_draft
from goldthread.agents.writing.length import adjust_length
from goldthread.agents.writing.weak import write_evidence_first

__all__ = ["Draft", "adjust_length", "write_draft", "write_evidence_first"]
