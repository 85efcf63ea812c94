"""What is an identity, what does it read, and what does it find?

An identity is a statement over a plan's numbers that must be true if the plan is to hold together. Its
kind brings the arithmetic; the pack's coherence.yaml says which numbers go in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from thuocdo.errors import NO_TEXT, Severity, Text
from thuocdo.quantities import Interval, ScaledUnit

if TYPE_CHECKING:
    from thuocdo.evaluate.coherence.case import Case


class Shape(StrEnum):
    """What may stand behind a key of an identity."""

    NUMBER = "number"
    NUMBERS = "numbers"
    PERCENT = "percent"
    PERCENTS = "percents"
    ROWS = "rows"
    NAME = "name"
    WHOLE = "whole"
    CHOICE = "choice"
    COMPONENTS = "components"
    DATE = "date"

    @property
    def label(self) -> Text:
        """What to write, for messages and the reference page."""
        return _SHAPES[self]


_SHAPES = {
    Shape.NUMBER: Text("một số (target, fact hoặc value)", "a number (target, fact or value)"),
    Shape.NUMBERS: Text("danh sách số", "a list of numbers"),
    Shape.PERCENT: Text("một số phần trăm", "a number in percent"),
    Shape.PERCENTS: Text("danh sách số phần trăm", "a list of numbers in percent"),
    Shape.ROWS: Text("danh sách dòng", "a list of rows"),
    Shape.NAME: Text("tên {vi, en}", "a name {vi, en}"),
    Shape.WHOLE: Text("số nguyên dương", "a whole number above zero"),
    Shape.CHOICE: Text("một từ trong danh sách", "one word of a list"),
    Shape.COMPONENTS: Text("mã chỉ tiêu thành phần, hoặc all", "component ids, or all"),
    Shape.DATE: Text("ngày dạng 2025-07-01", "a date like 2025-07-01"),
}


@dataclass(frozen=True, slots=True)
class Parameter:
    """One key of an identity's `with:` block.

    Attributes:
        name: The key.
        shape: What may stand behind it.
        about: What it means.
        required: Whether it must be there.
        choices: Words allowed for `Shape.CHOICE`, the default first.
        rows: Keys of each row for `Shape.ROWS`.
        least: Fewest entries of a list.
    """

    name: str
    shape: Shape
    about: Text
    required: bool = True
    choices: tuple[str, ...] = ()
    rows: tuple[Parameter, ...] = ()
    least: int = 1


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one check of an identity found.

    Attributes:
        steps: The arithmetic with its numbers, in order.
        holds: True, False, or None when it cannot be computed (`reason` says why).
        expected: What follows from the other numbers.
        stated: What is printed.
        unit: Unit of the gap (points for percentages).
        decimals: Places at which expected, stated and gap are worth reading.
        part: Short ASCII suffix of the finding's id where a kind finds several things.
        title: Title of its own where the identity's does not say enough.
        assumptions: What had to be assumed to compute it.
        severity: How bad it is if it does not hold, where the kind knows better than the identity.
        reason: Why it cannot be computed.
        places: Component ids it speaks of, beyond those its numbers came from.
    """

    steps: tuple[Text, ...]
    holds: bool | None
    expected: Decimal | None = None
    stated: Decimal | None = None
    unit: Text = NO_TEXT
    decimals: int = 2
    part: str = ""
    title: Text = NO_TEXT
    assumptions: tuple[Text, ...] = ()
    severity: Severity | None = None
    reason: Text = NO_TEXT
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a number stands.

    Attributes:
        component: Component key (e.g. `xx/1a`), or empty for a fact or an assumption.
        source: Document and place, or address (e.g. `du-thao-2025-03 L3088-3090`).
        file: File of the pack.
        line: Line in that file.
    """

    component: str = ""
    source: str = ""
    file: str = ""
    line: int | None = None

    def say(self) -> str:
        """Return e.g. `xx/1a (du-thao-2025-03 L3088-3090; targets.csv:2)`."""
        file = f"{self.file}:{self.line}" if self.file and self.line else self.file
        inside = "; ".join(part for part in (self.source, file) if part)
        if not self.component:
            return inside
        return f"{self.component} ({inside})" if inside else self.component


class Origin(StrEnum):
    """Where a number comes from: decides how its precision is read."""

    TARGET = "target"
    """Set by decision: exactly what is printed."""
    FACT = "fact"
    """Measured: everything that rounds to what is printed."""
    ASSUMPTION = "value"
    """Declared in coherence.yaml: as declared, from `value` to `to`."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number that went into an identity.

    Attributes:
        name: What it is, e.g. `Tỷ trọng công nghiệp - xây dựng 2025`.
        value: In `unit`.
        interval: Everything it can stand for.
        decimals: As printed.
        unit: As printed.
        origin, place: Where it comes from.
        note: Why it was assumed.
    """

    name: Text
    value: Decimal
    interval: Interval
    decimals: int
    unit: ScaledUnit
    origin: Origin
    place: Place
    note: Text = NO_TEXT

    @property
    def low(self) -> Decimal:
        """Lower end of the interval; the value itself where it is open-ended."""
        return self.value if self.interval.low is None else self.interval.low

    @property
    def high(self) -> Decimal:
        """Upper end of the interval; the value itself where it is open-ended."""
        return self.value if self.interval.high is None else self.interval.high

    @property
    def canonical(self) -> Decimal:
        """Value in the base of its unit."""
        return self.value * self.unit.factor


class CannotCompute(Exception):  # noqa: N818
    """A number that an identity needs is not there; carries the reason for the reader."""

    def __init__(self, reason: Text) -> None:
        """Take the reason."""
        super().__init__(reason.vi)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of identity: its arithmetic and the keys it needs.

    Attributes:
        id: Name of its file (e.g. `sector_growth`).
        title: Name as printed.
        about: What must be true, in one or two sentences.
        parameters: Keys of the `with:` block.
        check: Returns the findings of one identity; may raise `CannotCompute`.
    """

    id: str
    title: Text
    about: Text
    parameters: tuple[Parameter, ...]
    check: Callable[[Case], list[Outcome]]


