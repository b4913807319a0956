"""Hashes of what determines a cell besides its factors: role files, prompts, questions."""

import hashlib

from goldthread import resources
from goldthread.agents.roles import load_role


def text_identity(*texts: str) -> str:
    """Hash of texts."""
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()[:20]


def role_identity(name: str) -> str:
    """Hash of a role file and all prompts that it names."""
    role = load_role(name)
    prompts = [resources.read("prompts", f"{one}.md") for _, one in sorted(role.prompts.items())]
    return text_identity(role.model_dump_json(), *prompts)
