"""Documents as sources, one a line."""

from collections.abc import Iterable, Mapping
from typing import Any

from policytargets.wording.codes import STATUS_WORD

UNNUMBERED = "未编号段落"


def document_lines(documents: Iterable[Mapping[Any, Any]]) -> list[str]:
    """One line per document, each once: district, title, number or that there is none in public, whether a draft.
    Takes rows with district, title, doc_no and status."""
    lines = []
    for row in documents:
        number = row["doc_no"] if isinstance(row["doc_no"], str) else "公开文本未载文号"
        lines.append(f"{row['district']}，《{row['title']}》（{number}，{STATUS_WORD[row['status']]}）")
    return list(dict.fromkeys(lines))


def task_number(number: int) -> str:
    """By which a task is found in its plan: `第12项`; of number 0 未编号段落."""
    return f"第{number}项" if number else UNNUMBERED


def numbered_task(number: int, title: str) -> str:
    """`第12项 标题`; of number 0 未编号段落, whose title is only that of its section or chapter."""
    return f"{task_number(number)} {title}" if number else UNNUMBERED


def issued_in_words(document: Mapping[Any, Any]) -> str:
    """Who issued a document and when, as a sentence of a citation, and that it is a draft where its title does not say
    so; nothing where there is none of it. Takes title, issuer, issued_on and status."""
    issued, draft = document["issued_on"], STATUS_WORD["draft"]
    dated = issued is not None and issued == issued  # a missing day is unlike itself
    told = [
        f"发文机关：{document['issuer']}" if isinstance(document["issuer"], str) else "",
        f"成文日期：{issued:%Y-%m-%d}" if dated else "",
        draft if document["status"] == "draft" and draft not in document["title"] else "",
    ]
    return "，".join(filter(None, told)) + "。" if any(told) else ""
