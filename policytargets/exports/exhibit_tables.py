"""An exhibit as a workbook with the sheet 说明, and the names of its files."""

import pandas as pd

from policytargets.comparisons.model import INVENTED
from policytargets.exhibits.model import Exhibit
from policytargets.exports.cells import columns, text
from policytargets.exports.file_names import file_name
from policytargets.exports.notes import Notes, notes
from policytargets.exports.spreadsheets import to_workbook

MISSING, DISTRICT, IN_TURN = "—", "区县", "各区县轮流列出"


def exhibit_file(exhibit: Exhibit, ending: str, part: str = "") -> str:
    """The name of a file of the exhibit: `任务的量化情况_2026-11-22.png`."""
    return file_name(exhibit.name, part, made_on=exhibit.made_on, ending=ending)


def whole_table(exhibit: Exhibit) -> str:
    """Where all rows are, for what shows some alone and is read away from the board."""
    return f"全部在看板“{exhibit.name}”处下载（XLSX）"


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


def words_of_rows(
    exhibit: Exhibit, most: int, *, by_turns: bool = False
) -> tuple[list[str], list[tuple[str, ...]], int]:
    """The heads of the table, its first rows in words, missing ones as a dash, and how many rows there are; `by_turns`
    the first of each district in turn, so that none of those that the title counts is missing."""
    table = exhibit.table()
    places = sorted(turns(table)[:most]) if by_turns else list(range(min(most, len(table))))
    cells = [[text(value) or MISSING for value in values] for _, values in columns(table.iloc[places])]
    return [str(name) for name in table.columns], list(zip(*cells, strict=True)), len(table)


def turns(table: pd.DataFrame) -> list[int]:
    """The places of the rows, the first of each district before the second of any."""
    if DISTRICT not in table:
        return list(range(len(table)))
    order = table[DISTRICT].groupby(table[DISTRICT].map(_bare)).cumcount().reset_index(drop=True)
    return [int(place) for place in order.sort_values(kind="stable").index]


def by_district(table: pd.DataFrame) -> bool:
    """Whether the rows are of several districts."""
    return DISTRICT in table and table[DISTRICT].map(_bare).nunique() > 1


def _bare(district: str) -> str:
    """The district without a remark on its plan."""
    return str(district).partition("（")[0]
