"""The how-to page says what is so."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from thuocdo.claims.binding import LOCK_NAME, LOCK_PROBLEM_CODES

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/how-to/bind-a-report.md").read_text(encoding="utf-8")


def test_python_of_the_page_runs_and_writes_a_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)

    exec(code, {})  # noqa: S102 - our own page

    lines = (tmp_path / LOCK_NAME).read_text(encoding="utf-8").splitlines()
    assert [json.loads(line).get("verdict") for line in lines] == [None, "confirmed"]


def test_the_lock_shown_is_one_that_loads(tmp_path: Path) -> None:
    from thuocdo.claims.binding import load_lock

    (text,) = re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)
    (tmp_path / LOCK_NAME).write_text(text, encoding="utf-8")

    assert len(load_lock(tmp_path / LOCK_NAME).entries) == 1


def test_the_page_names_every_problem_of_a_lock() -> None:
    assert all(code in PAGE for code in LOCK_PROBLEM_CODES)
