"""What is a figure for in its sentence? Roles and stages, settled before figures are linked."""

from __future__ import annotations

import re

from thuocdo.claims.figures.mention import Form, Mention
from thuocdo.claims.model import FigureKind, Role

_PLAN_WORDS = r"(?:mục tiêu|chỉ tiêu|kế hoạch|dự toán|nghị quyết|được giao)"
_TARGET = re.compile(
    # "đạt 102% dự toán" and "03 chỉ tiêu" speak of a target; they do not give its value.
    r"(?:\bphấn đấu|(?<![\d%] )(?:\bmục tiêu|\bchỉ tiêu|\bkế hoạch|\bdự toán|\bđược giao))\b[^,;()]{0,60}$"
)
_TARGET_AFTER = re.compile(rf"[^.;()]{{0,30}}?\b{_PLAN_WORDS}\b")
_PLAN_RIGHT_AFTER = re.compile(
    r"(?:\s*(?:và|,|;)\s*[\d.,]+%)*\s*(?:so với\s+|của\s+)?"
    rf"(?:(?!vượt|đạt|không|chưa|hoàn|thấp|cao)\w+\s+){{0,2}}?{_PLAN_WORDS}\b"
)
"""`đạt 98% kế hoạch`, not `đạt 98%, vượt kế hoạch`: that 98 % is a level."""
_AGAINST_PLAN = re.compile(r"(?:mục tiêu|chỉ tiêu|kế hoạch|dự toán)[^,;()]{0,30}$")
_COMPLETION_BEFORE = re.compile(r"\b(?:đạt|bằng|hoàn thành|thực hiện)(?: \w+)?\s*$")
_FROM = re.compile(r"\btừ\s*(?:mức\s*|hạng\s*|vị trí\s*)?$")
_FROM_AFTER = re.compile(r"[^.;()]{0,60}?\b(?<!trở )(?:lên|xuống|còn)\b")
_TO = re.compile(
    r"\b(?:lên|xuống|còn|lên đến|lên tới|xuống còn|chỉ còn|đến)\s*(?:mức\s*|hạng\s*|vị trí\s*)?$"
)
_FROM_FAR = re.compile(r"\btừ\b")
_CONTRIBUTION = re.compile(r"\bđóng góp\s*$")
_PART_OPENER = re.compile(r"\b(?:gồm|trong đó|cụ thể|chia ra)\b")
_TOTAL_AFTER = re.compile(r"[^.;]{0,60}?\b(?:gồm|bao gồm|trong đó|chia ra|cụ thể)\b")
_GAPS = frozenset(("vượt", "cao hơn", "thấp hơn", "hụt"))
_REACH = 70

_ESTIMATE = re.compile(r"\b(?:ước|uớc|dự ước|dự kiến)\b")
_SCENARIO = re.compile(r"\b(?:dự báo|kịch bản|phương án)\b")
_AIM = re.compile(r"\b(?:phấn đấu|mục tiêu)\b[^;,.()]{0,50}$")


def role_of(mention: Mention, kind: FigureKind, lower: str, before: str, verb: str) -> Role:
    """Return what the figure is for."""
    after = lower[mention.end : mention.end + _REACH]
    if mention.form in (Form.NUMBER, Form.RANK) and (role := _step_of(before, after, verb)):
        return role
    if mention.form is Form.NUMBER and (role := _change_of(mention, kind, before, after, verb)):
        return role
    if _TARGET.search(before):
        return Role.TARGET
    if kind is FigureKind.BLANK:
        return Role.CHANGE if verb else Role.LEVEL
    if kind is FigureKind.GROWTH_RATE:
        return Role.LEVEL
    if _PART_OPENER.search(before):
        return Role.PART
    if kind in (FigureKind.COUNT, FigureKind.LEVEL) and _TOTAL_AFTER.match(after):
        return Role.TOTAL
    return Role.LEVEL


def _step_of(before: str, after: str, verb: str) -> Role | None:
    """Return FROM or TO for the two ends of a change: `tăng từ 73,4 lên 74,7 tuổi`."""
    if verb:
        return None
    if _FROM.search(before) and _FROM_AFTER.match(after):
        return Role.FROM
    if _TO.search(before) and _FROM_FAR.search(before):
        return Role.TO
    return None


def _change_of(mention: Mention, kind: FigureKind, before: str, after: str, verb: str) -> Role | None:
    if _CONTRIBUTION.search(before):
        return Role.CONTRIBUTION
    if kind is FigureKind.FOLD:
        return Role.FOLD
    if verb:
        is_gap = verb in _GAPS and (_TARGET_AFTER.match(after) or _AGAINST_PLAN.search(before))
        return Role.TARGET_GAP if is_gap else Role.CHANGE
    is_percent = mention.unit.startswith("%") and kind is not FigureKind.GROWTH_RATE
    if is_percent and _COMPLETION_BEFORE.search(before) and _PLAN_RIGHT_AFTER.match(after[:40]):
        return Role.COMPLETION
    return None


def stage_of(clause: str, role: Role) -> str:
    """Return `actual`, `estimate`, `target` or `scenario` from the words of the clause."""
    if role is Role.TARGET:
        return "target"
    if _SCENARIO.search(clause):
        return "scenario"
    if _ESTIMATE.search(clause):
        return "estimate"
    if role not in (Role.TARGET_GAP, Role.COMPLETION) and _AIM.search(clause):
        return "target"
    return "actual"
