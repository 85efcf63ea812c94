"""Which columns does each table of a pack have? Said once: for reading, for checking, for the docs.

`tables.py` reads by these declarations, `cells.py` turns cells into values by them and
`datapackage.py` writes them out as a Frictionless table schema.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from thuocdo.errors import Text


class CellType(StrEnum):
    """What a cell holds, in the spelling of the pack format."""

    TEXT = "text"
    ID = "id"
    DECIMAL = "decimal"
    """Decimal point, no thousands marks; the decimals written are the decimals printed."""
    DATE = "date"
    """2025-07-01"""
    INSTANT = "instant"
    """2025-07-01 or 2025-07-01T08:30:00"""
    PERIOD = "period"
    """SDMX spelling: 2025, 2025-Q2, 2021-2025 …"""
    UNIT = "unit"
    """As printed, with its scale: nghìn tỷ đồng"""
    CHOICE = "choice"
    YES_NO = "yes_no"
    URL = "url"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    Attributes:
        name: As in the header row.
        title, description: For people, in both languages.
        type: See `CellType`.
        required: The column must be there and no cell of it may be empty.
        choices: Words a CHOICE cell may hold.
        default: What an empty CHOICE or YES_NO cell means.
        examples: Cells as they would be written.
        refers_to: File and column that must hold the same id, e.g. ("documents.csv", "id").
    """

    name: str
    title: Text
    description: Text
    type: CellType = CellType.TEXT
    required: bool = False
    choices: tuple[str, ...] = ()
    default: str = ""
    examples: tuple[str, ...] = ()
    refers_to: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class TableShape:
    """One table of the pack.

    Attributes:
        file: Path in the pack; for `facts` the folder's pattern `facts/*.csv`.
        title, description: For people.
        columns: In the order in which a new table writes them.
        key: Columns that together name a row, where the table has such a key.
        required: The pack must have this table.
    """

    file: str
    title: Text
    description: Text
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    required: bool = True


_YES_NO = ("yes", "no")
STAGES = ("scenario", "estimate_1", "estimate_2", "preliminary", "official", "revised")
OBS_STATUSES = ("A", "B", "E", "F", "L", "M", "O", "P")
APPROXIMATIONS = ("nearly", "above", "about", "below", "at_most", "at_least")
COMPARATORS = (
    "at_least", "above", "at_most", "below", "range", "about", "rank_within", "rank_at", "yes_no",
)  # fmt: skip
STATISTICS = ("value", "mean_growth", "total", "every_year", "every_edition", "increase")
MISSING = ("require_all", "available", "as_zero")
LEVELS = ("province", "district", "commune")
CHANGE_KINDS = ("merge", "split", "rename", "transfer", "abolish")

_DOCUMENT = ("documents.csv", "id")
_AGENCY = ("agencies.csv", "id")
_AREA = ("areas.csv", "id")


def _note(subject_vi: str, subject_en: str) -> Column:
    return Column(
        "note",
        Text("Ghi chú", "Note"),
        Text(f"Điều người đọc {subject_vi} cần biết.", f"What a reader of {subject_en} must know."),
    )


