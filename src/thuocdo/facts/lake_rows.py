"""How is one observation written in columns, exactly?

The number of a row is `amount`, a whole number of 64 bits: the canonical value (in the base of its unit)
times ten to the power of the indicator's scale. Whole numbers of one scale add up exactly and fast; the
printed value follows from them without loss, because `places` remembers its decimals. A value that has no
such form (more than 18 digits, a unit whose factor is no finite decimal) is kept as text in `long_value`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Context, Decimal, Inexact, InvalidOperation, localcontext
from functools import lru_cache
from typing import Any, NamedTuple

import pyarrow as pa

from thuocdo.errors import Problem, Text, ThuocdoError, Where
from thuocdo.facts.model import Observation, ObsStatus, Source, Stage
from thuocdo.facts.problems import FactsError, make_problem
from thuocdo.periods import CalendarPeriod, Period, parse_period
from thuocdo.quantities import Approximation, ScaledUnit, UnitRegistry

FAR_FUTURE = datetime.max  # noqa: DTZ901 - the lake keeps naive local time, as `Observation` does
"""`superseded_at` of a row that nothing has replaced."""

WHOLE_YEAR = 0
FIRST_QUARTER = 21
FIRST_HALF = 31

MOST_DIGITS = 18
_LIMIT = 10**MOST_DIGITS
_HEADROOM = 3
"""Further decimals that an indicator's scale leaves room for, so that a finer figure seldom moves it."""

_EXACT = Context(prec=60, traps=[Inexact, InvalidOperation])

SCHEMA = pa.schema(
    [
        pa.field("indicator", pa.string(), nullable=False),
        pa.field("area", pa.string(), nullable=False),
        pa.field("period", pa.string(), nullable=False),
        pa.field("breakdown", pa.string(), nullable=False),
        pa.field("stage", pa.string(), nullable=False),
        pa.field("status", pa.string(), nullable=False),
        pa.field("amount", pa.int64()),
        pa.field("places", pa.int8(), nullable=False),
        pa.field("long_value", pa.string()),
        pa.field("unit", pa.string(), nullable=False),
        pa.field("decimals", pa.int8(), nullable=False),
        pa.field("approximation", pa.string(), nullable=False),
        pa.field("known_from", pa.timestamp("us"), nullable=False),
        pa.field("superseded_at", pa.timestamp("us"), nullable=False),
        pa.field("disputed", pa.bool_(), nullable=False),
        pa.field("document", pa.string(), nullable=False),
        pa.field("place", pa.string(), nullable=False),
        pa.field("url", pa.string(), nullable=False),
        pa.field("agency", pa.string(), nullable=False),
        pa.field("entered_by", pa.string(), nullable=False),
        pa.field("approved_by", pa.string(), nullable=False),
        pa.field("definition", pa.string(), nullable=False),
        pa.field("correction", pa.string(), nullable=False),
        pa.field("note", pa.string(), nullable=False),
    ]
)
"""What a row says, in the words of `Observation`."""

CODES = pa.schema(
    [
        pa.field("indicator_code", pa.int16(), nullable=False),
        pa.field("area_code", pa.int32(), nullable=False),
        pa.field("year", pa.int16()),
        pa.field("part", pa.int8()),
    ]
)
"""The same key in small numbers, for joins and groups; see `place_in_year` for `year` and `part`."""

NAMES = (*SCHEMA.names, *CODES.names)


class PlaceInYear(NamedTuple):
    """Where a period lies.

    Attributes:
        year: Calendar year, or None for a period that is no part of one (a term, an administrative
            month, an odd stretch of days).
        part: 0 the whole year, 1–12 a month, 21–24 a quarter, 31–32 a half; None with `year`.
    """

    year: int | None
    part: int | None


_NOWHERE = PlaceInYear(None, None)


