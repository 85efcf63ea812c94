"""Figures found in a document, and what rules say of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from thuocdo.documents import Block, Document
from thuocdo.errors import Severity, Text
from thuocdo.quantities import Approximation, Interval


class FigureKind(StrEnum):
    """What a figure says."""

    LEVEL = "level"
    GROWTH_RATE = "growth_rate"
    SHARE = "share"
    DELTA_ABS = "delta_abs"
    DELTA_PCT = "delta_pct"
    FOLD = "fold"
    RANK = "rank"
    RATIO = "ratio"
    COUNT = "count"
    RANGE = "range"
    RATE = "rate"
    BLANK = "blank"


class Role(StrEnum):
    """What a figure is for in its sentence; decided before figures are linked (claims grammar 4.3)."""

    LEVEL = "level"
    CHANGE = "change"
    FROM = "from"
    TO = "to"
    FOLD = "fold"
    TARGET = "target"
    TARGET_GAP = "target_gap"
    COMPLETION = "completion"
    CONTRIBUTION = "contribution"
    TOTAL = "total"
    PART = "part"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Figure:
    """One quantity or blank at a place in a document.

    Attributes:
        block: The block it stands in.
        start, end: Span in the block's text, approximation words left out, unit included.
        text: `block.text[start:end]`.
        value: As printed, scale words not applied; None for a blank. For a range or ratio the first.
        value2: Second number of a range or ratio.
        scale: Power of ten of the scale word (0, 3, 6, 9, 12 …).
        unit: Unit as printed (e.g. `%`, `đồng`, `xã`); empty where there is none.
        kind: See `FigureKind`.
        decimals: Decimals as printed.
        approximation: gần, trên, khoảng … before the number.
        sign: −1 where the words say a decrease ("giảm 4,27%"), else +1; `value` itself stays positive.
        role: See `Role`.
        stage: `actual`, `estimate`, `target` or `scenario`, from the words around.
        subject: What it is a figure of, as words of the text.
        period, base_period: Period it speaks of and period it compares with, plain or SDMX spelling.
        area: Area named, empty for the document's own.
        subset: Part of the whole it speaks of (FDI, nông thôn, …).
        indicator: Indicator id it is bound to, empty where it is not.
        confidence: 0–100 of that binding.
        is_ambiguous: The number itself can be read two ways.
    """

    block: Block
    start: int
    end: int
    text: str
    value: Decimal | None
    kind: FigureKind
    value2: Decimal | None = None
    scale: int = 0
    unit: str = ""
    decimals: int = 0
    approximation: Approximation = Approximation.EXACT
    sign: int = 1
    role: Role = Role.OTHER
    stage: str = "actual"
    subject: str = ""
    period: str = ""
    base_period: str = ""
    area: str = ""
    subset: str = ""
    indicator: str = ""
    confidence: int = 0
    is_ambiguous: bool = False

    @property
    def amount(self) -> Decimal | None:
        """The number with its scale word applied, in `unit`."""
        return None if self.value is None else self.value.scaleb(self.scale)

    @property
    def interval(self) -> Interval | None:
        """Every value the print can stand for, scale applied; None for a blank."""
        from thuocdo.claims.intervals import interval_of

        return interval_of(self)


@dataclass(frozen=True, slots=True)
class FigurePlace:
    """A place that a finding points at."""

    block: Block
    start: int
    end: int
    figure: Figure | None = None


@dataclass(frozen=True, slots=True)
class Fix:
    """A proposed replacement of the text at a place."""

    place: FigurePlace
    replacement: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule's statement about figures, with its arithmetic.

    Attributes:
        rule: Id of the rule (e.g. `TT001`).
        severity: error = proved by what is printed; warning = likely; note = style or information.
        text: The statement with both sides of the arithmetic, in both languages.
        places: First the place to mend, then every other place involved.
        expected: What follows from the other figures, as printed text; empty where nothing does.
        stated: What stands there.
        fix: A replacement where one is certain.
        confidence: 0–100.
    """

    rule: str
    severity: Severity
    text: Text
    places: tuple[FigurePlace, ...]
    expected: str = ""
    stated: str = ""
    fix: Fix | None = None
    confidence: int = 100


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of a document was checked: always printed, always last.

    Attributes:
        figures: Quantities and blanks found.
        checked: Figures that at least one rule held against something else.
        faulty: Figures in at least one finding of severity error or warning.
        uncheckable: The rest.
        unreadable: Blocks whose letters are lost.
    """

    figures: int
    checked: int
    faulty: int
    uncheckable: int
    unreadable: int = 0


@dataclass(frozen=True)
class Reading:
    """A document with its figures: what every rule gets.

    Attributes:
        document: The document.
        figures: In reading order.
        by_block: Figures of each block, by block index.
    """

    document: Document
    figures: Sequence[Figure]
    by_block: Mapping[int, Sequence[Figure]] = field(default_factory=dict)


@dataclass(frozen=True)
class Report:
    """The result of checking one document."""

    document: Document
    reading: Reading
    findings: tuple[Finding, ...]
    coverage: Coverage