DOCUMENT_COLUMNS = (
    Column(
        "id",
        Text("Mã văn bản", "Document id"),
        Text("Mã ngắn, chữ thường không dấu.", "Short id in plain lower-case letters."),
        CellType.ID,
        required=True,
        examples=("du-thao-2025-03", "nq-202-2025-qh15"),
    ),
    Column(
        "title",
        Text("Tên văn bản", "Title"),
        Text("Tên như in trên văn bản.", "Title as printed."),
        required=True,
        examples=("Báo cáo chính trị (dự thảo)",),
    ),
    Column(
        "title_en",
        Text("Tên tiếng Anh", "English title"),
        Text("Bản dịch tên, để trống nếu chưa có.", "Translation of the title; may be empty."),
    ),
    Column(
        "number",
        Text("Số, ký hiệu", "Number"),
        Text("Số và ký hiệu của văn bản.", "Number and symbol of the document."),
        examples=("202/2025/QH15",),
    ),
    Column(
        "issuer",
        Text("Nơi ban hành", "Issuer"),
        Text("Cơ quan ban hành hoặc đăng tải.", "Body that issued or published it."),
        examples=("Quốc hội",),
    ),
    Column(
        "issued",
        Text("Ngày ban hành", "Issued on"),
        Text("Ngày ký hoặc ngày đăng.", "Day of signing or of publication."),
        CellType.DATE,
        examples=("2025-06-12",),
    ),
    Column(
        "url",
        Text("Địa chỉ", "Address"),
        Text("Địa chỉ trang công khai, nếu có.", "Address of the public page, if any."),
        CellType.URL,
        examples=("https://example.vn/van-ban",),
    ),
)

AGENCY_COLUMNS = (
    Column(
        "id",
        Text("Mã cơ quan", "Agency id"),
        Text("Mã ngắn, chữ thường không dấu.", "Short id in plain lower-case letters."),
        CellType.ID,
        required=True,
        examples=("so-y-te",),
    ),
    Column(
        "name",
        Text("Tên cơ quan", "Name"),
        Text("Tên đầy đủ.", "Full name."),
        required=True,
        examples=("Sở Y tế",),
    ),
    Column(
        "name_en",
        Text("Tên tiếng Anh", "English name"),
        Text("Bản dịch tên, để trống nếu chưa có.", "Translation of the name; may be empty."),
        examples=("Department of Health",),
    ),
    Column(
        "area",
        Text("Địa bàn", "Area"),
        Text("Địa bàn cơ quan phụ trách.", "Area the agency serves."),
        CellType.ID,
        refers_to=_AREA,
    ),
    Column(
        "parent",
        Text("Cơ quan cấp trên", "Parent agency"),
        Text("Mã cơ quan cấp trên trực tiếp.", "Id of the agency directly above."),
        CellType.ID,
        refers_to=_AGENCY,
    ),
)

AREA_COLUMNS = (
    Column(
        "id",
        Text("Mã phiên bản địa bàn", "Area version id"),
        Text(
            "Mã của một phiên bản địa bàn; mã hành chính đi kèm phiên bản danh mục vì cùng một mã có thể "
            "chỉ hai nơi khác nhau.",
            "Id of one version of an area; an administrative code carries its classification version, for "
            "one code can name two different places.",
        ),
        CellType.ID,
        required=True,
        examples=("bac-giang", "2004:07213", "2004:07213@2020"),
    ),
    Column(
        "version",
        Text("Phiên bản danh mục", "Classification version"),
        Text(
            "Năm của quyết định ban hành danh mục hành chính.",
            "Year of the decision that sets the classification.",
        ),
        required=True,
        examples=("2004", "2025"),
    ),
    Column(
        "code",
        Text("Mã hành chính", "Administrative code"),
        Text("Mã trong danh mục; giữ số 0 ở đầu.", "Code in the classification; keep its leading zeros."),
        required=True,
        examples=("24", "07213"),
    ),
    Column(
        "name",
        Text("Tên địa bàn", "Name"),
        Text("Tên riêng, không kèm loại đơn vị.", "Proper name without the kind of unit."),
        required=True,
        examples=("Bắc Giang",),
    ),
    Column(
        "name_en",
        Text("Tên tiếng Anh", "English name"),
        Text("Tên dùng trong tiếng Anh, để trống nếu không có.", "Name in English; may be empty."),
    ),
    Column(
        "kind",
        Text("Loại đơn vị", "Kind of unit"),
        Text("Loại đơn vị như luật gọi.", "Kind of unit as the law names it."),
        required=True,
        examples=("tỉnh", "huyện", "xã", "phường", "thị trấn"),
    ),
    Column(
        "level",
        Text("Cấp", "Level"),
        Text("Cấp hành chính.", "Administrative level."),
        CellType.CHOICE,
        required=True,
        choices=LEVELS,
        examples=("commune",),
    ),
    Column(
        "parent",
        Text("Địa bàn cấp trên", "Parent area"),
        Text("Mã địa bàn cấp trên trực tiếp.", "Id of the area directly above."),
        CellType.ID,
        refers_to=_AREA,
    ),
    Column(
        "valid_from",
        Text("Có từ ngày", "Valid from"),
        Text(
            "Ngày đầu tiên phiên bản này tồn tại; để trống nếu có từ trước danh mục và không rõ ngày.",
            "First day this version exists; empty where it is older than the list and the day is not stated.",
        ),
        CellType.DATE,
        examples=("1997-01-01",),
    ),
    Column(
        "valid_to",
        Text("Hết từ ngày", "Valid to"),
        Text(
            "Ngày đầu tiên phiên bản này không còn; để trống nếu còn.",
            "First day this version no longer exists; empty while it does.",
        ),
        CellType.DATE,
        examples=("2025-07-01",),
    ),
    Column(
        "document",
        Text("Văn bản", "Document"),
        Text("Văn bản lập ra phiên bản này.", "Document that set this version up."),
        CellType.ID,
        refers_to=_DOCUMENT,
    ),
)

