"""What does the operative phrase of a target say? `bình quân hằng năm đạt 15%`, `còn ......%`.

The phrase decides (docs/judging.md), so it is kept verbatim and read here by general rules. Where it
says nothing, or says two things, the field stays empty: nothing is guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from thuocdo.errors import ThuocdoError
from thuocdo.periods import Period, term, year
from thuocdo.plan import wording_marks as marks
from thuocdo.plan.model import Comparator, Statistic
from thuocdo.quantities import UNITS, ScaledUnit, UnitRegistry, parse_decimal
from thuocdo.quantities.spelling import tidy

MAX_WORDING = 2_000
"""Longest phrase read; a longer text is no operative phrase."""

_MAX_UNIT_WORDS = 6
_SHARE = re.compile(r"\s*[%‰](?:\s?/\s?[^\W\d_]+)*")
_UNIT_TEXT = re.compile(r"[^,;:()\"“”…\n]*")
_UNIT_ENDS = re.compile(r"(?<=[%‰])|(?=[\s/])|\Z|(?=\.\s)|(?=\.\Z)|(?=-)")
_POPULATION_COUNTS = frozenset(10**power for power in range(1, 8))


@dataclass(frozen=True, slots=True)
class WordingValue:
    """One number of a phrase with the words around it.

    Attributes:
        text: As printed.
        value: The number; None for a blank or a number that has two readings.
        value_to: Upper end of a range.
        decimals: Decimals as printed (the larger of the two of a range).
        unit: Unit as printed, with its scale; None where none follows or it is not known.
        unit_text: The words read as unit.
        of: Number of ranked units (`04/63`).
        comparator: What the words around it set; None where they set nothing.
        is_weak: The comparator comes from a word used loosely, see `wording_marks.Mark`.
        is_blank: Dots stand in place of the number.
    """

    text: str
    value: Decimal | None = None
    value_to: Decimal | None = None
    decimals: int | None = None
    unit: ScaledUnit | None = None
    unit_text: str = ""
    of: int | None = None
    comparator: Comparator | None = None
    is_weak: bool = False
    is_blank: bool = False


@dataclass(frozen=True, slots=True)
class WordingReading:
    """What a phrase says; every field is None or empty where it says nothing.

    Attributes:
        values: Every number that may be the promise; one, where the phrase is clear.
        statistic: Which number is tested.
        comparator: Test set by the phrase as a whole (`YES_NO`), or by its only value.
        is_weak: See `WordingValue.is_weak`.
        period: Year or term in which it must hold.
        base: Year or term it is compared with (`so với năm 2025`).
        deadline: Year before which it must be done (`hoàn thành trước năm 2030`).
        is_increase: It promises so many more (`có thêm 01 huyện`).
        is_aspiration: It says `phấn đấu`; in a counted target that is judged as firm.
    """

    values: tuple[WordingValue, ...] = ()
    statistic: Statistic | None = None
    comparator: Comparator | None = None
    is_weak: bool = False
    period: Period | None = None
    base: Period | None = None
    deadline: int | None = None
    is_increase: bool = False
    is_aspiration: bool = False

    @property
    def only(self) -> WordingValue | None:
        """The value of a phrase that has exactly one."""
        return self.values[0] if len(self.values) == 1 else None

    @property
    def value(self) -> Decimal | None:
        """Number of the only value."""
        return self.only.value if self.only else None

    @property
    def value_to(self) -> Decimal | None:
        """Upper end of the only value's range."""
        return self.only.value_to if self.only else None

    @property
    def unit(self) -> ScaledUnit | None:
        """Unit of the only value."""
        return self.only.unit if self.only else None

    @property
    def decimals(self) -> int | None:
        """Decimals of the only value."""
        return self.only.decimals if self.only else None

    @property
    def is_blank(self) -> bool:
        """Whether the only value is a blank."""
        return self.only is not None and self.only.is_blank


def read_wording(text: str, units: UnitRegistry = UNITS) -> WordingReading:
    """Return what the operative phrase `text` says; never raises.

    `units` are those of the pack: a unit it does not know is reported as none.
    """
    printed = tidy(text[:MAX_WORDING])
    phrase = marks.fold(printed)
    if len(phrase) != len(printed):
        printed = phrase
    periods = _read_periods(phrase)
    values = _read_rank(phrase, printed) or _read_values(phrase, printed, periods.spans, units)
    comparator, is_weak = _comparator_of(phrase, values)
    return WordingReading(
        values=values,
        statistic=_read_statistic(phrase, values, periods),
        comparator=comparator,
        is_weak=is_weak,
        period=periods.period,
        base=periods.base,
        deadline=periods.deadline,
        is_increase=bool(marks.MORE.search(phrase)),
        is_aspiration=bool(marks.ASPIRATION.search(phrase)),
    )


