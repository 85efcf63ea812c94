"""Which lines are footnotes, and where in the body do they belong?

Where a format has no footnotes of its own, they are found by their numbers: definitions run 1, 2, 3 …
through the file, and for each of them a marker stands somewhere in the body. The resolver always knows
the number it expects next; that is what tells the marker 41 in "28/9/202441" from a year.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from thuocdo.documents.lines import Layout, Line
from thuocdo.documents.model import Block
from thuocdo.documents.problems import make_problem
from thuocdo.errors import Problem, Severity, Text, Where

_SUPERSCRIPT = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_SUPERSCRIPT_VALUE = str.maketrans(_SUPERSCRIPT, "0123456789")
_DEFINITION = re.compile(
    rf"(?:(?P<plain>\d{{1,3}})(?=\s)|\[(?P<square>\d{{1,3}})\]|\((?P<round>\d{{1,3}})\)"
    rf"|(?P<dotted>\d{{1,3}})[.)](?=\s)|(?P<raised>[{_SUPERSCRIPT}]{{1,3}}))\s*(?=\S)"
)
_RULE = re.compile(r"(?:[_—–=*-]\s?){3,}")
_ENDED = re.compile(r"[.!?…][)”\"’»]*$")


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A line of a footnote.

    Attributes:
        number: Number of the note.
        skip: Letters of the line that are the number itself.
        is_first: The line begins the note.
    """

    number: int
    skip: int = 0
    is_first: bool = False


def find_notes(lines: list[Line], taken: set[int], layout: Layout, text: str) -> dict[int, NoteLine]:
    """Return the lines that belong to footnotes, by line number.

    Args:
        lines: All lines of the file.
        taken: Lines that are page furniture, table or unreadable.
        layout: How the lines were broken.
        text: The NFC text, to look for markers in.
    """
    seen = _NoteSearch(lines, taken, layout, text)
    return seen.run()


def _first_markers(text: str) -> dict[int, int]:
    """First offset of each number that could be a marker glued to something."""
    first: dict[int, int] = {}
    for match in _find_strong(text):
        first.setdefault(_marker_number(match), match.start())
    return first


class _NoteSearch:
    """One walk over the lines; a definition is believed when enough speaks for it."""

    def __init__(self, lines: list[Line], taken: set[int], layout: Layout, text: str) -> None:
        self.lines = lines
        self.taken = taken
        self.layout = layout
        self.text = text
        self.markers = _first_markers(text)
        self.found: dict[int, NoteLine] = {}
        self.last = 0
        self.form = ""
        self.note_line: Line | None = None
        self.in_zone = False
        self.body_line: Line | None = None
        self.after_rule = False

    def run(self) -> dict[int, NoteLine]:
        for line in self.lines:
            if not line.text:
                continue
            if line.number in self.taken:
                self.in_zone = False
                continue
            if _RULE.fullmatch(line.text):
                self.after_rule, self.in_zone = True, False
                continue
            self._read(line)
        return self.found

    def _read(self, line: Line) -> None:
        match = _DEFINITION.match(line.text) if line.text[0] in _DEFINITION_STARTS else None
        if match is not None and self._is_definition(line, match):
            self.last, self.form = _marker_number(match), match.lastgroup or ""
            self.found[line.number] = NoteLine(self.last, match.end(), True)
            self.note_line, self.in_zone, self.after_rule = line, True, False
        elif self.in_zone and self._goes_on(line):
            self.found[line.number] = NoteLine(self.last)
            self.note_line = line
        else:
            self.in_zone = self.after_rule = False
            self.body_line = line

    def _is_definition(self, line: Line, match: re.Match[str]) -> bool:
        number, form = _marker_number(match), match.lastgroup or ""
        step = number - self.last
        if not 1 <= step <= 3:
            return False
        score = 3 * self.layout.is_wide(line) + 2 * line.has_gap + (line.indent > 0)
        if number in self.markers:
            score += 2 if self.markers[number] < line.start else 1
        if self.in_zone and self.note_line is not None:
            score += 2 + (_ENDED.search(self.note_line.text) is not None)
        score += self._form_score(form, number, line)
        body = self.body_line
        if not self.in_zone and body is not None and body.is_unfinished and line.text[match.end()].islower():
            score -= 2
        return score >= (4 if step == 1 else 6)

    def _form_score(self, form: str, number: int, line: Line) -> int:
        """What the form of the number says: "(1)" and "1." begin lists too, a raised number only notes."""
        if self.in_zone:
            return (3 if form in {"round", "dotted"} else 0) if form == self.form else -4
        if form in {"raised", "square"}:
            return 3
        if self.after_rule:
            typed = self.text.find(f"({number})", 0, line.start) >= 0 or number in self.markers
            return 4 if typed or form == "plain" else 0
        return -4 if form in {"round", "dotted"} else 0

    def _goes_on(self, line: Line) -> bool:
        """Whether a line without a number goes on with the note before it."""
        before = self.note_line
        if before is None:
            return False
        if self.layout.is_wide(line):
            return True
        ended = bool(_ENDED.search(before.text))
        if not self.layout.is_wrapped:
            return not ended and not line.has_gap and line.text[0].islower()
        if line.indent and not before.indent and (ended or not self._is_full(before)):
            return False
        if not ended:
            return self._is_full(before) or not self._resumes_body(line)
        if line.has_gap or self._resumes_body(line) or not self._is_full(before):
            return False
        return not self._is_column_next(line)

    def _is_full(self, line: Line) -> bool:
        """Whether a line of a note was broken because its column was full."""
        width = self.layout.width
        return self.layout.is_wide(line) or 0.85 * width <= len(line.text)

    def _resumes_body(self, line: Line) -> bool:
        body = self.body_line
        return body is not None and body.is_unfinished and line.text[0].islower()

    def _is_column_next(self, line: Line) -> bool:
        """Whether the line after this one is narrow too: then the body's column has begun again."""
        for following in self.lines[line.number + 1 :]:
            if following.text:
                return not self.layout.is_wide(following) and _DEFINITION.match(following.text) is None
        return False


