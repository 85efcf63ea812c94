"""A nation of made figures in the columnar store: what the scorecard benchmark runs on.

500 indicators × up to 3,500 communes in 34 provinces × the 60 months of 2021–2025. Of the figures 1 % are
missing, 5 % were revised once and 0.5 % twice, and one revision in twenty takes the figure back. The
indicators are of the kinds a plan has:

| indicators | over areas | over time | like |
|---|---|---|---|
| 300 | sum | sum | investment, budget revenue |
| 100 | sum | last | population, hospital beds |
| 50 | sum | mean | workers employed |
| 50 | weighted by population | last | poverty rate |
| 50 more, without figures of their own | ratio of two sums | – | income per head |

and every one has a target in every province: 550 × 34 promises.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import duckdb

from thuocdo.errors import Text
from thuocdo.evaluate.columnar import BulkScorecard
from thuocdo.facts.lake import ParquetFacts
from thuocdo.periods import month, term, year
from thuocdo.plan.model import (
    Aggregation,
    Comparator,
    Component,
    Direction,
    Indicator,
    Missing,
    OverAreas,
    OverTime,
    Statistic,
)
from thuocdo.quantities import UNITS

AS_OF = datetime(2026, 6, 30)
INDICATORS = 500
PROVINCES = 34
MONTHS = 60
WEIGHT = "i006"
"""The stock that weighs the rates: population."""

_SHARE = 1.045
"""Rows per figure: missing ones out, revisions in."""


@dataclass(frozen=True)
class Nation:
    """One size of the made data."""

    rows: int
    communes: int
    path: Path

    @property
    def parts(self) -> Mapping[str, Sequence[str]]:
        """Communes by province; their codes run province by province, as in the official list."""
        names = [area(number) for number in range(self.communes)]
        ends = [self.communes * number // PROVINCES for number in range(PROVINCES + 1)]
        return {f"p{number:02}": names[ends[number] : ends[number + 1]] for number in range(PROVINCES)}

    def scorecard(self, facts: ParquetFacts) -> BulkScorecard:
        indicators = make_indicators()
        return BulkScorecard.over(facts, indicators, make_components(indicators, self), self.parts)


def area(number: int) -> str:
    return f"2025:{number:05}"


def plan_nation(rows: int, folder: Path) -> Nation:
    """Choose the number of communes that gives about `rows` rows."""
    communes = max(PROVINCES, min(3500, round(rows / (INDICATORS * MONTHS * _SHARE))))
    return Nation(rows, communes, folder / f"lake-{rows}")


def make_indicators() -> dict[str, Indicator]:
    made: list[Indicator] = []

    def add(count: int, unit: str, areas: OverAreas, time: OverTime, **rule: str) -> None:
        for _ in range(count):
            name = f"i{len(made):03}"
            aggregation = Aggregation(areas, time, missing=Missing.AVAILABLE, **rule)
            direction = Direction.DESCENDING if len(made) % 7 == 3 else Direction.ASCENDING
            made.append(Indicator(name, Text(name, name), UNITS.parse(unit), 1, direction, aggregation))

    # Mixed, as indicators sorted by subject are: the rows of one kind do not lie together.
    for _ in range(INDICATORS // 10):
        add(6, "tỷ đồng", OverAreas.SUM, OverTime.SUM)
        add(2, "nghìn người", OverAreas.SUM, OverTime.LAST)
        add(1, "nghìn người", OverAreas.SUM, OverTime.MEAN)
        add(1, "%", OverAreas.WEIGHTED, OverTime.LAST, weight=WEIGHT)
    for number in range(0, INDICATORS, 10):
        parts = {"numerator": f"i{number:03}", "denominator": f"i{number + 6:03}"}
        add(1, "triệu đồng/người", OverAreas.RATIO, OverTime.LAST, **parts)
    return {indicator.id: indicator for indicator in made}


def make_components(indicators: Mapping[str, Indicator], nation: Nation) -> list[Component]:
    """Promise something about every indicator in every province, near what the made figures come to."""
    chance = random.Random(7)  # noqa: S311 - made data
    communes = nation.communes / PROVINCES
    kinds = [Comparator.AT_LEAST, Comparator.ABOVE, Comparator.RANGE, Comparator.ABOUT]
    falling = [Comparator.AT_MOST, Comparator.BELOW, Comparator.RANGE, Comparator.ABOUT]
    made = []
    for number, indicator in enumerate(indicators.values()):
        rule = indicator.aggregation
        # The mean of a made amount is 51,000 in thousandths of the unit (see `_amounts`).
        level = 51 * communes * (12 if rule.over_time is OverTime.SUM else 1)
        if rule.over_areas is OverAreas.WEIGHTED:
            level = 51.0
        elif rule.over_areas is OverAreas.RATIO:
            level = 12.0
        statistic = (Statistic.VALUE, Statistic.TOTAL, Statistic.EVERY_YEAR, Statistic.INCREASE)[number % 4]
        if statistic is Statistic.TOTAL and rule.over_time is not OverTime.SUM:
            statistic = Statistic.VALUE
        many = 5 if statistic is Statistic.TOTAL else 1
        for whole in nation.parts:
            size = Decimal(round(level * many * chance.uniform(0.97, 1.03), 1)).quantize(Decimal("0.1"))
            if statistic is Statistic.INCREASE:
                size = Decimal(round(level * chance.uniform(-0.02, 0.02), 1)).quantize(Decimal("0.1"))
            comparator = chance.choice(falling if indicator.direction is Direction.DESCENDING else kinds)
            is_year = statistic in (Statistic.VALUE, Statistic.INCREASE)
            made.append(
                Component(
                    id=indicator.id,
                    plan=whole,
                    target=indicator.id,
                    name=indicator.name,
                    indicator=indicator.id,
                    area=whole,
                    period=year(2025) if is_year else term(2021, 2025),
                    wording="",
                    comparator=comparator,
                    statistic=statistic,
                    value=size,
                    value_to=size + abs(size) / 50 // 1 if comparator is Comparator.RANGE else None,
                    unit=indicator.unit,
                    decimals=1,
                    base=year(2022) if statistic is Statistic.INCREASE else None,
                    missing=Missing.AVAILABLE,
                )
            )
    return made


def make_lake(nation: Nation) -> None:
    """Write the lake of a nation, unless it is there."""
    if (nation.path / "manifest.json").exists():
        return
    shutil.rmtree(nation.path, ignore_errors=True)
    nation.path.mkdir(parents=True)
    facts = ParquetFacts(nation.path)
    connection = duckdb.connect()
    connection.execute("SET memory_limit = '2GB'")
    connection.execute("SET temp_directory = $1", [str(nation.path / ".spill")])
    names = list(make_indicators().values())[:INDICATORS]
    facts.fill(
        connection,
        _rows(nation, names),
        scales={indicator.id: _scale(indicator) for indicator in names},
        areas=[area(number) for number in range(nation.communes)],
        periods=[month(2021 + m // 12, m % 12 + 1).sdmx for m in range(MONTHS)],
        units={indicator.id: [indicator.unit.text] for indicator in names},
    )
    shutil.rmtree(nation.path / ".spill", ignore_errors=True)


def _scale(indicator: Indicator) -> int:
    """Count in thousandths of the indicator's unit: 51,000 is 51 tỷ đồng."""
    return 3 - indicator.unit.factor.adjusted()


