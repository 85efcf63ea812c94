from datetime import date

import pytest

from thuocdo.errors import Text
from thuocdo.plan.model import LegalDocument


@pytest.mark.parametrize(
    ("number", "issued", "expected"),
    [
        ("351/2025/NĐ-CP", None, date(2025, 12, 31)),
        ("351/2025/NĐ-CP", date(2025, 12, 30), date(2025, 12, 30)),
        ("105-NQ/TU", None, None),
        ("", None, None),
    ],
)
def test_a_document_is_known_by_its_day_or_by_the_year_of_its_number(
    number: str, issued: date | None, expected: date | None
) -> None:
    assert LegalDocument("x", Text("x", "x"), number=number, issued=issued).known_by == expected
