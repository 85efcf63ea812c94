"""The words of the format are those of the models; facts' words are compared in their own room's tests."""

from __future__ import annotations

from thuocdo.plan import columns
from thuocdo.plan.areas import ChangeKind, Level
from thuocdo.plan.model import Comparator, Missing, Role, Statistic
from thuocdo.plan.problems import PROBLEM_CODES


def test_words_of_the_columns_are_those_of_the_models():
    assert set(columns.COMPARATORS) == set(Comparator)
    assert set(columns.STATISTICS) == set(Statistic)
    assert set(columns.MISSING) == set(Missing)
    assert set(columns.LEVELS) == set(Level)
    assert set(columns.CHANGE_KINDS) == set(ChangeKind)
    role = next(column for column in columns.TARGET_COLUMNS if column.name == "role")
    assert set(role.choices) == set(Role)


def test_every_problem_code_has_a_title_in_both_languages():
    for code, title in PROBLEM_CODES.items():
        assert code.startswith("GK")
        assert len(code) == 5
        assert title.vi
        assert title.en
