"""What does a formula give, for one area and period, with every number shown?

Figures enter in the base of their unit and leave in the indicator's. A missing input, a division by zero or
an undeclared exchange rate gives evidence without a value and with the reason; nothing is raised.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal, localcontext

from thuocdo.errors import Text
from thuocdo.evaluate.aggregate import (
    BELOW_MINUS_100,
    gather_inputs,
    mean_rate,
    mean_rate_interval,
    say_mean_rate,
    weakest_stage,
)
from thuocdo.evaluate.currency import NoRateError, find_rate, say_rate
from thuocdo.evaluate.formula.infer import exchange_currency, infer_unit, word_at
from thuocdo.evaluate.formula.tree import Call, Expression, Negation, Node, Number, Operation, Reference, walk
from thuocdo.evaluate.model import Evidence, Step
from thuocdo.evaluate.notation import EXACT, concat, say_given, say_input, say_result, settle
from thuocdo.evaluate.parts import split_years
from thuocdo.periods import Period, parse_period
from thuocdo.plan.model import Indicator, Pack
from thuocdo.quantities import Interval, exchange_power

FindFigure = Callable[[str, str, Period, str], Evidence]
"""Finds the figure of (indicator, area, period, breakdown); the Resolver's `figure`."""

_ONE = Decimal(1)
_HUNDRED = Decimal(100)
_SUM, _PRODUCT, _WHOLE = 1, 2, 9
_SHOWN = {"+": "+", "-": "−", "*": "×", "/": "÷"}


def compute_formula(
    tree: Expression, indicator: Indicator, empty: Evidence, pack: Pack, find: FindFigure
) -> Evidence:
    """Work out a formula.

    Args:
        tree: The parsed formula of `indicator`.
        indicator: Gives the unit and the printed decimals of the result.
        empty: Evidence without value that says which area, period and breakdown are asked for.
        pack: For the inputs' units and the exchange rates.
        find: Finds the inputs.
    """
    work = _Work(pack, find, empty)
    with localcontext(EXACT):
        try:
            amount = work.amount(tree, empty.period)
        except _NoValueError as missing:
            return replace(empty, reason=missing.reason, inputs=gather_inputs(work.figures))
        factor = indicator.unit.factor
        value = settle(amount.value / factor)
        interval = None if amount.interval is None else amount.interval / Interval.point(factor)
    inputs = gather_inputs(work.figures)
    line = concat(indicator.name, " ", empty.period.label, " = ", amount.text)
    answer = say_result(value, indicator.decimals, indicator.unit)
    if answer != amount.text:
        line = concat(line, " = ", answer)
    before = [step for figure in work.figures for step in figure.steps]
    return replace(
        empty,
        value=value,
        interval=interval,
        stage=weakest_stage(work.figures),
        steps=tuple(dict.fromkeys([*before, *work.rates, Step(concat(line, _price_basis(tree)), inputs)])),
        inputs=inputs,
        is_partial=any(figure.is_partial for figure in work.figures),
    )


class _NoValueError(Exception):
    def __init__(self, reason: Text) -> None:
        super().__init__(reason.vi)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class _Amount:
    """A number on its way: in base units, with how it is written and how tightly that binds."""

    value: Decimal
    interval: Interval | None
    text: Text
    binding: int = _WHOLE

    def write(self, binding: int) -> Text:
        return self.text if self.binding >= binding else concat("(", self.text, ")")


