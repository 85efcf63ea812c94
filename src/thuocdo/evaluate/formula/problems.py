"""What can be wrong with a formula, by code, and how the place in it is shown."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from thuocdo.errors import Problem, Text, ThuocdoError, Where

PROBLEM_CODES: Mapping[str, Text] = MappingProxyType(
    {
        "BT001": Text("công thức rỗng", "empty formula"),
        "BT002": Text("công thức quá dài", "formula too long"),
        "BT003": Text("ký tự lạ trong công thức", "unexpected character in the formula"),
        "BT004": Text("công thức viết sai", "malformed formula"),
        "BT005": Text("ngoặc chưa đóng", "bracket or quotation mark left open"),
        "BT006": Text("hàm không có", "unknown function"),
        "BT007": Text("sai số lượng hoặc loại tham số", "wrong number or kind of arguments"),
        "BT008": Text("công thức lồng quá sâu", "formula nested too deep"),
        "BT009": Text("công thức có quá nhiều thành phần", "formula has too many parts"),
        "BT010": Text("công thức nhắc chỉ tiêu không có", "formula names an unknown indicator"),
        "BT011": Text("đơn vị không đi với nhau", "units do not go together"),
        "BT012": Text("đơn vị của công thức khác đơn vị chỉ tiêu", "formula's unit is not the indicator's"),
        "BT013": Text("công thức lặp vòng", "cyclic formula"),
        "BT014": Text("chưa nói giá hiện hành hay giá so sánh", "current or constant prices not said"),
        "BT015": Text("một chỉ tiêu dùng cả hai loại giá", "one indicator used at both price bases"),
        "BT016": Text("không quy đổi được sang đơn vị này", "cannot be converted to this unit"),
        "BT017": Text("kỳ trong công thức không đọc được", "period in the formula cannot be read"),
        "BT020": Text("không có chỉ tiêu thống kê này", "no such indicator"),
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
