"""The units of the domain: one line each, the only place to add one that every plan needs.

Things that are counted (xã, dự án, giường …) are each a dimension of their own: 161 xã + 6 huyện is not
167 of anything, and a doctor is no nurse. Words for the same people (người, dân, khẩu) share one.
A pack adds its own units in units.yaml.
"""

from __future__ import annotations

from typing import NamedTuple


class Entry(NamedTuple):
    """One unit of the table.

    Attributes:
        id: ASCII id.
        vi, en: Labels; English in the plural.
        aliases: Other spellings, separated by `|`; case, spaces and the place of tones do not matter.
        base: Base dimensions with exponents (`metre^2`); empty = pure number, `=` = one of its own.
        factor: Base units in one of it, as a fraction or decimal number.
        each: English singular, for `per …`.
        difference: Id of the unit of differences.
        is_difference, is_additive: See `Unit`.
    """

    id: str
    vi: str
    en: str
    aliases: str = ""
    base: str = "="
    factor: str = "1"
    each: str = ""
    difference: str = ""
    is_difference: bool = False
    is_additive: bool = True


def _count(unit_id: str, vi: str, en: str, each: str, aliases: str = "", base: str = "=") -> Entry:
    """Return the entry of things counted one by one."""
    return Entry(unit_id, vi, en, aliases, base=base, each=each)


NUMBERS = (
    Entry("percent", "%", "%", "phần trăm|pct|percent|per cent", "", "0.01", difference="percentage_point"),
    Entry(
        "percentage_point",
        "điểm phần trăm",
        "percentage points",
        "điểm %|điểm%|đpt|đ%|pp|percentage point|điểm phần trăm (%)",
        "",
        "0.01",
        is_difference=True,
    ),
    Entry("permille", "‰", "‰", "phần nghìn|phần ngàn|per mille", "", "0.001"),
    Entry("times", "lần", "times", "gấp|x", ""),
    Entry("coefficient", "hệ số", "(coefficient)", "coefficient", ""),
    Entry("index", "chỉ số", "(index)", "index"),
    Entry(
        "rank", "hạng", "place", "thứ|thứ hạng|vị trí|rank|ranks", difference="rank_step", is_additive=False
    ),
    Entry("rank_step", "bậc", "places up or down", "bậc hạng", "rank", is_difference=True),
    Entry("score", "điểm", "points", "điểm số|score|scores", each="point"),
    Entry("yes_no", "có/không", "yes/no", "đạt/không|đạt/không đạt|đúng/sai|có/chưa|hoàn thành/chưa|boolean"),
)

MONEY = (
    Entry("VND", "đồng", "VND", "vnđ|đ|₫|việt nam đồng|đồng việt nam|dong"),
    Entry("USD", "USD", "USD", "us$|$|usd$|đô la|đô-la|đô la mỹ|đô la Mĩ|dollar|dollars|us dollars"),
    Entry("EUR", "EUR", "EUR", "euro|€"),
    Entry("CNY", "CNY", "CNY", "nhân dân tệ|ndt|rmb"),
    Entry("JPY", "JPY", "JPY", "yên|yên nhật|¥"),
)

TIME = (
    Entry("year", "năm", "years", each="year"),
    Entry("quarter", "quý", "quarters", "", "year", "1/4", each="quarter"),
    Entry("month", "tháng", "months", "", "year", "1/12", each="month"),
    Entry("day", "ngày", "days", "ngày đêm|ngày.đêm|ngày-đêm|ngđ", each="day"),
    Entry("working_day", "ngày làm việc", "working days", "ngày công làm việc", each="working day"),
    Entry("week", "tuần", "weeks", "", "day", "7", each="week"),
    Entry("minute", "phút", "minutes", each="minute"),
    Entry("hour", "giờ", "hours", "tiếng", "minute", "60", each="hour"),
    Entry("age_year", "tuổi", "years of age", "year of age", each="year of age"),
)

