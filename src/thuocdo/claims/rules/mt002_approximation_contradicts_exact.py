"""MT002: "gần 92.000" where the exact figure is above it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from thuocdo.claims.context import Vocabulary, dimension_of, statistic_of
from thuocdo.claims.context.words import folded
from thuocdo.claims.messages import span
from thuocdo.claims.model import Figure, Finding, Reading
from thuocdo.claims.passages import clause_at, in_one_sentence, same_pairs, vocabulary_of
from thuocdo.claims.quoting import cite, write
from thuocdo.claims.rule import Checked, Rule, RuleContext
from thuocdo.errors import Severity, Text
from thuocdo.quantities import Approximation

_WORDS = (Approximation.NEARLY, Approximation.ABOVE, Approximation.ABOUT)
_CURE = {Approximation.NEARLY: "trên", Approximation.ABOVE: "gần"}
_LEAST = Decimal(1000)
"""Below it two figures are near each other by chance."""


class ApproximationContradictsExact(Rule):
    """Chữ “gần”, “trên” trái với con số chính xác

    ## Kiểm tra gì
    Con số làm tròn có chữ “gần”, “trên”, “hơn”, “khoảng” được so với con số chính xác của cùng nội dung ở
    nơi khác. `gần 92.000` là nhỏ hơn 92.000 một chút; `trên 2.200` là từ 2.200 trở lên.

    ## Vì sao sai
    “Gần” mà số thật lại lớn hơn thì câu nói ngược.

    ## Ví dụ
    `gần 92.000 đảng viên`, nơi khác ghi `92.133 đảng viên`.

    ## Nên viết
    `trên 92.000 đảng viên`.
    """

    id = "MT002"
    name = "approximation-contradicts-exact"
    title = Text("“Gần”, “trên” trái với số chính xác", "Approximation contradicts the exact figure")
    severity = Severity.WARNING

    def check(self, reading: Reading, context: RuleContext) -> Iterator[Finding | Checked]:
        """Yield every approximation on the wrong side of an exact figure of the same thing."""
        told: set[tuple[int, int]] = set()
        for pair in context.shared(same_pairs, reading):
            both = _ordered(pair.first, pair.second)
            if both is not None:
                if _is_close(*both):
                    told.add((both[0].block.index, both[0].start))
                yield from self._hold(*both, pair.confidence)
        vocabulary = context.shared(vocabulary_of, reading)
        for rough, exact in _near_pairs(reading.figures, vocabulary):
            if (rough.block.index, rough.start) not in told:
                yield from self._hold(rough, exact, 75)

    def _hold(self, rough: Figure, exact: Figure, confidence: int) -> Iterator[Finding | Checked]:
        rough_span, exact_span = rough.interval, exact.interval
        if rough_span is None or exact_span is None or in_one_sentence(rough, exact):
            return
        if rough_span.intersects(exact_span):
            yield Checked((rough, exact))
        elif _is_close(rough, exact):
            cure = _CURE.get(rough.approximation, "")
            words = f"{cure} {rough.text}" if cure and _is_beyond(rough, exact) else exact.text
            text = write(
                "{rough} nghĩa là {span}, nhưng số chính xác là {exact}: nên là “{words}”",
                "{rough} means {span}, but the exact figure is {exact}: write “{words}”",
                rough=cite(rough),
                span=span(rough_span, rough.scale),
                exact=cite(exact),
                words=words,
            )
            yield self.finding(text, (rough, exact), expected=words, confidence=confidence)


def _ordered(one: Figure, other: Figure) -> tuple[Figure, Figure] | None:
    """Return the approximate and the exact one of two figures, or None."""
    for rough, exact in ((one, other), (other, one)):
        if rough.approximation in _WORDS and exact.approximation is Approximation.EXACT:
            return rough, exact
    return None


def _near_pairs(figures: Sequence[Figure], vocabulary: Vocabulary) -> Iterator[tuple[Figure, Figure]]:
    """Yield approximate and exact figures a step apart that name the same thing as unit and in words."""
    by_thousand: dict[tuple[int, str], list[Figure]] = {}
    for figure in figures:
        if figure.approximation is Approximation.EXACT and _is_large(figure):
            by_thousand.setdefault(_shelf(figure, 0), []).append(figure)
    for rough in figures:
        if rough.approximation in _WORDS and _is_large(rough):
            for side in (-1, 0, 1):
                for exact in by_thousand.get(_shelf(rough, side), ())[:3]:
                    if _is_close(rough, exact) and _names_the_same(rough, exact, vocabulary):
                        yield rough, exact


def _is_large(figure: Figure) -> bool:
    return (
        figure.amount is not None and figure.amount >= _LEAST and statistic_of(figure) in ("level", "share")
    )


def _shelf(figure: Figure, side: int) -> tuple[int, str]:
    """Return a shelf on which figures within two or three percent of each other lie, or next to it."""
    amount = figure.amount or Decimal(1)
    steps = int((amount.log10() * 100).to_integral_value())
    return steps + side, dimension_of(figure.unit)


def _names_the_same(rough: Figure, exact: Figure, vocabulary: Vocabulary) -> bool:
    """Whether the unit of one stands in the other's clause, with the same area, part and period."""
    if folded(rough.area) != folded(exact.area) or folded(rough.subset) != folded(exact.subset):
        return False
    if rough.period and exact.period and rough.period != exact.period:
        return False
    units = [frozenset(vocabulary.tokens(figure.unit)) for figure in (rough, exact)]
    kinds = {dimension_of(rough.unit), dimension_of(exact.unit)}
    if not units[0] or len(kinds) > 1:
        return False
    if kinds != {"count"}:
        names = [frozenset(vocabulary.tokens(figure.subject)) for figure in (rough, exact)]
        return min(map(len, names)) > 1 and (names[0] <= names[1] or names[1] <= names[0])
    if units[0] == units[1]:
        return True
    return units[0] <= _clause_words(exact, vocabulary)


def _clause_words(figure: Figure, vocabulary: Vocabulary) -> frozenset[str]:
    start, end = clause_at(figure.block.text, figure.start)
    return frozenset(
        vocabulary.tokens(figure.block.text[max(start, figure.start - 80) : min(end, figure.end + 20)])
    )


def _is_close(rough: Figure, exact: Figure) -> bool:
    """Whether the exact figure lies within two steps of the rough number."""
    interval = rough.interval
    if interval is None or rough.amount is None or exact.amount is None:
        return False
    if interval.low is None or interval.high is None:
        return False
    return abs(exact.amount - rough.amount) <= 2 * (interval.high - interval.low)


def _is_beyond(rough: Figure, exact: Figure) -> bool:
    """Whether the exact figure lies on the other side of the number that the word points to."""
    if rough.amount is None or exact.amount is None:
        return False
    return (
        exact.amount > rough.amount
        if rough.approximation is Approximation.NEARLY
        else exact.amount < rough.amount
    )
