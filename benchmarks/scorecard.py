"""How fast is the scorecard of a nation? Ours against SQL by hand, the scan itself, Polars and pandas.

    python benchmarks/scorecard.py --rows 1e6 1e7 1e8

Makes the data once (`benchmarks/data/`, not in git), runs every measurement in a process of its own, takes
the median, and writes `benchmarks/results/scorecard.json` and `.md`. What is measured, and what the numbers
mean, is in benchmarks/README.md.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))
sys.path.insert(0, str(HERE.parent / "tests" / "evaluate"))

import by_hand  # noqa: E402 - beside this file
from made_data import AS_OF, MONTHS, Nation, make_lake, plan_nation  # noqa: E402

from thuocdo.facts.lake import ParquetFacts  # noqa: E402
from thuocdo.periods import month  # noqa: E402

FITS = {"polars": 100_000_000, "pandas": 10_000_000}
"""Rows up to which an engine is tried; beyond, it would need more memory than the machine may have."""

NEW_VALUES = 1000


# -- one measurement, in a process of its own --------------------------------------------------------


def measure_ours(nation: Nation) -> dict[str, Any]:
    facts = ParquetFacts(nation.path)
    scorecard = nation.scorecard(facts)
    assert scorecard.tables
    assert scorecard.shape
    return {**clock(lambda: scorecard.run(facts, AS_OF)), "promises": len(scorecard.promises)}


def measure_sql(nation: Nation, write: Callable[[str, datetime], str]) -> dict[str, Any]:
    """Time a query by hand with what it needs: a connection, the small tables and, once, the query."""
    facts = ParquetFacts(nation.path)
    tables = nation.scorecard(facts).tables
    file = str(nation.path / facts.manifest().base)

    def run() -> object:
        cursor = facts._connect().cursor()
        cursor.execute("SET perfect_ht_threshold = 20")
        for statement in by_hand.MACROS.split(";\n"):
            if statement.strip():
                cursor.execute(statement)
        for name, table in tables.items():
            cursor.register("arriving", table)
            cursor.execute(f'CREATE TEMP TABLE "{name}" AS SELECT * FROM arriving')
        # As the store does it: asked for as Arrow, the query would be planned twice.
        cursor.execute(f"CREATE TEMP TABLE answer AS {write(file, AS_OF)}")
        return cursor.table("answer").to_arrow_table()

    return clock(run)


def measure_polars(nation: Nation) -> dict[str, Any]:
    import polars as pl
    from columnar_polars import judge_in_polars

    facts = ParquetFacts(nation.path)
    arrow = nation.scorecard(facts).tables
    rows = pl.scan_parquet(nation.path / facts.manifest().base)

    def run() -> object:
        tables = {name: pl.DataFrame(pl.from_arrow(table)) for name, table in arrow.items()}
        return judge_in_polars(rows, tables, 12, AS_OF)

    return clock(run)


def measure_pandas(nation: Nation) -> dict[str, Any]:
    facts = ParquetFacts(nation.path)
    tables = nation.scorecard(facts).tables
    file = str(nation.path / facts.manifest().base)
    return clock(lambda: by_hand.in_pandas(file, tables, AS_OF))


def measure_news(nation: Nation) -> dict[str, Any]:
    """Time the writing of 1,000 new values and judging again what they touch, in a program that runs on.

    Ten indicators (or more, in a small nation) get new figures in up to a hundred communes of one
    province. The lake is a copy that shares the big file; the program has judged everything before.
    """
    with tempfile.TemporaryDirectory(dir=nation.path.parent) as folder:
        for path in nation.path.iterdir():
            if path.suffix == ".parquet":
                os.link(path, Path(folder) / path.name)
            elif path.is_file():
                shutil.copy(path, folder)
        facts = ParquetFacts(Path(folder))
        scorecard = nation.scorecard(facts)
        full = clock(lambda: scorecard.run(facts, AS_OF))["seconds"]
        whole = list(nation.parts)[len(nation.parts) // 2]
        areas = list(nation.parts[whole])[:100]
        # Small nations have few communes: there the values are of more months, and of more indicators.
        count = max(10, -(-NEW_VALUES // (len(areas) * MONTHS)))
        months = min(MONTHS, -(-NEW_VALUES * 11 // (10 * count * len(areas))))
        names = [f"i{number * 500 // count:03}" for number in range(count)]
        periods = [month(2025 - m // 12, 12 - m % 12).sdmx for m in range(months)]
        old = facts.current(AS_OF, indicators=names, areas=areas, periods=periods)
        news = [row for row in old if row.value is not None][:NEW_VALUES]
        known = datetime(2026, 6, 1)
        rows = [
            replace(row, value=(row.value or Decimal(0)) + 1, known_from=known, superseded_at=None)
            for row in news
        ]
        adding = clock(lambda: facts.add(rows))["seconds"]

        def judge_again() -> None:
            scorecard.affected(names, areas).run(facts, AS_OF)

        times = [clock(judge_again) for _ in range(7)]
        return {
            "seconds": statistics.median(run["seconds"] for run in times),
            "cpu_seconds": statistics.median(run["cpu_seconds"] for run in times),
            "add_seconds": adding,
            "full_seconds": full,
            "new_values": len(rows),
            "promises": len(scorecard.affected(names, areas).promises),
        }


ENGINES: dict[str, Callable[[Nation], dict[str, Any]]] = {
    "ours": measure_ours,
    "plain_sql": lambda nation: measure_sql(nation, by_hand.plain_sql),
    "tuned_sql": lambda nation: measure_sql(nation, by_hand.tuned_sql),
    "bare_scan": lambda nation: measure_sql(nation, by_hand.bare_scan),
    "month_sums": lambda nation: measure_sql(nation, by_hand.month_sums),
    "polars": measure_polars,
    "pandas": measure_pandas,
    "news": measure_news,
}


def clock(work: Callable[[], object]) -> dict[str, float]:
    """Return how long `work` takes by the clock on the wall, and what it takes of the processors."""
    start, spent = time.perf_counter(), time.process_time()
    work()
    return {"seconds": time.perf_counter() - start, "cpu_seconds": time.process_time() - spent}


def peak_megabytes() -> int:
    """Return the most memory this process ever held (VmHWM)."""
    for line in Path("/proc/self/status").read_text(encoding="utf-8").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) // 1024
    raise RuntimeError("no VmHWM on this system")


# -- all of them ---------------------------------------------------------------------------------------


def run_engines(nation: Nation, runs: int) -> dict[str, dict[str, Any]]:
    """Return the medians of `runs` fresh processes for each engine, or why there are none.

    The engines take turns, so that a busy minute of the machine does not fall on one of them alone.
    """
    found: dict[str, list[dict[str, Any]]] = {engine: [] for engine in ENGINES}
    skipped = {
        engine: f"not tried beyond {most:,} rows" for engine, most in FITS.items() if nation.rows > most
    }
    for _ in range(runs):
        for engine in ENGINES:
            if engine in skipped:
                continue
            command = [sys.executable, __file__, "--measure", engine, "--rows", str(nation.rows)]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            if done.returncode:
                reason = (done.stderr.strip().splitlines()[-1:] or ["killed"])[0]
                skipped[engine] = "not installed" if reason.startswith("ModuleNotFoundError") else reason
                continue
            found[engine].append(json.loads(done.stdout))
            print(f"{nation.rows:>11,} {engine:<11} {done.stdout.strip()}", file=sys.stderr, flush=True)
    return {engine: _summarise(found[engine], skipped.get(engine)) for engine in ENGINES}


def _summarise(found: list[dict[str, Any]], skipped: str | None) -> dict[str, Any]:
    if skipped is not None:
        return {"skipped": skipped}
    medians = {key: round(statistics.median(run[key] for run in found), 4) for key in found[0]}
    return {**medians, "fastest": round(min(run["seconds"] for run in found), 4), "runs": len(found)}


def describe_machine() -> dict[str, str]:
    cpus = os.cpu_count()
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**30
    versions = {}
    for name in ("duckdb", "pyarrow", "polars", "pandas"):
        try:
            versions[name] = version(name)
        except PackageNotFoundError:
            versions[name] = "not installed"
    return {"cores": str(cpus), "memory": f"{memory} GiB", "python": platform.python_version(), **versions}


def write_table(results: dict[str, Any]) -> str:
    """Return the Markdown page of the results: ratios first, since seconds are this machine's."""
    lines = ["# Scorecard of the made nation", ""]
    lines.append("Machine: " + ", ".join(f"{key} {value}" for key, value in results["machine"].items()) + ".")
    lines.append(
        "Medians of fresh processes, page cache warm; seconds by the clock, in brackets of the processors."
    )
    lines += [
        "Written by `benchmarks/scorecard.py`; what the rows mean is in [the README](../README.md).",
        "",
    ]
    sizes = list(results["sizes"])
    lines.append("| | " + " | ".join(f"{int(size):,} rows" for size in sizes) + " |")
    lines.append("|---|" + "---|" * len(sizes))
    names = {
        "ours": "**generated query**",
        "tuned_sql": "DuckDB SQL tuned by hand",
        "plain_sql": "DuckDB SQL by hand, months first",
        "bare_scan": "floor: bare scan as of",
        "month_sums": "floor: scan, join, month sums, no as-of",
        "polars": "Polars by hand",
        "pandas": "pandas by hand (figures only)",
    }
    for engine, label in names.items():
        cells = [_cell(results["sizes"][size][engine]) for size in sizes]
        lines.append(f"| {label} | " + " | ".join(cells) + " |")
    lines += ["", "| goal | " + " | ".join(f"{int(size):,}" for size in sizes) + " |"]
    lines.append("|---|" + "---|" * len(sizes))
    for label, ratio in _goals().items():
        lines.append(f"| {label} | " + " | ".join(ratio(results["sizes"][size]) for size in sizes) + " |")
    return "\n".join(lines) + "\n"


