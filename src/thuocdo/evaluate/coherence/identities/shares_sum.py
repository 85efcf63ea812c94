"""Shares of one whole add up to 100 percent."""

from __future__ import annotations

from decimal import Decimal

from thuocdo.errors import Text
from thuocdo.evaluate.coherence.arithmetic import HUNDRED, POINTS, ZERO
from thuocdo.evaluate.coherence.case import Case
from thuocdo.evaluate.coherence.model import Kind, Outcome, Parameter, Shape
from thuocdo.evaluate.coherence.words import fill, join, say_percent, say_value


def check(case: Case) -> list[Outcome]:
    """Add the shares; each may be off by half of its last printed place."""
    shares = case.numbers("shares")
    places = max(share.decimals for share in shares)
    total = sum((share.value for share in shares), ZERO)
    slack = sum((Decimal(5).scaleb(-share.decimals - 1) for share in shares), ZERO)
    return [
        Outcome(
            steps=(
                fill(
                    "{terms} = {total}; làm tròn cho phép lệch đến {slack} điểm",
                    "{terms} = {total}; rounding allows up to {slack} points",
                    terms=join([say_value(share) for share in shares], " + "),
                    total=say_percent(total, places),
                    slack=say_percent(slack).vi.rstrip("%"),
                ),
            ),
            holds=abs(total - HUNDRED) <= slack,
            expected=HUNDRED,
            stated=total,
            unit=POINTS,
            decimals=places,
        )
    ]


KIND = Kind(
    id="shares_sum",
    title=Text("Cơ cấu cộng lại bằng 100%", "Shares add up to 100%"),
    about=Text(
        "Các tỷ trọng của một tổng cộng lại bằng 100%, trong phạm vi làm tròn.",
        "Shares of one whole add up to 100%, within rounding.",
    ),
    parameters=(Parameter("shares", Shape.PERCENTS, Text("các tỷ trọng, %", "the shares, %"), least=2),),
    check=check,
)
