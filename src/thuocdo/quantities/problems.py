"""The faults this room reports: unknown units, units that do not go together, numbers that cannot be read."""

from __future__ import annotations

from decimal import Decimal

from thuocdo.errors import Problem, Text, ThuocdoError


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
