# ruff: noqa: S608 - a query writer: names and whole numbers of our own, no text of others
"""From observations to the yearly figures of wholes, in SQL."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from thuocdo.evaluate.columnar.promises import Frequency, Way
from thuocdo.evaluate.columnar.shape import Rows, Shape
from thuocdo.evaluate.columnar.whole import GUARD, half_up, widen
from thuocdo.facts.lake_sql import known_at

_PARTS = {
    Frequency.YEARLY: (0, 0),
    Frequency.QUARTERLY: (21, 24),
    Frequency.MONTHLY: (1, 12),
}

_COLUMNS = (
    "indicator_code",
    "area_code",
    "year",
    "part",
    "amount",
    "breakdown",
    "known_from",
    "superseded_at",
)


def write_observed(rows: Rows, as_of: datetime) -> str:
    """Write the rows a narrow scorecard looks at, few enough to be picked once and kept."""
    columns = (*_COLUMNS, "status")
    places = "SELECT area_code FROM areas UNION ALL SELECT area_code FROM wholes WHERE area_code IS NOT NULL"
    return (
        f"SELECT {', '.join(f'o.{name}' for name in columns)} FROM ({rows(columns)}) AS o "
        f"JOIN ({places}) AS p ON p.area_code = o.area_code WHERE {known_at(as_of)} AND o.breakdown = '_T'"
    )


def from_observed(columns: Collection[str]) -> str:
    """Write the rows picked by `write_observed`."""
    return f"SELECT {', '.join(columns)} FROM observed"


def _where(shape: Shape, as_of: datetime, *, only_end: bool = False, name: str = "o") -> str:
    first, last = _PARTS[shape.frequency]
    part = f"{name}.part = {last}" if only_end else f"{name}.part BETWEEN {first} AND {last}"
    known = known_at(as_of).replace("known_from", f"{name}.known_from")
    known = known.replace("superseded_at", f"{name}.superseded_at")
    return f"{known} AND {part} AND {name}.breakdown = '_T' AND {name}.amount IS NOT NULL"


def write_sums(shape: Shape, rows: Rows, as_of: datetime, steps: list[tuple[str, str]]) -> list[str]:
    """Add the steps of plain sums to `steps`; return the SELECTs of the yearly figures they give."""
    worked = []
    for way in (Way.SUM, Way.END):
        if way not in shape.ways:
            continue
        periods = shape.frequency.value if way is Way.SUM else 1
        steps.append((f"{way}s", _added_up(shape, rows, as_of) if way is Way.SUM else _ENDS))
        enough = f"s.present = w.parts * {periods}"
        tolerated = "s.present > 0"
        unsure = ""
        if way is Way.SUM and shape.is_tolerant:
            steps += _unsure(shape, rows, as_of)
            tolerated = f"(s.present > w.parts * {periods - 1} OR u.whole IS NOT NULL)"
            unsure = f" LEFT JOIN whole_years AS u ON {_same('u', 's')}"
        divisor = f"CASE WHEN m.is_mean THEN {periods} ELSE 1 END"
        worked.append(
            f"SELECT s.indicator_code, s.whole, s.year, {widen('s.total')} AS n, "
            f"{widen(divisor)} AS d FROM {way}s AS s {_declared(way)}{unsure} "
            f"WHERE CASE WHEN m.needs_all THEN {enough} ELSE {tolerated} END"
        )
    return worked


def _added_up(shape: Shape, rows: Rows, as_of: datetime) -> str:
    """Write the sums over parts and periods, communes first.

    Sums commute, and a group for each month would cost half as much again. Indicators that are not added up
    are let through where they are few: their sums fall away with the next join.
    """
    only = f"JOIN measures AS m ON m.indicator_code = o.indicator_code AND m.way = '{Way.SUM}' "
    return (
        "SELECT o.indicator_code, a.whole, o.year, SUM(o.amount) AS total, COUNT(*) AS present "
        f"FROM ({rows(_COLUMNS)}) AS o JOIN areas AS a ON a.area_code = o.area_code "
        f"{'' if shape.reads_most else only}"
        f"WHERE {_where(shape, as_of)} GROUP BY o.indicator_code, a.whole, o.year"
    )


_ENDS = (
    "SELECT o.indicator_code, a.whole, o.year, SUM(o.amount) AS total, COUNT(*) AS present "
    "FROM at_end AS o JOIN areas AS a ON a.area_code = o.area_code "
    f"WHERE o.way = '{Way.END}' GROUP BY o.indicator_code, a.whole, o.year"
)


def write_at_end(shape: Shape, rows: Rows, as_of: datetime) -> str:
    """Write the rows of the last period of each year, of every indicator that looks at nothing else."""
    return (
        "SELECT m.indicator_code, m.way, m.weight_code, o.area_code, o.year, o.amount "
        f"FROM ({rows(_COLUMNS)}) AS o JOIN measures AS m ON m.indicator_code = o.indicator_code "
        f"AND m.is_at_end WHERE {_where(shape, as_of, only_end=True)}"
    )


def _unsure(shape: Shape, rows: Rows, as_of: datetime) -> list[tuple[str, str]]:
    """Write which years have a figure in every period although parts are absent.

    A year has all its periods for sure when more figures are there than fit into all periods but one;
    only for the others, mostly none, are the rows read a second time.
    """
    periods = shape.frequency.value
    unsure = (
        f"SELECT s.indicator_code, s.whole, s.year FROM {Way.SUM}s AS s {_declared(Way.SUM)} "
        f"WHERE NOT m.needs_all AND s.present <= w.parts * {periods - 1} AND s.present >= {periods}"
    )
    whole_years = (
        f"SELECT u.indicator_code, u.whole, u.year FROM ({rows(_COLUMNS)}) AS o "
        "JOIN areas AS a ON a.area_code = o.area_code "
        "JOIN unsure AS u ON u.indicator_code = o.indicator_code AND u.whole = a.whole AND u.year = o.year "
        f"WHERE {_where(shape, as_of)} "
        f"GROUP BY u.indicator_code, u.whole, u.year HAVING COUNT(DISTINCT o.part) = {periods}"
    )
    return [("unsure", unsure), ("whole_years", whole_years)]


def _declared(way: Way) -> str:
    """Write the join of yearly sums `s` with what their indicator declares and their whole has."""
    return (
        f"JOIN measures AS m ON m.indicator_code = s.indicator_code AND m.way = '{way}' "
        "JOIN wholes AS w ON w.whole = s.whole"
    )


def _same(one: str, other: str) -> str:
    return " AND ".join(f"{one}.{name} = {other}.{name}" for name in ("indicator_code", "whole", "year"))


def write_weighted(shape: Shape, rows: Rows, as_of: datetime, steps: list[tuple[str, str]]) -> list[str]:
    """Add the steps of weighted means to `steps`; return the SELECTs of the yearly figures they give."""
    worked = []
    columns = "indicator_code, whole, year"
    product = f"SUM({widen('o.amount')} * w.amount) AS n, SUM(w.amount) AS d, COUNT(*) AS present"
    enough = "(NOT m.needs_all OR s.present = w.parts) AND s.d > 0"
    if (way := Way.WEIGHTED_END) in shape.ways:
        weighted = (
            f"SELECT o.indicator_code, a.whole, o.year, {product} FROM at_end AS o JOIN at_end AS w "
            "ON w.indicator_code = o.weight_code AND w.area_code = o.area_code AND w.year = o.year "
            "JOIN areas AS a ON a.area_code = o.area_code "
            f"WHERE o.way = '{way}' GROUP BY o.indicator_code, a.whole, o.year"
        )
        steps.append((way.value, weighted))
        worked.append(
            f"SELECT s.indicator_code, s.whole, s.year, {widen('s.n')} AS n, "
            f"{widen('s.d')} AS d FROM {way} AS s {_declared(way)} WHERE {enough}"
        )
    if (way := Way.WEIGHTED_MEAN) in shape.ways:
        weighted = (
            f"SELECT m.indicator_code, a.whole, o.year, o.part, {product} FROM ({rows(_COLUMNS)}) AS o "
            f"JOIN measures AS m ON m.indicator_code = o.indicator_code AND m.way = '{way}' "
            f"JOIN ({rows(_COLUMNS)}) AS w ON w.indicator_code = m.weight_code "
            "AND w.area_code = o.area_code AND w.year = o.year AND w.part = o.part "
            "JOIN areas AS a ON a.area_code = o.area_code "
            f"WHERE {_where(shape, as_of)} AND {_where(shape, as_of, name='w')} "
            "GROUP BY m.indicator_code, a.whole, o.year, o.part"
        )
        steps.append((way.value, weighted))
        worked.append(
            f"SELECT {columns}, SUM({half_up(f'n * {10**GUARD}', 'd')}) AS n, "
            f"{widen(10**GUARD * shape.frequency)} AS d FROM "
            f"(SELECT s.* FROM {way} AS s {_declared(way)} WHERE {enough}) AS e "
            f"GROUP BY {columns} HAVING COUNT(*) = {shape.frequency.value}"
        )
    return worked


NOTHING_WORKED = (
    "SELECT indicator_code, whole, 0 AS year, CAST(0 AS HUGEINT) AS n, CAST(1 AS HUGEINT) AS d "
    "FROM promises WHERE promise < 0"
)


def write_stated(rows: Rows, as_of: datetime) -> str:
    """What is stated for a whole and a year counts before anything worked out.

    A figure that was taken back (O) or cannot exist (M) is not worked out either; a mere blank is.
    """
    columns = (*_COLUMNS, "status")
    return (
        f"SELECT o.indicator_code, w.whole, o.year, o.amount FROM ({rows(columns)}) AS o "
        f"JOIN wholes AS w ON w.area_code = o.area_code WHERE {known_at(as_of)} "
        "AND o.part = 0 AND o.breakdown = '_T' AND (o.amount IS NOT NULL OR o.status IN ('O', 'M'))"
    )


def prefer_stated(worked: str) -> str:
    """Write the figures of step `worked`, those stated for a whole and a year before them."""
    ways = f"m.way {'=' if worked == 'ratios' else '<>'} '{Way.RATIO}'"
    return (
        f"SELECT x.indicator_code, x.whole, x.year, x.n, x.d FROM {worked} AS x "
        f"LEFT JOIN stated AS s ON {_same('s', 'x')} WHERE s.whole IS NULL "
        f"UNION ALL SELECT s.indicator_code, s.whole, s.year, {widen('s.amount')} * m.stated_up, "
        f"{widen('m.stated_down')} FROM stated AS s "
        f"JOIN measures AS m ON m.indicator_code = s.indicator_code AND {ways} WHERE s.amount IS NOT NULL"
    )


RATIOS = (
    "SELECT m.indicator_code, a.whole, a.year, "
    "CASE WHEN b.n < 0 THEN -(a.n * b.d) ELSE a.n * b.d END AS n, a.d * ABS(b.n) AS d "
    "FROM measures AS m JOIN {measured} AS a ON a.indicator_code = m.above_code "
    "JOIN {measured} AS b ON b.indicator_code = m.below_code AND b.whole = a.whole AND b.year = a.year "
    f"WHERE m.way = '{Way.RATIO}' AND b.n <> 0"
)
