"""A level, its base and "so many times" agree."""

from __future__ import annotations

from decimal import Decimal

from thuocdo.errors import Text
from thuocdo.evaluate.coherence.arithmetic import divide, find_range, is_within, scale_between
from thuocdo.evaluate.coherence.case import Case
from thuocdo.evaluate.coherence.model import Kind, Outcome, Parameter, Shape
from thuocdo.evaluate.coherence.words import fill, say_number, say_value


def check(case: Case) -> list[Outcome]:
    """Divide the level by its base and hold the result against the stated multiple."""
    level, base, stated = case.number("level"), case.number("base"), case.number("fold")
    scale = scale_between(level, base)
    expected = divide(level.value * scale, base.value, base.name)
    low, high = find_range(lambda pair: divide(pair[0] * scale, pair[1], base.name), (level, base))
    half = Decimal(5).scaleb(-stated.decimals - 1)
    return [
        Outcome(
            steps=(
                fill(
                    "{level} / {base} = {fold} lần; ghi {stated}",
                    "{level} / {base} = {fold} times; {stated} is stated",
                    level=say_value(level),
                    base=say_value(base),
                    fold=say_number(expected, stated.decimals + 1),
                    stated=say_value(stated),
                ),
            ),
            holds=is_within(stated, low - half, high + half),
            expected=expected,
            stated=stated.value,
            unit=Text("lần", "times"),
            decimals=stated.decimals + 1,
        )
    ]


KIND = Kind(
    id="fold",
    title=Text("Mức, gốc và số lần", "Level, base and multiple"),
    about=Text(
        "Số lần phải bằng mức cuối chia cho mức gốc, trong phạm vi làm tròn.",
        "The multiple must be the level over its base, within rounding.",
    ),
    parameters=(
        Parameter("level", Shape.NUMBER, Text("mức cuối", "the level")),
        Parameter("base", Shape.NUMBER, Text("mức gốc", "the base")),
        Parameter("fold", Shape.NUMBER, Text("số lần đã ghi", "the multiple as stated")),
    ),
    check=check,
)
