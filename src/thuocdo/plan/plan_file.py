"""Which plans does plan.yaml declare, for which area and term, and what became of them?"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeAlias, cast

from thuocdo.errors import NO_TEXT, Problem, Text, Where
from thuocdo.plan.cells import read_period_text
from thuocdo.plan.folder import find_file
from thuocdo.plan.formula_names import find_cycle
from thuocdo.plan.indicator_files import read_text_pair
from thuocdo.plan.model import Plan, PlanStatus
from thuocdo.plan.problems import make_not_found, make_problem, quote, same
from thuocdo.plan.schema_check import check_schema
from thuocdo.plan.yaml_files import YamlRead, read_yaml

FILE = "plan.yaml"

_Values: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class PlanFile:
    """plan.yaml as read.

    Attributes:
        id, title, area: Of the pack.
        plans: By id in file order, still without targets.
        problems: Faults of the file; the other fields are empty where it could not be read.
        read: The file with its lines.
    """

    id: str
    title: Text
    area: str
    plans: Mapping[str, Plan]
    problems: list[Problem]
    read: YamlRead

    def check(self, documents: Collection[str] | None, areas: Collection[str] | None) -> list[Problem]:
        """Return the faults against other tables and between plans; None skips a broken table."""
        problems: list[Problem] = []
        if areas is not None and self.area and self.area not in areas:
            problems.append(make_not_found("GK062", self._where("area"), self.area, areas, "areas.csv"))
        for number, plan in enumerate(self.plans.values()):
            if areas is not None and plan.area not in areas:
                where = self._where("plans", number, "area")
                problems.append(make_not_found("GK062", where, plan.area, areas, "areas.csv"))
            for key in ("document", "closing_document"):
                name = getattr(plan, key)
                if documents is not None and name and name not in documents:
                    where = self._where("plans", number, key)
                    problems.append(make_not_found("GK063", where, name, documents, "documents.csv"))
            if plan.superseded_by and plan.superseded_by not in self.plans:
                where = self._where("plans", number, "superseded_by")
                problems.append(make_not_found("GK065", where, plan.superseded_by, self.plans, FILE))
            problems.extend(self._check_status(number, plan))
        return [*problems, *self._check_succession()]

    def _check_status(self, number: int, plan: Plan) -> list[Problem]:
        is_closed = plan.status is PlanStatus.CLOSED
        if is_closed and plan.closed_on is None:
            what = Text("closed nhưng không có closed_on", "closed without closed_on")
            hint = Text("thêm ngày kết thúc", "add the day it was closed")
            return [make_problem("GK100", self._where("plans", number, "status"), what, hint)]
        if not is_closed and (plan.closed_on or plan.closing_document):
            what = Text(
                f"có ngày kết thúc nhưng status là {plan.status}", f"closed on a day but {plan.status}"
            )
            hint = Text("đổi status thành closed hoặc bỏ ngày kết thúc", "set status: closed or drop the day")
            return [make_problem("GK100", self._where("plans", number, "status"), what, hint)]
        return []

    def _check_succession(self) -> list[Problem]:
        cycle = find_cycle(
            {plan.id: [plan.superseded_by] for plan in self.plans.values() if plan.superseded_by}
        )
        if not cycle:
            return []
        number = list(self.plans).index(cycle[0])
        hint = Text("bỏ superseded_by của kế hoạch mới nhất", "drop superseded_by of the latest plan")
        where = self._where("plans", number, "superseded_by")
        return [make_problem("GK101", where, same(" → ".join(cycle)), hint)]

    def _where(self, *path: str | int) -> Where:
        column = next((str(part) for part in reversed(path) if isinstance(part, str)), "")
        return Where(FILE, self.read.line_of(path), column)


def read_plan_file(root: Path) -> PlanFile:
    """Return plan.yaml; never raises on a bad one."""
    found, problems = find_file(root, FILE)
    if found is None:
        if not problems:
            hint = Text(
                "tạo gói bằng lệnh thuocdo plan new, hoặc chọn đúng thư mục gói",
                "create a pack with thuocdo plan new, or choose the pack's own folder",
            )
            problems = [make_problem("GK003", Where(FILE), same(FILE), hint)]
        return PlanFile("", NO_TEXT, "", {}, problems, YamlRead())
    read = read_yaml(found.path, FILE)
    faults = read.problems or check_schema(read, "plan", FILE)
    if faults:
        return PlanFile("", NO_TEXT, "", {}, faults, read)
    values = cast(_Values, read.value)
    plans: dict[str, Plan] = {}
    for number, item in enumerate(values["plans"]):
        plan, faults = _build_plan(item, number, read)
        problems.extend(faults)
        if plan is None:
            continue
        if plan.id in plans:
            hint = Text("mỗi kế hoạch một mã riêng", "give each plan an id of its own")
            where = Where(FILE, read.line_of(("plans", number, "id")), "id")
            problems.append(make_problem("GK060", where, same(quote(plan.id)), hint))
            continue
        plans[plan.id] = plan
    return PlanFile(values["id"], read_text_pair(values["title"]), values["area"], plans, problems, read)


def _build_plan(item: _Values, number: int, read: YamlRead) -> tuple[Plan | None, list[Problem]]:
    problems = []
    term = read_period_text(str(item["term"]))
    if isinstance(term, Problem):
        where = Where(FILE, read.line_of(("plans", number, "term")), "term")
        problems.append(make_problem("GK032", where, same(quote(str(item["term"]))), term.hint))
        return None, problems
    closed_on = None
    if "closed_on" in item:
        try:
            closed_on = date.fromisoformat(item["closed_on"])
        except ValueError:
            where = Where(FILE, read.line_of(("plans", number, "closed_on")), "closed_on")
            hint = Text("viết năm-tháng-ngày có thật", "write a real year-month-day")
            problems.append(make_problem("GK031", where, same(quote(item["closed_on"])), hint))
    plan = Plan(
        id=item["id"],
        name=read_text_pair(item["name"]),
        term=term,
        area=item["area"],
        status=PlanStatus(item["status"]),
        targets=(),
        document=item.get("document", ""),
        closed_on=closed_on,
        superseded_by=item.get("superseded_by", ""),
        closing_document=item.get("closing_document", ""),
        note=read_text_pair(item.get("note")),
    )
    return plan, problems
