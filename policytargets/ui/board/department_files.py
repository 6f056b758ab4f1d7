"""部门任务清单 to take along: as a workbook, as a document to fill in, as CSV; and 汇报材料. Each is written when it is
asked for."""

from collections.abc import Callable

import streamlit as st

from policytargets.exports.file_names import file_name
from policytargets.exports.papers.department import DepartmentRows, to_department_report
from policytargets.exports.papers.task_list import to_task_list
from policytargets.exports.spreadsheets import to_csv
from policytargets.settings import today
from policytargets.ui.blocks.downloads import CSV, DOCX, XLSX
from policytargets.ui.blocks.record import record, rows
from policytargets.ui.board.department import Selection
from policytargets.ui.board.department_lists import EVERYTHING, notes_of, sources, targets_of, tasks_of, workbook

MOST_IN_DOCUMENT = 2000


def downloads(selection: Selection, tasks: int) -> None:
    """The whole list as files; `tasks` is the number of tasks, of which a document holds not too many."""
    stem = ("部门任务清单", selection.names[:40], selection.role_word)
    files: dict[str, tuple[Callable[[], bytes], str, str, str]] = {
        "下载部门任务清单（XLSX）": (lambda: workbook(selection), "", "xlsx", XLSX),
        "部门任务清单（DOCX）": (lambda: document(selection), "", "docx", DOCX),
        "汇报材料（DOCX）": (lambda: report(selection), "汇报材料", "docx", DOCX),
        "任务（CSV）": (lambda: to_csv(tasks_of(selection, most=EVERYTHING)), "任务", "csv", CSV),
        "目标（CSV）": (lambda: to_csv(targets_of(selection, most=EVERYTHING)), "目标", "csv", CSV),
    }
    if not 0 < tasks <= MOST_IN_DOCUMENT:
        del files["部门任务清单（DOCX）"], files["汇报材料（DOCX）"]
    with st.container(horizontal=True):
        for label, (made, part, ending, mime) in files.items():
            name = file_name(*stem, part, made_on=today(), ending=ending)
            st.download_button(label, data=made, file_name=name, mime=mime, key=label, on_click="ignore")


def document(selection: Selection) -> bytes:
    """The list as DOCX on lying A4, with a column in which the department says what was done."""
    found = rows("board/department_targets", most=EVERYTHING, **selection.parameters)
    return to_task_list(
        tasks_of(selection, most=EVERYTHING),
        found,
        title=f"部门任务清单：{selection.names}",
        filters=selection.described,
        to_know=notes_of(selection, on_paper=True),
    )


def report(selection: Selection) -> bytes:
    """汇报材料 of the chosen lines or departments, a draft in the measures of official papers."""
    asked = {"level": selection.level, **selection.parameters}
    bare = rows("board/department_tasks", partner="", without_figures=True, most=EVERYTHING, **asked)
    found = DepartmentRows(
        counts=rows("board/department_counts", **selection.parameters).iloc[0].to_dict(),
        targets=rows("board/department_targets", most=EVERYTHING, **selection.parameters),
        tasks=bare,
        partners=rows("board/department_partners", **asked),
    )
    return to_department_report(
        found,
        names=selection.names,
        role=selection.role_word,
        filters=selection.described,
        sources=sources(selection),
        made_on=today(),
        version=record().version,
    )
