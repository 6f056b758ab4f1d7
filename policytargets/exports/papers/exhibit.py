"""An exhibit in a paper: what it found, its picture, and its table in the columns for which a sheet has room."""

from collections.abc import Sequence

from policytargets.charts.wall_lanes import Lanes
from policytargets.comparisons.captions import joined
from policytargets.errors import FontMissing
from policytargets.exhibits.model import Exhibit
from policytargets.exports.exhibit_tables import whole_table, words_of_rows
from policytargets.exports.papers.paper import Paper
from policytargets.exports.pictures.exhibits import wall_svg
from policytargets.exports.pictures.shapes import COLUMN, PIXELS_PER_INCH, Look
from policytargets.exports.pictures.studio import STUDIO
from policytargets.exports.word_tables import of_lanes
from policytargets.wording.wrapping import column_widths

MOST_ROWS, MOST_DRAWN = 200, 40  # of a list, of what a picture shows
MOST_COLUMNS, MOST_WORDY = 7, 6  # of figures, of words where the short columns do
IN_TEXT = Look(COLUMN)
LETTERS, SIDES = 36, 1.4  # of a line of a table; the room of a cell on both sides of its letters


def add_exhibit(paper: Paper, exhibit: Exhibit, number: int, *, pictured: bool) -> None:
    """A section with heading, picture, table and source; `pictured` is false where no picture can be drawn."""
    paper.subheading(exhibit.title, number)
    drawn = _drawn(paper, exhibit) if exhibit.drawings and pictured else b""
    paper.remark(exhibit.measure_of_all if drawn else exhibit.measure_of_table, joined=True)
    if drawn:
        paper.picture(drawn, exhibit.title)
    heads, rows, count = _table(exhibit)
    paper.table(heads, rows, column_widths([heads, *rows], LETTERS, spare=SIDES))
    if count > len(rows):
        paper.remark(f"以上 {len(rows)} 行，共 {count} 行，{whole_table(exhibit)}。")
    if exhibit.notes:
        paper.remark(f"说明：{joined(exhibit.notes)}")
    paper.remark(f"来源：{exhibit.origin}，文件见附注。制作日期：{exhibit.made_on.isoformat()}")


def _table(exhibit: Exhibit) -> tuple[Sequence[str], Sequence[tuple[str, ...]], int]:
    """Heads, rows, and how many rows there are: strips with years and drafts beside their figures, where there are few
    districts; else as many columns as a sheet has room for, of a wide list the short ones."""
    if isinstance(exhibit.wall, Lanes) and len((told := of_lanes(exhibit.wall)).heads) <= MOST_COLUMNS:
        return told.heads, told.rows, told.number
    heads, rows, count = words_of_rows(exhibit, MOST_DRAWN if exhibit.drawings else MOST_ROWS)
    brief = exhibit.brief if len(heads) > MOST_WORDY else ()
    places = [place for place, head in enumerate(heads) if not brief or head in brief][:MOST_COLUMNS]
    return [heads[place] for place in places], [tuple(row[place] for place in places) for row in rows], count


def _drawn(paper: Paper, exhibit: Exhibit) -> bytes:
    """The picture; where none can be drawn, nothing and a sentence in the paper."""
    try:
        return STUDIO.draw(form="png", svg=wall_svg(exhibit, IN_TEXT), dots=PIXELS_PER_INCH)
    except FontMissing as missing:
        paper.remark(str(missing))
        return b""
