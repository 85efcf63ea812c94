"""How does the figure of a whole follow from its parts: years of a term, areas of a province?

The parts come in as `Evidence`, found or not; the whole goes out as `Evidence` with its coverage.
A part without a value is missing, whatever the cause (never reported, blank in the source,
withdrawn); what then happens is the indicator's `missing` strategy. Sums are exact decimals: the order
of the parts cannot change a verdict.

Growth of a term is the geometric mean of the yearly rates, as the statistics office compounds them
("tốc độ tăng bình quân hằng năm", Decree 94/2022/NĐ-CP).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, localcontext

from thuocdo.errors import Text
from thuocdo.evaluate.model import Coverage, Evidence, Step
from thuocdo.evaluate.notation import (
    EXACT,
    concat,
    join_with,
    say_given,
    say_input,
    say_names,
    say_result,
    say_root,
    settle,
)
from thuocdo.facts.model import Observation, Stage
from thuocdo.plan.model import Indicator, Missing, OverTime
from thuocdo.quantities import Interval, root

_ZERO = Decimal(0)
_ONE = Decimal(1)
_HUNDRED = Decimal(100)
_MOST_TERMS = 12


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a whole.

    Attributes:
        name: Short name for the derivation and for the list of the missing (`2023`, `xã Tân An`).
        figure: The part's figure; value None when there is none.
        weight: Figure that weighs the part, or the denominator of a ratio; None where not needed.
    """

    name: str
    figure: Evidence
    weight: Evidence | None = None

    @property
    def is_present(self) -> bool:
        """Whether everything this part must bring is there."""
        return self.figure.value is not None and (self.weight is None or self.weight.value is not None)


def aggregate_years(indicator: Indicator, whole: Evidence, parts: Sequence[Part]) -> Evidence:
    """Work out the figure of a longer period from its parts, as the indicator declares.

    Args:
        indicator: Its `aggregation.over_time` and `missing` decide.
        whole: Empty evidence that says what is asked for (indicator, area, period, breakdown, unit).
        parts: One per sub-period, in order; for RATIO with the denominator as weight.

    Returns:
        `whole` with value, interval, stage, steps, inputs and coverage filled; value None with a reason
        when the parts do not suffice or the indicator does not add up over time.
    """
    works: dict[OverTime, Callable[[Indicator, Sequence[Part]], _Result]] = {
        OverTime.SUM: _add_up,
        OverTime.MEAN: _average,
        OverTime.GEOMETRIC_MEAN: _compound,
        OverTime.RATIO: _divide_sums,
        OverTime.LAST: _take_last,
    }
    work = works.get(indicator.aggregation.over_time)
    if work is None:
        return replace(whole, reason=REFUSED_OVER_TIME)
    return _aggregate(indicator, whole, parts, work, Text("kỳ", "periods"))


def aggregate_areas(indicator: Indicator, whole: Evidence, parts: Sequence[Part], kind: Text) -> Evidence:
    """Work out the figure of a whole area from its areas, as the indicator declares.

    Args:
        indicator: Its `aggregation.over_areas` and `missing` decide.
        whole: Empty evidence that says what is asked for.
        parts: One per area; for WEIGHTED with the weight, for RATIO with the denominator as weight
            and the numerator as figure.
        kind: What the parts are called in the coverage ("xã, phường").

    Returns:
        As `aggregate_years`.
    """
    works: dict[str, Callable[[Indicator, Sequence[Part]], _Result]] = {
        "sum": _add_up,
        "weighted": _weigh,
        "ratio": _divide_sums,
    }
    work = works.get(indicator.aggregation.over_areas.value)
    if work is None:
        return replace(whole, reason=REFUSED_OVER_AREAS)
    return _aggregate(indicator, whole, parts, work, kind)


REFUSED_OVER_TIME = Text(
    "chỉ tiêu này không cộng dồn được theo thời gian", "this indicator does not add up over time"
)
BELOW_MINUS_100 = Text(
    "có năm giảm quá 100 %, không phải tốc độ tăng", "a fall of more than 100% is no growth rate"
)
REFUSED_OVER_AREAS = Text(
    "chỉ tiêu này không tổng hợp được từ các địa bàn cấp dưới",
    "this indicator does not add up over areas",
)


def weakest_stage(figures: Iterable[Evidence]) -> Stage | None:
    """Return the lowest release stage among figures that have one: a sum is as firm as its weakest part."""
    stages = [figure.stage for figure in figures if figure.stage is not None]
    return min(stages, key=lambda stage: stage.order, default=None)


def gather_inputs(figures: Iterable[Evidence]) -> tuple[Observation, ...]:
    """Return every observation the figures rest on, each once, in order."""
    return tuple(dict.fromkeys(observation for figure in figures for observation in figure.inputs))


@dataclass(frozen=True, slots=True)
class _Result:
    value: Decimal | None
    interval: Interval | None
    text: Text
    """Right-hand side of the derivation up to the equals sign, or why there is no value."""


