"""SL003: an earlier release of a figure published again since, or one the facts do not reach."""

from __future__ import annotations

from collections.abc import Iterator

from thuocdo.claims.approved import Comparison, Outcome, compare_with_facts, say_fact
from thuocdo.claims.model import Finding, Reading
from thuocdo.claims.quoting import cite, write
from thuocdo.claims.rule import Checked, Rule, RuleContext
from thuocdo.errors import Severity, Text


class SupersededRelease(Rule):
    """Số của lần công bố cũ

    ## Kiểm tra gì
    Số liệu bằng đúng một lần công bố trước (ước, sơ bộ) trong khi đã có lần công bố mới hơn; hoặc thuộc kỳ
    mà số liệu đã duyệt chưa tới.

    ## Vì sao sai
    Số cũ không sai lúc công bố, nhưng nay đã được thay. Dùng lẫn số cũ và số mới thì các phép so sánh đều
    lệch.

    ## Ví dụ
    `Tăng trưởng GRDP năm 2021 đạt 7,82%` (số ước) khi số chính thức là `8,52%`.

    ## Nên viết
    `Tăng trưởng GRDP năm 2021 đạt 8,52%`.
    """

    id = "SL003"
    name = "superseded-release"
    title = Text("Số của lần công bố cũ", "Superseded release")
    severity = Severity.WARNING

    def check(self, reading: Reading, context: RuleContext) -> Iterator[Finding | Checked]:
        """Yield figures of an earlier release, and note those beyond the facts."""
        for comparison in compare_with_facts(reading, context):
            if comparison.outcome is Outcome.OUTDATED:
                yield self._outdated(comparison)
            elif comparison.outcome is Outcome.NEWER and context.pack is not None:
                figure = comparison.figure
                text = write(
                    "{figure}: số đã duyệt của “{name}” chưa tới kỳ này",
                    "{figure}: the approved figures of “{name}” end before this period",
                    figure=cite(figure),
                    name=context.pack.indicators[figure.indicator].name,
                )
                yield self.finding(text, (figure,), severity=Severity.NOTE, confidence=figure.confidence)

    def _outdated(self, comparison: Comparison) -> Finding:
        figure, fact, older = comparison.figure, comparison.fact, comparison.older
        approved = say_fact(fact) if fact else ""
        text = write(
            "{figure} là số {old} công bố {old_day}; từ {new_day} số {period} là {approved} ({new})",
            "{figure} is the {old} figure of {old_day}; since {new_day} {period} is {approved} ({new})",
            figure=cite(figure),
            approved=approved,
            old=older.stage.label if older else "",
            new=fact.stage.label if fact else "",
            old_day=f"{older.known_from:%d/%m/%Y}" if older else "",
            new_day=f"{fact.known_from:%d/%m/%Y}" if fact else "",
            period=fact.period.label if fact else "",
        )
        return self.finding(text, (figure,), expected=approved, confidence=figure.confidence)
