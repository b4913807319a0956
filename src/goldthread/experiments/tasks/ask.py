"""`ask`: a question, answered in SQL over the files of a catalog, run on a real database and scored."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from goldthread.agents.roles import load_role
from goldthread.errors import BadInput, Where
from goldthread.experiments.tasks.bank import Bank
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
from goldthread.experiments.tasks.opened import Gold, Opened, Shared, lost
from goldthread.experiments.tasks.own import own_questions, questions_file
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
from goldthread.experiments.tasks.skilled.wrong import wrong_queries
from goldthread.experiments.work import Context, Estimate, Factors, InputFile, Json, Level, Outcome, Work
from goldthread.models.base import Model
from goldthread.navigation.corpora.questions import Question, retail_questions
from goldthread.navigation.score import Score, score
from goldthread.navigation.sql.model import Bound, DatabaseGone, NotOpened, Rows
from goldthread.navigation.tools.grepping import MODES
from goldthread.schemas.formats import FORMATS
from goldthread.schemas.layouts import LAYOUTS
from goldthread.workflows.asking import AGENT_TOOLS

MEASURES = ("exact", "jaccard_right")
"""What success may be: the result is gold's, or at least 90% of it as in the published study."""
USUAL: dict[str, Level] = {
    "corpus": "retail", "format": "yaml", "layout": "tables", "agent": "guided", "grep": "", "model": DEFAULT,
}  # fmt: skip
SETTINGS = (
    "cache", "measure", "corpus_seed", "corpora", "questions", "tokens", "skills", "effects", "models", "prices",
    "seed", "root", "assets",
)  # fmt: skip
_REPEATS = 1_000


class AskTask:
    """See the module; a `Task`."""

    name = "ask"

    def __init__(self) -> None:
        self._opened: dict[str, Opened] = {}
        self._models = Models()
        self._banks: dict[str, Bank] = {}
        self._wrong: Shared[tuple[str, ...]] = Shared(2_000)

    def check(self, levels: Mapping[str, tuple[Level, ...]], settings: Mapping[str, Json]) -> None:
        """See `Task`; databases are not made for it."""
        check_names(settings, SETTINGS, "settings", "setting")
        if settings.get("measure", "exact") not in MEASURES:
            raise BadInput(
                f"there is no measure {settings['measure']!r}",
                where=Where(field="settings.measure"),
                remedy=f"measures are: {', '.join(MEASURES)}",
            )
        skills = skills_of(settings)
        seed = whole_setting(settings, "corpus_seed", 0)
        checks: dict[str, Check] = {
            "corpus": lambda level: self._check_corpus(level, seed, settings),
            "format": one_of("format", FORMATS),
            "layout": one_of("layout", LAYOUTS),
            "agent": one_of("agent", AGENT_TOOLS),
            "grep": one_of("grep", MODES),
            "model": lambda level: _check_model(level, settings, skills),
            "question": lambda level: _check_question(self._bank(settings), level),
            "seed": whole_number("seed", 0, 2**31),
            "repeat": whole_number("repeat", 1, _REPEATS),
        }
        check_levels(levels, checks, ("question",))

    def _check_corpus(self, level: Level, seed: int, settings: Mapping[str, Json]) -> None:
        shelf = self._open(settings).shelf
        asked = bool(settings.get("questions")) or bool(shelf.corpus(str(level), seed).questions)
        if not asked or not shelf.has_data(str(level), seed):
            raise BadInput(
                f"the corpus {level} has no questions in SQL",
                where=Where(field="factors.corpus"),
                remedy="take retail or embed-N, or give settings.questions to one of settings.corpora; the task chains "
                "takes all others",
            )

    def _bank(self, settings: Mapping[str, Json]) -> Bank:
        key = f"{settings.get('root', '')} {settings.get('questions', '')}"
        if key not in self._banks:
            questions = own_questions(settings) or {one.id: one for one in retail_questions()}
            self._banks[key] = Bank(questions)
        return self._banks[key]

    def levels(self, factor: str, told: Json, settings: Mapping[str, Json]) -> tuple[Level, ...]:
        """See `Task`: `{tiers: [1, 2], count: 20, seed: 0}` of questions, or `{count: N}` of seeds."""
        if factor == "question":
            return self._bank(settings).choose(told)
        raise BadInput(
            "is described, not listed", where=Where(field=f"factors.{factor}"), remedy="list its levels: [one, two]"
        )

    def labels(self, factors: Factors, settings: Mapping[str, Json]) -> Mapping[str, str]:
        """See `Task`: the tier."""
        return {"tier": tier_of(self._bank(settings).get(factors["question"]))}

    def identity(self, factors: Factors, settings: Mapping[str, Json]) -> Mapping[str, str]:
        """See `Task`; a catalog is built where it is not there yet."""
        told = USUAL | dict(factors)
        question = self._bank(settings).get(told["question"])
        shelf = self._open(settings).shelf
        corpus, seed = str(told["corpus"]), whole_setting(settings, "corpus_seed", 0)
        return {
            "catalog": shelf.identity(shelf.catalog(corpus, seed, str(told["format"]), str(told["layout"]))),
            "data": shelf.data_identity(corpus, seed),
            "role": role_identity(f"navigator_{told['agent']}"),
            "question": text_identity(question.question, question.sql),
        }

    def inputs(self, levels: Mapping[str, tuple[Level, ...]], settings: Mapping[str, Json]) -> Iterable[InputFile]:
        """See `Task`: roles, catalogs, and a person's own questions and databases."""
        for agent in levels.get("agent", (USUAL["agent"],)):
            yield from role_files(f"navigator_{agent}")
        if settings.get("questions"):
            yield InputFile("question", str(questions_file(settings)))
        shelf, seed = self._open(settings).shelf, whole_setting(settings, "corpus_seed", 0)
        for name in levels.get("corpus", (USUAL["corpus"],)):
            yield from shelf.data_files(str(name), seed)
        yield from catalog_files(shelf, levels, USUAL, seed)

    def estimate(self, factors: Factors, settings: Mapping[str, Json]) -> Estimate:
        """See `Task`."""
        told = USUAL | dict(factors)
        choice = choice_of(told["model"], settings)
        looks = 1
        skill = skill_of(choice.model, skills_of(settings))
        if skill is not None:
            looks = skill.looks(str(told["format"]))
        shelf = self._open(settings).shelf
        seed = whole_setting(settings, "corpus_seed", 0)
        return estimate_of(
            choice.model, str(told["agent"]), str(told["format"]), shelf.tables(str(told["corpus"]), seed), looks
        )

    async def run(self, work: Work, context: Context) -> Outcome:
        """See `Task`."""
        told = USUAL | dict(work.factors)
        settings = work.settings
        question = self._bank(settings).get(told["question"])
        opened = self._open(settings)
        corpus, seed = str(told["corpus"]), whole_setting(settings, "corpus_seed", 0)
        files = await opened.files(corpus, seed, str(told["format"]), str(told["layout"]))
        box = await opened.box(corpus, seed)
        gold = await opened.gold(question.sql, box, files)
        setting = Setting(
            files=files,
            box=box,
            agent=str(told["agent"]),
            tools=tools_for(str(told["agent"]), str(told["grep"])),
            role=load_role(f"navigator_{told['agent']}"),
            format=str(told["format"]),
            seed=seed_of(told),
        )
        choice = choice_of(told["model"], settings)
        skill = skill_of(choice.model, skills_of(settings))
        try:
            if skill is None:
                model = self._models.model(choice)
            else:
                wrong = await self._wrong.get(
                    (box.database.address, question.id), lambda: wrong_queries(question.sql, gold, box, files)
                )
                model = _skilled(choice.model, skill, question, gold, setting, work, wrong)
            hold_fit(setting, model)
            asked = await ask_once(question.question, setting, model, choice, self._models, context, settings)
        except (NotOpened, DatabaseGone) as error:
            # The model's query met a database that answers nobody: no outcome of the cell.
            raise lost(error, box) from error
        files_of_data = () if box.database.engine == "postgresql" else (Path(box.database.address),)
        still_there(files.workspace.root, *files_of_data)
        return _outcome(asked, gold, question, str(settings.get("measure", "exact")))

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


