"""The faults this room reports: text that is no period, and periods of two kinds put together."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from thuocdo.errors import Problem, Text, ThuocdoError

PROBLEM_CODES: Mapping[str, Text] = MappingProxyType(
    {
        "KY001": Text("không đọc được kỳ", "unreadable period"),
        "KY002": Text("lẫn kỳ theo lịch với kỳ hành chính", "calendar and administrative periods mixed"),
        "KY003": Text("kỳ không thể có", "period that cannot exist"),
        "KY004": Text("không đọc được ngày tính đến", "unreadable as-of day"),
    }
)
"""Every code of this room, for the reference page."""


class UnreadablePeriod(ThuocdoError):  # noqa: N818 - named by what it says
    """Text that names no period, or a part of a year that does not exist."""


class MixedPeriods(ThuocdoError):  # noqa: N818 - named by what it says
    """A calendar period and an administrative one in one comparison: they never cover the same days."""


def impossible(what: Text, hint: Text) -> UnreadablePeriod:
    """Return the error for a period that cannot exist (quarter 5, end before start)."""
    return UnreadablePeriod(Problem("KY003", what, hint))
