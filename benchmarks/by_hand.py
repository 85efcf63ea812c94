"""The scorecard of the made nation written by hand, as one would without this project.

All read the same file and the same small tables of areas and promises, honour the same as-of interval and
must give every promise the same verdict and number (`tests/evaluate/test_columnar_benchmark.py`). They know
what the generated query has to find out: that parts report by the month, that every indicator tolerates
absent parts, which statistics occur, that figures count thousandths and are never below zero.

| name | what it is |
|---|---|
| `plain_sql` | months of provinces first, then years: the query most people would write |
| `tuned_sql` | communes straight to years in one pass, with a bit for each month present |
| `in_pandas` | the same in pandas |
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any


def _known(file: str, as_of: datetime, name: str = "o") -> str:
    return (
        f"FROM read_parquet('{file}') {name} WHERE {name}.known_from <= TIMESTAMP '{as_of}' "
        f"AND {name}.superseded_at > TIMESTAMP '{as_of}' AND {name}.amount IS NOT NULL"
    )


MACROS = """
CREATE OR REPLACE TEMP MACRO half_up(a, b) AS
  CASE WHEN a < 0 THEN -((2 * -a + b) // (2 * b)) ELSE (2 * a + b) // (2 * b) END;
CREATE OR REPLACE TEMP MACRO verdict(v, comparator, low, high, step, is_rising, is_falling) AS CASE comparator
  WHEN 'at_least' THEN CASE WHEN v < low THEN 'missed' WHEN v > low THEN 'exceeded' ELSE 'met' END
  WHEN 'above' THEN CASE WHEN v > low THEN 'met' ELSE 'missed' END
  WHEN 'at_most' THEN CASE WHEN v > low THEN 'missed' WHEN v < low THEN 'exceeded' ELSE 'met' END
  WHEN 'below' THEN CASE WHEN v >= low THEN 'missed' WHEN v < low - step THEN 'exceeded' ELSE 'met' END
  ELSE CASE WHEN v BETWEEN low AND high THEN 'met'
            WHEN is_rising AND v > high OR is_falling AND v < low THEN 'exceeded' ELSE 'missed' END END;
"""

_PLAIN_YEARS = """
monthly AS (
  SELECT o.indicator_code, a.whole, o.year, o.part, SUM(o.amount) AS total
  FROM (SELECT * {known}) o JOIN areas a USING (area_code)
  GROUP BY ALL
),
sums AS (
  SELECT m.indicator_code, whole, year,
         CASE WHEN k.way = 'end' THEN SUM(total) FILTER (WHERE part = 12) ELSE SUM(total) END AS n,
         CASE WHEN k.way = 'sum' AND k.is_mean THEN 12 ELSE 1 END AS d
  FROM monthly m JOIN measures k USING (indicator_code)
  WHERE k.way IN ('sum', 'end')
  GROUP BY m.indicator_code, whole, year, k.way, k.is_mean
  HAVING CASE WHEN k.way = 'end' THEN COUNT(*) FILTER (WHERE part = 12) = 1 ELSE COUNT(*) = 12 END
),
"""

_TUNED_YEARS = """
added AS (
  SELECT o.indicator_code, a.whole, o.year, SUM(o.amount) AS total, BIT_OR(1 << o.part::INTEGER) AS months,
         SUM(o.amount) FILTER (WHERE o.part = 12) AS december
  FROM (SELECT * {known}) o JOIN areas a USING (area_code)
  GROUP BY ALL
),
sums AS (
  SELECT s.indicator_code, whole, year, CASE WHEN k.way = 'end' THEN december ELSE total END AS n,
         CASE WHEN k.way = 'sum' AND k.is_mean THEN 12 ELSE 1 END AS d
  FROM added s JOIN measures k USING (indicator_code)
  WHERE (k.way = 'sum' AND months = 8190) OR (k.way = 'end' AND december IS NOT NULL)
),
"""

_REST = """
december AS (
  SELECT o.indicator_code, k.way, k.weight_code, o.area_code, o.year, o.amount
  FROM (SELECT * {known} AND o.part = 12) o JOIN measures k ON k.indicator_code = o.indicator_code
  WHERE k.way = 'weighted_end' OR o.indicator_code IN (SELECT weight_code FROM measures)
),
rates AS (
  SELECT v.indicator_code, a.whole, v.year, SUM(v.amount * w.amount) AS n, SUM(w.amount) AS d
  FROM december v JOIN december w ON w.indicator_code = v.weight_code AND w.area_code = v.area_code
                                 AND w.year = v.year
  JOIN areas a ON a.area_code = v.area_code
  WHERE v.way = 'weighted_end'
  GROUP BY ALL
),
ratios AS (
  SELECT k.indicator_code, x.whole, x.year, x.n * y.d AS n, x.d * y.n AS d
  FROM measures k JOIN sums x ON x.indicator_code = k.above_code
  JOIN sums y ON y.indicator_code = k.below_code AND y.whole = x.whole AND y.year = x.year
  WHERE k.way = 'ratio'
),
figures AS (SELECT * FROM sums UNION ALL SELECT * FROM rates UNION ALL SELECT * FROM ratios),
yearly AS (
  SELECT p.*, f.year, half_up(f.n::HUGEINT * p.up, f.d::HUGEINT * p.down) AS v,
         CASE WHEN reduction IN ('sum', 'increase')
              THEN half_up(f.n::HUGEINT * p.up * 1000000, f.d::HUGEINT * p.down) END AS fine
  FROM promises p JOIN figures f ON f.indicator_code = p.indicator_code AND f.whole = p.whole
  AND f.year BETWEEN p.first_year AND p.last_year
  AND (p.reduction <> 'increase' OR f.year = p.first_year OR f.year = p.last_year)
),
numbers AS (
  SELECT promise, MIN(v) AS low_v, MAX(v) AS high_v,
         SUM(CASE WHEN reduction = 'increase' AND year = first_year THEN -fine ELSE fine END) AS total,
         COUNT(*) AS years,
         MAX(CASE WHEN reduction <> 'every' THEN NULL
             ELSE CASE verdict(v, comparator, low, high, step, is_rising, is_falling)
                  WHEN 'missed' THEN 3 WHEN 'met' THEN 2 ELSE 1 END END) AS worst
  FROM yearly GROUP BY promise
),
tested AS (
  SELECT p.*, n.worst, CASE reduction
           WHEN 'single' THEN low_v
           WHEN 'every' THEN CASE WHEN is_falling THEN high_v ELSE low_v END
           WHEN 'increase' THEN CASE WHEN years = 2 THEN half_up(total, 1000000) END
           ELSE half_up(total, 1000000) END AS v
  FROM promises p LEFT JOIN numbers n USING (promise)
)
SELECT promise, CASE WHEN v IS NULL THEN 'no_data'
                     WHEN reduction = 'every' THEN ['exceeded', 'met', 'missed'][worst]
                     ELSE verdict(v, comparator, low, high, step, is_rising, is_falling) END AS verdict,
       v AS actual
FROM tested
"""


def plain_sql(file: str, as_of: datetime) -> str:
    """Return the query most people would write, after `MACROS`."""
    return "WITH " + (_PLAIN_YEARS + _REST).format(known=_known(file, as_of))


def tuned_sql(file: str, as_of: datetime) -> str:
    """Return the query written by hand for this very file, after `MACROS`."""
    return "WITH " + (_TUNED_YEARS + _REST).format(known=_known(file, as_of))


def bare_scan(file: str, as_of: datetime) -> str:
    """Return the floor under any answer: read the columns, keep what was known, add one of them up."""
    return (
        "SELECT any_value(indicator_code), any_value(area_code), any_value(year), any_value(part), "
        f"SUM(amount) {_known(file, as_of)}"
    )


def month_sums(file: str, as_of: datetime) -> str:
    """Return the floor under month sums: scan, join communes with provinces, add up, no as-of at all."""
    del as_of
    return (
        f"SELECT indicator_code, whole, year, part, SUM(amount) FROM read_parquet('{file}') "
        "JOIN areas USING (area_code) GROUP BY ALL"
    )


def in_pandas(file: str, tables: Mapping[str, Any], as_of: datetime) -> Any:
    """Judge in pandas; numbers stay whole, products of weights go through Python's own."""
    import pandas as pd

    columns = ["indicator_code", "area_code", "year", "part", "amount", "known_from", "superseded_at"]
    # Whole microseconds: the end of time does not fit the nanoseconds pandas would take.
    rows = pd.read_parquet(file, columns=columns, dtype_backend="pyarrow")
    rows = rows[(rows.known_from <= as_of) & (rows.superseded_at > as_of) & rows.amount.notna()]
    rows = rows[["indicator_code", "area_code", "year", "part", "amount"]].astype("int64")
    measures = tables["measures"].to_pandas()
    rows = rows.merge(tables["areas"].to_pandas(), on="area_code")
    cell = ["indicator_code", "whole", "year"]
    added = rows.groupby([*cell, "part"], sort=False)["amount"].sum().reset_index()
    ways = measures[["indicator_code", "way", "is_mean"]]
    added = added.merge(ways[ways.way.isin(["sum", "end"])], on="indicator_code")
    added = added[(added.way == "sum") | (added.part == 12)]
    sums = added.groupby([*cell, "way", "is_mean"], sort=False)["amount"].agg(["sum", "count"]).reset_index()
    sums = sums[(sums["count"] == 12) | (sums.way == "end")]
    sums["n"] = sums["sum"].astype(object)
    sums["d"] = [12 if way == "sum" and mean else 1 for way, mean in zip(sums.way, sums.is_mean, strict=True)]
    sums = sums[[*cell, "n", "d"]]
    rates = _pandas_rates(rows[rows.part == 12], measures, cell)
    ratio = measures[measures.way == "ratio"][["indicator_code", "above_code", "below_code"]].astype("int64")
    above = ratio.merge(sums, left_on="above_code", right_on="indicator_code", suffixes=("", "_x"))
    both = above.merge(
        sums,
        left_on=["below_code", "whole", "year"],
        right_on=["indicator_code", "whole", "year"],
        suffixes=("", "_y"),
    )
    both["n"], both["d"] = both.n * both.d_y, both.d * both.n_y
    figures = pd.concat([sums, rates, both[[*cell, "n", "d"]]])
    return figures.merge(tables["promises"].to_pandas(), on=["indicator_code", "whole"])


def _pandas_rates(december: Any, measures: Any, cell: list[str]) -> Any:
    weighted = measures[measures.way == "weighted_end"][["indicator_code", "weight_code"]].astype("int64")
    values = december.merge(weighted, on="indicator_code")
    pairs = values.merge(
        december[["indicator_code", "area_code", "year", "amount"]],
        left_on=["weight_code", "area_code", "year"],
        right_on=["indicator_code", "area_code", "year"],
        suffixes=("", "_w"),
    )
    # 10^5 times 10^5 for at most 3,500 parts fits 64 bits with room.
    pairs["product"] = pairs.amount * pairs.amount_w
    rates = pairs.groupby(cell, sort=False)[["product", "amount_w"]].sum().reset_index()
    rates["n"], rates["d"] = rates["product"].astype(object), rates["amount_w"].astype(object)
    return rates[[*cell, "n", "d"]]
