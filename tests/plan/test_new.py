"""A new pack is complete, clean and never written over anything."""

from __future__ import annotations

import pytest

from thuocdo.plan.load import check_pack, load_pack
from thuocdo.plan.new import create_pack, make_id
from thuocdo.plan.problems import PackError

GOOD = {"name": "Nghị quyết Đại hội XX", "term": "2026-2030", "area": "Bắc Giang"}


def test_new_pack_checks_clean_and_loads(tmp_path):
    root = create_pack(tmp_path / "a" / "bac-giang", **GOOD)

    assert check_pack(root) == []
    loaded = load_pack(root)
    assert (loaded.id, loaded.area, loaded.areas.get("bac-giang").name.vi) == (
        "bac-giang",
        "bac-giang",
        "Bắc Giang",
    )
    assert sorted(path.name for path in root.iterdir()) == [
        "README.md",
        "agencies.csv",
        "areas.csv",
        "datapackage.json",
        "documents.csv",
        "facts",
        "indicators",
        "plan.yaml",
        "targets.csv",
    ]


@pytest.mark.parametrize(
    "name",
    ["Tên: có hai chấm", "Tên 'nháy' \"kép\"", "{ngoặc} # thăng", "- gạch", "Tên\nhai dòng", "no", "2030"],
)
def test_any_name_is_written_so_that_it_reads_back(tmp_path, name):
    root = create_pack(tmp_path / "goi", name=name, term="2026-2030", area=name + " Tỉnh")

    assert check_pack(root) == []
    assert load_pack(root).title.vi == " ".join(name.split())


@pytest.mark.parametrize("term", ["2026", "2026-2030", "giai đoạn 2026-2030"])
def test_any_readable_term_is_taken(tmp_path, term):
    assert check_pack(create_pack(tmp_path / "goi", name="A", term=term, area="B")) == []


def test_empty_folder_is_filled(tmp_path):
    (tmp_path / "goi").mkdir()

    assert check_pack(create_pack(tmp_path / "goi", **GOOD)) == []


def test_nothing_is_overwritten(tmp_path):
    root = tmp_path / "goi"
    root.mkdir()
    (root / "cua-toi.txt").write_text("giữ", encoding="utf-8")

    with pytest.raises(PackError) as caught:
        create_pack(root, **GOOD)

    assert [problem.code for problem in caught.value.problems] == ["GK120"]
    assert [path.name for path in root.iterdir()] == ["cua-toi.txt"]
    assert [path.name for path in tmp_path.iterdir()] == ["goi"]


def test_file_or_dangling_link_in_the_way_is_refused(tmp_path):
    (tmp_path / "tep").write_text("x", encoding="utf-8")
    (tmp_path / "lien-ket").symlink_to(tmp_path / "khong-co")

    for name in ("tep", "lien-ket"):
        with pytest.raises(PackError):
            create_pack(tmp_path / name, **GOOD)


@pytest.mark.parametrize(
    "wrong", [{"term": "mai sau"}, {"name": "  "}, {"area": "!!"}, {"pack_id": "Bắc Giang"}, {"pack_id": ""}]
)
def test_wrong_argument_leaves_nothing_behind(tmp_path, wrong):
    with pytest.raises(PackError):
        create_pack(tmp_path / "goi", **{**GOOD, **wrong})

    assert list(tmp_path.iterdir()) == []


def test_every_wrong_argument_is_told_at_once(tmp_path):
    with pytest.raises(PackError) as caught:
        create_pack(tmp_path / "goi", name="", term="x", area="")

    assert len(caught.value.problems) == 3


def test_failure_while_writing_leaves_nothing_behind(tmp_path, monkeypatch):
    def fail(root):
        raise OSError("đĩa đầy")

    monkeypatch.setattr("thuocdo.plan.new.write_datapackage", fail)

    with pytest.raises(PackError):
        create_pack(tmp_path / "goi", **GOOD)

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Bắc Giang", "bac-giang"), ("Đắk Lắk", "dak-lak"), ("TP. Hồ Chí Minh", "tp-ho-chi-minh"), ("!!", "")],
)
def test_id_is_the_name_without_marks(name, expected):
    assert make_id(name) == expected