def _aggregate(
    indicator: Indicator,
    whole: Evidence,
    parts: Sequence[Part],
    work: Callable[[Indicator, Sequence[Part]], _Result],
    kind: Text,
) -> Evidence:
    present = [part for part in parts if part.is_present]
    missing = tuple(part.name for part in parts if not part.is_present)
    coverage = Coverage(len(present), len(parts), kind, missing)
    strategy = indicator.aggregation.missing
    # A weight or a denominator that is not there cannot be taken as zero: it would only be left out.
    if not present or (missing and strategy is Missing.REQUIRE_ALL):
        return replace(whole, coverage=coverage, reason=_say_missing(coverage, parts))
    with localcontext(EXACT):
        result = work(indicator, _with_zeros(parts) if strategy is Missing.AS_ZERO else present)
    figures = [figure for part in present for figure in (part.figure, part.weight) if figure is not None]
    if result.value is None:
        return replace(whole, coverage=coverage, inputs=gather_inputs(figures), reason=result.text)
    inputs = gather_inputs(figures)
    answer = say_result(result.value, indicator.decimals, indicator.unit)
    line = concat(indicator.name, " ", whole.period.label, " = ", result.text, " = ", answer)
    steps = [step for figure in figures for step in figure.steps] if len(figures) <= _MOST_TERMS else []
    steps.append(Step(line, inputs))
    if missing:
        steps.append(Step(_say_gap(coverage, parts, strategy)))
    return replace(
        whole,
        value=settle(result.value),
        interval=result.interval,
        stage=weakest_stage(figures),
        steps=tuple(dict.fromkeys(steps)),
        inputs=inputs,
        coverage=coverage,
        reason=Text("", ""),
        is_partial=any(figure.is_partial for figure in figures),
    )


def _say_missing(coverage: Coverage, parts: Sequence[Part]) -> Text:
    """Write e.g. `mới có 97/99 xã; còn thiếu: xã Tân An, xã Mỹ Hà – nguồn đã rút số liệu`."""
    if not coverage.present:
        return Text(
            f"chưa {coverage.unit.vi} nào có số liệu", f"none of the {coverage.unit.en} has a figure yet"
        )
    names = say_names([_say_absence(part) for part in parts if not part.is_present])
    return Text(
        f"mới có {coverage.present}/{coverage.expected} {coverage.unit.vi}; còn thiếu: {names.vi}",
        f"only {coverage.present} of {coverage.expected} {coverage.unit.en} so far; missing: {names.en}",
    )


def _say_absence(part: Part) -> Text:
    """Name a missing part, with the reason where the source itself gave one."""
    absent = part.figure if part.figure.value is None or part.weight is None else part.weight
    return concat(part.name, " – ", absent.reason) if absent.inputs else Text(part.name, part.name)


def _say_gap(coverage: Coverage, parts: Sequence[Part], strategy: Missing) -> Text:
    treatment = {
        Missing.AVAILABLE: Text("phần thiếu không được tính", "the missing are left out"),
        Missing.AS_ZERO: Text("phần thiếu tính bằng 0", "the missing count as 0"),
    }[strategy]
    return concat(_say_missing(coverage, parts), "; ", treatment)


def _with_zeros(parts: Sequence[Part]) -> list[Part]:
    """Fill absent figures with zero; a part whose weight is absent is left out."""
    filled = []
    for part in parts:
        if part.weight is not None and part.weight.value is None:
            continue
        if part.figure.value is None:
            zero = replace(part.figure, value=_ZERO, interval=Interval(_ZERO, _ZERO))
            filled.append(replace(part, figure=zero))
        else:
            filled.append(part)
    return filled


def _values(parts: Sequence[Part]) -> list[Decimal]:
    return [part.figure.value for part in parts if part.figure.value is not None]


def _weights(parts: Sequence[Part]) -> list[Decimal]:
    return [part.weight.value for part in parts if part.weight is not None and part.weight.value is not None]


def _total(values: Iterable[Decimal]) -> Decimal:
    return sum(values, _ZERO)


def _add_intervals(figures: Iterable[Evidence]) -> Interval | None:
    total = Interval.point(_ZERO)
    for figure in figures:
        if figure.interval is None:
            return None
        total = total + figure.interval
    return total


def _terms(values: Sequence[Decimal], decimals: int, sign: str = " + ") -> Text:
    """Write the terms of a sum; beyond a dozen nobody adds by hand and only their number is told."""
    if len(values) > _MOST_TERMS:
        return Text(f"tổng {len(values)} số", f"the sum of {len(values)} figures")
    return join_with((_bracketed(value, decimals) for value in values), sign)


def _bracketed(value: Decimal, decimals: int) -> Text:
    number = say_given(value, decimals)
    return concat("(", number, ")") if value < 0 else number


