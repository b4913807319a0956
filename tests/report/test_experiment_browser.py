"""The page of an experiment in a real browser: no label over another, none cut, at two widths."""

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from goldthread.schemas.grid import Grid, Hypothesis
from tests.experiments.generated import FORMATS, grid_of, results_of
from tests.report.test_experiment_report import HOSTILE, page_of, trajectories_of

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
MEASURE = """
<script>
addEventListener("load", () => {
  document.querySelectorAll("details").forEach((one) => one.open = true);
  const wrong = [];
  const figures = [...document.querySelectorAll("figure")];
  for (const figure of figures) {
    const frame = figure.getBoundingClientRect();
    const name = figure.querySelector("h3").textContent;
    for (const svg of figure.querySelectorAll(":scope > svg")) {
      const around = svg.getBoundingClientRect();
      const texts = [...svg.querySelectorAll("text")].map((one) => [one.firstChild.textContent, one.getBoundingClientRect()]);
      texts.forEach(([text, box], at) => {
        if (box.left < around.left - 1 || box.right > around.right + 1 || box.top < around.top - 1 ||
            box.bottom > around.bottom + 1) wrong.push(`${name}: ${text} is outside`);
        for (const [other, its] of texts.slice(at + 1))
          if (box.left < its.right - .5 && its.left < box.right - .5 && box.top < its.bottom - .5 &&
              its.top < box.bottom - .5) wrong.push(`${name}: ${text} lies over ${other}`);
      });
    }
    for (const item of figure.querySelectorAll(".legend > span")) {
      const box = item.getBoundingClientRect();
      if (box.right > frame.right + .5 || box.left < frame.left || box.bottom > frame.bottom) wrong.push(`${name}: legend cut`);
    }
  }
  for (const cell of document.querySelectorAll(".wide td, .wide th")) {
    const box = cell.getBoundingClientRect();
    const said = cell.textContent.trim();
    if (said.length > 3 && box.width < 24) wrong.push(`a cell of ${box.width} pixels: ${said}`);
  }
  const page = document.documentElement;
  if (page.scrollWidth > innerWidth + 1) wrong.push(`the page is ${page.scrollWidth} wide in ${innerWidth}`);
  const told = document.createElement("pre");
  told.id = "measured";
  told.textContent = JSON.stringify({wrong, figures: figures.length, width: innerWidth,
    texts: document.querySelectorAll("figure > svg text").length});
  document.body.append(told);
});
</script>
"""
LONG = (
    "a layout with a name that nobody could call short",
    "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWW",
    "江南的灯在这里江南的灯在这里江南",
    HOSTILE,
)


def measured(page: str, folder: Path, width: int) -> dict[str, Any]:
    """What a browser says of the page; the rule against scripts is taken out, and one script put in that measures."""
    file = folder / "measured.html"
    bare = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page)
    file.write_text(bare.replace("</body>", MEASURE + "</body>"), encoding="utf-8")
    command: list[Any] = [
        CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
        f"--user-data-dir={folder / 'profile'}", f"--window-size={width},1000", "--dump-dom", file.as_uri(),
    ]  # fmt: skip
    shown = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True).stdout
    found = re.search(r'<pre id="measured">(.*?)</pre>', shown, re.DOTALL)
    assert found, shown[-2000:]
    from html import unescape

    told: dict[str, Any] = json.loads(unescape(found[1]))
    return told


def usual() -> str:
    cells = results_of(questions=20)
    return page_of(cells, grid_of(), trajectories=trajectories_of(cells))


def odd() -> str:
    """Long names, sizes that lie close together, points in one place, no spread."""
    cells = results_of(tuple(FORMATS), sizes=(10, 11, 12, 500, 900, 1000, 9000, 10000), questions=6)
    names = dict(zip(FORMATS, (*LONG, "x"), strict=True))
    named = [
        type(cell)(
            cell.key, cell.place, {**cell.factors, "format": names[str(cell.factors["format"])]}, cell.status,
            {**cell.measures, "success": 1.0}, cell.labels, cell.price, failure=cell.failure,
        )
        for cell in cells
    ]  # fmt: skip
    factors: Any = {"format": tuple(names.values()), "model": ("large", "small"), "size": (10,), "question": {}}
    claim = Hypothesis(factor="format", better=LONG[0], than=LONG[1], claim="not_worse", margin=0.03)
    return page_of(named, Grid(name="odd", task="simulated", factors=factors, hypothesis=claim))


def many() -> str:
    """Eleven models, as in the published study."""
    cells = results_of(("yaml", "json"), sizes=(10, 100), questions=10)
    models = [f"provider/model-{at}-instruct" for at in range(11)]
    spread = [
        type(cell)(f"{at}{cell.key[2:]}", cell.place * 11 + at, {**cell.factors, "model": model}, cell.status,
                   cell.measures, cell.labels, (cell.price or 0.0) * (1 + at), failure=cell.failure)
        for cell in cells for at, model in enumerate(models) if cell.factors["model"] == "large"
    ]  # fmt: skip
    factors: Any = {"format": ("yaml", "json"), "model": tuple(models), "size": (10, 100), "question": {}}
    return page_of(spread, grid_of(factors=factors))


@pytest.mark.full
@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not on this machine")
@pytest.mark.parametrize("width", [1280, 500])
@pytest.mark.parametrize("page", [usual, odd, many])
def test_no_label_lies_over_another_and_none_is_cut(tmp_path: Path, width: int, page: Any) -> None:
    found = measured(page(), tmp_path, width)
    assert found["wrong"] == []
    assert found["width"] == width
    assert found["figures"] > 8
    assert found["texts"] > 100
