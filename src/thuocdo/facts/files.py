"""The facts of a plan pack: the CSV files of its `facts` folder and its corrections."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import NamedTuple

from thuocdo.errors import Problem, Severity, Text, Where, raise_if_errors
from thuocdo.facts.append import append_rows, lock_folder
from thuocdo.facts.check import PlacedRow, check_rows
from thuocdo.facts.corrections import apply_corrections, read_corrections
from thuocdo.facts.memory import MemoryFacts
from thuocdo.facts.model import Observation
from thuocdo.facts.problems import FactsError, make_problem
from thuocdo.facts.release import is_same_release
from thuocdo.facts.rows import RowReader, write_row
from thuocdo.plan.cells import CellReader
from thuocdo.plan.columns import FACT_COLUMNS
from thuocdo.plan.folder import PackFile, find_file, list_files
from thuocdo.plan.model import Pack
from thuocdo.plan.problems import limit_problems, quote
from thuocdo.plan.tables import read_table

FACTS_FOLDER = "facts"
ADDED_FILE = "facts/added.csv"
"""Where a program adds rows, so that files kept by people stay theirs."""


class _PackRead(NamedTuple):
    """Everything read of a pack's facts, and every fault."""

    rows: list[PlacedRow]
    problems: list[Problem]


class PackFacts(MemoryFacts):
    """The facts of a plan pack; what is added is written to `facts/added.csv`.

    Made by `load_facts`.
    """

    def __init__(self, pack: Pack, rows: Iterable[PlacedRow] = ()) -> None:
        self._places = {_bare(placed.row): placed for placed in rows}
        super().__init__(self._places)
        self._pack = pack

    def add(self, observations: Iterable[Observation]) -> int:
        """Append the new rows to `facts/added.csv`, keeping their order, and return how many there were.

        Raises `FactsError`, with nothing written: QS082 when another program keeps writing, QS083 for a
        row that would not read back as it is (its unit is unknown to the pack, or it carries what the
        format has no column for), QS081 when the disk refuses.
        """
        given = list(dict.fromkeys(_bare(row) for row in observations))
        if not given:
            return 0
        root = self._pack.root
        try:
            (root / FACTS_FOLDER).mkdir(exist_ok=True)
            with lock_folder(root / FACTS_FOLDER):
                self._take_what_others_added()
                fresh = [row for row in given if not self._has(row)]
                if fresh:
                    names = [column.name for column in FACT_COLUMNS]
                    cells = [write_row(row) for row in fresh]
                    append_rows(root / ADDED_FILE, names, cells, partial(self._check_read_back, fresh))
        except OSError as error:
            what = Text(f"{ADDED_FILE} ({error.strerror})", f"{ADDED_FILE} ({error.strerror})")
            hint = Text("kiểm tra quyền ghi và chỗ trống trên đĩa", "check permissions and free space")
            raise FactsError(make_problem("QS081", Where(ADDED_FILE), what, hint)) from error
        return super().add(fresh)

    def where(self, row: Observation) -> Where | None:
        """Return the line of the file that a row was read from; None for a row added since."""
        placed = self._places.get(_bare(row))
        return Where(placed.file, placed.line) if placed else None

    def _check_read_back(self, fresh: list[Observation], path: Path) -> None:
        """Refuse rows that the file would not give back as they are."""
        placed, problems = _read_file(PackFile(path, ADDED_FILE), self._pack)
        back = {_bare(item.row) for item in placed}
        lost = [row for row in fresh if row not in back]
        if not lost and not problems:
            return
        told = problems[0].text if problems else _NO_COLUMN
        shown = quote(" ".join((lost or fresh)[0].key), 200)
        raise FactsError(
            make_problem("QS083", Where(ADDED_FILE), Text(f"{shown} ({told.vi})", f"{shown} ({told.en})"))
        )

    def _has(self, row: Observation) -> bool:
        return any(is_same_release(row, there) for there in self.history(row.key))

    def _take_what_others_added(self) -> None:
        """Take in the rows that another program added to the file since it was loaded."""
        found, problems = find_file(self._pack.root, ADDED_FILE)
        if found is not None:
            placed, more = _read_file(found, self._pack)
            problems += more
            raise_if_errors(problems, FactsError)
            super().add(item.row for item in placed)
        raise_if_errors(problems, FactsError)


def load_facts(pack: Pack) -> PackFacts:
    """Return the pack's facts with its corrections applied.

    Raises `FactsError` with every problem found, warnings included, when any of them is an error.
    """
    found = _read_pack(pack)
    raise_if_errors(found.problems, FactsError)
    return PackFacts(pack, found.rows)


def check_facts(pack: Pack) -> list[Problem]:
    """Return every fault of the pack's facts and corrections, errors and warnings; never raises."""
    return _read_pack(pack).problems


def _read_pack(pack: Pack) -> _PackRead:
    files, problems = list_files(pack.root, FACTS_FOLDER, ".csv")
    placed: list[PlacedRow] = []
    for file in files:
        rows, faults = _read_file(file, pack)
        placed += rows
        problems += faults
    entries, faults = read_corrections(pack)
    problems += faults
    # Where a file could not be read in full, a correction may miss its row for that reason alone.
    is_whole = not any(problem.severity is Severity.ERROR for problem in problems)
    applied = apply_corrections(entries, placed, pack)
    if is_whole:
        problems += applied.problems
    placed += applied.rows
    problems += check_rows(pack, placed, applied.corrected)
    return _PackRead(placed, limit_problems(sorted(problems, key=_place)))


def _place(problem: Problem) -> tuple[str, int]:
    """Order in which a person goes through the files."""
    return (problem.where.file, problem.where.line or 0) if problem.where else ("", 0)


def _read_file(file: PackFile, pack: Pack) -> tuple[list[PlacedRow], list[Problem]]:
    table = read_table(file.path, file.label, FACT_COLUMNS)
    reader = RowReader(CellReader(file.label, FACT_COLUMNS, pack.units))
    placed = []
    for row in table.rows:
        observation = reader.read(row)
        if observation is not None:
            placed.append(PlacedRow(file.label, row.line, observation))
    return placed, [*table.problems, *reader.problems]


_NO_COLUMN = Text(
    "tệp số liệu không có cột cho người nhập, người duyệt, mã đính chính; chữ phải ở dạng NFC, không có "
    "khoảng trắng hai đầu",
    "a facts file has no column for who entered and approved, nor for a correction id; text must be NFC "
    "without outer blanks",
)


def _bare(row: Observation) -> Observation:
    """Return the row without what the store knows of it."""
    return row if row.superseded_at is None else replace(row, superseded_at=None)
