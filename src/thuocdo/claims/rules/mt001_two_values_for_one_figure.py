"""MT001: one figure, two values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from thuocdo.claims.context import SamePair, Vocabulary, dimension_of, key_of, overlap
from thuocdo.claims.context.words import lowered
from thuocdo.claims.messages import with_span
from thuocdo.claims.model import Figure, FigureKind, Finding, Reading, Role
from thuocdo.claims.passages import in_one_sentence, same_pairs, sentence_at, vocabulary_of
from thuocdo.claims.quoting import say_where, write
from thuocdo.claims.rule import Checked, Rule, RuleContext
from thuocdo.errors import Severity, Text
from thuocdo.quantities import Approximation

_PLAIN = Vocabulary()
_SURE, _LIKELY, _HALF = 90, 75, 50
_LONG_NAME = 4
_CUMULATED = re.compile(r"\bl[ũu][ỹy] kế\b|\bcộng dồn\b|\btổng cộng\b")
_SECTOR = re.compile(r"\b(?:toàn ngành|của ngành|ngành|khu vực (?:công|nông|dịch|kinh tế|i\b|ii))\b")
_AGAINST = re.compile(
    r"\s*(?:so\s+(?:với\s+)?|của\s+)?(?:mức\s+)?(?:bình quân\s+)?(?:chung\s+)?(?:của\s+)?"
    r"(cả nước|toàn quốc|vùng|khu vực|mục tiêu|chỉ tiêu|kế hoạch|dự toán|nghị quyết|trung bình)\b"
)
_PART = re.compile(
    r"\b(?:trong đó(?:\s+có)?|riêng|thêm|mỗi|từng|khác|còn lại|nhóm|tốp|top|trong số|một số|tối thiểu|"
    r"ít nhất)\s*:?\s*$"
)


class TwoValues(Rule):
    """Một số liệu, hai giá trị

    ## Kiểm tra gì
    Số liệu của cùng một nội dung (cùng chỉ tiêu, đơn vị, kỳ, địa bàn, phần của tổng thể) ghi ở hai nơi:
    thân bài, cước chú, bảng, phần đánh giá chung. Hai giá trị được so theo độ chính xác in ra: `69%` và
    `69,3%` không mâu thuẫn.

    ## Vì sao sai
    Chỉ một giá trị có thể đúng. Thường là một nơi đã cập nhật, nơi kia thì chưa.

    ## Ví dụ
    Thân bài: `tỷ lệ xã có nhà văn hóa năm 2025 đạt 91%`; cước chú: `tỷ lệ xã có nhà văn hóa năm 2025 đạt
    97%`.

    ## Nên viết
    Một giá trị ở mọi nơi.
    """

    id = "MT001"
    name = "two-values-for-one-figure"
    title = Text("Một số liệu, hai giá trị", "One figure, two values")
    severity = Severity.ERROR

    def check(self, reading: Reading, context: RuleContext) -> Iterator[Finding | Checked]:
        """Yield every pair of linked figures that no value can satisfy."""
        for pair in context.shared(same_pairs, reading):
            if _is_approximate(pair):
                continue
            if _can_be_equal(pair.first, pair.second):
                yield Checked((pair.first, pair.second))
            elif _is_told(pair):
                yield self._finding(pair)
        for pair in _companions(reading):
            if not _can_be_equal(pair.first, pair.second):
                yield self._finding(pair)

    def _finding(self, pair: SamePair) -> Finding:
        one, other = pair.first, pair.second
        text = write(
            "{subject}{period}: {one} ({where}), nhưng {other} ({elsewhere})",
            "{subject}{period}: {one} ({where}), but {other} ({elsewhere})",
            subject=one.subject or other.subject,
            period=f" {one.period or other.period}" if one.period or other.period else "",
            one=with_span(one),
            other=with_span(other),
            where=say_where(one),
            elsewhere=say_where(other),
        )
        severity = Severity.ERROR if pair.confidence >= _SURE else Severity.WARNING
        return self.finding(
            text, (one, other), expected=other.text, severity=severity, confidence=pair.confidence
        )


def _is_approximate(pair: SamePair) -> bool:
    """Whether just one of them stands behind a word like `gần`: that is MT002's question."""
    words = {
        pair.first.approximation is Approximation.EXACT,
        pair.second.approximation is Approximation.EXACT,
    }
    return len(words) == 2


def _can_be_equal(one: Figure, other: Figure) -> bool:
    left, right = one.interval, other.interval
    if left is None or right is None:
        return True
    if one.kind is FigureKind.RATIO and one.value2 is not None and other.value2 is not None:
        return one.value2 != other.value2 or one.value == other.value
    return left.intersects(right)


def _is_told(pair: SamePair) -> bool:
    """Whether the difference can be told as a contradiction."""
    one, other = pair.first, pair.second
    if pair.confidence < _LIKELY or (one.kind is FigureKind.RATIO) is not (other.kind is FigureKind.RATIO):
        return False
    if FigureKind.RANK in (one.kind, other.kind) and not (one.period and other.period):
        return False
    if (one.role is Role.PART) is not (other.role is Role.PART):
        return False
    if _is_cumulated(one) is not _is_cumulated(other) or not _is_time_told(one, other):
        return False
    if dimension_of(one.unit) == "count" and not _names_more_than_unit(one, other):
        return False
    if not _is_compared_alike(one, other) or _names_sector(one) is not _names_sector(other):
        return False
    return not any(_is_one_of_several(figure) for figure in (one, other))


