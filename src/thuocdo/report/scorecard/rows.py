"""The scorecard as flat records: one for each component, the same in JSON, CSV and the workbook.

`score.schema.json` describes the record; a test holds both together.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from importlib.resources import files
from typing import Any

from thuocdo.errors import Language, Text
from thuocdo.evaluate.gaps import printed_places
from thuocdo.evaluate.model import Judgement, Projection
from thuocdo.evaluate.say import round_to, say_number
from thuocdo.evaluate.scorecard import PlanScore, Scorecard, TargetScore
from thuocdo.facts.model import Observation, Stage
from thuocdo.periods import Period
from thuocdo.plan.model import Component
from thuocdo.quantities import Approximation

SCHEMA: Mapping[str, Any] = json.loads(
    files("thuocdo.report.scorecard").joinpath("score.schema.json").read_text(encoding="utf-8")
)
"""JSON Schema (draft 2020-12) of the output of `thuocdo score --format json`."""


def score_rows(card: Scorecard) -> list[dict[str, Any]]:
    """Return one record for each component of the scorecard, in the plans' order."""
    return [
        _row(card, plan, target, judgement)
        for plan in card.plans
        for target in plan.targets
        for judgement in target.judgements
    ]


def _row(card: Scorecard, plan: PlanScore, target: TargetScore, judgement: Judgement) -> dict[str, Any]:
    component = judgement.component
    evidence = judgement.actual
    return {
        "plan": plan.plan.id,
        "target": component.target,
        "component": component.id,
        "role": component.role.value,
        "counted": component.counted,
        "name_vi": component.name.vi,
        "name_en": component.name.en,
        "wording": component.wording,
        "indicator": component.indicator,
        "area": component.area,
        "breakdown": component.breakdown,
        "unit": component.unit.text,
        "comparator": component.comparator.value,
        "statistic": component.statistic.value,
        "target_value": target_value(component),
        "actual": actual_value(card, judgement),
        "period": short_period(component.period),
        "time_period": component.period.sdmx,
        "actual_period": short_period(evidence.period) if evidence.value is not None else None,
        "verdict": judgement.verdict.value,
        "verdict_vi": judgement.verdict.label.vi,
        "main_verdict": target.verdict.value,
        "claim": component.claim or None,
        "claim_place": component.claim_place or None,
        "gap": judgement.gap,
        "gap_unit": judgement.gap_unit.vi or None,
        "gap_percent": judgement.gap_percent,
        "completion": judgement.completion,
        "stage": evidence.stage.value if evidence.stage is not None else None,
        "coverage": _coverage(judgement),
        "projection": _projection(judgement.projection),
        "derivation": " | ".join(step.text.vi for step in judgement.steps),
        "note": judgement.note.vi or None,
        "sources": [_source(card, row) for row in evidence.inputs],
        "as_of": card.as_of.isoformat(timespec="seconds"),
    }


def target_value(component: Component) -> Decimal | list[Decimal] | None:
    """Return the number promised, both ends of a range, or None."""
    if component.value is None or component.value_to is None:
        return component.value
    return [component.value, component.value_to]


def actual_value(card: Scorecard, judgement: Judgement) -> Decimal | None:
    """Return the figure in the target's unit at the places it was compared with, or None."""
    component, value = judgement.component, judgement.actual.value
    if value is None:
        return None
    indicator = card.pack.indicators[component.indicator]
    places = max(indicator.decimals_in(component.unit), component.decimals)
    return round_to(indicator.value_in(component.unit, value), places)


def say_figure(card: Scorecard, judgement: Judgement, lang: Language) -> str:
    """Write the figure as a reader expects it: `trên 90 (ước)`; an official figure has no mark."""
    value = actual_value(card, judgement)
    if value is None:
        return "—"
    places = printed_places(judgement, card.pack.indicators[judgement.component.indicator])
    stage = judgement.actual.stage
    mark = f" ({stage.label.say(lang)})" if stage is not None and stage.order < Stage.OFFICIAL.order else ""
    inputs = judgement.actual.inputs
    kinds = {row.approximation for row in inputs}
    hedge = _HEDGES[kinds.pop()].say(lang) if len(kinds) == 1 else ""
    return f"{hedge} {say_number(value, places).say(lang)}{mark}".strip()


_HEDGES = {
    Approximation.EXACT: Text("", ""),
    Approximation.NEARLY: Text("gần", "nearly"),
    Approximation.ABOVE: Text("trên", "above"),
    Approximation.ABOUT: Text("khoảng", "about"),
    Approximation.BELOW: Text("dưới", "below"),
    Approximation.AT_MOST: Text("không quá", "at most"),
    Approximation.AT_LEAST: Text("ít nhất", "at least"),
}


def short_period(period: Period) -> str:
    """Return `2021-2025` for a term, the year or SDMX spelling for anything else."""
    years = period.years()
    whole_years = (period.start.month, period.start.day, period.end.month, period.end.day) == (1, 1, 12, 31)
    if whole_years and len(years) > 1:
        return f"{years[0]}-{years[-1]}"
    return period.sdmx


def _coverage(judgement: Judgement) -> dict[str, Any] | None:
    coverage = judgement.actual.coverage
    if coverage is None:
        return None
    return {
        "present": coverage.present,
        "expected": coverage.expected,
        "unit": coverage.unit.vi or None,
        "missing": list(coverage.missing),
    }


def _projection(projection: Projection | None) -> dict[str, Any] | None:
    if projection is None:
        return None
    return {
        "value": projection.value,
        "low": projection.low,
        "high": projection.high,
        "status": projection.status.value,
        "method": projection.method,
        "required_pace": projection.required_pace,
        "achieved_pace": projection.achieved_pace,
        "pace_unit": projection.pace_unit.vi,
    }


def _source(card: Scorecard, row: Observation) -> dict[str, Any]:
    document = card.pack.documents.get(row.source.document)
    return {
        "document": row.source.document or None,
        "title": document.title.vi if document is not None else None,
        "place": row.source.place or None,
        "url": row.source.url or (document.url if document is not None else None) or None,
        "period": short_period(row.period),
        "value": row.value,
        "unit": row.unit.text,
        "approximation": row.approximation.value or None,
        "stage": row.stage.value,
        "known_from": row.known_from.date().isoformat(),
        "correction": row.correction or None,
    }
