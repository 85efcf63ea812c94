"""The scorecard by hand in Polars: an independent second opinion, sharing no code with the query.

It goes the plain way: months of wholes first, then years, then the number tested; a growth rate is rooted in
`Fraction`s. Halves are rounded away from zero in whole numbers, since Polars' own `round` goes to even.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from fractions import Fraction

import polars as pl

WIDE = pl.Int128
CELL = ["indicator_code", "whole", "year"]
PERIODS = {12: (1, 12), 4: (21, 24), 1: (0, 0)}


def half_up(above: pl.Expr, below: pl.Expr) -> pl.Expr:
    rounded = (2 * above.abs() + below) // (2 * below)
    return pl.when(above < 0).then(-rounded).otherwise(rounded)


def judge_in_polars(
    observations: pl.LazyFrame, tables: Mapping[str, pl.DataFrame], frequency: int, as_of: datetime
) -> pl.DataFrame:
    """Return `promise`, `verdict`, `actual` of every promise."""
    figures = yearly_figures(observations, tables, frequency, as_of).collect(engine="streaming")
    promises = tables["promises"]
    years = (
        promises.join(figures, on=["indicator_code", "whole"])
        .filter(
            (pl.col("year") >= pl.col("first_year"))
            & (pl.col("year") <= pl.col("last_year"))
            & (
                (pl.col("reduction") != "increase")
                | (pl.col("year") == pl.col("first_year"))
                | (pl.col("year") == pl.col("last_year"))
            )
        )
        .with_columns(
            above=pl.col("n") * pl.col("up").cast(WIDE), below=pl.col("d") * pl.col("down").cast(WIDE)
        )
    )
    numbers = [number for rows in years.partition_by("promise") for number in tested_number(rows)]
    tested = pl.DataFrame(
        numbers, schema={"promise": pl.Int32, "actual": pl.Int64, "verdict": pl.String}, orient="row"
    )
    return (
        promises.select("promise", "low")
        .join(tested, on="promise", how="left")
        .with_columns(
            verdict=pl.when(pl.col("low").is_null())
            .then(pl.lit("undefined_target"))
            .otherwise(pl.col("verdict").fill_null("no_data"))
        )
        .select("promise", "verdict", "actual")
        .sort("promise")
    )


def yearly_figures(
    observations: pl.LazyFrame, tables: Mapping[str, pl.DataFrame], frequency: int, as_of: datetime
) -> pl.LazyFrame:
    measures, wholes = tables["measures"].lazy(), tables["wholes"].lazy()
    known = observations.filter(
        (pl.col("known_from") <= as_of) & (pl.col("superseded_at") > as_of) & (pl.col("breakdown") == "_T")
    )
    first, last = PERIODS[frequency]
    parts = (
        known.filter((pl.col("part") >= first) & (pl.col("part") <= last) & pl.col("amount").is_not_null())
        .select("indicator_code", "area_code", "year", "part", "amount")
        .join(tables["areas"].lazy(), on="area_code")
    )
    stated = (
        known.filter(
            (pl.col("part") == 0) & (pl.col("amount").is_not_null() | pl.col("status").is_in(["O", "M"]))
        )
        .join(wholes, on="area_code")
        .select(*CELL, "amount")
    )
    periods = [*_sums(parts, measures, last), *_weighted(parts, measures, last)]
    by_period = pl.concat(periods)
    full = pl.when(pl.col("needs_all")).then(pl.col("present") == pl.col("parts")).otherwise(True)
    expected = pl.when(pl.col("way").is_in(["sum", "weighted_mean"])).then(frequency).otherwise(1)
    guard = 10**6
    worked = (
        by_period.join(wholes.select("whole", "parts"), on="whole")
        .filter(full)
        .with_columns(
            n=pl.when(pl.col("way") == "weighted_mean")
            .then(half_up(pl.col("n") * guard, pl.col("d")))
            .otherwise(pl.col("n")),
            d=pl.when(pl.col("way") == "weighted_mean").then(guard).otherwise(pl.col("d")),
        )
        .group_by(*CELL, "way", "is_mean")
        .agg(pl.col("n").sum(), pl.col("d").first(), pl.len().alias("found"))
        .filter(pl.col("found") == expected)
        .with_columns(
            d=pl.when(pl.col("is_mean") & (pl.col("way") != "end") & (pl.col("way") != "weighted_end"))
            .then(pl.col("d") * frequency)
            .otherwise(pl.col("d"))
        )
        .select(*CELL, "n", "d")
    )
    measured = _prefer(stated, worked, measures.filter(pl.col("way") != "ratio"))
    ratios = (
        measures.filter(pl.col("way") == "ratio")
        .join(measured, left_on="above_code", right_on="indicator_code")
        .join(
            measured, left_on=["below_code", "whole", "year"], right_on=["indicator_code", "whole", "year"],
            suffix="_below",
        )
        .filter(pl.col("n_below") != 0)
        .with_columns(
            n=pl.col("n") * pl.col("d_below") * pl.col("n_below").sign(),
            d=pl.col("d") * pl.col("n_below").abs(),
        )
        .select(*CELL, "n", "d")
    )  # fmt: skip
    return pl.concat([measured, _prefer(stated, ratios, measures.filter(pl.col("way") == "ratio"))])


def _sums(parts: pl.LazyFrame, measures: pl.LazyFrame, last: int) -> list[pl.LazyFrame]:
    chosen = measures.filter(pl.col("way").is_in(["sum", "end"])).select(
        "indicator_code", "way", "is_mean", "needs_all"
    )
    return [
        parts.join(chosen, on="indicator_code")
        .filter((pl.col("way") == "sum") | (pl.col("part") == last))
        .group_by(*CELL, "part", "way", "is_mean", "needs_all")
        .agg(n=pl.col("amount").sum(), present=pl.len())
        .select(
            *CELL, "part", "way", "is_mean", "needs_all",
            pl.col("n").cast(WIDE), pl.lit(1, WIDE).alias("d"), pl.col("present").cast(pl.Int64),
        )
    ]  # fmt: skip


def _weighted(parts: pl.LazyFrame, measures: pl.LazyFrame, last: int) -> list[pl.LazyFrame]:
    chosen = measures.filter(pl.col("way").is_in(["weighted_end", "weighted_mean"])).select(
        "indicator_code", "way", "is_mean", "needs_all", "weight_code"
    )
    weights = parts.join(
        chosen.select("weight_code").unique(), left_on="indicator_code", right_on="weight_code"
    )
    return [
        parts.join(chosen, on="indicator_code")
        .filter((pl.col("way") == "weighted_mean") | (pl.col("part") == last))
        .join(
            weights.select("indicator_code", "area_code", "year", "part", pl.col("amount").alias("weight")),
            left_on=["weight_code", "area_code", "year", "part"],
            right_on=["indicator_code", "area_code", "year", "part"],
        )
        .with_columns(product=pl.col("amount").cast(WIDE) * pl.col("weight").cast(WIDE))
        .group_by(*CELL, "part", "way", "is_mean", "needs_all")
        .agg(n=pl.col("product").sum(), d=pl.col("weight").cast(WIDE).sum(), present=pl.len())
        .filter(pl.col("d") > 0)
        .select(*CELL, "part", "way", "is_mean", "needs_all", "n", "d", pl.col("present").cast(pl.Int64))
    ]


def _prefer(stated: pl.LazyFrame, worked: pl.LazyFrame, measures: pl.LazyFrame) -> pl.LazyFrame:
    said = (
        stated.filter(pl.col("amount").is_not_null())
        .join(measures.select("indicator_code", "stated_up", "stated_down"), on="indicator_code")
        .select(
            *CELL,
            (pl.col("amount").cast(WIDE) * pl.col("stated_up").cast(WIDE)).alias("n"),
            pl.col("stated_down").cast(WIDE).alias("d"),
        )
    )
    return pl.concat([worked.join(stated, on=CELL, how="anti"), said])


def tested_number(rows: pl.DataFrame) -> list[tuple[int, int, str | None]]:
    """Return the promise with its number and verdict, or nothing where the years do not suffice."""
    promise = rows.row(0, named=True)
    reduction = promise["reduction"]
    figures = {row["year"]: Fraction(int(row["above"]), int(row["below"])) for row in rows.to_dicts()}
    asked = promise["last_year"] - promise["first_year"] + 1
    suffices = len(figures) == asked or not promise["needs_all"]
    if reduction == "every":
        return _every(promise, [nearest(figure) for figure in figures.values()], suffices)
    number = _reduce(promise, figures, asked) if suffices or reduction in ("single", "increase") else None
    return [] if number is None else [(promise["promise"], number, verdict_of(promise, number))]


def _reduce(promise: dict[str, object], figures: dict[int, Fraction], asked: int) -> int | None:
    reduction = promise["reduction"]
    if reduction == "single":
        (figure,) = figures.values()
        return nearest(figure)
    if reduction == "geometric":
        return _mean_growth(int(str(promise["half_rate"])), list(figures.values()))
    kept = {year: Fraction(nearest(figure * 10**6), 10**6) for year, figure in figures.items()}
    if reduction == "increase":
        return nearest(kept[max(kept)] - kept[min(kept)]) if len(kept) == 2 else None
    total = sum(kept.values())
    terms = asked if promise["counts_absent"] else len(kept)
    return nearest(total / terms if reduction == "mean" else Fraction(total))


def _mean_growth(half_rate: int, rates: list[Fraction]) -> int | None:
    """Return the mean growth in steps: the largest one whose lower half step is not above the mean."""
    one = 10**12
    factors = [one + nearest(rate) for rate in rates]
    if min(factors) < 0:
        return None
    product = Fraction(1)
    for factor in factors:
        product *= Fraction(factor, one)
    low, high = -one // (2 * half_rate), 10 * one // (2 * half_rate)
    while low < high:
        middle = (low + high + 1) // 2
        edge = Fraction(one + (2 * middle - 1) * half_rate, one) ** len(rates)
        # Below zero a half goes down, away from zero.
        reached = product >= edge if edge > 1 else product > edge
        low, high = (middle, high) if reached else (low, middle - 1)
    return low


def _every(
    promise: dict[str, object], numbers: list[int], suffices: bool
) -> list[tuple[int, int, str | None]]:
    verdicts = {verdict_of(promise, number) for number in numbers}
    actual = max(numbers) if promise["is_falling"] else min(numbers)
    worst = "exceeded" if verdicts == {"exceeded"} else "met"
    if "missed" in verdicts:
        worst = "missed"
    elif not suffices:
        worst = "no_data"
    return [(int(str(promise["promise"])), actual, worst)]


def nearest(number: Fraction) -> int:
    rounded = (2 * abs(number.numerator) + number.denominator) // (2 * number.denominator)
    return rounded if number >= 0 else -rounded


def verdict_of(promise: Mapping[str, object], number: int) -> str | None:
    """The table of `plan.model.Comparator`, once more."""
    if promise["low"] is None:
        return None
    low, high, step = (int(str(promise[name])) for name in ("low", "high", "step"))
    comparator = promise["comparator"]
    if comparator == "about":
        number = nearest(Fraction(number, step)) * step
    if comparator in ("about", "range"):
        if low <= number <= high:
            return "met"
        better = (promise["is_rising"] and number > high) or (promise["is_falling"] and number < low)
        return "exceeded" if better else "missed"
    better_or_worse = {
        "at_least": (number > low, number < low),
        "above": (False, number <= low),
        "at_most": (number < low, number > low),
        "rank_at": (number < low, number > low),
        "below": (number < low - step, number >= low),
        "rank_within": (False, number > low),
        "yes_no": (False, number != low),
    }
    better, worse = better_or_worse[str(comparator)]
    return "exceeded" if better else "missed" if worse else "met"
