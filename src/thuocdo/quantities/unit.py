"""What is a figure counted in? Units with their dimensions, and the power of ten before them."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from thuocdo.errors import Language, Text
from thuocdo.quantities.precision import CONTEXT

Dimension = tuple[tuple[str, int], ...]
"""Base dimensions with their exponents, sorted by name: (("VND", 1), ("person", -1))."""

SCALES: dict[int, Text] = {
    0: Text("", ""),
    3: Text("nghìn", "thousand"),
    6: Text("triệu", "million"),
    9: Text("tỷ", "billion"),
    12: Text("nghìn tỷ", "trillion"),
    15: Text("triệu tỷ", "quadrillion"),
}
"""Scale words by power of ten. `vạn` (4) is read but never written: the press prints 10.000."""

YEAR = "year"
"""The base dimension of durations."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure.

    Attributes:
        id: ASCII id: `VND`, `percent`, `bed`; compounds `USD/person/year`, `bed/10000_resident`.
        dimension: See `Dimension`; empty for pure numbers, percent and points.
        factor: How many base units of the dimension one of it is (1 ha = 10000 m²; 1 % = 0.01).
        label: Name as printed; English in the plural.
        out_of: For places and scores, and counts of a known whole: how many there are in all
            (63 for `hạng/63`, 100 for `điểm/100`), if the unit says so.
        is_difference: It measures the distance between two figures (percentage points, rank steps).
        difference: Unit of the distance between two figures in this one, where that is another unit.
        is_additive: Two figures may be summed; not so for places in a ranking.
        each: English name of a single one, for `per …`; empty where the label serves.
        parts: For compounds, the simple units with their exponents and the number counted by.
    """

    id: str
    dimension: Dimension
    factor: Decimal
    label: Text = field(compare=False)
    out_of: int | None = None
    is_difference: bool = False
    difference: Unit | None = field(default=None, compare=False, repr=False)
    is_additive: bool = field(default=True, compare=False, repr=False)
    each: str = field(default="", compare=False, repr=False)
    parts: tuple[Part, ...] = field(default=(), compare=False, repr=False)

    @property
    def comparable_dimension(self) -> Dimension:
        """The dimension without `per year`.

        A plan prints the growth of one year as `15%` and as `15%/năm`, income as `USD/người` and as
        `USD/người/năm`: the period of the figure carries the year, and the two are the same measure.
        """
        return tuple(part for part in self.dimension if part != (YEAR, -1))

    def is_compatible(self, other: Unit) -> bool:
        """Whether figures in both can be compared and converted into each other."""
        if self.comparable_dimension != other.comparable_dimension:
            return False
        if self.out_of and other.out_of and self.out_of != other.out_of:
            return False
        level = other if self.is_difference else self
        return self.is_difference == other.is_difference or level.difference is None


@dataclass(frozen=True, slots=True)
class Part:
    """A simple unit inside a compound: `/10.000 dân` is Part(resident, -1, 10000)."""

    unit: Unit
    exponent: int
    count: int = 1


ONE = Unit("one", (), Decimal(1), Text("", ""))
"""The unit of a pure number."""


@dataclass(frozen=True, slots=True)
class ScaledUnit:
    """A unit with the power of ten printed before it.

    Attributes:
        unit: See `Unit`.
        multiplier: Power of ten (9 for `tỷ đồng`), SDMX's UNIT_MULT.
        text: As printed (`tỉ đồng`); does not count when two are compared.
    """

    unit: Unit
    multiplier: int = 0
    text: str = field(default="", compare=False)

    @property
    def factor(self) -> Decimal:
        """How many base units one of it is."""
        return self.unit.factor.scaleb(self.multiplier, CONTEXT)

    @property
    def id(self) -> str:
        """ASCII id with the power of ten, for machine formats: `VND`, `10^9.VND`."""
        return f"10^{self.multiplier}.{self.unit.id}" if self.multiplier else self.unit.id

    def label(self, lang: Language = "vi") -> str:
        """Return the name in standard spelling, e.g. `nghìn tỷ đồng`, `trillion VND`."""
        scale = SCALES.get(self.multiplier, Text(f"10^{self.multiplier}", f"10^{self.multiplier}"))
        name = self.unit.label.say(lang)
        return f"{scale.say(lang)}{'' if name.startswith('/') else ' '}{name}".strip()

    def is_compatible(self, other: ScaledUnit) -> bool:
        """Whether figures in both can be compared and converted; `%` and points never can.

        `%/năm` goes with `%`, and `USD/người/năm` with `USD/người` (see `Unit.comparable_dimension`).
        """
        return self.unit.is_compatible(other.unit)

    def __str__(self) -> str:
        return self.text or self.label()
