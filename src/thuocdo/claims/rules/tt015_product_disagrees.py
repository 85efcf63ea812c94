"""TT015: so many times so much each is not the whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from thuocdo.claims.arithmetic import amount, is_percent, middle, spread
from thuocdo.claims.changes import is_change_lead
from thuocdo.claims.messages import number, say, say_bare, with_span, worked_out
from thuocdo.claims.model import Figure, FigureKind, Finding, Reading
from thuocdo.claims.rule import Checked, Rule, RuleContext
from thuocdo.claims.sentences import Sentence, fold_words, same_noun, sentences_of
from thuocdo.errors import Severity, Text
from thuocdo.quantities import Interval

_TO_BASE = {"tạ": ("tấn", -1), "kg": ("tấn", -3), "tấn": ("tấn", 0), "đồng": ("đồng", 0), "usd": ("usd", 0)}
"""Unit → (base unit, power of ten)."""
_TIMES = frozenset(["năm", "tháng", "ngày", "giờ", "vụ", "quý"])
_TRIPLE = re.compile(r"diện tích|năng suất|sản lượng|dân số|bình quân|suất|đơn giá")


class ProductDisagrees(Rule):
    """Tích của số lượng và mức mỗi đơn vị không khớp

    ## Kiểm tra gì
    Câu in số lượng, mức trên một đơn vị và tổng: diện tích × năng suất = sản lượng, dân số × thu nhập
    bình quân = tổng thu nhập, số suất × mức mỗi suất = tổng tiền.

    ## Vì sao sai
    Nhân hai số in ra không được số thứ ba dù làm tròn thế nào.

    ## Ví dụ
    `Diện tích lúa 100 nghìn ha, năng suất 58 tạ/ha, sản lượng 680 nghìn tấn.` 100 × 5,8 = 580 nghìn tấn.

    ## Nên viết
    `Diện tích lúa 100 nghìn ha, năng suất 58 tạ/ha, sản lượng 580 nghìn tấn.`
    """

    id = "TT015"
    name = "product-disagrees"
    title = Text("Số lượng nhân mức mỗi đơn vị không ra tổng", "Quantity times rate is not the total")
    severity = Severity.WARNING

    def check(self, reading: Reading, context: RuleContext) -> Iterator[Finding | Checked]:
        """Multiply where a sentence prints exactly one of each."""
        for sentence in context.shared(sentences_of, reading):
            for rate in sentence.figures:
                yield from self._yearly(sentence, rate)
                triple = _triple(sentence, rate)
                if triple is not None:
                    yield from self._product(sentence, rate, *triple)

    def _yearly(self, sentence: Sentence, rate: Figure) -> Iterator[Finding | Checked]:
        """`5 năm đạt 3,5 tỷ USD, bình quân 700 triệu USD/năm`."""
        whole, years = _total_of_years(sentence, rate)
        if whole is None:
            return
        result = spread(whole) / Interval.point(Decimal(years))
        if result.intersects(spread(rate)):
            yield Checked((whole, rate))
            return
        shown = worked_out(result, rate.scale, max(1, rate.decimals), rate.unit)
        yield self.finding(
            Text(
                f"{say(whole)} / {years} năm = {shown}, văn bản ghi {with_span(rate)}",
                f"{say(whole)} / {years} years = {shown}, the text says {with_span(rate)}",
            ),
            [rate, whole],
            expected=f"{number((amount(whole) / years).scaleb(-rate.scale))}",
            stated=say(rate),
            confidence=70,
        )

    def _product(
        self, sentence: Sentence, rate: Figure, many: Figure, whole: Figure, power: int
    ) -> Iterator[Finding | Checked]:
        result = (spread(many) * spread(rate)).scaled(Decimal(1).scaleb(power))
        # Yields are means over many fields: a last-place slip of the mean moves the product.
        stated = _widened(spread(whole))
        if result.intersects(stated):
            yield Checked((whole, many, rate))
            return
        sure = len(set(_TRIPLE.findall(sentence.lower))) >= 3
        value = (amount(many) * amount(rate)).scaleb(power)
        shown = worked_out(result, whole.scale, whole.decimals, whole.unit, value)
        yield self.finding(
            Text(
                f"{say_bare(many)} {many.unit} × {say(rate)} = {shown}, văn bản ghi {with_span(whole)}",
                f"{say_bare(many)} {many.unit} × {say(rate)} = {shown}, the text says {with_span(whole)}",
            ),
            [whole, many, rate],
            expected=number(value.scaleb(-whole.scale), whole.decimals),
            stated=say(whole),
            severity=Severity.ERROR if sure else Severity.WARNING,
            confidence=90 if sure else 60,
        )


def _total_of_years(sentence: Sentence, rate: Figure) -> tuple[Figure | None, int]:
    """Return the amount of several years that a yearly mean follows at once, and how many years."""
    nothing = None, 0
    position = sentence.position(rate)
    above, _, below = fold_words(rate.unit).rpartition("/")
    if (
        below != "năm"
        or "/" in above
        or above.startswith(("%", "điểm"))
        or not position
        or rate.value is None
    ):
        return nothing
    if rate.value2 is not None or not re.fullmatch(
        r"\s*[,(]\s*(?:tính )?(?:bình quân|trung bình)\s*(?:đạt|khoảng|gần|trên|mỗi năm)?\s*",
        sentence.before(rate),
    ):
        return nothing
    whole = sentence.figures[position - 1]
    if not _is_plain(sentence, whole) or not same_noun(whole.unit, above):
        return nothing
    words = sentence.between(None, whole)
    span = re.findall(r"((?:19|20)\d{2})\s*[-–]\s*((?:19|20)\d{2})", words)
    counts = re.findall(r"(?<!\d)(\d{1,2}) năm\b(?! \d{4})", words)
    lengths = {int(last) - int(first) + 1 for first, last in span} | {int(count) for count in counts}
    if len(lengths) != 1 or min(lengths) < 2:
        return nothing
    return whole, lengths.pop()


def _widened(interval: Interval) -> Interval:
    slack = abs(middle(interval)) * Decimal("0.005")
    return interval + Interval(-slack, slack)


def _triple(sentence: Sentence, rate: Figure) -> tuple[Figure, Figure, int] | None:
    above, slash, below = fold_words(rate.unit).partition("/")
    if not slash or rate.value is None or rate.value2 is not None or "/" in below or not above or not below:
        return None
    if (
        above.startswith("%")
        or below in _TIMES
        or above not in _TO_BASE
        or is_change_lead(sentence.lead(rate))
    ):
        return None
    base, power = _TO_BASE[above]
    plain = [figure for figure in sentence.figures if _is_plain(sentence, figure)]
    many = [figure for figure in plain if same_noun(figure.unit, below)]
    wholes = [figure for figure in plain if _TO_BASE.get(fold_words(figure.unit), ("", 0))[0] == base]
    rates = [figure for figure in sentence.figures if fold_words(figure.unit) == fold_words(rate.unit)]
    if len(many) != 1 or len(wholes) != 1 or len(rates) != 1:
        return None
    if not amount(many[0]) or not sentence.same_clause(rate, many[0], wholes[0]):
        return None
    return many[0], wholes[0], power - _TO_BASE[fold_words(wholes[0].unit)][1]


def _is_plain(sentence: Sentence, figure: Figure) -> bool:
    return (
        figure.value is not None
        and figure.value2 is None
        and not is_percent(figure)
        and figure.kind not in (FigureKind.RANK, FigureKind.RATIO, FigureKind.FOLD)
        and not is_change_lead(sentence.lead(figure))
    )
