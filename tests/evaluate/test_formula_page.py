"""docs/reference/formulas.md says what the code does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from thuocdo.evaluate.formula import FUNCTIONS, PROBLEM_CODES, parse_formula
from thuocdo.evaluate.formula.parse import MAX_DEPTH, MAX_LENGTH, MAX_NODES
from thuocdo.plan.model import Missing, OverAreas, OverTime

PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "formulas.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_function_has_its_row(name):
    function = FUNCTIONS[name]
    row = f"| `{function.signature}` | {function.meaning.vi} | {function.meaning.en} | `{function.example}` |"
    assert row in PAGE


@pytest.mark.parametrize("code", PROBLEM_CODES)
def test_every_problem_has_its_row(code):
    assert f"| {code} | {PROBLEM_CODES[code].vi} | {PROBLEM_CODES[code].en} |" in PAGE


def test_page_has_no_function_or_problem_that_the_code_has_not():
    assert set(re.findall(r"^\| `([a-z_]+)\(", PAGE, re.MULTILINE)) == set(FUNCTIONS)
    assert set(re.findall(r"BT\d{3}", PAGE)) == set(PROBLEM_CODES)


def test_limits_are_those_of_the_parser():
    stated = f"At most {MAX_LENGTH} characters, {MAX_NODES} parts and {MAX_DEPTH}\nlevels"
    assert stated in PAGE


def test_formula_of_the_page_is_read():
    written = re.findall(r"^formula: (.*)$", PAGE, re.MULTILINE)
    assert written
    assert [parse_formula(text) is not None for text in written] == [True] * len(written)


@pytest.mark.parametrize("word", [*OverTime, *OverAreas, *Missing])
def test_every_way_of_adding_up_is_told(word):
    assert f"| `{word.value}` |" in PAGE
