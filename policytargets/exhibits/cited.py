"""The tasks that the rows of a list come from: the number of each row's, and all of them behind their documents."""

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from policytargets.wording.documents import document_lines, task_number


def task_numbers(found: pd.DataFrame) -> list[str]:
    """By which each row is found in its plan: `第12项`, or 未编号段落."""
    return [task_number(number) for number in found["task_no"]]


def documents_with_tasks(documents: Iterable[Mapping[Any, Any]], found: pd.DataFrame) -> list[str]:
    """Each document with the numbers of its tasks among the rows: `…（〔2023〕7号，印发），第3项、第12项`. Takes rows
    with document_id and task_no."""
    lines = []
    for document in documents:
        own = found.loc[found["document_id"] == document["document_id"], ["task_no"]].drop_duplicates()
        places = task_numbers(own.sort_values("task_no"))
        lines += ["，".join(filter(None, (line, "、".join(places)))) for line in document_lines([document])]
    return lines
