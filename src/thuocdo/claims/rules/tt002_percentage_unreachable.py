"""TT002: no whole number of things gives the printed percentage."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from thuocdo.claims.arithmetic import (
    COUNT_LIMIT,
    admissible_totals,
    is_percent,
    is_reachable,
    is_whole_count,
    spread,
)
from thuocdo.claims.messages import number, say, with_span
from thuocdo.claims.model import Figure, FigureKind, Finding, Reading
from thuocdo.claims.partitions import partitions_of
from thuocdo.claims.rule import Checked, Rule, RuleContext
from thuocdo.claims.sentences import Sentence, fold_words, sentences_of
from thuocdo.errors import Severity, Text
from thuocdo.quantities import Approximation

_PART_LINK = re.compile(r"(?:\(|chiếm|đạt|bằng|chiếm tỷ lệ|đạt tỷ lệ|tỷ lệ|tương đương)\s*(?:tỷ lệ\s*)?$")
_ELSEWHERE = re.compile(
    r"mục tiêu|kế hoạch|chỉ tiêu|dự toán|so với|tăng|giảm|vượt|cao hơn|thấp hơn|lần lượt|biên chế|tốc độ"
)
_OF_TOTAL = re.compile(r"\s*(?:trong (?:tổng )?số|trên tổng số|của tổng số|/\s*tổng số|trong|của|/)\s*$")
_NO_SHARE = re.compile(
    r"\s*(?:so với|mục tiêu|kế hoạch|chỉ tiêu|dự toán|nghị quyết|diện tích|dân số|vốn|giá trị|thu|chi\b|tổng "
    r"vốn)"
)


class PercentageUnreachable(Rule):
    """Tỷ lệ không thể có với số đếm nguyên

    ## Kiểm tra gì
    Một số đếm kèm tỷ lệ của nó (`70 xã, chiếm 44,0%`): phải có một tổng số nguyên cho ra tỷ lệ ấy, và
    tổng số đó phải là tổng số văn bản có in. Một tỷ lệ của tổng số đã in (`87,3% trong 23 xã`): phải có
    một số đếm nguyên cho ra nó.

    ## Vì sao sai
    Người, xã, trường, hồ sơ không có nửa. Khi không số nguyên nào khớp thì tỷ lệ hoặc số đếm sai, hoặc tỷ
    lệ tính trên một tổng số khác không in ra.

    ## Ví dụ
    `Có 5 xã đạt chuẩn (chiếm 35%).` 5/14 = 35,7%, 5/15 = 33,3%: không tổng số nào cho 35%.

    ## Nên viết
    `Có 5/14 xã đạt chuẩn (chiếm 35,7%).` Ghi cả mẫu số thì ai cũng tính lại được.
    """

    id = "TT002"
    name = "percentage-unreachable"
    title = Text("Tỷ lệ không thể có với số đếm nguyên", "A percentage no whole number can give")
    severity = Severity.WARNING

    def check(self, reading: Reading, context: RuleContext) -> Iterator[Finding | Checked]:
        """Try every count with its percentage, and every percentage of a printed total."""
        sentences = context.shared(sentences_of, reading)
        explained = _explained(reading, context)
        totals = _printed_totals(reading)
        for sentence in sentences:
            for count, share in _counts_with_share(sentence):
                if (share.block.index, share.start) not in explained:
                    yield from self._count(count, share, totals)
            for share, whole in _shares_of_total(sentence):
                yield from self._share(share, whole)

    def _count(
        self, count: Figure, share: Figure, totals: dict[str, list[Figure]]
    ) -> Iterator[Finding | Checked]:
        if count.value is None:
            return
        admissible = admissible_totals(int(count.value), spread(share))
        if not admissible:
            if _is_small(count, share):
                yield self.finding(
                    Text(
                        f"không tổng số nguyên nào mà {say(count)} chiếm {with_span(share)}",
                        f"no whole total makes {say(count)} {with_span(share)}",
                    ),
                    [share, count],
                    confidence=85,
                )
            return
        printed = [whole for whole in totals.get(_noun(count), ()) if _total_of(whole) >= int(count.value)]
        if not printed or share.value is None or share.value >= 100:
            return
        if any(_total_of(whole) in admissible for whole in printed):
            return
        near = [whole for whole in printed if _is_near(_total_of(whole), admissible)]
        if not near:
            return
        fits = _say_range(admissible)
        others = ", ".join(f"{_total_of(whole)}" for whole in near)
        noun = count.unit
        yield self.finding(
            Text(
                f"{say(count)} chiếm {with_span(share)} thì tổng số là {fits}; văn bản in tổng số {others} "
                f"{noun}",
                f"{say(count)} at {with_span(share)} means a total of {fits}; the text prints {others} "
                f"{noun}",
            ),
            [share, count, *near],
            expected=f"{number(count.value * 100 / _total_of(near[0]), max(1, share.decimals))}%",
            stated=say(share),
            confidence=60,
        )

    def _share(self, share: Figure, whole: Figure) -> Iterator[Finding | Checked]:
        if whole.value is None or whole.value > COUNT_LIMIT:
            return
        if is_reachable(spread(share), int(whole.value)):
            yield Checked((share, whole))
            return
        exact = share.approximation is Approximation.EXACT
        yield self.finding(
            Text(
                f"không số nguyên nào của {say(whole)} cho {with_span(share)}",
                f"no whole number out of {say(whole)} gives {with_span(share)}",
            ),
            [share, whole],
            severity=Severity.ERROR if exact and share.decimals else Severity.WARNING,
            confidence=85,
        )


def _explained(reading: Reading, context: RuleContext) -> set[tuple[int, int]]:
    """Return the shares that belong to a partition, whose total is printed: TT001 has them."""
    return {
        (share.block.index, share.start)
        for partition in context.shared(partitions_of, reading)
        for share in partition.shares.values()
    }


def _printed_totals(reading: Reading) -> dict[str, list[Figure]]:
    """Return denominators and named totals by noun."""
    totals: dict[str, list[Figure]] = defaultdict(list)
    for figure in reading.figures:
        is_ratio = figure.kind is FigureKind.RATIO and figure.value2 is not None
        before = figure.block.text[max(0, figure.start - 30) : figure.start].lower()
        if is_ratio or (
            is_whole_count(figure) and re.search(r"(?:tổng số|tổng cộng|toàn bộ)\s*(?:có\s*)?$", before)
        ):
            totals[_noun(figure)].append(figure)
    return totals


def _noun(figure: Figure) -> str:
    words = fold_words(figure.unit).split()
    return words[0] if words else ""


def _total_of(figure: Figure) -> int:
    return int(figure.value2 if figure.value2 is not None else figure.value or 0)


def _counts_with_share(sentence: Sentence) -> Iterator[tuple[Figure, Figure]]:
    for count, share in zip(sentence.figures, sentence.figures[1:], strict=False):
        if (
            count.block.text[max(0, count.start - 1)] == "/"
            or not is_whole_count(count)
            or not count.unit
            or not _is_share(share)
        ):
            continue
        if count.kind in (FigureKind.RANK, FigureKind.RATIO, FigureKind.FOLD, FigureKind.DELTA_ABS):
            continue
        gap = sentence.between(count, share)
        if _fits_another(sentence, count, share):
            continue
        if len(gap) > 80 or not sentence.same_clause(count, share) or _ELSEWHERE.search(gap):
            continue
        if re.search(r"tăng|giảm", sentence.lead(count)[-12:]) or _NO_SHARE.match(sentence.after(share)):
            continue
        if _PART_LINK.search(sentence.lead(share)):
            yield count, share


def _fits_another(sentence: Sentence, count: Figure, share: Figure) -> bool:
    """Whether the percentage may be that of an earlier count: `5 xã hoàn thành 19 tiêu chí (35,7%)`."""
    position = sentence.position(count)
    return any(
        is_whole_count(other)
        and other.value is not None
        and other.unit
        and sentence.same_clause(other, share)
        and bool(admissible_totals(int(other.value), spread(share)))
        and not re.search(r"\d", sentence.between(other, count))
        and len(sentence.between(other, count)) < 40
        for other in sentence.figures[max(0, position - 1) : position]
    )


def _shares_of_total(sentence: Sentence) -> Iterator[tuple[Figure, Figure]]:
    for share, whole in zip(sentence.figures, sentence.figures[1:], strict=False):
        if (
            _is_share(share)
            and is_whole_count(whole)
            and whole.unit
            and whole.kind not in (FigureKind.RANK, FigureKind.RATIO, FigureKind.FOLD)
            and _OF_TOTAL.match(sentence.between(share, whole))
        ):
            yield share, whole


def _is_share(figure: Figure) -> bool:
    return (
        is_percent(figure) and figure.value is not None and figure.value2 is None and "/" not in figure.unit
    )


def _is_small(count: Figure, share: Figure) -> bool:
    return (
        count.value is not None
        and share.approximation is Approximation.EXACT
        and share.value is not None
        and share.value <= 100
        and count.value * 100 < COUNT_LIMIT * share.value
    )


def _is_near(total: int, admissible: range) -> bool:
    """Whether a printed total lies within a fifth of what fits: else it is another total."""
    return admissible.start * 4 <= total * 5 and total * 4 <= (admissible.stop - 1) * 5


def _say_range(admissible: range) -> str:
    first, last = admissible.start, admissible.stop - 1
    return f"{first}" if first == last else f"{first}–{last}"
