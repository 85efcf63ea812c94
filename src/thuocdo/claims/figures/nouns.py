"""What do reports count? Nouns after a number, grouped by the field they come from.

Count nouns are an open class; these are the heads known to be nouns, longest match first, so that
"590 tổ chức cơ sở đảng trực thuộc" ends where the noun ends. What is not here goes through the general
method of `units` (words up to a verb, a preposition or a mark).
"""

from __future__ import annotations

import re

_FIELDS = """
người dân|người lao động|người có công|người cao tuổi|người khuyết tật|người nghèo|người bệnh|người học
người|lao động|nhân khẩu|khẩu|dân|hộ dân|hộ gia đình|hộ nghèo|hộ cận nghèo|hộ kinh doanh|hộ sản xuất|hộ
gia đình|cá nhân|đồng chí|đ/c|đ/v|đại biểu|cử tri|hội viên|đoàn viên|đảng viên|thành viên|ủy viên|uỷ viên
cán bộ|công chức|viên chức|cán bộ, công chức, viên chức|cán bộ, công chức|cán bộ, chiến sĩ
cán bộ, đảng viên|công chức, viên chức|công nhân|nông dân|thanh niên|phụ nữ|trẻ em|trẻ|cháu|em|thiếu nhi
học sinh|sinh viên|học viên|giáo viên|giảng viên|nhà giáo|thầy cô giáo|bác sĩ|bác sỹ|dược sĩ|dược sỹ
điều dưỡng|y sĩ|y sỹ|bệnh nhân|ca mắc mới|ca mắc|ca bệnh|ca nhiễm|ca tử vong|ca phẫu thuật|ca|trường hợp
đối tượng|bị can|bị cáo|phạm nhân|nạn nhân|tội phạm|chuyên gia|nghệ nhân|nghệ sĩ|vận động viên
huấn luyện viên|trọng tài|VĐV|HLV|thương binh|liệt sĩ|bà mẹ Việt Nam anh hùng|bà mẹ|thạc sĩ|tiến sĩ
giáo sư|phó giáo sư|kỹ sư|cử nhân|luật sư|công chứng viên|hòa giải viên|thẩm phán|kiểm sát viên
chấp hành viên|chiến sĩ|quân nhân|dân quân|tân binh|chủ doanh nghiệp|chủ thể|nhà đầu tư|nhà thầu|nhà khoa học
du khách|khách quốc tế|khách nội địa|hành khách|khách|tổ chức cơ sở đảng|tổ chức đảng|tổ chức
đảng bộ cơ sở|đảng bộ bộ phận|đảng bộ trực thuộc|đảng bộ|chi bộ cơ sở|chi bộ trực thuộc|chi bộ|chi đảng bộ
đảng ủy|chi đoàn|chi hội|hội cựu chiến binh|câu lạc bộ|CLB|tổ hợp tác|tổ tự quản|tổ hòa giải|tổ hoà giải
tổ chức tín dụng|tổ công nghệ số cộng đồng|tổ công nghệ số|tổ dân vận cộng đồng|tổ dân vận|tổ|nhóm
đội tuyển|đội|đoàn công tác|đoàn giám sát|đoàn kiểm tra|đoàn thanh tra|đoàn|hội quán|hội|ban chỉ đạo
ban quản lý|ban|phòng ban|phòng chuyên môn|phòng học|phòng ở|phòng bệnh|phòng khám|phòng|bộ phận
đơn vị hành chính cấp xã|đơn vị hành chính cấp huyện|đơn vị hành chính|đơn vị sự nghiệp công lập
đơn vị sự nghiệp|đơn vị trực thuộc|đơn vị|ĐVHC|cơ quan|sở, ngành|sở, ban, ngành|sở|bộ, ngành
cơ sở giáo dục|cơ sở y tế|cơ sở khám bệnh, chữa bệnh|cơ sở khám, chữa bệnh|cơ sở sản xuất kinh doanh
cơ sở sản xuất, kinh doanh|cơ sở sản xuất|cơ sở lưu trú du lịch|cơ sở lưu trú|cơ sở kinh doanh
cơ sở chăn nuôi|cơ sở giết mổ|cơ sở dữ liệu|cơ sở đào tạo|cơ sở|trạm y tế|trạm biến áp|trạm quan trắc
trạm bơm|trạm cấp nước|trạm BTS|trạm|bệnh viện|trung tâm y tế|trung tâm|viện|trường mầm non
trường tiểu học|trường trung học cơ sở|trường trung học phổ thông|trường đại học|trường cao đẳng
trường chuẩn quốc gia|trường học|trường|lớp học|lớp tập huấn|lớp bồi dưỡng|lớp|điểm trường|khoa|ngành học
ngành nghề|tỉnh, thành phố|tỉnh, thành|tỉnh/thành phố|tỉnh thành|tỉnh|thành phố|địa phương
huyện, thị xã, thành phố|huyện, thành phố|huyện, thị xã|huyện|thị xã|quận, huyện|quận|xã, phường, thị trấn
xã, phường|xã, thị trấn|phường, thị trấn|phường, xã|phường|thị trấn|xã|thôn, tổ dân phố|thôn, bản|thôn, ấp
thôn|bản|buôn|ấp, khu phố|ấp, khóm|ấp|khóm|khu phố|khu dân cư|khu vực|khu công nghiệp|khu kinh tế
khu du lịch|khu đô thị|khu tái định cư|khu xử lý rác thải|khu nhà ở|khu chế xuất|khu|cụm công nghiệp
cụm dân cư|cụm, tuyến dân cư|cụm|tổ dân phố|vùng sản xuất|vùng nguyên liệu|vùng trồng|vùng nuôi|vùng|miền
quốc gia và vùng lãnh thổ|quốc gia, vùng lãnh thổ|quốc gia|nước|thị trường|châu lục|đô thị|KCN|CCN|KKT|KDL
DNNVV|HTX|THT|DN|OCOP|hợp tác xã nông nghiệp|hợp tác xã|liên hiệp hợp tác xã|quỹ tín dụng nhân dân|quỹ
doanh nghiệp nhà nước|doanh nghiệp FDI|doanh nghiệp|công ty|chi nhánh|văn phòng đại diện|tập đoàn
ngân hàng|hộ kinh doanh cá thể|cửa hàng|siêu thị|trung tâm thương mại|chợ|cây xăng|sàn giao dịch|gian hàng
trang trại|gia trại|nông trại|làng nghề|làng|bản làng|nhà máy|nhà xưởng|nhà văn hóa|nhà văn hoá
nhà ở xã hội|nhà đại đoàn kết|nhà tình nghĩa|nhà tình thương|nhà vệ sinh|nhà tạm|nhà ở|nhà|căn hộ|căn nhà
căn|ngôi nhà|ngôi|công trình|hạng mục|dự án|tiểu dự án|gói thầu|đồ án|quy hoạch|tuyến đường|tuyến đê
tuyến kênh|tuyến cao tốc|tuyến phố|tuyến|đoạn tuyến|đoạn|cây cầu|cầu giao thông nông thôn|cầu|cống|kênh
đập|hồ chứa|hồ|cảng biển|cảng|bến|bến xe|bến cảng|bến phà|sân bay|ga|làn xe|phương tiện|xe|ô tô|mô tô
tàu cá|tàu|thuyền|chuyến bay|chuyến|lượt|chiếc|cái|con|cây xanh|cây|quả|hạt|bộ|cặp|đôi|đầu xe|đầu gia súc
đầu sách|đầu việc|đầu mối|đầu|bao|chai|hộp|thùng|viên|liều vắc xin|liều|mũi|giường bệnh|giường|mẫu
sản phẩm|mặt hàng|nhãn hiệu|thương hiệu|mã số vùng trồng|mã số|mã vùng trồng|chứng nhận|giấy chứng nhận
giấy phép|chứng chỉ|văn bằng|bằng|thẻ|hồ sơ|thủ tục hành chính|thủ tục|TTHC|dịch vụ công trực tuyến
dịch vụ công|dịch vụ|văn bản quy phạm pháp luật|văn bản|nghị quyết chuyên đề|nghị quyết|quyết định|chỉ thị
kết luận|kế hoạch|chương trình|đề án|đề tài|nhiệm vụ khoa học và công nghệ|nhiệm vụ|giải pháp
thông báo kết luận|thông báo|thông tư|nghị định|báo cáo|tờ trình|công văn|quy chế|quy định|quy trình
hướng dẫn|luật|bộ luật|hợp đồng|thỏa thuận|thoả thuận|biên bản|chỉ tiêu|tiêu chí|mục tiêu|nội dung
nhóm chỉ tiêu|nhóm nhiệm vụ|nhóm giải pháp|vấn đề|lĩnh vực|ngành, lĩnh vực|ngành|khâu đột phá|khâu
đột phá chiến lược|đột phá|trụ cột|trọng tâm|quan điểm|bài học|sáng kiến|mô hình|phong trào|cuộc vận động
cuộc thanh tra|cuộc kiểm tra|cuộc giám sát|cuộc tiếp xúc|cuộc họp|cuộc diễn tập|cuộc thi|cuộc|phiên họp
phiên tòa|phiên toà|phiên chất vấn|phiên|kỳ họp|kỳ đại hội|kỳ thi|kỳ|hội nghị|hội thảo|hội thi|lễ hội
sự kiện|hoạt động|buổi|đợt|khóa|khoá|suất quà|suất học bổng|suất|phần quà|phần|học bổng|giải thưởng|giải
huy chương|HCV|HCB|HCĐ|huân chương|bằng khen|giấy khen|danh hiệu|kỷ lục|lễ|di tích|cụm di tích|di sản
bảo vật quốc gia|bảo vật|hiện vật|bảo tàng|thư viện|thiết chế|khách sạn|homestay|sân golf|sân vận động
nhà thi đấu|điểm du lịch|điểm du lịch cộng đồng|điểm cầu|điểm bán hàng|điểm đến|điểm|vụ án|vụ việc
vụ tai nạn giao thông|vụ tai nạn|vụ cháy|vụ phạm pháp|vụ vi phạm|vụ tranh chấp|vụ|việc|đơn thư|đơn|ý kiến
kiến nghị|lượt ý kiến|khiếu nại|tố cáo|phản ánh|tin báo|tố giác|tin|bài|tin, bài|ấn phẩm|tài liệu|tác phẩm
băng đĩa|quân khu|trung đội|đại đội|tiểu đoàn|trung đoàn|chốt|tổ chức tôn giáo|cơ sở tôn giáo|tôn giáo
dân tộc|chức sắc|tín đồ|khẩu súng|khẩu pháo|viên đạn|quả mìn|vũ khí|biên chế|vị trí việc làm|chức danh
việc làm mới|việc làm|hợp đồng lao động|thuê bao|tài khoản|trang thông tin điện tử|website|hệ thống
nền tảng|phần mềm|ứng dụng|camera|máy tính|máy|thiết bị|bộ dữ liệu|tuyến xe buýt|biển báo|cột điện
bóng đèn|hố ga|lồng bè|lồng|bè|ao|vèo|đàn|bầy|gốc|chậu|luống|thửa đất|thửa|lô đất|lô|nền|lô hàng|nền nhà
mặt bằng|mỏ|giếng|khe|điểm sạt lở|điểm nóng|điểm đen|vị trí|cấp|loại|nghề|môn|bộ môn|tác giả|gương
tấm gương|điển hình|tập thể|khối|chi cục|hạt kiểm lâm|đồn|trạm gác|cửa khẩu|lượt khách|nhân tố|bước|tầng
cổng|tiết|trang|loài|giống|bộ hài cốt|hài cốt|mộ|phần mộ|phần việc|chương|khoản|tác nhân|phiếu|lá phiếu
phiếu bầu|ban, ngành|gói thuốc lá|gói|lượt công dân|công dân|kiều bào|lượt hộ|lượt xe|bí thư|chủ tịch
chuyên đề|điểm phục vụ|bưu cục|tuyến buýt|phòng thí nghiệm|máy thở|mẫu xét nghiệm|ca sinh|kỷ niệm chương
cột mốc|mốc giới|lượt lao động|khu vui chơi|cảng cá|khu neo đậu|âu thuyền|vuông tôm|ao nuôi|tàu thuyền
"""


