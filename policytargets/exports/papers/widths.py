"""How wide the columns of a paper's table are: shares of the text's width, in which short words stay in one line."""

from collections.abc import Sequence
from itertools import pairwise

SMALL = 12  # points of the letters in a table
POINT = 12_700  # EMU
INSET = 12 * POINT  # left and right of a cell's text, with the lines of the table
SHORT = 5  # hanzi that are not to be broken: 第110项, 目标年份


def widths_of(table: Sequence[Sequence[str]], parts: Sequence[float], width: int) -> list[int]:
    """Widths in EMU of the columns of `table`, heads first: `width` in the proportion of `parts`, but none so narrow
    that a short head or a column of short cells is broken; the others give the room."""
    wanted = [width * part / sum(parts) for part in parts]
    least = [_least(column) for column in zip(*table, strict=True)]
    lacks = sum(max(small - own, 0) for own, small in zip(wanted, least, strict=True))
    room = sum(max(own - small, 0) for own, small in zip(wanted, least, strict=True))
    kept = 1 - min(lacks / room, 1) if room else 1
    return [
        int(small + (own - small) * kept if own > small else small if lacks <= room else own)
        for own, small in zip(wanted, least, strict=True)
    ]


def _least(column: Sequence[str]) -> float:
    """What the head needs, if it is short, and all cells, if they are."""
    head, *cells = (_hanzi(cell) for cell in column)
    short = [length for length in (head, max(cells, default=0)) if length <= SHORT]
    return max(short, default=0) * SMALL * POINT + INSET


def _hanzi(text: str) -> float:
    """How wide a text is, in hanzi: figures and Latin letters are half of one, and where the two meet programs leave
    a quarter."""
    latin = [letter.isascii() for letter in text]
    return sum(0.5 if one else 1 for one in latin) + sum(one != two for one, two in pairwise(latin)) / 4
