"""An exhibit as a workbook with the sheet 说明, and the names of its files."""

from policytargets.comparisons.model import INVENTED
from policytargets.exhibits.model import Exhibit
from policytargets.exports.cells import columns, text
from policytargets.exports.file_names import file_name
from policytargets.exports.notes import Notes, notes
from policytargets.exports.spreadsheets import to_workbook

MISSING = "—"


def exhibit_file(exhibit: Exhibit, ending: str, part: str = "") -> str:
    """The name of a file of the exhibit: `任务的量化情况_2026-11-22.png`."""
    return file_name(exhibit.name, part, made_on=exhibit.made_on, ending=ending)


def whole_table(exhibit: Exhibit) -> str:
    """Where all rows are, for what shows the first alone: `全部见表格“工作台账_2026-11-28.xlsx”`."""
    return f"全部见表格“{exhibit_file(exhibit, 'xlsx')}”"


def exhibit_workbook(exhibit: Exhibit, *, title: str = "") -> bytes:
    """XLSX: the table of the exhibit, numbers as numbers, and a sheet 说明 with all that must be read with it."""
    return to_workbook({"数据": exhibit.table()}, exhibit_notes(exhibit, title=title))


def exhibit_notes(exhibit: Exhibit, *, title: str = "") -> Notes:
    """Label and text of everything that must travel with the table."""
    own = [("注意", INVENTED)] if exhibit.mark else []
    own += [("结论", exhibit.title)] if title else []
    return notes(
        title or exhibit.title,
        made_on=exhibit.made_on,
        filters=exhibit.filters,
        to_know=[*own, ("内容", exhibit.name), ("计量", exhibit.meta), *(("说明", note) for note in exhibit.notes)],
        sources=exhibit.sources(),
    )


def words_of_rows(exhibit: Exhibit, most: int) -> tuple[list[str], list[tuple[str, ...]], int]:
    """The heads of the table, its first rows in words, missing ones as a dash, and how many rows there are."""
    table = exhibit.table()
    cells = [[text(value) or MISSING for value in values] for _, values in columns(table.head(most))]
    return [str(name) for name in table.columns], list(zip(*cells, strict=True)), len(table)
