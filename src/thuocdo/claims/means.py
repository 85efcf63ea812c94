"""Which yearly mean stands with the years or the levels that it must follow from?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from thuocdo.claims.arithmetic import (
    HUNDRED,
    ONE,
    arithmetic_mean,
    geometric_mean,
    growth,
    is_per_year,
    is_percent,
    is_points,
    spread,
    yearly_growth,
)
from thuocdo.claims.changes import Change, changes_of, is_change_lead
from thuocdo.claims.messages import say_bare
from thuocdo.claims.model import Figure, FigureKind, Reading
from thuocdo.claims.sentences import Sentence, fold_words, remembered, sentences_of
from thuocdo.errors import Text
from thuocdo.quantities import Interval

_YEAR = re.compile(r"(?<![\d/])((?:19|20)\d{2})(?!\d)")
_SPAN = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*[-–]\s*((?:19|20)\d{2})(?!\d)")
_MEAN = re.compile(r"bình quân|trung bình|mỗi năm|hằng năm|hàng năm")
_PER_HEAD = re.compile(
    r"bình quân (?:đầu người|mỗi (?!năm)|/|trên|chung|cả nước|của cả|của vùng|người|\d* ?ha)"
)
_STOP_WORDS = frozenset(
    re.findall(
        r"\w+",
        "tốc độ tăng trưởng bình quân trung đạt năm giai đoạn ước khoảng giảm là của các và trong đó cụ thể "
        "trên"
        " địa bàn tỉnh hằng hàng mỗi toàn so với cùng kỳ kế hoạch lên từ đến",
    )
)
_GEOMETRIC = Text("bình quân nhân", "geometric mean")
_ARITHMETIC = Text("bình quân cộng", "arithmetic mean")
_POINTS = Text("bình quân theo điểm phần trăm", "mean in percentage points")
_ABSOLUTE = Text("bình quân tuyệt đối", "absolute mean")


@dataclass(frozen=True)
class Way:
    """One accepted way to the mean.

    Attributes:
        label: Its name.
        result: What it gives.
        unit: Unit of the result.
        is_plain: Needs no note when it alone fits.
    """

    label: Text
    result: Interval
    unit: str = "%/năm"
    is_plain: bool = False


@dataclass(frozen=True)
class Mean:
    """A mean rate per year with what it must follow from.

    Attributes:
        rate: The mean as printed.
        members: The yearly rates, or the two levels.
        formula: The members as printed.
        ways: Accepted ways, the best first.
        is_sure: Years and subject are both printed; without that a misfit is only likely.
    """

    rate: Figure
    members: tuple[Figure, ...]
    formula: str
    ways: tuple[Way, ...]
    is_sure: bool = True


@remembered
def means_of(reading: Reading) -> tuple[Mean, ...]:
    """Return every mean that can be worked out from its neighbours."""
    sentences = sentences_of(reading)
    return (*_means_of_years(reading, sentences), *_means_of_levels(reading))


# Means of yearly rates


def _means_of_years(reading: Reading, sentences: Sequence[Sentence]) -> Iterator[Mean]:
    by_block: dict[int, list[Sentence]] = {}
    for sentence in sentences:
        by_block.setdefault(sentence.block.index, []).append(sentence)
    for sentence in sentences:
        for rate in sentence.figures:
            if _is_mean(sentence, rate):
                mean = _find_years(reading, by_block, sentence, rate) or _means_of_series(sentence, rate)
                if mean is not None:
                    yield mean


def _is_mean(sentence: Sentence, rate: Figure) -> bool:
    if rate.value is None or rate.value2 is not None or not is_percent(rate) or rate.kind is FigureKind.SHARE:
        return False
    before = _words_before(sentence, rate)
    if _PER_HEAD.search(before) or re.search(r"mục tiêu|kế hoạch|phấn đấu", before[-60:]):
        return False
    so_far = sentence.between(None, rate)
    return bool(_MEAN.search(before) and re.search(r"tăng|giảm|tốc độ|tăng trưởng", so_far))


def _words_before(sentence: Sentence, rate: Figure) -> str:
    """Return the words before a mean; `bình quân 3 năm` may itself be a figure."""
    position = sentence.position(rate)
    if position and fold_words(sentence.figures[position - 1].unit) == "năm":
        length = sentence.figures[position - 1]
        earlier = sentence.figures[position - 2] if position > 1 else None
        return sentence.between(earlier, length) + length.text.lower() + sentence.before(rate)
    return sentence.before(rate)


def _find_years(
    reading: Reading, by_block: dict[int, list[Sentence]], sentence: Sentence, rate: Figure
) -> Mean | None:
    wanted = _years_of_mean(sentence, rate)
    own = _yearly_rates(sentence, rate)
    places: list[tuple[dict[int, Figure], bool]] = [(own, True)]
    notes = [mark.number for mark in sentence.block.marks if sentence.start < mark.offset <= sentence.end + 1]
    for number in notes:
        for block in reading.document.note_blocks(number):
            rates: dict[int, Figure] = {}
            for other in by_block.get(block.index, ()):
                if _shares_words(sentence, rate, other):
                    rates |= _yearly_rates(other, None)
            places.append((rates, True))
    neighbours = by_block[sentence.block.index]
    position = neighbours.index(sentence)
    if position + 1 < len(neighbours) and _shares_words(sentence, rate, neighbours[position + 1]):
        places.append((_yearly_rates(neighbours[position + 1], None), False))
    for rates, _ in places:
        years = sorted(rates)
        if len(years) < 2 or years != list(range(years[0], years[-1] + 1)):
            continue
        if wanted and set(wanted) != set(years):
            continue
        counted = re.search(r"(\d+) năm", _words_before(sentence, rate))
        if not wanted and (len(years) < 3 or (counted and int(counted[1]) != len(years))):
            continue
        members = tuple(rates[year] for year in years)
        intervals = [spread(member) for member in members]
        ways = (Way(_GEOMETRIC, geometric_mean(intervals)), Way(_ARITHMETIC, arithmetic_mean(intervals)))
        formula = "; ".join(
            f"{year}: {say_bare(member)}%" for year, member in zip(years, members, strict=True)
        )
        return Mean(rate, members, formula.replace("%%", "%"), ways, is_sure=bool(wanted or counted))
    return None


def _years_of_mean(sentence: Sentence, rate: Figure) -> range | None:
    spans = list(_SPAN.finditer(sentence.before(rate)))
    span = spans[-1] if spans else _SPAN.search(rate.period)
    if span is None:
        after = re.match(r"[^,;()]{0,25}giai đoạn\s*" + _SPAN.pattern, sentence.after(rate))
        if after is None:
            return None
        return range(int(after[1]), int(after[2]) + 1)
    return range(int(span[1]), int(span[2]) + 1)


def _yearly_rates(sentence: Sentence, leave_out: Figure | None) -> dict[int, Figure]:
    """Return growth rates by the year printed just before each; the first run of rising years."""
    rates: dict[int, Figure] = {}
    position = 0
    for figure in sentence.figures:
        words = sentence.lower[position : figure.start - sentence.start]
        position = figure.end - sentence.start
        if figure is leave_out:
            continue
        years = _YEAR.findall(_SPAN.sub(" ", words))
        if (
            not years
            or not is_percent(figure)
            or figure.value is None
            or figure.value2 is not None
            or _MEAN.search(words)
            or re.search(r"so với|mục tiêu|chiếm|tỷ trọng|tỷ lệ", words)
        ):
            continue
        year = int(years[-1])
        if year in rates or (rates and year != max(rates) + 1):
            continue
        if figure.sign < 0 or re.search(r"giảm\s*$", sentence.lead(figure)):
            return {}
        rates[year] = figure
    return rates


def _shares_words(sentence: Sentence, rate: Figure, other: Sentence) -> bool:
    """Whether the other sentence's first words speak of what the mean speaks of."""
    own = set(re.findall(r"[^\W\d_]+", sentence.before(rate))) - _STOP_WORDS
    first = other.figures[0]
    theirs = set(re.findall(r"[^\W\d_]+", other.between(None, first))) - _STOP_WORDS
    return not theirs or len(own & theirs) * 2 >= len(theirs)


