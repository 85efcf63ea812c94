"""When? Periods of the calendar and periods of administrative reporting, which never mix.

Statistics count calendar months; reports between administrative bodies run from the 15th to the 14th
(Decree 09/2019/NĐ-CP, Article 12). "6 tháng đầu năm 2025" is 1/1–30/6 in one and 15/12–14/6 in the other.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from thuocdo.errors import Problem, Text
from thuocdo.periods.months import (
    FIRST_DAY,
    ONE_DAY,
    check_year,
    first_day,
    last_day,
    month_of,
    move_day,
)
from thuocdo.periods.naming import name_months, write_day, write_duration, write_english_day
from thuocdo.periods.problems import MixedPeriods, impossible

_STEPS = (1, 3, 6)
"""Lengths in months that tile the year; a longer part of a year is compared with last year's."""


class Kind(StrEnum):
    """What a period is called by."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    MONTHS = "months"
    YEAR = "year"
    TERM = "term"
    SPAN = "span"


@dataclass(frozen=True, slots=True)
class Period(ABC):
    """A run of days; two periods are equal when they are of one type and cover the same days.

    Periods of one type are ordered by their first day, then by their last.

    Attributes:
        start, end: First and last day, both inside.

    Raises:
        UnreadablePeriod: The end is before the start, or a year is outside 1900–2199.
    """

    start: date
    end: date

    def __post_init__(self) -> None:
        check_year(self.end.year)
        if self.start < FIRST_DAY:
            check_year(self.start.year)
        if self.end < self.start:
            raise impossible(
                Text(
                    f"ngày cuối {write_day(self.end)} trước ngày đầu {write_day(self.start)}",
                    f"the last day {self.end} is before the first day {self.start}",
                ),
                Text("đổi chỗ hai ngày", "swap the two days"),
            )

    @property
    @abstractmethod
    def first_month(self) -> int | None:
        """Running number of the first whole month, None where it does not begin with one."""

    @property
    @abstractmethod
    def months(self) -> int | None:
        """Number of whole months, None where it is not made of whole months."""

    @property
    @abstractmethod
    def sdmx(self) -> str:
        """SDMX spelling of TIME_PERIOD: `2025`, `2025-Q2`, `2021-01-01/P5Y`, `2024-12-15/P1Y`."""

    @property
    @abstractmethod
    def label(self) -> Text:
        """Name as printed: `quý II/2025`, `9 tháng năm 2025`, `giai đoạn 2021-2025`."""

    @abstractmethod
    def years(self) -> tuple[int, ...]:
        """Return every plan year it touches, in order."""

    @abstractmethod
    def shift(self, months: int) -> Period:
        """Return the period moved by `months` (whole months stay whole)."""

    @abstractmethod
    def previous(self) -> Period:
        """Return the period to compare with next: the one just before, or last year's 9 months."""

    @property
    def days(self) -> int:
        """Number of days."""
        return (self.end - self.start).days + 1

    @property
    def kind(self) -> Kind:
        """What it is called by."""
        if self.first_month is None or self.months is None:
            return Kind.DAY if self.start == self.end else Kind.SPAN
        within = self.first_month % 12
        if self.months % 12 == 0 and within == 0:
            return Kind.YEAR if self.months == 12 else Kind.TERM
        named = {1: Kind.MONTH, 3: Kind.QUARTER, 6: Kind.HALF}.get(self.months)
        if named and within % self.months == 0:
            return named
        return Kind.MONTHS if within == 0 and self.months < 12 else Kind.SPAN

    def same_period_last_year(self) -> Period:
        """Return the same months, or days, one year before (cùng kỳ năm trước)."""
        return self.shift(-12)

    def contains(self, other: Period | date) -> bool:
        """Whether every day of `other` lies inside.

        Raises:
            MixedPeriods: `other` is a period of the other type.
        """
        if isinstance(other, date):
            return self.start <= other <= self.end
        self._refuse_other_type(other)
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Period) -> bool:
        """Whether the two share a day.

        Raises:
            MixedPeriods: `other` is a period of the other type.
        """
        self._refuse_other_type(other)
        return self.start <= other.end and other.start <= self.end

    def is_over(self, on: date) -> bool:
        """Whether it has ended by the evening of `on`."""
        return self.end <= on

    def __lt__(self, other: Period) -> bool:
        self._refuse_other_type(other)
        return (self.start, self.end) < (other.start, other.end)

    def __le__(self, other: Period) -> bool:
        self._refuse_other_type(other)
        return (self.start, self.end) <= (other.start, other.end)

    def __gt__(self, other: Period) -> bool:
        return not self <= other

    def __ge__(self, other: Period) -> bool:
        return not self < other

    def __str__(self) -> str:
        return self.sdmx

    def _refuse_other_type(self, other: Period) -> None:
        if type(self) is not type(other):
            raise MixedPeriods(
                Problem(
                    "KY002",
                    Text(
                        f"không so kỳ lịch với kỳ báo cáo hành chính: {self.label.vi} và {other.label.vi}",
                        f"a calendar period and an administrative one: {self.label.en} and {other.label.en}",
                    ),
                    Text(
                        "chọn một loại kỳ; đổi rõ ràng bằng .calendar hoặc .admin",
                        "choose one kind of period; convert openly with .calendar or .admin",
                    ),
                )
            )