AREA_CHANGE_COLUMNS = (
    Column(
        "date",
        Text("Ngày", "Date"),
        Text("Ngày thay đổi có hiệu lực.", "Day the change takes effect."),
        CellType.DATE,
        required=True,
        examples=("2025-07-01",),
    ),
    Column(
        "kind",
        Text("Loại thay đổi", "Kind of change"),
        Text(
            "Nhập, chia, đổi tên, điều chuyển một phần, giải thể.",
            "Merger, split, renaming, transfer of a part, abolition.",
        ),
        CellType.CHOICE,
        required=True,
        choices=CHANGE_KINDS,
        examples=("merge",),
    ),
    Column(
        "from",
        Text("Từ địa bàn", "From area"),
        Text("Phiên bản trước thay đổi.", "Version before the change."),
        CellType.ID,
        required=True,
        refers_to=_AREA,
    ),
    Column(
        "to",
        Text("Đến địa bàn", "To area"),
        Text(
            "Phiên bản sau thay đổi; chỉ để trống khi giải thể.",
            "Version after the change; empty only for an abolition.",
        ),
        CellType.ID,
        refers_to=_AREA,
    ),
    Column(
        "share",
        Text("Phần chuyển sang", "Share"),
        Text(
            "Phần của địa bàn cũ chuyển sang địa bàn mới, 1 là toàn bộ; để trống nếu chưa biết.",
            "Part of the old area that goes to the new one, 1 for the whole; empty when not known.",
        ),
        CellType.DECIMAL,
        examples=("1", "0.35"),
    ),
    Column(
        "basis",
        Text("Căn cứ chia", "Basis of the share"),
        Text(
            "Phần chuyển được đo bằng gì: dân số, diện tích …",
            "What the share is measured by: population, land …",
        ),
        examples=("population", "area"),
    ),
    Column(
        "document",
        Text("Văn bản", "Document"),
        Text("Văn bản quyết định thay đổi.", "Document that decides the change."),
        CellType.ID,
        refers_to=_DOCUMENT,
    ),
    _note("thay đổi này", "this change"),
)

