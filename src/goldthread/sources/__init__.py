"""Sources of a job: files cut into passages, retrieved for each section, cited by id."""

from goldthread.sources.passages import Passage, cut_passages, read_sources, source_files
from goldthread.sources.retrieve import Retriever, drop_unknown_citations

__all__ = ["Passage", "Retriever", "cut_passages", "drop_unknown_citations", "read_sources", "source_files"]
