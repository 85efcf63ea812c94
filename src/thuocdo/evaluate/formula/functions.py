"""Which functions may a formula use?

The price basis is in the function's name. `real_growth` is for indicators at constant (2010) prices,
`nominal_growth` for those at current prices; plain `growth` is for things that are counted and is refused
for money, so that a rate of money always says which it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from thuocdo.errors import Text


@dataclass(frozen=True, slots=True)
class Function:
    """One function of the language.

    Attributes:
        name: As written.
        parameters: Names of the arguments; one in quotation marks takes a word.
        meaning: What it gives.
        example: A use that parses.
    """

    name: str
    parameters: tuple[str, ...]
    meaning: Text
    example: str

    @property
    def signature(self) -> str:
        """How a call looks: `share(part, whole)`."""
        return f"{self.name}({', '.join(self.parameters)})"


_LIST = (
    Function(
        "share",
        ("part", "whole"),
        Text("tỷ trọng, phần trăm: part ÷ whole × 100", "share in percent: part ÷ whole × 100"),
        "share(grdp.industry, grdp.current)",
    ),
    Function(
        "per_head",
        ("x", "population"),
        Text("bình quân đầu người: x ÷ population", "per head: x ÷ population"),
        "per_head(grdp.current, population.mean)",
    ),
    Function(
        "growth",
        ("x",),
        Text(
            "tốc độ tăng so với năm trước, phần trăm (đại lượng không phải tiền)",
            "growth on the previous year in percent (of things that are not money)",
        ),
        "growth(exports.tonnes)",
    ),
    Function(
        "real_growth",
        ("x",),
        Text(
            "tốc độ tăng so với năm trước theo giá so sánh, phần trăm",
            "growth on the previous year at constant prices, in percent",
        ),
        "real_growth(grdp.constant)",
    ),
    Function(
        "nominal_growth",
        ("x",),
        Text(
            "tốc độ tăng so với năm trước theo giá hiện hành (danh nghĩa), phần trăm",
            "growth on the previous year at current prices (nominal), in percent",
        ),
        "nominal_growth(grdp.current)",
    ),
    Function(
        "growth_over",
        ("x", "base"),
        Text("tăng so với mức gốc, phần trăm: (x ÷ base − 1) × 100", "growth over a base in percent"),
        'growth_over(grdp.current, at(grdp.current, "2020"))',
    ),
    Function(
        "points",
        ("x",),
        Text(
            "thay đổi so với năm trước của một tỷ lệ, điểm phần trăm",
            "change of a percentage on the previous year, in percentage points",
        ),
        "points(grdp.share.industry)",
    ),
    Function(
        "change",
        ("x",),
        Text("thay đổi so với năm trước: x − previous(x)", "change on the previous year"),
        "change(beds.total)",
    ),
    Function(
        "contribution",
        ("share_previous", "growth"),
        Text(
            "đóng góp vào tăng trưởng chung, điểm phần trăm: tỷ trọng năm trước × tốc độ tăng ÷ 100",
            "contribution to total growth in points: last year's share × growth ÷ 100",
        ),
        "contribution(previous(grdp.share.industry), grdp.growth.industry)",
    ),
    Function(
        "previous",
        ("x",),
        Text("x của cùng kỳ năm trước", "x in the same stretch of the previous year"),
        "previous(grdp.current)",
    ),
    Function(
        "at",
        ("x", '"period"'),
        Text("x của một kỳ cố định", "x in one fixed period"),
        'at(grdp.current, "2020")',
    ),
    Function(
        "first",
        ("x",),
        Text("x của năm đầu giai đoạn", "x in the first year of the term"),
        "first(population.total)",
    ),
    Function(
        "last",
        ("x",),
        Text("x của năm cuối giai đoạn", "x in the last year of the term"),
        "last(population.total)",
    ),
    Function(
        "sum",
        ("x",),
        Text("tổng của x qua các năm của giai đoạn", "x added up over the years of the term"),
        "sum(investment.total)",
    ),
    Function(
        "mean",
        ("x",),
        Text("trung bình cộng của x qua các năm", "arithmetic mean of x over the years of the term"),
        "mean(labour.jobs_created)",
    ),
    Function(
        "geometric_mean",
        ("x",),
        Text(
            "bình quân hằng năm của tốc độ tăng: trung bình nhân của (1 + x/100)",
            "mean yearly growth: geometric mean of (1 + x/100) over the years of the term",
        ),
        "geometric_mean(grdp.growth)",
    ),
    Function(
        "convert",
        ("x", '"currency"'),
        Text(
            "quy đổi tiền tệ theo tỷ giá đã khai cho kỳ đó",
            "converted at the exchange rate declared for the period",
        ),
        'convert(grdp.current, "USD")',
    ),
)

FUNCTIONS: Mapping[str, Function] = MappingProxyType({function.name: function for function in _LIST})
"""Every function by name; docs/reference/formulas.md is written from it."""
