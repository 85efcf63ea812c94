"""How fast are figures found and checked? Against quantulum3 on the same text, and growth with length.

    python benchmarks/check.py [TEXT] [--copies 64]

Without TEXT, prose is put together from made sentences. Every time is the best of several runs in this
process, after one run to warm up; only ratios and throughput are worth quoting.
"""

from __future__ import annotations

import argparse
import gc
import sys
import time
from collections.abc import Callable
from pathlib import Path

SENTENCES = (
    "Tốc độ tăng trưởng GRDP năm {y} ước đạt {a},{b}%, cao hơn kế hoạch {c},{d} điểm phần trăm.",
    "Thu ngân sách nhà nước đạt {n}.{m} tỷ đồng, bằng {p}% dự toán, tăng {a},{b}% so với cùng kỳ.",
    "Toàn tỉnh có {c}{d}/{p} xã đạt chuẩn nông thôn mới; trong đó {c} xã đạt chuẩn nâng cao.",
    "Giá trị sản xuất công nghiệp đạt {n},{a} nghìn tỷ đồng, gấp {c},{d} lần so với đầu nhiệm kỳ.",
    "Tỷ lệ hộ nghèo giảm từ {a},{b}% xuống còn {c},{d}%, mỗi năm giảm trên 1 điểm phần trăm.",
)


def make_prose(characters: int) -> str:
    """Return made paragraphs of about this length; every number differs."""
    parts, length, seed = [], 0, 1
    while length < characters:
        seed = (seed * 48271) % 2147483647
        digits = str(seed).rjust(10, "1")
        sentence = SENTENCES[seed % len(SENTENCES)].format(
            y=2021 + seed % 5, a=digits[0], b=digits[1], c=1 + seed % 9, d=digits[2],
            n=100 + seed % 800, m=digits[3:6], p=100 + seed % 80,
        )  # fmt: skip
        parts.append(sentence + ("\n\n" if seed % 4 == 0 else " "))
        length += len(parts[-1])
    return "".join(parts)


def best_of(job: Callable[[], object], runs: int) -> float:
    """Return the shortest wall time of `job` in seconds."""
    job()
    times = []
    for _ in range(runs):
        gc.collect()
        start = time.perf_counter()
        job()
        times.append(time.perf_counter() - start)
    return min(times)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("text", nargs="?", type=Path)
    parser.add_argument("--copies", type=int, default=64)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()

    from thuocdo.claims.check import check_document
    from thuocdo.claims.figures import find_figures
    from thuocdo.documents.open import open_document

    text = options.text.read_text(encoding="utf-8") if options.text else make_prose(170_000)
    size = len(text.encode())

    def read(content: str) -> object:
        return open_document(content.encode(), "prose.txt", format="txt")

    document = read(text)
    reading = best_of(lambda: read(text), options.runs)
    finding = best_of(lambda: find_figures(document), options.runs)  # type: ignore[arg-type]
    checking = best_of(lambda: check_document(read(text)), options.runs)  # type: ignore[arg-type]
    print(f"text: {size / 1000:.0f} KB, {len(find_figures(document))} figures\n")  # type: ignore[arg-type]
    print("| step | seconds | MB/s |\n|---|---|---|")
    for name, seconds in (("read", reading), ("find figures", finding), ("read, find and check", checking)):
        print(f"| {name} | {seconds:.3f} | {size / seconds / 1e6:.2f} |")

    try:
        from quantulum3 import parser as rival
    except ImportError:
        print("\nquantulum3 is not installed: no comparison", file=sys.stderr)
    else:
        sample = text[:40_000]
        part = read(sample)
        own = best_of(lambda: find_figures(part), options.runs)  # type: ignore[arg-type]
        other = best_of(lambda: [rival.parse(line) for line in sample.split("\n") if line], 1)
        print(f"\nquantulum3 on the first {len(sample)} characters takes {other / own:.0f} × as long")

    print("\n| copies | seconds | per copy, against 1 |\n|---|---|---|")
    first, copies = 0.0, 1
    while copies <= options.copies:
        content = (text + "\n\n") * copies
        seconds = best_of(lambda content=content: check_document(read(content)), 1)  # type: ignore[misc,arg-type]
        first = first or seconds
        print(f"| {copies} | {seconds:.2f} | {seconds / copies / first:.2f} |")
        copies *= 4


if __name__ == "__main__":
    main()
