"""What is written is read back; what is read does not depend on how letters are stored."""

import unicodedata
from decimal import Decimal

from hypothesis import assume, event, given
from hypothesis import strategies as st

from thuocdo.errors import ThuocdoError
from thuocdo.quantities import (
    UNITS,
    AmbiguousNumber,
    Approximation,
    Quantity,
    QuantityRange,
    Rank,
    Ratio,
    ScaledUnit,
    parse_decimal,
    parse_quantity,
    write_number,
    write_quantity,
)

STYLES = st.sampled_from(["vi", "en"])
COMPOUNDS = [
    "USD/người/năm", "đồng/ha", "giường/10.000 dân", "bác sĩ/10.000 dân", "%/năm", "điểm %/năm", "điểm/100",
    "hạng/63", "xã/182", "giáo viên/lớp", "đồng/USD", "/10.000 dân", "m3/ngày", "người/km2",
]  # fmt: skip
UNIT = st.sampled_from([*UNITS, *(UNITS.parse(text).unit for text in COMPOUNDS)])
SCALED = st.builds(ScaledUnit, UNIT, st.sampled_from([0, 3, 6, 9, 12, 15]))
DECIMALS = st.integers(0, 6)


@st.composite
def printed_values(draw: st.DrawFn, low: int = -(10**15), high: int = 10**15) -> tuple[Decimal, int]:
    """Draw a value with as many digits as its decimals print."""
    decimals = draw(DECIMALS)
    return Decimal(draw(st.integers(low, high))).scaleb(-decimals), decimals


@st.composite
def quantities(draw: st.DrawFn) -> Quantity:
    value, decimals = draw(printed_values())
    return Quantity(value, draw(SCALED), decimals, draw(st.sampled_from(Approximation)))


@st.composite
def ranges(draw: st.DrawFn) -> QuantityRange:
    unit = draw(UNIT)
    ends = []
    for _ in range(2):
        value, decimals = draw(printed_values())
        ends.append(Quantity(value, ScaledUnit(unit, draw(st.sampled_from([0, 3, 9]))), decimals))
    low, high = sorted(ends, key=lambda end: end.canonical)
    # Two bare years are a span of time, and that is what they are read as.
    assume(not all(end.unit.label() == "" and 1900 <= end.value <= 2099 for end in ends))
    return QuantityRange(low, high)


RATIOS = st.builds(
    lambda of, part, unit: Ratio(min(of, part), of, unit),
    st.integers(1, 10**6).filter(lambda of: of not in (10**3, 10**4, 10**5, 10**6)),
    st.integers(0, 10**6),
    st.sampled_from([None, UNITS.get("commune"), UNITS.get("target"), UNITS.get("person")]),
)
RANKS = st.builds(
    lambda place, more: Rank(place, None if more is None else place + more),
    st.integers(1, 999),
    st.none() | st.integers(0, 999),
)


@given(printed_values(), STYLES)
def test_number_written_is_read_back(printed: tuple[Decimal, int], style: str) -> None:
    value, decimals = printed

    actual = parse_decimal(write_number(value, decimals, style=style), style)  # type: ignore[arg-type]

    assert actual == (value, decimals)


@given(quantities() | ranges() | RATIOS | RANKS, STYLES, st.booleans())
def test_figure_written_is_read_back(
    figure: Quantity | QuantityRange | Ratio | Rank, style: str, leading_zero: bool
) -> None:
    text = write_quantity(figure, style=style, leading_zero=leading_zero)  # type: ignore[arg-type]

    assert parse_quantity(text, style=style) == figure  # type: ignore[arg-type]


@given(quantities() | ranges() | RATIOS | RANKS)
def test_figure_written_in_vietnamese_is_read_back_or_asked_about_but_never_as_another(
    figure: Quantity | QuantityRange | Ratio | Rank,
) -> None:
    try:
        actual = parse_quantity(write_quantity(figure))
    except AmbiguousNumber:
        # Only a comma before exactly three digits, without a Vietnamese word, leaves a doubt.
        ends = (figure.low, figure.high) if isinstance(figure, QuantityRange) else (figure,)
        assert any(isinstance(end, Quantity) and end.decimals == 3 for end in ends)
    else:
        assert actual == figure


@given(quantities() | ranges() | RATIOS | RANKS)
def test_decomposed_letters_read_the_same(figure: Quantity | QuantityRange | Ratio | Rank) -> None:
    text = write_quantity(figure)

    actual = parse_quantity(unicodedata.normalize("NFD", text), style="vi")

    assert actual == parse_quantity(text, style="vi")


@given(quantities())
def test_upper_case_and_odd_spaces_read_the_same(figure: Quantity) -> None:
    text = write_quantity(figure).replace(" ", "\u00a0 ").upper()

    assert parse_quantity(text, style="vi") == figure


@given(st.text(max_size=60) | st.text(alphabet="0123456789.,-–/% tỷđồngxãừến", max_size=30))
def test_no_text_crashes_the_reader(text: str) -> None:
    try:
        figure = parse_quantity(text)
    except ThuocdoError:
        event("refused in words")
    else:
        assert parse_quantity(write_quantity(figure), style="vi") == figure
