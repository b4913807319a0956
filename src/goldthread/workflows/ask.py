"""The ask graph: brief the navigator, take its turns, end with a bound query or with the tables that are likely."""

from functools import cache
from typing import TYPE_CHECKING, Any, Literal, TypedDict

from langgraph.config import get_stream_writer
from langgraph.graph import END, START, StateGraph

from goldthread.models.base import Model
from goldthread.navigation.files import CatalogFiles
from goldthread.navigation.sql.run import Sandbox
from goldthread.schemas.answer import Answer
from goldthread.schemas.job import ModelChoice
from goldthread.workflows.answering import answer_of
from goldthread.workflows.asking import Asking, close_question, closed_on_error, is_asked, open_question, take_question
from goldthread.workflows.briefing import brief
from goldthread.workflows.opening import DEFAULT_MODEL
from goldthread.workflows.turning import Progress, take_turn

if TYPE_CHECKING:
    from langgraph.graph.state import CompiledStateGraph

MAX_ROWS = 100


class AskState(TypedDict, total=False):
    """What travels between the steps of a question.

    Attributes:
        question: In words.
        catalog: The catalog's folder, or one that is open and stays so.
        db: A DuckDB or SQLite file or a URL, or one that is open and stays so; without one, the query is bound and not
            run.
        model: `provider:name`, the fields of a `ModelChoice`, or a model that is open and stays so.
        agent: `guided` (unless said), `file` or `prompt`.
        out: Folder that the run's folder is made in; empty for a record that is not kept.
        tokens: Ceiling of input and output tokens; the role file's unless said.
        max_rows: Rows of the result; 100 unless said.
        run: Name of the record; given, it is that of a question that is open already (see `ask_opened`).
        progress: Where the turns stand.
        answer: The fields of `goldthread.schemas.answer.Answer`.
    """

    question: str
    catalog: str | CatalogFiles
    db: str | Sandbox
    model: str | dict[str, Any] | Model
    agent: str
    out: str
    tokens: int
    max_rows: int
    run: str
    progress: Progress
    answer: dict[str, Any]


async def start(state: AskState) -> dict[str, Any]:
    """Make everything ready and brief the navigator."""
    if is_asked(run := state.get("run", "")):
        async with closed_on_error(run) as known:
            return {"progress": await brief(known, state["question"])}
    told = state.get("model") or DEFAULT_MODEL
    asking = await open_question(
        state.get("question", ""),
        state.get("catalog", ""),
        db=state.get("db", ""),
        agent=state.get("agent") or "guided",
        model=_choice(told) if isinstance(told, (str, dict)) else told,
        out=state.get("out", ""),
        tokens=state.get("tokens") or None,
        max_rows=state.get("max_rows") or MAX_ROWS,
    )
    run = asking.record.name
    async with closed_on_error(run):
        return {"run": run, "progress": await brief(asking, state["question"])}


def _choice(told: str | dict[str, Any]) -> ModelChoice:
    return ModelChoice(model=told) if isinstance(told, str) else ModelChoice.model_validate(told)


async def turn(state: AskState) -> dict[str, Any]:
    """One call of the model and what it asked for."""
    async with closed_on_error(state["run"]) as asking:
        progress = await take_turn(asking, state["progress"])
    get_stream_writer()({"event": "turn", "turn": progress["turn"], "did": progress["did"]})
    return {"progress": progress}


def after(state: AskState) -> Literal["turn", "finish"]:
    """Another turn, unless the last one ended it."""
    return "finish" if state["progress"]["end"] else "turn"


async def finish(state: AskState) -> dict[str, Any]:
    """The answer, written to the run's folder; all that was open is released."""
    async with closed_on_error(state["run"]) as asking:
        answer = await answer_of(asking, state["progress"])
    await close_question(state["run"])
    get_stream_writer()({"event": "ended", "status": answer.status})
    return {"answer": answer.model_dump()}


def ask_graph() -> "StateGraph[AskState]":
    """The uncompiled graph of a question, ready to be compiled or to stand as a node in a graph of one's own.

    Its input is an `AskState` with `question` and `catalog`, and `db`, `model` and `agent` where they are wanted; its
    output has the answer under `answer`. Turns are written to the `custom` stream.
    """
    graph = StateGraph(AskState)
    graph.add_node("start", start)
    graph.add_node("turn", turn)
    graph.add_node("finish", finish)
    graph.add_edge(START, "start")
    graph.add_edge("start", "turn")
    graph.add_conditional_edges("turn", after)
    graph.add_edge("finish", END)
    return graph


@cache
def _compiled() -> "CompiledStateGraph[AskState]":
    return ask_graph().compile()


async def ask_opened(asking: Asking, question: str) -> tuple[Answer, Progress]:
    """Ask with what is open already; the answer, and where its turns ended.

    Raises:
        ModelError: The model failed for good.
    """
    take_question(asking)
    state: AskState = {"run": asking.record.name, "question": question}
    done = await _compiled().ainvoke(state, {"recursion_limit": 1_000})
    return Answer.model_validate(done["answer"]), done["progress"]


async def run_question(state: AskState) -> Answer:
    """Ask, and give the answer back.

    Raises:
        BadInput: What was given cannot be used.
        ModelError: The model failed for good.
    """
    done = await _compiled().ainvoke(state, {"recursion_limit": 1_000})
    return Answer.model_validate(done["answer"])
