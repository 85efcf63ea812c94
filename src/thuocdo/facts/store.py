"""What every store of facts can do, whatever it keeps them in.

One contract suite (`tests/contracts/test_fact_store.py`) runs on all of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Protocol, runtime_checkable

from thuocdo.facts.model import Observation, SeriesKey
from thuocdo.periods import Period


@runtime_checkable
class FactStore(Protocol):
    """Observations by release, asked "as of" an instant.

    A store only ever gains rows. It does not judge them: whether an indicator exists and whether a unit
    fits is checked where rows come in (`check_facts`, the web forms).
    """

    def add(self, observations: Iterable[Observation]) -> int:
        """Add releases and return how many were new.

        A row that the store already has, equal in all but `superseded_at`, is passed over. Rows that
        were there change in nothing but `superseded_at`, which `release.supersede` works out. All rows
        are added or, on an error, none.
        """
        ...

    def current(
        self,
        as_of: datetime,
        *,
        indicators: Collection[str] | None = None,
        areas: Collection[str] | None = None,
        periods: Collection[Period | str] | None = None,
        breakdowns: Collection[str] | None = None,
    ) -> list[Observation]:
        """Return what was known at `as_of`: at most one row per key, in order of key.

        Withdrawn and blank rows are returned, with value None; disputed rows never are. None for a
        filter means no filter, an empty collection means nothing. Periods may be given as `Period`s or
        in their SDMX spelling.
        """
        ...

    def history(self, key: SeriesKey) -> list[Observation]:
        """Return every release of one figure, disputed ones included, oldest first; [] if unknown."""
        ...

    def keys(self) -> list[SeriesKey]:
        """Return every key that has a release, in order."""
        ...

    def last_known(self) -> datetime | None:
        """Return the latest `known_from` in the store, or None when it is empty."""
        ...


def spell_periods(periods: Collection[Period | str] | None) -> frozenset[str] | None:
    """Return a period filter in SDMX spelling, as `SeriesKey` has it; None stays None."""
    if periods is None:
        return None
    return frozenset(period if isinstance(period, str) else period.sdmx for period in periods)
