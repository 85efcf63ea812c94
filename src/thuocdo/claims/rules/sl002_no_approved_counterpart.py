"""SL002: the facts know the indicator, but not this figure."""

from __future__ import annotations

from collections.abc import Iterator

from thuocdo.claims.approved import Outcome, compare_with_facts
from thuocdo.claims.model import Finding, Reading
from thuocdo.claims.quoting import cite, write
from thuocdo.claims.rule import Checked, Rule, RuleContext
from thuocdo.errors import Severity, Text


class NoApprovedCounterpart(Rule):
    """Chưa có số liệu đã duyệt để so

    ## Kiểm tra gì
    Số liệu đã nhận ra chỉ tiêu và kỳ, nhưng gói kế hoạch chưa có số đã duyệt cho kỳ ấy.

    ## Vì sao sai
    Không sai; chỉ là chưa có gì để đối chiếu. Đơn vị cung cấp nên gửi số trước khi ký báo cáo.

    ## Ví dụ
    `Năm 2023, tỷ lệ che phủ rừng đạt 37,8%` khi gói chỉ có số các năm 2022 và 2024.

    ## Nên viết
    Giữ nguyên, và bổ sung số năm 2023 vào gói kế hoạch.
    """

    id = "SL002"
    name = "no-approved-counterpart"
    title = Text("Chưa có số liệu đã duyệt", "No approved figure to compare with")
    severity = Severity.NOTE

    def check(self, reading: Reading, context: RuleContext) -> Iterator[Finding | Checked]:
        """Yield every bound figure whose period the facts leave out."""
        for comparison in compare_with_facts(reading, context):
            figure = comparison.figure
            if comparison.outcome is Outcome.MISSING and context.pack is not None:
                name = context.pack.indicators[figure.indicator].name
                text = write(
                    "{figure}: chưa có số đã duyệt của “{name}” cho {period}",
                    "{figure}: no approved figure of “{name}” for {period}",
                    figure=cite(figure),
                    name=name,
                    period=figure.period,
                )
                yield self.finding(text, (figure,), confidence=figure.confidence)
