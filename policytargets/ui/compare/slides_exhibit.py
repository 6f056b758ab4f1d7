"""What the stage shows of an exhibit, in letters for the back row: its form for walls, or the first rows of a list."""

from base64 import b64encode
from html import escape
from typing import NamedTuple

import streamlit as st

from policytargets.charts.marks import LETTER, LINE
from policytargets.charts.style import DARK, LIGHT, Chart, Palette
from policytargets.exhibits.model import Exhibit, Form
from policytargets.exports.exhibit_tables import IN_TURN, by_district, words_of_rows
from policytargets.exports.pictures.exhibits import drawing_svg
from policytargets.ui.blocks import drawings
from policytargets.ui.blocks.drawings import palette
from policytargets.ui.blocks.filters import focus
from policytargets.ui.blocks.record import record
from policytargets.wording.wrapping import column_widths, wrap

PADDING, BETWEEN = 14, 18  # pixels above and below, and beside the words of a cell
Box = tuple[int, int]


def exhibit_on_stage(shown: Exhibit, place: int, box: Box) -> None:
    """Drawing or list in a box of this width and height in pixels."""
    if shown.wall:
        key, alt = f"stage-exhibit-{place}", f"{shown.title}。{shown.name}"
        drawings.show(wall_chart, shown.wall, box, palette(), key=key, alt=alt, width="content")
    else:
        st.html(_list(shown, box))


def wall_chart(form: Form, box: Box, palette: Palette) -> Chart:
    """The form in a box, in the colours of one appearance."""
    return form.drawn(box, palette)


def drawing_in_base64(shown: Exhibit, box: Box) -> str:
    """The drawing of an exhibit as SVG for a small picture, as large as it fits into a box of pixels."""
    known = (record().version, shown.subject, focus(), shown.made_on.isoformat())
    return _drawn(shown, known, box, palette() == DARK)


# Kept by the version of the data, the subject, the focus, the day, and how it is drawn.
@st.cache_resource(show_spinner=False, max_entries=200)
def _drawn(_shown: Exhibit, known: tuple[str, ...], box: Box, dark: bool) -> str:
    svg, _ = drawing_svg(_shown, box, palette=DARK if dark else LIGHT)
    return b64encode(svg.encode()).decode()


def _list(shown: Exhibit, box: Box) -> str:
    """The first rows of a list in its short columns, as many as have room, and how many more there are; of several
    districts the first of each."""
    turned = by_district(shown.table())
    most, number = box[1] // LINE, len(shown.table())
    while True:
        heads, rows, _ = words_of_rows(shown, most, by_turns=turned)
        laid = _laid(shown, heads, rows, box, number)
        if not turned or laid.fitting >= len(rows) or most == 1:
            break
        most = max(min(laid.fitting, len(rows) - 1), 1)
    columns = "".join(f'<col style="width: {width * LETTER + BETWEEN:g}px">' for width in laid.letters)
    head = "".join(f"<th>{escape(name)}</th>" for name in laid.heads)
    body = "".join(
        f"<tr>{''.join(f'<td>{chr(10).join(map(escape, cell))}</td>' for cell in row)}</tr>"
        for row in laid.rows[: laid.fitting]
    )
    more = f"<p>{_rest(number, laid.fitting, turned=turned)}</p>" if number > laid.fitting else ""
    named = f"<colgroup>{columns}</colgroup><thead><tr>{head}</tr></thead><tbody>{body}</tbody>"
    return f'<table class="stage-list">{named}</table>{more}'


class Laid(NamedTuple):
    """Rows as a table for the wall: heads, letters across of each column, cells in lines, how many rows have room."""

    heads: list[str]
    letters: list[float]
    rows: list[list[list[str]]]
    fitting: int


def _laid(shown: Exhibit, heads: list[str], rows: list[tuple[str, ...]], box: Box, number: int) -> Laid:
    places = [place for place, head in enumerate(heads) if not shown.brief or head in shown.brief]
    heads, rows = [heads[place] for place in places], [tuple(row[place] for place in places) for row in rows]
    letters = column_widths([heads, *rows], box[0] / LETTER - len(heads) * BETWEEN / LETTER)
    told = [[wrap(cell, width, 2) for cell, width in zip(row, letters, strict=True)] for row in rows]
    below = len(wrap(_rest(number, 0, turned=True), box[0] / LETTER))
    room, fitting = box[1] - (1 + below) * LINE - 2 * PADDING, 0
    for row in told:
        room -= max(len(cell) for cell in row) * LINE + PADDING
        if room < 0:
            break
        fitting += 1
    return Laid(heads, letters, told, fitting)


def _rest(number: int, fitting: int, *, turned: bool) -> str:
    return f"{IN_TURN}；" * turned + f"另有 {number - fitting} 行未列，共 {number} 行。"
