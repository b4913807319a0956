"""An audit as SARIF 2.1.0: what is broken as errors, what is open for review; what is kept is only counted."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import quote

from goldthread.schemas.audit import Audited
from goldthread.schemas.constraint import Constraint
from goldthread.schemas.verdict import Check, Evidence

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
_OUTCOME = {"broken": ("fail", "error"), "undecided": ("review", "none"), "unchecked": ("open", "none")}
"""Kind and level by verdict (SARIF 2.1.0, 3.27.9 and 3.27.10): what is no failure has the level `none`."""
_PLAIN = (".md", ".markdown", ".txt", "")
"""Files whose lines are those of the audited text; others were converted, so that no line is named."""


def to_sarif(audits: Sequence[Audited]) -> dict[str, Any]:
    """One log with one run over all documents; plain data, ready for JSON."""
    rules: dict[str, dict[str, Any]] = {}
    places: dict[str, int] = {}
    results = []
    for audited in audits:
        by_id = {one.id: one for one in audited.constraints}
        starts = [0, *(match.end() for match in re.finditer(r"\n", audited.text))]
        for check in audited.checks:
            if check.verdict.value not in _OUTCOME:
                continue
            constraint = by_id[check.constraint]
            places.setdefault(constraint.id, len(rules))
            rules.setdefault(constraint.id, _rule(constraint))
            results.append(_result(audited, check, places[constraint.id], starts))
    driver = {"name": "goldthread", "version": version("goldthread"), "rules": list(rules.values())}
    counts = {value: sum(one.count(value) for one in audits) for value in ("kept", *_OUTCOME)}
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": driver},
                "columnKind": "unicodeCodePoints",
                "artifacts": [{"location": {"uri": _uri(one.document)}} for one in audits],
                "results": results,
                "properties": counts,
            }
        ],
    }


def _rule(constraint: Constraint) -> dict[str, Any]:
    return {
        "id": constraint.id,
        "name": constraint.kind,
        "shortDescription": {"text": constraint.text or constraint.kind},
        "properties": {"kind": constraint.kind, "place": constraint.place, "weight": constraint.weight},
    }


def _result(audited: Audited, check: Check, rule: int, starts: list[int]) -> dict[str, Any]:
    kind, level = _OUTCOME[check.verdict.value]
    title = next((one.title for one in audited.sections if one.number == check.section), "")
    where = f" (section {check.section}{f', {title}' if title else ''})" if check.section else ""
    locations = [_location(audited, one, starts) for one in check.verdict.evidence] or [
        _location(audited, _heading(audited, check.section), starts)
    ]
    return {
        "ruleId": check.constraint,
        "ruleIndex": rule,
        "kind": kind,
        "level": level,
        "message": {"text": f"{check.verdict.reason}{where}"},
        "locations": locations,
        "properties": {
            "verdict": check.verdict.value,
            "section": check.section,
            "decidedBy": check.verdict.decided_by,
            "confidence": check.verdict.confidence,
        },
    }


def _heading(audited: Audited, section: int) -> Evidence | None:
    """The heading of a section that lacks something: where a person looks first."""
    found = next((one for one in audited.sections if one.number == section), None)
    if found is None:
        return None
    line = audited.text[found.start : found.body].rstrip()
    return Evidence(section=section, start=found.start, end=found.start + len(line), quote=line)


def _location(audited: Audited, evidence: Evidence | None, starts: list[int]) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(audited.document)}}
    if evidence is not None and Path(audited.document).suffix.lower() in _PLAIN:
        first, last = bisect_right(starts, evidence.start), bisect_right(starts, evidence.end)
        physical["region"] = {
            "startLine": first,
            "startColumn": evidence.start - starts[first - 1] + 1,
            "endLine": last,
            "endColumn": evidence.end - starts[last - 1] + 1,
            "snippet": {"text": evidence.quote},
        }
    return {"physicalLocation": physical}


def _uri(document: str) -> str:
    return quote(Path(document).as_posix(), safe="/:")
