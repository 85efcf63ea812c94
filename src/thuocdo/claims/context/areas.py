"""Which place does a phrase speak of? Units named with their kind, and the names of a pack's areas."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from thuocdo.claims.context.words import folded
from thuocdo.documents import Document

if TYPE_CHECKING:
    from thuocdo.plan.model import Pack

_NAME = r"[^\W\d_a-zà-ỹ]\w*(?:[ -][^\W\d_a-zà-ỹ]\w*){0,3}"
_KIND = r"[Tt]ỉnh|[Tt]hành phố|[Tt]hị xã|[Hh]uyện|[Qq]uận|[Xx]ã|[Pp]hường|[Tt]hị trấn|[Đđ]ặc khu|TP\.?|TX\.?"
_UNIT = re.compile(rf"(?<!\w)({_KIND}) ({_NAME})")
_WIDER = re.compile(
    r"(?<!\w)(cả nước|toàn quốc|toàn vùng|(?:vùng|khu vực|miền) (?:trung du|đồng bằng|miền núi phía"
    r"|tây nguyên|đông nam bộ"
    r"|tây bắc|đông bắc|bắc trung bộ|bắc bộ|nam bộ|duyên hải|kinh tế trọng điểm|thủ đô|bắc|trung"
    r"|nam)[^,;().]{0,40}?)"
    r"(?=$|[,;().]| (?:là|đạt|còn|tăng|giảm|có|chiếm|ước|năm))"
)
_COMPARED = re.compile(
    r"(?:so(?: với)?|hơn|hơn so với|bình quân(?: chung)?(?: của)?|dẫn đầu|đứng đầu|nhất)\s*$"
)
_KINDS = {"tp": "thành phố", "tp.": "thành phố", "tx": "thị xã", "tx.": "thị xã"}


class Gazetteer:
    """The places that can be told apart in one document.

    Args:
        document: The province named most often in it is its own: naming it adds nothing.
        pack: Its areas give names that stand without their kind (`Lục Ngạn`), and the province.
    """

    def __init__(self, document: Document, pack: Pack | None = None) -> None:
        self._bare: dict[str, str] = {}
        own = own_province(document)
        if pack is not None:
            home = next((area for area in pack.areas if area.id == pack.area), None)
            own = folded(home.name.vi) if home is not None else own
            for area in pack.areas:
                label = f"{area.kind} {area.name.vi}"
                if area.level.value == "district" and folded(area.name.vi) != own:
                    self._bare[area.name.vi] = label
        self._own = own
        names = "|".join(sorted(map(re.escape, self._bare), key=len, reverse=True))
        self._bare_name = re.compile(rf"(?<!\w)({names})(?!\w)") if names else None

    def find_area(self, phrase: str) -> str:
        """Return the place that `phrase` names as that of its figure, empty for the document's own."""
        wider = _WIDER.search(phrase.lower())
        if wider and not _COMPARED.search(phrase[: wider.start()].lower()):
            return "cả nước" if wider[1] == "toàn quốc" else " ".join(wider[1].split())
        for found in _UNIT.finditer(phrase):
            kind = found[1].lower()
            if kind == "tỉnh" and folded(found[2]).startswith(self._own or "\0"):
                continue
            return f"{_KINDS.get(kind, kind)} {found[2]}"
        if self._bare_name is not None and (bare := self._bare_name.search(phrase)):
            return self._bare[bare[1]]
        return ""


def own_province(document: Document) -> str:
    """Return the folded name of the province that the document names most often."""
    names: Counter[str] = Counter()
    for block in document.blocks:
        if "ỉnh " in block.text or "ỈNH " in block.text:
            for found in re.finditer(r"[Tt](?:ỉnh|ỈNH) ([^\W\d_a-zà-ỹ]\w* [^\W\d_a-zà-ỹ]\w*)", block.text):
                names[folded(found[1])] += 1
    return names.most_common(1)[0][0] if names else ""
