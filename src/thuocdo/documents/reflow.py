"""From lines to paragraphs: what belongs together although a column, a page or a footnote stood between.

The rules weigh three things: how the line before ended, how the next one begins, and whether the next
word would still have had room on the line. A sentence goes on across blank lines (the print's column
ended there), page headers and blocks of footnotes; a heading ends where a new sentence begins.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from thuocdo.documents.lines import Layout, Line, join_lines
from thuocdo.documents.notes import NoteLine
from thuocdo.documents.outline import Form, Outline, is_title, read_outline

_OPENERS = "(“‘\"'["
_LISTS = frozenset({Form.BRACKET, Form.NUMBER_BRACKET, Form.LETTER, Form.DASH, Form.PLUS, Form.COUNTED})


@dataclass(slots=True)
class Draft:
    """A block in the making.

    Attributes:
        pieces: Slices of the source (NFC offsets) that make its text, joints included.
        outline: The mark it begins with.
        note: Number of the note it belongs to.
        is_title: Set in capitals like a title.
        is_inserted: A title that stands in the middle of a sentence of another block.
        has_sentence: A sentence has ended within it: a heading has run into its paragraph.
    """

    pieces: list[tuple[int, int]] = field(default_factory=list)
    outline: Outline | None = None
    note: int | None = None
    is_title: bool = False
    is_inserted: bool = False
    has_sentence: bool = False

    def add(self, line: Line, skip: int = 0) -> None:
        """Put a line at the end, without its first `skip` letters."""
        self._append(line.start + skip, line.end)
        self.has_sentence = self.has_sentence or line.text.find(". ", skip or 6) > 0

    def join(self, before: Line, line: Line) -> None:
        """Put a line at the end, joined to the one before it."""
        drop, joint = join_lines(before, line)
        if drop:
            start, end = self.pieces[-1]
            self.pieces[-1] = (start, end - drop)
        if joint:
            # The blank is the first character behind the line before: its line end or a blank there.
            self._append(before.end, before.end + 1)
        self.add(line)

    def _append(self, start: int, end: int) -> None:
        if self.pieces and self.pieces[-1][1] == start:
            self.pieces[-1] = (self.pieces[-1][0], end)
        else:
            self.pieces.append((start, end))


@dataclass(frozen=True, slots=True)
class Flow:
    """The drafts of a text: body in reading order, notes by number."""

    body: list[Draft]
    notes: list[Draft]


def reflow(
    lines: list[Line],
    layout: Layout,
    *,
    notes: Mapping[int, NoteLine],
    dropped: Collection[int],
    breaks: Collection[int],
) -> Flow:
    """Return the paragraphs, headings and list items of the body, and the notes.

    Args:
        lines: All lines of the file.
        layout: How they were broken.
        notes: Lines that belong to footnotes.
        dropped: Lines that are page furniture: sentences go on across them.
        breaks: Lines that are read elsewhere (tables, unreadable zones): sentences end before them.
    """
    body = _Body(lines, layout)
    footnotes = _Notes()
    for line in lines:
        if not line.text:
            continue
        if line.number in notes:
            footnotes.take(line, notes[line.number])
            body.interrupt()
        elif line.number in dropped:
            body.interrupt()
        elif line.number in breaks or not _has_words(line.text):
            body.close()
        else:
            body.take(line)
    return Flow(body.drafts, footnotes.drafts)


def _has_words(text: str) -> bool:
    """Whether a line holds letters, digits or the dots of a blank, and not just an ornament."""
    return "." in text or "…" in text or any(map(str.isalnum, text))


class _Notes:
    """Collects footnotes; a note may have several paragraphs."""

    def __init__(self) -> None:
        self.drafts: list[Draft] = []
        self._before: Line | None = None

    def take(self, line: Line, note: NoteLine) -> None:
        if note.is_first or self._before is None or not self.drafts or self._is_new(line):
            draft = Draft(note=note.number)
            draft.add(line, note.skip)
            self.drafts.append(draft)
        else:
            self.drafts[-1].join(self._before, line)
        self._before = line

    def _is_new(self, line: Line) -> bool:
        before = self._before
        if before is None or before.is_unfinished or line.text[0].islower():
            return False
        return line.has_gap or read_outline(line.text) is not None


class _Body:
    """Collects the paragraphs of the body, one line after another."""

    def __init__(self, lines: list[Line], layout: Layout) -> None:
        self.lines = lines
        self.layout = layout
        self.drafts: list[Draft] = []
        self.current: Draft | None = None
        self.before: Line | None = None
        self.was_interrupted = False
        self.suspended: tuple[Draft, Line] | None = None
        self.counts: dict[Form, tuple[int, ...]] = {}
        self.open_brackets = 0

    def interrupt(self) -> None:
        """A footnote or page header stands here; the sentence may go on behind it."""
        self.was_interrupted = True
        if self.suspended is not None:
            self.current, self.before = self.suspended
            self.suspended = None

    def close(self) -> None:
        """Something that ends a paragraph stands here."""
        self.current = self.before = self.suspended = None
        self.was_interrupted = False

    def take(self, line: Line) -> None:
        has_gap = line.has_gap or self.was_interrupted
        current, before = self.current, self.before
        if self.suspended is not None and has_gap and self._is_column(line):
            current, before = self.current, self.before = self.suspended
            self.suspended = None
        outline = read_outline(line.text)
        if current is None or before is None or self._is_mark(line, outline, current, before, has_gap):
            self._begin(line, outline)
        elif self.suspended is not None:
            # Lines of a title that stands in the middle of a sentence.
            current.join(before, line)
        elif self._goes_on(line, current, before, has_gap):
            current.join(before, line)
        else:
            if is_title(line.text) and has_gap and before.is_unfinished and not current.is_title:
                self._suspend(current, before)
            self._begin(line, None)
            self.drafts[-1].is_inserted = self.suspended is not None
        self.before = line
        self.was_interrupted = False

    def _begin(self, line: Line, outline: Outline | None) -> None:
        draft = Draft(outline=outline, is_title=is_title(line.text))
        draft.add(line)
        if outline is not None and outline.parts:
            self.counts[outline.form] = outline.parts
            if outline.is_numbered_heading:
                for form in _LISTS:
                    self.counts.pop(form, None)
        self.drafts.append(draft)
        self.current = draft

    def _suspend(self, current: Draft, before: Line) -> None:
        """A title begins within a sentence: keep the sentence, it goes on behind."""
        if self.layout.is_wrapped and current.outline is None and not self._is_heading(current):
            self.suspended = current, before

    def _is_column(self, line: Line) -> bool:
        """Whether a column of text begins here: more than three lines without a blank one."""
        following = self.lines[line.number : line.number + 4]
        return len(following) == 4 and all(other.text for other in following) and not is_title(line.text)

    def _is_heading(self, draft: Draft) -> bool:
        """Whether what has been read so far may be a heading only."""
        return draft.is_title or (draft.outline is not None and draft.outline.is_numbered_heading)

    # --- does a mark begin a block here? ---

    def _is_mark(
        self, line: Line, outline: Outline | None, current: Draft, before: Line, has_gap: bool
    ) -> bool:
        """Whether a number or dash at the start of a line begins a block, or stands in a sentence."""
        if outline is None:
            return False
        if not before.is_unfinished:
            return outline.form is not Form.DASH or not self._is_broken_dash(line, outline, before)
        starts_upper = self._starts_upper(line, outline)
        if outline.form in {Form.PART, Form.CHAPTER}:
            return has_gap or not self.layout.is_wrapped
        if outline.form in {Form.DASH, Form.PLUS}:
            if not starts_upper or before.text.endswith((",", "-", "–")):
                return False
            is_item = current.outline is not None and current.outline.form is outline.form
            return has_gap or is_item or self.layout.is_broken_early(before, line)
        if outline.form in _LISTS:
            return self._is_expected(outline) and (
                has_gap or before.text.endswith(",") or self.layout.is_broken_early(before, line)
            )
        if not starts_upper:
            return False
        if (self._is_heading(current) and not current.has_sentence) or not self.layout.is_wrapped:
            return self.layout.is_broken_early(before, line) or has_gap or self._is_expected(outline)
        return self._is_expected(outline) and (has_gap or self.layout.is_broken_early(before, line))

    def _is_broken_dash(self, line: Line, outline: Outline, before: Line) -> bool:
        """A dash within a sentence that a line end happened to precede ("…;" cannot, "…" can)."""
        return before.text.endswith(("…", "...")) and not self._starts_upper(line, outline)

    def _starts_upper(self, line: Line, outline: Outline) -> bool:
        first = line.text[outline.end : outline.end + 1]
        return first.isupper() or first.isdigit() or first in _OPENERS or first in "…."

    def _is_expected(self, outline: Outline) -> bool:
        """Whether the number follows the last one of its form, or begins a new row."""
        if not outline.parts:
            return True
        last = self.counts.get(outline.form)
        if outline.form is Form.DECIMAL:
            return self._is_expected_decimal(outline.parts, last)
        if last is None:
            return outline.parts[-1] == 1
        return outline.parts[-1] in {1, last[-1] + 1}

    def _is_expected_decimal(self, parts: tuple[int, ...], last: tuple[int, ...] | None) -> bool:
        above = self.counts.get(Form.ARABIC)
        if last is not None and len(parts) <= len(last):
            follows = (*last[: len(parts) - 1], last[len(parts) - 1] + 1)
            if parts == follows:
                return True
        if last is not None and parts[:-1] == last and parts[-1] == 1:
            return True
        return parts[-1] == 1 and (above is None or parts[0] == above[0])

    # --- does the paragraph go on? ---

    def _goes_on(self, line: Line, current: Draft, before: Line, has_gap: bool) -> bool:
        first = line.text[0]
        if self._is_heading(current) and not current.has_sentence:
            return self._heading_goes_on(line, current, before, has_gap)
        if first.islower():
            return not (before.text.endswith(".") and has_gap and not self.layout.is_wrapped)
        if not before.is_unfinished:
            return not has_gap and self.layout.is_wrapped and not self._ends_paragraph(before, line)
        if not self.layout.is_wrapped:
            return False
        if first.isdigit() or first in _OPENERS or before.text.endswith((",", "-", "–", "(", "/")):
            return True
        if is_title(line.text) and has_gap:
            return False
        # A name may follow the line end: only a line that was left half empty has really ended.
        return len(before.text) >= 0.7 * self.layout.width

    def _ends_paragraph(self, before: Line, line: Line) -> bool:
        """A line that ended a sentence with room to spare, or an announcement before a list."""
        if self.layout.tail_ends and before.has_tail:
            return True
        return len(before.text) < 0.8 * self.layout.width and self.layout.is_broken_early(before, line)

    def _heading_goes_on(self, line: Line, current: Draft, before: Line, has_gap: bool) -> bool:
        first, text = line.text[0], before.text
        if current.is_title or (current.outline is not None and current.outline.form is Form.PART):
            if is_title(line.text) or (line.text.isupper() and not has_gap):
                return True
            if current.is_title and before.text.isupper():
                return False
        if text.endswith((",", "-", "–", "/")) or (first.islower() and not text.endswith((".", ":"))):
            return self.layout.is_wrapped or not has_gap
        if not before.is_unfinished:
            return False if has_gap else not self.layout.is_broken_early(before, line)
        if _is_open(before) and (first.isdigit() or first.islower()):
            return True
        if has_gap or self.layout.is_broken_early(before, line):
            return False
        return not self._begins_paragraph(line)

    def _begins_paragraph(self, line: Line) -> bool:
        """Whether a line is the indented first one of a paragraph, set apart from the rest by a blank."""
        following = self.lines[line.number + 1 : line.number + 3]
        return len(following) == 2 and not following[0].text and following[1].text[:1].islower()


def _is_open(line: Line) -> bool:
    return line.text.count("(") > line.text.count(")")
