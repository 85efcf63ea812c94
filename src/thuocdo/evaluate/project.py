"""Where is a target heading, and can it still be saved?

For series of three to five yearly figures. The pace still required is held against the pace achieved; a
few plain methods (`projection.methods`) are tried on the years already known, the one with the smallest
mean absolute error carries the series on, and its worst error per year ahead gives the interval. The
result is a forecast (SDMX status F), printed with the errors that chose it. docs/reference/projection.md
has every rule with an example.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from thuocdo.errors import Text
from thuocdo.evaluate.model import BackTest, Projection, Step, Verdict
from thuocdo.evaluate.projection.aim import Aim, kind_of, make_aim
from thuocdo.evaluate.projection.backtest import (
    WINDOW,
    choose_method,
    error_per_year,
    run_back_tests,
)
from thuocdo.evaluate.projection.methods import FigureKind, Method, Point
from thuocdo.evaluate.projection.pace import Pace, measure_pace
from thuocdo.evaluate.projection.series import Figures, Series, collect_series
from thuocdo.evaluate.projection.warning import EarlyWarning, Hope, early_warning
from thuocdo.evaluate.say import join_texts, round_to, say_amount, say_number, say_signed, say_unit
from thuocdo.plan.model import Component, Indicator, Statistic
from thuocdo.quantities import ScaledUnit

__all__ = [
    "Attempt",
    "EarlyWarning",
    "Figures",
    "Hope",
    "attempt_projection",
    "classify",
    "early_warning",
    "is_firm",
    "project",
]

_EVERY: Final = (Statistic.EVERY_YEAR, Statistic.EVERY_EDITION)
_AGGREGATES: Final = (Statistic.MEAN_GROWTH, Statistic.TOTAL, Statistic.INCREASE)
_ZERO: Final = Decimal(0)
_FULL: Final = Decimal(100)
_FEW_TRIALS: Final = 3
"""Below as many back-tests as three points and a fourth give, an interval is little more than a guess."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """A projection, or the reason there is none.

    Attributes:
        projection: The projection, or None.
        reason: Why there is none; empty otherwise.
    """

    projection: Projection | None
    reason: Text = Text("", "")


def project(figures: Figures, component: Component, as_of: date | datetime) -> Projection | None:
    """Return where `component` is heading as known on `as_of`, or None (see `attempt_projection`)."""
    return attempt_projection(figures, component, as_of).projection


def attempt_projection(figures: Figures, component: Component, as_of: date | datetime) -> Attempt:
    """Return the projection of `component`, or why there cannot be one."""
    day = as_of.date() if isinstance(as_of, datetime) else as_of
    indicator = figures.pack.indicators[component.indicator]
    if component.period.is_over(day):
        return _none("kỳ của chỉ tiêu đã kết thúc", "the target's period is over")
    aim = make_aim(component, indicator, _base_figure(figures, component))
    if aim is None:
        return _none("chỉ tiêu không có con số để hướng tới", "the target has no number to reach")
    if component.statistic is Statistic.INCREASE and aim.base is None:
        return _none("không có số của kỳ gốc", "the base period has no figure")
    series = collect_series(figures, component, day)
    if any(point.year >= aim.last_year for point in series.points):
        return _none("đã có số của năm cuối kỳ", "the last year already has a figure")
    if len(series.points) < 2:
        count = len(series.points)
        few = Text(f"mới có {count} số năm, cần ít nhất 2", f"only {count} yearly figures, 2 are needed")
        return Attempt(None, join_texts([few, *series.notes]))
    return Attempt(_Task(figures, component, indicator, aim, series, day).run())


def _none(vi: str, en: str) -> Attempt:
    return Attempt(None, Text(vi, en))


def _base_figure(figures: Figures, component: Component) -> Decimal | None:
    if component.statistic is not Statistic.INCREASE or component.base is None:
        return None
    return figures.figure(component.indicator, component.area, component.base, component.breakdown).value


def classify(projection: Projection, compare: Callable[[Decimal], Verdict]) -> Verdict:
    """Return likely_exceeded, likely_met or at_risk.

    `compare` is the judge's own test of a number against the component's wording (exceeded, met or
    missed), so that a forecast is held to exactly the rule that the fact will be. A target that no later
    figure can save is at risk here; the judge decides whether to call it missed already.
    """
    if projection.is_lost:
        return Verdict.AT_RISK
    return compare(projection.value).likely


def is_firm(projection: Projection, compare: Callable[[Decimal], Verdict]) -> bool:
    """Whether both ends of the interval say the same about passing; False without an interval."""
    if projection.low is None or projection.high is None:
        return False
    return len({compare(end) is Verdict.MISSED for end in (projection.low, projection.high)}) == 1


@dataclass(frozen=True, slots=True)
class _Task:
    """One projection being worked out."""

    figures: Figures
    component: Component
    indicator: Indicator
    aim: Aim
    series: Series
    day: date

    @property
    def points(self) -> tuple[Point, ...]:
        return self.series.points

    @property
    def window(self) -> tuple[Point, ...]:
        return self.points[-WINDOW:]

    @property
    def unit(self) -> ScaledUnit:
        return self.indicator.unit

    @property
    def decimals(self) -> int:
        return max(self.indicator.decimals, self.component.decimals)

    def run(self) -> Projection:
        kind = kind_of(self.component, self.indicator, self.aim, self.points)
        tests = run_back_tests(kind, self.points, self._term_ends())
        method = choose_method(kind, tests, self.points)
        chosen = next((test for test in tests if test.method == method.id), None)
        per_year = error_per_year(chosen)
        value, clamped = self._tested(kind, method, _ZERO)
        ends = None
        if per_year is not None:
            ends = sorted((self._tested(kind, method, -per_year)[0], self._tested(kind, method, per_year)[0]))
        pace = measure_pace(self.aim, kind, self.window, self.unit)
        trials = len(chosen.errors) if chosen else 0
        notes = (*self.series.notes, *self._notes(clamped, trials))
        projection = Projection(
            year=self.aim.last_year,
            points=tuple((point.year, point.value) for point in self.points),
            method=method.id,
            label=method.label,
            value=value,
            low=ends[0] if ends else None,
            high=ends[1] if ends else None,
            required_pace=pace.required,
            achieved_pace=pace.achieved,
            best_pace=pace.best,
            pace_unit=pace.unit,
            multiple=pace.multiple,
            years_left=self.aim.last_year - self.points[-1].year,
            time_left=self._time_left(),
            gap_share=self._gap_share(value),
            passes=self.aim.passes(value),
            worst_passes=self.aim.passes(self.aim.worse(*ends)) if ends else None,
            is_lost=self._is_lost(),
            back_tests=tests,
            notes=notes,
        )
        return replace(projection, steps=self._steps(projection, pace, chosen))

    def _term_ends(self) -> dict[int, str]:
        """Return the last year of every plan of the pack that ends within the known years."""
        plans = self.figures.pack.plans.values()
        return {plan.term.end.year: plan.id for plan in plans if plan.term.end.year <= self.points[-1].year}

    def _tested(self, kind: FigureKind, method: Method, shift_per_year: Decimal) -> tuple[Decimal, bool]:
        """Return the number that would be tested when every forecast is shifted, and whether one was cut."""
        by_year = dict(self.points)
        last = self.points[-1].year
        was_cut = False
        for year in self.aim.years_to_forecast(by_year, last):
            ahead = max(year - last, 1)
            raw = method.run(self.window, year) + shift_per_year * ahead
            by_year[year] = self._within_bounds(kind, raw)
            was_cut = was_cut or (not shift_per_year and by_year[year] != raw)
        return self.aim.tested_number(by_year), was_cut

    def _within_bounds(self, kind: FigureKind, value: Decimal) -> Decimal:
        """Keep shares within 0–100, counts at or above zero, and ranks whole and at least 1."""
        if self.unit.unit.id == "rank" or kind is FigureKind.RANK:
            return max(round_to(value, 0), Decimal(1))
        known = [point.value for point in self.points]
        is_share = kind in (FigureKind.SHARE, FigureKind.HOLD) and self.unit.unit.id.startswith("percent")
        if is_share and max(known) <= _FULL:
            value = min(value, _FULL)
        if kind is not FigureKind.RATE and min(known) >= 0:
            value = max(value, _ZERO)
        return value

    def _time_left(self) -> Decimal:
        days = max((self.component.period.end - self.day).days, 0)
        return round_to(Decimal(days) / Decimal("365.25"), 2)

    def _gap_share(self, value: Decimal) -> Decimal | None:
        shortfall = (self.aim.bound - value) * self.aim.sign
        if shortfall <= 0:
            return _ZERO
        start = self.window[0].value
        # Means, sums and increases are not walked from a starting level: the target itself is the way.
        way = _ZERO if self.aim.statistic in _AGGREGATES else abs(self.aim.bound - start)
        whole = way or abs(self.aim.bound) or abs(start)
        return shortfall / whole if whole else None

    def _is_lost(self) -> bool:
        if self.component.statistic not in _EVERY:
            return False
        return any(not self.aim.passes(point.value) for point in self.points if point.year in self.aim.years)

    def _notes(self, clamped: bool, trials: int) -> tuple[Text, ...]:
        notes = []
        if clamped:
            notes.append(
                Text(
                    "dự báo ra ngoài giới hạn của loại số này (tỷ lệ 0–100%, số đếm không âm): đã chặn lại",
                    "the forecast left the bounds of such a figure (0–100% for shares, not below zero for"
                    " counts) and was cut there",
                )
            )
        if not trials:
            notes.append(
                Text(
                    "chỉ có 2 số năm: không kiểm tra ngược được, không có khoảng",
                    "only 2 yearly figures: no back-test, no interval",
                )
            )
        if 0 < trials < _FEW_TRIALS:
            notes.append(
                Text(
                    f"khoảng chỉ dựa trên {trials} lần kiểm tra ngược: coi là hẹp nhất",
                    f"the interval rests on {trials} back-tests only: take it as the narrowest",
                )
            )
        if len(self.points) > WINDOW:
            notes.append(
                Text(
                    f"dự báo từ {WINDOW} số gần nhất; các năm trước chỉ dùng để kiểm tra ngược",
                    f"forecast from the latest {WINDOW} figures; earlier years serve the back-test only",
                )
            )
        return tuple(notes)

    # -- saying it ------------------------------------------------------------------------------

    def _steps(self, made: Projection, pace: Pace, chosen: BackTest | None) -> tuple[Step, ...]:
        inputs = tuple(row for point in self.window for row in self.series.evidence[point.year].inputs)
        listed = [say_number(point.value, self.indicator.decimals) for point in self.window]
        years = [str(point.year) for point in self.window]
        unit = say_unit(self.unit)
        steps = [
            Step(
                Text(
                    "; ".join(f"{year}: {one.vi}" for year, one in zip(years, listed, strict=True))
                    + f" {unit.vi}",
                    "; ".join(f"{year}: {one.en}" for year, one in zip(years, listed, strict=True))
                    + f" {unit.en}",
                ),
                inputs,
            ),
            Step(_say_pace(made, pace, self.decimals)),
        ]
        steps += [Step(_say_back_test(test, self.decimals)) for test in made.back_tests if test.errors]
        steps.append(Step(self._say_result(made, chosen)))
        return tuple(steps)

    def _say_result(self, made: Projection, chosen: BackTest | None) -> Text:
        value = say_amount(made.value, self.decimals, say_unit(self.unit))
        vi = f"dự báo {made.year} (F), {made.label.vi}: {value.vi}"
        en = f"forecast {made.year} (F), {made.label.en}: {value.en}"
        if made.low is None or made.high is None or chosen is None:
            return Text(vi, en)
        low, high = say_number(made.low, self.decimals), say_number(made.high, self.decimals)
        count = len(chosen.errors)
        return Text(
            f"{vi}; khoảng {low.vi} đến {high.vi} (sai số lớn nhất mỗi năm của {count} lần kiểm tra ngược"
            f" × số năm phía trước; không phải xác suất)",
            f"{en}; between {low.en} and {high.en} (largest error per year of {count} back-tests × years"
            f" ahead; not a probability)",
        )


def _say_pace(made: Projection, pace: Pace, decimals: int) -> Text:
    places = max(decimals, 1) + 1
    parts_vi, parts_en = [], []
    for value, vi, en in (
        (pace.required, "cần", "required"),
        (pace.achieved, "đã đi", "achieved"),
        (pace.best, "năm tốt nhất", "best year"),
    ):
        if value is not None:
            said = say_amount(value, places, pace.unit)
            parts_vi.append(f"{vi} {said.vi}")
            parts_en.append(f"{en} {said.en}")
    text = Text("; ".join(parts_vi), "; ".join(parts_en))
    if made.multiple is None or made.multiple == 0:
        return text
    times = say_number(made.multiple, 2)
    return Text(
        f"{text.vi}; cần / đã đi = {times.vi} lần", f"{text.en}; required / achieved = {times.en} times"
    )


def _say_back_test(test: BackTest, decimals: int) -> Text:
    tried_vi, tried_en = [], []
    for one in test.errors:
        error = say_signed(one.error, decimals + 1)
        tried_vi.append(f"{one.origin}→{one.year}: {error.vi}")
        tried_en.append(f"{one.origin}→{one.year}: {error.en}")
    mean = say_number(test.mean_absolute_error or _ZERO, decimals + 2)
    return Text(
        f"kiểm tra ngược, {test.label.vi}: sai số tuyệt đối trung bình {mean.vi} ({'; '.join(tried_vi)})",
        f"back-test, {test.label.en}: mean absolute error {mean.en} ({'; '.join(tried_en)})",
    )