# Means from two levels


def _means_of_series(sentence: Sentence, rate: Figure) -> Mean | None:
    """`Năm 2020 đạt 4.500 tỷ đồng, năm 2021 …, năm 2022 đạt 6.100 tỷ đồng, tăng bình quân 16,4%/năm`."""
    levels: dict[int, Figure] = {}
    for figure in sentence.figures[: sentence.position(rate)]:
        years = _YEAR.findall(_SPAN.sub(" ", sentence.before(figure)))
        if len(years) != 1 or figure.value is None or figure.value2 is not None or is_percent(figure):
            return None
        if levels and (figure.unit, figure.scale) != (levels[min(levels)].unit, levels[min(levels)].scale):
            return None
        if is_change_lead(sentence.lead(figure)) or int(years[0]) in levels or figure.kind is FigureKind.RANK:
            return None
        levels[int(years[0])] = figure
    if len(levels) < 2 or list(levels) != sorted(levels):
        return None
    first, last = min(levels), max(levels)
    old, new = levels[first], levels[last]
    base = spread(old)
    falls = bool(re.search(r"giảm[^,;]*$", sentence.before(rate)))
    if base.low is None or base.low <= 0 or falls:
        return None
    count = Interval.point(Decimal(last - first))
    ways = (
        Way(_GEOMETRIC, yearly_growth(spread(new), base, last - first)),
        Way(_ARITHMETIC, growth(spread(new), base) / count),
    )
    formula = f"{say_bare(old)} ({first}) → {say_bare(new)} ({last})"
    return Mean(rate, (new, old), formula, ways, is_sure=False)


