"""The faults this room reports: unknown units, units that do not go together, numbers that cannot be read."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

from thuocdo.errors import Problem, Text, ThuocdoError

PROBLEM_CODES: Mapping[str, Text] = MappingProxyType(
    {
        "DL001": Text("không có đơn vị này", "unknown or missing unit"),
        "DL002": Text("hai đơn vị không đi với nhau", "units do not go together"),
        "DL003": Text("số viết đọc được hai cách", "number that can be read in two ways"),
        "DL004": Text("không đọc được số lượng", "unreadable quantity"),
        "DL005": Text("chỗ còn bỏ trống", "blank left open"),
        "DL006": Text("khoảng năm, không phải số lượng", "span of years, not a quantity"),
        "DL010": Text("mục trong units.yaml sai dạng, thừa hoặc thiếu khóa", "malformed entry of units.yaml"),
        "DL011": Text("id của đơn vị không phải chữ ASCII", "id of a unit is not plain ASCII"),
        "DL012": Text("id của đơn vị đã có", "id of a unit exists already"),
        "DL013": Text("tên đơn vị đã là tên của đơn vị khác", "name is already a name of another unit"),
        "DL014": Text("đơn vị gốc không có", "unknown base unit"),
        "DL015": Text("hệ số không dùng được", "unusable factor"),
    }
)
"""Every code of this room, for the reference page."""


class UnknownUnit(ThuocdoError):  # noqa: N818 - named by what it says
    """A unit text that no unit answers to; carries the nearest known spellings in its hint."""


class UnitMismatch(ThuocdoError):  # noqa: N818 - named by what it says
    """Two figures whose units do not go together in the sum asked for."""


class BadUnitTable(ThuocdoError):  # noqa: N818 - named by what it says
    """Entries of a pack's unit table that cannot be used."""


class UnreadableQuantity(ThuocdoError):  # noqa: N818 - named by what it says
    """Text that is no quantity."""


class AmbiguousNumber(ThuocdoError):  # noqa: N818 - named by what it says
    """A number that can be read in more than one way; nothing is guessed.

    Attributes:
        readings: The values it may stand for.
    """

    def __init__(self, problem: Problem, readings: tuple[Decimal, ...]) -> None:
        super().__init__(problem)
        self.readings = readings


def unreadable(text: str, why: Text, hint: Text) -> UnreadableQuantity:
    """Return the error for `text` that is no quantity, saying why."""
    return UnreadableQuantity(
        Problem(
            "DL004",
            Text(f"không đọc được số lượng “{text}”: {why.vi}", f"cannot read quantity “{text}”: {why.en}"),
            hint,
        )
    )
