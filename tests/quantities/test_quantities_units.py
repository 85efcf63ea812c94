"""Units: names, scale words, compounds, wholes, and what a pack adds."""

import unicodedata
from decimal import Decimal

import pytest

from thuocdo.errors import Where
from thuocdo.quantities import ONE, UNITS, BadUnitTable, ScaledUnit, Unit, UnitRegistry, UnknownUnit
from thuocdo.quantities.spelling import unit_key
from thuocdo.quantities.unit_table import TABLE


@pytest.mark.parametrize(
    ("text", "unit_id", "multiplier"),
    [
        ("%", "percent", 0),
        ("phần trăm", "percent", 0),
        ("điểm phần trăm", "percentage_point", 0),
        ("điểm %", "percentage_point", 0),
        ("điểm", "score", 0),
        ("đồng", "VND", 0),
        ("VNĐ", "VND", 0),
        ("đ", "VND", 0),
        ("nghìn đồng", "VND", 3),
        ("ngàn đồng", "VND", 3),
        ("triệu đồng", "VND", 6),
        ("trđ", "VND", 6),
        ("tr.đ", "VND", 6),
        ("tr. đồng", "VND", 6),
        ("tr đồng", "VND", 6),
        ("triệu VNĐ", "VND", 6),
        ("tỷ đồng", "VND", 9),
        ("Tỉ đồng", "VND", 9),
        ("tỷđ", "VND", 9),
        ("nghìn tỷ đồng", "VND", 12),
        ("ngàn tỉ đồng", "VND", 12),
        ("triệu tỷ đồng", "VND", 15),
        ("trillion VND", "VND", 12),
        ("tỷ USD", "USD", 9),
        ("billion US dollars", "USD", 9),
        ("đô la Mỹ", "USD", 0),
        ("vạn người", "person", 4),
        ("nghìn", "one", 3),
        ("nghìn ha", "hectare", 3),
        ("triệu m3", "cubic_metre", 6),
        ("M²", "square_metre", 0),
        ("hộ gia đình", "household", 0),
        ("khu công nghiệp", "industrial_park", 0),
        ("lượt khách", "visit", 0),
        ("bác sỹ", "doctor", 0),
        ("commune", "commune", 0),
        ("đạt/không", "yes_no", 0),
        ("%/năm", "percent/year", 0),
        ("% / năm", "percent/year", 0),
        ("USD/người/năm", "USD/person/year", 0),
        ("USD/năm/người", "USD/person/year", 0),
        ("triệu đồng/ha", "VND/hectare", 6),
        ("trđ/người/tháng", "VND/person/month", 6),
        ("giường/10.000 dân", "bed/10000_resident", 0),
        ("giường bệnh/vạn dân", "bed/10000_resident", 0),
        ("giường bệnh trên 1 vạn dân", "bed/10000_resident", 0),
        ("giường/10 nghìn dân", "bed/10000_resident", 0),
        ("giường/10 000 dân", "bed/10000_resident", 0),
        ("beds/10,000 residents", "bed/10000_resident", 0),
        ("/10.000 dân", "1/10000_resident", 0),
        ("người/nghìn dân", "person/1000_resident", 0),
        ("triệu đồng/01 ha", "VND/hectare", 6),
        ("đồng/USD", "VND/USD", 0),
        ("giáo viên/lớp", "teacher/class", 0),
        ("người/km2", "person/square_kilometre", 0),
        ("m3/ngày đêm", "cubic_metre/day", 0),
        ("điểm/100", "score/100", 0),
        ("điểm/100 điểm", "score/100", 0),
        ("hạng/63", "rank/63", 0),
        ("hạng/63 tỉnh", "rank/63", 0),
        ("xã/182", "commune/182", 0),
        ("xã/182 xã", "commune/182", 0),
        ("nghìn m^2·km", "square_metre*kilometre", 3),
        ("đồng/m^2", "VND/square_metre", 0),
        ("km^2/km^3", "square_kilometre/kilometre^3", 0),
        ("nghìn/10.000 dân", "1/10000_resident", 3),
    ],
)
def test_unit_text_names_a_unit_and_a_power_of_ten(text: str, unit_id: str, multiplier: int) -> None:
    actual = UNITS.parse(text)

    assert (actual.unit.id, actual.multiplier) == (unit_id, multiplier)


