"""Which numerals are no quantities? Dates, document numbers, names, labels, slogans: tried first.

Half of the numerals of a report are none. A numeral is known for a trap by what stands at it (`25/3/2025`,
`105-NQ/TU`), by the word before it (`bão số 3`, `Điều 5`, `lớp 9`), or by where it stands (a label at the head
of a paragraph, a slogan in quotes).
"""

from __future__ import annotations

import re
from typing import NamedTuple

_YEAR = r"(?:19|20)\d\d"

_AT = re.compile(
    # Dates: 25/3/2025, 25-3-2025, 3/2025, "25 tháng 3".
    rf"(?P<date>\d{{1,2}}\s?[/.-]\s?\d{{1,2}}\s?[/.-]\s?{_YEAR}(?!\d)|(?:0?[1-9]|1[0-2])\s?/\s?{_YEAR}(?!\d)"
    r"|(?:0?[1-9]|[12]\d|3[01])\s+tháng\s+\d{1,2}(?!\d)"
    # Periods: 2021-2025, 2020 – 2021, 2024/2025, "2021 đến 2025".
    rf"|{_YEAR}\s*(?:[-–—/]|đến)\s*(?:năm\s+)?{_YEAR}(?!\d)|{_YEAR}\s?[-–—]\s?\d\d(?![\d.,%])"
    # Year lists typed without a space: 2021,2022.
    rf"|{_YEAR}(?:,{_YEAR})+(?!\d))"
    # Document numbers: 105-NQ/TU, 1191/NQ-UBTVQH15, 24/2018/QH14, 09/2019/NĐ-CP.
    r"|(?P<document>\d{1,5}[a-zA-Z]?\s?(?:/\s?\d{4}\s?)?(?:[/-]\s?(?!USD|KCN|CCN|HTX|DN)[A-ZĐƯ][A-ZĐƯa-zđ]*[A-ZĐƯ]\d*"
    r"|/\d{4}/[A-ZĐ]+\d*|-[A-ZĐ]{1,5}/[A-ZĐ])[\w/&.-]*)"
    # Times of day, round the clock, phones, generations of networks, versions.
    r"|(?P<time>\d{1,2}\s?[hg]\s?\d{0,2}(?![^\W\d_])|\d{1,2}:\d\d(?!\d)|24/24(?:\s?[hg]|\s?giờ)?|24/7(?!\d)(?!\s*(?:xã|huyện))"
    r"|\d{1,2}\s+giờ\s+\d{1,2}(?:\s+phút)?)"
    r"|(?P<phone>0\d{2,4}[ .-]\d{3}[ .-]?\d{3,4}(?!\d)|0\d{9,10}(?!\d)|1[89]00[ .]?\d{4}(?!\d)|\+?84[ .]\d{2,3}[ .]\d{3})"
    r"|(?P<name>\d[Gg](?:/\d[Gg])*(?![^\W\d_])|[1-9]\.0(?![\d%])(?!\s?%))"
)

_GLUED_LEFT = re.compile(r"(?:[^\W\d_]|[A-ZĐ][-.]|[^\W\d_]\s?[-–](?=\d))$")
_COVID = re.compile(r"(?:covid|sars-cov|pm|co|cúm a|h\dn)\s?[-–]?\s?$", re.IGNORECASE)

