"""Breaking text into lines where nothing does it for us: in pictures and on slides. Widths are in hanzi."""

import math
import re
import unicodedata
from collections.abc import Sequence

# What stays on one line with the figure before it: 年, 万亩, 平方公里 (also `ui/frame/figures.js`).
LONG_UNITS = (
    "平方公里",
    "平方米",
    "立方米",
    "公里",
    "公顷",
    "公斤",
    "千瓦时",
    "千瓦",
    "微克/立方米",
    "个百分点",
    "亩次",
    "场次",
)
UNIT = rf"[十百千万亿]*(?:{'|'.join(LONG_UNITS)}|[\u4e00-\u9fff])"
PIECE = re.compile(rf"(?:第|[≥≤＞＜≈] ?)?[!-~]*\d ?{UNIT}|[!-~]+ ?|.", re.DOTALL)
NEVER_FIRST = set("，。；：、！？）》”’〕】%")
LONG_HEAD = 8
ROWS_LOOKED_AT = 40
NEVER_LAST = "（《“‘〔【"


def width_of(text: str) -> float:
    """The width of a text in hanzi; Latin letters, digits and half-width marks count a little over half."""
    return sum(1.0 if unicodedata.east_asian_width(letter) in "WFA" else 0.58 for letter in text)


def wrap(text: str, width: float, most: int = 99) -> list[str]:
    """The text in lines no wider than `width`, figures with their units and words unbroken; what does not fit into
    `most` lines is cut, with an ellipsis at its end. A closing mark may hang over by one, an opening one begins the
    next line."""
    lines = [""]
    for piece in _pieces(clean(text), width):
        if lines[-1] and width_of(lines[-1] + piece.rstrip()) > width and piece not in NEVER_FIRST:
            whole = lines[-1].rstrip(NEVER_LAST)
            opening = lines[-1][len(whole) :] if whole else ""
            lines[-1] = lines[-1].removesuffix(opening)
            lines.append(opening)
        lines[-1] += piece if lines[-1] else piece.lstrip()
    if len(lines) > most:
        last = lines[most - 1]
        while last and width_of(last) > width - 1:
            last = last[:-1]
        lines = [*lines[: most - 1], last + "…"]
    return [line.rstrip() for line in lines]


def column_widths(table: Sequence[Sequence[str]], room: float, *, spare: float = 0.5, least: float = 3) -> list[float]:
    """The widths of the columns of a table, whose first row is its head, in a line of `room`: as its longest cell wants
    with `spare`; where that is too much, so that its rows have few lines, no column less than `least` or than its head
    needs, a long head in two lines."""
    columns = [[width_of(cell) for cell in column] for column in zip(*table, strict=True)]
    wanted = [max(column) + spare for column in columns]
    if sum(wanted) <= room:
        return wanted
    widths = [
        min(wish, max(min(column[0], LONG_HEAD) + spare, least)) for wish, column in zip(wanted, columns, strict=True)
    ]
    seen = [column[:: max(len(column) // ROWS_LOOKED_AT, 1)] for column in columns]
    while gains := _gains(seen, widths, wanted, room - sum(widths), spare):
        _, place, width = max(gains)
        widths[place] = width
    left, lacks = max(room - sum(widths), 0), [wish - width for wish, width in zip(wanted, widths, strict=True)]
    return [width + left * lack / (sum(lacks) or 1) for width, lack in zip(widths, lacks, strict=True)]


def _gains(
    columns: Sequence[Sequence[float]], widths: Sequence[float], wanted: Sequence[float], left: float, spare: float
) -> list[tuple[float, int, float]]:
    """What one column may be widened to, and how many lines that saves for its room: saved, column, width."""
    lines = [_lines(column, width - spare) for column, width in zip(columns, widths, strict=True)]
    found = []
    for place, column in enumerate(columns):
        others = [max(row) for row in zip(*lines[:place], *lines[place + 1 :], strict=True)] or [1] * len(column)
        before = _height(others, lines[place])
        widened = widths[place] + 0.5
        while widened <= min(widths[place] + left, wanted[place]):
            saved = before - _height(others, _lines(column, widened - spare))
            if saved > 0:
                found.append((saved / (widened - widths[place]), place, widened))
            widened += 0.5
    return found


def _height(others: Sequence[int], own: Sequence[int]) -> float:
    """How many lines the rows have; where that is the same, fewer in a column's own cells are better."""
    return sum(map(max, others, own)) + sum(own) / 100


def _lines(column: Sequence[float], room: float) -> list[int]:
    return [max(math.ceil(width / max(room, 1)), 1) for width in column]


def clean(text: str) -> str:
    """The text on one line without control and invisible characters, which XML and fonts can't carry."""
    spaced = re.sub(r"\s+", " ", text).strip()
    return "".join(letter for letter in spaced if unicodedata.category(letter) not in ("Cc", "Cf", "Cs", "Co", "Cn"))


def _pieces(text: str, width: float) -> list[str]:
    """Hanzi singly, words and figures with their units whole unless one alone is wider than a line."""
    longest = max(int(width), 1)
    pieces: list[str] = []
    for piece in PIECE.findall(text):
        step = len(piece) if width_of(piece.rstrip()) <= width else longest
        pieces += [piece[start : start + step] for start in range(0, len(piece), step)]
    return pieces
