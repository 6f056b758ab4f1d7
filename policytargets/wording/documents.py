"""Documents as sources, one a line."""

from collections.abc import Iterable, Mapping
from typing import Any

from policytargets.wording.codes import STATUS_WORD


def document_lines(documents: Iterable[Mapping[Any, Any]]) -> list[str]:
    """One line per document, each once: district, title, number or that there is none in public, whether a draft.
    Takes rows with district, title, doc_no and status."""
    lines = []
    for row in documents:
        number = row["doc_no"] if isinstance(row["doc_no"], str) else "公开文本未载文号"
        lines.append(f"{row['district']}，《{row['title']}》（{number}，{STATUS_WORD[row['status']]}）")
    return list(dict.fromkeys(lines))