_DOCUMENT_WORDS = (
    r"nghị quyết|quyết định|kết luận|chỉ thị|nghị định|thông tư|công văn|công điện|kế hoạch|đề án|chương trình|hướng dẫn"
    r"|quy định|thông báo|báo cáo|tờ trình|luật|quy chế|văn bản|sắc lệnh|pháp lệnh|công ước|thông tri|lệnh|thông tư liên tịch"
)
_STRICT = (
    r"điều|khoản|mục|tiết|chương|phụ lục|phụ biểu|biểu|biểu mẫu|bảng|hình|trang|quân khu|quân đoàn|sư đoàn|lữ đoàn|trung đoàn"
    r"|lớp|khối lớp|khối|quốc lộ|tỉnh lộ|đường tỉnh|hương lộ|huyện lộ|đường huyện|lộ|đường|tuyến quốc lộ|ql|đt|đh|mức độ|cấp độ|số"
    r"|vành đai|kênh|lô|tiểu khu|khóa|khoá|lần|đợt|giai đoạn|tổng đài|đầu số|phiên bản|windows|covid|games|vị trí số|top"
    r"|bão|cơn bão|quyển|tập|kỳ họp thứ|khu vực|vùng|tầng|phòng|số nhà|hộp thư|chú thích|ghi chú|xem|tiểu mục|gói|nhóm nợ|type|tuýp"
)
_LOOSE = (
    r"cấp|loại|hạng|bậc|vòng|tổ|đội|khu|kỳ|phần|mẫu|ấp|khóm|thôn|xóm|phường|quận|khu phố|tuyến|điểm|tiêu chí|nội dung"
    r"|dự án|tiểu dự án|hợp phần|gói thầu|nhóm|công trình|cầu|chương trình|vùng|trạm|chốt|cụm|chi bộ|đề án|kdl|khu du lịch|bước|ca|học kỳ"
)
_BEFORE = {
    "document": re.compile(rf"\b(?:{_DOCUMENT_WORDS})(?: số)?\s*$"),
    "strict": re.compile(rf"\b(?:{_STRICT})[:\s]*$"),
    "loose": re.compile(rf"\b(?:{_LOOSE})\s*$"),
}
_OF_NUMBERS = re.compile(
    r"\b(?:trong|tổng|đạt|thêm|con|nâng|chỉ|một|hai|đa) số\s*$|\b(?:mỗi|từng|một|bình quân) \w+\s*$"
)
_ORDINAL = re.compile(
    r"\b(?:lần|khóa|khoá|kỳ|họp|hội|năm|ngày|tháng|tuần|kỷ|phiên|quý|bên|người|vòng|nhiệm kỳ|vụ)\s+thứ\s*$"
)

_DAY = re.compile(
    r"\b(?:ngày|mồng|mùng|sáng|chiều|tối|trưa|đêm|hôm|rằm|quốc khánh|phụ nữ|lễ|dịp|từ ngày|đến ngày)(?: nay)?[\s(]*$"
)
_MONTH = re.compile(r"\btháng\s*$")
_QUARTER = re.compile(r"\bquý\s*$")
_EACH = re.compile(
    r"\b(?:mỗi|hằng|hàng|một|trong|trung bình|bình quân|suốt)\s+(?:tháng|ngày|quý|năm|lớp|tổ|đội|nhóm)\s*$"
)
_CLOCK = re.compile(r"\b(?:lúc|vào|hồi|trước|sau|đến|từ)\s*$")
_PHONE_WORDS = re.compile(r"\b(?:điện thoại|hotline|đường dây nóng|số máy|đt|tel|fax|tổng đài|zalo)[\s:.]*$")
_DECADE = re.compile(r"\b(?:những năm|thập niên|thập kỷ)\s*$")
_SLOGAN = re.compile(r"\b(?:phương châm|khẩu hiệu|nguyên tắc|phương thức|tinh thần)\s*[:“\"]?\s*$")

_LABEL_AT_HEAD = re.compile(
    r"\s*(?:[-–+*•]\s*)?\(?\d{1,2}(?:\.\d{1,2}){0,3}(?:[.)]\)?|\s*[-–]|(?=\s+[A-ZĐÀ-Ỹ]))(?:\s|$|(?=[^\W\d_]))"
)
_LABEL_INSIDE = re.compile(r"\(?\d{1,2}(?:\.\d{1,2}){0,2}(?:\)|\.(?=\s+[A-ZĐÀ-Ỹ]))")
_QUOTED = re.compile(r"“([^“”]{1,70})”|\"([^\"]{1,70})\"|‘([^‘’]{1,70})’|«([^»]{1,70})»")
_QUOTE_MARKS = ("“", '"', "‘", "«")

