"""Shares at the end follow from sector growth and the shares at the start."""

from __future__ import annotations

from decimal import Decimal

from thuocdo.errors import Text
from thuocdo.evaluate.coherence.arithmetic import HUNDRED, POINTS, ZERO
from thuocdo.evaluate.coherence.case import Case
from thuocdo.evaluate.coherence.growth import SECTOR_KEYS, TOTAL_KEYS, Whole, read_whole
from thuocdo.evaluate.coherence.model import Kind, Number, Outcome, Parameter, Shape
from thuocdo.evaluate.coherence.words import fill, say_percent
from thuocdo.evaluate.say import say_signed
from thuocdo.quantities import root

_TOLERANCE = Decimal("0.5")


def check(case: Case) -> list[Outcome]:
    """Compare each share after growth with the share stated for the end; the widest gap leads."""
    whole = read_whole(case)
    amounts = whole.amounts()
    total = sum(amounts, ZERO)
    stated = [row.number("end_share") for row in case.rows("sectors")]
    names = [sector.name for sector in whole.sectors]
    if case.has("residual_end_share"):
        stated.append(case.number("residual_end_share"))
        names.append(whole.residual_name)
    computed = [amount / total * HUNDRED for amount in amounts[: len(stated)]]
    rows = list(zip(names, computed, stated, strict=True))
    widest = max(rows, key=lambda row: abs(row[2].value - row[1]))
    steps = [*whole.steps(), *(_say_share(name, value, number) for name, value, number in rows)]
    relative = _relative_prices(whole, computed, stated)
    if relative is not None:
        steps.append(relative)
    return [
        Outcome(
            steps=tuple(steps),
            holds=all(abs(number.value - value) <= _TOLERANCE for _, value, number in rows),
            expected=widest[1],
            stated=widest[2].value,
            unit=POINTS,
            title=widest[0],
            assumptions=(
                *whole.assumptions(),
                Text(
                    "giá tương đối giữa các khu vực không đổi; lệch đến 0,5 điểm được coi là khớp",
                    "relative prices between sectors stay; up to 0.5 points count as agreeing",
                ),
            ),
        )
    ]


def _say_share(name: Text, value: Decimal, number: Number) -> Text:
    return fill(
        "{name} cuối kỳ: tính ra {value}, kế hoạch ghi {stated}, chênh {gap} điểm",
        "{name} at the end: {value} worked out, {stated} stated, a gap of {gap} points",
        name=name,
        value=say_percent(value, 1),
        stated=say_percent(number.value, number.decimals),
        gap=say_signed(number.value - value, 1),
    )


def _relative_prices(whole: Whole, computed: list[Decimal], stated: list[Number]) -> Text | None:
    """Say which yearly change of relative prices between the two widest sectors would reconcile them."""
    order = sorted(range(len(whole.sectors)), key=lambda index: stated[index].value - computed[index])
    low, high = order[0], order[-1]
    ends = (computed[low], computed[high], stated[low].value, stated[high].value)
    if low == high or min(ends) <= 0:
        return None
    ratio = (stated[low].value / stated[high].value) / (computed[low] / computed[high])
    rate = (root(ratio, whole.years) - 1) * HUNDRED
    return fill(
        "muốn khớp, giá của {low} phải đổi {rate} mỗi năm so với giá của {high}",
        "to agree, prices of {low} would have to change {rate} a year against those of {high}",
        low=whole.sectors[low].name,
        high=whole.sectors[high].name,
        rate=say_percent(rate, 1),
    )


KIND = Kind(
    id="end_shares",
    title=Text("Tăng trưởng các khu vực và cơ cấu cuối kỳ", "Sector growth and shares at the end"),
    about=Text(
        "Cơ cấu cuối kỳ phải là kết quả của cơ cấu đầu kỳ và tăng trưởng từng khu vực.",
        "Shares at the end must be what shares at the start become when each sector grows at its rate.",
    ),
    parameters=(
        Parameter(
            "sectors",
            Shape.ROWS,
            Text("các khu vực", "the sectors"),
            rows=(
                *SECTOR_KEYS,
                Parameter(
                    "end_share",
                    Shape.PERCENT,
                    Text("tỷ trọng cuối kỳ đã ghi, %", "stated share at the end, %"),
                ),
            ),
        ),
        *TOTAL_KEYS,
        Parameter(
            "residual_end_share",
            Shape.PERCENT,
            Text("tỷ trọng cuối kỳ của phần còn lại, %", "share of the rest at the end, %"),
            required=False,
        ),
    ),
    check=check,
)
