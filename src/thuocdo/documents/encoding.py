"""Which letters do these bytes mean? Unicode is read; legacy Vietnamese encodings are named and refused.

A guess at TCVN3 or VNI would turn wrong letters into wrong words without anybody seeing it, so a person
converts such a file once, with a tool that shows the result.
"""

from __future__ import annotations

import codecs
import re

from thuocdo.documents.problems import DocumentError, make_problem
from thuocdo.errors import Problem, Text, Where

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_TONED = re.compile("[ạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹđơưăĐƠƯĂ\u0300\u0301\u0303\u0309\u0323]")
# Letters of each encoding seen through Latin-1: frequent syllables spell out as these.
_TCVN3 = re.compile("[a-z][®¨©ª«¬­µ¶·\xb8¹»¼½¾Æ-Þß-þ]|[®¬­¨©][a-zµ-þ]")
_TCVN3_SIGNS = re.compile("[®¨©ª«¬­µ¶·\xb8¹»¼½¾]")
_VNI = re.compile("(?:[aeouAEOU][äåàáãûùøúüöïëêâéèñ]|ñ[oaeiuö]|ö[ôùøûïõ]?[a-z])")
_CP1258 = re.compile("[a-zâêôăđơưýÝ][\xcc\xec\xd2\xf2\xde]|[\xf0\xfd\xf5][a-z]")


def decode_text(data: bytes, name: str) -> str:
    """Return the text of a file, without a byte order mark.

    UTF-8, UTF-16 and UTF-32 are read, with or without a mark (UTF-16 by its zero bytes).

    Raises:
        DocumentError: VK010 for legacy encodings, VK011 for anything else.
    """
    text = _decode_unicode(data, name)
    if text is None:
        raise DocumentError(_legacy_problem(data, name))
    text = text.removeprefix("\ufeff")
    if _looks_legacy(text):
        raise DocumentError(_legacy_problem(text.encode("latin-1", "replace"), name))
    return text


def _decode_unicode(data: bytes, name: str) -> str | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding)
            except UnicodeDecodeError as error:
                raise DocumentError(_broken_problem(data, name, error)) from error
    if b"\0" in data[:4096]:
        return _decode_wide(data, name)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if _valid_share(data) > 0.9:
            raise DocumentError(_broken_problem(data, name, error)) from error
        return None


def _decode_wide(data: bytes, name: str) -> str:
    """UTF-16 without a mark: zero bytes at every second place."""
    head = data[:4096]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    if max(even, odd) > 4 * min(even, odd) + 1 and max(even, odd) >= len(head) // 8:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            pass
    raise DocumentError(
        make_problem(
            "VK005",
            Where(name),
            Text("tệp có byte 0, không phải văn bản", "the file holds zero bytes, it is not text"),
            Text(
                "mở tệp bằng chương trình đã tạo ra nó rồi lưu thành .docx, .pdf hoặc .txt (UTF-8)",
                "open it in the program that made it and save it as .docx, .pdf or .txt (UTF-8)",
            ),
        )
    )


def _valid_share(data: bytes) -> float:
    """Share of the bytes above ASCII that are valid UTF-8: nearly all of them means a damaged file."""
    high = sum(1 for byte in data[:200_000] if byte > 127)
    kept = data[:200_000].decode("utf-8", "ignore").encode()
    return sum(1 for byte in kept if byte > 127) / high if high else 1


def _looks_legacy(text: str) -> bool:
    """Valid Unicode, but the letters of a legacy font: pasted without conversion."""
    if text.isascii():
        return False
    sample = text[:20_000]
    words, toned = max(1, len(sample.split())), len(_TONED.findall(sample))
    # Text of a legacy font has none of these letters; of a short true one they are a good part.
    if toned > 3 or toned * 10 > words:
        return False
    return max(len(_TCVN3_SIGNS.findall(sample)), len(_VNI.findall(sample))) > 0.15 * words and words > 5


def _legacy_problem(data: bytes, name: str) -> Problem:
    sample = data[:20_000].decode("latin-1")
    scores = {
        "TCVN3 (ABC)": len(_TCVN3_SIGNS.findall(sample)),
        "VNI": len(_VNI.findall(sample)),
        "Windows-1258": 2 * len(_CP1258.findall(sample)),
    }
    likely = max(scores, key=lambda key: scores[key])
    if scores[likely] < 3:
        likely = ""
    guess = (
        Text(f"giống {likely}", f"looks like {likely}")
        if likely
        else Text("không rõ bảng mã", "encoding unknown")
    )
    return make_problem(
        "VK010",
        Where(name),
        guess,
        Text(
            "chuyển sang Unicode (UTF-8) bằng UniKey hoặc Word rồi thử lại; không tự đoán để khỏi sai chữ",
            "convert it to Unicode (UTF-8) with UniKey or Word and try again; a guess would corrupt words",
        ),
    )


def _broken_problem(data: bytes, name: str, error: UnicodeDecodeError) -> Problem:
    line = data.count(b"\n", 0, error.start) + 1
    return make_problem(
        "VK011",
        Where(name, line),
        Text(f"byte thứ {error.start + 1} hỏng", f"byte {error.start + 1} is damaged"),
        Text("lưu lại tệp với mã UTF-8", "save the file again as UTF-8"),
    )
