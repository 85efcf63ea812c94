"""VB004: the same count written 04 and 4."""

from __future__ import annotations

import re
from collections.abc import Iterator

from thuocdo.claims.context.words import folded
from thuocdo.claims.model import Figure, FigureKind, Finding, Reading
from thuocdo.claims.quoting import cite, write
from thuocdo.claims.rule import Checked, Rule, RuleContext
from thuocdo.errors import Severity, Text

_ONE_DIGIT = re.compile(r"(?<![\d.,])0?[1-9](?![\d.,])")


class MixedLeadingZero(Rule):
    """Khi viết 04, khi viết 4

    ## Kiểm tra gì
    Số đếm dưới mười của cùng một thứ (`04 KCN`, `4 KCN`), hoặc thứ hạng trên cùng tổng số (`04/63`,
    `4/63`), viết khi có số 0 đứng trước, khi không.

    ## Vì sao sai
    Không sai nghĩa; tìm kiếm và đối chiếu tự động dễ trượt, văn bản không thống nhất.

    ## Ví dụ
    `Năm 2023 xếp thứ 4/63 tỉnh, thành phố; năm 2024 xếp thứ 05/63 tỉnh, thành phố.`

    ## Nên viết
    `Năm 2023 xếp thứ 04/63 tỉnh, thành phố; năm 2024 xếp thứ 05/63 tỉnh, thành phố.`
    """

    id = "VB004"
    name = "mixed-leading-zero"
    title = Text("Số 0 đứng trước không thống nhất", "Uneven leading zero")
    severity = Severity.NOTE

    def check(self, reading: Reading, context: RuleContext) -> Iterator[Finding | Checked]:
        """Yield the rarer spelling within each kind of thing counted; the bare digit where they tie."""
        groups: dict[str, list[tuple[Figure, str]]] = {}
        for figure in reading.figures:
            digits = _ONE_DIGIT.search(figure.text)
            name = _counted(figure)
            if digits is not None and name:
                groups.setdefault(name, []).append((figure, digits.group()))
        for members in groups.values():
            padded = [figure for figure, digits in members if digits.startswith("0")]
            bare = [figure for figure, digits in members if not digits.startswith("0")]
            if padded and bare:
                rare, common = (padded, bare) if len(padded) < len(bare) else (bare, padded)
                for figure in rare:
                    yield self._finding(figure, common[0])

    def _finding(self, figure: Figure, other: Figure) -> Finding:
        fixed = _ONE_DIGIT.sub(lambda found: _other_spelling(found.group()), figure.text, count=1)
        text = write(
            "{one}, nhưng {other}: viết thống nhất “{fixed}”",
            "{one}, but {other}: write “{fixed}” throughout",
            one=cite(figure),
            other=cite(other),
            fixed=fixed,
        )
        return self.finding(text, (figure, other), expected=fixed, fix=fixed)


def _counted(figure: Figure) -> str:
    """Name what is counted; empty where the figure is no whole number of things."""
    if figure.value is None or figure.decimals or figure.scale:
        return ""
    if figure.kind in (FigureKind.RANK, FigureKind.RATIO):
        return f"/{figure.value2}" if figure.value2 is not None else ""
    if figure.kind not in (FigureKind.COUNT, FigureKind.LEVEL) or figure.value2 is not None:
        return ""
    return folded(figure.unit) if figure.unit.strip() not in ("", "%", "lần", "năm") else ""


def _other_spelling(digits: str) -> str:
    return digits.removeprefix("0") if digits.startswith("0") else f"0{digits}"
