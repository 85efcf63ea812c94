"""MT005: how many targets were missed or met: counts that disagree with each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from thuocdo.claims.context.words import lowered
from thuocdo.claims.model import Figure, FigureKind, Finding, Reading
from thuocdo.claims.passages import clause_at, sentence_at, years_in
from thuocdo.claims.quoting import cite, join, write
from thuocdo.claims.rule import Checked, Rule, RuleContext
from thuocdo.errors import Severity, Text

_VERDICTS = (
    ("missed", re.compile(
        r"(?:không|chưa|khó)\s+(?:thể\s+)?(?:hoàn thành|đạt)|không\s+đạt|chưa\s+đạt|còn thiếu")),
    ("reached", re.compile(
        r"(?:đạt|hoàn thành)\s*(?:,|và|hoặc|/)\s*(?:hoàn thành\s+)?vượt|vượt và đạt|hoàn thành và vượt|"
        r"(?:đạt|hoàn thành)(?:\s+và)?\s+(?:vượt|trên)")),
    ("exceeded", re.compile(r"vượt")),
    ("met", re.compile(r"\bđạt\b|hoàn thành")),
)  # fmt: skip
_TARGETS = re.compile(r"chỉ\s+tiêu")
_KINDS = ("thành phần", "chính", "chủ yếu", "cụ thể")
_SUBJECTS = re.compile(
    r"chỉ tiêu\s+(?:(?:thành phần|chính|chủ yếu|cụ thể)\s+)?(?:về\s+)?(kinh tế|xã hội|môi trường|văn hóa|"
    r"quốc phòng|xây dựng đảng|y tế|giáo dục|nông nghiệp)"
)
_REACH = 60


@dataclass(frozen=True, slots=True)
class _Count:
    """So many targets of a kind had this verdict, of so many in all."""

    figure: Figure
    verdict: str
    kind: str
    years: frozenset[int]
    topic: str
    of: object

    @property
    def number(self) -> object:
        return self.figure.value


class TargetCountsDisagree(Rule):
    """Số chỉ tiêu đạt, không đạt ghi khác nhau

    ## Kiểm tra gì
    Các câu đếm chỉ tiêu đạt, vượt, không đạt ở những nơi khác nhau của văn bản; và trong một câu: số đạt
    cộng số không đạt so với tổng số chỉ tiêu.

    ## Vì sao sai
    Đây là con số được trích dẫn nhiều nhất của báo cáo; hai nơi ghi khác nhau thì không biết nơi nào đúng.

    ## Ví dụ
    `Đạt và vượt 15/18 chỉ tiêu, còn 02 chỉ tiêu không đạt.` (15 + 2 = 17)

    ## Nên viết
    `Đạt và vượt 15/18 chỉ tiêu, còn 03 chỉ tiêu không đạt.`
    """

    id = "MT005"
    name = "target-counts-disagree"
    title = Text("Số chỉ tiêu đạt, không đạt ghi khác nhau", "Counts of targets met or missed disagree")
    severity = Severity.WARNING

    def check(self, reading: Reading, context: RuleContext) -> Iterator[Finding | Checked]:
        """Yield counts of the same thing that differ, and counts that do not add up to their total."""
        counts = [count for figure in reading.figures if (count := _read_count(figure)) is not None]
        counts += _counts_of_notes(reading, counts)
        for one, other in combinations(counts, 2):
            if _is_same(one, other):
                if one.number == other.number:
                    yield Checked((one.figure, other.figure))
                else:
                    yield self._differ(one, other)
        yield from self._totals(counts)

    def _differ(self, one: _Count, other: _Count) -> Finding:
        text = write(
            "số chỉ tiêu ghi hai nơi khác nhau: {one} và {other}",
            "the number of targets differs: {one} and {other}",
            one=cite(one.figure),
            other=cite(other.figure),
        )
        return self.finding(text, (one.figure, other.figure), expected=other.figure.text, confidence=80)

    def _totals(self, counts: Sequence[_Count]) -> Iterator[Finding | Checked]:
        by_sentence: dict[tuple[int, int, str], list[_Count]] = {}
        for count in counts:
            start, _ = sentence_at(count.figure.block.text, count.figure.start)
            by_sentence.setdefault((count.figure.block.index, start, count.kind), []).append(count)
        for group in by_sentence.values():
            yield from self._total(group)

    def _total(self, group: Sequence[_Count]) -> Iterator[Finding | Checked]:
        """Check good + missed = total where a sentence says all three and nothing twice."""
        totals = {count.of for count in group if count.of is not None}
        by_verdict = {count.verdict: count for count in group}
        if len(totals) != 1 or len(by_verdict) != len(group) or "missed" not in by_verdict:
            return
        good = [by_verdict[name] for name in ("reached", "met", "exceeded") if name in by_verdict]
        if not good:
            return
        values = [int(count.figure.value or 0) for count in good]
        missed, total = int(by_verdict["missed"].figure.value or 0), int(str(next(iter(totals))))
        # "đạt 15, vượt 10": the ten may be among the fifteen or beside them.
        possible = {sum(values) + missed, max(values) + missed}
        members = [*good, by_verdict["missed"]]
        if total in possible:
            yield Checked(tuple(count.figure for count in members))
            return
        formula = " + ".join([*map(str, values), str(missed)])
        text = write(
            "{formula} = {sum}, không phải {total} chỉ tiêu ({places})",
            "{formula} = {sum}, not {total} targets ({places})",
            formula=formula,
            sum=str(sum(values) + missed),
            total=str(total),
            places=join([cite(count.figure) for count in members]),
        )
        yield self.finding(
            text,
            [count.figure for count in members],
            expected=str(sum(values) + missed),
            stated=str(total),
            severity=Severity.ERROR,
        )


def _read_count(figure: Figure) -> _Count | None:
    """Return what a figure says of targets, or None where it counts none."""
    if (
        figure.value is None
        or figure.decimals
        or figure.scale
        or figure.kind is FigureKind.BLANK
        or "%" in figure.unit
    ):
        return None
    text = lowered(figure.block.text)
    behind = text[figure.start : figure.end + 30]
    counted = _TARGETS.search(behind)
    if counted is None or counted.start() > figure.end - figure.start + 2:
        return None
    start, end = clause_at(figure.block.text, figure.start)
    verdict = _verdict_before(text[max(start, figure.start - _REACH) : figure.start]) or _verdict_behind(
        text[figure.end : min(end, figure.end + _REACH + 20)]
    )
    if not verdict:
        return None
    own = text[figure.start : min(end, figure.end + 60)]
    sentence = sentence_at(figure.block.text, figure.start)
    topic = _SUBJECTS.search(own)
    return _Count(
        figure,
        verdict,
        next((kind for kind in _KINDS if kind in own[:45]), ""),
        years_in(text[slice(*sentence)]),
        topic[1] if topic else "",
        figure.value2 if figure.kind is FigureKind.RATIO else None,
    )


def _verdict_before(words: str) -> str:
    """Return the verdict of the nearest verb before a count, up to the count before it."""
    words = re.split(r"\d|chỉ tiêu|,", words)[-1]
    found = [(match.end(), name) for name, verb in _VERDICTS for match in verb.finditer(words)]
    if not found:
        return ""
    last = max(end for end, _ in found)
    return next(
        name for name, verb in _VERDICTS if any(match.end() == last for match in verb.finditer(words))
    )


def _verdict_behind(words: str) -> str:
    """Return the verdict of the first verb behind a count, up to the next count."""
    words = re.split(r"\d|[,;:(]", words)[0]
    starts = [
        (match.start(), order, name)
        for order, (name, verb) in enumerate(_VERDICTS)
        for match in verb.finditer(words)
    ]
    return min(starts)[2] if starts else ""


def _counts_of_notes(reading: Reading, counts: Sequence[_Count]) -> list[_Count]:
    """Return the count that begins a note ("03 chỉ tiêu: …") with the verdict of the count it explains."""
    found = []
    for count in counts:
        block = count.figure.block
        for mark in block.marks:
            if not 0 <= mark.offset - count.figure.end <= 80 or re.search(
                r"\d", block.text[count.figure.end : mark.offset]
            ):
                continue
            for note in reading.document.note_blocks(mark.number):
                figures = reading.by_block.get(note.index, ())
                if (
                    figures
                    and figures[0].start < 3
                    and "chỉ tiêu" in lowered(note.text[: figures[0].end + 12])
                ):
                    found.append(
                        _Count(figures[0], count.verdict, count.kind, count.years, count.topic, None)
                    )
    return found


def _is_same(one: _Count, other: _Count) -> bool:
    """Whether two counts are of the same targets with the same verdict."""
    if one.figure is other.figure or one.verdict != other.verdict or one.topic != other.topic:
        return False
    kinds = {one.kind, other.kind} - {""}
    if "thành phần" in kinds and len({one.kind, other.kind}) > 1:
        return False
    if one.of is not None and other.of is not None and one.of != other.of:
        return False
    return one.years == other.years or not one.years or not other.years or bool(one.years & other.years)
