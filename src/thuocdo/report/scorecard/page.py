"""The scorecard as one self-contained HTML page: for a phone, a screen and a printer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from jinja2 import Environment, PackageLoader, StrictUndefined

from thuocdo.errors import Language, Text
from thuocdo.evaluate.compare import say_target
from thuocdo.evaluate.gaps import signed_gap
from thuocdo.evaluate.model import Evidence, Judgement, Verdict
from thuocdo.evaluate.resolve import Resolver
from thuocdo.evaluate.say import say_amount, say_number, say_unit
from thuocdo.evaluate.scorecard import PlanScore, Scorecard, TargetScore
from thuocdo.facts.model import Observation, Stage
from thuocdo.facts.store import FactStore
from thuocdo.periods import year as whole_year
from thuocdo.plan.model import Comparator, Component, Statistic
from thuocdo.report.scorecard.chart import Goal, Point, draw_chart
from thuocdo.report.scorecard.rows import say_figure

_WORDS: Mapping[str, Text] = {
    "as_of": Text("Theo số liệu biết đến", "As known on"),
    "main": Text("chỉ tiêu chính", "main targets"),
    "all": Text("chỉ tiêu thành phần", "components"),
    "promised": Text("Mục tiêu", "Promised"),
    "actual": Text("Thực hiện", "Actual"),
    "gap": Text("Chênh lệch", "Gap"),
    "derivation": Text("Cách tính và nguồn", "Derivation and sources"),
    "wording": Text("Lời văn", "Wording"),
    "source": Text("Nguồn", "Source"),
    "years": Text("Số liệu các năm", "Yearly figures"),
    "year": Text("Năm", "Year"),
    "value": Text("Giá trị", "Value"),
    "release": Text("Lần công bố", "Release"),
    "known": Text("biết từ", "known since"),
    "projected": Text("dự báo", "projected"),
    "claim": Text("Báo cáo viết", "The report says"),
    "closed": Text("Kế hoạch kết thúc ngày", "Plan closed on"),
    "component": Text("thành phần tính riêng", "counted apart"),
    "legend": Text("Ký hiệu", "Signs"),
    "made": Text(
        "Trang này do Thước Đo lập từ gói số liệu; mỗi kết luận kèm phép tính và nguồn.",
        "Made by Thước Đo from the plan pack; every verdict carries its arithmetic and sources.",
    ),
}


@dataclass(frozen=True, slots=True)
class _Year:
    year: int
    value: str
    stage: str


@dataclass(frozen=True, slots=True)
class _Part:
    """What the template needs of one component."""

    component: Component
    judgement: Judgement
    name: str
    promised: str
    actual: str
    gap: str
    chart: str
    years: tuple[_Year, ...]
    sources: tuple[str, ...]


def write_page(card: Scorecard, facts: FactStore, lang: Language = "vi") -> str:
    """Return the page. `facts` gives the yearly figures around each target.

    Everything is inside: styles and drawings, no script, no other host. Text from the pack is escaped.
    """
    resolver = Resolver(card.pack, facts, card.as_of)
    environment = Environment(
        loader=PackageLoader("thuocdo.report.scorecard", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    words = {key: text.say(lang) for key, text in _WORDS.items()}
    return environment.get_template("page.html.j2").render(
        card=card,
        lang=lang,
        words=words,
        verdicts=list(Verdict),
        label=lambda verdict: verdict.label.say(lang),
        say=lambda text: text.say(lang),
        day=lambda instant: f"{instant:%d/%m/%Y}" if lang == "vi" else f"{instant:%Y-%m-%d}",
        area=lambda plan: card.pack.areas.get(plan.area).name.say(lang),
        counts=_counts,
        parts=lambda target: _parts(card, target, resolver, lang),
    )


def _counts(score: PlanScore) -> list[tuple[Verdict, int]]:
    return [(verdict, score.main_counts[verdict]) for verdict in Verdict if score.main_counts.get(verdict)]


def _parts(card: Scorecard, score: TargetScore, resolver: Resolver, lang: Language) -> list[_Part]:
    return [_part(card, judgement, resolver, lang) for judgement in score.judgements]


def _part(card: Scorecard, judgement: Judgement, resolver: Resolver, lang: Language) -> _Part:
    component = judgement.component
    series = _series(component, resolver)
    return _Part(
        component=component,
        judgement=judgement,
        name=component.name.say(lang),
        promised=say_target(component).say(lang),
        actual=_say_actual(card, judgement, lang),
        gap=signed_gap(judgement).say(lang),
        chart=_chart(card, judgement, series, lang),
        years=tuple(_year(card, component, year, evidence, lang) for year, evidence in series),
        sources=tuple(dict.fromkeys(_say_source(card, row, lang) for row in judgement.actual.inputs)),
    )


_YEARS_BEFORE = 1
"""The chart starts with the year before the term: that is the baseline people compare with."""


def _series(component: Component, resolver: Resolver) -> list[tuple[int, Evidence]]:
    years = component.period.years()
    plan = resolver.pack.plans[component.plan].term.years()
    first, last = min(plan[0], years[0]) - _YEARS_BEFORE, years[-1]
    if last > resolver.as_of.year:
        first -= len(plan)
    found = resolver.yearly(component.indicator, component.area, range(first, last + 1), component.breakdown)
    return [
        (year, evidence)
        for year, evidence in sorted(found.items())
        if evidence.value is not None
        and evidence.period.contains(whole_year(year)) | (not evidence.is_partial)
    ]


def _year(card: Scorecard, component: Component, year: int, evidence: Evidence, lang: Language) -> _Year:
    stage = evidence.stage.label.say(lang) if evidence.stage is not None else ""
    return _Year(year, _say_value(card, component, evidence.value, lang), stage)


def _say_value(card: Scorecard, component: Component, value: Decimal | None, lang: Language) -> str:
    if value is None:
        return "—"
    indicator = card.pack.indicators[component.indicator]
    places = max(indicator.decimals_in(component.unit), 0)
    return say_number(indicator.value_in(component.unit, value), places).say(lang)


def _say_actual(card: Scorecard, judgement: Judgement, lang: Language) -> str:
    if judgement.actual.value is not None or judgement.projection is None:
        return say_figure(card, judgement, lang)
    word = _WORDS["projected"].say(lang)
    return f"{_say_value(card, judgement.component, judgement.projection.value, lang)} ({word})"


def _say_source(card: Scorecard, row: Observation, lang: Language) -> str:
    document = card.pack.documents.get(row.source.document)
    title = document.title.say(lang) if document is not None else row.source.document
    place = ", ".join(part for part in (title, row.source.place) if part) or row.source.url
    value = "—"
    if row.value is not None:
        value = say_amount(row.value, row.decimals, say_unit(row.unit)).say(lang)
    known = f"{_WORDS['known'].say(lang)} {row.known_from:%d/%m/%Y}"
    return f"{row.period.label.say(lang)}: {value} ({row.stage.label.say(lang)}, {known}) · {place}"


def _chart(card: Scorecard, judgement: Judgement, series: list[tuple[int, Evidence]], lang: Language) -> str:
    component = judgement.component
    indicator = card.pack.indicators[component.indicator]
    points = [
        Point(
            year,
            indicator.value_in(component.unit, evidence.value),
            _say_value(card, component, evidence.value, lang),
            is_firm=evidence.stage is None or evidence.stage.order >= Stage.OFFICIAL.order,
        )
        for year, evidence in series
        if evidence.value is not None
    ]
    per_year = component.statistic not in (Statistic.TOTAL, Statistic.INCREASE)
    goal = None
    if component.value is not None and per_year:
        goal = Goal(
            component.period.years()[-1],
            component.value,
            component.value_to if component.value_to is not None else component.value,
            _goal_label(component, lang),
        )
    if len(points) < 2 and goal is None:
        return ""
    title = f"{component.name.say(lang)}: " + "; ".join(f"{point.year} {point.label}" for point in points)
    is_ranking = component.comparator in (Comparator.RANK_AT, Comparator.RANK_WITHIN)
    ahead = judgement.projection if judgement.actual.value is None else None
    projection = None
    if ahead is not None:
        label = _say_value(card, component, ahead.value, lang)
        projection = Point(ahead.year, indicator.value_in(component.unit, ahead.value), label, is_firm=False)
    return draw_chart(points, goal, title, is_ranking=is_ranking, projection=projection)


def _goal_label(component: Component, lang: Language) -> str:
    ends = [end for end in (component.value, component.value_to) if end is not None]
    return "–".join(say_number(end, component.decimals).say(lang) for end in ends)