_DEFINITION_STARTS = frozenset("0123456789[(" + _SUPERSCRIPT)

# --- markers in the body ---------------------------------------------------------------------------

_STRONG = re.compile(
    rf"""
    (?<=[\w%)”"’»\].…])\((?P<round>\d{{1,3}})\)
  | (?<=[\w%)”"’».,;])\[(?P<square>\d{{1,3}})\]
  | (?<=\d/(?:19|20)\d\d)(?P<dated>\d{{1,3}})(?![\d/%]|[.,]\d)
  | (?<=[^\W\d_])(?P<plain>\d{{1,3}})(?![\w/%]|[.,]\d)
  | (?<=[%)”"’»])(?P<closed>\d{{1,3}})(?![\w/%]|[.,]\d)
  | (?<=[\w%)”"’».,;])(?P<raised>[{_SUPERSCRIPT}]{{1,3}})
    """,
    re.VERBOSE,
)
_NUMBER = re.compile(rf"\d+|[{_SUPERSCRIPT}]+")
_WORD_BEFORE = re.compile(r"[^\W_]*[^\W\d_]\Z")
_POWERS = re.compile(r"(?:[kcdmh]?m|CO|SO|NO|PM|O|H|N|BOD|COD|CH|m)\Z")
_SPACED = re.compile(r"(?<=[^\W\d_]|[%)”\"’»])\s(?P<plain>\d{1,3}|\(\d{1,3}\))(?=[.,;:)]?(?:\s|$))(?![.,]\d)")
_COUNTED_BEFORE = re.compile(
    r"(?:biểu|bình|bảng|bằng|chiếm|cho|covid|covid-19|còn|có|cấp|của|dưới|games|"
    r"giai|giảm|gần|gồm|hơn|hạng|khoá|khoản|khoảng|khu|khóa|kỳ|loại|là|"
    r"lần|lớp|lục|một|mục|mức|ngày|nhóm|năm|phần|phụ|quân|quý|số|"
    r"tháng|thêm|thứ|trang|trong|trên|tăng|tổ|từ|và|vượt|với|xếp|điều|"
    r"đoạn|được|đạt|đến|độ|đứng)"
)
"""Words that a quantity, an ordinal or a name follows: a number behind them is no marker."""
_FUNCTION_AFTER = re.compile(
    r"\s+(?:được|đã|đang|sẽ|của|và|với|cho|là|có|trong|theo|tại|từ|đến|để|nhằm|ở|do|bị|cũng|vẫn|còn|như|mà|về)\b"
)


@dataclass(frozen=True, slots=True)
class FoundMark:
    """A marker found in the text of a block.

    Attributes:
        block: Index of the text it was found in.
        number: Number of the note.
        start, end: What to cut out of the text.
        is_glued: Digits printed against a word or number.
    """

    block: int
    number: int
    start: int
    end: int
    is_glued: bool


def find_marks(texts: Sequence[str], defined: Iterable[int]) -> list[FoundMark]:
    """Return the markers of the body's texts, in reading order.

    Args:
        texts: Texts of the body's blocks, in reading order.
        defined: Numbers of the notes that have text. Without any, no number is taken for a marker.
    """
    known = set(defined)
    if not known:
        return []
    strong = [mark for block, text in enumerate(texts) for mark in _strong_marks(block, text, max(known))]
    chain = _climbing([mark for mark in strong if mark.number in known])
    chain = _add_weak(chain, strong, texts, known)
    return sorted(chain, key=lambda mark: (mark.block, mark.start))


def _marker_number(match: re.Match[str]) -> int:
    return int(match[match.lastgroup or 0].strip("()").translate(_SUPERSCRIPT_VALUE))


