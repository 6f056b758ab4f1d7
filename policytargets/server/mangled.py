"""Links that programs for chat and mail have mangled: what they meant.

`?` and `&` encoded, `&amp;` for `&`, a query encoded as a whole or twice, a full stop or a bracket of the sentence
around the link taken for its end, full-width signs, names in the encoding of older Chinese programs, the end cut off in
the middle of a sign.
"""

import codecs
import contextlib
import re
from urllib.parse import parse_qsl, quote, unquote_to_bytes, urlencode

from policytargets.ui.blocks.addresses import PAGES

KEYS = {"focus", *(key for page in PAGES for key in page.filters)}
# A statement of SQL may end in, and hold, nearly anything: it is left as it is.
VERBATIM = "sql"
CLOSING = {")": "(", "）": "（", "】": "【", "」": "「", "』": "『", "》": "《", "]": "[", ">": "<", "”": "“", "’": "‘"}
STOPS = "。，、；：！？.,;:!?\"'…\u200b\ufeff\u2060 \t\r\n\u3000"
ENCODED = re.compile(
    r"(?:[A-Za-z0-9_.~*/:,-]|%[0-9A-Fa-f]{2})*%[0-9A-Fa-f]{2}(?:[A-Za-z0-9_.~*/:,+-]|%[0-9A-Fa-f]{2})*"
)
CUT = re.compile(r"(?<=%[0-9A-Fa-f]{2})%[0-9A-Fa-f]?$")
MOST_ROUNDS = 4


def mended(path: str, query: str) -> str | None:
    """The address that a path (decoded once, within the board) and a query (as it came) meant; none where they are in
    order. The answer is encoded, begins with one slash and is itself in order."""
    page, asked = _parts(path, query)
    page = "/" + page.strip("/")
    pairs = _pairs(asked)
    if page == path and pairs == parse_qsl(query, keep_blank_values=True):
        return None
    return quote(page) + ("?" + urlencode(pairs) if pairs else "")


def _parts(path: str, query: str) -> tuple[str, str]:
    """The page's path and the query, which may have slipped into the path."""
    for _ in range(MOST_ROUNDS):
        if not ENCODED.search(path):
            break
        path = _text(unquote_to_bytes(path.encode()))
    page, mark, slipped = path.replace("？", "?", 1).partition("?")
    if (not mark and "＝" in page) or (not mark and "=" in page):
        page, mark, slipped = page.partition("&")
    # What slipped into the path was decoded on the way; signs that belong to values are encoded again.
    slipped = slipped.replace("＆", "&").replace("＝", "=")
    return _without_stops(page), "&".join(part for part in (quote(slipped, safe="=&;%+"), query) if part)


def _pairs(query: str) -> list[tuple[str, str]]:
    """Keys and values of a query, as they were meant."""
    query = re.sub(r"&(?:amp;)+", "&", CUT.sub("", query), flags=re.IGNORECASE)
    for _ in range(MOST_ROUNDS):
        if "=" in query or "%" not in query:
            break
        query = _text(unquote_to_bytes(query)).replace("＝", "=").replace("＆", "&")
    query = re.sub(r"&(?:amp;)+", "&", query, flags=re.IGNORECASE)
    pairs: list[tuple[str, str]] = []
    for part in query.split("&"):
        name, _, value = part.partition("=")
        if part:
            pairs += _pair(_value(name), _text(unquote_to_bytes(value.replace("+", " "))))
    if pairs and pairs[-1][0] != VERBATIM:
        key, value = pairs[-1]
        pairs[-1] = (key, _value(_without_stops(value)))
    return pairs


def _pair(key: str, value: str) -> list[tuple[str, str]]:
    """One pair, or the several that were encoded into one value (`q=粮食%26focus%3D青州市`)."""
    key = re.sub(r"^(?:amp;)+", "", key)
    if key == VERBATIM:
        return [(key, value)]
    value = _value(value)
    found = re.split(r"&(?:amp;)*(?=(?:" + "|".join(sorted(KEYS)) + r")=)", value)
    more = [tuple(piece.split("=", 1)) for piece in found[1:]]
    return [(key, found[0]), *((name, _value(text)) for name, text in more)]


def _value(value: str) -> str:
    """A value that is still encoded is decoded until it is not."""
    for _ in range(MOST_ROUNDS):
        if not ENCODED.fullmatch(value):
            break
        value = _text(unquote_to_bytes(value.replace("+", " ")))
    return value


def _text(encoded: bytes) -> str:
    """UTF-8, without a last sign of which only a part is there; else the encoding of older Chinese programs; else what
    can be read of UTF-8."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    with contextlib.suppress(UnicodeDecodeError):
        text = decoder.decode(encoded)
        if not decoder.getstate()[0] or not text.isascii():  # a single hanzi of GB 18030 may look like a part of a sign
            return text
    with contextlib.suppress(UnicodeDecodeError):
        return encoded.decode("gb18030")
    return encoded.decode("utf-8", errors="replace")


def _without_stops(text: str) -> str:
    """Without what closes a sentence or a bracket that was not opened in the text."""
    while text:
        last = text[-1]
        unopened = last in CLOSING and text.count(last) > text.count(CLOSING[last])
        if last not in STOPS and not unopened:
            break
        text = text[:-1]
    return text
