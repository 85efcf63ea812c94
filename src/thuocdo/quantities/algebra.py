"""How do two units go together? Products, quotients, sums, and the way from one currency to another."""

from __future__ import annotations

from decimal import Decimal

from thuocdo.errors import NO_TEXT, Language, Problem, Text
from thuocdo.quantities.precision import CONTEXT, divide
from thuocdo.quantities.problems import UnitMismatch
from thuocdo.quantities.unit import ONE, YEAR, Dimension, Part, Unit


def mismatch(text: Text, hint: Text = NO_TEXT) -> UnitMismatch:
    """Return the error for units that do not go together."""
    return UnitMismatch(Problem("DL002", text, hint))


def build_unit(parts: tuple[Part, ...]) -> Unit:
    """Return the unit made of `parts`: numerators first, then denominators, time last.

    A single part to the power one is that unit itself.
    """
    above = [part for part in parts if part.exponent > 0]
    below = sorted(
        (part for part in parts if part.exponent < 0),
        key=lambda part: (part.unit.dimension == ((YEAR, 1),), part.unit.id),
    )
    if not below and len(above) == 1 and above[0].exponent == 1:
        return above[0].unit
    if not above and not below:
        return ONE
    ordered = (*above, *below)
    differing = above[0].unit.difference if len(above) == 1 and above[0].exponent == 1 else None
    difference = build_unit((Part(differing, 1), *below)) if differing else None
    return Unit(
        id=_write_id(above, below),
        dimension=_add_dimensions(ordered),
        factor=_multiply_factors(ordered),
        label=Text(_write_label(above, below, "vi"), _write_label(above, below, "en")),
        is_difference=any(part.unit.is_difference for part in above),
        difference=difference,
        is_additive=all(part.unit.is_additive for part in above),
        parts=ordered,
    )


def multiply_units(left: Unit, right: Unit, exponent: int) -> tuple[Unit, Decimal]:
    """Return the unit of left × right^exponent, and the number that the value takes over from it.

    Percentages, points and multiples are pure numbers: they go into the value unless they stand alone
    above the line (`%/năm`). So do equal measures of different size (km² over ha gives 100).
    """
    merged: dict[str, Part] = {}
    number = Decimal(1)
    pieces = [(part, 1) for part in _parts_of(left)] + [(part, exponent) for part in _parts_of(right)]
    for part, sign in pieces:
        # The count of `/10.000 dân` is a number like any other once two units meet.
        number = _scale(number, Decimal(part.count), part.exponent * sign)
        known = merged.get(part.unit.id)
        power = part.exponent * sign + (known.exponent if known else 0)
        merged[part.unit.id] = Part(part.unit, power)
    number = _cancel(merged, number)
    number = _take_pure_numbers(merged, number)
    return build_unit(tuple(part for part in merged.values() if part.exponent)), number


def unit_of_sum(left: Unit, right: Unit, sign: int) -> Unit:
    """Return the unit of left + right (`sign` 1) or left − right (−1).

    | left | right | + | − |
    |---|---|---|---|
    | % | % | % (shares of a whole) | points |
    | % | points | % | % |
    | points | points | points | points |
    | points | % | % | error |
    | rank | rank | error | steps |
    | đồng | USD | error | error |

    Raises:
        UnitMismatch: The two do not go together; says why and what would help.
    """
    _require_same_measure(left, right, sign)
    if left.is_difference != right.is_difference:
        if left.is_difference and sign < 0:
            raise mismatch(
                Text(
                    f"không trừ được một mức ({right.label.vi}) khỏi một khoảng chênh ({left.label.vi})",
                    f"cannot take a level ({right.label.en}) from a difference ({left.label.en})",
                )
            )
        return right if left.is_difference else left
    if sign < 0:
        return left.difference or left
    if not (left.is_additive and right.is_additive):
        raise mismatch(
            Text(f"không cộng được hai {left.label.vi} với nhau", f"two {left.label.en} cannot be added"),
            Text("thứ hạng chỉ trừ được cho nhau, hoặc cộng với số bậc", "places can only be subtracted"),
        )
    return left


def exchange_power(source: Unit, target: Unit) -> int | None:
    """Return n where `target` is `source` with USD exchanged for VND n times, None where it is not.

    1 for USD → đồng, −1 for đồng → USD, also inside compounds (USD/người → đồng/người).
    """
    powers = dict(target.comparable_dimension)
    for base, exponent in source.comparable_dimension:
        powers[base] = powers.get(base, 0) - exponent
    vnd, usd = powers.pop("VND", 0), powers.pop("USD", 0)
    return vnd if vnd and vnd == -usd and not any(powers.values()) else None


