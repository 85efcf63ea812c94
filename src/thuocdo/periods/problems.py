"""The faults this room reports: text that is no period, and periods of two kinds put together."""

from __future__ import annotations

from thuocdo.errors import Problem, Text, ThuocdoError


class UnreadablePeriod(ThuocdoError):  # noqa: N818 - named by what it says
    """Text that names no period, or a part of a year that does not exist."""


class MixedPeriods(ThuocdoError):  # noqa: N818 - named by what it says
    """A calendar period and an administrative one in one comparison: they never cover the same days."""


def impossible(what: Text, hint: Text) -> UnreadablePeriod:
    """Return the error for a period that cannot exist (quarter 5, end before start)."""
    return UnreadablePeriod(Problem("KY003", what, hint))
