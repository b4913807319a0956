"""SGT: the classic scorer against a transcription of the official metric; the strict one by example; bad input."""

import gzip
import json
import random
import re
from pathlib import Path
from typing import Any

import pytest

from goldthread.benchmarks.longgenbench import score_classic
from goldthread.benchmarks.longgenbench_data import Generation, Pair, Sample, read_generations, read_samples
from goldthread.benchmarks.longgenbench_judge import by_program
from goldthread.benchmarks.longgenbench_strict import heading_blocks, score_strict
from goldthread.cli.app import run as command
from goldthread.errors import BadInput
from goldthread.schemas.yaml_files import dump_yaml

DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "longgenbench"
EVENTS = ["a visit to the zoo", "the gym, the pool", "Attend a workshop", "my wife birthday", "a glass roof"]
FILLER = ["A quiet day.", "We talked of Week 1 again.", "Yesterday was fine.", "Nothing of note.", "The eyes have it."]


def official(rows: list[dict[str, Any]], texts: dict[int, str], judge: Any) -> dict[str, Any]:
    """The benchmark's metric, written from its definition."""
    answers: dict[str, list[str]] = {"once": [], "range": [], "periodic": []}
    rate, asked, words = 0.0, 0, []
    chosen = [row for row in rows if row["index"] in texts]
    for row in chosen:
        text = row["prefix"] + texts[row["index"]].split("*** finished")[0]
        blocks: dict[int, str] = {}
        parts = text.split("#*#")
        for part in parts:
            hit = re.search(rf"{row['type']} (\d+)", part)
            if hit and int(hit.group(1)) not in blocks:
                blocks[int(hit.group(1))] = part
        for kind, found in answers.items():
            asked += len(row[f"checks_{kind}"])
            for key, event in row[f"checks_{kind}"].items():
                if int(key) in blocks:
                    found.append("yes" if "yes" in judge(blocks[int(key)], event).strip().lower() else "no")
        wanted = set(range(1, row["number"] + 1))
        rate += (len(wanted) - len(wanted - set(blocks))) / len(wanted) * 100
        if len(parts) > 40 and len(text.split()) > 2000:
            words.append(len(text.split()))
    kinds = {kind: found.count("yes") / len(found) if found else 0 for kind, found in answers.items()}
    every = [one for found in answers.values() for one in found]
    return {
        "completion_rate": rate / len(chosen),
        **{f"accuracy_{kind}": value for kind, value in kinds.items()},
        "accuracy": (kinds["once"] + kinds["range"] + kinds["periodic"]) / 3,
        "stic_1": every.count("yes") / len(every) if every else None,
        "stic_2": every.count("yes") / asked if asked else None,
        "average_length": sum(words) / len(words) if words else None,
    }


def lexical(context: str, event: str) -> str:
    """A judge with the habits of the real one: 'yes' inside words, refusals, silence."""
    if len(context) % 11 == 0:
        return "Eyes only."
    return " YES, it does" if event.lower() in context.lower() else ["no", "", "I cannot tell"][len(context) % 3]


async def answer(asked: Any) -> list[str]:
    return [lexical(context, event) for context, event in asked]


def random_row(index: int, chance: random.Random) -> dict[str, Any]:
    number = chance.choice([1, 5, 12, 52])
    row: dict[str, Any] = {"index": index, "type": chance.choice(["Week", "Menu Week", "Floor"]), "number": number}
    row["prefix"] = f"#*# {row['type']} 1:" if chance.random() < 0.9 else ""
    for kind in ("once", "range", "periodic"):
        form = chance.choice(["{}", "{:03d}"])
        row[f"checks_{kind}"] = {
            form.format(chance.randint(1, number + 3)): chance.choice(EVENTS) for _ in range(chance.randint(0, 6))
        }
    return row


