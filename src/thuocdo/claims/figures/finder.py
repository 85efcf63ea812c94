"""The figures of a document: scan, share units, settle kinds and roles."""

from __future__ import annotations

from thuocdo.claims.figures.coordination import share_units
from thuocdo.claims.figures.kinds import DECREASES, change_verb, clause_before, continues_series, kind_of
from thuocdo.claims.figures.mention import Form, Mention
from thuocdo.claims.figures.numbers import Style, style_of
from thuocdo.claims.figures.roles import role_of, stage_of
from thuocdo.claims.figures.scanner import may_hold_figures, scan
from thuocdo.claims.model import Figure, FigureKind, Role
from thuocdo.documents import Block, BlockKind, Document

_WITH_VERB = (Form.NUMBER, Form.RANGE, Form.BLANK)
_SERIES_KINDS = (FigureKind.SHARE, FigureKind.DELTA_PCT)


def find_figures(document: Document) -> list[Figure]:
    """Return every quantity and every blank of a document, in reading order.

    Filled are the span, value, scale, unit, kind, decimals, approximation, sign, role and stage; subject,
    period, area and subset are left to the context.
    """
    style = style_of([block.text for block in document.blocks])
    return [
        figure
        for block in document.blocks
        if block.kind is not BlockKind.UNREADABLE
        for figure in figures_of_block(block, style)
    ]


def figures_of_block(block: Block, style: Style = "vi") -> list[Figure]:
    """Return the figures of one block, in a document whose numbers are in `style`."""
    if not may_hold_figures(block.text):
        return []
    lower = _lower(block.text)
    mentions = scan(block.text, lower, style, is_cell=block.kind is BlockKind.CELL)
    share_units(lower, mentions)
    figures: list[Figure] = []
    growth: Figure | None = None
    for mention in mentions:
        figure = _figure(block, lower, mention, growth)
        figures.append(figure)
        if figure.kind is FigureKind.GROWTH_RATE and figure.role is not Role.TARGET:
            growth = figure
        elif mention.form is not Form.RANK:
            growth = None
    return figures


def _figure(block: Block, lower: str, mention: Mention, growth: Figure | None) -> Figure:
    before = clause_before(lower, mention.lead)
    verb = change_verb(before) if mention.form in _WITH_VERB else ""
    kind = kind_of(mention, lower, before, verb)
    if growth is not None and kind in _SERIES_KINDS and mention.unit == growth.unit:
        # A series of yearly rates names its subject once.
        kind = FigureKind.GROWTH_RATE if continues_series(lower, growth.end, mention.lead) else kind
    role = role_of(mention, kind, lower, before, verb)
    return Figure(
        block=block,
        start=mention.start,
        end=mention.end,
        text=block.text[mention.start : mention.end],
        value=mention.value,
        kind=kind,
        value2=mention.value2,
        scale=mention.scale,
        unit=mention.unit,
        decimals=mention.decimals,
        approximation=mention.approximation,
        sign=-1 if verb in DECREASES else mention.sign,
        role=role,
        stage=stage_of(before, role),
        is_ambiguous=mention.is_ambiguous,
    )


def _lower(text: str) -> str:
    """Return `text` in lower case, every character at its own offset."""
    lower = text.lower()
    return (
        lower if len(lower) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    )
