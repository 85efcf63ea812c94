"""What holds for every formula: it reads back as written, and no text breaks the parser."""

from __future__ import annotations

import unicodedata
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from thuocdo.evaluate.formula import (
    FUNCTIONS,
    Call,
    FormulaError,
    Negation,
    Number,
    Operation,
    Reference,
    Word,
    parse_formula,
    write_formula,
)

names = st.from_regex(r"[a-z][a-z0-9_]{0,6}(\.[a-z0-9_]{1,6}){0,2}", fullmatch=True)
numbers = st.decimals(min_value=0, max_value=10**9, places=3, allow_nan=False, allow_infinity=False)
breakdowns = st.sampled_from(["", "_T", "URBANISATION=U", "SEX=F;AGE=Y15-24"])
words = st.text(st.characters(blacklist_characters='"\n\r', blacklist_categories=("Cs", "Cc")), max_size=8)
leaves = st.one_of(st.builds(Number, numbers.map(abs)), st.builds(Reference, names, breakdowns))


def calls(children):
    def arguments(function):
        slots = [
            words.map(lambda text: Word(unicodedata.normalize("NFC", text)))
            if parameter.startswith('"')
            else children
            for parameter in FUNCTIONS[function].parameters
        ]
        return st.builds(Call, st.just(function), st.tuples(*slots))

    return st.sampled_from(sorted(FUNCTIONS)).flatmap(arguments)


trees = st.recursive(
    leaves,
    lambda children: st.one_of(
        st.builds(Negation, children),
        st.builds(Operation, st.sampled_from("+-*/"), children, children),
        calls(children),
    ),
    max_leaves=8,
)


def read(text):
    try:
        return parse_formula(text), ()
    except FormulaError as error:
        return None, error.problems


@given(trees)
def test_formula_reads_back_as_written(tree):
    assert parse_formula(write_formula(tree)) == tree


@given(trees)
def test_writing_is_settled_after_one_round(tree):
    text = write_formula(tree)
    assert write_formula(parse_formula(text)) == text


@given(st.text(alphabet=st.sampled_from('ab1.+-*/(),"[]= ×÷ế\n'), max_size=40))
def test_any_text_is_read_or_refused_with_a_problem(text):
    tree, problems = read(text)
    assert (tree is None) == bool(problems)
    assert all(problem.hint.vi for problem in problems)
    assert tree is None or parse_formula(write_formula(tree)) == tree


@given(st.text(max_size=60))
def test_hostile_text_is_refused_with_a_problem(text):
    tree, problems = read(text)
    assert tree is not None or [problem.code[:3] for problem in problems] == ["BT0"]


@given(st.lists(numbers, min_size=2, max_size=6))
def test_column_is_no_part_of_a_formula(values):
    plain = " + ".join(f"{abs(value):f}" for value in values)
    assert parse_formula(plain) == parse_formula(plain.replace(" + ", "   +   "))
    assert isinstance(parse_formula(plain), Operation)
    assert Decimal(plain.split(" + ")[0]) == abs(values[0])
