"""Do the formulas of a pack make sense, each by itself and all together?"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import replace

from thuocdo.errors import Problem, Text, Where, raise_if_errors
from thuocdo.evaluate.formula.infer import infer_unit, is_result_of, say_unit_name
from thuocdo.evaluate.formula.parse import parse_formula
from thuocdo.evaluate.formula.problems import FormulaError, make_problem
from thuocdo.evaluate.formula.tree import Call, Expression, Node, Reference, list_references, walk
from thuocdo.plan.model import Indicator
from thuocdo.quantities import Unit, multiply_units


def check_formulas(indicators: Mapping[str, Indicator]) -> list[Problem]:
    """Return everything that is wrong with the formulas of a pack.

    Syntax, unknown indicators, units inside the formula (or of numerator over denominator) and against the
    declared unit, cycles, and indicators that one formula takes at constant and another at current prices.
    """
    problems: list[Problem] = []
    trees: dict[str, Expression] = {}
    units = {id_: indicator.unit for id_, indicator in indicators.items()}
    for id_, indicator in indicators.items():
        problems += _check_ratio(indicator, indicators)
        if not indicator.formula:
            continue
        where = Where(file=f"indicators/{id_}.yaml", column="formula")
        try:
            trees[id_] = parse_formula(indicator.formula)
            problems += _check_references(indicator, trees[id_], indicators, where)
            if all(name in indicators for name in list_references(trees[id_])):
                problems += _check_unit(indicator, infer_unit(indicator.formula, trees[id_], units), where)
        except FormulaError as error:
            problems += [replace(problem, where=where) for problem in error.problems]
    return [*problems, *_check_cycles(indicators), *_check_prices(trees)]


def read_formula(indicator: Indicator, indicators: Mapping[str, Indicator]) -> Expression:
    """Return the formula of an indicator as a tree that is safe to work out.

    Raises:
        FormulaError: it cannot be read, or its units are wrong; as `check_formulas` says.
    """
    tree = parse_formula(indicator.formula)
    units = {id_: other.unit for id_, other in indicators.items()}
    raise_if_errors(_check_unit(indicator, infer_unit(indicator.formula, tree, units)), FormulaError)
    return tree


def find_cycles(indicators: Mapping[str, Indicator]) -> list[tuple[str, ...]]:
    """Return the circles in which indicators need each other, each once, starting at its smallest id.

    An indicator needs those in its formula, its numerator, denominator and weight. A formula that
    cannot be read needs nothing.
    """
    needs = {id_: _needs(indicator) & indicators.keys() for id_, indicator in indicators.items()}
    cycles, seen = [], set[str]()
    for start in sorted(needs):
        path = None if start in seen else _find_way_back(start, needs)
        if path is not None:
            cycles.append(path)
            seen.update(path)
    return cycles


def find_cyclic(indicators: Mapping[str, Indicator]) -> frozenset[str]:
    """Return every indicator that needs itself, directly or through others: it is never worked out."""
    needs = {id_: _needs(indicator) & indicators.keys() for id_, indicator in indicators.items()}
    return frozenset(id_ for id_ in needs if _find_way_back(id_, needs) is not None)


def list_needed(indicator: str, indicators: Mapping[str, Indicator]) -> frozenset[str]:
    """Return the indicator and all that its figures are made of, at any remove; weights left out."""
    found, waiting = set[str](), [indicator]
    while waiting:
        here = waiting.pop()
        if here in indicators and here not in found:
            found.add(here)
            waiting += _made_of(indicators[here])
    return frozenset(found)


def _needs(indicator: Indicator) -> set[str]:
    return (_made_of(indicator) | {indicator.aggregation.weight}) - {""}


def _made_of(indicator: Indicator) -> set[str]:
    needed = {indicator.aggregation.numerator, indicator.aggregation.denominator} - {""}
    if indicator.formula:
        try:
            needed |= set(list_references(parse_formula(indicator.formula)))
        except FormulaError:
            return needed
    return needed


def _find_way_back(start: str, needs: Mapping[str, set[str]]) -> tuple[str, ...] | None:
    """Return a shortest way from `start` to itself, without the return, or None (breadth first)."""
    came_from: dict[str, str] = {}
    queue = [start]
    for here in queue:
        for there in sorted(needs[here]):
            if there == start:
                path = [here]
                while path[-1] != start:
                    path.append(came_from[path[-1]])
                return tuple(reversed(path))
            if there not in came_from:
                came_from[there] = here
                queue.append(there)
    return None


def _check_references(
    indicator: Indicator, tree: Node, indicators: Mapping[str, Indicator], where: Where
) -> Iterable[Problem]:
    for part in walk(tree):
        if isinstance(part, Reference) and part.indicator not in indicators:
            near = difflib.get_close_matches(part.indicator, indicators, n=3)
            hint = (
                Text(f"có phải: {', '.join(near)}?", f"did you mean: {', '.join(near)}?")
                if near
                else Text("thêm indicators/<mã>.yaml hoặc sửa mã", "add indicators/<id>.yaml or mend the id")
            )
            name = f"“{part.indicator}”"
            yield make_problem("BT010", Text(name, name), hint, indicator.formula, part.column, where)


def _check_ratio(indicator: Indicator, indicators: Mapping[str, Indicator]) -> Iterable[Problem]:
    """Check that numerator over denominator comes out in the declared unit."""
    rule = indicator.aggregation
    parts = [indicators.get(id_) for id_ in (rule.numerator, rule.denominator)]
    if parts[0] is None or parts[1] is None:
        return
    unit = multiply_units(parts[0].unit.unit, parts[1].unit.unit, -1)[0]
    yield from _check_unit(
        indicator, unit, Where(file=f"indicators/{indicator.id}.yaml", column="aggregation")
    )


def _check_unit(indicator: Indicator, unit: Unit, where: Where | None = None) -> Iterable[Problem]:
    if is_result_of(unit, indicator.unit):
        return
    result, declared = say_unit_name(unit), say_unit_name(indicator.unit.unit)
    hint = Text("sửa công thức hoặc khóa unit của chỉ tiêu", "mend the formula or the indicator's unit")
    if unit.is_difference and not indicator.unit.unit.is_difference:
        hint = Text(
            f"chênh lệch của hai tỷ lệ tính bằng {result.vi}: khai unit: {result.vi}",
            f"the difference of two percentages is in {result.en}: declare that unit",
        )
    yield make_problem(
        "BT012",
        Text(
            f"công thức cho ra {result.vi}, chỉ tiêu khai {declared.vi}",
            f"the formula gives {result.en}, the indicator declares {declared.en}",
        ),
        hint,
        where=where,
    )


def _check_cycles(indicators: Mapping[str, Indicator]) -> Iterable[Problem]:
    for cycle in find_cycles(indicators):
        path = " → ".join([*cycle, cycle[0]])
        key = "formula" if indicators[cycle[0]].formula else "aggregation"
        yield make_problem(
            "BT013",
            Text(path, path),
            Text(
                "bỏ một mắt xích: một trong các chỉ tiêu này phải có số liệu riêng",
                "take out one link: one of these must have figures of its own",
            ),
            where=Where(file=f"indicators/{cycle[0]}.yaml", column=key),
        )


def _check_prices(trees: Mapping[str, Expression]) -> Iterable[Problem]:
    """Find indicators that one formula takes to be at constant and another at current prices."""
    users: dict[str, dict[str, str]] = {"real_growth": {}, "nominal_growth": {}}
    for id_, tree in trees.items():
        for part in walk(tree):
            if isinstance(part, Call) and part.function in users:
                for name in list_references(part):
                    users[part.function].setdefault(name, id_)
    for name in sorted(users["real_growth"].keys() & users["nominal_growth"].keys()):
        real, nominal = users["real_growth"][name], users["nominal_growth"][name]
        yield make_problem(
            "BT015",
            Text(
                f"{name} theo giá so sánh trong {real} nhưng theo giá hiện hành trong {nominal}",
                f"{name} is at constant prices in {real} but at current prices in {nominal}",
            ),
            Text(
                "một chỉ tiêu chỉ theo một loại giá: tách thành hai chỉ tiêu",
                "an indicator has one price basis: make it two indicators",
            ),
            where=Where(file=f"indicators/{nominal}.yaml", column="formula"),
        )
