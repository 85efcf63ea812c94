"""When? Calendar and administrative periods, in SDMX and in Vietnamese; as-of instants.

The door of the room: other rooms import from here and not from its modules.
"""

from thuocdo.periods.making import (
    admin_first_months,
    admin_half,
    admin_month,
    admin_quarter,
    admin_term,
    admin_year,
    day,
    first_months,
    half,
    month,
    quarter,
    span,
    term,
    year,
)
from thuocdo.periods.naming import write_day
from thuocdo.periods.period import AdminPeriod, CalendarPeriod, Kind, Period
from thuocdo.periods.problems import MixedPeriods, UnreadablePeriod
from thuocdo.periods.reading import parse_as_of, parse_period

__all__ = [
    "AdminPeriod",
    "CalendarPeriod",
    "Kind",
    "MixedPeriods",
    "Period",
    "UnreadablePeriod",
    "admin_first_months",
    "admin_half",
    "admin_month",
    "admin_quarter",
    "admin_term",
    "admin_year",
    "day",
    "first_months",
    "half",
    "month",
    "parse_as_of",
    "parse_period",
    "quarter",
    "span",
    "term",
    "write_day",
    "year",
]
