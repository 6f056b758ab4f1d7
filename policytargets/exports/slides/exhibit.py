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
from policytargets.exports.exhibit_tables import IN_TURN, by_district, whole_table, words_of_rows
from policytargets.exports.pictures.exhibits import chart_svg
from policytargets.exports.pictures.formats import font_missing
from policytargets.exports.pictures.shapes import PIXELS_PER_INCH
from policytargets.exports.pictures.studio import STUDIO
from policytargets.exports.slides.exhibit_chart import add_bars, add_course, add_pairs, said_with_bars, said_with_pairs
from policytargets.exports.slides.exhibit_panels import add_panels, has_room, said_with_panels
from policytargets.exports.slides.exhibit_table import Part, parts_of
from policytargets.exports.word_tables import Table, of_grid, of_lanes, of_list, of_panels

Box = tuple[int, int, int, int]
MOST_IN_NOTES = 60
PIXELS = 216  # of a drawing to an inch of the slide, so that its letters of 36 have 12 points


def add_exhibit(slide: Any, exhibit: Exhibit, box: Box) -> None:
    """Draw the exhibit into `box` (left, top, width, height in EMU), as PowerPoint's own chart wherever it has one."""
    form = exhibit.wall
    if isinstance(form, Bars):
        add_bars(slide, exhibit, form, box)
    elif isinstance(form, Lanes):
        add_pairs(slide, exhibit, form, box)
    elif isinstance(form, Course):
        add_course(slide, exhibit, form, box)
    elif isinstance(form, Panels):
        add_panels(slide, exhibit, form, box)
    elif form is not None:
        _add_picture(slide, exhibit, form, box)


def table_of(exhibit: Exhibit, width: int) -> Table | None:
    """What stands in a table of its own there, in this width in EMU; None where a chart or a picture is drawn."""
    if isinstance(exhibit.wall, Grid):
        return of_grid(exhibit.wall, width / Inches(1) * 72)
    if is_drawn(exhibit):
        return None
    if isinstance(exhibit.wall, Lanes):
        return of_lanes(exhibit.wall)
    return of_panels(exhibit.wall) if isinstance(exhibit.wall, Panels) else of_list(exhibit)


def laid_out(exhibit: Exhibit, table: Table, box: Box) -> tuple[Table, list[Part]]:
    """The table on its slides; of a list that has no room the first rows of each district."""
    parts = parts_of(table, box)
    if exhibit.wall or not parts[0].cut:
        return table, parts
    turned = by_district(exhibit.table())
    for most in range(len(parts[0].rows), 0, -1) if turned else ():
        own = of_list(exhibit, most, by_turns=True)
        (part,) = parts_of(own, box)
        if len(part.rows) == most or most == 1:
            told = f"{IN_TURN} {most} 行，共 {own.number} 行，{_where_all(exhibit)}"
            return own, [part._replace(told=told)]
    return table, [parts[0]._replace(told=f"{parts[0].told}，{_where_all(exhibit)}")]


def _where_all(exhibit: Exhibit) -> str:
    """Where who has the slide alone finds all rows: below it, as far as they have room there."""
    return "全部见备注" if len(exhibit.table()) <= MOST_IN_NOTES else whole_table(exhibit)


def is_drawn(exhibit: Exhibit) -> bool:
    """Whether it is a chart there, shaded cells or a picture, and no table of words, of which colours and sides say
    nothing."""
    form = exhibit.wall
    if isinstance(form, Lanes):
        return _paired(form)
    if isinstance(form, Panels):
        return has_room(form)
    return isinstance(form, Bars | Grid | Course) or (form is not None and not font_missing())


def said_with(exhibit: Exhibit) -> str:
    """What has to be said below the chart; empty where nothing has."""
    form = exhibit.wall
    if not is_drawn(exhibit):
        return ""
    if isinstance(form, Bars):
        return said_with_bars(form, _where_all(exhibit))
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
