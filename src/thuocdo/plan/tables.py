"""What rows does a CSV file hold? Read by declared columns, hardened against broken files.

Files come from Excel, from git and from strangers: each fault is told with its line and its cure,
and a table with a broken header gives no rows at all rather than half of them.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from thuocdo.errors import Problem, Severity, Text, Where
from thuocdo.plan.columns import Column
from thuocdo.plan.folder import MAX_TABLE_BYTES, read_text
from thuocdo.plan.problems import limit_problems, make_problem, quote, same, suggest

MAX_CELL = 10_000
"""Longest cell in characters; a longer one is nearly always an unclosed quotation mark."""

_SPREADSHEET_ERROR = re.compile(r"#(?:REF!|N/A|NAME\?|VALUE!|DIV/0!|NUM!|NULL!|SPILL!|CALC!|####+)")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table.

    Attributes:
        line: 1-based line of the file on which the row starts.
        cells: Cell text by column, NFC and without blanks at its ends; absent columns are missing.
    """

    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        """Return the cell, empty where the table does not have the column."""
        return self.cells.get(column, "")


class TableRead(NamedTuple):
    """Rows with their lines, and what is wrong with the file. No rows when its header is wrong."""

    rows: list[Row]
    problems: list[Problem]

    @property
    def is_whole(self) -> bool:
        """Whether every row was read, so that an id not among them is really absent."""
        return not any(problem.severity is Severity.ERROR for problem in self.problems)


def read_table(
    path: Path, label: str, columns: Sequence[Column], max_bytes: int = MAX_TABLE_BYTES
) -> TableRead:
    """Return the rows of a CSV file and every problem of its form; never raises on a bad file.

    `label` is the file's name as the user knows it (e.g. `facts/grdp.csv`). Cells are checked for
    presence only; `cells.py` reads their values.
    """
    text, problems = read_text(path, label, max_bytes)
    if text is None:
        return TableRead([], problems)
    if not text.strip():
        hint = Text(
            f"cần dòng tiêu đề: {_header_of(columns)}", f"a header row is needed: {_header_of(columns)}"
        )
        return TableRead([], [make_problem("GK020", Where(label), Text("", ""), hint)])
    records = _read_records(text, label, problems)
    line, header = next(records, (1, []))
    if problems:
        return TableRead([], problems)
    names = _read_header(header, line, label, columns, problems)
    if problems:
        return TableRead([], problems)
    rows = list(_read_rows(records, names, label, columns, problems))
    if any(problem.code in {"GK026", "GK027"} for problem in problems):
        rows = []
    return TableRead(rows, limit_problems(problems))


def _read_records(text: str, label: str, problems: list[Problem]) -> Iterator[tuple[int, list[str]]]:
    """Yield each record that is not empty with the line it starts on; stop at the first broken one."""
    reader = csv.reader(io.StringIO(text), strict=True)
    start = 1
    while True:
        try:
            record = next(reader, None)
        except csv.Error:
            hint = Text(
                'mỗi dấu " mở phải có dấu đóng ngay trước dấu phẩy; dấu " trong chữ viết thành ""',
                'close every " right before a comma; write a " inside the words as ""',
            )
            problems.append(make_problem("GK026", Where(label, start), Text("", ""), hint))
            return
        if record is None:
            return
        cells = [cell.strip() for cell in record]
        if any(cells):
            yield start, cells
        start = reader.line_num + 1


