"""An exhibit on a slide: a chart or a table that can be edited; what PowerPoint has no chart for is a picture."""

import io
from typing import Any

from pptx.util import Emu, Inches

from policytargets.charts.bases_wall import Panels
from policytargets.charts.progress_wall import Course
from policytargets.charts.style import LIGHT
from policytargets.charts.wall import Bars, Grid
from policytargets.charts.wall_lanes import Lanes
from policytargets.exhibits.model import Exhibit, Form
from policytargets.exports.exhibit_tables import whole_table, words_of_rows
from policytargets.exports.pictures.exhibits import chart_svg
from policytargets.exports.pictures.formats import font_missing
from policytargets.exports.pictures.shapes import PIXELS_PER_INCH
from policytargets.exports.pictures.studio import STUDIO
from policytargets.exports.slides.exhibit_chart import add_bars, add_course, add_pairs, said_with_bars, said_with_pairs
from policytargets.exports.slides.exhibit_panels import add_panels, has_room, said_with_panels
from policytargets.exports.slides.exhibit_table import add_table
from policytargets.exports.word_tables import Table, of_grid, of_lanes, of_list, of_panels

Box = tuple[int, int, int, int]
MOST_IN_NOTES = 60
PIXELS = 216  # of a drawing to an inch of the slide, so that its letters of 36 have 12 points


def add_exhibit(slide: Any, exhibit: Exhibit, box: Box) -> None:
    """Draw the exhibit into `box` (left, top, width, height in EMU), as PowerPoint's own chart or table wherever it has
    one."""
    form = exhibit.wall
    if form is None or not is_drawn(exhibit):
        _add_table(slide, exhibit, _in_words(exhibit), box)
    elif isinstance(form, Bars):
        add_bars(slide, exhibit, form, box)
    elif isinstance(form, Lanes):
        add_pairs(slide, exhibit, form, box)
    elif isinstance(form, Grid):
        _add_table(slide, exhibit, of_grid(form, box[2] / Inches(1) * 72), box)
    elif isinstance(form, Course):
        add_course(slide, exhibit, form, box)
    elif isinstance(form, Panels):
        add_panels(slide, exhibit, form, box)
    else:
        _add_picture(slide, exhibit, form, box)


def is_drawn(exhibit: Exhibit) -> bool:
    """Whether it is a chart there, shaded cells or a picture, and no table of words, of which colours and sides say
    nothing."""
    form = exhibit.wall
    if isinstance(form, Lanes):
        return _paired(form)
    if isinstance(form, Panels):
        return has_room(form)
    return isinstance(form, Bars | Grid | Course) or (form is not None and not font_missing())


def _in_words(exhibit: Exhibit) -> Table:
    if isinstance(exhibit.wall, Lanes):
        return of_lanes(exhibit.wall)
    return of_panels(exhibit.wall) if isinstance(exhibit.wall, Panels) else of_list(exhibit)


def _add_table(slide: Any, exhibit: Exhibit, table: Table, box: Box) -> None:
    add_table(slide, table, box, name=exhibit.name, described=exhibit.title)


def said_with(exhibit: Exhibit) -> str:
    """What has to be said below the chart; empty where nothing has."""
    form = exhibit.wall
    if not is_drawn(exhibit):
        return ""
    if isinstance(form, Bars):
        return said_with_bars(form, whole_table(exhibit))
    if isinstance(form, Panels):
        return said_with_panels(form)
    return said_with_pairs(form) if isinstance(form, Lanes) else ""


def _paired(lanes: Lanes) -> bool:
    """Whether they set two districts against each other and rank them somewhere."""
    return lanes.joined and any(not strip.hollow for strip in lanes.strips)


def rows_in_words(exhibit: Exhibit) -> list[str]:
    """The table of the exhibit, a line for each row, for the notes of its slide."""
    heads, rows, number = words_of_rows(exhibit, MOST_IN_NOTES)
    lines = ["；".join(f"{head}：{cell}" for head, cell in zip(heads, row, strict=True)) for row in rows]
    return [*lines, *([f"以上 {len(rows)} 行，共 {number} 行，{whole_table(exhibit)}。"] if number > len(rows) else [])]


def _add_picture(slide: Any, exhibit: Exhibit, form: Form, box: Box) -> None:
    """What PowerPoint has no chart for: bands between names."""
    left, top, width, height = box
    room = (int(width / Inches(1) * PIXELS), int(height / Inches(1) * PIXELS))
    svg, size = chart_svg(form.drawn(room, LIGHT))
    png = STUDIO.draw(form="png", svg=svg, dots=PIXELS_PER_INCH * 2)
    across, down = (Emu(int(Inches(pixels / PIXELS))) for pixels in size)
    picture = slide.shapes.add_picture(io.BytesIO(png), Emu(left), Emu(top), across, down)
    picture.name = exhibit.name[:60]
    picture._element.nvPicPr.cNvPr.set("descr", f"{exhibit.title}。数字见备注。")