def _comparator_of(phrase: str, values: tuple[WordingValue, ...]) -> tuple[Comparator | None, bool]:
    if len(values) == 1:
        return values[0].comparator, values[0].is_weak
    if not values and marks.DONE.search(phrase):
        return Comparator.YES_NO, False
    return None, False


# --- periods -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Periods:
    spans: tuple[tuple[int, int], ...] = ()
    period: Period | None = None
    base: Period | None = None
    deadline: int | None = None


def _read_periods(phrase: str) -> _Periods:
    """Find years and terms, most telling pattern first; each stretch of text is read once."""
    spans: list[tuple[int, int]] = []
    found: dict[str, list[re.Match[str]]] = {}
    for name, pattern in (
        ("base", marks.BASE_TERM),
        ("base", marks.BASE),
        ("deadline", marks.DEADLINE),
        ("part", marks.PART_OF_YEAR),
        ("part", marks.DATE),
        ("period", marks.TERM),
        ("period", marks.YEAR),
        ("period", marks.BRACKETED_YEAR),
    ):
        for match in pattern.finditer(phrase):
            if not _overlaps(match.span(), spans):
                spans.append(match.span())
                found.setdefault(name, []).append(match)
    periods = {_period_of(match) for match in found.get("period", [])} - {None}
    bases = {_period_of(match) for match in found.get("base", [])} - {None}
    deadlines = {int(match["year"]) for match in found.get("deadline", [])}
    return _Periods(
        spans=tuple(spans),
        # Two periods, or a quarter beside a year, are two promises: the phrase does not say which.
        period=periods.pop() if len(periods) == 1 and "part" not in found else None,
        base=bases.pop() if len(bases) == 1 else None,
        deadline=deadlines.pop() if len(deadlines) == 1 else None,
    )


def _period_of(match: re.Match[str]) -> Period | None:
    groups = match.groupdict()
    if "year" in groups:
        return year(int(groups["year"]))
    first, last = int(groups["first"]), int(groups["last"])
    return term(first, last) if first < last else None


def _overlaps(span: tuple[int, int], others: list[tuple[int, int]] | tuple[tuple[int, int], ...]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)


# --- ranks ---------------------------------------------------------------------------------------


def _read_rank(phrase: str, printed: str) -> tuple[WordingValue, ...]:
    """Return the rank a phrase speaks of, or nothing; `nhóm dẫn đầu` without number has no value."""
    if match := marks.RANK_RANGE.search(phrase):
        # "thứ 5-7": which of the two is the promise is not said.
        return (WordingValue(printed[slice(*match.span())]),)
    for patterns, comparator in (
        (marks.RANK_WITHIN, Comparator.RANK_WITHIN),
        (marks.RANK_AT, Comparator.RANK_AT),
    ):
        for pattern in patterns:
            match = pattern.search(phrase)
            if match and not _is_label(phrase, match.span()):
                return (_ranked(match, printed, comparator),)
    if match := marks.RANK_WORD.search(phrase):
        place = Decimal(marks.ORDINALS[match["word"]])
        return (
            WordingValue(printed[slice(*match.span())], place, decimals=0, comparator=Comparator.RANK_AT),
        )
    if (match := marks.RANK_GROUP.search(phrase)) and not re.search(r"\d\s*%", phrase):
        return (WordingValue(printed[slice(*match.span())], comparator=Comparator.RANK_WITHIN),)
    if match := marks.RANK_FIRST.search(phrase):
        return (
            WordingValue(
                printed[slice(*match.span())], Decimal(1), decimals=0, comparator=Comparator.RANK_AT
            ),
        )
    return ()


def _ranked(match: re.Match[str], printed: str, comparator: Comparator) -> WordingValue:
    place = _number(match["place"])
    of = match.groupdict().get("of")
    whole = _number(of)[0] if of else None
    return WordingValue(
        printed[slice(*match.span())],
        place[0],
        decimals=place[1],
        of=int(whole) if whole is not None else None,
        comparator=comparator,
    )


def _is_label(phrase: str, span: tuple[int, int]) -> bool:
    return any(
        _overlaps(match.span(), [span]) for pattern in marks.OTHERS[3:5] for match in pattern.finditer(phrase)
    )


# --- values --------------------------------------------------------------------------------------

_RANGE = re.compile(
    rf"(?P<low>{marks.NUMBER})(?P<between>\s*[^\d,;.:()]{{0,24}}?)\s*(?P<dash>-|đến|tới)\s*"
    rf"(?:dưới\s*)?(?P<high>{marks.NUMBER}|{marks.DOTS})"
)
_SINGLE = re.compile(
    rf"(?<![\w.,])(?:(?P<minus>âm\s+|(?:(?<=\s)|(?<=\A)|(?<=\())-\s?))?(?P<low>{marks.NUMBER})"
)
_BLANK = re.compile(marks.DOTS)
_VERB = re.compile(r"\b(?:đạt|còn|tăng|giảm|lên|xuống|là|trong đó|và)\b")


