"""An audit as JUnit XML: a suite a document, a case a check; broken fails, undecided and unchecked are skipped."""

import re
from collections.abc import Sequence
from xml.etree import ElementTree

from goldthread.schemas.audit import Audited
from goldthread.schemas.constraint import Constraint
from goldthread.schemas.verdict import Check

_FORBIDDEN = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 (section 2.2) has no way to write."""


def to_junit(audits: Sequence[Audited]) -> str:
    """The XML of all documents."""
    root = ElementTree.Element("testsuites", _counts(audits) | {"name": "goldthread audit"})
    for audited in audits:
        suite = ElementTree.SubElement(root, "testsuite", _counts([audited]) | {"name": _plain(audited.document)})
        by_id = {one.id: one for one in audited.constraints}
        for check in audited.checks:
            _case(suite, audited, check, by_id[check.constraint])
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def _case(suite: ElementTree.Element, audited: Audited, check: Check, constraint: Constraint) -> None:
    where = f"section {check.section}" if check.section else "the whole"
    name = f"{constraint.id} {where}: {constraint.kind} {constraint.text}"
    case = ElementTree.SubElement(
        suite, "testcase", {"classname": _plain(audited.document), "name": _plain(name), "time": "0"}
    )
    verdict = check.verdict
    quotes = "\n".join(one.quote for one in verdict.evidence)
    if verdict.value == "broken":
        found = ElementTree.SubElement(case, "failure", {"type": constraint.kind, "message": _plain(verdict.reason)})
        found.text = _plain(quotes)
    elif verdict.value in ("undecided", "unchecked"):
        ElementTree.SubElement(case, "skipped", {"message": _plain(f"{verdict.value}: {verdict.reason}")})
    elif quotes:
        ElementTree.SubElement(case, "system-out").text = _plain(quotes)


def _counts(audits: Sequence[Audited]) -> dict[str, str]:
    return {
        "tests": str(sum(len(one.checks) for one in audits)),
        "failures": str(sum(one.count("broken") for one in audits)),
        "errors": "0",
        "skipped": str(sum(one.count("undecided") + one.count("unchecked") for one in audits)),
    }


def _plain(text: str) -> str:
    return str(_FORBIDDEN.sub("�", text))
