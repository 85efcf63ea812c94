"""Which faults can facts have? One title for each code; the reference page is made from it.

Faults of the table itself (encoding, columns, quotes) and of a cell by itself (number, date, period,
unit, word) are those of the `plan` room. Codes are never reused.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from thuocdo.errors import NO_TEXT, Problem, Severity, Text, ThuocdoError, Where


class FactsError(ThuocdoError):
    """Facts that cannot be read or written, with every reason why."""


_CODES: dict[str, Text] = {
    # one cell
    "SL001": Text("không có chỉ tiêu thống kê này", "indicator not found"),
    "SL002": Text("không có địa bàn này", "area not found"),
    "SL003": Text("không có văn bản này", "document not found"),
    "SL004": Text("không có cơ quan này", "agency not found"),
    # one row
    "SL020": Text("không có giá trị mà không nói vì sao", "no value and no reason why"),
    "SL021": Text("có giá trị mà ghi là không có", "a value although the status says there is none"),
    "SL022": Text("đơn vị không hợp với chỉ tiêu thống kê", "unit does not fit the indicator"),
    "SL023": Text("chỉ tiêu thống kê không có phân tổ này", "breakdown not declared by the indicator"),
    "SL024": Text("chỉ tiêu thống kê không có định nghĩa này", "definition not declared by the indicator"),
    "SL025": Text("địa bàn không còn trong kỳ này", "area no longer exists in this period"),
    "SL026": Text("địa bàn chưa có trong kỳ này", "area does not exist yet in this period"),
    "SL027": Text("biết trước khi kỳ bắt đầu", "known before its period begins"),
    "SL028": Text("công bố chính thức trước khi kỳ kết thúc", "official before its period has ended"),
    "SL029": Text("số liệu không có nguồn", "figure without a source"),
    # several rows
    "SL040": Text(
        "hai giá trị khác nhau trong cùng một lần công bố", "two different values in one and the same release"
    ),
    "SL041": Text(
        "hai cách làm tròn trong cùng một lần công bố", "two roundings in one and the same release"
    ),
    "SL042": Text("dòng lặp lại", "row written twice"),
    "SL043": Text("hai lần công bố chênh nhau từ 100 lần", "two releases a hundred times apart"),
    # corrections
    "SL060": Text("đính chính không khớp số liệu nào", "correction matches no figure"),
    "SL061": Text("đính chính khớp nhiều số liệu", "correction matches several figures"),
    "SL062": Text("nguồn đã sửa, bỏ đính chính này", "the source has been mended: remove this correction"),
    "SL063": Text("đính chính viết sai", "malformed correction"),
    "SL064": Text("mã đính chính lặp lại", "correction id given twice"),
    "SL065": Text("đính chính có trước số liệu", "correction is older than the figure"),
    "SL066": Text("đính chính không đổi gì", "correction changes nothing"),
    # asking and exchanging
    "SL080": Text("hai ngày ngược nhau", "the two dates are the wrong way round"),
    "SL081": Text("không ghi được số liệu", "facts cannot be written"),
    "SL082": Text("đang có chương trình khác ghi số liệu", "another program is writing facts"),
    "SL083": Text("số liệu này không ghi được thành dòng CSV", "this figure cannot be written as a CSV row"),
    "SL090": Text("không phải SDMX-CSV", "not SDMX-CSV"),
    "SL091": Text("hành động SDMX không nhận", "SDMX action not accepted"),
    # the columnar store
    "SL100": Text("số liệu này không ghi được vào kho cột", "this figure cannot be kept in columns"),
    "SL101": Text("kho số liệu hỏng", "the columnar store is damaged"),
    "SL102": Text("kho số liệu viết với đơn vị khác", "the columnar store was written with other units"),
    "SL103": Text("kho số liệu không trống", "the columnar store is not empty"),
    "SL104": Text("bảng chấm lập trước khi kho đổi mã", "the scorecard is older than the codes of the store"),
}

PROBLEM_CODES: Mapping[str, Text] = MappingProxyType(_CODES)
"""Title of every fault this room can report, by code."""


def make_problem(
    code: str,
    where: Where | None,
    what: Text,
    hint: Text = NO_TEXT,
    severity: Severity = Severity.ERROR,
) -> Problem:
    """Return the problem, with its title in front of what was found."""
    title = PROBLEM_CODES[code]
    text = Text(f"{title.vi}: {what.vi}", f"{title.en}: {what.en}") if what.vi else title
    return Problem(code, text, hint, where, severity)
