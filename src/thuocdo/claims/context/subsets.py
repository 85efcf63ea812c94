"""Which part of the whole does a phrase speak of? FDI, nông thôn, cấp huyện …: part of a figure's name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

_PARTS: tuple[tuple[str, str, str], ...] = (
    (
        "FDI",
        "fdi|nước ngoài",
        r"fdi|(?:có )?vốn (?:đầu tư )?(?:trực tiếp )?nước ngoài|đầu tư (?:trực tiếp )?nước ngoài",
    ),
    ("DDI", "ddi|trong nước", r"ddi|đầu tư trong nước|vốn trong nước"),
    (
        "ngoài nhà nước",
        "ngoài|dân doanh|tư nhân",
        r"ngoài nhà nước|ngoài quốc doanh|dân doanh|khu vực tư nhân",
    ),
    ("nhà nước", "nhà nước", r"(?:khu vực|vốn|doanh nghiệp|kinh tế) nhà nước"),
    ("nông thôn", "nông thôn", r"nông thôn(?! mới)"),
    (
        "thành thị",
        "thị",
        r"thành thị|khu vực đô thị|ở đô thị|(?<=dân số )đô thị|(?<=rắn )đô thị|(?<=sinh hoạt )đô thị",
    ),
    ("DTTS", "dtts|thiểu số", r"dtts|dân tộc thiểu số"),
    ("ĐBKK", "đbkk|khó khăn", r"đbkk|đặc biệt khó khăn"),
    ("KCN", "kcn|khu công nghiệp", r"(?:trong|tại|ở) (?:các )?(?:kcn|khu công nghiệp)"),
    ("CCN", "ccn|cụm công nghiệp", r"(?:trong|tại|ở) (?:các )?(?:ccn|cụm công nghiệp)"),
    ("nữ", "nữ", r"nữ|phụ nữ"),
    ("nam", "nam", r"nam giới|lao động nam"),
    ("cấp tỉnh", "cấp tỉnh", r"(?<!cạnh tranh )(?<!công )(?<!chuyển đổi số )cấp tỉnh"),
    ("cấp huyện", "cấp huyện", r"cấp huyện"),
    ("cấp xã", "cấp xã", r"(?<!hành chính )cấp xã"),
    ("cấp thôn", "cấp thôn", r"cấp thôn"),
    ("cấp quốc gia", "cấp quốc gia", r"cấp quốc gia"),
    ("đặc biệt", "quốc gia đặc biệt", r"quốc gia đặc biệt"),
    ("nhà trẻ", "nhà trẻ", r"nhà trẻ"),
    ("mẫu giáo", "mẫu giáo", r"mẫu giáo"),
    ("mầm non", "mầm non", r"mầm non"),
    ("tiểu học", "tiểu học", r"tiểu học"),
    ("THCS", "thcs|trung học", r"thcs|trung học cơ sở"),
    ("THPT", "thpt|trung học", r"thpt|trung học phổ thông"),
    ("ngoài công lập", "ngoài công lập|tư thục|dân lập", r"ngoài công lập|tư thục|dân lập"),
    ("công lập", "công lập", r"(?<!ngoài )công lập"),
    ("mức độ 1", "1", r"mức độ 1|mức 1"),
    ("mức độ 2", "2", r"mức độ 2|mức 2"),
    ("nâng cao", "nâng cao", r"nông thôn mới nâng cao|ntm nâng cao|chuẩn nâng cao"),
    ("kiểu mẫu", "kiểu mẫu", r"kiểu mẫu"),
    ("cận nghèo", "cận nghèo", r"cận nghèo"),
    ("bằng cấp", "chứng chỉ", r"(?:bằng cấp|văn bằng|bằng), chứng chỉ|có chứng chỉ"),
    ("giá so sánh", "giá", r"giá (?:so sánh|cố định)"),
    ("nước ngoài", "nước ngoài", r"(?:ở|tại|ra) nước ngoài"),
    ("mở rộng", "mở rộng", r"mở rộng"),
)
"""Name of a part, a word it cannot do without (several parted by `|`), and the ways it is written."""
_TABLE = tuple(
    (name, tuple(hints.split("|")), re.compile(rf"(?<!\w)(?:{words})(?!\w)")) for name, hints, words in _PARTS
)

OTHER_KINDS = frozenset(
    (
        "nâng cao",
        "kiểu mẫu",
        "mức độ 1",
        "mức độ 2",
        "cận nghèo",
        "bằng cấp",
        "mở rộng",
        "giá so sánh",
        "nước ngoài",
        "đặc biệt",
        "cấp quốc gia",
    )
)
"""Parts that have indicators of their own: no breakdown of the whole."""
_LEVELS = frozenset(("cấp tỉnh", "cấp huyện", "cấp xã", "cấp thôn", "cấp quốc gia"))
_RIVAL = r"(cả nước|toàn quốc|(?:bình quân |trung bình )?(?:chung )?(?:của )?(?:vùng|khu vực)|mức chung)"
_RIVAL_AFTER = re.compile(
    rf"[^.;,()]{{0,24}}\b(?:so(?: với)?|hơn)\s(?:bình quân |trung bình |mức )?(?:chung )?(?:của )?{_RIVAL}"
)
_RIVAL_BEFORE = re.compile(rf"(?:so(?: với)?|hơn)\s[^.;,()]{{0,24}}{_RIVAL}[^.;,()]{{0,12}}$")
_SCOPES = re.compile(
    r"^\W*(?:tỉnh|tỉnh, thành(?: phố)?|thành phố|địa phương)?\s*(?:của |trong |ở |tại |so với )?(?:các )?"
    r"(?P<scope>cả nước|toàn quốc|miền bắc|miền trung|miền nam|khu vực [^,;().]{3,40}|vùng [^,;().]{3,40}"
    r"|(?:tỉnh )?miền núi[^,;().]{0,30}|đồng bằng [^,;().]{3,20})"
)


@lru_cache(maxsize=8192)
def find_subset(phrase: str) -> str:
    """Return the parts of the whole that `phrase` names, sorted and joined by `; `."""
    small = phrase.lower()
    names = {name for name, pattern in _possible(small) if pattern.search(small)}
    if len(names & _LEVELS) > 1:
        # "thiết chế cấp thôn, cấp xã" is of all levels, not of a part.
        names -= _LEVELS
    return "; ".join(sorted(names))


def without_parts(phrase: str) -> str:
    """Return `phrase` with the parts of the whole that it names left out."""
    small = phrase.lower()
    if len(small) != len(phrase):
        return phrase
    spans = sorted(found.span() for _, pattern in _possible(small) for found in pattern.finditer(small))
    kept, at = [], 0
    for start, end in spans:
        kept.append(phrase[at : max(at, start)])
        at = max(at, end)
    kept.append(phrase[at:])
    return " ".join(" ".join(kept).split())


def _possible(small: str) -> Iterator[tuple[str, re.Pattern[str]]]:
    """Yield the parts whose needed word stands in `small`: few phrases name any."""
    return ((name, pattern) for name, hints, pattern in _TABLE if any(hint in small for hint in hints))


def find_rival(before: str, after: str) -> str:
    """Return with whom a difference is taken, where it is not another time (`cao hơn cả nước`)."""
    found = _RIVAL_AFTER.match(after.lower()) or _RIVAL_BEFORE.search(before.lower())
    return f"so với {' '.join(found[1].split())}" if found else ""


def find_rank_scope(after: str, of: int | None) -> str:
    """Return among whom a rank is held: from the words after it, or the country where it is of 63 or 34."""
    found = _SCOPES.match(after.lower())
    if found:
        scope = " ".join(found["scope"].split())
        return "cả nước" if scope == "toàn quốc" else scope
    return "cả nước" if of in (34, 63, 64) else ""
