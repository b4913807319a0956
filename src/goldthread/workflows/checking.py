"""Checking sections and the whole: programs first, a judge on what they leave open."""

from goldthread.agents.judge import judge
from goldthread.checks.verdicts import check_document, check_section
from goldthread.errors import Malformed, RequestRefused
from goldthread.schemas.constraint import Constraint
from goldthread.schemas.verdict import Check, Verdict
from goldthread.workflows.session import Session

SECTION_KINDS = frozenset(
    ("single", "range", "periodic", "date", "list", "first", "last", "everywhere", "nowhere", "length", "structure")
)


def of_section(constraint: Constraint) -> bool:
    """Whether a constraint is decided in one section alone."""
    return constraint.kind in SECTION_KINDS and not (
        constraint.kind in ("length", "structure") and constraint.scope == "document"
    )


async def check_one(session: Session, number: int, text: str) -> list[tuple[Constraint, Check]]:
    """Checks of the constraints placed on one section, that one section can decide."""
    language = session.ready_plan.language
    found = []
    for constraint in session.constraints_of(number):
        if not of_section(constraint):
            continue
        verdict = check_section(constraint, number, text, language=language)
        verdict = await ask_judge(session, constraint, number, text, verdict)
        found.append((constraint, Check(constraint=constraint.id, section=number, verdict=verdict)))
    return found


async def ask_judge(session: Session, constraint: Constraint, number: int, text: str, verdict: Verdict) -> Verdict:
    """The judge's verdict where programs left it open and a judge is at hand that is worth asking."""
    if verdict.value in ("kept", "broken") or session.caller.model("judge").capabilities.weak:
        return verdict
    try:
        return await judge(session.caller, constraint, number, text, language=session.ready_plan.language)
    except (Malformed, RequestRefused) as error:
        session.warn(f"the judge could not be asked: {error.message}", section=number)
        return verdict


async def check_whole(session: Session, document: str) -> list[Check]:
    """All checks of the finished document: every constraint in each of its sections, and those of the whole."""
    compiled = session.ready_constraints
    checks = []
    for check in check_document(compiled.constraints, session.texts, document, language=session.ready_plan.language):
        constraint = next(one for one in compiled.constraints if one.id == check.constraint)
        text = session.texts.get(check.section, document) if check.section else document
        verdict = await ask_judge(session, constraint, check.section, text, check.verdict)
        checks.append(check.model_copy(update={"verdict": verdict}))
    return checks


def tally(checks: list[Check]) -> dict[str, int]:
    """How many checks have each verdict."""
    counts = {"kept": 0, "broken": 0, "undecided": 0, "unchecked": 0}
    for check in checks:
        counts[check.verdict.value] += 1
    return counts
