"""Which unit does this text name? `triệu đồng/ha`, `tr.đ`, `giường bệnh/vạn dân`, `điểm/100`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from thuocdo.errors import Problem, Text
from thuocdo.quantities.algebra import build_unit
from thuocdo.quantities.precision import divide
from thuocdo.quantities.problems import UnknownUnit
from thuocdo.quantities.spelling import tidy, unit_key
from thuocdo.quantities.unit import ONE, Dimension, Part, ScaledUnit, Unit
from thuocdo.quantities.unit_table import TABLE, Entry

_SCALE_WORDS = {
    "nghìn": 3,
    "ngàn": 3,
    "thousand": 3,
    "vạn": 4,
    "triệu": 6,
    "tr": 6,
    "tr.": 6,
    "million": 6,
    "tỷ": 9,
    "tỉ": 9,
    "billion": 9,
    "trillion": 12,
    "quadrillion": 15,
}
_MULTIPLIES_BILLIONS = {"nghìn", "ngàn", "triệu", "tr", "tr."}

_GLUED_MONEY = re.compile(r"^(tr|triệu|tỷ|tỉ|nghìn|ngàn)\.?(?:đ|vnđ|vnd)(?=$|/)")
_COUNTED = re.compile(r"^([0-9]{1,3}(?:[., ][0-9]{3}){1,2}|[0-9]{1,9})(?: (.*))?$")
_PER = re.compile(r" (?:trên|mỗi|per) (?=[0-9]|vạn |nghìn |ngàn )")
_POWER = re.compile(r"^(.*)\^([1-9])$")


class _NoUnit(Exception):  # noqa: N818 - never leaves the room
    """A word is no unit; suggestions are worked out only where somebody reads them."""

    def __init__(self, text: str, part: str = "") -> None:
        super().__init__(text)
        self.text, self.part = text, part


class UnitRegistry:
    """Every known unit by its spellings.

    Upper and lower case, odd spaces, NFC/NFD and the place of a tone do not matter. A registry never
    changes; `with_units` makes a larger one.
    """

    def __init__(self, units: Iterable[Unit], names: Mapping[str, Unit]) -> None:
        self._units = {unit.id: unit for unit in units}
        self._names = dict(names)
        self._read: dict[str, ScaledUnit] = {}

    def __iter__(self) -> Iterator[Unit]:
        return iter(self._units.values())

    def __contains__(self, unit_id: str) -> bool:
        return unit_id in self._units

    def get(self, unit_id: str) -> Unit:
        """Return the simple unit with the id `unit_id`, e.g. `percent`.

        Raises:
            UnknownUnit: There is none.
        """
        if unit_id not in self._units:
            raise self._unknown(unit_id)
        return self._units[unit_id]

    def parse(self, text: str) -> ScaledUnit:
        """Return the unit that `text` names, with its power of ten.

        Read are scale words (`nghìn tỷ`, `tr.`, `ngàn tỉ`), compounds (`USD/người/năm`,
        `giường/10.000 dân`, `bác sĩ trên vạn dân`) and wholes (`hạng/63`, `điểm/100`, `xã/182`).

        Raises:
            UnknownUnit: No unit of that name; the hint names the nearest.
        """
        if text not in self._read:
            try:
                self._read[text] = self._parse(text)
            except _NoUnit as none:
                raise self._unknown(none.text, none.part) from None
        return self._read[text]

    def find(self, text: str) -> ScaledUnit | None:
        """Return the unit that `text` names, or None: cheap where most words name none, as in prose."""
        if text not in self._read:
            try:
                self._read[text] = self._parse(text)
            except (_NoUnit, UnknownUnit):
                return None
        return self._read[text]

    def with_units(self, extra: Iterable[Mapping[str, object]]) -> UnitRegistry:
        """Return a registry that also knows the units of a pack's units.yaml.

        Each entry has `id` (ASCII), `label_vi`, optional `label_en`, `aliases` (list), and either `base`
        with `factor` (so many of that known unit) or `dimension` (name of a base dimension, its own or a
        known one, with `factor` base units in one). Neither means a new kind of thing to count.

        Raises:
            BadUnitTable: With every fault of every entry.
        """
        # Packs without a units.yaml, nearly all of them, need not load the checks.
        from thuocdo.quantities.unit_file import read_units

        units, names = read_units(extra, self._units, self._names)
        return UnitRegistry([*self._units.values(), *units], {**self._names, **names})

    def _parse(self, text: str) -> ScaledUnit:
        key = unit_key(text)
        if not key:
            raise UnknownUnit(
                Problem(
                    "DL001",
                    Text("thiếu đơn vị", "the unit is missing"),
                    Text("ghi đơn vị, ví dụ “%” hoặc “tỷ đồng”", "give a unit, e.g. “%” or “tỷ đồng”"),
                )
            )
        if key in self._names:
            return ScaledUnit(self._names[key], 0, tidy(text))
        key = _GLUED_MONEY.sub(r"\1 đồng", _PER.sub("/", key))
        numerator, slash, denominators = key.partition("/")
        multiplier, numerator = _take_scale(numerator)
        if not numerator and not slash:
            return ScaledUnit(ONE, multiplier, tidy(text))
        unit = self._names.get(f"{numerator}{slash}{denominators}")
        if unit is None:
            above = [self._power(name, text) for name in numerator.split("·")] if numerator else []
            below = [self._counted(name, text) for name in denominators.split("/")] if slash else []
            unit = self._compound(above, below, text)
        return ScaledUnit(unit, multiplier, tidy(text))

    def _compound(self, above: list[Part], below: list[Part], text: str) -> Unit:
        wholes = [
            part.count for part in below if part.unit is ONE or (above and _counts_whole(above[0], part))
        ]
        if not wholes:
            return build_unit((*above, *below))
        if len(above) != 1 or len(below) != 1:
            raise _NoUnit(text)
        return _of_whole(build_unit((above[0],)), wholes[0])

    def _power(self, name: str, text: str, sign: int = 1) -> Part:
        """Return the part of a unit name or of its power (`km^2`)."""
        if name in self._names:
            return Part(self._names[name], sign)
        power = _POWER.match(name)
        if power is None or power[1] not in self._names:
            raise _NoUnit(text, name)
        return Part(self._names[power[1]], sign * int(power[2]))

    def _counted(self, name: str, text: str) -> Part:
        """Return the part of a denominator: `ha`, `10.000 dân`, `vạn dân`; of a bare number, of ONE."""
        if name in self._names:
            return Part(self._names[name], -1)
        counted = _COUNTED.match(name)
        count = int(re.sub("[., ]", "", counted[1])) if counted else 1
        multiplier, rest = _take_scale((counted[2] or "") if counted else name)
        count *= 10**multiplier
        if not count:
            raise _NoUnit(text)
        if not rest and (counted or multiplier):
            return Part(ONE, -1, count)
        return replace(self._power(rest, text, -1), count=count)

    def _unknown(self, text: str, part: str = "") -> UnknownUnit:
        # Loaded here: most runs never meet an unknown unit.
        from difflib import get_close_matches

        wanted = unit_key(part or text)
        near = get_close_matches(wanted, self._names, n=6, cutoff=0.75)
        labels = list(dict.fromkeys(self._names[name].label.vi for name in near))[:3]
        hint = Text("khai báo đơn vị trong units.yaml", "declare the unit in units.yaml")
        if labels:
            quoted = ", ".join(f"“{label}”" for label in labels)
            hint = Text(
                f"có phải {quoted}? nếu không, {hint.vi}", f"did you mean {quoted}? if not, {hint.en}"
            )
        shown = tidy(text)
        return UnknownUnit(
            Problem("DL001", Text(f"không biết đơn vị “{shown}”", f"unknown unit “{shown}”"), hint)
        )


def _take_scale(key: str) -> tuple[int, str]:
    """Split leading scale words off: `nghìn tỷ đồng` → (12, `đồng`)."""
    words = key.split(" ")
    first = _SCALE_WORDS.get(words[0])
    if first is None:
        return 0, key
    if words[0] in _MULTIPLIES_BILLIONS and len(words) > 1 and words[1] in ("tỷ", "tỉ"):
        return first + 9, " ".join(words[2:])
    return first, " ".join(words[1:])


def _counts_whole(above: Part, below: Part) -> bool:
    """Whether `below` tells of how many `above` is one: hạng/63 tỉnh, điểm/100 điểm, xã/182 xã."""
    return below.count > 1 and (above.unit.id in ("rank", "score") or above.unit == below.unit)


def _of_whole(unit: Unit, whole: int) -> Unit:
    label = Text(f"{unit.label.vi}/{whole}", f"{unit.label.en}/{whole}")
    return replace(unit, id=f"{unit.id}/{whole}", label=label, out_of=whole)


def _factor(text: str) -> Decimal:
    """Return a factor of the table, written as a number or as `1/12`."""
    above, _, below = text.partition("/")
    return divide(Decimal(above), Decimal(below or 1))


def _dimension(entry: Entry) -> Dimension:
    if entry.base == "=":
        return ((entry.id, 1),)
    if not entry.base:
        return ()
    base, _, exponent = entry.base.partition("^")
    return ((base, int(exponent or 1)),)


def _build_registry(table: Iterable[Entry]) -> UnitRegistry:
    units: dict[str, Unit] = {}
    names: dict[str, Unit] = {}
    # Units of differences come first: the others point to them.
    for entry in sorted(table, key=lambda entry: bool(entry.difference)):
        units[entry.id] = unit = Unit(
            id=entry.id,
            dimension=_dimension(entry),
            factor=_factor(entry.factor),
            label=Text(entry.vi, entry.en),
            is_difference=entry.is_difference,
            difference=units[entry.difference] if entry.difference else None,
            is_additive=entry.is_additive,
            each=entry.each,
        )
        spellings = [entry.id, entry.vi, entry.en, entry.each, *entry.aliases.split("|")]
        for spelling in filter(None, spellings):
            names.setdefault(unit_key(spelling), unit)
    return UnitRegistry((units[entry.id] for entry in table), names)


UNITS = _build_registry(TABLE)
"""The built-in units; a pack extends them by `with_units`."""
