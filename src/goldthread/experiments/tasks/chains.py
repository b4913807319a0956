"""`chains`: follow foreign keys through the files of a catalog and name the table that is reached; no SQL is needed."""

import re
from collections.abc import Iterable, Mapping

from goldthread.agents.navigating.turns import VALUE
from goldthread.agents.roles import load_role
from goldthread.errors import BadInput, Where
from goldthread.experiments.tasks.factors import (
    Check,
    check_levels,
    check_names,
    one_of,
    seed_of,
    whole_number,
    whole_setting,
)
from goldthread.experiments.tasks.forecasts import estimate_of
from goldthread.experiments.tasks.identities import role_files, role_identity, text_identity
from goldthread.experiments.tasks.models import DEFAULT, Models, choice_of
from goldthread.experiments.tasks.opened import Opened
from goldthread.experiments.tasks.questioning import (
    Asked,
    Setting,
    ask_once,
    end_of,
    hold_fit,
    measures_of,
    tools_for,
    trajectory_of,
)
from goldthread.experiments.tasks.shelf import Shelf, catalog_files, still_there
from goldthread.experiments.tasks.skilled.model import Ending, SkilledModel, looks_for
from goldthread.experiments.tasks.skilled.skill import Skill, draw, skill_of, skills_of
from goldthread.experiments.work import Context, Estimate, Factors, InputFile, Json, Level, Outcome, Work
from goldthread.models.base import Model
from goldthread.navigation.corpora.chains import MOST_HOPS, MOST_PARALLEL, Chain, chains
from goldthread.navigation.tools.grepping import MODES
from goldthread.schemas.catalog import Catalog
from goldthread.schemas.formats import FORMATS
from goldthread.schemas.layouts import LAYOUTS
from goldthread.workflows.asking import AGENT_TOOLS

SCATTERS: dict[str, bool | None] = {"any": None, "within": False, "across": True}
"""Whether all tables of a chain are of one domain, or every hop leads into another."""
USUAL: dict[str, Level] = {
    "corpus": "synth-100", "format": "yaml", "layout": "tables", "agent": "guided", "grep": "", "model": DEFAULT,
    "hops": 2, "direction": "forward", "parallel": 1, "scatter": "any",
}  # fmt: skip
SETTINGS = ("cache", "corpus_seed", "corpora", "tokens", "skills", "effects", "models", "prices", "seed", "root")
MOST = 200
"""Questions of one kind."""
_APART = re.compile(r"[,;\n]|\band\b")
_KEPT = 64