def _find_strong(text: str) -> Iterator[re.Match[str]]:
    """Numbers that touch what stands before them; the full pattern is tried at those alone."""
    for number in _NUMBER.finditer(text):
        start = number.start()
        before = text[start - 1] if start else " "
        if before in "([":
            start -= 1
        elif before == "/" and number.end() - start > 4:
            start += 4
        elif (before.isspace() or before in "/-–.,") and number[0] < "⁰" and number[0][0] not in "¹²³":
            continue
        match = _STRONG.match(text, start)
        if match is not None:
            yield match


def _strong_marks(block: int, text: str, highest: int) -> Iterable[FoundMark]:
    for match in _find_strong(text):
        number, form = _marker_number(match), match.lastgroup
        if not 0 < number <= highest + 3 or match[0].startswith("0"):
            continue
        if form in {"plain", "raised"}:
            before = _WORD_BEFORE.search(text, max(0, match.start() - 24), match.start())
            if before is not None and _POWERS.match(before[0]):
                continue
        yield FoundMark(block, number, match.start(), match.end(), form in {"dated", "plain", "closed"})


def _climbing(marks: Sequence[FoundMark]) -> list[FoundMark]:
    """The longest chain of marks whose numbers climb: names and codes with digits fall out of it."""
    tails: list[int] = []
    ends: list[int] = []
    previous: list[int] = []
    for at, mark in enumerate(marks):
        length = bisect_left(tails, mark.number)
        if length == len(tails):
            tails.append(mark.number)
            ends.append(at)
        else:
            tails[length] = mark.number
            ends[length] = at
        previous.append(ends[length - 1] if length else -1)
    chain: list[FoundMark] = []
    at = ends[-1] if ends else -1
    while at >= 0:
        chain.append(marks[at])
        at = previous[at]
    return chain[::-1]


def _add_weak(
    chain: list[FoundMark], strong: Sequence[FoundMark], texts: Sequence[str], known: set[int]
) -> list[FoundMark]:
    """Find what the chain lacks between its neighbours: markers set off by a blank, or without a note."""
    full: list[FoundMark] = []
    bounds = [*chain, None]
    last: FoundMark | None = None
    for mark in bounds:
        first = last.number + 1 if last else 1
        until = mark.number if mark else max(known) + 1
        for number in range(first, until):
            found = (
                _best_spaced(texts, number, last, mark)
                if number in known
                else _without_note(strong, number, last, mark)
            )
            if found is not None:
                full.append(found)
                last = found
        if mark is not None:
            full.append(mark)
            last = mark
    return full


def _without_note(
    strong: Sequence[FoundMark], number: int, after: FoundMark | None, before: FoundMark | None
) -> FoundMark | None:
    """A marker whose note is missing: believed between its two neighbours only."""
    if after is None or before is None or before.number - after.number > 3:
        return None
    place_after, place_before = (after.block, after.start), (before.block, before.start)
    for mark in strong:
        if mark.number == number and place_after < (mark.block, mark.start) < place_before:
            return mark
    return None


def _best_spaced(
    texts: Sequence[str], number: int, after: FoundMark | None, before: FoundMark | None
) -> FoundMark | None:
    first, last = after.block if after else 0, before.block if before else len(texts) - 1
    best: tuple[int, FoundMark] | None = None
    for block in range(first, last + 1):
        text = texts[block]
        begin = after.end if after and block == after.block else 0
        end = before.start if before and block == before.block else len(text)
        if str(number) not in text:
            continue
        for match in _SPACED.finditer(text, begin, end):
            if match["plain"].strip("()") != str(number):
                continue
            score = _spaced_score(text, match)
            if score > 0 and (best is None or score > best[0]):
                best = score, FoundMark(block, number, match.start(), match.end(), False)
    return best[1] if best else None


def _spaced_score(text: str, match: re.Match[str]) -> int:
    """How much a number set off by a blank looks like a marker and not like a quantity."""
    words = text[max(0, match.start() - 24) : match.start()].split()
    word = words[-1].strip("“”\"'(),.;:").lower() if words else ""
    if not word or _COUNTED_BEFORE.fullmatch(word):
        return -1
    following = text[match.end() : match.end() + 1]
    if not following or following in ".,;:)":
        return 3
    if _FUNCTION_AFTER.match(text, match.end()):
        return 2
    return -1


def check_notes(blocks: Sequence[Block], name: str) -> Iterator[Problem]:
    """Yield a warning for every marker without a note and every note without a marker."""
    defined = {block.note: block for block in reversed(blocks) if block.note is not None}
    marked = {mark.number for block in blocks for mark in block.marks}
    for block in blocks:
        for mark in block.marks:
            if mark.number not in defined:
                yield _note_problem("VK013", mark.number, Where(name, block.places.place(mark.offset).line))
    for number, block in sorted(defined.items()):
        if number not in marked:
            yield _note_problem("VK014", number, Where(name, block.places.place(0).line))


def _note_problem(code: str, number: int, where: Where) -> Problem:
    what = Text(f"chú thích {number}", f"note {number}")
    return make_problem(code, where, what, severity=Severity.WARNING)
