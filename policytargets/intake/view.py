"""The text as the rules see it: white space gone, widths and radicals folded, each character with its offset."""

import re
import unicodedata
from dataclasses import dataclass

from policytargets.intake.model import MERGED
from policytargets.intake.tables_in_lines import parted
from policytargets.intake.tables_in_text import is_header

INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
DASHES = "–—―－─﹣−‐‑‒"
CLOSES = "。！？；!?;:：”」）)〕］】]"
OPENS = "（(〔［【["
SHUTS = "）)〕］】]"
# Parts the lines of one cell.
LINE_IN_CELL = "\x1e"
# Parts the cells of one row of a table.
CELL = "\x1f"
GOES_ON = "，、,（(〔[“《和与及以的"
# A line this long that ends without a mark was broken by the page, not by its writer.
FULL_LINE = 25
LIST_MARK = re.compile(
    r"[#>*●◆■•·▪–—-]*\s*(?:[(（〔]?[一二三四五六七八九十百]+[)）〕、.．]|[(（]?\d{1,3}[)）.、．](?!\d)|\d{1,3}\s+(?=[\u4e00-\u9fff])|第\S{1,4}[条章项]|(?:重点|主要)?(?:任务|行动|工程|举措|专项)[一二三四五六七八九十\d]{1,3}[:：、.．\s]|[①-⑳])"
)
HEADING = re.compile(r"[#\s]*(?:[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十]{1,3}[)）])[^。；;：:]{2,50}")
# Who signed a document, and when, stand on lines of their own below its last paragraph.
SIGNED = re.compile(
    r"[\u4e00-\u9fff]{1,8}[省市县区旗州盟](?:人民政府(?:办公室)?|委员会(?:办公室)?|委办公室|管理委员会|管委会)|20\d\d年\d{1,2}月\d{1,2}日"
)
# １ ２ 个 and 1 200 公里 are one number each; at a line's beginning the first may be that of a list.
SPACED_OUT = re.compile(
    r"(?<=[\u4e00-\u9fff，、：“])[ \u3000]?(?:\d(?:[ \u3000]\d)+|[1-9]\d{0,2}(?:[ \u3000]\d{3})+)"
    r"(?=[ \u3000]?[\u4e00-\u9fff%％‰])"
)
AFTER_GAP = re.compile(r"\s*(\S)")
LABEL = re.compile(
    r"\s*[（(【\[〔]?(?:牵头|责任|配合|参与|主办|协办|完成|分管|工作|主要|目标|任务|实施|落实)\w{0,6}[】\]]?[:：]"
)


@dataclass(frozen=True)
class View:
    """One normalised text; `offsets[i]` is where its character i stands in the canonical text.

    A line break that ends a paragraph stays as `\\n`, a blank between two digits stays as a blank unless it only spaces
    out one number, a tab is the break between two cells.
    """

    text: str
    offsets: tuple[int, ...]

    def source(self, start: int, end: int) -> tuple[int, int]:
        """The code points of the canonical text from which the view's characters start..end come."""
        if start >= end:
            place = self.offsets[start] if start < len(self.offsets) else (self.offsets[-1] + 1 if self.offsets else 0)
            return place, place
        return self.offsets[start], self.offsets[end - 1] + 1


def squeeze(text: str) -> str:
    """The text without white space or invisible characters."""
    return "".join(char for char in text if not char.isspace() and char not in INVISIBLE)


def fold(char: str) -> str:
    """One character in its usual width and shape; what would become several stays as it is."""
    if char in DASHES:
        return "-"
    if char in "～∼〜﹏":
        return "~"
    if char == "∶":
        return ":"
    if "\u2460" <= char <= "\u24ff" or "\u2776" <= char <= "\u2793":
        return char  # ① opens an item and is no figure
    folded = unicodedata.normalize("NFKC", char)
    return folded if len(folded) == 1 and not folded.isspace() else char


def view_of(text: str) -> View:
    """The view of a canonical text."""
    kept: list[str] = []
    offsets: list[int] = []
    lines = text.split("\n")
    start = columns = 0
    following = _following(lines)
    in_cells = parted(lines, CELL, LINE_IN_CELL)
    for index, line in enumerate(lines):
        columns = _columns(line, columns)
        spaced = {place for found in SPACED_OUT.finditer(line) for place in range(*found.span())}
        for position, char in enumerate(line):
            gap = (
                columns and char.isspace() and position and not line[position - 1].isspace() and line[position:].strip()
            )
            if (char == "\t" and line.strip()) or gap:
                kept.append(CELL)
                offsets.append(start + position)
            elif char == "\x0b":
                kept.append(LINE_IN_CELL)
                offsets.append(start + position)
            elif char == MERGED:
                kept.append(MERGED)
                offsets.append(start + position)
            elif char.isspace() or char in INVISIBLE:
                if position not in spaced and _between_digits(line, position):
                    kept.append(" ")
                    offsets.append(start + position)
            else:
                kept.append(fold(char))
                offsets.append(start + position)
        if index in in_cells and kept:
            kept += in_cells[index]
            offsets += [start + len(line)] * len(in_cells[index])
        elif kept and kept[-1] != "\n" and (columns or _ends(line, following[index])) and start + len(line) < len(text):
            kept.append("\n")
            offsets.append(start + len(line))
        start += len(line) + 1
    return View("".join(kept), tuple(offsets))


def _following(lines: list[str]) -> list[str]:
    """For each line the next one that is not blank, or nothing; a file may be blank lines only."""
    found = [""] * len(lines)
    for index in range(len(lines) - 1, 0, -1):
        found[index - 1] = lines[index] if lines[index].strip() else found[index]
    return found


def _columns(line: str, before: int) -> int:
    """How many columns a line has that parts them by blanks: a header opens such a table, another count closes it."""
    parts = line.split()
    if "\t" in line or "|" in line:
        return 0
    if len(parts) >= 3 and is_header(parts):
        return len(parts)
    return before if len(parts) == before else 0


def _between_digits(line: str, position: int) -> bool:
    """Whether this is the first blank of a gap that parts two numbers."""
    if position == 0 or not line[position - 1].isdigit():
        return False
    after = AFTER_GAP.match(line, position)
    return after is not None and after[1].isdigit()


def _ends(line: str, following: str) -> bool:
    """Whether a paragraph ends with this line."""
    own = line.strip()
    if not own:
        return False
    if "\t" in line or "\t" in following or "|" in own[:1] or not following:
        return True
    if _open_bracket(own):
        return False
    if own[-1] not in GOES_ON and SIGNED.fullmatch(squeeze(following)):
        return True
    if LIST_MARK.match(following.strip()) or LABEL.match(following):
        return True
    if own[-1] in CLOSES and not (own[-1] in "”」" and len(squeeze(own)) >= FULL_LINE):
        return True
    if own[-1] in GOES_ON or following.strip()[0] in "，、。；,;)）〕":
        return False
    return len(squeeze(own)) < FULL_LINE or bool(HEADING.fullmatch(own))


def _open_bracket(line: str) -> bool:
    """Whether the line ends inside a bracket that it opened."""
    opened = max(line.rfind(sign) for sign in OPENS)
    return opened > max(line.rfind(sign) for sign in SHUTS) and "。" not in line[opened:]