class ChainsTask:
    """See the module; a `Task`."""

    name = "chains"

    def __init__(self) -> None:
        self._opened: dict[str, Opened] = {}
        self._models = Models()
        self._chains: dict[tuple[object, ...], tuple[Chain, ...]] = {}

    def check(self, levels: Mapping[str, tuple[Level, ...]], settings: Mapping[str, Json]) -> None:
        """See `Task`."""
        check_names(settings, SETTINGS, "settings", "setting")
        skills = skills_of(settings)
        shelf, seed = self._open(settings).shelf, whole_setting(settings, "corpus_seed", 0)
        checks: dict[str, Check] = {
            "corpus": lambda level: _discard(shelf.corpus(str(level), seed)),
            "hops": whole_number("hops", 1, MOST_HOPS),
            "direction": one_of("direction", ("forward", "backward")),
            "parallel": whole_number("parallel", 1, MOST_PARALLEL),
            "scatter": one_of("scatter", SCATTERS),
            "format": one_of("format", FORMATS),
            "layout": one_of("layout", LAYOUTS),
            "agent": one_of("agent", AGENT_TOOLS),
            "grep": one_of("grep", MODES),
            "model": lambda level: _discard(skill_of(choice_of(level, settings).model, skills)),
            "question": whole_number("question", 1, MOST),
            "seed": whole_number("seed", 0, 2**31),
            "repeat": whole_number("repeat", 1, 1_000),
        }
        check_levels(levels, checks, ("question",))

    def levels(self, factor: str, told: Json, _settings: Mapping[str, Json]) -> tuple[Level, ...]:
        """See `Task`: `{count: 20}` of questions."""
        if factor != "question" or not isinstance(told, dict) or set(told) != {"count"}:
            raise BadInput(
                "is described in words that are not known",
                where=Where(field=f"factors.{factor}"),
                remedy="list its levels, or write question: {count: 20}",
            )
        count = told["count"]
        if not isinstance(count, int) or isinstance(count, bool) or not 1 <= count <= MOST:
            raise BadInput(
                f"{count!r} questions cannot be made",
                where=Where(field="factors.question.count"),
                remedy=f"give 1 to {MOST}",
            )
        return tuple(range(1, count + 1))

    def labels(self, factors: Factors, _settings: Mapping[str, Json]) -> Mapping[str, str]:
        """See `Task`: the tier is the number of hops."""
        return {"tier": f"{(USUAL | dict(factors))['hops']} hops"}

    def identity(self, factors: Factors, settings: Mapping[str, Json]) -> Mapping[str, str]:
        """See `Task`; a catalog is built where it is not there yet."""
        told = USUAL | dict(factors)
        shelf, seed = self._open(settings).shelf, whole_setting(settings, "corpus_seed", 0)
        chain = self._chain(told, settings)
        folder = shelf.catalog(str(told["corpus"]), seed, str(told["format"]), str(told["layout"]))
        return {
            "catalog": shelf.identity(folder),
            "role": role_identity("navigator_chain"),
            "question": text_identity(chain.question, *map(str, chain.answers)),
        }

    def inputs(self, levels: Mapping[str, tuple[Level, ...]], settings: Mapping[str, Json]) -> Iterable[InputFile]:
        """See `Task`: the role, and catalogs."""
        yield from role_files("navigator_chain")
        shelf, seed = self._open(settings).shelf, whole_setting(settings, "corpus_seed", 0)
        yield from catalog_files(shelf, levels, USUAL, seed)

    def estimate(self, factors: Factors, settings: Mapping[str, Json]) -> Estimate:
        """See `Task`."""
        told = USUAL | dict(factors)
        shelf, seed = self._open(settings).shelf, whole_setting(settings, "corpus_seed", 0)
        looks = int(told["hops"]) * int(told["parallel"])
        return estimate_of(
            choice_of(told["model"], settings).model,
            str(told["agent"]),
            str(told["format"]),
            shelf.tables(str(told["corpus"]), seed),
            looks,
        )

    async def run(self, work: Work, context: Context) -> Outcome:
        """See `Task`."""
        told = USUAL | dict(work.factors)
        settings = work.settings
        opened, seed = self._open(settings), whole_setting(settings, "corpus_seed", 0)
        chain = self._chain(told, settings)
        agent = str(told["agent"])
        files = await opened.files(str(told["corpus"]), seed, str(told["format"]), str(told["layout"]))
        setting = Setting(
            files=files,
            box=None,
            agent=agent,
            tools=tools_for(agent, str(told["grep"])),
            role=load_role("navigator_chain"),
            answer=VALUE,
            format=str(told["format"]),
            seed=seed_of(told),
        )
        choice = choice_of(told["model"], settings)
        skill = skill_of(choice.model, skills_of(settings))
        model = self._models.model(choice) if skill is None else _skilled(choice.model, skill, chain, setting, work)
        hold_fit(setting, model)
        asked = await ask_once(chain.question, setting, model, choice, self._models, context, settings)
        still_there(files.workspace.root)
        return _outcome(asked, chain, files.catalog())

    def _chain(self, told: Mapping[str, Level], settings: Mapping[str, Json]) -> Chain:
        seed = whole_setting(settings, "corpus_seed", 0)
        key = (seed, *(told[name] for name in ("corpus", "hops", "direction", "parallel", "scatter")))
        found = self._chains.pop(key, None)
        if found is None:
            found = chains(
                self._open(settings).shelf.corpus(str(told["corpus"]), seed).catalog,
                seed,
                count=MOST,
                hops=int(told["hops"]),
                direction="backward" if told["direction"] == "backward" else "forward",
                parallel=int(told["parallel"]),
                scattered=SCATTERS[str(told["scatter"])],
            )
        self._chains[key] = found
        while len(self._chains) > _KEPT:
            del self._chains[next(iter(self._chains))]
        number = int(told["question"])
        if number > len(found):
            raise BadInput(
                f"{told['corpus']} has only {len(found)} chains of {told['hops']} hops, {told['direction']}, "
                f"{told['parallel']} in parallel, scatter {told['scatter']}",
                where=Where(field="factors.question"),
                remedy="ask for fewer questions or hops, or take a larger corpus",
            )
        return found[number - 1]

    def _open(self, settings: Mapping[str, Json]) -> Opened:
        key = repr([settings.get(name) for name in ("root", "cache", "corpora")])
        if key not in self._opened:
            self._opened[key] = Opened(Shelf.of(settings))
        return self._opened[key]

    async def close(self) -> None:
        """See `Task`."""
        await self._models.close()
        opened, self._opened = self._opened, {}
        for one in opened.values():
            one.close()


