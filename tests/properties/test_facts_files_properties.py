"""Files of facts, whatever is in them: never a crash, never half a load, never a changed figure."""

from __future__ import annotations

import tempfile
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from thuocdo.errors import Severity, Text
from thuocdo.facts.files import PackFacts, check_facts, load_facts
from thuocdo.facts.memory import MemoryFacts
from thuocdo.facts.model import Observation, ObsStatus, Source, Stage
from thuocdo.facts.problems import FactsError
from thuocdo.facts.release import supersede
from thuocdo.facts.rows import STATUSES_WITHOUT_VALUE
from thuocdo.facts.sdmx import read_sdmx, write_sdmx
from thuocdo.periods import first_months, quarter, term, year
from thuocdo.plan.columns import FACT_COLUMNS
from thuocdo.plan.lineage import AreaRegistry
from thuocdo.plan.model import Pack
from thuocdo.quantities import UNITS, Approximation

END = datetime.fromisoformat("2099-01-01")
COLUMNS = [column.name for column in FACT_COLUMNS]


def make_pack(root: str) -> Pack:
    (Path(root) / "facts").mkdir()
    return Pack(Path(root), "p", Text("Gói", ""), "a", {}, {}, {}, {}, AreaRegistry(), UNITS)


words = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Cf", "Co", "Cn", "Zl", "Zp", "Zs", "Mn", "Mc", "Me"), max_codepoint=0x2FFF),
    max_size=12,
).filter(lambda text: "#" not in text)  # fmt: skip
plain = st.sampled_from(["", "bao-cao-1", "L254", "https://example.vn/?a=1,2", "“ngoặc”, phẩy", "=1+1", "-"])


@st.composite
def observations(draw: st.DrawFn) -> Observation:
    stage = draw(st.sampled_from(Stage))
    status = draw(st.sampled_from(ObsStatus))
    decimals = draw(st.integers(0, 6))
    number = Decimal(draw(st.integers(-(10**15), 10**15))).scaleb(-decimals)
    has_value = status not in STATUSES_WITHOUT_VALUE
    return Observation(
        indicator=draw(st.sampled_from(["grdp.growth", "grdp.per_capita"])),
        area=draw(st.sampled_from(["bac-giang", "2004:07213@2020"])),
        period=draw(st.sampled_from([year(2023), quarter(2024, 2), term(2021, 2025), first_months(2025, 9)])),
        breakdown=draw(st.sampled_from(["_T", "SEX=F", "SEX=F;URBANISATION=U"])),
        stage=stage,
        value=number if has_value else None,
        unit=UNITS.parse(draw(st.sampled_from(["%", "nghìn tỷ đồng", "USD/người/năm", "xã/182"]))),
        known_from=datetime.fromisoformat("2024-01-01") + timedelta(minutes=draw(st.integers(0, 10**6))),
        decimals=decimals if has_value else 0,
        approximation=draw(st.sampled_from(Approximation)),
        status=status,
        source=Source(draw(st.sampled_from(["", "bao-cao"])), draw(plain), draw(plain), "so-y-te"),
        disputed=draw(st.booleans()),
        definition=draw(st.sampled_from(["", "2021-2025"])),
        note=draw(plain),
    )


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(observations(), max_size=8))
def test_what_is_added_to_a_pack_is_read_back_as_it_was(rows: list[Observation]) -> None:
    with tempfile.TemporaryDirectory() as root:
        pack = make_pack(root)
        PackFacts(pack).add(rows)
        again = PackFacts(pack)

        # Adding reads what the file has first: nothing is new, so all of it came back as it was.
        assert again.add(rows) == 0
        assert [row for key in again.keys() for row in again.history(key)] == supersede(rows)  # noqa: SIM118


@settings(deadline=None)
@given(st.lists(observations(), max_size=8))
def test_sdmx_there_and_back_is_the_same(rows: list[Observation]) -> None:
    text = write_sdmx(MemoryFacts(rows), END, include_history=True)

    assert supersede(read_sdmx(text, UNITS).observations) == supersede(rows)


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from(COLUMNS), words | plain | st.sampled_from(["1,5", "NaN", "2025-13", "9" * 50, "L", "yes"])), max_size=6))  # fmt: skip
def test_any_cell_is_read_or_told(changes: list[tuple[str, str]]) -> None:
    good = dict.fromkeys(COLUMNS, "") | {
        "indicator": "grdp.growth",
        "area": "a",
        "period": "2023",
        "stage": "official",
        "value": "1.5",
        "unit": "%",
        "known_from": "2024-01-01",
    }
    cells = [f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in (good | dict(changes)).values()]
    with tempfile.TemporaryDirectory() as root:
        pack = make_pack(root)
        text = ",".join(COLUMNS) + "\n" + ",".join(cells) + "\n"
        (pack.root / "facts" / "x.csv").write_text(text, encoding="utf-8")

        problems = check_facts(pack)

    # The pack has no indicators and no areas: something is wrong with every row, and all of it is placed.
    assert [p for p in problems if p.severity is Severity.ERROR]
    assert [p for p in problems if p.where is None or not p.text.vi or not p.text.en] == []


@settings(deadline=None)
@given(st.binary(max_size=400), st.booleans())
def test_any_bytes_are_read_or_told(noise: bytes, with_header: bool) -> None:
    with tempfile.TemporaryDirectory() as root:
        pack = make_pack(root)
        head = (",".join(COLUMNS) + "\n").encode() if with_header else b""
        (pack.root / "facts" / "x.csv").write_bytes(head + noise)
        (pack.root / "corrections.yaml").write_bytes(noise)
        problems = check_facts(pack)
        is_bad = any(problem.severity is Severity.ERROR for problem in problems)
        try:
            loaded = len(load_facts(pack).keys())
        except FactsError as error:
            loaded = None
            problems = [*error.problems]

    assert loaded == (None if is_bad else 0)
    assert all(problem.say("en") for problem in problems)


@given(st.text(max_size=300))
def test_any_text_is_no_sdmx_or_is_told(text: str) -> None:
    for given_text in (text, "STRUCTURE,STRUCTURE_ID,ACTION,REF_AREA,INDICATOR,TIME_PERIOD,OBS_VALUE,UNIT_MEASURE\n" + text):  # fmt: skip
        try:
            rows = read_sdmx(given_text, UNITS, known_from=END).observations
        except FactsError:
            rows = []
        assert all(row.value is None or row.value.is_finite() for row in rows)