_BARE = re.compile(r"\d{1,4}")
_PER_UNIT_NUMBERS = frozenset(
    ("1", "01", "10", "100", "1.000", "1000", "10.000", "10000", "100.000", "1.000.000")
)


class Trap(NamedTuple):
    """A numeral that is no quantity: what it is, and where reading goes on."""

    kind: str
    end: int


def trap_at(text: str, start: int) -> Trap | None:
    """Return the trap that the characters at `start` form by themselves."""
    match = _AT.match(text, start)
    if match is None:
        return None
    return Trap(str(match.lastgroup), match.end())


def is_label_at_head(text: str, start: int, end: int) -> int:
    """Return the offset behind the label that opens the block, or 0."""
    if start > 6 or text[:start].strip(" \t-–+*•("):
        return 0
    match = _LABEL_AT_HEAD.match(text)
    if match is None or match.end() < end:
        return 0
    return match.end()


def label_inside(text: str, start: int) -> int:
    """Return the offset behind a list label inside a paragraph: `(1)`, `; 2)`, `. 3. Phát triển`; or 0."""
    opened = start > 0 and text[start - 1] == "("
    match = _LABEL_INSIDE.match(text, start)
    if match is None:
        return 0
    if text[match.end() - 1] == ")":
        before = text[:start].rstrip(" ")[-1:] if not opened else "("
        return match.end() if opened or before in ";:.," else 0
    before = text[max(0, start - 3) : start].rstrip(" ")[-1:]
    return match.end() if before in ".;:" and before else 0


def quoted_spans(text: str) -> list[tuple[int, int]]:
    """Return the spans of short quotations: slogans and names."""
    if not any(mark in text for mark in _QUOTE_MARKS):
        return []
    return [match.span() for match in _QUOTED.finditer(text)]


def glued_left(text: str, start: int) -> bool:
    """Whether letters or a name's hyphen run into the digits: `QL37`, `Covid-19`, `m2`."""
    return bool(
        _GLUED_LEFT.search(text, max(0, start - 3), start) or _COVID.search(text, max(0, start - 12), start)
    )


def trap_before(before: str, digits: str, *, is_hard: bool, is_noun: bool) -> str:
    """Return the name of the trap that the words before the digits show, or nothing.

    Args:
        before: Lower-case text before the digits.
        digits: The number as printed.
        is_hard: A scale word or a measure follows: it is a quantity whatever stands before.
        is_noun: A known count noun follows.
    """
    if _PHONE_WORDS.search(before) or _DECADE.search(before):
        return "name"
    if not _BARE.fullmatch(digits) and digits.count(".") != 1:
        return ""
    if _ORDINAL.search(before):
        return "ordinal"
    if is_hard:
        return ""
    return _date_word(before, digits) or _name_word(before, digits, is_noun=is_noun)


def _date_word(before: str, digits: str) -> str:
    if _EACH.search(before) or not digits.isdecimal():
        return ""
    number = int(digits)
    if _DAY.search(before) and number <= 31:
        return "date"
    if _MONTH.search(before) and number <= 12:
        return "date"
    if _QUARTER.search(before) and number <= 4:
        return "date"
    return ""


def _name_word(before: str, digits: str, *, is_noun: bool) -> str:
    if _SLOGAN.search(before):
        return "slogan"
    if _OF_NUMBERS.search(before) or "." in digits:
        return ""
    if _BEFORE["document"].search(before) and not (is_noun and not before.rstrip().endswith(" số")):
        return "document"
    if _BEFORE["strict"].search(before):
        return "name"
    if not is_noun and len(digits) <= 3 and _BEFORE["loose"].search(before):
        return "name"
    return ""


def is_per_unit(text: str, start: int, digits: str) -> bool:
    """Whether the number is what another figure is counted by: `bác sĩ/10.000 dân`, `bình quân trên 01 ha`."""
    return digits in _PER_UNIT_NUMBERS and text[max(0, start - 2) : start].rstrip().endswith("/")


def is_year(digits: str) -> bool:
    """Whether four digits look like a year."""
    return len(digits) == 4 and digits.isdecimal() and digits[:2] in ("19", "20")