TARGET_COLUMNS = (
    Column(
        "plan",
        Text("Kế hoạch", "Plan"),
        Text("Mã kế hoạch trong plan.yaml.", "Id of the plan in plan.yaml."),
        CellType.ID,
        required=True,
        examples=("xx",),
    ),
    Column(
        "target",
        Text("Số chỉ tiêu chính", "Main target number"),
        Text(
            "Số của chỉ tiêu chính mà văn bản đếm là một.",
            "Number of the main target that the document counts as one.",
        ),
        required=True,
        examples=("1", "16"),
    ),
    Column(
        "component",
        Text("Mã chỉ tiêu thành phần", "Component id"),
        Text(
            "Mã của phần này, không trùng trong một kế hoạch.",
            "Id of this part, unique within its plan.",
        ),
        CellType.ID,
        required=True,
        examples=("1a", "2"),
    ),
    Column(
        "role",
        Text("Vai trò", "Role"),
        Text(
            "main: không đạt phần này thì chỉ tiêu chính không đạt; component: đếm riêng.",
            "main: missing this part fails the main target; component: counted beside it.",
        ),
        CellType.CHOICE,
        choices=("main", "component"),
        default="main",
        examples=("main",),
    ),
    Column(
        "name",
        Text("Tên chỉ tiêu", "Name"),
        Text("Điều được hứa, như văn bản gọi.", "What is promised, as the document calls it."),
        required=True,
        examples=("Tốc độ tăng trưởng kinh tế (GRDP)",),
    ),
    Column(
        "name_en",
        Text("Tên tiếng Anh", "English name"),
        Text("Bản dịch tên, để trống nếu chưa có.", "Translation of the name; may be empty."),
    ),
    Column(
        "indicator",
        Text("Chỉ tiêu thống kê", "Indicator"),
        Text("Chỉ tiêu thống kê dùng để đo.", "Indicator it is measured by."),
        CellType.ID,
        examples=("grdp.growth",),
    ),
    Column(
        "area",
        Text("Địa bàn", "Area"),
        Text(
            "Để trống là địa bàn của kế hoạch.",
            "Empty means the area of the plan.",
        ),
        CellType.ID,
        refers_to=_AREA,
    ),
    Column(
        "breakdown",
        Text("Phân tổ", "Breakdown"),
        Text(
            "Để trống hoặc _T là toàn bộ; nếu không: CHIỀU=MÃ.",
            "Empty or _T is the total; otherwise DIMENSION=CODE.",
        ),
        examples=("_T", "URBANISATION=U"),
    ),
    Column(
        "period",
        Text("Kỳ", "Period"),
        Text(
            "Kỳ phải đạt; để trống là cả thời hạn kế hoạch.",
            "Period in which it must hold; empty means the term of the plan.",
        ),
        CellType.PERIOD,
        examples=("2030", "2026-2030"),
    ),
    Column(
        "wording",
        Text("Câu chữ", "Wording"),
        Text(
            "Cụm từ quyết định của văn bản, đúng từng chữ.",
            "Operative phrase of the document, verbatim.",
        ),
        required=True,
        examples=("bình quân hằng năm đạt 15%", "còn ......%"),
    ),
    Column(
        "comparator",
        Text("Phép so sánh", "Comparator"),
        Text("Phép thử mà câu chữ đặt ra.", "Test that the wording sets."),
        CellType.CHOICE,
        required=True,
        choices=COMPARATORS,
        examples=("at_least",),
    ),
    Column(
        "statistic",
        Text("Cách tính", "Statistic"),
        Text("Con số nào của chỉ tiêu được đem thử.", "Which number of the indicator is tested."),
        CellType.CHOICE,
        choices=STATISTICS,
        default="value",
        examples=("mean_growth",),
    ),
    Column(
        "value",
        Text("Giá trị", "Value"),
        Text(
            "Con số được hứa, với đúng số chữ số thập phân đã in; để trống khi văn bản bỏ trống.",
            "Number promised, with the decimals as printed; empty where the document leaves a blank.",
        ),
        CellType.DECIMAL,
        examples=("15", "99.7"),
    ),
    Column(
        "value_to",
        Text("Đến giá trị", "Value to"),
        Text("Đầu trên của khoảng.", "Upper end of a range."),
        CellType.DECIMAL,
        examples=("10",),
    ),
    Column(
        "unit",
        Text("Đơn vị tính", "Unit"),
        Text(
            "Đơn vị như in, kèm bậc (triệu, tỷ); để trống là đơn vị của chỉ tiêu thống kê.",
            "Unit as printed, with its scale (million, billion); empty means the indicator's.",
        ),
        CellType.UNIT,
        examples=("%", "tỷ đồng", "triệu lượt"),
    ),
    Column(
        "blank",
        Text("Bỏ trống", "Blank"),
        Text(
            "yes khi văn bản để “……” thay cho con số.",
            "yes where the document prints “……” instead of the number.",
        ),
        CellType.YES_NO,
        choices=_YES_NO,
        default="no",
        examples=("no",),
    ),
    Column(
        "base",
        Text("Kỳ gốc", "Base period"),
        Text(
            "Kỳ so sánh của chỉ tiêu tăng thêm hoặc giảm.",
            "Baseline period of an increase or of a falling target.",
        ),
        CellType.PERIOD,
        examples=("2025",),
    ),
    Column(
        "counted",
        Text("Được đếm", "Counted"),
        Text(
            "no cho điều chỉ phấn đấu, nằm ngoài danh mục đánh số.",
            "no for a mere aspiration outside the numbered list.",
        ),
        CellType.YES_NO,
        choices=_YES_NO,
        default="yes",
        examples=("yes",),
    ),
    Column(
        "missing",
        Text("Khi thiếu số liệu", "When figures are missing"),
        Text(
            "Cho phép thiếu năm khi xét từng năm hay không.",
            "Whether a test of every year tolerates absent years.",
        ),
        CellType.CHOICE,
        choices=MISSING,
        default="require_all",
        examples=("require_all",),
    ),
    Column(
        "authority",
        Text("Cấp đặt chỉ tiêu", "Authority"),
        Text("Ai đặt chỉ tiêu.", "Who set the target."),
        examples=("Đại hội Đảng bộ tỉnh",),
    ),
    Column(
        "document",
        Text("Văn bản", "Document"),
        Text("Văn bản đặt chỉ tiêu.", "Document that sets the target."),
        CellType.ID,
        refers_to=_DOCUMENT,
    ),
    Column(
        "place",
        Text("Chỗ trong văn bản", "Place"),
        Text("Dòng, trang hoặc điều khoản.", "Line, page or article."),
        examples=("L3090",),
    ),
    Column(
        "claim",
        Text("Nguồn tự đánh giá", "Claim"),
        Text(
            "Báo cáo viết vượt, đạt hay không đạt; giữ riêng, không thay kết quả tính.",
            "What a report says of it: exceeded, met or missed; kept apart from the computed verdict.",
        ),
        CellType.CHOICE,
        choices=("exceeded", "met", "missed"),
        examples=("met",),
    ),
    Column(
        "claim_place",
        Text("Chỗ tự đánh giá", "Place of the claim"),
        Text("Văn bản và dòng có lời tự đánh giá.", "Document and line of the claim."),
        examples=("du-thao-2025-03 L2524",),
    ),
    Column(
        "agency",
        Text("Cơ quan chịu trách nhiệm", "Agency"),
        Text(
            "Để trống là cơ quan của chỉ tiêu thống kê.",
            "Empty means the agency of the indicator.",
        ),
        CellType.ID,
        refers_to=_AGENCY,
    ),
    _note("chỉ tiêu này", "this target"),
)