@dataclass(frozen=True, slots=True)
class CalendarPeriod(Period):
    """A period of the calendar, as statistics count."""

    @property
    def first_month(self) -> int | None:
        """See `Period`."""
        return month_of(self.start) if self.start.day == 1 else None

    @property
    def months(self) -> int | None:
        """See `Period`."""
        if self.start.day != 1 or (self.end + ONE_DAY).day != 1:
            return None
        return month_of(self.end) - month_of(self.start) + 1

    @property
    def sdmx(self) -> str:
        """See `Period`; days that are no whole months are written `start/end`."""
        year, month = self.start.year, self.start.month
        match self.kind:
            case Kind.YEAR:
                return f"{year}"
            case Kind.HALF:
                return f"{year}-S{(month + 5) // 6}"
            case Kind.QUARTER:
                return f"{year}-Q{(month + 2) // 3}"
            case Kind.MONTH:
                return f"{year}-{month:02}"
            case Kind.DAY:
                return self.start.isoformat()
        if self.months is not None:
            return f"{self.start.isoformat()}/{write_duration(self.months)}"
        return f"{self.start.isoformat()}/{self.end.isoformat()}"

    @property
    def label(self) -> Text:
        """See `Period`."""
        if self.first_month is not None and self.months is not None:
            return name_months(self.first_month, self.months)
        if self.start == self.end:
            return Text(f"ngày {write_day(self.start)}", write_english_day(self.start))
        return Text(
            f"từ {write_day(self.start)} đến {write_day(self.end)}",
            f"{write_english_day(self.start)} to {write_english_day(self.end)}",
        )

    @property
    def admin(self) -> AdminPeriod:
        """The administrative period of the same name (15th–14th): other days, so never taken silently.

        Raises:
            UnreadablePeriod: It is not made of whole months.
        """
        if self.first_month is None or self.months is None:
            raise impossible(
                Text(f"{self.label.vi} không gồm các tháng trọn", f"{self.label.en} is not whole months"),
                Text("kỳ hành chính tính theo tháng", "administrative periods are made of months"),
            )
        return admin_of_months(self.first_month, self.months)

    def years(self) -> tuple[int, ...]:
        """Return every year it touches, in order."""
        return tuple(range(self.start.year, self.end.year + 1))

    def shift(self, months: int) -> CalendarPeriod:
        """See `Period`."""
        if self.first_month is not None and self.months is not None:
            return calendar_of_months(self.first_month + months, self.months)
        return CalendarPeriod(move_day(self.start, months), move_day(self.end, months))

    def previous(self) -> CalendarPeriod:
        """See `Period`; of days that are no whole months, as many days just before."""
        if self.months is None:
            return CalendarPeriod(self.start - self.days * ONE_DAY, self.start - ONE_DAY)
        return self.shift(-_step_back(self.months))


