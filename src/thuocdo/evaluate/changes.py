"""What changed in the world since a target was set: units abolished, definitions replaced, plans closed.

Each change counts from the day it takes effect: as of an earlier day it is not known.
"""

from __future__ import annotations

from datetime import date

from thuocdo.errors import NO_TEXT, Text
from thuocdo.evaluate.case import Case
from thuocdo.evaluate.model import Evidence


def changed_meaning(case: Case, evidence: Evidence | None) -> Text | None:
    """Say why figure and target do not mean the same thing, or None."""
    return _changed_definition(case, evidence) or _changed_ranking(case, evidence)


def abolished_subject(case: Case) -> Text | None:
    """Say that the kind of unit counted no longer exists, once that is known; None while it does."""
    subject = case.indicator.subject
    if not subject:
        return None
    kind = [area for area in case.resolver.pack.areas if area.kind.casefold() == subject.casefold()]
    ends = [area.valid_to for area in kind]
    known_ends = [end for end in ends if end is not None and end <= case.today]
    if not kind or len(known_ends) < len(kind) or max(known_ends) > case.component.period.end:
        return None
    day = max(known_ends)
    return Text(
        f"không còn {subject} từ {day:%d/%m/%Y}",
        f"there is no {subject} any more since {day.isoformat()}",
    )


def _changed_definition(case: Case, evidence: Evidence | None) -> Text | None:
    """Compare the definition the target was set under with the one its figure is counted by."""
    indicator, plan = case.indicator, case.resolver.pack.plans[case.component.plan]
    document = case.resolver.pack.documents.get(case.component.document or plan.document)
    set_on = document.issued if document is not None and document.issued else plan.term.start
    then = indicator.definition_on(set_on)
    counted_on = _counted_on(case, evidence)
    now = indicator.definition_on(counted_on)
    stated = {row.definition for row in evidence.inputs if row.definition} if evidence is not None else set()
    if stated:
        now = next((d for d in indicator.definitions if {d.version} == stated), now)
    if then is None or now is None or then.version == now.version:
        return None
    if now.valid_from is not None and now.valid_from > case.today:
        return None
    since = f"{now.valid_from:%d/%m/%Y}" if now.valid_from else ""
    detail = Text(f" ({now.text.vi})" if now.text.vi else "", f" ({now.text.en})" if now.text.en else "")
    return Text(
        f"chỉ tiêu đặt theo định nghĩa {then.version}, nay là {now.version} từ {since}{detail.vi}",
        f"set under definition {then.version}, now {now.version} since {since}{detail.en}",
    )


def _counted_on(case: Case, evidence: Evidence | None) -> date:
    """Return the day whose definition a figure follows: an estimate cannot follow a later one."""
    if evidence is None:
        return case.component.period.end
    known = [row.known_from.date() for row in evidence.inputs]
    return min([evidence.period.end, *([max(known)] if known else [])])


def _changed_ranking(case: Case, evidence: Evidence | None) -> Text | None:
    """A rank printed with its denominator ("12/63") cannot be held against another field of units."""
    printed = case.component.unit.text.partition("/")[2].strip()
    if evidence is None or not printed.isdigit() or not case.indicator.rank_of:
        return None
    of = case.indicator.ranked_among(evidence.period.end)
    if of is None or of == int(printed):
        return None
    return Text(
        f"chỉ tiêu tính trên {printed} đơn vị, số liệu xếp hạng trên {of}",
        f"target ranks among {printed}, figure among {of}",
    )


def closed_note(case: Case) -> Text:
    """Say that the plan was closed before the target was due, from the day it happened."""
    plan = case.resolver.pack.plans[case.component.plan]
    if plan.closed_on is None or plan.closed_on > case.today or case.component.period.end < plan.closed_on:
        return NO_TEXT
    day = f"{plan.closed_on:%d/%m/%Y}"
    return Text(f"kế hoạch kết thúc ngày {day}", f"plan closed on {plan.closed_on.isoformat()}")