# Every distinct unit in the survey of Bắc Giang's figures that is a unit.
SURVEY = """% hạng/63 %/năm tỷ_đồng nghìn_tỷ_đồng đảng_viên USD/người/năm tỷ_USD lượt tổ_chức hạng điểm/100 KCN mô_hình
sản_phẩm xã chỉ_tiêu chỉ_tiêu/18 CCN dự_án giáo_viên/lớp điểm_% lần triệu_lượt di_tích ĐVHC vụ km trường_hợp
huy_chương trường tuổi nhà tổ người bậc triệu_đồng/ha tuyến HTX khu đề_tài giường bác_sĩ phường cuộc doanh_nghiệp
huyện làng_nghề vùng nghìn_ha triệu_m3 nghìn_con triệu_con huyện/9 xã/182 đô_thị ha nhà_máy xã/73
triệu_đồng/người/năm giải cơ_sở lao_động điểm_%/năm bảo_vật lượt_người lượt_ý_kiến chi_bộ/4477 chi_bộ/237
đảng_bộ/348 biên_chế cán_bộ triệu_đồng m2 phiên nghị_quyết quyết_định đạt/không địa_phương tỉnh vụ_án hạng/65 kỳ
chỉ_tiêu/15 điểm/80 km2 hạng/34 hộ triệu_đồng/người/tháng triệu_tỷ_đồng"""


@pytest.mark.parametrize("text", [word.replace("_", " ") for word in SURVEY.split()])
def test_every_unit_of_the_survey_is_known(text: str) -> None:
    actual = UNITS.parse(text)

    assert actual.label("vi") == text.replace("điểm %", "điểm phần trăm").replace("đạt/không", "có/không")


@pytest.mark.parametrize(
    "text", ["% mục tiêu", "% tổng số đảng viên", "điểm % hoặc % (không rõ)", 'điểm % (in "%")', "thời hạn"]
)
def test_notes_beside_a_unit_are_no_unit(text: str) -> None:
    with pytest.raises(UnknownUnit) as error:
        UNITS.parse(text)

    assert error.value.problems[0].text.vi == f"không biết đơn vị “{text}”"


def test_unknown_unit_names_the_nearest() -> None:
    with pytest.raises(UnknownUnit) as error:
        UNITS.parse("đảng viện")

    assert error.value.say("vi") == (
        "DL001 không biết đơn vị “đảng viện” → có phải “đảng viên”?"
        " nếu không, khai báo đơn vị trong units.yaml"
    )


def test_unknown_part_of_a_compound_names_the_nearest_to_that_part() -> None:
    with pytest.raises(UnknownUnit) as error:
        UNITS.parse("triệu đồng/hecto")

    assert "“ha”" in error.value.problems[0].hint.vi


def test_missing_unit_is_told_as_missing() -> None:
    with pytest.raises(UnknownUnit) as error:
        UNITS.parse(" \xa0")

    assert error.value.problems[0].text.vi == "thiếu đơn vị"


@pytest.mark.parametrize(
    "text",
    [
        "/",
        "đồng/",
        "/ha/",
        "đồng/0 ha",
        "xã/63/64",
        "USD/người/100",
        "/63",
        "đồng·/ha",
        "tỷ tỷ đồng",
        "1.000.000.000.000",
    ],
)
def test_malformed_unit_text_is_unknown(text: str) -> None:
    with pytest.raises(UnknownUnit) as error:
        UNITS.parse(text)

    assert error.value.problems[0].code == "DL001"


def test_id_finds_a_unit_and_only_a_known_one() -> None:
    assert UNITS.get("percent").label.vi == "%"
    with pytest.raises(UnknownUnit):
        UNITS.get("percnt")


def test_registry_lists_its_units_and_knows_its_ids() -> None:
    ids = [unit.id for unit in UNITS]

    assert ids == [entry.id for entry in TABLE]
    assert "percent" in UNITS
    assert "%" not in UNITS


def test_no_spelling_of_the_table_names_two_units() -> None:
    owners: dict[str, set[str]] = {}
    for entry in TABLE:
        for spelling in filter(None, [entry.id, entry.vi, entry.en, entry.each, *entry.aliases.split("|")]):
            owners.setdefault(unit_key(spelling), set()).add(entry.id)

    assert {spelling: ids for spelling, ids in owners.items() if len(ids) > 1} == {}


