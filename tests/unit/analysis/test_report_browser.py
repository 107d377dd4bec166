"""The report in a real browser: nothing is wider than a phone, nothing is fetched."""

import json
import re
import shutil
import subprocess
from html import unescape
from pathlib import Path

import pandas as pd
import pytest
from synthetic_comparison import make_record, write_folder

from analysis.report import write_report
from scenarios.texts import LANGUAGES

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
BROWSER = next((path for path in map(shutil.which, NAMES) if path), None)
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--virtual-time-budget=4000",
)
# A frame can be as narrow as a phone, a browser's window cannot. The probe runs in a copy of the
# page: the report itself holds no script.
FRAME = """<!DOCTYPE html><title>waiting</title><body style="margin:0">
<iframe src="copy.html" width="{width}" height="844" style="border:0"></iframe>
<script>addEventListener("message", event => {{ document.title = event.data; }});</script>"""
PROBE = """<script>
addEventListener("load", () => {
  const wide = [...document.querySelectorAll("body *")]
    .filter(e => !e.closest(".scroll") && !e.closest("svg") &&
                 e.getBoundingClientRect().right > innerWidth + 0.5)
    .map(e => e.tagName + "." + e.className);
  const images = [...document.images].filter(i => !i.complete || !i.naturalWidth).length;
  const fetched = performance.getEntriesByType("resource")
    .map(e => e.name).filter(name => !name.startsWith("data:"));
  parent.postMessage(JSON.stringify(
    {width: innerWidth, scroll: document.documentElement.scrollWidth, wide, images, fetched}), "*");
});
</script></body>"""

pytestmark = pytest.mark.skipif(BROWSER is None, reason="no chromium or chrome on this machine")


def opened(report: Path, tmp_path: Path, width: int) -> dict:
    """Open a report at a width and give what the probe found."""
    copy = tmp_path / "copy.html"
    text = report.read_text(encoding="utf-8").replace("</body>", PROBE)
    copy.write_text(text, encoding="utf-8")
    frame = tmp_path / "frame.html"
    frame.write_text(FRAME.format(width=width), encoding="utf-8")
    done = subprocess.run(
        [
            str(BROWSER),
            *FLAGS,
            f"--user-data-dir={tmp_path / 'profile'}",
            "--window-size=1400,900",
            "--dump-dom",
            frame.as_uri(),
        ],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    titles = re.findall(r"<title>(\{.*?)</title>", done.stdout)
    assert titles, done.stderr[-2000:]
    return json.loads(unescape(titles[0]))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("width", [390, 768, 1280])
def test_nothing_is_wider_than_the_screen(
    tmp_path: Path, runs: pd.DataFrame, lang: str, width: int
):
    folder = write_folder(tmp_path / "comparison", runs=runs)
    found = opened(write_report(folder, lang=lang)[0], tmp_path, width)
    assert found["width"] == width
    assert found["wide"] == []
    assert found["scroll"] <= width
    assert found["images"] == 0
    assert found["fetched"] == []


def test_long_names_do_not_widen_the_page(tmp_path: Path, runs: pd.DataFrame):
    record = make_record()
    for entry in record["options"]:
        entry["title"] = "Unbrokenverylongnameofapackagethatsomebodymadeup " * 2
    folder = write_folder(tmp_path / "comparison", runs=runs, record=record)
    found = opened(write_report(folder, lang="en")[0], tmp_path, 390)
    assert found["scroll"] <= 390
