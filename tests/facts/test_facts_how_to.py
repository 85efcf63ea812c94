"""The how-to pages say what is so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from thuocdo.facts.corrections import CorrectionStatus
from thuocdo.facts.diff import ChangeOfFact
from thuocdo.facts.rows import MATCHED_COLUMNS

ROOT = Path(__file__).parents[2]
CORRECT = (ROOT / "docs/how-to/correct-a-figure.md").read_text(encoding="utf-8")
ASK = (ROOT / "docs/how-to/ask-as-of.md").read_text(encoding="utf-8")


def test_python_of_the_page_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", ASK, re.DOTALL)
    monkeypatch.chdir(ROOT)
    names: dict[str, object] = {}
    exec(code, names)  # noqa: S102 - our own page

    assert "facts" in names


def test_page_names_every_kind_of_change() -> None:
    assert re.findall(r"^\| (\w+) \| ", ASK, re.MULTILINE)[1:] == [kind.value for kind in ChangeOfFact]


def test_page_names_every_status_and_column_of_a_correction() -> None:
    named = set(re.findall(r"`(\w+)`", CORRECT))

    assert {status.value for status in CorrectionStatus} <= named
    assert set(MATCHED_COLUMNS) <= named
