"""How much? Vietnamese number text ⇄ `Quantity`: Decimal, unit, printed precision.

The door of the room: other rooms import from here and not from its modules.
"""

from thuocdo.quantities.algebra import build_unit, exchange_power, multiply_units, unit_of_sum
from thuocdo.quantities.interval import Approximation, Interval, printed_interval
from thuocdo.quantities.number_text import Style, parse_decimal, write_number
from thuocdo.quantities.precision import CONTEXT, divide, quantise, root
from thuocdo.quantities.problems import (
    AmbiguousNumber,
    BadUnitTable,
    UnitMismatch,
    UnknownUnit,
    UnreadableQuantity,
)
from thuocdo.quantities.quantity import NO_UNIT, Quantity, QuantityRange, Rank, Ratio
from thuocdo.quantities.reading import parse_approximation, parse_quantity
from thuocdo.quantities.registry import UNITS, UnitRegistry
from thuocdo.quantities.unit import ONE, Dimension, Part, ScaledUnit, Unit
from thuocdo.quantities.writing import write_quantity

__all__ = [
    "CONTEXT",
    "NO_UNIT",
    "ONE",
    "UNITS",
    "AmbiguousNumber",
    "Approximation",
    "BadUnitTable",
    "Dimension",
    "Interval",
    "Part",
    "Quantity",
    "QuantityRange",
    "Rank",
    "Ratio",
    "ScaledUnit",
    "Style",
    "Unit",
    "UnitMismatch",
    "UnitRegistry",
    "UnknownUnit",
    "UnreadableQuantity",
    "build_unit",
    "divide",
    "exchange_power",
    "multiply_units",
    "parse_approximation",
    "parse_decimal",
    "parse_quantity",
    "printed_interval",
    "quantise",
    "root",
    "unit_of_sum",
    "write_number",
    "write_quantity",
]
