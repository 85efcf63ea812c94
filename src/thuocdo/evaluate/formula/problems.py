"""What can be wrong with a formula, by code, and how the place in it is shown."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from thuocdo.errors import Problem, Text, ThuocdoError, Where

PROBLEM_CODES: Mapping[str, Text] = MappingProxyType(
    {
        "CT001": Text("công thức rỗng", "empty formula"),
        "CT002": Text("công thức quá dài", "formula too long"),
        "CT003": Text("ký tự lạ trong công thức", "unexpected character in the formula"),
        "CT004": Text("công thức viết sai", "malformed formula"),
        "CT005": Text("ngoặc chưa đóng", "bracket or quotation mark left open"),
        "CT006": Text("hàm không có", "unknown function"),
        "CT007": Text("sai số lượng hoặc loại tham số", "wrong number or kind of arguments"),
        "CT008": Text("công thức lồng quá sâu", "formula nested too deep"),
        "CT009": Text("công thức có quá nhiều thành phần", "formula has too many parts"),
        "CT010": Text("công thức nhắc chỉ tiêu không có", "formula names an unknown indicator"),
        "CT011": Text("đơn vị không đi với nhau", "units do not go together"),
        "CT012": Text("đơn vị của công thức khác đơn vị chỉ tiêu", "formula's unit is not the indicator's"),
        "CT013": Text("công thức lặp vòng", "cyclic formula"),
        "CT014": Text("chưa nói giá hiện hành hay giá so sánh", "current or constant prices not said"),
        "CT015": Text("một chỉ tiêu dùng cả hai loại giá", "one indicator used at both price bases"),
        "CT016": Text("không quy đổi được sang đơn vị này", "cannot be converted to this unit"),
        "CT017": Text("kỳ trong công thức không đọc được", "period in the formula cannot be read"),
        "CT020": Text("không có chỉ tiêu thống kê này", "no such indicator"),
    }
)
"""Title of every fault of this room, by code; docs/reference/formulas.md lists them."""


class FormulaError(ThuocdoError):
    """A formula that cannot be read or does not make sense."""


def make_problem(
    code: str, what: Text, hint: Text, formula: str = "", column: int = 0, where: Where | None = None
) -> Problem:
    """Return the problem; with `formula` and a 1-based `column`, a caret under the place is drawn."""
    title = PROBLEM_CODES[code]
    vi, en = f"{title.vi}: {what.vi}", f"{title.en}: {what.en}"
    if column:
        picture = f"\n    {formula}\n    {' ' * (column - 1)}^\n   "
        vi, en = f"{vi} (cột {column}){picture}", f"{en} (column {column}){picture}"
    return Problem(code, Text(vi, en), hint, where)
