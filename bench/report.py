"""The report of 100,000 cells: time, memory, size, and how long a browser takes to open it.

Run: python bench/report.py [CELLS]
"""

import json
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from html import unescape
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.experiments.generated import grid_of, results_of
from tests.experiments.ledgers import write_ledger

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
TIMER = """<script>addEventListener("load", () => { document.body.offsetHeight; const told = document.createElement("pre");
told.id = "opened"; told.textContent = JSON.stringify(performance.now()); document.body.append(told); });</script>"""


def opening(file: Path) -> float:
    """Seconds from the start of the navigation until the page is loaded and laid out; the least of three tries."""
    folder = file.parent
    page = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", file.read_text(encoding="utf-8"))
    timed = folder / "timed.html"
    timed.write_text(page.replace("</body>", TIMER + "</body>"), encoding="utf-8")
    command: list[Any] = [
        CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        f"--user-data-dir={folder / 'profile'}", "--window-size=1280,1000", "--dump-dom", timed.as_uri(),
    ]  # fmt: skip
    seen: list[float] = []
    for _ in range(3):
        shown = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True).stdout
        found = re.search(r'<pre id="opened">(.*?)</pre>', shown)
        assert found
        seen.append(float(json.loads(unescape(found[1]))) / 1000)
    return min(seen)


def main() -> None:
    """Measure and print."""
    questions = max(1, int(sys.argv[1] if len(sys.argv) > 1 else 100_000) // 40)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        cells = results_of(questions=questions)
        write_ledger(folder, grid_of(), cells)
        count = len(cells)
        del cells
        print(f"{count:,} cells, ledger of {(folder / 'ledger.sqlite').stat().st_size / 1e6:.0f} MB")
        began = time.monotonic()
        command = [sys.executable, "-m", "goldthread", "experiment", "report", "--no-times", "--out", str(folder)]
        subprocess.run(command, check=True, capture_output=True)
        seconds = time.monotonic() - began
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        file = folder / "formats.html"
        print(
            f"report: {seconds:.1f} s ({used.ru_utime + used.ru_stime:.1f} s of processor), "
            f"{used.ru_maxrss / 1024:.0f} MiB at most, {file.stat().st_size / 1e6:.2f} MB"
        )
        print(f"opened in {opening(file):.2f} s" if CHROMIUM else "not opened: Chromium is not on this machine")


if __name__ == "__main__":
    main()