MEASURES = (
    Entry("metre", "m", "m", "mét|met|metre|metres", "metre"),
    Entry(
        "kilometre", "km", "km", "ki lô mét|kilômét|ki-lô-mét|cây số|kilometre|kilometres", "metre", "1000"
    ),
    Entry("centimetre", "cm", "cm", "xăng ti mét", "metre", "0.01"),
    Entry("millimetre", "mm", "mm", "mi li mét", "metre", "0.001"),
    Entry("square_metre", "m2", "m2", "m²|m^2|mét vuông|sqm", "metre^2"),
    Entry("square_kilometre", "km2", "km2", "km²|km^2|ki lô mét vuông|kilômét vuông", "metre^2", "1000000"),
    Entry("hectare", "ha", "ha", "héc ta|hecta|héc-ta|hec ta|hectare|hectares", "metre^2", "10000"),
    Entry("cubic_metre", "m3", "m3", "m³|m^3|mét khối|khối", "metre^3"),
    Entry("litre", "lít", "litres", "l", "metre^3", "0.001", each="litre"),
    Entry("tonne", "tấn", "tonnes", "tonne|tons", "kilogram", "1000", each="tonne"),
    Entry("quintal", "tạ", "quintals", "", "kilogram", "100", each="quintal"),
    Entry("kilogram", "kg", "kg", "ki lô gam|kilôgam", "kilogram"),
    Entry("gram", "gam", "g", "gr", "kilogram", "0.001"),
    Entry("kilowatt_hour", "kWh", "kWh", "ki lô oát giờ", "kilowatt_hour"),
    Entry("megawatt_hour", "MWh", "MWh", "", "kilowatt_hour", "1000"),
    Entry("gigawatt_hour", "GWh", "GWh", "", "kilowatt_hour", "1000000"),
    Entry("kilowatt", "kW", "kW", "", "kilowatt"),
    Entry("megawatt", "MW", "MW", "", "kilowatt", "1000"),
    Entry("megawatt_peak", "MWp", "MWp", "", "kilowatt_peak", "1000"),
    Entry("kilovolt_ampere", "kVA", "kVA", "", "kilovolt_ampere"),
    Entry("megavolt_ampere", "MVA", "MVA", "", "kilovolt_ampere", "1000"),
    Entry("kilometre_tonne", "tấn.km", "tonne-km", "tấn-km|t.km|tấn km", "tonne_km"),
    Entry(
        "passenger_kilometre", "lượt người.km", "passenger-km", "hk.km|người.km|lượt khách.km", "passenger_km"
    ),
    Entry("megabit_per_second", "Mbps", "Mbps", "mb/s|megabit/giây"),
    Entry("degree_celsius", "độ C", "°C", "°c|oc"),
    Entry("decibel", "dB", "dB", "dba|đề xi ben"),
    Entry("ton_co2", "tấn CO2", "tonnes of CO2", "tấn co2 tương đương|tco2|tco2e|tấn khí co2"),
)

PEOPLE = (
    _count("person", "người", "people", "person", "người dân|nhân dân|person", "person"),
    _count("resident", "dân", "residents", "resident", "khẩu|nhân khẩu|dân số", "person"),
    _count("household", "hộ", "households", "household", "hộ gia đình|hộ dân", "household"),
    _count("family", "gia đình", "families", "family", "", "household"),
    _count("turn", "lượt", "times counted", "time", "turn", "turn"),
    _count(
        "visit",
        "lượt khách",
        "visits",
        "visit",
        "lượt khách du lịch|lượt du khách|lượt khách tham quan",
        "turn",
    ),
    _count("person_turn", "lượt người", "attendances", "attendance", "lượt đảng viên|lượt cán bộ", "turn"),
    _count("opinion", "lượt ý kiến", "opinions", "opinion", "ý kiến"),
    _count("visitor", "khách", "visitors", "visitor", "khách du lịch|du khách"),
    _count("worker", "lao động", "workers", "worker", "người lao động"),
    _count("job", "việc làm", "jobs", "job", "lượt việc làm|chỗ làm việc", "worker"),
    _count("party_member", "đảng viên", "Party members", "Party member", "đảng viên mới"),
    _count("doctor", "bác sĩ", "doctors", "doctor", "bác sỹ|bs"),
    _count("nurse", "điều dưỡng", "nurses", "nurse"),
    _count("pharmacist", "dược sĩ", "pharmacists", "pharmacist", "dược sỹ"),
    _count("teacher", "giáo viên", "teachers", "teacher", "gv"),
    _count("pupil", "học sinh", "pupils", "pupil", "hs"),
    _count("student", "sinh viên", "students", "student"),
    _count("child", "trẻ em", "children", "child", "trẻ|cháu"),
    _count("official", "cán bộ", "officials", "official", "cán bộ công chức|cán bộ, công chức"),
    _count("post", "biên chế", "posts", "post", "chỉ tiêu biên chế|vị trí việc làm"),
    _count("delegate", "đại biểu", "delegates", "delegate"),
    _count("farmer", "nông dân", "farmers", "farmer"),
    _count("artisan", "nghệ nhân", "artisans", "artisan"),
    _count("expert", "chuyên gia", "experts", "expert"),
    _count("team", "đội", "teams", "team"),
    _count("live_birth", "trẻ đẻ sống", "live births", "live birth", "trẻ sinh sống|ca sinh sống"),
    _count("boy_birth", "bé trai", "boys born", "boy", "trẻ trai"),
    _count("girl_birth", "bé gái", "girls born", "girl", "trẻ gái"),
)

