"""部门任务清单: what the chosen lines or departments answer for, as tables on the page and as files."""

from typing import Any

import pandas as pd
import streamlit as st

from policytargets.exhibits import department_lists as exhibits
from policytargets.exhibits.model import Exhibit
from policytargets.exports.notes import Notes, notes
from policytargets.exports.spreadsheets import to_workbook
from policytargets.record.database import Parameter
from policytargets.settings import today
from policytargets.ui.blocks import links, tables
from policytargets.ui.blocks.exhibits import add_exhibit, kept
from policytargets.ui.blocks.headings import stated
from policytargets.ui.blocks.listings import SHOWN_FIRST, listing
from policytargets.ui.blocks.record import record, rows
from policytargets.ui.board.department import Selection
from policytargets.wording.codes import STATUS_WORD
from policytargets.wording.documents import document_lines

SCREENFUL = 200
EVERYTHING = 1_000_000
MOST_SOURCES = 10
TASK_COLUMNS = ["任务", "任务号", "区县", "角色", "目标数", "牵头部门", "配合部门", "领域", "说明"]
TARGET_COLUMNS = ["目标", "区县", "原文数字", "角色", "口径", "目标年份", "情况", "领域", "任务"]


def lists(selection: Selection, counts: "pd.Series[Any]") -> None:
    """Targets, tasks without figures and all tasks, one screenful each."""
    targets_tab, bare_tab, tasks_tab = st.tabs(["目标", "没有量化目标的任务", "全部任务"])
    with targets_tab:
        st.caption(
            f"{selection.role_word} {counts['targets']} 个目标，重复表述、其中项和另一种计量也列出、不计入。"
            "点名称看这项目标。"
        )
        _targets_table(targets_of(selection, most=SCREENFUL))
        _addable(kept(exhibits.targets, selection, made_on=today()), "targets-list")
    with bare_tab:
        st.caption(f"{counts['tasks']} 项任务中，{counts['tasks_without_figures']} 项没有量化目标，同样要负责。")
        _tasks_table(tasks_of(selection, most=SCREENFUL, without_figures=True))
        _addable(kept(exhibits.bare_tasks, selection, made_on=today()), "bare-list")
    with tasks_tab:
        st.caption(
            f"{selection.role_word} {counts['tasks']} 项编号任务；自带部门的分项和未编号段落另列一行。点名称看任务。"
        )
        _tasks_table(tasks_of(selection, most=SCREENFUL))
        _addable(kept(exhibits.tasks, selection, made_on=today()), "tasks-list")


def _addable(shown: Exhibit | None, key: str) -> None:
    """The button that makes a list a slide; none where there is no list."""
    if shown is not None:
        add_exhibit(shown, key=key)


def joint_tasks(selection: Selection, partner: str) -> None:
    """The tasks behind a pair."""
    found = tasks_of(selection, most=SCREENFUL, partner=partner)
    st.caption(f"共同任务 {len(found)} 行，点名称看这项任务")
    _tasks_table(found)
    _addable(kept(exhibits.joint_tasks, selection, partner, made_on=today()), "joint-list")


def tasks_of(selection: Selection, *, most: int, partner: str = "", without_figures: bool = False) -> pd.DataFrame:
    """Tasks of the selection as readers see them, at most `most` rows."""
    asked: dict[str, Parameter] = {"partner": partner, "without_figures": without_figures, "most": most}
    return tasks_frame(rows("board/department_tasks", level=selection.level, **asked, **selection.parameters))


def targets_of(selection: Selection, *, most: int) -> pd.DataFrame:
    """Targets of the selection as readers see them with the role in front, at most `most` rows."""
    found = rows("board/department_targets", most=most, **selection.parameters)
    shown = tables.targets_frame(found)
    shown.insert(0, "角色", _roles(found))
    return shown


def tasks_frame(tasks: pd.DataFrame) -> pd.DataFrame:
    """Rows of `board/department_tasks` with Chinese heads; a list of departments that ends in 等 keeps it."""
    records = tasks.to_dict("records")
    return pd.DataFrame(
        {
            "区县": tasks["district"],
            "任务号": tasks["task_no"].astype("Int64").where(tasks["task_no"] > 0),
            "任务": tasks["task"],
            "角色": _roles(tasks),
            "目标数": tasks["targets"].astype("int64"),
            "其中原文隐去": tasks["withheld"].astype("int64"),
            "领域": tasks["category"],
            "所在章": tasks["chapter"],
            "牵头部门": [_listed(task["leads"], task["lead_open"]) for task in records],
            "配合部门": [_listed(task["supports"], task["support_open"]) for task in records],
            "说明": [_remark(task) for task in records],
            "文件状态": tasks["status"].map(STATUS_WORD),
            "文件": tasks["document"],
            "文号": tasks["doc_no"].map(stated),
            "任务编号": tasks["task_id"],
        }
    )


