"""A weighted mean lies between the smallest and the largest of its parts, whatever the weights."""

from __future__ import annotations

from thuocdo.errors import Text
from thuocdo.evaluate.coherence.case import Case
from thuocdo.evaluate.coherence.model import Kind, Outcome, Parameter, Shape
from thuocdo.evaluate.coherence.words import fill, join, say_value
from thuocdo.evaluate.say import say_unit


def check(case: Case) -> list[Outcome]:
    """Hold the whole against the lowest and the highest part."""
    whole, parts = case.number("whole"), case.numbers("parts")
    least = min(parts, key=lambda part: part.value)
    most = max(parts, key=lambda part: part.value)
    below, above = whole.high < least.low, whole.low > most.high
    nearest = least.value if whole.value < least.value else min(whole.value, most.value)
    return [
        Outcome(
            steps=(
                fill(
                    "{name} {whole}; các phần: {parts}; phải nằm từ {least} đến {most}",
                    "{name} {whole}; parts: {parts}; must lie from {least} to {most}",
                    name=whole.name,
                    whole=say_value(whole),
                    parts=join([say_value(part) for part in parts], ", "),
                    least=say_value(least),
                    most=say_value(most),
                ),
            ),
            holds=not (below or above),
            expected=nearest,
            stated=whole.value,
            unit=say_unit(whole.unit),
            decimals=whole.decimals,
        )
    ]


KIND = Kind(
    id="between_parts",
    title=Text("Bình quân nằm giữa các phần", "A mean lies between its parts"),
    about=Text(
        "Bình quân gia quyền không thể thấp hơn phần thấp nhất hay cao hơn phần cao nhất.",
        "A weighted mean can be neither below its lowest part nor above its highest.",
    ),
    parameters=(
        Parameter("whole", Shape.NUMBER, Text("số chung", "the whole")),
        Parameter("parts", Shape.NUMBERS, Text("các phần", "the parts"), least=2),
    ),
    check=check,
)