PLACES = (
    _count("admin_unit", "ĐVHC", "administrative units", "administrative unit", "đơn vị hành chính"),
    _count("country", "nước", "countries", "country", "quốc gia|quốc gia và vùng lãnh thổ"),
    _count(
        "province", "tỉnh", "provinces", "province", "tỉnh, thành phố|tỉnh, thành|tỉnh thành|tỉnh/thành phố"
    ),
    _count("locality", "địa phương", "localities", "locality"),
    _count("district", "huyện", "districts", "district", "quận|huyện, thị xã, thành phố|đơn vị cấp huyện"),
    _count("town", "thị xã", "towns", "town"),
    _count("city", "thành phố", "cities", "city"),
    _count("township", "thị trấn", "townships", "township"),
    _count("commune", "xã", "communes", "commune", "xã đạt chuẩn nông thôn mới"),
    _count("ward", "phường", "wards", "ward"),
    _count(
        "commune_unit", "đơn vị cấp xã", "commune-level units", "commune-level unit", "đvhc cấp xã|xã, phường"
    ),
    _count("village", "thôn", "villages", "village", "bản|làng|thôn, bản|thôn bản|làng, thôn"),
    _count("quarter_area", "tổ dân phố", "residential groups", "residential group", "tdp|khu phố"),
    _count("residential_area", "khu dân cư", "residential areas", "residential area", "kdc"),
    _count("urban_area", "đô thị", "urban areas", "urban area", "khu đô thị"),
    _count("zone", "khu", "zones", "zone"),
    _count("region", "vùng", "regions", "region", "vùng sản xuất|vùng trồng"),
    _count("craft_village", "làng nghề", "craft villages", "craft village"),
    _count("industrial_park", "KCN", "industrial parks", "industrial park", "khu công nghiệp"),
    _count("industrial_cluster", "CCN", "industrial clusters", "industrial cluster", "cụm công nghiệp"),
)

BODIES = (
    _count("organisation", "tổ chức", "organisations", "organisation", "tổ chức đảng|tổ chức cơ sở đảng"),
    _count("party_cell", "chi bộ", "Party cells", "Party cell"),
    _count("party_committee", "đảng bộ", "Party committees", "Party committee"),
    _count("agency", "cơ quan", "agencies", "agency", "cơ quan, đơn vị|sở, ngành"),
    _count("group", "tổ", "groups", "group", "nhóm|tổ hợp tác"),
    _count("enterprise", "doanh nghiệp", "enterprises", "enterprise", "dn|công ty"),
    _count("cooperative", "HTX", "cooperatives", "cooperative", "hợp tác xã"),
    _count(
        "cooperative_union",
        "liên hiệp HTX",
        "cooperative unions",
        "cooperative union",
        "liên hiệp hợp tác xã",
    ),
    _count("business_household", "hộ kinh doanh", "business households", "business household"),
    _count("farm", "trang trại", "farms", "farm"),
    _count("bank_branch", "chi nhánh", "branches", "branch"),
    _count("school", "trường", "schools", "school", "trường học"),
    _count("class", "lớp", "classes", "class", "lớp học"),
    _count("classroom", "phòng học", "classrooms", "classroom", "phòng"),
    _count("hospital", "bệnh viện", "hospitals", "hospital", "bv"),
    _count("health_station", "trạm y tế", "health stations", "health station", "trạm"),
    _count("bed", "giường", "beds", "bed", "giường bệnh"),
    _count("facility", "cơ sở", "facilities", "facility", "cơ sở giáo dục|cơ sở y tế|cơ sở sản xuất"),
    _count("factory", "nhà máy", "factories", "factory"),
    _count("house", "nhà", "houses", "house", "căn nhà|ngôi nhà|căn"),
    _count("flat", "căn hộ", "flats", "flat"),
    _count("market", "chợ", "markets", "market"),
    _count("supermarket", "siêu thị", "supermarkets", "supermarket"),
    _count("hotel", "khách sạn", "hotels", "hotel"),
    _count("cultural_house", "nhà văn hóa", "cultural houses", "cultural house", "nvh|thiết chế văn hóa"),
)

