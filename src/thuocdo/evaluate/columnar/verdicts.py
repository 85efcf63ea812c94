"""From the number tested to the verdict, in SQL: the rules of `plan.model.Comparator`."""

from __future__ import annotations

from collections.abc import Collection

from thuocdo.evaluate.columnar.whole import half_up
from thuocdo.plan.model import Comparator

JUDGED = (
    "SELECT p.promise, t.actual, CASE "
    "WHEN p.low IS NULL THEN 'undefined_target' "
    "WHEN t.actual IS NULL THEN 'no_data' WHEN t.worst IS NOT NULL THEN t.worst "
    "ELSE {verdict} END AS verdict "
    "FROM promises AS p LEFT JOIN tested AS t ON t.promise = p.promise"
)

_BETTER = "{p}.is_rising AND {v} > {p}.high OR {p}.is_falling AND {v} < {p}.low"
_TESTS: dict[Comparator, str] = {
    Comparator.AT_LEAST: "CASE WHEN {v} < {p}.low THEN 'missed' WHEN {v} > {p}.low THEN 'exceeded' "
    "ELSE 'met' END",
    Comparator.ABOVE: "CASE WHEN {v} > {p}.low THEN 'met' ELSE 'missed' END",
    Comparator.AT_MOST: "CASE WHEN {v} > {p}.low THEN 'missed' WHEN {v} < {p}.low THEN 'exceeded' "
    "ELSE 'met' END",
    Comparator.BELOW: "CASE WHEN {v} >= {p}.low THEN 'missed' WHEN {v} < {p}.low - {p}.step THEN 'exceeded' "
    "ELSE 'met' END",
    Comparator.RANGE: f"CASE WHEN {{v}} BETWEEN {{p}}.low AND {{p}}.high THEN 'met' WHEN {_BETTER} "
    "THEN 'exceeded' ELSE 'missed' END",
    Comparator.RANK_WITHIN: "CASE WHEN {v} <= {p}.low THEN 'met' ELSE 'missed' END",
    Comparator.YES_NO: "CASE WHEN {v} = {p}.low THEN 'met' ELSE 'missed' END",
}
_TESTS[Comparator.RANK_AT] = _TESTS[Comparator.AT_MOST]


def write_verdict(comparators: Collection[Comparator], value: str, promise: str = "p") -> str:
    """Write the rules of `plan.model.Comparator` for the comparators in use."""
    cases = []
    for comparator in comparators:
        if comparator is Comparator.ABOUT:
            rounded = f"({half_up(value, f'{promise}.step')} * {promise}.step)"
            test = _TESTS[Comparator.RANGE].format(v=rounded, p=promise)
        else:
            test = _TESTS[comparator].format(v=value, p=promise)
        cases.append(f"WHEN {promise}.comparator = '{comparator}' THEN {test}")
    return f"CASE {' '.join(cases)} END" if cases else "NULL"
