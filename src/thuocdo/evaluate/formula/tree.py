"""What a formula is made of, and how it is written back.

`write_formula(parse_formula(text))` is the text in its plainest spelling: one space around operators,
only the parentheses that are needed. Parsing that gives the same tree again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

Sign = Literal["+", "-", "*", "/"]

_BINDING: dict[str, int] = {"+": 1, "-": 1, "*": 2, "/": 2}
_NEGATION = 3


@dataclass(frozen=True, slots=True)
class Number:
    """A number written in the formula, with a decimal point; it has no unit."""

    value: Decimal
    column: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Reference:
    """Another indicator's figure for the same area and period.

    Attributes:
        indicator: Its id.
        breakdown: `URBANISATION=U` or `_T`; empty for the breakdown that is being worked out.
        column: 1-based column in the formula, for messages.
    """

    indicator: str
    breakdown: str = ""
    column: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Word:
    """A word in quotation marks: a currency or a period."""

    text: str
    column: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Negation:
    """Minus something."""

    operand: Expression
    column: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Operation:
    """Two things added, subtracted, multiplied or divided; `column` is that of the sign."""

    sign: Sign
    left: Expression
    right: Expression
    column: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Call:
    """A function of `functions.FUNCTIONS` with its arguments."""

    function: str
    arguments: tuple[Node, ...]
    column: int = field(default=0, compare=False)

    @property
    def expressions(self) -> tuple[Expression, ...]:
        """The arguments that have a value, words left out."""
        return tuple(argument for argument in self.arguments if not isinstance(argument, Word))


Expression = Number | Reference | Negation | Operation | Call
"""Anything that has a value."""

Node = Expression | Word
"""Anything that can stand in a formula."""


def walk(node: Node) -> Iterator[Node]:
    """Yield the node and everything below it, outermost first, left to right."""
    yield node
    match node:
        case Negation(operand):
            yield from walk(operand)
        case Operation(_, left, right):
            yield from walk(left)
            yield from walk(right)
        case Call(_, arguments):
            for argument in arguments:
                yield from walk(argument)
        case _:
            return


def list_references(node: Node) -> tuple[str, ...]:
    """Return the ids of the indicators that a formula needs, each once, in order."""
    return tuple(dict.fromkeys(part.indicator for part in walk(node) if isinstance(part, Reference)))


def write_formula(node: Node) -> str:
    """Return the plainest spelling of a formula."""
    return _write(node, 0)


def _write(node: Node, binding: int) -> str:
    match node:
        case Number(value):
            return f"{value:f}"
        case Reference(indicator, breakdown):
            return f"{indicator}[{breakdown}]" if breakdown else indicator
        case Word(text):
            return f'"{text}"'
        case Call(function, arguments):
            return f"{function}({', '.join(_write(argument, 0) for argument in arguments)})"
        case Negation(operand):
            return _bracket(f"-{_write(operand, _NEGATION)}", binding > _NEGATION)
    own = _BINDING[node.sign]
    # The right side binds tighter by one: a - (b - c) keeps its parentheses.
    text = f"{_write(node.left, own)} {node.sign} {_write(node.right, own + 1)}"
    return _bracket(text, own < binding)


def _bracket(text: str, is_needed: bool) -> str:
    return f"({text})" if is_needed else text
