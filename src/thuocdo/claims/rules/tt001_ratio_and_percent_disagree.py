"""Does a/b give the percentage printed beside it?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from thuocdo.claims.arithmetic import exact_spread, is_percent, is_whole_count, middle, percent_of, spread
from thuocdo.claims.changes import is_change_lead
from thuocdo.claims.messages import number, say, say_bare, sides
from thuocdo.claims.model import Figure, FigureKind, Finding, Reading
from thuocdo.claims.partitions import partitions_of
from thuocdo.claims.rule import Checked, Rule, RuleContext
from thuocdo.claims.sentences import Sentence, same_noun, sentences_of
from thuocdo.errors import Severity, Text
from thuocdo.quantities import Interval

_LINK = re.compile(
    r"(?:^|[\s,(–:-])(?:đạt|chiếm|bằng|tỷ lệ|tỉ lệ|tương đương|tương ứng|ứng với|=|đạt tỷ lệ|đạt tỉ lệ|chiếm "
    r"tỷ lệ|"
    r"chiếm tỉ lệ|tỷ lệ đạt|tỉ lệ đạt|tỷ lệ là|chiếm khoảng)\s*:?\s*$|\(\s*$"
)
_ELSEWHERE = re.compile(
    r"lần lượt|mục tiêu|kế hoạch|chỉ tiêu|nghị quyết|dự toán|tăng|giảm|vượt|so với|cao hơn|thấp hơn|trong đó|"
    r"còn lại"
)
_RECEIVED = re.compile(
    r"(?:tổng số|thụ lý|tiếp nhận|phát hiện|tiếp nhận mới|nhận được|có|xảy ra)[^,;]{0,25}$"
)
_DONE = re.compile(
    r",\s*(?:đã )?(?:giải quyết|xử lý|điều tra,? (?:làm rõ|khám phá)|làm rõ|xét xử|hoàn thành)[^,;]{0,30}$"
)
_NAMED_WHOLE = re.compile(
    r"\s*(?:của |trong |trên )?(?:[^;,()]{0,25} )?(?:tổng|toàn)[^;,()]{0,60}\(\s*|\s*(?:của |trong |trên |so "
    r"với )?tổng số\s*"
)
_NO_AMOUNT = (FigureKind.RANK, FigureKind.RATIO, FigureKind.FOLD, FigureKind.RANGE)
_TAIL_ELSEWHERE = re.compile(r"\s*(?:so với\s*)?(?:mục tiêu|kế hoạch|chỉ tiêu|dự toán|kh\b|nghị quyết)")


class RatioAndPercentDisagree(Rule):
    """
    ## Kiểm tra gì
    Một phân số in cạnh tỷ lệ của chính nó (`42/73 xã, chiếm 57,5%`), hoặc một số lượng kèm tỷ lệ trong ngoặc
    mà tổng số in ngay trong câu (`tổng số 400 hồ sơ, trong đó: đúng hạn 388 (97%)`).

    ## Vì sao sai
    Lấy tử chia mẫu rồi làm tròn theo số chữ số thập phân đã in mà không ra tỷ lệ ghi trong văn bản, thì ít
    nhất một trong ba số sai. Người đọc tính lại được ngay.

    ## Ví dụ
    `139/19.493 lượt (bằng 0,8%)`: 139/19.493 = 0,71%, làm tròn là 0,7%.

    ## Nên viết
    Ghi tỷ lệ tính từ chính hai số đã in: `139/19.493 lượt (bằng 0,7%)`; nếu tỷ lệ tính trên mẫu số khác thì
    nói rõ mẫu số đó.
    """

    id = "TT001"
    name = "ratio-and-percent-disagree"
    title = Text("Phân số và tỷ lệ phần trăm cạnh nhau không khớp", "A ratio and its percentage disagree")

    def check(self, reading: Reading, context: RuleContext) -> Iterator[Finding | Checked]:
        """Hold every ratio, and every counted part, against the percentage beside it."""
        for sentence in context.shared(sentences_of, reading):
            for ratio in sentence.figures:
                if ratio.kind is FigureKind.RATIO and ratio.value is not None and ratio.value2:
                    yield from self._ratio(sentence, ratio)
            yield from self._parts_of_named(sentence)
            yield from self._done_of_received(sentence)
            yield from self._share_of_earlier(sentence)
        for partition in context.shared(partitions_of, reading):
            for part in partition.parts:
                share = partition.shares.get(part.start)
                if share is None or part.value is None or part.kind is FigureKind.RATIO:
                    continue
                whole = partition.total
                result = percent_of(exact_spread(part), exact_spread(whole))
                if result.intersects(spread(share)):
                    yield Checked((part, whole, share))
                elif partition.is_safe_base(reading):
                    yield self._finding(f"{say_bare(part)}/{say_bare(whole)}", result, share, (part, whole))

    def _parts_of_named(self, sentence: Sentence) -> Iterator[Finding | Checked]:
        """Hold `985 tỷ đồng, chiếm 1% tổng dư nợ (98.500 tỷ đồng)` and `chiếm 92% tổng số 45.200 hộ`."""
        for part, share, whole in zip(
            sentence.figures, sentence.figures[1:], sentence.figures[2:], strict=False
        ):
            if not _is_named_share(sentence, part, share, whole):
                continue
            base = exact_spread(whole)
            if base.low is None or base.low <= 0:
                continue
            result = percent_of(exact_spread(part), base)
            if result.intersects(spread(share)):
                yield Checked((part, whole, share))
            else:
                yield self._finding(f"{say_bare(part)}/{say_bare(whole)}", result, share, (part, whole))

    def _share_of_earlier(self, sentence: Sentence) -> Iterator[Finding | Checked]:
        """Hold `vốn đăng ký 1,25 tỷ USD; vốn thực hiện 650 triệu USD, bằng 52% vốn đăng ký`."""
        for part, share in zip(sentence.figures, sentence.figures[1:], strict=False):
            whole = _earlier_whole(sentence, part, share)
            if whole is None:
                continue
            result = percent_of(exact_spread(part), exact_spread(whole))
            if result.intersects(spread(share)):
                yield Checked((part, whole, share))
            else:
                found = self._finding(f"{say_bare(part)}/{say_bare(whole)}", result, share, (part, whole))
                yield replace(found, severity=Severity.WARNING, confidence=70, fix=None)

    def _done_of_received(self, sentence: Sentence) -> Iterator[Finding | Checked]:
        """Hold `thụ lý 450 vụ, đã giải quyết 412 vụ, đạt 91,6%`; the base may be another: a warning."""
        for whole, part, share in zip(
            sentence.figures, sentence.figures[1:], sentence.figures[2:], strict=False
        ):
            if not _is_done_of_received(sentence, whole, part, share):
                continue
            result = percent_of(exact_spread(part), exact_spread(whole))
            if result.intersects(spread(share)):
                yield Checked((part, whole, share))
            else:
                found = self._finding(f"{say_bare(part)}/{say_bare(whole)}", result, share, (part, whole))
                yield replace(found, severity=Severity.WARNING, confidence=70, fix=None)

    def _ratio(self, sentence: Sentence, ratio: Figure) -> Iterator[Finding | Checked]:
        share = _share_of(sentence, ratio)
        if share is None or ratio.value is None or ratio.value2 is None:
            return
        result = percent_of(Interval.point(ratio.value), Interval.point(ratio.value2))
        if result.intersects(spread(share)):
            yield Checked((ratio, share))
        else:
            yield self._finding(f"{say_bare(ratio)}", result, share, (ratio,))

    def _finding(self, formula: str, result: Interval, share: Figure, others: tuple[Figure, ...]) -> Finding:
        decimals = share.decimals
        expected = _as_percent(result, decimals)
        return self.finding(
            sides(formula, result, share, unit="%", decimals=max(2, decimals + 1)),
            (share, *others),
            expected=expected,
            stated=say(share),
            fix=expected + share.text.partition("%")[2] if "%" in share.text else None,
        )


def _as_percent(result: Interval, decimals: int) -> str:
    """Return the percentage as it should be printed."""
    return f"{number(middle(result), decimals)}%"


def _is_named_share(sentence: Sentence, part: Figure, share: Figure, whole: Figure) -> bool:
    if part.value is None or whole.value is None or part.value2 is not None or whole.value2 is not None:
        return False
    if not _is_plain_percent(share) or not sentence.same_clause(part, share, whole):
        return False
    if part.kind in _NO_AMOUNT or whole.kind in _NO_AMOUNT or is_percent(part) or not part.unit:
        return False
    if not same_noun(part.unit, whole.unit) or is_change_lead(sentence.lead(part)):
        return False
    gap = sentence.between(part, share)
    if not re.search(r"(?:chiếm|bằng|đạt)\s*(?:tỷ lệ\s*)?$", sentence.lead(share)) or _ELSEWHERE.search(gap):
        return False
    return bool(_NAMED_WHOLE.fullmatch(sentence.between(share, whole))) and len(gap) < 60


def _earlier_whole(sentence: Sentence, part: Figure, share: Figure) -> Figure | None:
    """Return the earlier figure whose name stands behind the percentage."""
    if (
        not _is_plain_percent(share)
        or part.value is None
        or part.value2 is not None
        or part.kind in _NO_AMOUNT
    ):
        return None
    if is_percent(part) or not part.unit or is_change_lead(sentence.lead(part)):
        return None
    if not re.fullmatch(r"[^;()\d]{0,40}[,(]\s*(?:chiếm|bằng|đạt)\s*", sentence.before(share)):
        return None
    behind = re.match(r"\s*(?:tổng )?((?:[^\W\d]+ ){1,3}[^\W\d]+)\s*[.,;)]", sentence.after(share) + ".")
    if behind is None or _TAIL_ELSEWHERE.match(sentence.after(share)):
        return None
    name = set(behind[1].split())
    for whole in sentence.figures[: sentence.position(part)]:
        words = set(re.findall(r"[^\W\d]+", sentence.before(whole)[-60:]))
        if (
            whole.value is not None
            and whole.value2 is None
            and whole.kind not in _NO_AMOUNT
            and same_noun(whole.unit, part.unit)
            and not is_change_lead(sentence.lead(whole))
            and name <= words
            and (whole.amount or 0) > 0
        ):
            return whole
    return None


def _is_done_of_received(sentence: Sentence, whole: Figure, part: Figure, share: Figure) -> bool:
    if not (is_whole_count(whole) and is_whole_count(part) and whole.unit and _is_plain_percent(share)):
        return False
    if whole.kind in _NO_AMOUNT or part.kind in _NO_AMOUNT or not sentence.same_clause(whole, part, share):
        return False
    if not same_noun(part.unit, whole.unit) or not whole.value or (part.value or 0) > whole.value:
        return False
    received = _RECEIVED.search(sentence.before(whole))
    done = _DONE.search(sentence.between(whole, part))
    linked = re.fullmatch(
        r"[^;()\d]{0,30}[,(]\s*(?:đạt|chiếm|bằng|đạt tỷ lệ|tỷ lệ)\s*", sentence.between(part, share)
    )
    return bool(received and done and linked) and not _TAIL_ELSEWHERE.match(sentence.after(share))


def _share_of(sentence: Sentence, ratio: Figure) -> Figure | None:
    """Return the percentage that is said to be this ratio's."""
    position = sentence.position(ratio)
    if position + 1 < len(sentence.figures):
        share = sentence.figures[position + 1]
        gap = sentence.between(ratio, share)
        if _is_plain_percent(share) and sentence.same_clause(ratio, share) and _is_link(sentence, share, gap):
            return share
    if position:
        share = sentence.figures[position - 1]
        gap = sentence.between(share, ratio)
        before = sentence.lead(share)
        if (
            _is_plain_percent(share)
            and re.fullmatch(r"[^;(]{0,25}\(\s*(?:đạt|có|là|gồm|với|tương ứng|tương đương)?\s*", gap)
            and not _ELSEWHERE.search(before[-25:] + gap)
        ):
            return share
    return None


def _is_link(sentence: Sentence, share: Figure, gap: str) -> bool:
    lead = sentence.lead(share)
    if len(gap) > 90 or _ELSEWHERE.search(gap) or not _LINK.search(lead):
        return False
    return not _TAIL_ELSEWHERE.match(sentence.after(share)) and not re.search(r"\d", gap)


def _is_plain_percent(figure: Figure) -> bool:
    return (
        is_percent(figure) and figure.value is not None and figure.value2 is None and "/" not in figure.unit
    )
