"""Which files make up a lake at this moment?

The manifest is the only thing that changes: data files are written once, under names never used before,
and count from the moment the manifest that names them takes the place of the old one. Whoever read the
old manifest goes on reading the old files.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from thuocdo.errors import Text, Where
from thuocdo.facts.append import flush_folder
from thuocdo.facts.problems import FactsError, make_problem

MANIFEST = "manifest.json"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Manifest:
    """The state of a lake.

    Attributes:
        generation: Counts the writes; part of the names of new files.
        base: Name of the file with nearly all rows, sorted by key, or empty.
        base_rows: Rows in it.
        delta: Name of the file with the whole history of every key touched since, or empty. Rows of
            these keys in `base` are out of date and not read.
        delta_rows: Rows in it.
        delta_indicators: Indicators it has rows of.
        previous: Files of the generation before, kept for whoever still reads it.
        indicators, areas: Small numbers that stand for the ids in joins.
        scales: Decimals in which the amounts of an indicator are counted.
        long: Indicators with a value that fits no amount.
        units: Unit texts in use with the factor they had when written.
        units_of: Unit texts that the rows of an indicator use.
        last_known: Latest `known_from`, ISO, or empty.
    """

    generation: int = 0
    base: str = ""
    base_rows: int = 0
    delta: str = ""
    delta_rows: int = 0
    delta_indicators: tuple[str, ...] = ()
    previous: tuple[str, ...] = ()
    indicators: Mapping[str, int] = field(default_factory=dict)
    areas: Mapping[str, int] = field(default_factory=dict)
    scales: Mapping[str, int] = field(default_factory=dict)
    long: tuple[str, ...] = ()
    units: Mapping[str, str] = field(default_factory=dict)
    units_of: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    last_known: str = ""

    @property
    def files(self) -> tuple[str, ...]:
        """Names of the data files this state reads."""
        return tuple(name for name in (self.base, self.delta) if name)

    @property
    def latest(self) -> datetime | None:
        """Latest `known_from` of any row."""
        return datetime.fromisoformat(self.last_known) if self.last_known else None

    def succeed(self, **changes: Any) -> Manifest:
        """Return the next generation with `changes`."""
        return replace(self, generation=self.generation + 1, previous=self.files, **changes)


def read_manifest(folder: Path) -> Manifest:
    """Return the state of the lake in `folder`; an empty one where there is no manifest.

    Raises `FactsError` QS101 when the manifest cannot be read or is of a later format.
    """
    path = folder / MANIFEST
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        if content.pop("format") != FORMAT:
            raise ValueError("format")
        lists = {name: tuple(content[name]) for name in ("delta_indicators", "previous", "long")}
        manifest = Manifest(**{**content, **lists})
        _ = manifest.latest, [int(code) for code in (*manifest.indicators.values(), *manifest.areas.values())]
    except FileNotFoundError:
        return Manifest()
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        what = Text(f"không đọc được {MANIFEST} ({error})", f"{MANIFEST} cannot be read ({error})")
        hint = Text("khôi phục thư mục từ bản sao lưu", "restore the folder from a backup")
        raise FactsError(make_problem("QS101", Where(str(path)), what, hint)) from error
    return manifest


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Make `manifest` the state of the lake, in one step that survives a power cut."""
    path = folder / MANIFEST
    draft = folder / f".{MANIFEST}.tmp"
    content = json.dumps({"format": FORMAT, **asdict(manifest)}, ensure_ascii=False, indent=0)
    with draft.open("w", encoding="utf-8") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    draft.replace(path)
    flush_folder(folder)
