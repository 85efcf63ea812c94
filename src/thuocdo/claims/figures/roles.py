"""What is a figure for in its sentence? Roles and stages, settled before figures are linked."""

from __future__ import annotations

import re

from thuocdo.claims.figures.mention import Form, Mention
from thuocdo.claims.model import FigureKind, Role

_TARGET = re.compile(
    r"\b(?:mục tiêu|chỉ tiêu|phấn đấu|kế hoạch|dự toán|nghị quyết|đề ra|được giao)\b[^,;()]{0,60}$"
)
_TARGET_AFTER = re.compile(r"[^.;()]{0,30}?\b(?:mục tiêu|chỉ tiêu|kế hoạch|dự toán|nghị quyết|được giao)\b")
_COMPLETION_BEFORE = re.compile(r"\b(?:đạt|bằng|hoàn thành|thực hiện)(?: \w+)?\s*$")
_FROM = re.compile(r"\btừ\s*(?:mức\s*)?$")
_TO = re.compile(r"\b(?:lên|xuống|còn|lên đến|lên tới|xuống còn|chỉ còn|đến)\s*(?:mức\s*)?$")
_CONTRIBUTION = re.compile(r"\bđóng góp\s*$")
_PART_OPENER = re.compile(r"\b(?:gồm|bao gồm|trong đó|cụ thể|chia ra|riêng|như)\b")
_TOTAL_AFTER = re.compile(r"[^.;]{0,60}?\b(?:gồm|bao gồm|trong đó|chia ra|cụ thể)\b")

_ESTIMATE = re.compile(r"\b(?:ước|uớc|dự ước|dự kiến)\b")
_SCENARIO = re.compile(r"\b(?:dự báo|kịch bản|phương án)\b")
_AIM = re.compile(r"\b(?:mục tiêu|chỉ tiêu|phấn đấu|kế hoạch đề ra|kế hoạch là|dự toán)\b")
_AIM_NEAR = re.compile(r"\b(?:phấn đấu|mục tiêu)\b[^;,.()]{0,50}$")


def role_of(mention: Mention, kind: FigureKind, lower: str, before: str, verb: str) -> Role:
    """Return what the figure is for."""
    after = lower[mention.end : mention.end + 70]
    if mention.form is Form.NUMBER:
        if _CONTRIBUTION.search(before):
            return Role.CONTRIBUTION
        if kind is FigureKind.FOLD:
            return Role.FOLD
        if verb:
            is_gap = verb in ("vượt", "cao hơn", "thấp hơn", "hụt") and (
                _TARGET_AFTER.match(after)
                or re.search(r"(?:mục tiêu|chỉ tiêu|kế hoạch|dự toán)[^,;()]{0,30}$", before)
            )
            return Role.TARGET_GAP if is_gap else Role.CHANGE
        if _FROM.search(before) and re.match(r"[^.;()]{0,60}?\b(?<!trở )(?:lên|xuống|còn)\b", after):
            return Role.FROM
        if _TO.search(before) and "từ" in before[-80:]:
            return Role.TO
        if kind is FigureKind.GROWTH_RATE:
            return Role.TARGET if _TARGET.search(before) else Role.LEVEL
        if (
            mention.unit.startswith("%")
            and _COMPLETION_BEFORE.search(before)
            and _TARGET_AFTER.match(after[:40])
        ):
            return Role.COMPLETION
    if _TARGET.search(before):
        return Role.TARGET
    if kind is FigureKind.BLANK:
        return Role.CHANGE if verb else Role.LEVEL
    opener = max(
        before.rfind("gồm"), before.rfind("trong đó"), before.rfind("cụ thể"), before.rfind("chia ra")
    )
    if opener >= 0:
        return Role.PART
    if kind in (FigureKind.COUNT, FigureKind.LEVEL) and _TOTAL_AFTER.match(after):
        return Role.TOTAL
    return Role.LEVEL


def stage_of(lower: str, clause: str, role: Role) -> str:
    """Return `actual`, `estimate`, `target` or `scenario` from the words of the clause."""
    if role is Role.TARGET:
        return "target"
    if _SCENARIO.search(clause):
        return "scenario"
    if _ESTIMATE.search(clause):
        return "estimate"
    if role not in (Role.TARGET_GAP, Role.COMPLETION) and _AIM_NEAR.search(clause):
        return "target"
    return "actual"