@dataclass(frozen=True, slots=True)
class AdminPeriod(Period):
    """A reporting period from a 15th to a 14th (Decree 09/2019/NĐ-CP, Article 12).

    | report | from | to |
    |---|---|---|
    | month | 15th of the month before | 14th of the month |
    | quarter | 15th of the month before it | 14th of its last month |
    | 6 tháng đầu năm | 15/12 of the year before | 14/6 |
    | 6 tháng cuối năm | 15/6 | 14/12 |
    | 9 tháng (set by provinces) | 15/12 of the year before | 14/9 |
    | year | 15/12 of the year before | 14/12 |

    Raises:
        UnreadablePeriod: It does not run from a 15th to a 14th.
    """

    def __post_init__(self) -> None:
        # Named, not super(): a dataclass with slots is a new class that bare super() does not find.
        Period.__post_init__(self)
        if self.start.day != 15 or self.end.day != 14:
            raise impossible(
                Text(
                    f"kỳ hành chính phải từ ngày 15 đến ngày 14, không phải {_write_days(self)}",
                    f"an administrative period runs from a 15th to a 14th, not {self.start} to {self.end}",
                ),
                Text("xem Nghị định 09/2019/NĐ-CP, Điều 12", "see Decree 09/2019/NĐ-CP, Article 12"),
            )

    @property
    def first_month(self) -> int:
        """Running number of the month of which the report is: 15/12/2024 begins January 2025."""
        return month_of(self.start) + 1

    @property
    def months(self) -> int:
        """See `Period`."""
        return month_of(self.end) - month_of(self.start)

    @property
    def sdmx(self) -> str:
        """See `Period`: a time range that starts on a 15th, e.g. `2024-12-15/P1Y`."""
        return f"{self.start.isoformat()}/{write_duration(self.months)}"

    @property
    def label(self) -> Text:
        """Name with its days, which tell it from the calendar period of the same name."""
        name = name_months(self.first_month, self.months)
        days = f"({_write_days(self)})"
        return Text(
            f"{name.vi} {days}",
            f"{name.en} ({write_english_day(self.start)} to {write_english_day(self.end)})",
        )

    @property
    def calendar(self) -> CalendarPeriod:
        """The calendar period of the same name: other days, so never taken silently."""
        return calendar_of_months(self.first_month, self.months)

    def years(self) -> tuple[int, ...]:
        """Return every plan year it reports on: 15/12/2024–14/12/2025 is of 2025 alone."""
        return tuple(range(self.first_month // 12, self.end.year + 1))

    def shift(self, months: int) -> AdminPeriod:
        """See `Period`."""
        return admin_of_months(self.first_month + months, self.months)

    def previous(self) -> AdminPeriod:
        """See `Period`."""
        return self.shift(-_step_back(self.months))


def calendar_of_months(first: int, count: int) -> CalendarPeriod:
    """Return the calendar period of `count` months from the running number `first`."""
    return CalendarPeriod(first_day(first), last_day(first + count - 1))


def admin_of_months(first: int, count: int) -> AdminPeriod:
    """Return the administrative period of `count` months: from the 15th before to the 14th of the last."""
    return AdminPeriod(first_day(first - 1).replace(day=15), first_day(first + count - 1).replace(day=14))


def _write_days(period: Period) -> str:
    return f"{write_day(period.start)}–{write_day(period.end)}"


def _step_back(months: int) -> int:
    """Return how far back the period before begins: 9 months are compared with 9 months of last year."""
    return months if months in _STEPS or months % 12 == 0 else 12 * (months // 12 + 1)
