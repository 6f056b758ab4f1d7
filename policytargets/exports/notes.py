"""The lines of every sheet 说明, made here for all of them, in one order."""

from collections.abc import Sequence
from datetime import date

Notes = list[tuple[str, str]]


def notes(
    title: str,
    *,
    made_on: date,
    filters: str = "",
    count: str = "",
    to_know: Sequence[tuple[str, str]] = (),
    sources: Sequence[str] = (),
    version: str = "",
) -> Notes:
    """Label and text of all that must be read with a table: title, filters, number of rows, what to know, sources one a
    line, version of the data and date."""
    lines = [("标题", title), ("筛选", filters), ("行数", count), *to_know]
    lines += [("来源", source) for source in sources]
    lines += [("数据版本", version), ("制作日期", made_on.isoformat())]
    return [(label, words) for label, words in lines if words]
