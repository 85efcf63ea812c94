import pickle
from decimal import Decimal

import pytest

from thuocdo.errors import NO_TEXT, Problem, Severity, Text, ThuocdoError, Where, raise_if_errors
from thuocdo.quantities import AmbiguousNumber, parse_quantity

FAULT = Problem("XX001", Text("sai", "wrong"), Text("sửa", "mend"), Where("a.csv", 3, "unit"))


def test_a_problem_says_where_what_and_what_to_do() -> None:
    assert FAULT.say() == "a.csv, dòng 3, cột unit: XX001 sai → sửa"
    assert FAULT.say("en") == "a.csv, line 3, column unit: XX001 wrong → mend"
    assert Problem("XX002", Text("sai", "wrong")).say() == "XX002 sai"


def test_a_place_in_a_workbook_names_sheet_and_cell() -> None:
    assert Where("a.xlsx", sheet="Biểu 1", cell="C14").say() == "a.xlsx, trang tính Biểu 1, ô C14"


def test_english_falls_back_to_vietnamese() -> None:
    assert Text("tên", "").say("en") == "tên"


def test_an_error_needs_a_problem() -> None:
    with pytest.raises(ValueError, match="at least one"):
        ThuocdoError()


def test_warnings_do_not_raise() -> None:
    raise_if_errors([Problem("XX001", NO_TEXT, severity=Severity.WARNING)])
    with pytest.raises(ThuocdoError, match="XX001"):
        raise_if_errors([FAULT])


def test_an_error_travels_between_processes_with_everything_it_carries() -> None:
    with pytest.raises(AmbiguousNumber) as caught:
        parse_quantity("1.5")

    copy = pickle.loads(pickle.dumps(caught.value))  # noqa: S301

    assert copy.problems == caught.value.problems
    assert copy.readings == caught.value.readings
    assert all(isinstance(reading, Decimal) for reading in copy.readings)
    assert str(copy) == str(caught.value)