def test_table_is_composed_and_its_ids_are_ascii_and_unique() -> None:
    text = "".join(f"{entry.vi}{entry.en}{entry.aliases}" for entry in TABLE)
    ids = [entry.id for entry in TABLE]

    assert text == unicodedata.normalize("NFC", text)
    assert len(ids) == len(set(ids))
    assert all(unit_id.isascii() and unit_id.isidentifier() for unit_id in ids)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_label_of_every_unit_names_it(lang: str) -> None:
    for unit in UNITS:
        assert UNITS.parse(unit.label.say(lang)).unit == unit  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "factor"),
    [
        ("nghìn tỷ đồng", "1000000000000"),
        ("%", "0.01"),
        ("ha", "10000"),
        ("km2", "1000000"),
        ("tấn", "1000"),
        ("lít", "0.001"),
        ("USD/người/năm", "1"),
        ("USD/người/tháng", "12"),
        ("triệu đồng/ha", "100"),
        ("giường/10.000 dân", "0.0001"),
        ("điểm/100", "1"),
        ("hạng/63", "1"),
    ],
)
def test_factor_leads_to_base_units(text: str, factor: str) -> None:
    actual = UNITS.parse(text).factor

    assert actual == Decimal(factor)


@pytest.mark.parametrize(
    ("text", "dimension"),
    [
        ("%", ()),
        ("lần", ()),
        ("tỷ đồng", (("VND", 1),)),
        ("USD/người/năm", (("USD", 1), ("person", -1), ("year", -1))),
        ("triệu đồng/ha", (("VND", 1), ("metre", -2))),
        ("bác sĩ/10.000 dân", (("doctor", 1), ("person", -1))),
        ("điểm/100", (("score", 1),)),
        ("xã", (("commune", 1),)),
        ("lượt khách", (("turn", 1),)),
    ],
)
def test_dimension_is_a_sorted_tuple_of_bases(text: str, dimension: tuple[tuple[str, int], ...]) -> None:
    actual = UNITS.parse(text).unit.dimension

    assert actual == dimension


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("tỷ đồng", "đồng"),
        ("ha", "km2"),
        ("người", "dân"),
        ("lượt", "triệu lượt khách"),
        ("%", "%/năm"),
        ("USD/người", "USD/người/năm"),
        ("triệu đồng/người/tháng", "triệu đồng/người/năm"),
        ("%", "lần"),
        ("điểm %", "lần"),
        ("điểm %", "điểm %/năm"),
        ("hạng", "hạng/63"),
        ("điểm", "điểm/100"),
        ("xã", "xã/182"),
        ("đồng/USD", "nghìn đồng/USD"),
    ],
)
def test_units_of_one_measure_are_compatible(left: str, right: str) -> None:
    one, other = UNITS.parse(left), UNITS.parse(right)

    assert one.is_compatible(other)
    assert other.is_compatible(one)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("tỷ đồng", "tỷ USD"),
        ("%", "điểm %"),
        ("%/năm", "điểm %"),
        ("hạng", "bậc"),
        ("hạng/63", "hạng/34"),
        ("điểm/100", "điểm/80"),
        ("xã", "huyện"),
        ("bác sĩ/10.000 dân", "giường/10.000 dân"),
        ("km", "km2"),
        ("năm", "tuổi"),
        ("đạt/không", "%"),
    ],
)
def test_units_of_two_measures_are_not_compatible(left: str, right: str) -> None:
    one, other = UNITS.parse(left), UNITS.parse(right)

    assert not one.is_compatible(other)
    assert not other.is_compatible(one)


@pytest.mark.parametrize(
    ("text", "vi", "en"),
    [
        ("ngàn tỉ đồng", "nghìn tỷ đồng", "trillion VND"),
        ("trđ/ha", "triệu đồng/ha", "million VND/ha"),
        ("giường/vạn dân", "giường/10.000 dân", "beds/10,000 residents"),
        ("/vạn dân", "/10.000 dân", "/10,000 residents"),
        ("nghìn/10.000 dân", "nghìn/10.000 dân", "thousand/10,000 residents"),
        ("USD/người/năm", "USD/người/năm", "USD/person/year"),
        ("hạng/63", "hạng/63", "place/63"),
        ("vạn dân", "10^4 dân", "10^4 residents"),
        ("nghìn", "nghìn", "thousand"),
        ("ha/km^3", "ha/km^3", "ha/km^3"),
    ],
)
def test_label_is_in_standard_spelling(text: str, vi: str, en: str) -> None:
    unit = UNITS.parse(text)

    assert (unit.label("vi"), unit.label("en")) == (vi, en)


def test_printed_spelling_is_kept_but_does_not_tell_units_apart() -> None:
    southern, northern = UNITS.parse("tỉ  đồng"), UNITS.parse("tỷ đồng")

    assert southern == northern
    assert (str(southern), str(ScaledUnit(southern.unit, 9))) == ("tỉ đồng", "tỷ đồng")