@dataclass(slots=True)
class _Work:
    """One evaluation: remembers every figure it read."""

    pack: Pack
    find: FindFigure
    asked: Evidence
    figures: list[Evidence] = field(default_factory=list)
    rates: list[Step] = field(default_factory=list)

    def amount(self, node: Expression, period: Period) -> _Amount:
        match node:
            case Number(value):
                return _Amount(value, Interval.point(value), say_given(value, 0))
            case Reference(indicator, breakdown):
                return self._figure(indicator, period, breakdown or self.asked.breakdown)
            case Negation(operand):
                inner = self.amount(operand, period)
                interval = None if inner.interval is None else -inner.interval
                return _Amount(-inner.value, interval, concat("−", inner.write(_PRODUCT)), _SUM)
            case Operation(sign, left, right):
                return _combine(sign, self.amount(left, period), self.amount(right, period))
        return self._call(node, period)

    def _figure(self, indicator: str, period: Period, breakdown: str) -> _Amount:
        figure = self.find(indicator, self.asked.area, period, breakdown)
        declared = self.pack.indicators[indicator]
        self.figures.append(figure)
        if figure.value is None:
            raise _NoValueError(concat(declared.name, " ", period.label, ": ", figure.reason))
        factor = declared.unit.factor
        interval = None if figure.interval is None else figure.interval.scaled(factor)
        text = say_input(figure.value, declared.decimals, declared.unit)
        return _Amount(figure.value * factor, interval, text)

    def _call(self, node: Call, period: Period) -> _Amount:
        first = node.expressions[0]
        match node.function:
            case "sum" | "mean" | "geometric_mean" | "first" | "last":
                return self._over_years(node.function, first, period)
            case "growth" | "real_growth" | "nominal_growth":
                return _percent_change(self.amount(first, period), self._previous(first, period))
            case "points" | "change":
                return _combine("-", self.amount(first, period), self._previous(first, period))
            case "previous":
                return self._previous(first, period)
            case "at":
                return self.amount(first, parse_period(word_at(node, 1)))
            case "convert":
                return self._convert(first, word_at(node, 1), period)
        one, second = (self.amount(argument, period) for argument in node.expressions)
        match node.function:
            case "share":
                quotient = _combine("/", one, second)
                return replace(quotient, text=concat(quotient.text, " × 100"))
            case "growth_over":
                return _percent_change(one, second)
            case "per_head":
                return _combine("/", one, second)
            case _:
                return _combine("*", one, second)

    def _previous(self, node: Expression, period: Period) -> _Amount:
        if len(period.years()) != 1:
            raise _NoValueError(
                Text(
                    f"{period.label.vi} không có “năm trước” để so",
                    f"{period.label.en} has no “previous year” to compare with",
                )
            )
        return self.amount(node, period.same_period_last_year())

    def _over_years(self, function: str, node: Expression, period: Period) -> _Amount:
        years = split_years(period) or ((period,) if len(period.years()) == 1 else ())
        if not years:
            raise _NoValueError(
                Text(
                    f"{period.label.vi} không gồm những năm trọn vẹn", f"{period.label.en} is not whole years"
                )
            )
        if function in ("first", "last"):
            return self.amount(node, years[0 if function == "first" else -1])
        amounts = [self.amount(node, year) for year in years]
        if function == "geometric_mean":
            return _compound(amounts)
        total = amounts[0]
        for amount in amounts[1:]:
            total = _combine("+", total, amount)
        return total if function == "sum" else _combine("/", total, _count(len(amounts)))

    def _convert(self, node: Expression, currency: str, period: Period) -> _Amount:
        amount = self.amount(node, period)
        units = {id_: indicator.unit for id_, indicator in self.pack.indicators.items()}
        unit = infer_unit("", node, units)
        power = exchange_power(unit, exchange_currency(unit, currency))
        if power is None:
            return amount
        try:
            rate = find_rate(self.pack.exchange_rates, period)
        except NoRateError as missing:
            raise _NoValueError(missing.reason) from missing
        self.rates.append(say_rate(rate))
        factor = rate.vnd_per_usd
        text = concat(say_given(factor, 0), Text(" đồng/USD", " VND/USD"))
        return _combine("*" if power > 0 else "/", amount, _Amount(factor, Interval.point(factor), text))


def _combine(sign: str, left: _Amount, right: _Amount) -> _Amount:
    binding = _SUM if sign in "+-" else _PRODUCT
    text = concat(left.write(binding), f" {_SHOWN[sign]} ", right.write(binding + 1))
    if sign == "/" and not right.value:
        raise _NoValueError(concat(Text("chia cho 0: ", "division by 0: "), text))
    value, interval = left.value, None
    match sign:
        case "+":
            value = left.value + right.value
        case "-":
            value = left.value - right.value
        case "*":
            value = left.value * right.value
        case _:
            value = left.value / right.value
    if left.interval is not None and right.interval is not None:
        interval = _INTERVALS[sign](left.interval, right.interval)
    return _Amount(value, interval, text, binding)


_INTERVALS: dict[str, Callable[[Interval, Interval], Interval]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
}


def _count(number: int) -> _Amount:
    return _Amount(Decimal(number), Interval.point(Decimal(number)), Text(str(number), str(number)))


def _percent_change(now: _Amount, base: _Amount) -> _Amount:
    change = _combine("-", _combine("/", now, base), _count(1))
    return replace(change, text=concat("(", change.text, ") × 100"), binding=_PRODUCT)


def _compound(amounts: Sequence[_Amount]) -> _Amount:
    rates = [amount.value * _HUNDRED for amount in amounts]
    mean = mean_rate(rates)
    if mean is None:
        raise _NoValueError(BELOW_MINUS_100)
    intervals = [None if amount.interval is None else amount.interval.scaled(_HUNDRED) for amount in amounts]
    spread = mean_rate_interval(intervals)
    return _Amount(
        mean / _HUNDRED,
        None if spread is None else spread.scaled(_ONE / _HUNDRED),
        say_mean_rate(rates, 2),
        _SUM,
    )


def _price_basis(tree: Node) -> Text:
    """Say at which prices a growth rate is meant, from the functions of its formula."""
    functions = {part.function for part in walk(tree) if isinstance(part, Call)}
    if "real_growth" in functions:
        return Text(" (theo giá so sánh)", " (real, at constant prices)")
    if "nominal_growth" in functions:
        return Text(" (danh nghĩa, theo giá hiện hành)", " (nominal, at current prices)")
    return Text("", "")
