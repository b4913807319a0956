"""Asset folders: agents/, prompts/, schemas/ and workflows/, in a wheel or a checkout, and a user's own beside them."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from goldthread.errors import BadInput, Where

FOLDERS = ("agents", "prompts", "schemas", "workflows")
_own: ContextVar[Path | None] = ContextVar("own_assets", default=None)


def folder(name: str) -> Path:
    """The shipped asset folder of that name, wherever goldthread is installed."""
    if name not in FOLDERS:
        raise ValueError(f"no asset folder {name!r}")
    here = Path(__file__).resolve().parent
    packed = here / "_assets" / name
    return packed if packed.is_dir() else here.parents[1] / name


@contextmanager
def own_assets(path: Path | None) -> Iterator[None]:
    """Let the files of `path`/agents, /prompts, /schemas and /workflows stand in for the shipped ones, file by file.

    Raises:
        BadInput: The folder is missing, or holds a file that stands in for nothing.
    """
    if path is not None:
        _check_own(path)
    token = _own.set(path)
    try:
        yield
    finally:
        _own.reset(token)


def current_assets() -> Path | None:
    """The user's own asset folder, if one is in force."""
    return _own.get()


def find(name: str, file: str) -> Path:
    """The file to read: the user's own where there is one, else the shipped one.

    Raises:
        BadInput: Neither exists.
    """
    own = _own.get()
    if own is not None and (own / name / file).is_file():
        return own / name / file
    shipped = folder(name) / file
    if not shipped.is_file():
        raise BadInput(f"there is no asset {name}/{file}", remedy=f"shipped are: {', '.join(listing(name))}")
    return shipped


def read(name: str, file: str) -> str:
    """Text of the asset that `find` picks."""
    return find(name, file).read_text(encoding="utf-8")


def listing(name: str) -> list[str]:
    """Names of the shipped files of one asset folder, sorted."""
    return sorted(path.name for path in folder(name).iterdir() if path.is_file())


def _check_own(path: Path) -> None:
    if not path.is_dir():
        raise BadInput(
            "the folder of own assets does not exist",
            where=Where(str(path)),
            remedy="start one with: goldthread assets copy DIR",
        )
    for name in FOLDERS:
        if not (path / name).is_dir():
            continue
        shipped = set(listing(name))
        for file in sorted((path / name).iterdir()):
            if file.is_file() and file.name not in shipped:
                raise BadInput(
                    "stands in for no shipped file",
                    where=Where(str(file)),
                    remedy=f"shipped in {name}/ are: {', '.join(sorted(shipped))}",
                )
