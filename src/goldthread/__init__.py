"""goldthread writes long documents with language models and proves that every constraint is kept."""
