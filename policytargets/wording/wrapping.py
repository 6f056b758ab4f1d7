"""Breaking text into lines where nothing does it for us: in pictures and on slides. Widths are in hanzi."""

import re
import unicodedata
from collections.abc import Sequence

PIECE = re.compile(r"[!-~]+ ?|.", re.DOTALL)
NEVER_FIRST = set("，。；：、！？）》”’〕】%")
LONG_HEAD = 8
NEVER_LAST = "（《“‘〔【"


def width_of(text: str) -> float:
    """The width of a text in hanzi; Latin letters, digits and half-width marks count a little over half."""
    return sum(1.0 if unicodedata.east_asian_width(letter) in "WFA" else 0.58 for letter in text)


def wrap(text: str, width: float, most: int = 99) -> list[str]:
    """The text in lines no wider than `width`, figures and words unbroken; what does not fit into `most` lines is
    cut, with an ellipsis at its end. A closing mark may hang over by one, an opening one begins the next line."""
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
    with `spare`, the widest giving way first, none less than `least` or than its head needs, a long head in two
    lines."""
    columns = list(zip(*table, strict=True))
    widths = [max(map(width_of, column)) + spare for column in columns]
    lowest = [max(min(width_of(column[0]), LONG_HEAD) + spare, least) for column in columns]
    while sum(widths) > room and any(width > low for width, low in zip(widths, lowest, strict=True)):
        yielding = [place for place, low in enumerate(lowest) if widths[place] > low]
        widest = max(yielding, key=lambda place: widths[place])
        widths[widest] = max(widths[widest] - 0.5, lowest[widest])
    return widths


def clean(text: str) -> str:
    """The text on one line without control and invisible characters, which XML and fonts can't carry."""
    spaced = re.sub(r"\s+", " ", text).strip()
    return "".join(letter for letter in spaced if unicodedata.category(letter) not in ("Cc", "Cf", "Cs", "Co", "Cn"))


def _pieces(text: str, width: float) -> list[str]:
    """Hanzi singly, words and figures whole unless one alone is wider than a line."""
    longest = max(int(width), 1)
    pieces: list[str] = []
    for piece in PIECE.findall(text):
        pieces += [piece[start : start + longest] for start in range(0, len(piece), longest)]
    return pieces
