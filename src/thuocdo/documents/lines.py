"""What does a text look like line by line? Lines, the width they were broken at, how two of them join."""

from __future__ import annotations

import re
from dataclasses import dataclass
from statistics import median

from thuocdo.documents.places import SourceText

_SENTENCE_END = re.compile(r"(?:[.!?…:;]|[.!?…][)”\"’»]+)$")
_DIGIT_HYPHEN = re.compile(r"\w[-–]$")
_PLAIN_SYLLABLE = re.compile(
    r"(?:b|c|ch|d|g|gh|gi|h|k|kh|l|m|n|ng|ngh|nh|p|ph|qu|r|s|t|th|tr|v|x)?[aeiouy]{1,3}(?:c|ch|m|n|ng|nh|p|t)?"
)
_LAST_WORD = re.compile(r"[^\W\d_]+(?=-$)")
_FIRST_WORD = re.compile(r"[^\W\d_]+")


@dataclass(slots=True)
class Line:
    """One line of the source, blank ends left out.

    Attributes:
        number: 0-based index of the line in the file.
        start, end: NFC offsets of the text without blank ends.
        text: That text; empty for a blank line.
        indent: Number of blanks in front.
        has_tail: There are blanks behind.
        has_gap: The line before it is blank or there is none.
    """

    number: int
    start: int
    end: int
    text: str
    indent: int
    has_tail: bool
    has_gap: bool

    @property
    def is_unfinished(self) -> bool:
        """The line does not end like a sentence, a list item or an announcement."""
        return not _SENTENCE_END.search(self.text)


def split_lines(source: SourceText) -> list[Line]:
    """Return every line, blank ones too."""
    lines: list[Line] = []
    text, starts = source.text, source.starts
    has_gap = True
    last = len(starts) - 1
    for number, begin in enumerate(starts):
        raw = text[begin : starts[number + 1] if number < last else len(text)]
        bare = raw.rstrip("\r\n")
        head = bare.lstrip()
        stripped = head.rstrip()
        indent = len(bare) - len(head)
        start = begin + indent
        size = len(stripped)
        lines.append(
            Line(number, start, start + size, stripped, indent, len(head) != size, has_gap or "\f" in raw)
        )
        has_gap = not size
    return lines


@dataclass(frozen=True, slots=True)
class Layout:
    """How the lines of a file were broken.

    Attributes:
        width: Usual length of a line that was broken in mid-sentence; 0 where a line is a paragraph.
        tail_ends: Blanks behind a line mean the end of a paragraph (a trace of the typesetter).
    """

    width: int
    tail_ends: bool

    @property
    def is_wrapped(self) -> bool:
        """Lines end where a column ends."""
        return self.width > 0

    def is_wide(self, line: Line) -> bool:
        """Tell whether a line runs over several columns, as footnotes under narrow columns do."""
        return self.is_wrapped and len(line.text) > max(self.width * 1.5, self.width + 20)

    def is_broken_early(self, line: Line, following: Line) -> bool:
        """Tell whether the next word would have had room: then somebody meant the line to end."""
        if not self.is_wrapped or (self.tail_ends and line.has_tail):
            return True
        word = following.text.split(maxsplit=1)[0] if following.text else ""
        return len(line.text) + 1 + len(word) <= self.width


def measure_layout(lines: list[Line]) -> Layout:
    """Return how the lines were broken: pairs of lines where the second goes on in lower case tell it."""
    broken: list[int] = []
    pairs = tails = tails_broken = 0
    previous: Line | None = None
    for line in lines:
        if line.text and previous is not None and previous.text:
            pairs += 1
            first = line.text[0]
            goes_on = first.islower() or (
                (first.isdigit() or first == "(") and len(previous.text) >= 30 and previous.is_unfinished
            )
            if goes_on:
                broken.append(len(previous.text))
            if previous.has_tail:
                tails += 1
                tails_broken += goes_on
        previous = line
    if not broken or len(broken) < 0.25 * pairs:
        return Layout(0, False)
    return Layout(round(median(broken)), tails >= 5 and tails_broken < 0.2 * tails)


def join_lines(line: Line, following: Line) -> tuple[int, str]:
    """Return how two lines of one paragraph join: letters to drop at the end of the first, and the joint.

    A range, a number of a document or a name with a hyphen goes on without a blank; a foreign word
    that was broken loses its hyphen; everything else is joined by a blank.
    """
    text, after = line.text, following.text
    last = text[-1:]
    if last == "/" and len(text) > 1 and not text[-2].isspace():
        return 0, ""
    if last not in "-–" or not _DIGIT_HYPHEN.search(text):
        return 0, " "
    if after[:1].isdigit() or after[:1].isupper():
        return 0, ""
    if last == "-" and _is_broken_word(text, after):
        return 1, ""
    return 0, "" if after[:1].islower() else " "


def _is_broken_word(text: str, after: str) -> bool:
    """Whether the hyphen was set by the typesetter: the halves are no Vietnamese syllables."""
    left, right = _LAST_WORD.search(text), _FIRST_WORD.match(after)
    if left is None or right is None or not (left[0].isascii() and right[0].isascii()):
        return False
    return not (_PLAIN_SYLLABLE.fullmatch(left[0].lower()) and _PLAIN_SYLLABLE.fullmatch(right[0].lower()))
