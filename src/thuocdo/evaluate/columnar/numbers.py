# ruff: noqa: S608 - a query writer: names and whole numbers of our own, no text of others
"""From yearly figures to the number put to the test, in SQL."""

from __future__ import annotations

from collections.abc import Sequence

from thuocdo.evaluate.columnar.promises import RATE_PLACES, Reduction
from thuocdo.evaluate.columnar.shape import Shape
from thuocdo.evaluate.columnar.verdicts import write_verdict
from thuocdo.evaluate.columnar.whole import GUARD, PRODUCT_PLACES, half_up, widen

_ADDED = (Reduction.SUM, Reduction.MEAN, Reduction.INCREASE)
"""Reductions that add yearly figures, for which they keep GUARD further places."""


def write_yearly(shape: Shape, figures: str) -> str:
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


def write_gathered(shape: Shape) -> str:
    """Write what each promise needs of its yearly figures, one row per promise."""
    verdicts = ""
    if Reduction.EVERY in shape.reductions:
        verdict = write_verdict(shape.comparators, "y.actual", "y")
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


def write_tested(reductions: Sequence[Reduction]) -> str:
    """Write the number each promise is tested by and, for EVERY, the worst verdict of its years."""
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


def write_geometric(shape: Shape) -> str:
    """Write the mean growth: (∏ rates)^(1/n) − 1, rounded to the printed place exactly.

    A DOUBLE only proposes a candidate; whether the mean lies above or below the half step beside it is
    decided in whole numbers, by comparing n-th powers.
    """
    one, unit, longest = 10**RATE_PLACES, 10**PRODUCT_PLACES, shape.most_years
    rate = f"({widen(one)} + actual)"
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
    text = f"{widen(10**PRODUCT_PLACES)}"
    for factor in factors:
        text = f"(({text} * {factor} + {half}) // {unit})"
    return text


def _power(steps: str, most_years: int) -> str:
    one = 10**RATE_PLACES
    factor = f"({widen(one)} + {steps} * half_rate)"
    return _chain([f"CASE WHEN years > {k} THEN {factor} ELSE {one} END" for k in range(most_years)])
