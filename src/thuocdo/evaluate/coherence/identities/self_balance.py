"""Revenue that grows at one rate covers spending that grows at another: does it reach balance?"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from thuocdo.errors import Text
from thuocdo.evaluate.coherence.arithmetic import HUNDRED, POINTS, divide, find_range, grow, yearly_rate
from thuocdo.evaluate.coherence.case import Case
from thuocdo.evaluate.coherence.model import Kind, Outcome, Parameter, Shape
from thuocdo.evaluate.coherence.words import fill, say_percent, say_rate, say_value


def check(case: Case) -> list[Outcome]:
    """Carry the coverage ratio forward at the best revenue growth; solve for what balance would need."""
    coverage, revenue = case.number("coverage"), case.number("revenue_growth")
    spending, goal = case.number("spending_growth"), case.number("goal")
    years = case.whole("years")

    def at_end(values: Sequence[Decimal]) -> Decimal:
        ratio, income, outlay = values
        return ratio * grow(income, years) / grow(outlay, years)

    best = at_end((coverage.value, revenue.high, spending.value))
    worst = at_end((coverage.value, revenue.low, spending.value))
    low, high = find_range(at_end, (coverage, revenue, spending))
    share = divide(coverage.value, goal.value, goal.name)
    room = yearly_rate(share, years) / HUNDRED + 1
    slowest = (grow(revenue.low, 1) * room - 1) * HUNDRED
    fastest = (grow(revenue.high, 1) * room - 1) * HUNDRED
    needed = (grow(spending.value, 1) / room - 1) * HUNDRED
    return [
        Outcome(
            steps=(
                fill(
                    "{coverage} × ((1 + {revenue}) / (1 + {spending}))^{years} = {worst} đến {best}",
                    "{coverage} × ((1 + {revenue}) / (1 + {spending}))^{years} = {worst} to {best}",
                    coverage=say_value(coverage),
                    revenue=say_rate(revenue),
                    spending=say_rate(spending),
                    years=years,
                    worst=say_percent(worst, 1),
                    best=say_percent(best, 1),
                ),
                fill(
                    "muốn đạt {goal} với thu tăng {revenue}, chi phải đổi {slowest} đến {fastest} mỗi năm",
                    "for {goal} with revenue growing {revenue}, spending must change {slowest} to {fastest}"
                    " a year",
                    goal=say_value(goal),
                    revenue=say_rate(revenue),
                    slowest=say_percent(slowest, 1),
                    fastest=say_percent(fastest, 1),
                ),
                fill(
                    "nếu chi vẫn tăng {spending}, thu phải tăng {needed}/năm",
                    "if spending goes on growing {spending}, revenue must grow {needed} a year",
                    spending=say_rate(spending),
                    needed=say_percent(needed, 1),
                ),
            ),
            holds=(low <= goal.high and goal.low <= high) or low > goal.high,
            expected=best,
            stated=goal.value,
            unit=POINTS,
            decimals=1,
            assumptions=(
                fill(
                    "chi thường xuyên tăng {spending}/năm",
                    "recurrent spending grows {spending} a year",
                    spending=say_rate(spending),
                ),
            ),
        )
    ]


KIND = Kind(
    id="self_balance",
    title=Text("Tự cân đối thu, chi", "Revenue covers spending"),
    about=Text(
        "Tỷ lệ tự cân đối cuối kỳ theo từ tỷ lệ đầu kỳ, tốc độ tăng thu và tốc độ tăng chi.",
        "Coverage at the end follows from coverage at the start and the growth of revenue and of spending.",
    ),
    parameters=(
        Parameter(
            "coverage",
            Shape.PERCENT,
            Text("tỷ lệ cân đối đầu kỳ, %", "coverage at the start, %"),
        ),
        Parameter("revenue_growth", Shape.PERCENT, Text("thu tăng, %/năm", "revenue growth, % a year")),
        Parameter("spending_growth", Shape.PERCENT, Text("chi tăng, %/năm", "spending growth, % a year")),
        Parameter("goal", Shape.PERCENT, Text("tỷ lệ phải đạt, %", "coverage to reach, %")),
        Parameter("years", Shape.WHOLE, Text("số năm", "number of years")),
    ),
    check=check,
)