RATE_COLUMNS = (
    Column(
        "period",
        Text("Kỳ", "Period"),
        Text("Kỳ của tỷ giá bình quân.", "Period of the average rate."),
        CellType.PERIOD,
        required=True,
        examples=("2025",),
    ),
    Column(
        "vnd_per_usd",
        Text("Đồng một đô la", "VND for one USD"),
        Text("Số đồng đổi một đô la Mỹ.", "Dong for one US dollar."),
        CellType.DECIMAL,
        required=True,
        examples=("25050",),
    ),
    Column(
        "source",
        Text("Nguồn", "Source"),
        Text("Nơi công bố tỷ giá.", "Where the rate was published."),
        required=True,
        examples=("Ngân hàng Nhà nước",),
    ),
    _note("tỷ giá này", "this rate"),
)

FACT_COLUMNS = (
    Column(
        "indicator",
        Text("Chỉ tiêu thống kê", "Indicator"),
        Text("Mã chỉ tiêu thống kê.", "Id of the indicator."),
        CellType.ID,
        required=True,
        examples=("grdp.growth",),
    ),
    Column(
        "area",
        Text("Địa bàn", "Area"),
        Text("Mã phiên bản địa bàn.", "Id of the area version."),
        CellType.ID,
        required=True,
        examples=("bac-giang",),
        refers_to=_AREA,
    ),
    Column(
        "period",
        Text("Kỳ", "Period"),
        Text("Kỳ mà con số đo.", "Period the figure measures."),
        CellType.PERIOD,
        required=True,
        examples=("2025", "2025-Q2", "2021-2025"),
    ),
    Column(
        "breakdown",
        Text("Phân tổ", "Breakdown"),
        Text(
            "Để trống hoặc _T là toàn bộ; nếu không: CHIỀU=MÃ.",
            "Empty or _T is the total; otherwise DIMENSION=CODE.",
        ),
        examples=("_T", "URBANISATION=U"),
    ),
    Column(
        "stage",
        Text("Lần công bố", "Stage"),
        Text(
            "Kịch bản, ước lần 1, ước lần 2, sơ bộ, chính thức, điều chỉnh.",
            "Scenario, first estimate, second estimate, preliminary, official, revised.",
        ),
        CellType.CHOICE,
        required=True,
        choices=STAGES,
        examples=("estimate_1", "official"),
    ),
    Column(
        "value",
        Text("Giá trị", "Value"),
        Text(
            "Con số với đúng số chữ số thập phân đã in; chỉ để trống khi trạng thái là L, M hoặc O.",
            "Figure with the decimals as printed; empty only with status L, M or O.",
        ),
        CellType.DECIMAL,
        examples=("13.60", "366.3"),
    ),
    Column(
        "unit",
        Text("Đơn vị tính", "Unit"),
        Text("Đơn vị như in, kèm bậc (triệu, tỷ).", "Unit as printed, with its scale (million, billion)."),
        CellType.UNIT,
        required=True,
        examples=("%", "nghìn tỷ đồng"),
    ),
    Column(
        "approx",
        Text("Từ ước lượng", "Approximation"),
        Text(
            "Từ đứng trước con số: gần, trên, khoảng, dưới, không quá, tối thiểu; để trống nếu không có.",
            "Word before the figure: nearly, above, about, below, at most, at least; empty if none.",
        ),
        CellType.CHOICE,
        choices=APPROXIMATIONS,
        examples=("above",),
    ),
    Column(
        "status",
        Text("Trạng thái", "Status"),
        Text(
            "Mã OBS_STATUS của SDMX: A chính thức, B đổi địa giới, E ước, F dự báo, L nguồn bỏ trống, "
            "M không thể có, O đã rút, P sơ bộ; để trống thì theo lần công bố.",
            "SDMX OBS_STATUS: A normal, B break, E estimate, F forecast, L left blank by the source, "
            "M cannot exist, O withdrawn, P provisional; empty follows the stage.",
        ),
        CellType.CHOICE,
        choices=OBS_STATUSES,
        examples=("A", "E"),
    ),
    Column(
        "known_from",
        Text("Biết từ", "Known from"),
        Text("Khi con số được công bố.", "When the figure became known."),
        CellType.INSTANT,
        required=True,
        examples=("2025-03-25", "2025-07-06T10:00:00"),
    ),
    Column(
        "document",
        Text("Văn bản", "Document"),
        Text("Văn bản mang con số.", "Document that carries the figure."),
        CellType.ID,
        refers_to=_DOCUMENT,
    ),
    Column(
        "place",
        Text("Chỗ trong văn bản", "Place"),
        Text("Dòng, trang hoặc ô.", "Line, page or cell."),
        examples=("L254",),
    ),
    Column(
        "url",
        Text("Địa chỉ", "Address"),
        Text("Địa chỉ trang công khai mang con số.", "Address of the public page with the figure."),
        CellType.URL,
    ),
    Column(
        "agency",
        Text("Cơ quan báo cáo", "Agency"),
        Text("Cơ quan báo cáo con số.", "Agency that reported the figure."),
        CellType.ID,
        refers_to=_AGENCY,
    ),
    Column(
        "definition",
        Text("Phiên bản định nghĩa", "Definition version"),
        Text(
            "Con số đo theo định nghĩa nào của chỉ tiêu.",
            "Version of the indicator's definition the figure follows.",
        ),
        examples=("2021-2025",),
    ),
    Column(
        "disputed",
        Text("Có mâu thuẫn", "Disputed"),
        Text(
            "yes khi chính nguồn đó còn ghi con số khác cho cùng một thứ.",
            "yes where the same source gives another value for the same thing.",
        ),
        CellType.YES_NO,
        choices=_YES_NO,
        default="no",
        examples=("no",),
    ),
    _note("con số này", "this figure"),
)