def _is_compared_alike(one: Figure, other: Figure) -> bool:
    """Whether two changes are changes against the same: a base period both name, or the same other thing."""
    changes = (FigureKind.DELTA_ABS, FigureKind.DELTA_PCT, FigureKind.FOLD)
    if one.kind not in changes and other.kind not in changes:
        return True
    left, right = _compared_with(one), _compared_with(other)
    if left or right:
        return left == right
    return bool(one.base_period) and one.base_period == other.base_period and one.sign == other.sign


def _compared_with(figure: Figure) -> str:
    """Return the thing a change is held against where it is no time: `cả nước`, `mục tiêu` …"""
    text = lowered(figure.block.text)
    found = _AGAINST.match(text, figure.end)
    return found[1] if found else ""


def _is_one_of_several(figure: Figure) -> bool:
    """Whether the words say that it is only a part, or the size of a group: `trong đó`, `mỗi`, `nhóm 10`."""
    text = lowered(figure.block.text)
    return bool(_PART.search(text[max(0, figure.start - 30) : figure.start])) or figure.text.startswith(
        "1 trong"
    )


def _is_cumulated(figure: Figure) -> bool:
    """Whether the sentence counts from the beginning: `lũy kế đến nay`."""
    start, _ = sentence_at(figure.block.text, figure.start)
    return _CUMULATED.search(lowered(figure.block.text)[start : figure.start]) is not None


def _is_time_told(one: Figure, other: Figure) -> bool:
    """Whether the times of two amounts allow to compare them.

    A share is what it is at its time; an amount is of a day, a year or a term, and without that word only a
    long common name makes two amounts one.
    """
    if dimension_of(one.unit) == "%" or (one.period and one.period == other.period):
        return True
    shared = set(_PLAIN.tokens(one.subject)) & set(_PLAIN.tokens(other.subject))
    return len(shared) >= _LONG_NAME


def _names_more_than_unit(one: Figure, other: Figure) -> bool:
    """Whether two counts share a word beside the noun that is counted: `742 tổ chức đảng` says too little."""
    units = _PLAIN.tokens(f"{one.unit} {other.unit}")
    shared = set(_PLAIN.tokens(one.subject)) & set(_PLAIN.tokens(other.subject))
    return bool(shared - set(units))


def _names_sector(figure: Figure) -> bool:
    """Whether the words before a figure say that it is of a branch: `toàn ngành`, `ngành dịch vụ`."""
    text = lowered(figure.block.text)
    return bool(_SECTOR.search(f"{lowered(figure.subject)} {text[max(0, figure.start - 40) : figure.start]}"))


def _companions(reading: Reading) -> Iterator[SamePair]:
    """Yield two changes from one base period, each beside a level, where the levels say the same.

    `chiếm 69% (tăng 12,9% so với năm 2020)` and `chiếm 69,3%, tăng 13,2% so với năm 2020`: names that are
    less alike than usual suffice where the levels agree.
    """
    vocabulary = vocabulary_of(reading)
    shelves: dict[tuple[str, str, int], list[tuple[Figure, Figure]]] = {}
    for figures in reading.by_block.values():
        for level, change in pairwise(figures):
            if not _is_level_with_change(level, change):
                continue
            own = (dimension_of(change.unit), change.base_period, int(level.value or 0))
            for step in (-1, 0, 1):
                for known, other in shelves.get((*own[:2], own[2] + step), ()):
                    alike = _alike(known, level, vocabulary)
                    is_same_way = known.sign == level.sign and other.sign == change.sign
                    if (
                        alike
                        and is_same_way
                        and _can_be_equal(known, level)
                        and not in_one_sentence(other, change)
                    ):
                        yield SamePair(other, change, alike)
            shelf = shelves.setdefault(own, [])
            if not any(known.value == level.value and other.value == change.value for known, other in shelf):
                shelf.append((level, change))


def _is_level_with_change(level: Figure, change: Figure) -> bool:
    """Whether a change against a named base period stands right behind the level it led to."""
    if change.role is not Role.CHANGE or not change.base_period or level.role not in (Role.LEVEL, Role.TOTAL):
        return False
    is_measure = level.value not in (None, 0, 100) and level.approximation is Approximation.EXACT
    between = level.block.text[level.end : change.start]
    is_beside = len(between) <= 40 and not _compared_with(change) and ";" not in between
    return is_measure and is_beside and dimension_of(level.unit) == dimension_of(change.unit)


def _alike(one: Figure, other: Figure, vocabulary: Vocabulary) -> int:
    """Return how sure it is that two levels which agree are of one thing; 0 where nothing says so."""
    left, right = key_of(one, vocabulary).words, key_of(other, vocabulary).words
    shared = overlap(left, right)
    if shared >= _HALF:
        return _SURE if shared >= _LIKELY else _LIKELY
    pairs = ((left, _lead(other, vocabulary)), (right, _lead(one, vocabulary)))
    return _LIKELY if any(len(own) > 1 and own <= lead for own, lead in pairs) else 0


def _lead(figure: Figure, vocabulary: Vocabulary) -> frozenset[str]:
    """Return the words of the sentence before a figure."""
    start, _ = sentence_at(figure.block.text, figure.start)
    return frozenset(vocabulary.tokens(figure.block.text[start : figure.start]))
