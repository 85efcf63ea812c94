"""Which lines are headings and list items? The numbering of Vietnamese official reports.

Parts ("Phần thứ nhất"), Roman numerals ("I-", "II."), Arabic ("1.", "1.1.", "1.1.1."), letters ("a)"),
numbers in brackets ("(1)"), dashes, and counted clauses ("Một là,", "Thứ hai,"): the outline of
Decree 30/2020/NĐ-CP, appendix I, and of party documents.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import regex


class Form(StrEnum):
    """Form of a number or mark in front of a heading or list item."""

    PART = "part"
    CHAPTER = "chapter"
    CAPITAL = "capital"
    ROMAN = "roman"
    ARABIC = "arabic"
    DECIMAL = "decimal"
    ARTICLE = "article"
    LETTER = "letter"
    BRACKET = "bracket"
    NUMBER_BRACKET = "number_bracket"
    COUNTED = "counted"
    DASH = "dash"
    PLUS = "plus"


@dataclass(frozen=True, slots=True)
class Outline:
    """The mark a line begins with.

    Attributes:
        form: See `Form`.
        mark: The mark as printed ("1.2.").
        end: Where the words begin.
        parts: Numbers of the mark ((1, 2) for "1.2."); empty for dashes.
    """

    form: Form
    mark: str
    end: int
    parts: tuple[int, ...] = ()

    @property
    def is_numbered_heading(self) -> bool:
        """The mark is one that headings have."""
        return self.form in _LEVELS

    @property
    def level(self) -> int:
        """Heading level of the mark (1 = Phần, 2 = I-, 3 = 1., 4 = 1.1., …), or depth for list items."""
        if self.form is Form.DECIMAL:
            return 2 + len(self.parts)
        return _LEVELS.get(self.form, 2 if self.form is Form.PLUS else 1)


_LEVELS = {
    Form.PART: 1,
    Form.CHAPTER: 1,
    Form.CAPITAL: 1,
    Form.ROMAN: 2,
    Form.ARTICLE: 3,
    Form.ARABIC: 3,
    Form.DECIMAL: 4,
}

_MARK = regex.compile(
    r"""
    (?P<part>(?:Phần|PHẦN)\ (?:thứ\ \w+|THỨ\ \w+|[IVX]{1,5}|\d{1,2})\b[.:]?)
  | (?P<chapter>(?:Chương|CHƯƠNG|Phụ\ lục|PHỤ\ LỤC)\ (?:[IVXL]{1,6}|\d{1,2})\b[.:]?)
  | (?P<article>(?:Điều|Mục)\ \d{1,3}[.:]?(?=\s+\w)(?!\s+\p{Ll}))
  | (?P<roman>(?:X{0,3}(?:IX|IV|V?I{1,3}|V)|X{1,3})(?:\s?[-–.:)]\s*-?)(?=\s*[^\W\d_]))
  | (?P<capital>[A-HĐ](?:\s?[-.)])(?=\s+[^\W\d_]))
  | (?P<decimal>\d{1,2}(?:\.\d{1,2}){1,3}(?:[.)]|(?=\s+[^\W\d_]))(?=\s*[^\W\d_“"(]))
  | (?P<arabic>\d{1,2}\s?\.(?=\s*[^\W\d_“"(])|\d{1,2}\s?[-–](?=\s+\p{Lu}))
  | (?P<number_bracket>\d{1,2}\)(?=\s*\S))
  | (?P<letter>[a-zđ]\)(?=\s*\S)|[a-hđ]\.(?=\s+[^\W\d_]))
  | (?P<bracket>\(\d{1,2}\)(?=\s*\S)|\([a-zđ]\)(?=\s*\S))
  | (?P<counted>(?:Một|Hai|Ba|Bốn|Năm|Sáu|Bảy|Tám|Chín|Mười)\ là\s?[,:]
        |(?:Thứ|THỨ)\ (?:nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười)\s?[,:])
  | (?P<dash>[-–—•▪●*·](?=\s+\S)|[-–—](?=\p{Lu}))
  | (?P<plus>[+o](?=\s+\S))
    """,
    regex.VERBOSE,
)
_FIRST_LETTERS = frozenset("PCĐMIVXABCDEFGH0123456789abcdđefghiklmnopqrstuvxyz(HBNSTT-–—•▪●*·+")
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50}
_WORDS = ("", "nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười")
_COUNTED = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9}
_DIGITS = regex.compile(r"\d+")


def read_outline(text: str) -> Outline | None:
    """Return the mark a line begins with, or None."""
    if text[:1] not in _FIRST_LETTERS:
        return None
    match = _MARK.match(text)
    if match is None:
        return None
    form = Form(match.lastgroup or "")
    mark = match[0].strip()
    end = match.end()
    while end < len(text) and text[end].isspace():
        end += 1
    return Outline(form, mark, end, _numbers(form, mark))


def _numbers(form: Form, mark: str) -> tuple[int, ...]:
    if form in {Form.DASH, Form.PLUS}:
        return ()
    if form is Form.ROMAN:
        return (_roman(mark),)
    if form in {Form.CAPITAL, Form.LETTER}:
        order = "abcdđeghiklmnopqrstuvxy"
        letter = mark[0].lower()
        return (order.find(letter) + 1,)
    if form in {Form.PART, Form.CHAPTER, Form.COUNTED}:
        return _word_number(mark)
    return tuple(int(number) for number in _DIGITS.findall(mark))


def _word_number(mark: str) -> tuple[int, ...]:
    if digits := _DIGITS.search(mark):
        return (int(digits[0]),)
    words = mark.rstrip(".:,").lower().split()
    for word in (words[-1], words[0]):
        if word in _WORDS:
            return (_WORDS.index(word),)
        if word in _COUNTED:
            return (_COUNTED[word],)
    numeral = mark.rstrip(".:").split()[-1]
    return (_roman(numeral),) if set(numeral) <= set(_ROMAN) else ()


def _roman(mark: str) -> int:
    values = [_ROMAN[letter] for letter in mark if letter in _ROMAN]
    return sum(
        -value if at + 1 < len(values) and value < values[at + 1] else value
        for at, value in enumerate(values)
    )


def is_title(text: str) -> bool:
    """Tell whether a line is set in capitals like a title (two words or more)."""
    return text.isupper() and " " in text and sum(map(str.isalpha, text)) >= 6
