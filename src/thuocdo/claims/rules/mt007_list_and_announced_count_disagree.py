"""MT007: "05 nhiệm vụ: (1) … (4)": the list has more or fewer entries than announced."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from thuocdo.claims.context.words import lowered
from thuocdo.claims.lists import is_open_ended, numbered_runs, proper_names, split_items
from thuocdo.claims.model import Figure, FigurePlace, Finding, Reading
from thuocdo.claims.passages import sentence_at
from thuocdo.claims.quoting import cite, say_where, write
from thuocdo.claims.rule import Checked, Rule, RuleContext
from thuocdo.documents import Block, BlockKind
from thuocdo.errors import Severity, Text

_WORDS = {
    "hai": 2, "ba": 3, "bốn": 4, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10,
}  # fmt: skip
"""`năm` is left out: it is also the year."""

_NOUN = (
    r"(?:nhóm|nhiệm vụ|giải pháp|nội dung|lĩnh vực|chỉ tiêu|mục tiêu|khâu|đột phá|chương trình|đề án|dự án|"
    r"tiêu chí|quan điểm|nguyên tắc|trụ cột|định hướng|vấn đề|bài học|kinh nghiệm|hạn chế|nguyên nhân|"
    r"nghị quyết|kết luận|quyết định|công trình|sản phẩm|khu|tuyến|huyện|xã|phường|tỉnh|địa phương|cơ quan|"
    r"đơn vị|bước|điểm|mặt|yêu cầu|phong trào|cuộc vận động|kết quả|hành lang|vùng|ngành|tiểu vùng|cực|"
    r"không gian|kịch bản|phương án|quy hoạch)"
)
_ANNOUNCED = re.compile(
    rf"(?<![\w.,/–-])(?P<count>0?\d{{1,2}}|{'|'.join(_WORDS)})\s+(?P<noun>{_NOUN})\b(?P<tail>[^.;:()]{{0,90}})$"
)
_LEADS_IN = re.compile(r"(?:\bgồm|\bbao gồm|\blà|\bcụ thể|\bsau đây|\bsau|\bđó là)?(?:\s+có)?\s*[,:]*\s*$")
_NOT_WHOLE = re.compile(r"\b(?:như|trong đó|một số|chủ yếu|nổi bật|điển hình|ví dụ|trong số|nhất là)\b|\d")
_NEXT_STEP = re.compile(r"^\s*(?:\((\d{1,2})\)|(\d{1,2})\))")
_BRACKET = re.compile(r"[^.;:(),\d]{0,40}\(([^()]{5,300})\)")
_COLON = re.compile(r":\s")
_MAX_GAP = 3


class ListAndAnnouncedCountDisagree(Rule):
    """Số mục liệt kê khác số đã nêu

    ## Kiểm tra gì
    Câu báo trước số mục (“05 nhóm nhiệm vụ: …”) được so với số mục thật sự liệt kê sau đó: `(1) … (n)`, các
    mục cách nhau bằng dấu chấm phẩy, hoặc tên riêng trong ngoặc. Danh sách có “như”, “trong đó”, “…” thì bỏ
    qua.

    ## Vì sao sai
    Thiếu một mục hoặc quên sửa con số khi thêm bớt mục.

    ## Ví dụ
    `Tập trung vào 05 nhóm nhiệm vụ: (1) quy hoạch; (2) đất đai; (3) đầu tư; (4) cán bộ.`

    ## Nên viết
    `Tập trung vào 04 nhóm nhiệm vụ: (1) quy hoạch; (2) đất đai; (3) đầu tư; (4) cán bộ.`
    """

    id = "MT007"
    name = "list-and-announced-count-disagree"
    title = Text("Số mục liệt kê khác số đã nêu", "The list has another number of entries than announced")
    severity = Severity.ERROR

    def check(self, reading: Reading, context: RuleContext) -> Iterator[Finding | Checked]:
        """Yield every announced count that its own list belies."""
        blocks = reading.document.blocks
        for position, block in enumerate(blocks):
            figures = reading.by_block.get(block.index, ())
            yield from self._in_block(block, figures)
            yield from self._in_next_blocks(blocks, position, figures)
            yield from self._in_notes(reading, block, figures)
            yield from self._names(block, figures)

    def _in_block(self, block: Block, figures: Sequence[Figure]) -> Iterator[Finding | Checked]:
        if ")" not in block.text and ";" not in block.text:
            return
        runs = numbered_runs(block.text)
        for run in runs:
            start, _ = sentence_at(block.text, max(0, run.start - 1))
            announced = _find_announced(block.text[start : run.start], block, start)
            if announced is not None:
                # "…" after the last entry: there may be more, never fewer.
                if run.is_open and run.count < announced[1]:
                    continue
                yield self._judge(announced, run.count, FigurePlace(block, run.start, run.end), figures)
        taken = {run.start for run in runs}
        for colon in _COLON.finditer(block.text):
            start, end = sentence_at(block.text, colon.start())
            items_text = block.text[colon.end() : end]
            if (
                any(start <= run <= end for run in taken)
                or items_text.count(";") < 1
                or is_open_ended(items_text)
            ):
                continue
            announced = _find_announced(block.text[start : colon.end()], block, start)
            if announced is not None and ":" not in items_text:
                items = split_items(items_text)
                # "A, B; C": an entry with a comma may hold two.
                if len(items) < announced[1] and any("," in item for item in items):
                    continue
                place = FigurePlace(block, colon.end(), end)
                yield self._judge(announced, len(items), place, figures, severity=Severity.WARNING)

    def _in_next_blocks(
        self, blocks: Sequence[Block], position: int, figures: Sequence[Figure]
    ) -> Iterator[Finding | Checked]:
        """Compare with entries `(1)`, `(2)` … that each begin a paragraph of their own below."""
        block = blocks[position]
        if not block.text.rstrip().endswith(":"):
            return
        start, _ = sentence_at(block.text, max(0, len(block.text.rstrip()) - 1))
        announced = _find_announced(block.text[start:], block, start)
        if announced is None:
            return
        last, gap, place = 0, 0, None
        for following in blocks[position + 1 :]:
            step = _NEXT_STEP.match(following.text)
            number = int(step[1] or step[2]) if step else 0
            if number == last + 1:
                last, gap, place = number, 0, FigurePlace(following, 0, step.end() if step else 0)
            elif number or following.kind is BlockKind.HEADING or gap >= _MAX_GAP:
                break
            else:
                gap += 1
        if place is not None and last > 1:
            yield self._judge(announced, last, place, figures)

    def _in_notes(
        self, reading: Reading, block: Block, figures: Sequence[Figure]
    ) -> Iterator[Finding | Checked]:
        """Compare with a list `(1) … (n)` that is the whole text of the note behind the count."""
        for mark in block.marks:
            start, _ = sentence_at(block.text, max(0, mark.offset - 1))
            announced = _find_announced(block.text[start : mark.offset], block, start)
            notes = list(reading.document.note_blocks(mark.number)) if announced else []
            if announced is None or len(notes) != 1:
                continue
            runs = numbered_runs(notes[0].text)
            if len(runs) == 1 and not notes[0].text[: runs[0].start].strip() and not runs[0].is_open:
                yield self._judge(
                    announced, runs[0].count, FigurePlace(notes[0], runs[0].start, runs[0].end), figures
                )

    def _names(self, block: Block, figures: Sequence[Figure]) -> Iterator[Finding | Checked]:
        """Compare with proper names in brackets: `05 tỉnh giáp ranh (Quảng Ninh, …)`."""
        for figure in figures:
            if not _is_small_count(figure):
                continue
            bracket = _BRACKET.match(block.text, figure.end)
            names = proper_names(bracket[1]) if bracket else ()
            if bracket and names:
                announced = (FigurePlace(block, figure.start, figure.end, figure), int(figure.value or 0))
                place = FigurePlace(block, bracket.start(1), bracket.end(1))
                yield self._judge(announced, len(names), place, figures, severity=Severity.WARNING)

    def _judge(
        self,
        announced: tuple[FigurePlace, int],
        count: int,
        listed: FigurePlace,
        figures: Sequence[Figure],
        severity: Severity | None = None,
    ) -> Finding | Checked:
        place, number = announced
        inside = tuple(f for f in figures if f.block is place.block and place.start <= f.start < place.end)
        if number == count:
            return Checked(inside)
        text = write(
            "nêu {announced} nhưng liệt kê {count} ({listed})",
            "announces {announced} but lists {count} ({listed})",
            announced=cite(place),
            count=str(count),
            listed=say_where(listed),
        )
        first = FigurePlace(place.block, place.start, place.end, inside[0] if inside else None)
        return self.finding(text, (first, listed), expected=str(count), severity=severity)


def _find_announced(before: str, block: Block, offset: int) -> tuple[FigurePlace, int] | None:
    """Return the count that the words right before a list announce, and its place."""
    words = lowered(before)
    lead = _LEADS_IN.search(words)
    head = words[: lead.start()] if lead else words
    found = _ANNOUNCED.search(head)
    if found is None or _NOT_WHOLE.search(found["tail"]):
        return None
    number = _WORDS.get(found["count"]) or int(found["count"])
    if number < 2:
        return None
    start = offset + found.start("count")
    return FigurePlace(block, start, offset + found.end("noun")), number


def _is_small_count(figure: Figure) -> bool:
    is_plain = figure.value2 is None and not figure.decimals and not figure.scale
    return figure.value is not None and is_plain and 2 <= figure.value <= 30 and "%" not in figure.unit