def random_text(row: dict[str, Any], chance: random.Random) -> str:
    """Blocks out of order, repeated, empty, named in a sentence, with large numbers, or nothing at all."""
    shape = chance.random()
    if shape < 0.05:
        return chance.choice(["", " ", "#*#", "*** finished ***", "#*##*#", f"#*# {row['type']} 1"])
    numbers = list(range(1, row["number"] + 1))
    if shape < 0.3:
        chance.shuffle(numbers)
    if shape > 0.7:
        numbers += [chance.choice(numbers) for _ in range(3)] + [0, 777, 10**20]
    parts = []
    for number in numbers:
        if chance.random() < 0.15:
            continue
        body = " ".join(chance.choice(FILLER + EVENTS) for _ in range(chance.choice([0, 3, 60])))
        heading = chance.choice([f"{row['type']} {number}", f"{row['type']} {number:03d}", f"{row['type']}  {number}"])
        parts.append(chance.choice([f"#*# {heading}: {body}", f"#*# In this {heading} {body}", f"{heading} {body}"]))
    return chance.choice(["\n", " "]).join(parts) + chance.choice(["", "*** finished", "*** finished *** #*# Week 3"])


async def test_classic_equals_the_official_metric_on_random_generations() -> None:
    chance = random.Random(4)
    for _ in range(50):
        rows = [random_row(index, chance) for index in range(20)]
        texts = {row["index"]: random_text(row, chance) for row in rows}
        samples = [_sample(row) for row in rows]
        pairs = [(one, Generation(set="short", index=one.index, text=texts[one.index])) for one in samples]
        got = (await score_classic(pairs, answer, "lexical")).model_dump()
        assert {name: got[name] for name in official(rows, texts, lexical)} == official(rows, texts, lexical)


def _sample(row: dict[str, Any]) -> Sample:
    pairs = [
        Pair(block=int(block), kind=kind, event=event)
        for kind in ("once", "range", "periodic")
        for block, event in row[f"checks_{kind}"].items()
    ]
    return Sample(index=row["index"], type=row["type"], number=row["number"], prefix=row["prefix"], pairs=tuple(pairs))


def _files(folder: Path, rows: list[dict[str, Any]], texts: list[Any], name: str = "short") -> list[str]:
    data, made = folder / f"{name}.jsonl", folder / "made.jsonl.gz"
    data.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    lines = "".join((one if isinstance(one, str) else json.dumps(one)) + "\n" for one in texts)
    made.write_bytes(gzip.compress(lines.encode()))
    return ["score", "longgenbench", "--data", str(data), "--generations", str(made)]


DIARY = {
    "index": 3,
    "type": "Week",
    "number": 4,
    "prefix": "#*# Week 1 (January 1st):",
    "checks_once": {"2": "a visit to the zoo"},
    "checks_range": {"3": "Attend a pottery workshop", "4": "Attend a pottery workshop"},
    "checks_periodic": {},
}
TEXT = (
    " A calm week.\n#*# Week 2: We enjoyed a visit to the zoo.\n#*# Week 3\nI attended a pottery workshop. "
    "In Week 9 we rest.\n#*# Week 2: again\n#*# Week 4:\n*** finished ***"
)


