"""The service models of botocore: services are domains, structures are records, members that hold structures are keys.

What comes out is no schema of a database, but names and prose that people wrote, ten thousand records and more.
"""

import gzip
import html
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from goldthread.errors import BadInput, Where
from goldthread.schemas.catalog import Catalog, Column, Domain, ForeignKey, Table
from goldthread.schemas.importers.identity import identity_of
from goldthread.schemas.importers.roles import with_roles

LEAST_MEMBERS = 3
LONGEST = 600
"""Characters of a description that are kept."""
_MODELS = ("service-2.json.gz", "service-2.json")
_DEPTH = 4
_ESCAPED = re.compile(r"</?(?:a|b|br|code|dd|div|dl|dt|em|i|important|li|note|ol|p|span|ul)\b[^>]*>")
"""Markup that some models hold escaped; other words in angle brackets stand for a value."""


def read_service_models(services: Iterable[str] | None = None) -> Catalog:
    """Catalog of the records of the installed botocore.

    A record is a structure with at least three members that is no request or response of an operation as a whole.

    Args:
        services: Names as botocore has them (`ec2`); all where none are given.

    Raises:
        BadInput: botocore is not installed, or has no such service.
    """
    root = _models_folder()
    known = sorted(path.name for path in root.iterdir() if path.is_dir() and _latest(path))
    wanted = known if services is None else list(services)
    for name in wanted:
        if name not in known:
            raise BadInput(f"botocore has no service {name!r}", remedy="services are named as in `aws help`: ec2, s3")
    domains: list[Domain] = []
    tables: list[Table] = []
    for name in wanted:
        path = _latest(root / name)
        assert path is not None  # noqa: S101
        found = _service(name, _load(path))
        domains += found.domains
        tables += found.tables
    return Catalog("aws", "Records of the AWS interfaces.", tuple(domains), tuple(tables))


def is_service_model(data: Any) -> bool:
    """Whether JSON data are a service model."""
    return isinstance(data, dict) and {"metadata", "operations", "shapes"} <= data.keys()


def read_service_model(file: Path, data: Any) -> Catalog:
    """Catalog of the records of one service.

    Args:
        file: Where its model was read; a service is named by the folder above that of its version.
        data: The model.

    Raises:
        BadInput: It is no whole service model.
    """
    name = file.absolute().parent.parent.name
    try:
        found = _service(name, data)
    except (KeyError, TypeError, AttributeError):
        raise BadInput(
            "is no whole service model", where=Where(str(file)), remedy="take the service-2.json of botocore"
        ) from None
    return replace(found, name=name)


def _service(name: str, model: dict[str, Any]) -> Catalog:
    tables = tuple(_records(name, model))
    said = model["metadata"].get("serviceFullName", name)
    domain = Domain(name, _shorten(f"{said}. {_plain(model.get('documentation', ''))}", 200))
    return Catalog(name, "", (domain,) if tables else (), tables)


def _models_folder() -> Path:
    try:
        import botocore
    except ImportError:
        raise BadInput("the service models come with botocore", remedy="pip install 'goldthread[aws]'") from None
    return Path(botocore.__file__).parent / "data"


def _latest(folder: Path) -> Path | None:
    """The model of the newest version of a service."""
    for version in sorted((one for one in folder.iterdir() if one.is_dir()), reverse=True):
        for name in _MODELS:
            if (version / name).is_file():
                return version / name
    return None


def _load(path: Path) -> dict[str, Any]:
    raw = path.read_bytes()
    data: dict[str, Any] = json.loads(gzip.decompress(raw) if path.suffix == ".gz" else raw)
    return data


def _records(service: str, model: dict[str, Any]) -> Iterator[Table]:
    shapes = model["shapes"]
    whole = {
        operation[side]["shape"]
        for operation in model["operations"].values()
        for side in ("input", "output")
        if side in operation
    }
    names = {
        name: f"{service.replace('-', '_')}.{name}"
        for name, shape in shapes.items()
        if shape["type"] == "structure" and len(shape["members"]) >= LEAST_MEMBERS and name not in whole
    }
    for name, full in names.items():
        shape = shapes[name]
        required = set(shape.get("required", ()))
        columns, keys = [], []
        for member, about in shape["members"].items():
            text = about.get("documentation") or shapes[about["shape"]].get("documentation", "")
            kind = _type(about["shape"], shapes)
            columns.append(Column(member, kind, _shorten(_plain(text)), member not in required))
            target = _target(about["shape"], shapes)
            if target in names:
                keys.append(
                    ForeignKey((member,), names[target], (identity_of(target, [*shapes[target]["members"]]),), "")
                )
        text = _shorten(_plain(shape.get("documentation", "")))
        yield with_roles(Table(full, service, text, tuple(columns), (), tuple(keys), "record"))


def _type(name: str, shapes: dict[str, Any], depth: int = 0) -> str:
    shape = shapes[name]
    if shape["type"] == "structure":
        return name
    if depth == _DEPTH:
        return str(shape["type"])
    if shape["type"] == "list":
        return f"list<{_type(shape['member']['shape'], shapes, depth + 1)}>"
    if shape["type"] == "map":
        inside = (_type(shape[side]["shape"], shapes, depth + 1) for side in ("key", "value"))
        return f"map<{', '.join(inside)}>"
    return str(shape["type"])


def _target(name: str, shapes: dict[str, Any]) -> str:
    """The structure that a member holds, one or many of."""
    for _ in range(_DEPTH):
        shape = shapes[name]
        if shape["type"] == "list":
            name = shape["member"]["shape"]
        elif shape["type"] == "map":
            name = shape["value"]["shape"]
        else:
            break
    return name


def _plain(text: str) -> str:
    text = html.unescape(re.sub(r"<[^>]*>", " ", text))
    return " ".join(_ESCAPED.sub(" ", text).split())


def _shorten(text: str, longest: int = LONGEST) -> str:
    """Whole sentences up to a length, or whole words where the first sentence is longer."""
    if len(text) <= longest:
        return text
    cut = text[: longest + 1]
    sentence = cut.rfind(". ")
    return cut[: sentence + 1] if sentence > 0 else cut[: cut.rfind(" ")].rstrip() + " ..."
