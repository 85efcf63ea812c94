"""Names in formulas and circles of references."""

from __future__ import annotations

import pytest

from thuocdo.plan.formula_names import find_cycle, find_names


@pytest.mark.parametrize(
    ("formula", "names"),
    [
        ("grdp.current / population.total", ("grdp.current", "population.total")),
        ("per_head(grdp.current, population.total)", ("grdp.current", "population.total")),
        ("share (a.b, a.b)", ("a.b",)),
        ('at(grdp.current, "2020")', ("grdp.current",)),
        ("100 * (1 - a.b_2)", ("a.b_2",)),
        ("1e5 + 2.5", ()),
        ("", ()),
    ],
)
def test_names_are_found_once_and_functions_are_not_names(formula, names):
    assert find_names(formula) == names


def test_circle_is_printed_from_its_first_name_to_itself():
    assert find_cycle({"x": ["a"], "a": ["b", "z"], "b": ["c"], "c": ["a"]}) == ("a", "b", "c", "a")


def test_name_of_itself_is_a_circle():
    assert find_cycle({"a": ["a"]}) == ("a", "a")


def test_tree_has_no_circle():
    assert find_cycle({"a": ["b", "c"], "b": ["c"], "c": []}) == ()


def test_long_chain_needs_no_deep_stack():
    chain = {str(n): [str(n + 1)] for n in range(100_000)}

    assert find_cycle(chain) == ()
    assert len(find_cycle({**chain, "100000": ["0"]})) == 100_002
