"""Annual plans add up to the term's target, or leave a rest that the years still without one can carry."""

from __future__ import annotations

from decimal import Decimal

from thuocdo.errors import Text
from thuocdo.evaluate.coherence.arithmetic import (
    HUNDRED,
    ONE,
    POINTS,
    ZERO,
    grow,
    is_within,
    scale_between,
    yearly_rate,
)
from thuocdo.evaluate.coherence.case import Case
from thuocdo.evaluate.coherence.model import Kind, Number, Outcome, Parameter, Shape
from thuocdo.evaluate.coherence.words import fill, join, say_percent, say_value
from thuocdo.evaluate.projection.aim import mean_growth
from thuocdo.evaluate.say import say_amount, say_unit

SUM, MEAN = "sum", "mean_growth"


def check(case: Case) -> list[Outcome]:
    """Compare what is planned year by year with the term; say what the years left must bring."""
    term, yearly = case.number("term"), case.numbers("yearly")
    left = case.whole("years") - len(yearly)
    statistic = case.choice("statistic", SUM)
    if left <= 0:
        return [_complete(term, yearly, statistic)]
    rest = _rest_of_sum(term, yearly, left) if statistic == SUM else _rest_of_mean(term, yearly, left)
    highest = max(number.high * scale_between(number, term) for number in yearly)
    return [
        Outcome(
            steps=(
                _say_years(term, yearly),
                fill(
                    "còn {left} năm, mỗi năm phải {rest}; kế hoạch năm cao nhất {highest}",
                    "{left} years left, each must bring {rest}; highest annual plan so far {highest}",
                    left=left,
                    rest=_say(rest, term, statistic),
                    highest=_say(highest, term, statistic),
                ),
            ),
            holds=ZERO <= rest <= highest if statistic == SUM else rest <= highest,
            expected=highest,
            stated=rest,
            unit=POINTS if statistic == MEAN else say_unit(term.unit),
            assumptions=(
                Text(
                    "các năm còn lại khó vượt kế hoạch năm cao nhất đã giao",
                    "the years left will hardly exceed the highest annual plan so far",
                ),
            ),
        )
    ]


def _say(value: Decimal, term: Number, statistic: str) -> Text:
    if statistic == MEAN:
        return say_percent(value)
    return say_amount(value, term.decimals, say_unit(term.unit))


def _planned(term: Number, yearly: list[Number]) -> Decimal:
    return sum((number.value * scale_between(number, term) for number in yearly), ZERO)


def _rest_of_sum(term: Number, yearly: list[Number], left: int) -> Decimal:
    return (term.value - _planned(term, yearly)) / left


def _rest_of_mean(term: Number, yearly: list[Number], left: int) -> Decimal:
    had = ONE
    for number in yearly:
        had *= 1 + number.value / HUNDRED
    return yearly_rate(grow(term.value, left + len(yearly)) / had, left)


def _say_years(term: Number, yearly: list[Number]) -> Text:
    return fill(
        "cả kỳ {term}; từng năm: {years}",
        "whole term {term}; by year: {years}",
        term=say_value(term),
        years=join(
            [fill("{name} {value}", "{name} {value}", name=one.name, value=say_value(one)) for one in yearly],
            "; ",
        ),
    )


def _complete(term: Number, yearly: list[Number], statistic: str) -> Outcome:
    rates = [number.value for number in yearly]
    expected = _planned(term, yearly) if statistic == SUM else mean_growth(rates)
    half = Decimal(5).scaleb(-term.decimals - 1)
    return Outcome(
        steps=(
            _say_years(term, yearly),
            fill(
                "gộp các năm: {value}; cả kỳ ghi {term}",
                "all years together: {value}; the term states {term}",
                value=_say(expected, term, statistic),
                term=say_value(term),
            ),
        ),
        holds=is_within(term, expected - half, expected + half),
        expected=expected,
        stated=term.value,
        unit=say_unit(term.unit) if statistic == SUM else POINTS,
    )


KIND = Kind(
    id="annual_plans",
    title=Text("Kế hoạch năm và chỉ tiêu cả kỳ", "Annual plans and the term's target"),
    about=Text(
        "Các kế hoạch năm cộng (hoặc nhân) lại bằng chỉ tiêu cả kỳ; phần còn lại phải đạt được.",
        "Annual plans must add up (or compound) to the term's target, or leave a rest that can be carried.",
    ),
    parameters=(
        Parameter("term", Shape.NUMBER, Text("chỉ tiêu cả kỳ", "the term's target")),
        Parameter("yearly", Shape.NUMBERS, Text("kế hoạch từng năm", "plan of each year")),
        Parameter("years", Shape.WHOLE, Text("số năm của kỳ", "years of the term")),
        Parameter(
            "statistic",
            Shape.CHOICE,
            Text("cộng hay bình quân nhân", "sum or geometric mean"),
            required=False,
            choices=(SUM, MEAN),
        ),
    ),
    check=check,
)
