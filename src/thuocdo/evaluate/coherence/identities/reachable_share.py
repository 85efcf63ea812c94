"""A share of a known number of units is a whole number of them."""

from __future__ import annotations

from decimal import ROUND_FLOOR, Decimal

from thuocdo.errors import Text
from thuocdo.evaluate.coherence.arithmetic import HUNDRED, POINTS
from thuocdo.evaluate.coherence.case import Case
from thuocdo.evaluate.coherence.model import CannotCompute, Kind, Number, Outcome, Parameter, Shape
from thuocdo.evaluate.coherence.words import fill, join, say_number, say_percent, say_value
from thuocdo.evaluate.say import round_to

_MOST_LISTED = 12


def check(case: Case) -> list[Outcome]:
    """Look for a count whose share rounds to the printed one; list the totals on which all would fit."""
    units = case.number("units")
    total = int(units.canonical)
    if total <= 0:
        raise CannotCompute(Text("số đơn vị phải lớn hơn 0", "the number of units must be above zero"))
    shares = case.numbers("shares")
    fits = _say_fits(case, shares)
    return [_check_one(share, total, units, fits, str(place)) for place, share in enumerate(shares, start=1)]


def is_reachable(share: Decimal, decimals: int, total: int) -> bool:
    """Whether some whole number out of `total` rounds to `share` percent at `decimals` places."""
    below = int((share * total / HUNDRED).to_integral_value(ROUND_FLOOR))
    return any(round_to(Decimal(count) / total * HUNDRED, decimals) == share for count in (below, below + 1))


def _check_one(share: Number, total: int, units: Number, fits: Text, part: str) -> Outcome:
    below = int((share.value * total / HUNDRED).to_integral_value(ROUND_FLOOR))
    counts = [count for count in (below, below + 1) if 0 <= count <= total]
    rates = [Decimal(count) / total * HUNDRED for count in counts]
    nearest = min(rates, key=lambda rate: abs(rate - share.value))
    tried = [
        fill(
            "{count}/{total} = {rate}",
            "{count}/{total} = {rate}",
            count=count,
            total=total,
            rate=say_percent(rate),
        )
        for count, rate in zip(counts, rates, strict=True)
    ]
    return Outcome(
        steps=(
            fill(
                "{name} {share} trên {units}: {tried}",
                "{name} {share} of {units}: {tried}",
                name=share.name,
                share=say_value(share),
                units=say_value(units),
                tried=join(tried, "; "),
            ),
            fits,
        ),
        holds=is_reachable(share.value, share.decimals, total),
        expected=nearest,
        stated=share.value,
        unit=POINTS,
        part=part,
        title=share.name,
    )


def _say_fits(case: Case, shares: list[Number]) -> Text:
    low, high = case.whole("search_from"), case.whole("search_to")
    fitting = [
        total
        for total in range(low, high + 1)
        if all(is_reachable(share.value, share.decimals, total) for share in shares)
    ]
    if not fitting:
        return fill(
            "không tổng số nào từ {low} đến {high} cho được tất cả",
            "no total from {low} to {high} gives all of them",
            low=low,
            high=high,
        )
    listed = join([say_number(Decimal(one), 0) for one in fitting[:_MOST_LISTED]], ", ")
    more = "" if len(fitting) <= _MOST_LISTED else ", …"
    return fill(
        "các tổng số từ {low} đến {high} cho được tất cả: {listed}{more}",
        "totals from {low} to {high} that give all of them: {listed}{more}",
        low=low,
        high=high,
        listed=listed,
        more=more,
    )


KIND = Kind(
    id="reachable_share",
    title=Text("Tỷ lệ và số đơn vị đếm được", "A share and a whole number of units"),
    about=Text(
        "Tỷ lệ trên một số đơn vị đã biết phải ứng với một số nguyên đơn vị.",
        "A share of a known number of units must be a whole number of units.",
    ),
    parameters=(
        Parameter("shares", Shape.PERCENTS, Text("các tỷ lệ, %", "the shares, %")),
        Parameter("units", Shape.NUMBER, Text("số đơn vị đã biết", "known number of units")),
        Parameter("search_from", Shape.WHOLE, Text("dò mẫu số từ", "try totals from")),
        Parameter("search_to", Shape.WHOLE, Text("dò mẫu số đến", "try totals to")),
    ),
    check=check,
)
