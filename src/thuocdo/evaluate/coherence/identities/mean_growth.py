"""The mean yearly growth of a term is the geometric mean of its years."""

from __future__ import annotations

from decimal import Decimal

from thuocdo.errors import Text
from thuocdo.evaluate.coherence.arithmetic import POINTS, find_range, is_within
from thuocdo.evaluate.coherence.case import Case
from thuocdo.evaluate.coherence.model import Kind, Outcome, Parameter, Shape
from thuocdo.evaluate.coherence.words import fill, join, say_percent, say_value
from thuocdo.evaluate.projection.aim import mean_growth


def check(case: Case) -> list[Outcome]:
    """Compound the yearly rates and take the root; the plain mean is shown beside it."""
    stated, yearly = case.number("mean"), case.numbers("yearly")
    rates = [number.value for number in yearly]
    expected = mean_growth(rates)
    low, high = find_range(lambda corner: mean_growth(list(corner)), yearly)
    plain = sum(rates, Decimal(0)) / len(rates)
    half = Decimal(5).scaleb(-stated.decimals - 1)
    product = join([fill("(1 + {rate})", "(1 + {rate})", rate=say_value(one)) for one in yearly], " × ")
    return [
        Outcome(
            steps=(
                fill(
                    "({product})^(1/{count}) − 1 = {mean}/năm; ghi {stated}",
                    "({product})^(1/{count}) − 1 = {mean} a year; {stated} is stated",
                    product=product,
                    count=len(rates),
                    mean=say_percent(expected),
                    stated=say_value(stated),
                ),
                fill(
                    "bình quân cộng là {plain} (không phải cách tính của ngành thống kê)",
                    "the plain mean is {plain} (not how the statistics office counts)",
                    plain=say_percent(plain),
                ),
            ),
            holds=is_within(stated, low - half, high + half),
            expected=expected,
            stated=stated.value,
            unit=POINTS,
        )
    ]


KIND = Kind(
    id="mean_growth",
    title=Text("Tăng bình quân và tăng từng năm", "Mean growth and yearly growth"),
    about=Text(
        "Tốc độ tăng bình quân hằng năm là bình quân nhân của các năm.",
        "The mean yearly growth is the geometric mean of the years.",
    ),
    parameters=(
        Parameter("mean", Shape.PERCENT, Text("tốc độ bình quân đã ghi, %", "mean growth as stated, %")),
        Parameter("yearly", Shape.PERCENTS, Text("tốc độ từng năm, %", "growth of each year, %"), least=2),
    ),
    check=check,
)