def _means_of_levels(reading: Reading) -> Iterator[Mean]:
    for change in changes_of(reading):
        rate = _rate_after(change)
        if rate is None:
            continue
        if change.old is not None:
            mean = _from_levels(change, change.old, rate)
        else:
            mean = _from_difference(change, rate)
        if mean is not None:
            yield mean


def _rate_after(change: Change) -> Figure | None:
    """Return the mean per year that follows the change in the same clause."""
    sentence = change.sentence
    members = {figure.start for figure in (*change.deltas, *change.growths, *change.folds)}
    if change.old is not None:
        position = sentence.position(change.old)
        earlier = sentence.figures[position - 1] if position else None
        if earlier is not None and _is_rate_before(sentence, earlier, change.old):
            return earlier
    start = sentence.position(change.new) + 1
    for figure in sentence.figures[start : start + 4]:
        if not sentence.same_clause(change.new, figure) or figure.value is None:
            return None
        before = sentence.before(figure)
        if figure.start not in members and _MEAN.search(before) and not _PER_HEAD.search(before):
            is_rate = re.search(r"tăng|giảm", before) and not re.search(
                r"mục tiêu|kế hoạch|cả nước|vùng", before
            )
            return (
                figure
                if is_rate and (is_percent(figure) or is_points(figure) or is_per_year(figure))
                else None
            )
        if figure.start not in members and figure is not change.old:
            return None
    return None


def _is_rate_before(sentence: Sentence, rate: Figure, old: Figure) -> bool:
    """`bình quân giảm 1,5 điểm phần trăm/năm, từ 7,8% năm 2021`."""
    before, gap = sentence.before(rate), sentence.between(rate, old)
    return bool(
        rate.value is not None
        and rate.value2 is None
        and is_per_year(rate)
        and _MEAN.search(before)
        and re.search(r"tăng|giảm", before)
        and re.fullmatch(r"\s*[,(]?\s*(?:tăng |giảm )?từ(?: mức)?\s*", gap)
    )


