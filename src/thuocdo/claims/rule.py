"""What is a rule? A class that reads figures and states what is wrong, with an id that never changes.

A rule lives in one file of `claims/rules`, named after its id and its name; the folder is scanned, nothing
is registered by hand. Its docstring is the user's page, its test page is `tests/claims/rules/<file>.md`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, TypeVar

from thuocdo.claims.model import Figure, FigurePlace, Finding, Fix, Reading
from thuocdo.errors import Severity, Text

if TYPE_CHECKING:
    # Only a check against a pack needs these rooms, and they are slow to import.
    from thuocdo.evaluate.resolve import Resolver
    from thuocdo.facts.store import FactStore
    from thuocdo.plan.model import Pack

_Made = TypeVar("_Made")

HEADINGS = ("## Kiểm tra gì", "## Vì sao sai", "## Ví dụ", "## Nên viết")
"""Headings of every rule's page, in this order."""

FAMILIES = {
    "TR": Text("Chỗ trống", "Blanks"),
    "TT": Text("Phép tính", "Arithmetic"),
    "MT": Text("Mâu thuẫn trong văn bản", "Contradictions inside the document"),
    "DV": Text("Đơn vị, độ lớn, % và điểm phần trăm", "Unit, scale, percent for points"),
    "SL": Text("So với số liệu đã duyệt", "Against approved facts"),
    "KH": Text("So với kế hoạch", "Against the plan"),
    "CT": Text("Cước chú", "Footnotes"),
    "VB": Text("Cách viết", "Writing"),
    "DX": Text("Đọc văn bản", "Reading"),
}
"""Question of each family, by the two letters that its ids start with."""


class Status(StrEnum):
    """How far a rule has come: a preview rule is shown and never fails a check."""

    PREVIEW = "preview"
    STABLE = "stable"
    DEPRECATED = "deprecated"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Checked:
    """Figures that a rule held against something else, and that agree. For the coverage line."""

    figures: tuple[Figure, ...]


class CheckConfig(Protocol):
    """What a user may change about a check."""

    def is_selected(self, rule: Rule) -> bool:
        """Whether the rule is to be run."""
        ...

    def severity_of(self, finding: Finding) -> Severity:
        """Return the severity to show a finding with: its own, or what the user set for the rule."""
        ...


@dataclass(frozen=True)
class RuleContext:
    """What a rule may know besides the document.

    Attributes:
        pack: Plan pack, or None where none was given.
        facts: Store of approved observations, or None.
        resolver: Answers for a figure as of a date, or None without a pack.
        as_of: Date of knowledge, or None for the newest.
        config: The user's settings, or None.
    """

    pack: Pack | None = None
    facts: FactStore | None = None
    resolver: Resolver | None = None
    as_of: datetime | None = None
    config: CheckConfig | None = None
    _made: dict[object, Any] = field(default_factory=dict, repr=False, compare=False)

    def shared(self, make: Callable[[Reading], _Made], reading: Reading) -> _Made:
        """Return `make(reading)`, worked out once for all rules of this check."""
        key = (make, id(reading))
        if key not in self._made:
            self._made[key] = make(reading)
        made: _Made = self._made[key]
        return made


class Rule:
    """Base of all rules.

    Attributes:
        id: Family and three digits (e.g. `TT001`); never used again once retired.
        name: Says the fault, kebab-case ASCII (e.g. `ratio-and-percent-disagree`).
        title: The fault in one line.
        severity: Severity of a finding where `finding` is not told otherwise.
        status: See `Status`.
        since: Version that the rule first came with.
    """

    id: ClassVar[str]
    name: ClassVar[str]
    title: ClassVar[Text]
    severity: ClassVar[Severity] = Severity.ERROR
    status: ClassVar[Status] = Status.STABLE
    since: ClassVar[str] = "0.2.0"

    @property
    def family(self) -> str:
        """The two letters that the id starts with."""
        return self.id[:2]

    @property
    def page(self) -> str:
        """The user's page: Markdown in Vietnamese under the four headings."""
        return _unindent(type(self).__doc__ or "")

    def check(self, reading: Reading, context: RuleContext) -> Iterator[Finding | Checked]:
        """Yield what is wrong, and what was held against something and agrees."""
        raise NotImplementedError

    def finding(
        self,
        text: Text,
        places: Sequence[Figure | FigurePlace],
        *,
        expected: str = "",
        stated: str = "",
        severity: Severity | None = None,
        fix: Fix | str | None = None,
        confidence: int = 100,
    ) -> Finding:
        """Return a finding of this rule.

        Args:
            text: Statement with both sides of the arithmetic.
            places: First the place to mend, then every other place involved.
            expected: What follows from the other figures, as printed.
            stated: What stands there; the text of the first place where left out.
            severity: Where it differs from the rule's.
            fix: Replacement, or the text that takes the place of the first place.
            confidence: 0–100.
        """
        where = tuple(place_of(place) for place in places)
        first = where[0]
        if isinstance(fix, str):
            fix = Fix(first, fix)
        return Finding(
            rule=self.id,
            severity=severity or self.severity,
            text=text,
            places=where,
            expected=expected,
            stated=stated or first.block.text[first.start : first.end],
            fix=fix,
            confidence=confidence,
        )


def place_of(place: Figure | FigurePlace) -> FigurePlace:
    """Return the place of a figure; a place stays as it is."""
    if isinstance(place, FigurePlace):
        return place
    return FigurePlace(place.block, place.start, place.end, place)


def _unindent(page: str) -> str:
    first, _, rest = page.partition("\n")
    lines = [line.removeprefix("    ") for line in rest.splitlines()]
    return "\n".join([first.strip(), *lines]).strip()