def _discard(_: object) -> None:
    """Only whether it could be made counts."""


def _skilled(name: str, skill: Skill, chain: Chain, setting: Setting, work: Work) -> Model:
    """An agent that ends this cell as its skill and the cell's draw say."""
    levels = USUAL | dict(work.factors) | {"tier": f"{chain.hops} hops"}
    seed = int(str(work.settings.get("seed", 0)))
    looks = looks_for([*setting.tools], chain.tables, (), skill.looks(setting.format))
    right = ", ".join(map(str, chain.answers))
    if skill.succeeds(levels, work.factors, seed):
        return SkilledModel(name, looks, Ending(VALUE, (right,)))
    mistake = skill.mistake(draw(seed, work.factors, "mistake"))
    if mistake == "stop":
        return SkilledModel(name, looks, Ending(VALUE))
    if mistake == "unbound":
        return SkilledModel(name, looks, Ending(VALUE, (f"{chain.answers[0]}_v2",)))
    others = [one.name for one in setting.files.catalog().tables if one.name not in chain.answers]
    other = others[int(draw(seed, work.factors, "which") * len(others))]
    return SkilledModel(name, looks, Ending(VALUE, (", ".join([other, *map(str, chain.answers[1:])]),)))


def read_answer(text: str) -> list[str]:
    """The names that an answer gives, in order, without marks around them."""
    parts = (part.strip().strip("`'\"*.()[] ").strip() for part in _APART.split(text))
    return [part.casefold() for part in parts if part]


def _outcome(asked: Asked, chain: Chain, catalog: Catalog) -> Outcome:
    rows = asked.progress["result"]
    given = read_answer(str(rows.rows[0][0])) if rows is not None else []
    right = [str(one).casefold() for one in chain.answers]
    known = {one.name.casefold() for one in catalog.tables}
    unknown = [one for one in given if one not in known]
    success = given == right
    met = sum(name in asked.progress["found"] for name in chain.tables)
    scores = {
        "success": float(success),
        "share": sum(one == other for one, other in zip(given, right, strict=False)) / len(right),
        "table_recall": met / len(chain.tables),
        "hallucinated": float(len(unknown)),
    }
    problem = "none" if success else "no answer" if not given else "unknown" if unknown else "other table"
    return Outcome(
        status="done",
        measures=scores | measures_of(asked),
        labels={"tier": f"{chain.hops} hops", "end": end_of(asked.progress), "problem": problem},
        price=asked.used.tally.price,
        trajectory=trajectory_of(asked),
    )
