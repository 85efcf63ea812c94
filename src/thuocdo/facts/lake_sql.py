# ruff: noqa: S608 - a query writer: names and whole numbers of our own, and quoted paths
"""How are a lake's rows asked for in DuckDB's SQL?"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta
from pathlib import Path

import pyarrow as pa

from thuocdo.facts.lake_manifest import Manifest
from thuocdo.facts.lake_rows import CODES, FAR_FUTURE, SCHEMA

KEY = ("indicator_code", "area_code", "period", "breakdown")
"""Columns that tell what a figure is of."""

ORDER = "indicator_code, breakdown, area_code, year, part, period, known_from"
"""Order of the rows in a file."""


def known_at(as_of: datetime) -> str:
    """Return the condition that a row was what we knew at `as_of`."""
    # Nothing is known after the end of time, so that the sentinel itself is never passed.
    moment = min(as_of, FAR_FUTURE - timedelta(microseconds=1)).isoformat(sep=" ")
    return f"known_from <= TIMESTAMP '{moment}' AND superseded_at > TIMESTAMP '{moment}'"


def select_rows(
    folder: Path, manifest: Manifest, columns: Collection[str], codes: Collection[int] | None
) -> str:
    """Return a SELECT of the rows that count, of the indicators with these codes (None for all).

    Rows of the base whose key is in the delta are out of date; only indicators with rows in the delta are
    looked through for them.
    """
    names = ", ".join(columns)
    if not manifest.files or (codes is not None and not codes):
        types = {field.name: _TYPES[field.type] for field in [*SCHEMA, *CODES]}
        empty = ", ".join(f"NULL::{types[name]} AS {name}" for name in columns)
        return f"SELECT {empty} WHERE false"
    changed = {manifest.indicators[name] for name in manifest.delta_indicators}
    if codes is not None:
        changed &= set(codes)
    base, delta = read_file(folder / manifest.base), read_file(folder / manifest.delta)
    newer = f"ANTI JOIN {delta} AS newer USING ({', '.join(KEY)})"
    is_changed = f"WHERE indicator_code IN ({_list(changed)})"
    selects = []
    if manifest.base and codes is not None:
        picked = f"WHERE indicator_code IN ({_list(codes)})"
        selects.append(f"SELECT {names} FROM {base} {newer if changed else ''} {picked}")
    elif manifest.base and changed:
        selects.append(f"SELECT {names} FROM {base} WHERE indicator_code NOT IN ({_list(changed)})")
        selects.append(f"SELECT {names} FROM {base} {newer} {is_changed}")
    elif manifest.base:
        selects.append(f"SELECT {names} FROM {base}")
    if changed:
        selects.append(f"SELECT {names} FROM {delta} {is_changed}")
    return " UNION ALL ".join(selects) or f"SELECT {names} FROM {delta} WHERE false"


def _list(codes: Iterable[int]) -> str:
    return ", ".join(str(code) for code in sorted(codes))


_TYPES = {
    pa.string(): "VARCHAR",
    pa.int64(): "BIGINT",
    pa.int32(): "INTEGER",
    pa.int16(): "SMALLINT",
    pa.int8(): "TINYINT",
    pa.bool_(): "BOOLEAN",
    pa.timestamp("us"): "TIMESTAMP",
}


def rescale(moved: Mapping[str, int], codes: Mapping[str, int]) -> str:
    """Return the amount with `moved` more decimals for some indicators."""
    if not moved:
        return "amount"
    cases = " ".join(f"WHEN {codes[name]} THEN amount * {10**places}" for name, places in moved.items())
    return f"CASE indicator_code {cases} ELSE amount END"


def read_file(path: Path) -> str:
    """Return the table of one file; its name is no pattern."""
    literal = "".join(f"[{char}]" if char in "[*?" else char for char in str(path))
    return f"read_parquet({quote(literal)})"


def quote(text: str) -> str:
    """Return a string literal."""
    return "'" + text.replace("'", "''") + "'"
