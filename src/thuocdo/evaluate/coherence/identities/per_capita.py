"""Income per head follows from real growth, population and prices."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from thuocdo.errors import Text
from thuocdo.evaluate.coherence.arithmetic import (
    HUNDRED,
    divide,
    find_range,
    grow,
    is_within,
    scale_between,
    yearly_rate,
)
from thuocdo.evaluate.coherence.case import Case
from thuocdo.evaluate.coherence.model import Kind, Number, Outcome, Parameter, Shape
from thuocdo.evaluate.coherence.words import fill, say_percent, say_rate, say_value
from thuocdo.evaluate.say import say_amount, say_unit


def check(case: Case) -> list[Outcome]:
    """Carry the start forward by growth, prices and population, and solve for what would reconcile."""
    start, end, growth = case.number("start"), case.number("end"), case.number("real_growth")
    population = case.number("population_growth")
    prices = case.number("price_change")
    years = case.whole("years")

    def reach(values: Sequence[Decimal]) -> Decimal:
        base, rate, people, price = values
        return base * grow(rate, years) * grow(price, years) / grow(people, years)

    inputs = (start, growth, population, prices)
    expected = reach([number.value for number in inputs])
    low, high = find_range(reach, inputs)
    factor = divide(end.value * scale_between(end, start), start.value, start.name)
    needed = yearly_rate(factor, years)
    steps = (
        fill(
            "từ {start} lên {end} trong {years} năm cần tăng ({end} / {start})^(1/{years}) − 1 = {rate}/năm",
            "from {start} to {end} in {years} years needs ({end} / {start})^(1/{years}) − 1 = {rate} a year",
            start=say_value(start),
            end=say_value(end),
            years=years,
            rate=say_percent(needed),
        ),
        _say_reach(start, growth, population, prices, years, expected),
        *_say_reconciling(growth, population, prices, needed),
    )
    return [
        Outcome(
            steps=steps,
            holds=is_within(end, low, high),
            expected=expected,
            stated=end.value,
            unit=say_unit(end.unit),
            decimals=end.decimals,
            assumptions=(
                _say_assumed("dân số tăng {rate}/năm", "population grows {rate} a year", population),
                _say_assumed(
                    "giá và tỷ giá gộp lại làm đổi {rate}/năm",
                    "prices and exchange rate together change {rate} a year",
                    prices,
                ),
            ),
        )
    ]


def _say_assumed(vi: str, en: str, number: Number) -> Text:
    return fill(vi, en, rate=say_rate(number))


def _say_reach(
    start: Number, growth: Number, population: Number, prices: Number, years: int, expected: Decimal
) -> Text:
    return fill(
        "tăng thực {growth}/năm, giá {prices}/năm, dân số {people}/năm: {start} × ((1 + {growth}) ×"
        " (1 + {prices}) / (1 + {people}))^{years} = {result}",
        "real growth {growth}, prices {prices}, population {people} a year: {start} × ((1 + {growth}) ×"
        " (1 + {prices}) / (1 + {people}))^{years} = {result}",
        growth=say_rate(growth),
        prices=say_rate(prices),
        people=say_rate(population),
        start=say_value(start),
        years=years,
        result=say_amount(expected, start.decimals, say_unit(start.unit)),
    )


def _say_reconciling(growth: Number, population: Number, prices: Number, needed: Decimal) -> tuple[Text, ...]:
    """Solve for the population growth, the price change or the real growth that would make them agree."""
    per_head = 1 + needed / HUNDRED
    real, price, people = (1 + one.value / HUNDRED for one in (growth, prices, population))
    implied_people = (real * price / per_head - 1) * HUNDRED
    implied_price = (per_head * people / real - 1) * HUNDRED
    implied_growth = (per_head * people / price - 1) * HUNDRED
    return (
        fill(
            "khớp nếu dân số tăng {people}/năm, hoặc giá và tỷ giá làm đổi {price}/năm, hoặc tăng thực chỉ"
            " {growth}/năm",
            "they agree if population grows {people} a year, or prices and exchange rate change {price} a"
            " year, or real growth is only {growth} a year",
            people=say_percent(implied_people),
            price=say_percent(implied_price),
            growth=say_percent(implied_growth),
        ),
    )


KIND = Kind(
    id="per_capita",
    title=Text("Bình quân đầu người và tăng trưởng", "Per head and growth"),
    about=Text(
        "Mức bình quân đầu người cuối kỳ phải theo từ tăng trưởng thực, dân số, giá và tỷ giá.",
        "The amount per head at the end must follow from real growth, population, prices and exchange rate.",
    ),
    parameters=(
        Parameter("start", Shape.NUMBER, Text("mức đầu kỳ", "amount at the start")),
        Parameter("end", Shape.NUMBER, Text("mức cuối kỳ đã ghi", "amount stated for the end")),
        Parameter("real_growth", Shape.PERCENT, Text("tăng trưởng thực, %/năm", "real growth, % a year")),
        Parameter(
            "population_growth", Shape.PERCENT, Text("dân số tăng, %/năm", "population growth, % a year")
        ),
        Parameter(
            "price_change",
            Shape.PERCENT,
            Text("giá và tỷ giá gộp lại, %/năm", "prices and exchange rate together, % a year"),
        ),
        Parameter("years", Shape.WHOLE, Text("số năm", "number of years")),
    ),
    check=check,
)