def _read_header(
    header: list[str], line: int, label: str, columns: Sequence[Column], problems: list[Problem]
) -> list[str]:
    """Return the column names, appending a problem for each that is wrong."""
    while header and not header[-1]:
        header = header[:-1]
    other = _other_separator(header, columns)
    if other:
        what = Text(f"bảng ngăn cột bằng {other.vi}", f"the columns are separated by {other.en}")
        hint = Text(
            "lưu lại với dấu phẩy: trong Excel chọn “CSV UTF-8 (Comma delimited)”; nếu Excel vẫn ghi "
            "dấu chấm phẩy, đổi dấu phân cách danh sách của hệ thống thành dấu phẩy",
            "save it with commas: in Excel choose “CSV UTF-8 (Comma delimited)”; if Excel still writes "
            "semicolons, set the system's list separator to a comma",
        )
        problems.append(make_problem("GK021", Where(label, line), what, hint))
        return []
    known = [column.name for column in columns]
    for name, count in Counter(header).items():
        if count > 1 and name:
            hint = Text("giữ một cột, xóa cột kia", "keep one of them and delete the other")
            problems.append(make_problem("GK024", Where(label, line, name[:60]), same(quote(name)), hint))
        if name not in known:
            near = suggest(name.lower(), known)
            hint = near if near.vi else Text(
                f"các cột được nhận: {', '.join(known)}", f"columns accepted: {', '.join(known)}"
            )  # fmt: skip
            problems.append(make_problem("GK022", Where(label, line, name[:60]), same(quote(name)), hint))
    for column in columns:
        if column.required and column.name not in header:
            hint = Text(
                f"thêm cột {column.name}: {column.description.vi}",
                f"add the column {column.name}: {column.description.en}",
            )
            problems.append(make_problem("GK023", Where(label, line), same(quote(column.name)), hint))
    return header


def _other_separator(header: list[str], columns: Sequence[Column]) -> Text | None:
    if len(header) != 1 or len(columns) < 2:
        return None
    words = {";": Text("dấu chấm phẩy", "semicolons"), "\t": Text("dấu tab", "tabs"), "|": Text("dấu |", "|")}
    return next((word for mark, word in words.items() if mark in header[0]), None)


def _read_rows(
    records: Iterator[tuple[int, list[str]]],
    names: list[str],
    label: str,
    columns: Sequence[Column],
    problems: list[Problem],
) -> Iterator[Row]:
    required = [column for column in columns if column.required]
    width = len(names)
    for line, cells in records:
        while len(cells) > width and not cells[-1]:
            cells.pop()
        if len(cells) != width:
            what = Text(f"{len(cells)} ô, tiêu đề có {width} cột", f"{len(cells)} cells, header has {width}")
            hint = Text(
                "thêm dấu phẩy cho ô trống; ô có dấu phẩy thì đặt trong dấu ngoặc kép",
                "add a comma for each empty cell; put a cell that contains a comma in quotation marks",
            )
            problems.append(make_problem("GK025", Where(label, line), what, hint))
            continue
        row = Row(line, dict(zip(names, cells, strict=True)))
        faults = [*_check_cells(row, label), *_check_presence(row, label, required)]
        problems.extend(faults)
        if not faults:
            yield row


def _check_cells(row: Row, label: str) -> Iterator[Problem]:
    for name, cell in row.cells.items():
        if len(cell) > MAX_CELL:
            what = Text(f"{len(cell)} ký tự", f"{len(cell)} characters")
            hint = Text(
                f'nhiều nhất {MAX_CELL}; xem có dấu " nào mở mà không đóng',
                f'at most {MAX_CELL}; look for a " that was opened and never closed',
            )
            yield make_problem("GK027", Where(label, row.line, name), what, hint)
        elif cell.startswith("#") and _SPREADSHEET_ERROR.fullmatch(cell):
            hint = Text("sửa công thức trong bảng tính rồi lưu lại", "mend the formula in the spreadsheet")
            yield make_problem("GK029", Where(label, row.line, name), same(quote(cell)), hint)


def _check_presence(row: Row, label: str, required: Sequence[Column]) -> Iterator[Problem]:
    for column in required:
        if not row[column.name]:
            hint = Text(f"điền {column.title.vi.lower()}", f"fill in the {column.title.en.lower()}")
            if column.examples:
                sample = quote(column.examples[0])
                hint = Text(f"{hint.vi}, ví dụ {sample}", f"{hint.en}, e.g. {sample}")
            yield make_problem("GK028", Where(label, row.line, column.name), same(column.name), hint)


def _header_of(columns: Sequence[Column]) -> str:
    return ",".join(column.name for column in columns)
