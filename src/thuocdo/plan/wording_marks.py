"""Which words of a phrase set the test, and which numbers in it are not the promise?

Patterns over folded text: NFC, lower case, plain hyphens and spaces, one place for the tone, `hằng` for
`hàng`, `tỷ` for `tỉ`. Each pattern stands for a habit of Vietnamese plan language, none for one sentence.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from thuocdo.plan.model import Comparator
from thuocdo.quantities.spelling import tidy

NUMBER = r"(?:[1-9]\d{0,2}(?: \d{3})+(?![\d.])(?:,\d+)?|\d+(?:[.,]\d+)*)"
DOTS = r"(?:…|\.\s?\.|__)(?:\s?[…._])*"
_YEAR = r"(?:19|20)\d\d(?![\d%.,/]\d|\d|\s?%)"

_SPELLINGS = (
    (re.compile(r"\bhàng (?=năm|quý|tháng)"), "hằng "),
    (re.compile(r"\btỉ\b"), "tỷ"),
)
# The tone of an open oa, oe, uy may sit on either letter; inside `khoảng` or `quý` it has one place.
_TONE_PLACES = {
    first + second[index]: firsts[index] + last
    for first, firsts, last, second in (
        ("o", "òóỏõọ", "a", "àáảãạ"),
        ("o", "òóỏõọ", "e", "èéẻẽẹ"),
        ("u", "ùúủũụ", "y", "ỳýỷỹỵ"),
    )
    for index in range(5)
}
_OPEN_TONE = re.compile(rf"(?<!q)(?:{'|'.join(_TONE_PLACES)})(?![^\W\d_])")


def fold(text: str) -> str:
    """Return `text` for matching; every letter keeps its place, so that spans hold in `tidy(text)` too."""
    key = "".join(_fold_letter(letter) for letter in tidy(text))
    key = _OPEN_TONE.sub(lambda match: _TONE_PLACES[match[0]], key)
    for pattern, new in _SPELLINGS:
        key = pattern.sub(new, key)
    return key


def _fold_letter(letter: str) -> str:
    lower = letter.lower()
    return lower if len(lower) == 1 else letter


class Mark(NamedTuple):
    """A word that sets a comparator, read right before a number.

    Attributes:
        pattern: Ends where the number starts.
        comparator: What it sets; None for words that carry a number without saying how it is tested.
        is_weak: The word is used loosely: `đạt 1%` of a falling indicator means at most 1 %.
    """

    pattern: re.Pattern[str]
    comparator: Comparator | None
    is_weak: bool = False


def _before(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?:^|(?<=[\s(:;,]))(?:{words})\s*(?:là|mức|ở mức|con số|tỷ lệ|từ)?\s*$")


# Negations come first: "không dưới" holds "dưới".
MARKS = (
    Mark(_before("không (?:được )?(?:dưới|thấp hơn|ít hơn|kém hơn|kém|nhỏ hơn)"), Comparator.AT_LEAST),
    Mark(
        _before(
            "không (?:được )?(?:vượt quá|vượt|quá|trên|cao hơn|nhiều hơn|lớn hơn|hơn)"
            "|tối đa|nhiều nhất|cao nhất"
        ),
        Comparator.AT_MOST,
    ),
    Mark(_before("tối thiểu|ít nhất|thấp nhất|chí ít|≥|>="), Comparator.AT_LEAST),
    Mark(_before("≤|<="), Comparator.AT_MOST),
    Mark(
        _before("dưới|thấp hơn|nhỏ hơn|ít hơn|chưa đến|chưa tới|không đến|không tới|chưa đầy|<"),
        Comparator.BELOW,
    ),
    Mark(
        _before("trên|hơn|cao hơn|lớn hơn|nhiều hơn|vượt quá|vượt mức|vượt ngưỡng|vượt|>"), Comparator.ABOVE
    ),
    Mark(_before("(?:vào )?khoảng|xấp xỉ|ước(?: đạt)?|gần|chừng|tầm"), Comparator.ABOUT),
    Mark(
        _before("còn|giảm về|(?:giảm |hạ )?xuống(?: còn)?|(?:giảm |hạ )?xuống tới|giảm tới mức"),
        Comparator.AT_MOST,
    ),
    Mark(_before("từ"), Comparator.AT_LEAST),
    Mark(
        _before("đạt(?: được)?|đạt tới|đạt đến|lên|lên tới|lên đến|tăng|tăng trưởng|tăng thêm|thêm|bằng"),
        Comparator.AT_LEAST,
        is_weak=True,
    ),
    Mark(_before("là|có|được|giảm|chiếm|với|:"), None),
)

UPWARDS = re.compile(r"\s*(?:trở lên|hoặc hơn|hoặc cao hơn)\b")
DOWNWARDS = re.compile(r"\s*(?:trở xuống|hoặc thấp hơn|hoặc ít hơn|trở lại)\b")

# --- ranks ---------------------------------------------------------------------------------------

_UNITS_RANKED = r"(?:tỉnh|thành phố|địa phương|nước|đơn vị|quốc gia|huyện|xã|phường|sở)"
_LEADING = r"(?:dẫn đầu|đứng đầu|hàng đầu|tốp đầu|tốt nhất|cao nhất|phát triển nhất)"
RANK_WITHIN = (
    re.compile(rf"\b(?:nhóm|tốp|top)\s+(?:các\s+)?(?P<place>{NUMBER})(?!\s*-|\s*%)"),
    re.compile(
        rf"(?P<place>{NUMBER})\s+{_UNITS_RANKED}(?:,\s*{_UNITS_RANKED})*(?:\s+(?!đạt\b)[^\W\d_]+){{0,6}}?\s+{_LEADING}"
    ),
)
RANK_AT = (
    re.compile(
        rf"\b(?:vị trí thứ|vị thứ|thứ hạng|vị trí|hạng thứ|hạng|thứ)\s+(?P<place>{NUMBER})"
        rf"(?:\s*/\s*(?P<of>{NUMBER}))?(?!\s*[-%])"
    ),
    re.compile(rf"\b(?:đứng|xếp)\s+(?P<place>{NUMBER})\s*/\s*(?P<of>{NUMBER})"),
)
RANK_RANGE = re.compile(
    rf"\b(?:nhóm|tốp|top|vị trí|thứ hạng|hạng|thứ)\s+(?:các\s+)?{NUMBER}\s*(?:-|đến|tới)\s*{NUMBER}(?!\s*%)"
)
RANK_WORD = re.compile(
    r"\b(?:(?:vị trí|hạng|đứng|xếp)\s+)?thứ (?P<word>nhất|nhì|hai|ba|tư|năm|sáu|bảy|tám|chín|mười)\b"
)
RANK_FIRST = re.compile(r"\b(?:đứng|dẫn) đầu (?:cả nước|toàn quốc|toàn tỉnh|vùng|khu vực)")
RANK_GROUP = re.compile(rf"\b(?:nhóm|tốp|top)\b[^.;]*?\b{_LEADING}|\b(?:nhóm|tốp) (?:đầu|khá|tốt)\b")
ORDINALS = {
    word: place
    for place, words in enumerate(
        ("nhất", "nhì|hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười"), start=1
    )
    for word in words.split("|")
}
CARDINALS = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10}
COUNTED_WORD = re.compile(
    rf"\bthêm (?:ít nhất |tối thiểu )?(?P<word>{'|'.join(CARDINALS)}) (?!số\b|phần\b|nửa\b)"
)

# --- periods -------------------------------------------------------------------------------------

TERM = re.compile(
    r"(?:từ )?(?:giai đoạn |nhiệm kỳ |thời kỳ |các năm |năm )?"
    rf"(?P<first>{_YEAR})\s*(?:-|đến năm |đến |tới năm )\s*(?P<last>{_YEAR})"
)
DEADLINE = re.compile(rf"\btrước (?:cuối )?(?:năm )?(?P<year>{_YEAR})")
BASE_TERM = re.compile(
    rf"\bso (?:với )?(?:cả )?(?:giai đoạn |nhiệm kỳ |thời kỳ )(?P<first>{_YEAR})\s*-\s*(?P<last>{_YEAR})"
)
BASE = re.compile(rf"\bso (?:với |cùng kỳ )(?:cuối )?(?:năm )?(?P<year>{_YEAR})")
PART_OF_YEAR = re.compile(
    rf"\b(?:tháng|quý) (?:\d+|[ivx]+)\s*(?:/|năm )\s*{_YEAR}|\b\d+ tháng(?: đầu| cuối)? năm {_YEAR}"
)
DATE = re.compile(r"\b\d{1,2}/\d{1,2}/\d{4}|\bngày \d{1,2}\b(?: tháng \d{1,2})?")
YEAR = re.compile(rf"\b(?:năm|đến(?: hết| cuối)?|tới) (?P<year>{_YEAR})")
BRACKETED_YEAR = re.compile(rf"\((?:năm )?(?P<year>{_YEAR})\)")
TERM_END = re.compile(r"\b(?:cuối|hết) (?:giai đoạn|nhiệm kỳ|thời kỳ)")
TERM_WORD = re.compile(
    r"\b(?:giai đoạn|nhiệm kỳ|thời kỳ|lũy kế)\b|\b(?:trong|cả|trong cả) (?:0?5|năm) năm\b|\b0?5 năm\b"
)

# --- statistics ----------------------------------------------------------------------------------

MEAN = re.compile(
    r"\b(?:bình quân|trung bình)\b(?!\s*(?:đầu người|mỗi người|trên người|một người|/\s*người|người|nhân khẩu"
    r"|hộ|của|cả nước|trên 1 ha|/ha|chung))"
)
PER_YEAR = re.compile(
    r"\b(?:hằng năm|mỗi năm|từng năm|/\s*năm|một năm|năm\b(?! (?:19|20)\d\d)|giai đoạn|nhiệm kỳ|thời kỳ)"
)
EVERY_YEAR = re.compile(r"\b(?:hằng năm|mỗi năm|từng năm|năm nào cũng|các năm đều)\b")
MAINTAIN = re.compile(r"\b(?:duy trì|giữ (?:vững|ổn định|nguyên|vị trí|thứ hạng|hạng))\b")
MORE = re.compile(r"\b(?:có thêm|tăng thêm|thêm mới|thêm)\b")
ASPIRATION = re.compile(r"\bphấn đấu\b")
DONE = re.compile(
    r"\b(?:tự cân đối|tự chủ|hoàn thành(?! (?:tốt|xuất sắc|nhiệm vụ|mục tiêu|chỉ tiêu|kế hoạch))|hoàn thiện"
    r"|trở thành|thành lập|ban hành|được công nhận|đưa vào (?:sử dụng|vận hành|hoạt động)|khởi công"
    r"|xây dựng xong|thông qua)\b"
)

# --- numbers that are not the promise ------------------------------------------------------------

LABELS = (
    re.compile(r"\b\d+(?:/\d{4})?[-/](?:qđ|nq|nđ|tt|ct|kh|ttr|bc|tb|kl|hd|qh)[\w/-]*"),
    re.compile(
        r"\b(?:qcvn|tcvn|iso|mức độ|cấp độ|loại|vùng|điều|khoản|mục|phụ lục|nghị quyết(?: số)?"
        r"|quyết định(?: số)?|nghị định(?: số)?|thông tư(?: số)?|văn bản số|lần thứ|khóa"
        r"|(?:bệnh viện|đô thị|trường|di tích|công trình) hạng)"
        rf"\s*(?:{NUMBER})(?!\s*(?:%|[.,]?\d))(?!\s*(?:triệu|tỷ|nghìn|usd|đồng|người|điểm))"
    ),
)
"""Numbers of documents, standards, levels and articles."""

OTHERS = (
    # how far another target was met: "đạt 100% mục tiêu", "vượt 8% so với kế hoạch", "đạt ….% mục tiêu"
    re.compile(
        rf"(?:{NUMBER}\s*(?:-|đến)\s*)?(?:{NUMBER}|{DOTS})\s*%\s*(?:so\s*(?:với\s*)?)?"
        r"(?:mục tiêu|kế hoạch|chỉ tiêu|nghị quyết|dự toán|kh\b)"
    ),
    # what it is counted by: "/10.000 dân", "giường trên 10.000 dân", "trên 1 ha"
    re.compile(rf"/\s*{NUMBER}(?!\d)"),
    re.compile(
        rf"(?<=[^\W\d_])\s+trên\s+{NUMBER}\s+(?:người )?(?:dân|người|ha|trẻ|hộ|lao động)\b(?!\s*(?:trở|đạt))"
    ),
    *LABELS,
    # who is counted: "độ tuổi từ 15 trở lên", "độ tuổi 15-24"
    re.compile(rf"\btuổi (?:từ )?{NUMBER}(?:\s*(?:-|đến)\s*{NUMBER})?(?: trở lên)?"),
    # marks of a list: "(1)"
    re.compile(r"\(\s*\d{1,2}\s*\)"),
    # where a change starts: "từ 21,69% lên 57,1%"
    re.compile(
        rf"\btừ {NUMBER}\s*(?:(?!\btrở\b)[^\d,;.]){{0,24}}?\s*"
        rf"(?=(?:năm {_YEAR} )?(?:lên|xuống|còn)\b[^\d;]{{0,20}}(?:\d|…|\.\.))"
    ),
)
QUALIFIER = re.compile(
    rf"{NUMBER}(?:\s*-\s*{NUMBER})?\s*(?:tháng tuổi|tuổi|tháng|ngày|giờ|phút|năm|sao)\b"
    r"(?:\s+trở (?:lên|xuống))?"
)
"""An age, a duration, a class: who is counted rather than how many, unless a verb says otherwise."""

BEFORE_BLANK = re.compile(
    r"(?:^|[\s(:;,])(?:đạt(?: được)?|còn|là|có|lên|tới|xuống|bằng|tăng|giảm|thêm|trên|dưới|từ|khoảng|gần"
    r"|ít nhất|tối thiểu|tối đa|không quá|không dưới|thứ|hạng|:)\s*$"
)
OPERATIVE = re.compile(
    r"(?:^|[\s(:;,])(?:đạt(?: được)?|còn|là|lên|lên tới|lên đến|xuống|xuống còn|bằng|tăng|giảm|:)"
    r"(?:\s+(?:trên|dưới|khoảng|từ|gần|ít nhất|tối thiểu|không quá|không dưới|thêm|bình quân))?\s*$"
)
