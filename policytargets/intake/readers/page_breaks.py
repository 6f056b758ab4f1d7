"""Rows of ruled tables over a page break: halves of one row put together, merged cells carried on."""

import re

from policytargets.intake.model import MERGED
from policytargets.intake.readers.pdf_lines import CELL, Char, Line

NUMBER = re.compile(r"\d{1,3}")


def joined_rows(lines: list[Line]) -> list[Line]:
    """Rows that a page break cut in two put together: the second half has no number, or in a table without numbers
    begins with an empty cell, on another page. A cell that is merged over the break is drawn anew and empty; its first
    row is marked as one merged with the one above."""
    found: list[Line] = []
    head = ""
    for at, line in enumerate(lines):
        before = found[-1] if found else None
        if line.row and not (before and before.row and _columns(before) == _columns(line)):
            head = _words(line)
        repeated = before is not None and len(found) > 1 and before.page == line.page and _words(before) == head
        above = found[-2] if repeated else before
        if above and above.row and line.row and above.page != line.page and _columns(above) == _columns(line):
            line = _carried_on(above, line, lines[at + 1] if at + 1 < len(lines) else None)
            cells, number = _split(line.chars), _number_column(_split(above.chars))
            if number and _words_of(cells[number]):
                line = _with_merged_groups(line, number)
            elif not repeated and not _words_of(cells[number]) and not _is_merged(cells[number]):
                found[-1] = Line(above.page, _joined(above.chars, line.chars), above.height, row=True)
                continue
        found.append(line)
    return found


def _carried_on(above: Line, line: Line, below: Line | None) -> Line:
    """The first row of a page with its empty cells marked where a merged cell reaches the page's end or goes on."""
    own, last = _split(line.chars), _split(above.chars)
    goes_on = below is not None and below.row and below.page == line.page and _columns(below) == _columns(line)
    following = _split(below.chars) if below and goes_on else [[] for _ in own]
    edge = line.chars[0][1]
    chars: list[Char] = []
    for index, cell in enumerate(own):
        merged = not _words_of(cell) and (_is_merged(last[index]) or _is_merged(following[index]))
        chars += [(CELL, edge)] if index else []
        chars += [(MERGED, edge)] if merged else cell
    return Line(line.page, chars, line.height, row=True)


def _number_column(cells: list[list[Char]]) -> int:
    """Which column numbers the rows: the first whose cell is a number; the first of all where none is."""
    return next((index for index, cell in enumerate(cells) if NUMBER.fullmatch(_words_of(cell))), 0)


def _with_merged_groups(line: Line, number: int) -> Line:
    """A numbered row with its empty cells before the number marked: a group of rows goes on over the break."""
    edge = line.chars[0][1]
    chars: list[Char] = []
    for index, cell in enumerate(_split(line.chars)):
        chars += [(CELL, edge)] if index else []
        chars += [(MERGED, edge)] if index < number and not _words_of(cell) else cell
    return Line(line.page, chars, line.height, row=True)


def _columns(line: Line) -> int:
    return line.text.count(CELL)


def _words(line: Line) -> str:
    return "".join(line.text.split())


def _words_of(cell: list[Char]) -> str:
    return "".join(char for char, _ in cell if not char.isspace() and char != MERGED)


def _is_merged(cell: list[Char]) -> bool:
    return any(char == MERGED for char, _ in cell)


def _joined(first: list[Char], second: list[Char]) -> list[Char]:
    merged: list[Char] = []
    for index, (one, other) in enumerate(zip(_split(first), _split(second), strict=True)):
        merged += [(CELL, first[0][1])] if index else []
        merged += one if _is_merged(other) else [*one, *other]
    return merged


def _split(chars: list[Char]) -> list[list[Char]]:
    cells: list[list[Char]] = [[]]
    for char in chars:
        if char[0] == CELL:
            cells.append([])
        else:
            cells[-1].append(char)
    return cells
