"""A paragraph gathered run by run from marked-up text: its words, their places, the notes it points to."""

from __future__ import annotations

from dataclasses import dataclass, field

from thuocdo.documents.compose import Part
from thuocdo.documents.model import NoteMark
from thuocdo.documents.outline import is_title, read_outline
from thuocdo.documents.places import SourceText, keep_ranges, map_runs


@dataclass(slots=True)
class Runs:
    """Runs of one block: (text, NFC offset in the source) one after another.

    Attributes:
        runs: See above.
        marks: Markers of notes met so far.
        length: Length of the text so far.
    """

    runs: list[tuple[str, int]] = field(default_factory=list)
    marks: list[NoteMark] = field(default_factory=list)
    length: int = 0

    def add(self, text: str, offset: int) -> None:
        """Add letters that stand at `offset`; line ends become blanks."""
        if text:
            self.runs.append((text.replace("\n", " ").replace("\r", " "), offset))
            self.length += len(text)

    def add_blank(self, offset: int) -> None:
        """Add one blank, unless the text is empty or ends with one."""
        if self.runs and not self.runs[-1][0][-1].isspace():
            self.add(" ", offset)

    def mark(self, number: int, *, is_glued: bool = False) -> None:
        """Note that a marker stood here."""
        self.marks.append(NoteMark(number, self.length, is_glued))

    def cut(self, runs: int, length: int) -> None:
        """Take back everything behind the first `runs` runs, `length` letters long."""
        del self.runs[runs:]
        self.length = length

    def part(self, source: SourceText, skip: int = 0) -> Part | None:
        """Return the block without its first `skip` letters and without blank ends; None if it is empty."""
        text, places = map_runs(source, self.runs)
        head = skip + len(text[skip:]) - len(text[skip:].lstrip())
        bare = text[head:].rstrip()
        if not bare:
            return None
        if head or len(bare) != len(text):
            text, places = keep_ranges(text, places, [(head, head + len(bare))])
        marks = tuple(
            NoteMark(mark.number, min(max(mark.offset - head, 0), len(text)), mark.is_glued)
            for mark in self.marks
        )
        return Part(text, places, read_outline(text), marks, is_title(text))
