"""DV002: a figure a thousand times too large or too small."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from thuocdo.claims.arithmetic import amount, is_percent, spread
from thuocdo.claims.messages import number, say, say_bare
from thuocdo.claims.model import Figure, FigureKind, Finding, Reading
from thuocdo.claims.passages import sentence_at
from thuocdo.claims.rule import Checked, Rule, RuleContext
from thuocdo.claims.sentences import fold_words
from thuocdo.errors import Severity, Text
from thuocdo.quantities import Interval, write_number

_DONG_PER_DOLLAR = Interval(Decimal(20_000), Decimal(30_000))
_PEOPLE = Interval(Decimal(100_000), Decimal(20_000_000))
"""People of a province: the smallest has 300 thousand, the largest 14 million."""

_LIMITS: tuple[tuple[frozenset[str], Decimal, Text], ...] = (
    (
        frozenset({"đồng", "vnđ", "vnd", "đ"}),
        Decimal("3e16"),
        Text(
            "hơn hai lần GDP cả nước năm 2024 (khoảng 11.500 nghìn tỷ đồng)",
            "over twice the GDP of the nation",
        ),
    ),
    (
        frozenset({"usd", "đô la mỹ", "đô la"}),
        Decimal("1.5e12"),
        Text("hơn ba lần GDP cả nước năm 2024 (khoảng 476 tỷ USD)", "over three times the GDP of the nation"),
    ),
    (
        frozenset({"ha", "héc ta", "hecta"}),
        Decimal("3.4e7"),
        Text("rộng hơn cả nước (33,1 triệu ha)", "larger than the nation (33.1 million ha)"),
    ),
    (
        frozenset({"người", "nhân khẩu", "dân", "lao động", "hộ", "học sinh"}),
        Decimal("1.2e8"),
        Text("đông hơn dân số cả nước (khoảng 101 triệu người)", "more than the people of the nation"),
    ),
)
_WORLD = re.compile(
    r"thế giới|toàn cầu|châu á|asean|quốc tế|trung quốc|hoa kỳ|nhật bản|\beu\b|thị trường chung"
)
_NATION = re.compile(r"cả nước|toàn quốc|quốc gia|việt nam")
_WHOLE_ECONOMY = re.compile(r"grdp|tổng sản phẩm|quy mô (?:nền )?kinh tế")
_PER_HEAD = re.compile(r"bình quân (?:đầu )?người|/người")
_SCALE_NAMES = {0: "", 3: "nghìn ", 6: "triệu ", 9: "tỷ ", 12: "nghìn tỷ "}


class ScaleSlip(Rule):
    """Lệch nghìn lần vì chữ chỉ độ lớn

    ## Kiểm tra gì
    Số vừa có dấu chấm ngăn hàng nghìn vừa có chữ `nghìn tỷ`, `tỷ`, `triệu` mà kết quả lớn hơn cả nước có;
    hoặc quy mô kinh tế chia cho mức bình quân đầu người ra một dân số không thể có.

    ## Vì sao sai
    `239.163 nghìn tỷ đồng` đọc đúng quy ước là 239 triệu tỷ. Chữ `nghìn` hoặc dấu chấm là thừa.

    ## Ví dụ
    `Quy mô kinh tế đạt 185.420 nghìn tỷ đồng.`

    ## Nên viết
    `Quy mô kinh tế đạt 185.420 tỷ đồng` hoặc `185,42 nghìn tỷ đồng`.
    """

    id = "DV002"
    name = "scale-slip"
    title = Text("Lệch độ lớn hàng nghìn lần", "A figure is a thousand times off")

    def check(self, reading: Reading, context: RuleContext) -> Iterator[Finding | Checked]:
        """Hold amounts against what a nation has, and economies against what each person has of them."""
        caught: set[tuple[int, int]] = set()
        for economy, per_head in _economies(reading):
            people = _people(economy, per_head)
            if people.intersects(_PEOPLE):
                yield Checked((economy, per_head))
                continue
            caught.add((economy.block.index, economy.start))
            yield self._by_heads(economy, per_head, people)
        for figure in reading.figures:
            if (figure.block.index, figure.start) in caught:
                continue
            limit = _limit_of(figure)
            if limit is not None and amount(figure) > limit[0] and not _WORLD.search(_around(figure)):
                yield self._too_large(figure, limit[1])

    def _by_heads(self, economy: Figure, per_head: Figure, people: Interval) -> Finding:
        fixed = _mended(economy, per_head)
        low = number((people.low or Decimal(0)) / 1_000_000, 1)
        high = number((people.high or Decimal(0)) / 1_000_000, 1)
        hint = f": nên là “{fixed}”" if fixed else ""
        hint_en = f": should read “{fixed}”" if fixed else ""
        return self.finding(
            Text(
                f"{say(economy)} chia cho {say(per_head)} là {low}–{high} triệu người, không tỉnh nào "
                f"có{hint}",
                f"{say(economy)} over {say(per_head)} is {low}–{high} million people, as no province "
                f"has{hint_en}",
            ),
            [economy, per_head],
            expected=fixed,
            fix=fixed or None,
        )

    def _too_large(self, figure: Figure, why: Text) -> Finding:
        fixed = _one_scale_down(figure)
        hint = f": nên là “{fixed}”" if fixed else ""
        hint_en = f": should read “{fixed}”" if fixed else ""
        grouped = _is_grouped(figure)
        return self.finding(
            Text(f"{say(figure)} {why.vi}{hint}", f"{say(figure)}: {why.en}{hint_en}"),
            [figure],
            expected=fixed,
            fix=fixed if grouped and fixed else None,
            severity=Severity.ERROR,
            confidence=95 if grouped else 80,
        )


def _limit_of(figure: Figure) -> tuple[Decimal, Text] | None:
    if figure.value is None or is_percent(figure) or figure.kind in (FigureKind.RANK, FigureKind.RATIO):
        return None
    unit = fold_words(figure.unit)
    for units, limit, why in _LIMITS:
        if unit in units:
            return limit, why
    return None


def _around(figure: Figure) -> str:
    start, end = sentence_at(figure.block.text, figure.start)
    return figure.block.text[start:end].lower()


def _is_grouped(figure: Figure) -> bool:
    """Whether a dot between thousands and a scale word stand together."""
    return figure.scale > 0 and re.search(r"\d\.\d{3}", figure.text) is not None


def _one_scale_down(figure: Figure) -> str:
    """Return the figure with its scale word a thousand times smaller, where there is one."""
    smaller = _SCALE_NAMES.get(figure.scale - 3)
    if smaller is None or figure.value is None:
        return ""
    return f"{write_number(figure.value, figure.decimals)} {smaller}{figure.unit}".strip()


def _economies(reading: Reading) -> Iterator[tuple[Figure, Figure]]:
    """Yield the size of the economy with the product per head of the same place and year."""
    heads: list[Figure] = []
    wholes: list[Figure] = []
    for figure in reading.figures:
        if figure.value is None or figure.value2 is not None or figure.scale > 12 or is_percent(figure):
            continue
        subject = figure.subject.lower()
        if not _WHOLE_ECONOMY.search(subject) or figure.subset or figure.area or _NATION.search(subject):
            continue
        unit = fold_words(figure.unit)
        is_head = unit.startswith(("usd/người", "đồng/người")) or (
            _PER_HEAD.search(subject) is not None and unit in ("usd", "đồng")
        )
        if is_head:
            heads.append(figure)
        elif unit in ("đồng", "usd") and figure.kind is FigureKind.LEVEL and not _PER_HEAD.search(subject):
            wholes.append(figure)
    for whole in wholes:
        for head in heads:
            if whole.period == head.period and whole.period and whole.stage == head.stage:
                yield whole, head
                break


def _people(economy: Figure, per_head: Figure) -> Interval:
    whole, each = spread(economy), spread(per_head)
    if fold_words(economy.unit).startswith("đồng") and fold_words(per_head.unit).startswith("usd"):
        each = each * _DONG_PER_DOLLAR
    elif fold_words(economy.unit).startswith("usd") and fold_words(per_head.unit).startswith("đồng"):
        whole = whole * _DONG_PER_DOLLAR
    return whole / each


def _mended(economy: Figure, per_head: Figure) -> str:
    """Return the economy a thousand times smaller or larger, where that gives a province's people."""
    people = _people(economy, per_head)
    if people.scaled(Decimal("0.001")).intersects(_PEOPLE):
        return _one_scale_down(economy)
    larger = _SCALE_NAMES.get(economy.scale + 3)
    if people.scaled(Decimal(1000)).intersects(_PEOPLE) and larger and economy.value is not None:
        return f"{say_bare(economy).split()[0]} {larger}{economy.unit}"
    return ""
