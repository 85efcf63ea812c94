"""Which faults can a plan pack have? One title for each code; the reference page is made from it.

Codes are never reused. The pages of `docs/reference/problems.md` are generated from `PROBLEM_CODES`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from difflib import get_close_matches
from types import MappingProxyType

from thuocdo.errors import NO_TEXT, Problem, Severity, Text, ThuocdoError, Where


class PackError(ThuocdoError):
    """A plan pack that cannot be loaded, with every reason why."""


_CODES: dict[str, Text] = {
    # the folder and its files
    "GK001": Text("không phải thư mục", "not a folder"),
    "GK002": Text("thư mục rỗng", "empty folder"),
    "GK003": Text("thiếu tệp bắt buộc", "required file missing"),
    "GK004": Text("không đọc được tệp", "file cannot be read"),
    "GK005": Text("tệp nằm ngoài thư mục gói", "file lies outside the pack folder"),
    "GK006": Text("tệp quá lớn", "file too large"),
    "GK007": Text("sai bảng mã, không phải UTF-8", "wrong encoding, not UTF-8"),
    "GK008": Text("tệp có ký tự điều khiển hoặc ký tự ẩn", "control or invisible characters in the file"),
    "GK009": Text("chữ Việt bị hỏng do chuyển mã sai", "Vietnamese letters garbled by a wrong conversion"),
    "GK010": Text("tệp lạ trong gói", "unexpected file in the pack"),
    # tables
    "GK020": Text("bảng rỗng", "empty table"),
    "GK021": Text("bảng không ngăn cột bằng dấu phẩy", "table not separated by commas"),
    "GK022": Text("cột lạ", "unknown column"),
    "GK023": Text("thiếu cột", "missing column"),
    "GK024": Text("cột lặp lại", "column given twice"),
    "GK025": Text("dòng thừa hoặc thiếu ô", "row with too many or too few cells"),
    "GK026": Text("dấu ngoặc kép không khớp", "quotation marks do not match"),
    "GK027": Text("ô quá dài", "cell too long"),
    "GK028": Text("ô bắt buộc bị bỏ trống", "required cell is empty"),
    "GK029": Text("ô mang lỗi của bảng tính", "cell carries a spreadsheet error"),
    "GK030": Text("không phải số", "not a number"),
    "GK031": Text("không phải ngày", "not a date"),
    "GK032": Text("không đọc được kỳ", "period cannot be read"),
    "GK033": Text("không biết đơn vị tính", "unknown unit"),
    "GK034": Text("từ không có trong danh mục", "word not in the list"),
    "GK035": Text("mã viết sai", "malformed id"),
    "GK036": Text(
        "số dễ nhầm với dấu phân cách hàng nghìn", "number easily mistaken for one with thousands marks"
    ),
    # YAML files
    "GK040": Text("sai cú pháp YAML", "YAML syntax error"),
    "GK041": Text("khóa lặp lại", "key given twice"),
    "GK042": Text("thẻ YAML không được phép", "YAML tag not allowed"),
    "GK043": Text("YAML lồng quá sâu hoặc lặp quá nhiều", "YAML nested too deep or expanded too far"),
    "GK044": Text("tệp YAML rỗng hoặc sai hình dạng", "YAML file empty or of the wrong shape"),
    "GK045": Text("thiếu khóa", "missing key"),
    "GK046": Text("khóa lạ", "unknown key"),
    "GK047": Text("sai kiểu giá trị", "wrong kind of value"),
    "GK048": Text("giá trị không hợp lệ", "value not allowed"),
    "GK049": Text("mã không khớp tên tệp", "id does not match the file name"),
    # ids and references
    "GK060": Text("mã lặp lại", "id given twice"),
    "GK061": Text("không có chỉ tiêu thống kê này", "indicator not found"),
    "GK062": Text("không có địa bàn này", "area not found"),
    "GK063": Text("không có văn bản này", "document not found"),
    "GK064": Text("không có cơ quan này", "agency not found"),
    "GK065": Text("không có kế hoạch này", "plan not found"),
    "GK066": Text("cơ quan cấp trên lặp vòng", "parent agencies run in a circle"),
    # targets
    "GK070": Text("chỉ tiêu kế hoạch không có chỉ tiêu thống kê", "target without indicator"),
    "GK071": Text("đơn vị không hợp với chỉ tiêu thống kê", "unit does not fit the indicator"),
    "GK072": Text("chỉ tiêu bỏ trống mà có giá trị", "a blank target carries a value"),
    "GK073": Text("chỉ tiêu thiếu giá trị", "target without value"),
    "GK074": Text("khoảng giá trị sai", "range is wrong"),
    "GK075": Text("thứ hạng thiếu tổng số đơn vị được xếp hạng", "rank without number of ranked units"),
    "GK076": Text("kỳ nằm ngoài thời hạn kế hoạch", "period outside the plan's term"),
    "GK077": Text("cùng một chỉ tiêu có hai con số khác nhau", "one target given with two different numbers"),
    "GK078": Text("cùng một chỉ tiêu ghi hai lần", "one target written twice"),
    "GK079": Text("chỉ tiêu tăng thêm thiếu kỳ gốc", "increase without base period"),
    "GK080": Text("phép so sánh không khớp câu chữ", "comparator disagrees with the wording"),
    "GK081": Text("giá trị không khớp câu chữ", "value disagrees with the wording"),
    "GK082": Text("đơn vị không khớp câu chữ", "unit disagrees with the wording"),
    "GK083": Text("số chữ số thập phân không khớp câu chữ", "decimals disagree with the wording"),
    "GK084": Text("chỗ bỏ trống không khớp câu chữ", "blank disagrees with the wording"),
    "GK085": Text("cách tính không khớp câu chữ", "statistic disagrees with the wording"),
    "GK086": Text("kỳ không khớp câu chữ", "period disagrees with the wording"),
    "GK087": Text(
        "phép so sánh ngược chiều tốt lên của chỉ tiêu", "comparator runs against the indicator's direction"
    ),
    "GK088": Text(
        "phép so sánh và cách tính không đi với nhau", "comparator and statistic do not go together"
    ),
    "GK089": Text(
        "chỉ tiêu ghi nhiều chữ số hơn chỉ tiêu thống kê", "target has more decimals than its indicator"
    ),
    # indicators
    "GK090": Text("công thức nhắc chỉ tiêu không có", "formula names an unknown indicator"),
    "GK091": Text("công thức lặp vòng", "cyclic formula"),
    "GK092": Text("cách cộng gộp thiếu thành phần", "aggregation lacks a part"),
    "GK093": Text("cộng gộp nhắc chỉ tiêu không có", "aggregation names an unknown indicator"),
    "GK094": Text("các định nghĩa chồng thời gian", "definitions overlap in time"),
    "GK095": Text("khoảng thời gian ngược", "validity ends before it starts"),
    # plans, rates, package
    "GK100": Text("trạng thái kế hoạch không nhất quán", "plan status is not consistent"),
    "GK101": Text("kế hoạch thay thế lặp vòng", "superseding plans run in a circle"),
    "GK102": Text("kế hoạch không có chỉ tiêu nào", "plan without targets"),
    "GK103": Text("tỷ giá sai", "wrong exchange rate"),
    "GK104": Text("địa bàn không tồn tại trong kỳ", "area does not exist in the period"),
    "GK110": Text("thiếu datapackage.json", "datapackage.json is missing"),
    "GK111": Text("datapackage.json đã cũ", "datapackage.json is out of date"),
    "GK120": Text("không tạo được gói", "pack cannot be created"),
    "GK199": Text("còn nhiều lỗi cùng loại", "more of the same"),
}

PROBLEM_CODES: Mapping[str, Text] = MappingProxyType(_CODES)
"""Title of every fault this room can report, by code."""

MAX_OF_A_KIND = 100
"""More faults of one code in one file than this help nobody: the rest is counted."""


def make_problem(
    code: str,
    where: Where,
    what: Text,
    hint: Text = NO_TEXT,
    severity: Severity = Severity.ERROR,
) -> Problem:
    """Return the problem, with its title in front of what was found."""
    title = PROBLEM_CODES[code]
    text = Text(f"{title.vi}: {what.vi}", f"{title.en}: {what.en}") if what.vi else title
    return Problem(code, text, hint, where, severity)


def make_not_found(code: str, where: Where, wrong: str, known: Collection[str], place: str) -> Problem:
    """Return the problem of an id that is not among `known`, with the nearest ones that are."""
    near = suggest(wrong, known)
    hint = near if near.vi else Text(f"thêm vào {place} hoặc sửa mã", f"add it to {place} or correct the id")
    return make_problem(code, where, same(quote(wrong)), hint)


def same(text: str) -> Text:
    """Return ids, numbers and names that read alike in both languages."""
    return Text(text, text)


def quote(text: str, limit: int = 60) -> str:
    """Return `text` in quotation marks, shortened, with no character that could upset a terminal."""
    shown = "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text[: limit + 1])
    return f"“{shown[:limit]}…”" if len(shown) > limit else f"“{shown}”"


def suggest(wrong: str, known: Iterable[str]) -> Text:
    """Return "did you mean …" for the nearest of `known`, or an empty text when none is near."""
    near = get_close_matches(wrong[:200], [name for name in known if name], n=3, cutoff=0.6)
    if not near:
        return Text("", "")
    names = ", ".join(quote(name) for name in near)
    return Text(f"có phải là {names}?", f"did you mean {names}?")


def limit_problems(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems with at most `MAX_OF_A_KIND` of each code per file, the rest counted.

    A table of a hundred thousand bad rows says one thing, not a hundred thousand.
    """
    kept: list[Problem] = []
    counts: Counter[tuple[str, str]] = Counter()
    for problem in problems:
        key = (problem.where.file if problem.where else "", problem.code)
        counts[key] += 1
        if counts[key] <= MAX_OF_A_KIND:
            kept.append(problem)
    for (file, code), count in counts.items():
        if count > MAX_OF_A_KIND:
            more = count - MAX_OF_A_KIND
            what = Text(f"{more} lỗi {code} nữa không kể ra", f"{more} more {code} not listed")
            hint = Text("sửa các lỗi đã kể rồi kiểm tra lại", "mend those listed and check again")
            severity = max(
                (p.severity for p in kept if p.code == code and p.where and p.where.file == file),
                key=lambda s: [Severity.NOTE, Severity.WARNING, Severity.ERROR].index(s),
                default=Severity.ERROR,
            )
            kept.append(make_problem("GK199", Where(file), what, hint, severity))
    return kept
