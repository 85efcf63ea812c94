"""Which method would have been right? Each is tried on years whose figures are already known.

The last k years are left out for every possible k (a rolling origin): the method sees only the points
before the cut and forecasts each point after it. All methods are tried on the same pairs. Years that end
a past term of the pack are marked, so a reader sees how the end of the last terms would have been told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from thuocdo.evaluate.model import BackTest, BackTestError
from thuocdo.evaluate.projection.methods import (
    WITHOUT_BACK_TEST,
    FigureKind,
    Method,
    Point,
    usable_methods,
)

WINDOW = 5
"""Most points a method looks at: one term."""


def run_back_tests(
    kind: FigureKind, points: Sequence[Point], term_ends: Mapping[int, str]
) -> tuple[BackTest, ...]:
    """Try every usable method on `points`; `term_ends` maps the last year of a past term to its plan."""
    return tuple(
        BackTest(method.id, method.label, _try_method(method, points, term_ends))
        for method in usable_methods(kind, points)
    )


def _try_method(
    method: Method, points: Sequence[Point], term_ends: Mapping[int, str]
) -> tuple[BackTestError, ...]:
    errors = []
    for cut in range(2, len(points)):
        seen = points[max(0, cut - WINDOW) : cut]
        for hidden in points[cut:]:
            errors.append(
                BackTestError(
                    origin=seen[-1].year,
                    year=hidden.year,
                    forecast=method.run(seen, hidden.year),
                    actual=hidden.value,
                    term=term_ends.get(hidden.year, ""),
                )
            )
    return tuple(errors)


def choose_method(kind: FigureKind, tests: Sequence[BackTest], points: Sequence[Point]) -> Method:
    """Return the method with the lowest mean absolute error; of equals the simplest."""
    by_id = {method.id: method for method in usable_methods(kind, points)}
    best: BackTest | None = None
    for test in tests:
        error = test.mean_absolute_error
        if error is None:
            return WITHOUT_BACK_TEST[kind]
        if best is None or error < (best.mean_absolute_error or Decimal(0)):
            best = test
    return by_id[best.method] if best else WITHOUT_BACK_TEST[kind]


def error_per_year(test: BackTest | None) -> Decimal | None:
    """Return the largest absolute error per year looked ahead, or None when nothing was tried."""
    if test is None or not test.errors:
        return None
    return max(one.error_per_year for one in test.errors)
