"""SL001: another value than the approved one."""

from __future__ import annotations

from collections.abc import Iterator

from thuocdo.claims.approved import Comparison, Outcome, compare_with_facts, say_fact
from thuocdo.claims.model import Finding, Reading
from thuocdo.claims.quoting import cite, write
from thuocdo.claims.rule import Checked, Rule, RuleContext
from thuocdo.errors import Severity, Text

_SURE = 90


class DiffersFromApproved(Rule):
    """Khác số liệu đã duyệt

    ## Kiểm tra gì
    Số liệu đã nhận ra chỉ tiêu (cùng địa bàn, kỳ, phần của tổng thể) được so với số liệu đã duyệt trong gói
    kế hoạch, theo ngày xem. So theo độ chính xác in ra: `366,3` và `366.300` là một, `366` và `366,3` là
    một.

    ## Vì sao sai
    Báo cáo phải dùng số đã duyệt. Khác số đã duyệt thì hoặc báo cáo sai, hoặc số liệu phải được cập nhật
    trước.

    ## Ví dụ
    Báo cáo ghi `thu ngân sách năm 2024 đạt 19.730 tỷ đồng`, số đã duyệt là `19.370 tỷ đồng`.

    ## Nên viết
    `thu ngân sách năm 2024 đạt 19.370 tỷ đồng`.
    """

    id = "SL001"
    name = "differs-from-approved"
    title = Text("Khác số liệu đã duyệt", "Differs from the approved figure")
    severity = Severity.ERROR

    def check(self, reading: Reading, context: RuleContext) -> Iterator[Finding | Checked]:
        """Yield every figure that its approved counterpart cannot be, and those the facts dispute."""
        for comparison in compare_with_facts(reading, context):
            if comparison.outcome is Outcome.AGREES:
                yield Checked((comparison.figure,))
            is_likely = comparison.figure.confidence >= _SURE or comparison.is_near
            if comparison.outcome is Outcome.DIFFERS and is_likely:
                yield self._differs(comparison)
            elif comparison.older is not None and comparison.older.disputed:
                yield self._disputed(comparison)

    def _differs(self, comparison: Comparison) -> Finding:
        figure, fact = comparison.figure, comparison.fact
        approved = say_fact(fact) if fact else ""
        # A figure of quite another size may be of another thing: then a person must look first.
        is_sure = figure.confidence >= _SURE and comparison.is_near
        text = write(
            "{figure}, số đã duyệt {period} là {approved} ({stage}, {source})",
            "{figure}, the approved figure for {period} is {approved} ({stage}, {source})",
            figure=cite(figure),
            approved=approved,
            period=fact.period.label if fact else "",
            stage=fact.stage.label if fact else "",
            source=fact.source.say() if fact else "",
        )
        return self.finding(
            text,
            (figure,),
            expected=approved,
            severity=Severity.ERROR if is_sure else Severity.WARNING,
            confidence=figure.confidence,
        )

    def _disputed(self, comparison: Comparison) -> Finding:
        figure, older, fact = comparison.figure, comparison.older, comparison.fact
        approved = say_fact(fact) if fact else ""
        note = older.note if older and older.note else ""
        text = write(
            "{figure} là số đang tranh chấp, số đã duyệt {period} là {approved}{note}",
            "{figure} is disputed, the approved figure for {period} is {approved}{note}",
            figure=cite(figure),
            approved=approved,
            period=fact.period.label if fact else "",
            note=f" ({note})" if note else "",
        )
        return self.finding(
            text, (figure,), expected=approved, severity=Severity.WARNING, confidence=figure.confidence
        )
