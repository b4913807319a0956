"""The report of an audit: the document with its evidence marked, and every verdict linked to it."""

from goldthread.checks.document import parse
from goldthread.report.data import ReportData
from goldthread.report.html import render_report
from goldthread.schemas.audit import Audited
from goldthread.schemas.constraint import Compiled
from goldthread.schemas.plan import Plan, Section
from goldthread.schemas.verdict import Check, Evidence
from goldthread.tokens import count_words


def render_audit(audited: Audited) -> str:
    """report.html of one document, self-contained and without script."""
    first = min((one.start for one in audited.sections), default=0)
    spans = {one.number: (one.title or "The document", one.body, one.end) for one in audited.sections}
    if audited.text[:first].strip():
        spans = {max(spans, default=0) + 1: ("Before the first section", 0, first)} | spans
    counter = "characters" if audited.language in ("zh", "ja") else "words"
    texts = {number: audited.text[start:end] for number, (_, start, end) in spans.items()}
    written = {number: count_words(text, counter) for number, text in texts.items()}
    sections = tuple(
        Section(number=number, title=" ".join(title.split())[:200], words=max(1, written[number]))
        for number, (title, _, _) in spans.items()
    )
    score = "none" if audited.score is None else f"{audited.score:.1%}"
    return render_report(
        ReportData(
            title=_title(audited),
            compiled=Compiled(request="", language=audited.language, constraints=audited.constraints),
            plan=Plan(
                title="",
                language=audited.language,
                words=max(1, sum(written.values())),
                counter=counter,
                sections=sections,
            ),
            texts=texts,
            written=written,
            checks=tuple(_placed(check, spans) for check in audited.checks),
            warnings=audited.warnings,
            facts=((counter, f"{sum(written.values()):,}"), ("sections", str(len(audited.sections))), ("score", score)),
            audit=True,
        )
    )


def _title(audited: Audited) -> str:
    heading = next((block for block in parse(audited.text).headings() if block.level == 1), None)
    return audited.text[heading.start : heading.end] if heading else audited.document


def _placed(check: Check, spans: dict[int, tuple[str, int, int]]) -> Check:
    """A check whose evidence names the section that it lies in, with offsets of that section's text."""
    moved = []
    for one in check.verdict.evidence:
        home = next((number for number, (_, start, end) in spans.items() if start <= one.start and one.end <= end), 0)
        begin = spans[home][1] if home else 0
        moved.append(Evidence(section=home, start=one.start - begin, end=one.end - begin, quote=one.quote))
    return check.model_copy(update={"verdict": check.verdict.model_copy(update={"evidence": tuple(moved)})})
