"""What do the words before and after a figure say it is of?

A figure's lead is the text from the last break to the figure. From its end the words that join it to the
figure are taken off (`ước đạt khoảng`), from its start the connectives (`trong đó`); what is left names the
thing. A count names it itself, after the number (`161 xã đạt chuẩn nông thôn mới`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from thuocdo.claims.context.words import word_set

_TAIL_PHRASES = (
    "đạt tỷ lệ|chiếm tỷ lệ|với tỷ lệ|đạt tỉ lệ|chiếm tỉ lệ|chiếm tỷ trọng|trở lên|trở xuống"
    "|đối với|không quá|không dưới|dự kiến|dự ước|ước tính|phấn đấu|tối thiểu|tối đa"
    "|ít nhất|xấp xỉ|bình quân|trung bình|vị trí"
    "|vị thứ|trong nhóm|so với|mục tiêu|chỉ tiêu|kế hoạch|dự toán|nghị quyết|đại hội|đề ra|tương đương"
    "|tương ứng"
    "|lần lượt|hằng năm|hàng năm|mỗi năm|tiếp tục|duy trì|giữ vững|nhóm|hiện nay|cơ bản|ổn định ở|ở mức"
    "|quy mô là"
    "|đạt|là|có|còn|chiếm|tăng|giảm|thêm|bớt|vượt|gấp|bằng|lên|xuống|từ|đến|tới|ước|khoảng|gần|trên|hơn"
    "|dưới|được|đã"
    "|đang|sẽ|đều|luôn|cũng|đứng|xếp|thứ|hạng|nằm|thuộc|trong|ở|chỉ|và|cho|của|thì|với|vào|cao|thấp|kém"
    "|mức|tính"
    "|nhờ|về|để|theo|do|qua|phải|vươn|ra|hết|đó|này|như|cụ thể|chung|so|tức|hay|hoặc|cùng"
)
_TAIL = re.compile(rf"(?:^|(?<=[\s,:;(“\"'\-–]))({_TAIL_PHRASES})[\s,:;()“”\"'\-–]*$", re.IGNORECASE)
_KEPT = re.compile(
    r"(?:văn bằng|có bằng|chứng chỉ|địa chỉ|vận động|đồng thuận|quyết định|phát hiện"
    r"|thực hiện)$",
    re.IGNORECASE,
)
_INNER_HEAD = re.compile(
    r"(?<=\s)(?:tỷ lệ|tỉ lệ|tỷ trọng|tỉ trọng|tốc độ tăng|tổng (?:số|vốn|mức|thu|chi|diện tích|sản lượng"
    r"|kim ngạch|giá trị)"
    r"|giá trị sản xuất|giá trị gia tăng|thu nhập bình quân|kim ngạch|doanh thu|chỉ số|số lượng)\s",
    re.IGNORECASE,
)
_GROWTH_NAME = re.compile(r"(?:tốc độ|mức|tỷ lệ|tỉ lệ|giá trị|số|phần)\s+$", re.IGNORECASE)
_MOVING = re.compile(
    r"\b(?:tốc độ|tăng|giảm|tăng trưởng|phát triển)\b|ngành\s+$|(?:^|\b(?:ước|đạt|là|dự kiến))\s*$"
)
_COPULAS = frozenset(("đạt", "là", "còn", "chiếm", "bằng"))
_HEAD_WORDS = re.compile(
    r"^(?:(?:trong đó|và|còn|riêng|nhưng|song|cụ thể|bao gồm|gồm|đồng thời|ngoài ra|cùng với|với|như|là"
    r"|có|nhất là"
    r"|đặc biệt|bên cạnh đó|theo đó|qua đó|đến nay|hiện nay|hiện|nay|đã|sẽ|đang|được|ước|dự kiến"
    r"|phấn đấu|kết quả"
    r"|toàn tỉnh|tỉnh ta|tỉnh|trên địa bàn tỉnh|trên địa bàn|lũy kế|trong|của|do|thì|cũng|mà|để|từ|đến|ở|các"
    r"|tính|chung|khoảng|[-–+•*:,.]|\d+[.)]|\([^)]*\))(?=\s|$)[\s:,]*)+",
    re.IGNORECASE,
)
_CLIP = re.compile(
    r"(?<!độ)(?<!mức)(?<!trị)(?<!số)(?<!lệ)\s(?:tăng(?! thêm| trưởng)|giảm|chiếm|tiếp tục|ngày càng"
    r"|từng bước|luôn|đã|đứng thứ"
    r"|vươn lên|phát triển (?:tích cực|khá|nhanh|mạnh|toàn diện|ổn định|đa dạng|rộng)|chuyển biến"
    r"|có (?:bước|nhiều|sự)"
    r"|bảo đảm|góp phần|đạt (?:cao|thấp|khá|kết quả|trên|và vượt|nhiều)|ước|dự kiến|chuyển dịch)\b.*$",
    re.DOTALL,
)
_SPACES = re.compile(r"\s+")
_EMPTY_PARENS = re.compile(r"\(\s*[^()]{0,3}\s*\)")
_FOLLOWING_END = re.compile(
    r"[;().:!?…]|,(?! (?:phường|thị trấn|xã|huyện|quận|thị xã|thành phố|tổ dân phố|bản|khu phố|khối phố"
    r"|cụm)\b)"
    r"|\s(?:tăng|giảm|chiếm|gấp|vượt|ước|trong đó|so với|so|còn|cao hơn|thấp hơn|bằng|với|đạt(?! chuẩn"
    r"| tiêu| danh| mức độ| loại| giải)|đứng|xếp"
    r"|nhưng|nên|thì|là|trong (?:khi|năm|giai)|đến (?:năm|hết|cuối|nay)|vào|để|góp|theo|do|qua|từ (?:năm"
    r"|ngày|đầu)|tại thời)\b"
)
_LOOSE_END = re.compile(r"(?:^|\s)(?:(?:và|với|có|hoặc|gồm|cùng|đã|được|các)\s*)+$")
_NOT_FOLLOWING = word_set(
    "so và trong tăng giảm vượt bằng cao thấp nhiều mỗi năm là thì mục kế chỉ với đứng xếp ước "
    "gấp còn trở dự theo hàng hằng đến từ vào thuộc nhưng của đã để lên xuống hoặc hay tới nên "
    "do bình trung"
)
_STANDARD = re.compile(r"đạt (?:chuẩn|tiêu chí|tiêu chuẩn|danh hiệu|mức độ|loại|giải)\b", re.IGNORECASE)
HEAD_NOUNS = re.compile(
    r"^(?:các |những )?(?:tỷ lệ|tỉ lệ|tỷ trọng|tỉ trọng|tỷ suất|số|tổng|giá trị|tốc độ|thu|chi|vốn"
    r"|quy mô|diện tích|sản lượng"
    r"|doanh thu|doanh số|kim ngạch|chỉ số|mức|chiều dài|năng suất|dư nợ|thu nhập|tuổi thọ|dân số|grdp"
    r"|hệ số|công suất"
    r"|lượng|khách|mật độ|tăng trưởng|nợ|huy động|giải ngân|lợi nhuận|lương|học sinh|cơ cấu|nguồn"
    r"|trữ lượng|thời gian)\b",
    re.IGNORECASE,
)
_CONTENT = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Lead:
    """What the words before a figure say.

    Attributes:
        noun: What it is of; empty where the words name nothing.
        tail: The words that join it to the figure, in small letters.
    """

    noun: str
    tail: tuple[str, ...]

    @property
    def is_stated(self) -> bool:
        """Whether a verb puts the figure to the noun (`đạt`, `là`, `còn`, `chiếm`)."""
        return any(word in _COPULAS for word in self.tail)


def tidy(text: str) -> str:
    """Return `text` with single spaces and without stray marks at its ends."""
    return _SPACES.sub(" ", _EMPTY_PARENS.sub(" ", text)).strip(" ,;:.-–—“”\"'")


def read_lead(text: str) -> Lead:
    """Return what `text`, the words before a figure, names and how it is joined to the figure."""
    noun = tidy(text)
    tail: list[str] = []
    while (found := _TAIL.search(noun)) and not _KEPT.search(noun):
        word = found[1].lower()
        if word in ("tăng", "giảm", "tính") and _GROWTH_NAME.search(noun[: found.start()]):
            break
        if word in ("bình quân", "trung bình") and not _MOVING.search(noun[: found.start()].lower()):
            break
        tail.append(word)
        noun = noun[: found.start()].rstrip(" ,;:.(-–—“”\"'")
    noun = _HEAD_WORDS.sub("", tidy(noun))
    if not has_head(noun) and (inner := _INNER_HEAD.search(noun)):
        noun = noun[inner.start() :]
    return Lead(noun if _CONTENT.search(noun) else "", tuple(reversed(tail)))


def clip(noun: str) -> str:
    """Return `noun` up to the verb that says how it fares (`Kim ngạch xuất khẩu tăng cao`)."""
    clipped = tidy(_CLIP.sub("", noun))
    return clipped or noun


def read_following(text: str, *, meets_figure: bool = False) -> str:
    """Return the words after a figure that say what is counted, empty where none do.

    Args:
        text: What follows the figure.
        meets_figure: It ends at another figure, so that its last `và` joins the two.
    """
    if not text[:1].isspace():
        return ""
    end = _FOLLOWING_END.search(text)
    phrase = (text[: end.start()] if end else text).strip()
    if end is None and meets_figure:
        phrase = " ".join(phrase.split())
        cut = max(f" {phrase} ".rfind(f" {joint} ") for joint in ("và", "với", "có", "hoặc"))
        phrase = phrase[: max(cut, 0)].strip() if cut >= 0 else phrase
    phrase = _LOOSE_END.sub("", phrase)
    if not phrase or not phrase[:1].isalpha():
        return ""
    first = phrase.split(None, 1)[0].lower()
    if first in _NOT_FOLLOWING or (first == "đạt" and not _STANDARD.match(phrase)):
        return ""
    return tidy(phrase)


def has_head(noun: str) -> bool:
    """Whether `noun` begins with a word for a measure (`tỷ lệ`, `tổng`, `doanh thu`)."""
    return HEAD_NOUNS.match(noun) is not None
