"""Which numerals are no quantities? Dates, document numbers, names, labels, slogans: tried first.

Half of the numerals of a report are none. A numeral is known for a trap by what stands at it (`25/3/2025`,
`105-NQ/TU`), by the words before it (`bão số 3`, `Điều 5`, `lớp 9`), or by where it stands (a label at the
head of a paragraph, a slogan in quotes). What follows it decides in doubt: a measure always makes a quantity
(`Kế hoạch 250 tỷ đồng`), a known noun nearly always.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple

from thuocdo.claims.figures.left import Left


class TrapKind(StrEnum):
    """What a numeral is that is no quantity."""

    DATE = "date"
    DOCUMENT = "document"
    TIME = "time"
    PHONE = "phone"
    NAME = "name"
    LABEL = "label"
    SLOGAN = "slogan"
    ORDINAL = "ordinal"
    YEAR = "year"
    PERIOD = "period"
    PER_UNIT = "per_unit"
    CODE = "code"


class Trap(NamedTuple):
    """A numeral that is no quantity: what it is, and where reading goes on."""

    kind: TrapKind
    end: int


def _phrases(text: str) -> frozenset[str]:
    return frozenset(" ".join(phrase.split()) for phrase in text.split("|"))


_YEAR = r"(?:19|20)\d\d"
_AT = re.compile(
    # 25/3/2025, 25-3-2025, 3/2025, "25 tháng 3"; 2021-2025, 2024/2025, "2021 đến 2025", 1884-2024, 2021-25.
    rf"(?P<date>\d{{1,2}}\s?[/.-]\s?\d{{1,2}}\s?[/.-]\s?{_YEAR}(?!\d)"
    rf"|(?:0?[1-9]|1[0-2])\s?/\s?{_YEAR}(?!\d)"
    rf"|\d{{1,2}}\s?T/?{_YEAR}(?!\d)"
    r"|(?:0?[1-9]|[12]\d|3[01])\s+tháng\s+\d{1,2}(?!\d)"
    rf"|1\d{{3}}\s*[-–—]\s*{_YEAR}(?!\d)"
    rf"|{_YEAR}\s*(?:[-–—/]|đến)\s*(?:năm\s+)?{_YEAR}(?!\d)"
    rf"|{_YEAR}\s?[-–—]\s?\d\d(?![\d.,%])"
    rf"|{_YEAR}(?:,{_YEAR})+(?!\d))"
    # 105-NQ/TU, 1191/NQ-UBTVQH15, 24/2018/QH14, 09/2019/NĐ-CP.
    r"|(?P<document>\d{1,5}[a-zA-Z]?\s?(?:/\s?\d{4}\s?)?"
    r"(?:[/-]\s?(?!USD|KCN|CCN|HTX|DN)[A-ZĐƯ][A-ZĐƯa-zđ]*[A-ZĐƯ]\d*|/\d{4}/[A-ZĐ]+\d*"
    r"|-[A-ZĐ]{1,5}/[A-ZĐ])[\w/&.-]*)"
    # 8h30, 7g, 8:30, 24/7, "8 giờ 30".
    r"|(?P<time>\d{1,2}\s?(?:h\s?\d{0,2}|g\s?\d{2})(?![^\W\d_])|\d{1,2}:\d\d(?::\d\d)?(?!\d)|24/24(?:\s?[hg]|\s?giờ)?"
    r"|24/7(?!\d)(?!\s*(?:xã|huyện))|\d{1,2}\s+giờ\s+\d{1,2}(?:\s+phút)?)"
    r"|(?P<phone>0\d{2,4}[ .-]\d{3}[ .-]?\d{3,4}(?!\d)|0\d{2,3}(?:\.\d{1,4}){3}(?!\d)|0\d{9,10}(?!\d)"
    r"|1[89]00[ .]?\d{4}(?!\d)|\+?84[ .]\d{2,3}[ .]\d{3})"
    # 4G/5G; 4.0.
    r"|(?P<name>\dG(?:/\dG)*(?![^\W\d_])|[1-9]\.0(?![\d%])(?!\s?%))"
)

_DAYS = _phrases("ngày|mồng|mùng|rằm|hôm")
_FEASTS = _phrases(
    "sáng|chiều|tối|trưa|đêm|quốc khánh|phụ nữ|lễ|dịp|nhân dịp|mừng|tết|quốc tế lao động"
    "|từ|đến|trước|sau|đường"
)
_EACH = _phrases(
    " | ".join(
        f"{each} {part}"
        for each in (
            "mỗi",
            "hằng",
            "hàng",
            "từng",
            "trung bình",
            "bình quân",
            "bình quân mỗi",
            "bình quân một",
        )
        for part in (
            "tháng",
            "ngày",
            "quý",
            "năm",
            "lớp",
            "tổ",
            "đội",
            "nhóm",
            "đợt",
            "khóa",
            "phòng",
            "phần",
        )
    )
)
_ORDINALS = _phrases(
    " | ".join(
        f"{word} thứ"
        for word in [
            "lần",
            "khóa",
            "khoá",
            "kỳ",
            "họp",
            "hội",
            "nghị",
            "năm",
            "ngày",
            "tháng",
            "tuần",
            "kỷ",
            "phiên",
            "quý",
            "bên",
            "người",
            "vòng",
            "vụ",
            "ba",
            "hai",
        ]
    )
)
_CODES = _phrases(
    "điện thoại|hotline|đường dây nóng|số máy|đt|tel|fax|tổng đài|zalo|mã số|số hiệu|biển số|số tài khoản"
    "|cmnd|cccd"
)
_DECADES = _phrases("những năm|thập niên|thập kỷ")
_SLOGANS = _phrases("phương châm|khẩu hiệu|nguyên tắc|phương thức|tinh thần")
_DOCUMENTS = _phrases(
    "nghị quyết|quyết định|kết luận|chỉ thị|nghị định|thông tư|công văn|công điện|kế hoạch|đề án|chương trình"
    "|hướng dẫn|quy định|thông báo|báo cáo|tờ trình|luật|quy chế|văn bản|sắc lệnh|pháp lệnh|công ước"
    "|thông tri|lệnh"
    "|thông tư liên tịch|công hàm|nghị quyết trung ương|hội nghị trung ương|nq|qđ|ct|kl|nđ|tt|cv|kh|hd|tb"
)
_STRICT = _phrases(
    "điều|khoản|mục|tiết|chương|phụ lục|phụ biểu|biểu|biểu mẫu|bảng|hình|trang|quân khu|quân đoàn|sư đoàn"
    "|lữ đoàn"
    "|trung đoàn|tiểu đoàn|đại đội|lớp|khối lớp|khối|quốc lộ|tỉnh lộ|đường tỉnh|hương lộ|huyện lộ"
    "|đường huyện|lộ|đường"
    "|ql|đt|đh|mức độ|cấp độ|vành đai|kênh|lô|tiểu khu|khóa|khoá|lần|đợt|giai đoạn|đầu số|phiên bản"
    "|windows|games"
    "|bão|cơn bão|quyển|tập|khu vực|vùng|tầng|phòng|số nhà|hộp thư|chú thích|ghi chú|xem|tiểu mục|gói|nhóm nợ"
    "|type|tuýp|hiệp|thế kỷ|chuyên đề|phân khu|nhà ga|ga|mũi|bậc học|áp thấp|f|euro"
)
_LOOSE = _phrases(
    "cấp|loại|hạng|bậc|vòng|tổ|đội|khu|kỳ|phần|mẫu|ấp|khóm|thôn|xóm|phường|quận|khu phố|tuyến|điểm"
    "|tiêu chí|nội dung"
    "|dự án|tiểu dự án|hợp phần|gói thầu|nhóm|công trình|cầu|chương trình|trạm|chốt|cụm|chi bộ|kdl"
    "|khu du lịch|bước"
    "|ca|học kỳ|tổ dân phố|làng|chợ|bến|cảng|nhà máy|trường|bệnh viện|vụ|quý|phân trại|đồn|dãy|cột"
)
_NUMBERED = _phrases(
    " | ".join(
        f"{word} số"
        for word in [
            "bão",
            "nghị quyết",
            "quyết định",
            "kết luận",
            "chỉ thị",
            "nghị định",
            "thông tư",
            "công văn",
            "kế hoạch",
            "đề án",
            "chương trình",
            "hướng dẫn",
            "quy định",
            "thông báo",
            "báo cáo",
            "tờ trình",
            "luật",
            "văn bản",
            "công điện",
            "thầu",
            "máy",
            "đường",
            "tổ",
            "lô",
            "trạm",
            "chí",
            "chốt",
            "mẫu",
            "lục",
            "phép",
            "đồ",
            "đất",
            "nhà",
            "khu",
            "vùng",
            "nhiệt đới",
        ]
    )
)
_COUNTS = _phrases(
    " | ".join(
        f"{word} số"
        for word in [
            "trong",
            "tổng",
            "đạt",
            "thêm",
            "con",
            "nâng",
            "chỉ",
            "một",
            "hai",
            "đa",
            "dân",
            "hệ",
            "sĩ",
            "quân",
            "là",
            "với",
            "doanh",
            "điểm",
            "có",
        ]
    )
)

_BARE = re.compile(r"\d{1,4}|\d{1,2}(?:\.\d{1,2})+")
"""Digits that may be part of a name; a section or criterion may have dots (`tiêu chí 17.3`)."""
_GLUED_LEFT = re.compile(r"(?:[^\W\d_]|[A-ZĐ][-.+]|[^\W\d_]\s?[-–](?=\d))$")
_VIRUS = re.compile(r"(?:covid|sars-cov|pm|co|cúm a|h\dn)\s?[-–]?\s?$", re.IGNORECASE)

_LABEL_AT_HEAD = re.compile(
    r"\s*(?:[-–+*•]\s*)?\(?\d{1,2}(?:\.\d{1,2}){0,3}(?:[.)]\)?|\s*[-–]|(?=\s+[A-ZĐÀ-Ỹ]))(?:\s|$|(?=[^\W\d_]))"
)
_LABEL_INSIDE = re.compile(r"\(?\d{1,2}(?:\.\d{1,2}){0,2}(?:\)|\.(?=\s+[A-ZĐÀ-Ỹ]))")
_QUOTED = re.compile(r"“([^“”]{1,70})”|\"([^\"]{1,70})\"|‘([^‘’]{1,70})’|«([^»]{1,70})»")
_QUOTE_MARKS = ("“", '"', "‘", "«")
_PER_UNIT = re.compile(
    r"(?:dân|người|hộ|nhân khẩu|lao động|trẻ|phụ nữ|ha|km|m2|m3|sào|công|con|tấn|lượt|học sinh|$)",
    re.IGNORECASE,
)
_PER_UNIT_NUMBERS = frozenset(
    ("1", "01", "10", "100", "1.000", "1000", "10.000", "10000", "100.000", "1.000.000")
)


def trap_at(text: str, start: int) -> Trap | None:
    """Return the trap that the characters at `start` form by themselves."""
    match = _AT.match(text, start)
    return None if match is None else Trap(TrapKind(str(match.lastgroup)), match.end())


def label_at_head(text: str, start: int, end: int) -> int:
    """Return the offset behind the label that opens the block (`1.2.`, `(3)`, `4 Triển khai`), or 0."""
    if start > 6 or text[:start].strip(" \t-–+*•("):
        return 0
    match = _LABEL_AT_HEAD.match(text)
    return match.end() if match is not None and match.end() >= end else 0


def label_inside(text: str, start: int) -> int:
    """Return the offset behind a list label inside a paragraph: `(1)`, `; 2)`, `. 3. Phát triển`; or 0."""
    match = _LABEL_INSIDE.match(text, start)
    if match is None:
        return 0
    before = text[max(0, start - 3) : start]
    if text[match.end() - 1] == ")" and before.endswith("("):
        return match.end()
    mark = before.rstrip(" ")[-1:]
    allowed = ";:.," if text[match.end() - 1] == ")" else ".;:"
    return match.end() if mark and mark in allowed else 0


def quoted_spans(text: str) -> list[tuple[int, ...]]:
    """Return the spans of short quotations: slogans and names."""
    if not any(mark in text for mark in _QUOTE_MARKS):
        return []
    return [match.span() for match in _QUOTED.finditer(text)]


def is_glued_left(text: str, start: int) -> bool:
    """Whether letters or a name's hyphen run into the digits: `QL37`, `Covid-19`, `m2`."""
    if start and text[start - 1] == " " and text[start - 2 : start - 1] not in ("-", "–"):
        return bool(_VIRUS.search(text, max(0, start - 10), start)) and text[start : start + 2] == "19"
    return bool(_GLUED_LEFT.search(text, max(0, start - 3), start)) or bool(
        _VIRUS.search(text, max(0, start - 12), start)
    )


