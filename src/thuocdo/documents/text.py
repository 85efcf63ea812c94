"""Plain text files: newspaper columns with footnotes between them, wrapped letters, one line a paragraph."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from thuocdo.documents.compose import Composer, Part
from thuocdo.documents.encoding import decode_text
from thuocdo.documents.furniture import find_furniture
from thuocdo.documents.grids import Grid, find_grids
from thuocdo.documents.lines import measure_layout, split_lines
from thuocdo.documents.model import Document, NoteMark
from thuocdo.documents.notes import FoundMark, check_notes, find_marks, find_notes
from thuocdo.documents.places import SourceText, TextPlaces, keep_ranges, map_pieces
from thuocdo.documents.problems import make_problem
from thuocdo.documents.reflow import Draft, reflow
from thuocdo.documents.unreadable import find_unreadable
from thuocdo.errors import Problem, Severity, Text, Where


def read_text(data: bytes, name: str) -> Document:
    """Read a text file.

    Raises:
        DocumentError: Not Unicode (with the legacy encoding it looks like), or not text at all.
    """
    return read_source(SourceText(decode_text(data, name)), name)


def read_source(source: SourceText, name: str) -> Document:
    """Read text that has been decoded."""
    lines = split_lines(source)
    layout = measure_layout(lines)
    furniture = find_furniture(lines)
    zones = find_unreadable(lines)
    grids = find_grids(lines, source.text)
    breaks = {number for first, last in zones for number in range(first, last)}
    breaks |= {number for grid in grids for number in range(grid.first, grid.last)}
    notes = find_notes(lines, furniture | breaks, layout, source.text)
    flow = reflow(lines, layout, notes=notes, dropped=furniture, breaks=breaks)
    composer = Composer()
    _add_body(composer, source, flow.body, {note.number for note in notes.values()}, grids, zones)
    for draft in sorted(flow.notes, key=lambda draft: draft.note or 0):
        composer.add_note(Part(*map_pieces(source, draft.pieces)), draft.note or 0)
    problems = (
        *_zone_problems(zones, name),
        *check_notes(composer.blocks, name),
    )
    return Document(name, "txt", tuple(composer.blocks), problems, source.original)


def _add_body(
    composer: Composer,
    source: SourceText,
    drafts: Sequence[Draft],
    defined: set[int],
    grids: Sequence[Grid],
    zones: Sequence[tuple[int, int]],
) -> None:
    """Add the body in reading order, tables and unreadable zones at their place."""
    mapped = [map_pieces(source, draft.pieces) for draft in drafts]
    marks: dict[int, list[FoundMark]] = {}
    for mark in find_marks([text for text, _ in mapped], defined):
        marks.setdefault(mark.block, []).append(mark)
    others: list[tuple[int, Grid | tuple[int, int]]] = [
        *((grid.first, grid) for grid in grids),
        *((first, (first, last)) for first, last in zones),
    ]
    others.sort(key=lambda other: other[0], reverse=True)
    for at, draft in enumerate(drafts):
        while others and source.starts[others[-1][0]] < draft.pieces[0][0]:
            _add_other(composer, source, others.pop()[1])
        text, places = mapped[at]
        found: tuple[NoteMark, ...] = ()
        if at in marks:
            text, places, found = _cut_marks(text, places, marks[at])
        composer.add_prose(Part(text, places, draft.outline, found, draft.is_title, draft.is_inserted))
    for _, other in reversed(others):
        _add_other(composer, source, other)


def _add_other(composer: Composer, source: SourceText, other: Grid | tuple[int, int]) -> None:
    if isinstance(other, Grid):
        for cell in other.cells:
            part = Part(*map_pieces(source, [(cell.start, cell.end)]))
            composer.add_cell(part, (cell.table, cell.row, cell.column), cell.is_header)
        return
    first, last = other
    start = source.starts[first]
    end = source.starts[last] if last < len(source.starts) else len(source.text)
    raw = source.text[start:end]
    start += len(raw) - len(raw.lstrip())
    composer.add_unreadable(Part(*map_pieces(source, [(start, start + len(raw.strip()))])))


def _cut_marks(
    text: str, places: TextPlaces, marks: Sequence[FoundMark]
) -> tuple[str, TextPlaces, tuple[NoteMark, ...]]:
    """Cut the markers out of a text, keeping where they stood."""
    found: list[NoteMark] = []
    kept: list[tuple[int, int]] = []
    begin = length = 0
    for mark in marks:
        kept.append((begin, mark.start))
        length += mark.start - begin
        begin = mark.end
        found.append(NoteMark(mark.number, length, mark.is_glued))
    kept.append((begin, len(text)))
    return *keep_ranges(text, places, kept), tuple(found)


def _zone_problems(zones: Sequence[tuple[int, int]], name: str) -> Iterable[Problem]:
    for first, last in zones:
        yield make_problem(
            "VK012",
            Where(name, first + 1),
            Text(f"dòng {first + 1}–{last}", f"lines {first + 1}–{last}"),
            Text(
                "mở bản gốc, gõ lại hoặc xuất lại đoạn này bằng phông Unicode; số trong đoạn chưa được kiểm",
                "type or export this part again with a Unicode font; its figures were not checked",
            ),
            Severity.WARNING,
        )