@dataclass(frozen=True, slots=True)
class _Found:
    """A number or a blank at a place in the phrase."""

    start: int
    end: int
    low: str = ""
    high: str = ""
    is_negative: bool = False
    is_blank: bool = False
    unit_between: str = ""


def _read_values(
    phrase: str, printed: str, periods: tuple[tuple[int, int], ...], units: UnitRegistry
) -> tuple[WordingValue, ...]:
    found = _find_numbers(phrase, list(periods), units)
    found = _drop_qualifiers(phrase, found)
    values = tuple(_read_value(phrase, printed, item, units) for item in found)
    if values:
        return values
    if match := marks.COUNTED_WORD.search(phrase):
        unit, unit_text, _ = _read_unit(phrase, printed, match.end("word"), units)
        if unit is not None:
            text = printed[match.start("word") : match.end("word")]
            value = Decimal(marks.CARDINALS[match["word"]])
            return (
                WordingValue(text, value, None, 0, unit, unit_text, None, Comparator.AT_LEAST, is_weak=True),
            )
    return ()


def _find_numbers(phrase: str, taken: list[tuple[int, int]], units: UnitRegistry) -> list[_Found]:
    for pattern in marks.OTHERS:
        taken.extend(match.span() for match in pattern.finditer(phrase) if not _overlaps(match.span(), taken))
    found: list[_Found] = []
    for match in _RANGE.finditer(phrase):
        if _overlaps(match.span(), taken) or _VERB.search(match["between"]):
            continue
        is_blank = not match["high"][0].isdigit()
        taken.append(match.span())
        found.append(
            _Found(*match.span(), match["low"], match["high"], False, is_blank, match["between"].strip())
        )
    for match in _BLANK.finditer(phrase):
        if not _overlaps(match.span(), taken) and _stands_for_number(phrase, match, units):
            taken.append(match.span())
            found.append(_Found(*match.span(), is_blank=True))
    for match in _SINGLE.finditer(phrase):
        if not _overlaps(match.span(), taken):
            taken.append(match.span())
            found.append(_Found(*match.span(), match["low"], is_negative=bool(match["minus"])))
    return sorted(found, key=lambda item: item.start)


def _stands_for_number(phrase: str, dots: re.Match[str], units: UnitRegistry) -> bool:
    """Whether dots are a blank to be filled in, and not words left out or the end of a list."""
    if re.match(r"\s*[-+]?\d", phrase[dots.end() :]):
        return False
    if marks.BEFORE_BLANK.search(phrase[: dots.start()]):
        return True
    unit, _, _ = _read_unit(phrase, phrase, dots.end(), units)
    # "trong … năm" leaves a duration open, not the promise.
    return unit is not None and unit.unit.dimension != (("year", 1),)


def _drop_qualifiers(phrase: str, found: list[_Found]) -> list[_Found]:
    """Leave out ages, durations and classes: `dưới 5 tuổi`, `từ 3 tháng trở lên`, `5 năm`."""
    kept = []
    for item in found:
        match = marks.QUALIFIER.match(phrase, item.start)
        is_lone = len(found) == 1 and marks.OPERATIVE.search(phrase[: item.start])
        if match is None or is_lone or (len(found) == 1 and item.start == 0):
            kept.append(item)
    return kept


def _read_value(phrase: str, printed: str, item: _Found, units: UnitRegistry) -> WordingValue:
    unit, unit_text, end = _read_unit(phrase, printed, item.end, units)
    of = None
    if unit is None and (match := re.compile(rf"\s*/\s*({marks.NUMBER})").match(phrase, item.end)):
        whole = _number(match[1])[0]
        of = int(whole) if whole is not None and whole == whole.to_integral_value() else None
        unit, unit_text, end = _read_unit(phrase, printed, match.end(), units)
    if unit is None and item.unit_between:
        unit, unit_text, _ = _read_unit(item.unit_between, item.unit_between, 0, units)
    comparator, is_weak = _read_comparator(phrase, item, end)
    value = WordingValue(
        printed[item.start : end].strip(),
        unit=unit,
        unit_text=unit_text,
        of=of,
        comparator=comparator,
        is_weak=is_weak,
        is_blank=item.is_blank,
    )
    if item.is_blank:
        return value
    low, decimals = _number(item.low)
    if not item.high:
        return replace(value, value=-low if item.is_negative and low is not None else low, decimals=decimals)
    high, high_decimals = _number(item.high)
    if low is None or high is None or decimals is None or high_decimals is None:
        return value
    return replace(value, value=low, value_to=high, decimals=max(decimals, high_decimals))