def trap_before(left: Left, digits: str, *, is_hard: bool, is_noun: bool) -> TrapKind | None:
    """Return the trap that the words before the digits show.

    Args:
        left: The words before the digits.
        digits: The number as printed.
        is_hard: A scale word or a measure follows: it is a quantity whatever stands before.
        is_noun: A known count noun follows.
    """
    if left.ends_with(_CODES) or left.ends_with(_DECADES):
        return TrapKind.NAME
    if not _BARE.fullmatch(digits):
        return None
    if left.ends_with(_ORDINALS):
        return TrapKind.ORDINAL
    if is_hard:
        return None
    if digits.isdecimal() and (kind := _date_word(left, int(digits), len(digits))):
        return kind
    return _name_word(left, digits, is_noun=is_noun)


def announces_day(left: Left) -> bool:
    """Whether the word before day and month announces them: `ngày 5/9`, `dịp 30/4`, `từ 1/7`, `đường 3/2`."""
    return left.ends_with(_DAYS) or left.ends_with(_FEASTS)


def _date_word(left: Left, number: int, size: int) -> TrapKind | None:
    if not left.tails or left.ends_with(_EACH):
        return None
    word = left.tails[0]
    if word == "năm" and size == 4 and 1000 <= number < 2100:
        return TrapKind.YEAR
    is_date = (
        (word == "tháng" and number <= 12)
        or (word == "quý" and number <= 4)
        or (number <= 31 and left.ends_with(_DAYS))
    )
    return TrapKind.DATE if is_date else None


