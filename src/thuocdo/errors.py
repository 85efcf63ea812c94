"""What went wrong, where, and what to do: in the reader's language.

Every room below the doors reports bad input as `Problem`s. A function that can find several
collects them all before it raises, so that a person mends a file once and not ten times.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, NamedTuple

Language = Literal["vi", "en"]


class Text(NamedTuple):
    """One text in both languages; Vietnamese is written first because it is read first.

    Attributes:
        vi: Vietnamese, NFC.
        en: English; may be the Vietnamese again for names that have no English form.
    """

    vi: str
    en: str

    def say(self, lang: Language) -> str:
        """Return the text in `lang`, falling back to Vietnamese where English is empty."""
        return self.vi if lang == "vi" or not self.en else self.en


NO_TEXT = Text("", "")
"""Nothing to say, in both languages."""


class Severity(StrEnum):
    """How bad a problem is: an error stops the work, a warning wants a look, a note only tells."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Where:
    """The place of a problem, as exact as is known.

    Attributes:
        file: Path as the user knows it (e.g. `facts/grdp.csv`).
        line: 1-based line of the file.
        column: Name of the column or key (e.g. `unit`).
        sheet: Worksheet name.
        cell: Cell in A1 notation (e.g. `C14`).
    """

    file: str = ""
    line: int | None = None
    column: str = ""
    sheet: str = ""
    cell: str = ""

    def say(self, lang: Language = "vi") -> str:
        """Return e.g. `targets.csv, dòng 14, cột unit`."""
        words = {
            "vi": ("trang tính", "ô", "dòng", "cột"),
            "en": ("sheet", "cell", "line", "column"),
        }[lang]
        parts = [self.file] if self.file else []
        for word, value in zip(words, (self.sheet, self.cell, self.line, self.column), strict=True):
            if value:
                parts.append(f"{word} {value}")
        return ", ".join(parts)


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault in something a person gave us.

    Attributes:
        code: Stable id, area letter and number (e.g. `GK012`); listed in docs/reference/problems.md.
        text: What is wrong, with the offending value quoted.
        hint: What to do about it.
        where: The place, or None where the fault has no single place.
        severity: See `Severity`.
    """

    code: str
    text: Text
    hint: Text = NO_TEXT
    where: Where | None = None
    severity: Severity = Severity.ERROR

    def say(self, lang: Language = "vi") -> str:
        """Return the problem in one line: place, code, what, what to do."""
        place = f"{self.where.say(lang)}: " if self.where and self.where.say(lang) else ""
        hint = f" → {self.hint.say(lang)}" if self.hint.vi else ""
        return f"{place}{self.code} {self.text.say(lang)}{hint}"


class ThuocdoError(Exception):
    """Bad input, told as problems. Subclasses name the room that found it."""

    def __init__(self, *problems: Problem) -> None:
        """Take at least one problem; the first is the headline."""
        if not problems:
            raise ValueError("a ThuocdoError needs at least one Problem")
        self.problems = problems
        super().__init__(problems[0].say())

    def __reduce__(self) -> tuple[object, ...]:
        """Travel whole between processes, whatever a subclass takes to be made."""
        return _remake, (type(self), self.problems, dict(self.__dict__))

    def say(self, lang: Language = "vi") -> str:
        """Return every problem, one line each."""
        return "\n".join(problem.say(lang) for problem in self.problems)


def _remake(
    kind: type[ThuocdoError], problems: tuple[Problem, ...], state: dict[str, object]
) -> ThuocdoError:
    error = kind.__new__(kind)
    ThuocdoError.__init__(error, *problems)
    error.__dict__.update(state)
    return error


def raise_if_errors(problems: Iterable[Problem], kind: type[ThuocdoError] = ThuocdoError) -> None:
    """Raise `kind` with all problems if any of them is an error; warnings and notes pass."""
    found = tuple(problems)
    if any(problem.severity is Severity.ERROR for problem in found):
        raise kind(*found)
