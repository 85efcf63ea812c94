"""Which bindings has a person settled? The lock file `so-lieu.lock`, kept beside the report and reviewed.

One JSON object per line, sorted, so that a change of one binding is a change of one line:
`{"indicator": "budget.revenue", "verdict": "confirmed", "before": "…", "after": "…"}`. The words are those
around the figure with numbers masked (see `fingerprint`).
"""

from __future__ import annotations

import json
import os
import tempfile
from collections import Counter, defaultdict
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from pathlib import Path

from thuocdo.claims.binding.fingerprint import Fingerprint, fingerprint_of
from thuocdo.claims.model import Figure
from thuocdo.errors import Problem, Text, ThuocdoError, Where

LOCK_NAME = "so-lieu.lock"
_FORMAT = {"format": "thuocdo so-lieu.lock", "version": 1}
_ENOUGH = 70
_MOST_MET = 200

LOCK_PROBLEM_CODES: dict[str, Text] = {
    "KS001": Text("tệp khóa không đọc được", "the lock file cannot be read"),
    "KS002": Text("dòng không đọc được trong tệp khóa", "a line of the lock file cannot be read"),
}
"""Title of every fault of a lock file, by code."""


class Verdict(StrEnum):
    """What a person said of a binding."""

    CONFIRMED = "confirmed"
    REJECTED = "rejected"


class LockError(ThuocdoError):
    """A lock file cannot be read; lists every line at fault."""


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """One settled binding.

    Attributes:
        indicator: Indicator id; empty in a rejection of all (the figure is of none).
        verdict: See `Verdict`.
        before, after: Words around the figure, see `Fingerprint`.
    """

    indicator: str
    verdict: Verdict
    before: tuple[str, ...]
    after: tuple[str, ...]

    @property
    def fingerprint(self) -> Fingerprint:
        """The words as a fingerprint."""
        return Fingerprint(self.before, self.after)


@dataclass(frozen=True)
class Lock:
    """The settled bindings of a report; never changes, `confirm` and `reject` return another."""

    entries: tuple[Entry, ...] = ()

    @cached_property
    def _by_word(self) -> dict[tuple[str, str], list[int]]:
        """Numbers of the entries that hold a word on a side."""
        found: dict[tuple[str, str], list[int]] = defaultdict(list)
        for number, entry in enumerate(self.entries):
            for word in entry.fingerprint.weights():
                found[word].append(number)
        return found

    @cached_property
    def _by_print(self) -> dict[Fingerprint, list[Entry]]:
        found: dict[Fingerprint, list[Entry]] = defaultdict(list)
        for entry in self.entries:
            found[entry.fingerprint].append(entry)
        return found

    def of(self, figure: Figure) -> list[Entry]:
        """Return what was settled about `figure`: of the most alike fingerprint, none below the threshold."""
        print_ = fingerprint_of(figure)
        if print_ in self._by_print:
            return self._by_print[print_]
        met: Counter[int] = Counter()
        rare_first = sorted(print_.weights().items(), key=lambda item: len(self._by_word.get(item[0], ())))
        for word, weight in rare_first[:8]:
            for number in self._by_word.get(word, ())[:_MOST_MET]:
                met[number] += weight
        best, entries = _ENOUGH - 1, []
        for number, _ in met.most_common(32):
            likeness = self.entries[number].fingerprint.likeness(print_)
            if likeness > best:
                best, entries = likeness, [self.entries[number]]
            elif likeness == best:
                entries.append(self.entries[number])
        return entries

    def confirmed(self, figure: Figure) -> str:
        """Return the indicator confirmed for `figure`, empty where none or more than one is."""
        found = {entry.indicator for entry in self.of(figure) if entry.verdict is Verdict.CONFIRMED}
        return found.pop() if len(found) == 1 else ""

    def rejected(self, figure: Figure) -> frozenset[str]:
        """Return the indicators that `figure` is not of; an empty one among them stands for all."""
        return frozenset(entry.indicator for entry in self.of(figure) if entry.verdict is Verdict.REJECTED)


