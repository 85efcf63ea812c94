"""Which period lies a year, or a term, before another? On SDMX text, for base periods."""

from __future__ import annotations

import re

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")


def a_year_before(period: str) -> str:
    """Return `period` one year earlier, empty where it has no single year to move."""
    if not period or "," in period or ".." in period:
        return ""
    return _YEAR.sub(lambda found: str(int(found[1]) - 1), period)


def the_one_before(period: str) -> str:
    """Return the month or quarter before `period`, empty where it is neither."""
    found = re.fullmatch(r"(\d{4})-(Q?)(\d{1,2})", period)
    if found is None:
        return ""
    year, number, length = int(found[1]), int(found[3]) - 1, 4 if found[2] else 12
    if number == 0:
        year, number = year - 1, length
    return f"{year}-Q{number}" if found[2] else f"{year}-{number:02}"


def in_year(period: str, year: str) -> str:
    """Return the part of `year` that `period` is of its own: 2025-S1 in 2024 is 2024-S1."""
    if len(period) > 4 and period[4:5] == "-" and not re.fullmatch(r"\d{4}-\d{4}", period):
        return _YEAR.sub(year, period)
    return year


def a_term_before(term: str) -> str:
    """Return the term that ended where `term` begins."""
    first, _, last = term.partition("-")
    return f"{2 * int(first) - int(last)}-{first}" if last else ""
