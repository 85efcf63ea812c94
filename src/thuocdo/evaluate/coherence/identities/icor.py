"""Investment and growth fit together: investment per unit of additional product (ICOR) is plausible.

ICOR = investment over the years / increase of the product over the years, both at the same prices
(the statistics office's definition). Investment of a term against the increase over the same term.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from thuocdo.errors import Severity, Text
from thuocdo.evaluate.coherence.arithmetic import divide, find_range, grow, scale_between
from thuocdo.evaluate.coherence.case import Case
from thuocdo.evaluate.coherence.model import Kind, Number, Outcome, Parameter, Shape
from thuocdo.evaluate.coherence.words import fill, say_number, say_percent, say_rate, say_value
from thuocdo.evaluate.say import say_amount, say_unit

_TIMES = Text("lần", "times")


def check(case: Case) -> list[Outcome]:
    """Work out the plan's ICOR, hold it against the band and against the last term's."""
    investment, start, growth = (
        case.number("investment"),
        case.number("start_level"),
        case.number("real_growth"),
    )
    years = case.whole("years")
    prices = case.number("price_change")
    scale = scale_between(investment, start)

    def of_plan(values: Sequence[Decimal]) -> Decimal:
        money, level, real, price = values
        rise = level * (grow(real, years) * grow(price, years) - 1)
        return divide(money * scale, rise, Text("mức tăng sản phẩm", "the increase of product"))

    inputs = (investment, start, growth, prices)
    ratio = of_plan([number.value for number in inputs])
    low, high = find_range(of_plan, inputs)
    rise = start.value * (grow(growth.value, years) * grow(prices.value, years) - 1)
    step = fill(
        "ICOR kế hoạch: {investment} / ({start} × ((1 + {growth}) × (1 + {prices}))^{years} − {start}) ="
        " {investment} / {rise} = {ratio}",
        "ICOR of the plan: {investment} / ({start} × ((1 + {growth}) × (1 + {prices}))^{years} − {start}) ="
        " {investment} / {rise} = {ratio}",
        investment=say_value(investment),
        start=say_value(start),
        growth=say_rate(growth),
        prices=say_rate(prices),
        years=years,
        rise=say_amount(rise, 1, say_unit(start.unit)),
        ratio=say_number(ratio, 2),
    )
    assumed = fill(
        "giá đổi {prices}/năm; vốn đầu tư và sản phẩm tính cùng một giá",
        "prices change {prices} a year; investment and product are at the same prices",
        prices=say_rate(prices),
    )
    outcomes = [_against_band(case.number("band"), ratio, low, high, step, assumed)]
    if case.has("last_investment"):
        outcomes.append(_against_last(case, ratio, step, assumed))
    return outcomes


def _against_band(
    band: Number, ratio: Decimal, low: Decimal, high: Decimal, step: Text, assumed: Text
) -> Outcome:
    inside = low <= band.high and band.low <= high
    nearest = min(max(ratio, band.low), band.high)
    return Outcome(
        steps=(
            step,
            fill("khoảng hợp lý đã khai: {band}", "plausible band as declared: {band}", band=say_value(band)),
        ),
        holds=inside,
        expected=nearest,
        stated=ratio,
        unit=_TIMES,
        part="band",
        title=Text("so với khoảng hợp lý", "against a plausible band"),
        assumptions=(assumed,),
    )


def _against_last(case: Case, ratio: Decimal, step: Text, assumed: Text) -> Outcome:
    spent, start, end = case.number("last_investment"), case.number("last_start"), case.number("last_end")
    rise = end.value * scale_between(end, spent) - start.value * scale_between(start, spent)
    last = divide(spent.value, rise, Text("mức tăng của kỳ trước", "the last term's increase"))
    line = fill(
        "ICOR kỳ trước: {spent} / ({end} − {start}) = {last} (giá hiện hành)",
        "ICOR of the last term: {spent} / ({end} − {start}) = {last} (current prices)",
        spent=say_value(spent),
        end=say_value(end),
        start=say_value(start),
        last=say_number(last, 2),
    )
    change = fill(
        "kế hoạch cần {share} vốn cho mỗi đồng tăng thêm so với kỳ trước",
        "the plan needs {share} of the capital per unit of increase that the last term needed",
        share=say_percent(ratio / last * 100, 0),
    )
    return Outcome(
        steps=(step, line, change),
        holds=ratio >= last,
        expected=last,
        stated=ratio,
        unit=_TIMES,
        part="last-term",
        title=Text("so với kỳ trước", "against the last term"),
        assumptions=(
            assumed,
            Text(
                "kỳ trước tính theo giá hiện hành; theo giá so sánh thì mức tăng nhỏ hơn và ICOR cao hơn,"
                " nên so sánh này đã nhẹ tay với kế hoạch",
                "the last term is at current prices; at constant prices its increase is smaller and its ICOR"
                " higher, so this comparison is lenient to the plan",
            ),
        ),
        severity=Severity.WARNING,
    )


KIND = Kind(
    id="icor",
    title=Text("Vốn đầu tư và tăng trưởng (ICOR)", "Investment and growth (ICOR)"),
    about=Text(
        "Vốn đầu tư cả kỳ chia cho mức tăng sản phẩm phải nằm trong khoảng hợp lý và không thấp hơn kỳ trước"
        " nếu không nói rõ vì sao.",
        "Investment of the term over the increase of product must lie in a plausible band, and not below the"
        " last term's without a reason.",
    ),
    parameters=(
        Parameter("investment", Shape.NUMBER, Text("vốn đầu tư cả kỳ", "investment of the term")),
        Parameter("start_level", Shape.NUMBER, Text("sản phẩm năm gốc", "product in the base year")),
        Parameter("real_growth", Shape.PERCENT, Text("tăng trưởng thực, %/năm", "real growth, % a year")),
        Parameter("price_change", Shape.PERCENT, Text("giá đổi, %/năm", "price change, % a year")),
        Parameter("years", Shape.WHOLE, Text("số năm", "number of years")),
        Parameter("band", Shape.NUMBER, Text("khoảng hợp lý (value … to)", "plausible band (value … to)")),
        Parameter(
            "last_investment",
            Shape.NUMBER,
            Text("vốn đầu tư kỳ trước", "last term's investment"),
            required=False,
        ),
        Parameter(
            "last_start", Shape.NUMBER, Text("sản phẩm đầu kỳ trước", "product before it"), required=False
        ),
        Parameter(
            "last_end", Shape.NUMBER, Text("sản phẩm cuối kỳ trước", "product at its end"), required=False
        ),
    ),
    check=check,
)
