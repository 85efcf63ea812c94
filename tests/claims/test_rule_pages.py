"""Every rule's page: the lines that must fire do, and all others are silent.

A page is prose with blocks of examples. In a ```text block every line is a paragraph, and lines with no blank
line between them are one document. A ```markdown block is one document, read as Markdown (tables, footnotes,
headings). A line that ends in `← TT001 [words]` must fire at these words; the mark is cut off before it is read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from pack_world import world_for

from thuocdo.claims.check import check_document
from thuocdo.claims.registry import find_rule, load_rules
from thuocdo.documents import open_document

NEEDS_A_FILE = ("DX002",)
"""Rules whose faults no page of text can hold; their firing cases are in test_reading_rules.py."""
PAGES = Path(__file__).parent / "rules"
_BLOCK = re.compile(r"^```(text|markdown)\n(.*?)^```$", re.M | re.S)
_MARK = re.compile(
    r"\s*← (?P<rule>[A-Z]{2}\d{3}) \[(?P<quote>[^\]]+)\](?: (?P<severity>error|warning|note))?"
)


@dataclass(frozen=True)
class Example:
    """One document of a page.

    Attributes:
        rule: Id that the page is of.
        line: Line of the page it starts on.
        form: `text` or `markdown`.
        lines: Its lines without marks.
        expected: (line number on the page, rule, quoted words, severity or empty) that must fire.
    """

    rule: str
    line: int
    form: str
    lines: tuple[str, ...]
    expected: frozenset[tuple[int, str, str]]
    severities: tuple[tuple[int, str, str], ...]


def examples() -> list[Example]:
    return [example for page in sorted(PAGES.glob("*.md")) for example in examples_of(page)]


def examples_of(page: Path) -> list[Example]:
    text = page.read_text(encoding="utf-8")
    rule = page.stem[:5].upper()
    found = []
    for block in _BLOCK.finditer(text):
        first = text.count("\n", 0, block.start(2)) + 1
        lines = block[2].splitlines()
        groups = [(first, lines)] if block[1] == "markdown" else _paragraph_groups(first, lines)
        found += [_example(rule, block[1], start, group) for start, group in groups]
    return found


def _paragraph_groups(first: int, lines: list[str]) -> list[tuple[int, list[str]]]:
    groups: list[tuple[int, list[str]]] = []
    for number, line in enumerate(lines, first):
        if not line.strip():
            continue
        if groups and groups[-1][0] + len(groups[-1][1]) == number:
            groups[-1][1].append(line)
        else:
            groups.append((number, [line]))
    return groups


def _example(rule: str, form: str, first: int, lines: list[str]) -> Example:
    expected: set[tuple[int, str, str]] = set()
    severities: list[tuple[int, str, str]] = []
    for number, line in enumerate(lines, first):
        for mark in _MARK.finditer(line):
            expected.add((number, mark["rule"], mark["quote"]))
            if mark["severity"]:
                severities.append((number, mark["quote"], mark["severity"]))
    plain = tuple(_MARK.sub("", line) for line in lines)
    return Example(rule, first, form, plain, frozenset(expected), tuple(severities))


def fired(example: Example) -> tuple[set[tuple[int, str, str]], set[tuple[int, str, str]]]:
    """Return (line, rule, words) of every finding of the page's rule, and (line, words, severity)."""
    step = 1 if example.form == "markdown" else 2
    source = ("\n" * step).join(example.lines)
    name = "example.md" if example.form == "markdown" else "example.txt"
    document = open_document(source.encode(), name, format="md" if step == 1 else "txt")
    report = check_document(document, rules=[find_rule(example.rule)], **world_for(example.rule))
    found, severities = set(), set()
    for finding in report.findings:
        place = finding.places[0]
        line = example.line + (place.block.places.place(place.start).line - 1) // step
        words = " ".join(place.block.text[place.start : place.end].split())
        found.add((line, finding.rule, words))
        severities.add((line, words, finding.severity.value))
    return found, severities


@pytest.mark.parametrize("example", examples(), ids=lambda example: f"{example.rule}:L{example.line}")
def test_the_page_says_what_the_rule_does(example: Example) -> None:
    found, severities = fired(example)

    assert sorted(found) == sorted(example.expected)
    assert sorted(set(example.severities) - severities) == []


@pytest.mark.parametrize("rule", load_rules(), ids=lambda rule: rule.id)
def test_every_rule_has_a_page_with_a_line_that_fires_and_one_that_is_silent(rule) -> None:  # type: ignore[no-untyped-def]
    page = PAGES / f"{type(rule).__module__.rpartition('.')[2]}.md"

    lines = [
        line for block in _BLOCK.finditer(page.read_text(encoding="utf-8")) for line in block[2].splitlines()
    ]

    assert rule.id in NEEDS_A_FILE or any(f"← {rule.id} [" in line for line in lines)
    assert any(line.strip() and "←" not in line for line in lines)
