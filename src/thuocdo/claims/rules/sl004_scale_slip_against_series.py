"""SL004: a thousand times more or less than every approved figure of the series."""

from __future__ import annotations

from collections.abc import Iterator

from thuocdo.claims.approved import Comparison, Outcome, compare_with_facts, say_fact
from thuocdo.claims.model import Figure, Finding, Reading
from thuocdo.claims.quoting import cite, write
from thuocdo.claims.rule import Checked, Rule, RuleContext
from thuocdo.errors import Severity, Text
from thuocdo.quantities import write_number

_SCALES = {0: "", 3: "nghìn", 6: "triệu", 9: "tỷ", 12: "nghìn tỷ", 15: "triệu tỷ"}


class ScaleSlipAgainstSeries(Rule):
    """Lệch bậc độ lớn so với chuỗi số liệu đã duyệt

    ## Kiểm tra gì
    Số liệu lớn hơn hoặc nhỏ hơn mọi số đã duyệt của cùng chỉ tiêu từ trăm lần trở lên, và đúng lại khi bớt
    hoặc thêm ba (sáu, chín) chữ số 0.

    ## Vì sao sai
    Gần như chắc là nhầm dấu chấm hàng nghìn hoặc thừa, thiếu chữ “nghìn”, “triệu”.

    ## Ví dụ
    `Quy mô GRDP đạt 207.500 nghìn tỷ đồng` khi năm trước là `181,9 nghìn tỷ đồng`.

    ## Nên viết
    `Quy mô GRDP đạt 207,5 nghìn tỷ đồng`, hoặc `207.500 tỷ đồng`.
    """

    id = "SL004"
    name = "scale-slip-against-series"
    title = Text("Lệch bậc độ lớn so với số đã duyệt", "Scale slip against the approved series")
    severity = Severity.ERROR

    def check(self, reading: Reading, context: RuleContext) -> Iterator[Finding | Checked]:
        """Yield every figure that only another scale word brings back to its series."""
        for comparison in compare_with_facts(reading, context):
            if comparison.outcome is Outcome.OUT_OF_SCALE and comparison.fact is not None:
                yield self._slip(comparison)

    def _slip(self, comparison: Comparison) -> Finding:
        figure, fact = comparison.figure, comparison.fact
        corrected = _corrected(figure, comparison.power)
        approved = say_fact(fact) if fact else ""
        text = write(
            "{figure} lệch 10^{power} so với số đã duyệt {period} là {approved}: có lẽ là {corrected}",
            "{figure} is off by 10^{power} against {approved} approved for {period}: probably {corrected}",
            figure=cite(figure),
            power=str(abs(comparison.power)),
            period=fact.period.label if fact else "",
            approved=approved,
            corrected=corrected,
        )
        return self.finding(text, (figure,), expected=corrected, confidence=figure.confidence)


def _corrected(figure: Figure, power: int) -> str:
    """Return the figure with another scale word, or with its point moved where there is no such word."""
    scale = figure.scale + power
    value = figure.value if figure.value is not None else figure.amount
    if value is None:
        return ""
    places = figure.decimals
    if scale not in _SCALES:
        value, scale, places = value.scaleb(power), figure.scale, max(0, figure.decimals - power)
    words = (write_number(value, places), _SCALES.get(scale, ""), figure.unit)
    return " ".join(word for word in words if word)
