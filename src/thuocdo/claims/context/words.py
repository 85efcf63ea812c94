"""Which spellings say the same thing? Words folded, abbreviated and stripped for comparison.

Text is compared as a set of words: small letters, one place for the tone (`hoà`, `hòa`), `i` for a closing
`y` (`tỉ lệ`, `tỷ lệ`), long names as their usual letters (`bảo hiểm y tế` is `bhyt`), and without the
words that say how a figure moves rather than what it is of.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache


def word_set(words: str) -> frozenset[str]:
    """Return the words of a text as a set: a table that reads as prose."""
    return frozenset(words.split())


_TONE_PLACES = {
    old: new
    for pairs in ("òaoà óaoá ỏaoả õaoã ọaoạ", "òeoè óeoé ỏeoẻ õeoẽ ọeoẹ", "ùyuỳ úyuý ủyuỷ ũyuỹ ụyuỵ")
    for old, new in ((pair[2:], pair[:2]) for pair in pairs.split())
}
_TONES = re.compile("|".join(_TONE_PLACES))
_CLOSING_Y = re.compile(r"(?<=[bcdđghklmnprstvx])([yýỳỷỹỵ])(?!\w)")
_Y_TO_I = str.maketrans("yýỳỷỹỵ", "iíìỉĩị")
_LETTERS = re.compile(r"\w+")
_LOOSE = re.compile(r"[\s\-–&/,.]+")


def lowered(text: str) -> str:
    """Return `text` in small letters with every offset kept."""
    small = text.lower()
    if len(small) == len(text):
        return small
    return "".join(low if len(low := sign.lower()) == 1 else sign for sign in text)


@lru_cache(maxsize=16384)
def folded(text: str) -> str:
    """Return `text` in small letters, with one place for the tone and one letter for a closing `i` sound."""
    plain = _TONES.sub(lambda found: _TONE_PLACES[found[0]], text.casefold())
    return _CLOSING_Y.sub(lambda found: found[1].translate(_Y_TO_I), plain)


def _table(lines: str) -> dict[str, str]:
    table = {}
    for line in lines.strip().splitlines():
        short, names = line.split("=")
        for name in names.split("|"):
            table[folded(name.strip())] = short.strip()
    return table


SYNONYMS: Mapping[str, str] = _table(
    """
    grdp = tổng sản phẩm trên địa bàn|tổng sản phẩm trong tỉnh|tổng sản phẩm quốc nội|tổng sản phẩm
    grdp = quy mô nền kinh tế|quy mô kinh tế|cơ cấu kinh tế|nền kinh tế|tăng trưởng kinh tế|cơ cấu nền kinh tế
    bhyt = bảo hiểm y tế
    bhxh = bảo hiểm xã hội
    bhtn = bảo hiểm thất nghiệp
    kcn = khu công nghiệp
    ccn = cụm công nghiệp
    htx = hợp tác xã
    dtts = dân tộc thiểu số
    đbkk = đặc biệt khó khăn
    ntm = nông thôn mới
    nsnn = ngân sách nhà nước|ngân sách
    nstw = ngân sách trung ương
    xnk = xuất nhập khẩu|xuất khẩu, nhập khẩu|xuất, nhập khẩu
    dn = doanh nghiệp
    gtsx = giá trị sản xuất|quy mô sản xuất
    iip = chỉ số sản xuất công nghiệp
    pci = chỉ số năng lực cạnh tranh cấp tỉnh|năng lực cạnh tranh cấp tỉnh|chỉ số năng lực cạnh tranh
    papi = chỉ số hiệu quả quản trị và hành chính công cấp tỉnh|chỉ số hiệu quả quản trị và hành chính công
    pci = chỉ số pci
    papi = chỉ số papi
    dti = chỉ số dti
    pii = chỉ số pii
    sipas = chỉ số sipas
    iip = chỉ số iip
    parindex = chỉ số par index
    parindex = chỉ số cải cách hành chính|par index
    sipas = chỉ số hài lòng về sự phục vụ hành chính
    dti = chỉ số chuyển đổi số cấp tỉnh|chỉ số chuyển đổi số
    pii = chỉ số đổi mới sáng tạo cấp địa phương|chỉ số đổi mới sáng tạo
    tfp = năng suất các yếu tố tổng hợp|năng suất các nhân tố tổng hợp|năng suất nhân tố tổng hợp
    fdi = có vốn đầu tư trực tiếp nước ngoài|có vốn đầu tư nước ngoài|vốn đầu tư trực tiếp nước ngoài
    fdi = đầu tư trực tiếp nước ngoài|đầu tư nước ngoài
    ddi = đầu tư trong nước
    tmbl = tổng mức bán lẻ hàng hóa và doanh thu dịch vụ tiêu dùng xã hội
    tmbl = tổng mức bán lẻ hàng hóa và dịch vụ tiêu dùng xã hội|tổng mức bán lẻ hàng hóa và doanh thu dịch vụ
    tmbl = tổng mức bán lẻ hàng hóa, dịch vụ|tổng mức bán lẻ hàng hóa và dịch vụ|tổng mức bán lẻ hàng hóa
    tmbl = tổng mức bán lẻ
    tmbl = tổng mức bán lẻ hàng hóa và doanh thu dịch vụ tiêu dùng
    đvhc = đơn vị hành chính
    grdp mỗingười = grdp người|gdp người|grdp trên người
    thu nhập mỗingười = thu nhập người
    mỗingười = bình quân đầu người|đầu người|trên đầu người
    thpt = trung học phổ thông
    thcs = trung học cơ sở
    ubnd = ủy ban nhân dân
    hđnd = hội đồng nhân dân
    thànhthị = thành thị|đô thị
    giađình = hộ gia đình|gia đình
    dân = người dân|dân số|dân cư|nhân dân
    đảngviên = đảng viên|đồng chí
    trẻem = trẻ em
    cấpxã = đơn vị hành chính cấp xã|xã, phường, thị trấn|xã, phường, thị trấn|xã, phường
    rác = rác thải|chất thải rắn|chất thải
    """
)
"""Long names and the letters they are counted as."""

STRONG_WORDS = word_set("grdp pci papi parindex sipas dti pii iip tfp tmbl")
"""Words that name one thing by themselves; other single words (`xã`, `huyện`) do not."""

STOP_PHRASES: tuple[str, ...] = tuple(
    folded(
        "cả nước|toàn quốc|toàn tỉnh|toàn ngành|mục tiêu|chỉ tiêu|kế hoạch|nghị quyết|đại hội|"
        "dự toán|đề ra|giá hiện hành|giá so sánh|so sánh|hiện hành|kết quả|bình quân|trung bình|"
        "lũy kế|tốc độ|tăng trưởng|tỷ lệ|tỷ trọng|số lượng|khu vực|lĩnh vực|trên địa bàn|địa bàn|"
        "hiện nay|đến nay|hoàn thành|thực hiện|giai đoạn|nhiệm kỳ|thời kỳ|cùng kỳ|trở lên|trở xuống|"
        "thứ hạng|vị trí|xếp hạng|một số|dẫn đầu|đứng đầu|tiếp tục|duy trì|quy mô|tổng số|dự kiến|"
        "phấn đấu|còn lại|ngân sách tỉnh"
    ).split("|")
)
STOP_WORDS: frozenset[str] = frozenset(
    folded(
        "của các những cái việc về và với cho trong ngoài tại ở trên dưới từ đến tới theo vào ra lên xuống"
        " được bị do này đó kia ấy là có còn thì mà để nhằm khi sau trước cùng cũng như"
        " đạt chiếm tăng giảm thêm bớt vượt hơn kém gấp bằng ước khoảng gần đã đang sẽ sắp luôn đều"
        " hằng hàng mỗi năm tháng quý kỳ tổng số mức tỉnh xếp đứng thứ hạng nhóm cao thấp nhất hiện nay"
        " tính hết cuối đầu chung riêng gồm một ngành quy"
    ).split()
)
"""Words that say how a figure stands or moves, not what it is of; compared words leave them out."""


@lru_cache(maxsize=16384)
def words_of(text: str) -> tuple[str, ...]:
    """Return the folded words of `text` in order."""
    return tuple(_LETTERS.findall(folded(text)))


class Vocabulary:
    """The synonyms of the language and the abbreviations that a document defines for itself.

    Args:
        own: Long name and abbreviation as the document defines them (`khu công nghiệp` → `KCN`).
        ignored: Names that say nothing in the document.
    """

    def __init__(self, own: Mapping[str, str] | None = None, ignored: Iterable[str] = ()) -> None:
        table = {**SYNONYMS, **dict.fromkeys((*STOP_PHRASES, *map(folded, ignored)), "")}
        for name, short in (own or {}).items():
            table.setdefault(folded(name), folded(short))
        self._runs: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for name, short in table.items():
            run = tuple(_LETTERS.findall(name))
            if run:
                self._runs.setdefault(run[0], []).append((run, short))
        for runs in self._runs.values():
            runs.sort(key=lambda pair: -len(pair[0]))
        self._tokens: dict[str, tuple[str, ...]] = {}

    def tokens(self, text: str) -> tuple[str, ...]:
        """Return the words of `text`, long names as their letters, stop words left out, in order."""
        known = self._tokens.get(text)
        if known is None:
            known = self._tokens[text] = self._read(text)
        return known

    def _read(self, text: str) -> tuple[str, ...]:
        words = words_of(text)
        tokens: list[str] = []
        at = 0
        while at < len(words):
            for run, short in self._runs.get(words[at], ()):
                if words[at : at + len(run)] == run:
                    tokens.extend(short.split())
                    at += len(run)
                    break
            else:
                if words[at] not in STOP_WORDS:
                    tokens.append(words[at])
                at += 1
        return tuple(tokens)


def loose(text: str) -> str:
    """Return `text` folded, with every run of spaces, dashes and commas as one space."""
    return _LOOSE.sub(" ", folded(text)).strip()
