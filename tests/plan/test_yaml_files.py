"""YAML is read as plain words with their lines, and hostile files are refused."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thuocdo.plan.problems import PROBLEM_CODES
from thuocdo.plan.yaml_files import read_yaml, read_yaml_text


def read(text: str):
    return read_yaml_text(text, "tep.yaml")


def test_values_are_plain_and_numbers_exact():
    value = read("a: 1\nb: 0.10\nc: no\nd: true\ne:\nf: 2025-07-01\ng: 07213\nh: [x, -2]\n").value

    assert value == {
        "a": 1,
        "b": Decimal("0.10"),
        "c": "no",
        "d": True,
        "e": None,
        "f": "2025-07-01",
        "g": "07213",
        "h": ["x", -2],
    }
    assert str(value["b"]) == "0.10"


def test_every_key_keeps_its_line():
    found = read("a: 1\nb:\n  - c: 2\n  - c: 3\n    d: 4\n")

    assert found.line_of(("b", 1, "d")) == 5
    assert found.line_of(("b", 1, "absent")) == 4
    assert found.line_of(("a",)) == 1


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("a: 1\na: 2\n", "GK041", 2),
        ("a: 1\nb: !!python/object/apply:os.system [ls]\n", "GK042", 2),
        ("a: !thuocdo x\n", "GK042", 1),
        ("a: !!binary aGk=\n", "GK042", 1),
        ("a: [1, 2\nb: 3\n", "GK040", 2),
        ("a: b: c\n", "GK040", 1),
        ("\ta: 1\n", "GK040", 1),
        ("", "GK044", None),
        ("# chỉ có chú thích\n", "GK044", None),
        ("a: 1\n---\nb: 2\n", "GK040", None),
        ("? [a, b]\n: 1\n", "GK047", 1),
        ("a: " + "[" * 60 + "]" * 60, "GK043", 1),
        ("a: " + "[" * 5000, "GK043", None),
    ],
)
def test_each_fault_has_its_code_and_line(text, code, line):
    found = read(text)

    assert found.value is None
    assert [problem.code for problem in found.problems] == [code]
    if line:
        assert found.problems[0].where is not None
        assert found.problems[0].where.line == line
    assert found.problems[0].hint.vi


def test_small_file_of_aliases_cannot_grow_large():
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]

    assert [problem.code for problem in read("\n".join(lines)).problems] == ["GK043"]


def test_alias_to_itself_is_refused():
    assert [problem.code for problem in read("a: &a [*a]\n").problems] in (["GK043"], ["GK040"])


def test_few_aliases_are_read():
    assert read("a: &a {x: 1}\nb: *a\n").value == {"a": {"x": 1}, "b": {"x": 1}}


def test_duplicate_key_names_the_first_line():
    assert "dòng 1" in read("a: 1\nb: 2\na: 3\n").problems[0].hint.vi


def test_file_over_the_limit_is_refused(tmp_path):
    path = tmp_path / "to.yaml"
    path.write_text("a: " + "x" * 200, encoding="utf-8")

    assert [problem.code for problem in read_yaml(path, "to.yaml", max_bytes=100).problems] == ["GK006"]


@settings(deadline=None)
@given(st.text(max_size=200) | st.text(alphabet="ab:-[]{}&*!|>%@?'\"#, \n\t0", max_size=120))
def test_any_text_gives_a_value_or_problems(text):
    found = read(text)

    assert all(problem.code in PROBLEM_CODES for problem in found.problems)
    assert found.value is not None or found.problems or text.strip()
