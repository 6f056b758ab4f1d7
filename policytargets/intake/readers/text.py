"""Plain text: byte order mark, UTF-8, UTF-16, GB18030."""

import codecs
import re

from policytargets.errors import EncodingUnclear
from policytargets.intake.model import Document

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
NOTHING = "\x00"
HANZI = re.compile("[\u4e00-\u9fff]")
# UTF-16 has its bytes of 0 in one half, but for the odd sign; nearer to each other than this, they are no such text.
STREWN = 8
# Below this share of hanzi among the characters beyond ASCII, the bytes were read in the wrong way.
FEWEST_HANZI = 0.3


# What a reader may choose between where no encoding fits to the last byte.
CHOICES = ("utf-8", "gb18030", "big5")


def read_text(data: bytes, encoding: str = "") -> Document:
    """The text of the bytes, in the encoding that their user chose where none fits; raises EncodingUnclear where no
    encoding gives Chinese text and none was chosen."""
    text, encoding = (data.decode(encoding, errors="replace"), encoding) if encoding else _decoded(data)
    notes = (f"编码：{encoding}", *([f"去掉了 {text.count(NOTHING)} 个空字符"] if NOTHING in text else []))
    return Document(text.replace(NOTHING, "").replace("\r\n", "\n").replace("\r", "\n"), "txt", notes=notes)


def _decoded(data: bytes) -> tuple[str, str]:
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="strict"), encoding
    for encoding in ("utf-8", "gb18030") if _strewn(data) else (*_unmarked_utf16(data), "utf-8", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _is_chinese(text):
            return text, encoding
    raise EncodingUnclear("文字编码无法识别：既不是 UTF-8，也不是 GB18030。请用记事本另存为 UTF-8 后再导入。")


def _strewn(data: bytes) -> bool:
    """Whether the bytes of 0 are strewn into Chinese text of UTF-8, or stand in both halves of another: no UTF-16."""
    even, odd = data[::2].count(0), data[1::2].count(0)
    try:
        hanzi = HANZI.search(data.decode("utf-8")) is not None
    except UnicodeDecodeError:
        hanzi = False
    return hanzi or max(even, odd) <= STREWN * min(even, odd)


def _unmarked_utf16(data: bytes) -> tuple[str, ...]:
    """UTF-16 without a mark: line breaks and digits leave zero bytes that no other encoding has."""
    even, odd = data[::2].count(0), data[1::2].count(0)
    if even == odd == 0:
        return ()
    return ("utf-16-le", "utf-16-be") if odd >= even else ("utf-16-be", "utf-16-le")


def _is_chinese(text: str) -> bool:
    beyond = [char for char in text if ord(char) > 127]
    hanzi = sum("\u4e00" <= char <= "\u9fff" for char in beyond)
    return not beyond or hanzi >= FEWEST_HANZI * len(beyond)