def workbook(selection: Selection) -> bytes:
    """The list as XLSX: sheets 任务 and 目标 with every row, and 说明 with filters, meanings, sources and date."""
    sheets = {"任务": tasks_of(selection, most=EVERYTHING), "目标": targets_of(selection, most=EVERYTHING)}
    return to_workbook(sheets, notes_of(selection))


def notes_of(selection: Selection, *, on_paper: bool = False) -> Notes:
    """Label and text of each line of the sheet 说明, or of 附注 `on_paper`, where all stands in one table."""
    every = "一行一项编号任务，自带部门的分项和带数字的未编号段落另列一行"
    to_know = [
        ("角色", "牵头：文件写作牵头或负责；配合：文件写作参与或配合。部门次序照原文。"),
        ("行", f"{every}。" if on_paper else f"“任务”{every}；“目标”一行一个原文写明的数字。"),
        ("计数", "目标数不计重复表述、总数的其中项和另一种计量；一个目标有多个部门时，各部门名下都列出，相加会重复。"),
        (
            "数字",
            "照原文；原文隐去的数字不作猜测。"
            if on_paper
            else "“原文数字”照原文，“换算值”按单位换算得出；原文隐去的数字不作猜测，留空。",
        ),
        ("部门", "名单以“等”结尾的，文件没有列全；“各相关部门”等统称照录，不展开。"),
    ]
    return notes(
        f"部门任务清单：{selection.names}",
        made_on=today(),
        filters=selection.described,
        to_know=to_know,
        sources=sources(selection),
        version=record().version,
    )


def sources(selection: Selection) -> list[str]:
    """The documents in which the selection has tasks, with number and status."""
    return document_lines(rows("board/department_documents", **selection.parameters).to_dict("records"))


def sources_in_words(selection: Selection) -> str:
    """The documents for the page's source line; a long list is cut short, with its length said."""
    found = sources(selection)
    more = f"等 {len(found)} 份文件" if len(found) > MOST_SOURCES else ""
    return "；".join(found[:MOST_SOURCES]) + more + "。任务号见“部门任务清单”"


def _targets_table(found: pd.DataFrame) -> None:
    ways = {"目标": [links.address("target", target=target_id) for target_id in found["目标编号"]]}
    shown = found[TARGET_COLUMNS].assign(目标年份=found["目标年份"].astype(str))
    _screenful(shown, "目标", ways, "没有目标。", ("原文数字",))


def _tasks_table(found: pd.DataFrame) -> None:
    ways = {"任务": [links.address("task", task=task_id) for task_id in found["任务编号"]]}
    shown = found[TASK_COLUMNS].astype({"目标数": str})
    shown["目标数"] = shown["目标数"].replace("0", None)
    shown["任务号"] = [None if pd.isna(number) else f"第{number}项" for number in found["任务号"]]
    _screenful(shown, "任务", ways, "没有这样的任务。", ("目标数",))


def _screenful(shown: pd.DataFrame, label: str, ways: tables.Links, nothing: str, figures: tuple[str, ...]) -> None:
    """One screenful of a list; a sentence where there is nothing, and that there is more where it is cut off."""
    if shown.empty:
        st.write(nothing)
        return
    if len(shown) == SCREENFUL:
        st.caption(f"以下为前 {SCREENFUL} 行，全部内容请下载。")
    shown, ways = tables.in_short(shown, ways)
    listing(shown, label=label, links=ways, figures=figures, first=SHOWN_FIRST)


def _roles(found: pd.DataFrame) -> list[str]:
    words = {(True, True): "牵头、配合", (True, False): "牵头", (False, True): "配合"}
    return [words[bool(led), bool(supported)] for led, supported in zip(found["led"], found["supported"], strict=True)]


def _listed(names: list[str], more: bool) -> str | None:
    return "、".join(names) + ("等" if more else "") or None


def _remark(task: dict[Any, Any]) -> str | None:
    remarks = ["部门名单以“等”结尾，未列全"] if task["lead_open"] or task["support_open"] else []
    remarks += [f"“{name}”是统称，文件未点名" for name in task["collectives"]]
    remarks += ["未编号段落"] if task["task_no"] == 0 else []
    remarks += ["任务中的分项"] if isinstance(task["item"], str) else []
    return "；".join(remarks) or None