def _number(text: str) -> tuple[Decimal | None, int | None]:
    try:
        value, decimals = parse_decimal(text, is_vietnamese=True)
    except ThuocdoError:  # two readings, or none: the phrase does not say
        return None, None
    return value, decimals


def _read_comparator(phrase: str, item: _Found, end: int) -> tuple[Comparator | None, bool]:
    before, is_weak = None, False
    for mark in marks.MARKS:
        if mark.pattern.search(phrase[: item.start]):
            before, is_weak = mark.comparator, mark.is_weak
            break
    after = None
    if marks.UPWARDS.match(phrase, end):
        after = Comparator.AT_LEAST
    elif marks.DOWNWARDS.match(phrase, end):
        after = Comparator.AT_MOST
    if item.high:
        # "không quá 8-10%", "8-10% trở lên": two tests at once, left to the declared columns.
        plain = before in (None, Comparator.ABOUT) or is_weak or phrase[: item.start].rstrip().endswith("từ")
        falls = before is Comparator.AT_MOST and re.search(r"\b(?:còn|xuống)\s*$", phrase[: item.start])
        return (Comparator.RANGE, False) if after is None and (plain or falls) else (None, False)
    if after is None:
        return before, is_weak
    loose = before is None or is_weak or phrase[: item.start].rstrip().endswith("từ")
    return (after, False) if loose or before is after else (None, False)


def _read_unit(
    phrase: str, printed: str, start: int, units: UnitRegistry
) -> tuple[ScaledUnit | None, str, int]:
    """Return the longest unit that follows `start`, its text, and where it ends."""
    # What follows a percent sign says of what (`% số xã`) and is no part of the unit, but for `/năm`.
    stretch = _SHARE.match(phrase, start) or _UNIT_TEXT.match(phrase, start)
    rest = stretch[0] if stretch else ""
    ends: list[int] = []
    for match in _UNIT_ENDS.finditer(rest):
        if match.start() and rest[: match.start()].strip():
            ends.append(match.start())
        if len(ends) >= _MAX_UNIT_WORDS:
            break
    for end in dict.fromkeys(reversed(ends)):
        text = rest[:end].strip()
        unit = _known_unit(text, units)
        if unit is not None:
            return unit, printed[start : start + end].strip(), start + end
    return None, "", start


@lru_cache(maxsize=8192)
def _known_unit(text: str, units: UnitRegistry) -> ScaledUnit | None:
    if not text or text[0].isdigit() or not text.replace("/", "").strip():
        return None
    ratio = re.match(r"/\s*([\d.]+)", text)
    if ratio and _number(ratio[1])[0] not in _POPULATION_COUNTS:
        return None  # 161/182 xã is a part of a whole, 36,4/10.000 dân a rate
    try:
        return units.parse(text)
    except ThuocdoError:
        return None


# --- statistic -----------------------------------------------------------------------------------


def _read_statistic(phrase: str, values: tuple[WordingValue, ...], periods: _Periods) -> Statistic | None:
    units = [value.unit for value in values if value.unit is not None]
    is_share = all(_is_share(unit) for unit in units)
    has_mean = bool(marks.MEAN.search(phrase) and marks.PER_YEAR.search(phrase))
    has_more = bool(marks.MORE.search(phrase))
    if has_mean:
        # A mean of đồng or persons is no growth rate, and "tăng thêm bình quân" is two things at once.
        return Statistic.MEAN_GROWTH if is_share and not has_more and not _has_points(units) else None
    is_yearly = bool(marks.EVERY_YEAR.search(phrase))
    if has_more or is_yearly:
        # "mỗi năm thêm 10.000 việc làm" may be either.
        both = has_more and is_yearly
        return None if both else Statistic.INCREASE if has_more else Statistic.EVERY_YEAR
    if marks.MAINTAIN.search(phrase):
        return Statistic.EVERY_EDITION
    if re.search(r"%\s*/\s*năm", phrase):
        return None
    if marks.TERM_WORD.search(phrase) and not marks.TERM_END.search(phrase):
        return Statistic.TOTAL if units and not is_share and _adds_up(units) else None
    if (
        periods.period is not None
        and len(periods.period.years()) == 1
        and (values or periods.deadline is None)
    ):
        return Statistic.VALUE if values else None
    return None


def _is_share(unit: ScaledUnit) -> bool:
    return not unit.unit.comparable_dimension


def _has_points(units: list[ScaledUnit]) -> bool:
    return any(unit.unit.is_difference for unit in units)


def _adds_up(units: list[ScaledUnit]) -> bool:
    """Whether figures of several years may be summed: amounts and counts, not rates and ages."""
    return all(
        unit.unit.is_additive and all(power > 0 for _, power in unit.unit.comparable_dimension)
        for unit in units
    )
