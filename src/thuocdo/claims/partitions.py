"""Which figures are said to be the parts of which total?

`gồm`, `bao gồm`, `chia ra` promise all parts. `trong đó` promises some of them, and becomes a partition
only by what the list itself shows: the same things counted in every part, and a sum near the total.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum

from thuocdo.claims.arithmetic import exact_spread, is_percent, is_points, percent_of, spread, total
from thuocdo.claims.changes import is_change_lead
from thuocdo.claims.model import Figure, FigureKind, Reading
from thuocdo.claims.sentences import Sentence, fold_words, remembered, same_noun, sentences_of
from thuocdo.quantities import Interval


class Promise(Enum):
    """What the words before a list of parts promise."""

    ALL = "all"
    """`gồm`, `bao gồm`, `chia ra`, `cụ thể`."""
    SOME = "some"
    """`trong đó`."""
    LISTED = "listed"
    """A bracket or a colon directly behind the total, without a word."""


_MARKER = re.compile(
    r"(?P<some>trong (?:đó|số đó|số này)(?P<has>\s*,?\s*(?:có|riêng|chủ yếu|nhất là))?)"
    r"|(?P<all>\b(?:bao )?gồm(?: có)?\b|\bchia ra\b|\bchia thành\b|\bphân (?:theo|thành)\b|\bchia theo\b|"
    r"\bcụ thể\b)"
)
_STRONG_AFTER_SOME = re.compile(r"trong đó,?\s*(?:bao )?gồm")
_STOP = re.compile(
    r"tổng|ngoài ra|bên cạnh|đồng thời|nâng|so với|tăng|giảm|mục tiêu|kế hoạch|chỉ tiêu|bình quân|còn lại "
    r"phải|"
    r"với vốn|với tổng|trong (?:đó|số)|(?:bao )?gồm|đến nay|hiện nay|lũy kế|riêng|tương đương|trị giá|diện "
    r"tích|công suất"
)
_BRACKET = re.compile(
    r"[^();:.]{0,120}\((?:\s*(?:có\s*)?|(?![^()]*\b(?:tăng|giảm|chiếm|đạt|bằng|so|năm|mục tiêu|kế hoạch|bình "
    r"quân|"
    r"từ|vượt|tương đương|khoảng|trên|còn|cùng kỳ|riêng|quy)\b)[^();:.\d]{2,60})"
)
_ATTRIBUTE = re.compile(r"\b(?:với|trị giá|tổng vốn|kinh phí|vốn đăng ký|diện tích|công suất|tổng mức)\b")
_OPEN_END = re.compile(r"…|\.\.\.|v\.v|một số|các loại khác|và nhiều|còn lại|phần khác")
_SHARE_GAP = re.compile(
    r"[^;.\d]{0,60}(?:\(|chiếm|đạt|bằng|tỷ lệ|tỉ lệ|tương đương|tương ứng|=|đạt tỷ lệ|chiếm tỷ "
    r"lệ)\s*(?:khoảng|gần|trên|hơn)?\s*"
)
_NAMED_TOTAL = re.compile(r"(?:tổng\s*(?:số|cộng)?\b[^;]{0,40}|trong số\s*)$")


@dataclass
class Partition:
    """A total and what is listed as its parts.

    Attributes:
        sentence: Where they stand.
        total: The total.
        parts: In order.
        promise: See `Promise`.
        shares: Percentage printed beside a part, by the part's start.
        is_open: The list breaks off, or holds what could not be read.
        has_only_some: The words are `trong đó có`, `trong đó riêng`.
    """

    sentence: Sentence
    total: Figure
    promise: Promise
    parts: list[Figure] = field(default_factory=list)
    shares: dict[int, Figure] = field(default_factory=dict)
    is_open: bool = False
    has_only_some: bool = False

    @property
    def sum(self) -> Interval:
        """Everything the parts can add up to."""
        return total(exact_spread(part) for part in self.parts)

    @property
    def has_one_noun(self) -> bool:
        """Whether every part counts what the total counts."""
        return all(same_noun(part.unit, self.total.unit) for part in self.parts)

    @property
    def names_the_parts(self) -> bool:
        """Whether the total's own unit names the units of the parts: `xã, phường, thị trấn`."""
        words = fold_words(self.total.unit)
        return bool(words) and all(part.unit and fold_words(part.unit) in words for part in self.parts)

    def is_safe_base(self, reading: Reading) -> bool:  # noqa: ARG002 - the same door for all readings
        """Whether percentages of the parts are surely percentages of this total."""
        if _NAMED_TOTAL.search(self.sentence.lead(self.total)):
            return True
        agreeing = 0
        for part in self.parts:
            share = self.shares.get(part.start)
            if share is not None:
                result = percent_of(exact_spread(part), exact_spread(self.total))
                agreeing += result.intersects(spread(share))
        return agreeing > 0


@remembered
def partitions_of(reading: Reading) -> tuple[Partition, ...]:
    """Return every total with at least two parts, or with one part and its percentage."""
    found = (partition for sentence in sentences_of(reading) for partition in _partitions_in(sentence))
    return tuple(found)


