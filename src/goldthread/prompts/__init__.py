"""Prompt templates: Markdown files with front matter, rendered strictly into messages."""

from goldthread.prompts.template import Template, load_prompt, render

__all__ = ["Template", "load_prompt", "render"]