def _cell(result: dict[str, Any]) -> str:
    if "skipped" in result:
        return result["skipped"]
    return f"{result['seconds']:.2f} s ({result['cpu_seconds']:.2f}), {result['megabytes']:.0f} MB"


def _goals() -> dict[str, Callable[[dict[str, Any]], str]]:
    return {
        "against the faster SQL by hand (goal 1.2 ×)": lambda size: _ratio(
            size, min(("tuned_sql", "plain_sql"), key=lambda name: size[name]["seconds"])
        ),
        "against scan, join and month sums (goal 1.5 × at 10⁸)": lambda size: _ratio(size, "month_sums"),
        "against the bare scan (goal 1.5 × at 10⁸)": lambda size: _ratio(size, "bare_scan"),
        "most memory (goal under 1,000 MB)": lambda size: f"{size['ours']['megabytes']:.0f} MB",
        "1,000 new values judged again (goal under 1 % of the full time)": lambda size: (
            f"{size['news']['new_values']:.0f} values: {size['news']['seconds'] * 1000:.0f} ms = "
            f"{size['news']['seconds'] / size['ours']['seconds'] * 100:.1f} %"
        ),
        "… and adding them to the store": lambda size: f"{size['news']['add_seconds'] * 1000:.0f} ms",
    }


