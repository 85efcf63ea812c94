"""Which indicator of a pack a figure is of, and what a person settled."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from context_world import document_of

from thuocdo.claims.binding import (
    Lock,
    LockError,
    Verdict,
    candidates,
    confirm,
    fingerprint_of,
    load_lock,
    reject,
    review_list,
    save_lock,
)
from thuocdo.claims.context import add_context
from thuocdo.claims.figures import find_figures
from thuocdo.claims.model import Figure, Reading
from thuocdo.plan.load import load_pack
from thuocdo.plan.model import Pack

EXAMPLE = Path(__file__).parents[2] / "examples" / "bac-giang"


@cache
def example() -> Pack:
    return load_pack(EXAMPLE)


def bind(*lines: str, lock: Lock | None = None) -> Reading:
    document = document_of(*lines)
    return add_context(document, find_figures(document), example(), lock)


def only(*lines: str, lock: Lock | None = None) -> Figure:
    (figure,) = bind(*lines, lock=lock).figures
    return figure


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("Tăng trưởng kinh tế (GRDP) năm 2024 đạt 9,2%.", "grdp.growth"),
        ("GRDP bình quân đầu người năm 2024 đạt 4.100 USD/người/năm.", "grdp.per_capita"),
        ("Tỷ lệ bao phủ bảo hiểm y tế đạt 98,7%.", "health.insurance"),
        ("Tỷ lệ bao phủ BHYT đạt 98,7%.", "health.insurance"),
        ("Thu ngân sách trên địa bàn năm 2024 đạt 15.230 tỷ đồng.", "budget.revenue"),
        ("Tỷ lệ hộ nghèo còn 2,4%.", "poverty.rate"),
        ("Tỷ lệ hộ nghèo bình quân giảm 0,8%/năm.", "poverty.yearly_reduction"),
        ("Tỷ lệ phòng học kiên cố cao hơn 9,4% so với cả nước.", "education.solid_classrooms_above_national"),
        ("Chỉ số PCI năm 2023 xếp thứ 07/63.", "pci.rank"),
    ],
)
def test_a_figure_named_as_in_the_pack_is_bound(text: str, indicator: str) -> None:
    figure = only(text)

    assert (figure.indicator, figure.confidence >= 75) == (indicator, True)


@pytest.mark.parametrize(
    "text",
    [
        "Tỷ lệ hộ nghèo vùng biên giới đặc thù còn 8,4%.",
        "Tỷ lệ hộ nghèo giảm 1,5 lần.",
        "Thu ngân sách trên địa bàn chiếm 14%.",
        "Toàn tỉnh có 81 xã.",
        "Tỷ lệ hộ nghèo giảm 3,2% so với năm 2021.",
        "Tỷ lệ phòng học kiên cố tăng 9,4% so với năm 2020.",
        "Tỷ lệ xã đạt chuẩn nông thôn mới đô thị hóa nâng cao đạt 24,6%.",
        "Số lượt xe qua trạm đạt 5.300 lượt.",
    ],
)
def test_what_differs_in_words_statistic_or_unit_is_not_bound(text: str) -> None:
    assert only(text).indicator == ""


def test_a_part_of_the_whole_is_bound_where_the_indicator_has_parts() -> None:
    figure = only("Tỷ lệ dân số nông thôn được sử dụng nước sạch đạt 91%.")

    assert (figure.indicator, figure.subset) == ("water.clean", "nông thôn")


def test_a_note_is_bound_by_the_thing_its_sentence_names() -> None:
    reading = bind("Thu ngân sách trên địa bàn đạt kết quả cao^1.", "[1] Năm 2024 đạt 15.230 tỷ đồng.")

    assert [figure.indicator for figure in reading.figures] == ["budget.revenue"]


def test_an_ambiguous_name_is_left_to_a_person() -> None:
    reading = bind("Tỷ lệ lao động được đào tạo nghề đạt 62%.")

    assert [figure.indicator for figure in reading.figures] == [""]
    assert "labour.trained" in [
        candidate.indicator for item in review_list(reading, example()) for candidate in item.candidates
    ]


def test_a_bare_noun_is_too_little_to_bind() -> None:
    (item,) = review_list(bind("Toàn tỉnh có 812 hợp tác xã."), example())

    assert item.figure.indicator == ""
    assert item.candidates[0].indicator == "cooperative.count"


def test_candidates_come_best_first_and_no_more_than_asked() -> None:
    figure = only("Tỷ lệ lao động được đào tạo nghề đạt 62%.")

    found = candidates(figure, example(), limit=3)

    assert len(found) <= 3
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    assert all(one.name for one in found)


def test_a_confirmed_binding_wins_over_names() -> None:
    text = "Tỷ lệ hộ nghèo còn 2,4%."
    lock = confirm(Lock(), only(text), "poverty.near_rate")

    figure = only(text, lock=lock)

    assert (figure.indicator, figure.confidence) == ("poverty.near_rate", 100)


def test_a_rejected_binding_does_not_come_back() -> None:
    text = "Tỷ lệ hộ nghèo còn 2,4%."
    lock = reject(Lock(), only(text), "poverty.rate")

    assert only(text, lock=lock).indicator != "poverty.rate"


def test_a_figure_of_no_indicator_is_not_asked_about_again() -> None:
    text = "Tỷ lệ lao động được đào tạo nghề đạt 62%."
    lock = reject(Lock(), only(text))
    reading = bind(text, lock=lock)

    assert review_list(reading, example(), lock) == []


def test_a_binding_to_an_indicator_that_the_pack_lost_is_not_used() -> None:
    text = "Số lượt xe qua trạm đạt 5.300 lượt."
    lock = confirm(Lock(), only(text), "traffic.cars")

    assert only(text, lock=lock).indicator == ""


def test_confirming_again_replaces_what_was_settled() -> None:
    figure = only("Tỷ lệ hộ nghèo còn 2,4%.")
    lock = confirm(confirm(Lock(), figure, "poverty.near_rate"), figure, "poverty.rate")

    assert [(entry.indicator, entry.verdict) for entry in lock.entries] == [
        ("poverty.rate", Verdict.CONFIRMED)
    ]


def test_two_rejections_of_one_figure_are_both_kept() -> None:
    figure = only("Tỷ lệ hộ nghèo còn 2,4%.")
    lock = reject(reject(Lock(), figure, "poverty.near_rate"), figure, "poverty.rate")

    assert lock.rejected(figure) == {"poverty.near_rate", "poverty.rate"}


@pytest.mark.parametrize(
    "edited",
    [
        "Đến nay, mạng lưới giáo viên dạy nghề của tỉnh có 1.480 người, vượt kế hoạch đề ra.",
        "Đến hết năm, mạng lưới giáo viên dạy nghề của tỉnh có 1.520 người, vượt kế hoạch.",
        "Đến nay, mạng lưới giáo viên dạy nghề toàn tỉnh có 1.480 người, vượt kế hoạch đề ra.",
    ],
)
def test_a_binding_survives_other_numbers_and_small_edits(edited: str) -> None:
    before = "Đến nay, mạng lưới giáo viên dạy nghề của tỉnh có 1.450 người, vượt kế hoạch đề ra."
    lock = confirm(Lock(), only(before), "labour.trained")

    found = bind("Một đoạn mới thêm vào đầu.", edited, lock=lock).figures

    assert [figure.indicator for figure in found] == ["labour.trained"]


def test_a_binding_does_not_stick_to_another_sentence() -> None:
    lock = confirm(Lock(), only("Mạng lưới giáo viên dạy nghề của tỉnh có 1.450 người."), "labour.trained")

    assert only("Lực lượng kiểm lâm địa bàn của tỉnh có 310 người.", lock=lock).indicator == ""


def test_two_figures_of_one_sentence_have_two_fingerprints() -> None:
    found = bind("Tỷ lệ hộ có nước sạch: thành thị 97%, nông thôn 84%.").figures

    assert not fingerprint_of(found[0]).is_like(fingerprint_of(found[1]))


def test_the_fingerprint_does_not_hold_the_number() -> None:
    one, other = (only(f"Diện tích trồng mới đạt {number} ha.") for number in ("1.250", "1.300"))

    assert fingerprint_of(one) == fingerprint_of(other)


def test_a_lock_written_and_read_is_the_same(tmp_path: Path) -> None:
    figure = only("Tỷ lệ hộ nghèo còn 2,4%.")
    lock = reject(confirm(Lock(), figure, "poverty.rate"), replace(figure, start=0, end=2), "grdp.growth")
    path = tmp_path / "so-lieu.lock"

    save_lock(lock, path)

    assert load_lock(path) == lock
    assert [file.name for file in tmp_path.iterdir()] == ["so-lieu.lock"]


def test_one_settled_binding_is_one_line(tmp_path: Path) -> None:
    lock = confirm(Lock(), only("Tỷ lệ hộ nghèo còn 2,4%."), "poverty.rate")
    path = tmp_path / "so-lieu.lock"

    save_lock(lock, path)

    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert lines == [
        {"format": "thuocdo so-lieu.lock", "version": 1},
        {"indicator": "poverty.rate", "verdict": "confirmed", "before": "tỉ lệ hộ nghèo còn", "after": "# %"},
    ]


def test_a_missing_lock_is_empty(tmp_path: Path) -> None:
    assert load_lock(tmp_path / "so-lieu.lock") == Lock()


def test_what_is_no_lock_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "so-lieu.lock"
    path.write_text("xin chào\n", encoding="utf-8")

    with pytest.raises(LockError) as caught:
        load_lock(path)

    assert [problem.code for problem in caught.value.problems] == ["KS001"]


def test_every_bad_line_of_a_lock_is_named(tmp_path: Path) -> None:
    path = tmp_path / "so-lieu.lock"
    good = '{"indicator": "a", "verdict": "confirmed", "before": "x", "after": "y"}'
    bad = '{"indicator": "a", "verdict": "maybe", "before": "x", "after": "y"}'
    path.write_text(
        f'{{"format": "thuocdo so-lieu.lock", "version": 1}}\n{good}\n{bad}\n[]\n', encoding="utf-8"
    )

    with pytest.raises(LockError) as caught:
        load_lock(path)

    assert [problem.where.line for problem in caught.value.problems if problem.where] == [3, 4]


def test_a_failed_write_leaves_the_old_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "so-lieu.lock"
    save_lock(Lock(), path)
    before = path.read_bytes()

    def fail(_: Path, __: Path) -> Path:
        raise OSError("no space")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="no space"):
        save_lock(confirm(Lock(), only("Tỷ lệ hộ nghèo còn 2,4%."), "poverty.rate"), path)

    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["so-lieu.lock"]