WORKS = (
    _count("target", "chỉ tiêu", "targets", "target"),
    _count("task", "nhiệm vụ", "tasks", "task"),
    _count("project", "dự án", "projects", "project", "da"),
    _count("scheme", "đề án", "schemes", "scheme"),
    _count("programme", "chương trình", "programmes", "programme"),
    _count("study", "đề tài", "studies", "study", "đề tài khoa học|đề tài, dự án"),
    _count("construction", "công trình", "works", "work"),
    _count("bridge", "cầu", "bridges", "bridge", "cây cầu"),
    _count("route", "tuyến", "routes", "route", "tuyến đường"),
    _count("model", "mô hình", "models", "model"),
    _count("product", "sản phẩm", "products", "product", "sản phẩm ocop|sp"),
    _count("trademark", "nhãn hiệu", "trademarks", "trademark"),
    _count("patent", "sáng chế", "patents", "patent", "bằng sáng chế"),
    _count("initiative", "sáng kiến", "initiatives", "initiative"),
    _count("relic", "di tích", "relics", "relic", "di sản"),
    _count("treasure", "bảo vật", "treasures", "treasure", "bảo vật quốc gia|hiện vật"),
    _count("festival", "lễ hội", "festivals", "festival"),
    _count("medal", "huy chương", "medals", "medal"),
    _count("prize", "giải", "prizes", "prize", "giải thưởng"),
    _count("case", "vụ", "cases", "case", "vụ việc"),
    _count("criminal_case", "vụ án", "criminal cases", "criminal case"),
    _count("accident", "vụ tai nạn", "accidents", "accident", "vụ tai nạn giao thông|vụ tngt"),
    _count("incident", "trường hợp", "instances", "instance", "ca"),
    _count("petition", "đơn", "petitions", "petition", "đơn thư"),
    _count("dossier", "hồ sơ", "dossiers", "dossier"),
    _count("procedure", "thủ tục", "procedures", "procedure", "tthc|thủ tục hành chính"),
    _count("service", "dịch vụ", "services", "service", "dịch vụ công"),
    _count("meeting", "cuộc", "meetings", "meeting", "cuộc họp|hội nghị|cuộc kiểm tra"),
    _count("session", "phiên", "sessions", "session", "phiên họp|buổi"),
    _count("edition", "kỳ", "editions", "edition", "kỳ họp"),
    _count("course", "khóa", "courses", "course", "khóa học"),
    _count("document", "văn bản", "documents", "document"),
    _count("resolution", "nghị quyết", "resolutions", "resolution"),
    _count("decision", "quyết định", "decisions", "decision"),
    _count("conclusion", "kết luận", "conclusions", "conclusion"),
    _count("criterion", "tiêu chí", "criteria", "criterion"),
    _count("field", "lĩnh vực", "fields", "field", "ngành"),
    _count("level", "cấp độ", "levels", "level", "cấp"),
    _count("account", "tài khoản", "accounts", "account"),
    _count("subscriber", "thuê bao", "subscribers", "subscriber"),
    _count("base_station", "trạm BTS", "base stations", "base station", "trạm phát sóng"),
)

THINGS = (
    _count("head", "con", "head", "head", "đầu con"),
    _count("tree", "cây", "trees", "tree"),
    _count("vehicle", "xe", "vehicles", "vehicle", "phương tiện|chiếc xe"),
    _count("piece", "chiếc", "pieces", "piece", "cái|bộ|đôi"),
    _count("set", "máy", "machines", "machine", "thiết bị"),
    _count("book", "cuốn", "books", "book", "quyển|đầu sách"),
    _count("page", "trang", "pages", "page"),
    _count("egg", "quả", "eggs", "egg", "quả trứng"),
    _count("bottle", "chai", "bottles", "bottle"),
    _count("dose", "liều", "doses", "dose", "mũi|mũi tiêm"),
)

TABLE: tuple[Entry, ...] = (
    *NUMBERS,
    *MONEY,
    *TIME,
    *MEASURES,
    *PEOPLE,
    *PLACES,
    *BODIES,
    *WORKS,
    *THINGS,
)