def _ratio(size: dict[str, Any], other: str) -> str:
    wall, processors = (size["ours"][kind] / size[other][kind] for kind in ("seconds", "cpu_seconds"))
    return f"{wall:.2f} × ({processors:.2f} ×)"


def main() -> None:
    """Measure the sizes asked for and write the results."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--rows", nargs="+", type=lambda text: int(float(text)), default=[10**6])
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--data", type=Path, default=HERE / "data")
    parser.add_argument("--results", type=Path, default=HERE / "results")
    parser.add_argument("--measure", choices=ENGINES, help=argparse.SUPPRESS)
    parser.add_argument("--make", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    nations = [plan_nation(rows, options.data) for rows in options.rows]
    if options.make:
        make_lake(nations[0])
        return
    if options.measure:
        found = ENGINES[options.measure](nations[0])
        print(json.dumps({**found, "megabytes": peak_megabytes()}))
        return
    results: dict[str, Any] = {"machine": describe_machine(), "sizes": {}}
    for nation in nations:
        subprocess.run([sys.executable, __file__, "--make", "--rows", str(nation.rows)], check=True)
        results["sizes"][str(nation.rows)] = run_engines(nation, options.runs)
    options.results.mkdir(exist_ok=True)
    text = json.dumps(results, indent=1) + "\n"
    (options.results / "scorecard.json").write_text(text, encoding="utf-8")
    page = write_table(results)
    (options.results / "scorecard.md").write_text(page, encoding="utf-8")
    print(page)


if __name__ == "__main__":
    main()