def place_in_year(period: Period) -> PlaceInYear:
    """Return where a calendar period lies in its year."""
    if not isinstance(period, CalendarPeriod) or period.first_month is None or period.months is None:
        return _NOWHERE
    year, month = divmod(period.first_month, 12)
    if period.months == 12 and month == 0:
        return PlaceInYear(year, WHOLE_YEAR)
    if period.months == 1:
        return PlaceInYear(year, month + 1)
    if period.months == 3 and month % 3 == 0:
        return PlaceInYear(year, FIRST_QUARTER + month // 3)
    if period.months == 6 and month % 6 == 0:
        return PlaceInYear(year, FIRST_HALF + month // 6)
    return _NOWHERE


def check_rows(rows: Iterable[Observation], units: UnitRegistry) -> list[Problem]:
    """Return why rows cannot be kept in columns: a number that is none, a time with a zone, a unit that
    would be read back as another.
    """
    return [problem for row in rows for problem in _check_row(row, units)]


def _check_row(row: Observation, units: UnitRegistry) -> Iterable[Problem]:
    where = Where(f"{row.indicator} / {row.area} / {row.period.sdmx}")
    if row.value is not None and not row.value.is_finite():
        what = Text(f"“{row.value}” không phải số", f"“{row.value}” is no number")
        hint = Text("ghi giá trị bằng chữ số, hoặc để trống với trạng thái L", "give digits, or status L")
        yield make_problem("QS100", where, what, hint)
    if row.known_from.tzinfo is not None or row.known_from >= FAR_FUTURE:
        what = Text(f"thời điểm biết {row.known_from}", f"known from {row.known_from}")
        hint = Text("dùng giờ địa phương, không ghi múi giờ", "use local time without a zone")
        yield make_problem("QS100", where, what, hint)
    if _parse_unit(units, row.unit.text) != row.unit:
        what = Text(f"đơn vị “{row.unit.text}”", f"unit “{row.unit.text}”")
        hint = Text("khai báo đơn vị trong units.yaml", "declare the unit in units.yaml")
        yield make_problem("QS100", where, what, hint)


def _parse_unit(units: UnitRegistry, text: str) -> ScaledUnit | None:
    try:
        return units.parse(text)
    except ThuocdoError:
        return None


def drop_minus_zero(row: Observation) -> Observation:
    """Return the row with −0 as 0: a whole number has no sign to keep it by."""
    return replace(row, value=row.value.copy_abs()) if row.value is not None and row.value.is_zero() else row


def choose_scales(rows: Iterable[Observation], known: Mapping[str, int]) -> dict[str, int]:
    """Return the scale of every indicator in `rows`: that of `known` unless a figure needs a finer one.

    The scale s of an indicator says that its amounts are counted in 10^-s of the base unit; it may be
    negative (đồng are counted in millions when nobody prints them finer).
    """
    finest: dict[str, int] = {}
    longest: dict[str, int] = {}
    for row in rows:
        canonical = _canonical(row)
        if not canonical:
            continue
        short = canonical.normalize(_EXACT)
        places = _places(short)
        if len(short.as_tuple().digits) > MOST_DIGITS:
            continue
        finest[row.indicator] = max(finest.get(row.indicator, places), places)
        whole = short.adjusted() + 1
        longest[row.indicator] = max(longest.get(row.indicator, whole), whole)
    scales = {}
    for indicator, places in finest.items():
        if indicator in known and known[indicator] >= places:
            continue
        room = MOST_DIGITS - longest[indicator]
        scales[indicator] = min(places + _HEADROOM, max(places, room))
    return scales


def _canonical(row: Observation) -> Decimal | None:
    """Return the value in the base of its unit, or None where there is none or it is no finite decimal."""
    if row.value is None:
        return None
    try:
        return _EXACT.multiply(row.value, row.unit.factor)
    except (Inexact, InvalidOperation):
        return None


def scale_amount(row: Observation, scale: int) -> int | None:
    """Return the amount of a row at the indicator's scale, or None where it has none of 18 digits."""
    canonical = _canonical(row)
    if canonical is None or row.value is None:
        return None
    amount = canonical.scaleb(scale, _EXACT)
    if amount != amount.to_integral_value() or abs(amount) >= _LIMIT:
        return None
    read_back = _read_value(int(amount), scale, _places(row.value), row.unit.factor)
    return int(amount) if read_back == row.value else None


def _places(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


def _read_value(amount: int, scale: int, places: int, factor: Decimal) -> Decimal | None:
    try:
        with localcontext(_EXACT):
            value = Decimal(amount).scaleb(-scale) / factor
            return value.quantize(Decimal(1).scaleb(-places))
    except (Inexact, InvalidOperation):
        return None


def to_table(
    rows: Sequence[Observation],
    scales: Mapping[str, int],
    indicator_codes: Mapping[str, int],
    area_codes: Mapping[str, int],
) -> pa.Table:
    """Return the rows as columns `NAMES`."""
    columns: dict[str, list[Any]] = {name: [] for name in NAMES}
    for row in rows:
        amount = scale_amount(row, scales.get(row.indicator, 0))
        is_long = amount is None and row.value is not None
        place = place_in_year(row.period)
        values = (
            row.indicator,
            row.area,
            row.period.sdmx,
            row.breakdown,
            row.stage.value,
            row.status.value,
            amount,
            0 if row.value is None or is_long else _places(row.value),
            format(row.value, "f") if is_long and row.value is not None else None,
            row.unit.text,
            row.decimals,
            row.approximation.value,
            row.known_from,
            FAR_FUTURE if row.superseded_at is None else row.superseded_at,
            row.disputed,
            row.source.document,
            row.source.place,
            row.source.url,
            row.source.agency,
            row.source.entered_by,
            row.source.approved_by,
            row.definition,
            row.correction,
            row.note,
            indicator_codes[row.indicator],
            area_codes[row.area],
            place.year,
            place.part,
        )
        for name, value in zip(NAMES, values, strict=True):
            columns[name].append(value)
    try:
        return pa.table(columns, schema=pa.schema([*SCHEMA, *CODES]))
    except (pa.ArrowInvalid, UnicodeEncodeError, OverflowError) as error:
        raise FactsError(make_problem("QS100", None, Text(str(error), str(error)))) from error


def from_table(table: pa.Table, scales: Mapping[str, int], units: UnitRegistry) -> list[Observation]:
    """Return the observations of columns written by `to_table`."""
    columns = [table.column(name).to_pylist() for name in SCHEMA.names]
    return [_read_row(values, scales, units) for values in zip(*columns, strict=True)]


def _read_row(values: Sequence[Any], scales: Mapping[str, int], units: UnitRegistry) -> Observation:
    row = dict(zip(SCHEMA.names, values, strict=True))
    unit = units.parse(row["unit"])
    value = None if row["long_value"] is None else Decimal(row["long_value"])
    if row["amount"] is not None:
        scale = scales.get(row["indicator"], 0)
        value = _read_value(row["amount"], scale, row["places"], unit.factor)
    superseded_at = row["superseded_at"]
    return Observation(
        indicator=row["indicator"],
        area=row["area"],
        period=_parse_period(row["period"]),
        breakdown=row["breakdown"],
        stage=Stage(row["stage"]),
        value=value,
        unit=unit,
        decimals=row["decimals"],
        approximation=Approximation(row["approximation"]),
        status=ObsStatus(row["status"]),
        known_from=row["known_from"],
        superseded_at=None if superseded_at == FAR_FUTURE else superseded_at,
        source=Source(
            row["document"], row["place"], row["url"], row["agency"], row["entered_by"], row["approved_by"]
        ),
        disputed=row["disputed"],
        definition=row["definition"],
        correction=row["correction"],
        note=row["note"],
    )


@lru_cache(maxsize=65536)
def _parse_period(text: str) -> Period:
    return parse_period(text)


def code_table(codes: Mapping[str, int], name: str, width: pa.DataType) -> pa.Table:
    """Return names with their codes as a table of two columns, `name` and `name_code`."""
    return pa.table(
        {
            name: pa.array(codes.keys(), pa.string()),
            f"{name}_code": pa.array(codes.values(), width),
        }
    )


def give_codes(names: Iterable[str], known: Mapping[str, int]) -> dict[str, int]:
    """Return `known` with the next free codes for names that have none, in alphabetical order."""
    new = sorted(set(names) - known.keys())
    start = max(known.values(), default=-1) + 1
    return {**known, **dict(zip(new, range(start, start + len(new)), strict=True))}