def _rows(nation: Nation, indicators: Sequence[Indicator]) -> str:
    units = ", ".join(f"'{indicator.unit.text}'" for indicator in indicators)
    return f"""
        SELECT [{", ".join(f"'{i.id}'" for i in indicators)}][i + 1] AS indicator,
               '2025:' || lpad(a::VARCHAR, 5, '0') AS area,
               (2021 + m // 12)::VARCHAR || '-' || lpad((m % 12 + 1)::VARCHAR, 2, '0') AS period,
               '_T' AS breakdown,
               CASE WHEN k = 0 THEN 'preliminary' WHEN k = 1 THEN 'official' ELSE 'revised' END AS stage,
               CASE WHEN is_back THEN 'O' ELSE 'A' END AS status,
               CASE WHEN is_back THEN NULL
                    ELSE 1000 + ((h >> 8) % 100000)::BIGINT + (k * 7)::BIGINT END AS amount,
               3::TINYINT AS places, NULL::VARCHAR AS long_value, [{units}][i + 1] AS unit,
               3::TINYINT AS decimals, '' AS approximation,
               known AS known_from,
               CASE WHEN k + 1 < n THEN known + INTERVAL 90 DAY
                    ELSE TIMESTAMP '9999-12-31 23:59:59.999999' END AS superseded_at,
               false AS disputed, 'bao-cao' AS document, '' AS place, '' AS url, '' AS agency,
               '' AS entered_by, '' AS approved_by, '' AS definition, '' AS correction, '' AS note
        FROM (
            SELECT i, a, m, h, k, n, k > 0 AND (h >> 20) % 20 = 0 AND k + 1 = n AS is_back,
                   TIMESTAMP '2021-02-12' + to_months(m::INTEGER) + to_days((90 * k)::INTEGER) AS known
            FROM (
                SELECT i, a, m, h,
                       CASE WHEN h % 1000 < 5 THEN 3 WHEN h % 1000 < 55 THEN 2 ELSE 1 END AS n,
                       unnest(range(CASE WHEN h % 1000 < 5 THEN 3 WHEN h % 1000 < 55 THEN 2 ELSE 1 END)) AS k
                FROM (
                    SELECT i, a, m, hash(i, a, m) AS h
                    FROM range({len(indicators)}) AS t(i), range({nation.communes}) AS u(a),
                         range({MONTHS}) AS v(m)
                )
                WHERE (h >> 12) % 100 <> 0
            )
        )
    """
