"""The figures of a document: scan, share units, settle kinds and roles."""

from __future__ import annotations

from thuocdo.claims.figures.coordination import share_units
from thuocdo.claims.figures.kinds import change_verb, clause_before, kind_of
from thuocdo.claims.figures.mention import Form, Mention
from thuocdo.claims.figures.roles import role_of, stage_of
from thuocdo.claims.figures.scanner import lower_text, scan
from thuocdo.claims.model import Figure
from thuocdo.documents import Block, BlockKind, Document

_DECREASE = frozenset(
    ("giảm", "bớt", "hụt", "thấp hơn", "ít hơn", "nhỏ hơn", "kém", "rút ngắn", "sụt", "cắt giảm", "tụt")
)


def find_figures(document: Document) -> list[Figure]:
    """Return every quantity and every blank of a document, in reading order.

    Filled are the span, value, scale, unit, kind, decimals, approximation, sign, role and stage; subject,
    period, area and subset are left to the context.
    """
    return [
        figure
        for block in document.blocks
        if block.kind is not BlockKind.UNREADABLE
        for figure in figures_of_block(block)
    ]


def figures_of_block(block: Block) -> list[Figure]:
    """Return the figures of one block."""
    mentions = scan(block.text)
    if not mentions:
        return []
    lower = lower_text(block.text)
    share_units(block.text, lower, mentions)
    return [_figure(block, lower, mention) for mention in mentions]


def _figure(block: Block, lower: str, mention: Mention) -> Figure:
    before = clause_before(lower, mention.lead)
    verb = change_verb(before) if mention.form in (Form.NUMBER, Form.RANGE, Form.BLANK) else ""
    kind = kind_of(mention, lower, before, verb)
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
        sign=-1 if verb in _DECREASE else mention.sign,
        role=role,
        stage=stage_of(lower, before, role),
        is_ambiguous=mention.is_ambiguous,
    )
