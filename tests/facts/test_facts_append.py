"""Adding rows to a pack: whole or not at all, in order, and never two writers at once."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from thuocdo.facts import append
from thuocdo.facts.append import append_rows, lock_folder
from thuocdo.facts.files import ADDED_FILE, check_facts, load_facts
from thuocdo.facts.model import Observation, Source, Stage
from thuocdo.facts.problems import FactsError
from thuocdo.periods import year
from thuocdo.plan.model import Pack
from thuocdo.quantities import UNITS

Write = Callable[..., None]
GOOD = "grdp.growth,bac-giang,2023,,preliminary,14.99,%,,,2025-03-25,du-thao-2025-03,L254,,,,,"


def row(value: str = "13.45", known: str = "2024-01-05", **more: object) -> Observation:
    return Observation(
        "grdp.growth",
        "bac-giang",
        year(2023),
        Stage.OFFICIAL,
        Decimal(value),
        UNITS.parse("%"),
        datetime.fromisoformat(known),
        decimals=len(value.partition(".")[2]),
        source=Source("du-thao-2025-03", "L254"),
        **more,
    )


def added(pack: Pack) -> Path:
    return pack.root / ADDED_FILE


def test_added_rows_are_there_when_the_pack_is_loaded_again(pack: Pack, write_facts: Write) -> None:
    write_facts(GOOD)
    assert load_facts(pack).add([row(known="2025-05-01")]) == 1

    again = load_facts(pack)
    assert [str(r.value) for r in again.current(datetime.fromisoformat("2025-05-01"))] == ["13.45"]
    assert check_facts(pack) == []


def test_files_kept_by_people_are_not_touched(pack: Pack, write_facts: Write) -> None:
    write_facts(GOOD)
    before = (pack.root / "facts" / "so-lieu.csv").read_bytes()
    load_facts(pack).add([row()])

    assert (pack.root / "facts" / "so-lieu.csv").read_bytes() == before


def test_lines_that_are_there_stay_byte_for_byte_and_new_ones_follow_in_order(pack: Pack) -> None:
    facts = load_facts(pack)
    facts.add([row("1", "2024-01-01")])
    before = added(pack).read_bytes()
    facts.add([row("3", "2024-03-01"), row("2", "2024-02-01")])

    after = added(pack).read_bytes()
    assert after.startswith(before)
    assert [line.split(",")[5] for line in after.decode().splitlines()] == ["value", "1", "3", "2"]


def test_row_of_another_file_is_not_added_again(pack: Pack, write_facts: Write) -> None:
    write_facts(GOOD)
    facts = load_facts(pack)
    (there,) = facts.current(datetime.fromisoformat("2026-01-01"))

    assert facts.add([there]) == 0
    assert not added(pack).exists()


@pytest.mark.parametrize(
    "old",
    [
        "indicator,area,period,stage,value,unit,known_from,url\r\ngrdp.growth,bac-giang,2021,official,8.52,%,2023-01-01,https://x.vn\r\n",
        "\ufeffindicator,area,period,stage,value,unit,known_from,url\ngrdp.growth,bac-giang,2021,official,8.52,%,2023-01-01,https://x.vn",
        "unit,indicator,area,stage,known_from,value,period,url\n%,grdp.growth,bac-giang,official,2023-01-01,8.52,2021,https://x.vn\n\n",
    ],
)
def test_file_of_other_columns_order_and_line_ends_is_continued_in_its_own_way(pack: Pack, old: str) -> None:
    added(pack).write_bytes(old.encode())
    load_facts(pack).add([row(note="ghi chú, có dấu phẩy")])

    text = added(pack).read_bytes().decode()
    assert text.startswith("\ufeff") == old.startswith("\ufeff")
    assert ("\r\n" in text) == ("\r\n" in old)
    assert check_facts(pack) == []
    assert len(load_facts(pack).keys()) == 2
    assert load_facts(pack).history(row().key)[0].note == "ghi chú, có dấu phẩy"


def test_only_columns_that_a_row_needs_are_added(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    append_rows(path, ["a", "b", "c", "d"], [{"a": "3", "b": "4", "c": "5", "d": ""}], lambda _: None)

    assert path.read_text(encoding="utf-8") == "a,b,c\n1,2,\n3,4,5\n"


@pytest.mark.parametrize(
    "bad",
    [
        row(note=" thừa khoảng trắng "),
        row(note="có ký tự ẩn \u202e"),
        row(correction="dinh-chinh"),
        replace(row(), source=Source(entered_by="Nguyễn Văn A")),
        replace(row(), decimals=1),
        replace(row(), value=Decimal("1E+50")),
        row(note="x" * 20_000),
    ],
)
def test_row_that_would_not_read_back_is_refused_and_nothing_is_written(pack: Pack, bad: Observation) -> None:
    facts = load_facts(pack)
    with pytest.raises(FactsError) as caught:
        facts.add([row("1", "2024-01-01"), bad])

    assert [p.code for p in caught.value.problems] == ["QS083"]
    assert not added(pack).exists()
    assert facts.keys() == []
    assert [p.name for p in (pack.root / "facts").iterdir()] == []


def test_failure_while_writing_leaves_the_old_file_and_no_leftovers(
    pack: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    facts = load_facts(pack)
    facts.add([row("1", "2024-01-01")])
    before = added(pack).read_bytes()

    def fail(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(append.os, "fsync", fail)
    with pytest.raises(FactsError) as caught:
        facts.add([row("2", "2024-02-01")])

    assert [p.code for p in caught.value.problems] == ["QS081"]
    assert added(pack).read_bytes() == before
    assert [p.name for p in (pack.root / "facts").iterdir()] == ["added.csv"]
    assert len(facts.history(row().key)) == 1


def test_two_writers_lose_nothing(pack: Pack) -> None:
    def write(start: int) -> None:
        facts = load_facts(pack)
        for n in range(start, start + 10):
            facts.add([row(f"{n}", f"2024-01-01T{n:02}:00:00")])

    writers = [threading.Thread(target=write, args=(start,)) for start in (0, 10)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    assert sorted(int(r.value) for r in load_facts(pack).history(row().key)) == list(range(20))


def test_writer_sees_what_another_added_meanwhile(pack: Pack) -> None:
    one, other = load_facts(pack), load_facts(pack)
    one.add([row("1", "2024-01-01")])

    assert other.add([row("1", "2024-01-01"), row("2", "2024-02-01")]) == 1
    assert [str(r.value) for r in other.history(row().key)] == ["1", "2"]


def test_second_writer_waits_and_then_says_who_keeps_it(tmp_path: Path) -> None:
    with lock_folder(tmp_path), pytest.raises(FactsError) as caught, lock_folder(tmp_path, wait_seconds=0):
        pass

    assert [p.code for p in caught.value.problems] == ["QS082"]


def test_lock_leaves_no_file_behind(tmp_path: Path) -> None:
    with lock_folder(tmp_path):
        pass

    assert list(tmp_path.iterdir()) == []


def test_broken_added_file_is_told_and_not_overwritten(pack: Pack) -> None:
    facts = load_facts(pack)
    added(pack).write_text("indicator;area\n", encoding="utf-8")

    with pytest.raises(FactsError):
        facts.add([row()])
    assert added(pack).read_text(encoding="utf-8") == "indicator;area\n"
