"""The same histories, told by the published open formula and by this project.

The formula is the one published with Open SDG 2.4 (sdg-build, progress measure with a target, after
Statistics Canada): observed and required compound yearly growth from the base year, their ratio, and
thresholds at 0.95, 0.60 and 0; a base or target of zero is replaced by 0.001. It is restated here, in
binary floats as published, to be held against our own answers; docs/reference/projection.md shows the table made from this page.

Run this file as a script to write the table into that page after a change.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from judge_world import make_component, make_indicator, make_pack, seen

from thuocdo.evaluate.compare import compare
from thuocdo.evaluate.model import Projection, Verdict
from thuocdo.evaluate.project import classify, project
from thuocdo.evaluate.resolve import Resolver
from thuocdo.evaluate.say import say_number
from thuocdo.facts.memory import MemoryFacts
from thuocdo.plan.model import Comparator, Direction

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "projection.md"
BEGIN, END = "<!-- open-sdg:begin -->", "<!-- open-sdg:end -->"

D = Decimal
START, LAST, TARGET_YEAR = 2025, 2027, 2030


@dataclass(frozen=True)
class History:
    """Three yearly figures from 2025, a target for 2030, and what each side must say."""

    name: str
    figures: tuple[str, str, str]
    target: str
    unit: str
    falls: bool
    theirs: str
    ours: Verdict


HISTORIES = (
    History("5 km of 100 after two of five years", ("0", "2", "5"), "100", "km", False, "substantial progress", Verdict.AT_RISK),
    History("poverty 5 → 0, exactly on its straight line", ("5", "4", "3"), "0", "%", True, "limited progress", Verdict.LIKELY_MET),
    History("a falling rate 10 → 2, exactly on its line", ("10", "8.4", "6.8"), "2", "%", True, "moderate progress", Verdict.LIKELY_MET),
    History("hold 99.5 (duy trì), held", ("99.5", "99.5", "99.5"), "99.5", "%", False, "divides by zero", Verdict.LIKELY_MET),
    History("hold 99.5 (duy trì), slipping", ("99.5", "99", "98.5"), "99.5", "%", False, "divides by zero", Verdict.AT_RISK),
    History("hold zero cases, held", ("0", "0", "0"), "0", "vụ", True, "divides by zero", Verdict.LIKELY_MET),
    History("hold zero cases, then one", ("0", "0", "1"), "0", "vụ", True, "divides by zero", Verdict.AT_RISK),
    History("a deficit of 8 to a surplus of 5", ("-8", "-5", "-2"), "5", "tỷ đồng", False, "moderate progress", Verdict.LIKELY_EXCEEDED),
    History("a surplus of 2 to one of 5, after a deficit", ("2", "-1", "-1"), "5", "tỷ đồng", False, "not available", Verdict.AT_RISK),
    History("95 → 100, on its line", ("95", "96", "97"), "100", "%", False, "substantial progress", Verdict.LIKELY_MET),
    History("poverty rising away from its target", ("5", "5.5", "6"), "2", "%", True, "deterioration", Verdict.AT_RISK),
    History("already past the target", ("50", "55", "57.1"), "41.1", "%", False, "target achieved", Verdict.LIKELY_EXCEEDED),
)  # fmt: skip


# --- the published formula ------------------------------------------------------------------------------


def open_growth(start: float, end: float, years: int) -> complex:
    """Compound yearly growth as published, in binary floats; a change of sign makes it complex."""
    growth: complex = (end / start) ** (1 / years) - 1
    return growth


def open_ratio(base: float, latest: float, target: float, falls: bool) -> float:
    base, target = base or 0.001, target or 0.001
    observed = open_growth(base, latest, LAST - START)
    required = open_growth(base, target, TARGET_YEAR - START)
    sign = (-1 if base < 0 else 1) * (-1 if falls else 1)
    return sign * observed.real / abs(required)


def open_sdg(base: float, latest: float, target: float, falls: bool) -> str:
    """The status as published: the ratio is worked out first, also where the target is reached."""
    if (base < 0 < latest) or (latest < 0 < base):
        return "not available"
    try:
        ratio = open_ratio(base, latest, target, falls)
    except ZeroDivisionError:
        return "divides by zero"
    target = target or 0.001
    if latest <= target if falls else latest >= target:
        return "target achieved"
    for least, word in ((0.95, "substantial"), (0.60, "moderate"), (0.0, "limited")):
        if ratio >= least:
            return f"{word} progress"
    return "deterioration"


# --- ours --------------------------------------------------------------------------------------------------


def our_projection(history: History) -> tuple[Projection, Verdict]:
    direction = Direction.DESCENDING if history.falls else Direction.ASCENDING
    comparator = Comparator.AT_MOST if history.falls else Comparator.AT_LEAST
    target = make_component(history.target, comparator, period=str(TARGET_YEAR), unit=history.unit)
    pack = make_pack(target, make_indicator(history.unit, direction=direction))
    store = MemoryFacts()
    store.add(
        [seen(value, str(START + index), unit=history.unit) for index, value in enumerate(history.figures)]
    )
    moment = datetime(2028, 1, 15)
    made = project(Resolver(pack, store, moment), target, moment)
    assert made is not None
    verdict = classify(made, lambda value: compare(target, value, decimals=1, direction=direction).verdict)
    return made, verdict


@pytest.mark.parametrize(
    "history", HISTORIES, ids=lambda history: history.name.encode("ascii", "replace").decode()
)
def test_both_answers_to_one_history(history: History) -> None:
    base, _, latest = (float(value) for value in history.figures)

    assert open_sdg(base, latest, float(history.target), history.falls) == history.theirs
    assert our_projection(history)[1] is history.ours


def test_ratio_of_growth_rates_calls_five_of_a_hundred_nearly_eight_times_the_pace() -> None:
    assert round(open_ratio(0, 5, 100, falls=False), 1) == 7.7


def test_ratio_of_growth_rates_calls_a_straight_line_to_zero_a_quarter_of_the_pace() -> None:
    assert round(open_ratio(5, 3, 0, falls=True), 2) == 0.28


def test_maintain_target_divides_the_published_formula_by_zero() -> None:
    with pytest.raises(ZeroDivisionError):
        open_ratio(99.5, 99.5, 99.5, falls=False)


def test_change_of_sign_makes_the_published_ratio_out_of_a_complex_number() -> None:
    required = open_growth(-8, 5, 5)

    assert isinstance(required, complex)
    assert round(required.imag, 2) == 0.54


# --- the table in the docs -----------------------------------------------------------------------------------


def render_table() -> str:
    lines = [
        "| history 2025, 2026, 2027 → target 2030 | published formula | ours | forecast 2030 | required : achieved |",
        "|---|---|---|---|---|",
    ]
    for history in HISTORIES:
        made, verdict = our_projection(history)
        figures = ", ".join(history.figures).replace("-", "−")
        value = say_number(made.value, 1).en
        pace = _say(made.required_pace), _say(made.achieved_pace), made.pace_unit.en
        lines.append(
            f"| {history.name}: {figures} → {history.target} {history.unit} | {history.theirs} "
            f"| {verdict.label.en} | {value} | {pace[0]} : {pace[1]} {pace[2]} |"
        )
    return "\n".join(lines)


def _say(value: Decimal | None) -> str:
    return "–" if value is None else say_number(value, 2).en


def put_table(page: str) -> str:
    head, _, rest = page.partition(BEGIN)
    _, _, tail = rest.partition(END)
    return f"{head}{BEGIN}\n{render_table()}\n{END}{tail}"


def test_projection_page_shows_these_answers() -> None:
    page = PAGE.read_text(encoding="utf-8")

    assert page == put_table(page)


if __name__ == "__main__":
    PAGE.write_text(put_table(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
