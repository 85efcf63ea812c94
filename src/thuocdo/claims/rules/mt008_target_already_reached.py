"""MT008: a target below what the same document says is reached."""

from __future__ import annotations

import re
from collections.abc import Iterator

from thuocdo.claims.context import Key, key_of, overlap
from thuocdo.claims.context.words import lowered
from thuocdo.claims.model import Figure, FigureKind, Finding, Reading, Role
from thuocdo.claims.passages import is_aim, vocabulary_of, years_in
from thuocdo.claims.quoting import cite, write
from thuocdo.claims.rule import Checked, Rule, RuleContext
from thuocdo.errors import Severity, Text
from thuocdo.quantities import Interval

_LESS_IS_BETTER = re.compile(
    r"hộ nghèo|cận nghèo|suy dinh dưỡng|thấp còi|thất nghiệp|tử vong|tội phạm|tai nạn|tảo hôn|ô nhiễm|nợ xấu|"
    r"thiếu việc|tổn thất|mắc bệnh|mù chữ|bỏ học|nhà tạm|khiếu nại|phát thải|sinh con thứ|"
    r"thất thoát|tái nghèo|lãng phí|tiêu hao"
)
_MAY_FALL = re.compile(
    r"\bgiảm\b|xuống|\bcòn\b|không quá|dưới|tối đa|nông nghiệp|nông, lâm|tỷ trọng|cơ cấu|chi thường xuyên"
)
_MORE = re.compile(r"\b(?:thêm|mới)\s*$")
_ENOUGH = 75
_FEWEST_WORDS = 2
_MOST = 50
"""Results of one kind that a target is held against: more are copies."""


class TargetAlreadyReached(Rule):
    """Mục tiêu thấp hơn mức đã đạt

    ## Kiểm tra gì
    Mục tiêu của kỳ tới được so với kết quả mà chính văn bản ghi cho cùng nội dung: mục tiêu thấp hơn kết
    quả (hoặc cao hơn, với những thứ càng ít càng tốt như tỷ lệ hộ nghèo).

    ## Vì sao sai
    Không hẳn là sai: tiêu chí có thể đã đổi. Nhưng mục tiêu thấp hơn hiện trạng thì cần được giải thích.

    ## Ví dụ
    Kết quả: `tỷ lệ hộ dùng nước sạch năm 2025 đạt 95%`; mục tiêu: `đến năm 2030, tỷ lệ hộ dùng nước sạch
    đạt 92%`.

    ## Nên viết
    Nâng mục tiêu, hoặc ghi rõ tiêu chí đã thay đổi.
    """

    id = "MT008"
    name = "target-already-reached"
    title = Text("Mục tiêu thấp hơn mức đã đạt", "Target below what is already reached")
    severity = Severity.NOTE

    def check(self, reading: Reading, context: RuleContext) -> Iterator[Finding | Checked]:
        """Yield every target that an earlier result of the same thing has passed."""
        vocabulary = context.shared(vocabulary_of, reading)
        results: dict[tuple[str, ...], list[tuple[Key, Figure]]] = {}
        targets: dict[Key, Figure] = {}
        for figure in reading.figures:
            key = key_of(figure, vocabulary)
            if (
                figure.value is None
                or key.statistic not in ("level", "share")
                or len(key.words) < _FEWEST_WORDS
            ):
                continue
            if is_aim(figure):
                targets.setdefault(key, figure)
            elif key.stage == "actual" and figure.role is not Role.FROM:
                for word in key.words:
                    shelf = results.setdefault((*_frame(key), word), [])
                    if not any(key == known for known, _ in shelf[-_MOST:]):
                        shelf.append((key, figure))
        for key, target in targets.items():
            rarest = min(key.words, key=lambda word: (len(results.get((*_frame(key), word), ())), word))
            for other, result in results.get((*_frame(key), rarest), ())[-_MOST:]:
                if overlap(key.words, other.words) >= _ENOUGH:
                    yield from self._hold(target, result)

    def _hold(self, target: Figure, result: Figure) -> Iterator[Finding | Checked]:
        wanted, reached = target.interval, result.interval
        is_measure = target.kind in (FigureKind.LEVEL, FigureKind.SHARE, FigureKind.RATE, FigureKind.COUNT)
        if wanted is None or reached is None or not is_measure or not _is_later(target, result):
            return
        if (result.kind is FigureKind.RATIO) or _MORE.search(
            target.block.text[max(0, target.start - 12) : target.start]
        ):
            return
        words = lowered(f"{target.subject} {result.subject}")
        before = lowered(target.block.text[max(0, target.start - 30) : target.start])
        less = bool(_LESS_IS_BETTER.search(words))
        if not less and _MAY_FALL.search(f"{words} {before}"):
            return
        is_passed = _is_above(wanted, reached) if less else _is_above(reached, wanted)
        if not is_passed:
            yield Checked((target, result))
            return
        text = write(
            "mục tiêu {target} {way} mức đã đạt {result}",
            "the target {target} is {way} what is reached, {result}",
            target=cite(target),
            result=cite(result),
            way=Text("cao hơn", "above") if less else Text("thấp hơn", "below"),
        )
        yield self.finding(text, (target, result), expected=result.text, confidence=70)


def _frame(key: Key) -> tuple[str, str, str, str]:
    """Return what target and result must have in common besides their words."""
    return key.statistic, key.dimension, key.area, key.subset


def _is_later(target: Figure, result: Figure) -> bool:
    """Whether the target is for a later time, where both say theirs."""
    wanted, seen = years_in(target.period), years_in(result.period)
    if wanted and seen and (len(wanted) > 1) is not (len(seen) > 1) and "%" not in target.unit:
        # The total of a term and the figure of a year are not of one size.
        return False
    return not wanted or not seen or max(wanted) > max(seen)


def _is_above(one: Interval, other: Interval) -> bool:
    return one.low is not None and other.high is not None and one.low > other.high
