"""Plain text: byte order mark, UTF-8, UTF-16, GB18030."""

import codecs

from policytargets.errors import DocumentUnreadable
from policytargets.intake.model import Document

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Below this share of hanzi among the characters beyond ASCII, the bytes were read in the wrong way.
FEWEST_HANZI = 0.3


def read_text(data: bytes) -> Document:
    """The text of the bytes; raises DocumentUnreadable where no encoding gives Chinese text."""
    text, encoding = _decoded(data)
    return Document(text.replace("\r\n", "\n").replace("\r", "\n"), "txt", notes=(f"编码：{encoding}",))


def _decoded(data: bytes) -> tuple[str, str]:
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="strict"), encoding
    for encoding in (*_unmarked_utf16(data), "utf-8", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _is_chinese(text):
            return text, encoding
    raise DocumentUnreadable("文字编码无法识别：既不是 UTF-8，也不是 GB18030。请用记事本另存为 UTF-8 后再导入。")


def _unmarked_utf16(data: bytes) -> tuple[str, ...]:
    """UTF-16 without a mark: line breaks and digits leave zero bytes that no other encoding has."""
    if b"\x00" not in data:
        return ()
    return ("utf-16-le", "utf-16-be") if data[1::2].count(0) >= data[::2].count(0) else ("utf-16-be", "utf-16-le")


def _is_chinese(text: str) -> bool:
    beyond = [char for char in text if ord(char) > 127]
    hanzi = sum("\u4e00" <= char <= "\u9fff" for char in beyond)
    return not beyond or hanzi >= FEWEST_HANZI * len(beyond)
