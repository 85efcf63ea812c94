"""The room is light: a command that needs one unit must not wait for a data library."""

import subprocess
import sys


def test_importing_the_room_loads_nothing_heavy() -> None:
    code = "import sys, thuocdo.quantities; print(*sorted({name.split('.')[0] for name in sys.modules}))"

    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()

    heavy = {
        "duckdb",
        "pyarrow",
        "pandas",
        "numpy",
        "polars",
        "click",
        "rich",
        "ruamel",
        "difflib",
        "jsonschema",
    }
    assert heavy & set(loaded) == set()