def _json(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    assert command([*arguments, "--json"]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_both_scorers_from_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = _files(
        tmp_path, [DIARY], [{"set": "long", "index": 0, "text": "x"}, {"set": "short", "index": 3, "text": TEXT}]
    )
    classic = _json(made, capsys)
    assert (classic["scorer"], classic["judge"], classic["samples"]) == ("sgt-classic", "program", 1)
    assert (classic["completion_rate"], classic["stic_1"], classic["stic_2"]) == (100.0, 2 / 3, 2 / 3)
    assert classic["weaknesses"] == {"out_of_order": 0, "in_a_sentence": 0, "empty": 1, "repeated": 1}
    strict = _json([*made, "--scorer", "sgt-strict", "--findings"], capsys)
    assert (strict["labels"], strict["completion_rate"]["value"], strict["stic_2"]["value"]) == (
        "official",
        0.75,
        2 / 3,
    )
    assert [(one["block"], one["verdict"]) for one in strict["findings"]] == [(2, "kept"), (3, "kept"), (4, "no block")]
    assert strict["findings"][1]["quote"] == "I attended a pottery workshop."
    assert command(made) == 0
    assert "not seen by this metric" in capsys.readouterr().out


def test_any_model_can_judge(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    script = tmp_path / "judge.yaml"
    rules = [
        {"when": {"contains": "include the a visit to the zoo?"}, "reply": "Yesterday."},
        {"when": {}, "reply": "No"},
    ]
    script.write_text(dump_yaml({"rules": rules}), encoding="utf-8")
    made = _files(tmp_path, [DIARY], [{"set": "short", "index": 3, "text": TEXT}])
    classic = _json([*made, "--judge", f"scripted:{script}"], capsys)
    assert classic["judge"] == f"scripted:{script}"
    assert (classic["yes"], classic["judged"]) == (1, 3)


def test_a_text_that_puts_every_event_everywhere_spills(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    every = "We enjoyed a visit to the zoo. We attend a pottery workshop."
    text = f" {every}\n" + "\n".join(f"#*# Week {n}: {every}" for n in (2, 3, 4))
    made = _files(tmp_path, [DIARY], [{"set": "short", "index": 3, "text": text}])
    assert _json(made, capsys)["stic_2"] == 1.0
    strict = _json([*made, "--scorer", "sgt-strict"], capsys)
    assert (strict["stic_2"]["value"], strict["spill_rate"]["value"]) == (1.0, 1.0)


def test_denied_events_are_not_kept() -> None:
    sample = _sample(DIARY)
    text = " Calm.\n#*# Week 2: We did not make a visit to the zoo.\n#*# Week 3: Rain.\n#*# Week 4: Sun."
    found = score_strict([(sample, Generation(set="short", index=3, text=text))], {})
    assert (found.stic_2.value, found.undecided) == (0.0, 1)


def test_a_heading_is_a_line_of_its_own() -> None:
    text = "#*# Week 1: a\n## Week 2\nb\n**Week 3** c\nIn Week 4 we rest.\n#*# Week 5\n\n#*# Week 50: z"
    assert heading_blocks(text, "Week") == {1: "a", 2: "b", 3: "c\nIn Week 4 we rest.", 50: "z"}
    assert set(heading_blocks("#*# Week 12: x\n#*# Week 1: y\n#*# Weekly 3: z", "Week")) == {12, 1}


@pytest.mark.parametrize(
    ("rows", "texts", "told"),
    [
        ([DIARY], [{"set": "short", "index": 9, "text": ""}], "no sample 9"),
        ([DIARY], [{"set": "short", "index": 3, "text": ""}] * 2, "on line 1"),
        ([DIARY], [{"set": "short", "index": 3}], "text"),
        ([DIARY], [{"set": "short", "index": "3", "text": ""}], "index"),
        ([DIARY], [{"set": "middle", "index": 3, "text": ""}], "middle"),
        ([DIARY], [{"set": "long", "index": 3, "text": ""}], "no texts of the set 'short'"),
        ([DIARY], ["{"], "not JSON"),
        ([DIARY], [], "no texts"),
        ([DIARY | {"number": 0}], [], "number"),
        ([DIARY | {"checks_once": {"two": "x"}}], [], "'two' is no block number"),
        ([DIARY | {"checks_range": []}], [], "checks_range"),
        ([DIARY, DIARY], [], "again"),
    ],
)
def test_bad_files_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], rows: list[Any], texts: list[Any], told: str
) -> None:
    assert command(_files(tmp_path, rows, texts)) == 2
    assert told in capsys.readouterr().err
    assert command([*_files(tmp_path, [DIARY], []), "--scorer", "sgt"]) == 2


def test_real_data_scores_what_was_planted() -> None:
    if not DATA.is_dir():
        pytest.skip("LongGenBench's data is not beside the checkout")
    samples = read_samples(DATA / "short.jsonl.gz")
    assert len(samples) == 200
    sample = next(one for one in samples.values() if one.type == "Floor")
    asked = {pair.block: pair.event for pair in sample.pairs}
    blocks = [
        f"#*# Floor {n}: There is {asked.get(n, 'an office')} on this floor." for n in range(1, sample.number + 1)
    ]
    text = "\n".join(blocks).removeprefix(sample.prefix)
    found = score_strict([(sample, Generation(set="short", index=sample.index, text="\n" + text))], {})
    assert found.completion_rate.value == 1.0
    assert found.stic_2.value == 1.0
    assert found.spill_rate.value == 0.0


async def test_the_program_says_yes_or_no() -> None:
    assert await by_program([("We visited the zoo.", "visit the zoo"), ("We rest.", "visit the zoo")]) == ["yes", "no"]


def test_a_generations_file_of_unknown_set_has_one_set(tmp_path: Path) -> None:
    made = tmp_path / "made.jsonl"
    made.write_text(
        '{"set": "mine", "index": 3, "text": ""}\n{"set": "yours", "index": 3, "text": ""}\n', encoding="utf-8"
    )
    with pytest.raises(BadInput, match="yours"):
        list(read_generations(made, {3: _sample(DIARY)}, ""))
