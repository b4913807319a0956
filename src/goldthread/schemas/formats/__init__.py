"""Catalogs as text and back: YAML, JSON, Markdown, TOON, DDL, and the bespoke shape of the published study."""
