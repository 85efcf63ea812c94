"""TT016: a total row, or a percentage column, is not what the table's cells give."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from thuocdo.claims.arithmetic import percent_of, total
from thuocdo.claims.messages import number, span
from thuocdo.claims.model import FigurePlace, Finding, Reading
from thuocdo.claims.rule import Checked, Rule, RuleContext
from thuocdo.claims.tables import Cell, Table, tables_of
from thuocdo.errors import Severity, Text
from thuocdo.quantities import Interval, quantise


class TableDoesNotAddUp(Rule):
    """Bảng cộng không khớp

    ## Kiểm tra gì
    Dòng `Tổng cộng`, `Tổng số`, `Toàn tỉnh` so với tổng các dòng của cột; cột tỷ lệ so với cột số lượng
    (dòng tổng ghi 100%); cột tỷ lệ hoàn thành so với cột thực hiện và kế hoạch.

    ## Vì sao sai
    Cộng cột không ra dòng tổng, hoặc chia hai ô không ra tỷ lệ trong ô bên cạnh.

    ## Ví dụ
    Các huyện ghi 12, 15, 20 mà dòng tổng cộng ghi 48.

    ## Nên viết
    Tổng cộng 47, hoặc sửa ô sai.
    """

    id = "TT016"
    name = "table-does-not-add-up"
    title = Text("Số trong bảng cộng hoặc chia không khớp", "The table's cells do not add up")

    def check(self, reading: Reading, context: RuleContext) -> Iterator[Finding | Checked]:
        """Add up the columns, then divide for the percentage columns."""
        for table in context.shared(tables_of, reading):
            yield from self._totals(reading, table)
            yield from self._shares(reading, table)
            yield from self._completions(reading, table)

    def _totals(self, reading: Reading, table: Table) -> Iterator[Finding | Checked]:
        for column in table.additive_columns:
            for whole, parts in table.sums(column):
                result = total(part.interval for part in parts)
                if result.intersects(whole.interval):
                    yield _checked(reading, (whole, *parts))
                    continue
                alternative = table.top_level(parts)
                if alternative and total(part.interval for part in alternative).intersects(whole.interval):
                    yield _checked(reading, (whole, *alternative))
                    continue
                shown = alternative or parts
                added = total(part.interval for part in shown)
                decimals = max(part.decimals for part in (whole, *shown))
                value = sum((part.value for part in shown), Decimal(0))
                proved = table.is_plain and len(shown) > 1
                cells = " + ".join(part.text for part in shown[:12]) + (" + …" if len(shown) > 12 else "")
                yield self.finding(
                    Text(
                        f"cột “{table.header(column)}”: {cells} = {number(value, decimals)}"
                        f"{_spread(added)}, dòng tổng ghi {whole.text}",
                        f"column “{table.header(column)}”: {cells} = {number(value, decimals)}"
                        f"{_spread(added)}, the total row says {whole.text}",
                    ),
                    [whole.place(reading), *(part.place(reading) for part in shown)],
                    expected=number(value, decimals),
                    stated=whole.text,
                    severity=Severity.ERROR if proved else Severity.WARNING,
                    confidence=95 if proved else 60,
                )

    def _shares(self, reading: Reading, table: Table) -> Iterator[Finding | Checked]:
        for share, part, whole in table.shares():
            result = percent_of(part.interval, whole.interval)
            yield self._quotient(reading, share, part, whole, result)

    def _completions(self, reading: Reading, table: Table) -> Iterator[Finding | Checked]:
        for share, done, planned in table.completions():
            result = percent_of(done.interval, planned.interval)
            yield self._quotient(reading, share, done, planned, result)

    def _quotient(
        self, reading: Reading, share: Cell, part: Cell, whole: Cell, result: Interval
    ) -> Finding | Checked:
        slack = Decimal("0.1") if share.decimals else Decimal(0)
        if result.intersects(share.interval + Interval(-slack, slack)):
            return _checked(reading, (share, part, whole))
        value = number(part.value / whole.value * 100, max(1, share.decimals))
        return self.finding(
            Text(
                f"{part.text}/{whole.text} = {value}%, ô tỷ lệ ghi {share.text}",
                f"{part.text}/{whole.text} = {value}%, the percentage cell says {share.text}",
            ),
            [share.place(reading), part.place(reading), whole.place(reading)],
            expected=f"{value}%",
            stated=share.text,
            severity=Severity.ERROR,
            confidence=90,
        )


def _spread(interval: Interval) -> str:
    if interval.low == interval.high or interval.low is None or interval.high is None:
        return ""
    if quantise(interval.low, 3) == quantise(interval.high, 3):
        return ""
    return f" ({span(interval)})"


def _checked(reading: Reading, cells: tuple[Cell, ...]) -> Checked:
    places: list[FigurePlace] = [cell.place(reading) for cell in cells]
    return Checked(tuple(place.figure for place in places if place.figure is not None))