def _add_up(indicator: Indicator, parts: Sequence[Part]) -> _Result:
    values = _values(parts)
    return _Result(
        _total(values), _add_intervals(part.figure for part in parts), _terms(values, indicator.decimals)
    )


def _average(indicator: Indicator, parts: Sequence[Part]) -> _Result:
    values = _values(parts)
    count = Decimal(len(values))
    interval = _add_intervals(part.figure for part in parts)
    text = concat("(", _terms(values, indicator.decimals), f") ÷ {len(values)}")
    return _Result(_total(values) / count, None if interval is None else interval.scaled(_ONE / count), text)


def _take_last(indicator: Indicator, parts: Sequence[Part]) -> _Result:
    last = parts[-1]
    value = _values([last])[0]
    return _Result(value, last.figure.interval, say_given(value, indicator.decimals))


def mean_rate(rates: Sequence[Decimal]) -> Decimal | None:
    """Return the geometric mean of yearly growth rates in percent, in percent.

    `(∏(1 + rᵢ/100))^(1/n) − 1`. None when a rate is below −100 %, which no growth rate can be.
    """
    if any(rate < -_HUNDRED for rate in rates):
        return None
    with localcontext(EXACT):
        product = _ONE
        # Sorted, so that the last digit of an inexact product cannot depend on the order of the years.
        for rate in sorted(rates):
            product *= _ONE + rate / _HUNDRED
        return (root(product, len(rates)) - _ONE) * _HUNDRED


def say_mean_rate(rates: Sequence[Decimal], decimals: int) -> Text:
    """Write e.g. `⁵√(1,0852 × 1,1930 × 1,1499 × 1,1385 × 1,1360) − 1`."""
    factors = (say_given(_ONE + rate / _HUNDRED, decimals + 2) for rate in rates)
    return concat(say_root(len(rates), join_with(factors, " × ")), " − 1")


def mean_rate_interval(intervals: Iterable[Interval | None]) -> Interval | None:
    """Return the span of `mean_rate` over the spans of its rates; None where one has no two ends.

    The mean rises with every rate, so its ends are the means of the ends.
    """
    lows, highs = [], []
    for interval in intervals:
        if interval is None or interval.low is None or interval.high is None:
            return None
        lows.append(interval.low)
        highs.append(interval.high)
    low, high = mean_rate(lows), mean_rate(highs)
    return None if low is None or high is None else Interval(low, high)


def _compound(indicator: Indicator, parts: Sequence[Part]) -> _Result:
    rates = _values(parts)
    mean = mean_rate(rates)
    if mean is None:
        return _Result(None, None, BELOW_MINUS_100)
    interval = mean_rate_interval(part.figure.interval for part in parts)
    return _Result(mean, interval, say_mean_rate(rates, indicator.decimals))


def _weigh(indicator: Indicator, parts: Sequence[Part]) -> _Result:
    values, weights = _values(parts), _weights(parts)
    divisor = _total(weights)
    if divisor == 0:
        return _Result(None, None, Text("tổng quyền số bằng 0", "the weights add up to 0"))
    value = _total(v * w for v, w in zip(values, weights, strict=True)) / divisor
    if len(parts) > _MOST_TERMS:
        text = Text(f"bình quân gia quyền của {len(parts)} số", f"the weighted mean of {len(parts)} figures")
    else:
        products = (
            concat(_bracketed(v, indicator.decimals), " × ", say_given(w, 0))
            for v, w in zip(values, weights, strict=True)
        )
        text = concat("(", join_with(products, " + "), ") ÷ ", say_given(divisor, 0))
    return _Result(value, _weigh_intervals(parts, weights, divisor), text)


def _weigh_intervals(parts: Sequence[Part], weights: Sequence[Decimal], divisor: Decimal) -> Interval | None:
    """Return the span of the weighted mean over the values' spans, the weights taken as printed."""
    total = Interval(_ZERO, _ZERO)
    for part, weight in zip(parts, weights, strict=True):
        if part.figure.interval is None or weight < 0:
            return None
        total = total + part.figure.interval.scaled(weight)
    return total.scaled(_ONE / divisor)


def _divide_sums(indicator: Indicator, parts: Sequence[Part]) -> _Result:
    above, below = _total(_values(parts)), _total(_weights(parts))
    if below == 0:
        return _Result(None, None, Text("mẫu số bằng 0", "the denominator is 0"))
    denominators = [part.weight for part in parts if part.weight is not None]
    first, second = parts[0].figure.unit, denominators[0].unit
    factor = first.factor / second.factor / indicator.unit.factor
    spans = [_add_intervals(part.figure for part in parts), _add_intervals(denominators)]
    interval = None if spans[0] is None or spans[1] is None else (spans[0] / spans[1]).scaled(factor)
    return _Result(
        above / below * factor,
        interval,
        concat(say_input(above, 0, first), " ÷ ", say_input(below, 0, second)),
    )