def _from_levels(change: Change, old: Figure, rate: Figure) -> Mean | None:
    sentence = change.sentence
    first = _year_near(sentence, old)
    last = _year_near(sentence, change.new)
    if first is None or last is None or last <= first:
        return None
    years = last - first
    new, base, count = spread(change.new), spread(old), Interval.point(Decimal(years))
    falls = bool(re.search(r"giảm[^,;]*$", sentence.before(rate))) or change.verb == "down"
    if base.low is None or base.low <= 0 or new.low is None or new.low < 0:
        return None
    sign = -ONE if falls else ONE
    formula = f"{say_bare(old)} ({first}) → {say_bare(change.new)} ({last})"
    members = (change.new, old)
    if is_points(rate):
        return Mean(
            rate, members, formula, (Way(_POINTS, sign * (new - base) / count, " điểm phần trăm/năm"),)
        )
    if not is_percent(rate):
        unit = f" {rate.unit}"
        return Mean(rate, members, formula, (Way(_ABSOLUTE, sign * (new - base) / count, unit),))
    ways = [
        Way(_GEOMETRIC, sign * yearly_growth(new, base, years)),
        Way(_ARITHMETIC, sign * growth(new, base) / count),
    ]
    if is_percent(change.new):
        ways.append(Way(_POINTS, sign * (new - base) / count, " điểm phần trăm/năm", is_plain=True))
    return Mean(rate, members, formula, tuple(ways))


def _from_difference(change: Change, rate: Figure) -> Mean | None:
    """`còn 1%, giảm 4,27% so với năm 2021, bình quân giảm 1,06%/năm`: only levels in percent."""
    moved = [*change.deltas, *change.growths]
    if len(moved) != 1 or not is_percent(change.new):
        return None
    sentence = change.sentence
    last = _year_near(sentence, change.new)
    comparison = re.search(r"so (?:với )?(?:cuối |đầu |hết )?năm\s*(\d{4})", sentence.after(moved[0]))
    if last is None or comparison is None or last <= int(comparison[1]):
        return None
    years = last - int(comparison[1])
    count = Interval.point(Decimal(years))
    delta = spread(moved[0])
    formula = f"{say_bare(moved[0])} / {years} năm ({comparison[1]}–{last})"
    new = spread(change.new)
    ways = [Way(_POINTS, delta / count, " điểm phần trăm/năm", is_plain=True)]
    part = delta / HUNDRED
    old = new / ((ONE - part) if change.falls(moved[0]) else (ONE + part))
    sign = -ONE if change.falls(moved[0]) else ONE
    if old.low is not None and old.low > 0 and new.low is not None and new.low > 0:
        ways.append(Way(_GEOMETRIC, sign * yearly_growth(new, old, years), is_plain=True))
    return Mean(rate, (change.new, moved[0]), formula, tuple(ways), is_sure=False)


def _year_near(sentence: Sentence, figure: Figure) -> int | None:
    """Return the year printed with a level: right behind it, else before it since the last figure."""
    behind = re.match(
        r"\s*\(?\s*(?:vào |ở |của |trong )?(?:cuối |đầu |hết )?(?:năm\s*)((?:19|20)\d{2})",
        sentence.after(figure),
    )
    if behind:
        return int(behind[1])
    years = _YEAR.findall(_SPAN.sub(" ", sentence.before(figure)))
    if years:
        position = sentence.position(figure)
        words = sentence.before(figure)
        # `từ 100 năm 2020 lên 150`: the year belongs to the figure before.
        if (
            position
            and re.match(r"\s*\(?\s*(?:cuối |đầu |hết )?năm\s*(?:19|20)\d{2}", words)
            and len(years) == 1
        ):
            return None
        return int(years[-1])
    position = sentence.position(figure)
    if not position:
        return None
    if re.fullmatch(r"(?:19|20)\d{2}", figure.period):
        return int(figure.period)
    return None
