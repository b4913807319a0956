"""Sources of a job: files cut into passages, retrieved for each section, cited by id."""

from goldthread.sources.passages import Passage, cut_passages, read_sources
from goldthread.sources.retrieve import Retriever, unknown_citations

__all__ = ["Passage", "Retriever", "cut_passages", "read_sources", "unknown_citations"]