@dataclass(frozen=True, slots=True)
class Identity:
    """One declared identity.

    Attributes:
        id: Short id, unique in the file.
        kind: Id of its kind.
        plan: Id of the plan it is about.
        title: What it checks, as a heading.
        assumptions: Declared by its author, printed with every finding.
        severity: How bad it is if it does not hold.
        arguments: The `with:` block, read and checked.
        line: Line in coherence.yaml.
    """

    id: str
    kind: str
    plan: str
    title: Text
    arguments: Mapping[str, object]
    assumptions: tuple[Text, ...] = ()
    severity: Severity = Severity.WARNING
    line: int | None = None


@dataclass(frozen=True, slots=True)
class CoherenceFinding:
    """What one identity says about a plan's numbers.

    Attributes:
        id: Identity id, with a suffix where it found several things (e.g. `clean-water:1`).
        kind: Id of its kind.
        title: What was checked.
        assumptions: What had to be assumed, declared and of the kind.
        steps: The arithmetic, each line with its numbers.
        expected: What follows from the other numbers; None when it cannot be computed.
        stated: What is printed.
        gap: `stated` minus `expected`, in `gap_unit`.
        gap_unit: Points for percentages, else the unit.
        decimals: Places at which these three are worth reading.
        holds: Whether the numbers agree; None when it cannot be computed.
        reason: Why it cannot be computed.
        severity: NOTE when it holds.
        places: Where the numbers stand.
    """

    id: str
    kind: str
    title: Text
    assumptions: tuple[Text, ...]
    steps: tuple[Text, ...]
    expected: Decimal | None
    stated: Decimal | None
    gap: Decimal | None
    gap_unit: Text
    holds: bool | None
    severity: Severity
    places: tuple[Place, ...]
    reason: Text = NO_TEXT
    decimals: int = field(default=2, compare=False)
