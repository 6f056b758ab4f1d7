"""The lines of every sheet 说明, made here for all of them, in one order."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from policytargets.wording.codes import STATUS_WORD

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


def document_lines(documents: Iterable[Mapping[Any, Any]]) -> list[str]:
    """One line per document, each once: district, title, number or that there is none in public, whether a draft.
    Takes rows with district, title, doc_no and status."""
    lines = []
    for row in documents:
        number = row["doc_no"] if isinstance(row["doc_no"], str) else "公开文本未载文号"
        lines.append(f"{row['district']}，《{row['title']}》（{number}，{STATUS_WORD[row['status']]}）")
    return list(dict.fromkeys(lines))
