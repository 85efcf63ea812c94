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
    "QS001": Text("không có chỉ tiêu thống kê này", "indicator not found"),
    "QS002": Text("không có địa bàn này", "area not found"),
    "QS003": Text("không có văn bản này", "document not found"),
    "QS004": Text("không có cơ quan này", "agency not found"),
    # one row
    "QS020": Text("không có giá trị mà không nói vì sao", "no value and no reason why"),
    "QS021": Text("có giá trị mà ghi là không có", "a value although the status says there is none"),
    "QS022": Text("đơn vị không hợp với chỉ tiêu thống kê", "unit does not fit the indicator"),
    "QS023": Text("chỉ tiêu thống kê không có phân tổ này", "breakdown not declared by the indicator"),
    "QS024": Text("chỉ tiêu thống kê không có định nghĩa này", "definition not declared by the indicator"),
    "QS025": Text("địa bàn không còn trong kỳ này", "area no longer exists in this period"),
    "QS026": Text("địa bàn chưa có trong kỳ này", "area does not exist yet in this period"),
    "QS027": Text("biết trước khi kỳ bắt đầu", "known before its period begins"),
    "QS028": Text("công bố chính thức trước khi kỳ kết thúc", "official before its period has ended"),
    "QS029": Text("số liệu không có nguồn", "figure without a source"),
    # several rows
    "QS040": Text(
        "hai giá trị khác nhau trong cùng một lần công bố", "two different values in one and the same release"
    ),
    "QS041": Text(
        "hai cách làm tròn trong cùng một lần công bố", "two roundings in one and the same release"
    ),
    "QS042": Text("dòng lặp lại", "row written twice"),
    "QS043": Text("hai lần công bố chênh nhau từ 100 lần", "two releases a hundred times apart"),
    # corrections
    "QS060": Text("đính chính không khớp số liệu nào", "correction matches no figure"),
    "QS061": Text("đính chính khớp nhiều số liệu", "correction matches several figures"),
    "QS062": Text("nguồn đã sửa, bỏ đính chính này", "the source has been mended: remove this correction"),
    "QS063": Text("đính chính viết sai", "malformed correction"),
    "QS064": Text("mã đính chính lặp lại", "correction id given twice"),
    "QS065": Text("đính chính có trước số liệu", "correction is older than the figure"),
    "QS066": Text("đính chính không đổi gì", "correction changes nothing"),
    # asking and exchanging
    "QS080": Text("hai ngày ngược nhau", "the two dates are the wrong way round"),
    "QS081": Text("không ghi được số liệu", "facts cannot be written"),
    "QS082": Text("đang có chương trình khác ghi số liệu", "another program is writing facts"),
    "QS083": Text("số liệu này không ghi được thành dòng CSV", "this figure cannot be written as a CSV row"),
    "QS090": Text("không phải SDMX-CSV", "not SDMX-CSV"),
    "QS091": Text("hành động SDMX không nhận", "SDMX action not accepted"),
    # the columnar store
    "QS100": Text("số liệu này không ghi được vào kho cột", "this figure cannot be kept in columns"),
    "QS101": Text("kho số liệu hỏng", "the columnar store is damaged"),
    "QS102": Text("kho số liệu viết với đơn vị khác", "the columnar store was written with other units"),
    "QS103": Text("kho số liệu không trống", "the columnar store is not empty"),
    "QS104": Text("bảng chấm lập trước khi kho đổi mã", "the scorecard is older than the codes of the store"),
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
