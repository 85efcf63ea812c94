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

from datetime import datetime

from thuocdo.evaluate.columnar.figures import (
    NOTHING_WORKED,
    RATIOS,
    from_observed,
    prefer_stated,
    write_at_end,
    write_observed,
    write_stated,
    write_sums,
    write_weighted,
)
from thuocdo.evaluate.columnar.numbers import (
    write_gathered,
    write_geometric,
    write_tested,
    write_yearly,
)
from thuocdo.evaluate.columnar.promises import Reduction, Way
from thuocdo.evaluate.columnar.shape import Rows, Shape
from thuocdo.evaluate.columnar.verdicts import JUDGED, write_verdict

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
        steps.append(("observed", write_observed(rows, as_of)))
        rows = from_observed
    if {Way.END, Way.WEIGHTED_END} & set(shape.ways):
        steps.append(("at_end", write_at_end(shape, rows, as_of)))
    worked = [*write_sums(shape, rows, as_of, steps), *write_weighted(shape, rows, as_of, steps)]
    steps.append(("worked", " UNION ALL ".join(worked) if worked else NOTHING_WORKED))
    if shape.has_statements:
        steps.append(("stated", write_stated(rows, as_of)))
        steps.append(("measured", prefer_stated("worked")))
    measured = figures = steps[-1][0]
    if Way.RATIO in shape.ways:
        steps.append(("ratios", RATIOS.format(measured=measured)))
        if shape.has_statements:
            steps.append(("shares", prefer_stated("ratios")))
        figures = "figures"
        steps.append((figures, f"SELECT * FROM {measured} UNION ALL SELECT * FROM {steps[-1][0]}"))
    steps.append(("yearly", write_yearly(shape, figures)))
    tested = []
    if plain := [reduction for reduction in shape.reductions if reduction is not Reduction.GEOMETRIC]:
        steps.append(("gathered", write_gathered(shape)))
        tested.append(write_tested(plain))
    if Reduction.GEOMETRIC in shape.reductions:
        tested.append(write_geometric(shape))
    steps.append(("tested", " UNION ALL ".join(tested)))
    steps.append(("judged", JUDGED.format(verdict=write_verdict(shape.comparators, "t.actual"))))
    body = ",\n".join(
        f"{name} AS {'MATERIALIZED ' if name == 'observed' else ''}(\n  {text}\n)" for name, text in steps
    )
    return f"WITH {body}\nSELECT promise, verdict, CAST(actual AS DECIMAL(38, 0)) AS actual FROM judged"
