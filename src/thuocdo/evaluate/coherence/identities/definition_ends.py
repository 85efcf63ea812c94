"""What a target counts still means the same, and still exists, on the last day of its period."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta

from thuocdo.errors import Text
from thuocdo.evaluate.coherence.case import Case, place_of
from thuocdo.evaluate.coherence.model import Kind, Outcome, Parameter, Shape
from thuocdo.evaluate.coherence.words import fill, join
from thuocdo.plan.model import Component, Definition, Indicator


def check(case: Case) -> list[Outcome]:
    """Return a finding for each change of definition or subject before its targets end.

    Declared `ends` say the same for what the pack's indicators do not hold. Indicators that change by the
    same document share a finding.
    """
    components = case.components("components")
    set_on = _set_on(case)
    changes: dict[Text, list[Component]] = defaultdict(list)
    for component in components:
        indicator = case.indicator_of(component)
        last = component.period.end
        for line in (
            _changed_definition(case, indicator, set_on, last),
            _abolished(case, indicator, set_on, last),
        ):
            if line is not None:
                changes[line].append(component)
    for row in case.rows("ends"):
        day = row.day("on")
        if not case.knows("", day):
            continue
        line = fill(
            "từ {day}: {why}",
            "from {iso}: {why}",
            day=f"{day:%d/%m/%Y}",
            iso=day.isoformat(),
            why=row.name("why"),
        )
        changes[line] += [one for one in row.components("components") if one.period.end >= day]
    found = [(line, group) for line, group in changes.items() if group]
    if found:
        return [_outcome(str(number), line, group) for number, (line, group) in enumerate(found, start=1)]
    said = Text(
        f"{len(components)} chỉ tiêu giữ nguyên định nghĩa và đối tượng đến cuối kỳ",
        f"{len(components)} targets keep definition and subject to the end",
    )
    return [Outcome((said,), holds=True)]


def _set_on(case: Case) -> date:
    document = case.pack.documents.get(case.plan.document)
    issued = document.issued if document else None
    return issued or case.plan.term.start


def _changed_definition(case: Case, indicator: Indicator, set_on: date, last: date) -> Text | None:
    then = indicator.definition_on(set_on)
    if then is None:
        return None
    later: list[Definition] = [
        one
        for one in indicator.definitions
        if one.version != then.version and one.valid_from is not None and set_on < one.valid_from <= last
    ]
    if later:
        known = [one for one in later if case.knows(one.document, one.valid_from or date.min)]
        return join([_say_next(then, one) for one in known], "; ") if known else None
    if then.valid_to is not None and then.valid_to < last:
        day = then.valid_to
        return fill(
            "định nghĩa {version} hết hiệu lực ngày {day}, chưa có định nghĩa thay thế",
            "definition {version} ends on {iso} with none to follow",
            version=then.version,
            day=f"{day:%d/%m/%Y}",
            iso=day.isoformat(),
        )
    return None


def _say_next(then: Definition, new: Definition) -> Text:
    day = new.valid_from or date.min
    return fill(
        "đặt theo định nghĩa {old}; từ {day} theo {new}{document}{text}",
        "set under definition {old}; from {iso} under {new}{document}{text}",
        old=then.version,
        new=new.version,
        day=f"{day:%d/%m/%Y}",
        iso=day.isoformat(),
        document=f" ({new.document})" if new.document else "",
        text=Text(f": {new.text.vi}" if new.text.vi else "", f": {new.text.en}" if new.text.en else ""),
    )


def _abolished(case: Case, indicator: Indicator, set_on: date, last: date) -> Text | None:
    if not indicator.subject:
        return None
    kind = [area for area in case.pack.areas if area.kind.casefold() == indicator.subject.casefold()]
    ends = [area.valid_to for area in kind if area.valid_to is not None and area.valid_to > set_on]
    still = [area for area in kind if area.valid_to is None or area.valid_to > last]
    if still or not ends:
        return None
    day = max(ends)
    if not case.knows("", day):
        return None
    eve = day - timedelta(days=1)
    return fill(
        "không còn {subject} từ {day} (ngày cuối {eve})",
        "there is no {subject} any more from {iso} (last day {eve_iso})",
        subject=indicator.subject,
        day=f"{day:%d/%m/%Y}",
        iso=day.isoformat(),
        eve=f"{eve:%d/%m/%Y}",
        eve_iso=eve.isoformat(),
    )


def _outcome(part: str, line: Text, group: list[Component]) -> Outcome:
    listed = join([Text(component.id, component.id) for component in group], ", ")
    ends = max(component.period.end for component in group)
    return Outcome(
        steps=(
            line,
            fill(
                "chỉ tiêu {listed} phải đạt đến {day}: sẽ không so được với lúc đặt ra",
                "targets {listed} run to {iso}: they will not be comparable with what was set",
                listed=listed,
                day=f"{ends:%d/%m/%Y}",
                iso=ends.isoformat(),
            ),
        ),
        holds=False,
        part=part,
        title=join(list(dict.fromkeys(component.name for component in group)), "; "),
        places=tuple(place_of(component) for component in group),
    )


KIND = Kind(
    id="definition_ends",
    title=Text("Định nghĩa hết hiệu lực trong kỳ", "Definitions that end inside the term"),
    about=Text(
        "Định nghĩa và đối tượng của chỉ tiêu phải còn hiệu lực đến ngày cuối của kỳ.",
        "Definition and subject of a target must last to the last day of its period.",
    ),
    parameters=(
        Parameter(
            "components",
            Shape.COMPONENTS,
            Text("các chỉ tiêu; bỏ trống là tất cả", "the targets; all when left out"),
            required=False,
        ),
        Parameter(
            "ends",
            Shape.ROWS,
            Text(
                "thay đổi mà chỉ tiêu thống kê trong gói không ghi",
                "changes the pack's indicators do not hold",
            ),
            required=False,
            rows=(
                Parameter("components", Shape.COMPONENTS, Text("các chỉ tiêu", "the targets")),
                Parameter("on", Shape.DATE, Text("ngày đầu của cách tính mới", "first day of the new rule")),
                Parameter(
                    "why", Shape.NAME, Text("thay đổi gì, văn bản nào", "what changes, by which document")
                ),
            ),
        ),
    ),
    check=check,
)