_LIST_MARK = re.compile(r",|(?<=\w\w)/")
"""A mark between nouns is a word of its own (`tỉnh/thành phố`); the one of `đ/c` is not."""


def _read_nouns() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Return, for each first word, the nouns that start with it, longest first."""
    by_first: dict[str, set[tuple[str, ...]]] = {}
    for noun in _FIELDS.replace("\n", "|").split("|"):
        if words := tuple(_LIST_MARK.sub(r" \g<0> ", noun.casefold()).split()):
            by_first.setdefault(words[0], set()).add(words)
    return {first: tuple(sorted(found, key=len, reverse=True)) for first, found in by_first.items()}


NOUNS = _read_nouns()
"""Known nouns by their first word: `NOUNS["tổ"]` holds ("tổ", "chức", "cơ", "sở", "đảng"), … ("tổ",)."""

CLASSIFIERS = frozenset(["lượt", "cuộc", "vụ", "kỳ", "phiên", "đợt", "buổi", "khóa", "khoá", "bộ"])
"""Nouns that count events or turns of something: the next noun belongs to the unit ("lượt đảng viên")."""

NOT_A_NOUN = frozenset(
    [
        "đạt",
        "tăng",
        "giảm",
        "chiếm",
        "có",
        "được",
        "là",
        "bằng",
        "xếp",
        "đứng",
        "vượt",
        "so",
        "của",
        "cho",
        "trên",
        "dưới",
        "trong",
        "ngoài",
        "tại",
        "ở",
        "với",
        "và",
        "hoặc",
        "để",
        "từ",
        "đến",
        "vào",
        "do",
        "theo",
        "về",
        "gồm",
        "nhằm",
        "đã",
        "đang",
        "sẽ",
        "không",
        "chưa",
        "cũng",
        "còn",
        "thì",
        "mà",
        "nên",
        "khi",
        "nếu",
        "như",
        "cùng",
        "mỗi",
        "hằng",
        "hàng",
        "lên",
        "xuống",
        "tới",
        "qua",
        "sau",
        "trước",
        "giữa",
        "bởi",
        "vì",
        "tuy",
        "nhưng",
        "song",
        "bị",
        "rồi",
        "hay",
        "nay",
        "này",
        "đó",
        "kia",
        "ấy",
        "rất",
        "quá",
        "hơn",
        "kém",
        "nhất",
        "cao",
        "thấp",
        "lớn",
        "nhỏ",
        "nhiều",
        "ít",
        "mới",
        "cũ",
        "trở",
        "đều",
        "luôn",
        "thường",
        "hoàn",
        "triển",
        "thực",
        "ban",
        "thành",
        "xây",
        "phát",
        "giải",
        "hỗ",
        "tham",
        "thu",
        "góp",
        "đưa",
        "làm",
        "nâng",
        "mở",
        "rộng",
        "chuyển",
        "đổi",
        "hướng",
        "đảm",
        "bảo",
        "ước",
        "dự",
        "phấn",
        "tương",
        "gấp",
        "khoảng",
        "gần",
        "xấp",
        "tối",
        "ngót",
        "chừng",
        "đóng",
        "tiếp",
        "lũy",
        "luỹ",
        "riêng",
        "bình",
        "trung",
        "tính",
        "tức",
        "nghĩa",
        "vẫn",
        "chỉ",
        "phải",
        "cần",
        "nhận",
        "giao",
        "kết",
        "xử",
        "đề",
        "tổng",
        "toàn",
        "cả",
        "các",
        "những",
        "một",
        "mọi",
        "từng",
        "vừa",
        "ngay",
        "nhờ",
        "trừ",
        "thuộc",
        "quanh",
        "suốt",
        "kể",
        "cạnh",
        "ra",
        "thêm",
        "bớt",
        "lại",
        "hết",
        "xong",
        "đi",
        "số",
        "diện",
        "lượng",
        "kinh",
        "giá",
        "quy",
        "tỷ",
        "tỉ",
        "mức",
        "kim",
        "vốn",
        "nguồn",
        "chất",
        "hiệu",
        "thứ",
        "năm",
        "tháng",
        "ngày",
        "quý",
        "giai",
        "nhiệm",
        "thời",
        "cuối",
        "đầu",
        "tầm",
        "theo",
        "vay",
        "ký",
        "gửi",
        "nộp",
        "chi",
        "trả",
        "mua",
        "bán",
    ]
)
"""Words that never begin a count noun outside `NOUNS`."""
