"""Which exchange rate goes with a period? Only a declared one: a rate is never assumed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from thuocdo.errors import Text
from thuocdo.evaluate.model import Step
from thuocdo.evaluate.notation import concat, say_given
from thuocdo.evaluate.parts import is_same_kind
from thuocdo.periods import Period
from thuocdo.plan.model import ExchangeRate


@dataclass(frozen=True, slots=True)
class NoRate(Exception):  # noqa: N818 - not a fault of anybody's input, only an absence
    """No rate is declared for a period."""

    reason: Text


def find_rate(rates: Iterable[ExchangeRate], period: Period) -> ExchangeRate:
    """Return the rate declared for exactly that period, else for the shortest one that contains it.

    A quarter may thus use the average of its year, never a year the rate of one of its months.

    Raises:
        NoRate: with what to add to exchange_rates.csv.
    """
    fitting = [rate for rate in rates if is_same_kind(rate.period, period) and rate.period.contains(period)]
    if not fitting:
        raise NoRate(
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


def exchange(value: Decimal, rate: ExchangeRate, power: int) -> Decimal:
    """Turn USD into VND (`power` 1) or VND into USD (−1); other powers for units like 1/USD."""
    return value * rate.vnd_per_usd**power
