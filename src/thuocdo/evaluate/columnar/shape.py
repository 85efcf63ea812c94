"""What must the writers of the query know of a scorecard?"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from thuocdo.evaluate.columnar.promises import Frequency, Reduction, Way
from thuocdo.plan.model import Comparator


@dataclass(frozen=True, slots=True)
class Shape:
    """What decides the text of the query; the rest is in its tables.

    Attributes:
        frequency: How often the parts report.
        ways: Ways in use.
        reads_most: Most indicators of the lake are wanted, so that picking them costs more than it saves.
        has_statements: Some whole has rows of its own in the lake.
        is_tolerant: Some indicator added up over parts and periods tolerates absent parts.
        reductions: Reductions in use.
        comparators: Comparators in use.
        most_years: Years of the longest term with a mean growth.
    """

    frequency: Frequency
    ways: tuple[Way, ...]
    reads_most: bool
    has_statements: bool
    is_tolerant: bool
    reductions: tuple[Reduction, ...]
    comparators: tuple[Comparator, ...]
    most_years: int


Rows = Callable[[Collection[str]], str]
"""Takes columns, returns a SELECT of them from all observation rows."""
