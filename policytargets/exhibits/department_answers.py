"""What all exhibits of 责任部门 share: whose duties they show, their tasks, sources and filters."""

from typing import Any

import pandas as pd

from policytargets.exhibits.answering import FACET, Answering
from policytargets.exhibits.asking import names_of
from policytargets.exhibits.cited import documents_with_tasks
from policytargets.exhibits.model import Answers, Drawing, Exhibit, subject_of
from policytargets.record.database import Parameter
from policytargets.wording.documents import document_lines

MOST_TASKS = 1_000_000  # to be cited


def exhibit_of(
    answers: Answers,
    asked: Answering,
    kind: str,
    *,
    table: pd.DataFrame,
    drawing: Drawing | None = None,
    measure: str = "",
    partner: str = "",
    listed: pd.DataFrame | None = None,
    **said: Any,
) -> Exhibit:
    """What all exhibits of the page share: subject, sources with the tasks of the rows that are `listed` or else of the
    chosen ones, filters."""
    by, role = asked.level if asked.level != "line" else "", asked.role if asked.role != "lead" else ""
    chosen = {"codes": asked.codes, "districts": asked.districts, "roles": role, "measure": measure, "partner": partner}
    documents = answers.rows("board/department_documents", **asked.parameters)

    def cited() -> list[str]:
        found = tasks_of(answers, asked) if listed is None else listed
        return documents_with_tasks(documents.to_dict("records"), found)

    districts = "、".join(names_of(answers, "districts", asked.districts).values())
    return Exhibit(
        subject=subject_of(f"department-{kind}", by=by, **chosen),
        origin=f"{len(documents):,} 份计划",
        table=lambda: table,
        sources=lambda: document_lines(documents.to_dict("records")),
        # What is counted over whole plans comes from all their tasks.
        cited=cited if asked.codes else None,
        drawings=(drawing,) if drawing else (),
        filters=f"区县：{districts}" if districts else "",
        **said,
    )


def tasks_of(
    answers: Answers, asked: Answering, *, partner: str = "", without_figures: bool = False, most: int = MOST_TASKS
) -> pd.DataFrame:
    """The tasks in which the chosen ones have a role, with a `partner` or `without_figures` only those."""
    scope: dict[str, Parameter] = {"partner": partner, "without_figures": without_figures, "most": most}
    return answers.rows("board/department_tasks", level=asked.level, **scope, **asked.parameters)


def whose(answers: Answers, asked: Answering) -> str:
    """The chosen ones by name, or all of them."""
    return "、".join(names_of(answers, FACET[asked.level], asked.codes).values()) or f"各{asked.word}"
