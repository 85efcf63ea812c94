"""A total is the product of its factors; a factor of a thousand between them is a slipped scale."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from thuocdo.errors import Severity, Text
from thuocdo.evaluate.coherence.arithmetic import ONE, find_range
from thuocdo.evaluate.coherence.case import Case
from thuocdo.evaluate.coherence.model import CannotCompute, Kind, Number, Outcome, Parameter, Shape
from thuocdo.evaluate.coherence.words import cite, fill, join, say_number, say_value
from thuocdo.evaluate.say import say_amount, say_unit

_SLIPS = (3, 6, 9, -3, -6, -9)


def check(case: Case) -> list[Outcome]:
    """Multiply the factors in their base units and hold the product against the total."""
    total, factors = case.number("total"), case.numbers("factors")
    _check_units(total, factors)
    scale = ONE
    for factor in factors:
        scale *= factor.unit.factor
    scale /= total.unit.factor

    def multiply(values: Sequence[Decimal]) -> Decimal:
        result = scale
        for value in values:
            result *= value
        return result

    low, high = find_range(multiply, factors)
    holds = low <= total.high and total.low <= high
    unit = say_unit(total.unit)
    steps = [
        *(cite(factor) for factor in factors),
        fill(
            "{terms} = {low} đến {high} {unit}; ghi {total}",
            "{terms} = {low} to {high} {unit}; {total} is stated",
            terms=join([say_value(factor) for factor in factors], " × "),
            low=say_number(low, total.decimals),
            high=say_number(high, total.decimals),
            unit=unit,
            total=say_value(total),
        ),
    ]
    slip = None if holds else _find_slip(total, low, high)
    if slip is not None:
        steps.append(_say_slip(total, slip, unit))
    return [
        Outcome(
            steps=tuple(steps),
            holds=holds,
            expected=min(max(total.value, low), high),
            stated=total.value,
            unit=unit,
            decimals=total.decimals,
            severity=Severity.ERROR if slip is not None else None,
        )
    ]


def _check_units(total: Number, factors: Sequence[Number]) -> None:
    """Refuse factors whose units do not multiply to that of the total ("a year" left aside)."""
    exponents: Counter[str] = Counter()
    for factor in factors:
        exponents.update(dict(factor.unit.unit.comparable_dimension))
    left = {name: exponent for name, exponent in exponents.items() if exponent}
    if left != dict(total.unit.unit.comparable_dimension):
        units = join([say_unit(factor.unit) for factor in factors], " × ")
        raise CannotCompute(
            fill(
                "{units} không cho {unit}",
                "{units} does not make {unit}",
                units=units,
                unit=say_unit(total.unit),
            )
        )


def _find_slip(total: Number, low: Decimal, high: Decimal) -> int | None:
    for power in _SLIPS:
        if low <= total.high.scaleb(-power) and total.low.scaleb(-power) <= high:
            return power
    return None


def _say_slip(total: Number, power: int, unit: Text) -> Text:
    return fill(
        "khớp nếu đọc là {value}: sai hàng đơn vị 10^{power} lần",
        "they agree if it is read as {value}: the scale is off by 10^{power}",
        value=say_amount(total.value.scaleb(-power), max(total.decimals + power, 0), unit),
        power=power,
    )


KIND = Kind(
    id="product",
    title=Text("Tổng bằng tích các thừa số", "A total is the product of its factors"),
    about=Text(
        "Tổng phải bằng tích các thừa số; lệch đúng nghìn lần là sai hàng đơn vị.",
        "A total must be the product of its factors; exactly a thousandfold off is a slipped scale.",
    ),
    parameters=(
        Parameter("total", Shape.NUMBER, Text("tổng đã ghi", "the total as stated")),
        Parameter("factors", Shape.NUMBERS, Text("các thừa số", "the factors")),
    ),
    check=check,
)