def exchange_hint(left: Unit, right: Unit) -> Text:
    """Return what to do when two units differ only by currency; empty otherwise."""
    if exchange_power(left, right) is None:
        return NO_TEXT
    return Text(
        "nêu tỷ giá có ngày (exchange_rates.csv) rồi quy đổi trước: .to(đơn vị, rate=đồng cho 1 USD)",
        "give a dated exchange rate (exchange_rates.csv) and convert first: .to(unit, rate=VND per USD)",
    )


_CONVERT = Text("đổi về cùng một đơn vị trước bằng .to()", "convert one of them first: .to()")


def _require_same_measure(left: Unit, right: Unit, sign: int) -> None:
    verb = Text("cộng", "add") if sign > 0 else Text("trừ", "subtract")
    told = Text(
        f"không {verb.vi} được hai đơn vị khác nhau: {_name(left, 'vi')} và {_name(right, 'vi')}",
        f"cannot {verb.en} different units: {_name(left, 'en')} and {_name(right, 'en')}",
    )
    if left.dimension != right.dimension:
        same = left.comparable_dimension == right.comparable_dimension
        raise mismatch(told, _CONVERT if same else exchange_hint(left, right))
    if left.out_of and right.out_of and left.out_of != right.out_of:
        raise mismatch(
            told,
            Text(
                "mẫu số khác nhau: hai thang không so được", "the denominators differ: two different scales"
            ),
        )
    if not left.dimension and left != right and right != left.difference and left != right.difference:
        raise mismatch(told, _CONVERT)


def _name(unit: Unit, lang: Language) -> str:
    return unit.label.say(lang) or ("số không đơn vị" if lang == "vi" else "a number without unit")


def _parts_of(unit: Unit) -> tuple[Part, ...]:
    return unit.parts or (Part(unit, 1),)


def _scale(number: Decimal, factor: Decimal, exponent: int) -> Decimal:
    for _ in range(abs(exponent)):
        number = CONTEXT.multiply(number, factor) if exponent > 0 else divide(number, factor)
    return number


def _cancel(merged: dict[str, Part], number: Decimal) -> Decimal:
    """Let km² above and ha below the line cancel, in place; return `number` with their ratio."""
    for part in list(merged.values()):
        for other in list(merged.values()):
            mine, theirs = merged[part.unit.id].exponent, merged[other.unit.id].exponent
            if part.unit.id == other.unit.id or part.unit.dimension != other.unit.dimension:
                continue
            if not part.unit.dimension or not (mine > 0 > theirs):
                continue
            power = min(mine, -theirs)
            number = _scale(number, divide(part.unit.factor, other.unit.factor), power)
            merged[part.unit.id] = Part(part.unit, mine - power)
            merged[other.unit.id] = Part(other.unit, theirs + power)
    return number


def _take_pure_numbers(merged: dict[str, Part], number: Decimal) -> Decimal:
    """Move percent, points and multiples from the unit into the number, in place."""
    pure = [part for part in merged.values() if not part.unit.dimension and part.exponent]
    other_above = any(part.unit.dimension and part.exponent > 0 for part in merged.values())
    others = any(part.unit.dimension and part.exponent for part in merged.values())
    stays = len(pure) == 1 and pure[0].exponent == 1 and others and not other_above
    for part in pure:
        if not stays:
            number = _scale(number, part.unit.factor, part.exponent)
            merged[part.unit.id] = Part(part.unit, 0)
    return number


def _add_dimensions(parts: tuple[Part, ...]) -> Dimension:
    powers: dict[str, int] = {}
    for part in parts:
        for base, exponent in part.unit.dimension:
            powers[base] = powers.get(base, 0) + exponent * part.exponent
    return tuple(sorted((base, exponent) for base, exponent in powers.items() if exponent))


def _multiply_factors(parts: tuple[Part, ...]) -> Decimal:
    number = Decimal(1)
    for part in parts:
        number = _scale(number, CONTEXT.multiply(part.unit.factor, Decimal(part.count)), part.exponent)
    return number


def _write_id(above: list[Part], below: list[Part]) -> str:
    def one(part: Part) -> str:
        count = f"{part.count}_" if part.count > 1 else ""
        power = abs(part.exponent)
        return f"{count}{part.unit.id}" + (f"^{power}" if power > 1 else "")

    return "/".join(["*".join(map(one, above)) or "1", *map(one, below)])


def _write_label(above: list[Part], below: list[Part], lang: Language) -> str:
    def one(part: Part, name: str) -> str:
        power = abs(part.exponent)
        return name + (f"^{power}" if power > 1 else "")

    written = "·".join(one(part, part.unit.label.say(lang)) for part in above)
    for part in below:
        name = part.unit.label.say(lang)
        if part.count == 1:
            name = part.unit.each if lang == "en" and part.unit.each else name
            written += f"/{one(part, name)}"
        else:
            grouped = f"{part.count:,}"
            written += f"/{grouped.replace(',', '.') if lang == 'vi' else grouped} {one(part, name)}"
    return written
