"""MT004: one rearrangement told twice with other numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise

from thuocdo.claims.context import overlap
from thuocdo.claims.context.words import lowered
from thuocdo.claims.model import Figure, Finding, Reading
from thuocdo.claims.passages import UPPER, vocabulary_of, years_in
from thuocdo.claims.quoting import cite, write
from thuocdo.claims.rule import Checked, Rule, RuleContext
from thuocdo.claims.sentences import Sentence, sentences_of
from thuocdo.errors import Severity, Text

_EVENT = re.compile(
    r"\b(?:sắp xếp|sáp nhập|hợp nhất|nhập|giải thể|tổ chức lại|cơ cấu lại|tinh gọn|rà soát|giảm từ|"
    r"chuyển đổi|chia tách)\b"
)
_RESULT = re.compile(r"\b(?:thành lập|hình thành|lập|thành|xuống còn|còn lại|còn|xuống)\b")
_CUT = re.compile(r"^[^;.]{0,40}?\b(?:giảm|bớt)\b")
_COMMUNE = re.compile(r"cấp xã|^xã\b|^phường\b|^thị trấn\b|xã, phường|phường, xã")
_DISTRICT = re.compile(r"cấp huyện|^huyện\b|huyện, thị xã|^quận\b")
_NAMED_PLACE = re.compile(rf"\b(?i:huyện|thị xã|thành phố|xã|phường|thị trấn)\s+[{UPPER}]\w+")


@dataclass(frozen=True, slots=True)
class _Frame:
    """`before` things became `after`, `cut` fewer."""

    before: Figure
    after: Figure
    cut: Figure | None
    kind: frozenset[str]
    years: frozenset[int]
    at: str

    @property
    def figures(self) -> tuple[Figure, ...]:
        return (self.before, self.after, *((self.cut,) if self.cut else ()))


class EventToldTwice(Rule):
    """Một lần sắp xếp kể hai nơi với số khác nhau

    ## Kiểm tra gì
    Câu kể việc sắp xếp, sáp nhập N đơn vị thành M đơn vị (giảm K) được so với câu khác kể cùng việc: cùng
    loại đơn vị, không khác giai đoạn, và có ít nhất một số trùng nhau.

    ## Vì sao sai
    Cùng một việc thì N, M và K phải như nhau ở mọi nơi.

    ## Ví dụ
    Thân bài: `sắp xếp 40 xã để thành lập 22 xã (giảm 18 xã)`; cước chú: `sáp nhập 38 xã để thành lập 20 xã
    (giảm 18 xã)`.

    ## Nên viết
    Một bộ số duy nhất, theo nghị quyết đã ban hành.
    """

    id = "MT004"
    name = "event-told-with-other-numbers"
    title = Text("Một sự việc, hai bộ số", "One event, two sets of numbers")
    severity = Severity.WARNING

    def check(self, reading: Reading, context: RuleContext) -> Iterator[Finding | Checked]:
        """Yield every pair of frames of one event whose numbers differ."""
        frames = [
            frame
            for sentence in context.shared(sentences_of, reading)
            for frame in _frames(sentence, reading, context)
        ]
        for one, other in combinations(frames, 2):
            if not _is_same_event(one, other):
                continue
            if one.before.amount == other.before.amount and one.after.amount == other.after.amount:
                yield Checked((*one.figures, *other.figures))
            elif _shares_a_number(one, other):
                yield self._finding(one, other)

    def _finding(self, one: _Frame, other: _Frame) -> Finding:
        text = write(
            "cùng một việc: {before} thành {after}, nơi khác ghi {before2} thành {after2}",
            "the same event: {before} became {after}, elsewhere {before2} became {after2}",
            before=cite(one.before),
            after=cite(one.after),
            before2=cite(other.before),
            after2=cite(other.after),
        )
        return self.finding(
            text,
            (one.before, other.before, one.after, other.after),
            expected=f"{other.before.text} → {other.after.text}",
            stated=f"{one.before.text} → {one.after.text}",
            confidence=85,
        )


def _frames(sentence: Sentence, reading: Reading, context: RuleContext) -> Iterator[_Frame]:
    figures = sentence.figures
    for position, (before, after) in enumerate(pairwise(figures)):
        between = sentence.between(before, after)
        result = _RESULT.search(between)
        if (
            result is None
            or ";" in between
            or len(between) > 90
            or not _is_count(before)
            or not _is_count(after)
        ):
            continue
        if not _EVENT.search(sentence.before(before)[-70:]):
            continue
        following = figures[position + 2] if position + 2 < len(figures) else None
        is_cut = (
            following is not None and _is_count(following) and _CUT.search(sentence.between(after, following))
        )
        yield _Frame(
            before,
            after,
            following if is_cut else None,
            _kind(f"{before.unit} {between[: result.start()]}", reading, context),
            years_in(sentence.text),
            _named_place(sentence, before, after),
        )


def _is_count(figure: Figure) -> bool:
    is_whole = figure.value is not None and figure.value2 is None and not figure.decimals and not figure.scale
    return is_whole and bool(figure.value) and not figure.unit.startswith("%")


def _kind(words: str, reading: Reading, context: RuleContext) -> frozenset[str]:
    """Return what is rearranged; `xã, phường, thị trấn` and `đơn vị hành chính cấp xã` are the same."""
    words = " ".join(lowered(words).split())
    if _COMMUNE.search(words):
        return frozenset({"cấp xã"})
    if _DISTRICT.search(words):
        return frozenset({"cấp huyện"})
    return frozenset(context.shared(vocabulary_of, reading).tokens(words)) - {"mới", "đơn", "vị"}


def _named_place(sentence: Sentence, before: Figure, after: Figure) -> str:
    """Return the place that the event is of, where the words between its numbers or before them name one."""
    text = sentence.block.text
    words = text[max(sentence.start, before.start - 60) : after.end]
    found = _NAMED_PLACE.search(words)
    return found.group() if found else ""


def _is_same_event(one: _Frame, other: _Frame) -> bool:
    if not one.kind or overlap(one.kind, other.kind) < 80 or one.at != other.at:
        return False
    return not one.years or not other.years or bool(one.years & other.years)


def _shares_a_number(one: _Frame, other: _Frame) -> bool:
    return (
        one.before.amount == other.before.amount
        or one.after.amount == other.after.amount
        or _fewer(one) == _fewer(other)
    )


def _fewer(frame: _Frame) -> object:
    if frame.cut is not None:
        return frame.cut.amount
    if frame.before.amount is None or frame.after.amount is None:
        return frame
    return frame.before.amount - frame.after.amount
