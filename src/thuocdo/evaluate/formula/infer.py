"""Which unit does a formula come out in? Worked out from the declared units alone, without any figure.

Sums and products of units follow the `quantities` room (percent minus percent gives points, đồng and USD
never add up). A number written in the formula has no unit and takes the other side's in a product.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from thuocdo.errors import Text, ThuocdoError
from thuocdo.evaluate.formula.problems import FormulaError, make_problem
from thuocdo.evaluate.formula.tree import Call, Expression, Negation, Node, Operation, Reference, Word, walk
from thuocdo.periods import parse_period
from thuocdo.quantities import (
    ONE,
    UNITS,
    ScaledUnit,
    Unit,
    UnitMismatch,
    build_unit,
    multiply_units,
    unit_of_sum,
)

CURRENCIES = ("VND", "USD")

_PERCENT = UNITS.parse("%").unit
_PERSON = UNITS.parse("người").unit


def infer_unit(formula: str, tree: Expression, units: Mapping[str, ScaledUnit]) -> Unit:
    """Return the unit of a formula, scale words aside.

    Args:
        formula: Its text, for messages.
        tree: What `parse_formula` made of it.
        units: Unit of every indicator by id.

    Raises:
        FormulaError: at the first place that makes no sense (BT010, BT011, BT014, BT016, BT017).
    """
    return _Inference(formula, units).unit(tree) or ONE


def is_result_of(unit: Unit, declared: ScaledUnit) -> bool:
    """Whether a formula with result `unit` may be declared in `declared`.

    A plain ratio may be shown as a percentage and a percentage as a multiple ("gấp 1,6 lần"); a
    difference of percentages is points and nothing else.
    """
    same = unit.comparable_dimension == declared.unit.comparable_dimension
    return same and unit.is_difference == declared.unit.is_difference


def is_money(unit: Unit | None) -> bool:
    """Whether a currency is in the unit."""
    return unit is not None and any(base in CURRENCIES for base, _ in unit.dimension)


def say_unit_name(unit: Unit | None) -> Text:
    """Write a unit for a message."""
    if unit is None or not unit.label.vi:
        return Text("số không đơn vị", "a number without unit")
    return Text(unit.label.vi, unit.label.say("en"))


class _Inference:
    """Walks a tree; None stands for a number written in the formula."""

    def __init__(self, formula: str, units: Mapping[str, ScaledUnit]) -> None:
        self.formula = formula
        self.units = units

    def unit(self, node: Expression) -> Unit | None:
        match node:
            case Reference(indicator):
                return self._declared(node, indicator)
            case Negation(operand):
                return self.unit(operand)
            case Operation():
                return self._operation(node)
            case Call():
                return self._call(node)
            case _:
                return None

    def _declared(self, node: Reference, indicator: str) -> Unit:
        if indicator not in self.units:
            what = Text(f"“{indicator}”", f"“{indicator}”")
            raise self._fault("BT010", node, what, _LOOK_UP_ID)
        return self.units[indicator].unit

    def _operation(self, node: Operation) -> Unit | None:
        left, right = self.unit(node.left), self.unit(node.right)
        if left is None and right is None:
            return None
        if node.sign in "+-":
            return self._sum(node, left, right)
        if right is None:
            return left
        if left is None and node.sign == "*":
            return right
        return multiply_units(left or ONE, right, 1 if node.sign == "*" else -1)[0]

    def _sum(self, node: Operation, left: Unit | None, right: Unit | None) -> Unit:
        if left is None or right is None:
            other = left or right or ONE
            if other.comparable_dimension or other.difference is not None or other.is_difference:
                name = say_unit_name(other)
                raise self._fault(
                    "BT011",
                    node,
                    Text(
                        f"một số trần không cộng trừ được với {name.vi}",
                        f"a bare number cannot be added to {name.en}",
                    ),
                    _NO_BARE_NUMBER,
                )
            return ONE
        try:
            return unit_of_sum(left, right, 1 if node.sign == "+" else -1)
        except UnitMismatch as error:
            problem = error.problems[0]
            hint = problem.hint if problem.hint.vi else _ONE_UNIT
            raise self._fault("BT011", node, problem.text, hint) from error

    def _call(self, node: Call) -> Unit | None:
        units = [self.unit(argument) for argument in node.expressions]
        first = units[0]
        match node.function:
            case "share" | "growth_over":
                self._require_same(node, first, units[1])
                return _PERCENT
            case "per_head":
                person = units[1]
                if person is None or person.comparable_dimension != _PERSON.dimension:
                    raise self._fault_in_argument(node, 2, say_unit_name(_PERSON), person)
                return multiply_units(first or ONE, person, -1)[0]
            case "growth" | "real_growth" | "nominal_growth":
                self._require_price_basis(node, first)
                return _PERCENT
            case "points":
                self._require_percent(node, 1, first)
                return _PERCENT.difference
            case "change":
                return first and (first.difference or first)
            case "geometric_mean":
                self._require_percent(node, 1, first)
                return _PERCENT
            case "contribution":
                self._require_percent(node, 1, first)
                self._require_percent(node, 2, units[1])
                return _PERCENT.difference
            case "convert":
                return self._converted(node, first)
            case "at":
                self._require_period(node)
                return first
            case _:  # previous, first, last, sum, mean
                return first

    def _require_same(self, node: Call, one: Unit | None, other: Unit | None) -> None:
        if (one or ONE).comparable_dimension != (other or ONE).comparable_dimension:
            raise self._fault_in_argument(node, 2, say_unit_name(one), other)

    def _require_percent(self, node: Call, place: int, unit: Unit | None) -> None:
        is_percent = unit is not None and not unit.comparable_dimension and unit.difference is not None
        if not is_percent:
            raise self._fault_in_argument(node, place, say_unit_name(_PERCENT), unit)

    def _require_price_basis(self, node: Call, unit: Unit | None) -> None:
        converted = any(isinstance(part, Call) and part.function == "convert" for part in walk(node))
        if node.function == "growth" and is_money(unit):
            what = Text("growth của một số tiền", "growth of an amount of money")
            hint = Text(
                "dùng real_growth cho giá so sánh, nominal_growth cho giá hiện hành",
                "use real_growth for constant prices, nominal_growth for current prices",
            )
        elif node.function != "growth" and not is_money(unit):
            what = Text(
                f"{node.function} của một số không phải tiền", f"{node.function} of what is not money"
            )
            hint = Text("dùng growth", "use growth")
        elif node.function == "real_growth" and converted:
            what = Text(
                "số đã quy đổi theo tỷ giá từng năm không còn theo giá so sánh",
                "figures converted at each year's rate are no longer at constant prices",
            )
            hint = Text("dùng nominal_growth", "use nominal_growth")
        else:
            return
        raise self._fault("BT014", node, what, hint)

    def _converted(self, node: Call, unit: Unit | None) -> Unit:
        currency = word_at(node, 1)
        if currency not in CURRENCIES:
            raise self._fault(
                "BT016",
                node,
                Text(f"“{currency}”", f"“{currency}”"),
                Text(f"viết một trong: {', '.join(CURRENCIES)}", f"write one of {', '.join(CURRENCIES)}"),
            )
        if unit is None or not is_money(unit):
            raise self._fault_in_argument(node, 1, Text("một số tiền", "an amount of money"), unit)
        return exchange_currency(unit, currency)

    def _require_period(self, node: Call) -> None:
        try:
            parse_period(word_at(node, 1))
        except ThuocdoError as error:
            raise self._fault("BT017", node, error.problems[0].text, error.problems[0].hint) from error

    def _fault_in_argument(self, node: Call, place: int, wanted: Text, given: Unit | None) -> FormulaError:
        name = say_unit_name(given)
        what = Text(
            f"tham số {place} của {node.function} phải là {wanted.vi}, đang là {name.vi}",
            f"argument {place} of {node.function} must be {wanted.en}, it is {name.en}",
        )
        return self._fault("BT011", node, what, _LOOK_UP_UNIT)

    def _fault(self, code: str, node: Node, what: Text, hint: Text) -> FormulaError:
        return FormulaError(make_problem(code, what, hint, self.formula, node.column))


def exchange_currency(unit: Unit, currency: str) -> Unit:
    """Return the unit with every currency in it replaced by `currency`."""
    target = UNITS.parse("đồng" if currency == "VND" else "USD").unit
    if not unit.parts:
        return target
    return build_unit(
        tuple(replace(part, unit=target) if is_money(part.unit) else part for part in unit.parts)
    )


def word_at(node: Call, place: int) -> str:
    """Return the word that stands as argument number `place`, counted from 0."""
    word = node.arguments[place]
    return word.text if isinstance(word, Word) else ""


_LOOK_UP_ID = Text("sửa mã, hoặc thêm indicators/<mã>.yaml", "mend the id, or add indicators/<id>.yaml")
_LOOK_UP_UNIT = Text(
    "xem đơn vị khai trong indicators/<mã>.yaml", "see the unit declared in indicators/<id>.yaml"
)
_ONE_UNIT = Text("chỉ cộng trừ những số cùng đơn vị", "only figures of one unit can be added")
_NO_BARE_NUMBER = Text(
    "số viết trong công thức không có đơn vị (5 không phải là 5 %): dùng một chỉ tiêu cùng đơn vị",
    "a number in a formula has no unit (5 is not 5%): use an indicator of the same unit",
)
