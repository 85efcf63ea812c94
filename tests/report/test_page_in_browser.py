"""The page in a real Chromium, at phone and desk size."""

import os
import re
import shutil
import subprocess
from datetime import datetime
from html import escape
from pathlib import Path

import pytest

from thuocdo.evaluate.scorecard import score_pack
from thuocdo.facts.files import load_facts
from thuocdo.plan.load import load_pack
from thuocdo.report.scorecard.page import write_page

PACK = Path(__file__).parents[2] / "examples" / "bac-giang"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        CHROMIUM is None and not os.environ.get("CI"), reason="no Chromium here; .ci/install installs it"
    ),
]

FRAME = """<!doctype html><title></title><iframe style="border:0" width="{width}" height="900" srcdoc="{page}"></iframe>
<script>onload = () => {{
  const root = document.querySelector("iframe").contentDocument.documentElement;
  document.title = root.scrollWidth + "/" + root.clientWidth + "/" + root.querySelectorAll("section.part").length;
}}</script>"""


def measure(html: str, width: int, folder: Path) -> tuple[int, int, int]:
    """Return (scroll width, visible width, number of components) of the page in a frame of `width` pixels."""
    # The page itself forbids scripts; the frame around it may measure it.
    html = re.sub(r"<meta http-equiv[^>]+>", "", html)
    frame = folder / "frame.html"
    frame.write_text(FRAME.format(width=width, page=escape(html, quote=True)), encoding="utf-8")
    done = subprocess.run(
        [
            str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
            f"--user-data-dir={folder / 'profile'}", "--window-size=1400,1000", "--dump-dom", frame.as_uri(),
        ],
        capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    title = re.search(r"<title>(\d+)/(\d+)/(\d+)</title>", done.stdout)
    assert title, done.stdout[:400]
    return int(title.group(1)), int(title.group(2)), int(title.group(3))


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_is_wider_than_the_window(tmp_path: Path, width: int) -> None:
    pack = load_pack(PACK)
    facts = load_facts(pack)
    card = score_pack(pack, facts, as_of=datetime(2026, 11, 23))

    scroll, visible, parts = measure(write_page(card, facts), width, tmp_path)

    assert scroll <= visible <= width
    assert parts == len(card.judgements)
