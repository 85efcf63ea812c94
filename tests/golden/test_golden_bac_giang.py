"""What the real plan says, whole: a change in any verdict, number or word shows as a diff."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from golden import check_golden
from thuocdo.cli import command

PACK = str(Path(__file__).parents[2] / "examples" / "bac-giang")

OUTPUTS = {
    "score-2021-2025.txt": ["score", PACK, "--term", "2021-2025", "--as-of", "2026-11-23"],
    "score-2021-2025-draft-day.txt": ["score", PACK, "--term", "2021-2025", "--as-of", "2025-03-25"],
    "score-2030.txt": ["score", PACK, "--term", "2026-2030", "--as-of", "2026-11-23"],
    "score-2030-draft-day.txt": ["score", PACK, "--term", "2026-2030", "--as-of", "2025-03-25"],
    "score-bac-ninh.txt": ["score", PACK, "--area", "bac-ninh", "--as-of", "2026-11-23"],
    "score.json": ["score", PACK, "--as-of", "2026-11-23", "--format", "json"],
    "score.csv": ["score", PACK, "--as-of", "2026-11-23", "--format", "csv"],
    "score-en.txt": ["score", PACK, "--term", "2021-2025", "--as-of", "2026-11-23", "--lang", "en"],
    "explain-growth.txt": ["explain", PACK, "xix/1a", "--as-of", "2026-11-23"],
    "explain-investment.json": [
        "explain",
        PACK,
        "xix/4",
        "--as-of",
        "2026-11-23",
        "--format",
        "json",
    ],
    "coherence-2030.txt": ["coherence", PACK, "--term", "2026-2030", "--as-of", "2025-03-25"],
    "coherence.json": ["coherence", PACK, "--as-of", "2026-11-23", "--format", "json"],
    "project-2030.txt": ["project", PACK, "--term", "2026-2030", "--as-of", "2025-03-25"],
    "diff-2025.txt": ["diff", PACK, "--term", "2021-2025", "--from", "2024-12-31", "--to", "2025-03-25"],
}


@pytest.mark.parametrize("name", OUTPUTS)
def test_the_real_plan_gives_this_output_whole(name: str) -> None:
    result = CliRunner().invoke(command, OUTPUTS[name], standalone_mode=False, catch_exceptions=False)

    check_golden(name, result.stdout)