def _name_word(left: Left, digits: str, *, is_noun: bool) -> TrapKind | None:
    if not left.tails:
        return None
    if left.ends_with(_SLOGANS):
        return TrapKind.SLOGAN
    if left.tails[0] == "số":
        is_name = left.ends_with(_NUMBERED) if is_noun else not left.ends_with(_COUNTS)
        return TrapKind.NAME if is_name else None
    if left.ends_with(_EACH):
        return None
    if left.ends_with(_DOCUMENTS) and not is_noun:
        return TrapKind.DOCUMENT
    if left.ends_with(_STRICT):
        return TrapKind.NAME
    if not is_noun and len(digits) <= 5 and left.ends_with(_LOOSE):
        return TrapKind.NAME
    return None


def is_per_unit(text: str, start: int, digits: str, unit: str) -> bool:
    """Whether the number is what another figure is counted by: `bác sĩ/10.000 dân`; not `01 vụ/01 bị can`."""
    is_denominator = text[max(0, start - 2) : start].rstrip().endswith("/")
    return is_denominator and digits in _PER_UNIT_NUMBERS and _PER_UNIT.match(unit) is not None


def is_year(digits: str) -> bool:
    """Whether four digits look like a year."""
    return len(digits) == 4 and digits[:2] in ("19", "20") and digits.isdecimal()