def confirm(lock: Lock, figure: Figure, indicator: str) -> Lock:
    """Return `lock` with `figure` bound to `indicator`; what was settled about it before is replaced."""
    return _settled(lock, figure, indicator, Verdict.CONFIRMED)


def reject(lock: Lock, figure: Figure, indicator: str = "") -> Lock:
    """Return `lock` with `figure` known not to be of `indicator`, or of none at all where left out."""
    return _settled(lock, figure, indicator, Verdict.REJECTED)


def _settled(lock: Lock, figure: Figure, indicator: str, verdict: Verdict) -> Lock:
    print_ = fingerprint_of(figure)
    own = Entry(indicator, verdict, print_.before, print_.after)
    kept = [
        entry
        for entry in lock.entries
        if entry.fingerprint != print_
        or (
            verdict is Verdict.REJECTED
            and indicator
            and entry.verdict is Verdict.REJECTED
            and entry.indicator
        )
    ]
    return Lock(tuple(sorted({*kept, own})))


def load_lock(path: Path) -> Lock:
    """Read a lock file; one that is not there is empty.

    Raises:
        LockError: It is no lock file, or some lines cannot be read; all of them are named.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Lock()
    except (OSError, UnicodeDecodeError) as error:
        raise LockError(_unreadable(path, str(error))) from error
    lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    if not lines:
        return Lock()
    problems: list[Problem] = []
    if _parsed(lines[0][1]) != _FORMAT:
        raise LockError(_unreadable(path, lines[0][1][:60]))
    entries: list[Entry] = []
    for number, line in lines[1:]:
        entry = _entry(_parsed(line))
        if entry is None:
            problems.append(_bad_line(path, number, line))
        else:
            entries.append(entry)
    if problems:
        raise LockError(*problems)
    return Lock(tuple(sorted(set(entries))))


def save_lock(lock: Lock, path: Path) -> None:
    """Write a lock file whole or not at all; equal locks give equal bytes."""
    lines = [json.dumps(_FORMAT, ensure_ascii=False)]
    lines += [json.dumps(_row(entry), ensure_ascii=False) for entry in sorted(lock.entries)]
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write("\n".join(lines) + "\n")
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
        Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def _row(entry: Entry) -> dict[str, str]:
    return {
        "indicator": entry.indicator,
        "verdict": entry.verdict.value,
        "before": " ".join(entry.before),
        "after": " ".join(entry.after),
    }


def _parsed(line: str) -> object:
    try:
        parsed: object = json.loads(line)
    except ValueError:
        return None
    return parsed


def _entry(row: object) -> Entry | None:
    if not isinstance(row, dict) or not all(isinstance(value, str) for value in row.values()):
        return None
    try:
        verdict = Verdict(row["verdict"])
        return Entry(row["indicator"], verdict, tuple(row["before"].split()), tuple(row["after"].split()))
    except (KeyError, ValueError):
        return None


def _unreadable(path: Path, detail: str) -> Problem:
    return Problem(
        "KS001",
        Text(
            f"{path.name} không phải tệp khóa đọc được: {detail}",
            f"{path.name} is no readable lock: {detail}",
        ),
        Text(
            "lấy lại bản trước của tệp, hoặc xóa tệp rồi chạy `thuocdo bind` lại",
            "restore the file, or delete it and run `thuocdo bind` again",
        ),
        Where(path.name),
    )


def _bad_line(path: Path, number: int, line: str) -> Problem:
    return Problem(
        "KS002",
        Text(f"không đọc được dòng “{line[:60]}”", f"cannot read the line “{line[:60]}”"),
        Text(
            "mỗi dòng là một đối tượng JSON có indicator, verdict, before, after",
            "each line is one JSON object with indicator, verdict, before, after",
        ),
        Where(path.name, number),
    )
