"""What do the entries of a pack's units.yaml mean? Checked whole, every fault told at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation

from thuocdo.errors import Problem, Text, Where, raise_if_errors
from thuocdo.quantities.precision import CONTEXT
from thuocdo.quantities.problems import BadUnitTable
from thuocdo.quantities.spelling import tidy, unit_key
from thuocdo.quantities.unit import Dimension, Unit

_ID = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_KEYS = {"id", "label_vi", "label_en", "base", "dimension", "factor", "aliases"}


def read_units(
    entries: Iterable[Mapping[str, object]], units: Mapping[str, Unit], names: Mapping[str, Unit]
) -> tuple[list[Unit], dict[str, Unit]]:
    """Return the new units and their spellings; entries may build on earlier ones.

    Raises:
        BadUnitTable: With every fault of every entry.
    """
    reader = _Reader(dict(units), dict(names))
    for number, entry in enumerate(entries, start=1):
        reader.read(number, entry)
    raise_if_errors(reader.problems, BadUnitTable)
    return reader.new_units, reader.new_names


class _Reader:
    """Reads entries one after the other and remembers what is taken."""

    def __init__(self, units: dict[str, Unit], names: dict[str, Unit]) -> None:
        self.units = units
        self.names = names
        self.new_units: list[Unit] = []
        self.new_names: dict[str, Unit] = {}
        self.problems: list[Problem] = []

    def read(self, number: int, entry: object) -> None:
        """Take in one entry, or note what is wrong with it."""
        before = len(self.problems)
        if not isinstance(entry, Mapping):
            self._fault(
                "DL010",
                str(number),
                Text(f"mục thứ {number} không phải là một đơn vị", f"entry {number} is not a unit"),
                Text("mỗi mục cần id và label_vi", "each entry needs id and label_vi"),
            )
            return
        unit_id = self._text(entry, number, "id")
        self._check_keys(entry, unit_id)
        label = self._text(entry, number, "label_vi")
        self._check_id(unit_id)
        dimension, factor = self._measure(entry, unit_id)
        spellings = [unit_id, label, tidy(str(entry.get("label_en") or "")), *self._aliases(entry, unit_id)]
        if len(self.problems) > before:
            return
        unit = Unit(unit_id, dimension, factor, Text(label, tidy(str(entry.get("label_en") or label))))
        self._take_names(unit, spellings)
        self.units[unit_id] = unit
        self.new_units.append(unit)

    def _take_names(self, unit: Unit, spellings: list[str]) -> None:
        for spelling in filter(None, spellings):
            key = unit_key(spelling)
            taken = self.names.get(key)
            if taken and taken.id != unit.id:
                self._fault(
                    "DL013",
                    unit.id,
                    Text(
                        f"“{spelling}” đã là tên của đơn vị “{taken.label.vi}”",
                        f"“{spelling}” is already a name of the unit “{taken.label.en}”",
                    ),
                    Text("dùng đơn vị có sẵn, hoặc chọn tên khác", "use that unit, or choose another name"),
                )
            else:
                self.names[key] = self.new_names[key] = unit

    def _check_keys(self, entry: Mapping[str, object], unit_id: str) -> None:
        for key in entry:
            if key not in _KEYS:
                self._fault(
                    "DL010",
                    unit_id,
                    Text(f"không biết khóa “{key}”", f"unknown key “{key}”"),
                    Text(f"các khóa: {', '.join(sorted(_KEYS))}", f"keys are: {', '.join(sorted(_KEYS))}"),
                )

    def _check_id(self, unit_id: str) -> None:
        if unit_id and not _ID.fullmatch(unit_id):
            self._fault(
                "DL011",
                unit_id,
                Text(f"id “{unit_id}” không phải chữ ASCII", f"id “{unit_id}” is not plain ASCII"),
                Text(
                    "dùng chữ cái, chữ số, gạch dưới: sao_bac_bo",
                    "use letters, digits, underscore: sao_bac_bo",
                ),
            )
        if unit_id in self.units:
            self._fault(
                "DL012",
                unit_id,
                Text(f"đơn vị “{unit_id}” đã có", f"unit “{unit_id}” exists already"),
                Text("bỏ mục này hoặc đặt id khác", "drop this entry or choose another id"),
            )

    def _measure(self, entry: Mapping[str, object], unit_id: str) -> tuple[Dimension, Decimal]:
        factor = self._factor(entry.get("factor", 1), unit_id)
        base = tidy(str(entry.get("base") or ""))
        if base:
            unit = self.units.get(base) or self.names.get(unit_key(base))
            if unit is None:
                self._fault(
                    "DL014",
                    unit_id,
                    Text(f"không biết đơn vị gốc “{base}”", f"unknown base unit “{base}”"),
                    Text("base là id của một đơn vị đã có", "base is the id of a known unit"),
                )
                return (), factor
            return unit.dimension, CONTEXT.multiply(factor, unit.factor)
        return ((tidy(str(entry.get("dimension") or unit_id)), 1),), factor

    def _factor(self, given: object, unit_id: str) -> Decimal:
        try:
            factor = Decimal(tidy(str(given)))
        except InvalidOperation:
            factor = Decimal(0)
        if not factor.is_finite() or factor <= 0 or isinstance(given, bool):
            self._fault(
                "DL015",
                unit_id,
                Text(f"hệ số “{given}” không phải số dương", f"factor “{given}” is not a positive number"),
                Text("viết số với dấu chấm thập phân: 0.5", "write a number with a decimal point: 0.5"),
            )
            return Decimal(1)
        return factor

    def _aliases(self, entry: Mapping[str, object], unit_id: str) -> list[str]:
        aliases = entry.get("aliases") or []
        if isinstance(aliases, str):
            return [tidy(alias) for alias in aliases.split("|")]
        if not isinstance(aliases, Iterable):
            self._fault(
                "DL010",
                unit_id,
                Text("aliases phải là một danh sách", "aliases must be a list"),
                Text("ví dụ: [sào, sào Bắc Bộ]", "for example: [sào, sào Bắc Bộ]"),
            )
            return []
        return [tidy(str(alias)) for alias in aliases]

    def _text(self, entry: Mapping[str, object], number: int, key: str) -> str:
        text = tidy(str(entry.get(key) or ""))
        if not text:
            self._fault(
                "DL010",
                tidy(str(entry.get("id") or number)),
                Text(f"đơn vị thứ {number} thiếu {key}", f"unit {number} lacks {key}"),
                Text(f"thêm {key}", f"add {key}"),
            )
        return text

    def _fault(self, code: str, unit_id: str, text: Text, hint: Text) -> None:
        self.problems.append(Problem(code, text, hint, Where(column=unit_id)))