def test_scaled_unit_has_an_ascii_id() -> None:
    ids = [UNITS.parse(text).id for text in ("đồng", "tỷ đồng")]

    assert ids == ["VND", "10^9.VND"]


def test_reading_a_unit_twice_gives_the_same_object() -> None:
    assert UNITS.parse("tỷ đồng") is UNITS.parse("tỷ đồng")


def test_pack_units_build_on_known_ones() -> None:
    registry = UNITS.with_units(
        [
            {
                "id": "sao",
                "label_vi": "sào Bắc Bộ",
                "label_en": "sao",
                "base": "m2",
                "factor": 360,
                "aliases": ["sào"],
            },
            {"id": "mau", "label_vi": "mẫu", "base": "sao", "factor": "10"},
            {"id": "lychee_box", "label_vi": "thùng vải", "aliases": "thùng | hộp vải"},
            {"id": "stere", "label_vi": "ster", "dimension": "stere", "factor": 0.7},
        ]
    )

    assert registry.parse("nghìn sào").factor == Decimal(360_000)
    assert registry.parse("mẫu").unit.dimension == (("metre", 2),)
    assert registry.parse("mẫu").factor == Decimal(3600)
    assert registry.parse("đồng/hộp vải").unit.id == "VND/lychee_box"
    assert registry.parse("thùng vải").unit.label.en == "thùng vải"
    assert registry.parse("ster").unit.factor == Decimal("0.7")
    assert registry.parse("ster").unit.dimension == (("stere", 1),)


def test_pack_units_leave_the_built_in_registry_alone() -> None:
    UNITS.with_units([{"id": "sao", "label_vi": "sào", "base": "m2", "factor": 360}])

    with pytest.raises(UnknownUnit):
        UNITS.parse("sào")


def test_every_fault_of_a_unit_table_is_told_at_once() -> None:
    with pytest.raises(BadUnitTable) as error:
        UNITS.with_units(
            [
                {"id": "percent", "label_vi": "phần"},
                {"id": "sào", "label_vi": "sào"},
                {"label_vi": "không id"},
                {"id": "no_label"},
                {"id": "bad_base", "label_vi": "gốc", "base": "vô danh"},
                {"id": "bad_factor", "label_vi": "hệ", "factor": "0"},
                {"id": "bad_factor_2", "label_vi": "hệ hai", "factor": "một"},
                {"id": "bad_factor_3", "label_vi": "hệ ba", "factor": True},
                {"id": "bad_alias", "label_vi": "bí danh", "aliases": 5},
                {"id": "taken", "label_vi": "xã"},
                {"id": "extra", "label_vi": "thừa", "colour": "red"},
                "sào",  # type: ignore[list-item]
            ]
        )

    actual = [(problem.code, problem.where) for problem in error.value.problems]
    assert actual == [
        ("DL012", Where(column="percent")),
        ("DL011", Where(column="sào")),
        ("DL010", Where(column="3")),
        ("DL010", Where(column="no_label")),
        ("DL014", Where(column="bad_base")),
        ("DL015", Where(column="bad_factor")),
        ("DL015", Where(column="bad_factor_2")),
        ("DL015", Where(column="bad_factor_3")),
        ("DL010", Where(column="bad_alias")),
        ("DL013", Where(column="taken")),
        ("DL010", Where(column="extra")),
        ("DL010", Where(column="12")),
    ]


def test_pack_unit_may_repeat_its_own_spelling() -> None:
    registry = UNITS.with_units([{"id": "sao", "label_vi": "sào", "label_en": "sào", "aliases": ["SÀO"]}])

    assert registry.parse("Sào").unit.id == "sao"


def test_registry_can_be_made_of_any_units() -> None:
    registry = UnitRegistry([ONE], {"cái": ONE})

    assert registry.parse("nghìn cái") == ScaledUnit(ONE, 3)


def test_unit_tells_its_parts_in_its_id() -> None:
    unit = UNITS.parse("USD/người/năm").unit

    assert [(part.unit.id, part.exponent, part.count) for part in unit.parts] == [
        ("USD", 1, 1),
        ("person", -1, 1),
        ("year", -1, 1),
    ]


def test_two_units_are_equal_by_id_and_measure_not_by_label() -> None:
    percent = UNITS.get("percent")
    renamed = Unit(percent.id, percent.dimension, percent.factor, UNITS.get("times").label)

    assert renamed == percent
    assert hash(renamed) == hash(percent)
