"""VB007: a unit spelt wrongly or oddly."""

from __future__ import annotations

import re
from collections.abc import Iterator

from thuocdo.claims.model import FigurePlace, Finding, Reading
from thuocdo.claims.quoting import quote, write
from thuocdo.claims.rule import Checked, Rule, RuleContext
from thuocdo.errors import Severity, Text

_SPELLINGS: tuple[tuple[str, str], ...] = (
    (r"trđ|tr\.?đ|tr\.?\s?đồng", "triệu đồng"),
    (r"(?:tỷ|tỉ)\s?đ|tỷđ", "tỷ đồng"),
    (r"(?:nghìn|ngàn)\s?đ", "nghìn đồng"),
    (r"(?:tỷ|tỉ)\s+(?:đông|dồng|đòng|đổng|động|đông)", "tỷ đồng"),
    (r"(?:triệu|triêu)\s+(?:đông|dồng|đòng|đổng|động)|triêu\s+đồng", "triệu đồng"),
    (r"(?:VNĐ|vnđ|VND|vnd)", "đồng"),
    (r"(?:usd|Usd|đô\s?la\s+Mỹ|đô-la)", "USD"),
    (r"(?:Ha|HA|hecta|hécta|héc\s?ta)", "ha"),
    (r"(?:Km|KM)(?!2|²|/)", "km"),
    (r"(?:Kg|KG)", "kg"),
    (r"(?:M2|m\s2(?!\d))", "m2"),
    (r"(?:M3|m\s3(?!\d))", "m3"),
    (r"(?:Kwh|KWh|KWH|kwh)", "kWh"),
    (r"(?:Mw|mw|Mwp)", "MW"),
    (r"điểm\s?%", "điểm phần trăm"),
    (r"lươt\s+khách|lượt\s+khach", "lượt khách"),
    (r"0/0", "%"),
)
_ODD = re.compile(
    "|".join(f"(?P<u{index}>(?:{pattern})(?!\\w))" for index, (pattern, _) in enumerate(_SPELLINGS))
)
_NUMBER = re.compile(r"[^\d]*\d[\d.,\s/–-]*(?<=\d)")
_GAP = re.compile(r"\s*")
_UNIT_PLACE = re.compile(r"\s*(?:nghìn|ngàn|triệu|tỷ|tỉ)?\s*")


class OddUnitSpelling(Rule):
    """Đơn vị viết sai hoặc viết lạ

    ## Kiểm tra gì
    Đơn vị viết tắt không có trong quy định hoặc gõ sai: `trđ`, `tỷ đ`, `tỷ đông`, `Km`, `Ha`, `VNĐ`, `điểm
    %`.

    ## Vì sao sai
    Nghị định 86/2012/NĐ-CP quy định ký hiệu đơn vị đo (km, kg, ha viết thường); đồng là tên chính thức của
    tiền Việt Nam. Chữ gõ sai làm máy và người đọc nhầm đơn vị.

    ## Ví dụ
    `Thu ngân sách đạt 5.200 trđ, trồng mới 120 Ha rừng.`

    ## Nên viết
    `Thu ngân sách đạt 5.200 triệu đồng, trồng mới 120 ha rừng.`
    """

    id = "VB007"
    name = "odd-unit-spelling"
    title = Text("Đơn vị viết sai hoặc viết lạ", "Odd spelling of a unit")
    severity = Severity.NOTE

    def check(self, reading: Reading, context: RuleContext) -> Iterator[Finding | Checked]:
        """Yield every odd unit right behind the number of a figure."""
        for figure in reading.figures:
            text = figure.block.text
            number_end = figure.start + _number_length(figure.text)
            for found in _candidates(text, number_end):
                if found is not None:
                    proper = _SPELLINGS[int(str(found.lastgroup)[1:])][1]
                    place = FigurePlace(figure.block, found.start(), found.end(), figure)
                    message = write(
                        "đơn vị {words} nên viết “{proper}”",
                        "the unit {words} is written “{proper}”",
                        words=quote(place),
                        proper=proper,
                    )
                    fix = proper if not text[found.start() - 1].isdigit() or proper == "%" else f" {proper}"
                    yield self.finding(message, (place,), expected=proper, fix=fix)
                    break


def _number_length(text: str) -> int:
    found = _NUMBER.match(text)
    return found.end() if found else 0


def _candidates(text: str, start: int) -> Iterator[re.Match[str]]:
    """Yield odd units at `start`, with or without a scale word before them."""
    gap = _GAP.match(text, start)
    spots = {gap.end() if gap else start}
    scale = _UNIT_PLACE.match(text, start)
    if scale:
        spots.add(scale.end())
    for spot in sorted(spots):
        found = _ODD.match(text, spot)
        if found:
            yield found
