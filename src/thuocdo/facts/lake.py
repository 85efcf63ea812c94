# ruff: noqa: S608 - queries are written from names and whole numbers of our own
"""Facts in columns: a folder of Parquet files read by DuckDB, for a province as for the nation.

| file | holds |
|---|---|
| `manifest.json` | which data files count; see `lake_manifest` |
| `rows-<n>-base.parquet` | nearly all rows, sorted by key, zstd |
| `rows-<n>-delta.parquet` | the whole history of every key touched since the base was written |

Data files are written once and never changed. To add is to write a new delta (small: it grows up to a
twentieth of the base, then both become a new base) and to put a new manifest in place of the old one;
whatever a killed program leaves behind is not named in the manifest and is swept up later. As-of *t* is
`known_from <= t AND superseded_at > t` and nothing else: `arg_max`, `max_by` and `last` skip NULL, so with
them a withdrawn figure would come back from the dead (docs/decisions/0003-columnar-store.md).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from thuocdo.errors import Text, Where
from thuocdo.facts.append import flush_folder, lock_folder
from thuocdo.facts.lake_manifest import Manifest, read_manifest, write_manifest
from thuocdo.facts.lake_rows import (
    MOST_DIGITS,
    NAMES,
    SCHEMA,
    check_rows,
    choose_scales,
    code_table,
    drop_minus_zero,
    from_table,
    give_codes,
    place_in_year,
    scale_amount,
    to_table,
)
from thuocdo.facts.lake_sql import KEY, ORDER, known_at, quote, read_file, rescale, select_rows
from thuocdo.facts.model import Observation, SeriesKey
from thuocdo.facts.problems import FactsError, make_problem
from thuocdo.facts.release import supersede_key
from thuocdo.facts.store import spell_periods
from thuocdo.periods import Period, parse_period
from thuocdo.quantities import UNITS, UnitRegistry

ROW_GROUP = 245_760
"""Rows in a row group: few enough to skip by min and max and to share between cores. Larger ones are planned
faster, smaller ones let a narrow question read less (measured: docs/decisions/0003-columnar-store.md)."""

_SMALLEST_BASE = 200_000
_DELTA_SHARE = 20
_TRIES = 5
_DENSE_GROUPS = "SET perfect_ht_threshold = 20"
"""Count groups of small whole numbers in an array while it has at most 2^20 places; a setting per cursor."""


@dataclass(frozen=True, slots=True)
class Source:
    """The rows of a lake at one moment, for a query to be written over.

    Attributes:
        folder: The lake.
        manifest: Its state; codes and scales in the rows are those of this state.
    """

    folder: Path
    manifest: Manifest

    def __call__(self, columns: Collection[str], indicators: Collection[str] | None = None) -> str:
        """Return a SELECT of `columns` of all rows, or of those of some indicators."""
        codes = None
        if indicators is not None:
            known = self.manifest.indicators
            codes = sorted(known[indicator] for indicator in set(indicators) if indicator in known)
        return select_rows(self.folder, self.manifest, columns, codes)


class ParquetFacts:
    """A `FactStore` in Parquet files; see `FactStore` for what its methods promise.

    Several processes may read while one writes. A second writer waits ten seconds for the first and is
    then refused (`FactsError` QS082).
    """

    def __init__(self, path: Path, units: UnitRegistry = UNITS, *, memory: str = "1GB") -> None:
        """Open the lake in the folder `path`, which need not exist yet.

        Args:
            path: The folder.
            units: Units the rows may use.
            memory: Limit for DuckDB's own buffers, in its spelling (`512MB`); beyond it work spills to
                the folder.
        """
        self.path = path
        self.units = units
        self._memory = memory
        self._connection: duckdb.DuckDBPyConnection | None = None
        self._manifest = Manifest()
        self._stamp: tuple[int, int] | None = None

    # -- the protocol -----------------------------------------------------------------------------

    def add(self, observations: Iterable[Observation]) -> int:
        """Add releases and return how many were new.

        Raises:
            FactsError: QS100 a row that cannot be kept, QS082 another program is writing, QS081 the disk
                refuses; in all cases nothing is added.
        """
        arrived: dict[SeriesKey, list[Observation]] = {}
        for row in map(drop_minus_zero, observations):
            arrived.setdefault(row.key, []).append(row)
        problems = check_rows((row for rows in arrived.values() for row in rows), self.units)
        if problems:
            raise FactsError(*problems)
        if not arrived:
            return 0
        with self._writing() as manifest:
            known = self._histories(arrived.keys(), manifest)
            merged = {key: supersede_key([*known.get(key, ()), *rows]) for key, rows in arrived.items()}
            changed = {key: rows for key, rows in merged.items() if len(rows) > len(known.get(key, ()))}
            if changed:
                self._keep([row for rows in changed.values() for row in rows], manifest)
            return sum(len(rows) - len(known.get(key, ())) for key, rows in changed.items())

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
        filters = {"area": areas, "period": spell_periods(periods), "breakdown": breakdowns}
        wanted = {name: sorted(set(values)) for name, values in filters.items() if values is not None}
        condition = "".join(f" AND {name} IN (SELECT unnest(${name}))" for name in wanted)

        def build(source: Source) -> str:
            rows = source(SCHEMA.names, indicators)
            return f"SELECT * FROM ({rows}) WHERE {known_at(as_of)}{condition}"

        table, manifest = self._ask(build, parameters=wanted)
        found = from_table(table, manifest.scales, self.units)
        return sorted(found, key=lambda row: row.key)

    def history(self, key: SeriesKey) -> list[Observation]:
        """Return every release of one figure, disputed ones included, oldest first."""
        return self._histories([key], self.manifest()).get(key, [])

    def keys(self) -> list[SeriesKey]:
        """Return every key that has a release, in order."""
        names = ", ".join(SeriesKey._fields)
        table = self.query(lambda source: f"SELECT DISTINCT {names} FROM ({source(SeriesKey._fields, None)})")
        columns = (table.column(name).to_pylist() for name in SeriesKey._fields)
        return sorted(SeriesKey(*values) for values in zip(*columns, strict=True))

    def last_known(self) -> datetime | None:
        """Return the latest `known_from` in the lake, or None when it is empty."""
        return self.manifest().latest

    # -- in bulk ----------------------------------------------------------------------------------

    def scan(self, as_of: datetime, indicators: Collection[str] | None = None) -> pa.Table:
        """Return what was known at `as_of` as a table: the columns of `Observation`, `amount` and `scale`.

        `amount` × 10^-`scale` is the value in the base of its unit, exactly.
        """

        def build(source: Source) -> str:
            scales = source.manifest.scales
            cases = " ".join(
                f"WHEN {code} THEN {scales[name]}"
                for name, code in source.manifest.indicators.items()
                if name in scales
            )
            scale = f"CASE indicator_code {cases} ELSE 0 END" if cases else "0"
            return (
                f"SELECT {', '.join(SCHEMA.names)}, CAST({scale} AS SMALLINT) AS scale "
                f"FROM ({source(NAMES, indicators)}) WHERE {known_at(as_of)} ORDER BY {ORDER}"
            )

        return self.query(build)

    def query(
        self,
        build: Callable[[Source], str],
        *,
        tables: Mapping[str, pa.Table] | None = None,
        parameters: Mapping[str, Any] | None = None,
        is_heavy: bool = False,
    ) -> pa.Table:
        """Run a query over the lake's rows and return its result.

        Args:
            build: Makes the query from a `Source`, so that it names the files of this very moment; it may
                be called again when a writer has replaced them meanwhile.
            tables: Arrow tables the query may name.
            parameters: Values of its `$name`s.
            is_heavy: It reads much, so that a better plan is worth some preparation.
        """
        return self._ask(build, tables=tables, parameters=parameters, is_heavy=is_heavy)[0]

    def _ask(
        self,
        build: Callable[[Source], str],
        *,
        tables: Mapping[str, pa.Table] | None = None,
        parameters: Mapping[str, Any] | None = None,
        is_heavy: bool = False,
    ) -> tuple[pa.Table, Manifest]:
        for attempt in range(_TRIES):
            manifest = self.manifest()
            cursor = self._connect().cursor()
            try:
                cursor.execute(_DENSE_GROUPS)
                for name, table in (tables or {}).items():
                    if not is_heavy:
                        cursor.register(name, table)
                        continue
                    # A table of its own takes a moment, and has statistics that a view of Arrow lacks.
                    cursor.register("arriving", table)
                    cursor.execute(f'CREATE TEMP TABLE "{name}" AS SELECT * FROM arriving')
                    cursor.unregister("arriving")
                source = Source(self.path, manifest)
                # Kept first and then read, since a query asked for as Arrow is planned twice.
                cursor.execute(f"CREATE TEMP TABLE answer AS {build(source)}", dict(parameters or {}))
                return cursor.table("answer").to_arrow_table(), manifest
            except duckdb.Error as error:
                # A writer may have swept up the files of this manifest: then there is a newer one.
                if attempt + 1 < _TRIES and read_manifest(self.path).generation != manifest.generation:
                    continue
                if isinstance(error, duckdb.IOException | duckdb.InvalidInputException):
                    what = Text(str(error).splitlines()[0], str(error).splitlines()[0])
                    hint = Text("khôi phục thư mục từ bản sao lưu", "restore the folder from a backup")
                    raise FactsError(make_problem("QS101", Where(str(self.path)), what, hint)) from error
                raise
            finally:
                cursor.close()
        raise AssertionError("the last attempt returns or raises")

    def fill(
        self,
        connection: duckdb.DuckDBPyConnection,
        select: str,
        *,
        scales: Mapping[str, int],
        areas: Collection[str],
        periods: Collection[str],
        units: Mapping[str, Collection[str]],
    ) -> int:
        """Fill an empty lake from a query, for snapshots too large to pass through Python.

        Args:
            connection: Where the query runs.
            select: SELECT of the columns of `lake_rows.SCHEMA`, `superseded_at` worked out by the release
                rule (`lake_rows.FAR_FUTURE` for rows still standing) and `amount` in the scale given.
            scales: Every indicator with its scale.
            areas, periods: Every one that occurs, as written in the rows.
            units: Every unit text that occurs, by indicator.

        Returns:
            The number of rows.

        Raises:
            FactsError: QS103 the lake has rows already.
        """
        with self._writing() as manifest:
            if manifest.files:
                hint = Text("dùng thư mục mới", "use a new folder")
                raise FactsError(make_problem("QS103", Where(str(self.path)), Text("", ""), hint))
            indicator_codes, area_codes = give_codes(scales, {}), give_codes(areas, {})
            places = [place_in_year(parse_period(period)) for period in periods]
            tables = {
                "lake_indicators": code_table(indicator_codes, "indicator", pa.int16()),
                "lake_areas": code_table(area_codes, "area", pa.int32()),
                "lake_periods": pa.table(
                    {
                        "period": pa.array(periods, pa.string()),
                        "year": pa.array([place.year for place in places], pa.int16()),
                        "part": pa.array([place.part for place in places], pa.int8()),
                    }
                ),
            }
            for name, table in tables.items():
                connection.register(name, table)
            query = (
                f"SELECT {', '.join(NAMES)} FROM ({select}) JOIN lake_indicators USING (indicator) "
                f"JOIN lake_areas USING (area) JOIN lake_periods USING (period) ORDER BY {ORDER}"
            )
            name = self._write(connection, query, manifest, "base")
            for table_name in tables:
                connection.unregister(table_name)
            count, last = connection.execute(
                f"SELECT count(*), max(known_from) FROM {read_file(self.path / name)}"
            ).fetchall()[0]
            self._commit(
                manifest.succeed(
                    base=name,
                    base_rows=count,
                    indicators=indicator_codes,
                    areas=area_codes,
                    scales=dict(scales),
                    units=self._factors(text for texts in units.values() for text in texts),
                    units_of={name: tuple(sorted(texts)) for name, texts in units.items()},
                    last_known=last.isoformat() if last else "",
                )
            )
            return int(count)

    def compact(self) -> None:
        """Make one sorted file of all rows and remove files that no longer count."""
        with self._writing() as manifest:
            if manifest.delta:
                cursor = self._connect().cursor()
                rows = Source(self.path, manifest)(NAMES, None)
                query = f"SELECT * FROM ({rows}) ORDER BY {ORDER}"
                name = self._write(cursor, query, manifest, "base")
                count = _count(cursor, self.path / name)
                self._commit(
                    manifest.succeed(base=name, base_rows=count, delta="", delta_rows=0, delta_indicators=())
                )
            self._sweep(())

    def manifest(self) -> Manifest:
        """Return the state of the lake at this moment.

        Raises:
            FactsError: QS101 it cannot be read; QS102 a unit has another factor than when it was written.
        """
        try:
            stat = (self.path / "manifest.json").stat()
            stamp: tuple[int, int] | None = (stat.st_ino, stat.st_mtime_ns)
        except OSError:
            stamp = None
        if stamp is None or stamp != self._stamp:
            manifest = read_manifest(self.path)
            self._check_units(manifest)
            self._manifest, self._stamp = manifest, stamp
        return self._manifest

    # -- reading ----------------------------------------------------------------------------------

    def _histories(
        self, keys: Collection[SeriesKey], manifest: Manifest
    ) -> dict[SeriesKey, list[Observation]]:
        known = [key for key in keys if key.indicator in manifest.indicators and key.area in manifest.areas]
        if not known or not manifest.files:
            return {}
        wanted = pa.table(
            {
                "indicator_code": pa.array([manifest.indicators[key.indicator] for key in known], pa.int16()),
                "area_code": pa.array([manifest.areas[key.area] for key in known], pa.int32()),
                "period": pa.array([key.period for key in known], pa.string()),
                "breakdown": pa.array([key.breakdown for key in known], pa.string()),
            }
        )
        table, now = self._ask(
            lambda source: (
                f"SELECT * FROM ({source(NAMES, {key.indicator for key in known})}) "
                f"SEMI JOIN wanted USING ({', '.join(KEY)})"
            ),
            tables={"wanted": wanted},
        )
        found: dict[SeriesKey, list[Observation]] = {}
        for row in from_table(table, now.scales, self.units):
            found.setdefault(row.key, []).append(row)
        return {key: supersede_key(rows) for key, rows in found.items()}

    def _connect(self) -> duckdb.DuckDBPyConnection:
        if self._connection is None:
            connection = duckdb.connect()
            connection.execute("SET memory_limit = $1", [self._memory])
            connection.execute("SET temp_directory = $1", [str(self.path / ".spill")])
            connection.execute("SET parquet_metadata_cache = true")
            self._connection = connection
        return self._connection

    def _factors(self, texts: Iterable[str]) -> dict[str, str]:
        return {text: str(self.units.parse(text).factor) for text in sorted(set(texts))}

    def _check_units(self, manifest: Manifest) -> None:
        problems = []
        for text, factor in manifest.units.items():
            now = str(self.units.parse(text).factor)
            if now != factor:
                what = Text(f"“{text}” = {factor}, nay = {now}", f"“{text}” = {factor}, now {now}")
                hint = Text("mở kho với units.yaml cũ rồi nạp lại", "open it with the old units.yaml, reload")
                problems.append(make_problem("QS102", Where(str(self.path)), what, hint))
        if problems:
            raise FactsError(*problems)

    # -- writing ----------------------------------------------------------------------------------

    @contextmanager
    def _writing(self) -> Iterator[Manifest]:
        """Hold the lock, give the state as it is under the lock, and tell refusals of the disk."""
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            with lock_folder(self.path):
                self._stamp = None
                yield self.manifest()
        except OSError as error:
            what = Text(error.strerror or str(error), error.strerror or str(error))
            raise FactsError(make_problem("QS081", Where(str(self.path)), what)) from error

    def _keep(self, rows: list[Observation], manifest: Manifest) -> None:
        """Write the whole histories of some keys and make them count."""
        cursor = self._connect().cursor()
        scales, moved = self._scales(cursor, rows, manifest)
        indicator_codes = give_codes((row.indicator for row in rows), manifest.indicators)
        area_codes = give_codes((row.area for row in rows), manifest.areas)
        fresh = to_table(rows, scales, indicator_codes, area_codes)
        cursor.register("fresh", fresh)
        long = {row.indicator for row in rows if _is_long(row, scales)}
        latest = max(row.known_from for row in rows)
        state = manifest.succeed(
            indicators=indicator_codes,
            areas=area_codes,
            scales=scales,
            long=tuple(sorted(long | set(manifest.long))),
            units={**manifest.units, **self._factors(row.unit.text for row in rows)},
            units_of=_units_of(rows, manifest),
            last_known=max(latest, manifest.latest or latest).isoformat(),
        )
        whole = bool(moved) or manifest.delta_rows + len(rows) > max(
            _SMALLEST_BASE, manifest.base_rows // _DELTA_SHARE
        )
        names = ", ".join(NAMES)
        kept = ""
        if whole and manifest.files:
            amount = rescale(moved, manifest.indicators)
            old = select_rows(self.path, manifest, NAMES, None)
            kept = f"SELECT * REPLACE ({amount} AS amount) FROM ({old})"
        elif manifest.delta:
            kept = f"SELECT {names} FROM {read_file(self.path / manifest.delta)}"
        query = f"SELECT {names} FROM fresh"
        if kept:
            key = ", ".join(KEY)
            query += f" UNION ALL BY NAME SELECT * FROM ({kept}) ANTI JOIN fresh USING ({key})"
        kind = "base" if whole else "delta"
        name = self._write(cursor, f"SELECT * FROM ({query}) ORDER BY {ORDER}", manifest, kind)
        count = _count(cursor, self.path / name)
        if whole:
            changes: dict[str, Any] = {
                "base": name,
                "base_rows": count,
                "delta": "",
                "delta_rows": 0,
                "delta_indicators": (),
            }
        else:
            touched = {row.indicator for row in rows} | set(manifest.delta_indicators)
            changes = {"delta": name, "delta_rows": count, "delta_indicators": tuple(sorted(touched))}
        cursor.close()
        self._commit(replace(state, **changes))

    def _scales(
        self, cursor: duckdb.DuckDBPyConnection, rows: Iterable[Observation], manifest: Manifest
    ) -> tuple[dict[str, int], dict[str, int]]:
        """Return the scales that suit `rows`, and by how many places those of older amounts move."""
        scales = dict(manifest.scales)
        moved: dict[str, int] = {}
        for indicator, scale in choose_scales(rows, manifest.scales).items():
            places = scale - manifest.scales[indicator] if indicator in manifest.scales else 0
            if places and indicator in manifest.indicators:
                longest = self._longest(cursor, manifest, indicator)
                if len(str(longest)) + places > MOST_DIGITS:
                    continue
                moved[indicator] = places
            scales[indicator] = scale
        return scales, moved

    def _longest(self, cursor: duckdb.DuckDBPyConnection, manifest: Manifest, indicator: str) -> int:
        rows = Source(self.path, manifest)(["amount"], [indicator])
        found = cursor.execute(f"SELECT coalesce(max(abs(amount)), 0) FROM ({rows})").fetchall()
        return int(found[0][0])

    def _write(self, cursor: duckdb.DuckDBPyConnection, query: str, manifest: Manifest, kind: str) -> str:
        """Write the rows of `query` to a new file, flushed to the disk, and return its name."""
        name = f"rows-{manifest.generation + 1}-{kind}.parquet"
        draft = self.path / f".{name}.tmp"
        cursor.execute(
            f"COPY ({query}) TO {quote(str(draft))} (FORMAT parquet, COMPRESSION zstd, "
            f"PARQUET_VERSION v2, ROW_GROUP_SIZE {ROW_GROUP})"
        )
        handle = os.open(draft, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
        draft.replace(self.path / name)
        flush_folder(self.path)
        return name

    def _commit(self, manifest: Manifest) -> None:
        write_manifest(self.path, manifest)
        self._stamp = None
        self._sweep((*manifest.files, *manifest.previous))

    def _sweep(self, keep: Collection[str]) -> None:
        """Remove data files that do not count; `keep` is never less than what the manifest names."""
        wanted = {*keep, *self.manifest().files}
        for path in [*self.path.glob("rows-*.parquet"), *self.path.glob(".rows-*.tmp")]:
            if path.name not in wanted:
                with suppress(OSError):
                    path.unlink()


def _is_long(row: Observation, scales: Mapping[str, int]) -> bool:
    return row.value is not None and scale_amount(row, scales.get(row.indicator, 0)) is None


def _units_of(rows: Iterable[Observation], manifest: Manifest) -> dict[str, tuple[str, ...]]:
    found = {name: set(texts) for name, texts in manifest.units_of.items()}
    for row in rows:
        found.setdefault(row.indicator, set()).add(row.unit.text)
    return {name: tuple(sorted(texts)) for name, texts in found.items()}


def _count(cursor: duckdb.DuckDBPyConnection, path: Path) -> int:
    return int(cursor.execute(f"SELECT count(*) FROM {read_file(path)}").fetchall()[0][0])
