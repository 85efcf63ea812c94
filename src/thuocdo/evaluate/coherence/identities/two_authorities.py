"""Two documents that set a number for the same thing set the same one."""

from __future__ import annotations

from thuocdo.errors import Text
from thuocdo.evaluate.coherence.arithmetic import POINTS, scale_between
from thuocdo.evaluate.coherence.case import Case
from thuocdo.evaluate.coherence.model import Kind, Number, Outcome, Parameter, Shape
from thuocdo.evaluate.coherence.words import cite, fill, say_value
from thuocdo.evaluate.say import say_signed, say_unit


def check(case: Case) -> list[Outcome]:
    """Compare the first number with each of the others; ranges agree where they overlap."""
    first = case.number("stated")
    return [_compare(first, other, str(place)) for place, other in enumerate(case.numbers("others"), start=1)]


def _compare(first: Number, other: Number, part: str) -> Outcome:
    factor = scale_between(other, first)
    low, high = other.low * factor, other.high * factor
    nearest = min(max(first.value, low), high)
    unit = POINTS if first.unit.unit.id.startswith("percent") else say_unit(first.unit)
    return Outcome(
        steps=(
            cite(first),
            cite(other),
            fill(
                "{first} so với {other}: chênh {gap} {unit}",
                "{first} against {other}: a gap of {gap} {unit}",
                first=say_value(first),
                other=say_value(other),
                gap=say_signed(first.value - nearest, max(first.decimals, other.decimals)),
                unit=unit,
            ),
        ),
        holds=first.low <= high and low <= first.high,
        expected=nearest,
        stated=first.value,
        unit=unit,
        decimals=max(first.decimals, other.decimals),
        part=part,
        title=other.name,
    )


KIND = Kind(
    id="two_authorities",
    title=Text("Hai nơi ban hành, hai con số", "Two authorities, two numbers"),
    about=Text(
        "Các văn bản đặt mục tiêu cho cùng một thứ phải ghi cùng một số, hoặc các khoảng phải giao nhau.",
        "Documents that set a target for the same thing must give the same number, or ranges that overlap.",
    ),
    parameters=(
        Parameter("stated", Shape.NUMBER, Text("số của kế hoạch này", "this plan's number")),
        Parameter("others", Shape.NUMBERS, Text("số ở văn bản khác", "numbers of other documents")),
    ),
    check=check,
)