def _partitions_in(sentence: Sentence) -> Iterator[Partition]:
    for position, figure in enumerate(sentence.figures[:-1]):
        if not _can_be_total(sentence, figure):
            continue
        gap = sentence.between(figure, sentence.figures[position + 1])
        promise = _promise(gap, figure, sentence)
        if promise is None:
            continue
        partition = Partition(sentence, figure, promise[0], has_only_some=promise[1])
        _collect(partition, position + 1)
        if len(partition.parts) > 1 or (partition.parts and partition.shares):
            yield partition


def _can_be_total(sentence: Sentence, figure: Figure) -> bool:
    return (
        figure.value is not None
        and figure.value2 is None
        and not is_percent(figure)
        and not is_points(figure)
        and figure.kind
        not in (FigureKind.RANK, FigureKind.RATIO, FigureKind.FOLD, FigureKind.RANGE, FigureKind.RATE)
        and "/" not in figure.unit
        and not is_change_lead(sentence.lead(figure))
    )


def _promise(gap: str, figure: Figure, sentence: Sentence) -> tuple[Promise, bool] | None:
    if len(gap) > 260:
        return None
    marks = list(_MARKER.finditer(gap))
    if marks:
        mark = marks[0]
        if len(gap[: mark.start()]) > 160 or ";" in gap[: mark.start()].rstrip("; "):
            return None
        if mark["all"] or _STRONG_AFTER_SOME.match(gap[mark.start() :]):
            return Promise.ALL, False
        return Promise.SOME, bool(mark["has"])
    if re.search(r"trong (?:tổng )?số\s*$", sentence.lead(figure)) and re.fullmatch(
        r"[^();:.]{0,60}?[\s,](?:có|thì|đã có|có tới|có khoảng)\s*", gap
    ):
        return Promise.SOME, True
    if _BRACKET.fullmatch(gap) or (
        re.fullmatch(r"[^();:.]{0,60}:[^();:.]{0,80}:?\s*", gap)
        and _NAMED_TOTAL.search(sentence.lead(figure))
    ):
        return Promise.LISTED, False
    return None


def _collect(partition: Partition, position: int) -> None:
    sentence, figures = partition.sentence, partition.sentence.figures
    base_depth = sentence.depth(partition.total)
    first = figures[position]
    list_depth = sentence.depth(first)
    if list_depth < base_depth:
        return
    previous: Figure = partition.total
    while position < len(figures):
        figure = figures[position]
        depth = sentence.depth(figure)
        gap = sentence.between(previous, figure)
        if depth < list_depth:
            break
        if _is_share(partition, previous, figure, gap):
            partition.shares[partition.parts[-1].start] = figure
        elif depth > list_depth or _is_attribute(partition, figure, gap):
            pass  # speaks of the part before it
        elif partition.parts and _STOP.search(_marker_free(gap)):
            partition.is_open |= bool(re.search(r"trong (?:đó|số)|gồm", gap))
            break
        elif not _can_be_part(partition, figure):
            partition.is_open |= figure.value is None
            break
        else:
            partition.parts.append(figure)
        previous = figure
        position += 1
    tail = sentence.between(previous, figures[position] if position < len(figures) else None)
    close = tail.find(")") if list_depth > base_depth else -1
    if _OPEN_END.search(tail if close < 0 else tail[:close]):
        partition.is_open = True


def _is_attribute(partition: Partition, figure: Figure, gap: str) -> bool:
    """Whether an amount is that of the part before it: `285 dự án với tổng vốn 95.000 tỷ đồng`."""
    whole = partition.total
    return (
        partition.promise is Promise.ALL
        and bool(partition.parts)
        and not whole.scale
        and bool(figure.scale)
        and not same_noun(figure.unit, whole.unit)
        and _ATTRIBUTE.search(gap) is not None
    )


def _marker_free(gap: str) -> str:
    return re.sub(r"tổng hợp|tổng công ty|công suất lớn|tăng cường|gia tăng|giảm nghèo|giảm phát", "", gap)


def _is_share(partition: Partition, previous: Figure, figure: Figure, gap: str) -> bool:
    return (
        bool(partition.parts)
        and previous is partition.parts[-1]
        and is_percent(figure)
        and figure.value is not None
        and figure.value2 is None
        and "/" not in figure.unit
        and bool(_SHARE_GAP.fullmatch(gap))
        and not re.search(r"tăng|giảm|vượt|mục tiêu|kế hoạch|so với|hoàn thành", gap)
        and not re.match(
            r"\s*(?:so với|mục tiêu|kế hoạch|chỉ tiêu|dự toán)", partition.sentence.after(figure)
        )
    )


def _can_be_part(partition: Partition, figure: Figure) -> bool:
    whole = partition.total
    if figure.value is None or figure.value2 is not None or is_percent(figure) or is_points(figure):
        return False
    if (
        figure.kind in (FigureKind.RANK, FigureKind.RATIO, FigureKind.FOLD, FigureKind.RANGE)
        or "/" in figure.unit
    ):
        return False
    if is_change_lead(partition.sentence.lead(figure)):
        return False
    if whole.scale or figure.scale:
        return same_noun(figure.unit, whole.unit) or not figure.unit
    if partition.promise is not Promise.ALL and figure.unit and not same_noun(figure.unit, whole.unit):
        return fold_words(figure.unit) in fold_words(whole.unit)
    return True
