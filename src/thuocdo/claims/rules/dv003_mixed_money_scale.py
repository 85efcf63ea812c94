"""DV003: figures held against each other are printed with different scale words."""

from __future__ import annotations

from collections.abc import Iterator

from thuocdo.claims.arithmetic import amount, is_percent
from thuocdo.claims.changes import changes_of
from thuocdo.claims.messages import number, say
from thuocdo.claims.model import Figure, FigureKind, Finding, Reading
from thuocdo.claims.rule import Checked, Rule, RuleContext
from thuocdo.claims.sentences import fold_words
from thuocdo.claims.targets import targets_of
from thuocdo.errors import Severity, Text

_WORDS = {3: "nghìn", 6: "triệu", 9: "tỷ", 12: "nghìn tỷ"}


class MixedMoneyScale(Rule):
    """Hai số đem so với nhau mà viết hai độ lớn

    ## Kiểm tra gì
    Mức đạt và mục tiêu, mức cũ và mức mới của một chỉ tiêu viết bằng hai chữ độ lớn khác nhau: `nghìn tỷ`
    và `tỷ`.

    ## Vì sao sai
    Người đọc phải tự đổi để so; đổi nhầm là lệch nghìn lần. Không sai, nhưng khó đọc.

    ## Ví dụ
    `Tổng mức bán lẻ đạt 68,5 nghìn tỷ đồng (mục tiêu 56.000 tỷ đồng).`

    ## Nên viết
    `Tổng mức bán lẻ đạt 68.500 tỷ đồng (mục tiêu 56.000 tỷ đồng).`
    """

    id = "DV003"
    name = "mixed-money-scale"
    title = Text("Hai số đem so viết hai độ lớn khác nhau", "Compared figures use different scale words")
    severity = Severity.NOTE

    def check(self, reading: Reading, context: RuleContext) -> Iterator[Finding | Checked]:
        """Compare the scale words of levels with their targets and bases."""
        pairs = [(goal.level, goal.target) for goal in context.shared(targets_of, reading) if goal.target]
        pairs += [(change.new, change.old) for change in context.shared(changes_of, reading) if change.old]
        for first, second in pairs:
            if second is not None and first.scale != second.scale and _is_money(first) and _is_money(second):
                converted = number(amount(first).scaleb(-second.scale))
                shown = f"{converted} {_WORDS.get(second.scale, '')} {second.unit}".replace("  ", " ")
                yield self.finding(
                    Text(
                        f"{say(first)} đem so với {say(second)}: nên viết cùng độ lớn, “{shown}”",
                        f"{say(first)} is held against {say(second)}: better in one scale, “{shown}”",
                    ),
                    [first, second],
                    expected=shown,
                    confidence=80,
                )


def _is_money(figure: Figure) -> bool:
    return (
        figure.value is not None
        and figure.scale >= 6
        and not is_percent(figure)
        and figure.kind is not FigureKind.RANK
        and fold_words(figure.unit) in ("đồng", "usd", "vnđ", "")
    )
