# ruff: noqa: S608 - a query writer: names and whole numbers of our own, no text of others
"""The one place that writes the scorecard query.

One SELECT answers for every promise at once: as-of filter → parts added up to wholes → periods to years →
years to the number tested → rounding at the printed place → verdict. It is written in DuckDB's dialect from
what the indicators declare; `dialects` translates it. Three rules keep all engines at one answer:

- as-of is `known_from <= t AND superseded_at > t` and nothing else, so a withdrawn figure (a current row
  without amount) is never replaced by an older one;
- numbers are whole from the first sum to the last comparison: amounts of 64 bits, products and sums of 128
  (38 decimal digits), where an overflow is an error and never a wrong number;
- halves are rounded away from zero, written out in whole numbers, because `round` differs (Polars rounds
  to even, Spark and DuckDB away from zero).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from thuocdo.evaluate.columnar.promises import RATE_PLACES, Frequency, Reduction, Way
from thuocdo.facts.lake_sql import known_at
from thuocdo.plan.model import Comparator

GUARD = 6
"""Places beyond the printed one that yearly figures keep while they are added or averaged."""

PRODUCT_PLACES = 15
"""Decimals of a product of yearly growth factors."""

_PARTS = {
    Frequency.YEARLY: (0, 0),
    Frequency.QUARTERLY: (21, 24),
    Frequency.MONTHLY: (1, 12),
}


@dataclass(frozen=True, slots=True)
class Shape:
    """What decides the text of the query; the rest is in its tables.

    Attributes:
        frequency: How often the parts report.
        ways: Ways in use.
        reads_most: Most indicators of the lake are wanted, so that picking them costs more than it saves.
        has_statements: Some whole has rows of its own in the lake.
        is_tolerant: Some indicator added up over parts and periods tolerates absent parts.
        reductions: Reductions in use.
        comparators: Comparators in use.
        most_years: Years of the longest term with a mean growth.
    """

    frequency: Frequency
    ways: tuple[Way, ...]
    reads_most: bool
    has_statements: bool
    is_tolerant: bool
    reductions: tuple[Reduction, ...]
    comparators: tuple[Comparator, ...]
    most_years: int


Rows = Callable[[Collection[str]], str]
"""Takes columns, returns a SELECT of them from all observation rows."""

TABLES = {
    "areas": "area_code, whole: which whole a part belongs to",
    "wholes": "area_code, whole, parts: code of the whole's own rows, its number, how many parts it has",
    "measures": "indicator_code, way, needs_all, is_mean, is_at_end, weight_code, above_code, below_code, "
    "stated_up, stated_down",
    "promises": "promise, indicator_code, whole, reduction, comparator, is_rising, is_falling, first_year, "
    "last_year, up, down, low, high, step, half_rate, needs_all, counts_absent",
}
"""Tables the query reads beside the observations; `scorecard` fills them."""


def write_query(shape: Shape, rows: Rows, as_of: datetime) -> str:
    """Return the query: one row per promise with `promise`, `verdict` and `actual`.

    `actual` is the number tested in steps of the promise's last place, NULL where there is none. The verdict
    is `exceeded`, `met`, `missed`, `no_data`, or `undefined_target` for a blank.
    """
    steps: list[tuple[str, str]] = []
    if not shape.reads_most:
        steps.append(("observed", _observed(rows, as_of)))
        rows = _from_observed
    if {Way.END, Way.WEIGHTED_END} & set(shape.ways):
        steps.append(("at_end", _at_end(shape, rows, as_of)))
    worked = [*_sums(shape, rows, as_of, steps), *_weighted(shape, rows, as_of, steps)]
    steps.append(("worked", " UNION ALL ".join(worked) if worked else _NOTHING_WORKED))
    if shape.has_statements:
        steps.append(("stated", _stated(rows, as_of)))
        steps.append(("measured", _prefer_stated("worked")))
    measured = figures = steps[-1][0]
    if Way.RATIO in shape.ways:
        steps.append(("ratios", _RATIOS.format(measured=measured)))
        if shape.has_statements:
            steps.append(("shares", _prefer_stated("ratios")))
        figures = "figures"
        steps.append((figures, f"SELECT * FROM {measured} UNION ALL SELECT * FROM {steps[-1][0]}"))
    steps.append(("yearly", _yearly(shape, figures)))
    tested = []
    if plain := [reduction for reduction in shape.reductions if reduction is not Reduction.GEOMETRIC]:
        steps.append(("gathered", _gathered(shape)))
        tested.append(_tested(plain))
    if Reduction.GEOMETRIC in shape.reductions:
        tested.append(_geometric(shape))
    steps.append(("tested", " UNION ALL ".join(tested)))
    steps.append(("judged", _JUDGED.format(verdict=_write_verdict(shape.comparators, "t.actual"))))
    body = ",\n".join(
        f"{name} AS {'MATERIALIZED ' if name == 'observed' else ''}(\n  {text}\n)" for name, text in steps
    )
    return f"WITH {body}\nSELECT promise, verdict, CAST(actual AS DECIMAL(38, 0)) AS actual FROM judged"


# -- from observations to yearly figures of wholes -------------------------------------------------

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
_WIDE = "CAST({} AS HUGEINT)"


def _observed(rows: Rows, as_of: datetime) -> str:
    """Write the rows a narrow scorecard looks at, few enough to be picked once and kept."""
    columns = (*_COLUMNS, "status")
    places = "SELECT area_code FROM areas UNION ALL SELECT area_code FROM wholes WHERE area_code IS NOT NULL"
    return (
        f"SELECT {', '.join(f'o.{name}' for name in columns)} FROM ({rows(columns)}) AS o "
        f"JOIN ({places}) AS p ON p.area_code = o.area_code WHERE {known_at(as_of)} AND o.breakdown = '_T'"
    )


def _from_observed(columns: Collection[str]) -> str:
    return f"SELECT {', '.join(columns)} FROM observed"


def _where(shape: Shape, as_of: datetime, *, only_end: bool = False, name: str = "o") -> str:
    first, last = _PARTS[shape.frequency]
    part = f"{name}.part = {last}" if only_end else f"{name}.part BETWEEN {first} AND {last}"
    known = known_at(as_of).replace("known_from", f"{name}.known_from")
    known = known.replace("superseded_at", f"{name}.superseded_at")
    return f"{known} AND {part} AND {name}.breakdown = '_T' AND {name}.amount IS NOT NULL"


def _sums(shape: Shape, rows: Rows, as_of: datetime, steps: list[tuple[str, str]]) -> list[str]:
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
            f"SELECT s.indicator_code, s.whole, s.year, {_WIDE.format('s.total')} AS n, "
            f"{_WIDE.format(divisor)} AS d FROM {way}s AS s {_declared(way)}{unsure} "
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


def _at_end(shape: Shape, rows: Rows, as_of: datetime) -> str:
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


def _weighted(shape: Shape, rows: Rows, as_of: datetime, steps: list[tuple[str, str]]) -> list[str]:
    worked = []
    columns = "indicator_code, whole, year"
    product = f"SUM({_WIDE.format('o.amount')} * w.amount) AS n, SUM(w.amount) AS d, COUNT(*) AS present"
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
            f"SELECT s.indicator_code, s.whole, s.year, {_WIDE.format('s.n')} AS n, "
            f"{_WIDE.format('s.d')} AS d FROM {way} AS s {_declared(way)} WHERE {enough}"
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
            f"{_WIDE.format(10**GUARD * shape.frequency)} AS d FROM "
            f"(SELECT s.* FROM {way} AS s {_declared(way)} WHERE {enough}) AS e "
            f"GROUP BY {columns} HAVING COUNT(*) = {shape.frequency.value}"
        )
    return worked


_NOTHING_WORKED = (
    "SELECT indicator_code, whole, 0 AS year, CAST(0 AS HUGEINT) AS n, CAST(1 AS HUGEINT) AS d "
    "FROM promises WHERE promise < 0"
)


def _stated(rows: Rows, as_of: datetime) -> str:
    """What is stated for a whole and a year counts before anything worked out.

    A figure that was taken back (O) or cannot exist (M) is not worked out either; a mere blank is.
    """
    columns = (*_COLUMNS, "status")
    return (
        f"SELECT o.indicator_code, w.whole, o.year, o.amount FROM ({rows(columns)}) AS o "
        f"JOIN wholes AS w ON w.area_code = o.area_code WHERE {known_at(as_of)} "
        "AND o.part = 0 AND o.breakdown = '_T' AND (o.amount IS NOT NULL OR o.status IN ('O', 'M'))"
    )


def _prefer_stated(worked: str) -> str:
    ways = f"m.way {'=' if worked == 'ratios' else '<>'} '{Way.RATIO}'"
    return (
        f"SELECT x.indicator_code, x.whole, x.year, x.n, x.d FROM {worked} AS x "
        f"LEFT JOIN stated AS s ON {_same('s', 'x')} WHERE s.whole IS NULL "
        f"UNION ALL SELECT s.indicator_code, s.whole, s.year, {_WIDE.format('s.amount')} * m.stated_up, "
        f"{_WIDE.format('m.stated_down')} FROM stated AS s "
        f"JOIN measures AS m ON m.indicator_code = s.indicator_code AND {ways} WHERE s.amount IS NOT NULL"
    )


_RATIOS = (
    "SELECT m.indicator_code, a.whole, a.year, "
    "CASE WHEN b.n < 0 THEN -(a.n * b.d) ELSE a.n * b.d END AS n, a.d * ABS(b.n) AS d "
    "FROM measures AS m JOIN {measured} AS a ON a.indicator_code = m.above_code "
    "JOIN {measured} AS b ON b.indicator_code = m.below_code AND b.whole = a.whole AND b.year = a.year "
    f"WHERE m.way = '{Way.RATIO}' AND b.n <> 0"
)

# -- from yearly figures to the number tested ------------------------------------------------------

_ADDED = (Reduction.SUM, Reduction.MEAN, Reduction.INCREASE)
"""Reductions that add yearly figures, for which they keep GUARD further places."""


def _yearly(shape: Shape, figures: str) -> str:
    """Write every year's figure in steps of the promise's last place.

    For GEOMETRIC `actual` is the year's rate in 10^-RATE_PLACES.
    """
    added = ", ".join(f"'{reduction}'" for reduction in shape.reductions if reduction in _ADDED)
    guarded = half_up(f"above * {10**GUARD}", "below")
    kept = f"CASE WHEN reduction IN ({added}) THEN {guarded} END" if added else "CAST(NULL AS HUGEINT)"
    is_wanted = "f.year BETWEEN p.first_year AND p.last_year"
    if Reduction.INCREASE in shape.reductions:
        ends = "f.year = p.first_year OR f.year = p.last_year"
        is_wanted += f" AND (p.reduction <> '{Reduction.INCREASE}' OR {ends})"
    return (
        f"SELECT y.*, {half_up('above', 'below')} AS actual, {kept} AS guarded FROM ("
        "SELECT p.*, f.year, f.n * p.up AS above, f.d * p.down AS below FROM promises AS p "
        f"JOIN {figures} AS f ON f.indicator_code = p.indicator_code AND f.whole = p.whole AND {is_wanted}"
        ") AS y"
    )


def half_up(dividend: str, divisor: str) -> str:
    """Write a quotient rounded to a whole number, halves away from zero; the divisor is above zero."""
    above, below = f"({dividend})", f"({divisor})"
    return f"(CASE WHEN {above} < 0 THEN -1 ELSE 1 END * ((2 * ABS({above}) + {below}) // (2 * {below})))"


def _gathered(shape: Shape) -> str:
    """Write what each promise needs of its yearly figures, one row per promise."""
    verdicts = ""
    if Reduction.EVERY in shape.reductions:
        verdict = _write_verdict(shape.comparators, "y.actual", "y")
        verdicts = f", CASE WHEN y.reduction = '{Reduction.EVERY}' THEN {verdict} END AS verdict"
    counts = "".join(
        f", SUM(CASE WHEN verdict = '{verdict}' THEN 1 ELSE 0 END) AS {verdict}"
        for verdict in ("missed", "met")
        if verdicts
    )
    signed = (
        f"CASE WHEN reduction = '{Reduction.INCREASE}' AND year = first_year THEN -guarded ELSE guarded END"
    )
    return (
        f"SELECT promise, MIN(actual) AS lowest, MAX(actual) AS highest, SUM({signed}) AS total, "
        f"COUNT(*) AS years{counts} FROM (SELECT y.*{verdicts} FROM yearly AS y "
        f"WHERE reduction <> '{Reduction.GEOMETRIC}') AS z GROUP BY promise"
    )


def _tested(reductions: Sequence[Reduction]) -> str:
    asked = "(last_year - first_year + 1)"
    every_year = f"(years = {asked} OR NOT needs_all)"
    terms = f"CASE WHEN counts_absent THEN {asked} ELSE years END"
    numbers = {
        Reduction.SINGLE: "lowest",
        Reduction.SUM: f"CASE WHEN {every_year} THEN {half_up('total', f'{10**GUARD}')} END",
        Reduction.MEAN: f"CASE WHEN {every_year} THEN {half_up('total', f'({10**GUARD} * {terms})')} END",
        Reduction.INCREASE: f"CASE WHEN years = 2 THEN {half_up('total', f'{10**GUARD}')} END",
        Reduction.EVERY: "CASE WHEN is_falling THEN highest ELSE lowest END",
    }
    cases = " ".join(f"WHEN reduction = '{reduction}' THEN {numbers[reduction]}" for reduction in reductions)
    worst = "CAST(NULL AS VARCHAR)"
    if Reduction.EVERY in reductions:
        worst = (
            f"CASE WHEN reduction <> '{Reduction.EVERY}' THEN NULL WHEN missed > 0 THEN 'missed' "
            f"WHEN NOT {every_year} THEN 'no_data' WHEN met > 0 THEN 'met' ELSE 'exceeded' END"
        )
    return (
        f"SELECT p.promise, CASE {cases} END AS actual, {worst} AS worst "
        "FROM gathered AS g JOIN promises AS p ON p.promise = g.promise"
    )


def _geometric(shape: Shape) -> str:
    """Write the mean growth: (∏ rates)^(1/n) − 1, rounded to the printed place exactly.

    A DOUBLE only proposes a candidate; whether the mean lies above or below the half step beside it is
    decided in whole numbers, by comparing n-th powers.
    """
    one, unit, longest = 10**RATE_PLACES, 10**PRODUCT_PLACES, shape.most_years
    rate = f"({_WIDE.format(one)} + actual)"
    picked = ", ".join(
        f"MAX(CASE WHEN year - first_year = {k} THEN {rate} END) AS r{k}" for k in range(longest)
    )
    product = _chain([f"COALESCE(r{k}, {one})" for k in range(longest)])
    root = f"POWER(CAST(product AS DOUBLE) / {unit}, 1.0 / years)"
    hint = f"CAST(FLOOR(({root} - 1.0) * {one} / (2 * half_rate)) AS BIGINT)"
    # A mean within a few units of the last place of a half step is one: the product was rounded that often.
    slack = f"CASE WHEN product >= {unit} THEN {longest} ELSE -{longest} END"
    above, below = (_power(f"(2 * candidate {sign} 1)", longest) for sign in "+-")
    return (
        f"SELECT promise, candidate + CASE WHEN product + {slack} >= {above} THEN 1 "
        f"WHEN {one} + (2 * candidate - 1) * half_rate > 0 AND product + {slack} < {below} THEN -1 "
        "ELSE 0 END AS actual, CAST(NULL AS VARCHAR) AS worst FROM "
        f"(SELECT c.*, {hint} AS candidate FROM (SELECT promise, half_rate, years, {product} AS product "
        "FROM (SELECT promise, MIN(half_rate) AS half_rate, COUNT(*) AS years, MIN(actual) AS slowest, "
        f"{picked} FROM yearly WHERE reduction = '{Reduction.GEOMETRIC}' GROUP BY promise HAVING {_ENOUGH}"
        f") AS b WHERE slowest >= -{one}) AS c) AS e"
    )


_ENOUGH = "COUNT(*) = MIN(last_year) - MIN(first_year) + 1 OR SUM(CASE WHEN needs_all THEN 1 ELSE 0 END) = 0"


def _chain(factors: Sequence[str]) -> str:
    """Write the product of growth factors, rounded to PRODUCT_PLACES after every step."""
    unit, half = 10**RATE_PLACES, 10**RATE_PLACES // 2
    text = f"{_WIDE.format(10**PRODUCT_PLACES)}"
    for factor in factors:
        text = f"(({text} * {factor} + {half}) // {unit})"
    return text


def _power(steps: str, most_years: int) -> str:
    one = 10**RATE_PLACES
    factor = f"({_WIDE.format(one)} + {steps} * half_rate)"
    return _chain([f"CASE WHEN years > {k} THEN {factor} ELSE {one} END" for k in range(most_years)])


# -- from the number tested to the verdict ---------------------------------------------------------

_JUDGED = (
    "SELECT p.promise, t.actual, CASE "
    "WHEN p.low IS NULL THEN 'undefined_target' "
    "WHEN t.actual IS NULL THEN 'no_data' WHEN t.worst IS NOT NULL THEN t.worst "
    "ELSE {verdict} END AS verdict "
    "FROM promises AS p LEFT JOIN tested AS t ON t.promise = p.promise"
)

_BETTER = "{p}.is_rising AND {v} > {p}.high OR {p}.is_falling AND {v} < {p}.low"
_TESTS: dict[Comparator, str] = {
    Comparator.AT_LEAST: "CASE WHEN {v} < {p}.low THEN 'missed' WHEN {v} > {p}.low THEN 'exceeded' "
    "ELSE 'met' END",
    Comparator.ABOVE: "CASE WHEN {v} > {p}.low THEN 'met' ELSE 'missed' END",
    Comparator.AT_MOST: "CASE WHEN {v} > {p}.low THEN 'missed' WHEN {v} < {p}.low THEN 'exceeded' "
    "ELSE 'met' END",
    Comparator.BELOW: "CASE WHEN {v} >= {p}.low THEN 'missed' WHEN {v} < {p}.low - {p}.step THEN 'exceeded' "
    "ELSE 'met' END",
    Comparator.RANGE: f"CASE WHEN {{v}} BETWEEN {{p}}.low AND {{p}}.high THEN 'met' WHEN {_BETTER} "
    "THEN 'exceeded' ELSE 'missed' END",
    Comparator.RANK_WITHIN: "CASE WHEN {v} <= {p}.low THEN 'met' ELSE 'missed' END",
    Comparator.YES_NO: "CASE WHEN {v} = {p}.low THEN 'met' ELSE 'missed' END",
}
_TESTS[Comparator.RANK_AT] = _TESTS[Comparator.AT_MOST]


def _write_verdict(comparators: Collection[Comparator], value: str, promise: str = "p") -> str:
    """Write the rules of `plan.model.Comparator` for the comparators in use."""
    cases = []
    for comparator in comparators:
        if comparator is Comparator.ABOUT:
            rounded = f"({half_up(value, f'{promise}.step')} * {promise}.step)"
            test = _TESTS[Comparator.RANGE].format(v=rounded, p=promise)
        else:
            test = _TESTS[comparator].format(v=value, p=promise)
        cases.append(f"WHEN {promise}.comparator = '{comparator}' THEN {test}")
    return f"CASE {' '.join(cases)} END" if cases else "NULL"
