"""A whole of two parts is their mean, weighted by the share of each part."""

from __future__ import annotations

from decimal import Decimal

from thuocdo.errors import Text
from thuocdo.evaluate.coherence.arithmetic import HUNDRED, POINTS, find_range, is_within
from thuocdo.evaluate.coherence.case import Case
from thuocdo.evaluate.coherence.model import Kind, Number, Origin, Outcome, Parameter, Shape
from thuocdo.evaluate.coherence.words import fill, say_percent, say_value


def check(case: Case) -> list[Outcome]:
    """Hold the whole against each weight that the plan states; say which weight it implies."""
    whole, first, second = case.number("whole"), case.number("first"), case.number("second")
    implied = _say_implied(whole, first, second)
    return [
        _hold_against(whole, first, second, weight, implied, str(place))
        for place, weight in enumerate(case.numbers("first_weights"), start=1)
    ]


def _mix(first: Decimal, second: Decimal, weight: Decimal) -> Decimal:
    return (weight * first + (HUNDRED - weight) * second) / HUNDRED


def _hold_against(
    whole: Number, first: Number, second: Number, weight: Number, implied: Text, part: str
) -> Outcome:
    expected = _mix(first.value, second.value, weight.value)
    low, high = find_range(lambda one: _mix(*one), (first, second, weight))
    step = fill(
        "với {name} {weight}: {weight} × {first} + {rest} × {second} = {value}; ghi {stated}",
        "with {name} {weight}: {weight} × {first} + {rest} × {second} = {value}; {stated} is stated",
        name=weight.name,
        weight=say_value(weight),
        first=say_value(first),
        rest=_say_rest(weight),
        second=say_value(second),
        value=say_percent(expected),
        stated=say_value(whole),
    )
    # A target printed at its own precision may be the rounded mean: half a printed step is no fault.
    half = Decimal(5).scaleb(-whole.decimals - 1)
    return Outcome(
        steps=(step, implied),
        holds=is_within(whole, low - half, high + half),
        expected=expected,
        stated=whole.value,
        unit=POINTS,
        part=part,
        title=weight.name,
        assumptions=(
            Text(
                "tỷ trọng này là tỷ trọng của phần thứ nhất trong cùng mẫu số với chỉ tiêu chung",
                "this share is the share of the first part in the denominator of the whole",
            ),
        ),
    )


def _say_rest(weight: Number) -> Text:
    if weight.origin is Origin.FACT or weight.low == weight.high:
        return say_percent(HUNDRED - weight.value, weight.decimals)
    return fill("(100% − {weight})", "(100% − {weight})", weight=say_value(weight))


def _say_implied(whole: Number, first: Number, second: Number) -> Text:
    if first.value == second.value:
        return fill(
            "hai phần bằng nhau ({first}) nên chung cũng phải bằng {first}",
            "both parts are {first}, so the whole must be {first}",
            first=say_value(first),
        )
    weight = (whole.value - second.value) / (first.value - second.value) * HUNDRED
    if weight < 0 or weight > HUNDRED:
        return fill(
            "{whole} nằm ngoài khoảng từ {second} đến {first}: không tỷ trọng nào cho được",
            "{whole} lies outside {second} to {first}: no share can give it",
            whole=say_value(whole),
            first=say_value(first),
            second=say_value(second),
        )
    return fill(
        "tỷ trọng phần thứ nhất suy ra: ({whole} − {second}) / ({first} − {second}) = {weight}",
        "implied share of the first part: ({whole} − {second}) / ({first} − {second}) = {weight}",
        whole=say_value(whole),
        first=say_value(first),
        second=say_value(second),
        weight=say_percent(weight, 1),
    )


KIND = Kind(
    id="two_part_mean",
    title=Text("Chung và hai phần", "A whole and its two parts"),
    about=Text(
        "Tỷ lệ chung bằng tỷ lệ hai phần lấy tỷ trọng của chúng làm quyền số.",
        "The rate of the whole is the rate of its two parts weighted by their shares.",
    ),
    parameters=(
        Parameter("whole", Shape.PERCENT, Text("tỷ lệ chung, %", "rate of the whole, %")),
        Parameter("first", Shape.PERCENT, Text("tỷ lệ phần thứ nhất, %", "rate of the first part, %")),
        Parameter("second", Shape.PERCENT, Text("tỷ lệ phần thứ hai, %", "rate of the second part, %")),
        Parameter(
            "first_weights",
            Shape.PERCENTS,
            Text("các tỷ trọng đã ghi của phần thứ nhất, %", "stated shares of the first part, %"),
        ),
    ),
    check=check,
)
