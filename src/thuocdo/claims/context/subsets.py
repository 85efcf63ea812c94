"""Which part of the whole does a phrase speak of? FDI, nông thôn, cấp huyện …: part of a figure's name."""

from __future__ import annotations

import re

_PARTS: tuple[tuple[str, str], ...] = (
    ("FDI", r"fdi|(?:có )?vốn (?:đầu tư )?(?:trực tiếp )?nước ngoài|đầu tư (?:trực tiếp )?nước ngoài"),
    ("DDI", r"ddi|đầu tư trong nước|vốn trong nước"),
    ("ngoài nhà nước", r"ngoài nhà nước|ngoài quốc doanh|dân doanh|khu vực tư nhân"),
    ("nhà nước", r"(?:khu vực|vốn|doanh nghiệp|kinh tế) nhà nước"),
    ("nông thôn", r"nông thôn(?! mới)"),
    (
        "thành thị",
        r"thành thị|khu vực đô thị|ở đô thị|(?<=dân số )đô thị|(?<=rắn )đô thị|(?<=sinh hoạt )đô thị",
    ),
    ("DTTS", r"dtts|dân tộc thiểu số"),
    ("ĐBKK", r"đbkk|đặc biệt khó khăn"),
    ("KCN", r"(?:trong|tại|ở) (?:các )?(?:kcn|khu công nghiệp)"),
    ("CCN", r"(?:trong|tại|ở) (?:các )?(?:ccn|cụm công nghiệp)"),
    ("nữ", r"nữ|phụ nữ"),
    ("nam", r"nam giới|lao động nam"),
    ("cấp tỉnh", r"(?<!cạnh tranh )(?<!công )(?<!chuyển đổi số )cấp tỉnh"),
    ("cấp huyện", r"cấp huyện"),
    ("cấp xã", r"(?<!hành chính )cấp xã"),
    ("cấp quốc gia", r"cấp quốc gia"),
    ("đặc biệt", r"quốc gia đặc biệt"),
    ("nhà trẻ", r"nhà trẻ"),
    ("mẫu giáo", r"mẫu giáo"),
    ("mầm non", r"mầm non"),
    ("tiểu học", r"tiểu học"),
    ("THCS", r"thcs|trung học cơ sở"),
    ("THPT", r"thpt|trung học phổ thông"),
    ("ngoài công lập", r"ngoài công lập|tư thục|dân lập"),
    ("công lập", r"(?<!ngoài )công lập"),
    ("mức độ 1", r"mức độ 1|mức 1"),
    ("mức độ 2", r"mức độ 2|mức 2"),
    ("nâng cao", r"nông thôn mới nâng cao|ntm nâng cao|chuẩn nâng cao"),
    ("kiểu mẫu", r"kiểu mẫu"),
    ("cận nghèo", r"cận nghèo"),
    ("bằng cấp", r"(?:bằng cấp|văn bằng|bằng), chứng chỉ|có chứng chỉ"),
    ("giá so sánh", r"giá (?:so sánh|cố định)"),
    ("nước ngoài", r"(?:ở|tại|ra) nước ngoài"),
    ("mở rộng", r"mở rộng"),
)
_PART = re.compile("|".join(rf"(?P<p{n}>(?<!\w)(?:{words})(?!\w))" for n, (_, words) in enumerate(_PARTS)))
_NAMES = {f"p{n}": name for n, (name, _) in enumerate(_PARTS)}

_SCOPES = re.compile(
    r"^\W*(?:tỉnh|tỉnh, thành(?: phố)?|thành phố|địa phương)?\s*(?:của |trong |ở |tại |so với )?(?:các )?"
    r"(?P<scope>cả nước|toàn quốc|miền bắc|miền trung|miền nam|khu vực [^,;().]{3,40}|vùng [^,;().]{3,40}"
    r"|(?:tỉnh )?miền núi[^,;().]{0,30}|đồng bằng [^,;().]{3,20})"
)


def find_subset(phrase: str) -> str:
    """Return the parts of the whole that `phrase` names, sorted and joined by `; `."""
    small = phrase.lower()
    names = {_NAMES[found.lastgroup] for found in _PART.finditer(small) if found.lastgroup}
    return "; ".join(sorted(names))


def without_parts(phrase: str) -> str:
    """Return `phrase` with the parts of the whole that it names left out."""
    small = phrase.lower()
    if len(small) != len(phrase):
        return phrase
    kept, at = [], 0
    for found in _PART.finditer(small):
        kept.append(phrase[at : found.start()])
        at = found.end()
    kept.append(phrase[at:])
    return " ".join(" ".join(kept).split())


def find_rank_scope(after: str, of: int | None) -> str:
    """Return among whom a rank is held: from the words after it, or the country where it is of 63 or 34."""
    found = _SCOPES.match(after.lower())
    if found:
        scope = " ".join(found["scope"].split())
        return "cả nước" if scope == "toàn quốc" else scope
    return "cả nước" if of in (34, 63, 64) else ""
