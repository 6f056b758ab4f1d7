"""写入: what would change in the tables, row by row, and the writing itself."""

from datetime import datetime
from pathlib import Path

import streamlit as st

from policytargets.errors import Problem, Refused, TablesInvalid
from policytargets.intake.publishing import Plan, faults, plan, publish
from policytargets.intake.workspace import Workspace
from policytargets.intake.written import Writing, confirm, remember, state_of, tables_before, written
from policytargets.record.shelf import SHELF
from policytargets.record.tables import version_of
from policytargets.settings import CHINA, data_folder
from policytargets.ui.blocks.quotations import quotation
from policytargets.ui.intake.review import records
from policytargets.ui.intake.review_difference import counts_in_words, lines_of, show_difference
from policytargets.ui.intake.review_refusals import say_problems
from policytargets.wording.markdown import plain_text

MOST_WANTING = 20


def write(workspace: Workspace) -> None:
    """Say that it has been written; else show what is still open, or the difference, and write it once it was seen."""
    done = written(workspace, records())
    if done:
        _say_written(workspace, done)
    if not st.toggle("看看写入会改动什么", key="plan"):
        return
    made = plan(workspace, data_folder())
    problems = _faults(str(workspace.folder), state_of(workspace), version_of(data_folder()))
    if problems:
        st.warning(f"写入前要改的有 {len(problems)} 处：")
        say_problems(workspace, problems[:MOST_WANTING], made.foreseen)
    if made.wanting:
        st.info(f"还有 {len(made.wanting)} 件事没有定，写入前要先定好。")
        for words in made.wanting[:MOST_WANTING]:
            st.caption(plain_text(words))
    if problems or made.wanting:
        return
    if not made.changes:
        confirm(workspace)
        st.info("数据表里已经是这样，没有要写的。")
        return
    show_difference(made)
    if st.checkbox("以上改动都看过了", key="seen-all") and st.button("写入数据表", type="primary"):
        _publish(workspace, made)


@st.cache_resource(max_entries=4, show_spinner=False)
def _faults(folder: str, state: str, version: str) -> list[Problem]:
    """What the record would refuse of the review as it stands, found once for it and the tables."""
    return faults(plan(Workspace(Path(folder)), data_folder()), data_folder())


def _say_written(workspace: Workspace, done: Writing) -> None:
    """What has been written and where the tables before are; the curator's command behind a fold."""
    at = f"{datetime.fromisoformat(done.at).astimezone(CHINA):%Y-%m-%d %H:%M}"
    st.success(
        plain_text(f"已写入数据表（{at}）：{done.words}，数据表共改动 {done.rows} 行。看板各页已经换成新的数据。")
    )
    st.caption(plain_text(f"写入前的数据表备份在：{tables_before(workspace)}"))
    with st.expander("给数据管理员：提交改动"):
        quotation(f'git add data && git commit -m "Add {workspace.folder.name}"', "提交所用命令：")


def _publish(workspace: Workspace, made: Plan) -> None:
    words = counts_in_words(list(lines_of(made)))
    try:
        rows = len(publish(workspace, data_folder()))
        remember(workspace, rows, words)
    except Refused as refused:
        st.error(plain_text(str(refused)))
    except TablesInvalid as error:
        st.error("没有写入，原来的数据没有变。下列各处改好后再写入。")
        say_problems(workspace, error.problems[:MOST_WANTING], made.records)
    except OSError as error:
        st.error(plain_text(f"写入没有完成：{error}。数据表或是原样，或已整个换新；请检查磁盘，再看一次改动。"))
    else:
        SHELF.renew()
        st.rerun()
