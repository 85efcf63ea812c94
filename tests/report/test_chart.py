import re
from decimal import Decimal

from thuocdo.report.scorecard.chart import Goal, Point, draw_chart


def points(*values: str) -> list[Point]:
    return [Point(2021 + n, Decimal(value), value) for n, value in enumerate(values)]


def test_nothing_to_draw_draws_nothing() -> None:
    assert draw_chart([], None, "x") == ""


def test_a_flat_series_and_a_single_point_are_drawn_inside_the_frame() -> None:
    for series in (points("0"), points("5", "5", "5"), points("-1", "1")):
        drawing = draw_chart(series, None, "x")

        assert drawing.count("<circle") == len(series)
        assert "NaN" not in drawing


def test_a_range_is_a_band_with_two_lines_and_a_number_is_one_line() -> None:
    band = draw_chart(points("1", "2"), Goal(2025, Decimal(3), Decimal(4), "3–4"), "x")
    line = draw_chart(points("1", "2"), Goal(2025, Decimal(3), Decimal(3), "3"), "x")

    assert (band.count("<rect"), band.count('class="goal"')) == (1, 2)
    assert (line.count("<rect"), line.count('class="goal"')) == (0, 1)


def test_estimates_are_hollow() -> None:
    drawing = draw_chart(
        [Point(2024, Decimal(1), "1"), Point(2025, Decimal(2), "2", is_firm=False)], None, "x"
    )

    assert drawing.count('class="firm"') == 1
    assert drawing.count('class="soft"') == 1


def test_the_first_place_of_a_ranking_is_at_the_top() -> None:
    def heights(drawing: str) -> list[Decimal]:
        return [Decimal(y) for y in re.findall(r'cy="([\d.]+)"', drawing)]

    rising, ranking = (
        heights(draw_chart(points("1", "9"), None, "x", is_ranking=flag)) for flag in (False, True)
    )

    assert rising[0] > rising[1]
    assert ranking[0] < ranking[1]


def test_a_projection_hangs_on_the_last_point() -> None:
    drawing = draw_chart(points("1", "2"), None, "x", projection=Point(2030, Decimal(5), "5", is_firm=False))

    assert drawing.count('class="ahead"') == 1
    assert drawing.count("<circle") == 3
    assert ">2030<" in drawing


def test_labels_are_escaped() -> None:
    drawing = draw_chart(points("1"), Goal(2025, Decimal(1), Decimal(1), "<b>"), '"><script>')

    assert "<script>" not in drawing
    assert "<b>" not in drawing
