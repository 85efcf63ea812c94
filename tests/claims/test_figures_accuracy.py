"""The accuracy benchmark counts what it says it counts."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType

import pytest
from figure_blocks import document_of

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "benchmarks" / "data-samples"


@pytest.fixture(scope="module")
def accuracy() -> ModuleType:
    spec = importlib.util.spec_from_file_location("accuracy", ROOT / "benchmarks" / "accuracy.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["accuracy"] = module
    spec.loader.exec_module(module)
    return module


def _annotations(tmp_path: Path, *rows: dict[str, object]) -> Path:
    path = tmp_path / "figures.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return path


def _row(text: str, value: object, unit: str, kind: str = "count", **more: object) -> dict[str, object]:
    return {"line": 1, "text": text, "value": value, "scale": 1, "unit": unit, "kind": kind, **more}


def test_the_sample_is_read_without_a_fault(accuracy: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    pair = [str(SAMPLES / "huyen-an-phu.jsonl"), str(SAMPLES / "huyen-an-phu.txt")]
    assert accuracy.main([*pair, "--list"]) == 0
    printed = capsys.readouterr().out
    assert "15 required, 15 found, 0 besides" in printed
    assert "false alarms: 0 of" in printed


def test_a_missed_figure_lowers_recall_and_an_extra_one_precision(
    accuracy: ModuleType, tmp_path: Path
) -> None:
    path = _annotations(tmp_path, _row("15 xã", 15, "xã"), _row("Điều 5", 5, ""))
    score = accuracy.measure(path, document_of("Điều 5 quy định; có 15 xã và 3 huyện"))
    assert (score.required, score.found, score.extra) == (2, 1, 1)
    assert any(note.startswith("missed   1: Điều 5") for note in score.notes)


def test_an_extra_figure_at_a_numeral_nobody_annotated_is_a_false_alarm(
    accuracy: ModuleType, tmp_path: Path
) -> None:
    path = _annotations(tmp_path, _row("15 xã", 15, "xã"))
    score = accuracy.measure(path, document_of("ngày 5/3/2024 có 15 xã và 3 huyện"))
    assert (score.numerals, score.false_alarms) == (4, 1)


def test_an_optional_figure_counts_neither_way(accuracy: ModuleType, tmp_path: Path) -> None:
    path = _annotations(
        tmp_path, _row("3 huyện", 3, "huyện", optional=True), _row("5 năm", 5, "năm", optional=True)
    )
    score = accuracy.measure(path, document_of("sau 5 năm có 3 huyện"))
    assert (score.required, score.found, score.extra, score.false_alarms) == (0, 0, 0, 0)


def test_units_are_compared_after_folding_synonyms(accuracy: ModuleType, tmp_path: Path) -> None:
    path = _annotations(tmp_path, _row("15 tỉ đồng", 15, "VND", "level", scale=10**9))
    score = accuracy.measure(path, document_of("vốn 15 tỉ đồng"))
    assert (score.found, score.with_unit, score.with_kind) == (1, 1, 1)


def test_a_longer_noun_is_of_the_family_of_its_head(accuracy: ModuleType, tmp_path: Path) -> None:
    path = _annotations(tmp_path, _row("5 lượt", 5, "lượt"))
    score = accuracy.measure(path, document_of("5 lượt cán bộ được cử đi"))
    assert (score.with_unit, score.with_family) == (0, 1)


def test_a_wrong_value_is_not_found(accuracy: ModuleType, tmp_path: Path) -> None:
    path = _annotations(tmp_path, _row("15 xã", 16, "xã"))
    score = accuracy.measure(path, document_of("có 15 xã"))
    assert (score.found, score.extra) == (0, 1)


def test_without_pairs_of_files_it_explains_itself(
    accuracy: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    assert accuracy.main(["one.jsonl"]) == 2
    assert "ANNOTATIONS.jsonl DOCUMENT" in capsys.readouterr().err
