"""Sentences in the style of many provinces, every figure of them annotated in figure_sentences.txt.

A sentence stands at the margin; below it, one line per figure:
`text = value[/or..value2][eScale] | unit | kind [| approximation, role, stage, -, ambiguous]`.
What has no line must not be reported.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from figure_blocks import figures_in

from thuocdo.claims.model import Figure, FigureKind

_PAGE = Path(__file__).with_name("figure_sentences.txt")
_PLAIN_ROLES = ("level", "total", "part", "other")


def _cases() -> list[tuple[str, list[str]]]:
    cases: list[tuple[str, list[str]]] = []
    for line in _PAGE.read_text(encoding="utf-8").splitlines():
        if line.startswith("    "):
            cases[-1][1].append(line.strip())
        elif line:
            cases.append((line, []))
    return cases


def _described(figure: Figure) -> str:
    value = "?"
    if figure.value is not None:
        value = str(figure.value)
        if figure.value2 is not None:
            value += f"{'..' if figure.kind is FigureKind.RANGE else '/'}{figure.value2}"
        if figure.scale:
            value += f"e{figure.scale}"
    marks = [
        figure.approximation.value,
        "" if figure.role.value in _PLAIN_ROLES else figure.role.value,
        "" if figure.stage == "actual" else figure.stage,
        "-" if figure.sign < 0 else "",
        "ambiguous" if figure.is_ambiguous else "",
    ]
    said = f"{figure.text} = {value} | {figure.unit} | {figure.kind.value}"
    return " | ".join(filter(None, (said, " ".join(filter(None, marks)))))


CASES = _cases()


def test_the_page_holds_enough_sentences() -> None:
    assert len(CASES) >= 200


@pytest.mark.parametrize(("sentence", "expected"), CASES, ids=[str(n) for n in range(len(CASES))])
def test_every_figure_of_the_sentence_is_read_as_annotated(sentence: str, expected: list[str]) -> None:
    assert [_described(figure) for figure in figures_in(sentence)] == expected
