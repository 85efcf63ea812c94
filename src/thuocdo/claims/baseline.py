"""Findings that were there before: kept in a file, so that a check shows only what is new.

Word has no comment that silences a rule; a baseline does it for every format. A finding is the same
while its rule and the words around its places are (see `output.records.fingerprint`).
"""

from __future__ import annotations

import json
import os
import tempfile
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from thuocdo.claims.model import Report
from thuocdo.claims.output.records import fingerprint, fold
from thuocdo.errors import Problem, Text, ThuocdoError, Where


class BaselineError(ThuocdoError):
    """A baseline file that cannot be read."""


def write_baseline(reports: Iterable[Report], path: Path) -> int:
    """Write every finding of `reports` to `path`, whole or not at all; return how many."""
    entries = [
        {
            "fingerprint": fingerprint(finding),
            "rule": finding.rule,
            "text": fold(finding.places[0].block.text[finding.places[0].start : finding.places[0].end]),
        }
        for report in reports
        for finding in report.findings
    ]
    content = json.dumps({"version": 1, "findings": entries}, ensure_ascii=False, indent=1) + "\n"
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(content)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return len(entries)


def read_baseline(path: Path) -> Counter[str]:
    """Return how often each finding is in the file.

    Raises:
        BaselineError: The file is missing or is no baseline.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        return Counter(entry["fingerprint"] for entry in content["findings"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        text = Text(f"không đọc được tệp nền: {error}", f"the baseline cannot be read: {error}")
        hint = Text("viết lại bằng --write-baseline", "write it again with --write-baseline")
        raise BaselineError(Problem("QT020", text, hint, Where(str(path)))) from error


def subtract_baseline(report: Report, known: Counter[str]) -> tuple[Report, int]:
    """Return the report without the known findings, and how many those were.

    A finding listed once hides one finding: a second of the same words is new.
    """
    left = Counter(known)
    fresh = []
    for finding in report.findings:
        name = fingerprint(finding)
        if left[name] > 0:
            left[name] -= 1
        else:
            fresh.append(finding)
    return replace(report, findings=tuple(fresh)), len(report.findings) - len(fresh)
