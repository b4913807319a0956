"""JSON Schemas and OpenAPI documents that lie in several files, made one document that refers to itself alone.

A reference to another file (`person.json`, `common.yaml#/components/schemas/Error`) is found beside the file that has
it, or by the `$id` of a file that is known, and never above the folder of the source. What it leads to becomes a named
schema of the one document.
"""

import contextlib
import os
import posixpath
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin

from goldthread.schemas.importers.reading import MOST_BYTES, parse_json, read_text, text_of, wrong

Data = dict[str, Any]
PLACES = ("components.schemas", "$defs", "definitions")
"""Where documents keep their named schemas."""
SUFFIXES = (".json", ".yaml", ".yml")
_SCHEMES = ("http://", "https://", "urn:", "file:")
_SIGN = re.compile(r"openapi|swagger|\$schema|\$defs|definitions|properties")


def load_document(path: Path, *, any_kind: bool = True) -> Any:
    """The data of a JSON or YAML file.

    Args:
        path: The file.
        any_kind: Whether a file without any word of schemas is read too.

    Raises:
        BadInput: It cannot be read, or is neither.
    """
    from goldthread.schemas.yaml_files import load_yaml

    text = read_text(path)
    if not (any_kind or _SIGN.search(text)):
        return None
    return load_yaml(text, str(path))[0] if path.suffix.lower() in (".yaml", ".yml") else parse_json(text, path)


class Bundle:
    """Gathers documents below one folder.

    Args:
        root: The folder.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._files: dict[str, Any] = {}
        """Data by path below the root; None of a file that is not there."""
        self._ids: dict[str, str] = {}
        self._main = ""
        self._place: list[str] = ["$defs"]
        self._schemas: Data = {}
        self._given: dict[tuple[str, str], str] = {}
        """The name of a schema by its file and the pointer to it there."""
        self._taken: set[str] = set()
        self._left: list[str] = []
        """Files of which a schema is taken, and those of them whose references are still their own."""
        self._characters = 0
        self.folders: dict[str, str] = {}
        """Folder below the root of each schema that came from a file, by the pointer to it."""

    def with_main(self, path: Path, document: Data) -> Data:
        """A document whose references lead to itself: what it refers to in other files is taken in.

        Args:
            path: Its file.
            document: Its data; references and named schemas in it are changed.
        """
        self._main = self._key(path)
        self._files[self._main] = document
        place = PLACES[0] if "openapi" in document else PLACES[2] if "swagger" in document else PLACES[1]
        self._place = place.split(".")
        taken = document
        for step in self._place:
            if not isinstance(found := taken.setdefault(step, {}), dict):
                return document
            taken = found
        self._schemas = taken
        self._rewrite(self._main)
        self._finish()
        return document

    def with_files(self, documents: dict[Path, Data]) -> Data:
        """One document of all schemas of several files: of each its root and what it names.

        Args:
            documents: Data by file; references in them are changed. Where one of them alone is of OpenAPI, its
                operations and tags stay.
        """
        for path, document in documents.items():
            self._files[self._key(path)] = document
            if identity := text_of(document.get("$id")):
                self._ids.setdefault(identity.rstrip("#"), self._key(path))
        mains = [path for path, document in documents.items() if {"openapi", "swagger"} & document.keys()]
        whole = self.with_main(mains[0], documents[mains[0]]) if len(mains) == 1 else {"$defs": self._schemas}
        for path, document in documents.items():
            key = self._key(path)
            if key == self._main:
                continue
            for place in PLACES:
                found: Any = document
                for step in place.split("."):
                    found = found.get(step) if isinstance(found, dict) else None
                for name in found if isinstance(found, dict) else ():
                    self._named(key, f"/{place.replace('.', '/')}/{_escaped(name)}")
            if {"properties", "allOf"} & document.keys():
                self._named(key, "")
        self._finish()
        return whole

    def _key(self, path: Path) -> str:
        return Path(os.path.relpath(path, self._root)).as_posix()

    def _load(self, key: str) -> Any:
        if key not in self._files:
            path = self._root / key
            inside = False
            with contextlib.suppress(OSError, ValueError):  # a name that no system takes is that of no file
                there = not key.startswith("../") and path.suffix.lower() in SUFFIXES and path.is_file()
                inside = there and path.resolve().is_relative_to(self._root.resolve())
            self._files[key] = load_document(path) if inside else None
            self._characters += path.stat().st_size if inside else 0
            if self._characters > MOST_BYTES:
                raise wrong(path, f"with the files before it has more than {MOST_BYTES:,} bytes", "give a part")
        return self._files[key]

    def _finish(self) -> None:
        while self._left:
            self._rewrite(self._left.pop())

    def _rewrite(self, key: str) -> None:
        """Let all references of a file lead to the one document."""
        base = text_of(self._files[key].get("$id")) if isinstance(self._files[key], dict) else ""
        for node in _nodes(self._files[key]):
            told = node.get("$ref")
            if isinstance(told, str) and (target := self._target(key, base, told)) is not None:
                node["$ref"] = target

    def _target(self, key: str, base: str, told: str) -> str | None:
        """The pointer in the one document that a reference becomes; None where it stays as it is."""
        document, _, fragment = told.partition("#")
        file = key
        if document:
            file = self._ids.get(_joined(base, document)) or self._ids.get(document) or ""
            if not file and not document.startswith(_SCHEMES):
                file = posixpath.normpath(posixpath.join(posixpath.dirname(key), unquote(document)))
        if not file or file == self._main:
            return f"#{fragment}" if file else None
        return self._named(file, unquote(fragment))

    def _named(self, file: str, pointer: str) -> str | None:
        """The pointer to a schema of a file in the one document, which takes it in; None where it is not there."""
        pointer = pointer.rstrip("/")
        if (file, pointer) not in self._given:
            found: Any = self._load(file)
            for step in pointer.split("/")[1:] if pointer.startswith("/") else ["#"] if pointer else ():
                found = found.get(step.replace("~1", "/").replace("~0", "~")) if isinstance(found, dict) else None
            if not isinstance(found, dict):
                return None
            told = pointer.rpartition("/")[2].replace("~1", "/").replace("~0", "~")
            title = text_of(found.get("title"))
            name = told or (title if title.isidentifier() else "") or posixpath.basename(file).partition(".")[0]
            number, tried = 2, name
            while tried in self._schemas:
                tried, number = f"{name}_{number}", number + 1
            self._schemas[tried] = found
            self._given[file, pointer] = tried
            self.folders[self._pointer(tried)] = posixpath.dirname(file)
            if file not in self._taken:
                self._taken.add(file)
                self._left.append(file)
        return self._pointer(self._given[file, pointer])

    def _pointer(self, name: str) -> str:
        return f"#/{'/'.join(self._place)}/{_escaped(name)}"


def _joined(base: str, document: str) -> str:
    try:
        return urljoin(base, document)
    except ValueError:
        return document


def _nodes(data: Any) -> Iterator[Data]:
    left = [data]
    while left:
        one = left.pop()
        if isinstance(one, dict):
            yield one
            left += reversed([*one.values()])
        elif isinstance(one, list):
            left += reversed(one)


def _escaped(key: str) -> str:
    return key.replace("~", "~0").replace("/", "~1")
