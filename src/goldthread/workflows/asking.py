"""What the nodes of the ask graph share while a question is open: files, model, database, folder."""

import shutil
import tempfile
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from goldthread.agents.caller import Caller, JournaledCaller
from goldthread.agents.navigating.turns import QUERY, Moves, moves_of
from goldthread.agents.roles import Role, load_role
from goldthread.errors import BadInput, Where
from goldthread.models.accounts import Accounts
from goldthread.models.base import Model
from goldthread.models.ceilings import Ledger
from goldthread.models.prices import Prices
from goldthread.models.registry import open_model
from goldthread.navigation.files import CatalogFiles
from goldthread.navigation.sql.database import database_of
from goldthread.navigation.sql.model import Limits
from goldthread.navigation.sql.run import Sandbox
from goldthread.navigation.tools.catalog_tools import TOOLS, Tool
from goldthread.navigation.tools.finding import LONGEST
from goldthread.schemas.job import ModelChoice
from goldthread.store.asked import AskedFolder, Record

AGENT_TOOLS: dict[str, tuple[str, ...]] = {
    "file": ("list", "read", "grep"),
    "prompt": (),
    "guided": ("find", "describe", "path", "grep"),
}
"""The catalog's tools that each agent has."""


@dataclass
class Asking:
    """An open question.

    Attributes:
        files: The catalog.
        agent: `guided`, `file` or `prompt`.
        role: The navigator's role file.
        tools: The tools that it has, by name.
        caller: Where model calls go.
        ledger: Its ceilings.
        record: Where everything is recorded.
        sandbox: The database; None where there is none.
        max_rows: Rows of a result.
        answer: What an answer holds: `QUERY` or `VALUE`.
        purpose: Which of the role's prompts it has.
        format: In which tables stand in the prompt; where none is told, the whole schema is in YAML and the tables of
            a shortlist are described.
        seed: Of the model's calls.
        stack: What is released at the end.
    """

    files: CatalogFiles
    agent: str
    role: Role
    tools: Mapping[str, Tool]
    caller: Caller
    ledger: Ledger
    record: Record
    sandbox: Sandbox | None
    max_rows: int
    answer: str = QUERY
    purpose: str = "turn"
    format: str = ""
    seed: int = 0
    stack: AsyncExitStack = field(default_factory=AsyncExitStack)

    @property
    def model(self) -> Model:
        """The navigator's model."""
        return self.caller.model(self.role.name)

    @property
    def moves(self) -> Moves:
        """What a turn may do."""
        return moves_of(self.tools.values(), self.answer)

    def option(self, name: str, usual: float) -> int:
        """A number of the role file."""
        return int(self.role.options.get(name, usual))

    def room(self) -> int:
        """Tokens that a prompt may have."""
        able = self.model.capabilities
        return max(256, able.window - self.reply_tokens() - 64)

    def reply_tokens(self) -> int:
        """Tokens that a reply may have: the role's, within what the model can, a quarter of a small window."""
        able = self.model.capabilities
        return max(64, min(self.role.max_tokens, able.max_output, able.window // 4))


_open: dict[str, Asking] = {}


async def open_question(
    question: str,
    catalog: str | CatalogFiles,
    *,
    db: str | Sandbox,
    agent: str,
    model: ModelChoice | Model,
    out: str,
    tokens: int | None,
    max_rows: int,
) -> Asking:
    """Check what was given and make everything ready; nothing is called yet.

    What comes opened (catalog, database, model) is used as it is and stays open.

    Raises:
        BadInput: The question, the catalog, the database, the agent or the model cannot be used.
    """
    if not question.strip() or len(question) > LONGEST:
        reason = "is empty" if not question.strip() else f"has more than {LONGEST:,} characters"
        raise BadInput(reason, where=Where(field="question"), remedy="ask in a sentence")
    if agent not in AGENT_TOOLS:
        raise BadInput(
            f"there is no agent {agent[:40]!r}",
            where=Where(field="--agent"),
            remedy=f"agents are: {', '.join(AGENT_TOOLS)}",
        )
    role = load_role(f"navigator_{agent}")
    files = catalog if isinstance(catalog, CatalogFiles) else CatalogFiles(catalog)
    files.catalog()
    database = db.database if isinstance(db, Sandbox) else database_of(db) if db else None
    async with AsyncExitStack() as stack:
        if isinstance(model, ModelChoice):
            choice, opened = model, open_model(model)
            stack.push_async_callback(opened.close)
        else:
            choice, opened = ModelChoice(model=model.name), model
        parent = Path(out) if out else Path(tempfile.mkdtemp(prefix="goldthread-ask-"))
        if not out:
            stack.callback(shutil.rmtree, parent, ignore_errors=True)
        asked = {"question": question, "catalog": str(files.workspace.root), "db": database.name if database else ""}
        folder = AskedFolder.create(parent, asked | {"agent": agent, "model": opened.name}, durable=bool(out))
        stack.callback(folder.close)
        ledger = Ledger(
            tokens=tokens or int(role.options.get("tokens", 200_000)), seconds=role.options.get("seconds", 900)
        )
        caller = JournaledCaller(
            {"default": opened},
            folder.journal,
            ledger=ledger,
            prices=Prices({}),
            send=Accounts({"default": choice}).send,
            on_call=lambda _record, _known: None,
        )
        sandbox = db if isinstance(db, Sandbox) else Sandbox(database, Limits(rows=max_rows)) if database else None
        if sandbox is not None and sandbox is not db:
            stack.callback(sandbox.close)
        tools = tools_of(agent, weak=opened.capabilities.weak)
        made = Asking(files, agent, role, tools, caller, ledger, folder, sandbox, max_rows, stack=stack.pop_all())
    take_question(made)
    return made


def tools_of(agent: str, *, weak: bool = False) -> dict[str, Tool]:
    """The tools that an agent has; a weak model that has a shortlist is asked for the query alone."""
    names = () if agent == "guided" and weak else AGENT_TOOLS[agent]
    return {name: TOOLS[name] for name in names}


def take_question(asking: Asking) -> None:
    """Make an open question known to the graph under the name of its record."""
    _open[asking.record.name] = asking


def is_asked(run: str) -> bool:
    """Whether the question of that record is open in this process."""
    return run in _open


async def close_question(run: str) -> None:
    """Release all that an open question holds; nothing where it is closed already."""
    asking = _open.pop(run, None)
    if asking is not None:
        await asking.stack.aclose()


@asynccontextmanager
async def closed_on_error(run: str) -> AsyncIterator[Asking]:
    """The open question of a folder, closed where the body fails, whatever the reason.

    Raises:
        BadInput: It is not open in this process.
    """
    if run not in _open:
        raise BadInput("the question is not open", where=Where(run), remedy="ask it again; replay: takes its calls")
    try:
        yield _open[run]
    except BaseException:
        await close_question(run)
        raise
