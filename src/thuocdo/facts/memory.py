"""Facts held in memory: the plain store, and the base of the ones that read a file."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from thuocdo.facts.model import Observation, SeriesKey
from thuocdo.facts.release import supersede_key
from thuocdo.facts.store import spell_periods
from thuocdo.periods import Period


class MemoryFacts:
    """A `FactStore` of dictionaries; see `FactStore` for what its methods promise."""

    def __init__(self, observations: Iterable[Observation] = ()) -> None:
        self._rows: dict[SeriesKey, list[Observation]] = {}
        self._keys_of: dict[str, list[SeriesKey]] = {}
        self._last_known: datetime | None = None
        self._take(observations)

    def add(self, observations: Iterable[Observation]) -> int:
        """Add releases and return how many were new."""
        return self._take(observations)

    def current(
        self,
        as_of: datetime,
        *,
        indicators: Collection[str] | None = None,
        areas: Collection[str] | None = None,
        periods: Collection[Period | str] | None = None,
        breakdowns: Collection[str] | None = None,
    ) -> list[Observation]:
        """Return what was known at `as_of`: at most one row per key, in order of key."""
        wanted = sorted(self._keys_of if indicators is None else set(indicators))
        in_areas = None if areas is None else frozenset(areas)
        in_periods = spell_periods(periods)
        in_breakdowns = None if breakdowns is None else frozenset(breakdowns)
        found = []
        for indicator in wanted:
            for key in self._keys_of.get(indicator, ()):
                if in_areas is not None and key.area not in in_areas:
                    continue
                if in_periods is not None and key.period not in in_periods:
                    continue
                if in_breakdowns is not None and key.breakdown not in in_breakdowns:
                    continue
                found += [row for row in self._rows[key] if row.is_current(as_of)]
        return found

    def history(self, key: SeriesKey) -> list[Observation]:
        """Return every release of one figure, disputed ones included, oldest first."""
        return list(self._rows.get(key, ()))

    def keys(self) -> list[SeriesKey]:
        """Return every key that has a release, in order."""
        return sorted(self._rows)

    def last_known(self) -> datetime | None:
        """Return the latest `known_from` in the store, or None when it is empty."""
        return self._last_known

    def _take(self, observations: Iterable[Observation]) -> int:
        arrived: dict[SeriesKey, list[Observation]] = {}
        for row in observations:
            arrived.setdefault(row.key, []).append(row)
        # Everything is worked out before anything is kept, so that a bad row leaves the store as it was.
        merged = {key: supersede_key([*self._rows.get(key, ()), *rows]) for key, rows in arrived.items()}
        added = 0
        fresh: dict[str, None] = {}
        for key, rows in merged.items():
            added += len(rows) - len(self._rows.get(key, ()))
            if key not in self._rows:
                self._keys_of.setdefault(key.indicator, []).append(key)
                fresh[key.indicator] = None
            self._rows[key] = rows
            latest = rows[-1].known_from
            if self._last_known is None or latest > self._last_known:
                self._last_known = latest
        for indicator in fresh:
            self._keys_of[indicator].sort()
        return added