def tier_of(question: Question) -> str:
    """A question's tier as the published study names it."""
    return f"L{question.tier}"


def _check_model(level: Level, settings: Mapping[str, Json], skills: Mapping[str, Skill]) -> None:
    skill_of(choice_of(level, settings).model, skills)


def _check_question(bank: Bank, level: Level) -> None:
    bank.get(level)


def _skilled(
    name: str, skill: Skill, question: Question, gold: Gold, setting: Setting, work: Work, wrong: tuple[str, ...]
) -> Model:
    """An agent that ends this cell as its skill and the cell's draw say."""
    levels = USUAL | dict(work.factors) | {"tier": tier_of(question)}
    seed = int(str(work.settings.get("seed", 0)))
    looks = looks_for([*setting.tools], gold.bound.tables, gold.bound.columns, skill.looks(setting.format))
    if skill.succeeds(levels, work.factors, seed):
        return SkilledModel(name, looks, Ending("sql", (question.sql,)))
    share = draw(seed, work.factors, "which")
    mistake = skill.mistake(draw(seed, work.factors, "mistake"))
    if mistake == "mutant":
        answers: tuple[str, ...] = (wrong[int(share * len(wrong))],)
    elif mistake == "unbound":
        table = gold.bound.tables[int(share * len(gold.bound.tables))]
        answers = tuple(f"SELECT * FROM {table}_{word}" for word in ("v2", "history", "final", "all"))  # noqa: S608
    else:
        answers = ()
    return SkilledModel(name, looks, Ending("sql", answers))


def _outcome(asked: Asked, gold: Gold, question: Question, measure: str) -> Outcome:
    bound = asked.progress["bound"]
    found = asked.progress["result"]
    scored = score(found, gold.rows, bound=bound or Bound(False, ""), gold_bound=gold.bound, ordering=gold.ordering)
    return Outcome(
        status="done",
        measures=scores_of(scored, found, given=bound is not None, measure=measure) | measures_of(asked),
        labels={
            "tier": tier_of(question),
            "end": end_of(asked.progress),
            "problem": scored.problem or _wrong_word(scored, found),
        },
        price=asked.used.tally.price,
        trajectory=trajectory_of(asked),
    )


def _wrong_word(scored: Score, found: Rows | None) -> str:
    if scored.exact:
        return "none"
    return "no answer" if found is None else f"stopped at {found.stopped}" if found.stopped else "other rows"


def scores_of(scored: Score, found: Rows | None, *, given: bool, measure: str) -> dict[str, float]:
    """A score as measures; a precision of names is 0 where no query was given."""
    return {
        "success": float(scored.exact if measure == "exact" else scored.jaccard_right),
        "exact": float(scored.exact),
        "jaccard": scored.jaccard,
        "jaccard_right": float(scored.jaccard_right),
        "soft_f1": scored.soft_f1,
        "bird_ex": float(scored.bird_ex),
        "spider2": float(scored.spider2),
        "table_precision": scored.tables.precision if given else 0.0,
        "table_recall": scored.tables.recall,
        "column_precision": scored.columns.precision if given else 0.0,
        "column_recall": scored.columns.recall,
        "hallucinated": float(len(scored.hallucinated)),
        "bound": float(scored.bound),
        "rows": float(len(found.rows)) if found is not None else 0.0,
    }
