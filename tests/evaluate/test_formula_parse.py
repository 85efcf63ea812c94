"""Formulas are read as written and refused with the place and a remedy."""

from __future__ import annotations

from decimal import Decimal

import pytest

from thuocdo.evaluate.formula import (
    FUNCTIONS,
    PROBLEM_CODES,
    Call,
    FormulaError,
    Negation,
    Number,
    Operation,
    Reference,
    Word,
    list_references,
    parse_formula,
    write_formula,
)
from thuocdo.evaluate.formula.parse import MAX_DEPTH, MAX_LENGTH, MAX_NODES

A, B, C = Reference("a"), Reference("b"), Reference("c")


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("a", A),
        ("12", Number(Decimal(12))),
        ("0.50", Number(Decimal("0.50"))),
        ("grdp.per_capita", Reference("grdp.per_capita")),
        ("population[URBANISATION=U]", Reference("population", "URBANISATION=U")),
        ("a - b - c", Operation("-", Operation("-", A, B), C)),
        ("a + b * c", Operation("+", A, Operation("*", B, C))),
        ("(a + b) * c", Operation("*", Operation("+", A, B), C)),
        ("-a * b", Operation("*", Negation(A), B)),
        ("a - -b", Operation("-", A, Negation(B))),
        ("share(a, b)", Call("share", (A, B))),
        ('convert(a, "USD")', Call("convert", (A, Word("USD")))),
        ("growth(previous(a))", Call("growth", (Call("previous", (A,)),))),
    ],
)
def test_formula_is_read(text, tree):
    assert parse_formula(text) == tree


@pytest.mark.parametrize(
    ("typeset", "plain"),
    [
        ("a × b", "a * b"),
        ("a ÷ b", "a / b"),
        ("a : b", "a / b"),
        ("a − b", "a - b"),
        ("a – b", "a - b"),
        ("a·b", "a*b"),
    ],
)
def test_typeset_signs_are_read_like_plain_ones(typeset, plain):
    assert parse_formula(typeset) == parse_formula(plain)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("  a+b ", "a + b"),
        ("((a))", "a"),
        ("a-(b-c)", "a - (b - c)"),
        ("(a-b)-c", "a - b - c"),
        ("a/(b*c)", "a / (b * c)"),
        ("-(a+b)", "-(a + b)"),
        ("--a", "--a"),
        ("share( a ,b )", "share(a, b)"),
        ("x[S=U]*2", "x[S=U] * 2"),
        ('at(a,"2020")', 'at(a, "2020")'),
    ],
)
def test_formula_is_written_in_its_plainest_spelling(text, written):
    assert write_formula(parse_formula(text)) == written


def test_references_are_listed_once_in_order():
    assert list_references(parse_formula("share(b, a + b) * c - -a + 2")) == ("b", "a", "c")


@pytest.mark.parametrize(
    ("text", "code", "column"),
    [
        ("", "BT001", None),
        ("  \n", "BT001", None),
        ("a" * (MAX_LENGTH + 1), "BT002", None),
        ("a + B", "BT003", 5),
        ("a + tổng", "BT003", 6),
        ("a % b", "BT003", 3),
        ("a + \x07", "BT003", 5),
        ("a[b c]", "BT003", 2),
        ("a + ", "BT004", 4),
        ("a b", "BT004", 3),
        ("a) + b", "BT004", 2),
        ("1,5 * a", "BT004", 2),
        ("* a", "BT004", 1),
        ('"USD"', "BT004", 1),
        ('a + "USD"', "BT004", 5),
        ("share(a b)", "BT004", 9),
        ("(a + b", "BT005", 1),
        ("share(a, b", "BT005", 6),
        ('convert(a, "USD)', "BT005", 12),
        ("shore(a, b)", "BT006", 1),
        ("zzzzzz(a)", "BT006", 1),
        ("share(a)", "BT007", 1),
        ("growth()", "BT007", 1),
        ("growth(a, b)", "BT007", 1),
        ("convert(a, b)", "BT007", 1),
        ('share(a, "b")', "BT007", 1),
        ("(" * (MAX_DEPTH + 1) + "a" + ")" * (MAX_DEPTH + 1), "BT008", MAX_DEPTH + 1),
        ("-" * (MAX_DEPTH + 1) + "a", "BT008", MAX_DEPTH + 1),
        ("+".join("a" * MAX_NODES), "BT009", None),
    ],
)
def test_bad_formula_is_refused_with_code_and_place(text, code, column):
    with pytest.raises(FormulaError) as caught:
        parse_formula(text)
    problem = caught.value.problems[0]
    assert problem.code == code
    assert problem.code in PROBLEM_CODES
    assert problem.hint.vi
    if column is not None:
        assert f"(cột {column})" in problem.text.vi


def test_caret_stands_under_the_fault():
    with pytest.raises(FormulaError) as caught:
        parse_formula("grdp.current / / population")
    lines = caught.value.problems[0].text.vi.splitlines()
    assert lines[1][lines[2].index("^")] == "/"
    assert lines[2].index("^") == lines[1].rindex("/")
    assert "phải là một số, một mã chỉ tiêu" in lines[0]


def test_deep_nesting_up_to_the_limit_is_read():
    assert parse_formula("(" * (MAX_DEPTH - 1) + "a" + ")" * (MAX_DEPTH - 1)) == A


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("1,5 * a", "dấu chấm"),
        ("a b", "thiếu dấu phép tính"),
        ("a)", "thừa “)”"),
        ("groth(a)", "có phải growth"),
        ("zzzzzz(a)", "các hàm: share"),
        ("share(a)", "share(part, whole)"),
        ("a[b", "[URBANISATION=U]"),
    ],
)
def test_hint_says_what_to_write(text, hint):
    with pytest.raises(FormulaError) as caught:
        parse_formula(text)
    assert hint in caught.value.problems[0].hint.vi


def test_decomposed_letters_are_composed_before_reading():
    with pytest.raises(FormulaError) as caught:
        parse_formula("tổng")
    assert "“ổ”" in caught.value.problems[0].text.vi


@pytest.mark.parametrize("name", FUNCTIONS)
def test_example_of_every_function_parses_to_its_call(name):
    tree = parse_formula(FUNCTIONS[name].example)
    assert isinstance(tree, Call)
    assert tree.function == name


def test_nothing_in_a_formula_is_executed():
    with pytest.raises(FormulaError):
        parse_formula("__import__(os)")
