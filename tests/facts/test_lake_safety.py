"""The columnar store survives killed writers, second writers, readers meanwhile, and broken files."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import subprocess
import sys
import textwrap
import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from test_lake import NOW, codes, row, values

from thuocdo.facts import lake
from thuocdo.facts.append import lock_folder
from thuocdo.facts.lake import ParquetFacts
from thuocdo.facts.problems import FactsError
from thuocdo.periods import month


class KilledError(BaseException):
    """Stands for a kill in the middle of a write: nothing in the program handles it."""


def kill_at(monkeypatch: pytest.MonkeyPatch, step: int) -> Callable[[], int]:
    """Make the program die at its `step`-th call that changes the disk; returns how many were made."""
    calls = 0

    def dying(owner: object, name: str) -> None:
        original = getattr(owner, name)

        def call(*args: object, **kwargs: object) -> object:
            nonlocal calls
            calls += 1
            if calls == step:
                raise KilledError(name)
            return original(*args, **kwargs)

        monkeypatch.setattr(owner, name, call)

    dying(os, "fsync")
    dying(Path, "replace")
    dying(Path, "unlink")
    dying(Path, "open")
    return lambda: calls


def test_killed_add_leaves_the_old_state_or_the_new(tmp_path: Path) -> None:
    outcomes = []
    for step in range(1, 40):
        folder = tmp_path / str(step)
        facts = ParquetFacts(folder)
        facts.add([row("1"), row("5", period=month(2023, 5))])
        facts.compact()
        facts.add([row("6", 1, period=month(2023, 5))])
        with pytest.MonkeyPatch.context() as patch:
            count = kill_at(patch, step)
            with contextlib.suppress(KilledError):
                ParquetFacts(folder).add([row("2", 2), row("9", indicator="b.y")])
            if count() < step:
                break
        after = values(ParquetFacts(folder))
        outcomes.append(after)
        assert ParquetFacts(folder).add([row("2", 2), row("9", indicator="b.y")]) == (
            2 if len(after) < 3 else 0
        )
        assert values(ParquetFacts(folder)) == ["2", "6", "9"]
        ParquetFacts(folder).compact()
        assert len(list(folder.iterdir())) == 2

    assert {tuple(outcome) for outcome in outcomes} == {("1", "6"), ("2", "6", "9")}
    assert len(outcomes) >= 6


def test_killed_compact_loses_nothing(tmp_path: Path) -> None:
    for step in range(1, 40):
        folder = tmp_path / str(step)
        facts = ParquetFacts(folder)
        facts.add([row("1")])
        facts.compact()
        facts.add([row("2", 2)])
        with pytest.MonkeyPatch.context() as patch:
            count = kill_at(patch, step)
            with contextlib.suppress(KilledError):
                facts.compact()
            if count() < step:
                break
        assert values(ParquetFacts(folder)) == ["2"]
    assert step > 5


def test_writer_killed_by_the_system_keeps_no_lock_and_no_half_file(tmp_path: Path) -> None:
    ParquetFacts(tmp_path).add([row("1")])
    script = textwrap.dedent(
        f"""
        import os, signal
        from thuocdo.facts import lake
        from thuocdo.facts.lake import ParquetFacts
        lake.write_manifest = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
        facts = ParquetFacts(__import__("pathlib").Path({str(tmp_path)!r}))
        import sys; sys.path.insert(0, {str(Path(__file__).parent)!r})
        from test_lake import row
        facts.add([row("2", 2)])
        """
    )
    done = subprocess.run([sys.executable, "-c", script], check=False, capture_output=True)

    assert done.returncode == -signal.SIGKILL
    assert len(list(tmp_path.glob("rows-*"))) == 2
    assert values(ParquetFacts(tmp_path)) == ["1"]
    assert ParquetFacts(tmp_path).add([row("2", 2)]) == 1
    assert values(ParquetFacts(tmp_path)) == ["2"]


def test_second_writer_is_refused_in_vietnamese(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lake, "lock_folder", lambda folder: lock_folder(folder, wait_seconds=0))
    with lock_folder(tmp_path), pytest.raises(FactsError) as caught:
        ParquetFacts(tmp_path).add([row()])

    assert codes(caught) == ["QS082"]
    assert "đang có chương trình khác ghi số liệu" in caught.value.say("vi")
    assert ParquetFacts(tmp_path).keys() == []


def test_writers_in_turn_lose_no_row(tmp_path: Path) -> None:
    def write(start: int) -> None:
        facts = ParquetFacts(tmp_path)
        for number in range(start, start + 6):
            facts.add([row(str(number), period=month(2020 + number // 12, number % 12 + 1))])

    writers = [threading.Thread(target=write, args=(start,)) for start in (0, 6, 12)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    assert sorted(map(int, values(ParquetFacts(tmp_path)))) == list(range(18))


def write_many(folder: Path, count: int) -> None:
    facts = ParquetFacts(folder)
    for number in range(1, count):
        facts.add([row(str(number), number, period=month(2023, m)) for m in (1, 2, 3)])
        if number % 3 == 0:
            facts.compact()


def test_reader_sees_whole_states_while_another_process_writes(tmp_path: Path) -> None:
    ParquetFacts(tmp_path).add([row("0", 0, period=month(2023, m)) for m in (1, 2, 3)])
    writer = multiprocessing.get_context("spawn").Process(target=write_many, args=(tmp_path, 15))
    writer.start()
    facts, seen = ParquetFacts(tmp_path), []
    while writer.is_alive():
        seen.append(values(facts))
    writer.join()
    seen.append(values(facts))

    assert writer.exitcode == 0
    assert all(len(state) == 3 and len(set(state)) == 1 for state in seen)
    assert [int(state[0]) for state in seen] == sorted(int(state[0]) for state in seen)
    assert seen[-1] == ["14"] * 3


def test_refusing_disk_is_told_and_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    facts = ParquetFacts(tmp_path)
    facts.add([row("1")])

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(FactsError) as caught:
        facts.add([row("2", 1)])
    monkeypatch.undo()

    assert codes(caught) == ["QS081"]
    assert values(facts) == values(ParquetFacts(tmp_path)) == ["1"]


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", "null", '{"format": 99}', '{"format": 1}', '{"format": 1, "base": 7}', "\ud800"],
)
def test_broken_manifest_is_told_and_kept(tmp_path: Path, content: str) -> None:
    ParquetFacts(tmp_path).add([row()])
    (tmp_path / "manifest.json").write_bytes(content.encode("utf-8", "surrogatepass"))

    for use in (ParquetFacts.keys, ParquetFacts.compact, lambda facts: facts.add([row("2", 1)])):
        with pytest.raises(FactsError) as caught:
            use(ParquetFacts(tmp_path))
        assert codes(caught) == ["QS101"]
    assert (tmp_path / "manifest.json").read_bytes() == content.encode("utf-8", "surrogatepass")


@pytest.mark.parametrize("damage", [b"", b"PAR1", b"PAR1" + b"\0" * 100 + b"PAR1", b"not parquet at all"])
def test_broken_data_file_is_told(tmp_path: Path, damage: bytes) -> None:
    facts = ParquetFacts(tmp_path)
    facts.add([row()])
    (tmp_path / facts.manifest().files[0]).write_bytes(damage)

    with pytest.raises(FactsError) as caught:
        ParquetFacts(tmp_path).current(NOW)
    assert codes(caught) == ["QS101"]
    assert "bản sao lưu" in caught.value.say("vi")


def test_missing_data_file_is_told(tmp_path: Path) -> None:
    facts = ParquetFacts(tmp_path)
    facts.add([row()])
    (tmp_path / facts.manifest().files[0]).unlink()

    with pytest.raises(FactsError) as caught:
        ParquetFacts(tmp_path).history(row().key)
    assert codes(caught) == ["QS101"]


def test_file_in_the_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "kho").write_text("x", encoding="utf-8")

    with pytest.raises(FactsError) as caught:
        ParquetFacts(tmp_path / "kho").add([row()])
    assert codes(caught) == ["QS081"]


def test_as_of_the_end_of_time_still_knows(tmp_path: Path) -> None:
    facts = ParquetFacts(tmp_path)
    facts.add([row("1")])

    assert len(facts.current(datetime.max)) == 1  # noqa: DTZ901 - the lake keeps local time
