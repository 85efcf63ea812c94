"""The only place that asks the clock; every room below is told what time it is."""

from datetime import datetime, time


def end_of_today() -> datetime:
    """Return the last instant of today, local time: the default "as of"."""
    return datetime.combine(datetime.now().date(), time.max)  # noqa: DTZ005, TID251
