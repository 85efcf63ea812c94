"""A target is better than what has been reached already."""

from __future__ import annotations

from decimal import Decimal

from thuocdo.errors import Text
from thuocdo.evaluate.coherence.arithmetic import POINTS, scale_between
from thuocdo.evaluate.coherence.case import Case
from thuocdo.evaluate.coherence.model import Kind, Number, Outcome, Parameter, Shape
from thuocdo.evaluate.coherence.words import cite, fill, say_value
from thuocdo.evaluate.say import say_signed, say_unit

UP, DOWN = "up", "down"


def check(case: Case) -> list[Outcome]:
    """Compare one target with one figure, in the direction that is better."""
    target, reached = case.number("target"), case.number("reached")
    return [compare_with_reached(target, reached, case.choice("better", UP))]


def compare_with_reached(target: Number, reached: Number, better: str, part: str = "") -> Outcome:
    """Return whether `target` asks for at least what `reached` shows; equality is "duy trì"."""
    factor = scale_between(reached, target)
    sign = 1 if better == UP else -1
    best = target.high if better == UP else target.low
    worst_reached = (reached.low if better == UP else reached.high) * factor
    gap = target.value - reached.value * factor
    holds = (best - worst_reached) * sign >= 0
    relation = _relation(gap * sign)
    unit = POINTS if target.unit.unit.id.startswith("percent") else say_unit(target.unit)
    return Outcome(
        steps=(
            cite(reached),
            fill(
                "chỉ tiêu {target} {relation} mức đã đạt {reached} ({gap} {unit})",
                "the target {target} is {relation} what is reached, {reached} ({gap} {unit})",
                target=say_value(target),
                relation=relation,
                reached=say_value(reached),
                gap=say_signed(gap, max(target.decimals, reached.decimals)),
                unit=unit,
            ),
        ),
        holds=holds,
        expected=reached.value * factor,
        stated=target.value,
        unit=unit,
        decimals=max(target.decimals, reached.decimals),
        part=part,
    )


def _relation(lead: Decimal) -> Text:
    if lead > 0:
        return Text("tốt hơn", "better than")
    return Text("kém hơn", "worse than") if lead < 0 else Text("bằng", "equal to")


KIND = Kind(
    id="already_reached",
    title=Text("Chỉ tiêu và mức đã đạt", "A target and what is reached already"),
    about=Text(
        "Chỉ tiêu không được kém mức đã đạt; bằng mức đã đạt là duy trì.",
        "A target must not be worse than what has been reached; equal to it means to hold it.",
    ),
    parameters=(
        Parameter("target", Shape.NUMBER, Text("chỉ tiêu", "the target")),
        Parameter("reached", Shape.NUMBER, Text("mức đã đạt", "what has been reached")),
        Parameter(
            "better",
            Shape.CHOICE,
            Text("hướng tốt lên", "which way is better"),
            required=False,
            choices=(UP, DOWN),
        ),
    ),
    check=check,
)