TABLES: Mapping[str, TableShape] = MappingProxyType(
    {
        shape.file: shape
        for shape in (
            TableShape(
                "documents.csv",
                Text("Văn bản", "Documents"),
                Text(
                    "Văn bản và trang công khai mà chỉ tiêu và số liệu dẫn tới.",
                    "Documents and public pages that targets and figures lead to.",
                ),
                DOCUMENT_COLUMNS,
                key=("id",),
            ),
            TableShape(
                "agencies.csv",
                Text("Cơ quan", "Agencies"),
                Text("Cơ quan nợ số liệu hoặc nhiệm vụ.", "Agencies that owe figures or tasks."),
                AGENCY_COLUMNS,
                key=("id",),
            ),
            TableShape(
                "areas.csv",
                Text("Địa bàn", "Areas"),
                Text(
                    "Mỗi dòng là một phiên bản địa bàn có ngày bắt đầu và kết thúc.",
                    "Each row is one version of an area with its first and last day.",
                ),
                AREA_COLUMNS,
                key=("id",),
            ),
            TableShape(
                "area_changes.csv",
                Text("Thay đổi địa bàn", "Area changes"),
                Text(
                    "Nhập, chia, đổi tên: địa bàn nào đi về đâu.",
                    "Mergers, splits, renamings: which area went where.",
                ),
                AREA_CHANGE_COLUMNS,
                required=False,
            ),
            TableShape(
                "targets.csv",
                Text("Chỉ tiêu kế hoạch", "Targets"),
                Text(
                    "Mỗi dòng là một lời hứa xét được riêng.", "Each row is one promise that can be judged."
                ),
                TARGET_COLUMNS,
                key=("plan", "component"),
            ),
            TableShape(
                "exchange_rates.csv",
                Text("Tỷ giá", "Exchange rates"),
                Text("Tỷ giá có kỳ và có nguồn.", "Exchange rates with their period and source."),
                RATE_COLUMNS,
                required=False,
            ),
        )
    }
)
"""The pack's fixed tables by file name, in the order in which they are checked."""

FACTS = TableShape(
    "facts/*.csv",
    Text("Số liệu", "Facts"),
    Text(
        "Mỗi dòng là một giá trị trong một lần công bố; không dòng nào bị ghi đè.",
        "Each row is one value in one release; no row is ever overwritten.",
    ),
    FACT_COLUMNS,
    required=False,
)
"""The shape that every file of facts/ has."""
