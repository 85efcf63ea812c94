"""Which exchange rate goes with a period? Only a declared one: a rate is never assumed."""

from __future__ import annotations

from collections.abc import Iterable

from thuocdo.errors import Text
from thuocdo.evaluate.model import Step
from thuocdo.evaluate.notation import concat, say_given
from thuocdo.evaluate.parts import is_same_kind
from thuocdo.periods import Period
from thuocdo.plan.model import ExchangeRate


class NoRateError(Exception):
    """No rate is declared for a period: nobody's fault, only a gap; `reason` says what to add."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason.vi)
        self.reason = reason


def find_rate(rates: Iterable[ExchangeRate], period: Period) -> ExchangeRate:
    """Return the rate declared for exactly that period, else for the shortest part of a year around it.

    A quarter may thus use the average of its year, never a year the rate of one of its months.

    Raises:
        NoRateError: with what to add to exchange_rates.csv.
    """
    fitting = [rate for rate in rates if _fits(rate.period, period)]
    if not fitting:
        raise NoRateError(
            Text(
                f"chưa khai tỷ giá cho {period.label.vi}: thêm dòng {period.sdmx} vào exchange_rates.csv",
                f"no exchange rate is declared for {period.label.en}: "
                f"add a row {period.sdmx} to exchange_rates.csv",
            )
        )
    return min(fitting, key=lambda rate: ((rate.period.end - rate.period.start).days, rate.period.sdmx))


def say_rate(rate: ExchangeRate) -> Step:
    """Return the line of a derivation that states the rate and its source."""
    number = say_given(rate.vnd_per_usd, 0)
    line = Text(
        f"Tỷ giá {rate.period.label.vi}: 1 USD = {number.vi} đồng",
        f"Exchange rate {rate.period.label.en}: 1 USD = {number.en} VND",
    )
    return Step(concat(line, f" ({rate.source})" if rate.source else ""))


def _fits(declared: Period, period: Period) -> bool:
    if not is_same_kind(declared, period):
        return False
    return declared == period or (len(declared.years()) == 1 and declared.contains(period))
