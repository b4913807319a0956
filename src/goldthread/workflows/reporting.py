"""The report of a run, out of its logs."""

from typing import Any

from goldthread.report import CallRow, RepairRow, ReportData, render_report
from goldthread.tokens import count_words
from goldthread.workflows.session import Session


def call_rows(session: Session) -> tuple[CallRow, ...]:
    """The journal's calls with their starts counted from the first."""
    records = list(session.folder.journal.records())
    begin = min((record.at - record.reply.seconds for record in records), default=0.0)
    return tuple(
        CallRow(
            role=record.role,
            purpose=record.purpose,
            section=record.section,
            start=max(0.0, record.at - record.reply.seconds - begin),
            seconds=record.reply.seconds,
            input=record.reply.usage.input,
            output=record.reply.usage.output,
            cached=record.reply.usage.cached,
            price=record.price,
            tries=record.tries,
        )
        for record in records
    )


def write_report(session: Session) -> dict[str, Any]:
    """Write report.html; the graph's output: paths and the length written."""
    plan, folder = session.ready_plan, session.folder
    written = {number: count_words(text, plan.counter) for number, text in session.texts.items()}
    totals = folder.journal.totals()
    cost = "unknown" if totals.price is None else f"${totals.price:.4f}"
    models = sorted({session.caller.model(role).name for role in ("planner", "writer", "reviser", "judge")})
    facts = (
        (f"{plan.counter} of {plan.words:,} asked", f"{sum(written.values()):,}"),
        ("tokens", f"{totals.input + totals.output:,}"),
        ("cost", cost),
        ("seconds of calls", f"{totals.seconds:,.0f}"),
        ("model", ", ".join(models)),
    )
    data = ReportData(
        title=plan.title,
        compiled=session.ready_constraints,
        plan=plan,
        texts=session.texts,
        written=written,
        checks=tuple(folder.read_checks()),
        calls=call_rows(session),
        repairs=tuple(
            RepairRow(
                section=one.section,
                constraint=one.constraint,
                why=one.why,
                how=one.how,
                before=one.before,
                after=one.after,
            )
            for one in session.repairs
        ),
        warnings=tuple(session.warnings),
        facts=facts,
    )
    report = folder.write_report(render_report(data))
    words = sum(written.values())
    folder.write_status(words=words, asked=plan.words, sections=len(plan.sections))
    return {"written": words, "document": str(folder.path / "document.md"), "report": str(report)}
