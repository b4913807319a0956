"""Hashes of what determines a cell besides its factors: role files, prompts, questions."""

import hashlib
from collections.abc import Iterator

from goldthread import resources
from goldthread.agents.roles import load_role
from goldthread.experiments.work import InputFile


def text_identity(*texts: str) -> str:
    """Hash of texts."""
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()[:20]


def role_identity(name: str) -> str:
    """Hash of a role file and all prompts that it names."""
    role = load_role(name)
    prompts = [resources.read("prompts", f"{one}.md") for _, one in sorted(role.prompts.items())]
    return text_identity(role.model_dump_json(), *prompts)


def role_files(name: str, called: str = "role") -> Iterator[InputFile]:
    """The files of `role_identity`."""
    yield InputFile(called, str(resources.find("agents", f"{name}.yaml")))
    for prompt in sorted(set(load_role(name).prompts.values())):
        yield InputFile(called, str(resources.find("prompts", f"{prompt}.md")))
