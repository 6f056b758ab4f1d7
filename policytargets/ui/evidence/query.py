"""The SQL page's blocks: statement and examples, table structure, progress, result or reason why there is none."""

import secrets
from collections.abc import Callable

import pandas as pd
import streamlit as st

from policytargets import journal
from policytargets.exports.cells import columns, figure_heads, text
from policytargets.exports.file_names import file_name
from policytargets.exports.notes import notes
from policytargets.exports.spreadsheets import to_csv, to_parquet, to_workbook
from policytargets.record.curated import TABLES
from policytargets.record.derived import DERIVED
from policytargets.record.dictionary import Column
from policytargets.sandbox.examples import Example, read_examples
from policytargets.sandbox.explanations import Failure
from policytargets.sandbox.process import Answer, Limits
from policytargets.sandbox.queue import Job, Sandbox, sandbox_of
from policytargets.settings import query_seconds, today
from policytargets.ui.blocks import unknown_values
from policytargets.ui.blocks.listings import MISSING, listing
from policytargets.ui.blocks.record import record
from policytargets.wording.markdown import plain_text

KINDS = {"text": "文字", "integer": "整数", "decimal": "小数", "boolean": "真假", "date": "日期", "list": "列表"}
LIMITS = Limits(wall_seconds=query_seconds(), cpu_seconds=query_seconds())
PATIENCE = 1.5  # seconds before progress and the way to cancel are shown
PLACEHOLDER = "SELECT district, count(*)\nFROM …\nGROUP BY district"
KEPT, OWNER, PAGE = "query_job", "query_owner", "result_page"
PAGE_ROWS, PAGE_CELLS = 200, 10_000  # of a page of the result
LONGEST = 500  # letters of a cell on the page


def statement() -> tuple[str, bool]:
    """The statement as last run, opened by link or taken from an example, and whether it was sent just now."""
    examples = {example.name: example for example in read_examples()}
    st.selectbox(
        "示例",
        list(examples),
        index=None,
        format_func=lambda name: examples[name].title,
        key="example",
        placeholder=f"{len(examples)} 个示例，选一个即运行，可再修改",
        on_change=_take_example,
        args=[examples],
    )
    with st.form("editor", border=False):
        sql = st.text_area(
            "SQL 语句",
            key="sql",
            height=220,
            max_chars=LIMITS.letters + 1,  # one more than allowed, so that a longer text is refused, not cut unseen
            placeholder=PLACEHOLDER,
            bind="query-params",
        )
        asked = st.form_submit_button("运行", type="primary")
    st.caption(
        f"也可按 Ctrl+Enter 运行。只读，一次一条，最长 {LIMITS.letters:,} 个字符、{LIMITS.wall_seconds} 秒、"
        f"{LIMITS.rows:,} 行。语句写入网址，可随链接转发。"
    )
    return sql, asked


def schema_browser() -> None:
    """The columns of one table or view with their meaning, as the dictionary defines them."""
    tables = {table.name: table for table in (*DERIVED, *TABLES)}
    unknown_values.note("数据表", "table", {name: f"{name} · {table.meaning}" for name, table in tables.items()})
    name = st.selectbox(
        "可查的数据表与各列含义",
        list(tables),
        format_func=lambda name: f"{name} · {tables[name].meaning}",
        key="table",
        bind="query-params",
    )
    shown = tables[name].columns
    named = [(column.name, column.meaning, _codes(column)) for column in shown]
    rows = pd.DataFrame(named, columns=["列", "含义", "代码或引用"])
    listing(rows, label=f"{name} 各列的含义", links={}, below=[KINDS[column.kind] for column in shown], first=6)


def result(sql: str, asked: bool) -> None:
    """The rows of the statement, its progress, or what is wrong with it. The same statement is run once a session,
    and again only when sent again."""
    if not sql.strip():
        st.info("写一条语句并运行，或从示例中选一个；结果显示在这里。")
        return
    try:
        with st.spinner("正在准备查询用的数据……"):
            sandbox = sandbox_of(record(), LIMITS)
    except OSError as error:
        reference = journal.failure("query_file_missing", error)
        st.error(f"服务器上没有地方存放查询用的数据，暂时不能查询。请把错误编号 {reference} 告诉维护人员。")
        return
    job = _job(sandbox, sql, asked)
    with st.spinner("正在运行……"):
        outcome = job.wait(PATIENCE)
    if outcome is None:
        _progress(sandbox, job)
    elif isinstance(outcome, Failure):
        _failure(outcome)
    else:
        _answer(outcome, sandbox, job)


def _take_example(examples: dict[str, Example]) -> None:
    if st.session_state["example"]:
        st.session_state["sql"] = examples[st.session_state["example"]].sql


def _job(sandbox: Sandbox, sql: str, asked: bool) -> Job:
    current = (record().version, sql)
    held: tuple[object, Job] | None = st.session_state.get(KEPT)
    again = held is not None and (held[1].forgotten or (asked and held[1].outcome is not None))
    if held and held[0] == current and not again:
        return held[1]
    if held:
        sandbox.cancel(held[1])
    st.session_state.pop(PAGE, None)
    job = sandbox.submit(sql, st.session_state.setdefault(OWNER, secrets.token_hex(8)))
    st.session_state[KEPT] = (current, job)
    return job


@st.fragment(run_every=0.5)
def _progress(sandbox: Sandbox, job: Job) -> None:
    if job.outcome is not None:
        st.rerun()
    ahead = sandbox.ahead(job)
    if ahead is None:
        share = min(job.seconds / LIMITS.wall_seconds, 1.0)
        st.progress(share, f"正在运行：已 {job.seconds:.0f} 秒，满 {LIMITS.wall_seconds} 秒自动中止")
    else:
        running, waiting = sandbox.load()
        st.progress(0, f"排队中：{running} 条查询正在运行，{waiting} 条在等候，您排第 {ahead + 1} 位")
    st.button("取消", on_click=sandbox.cancel, args=[job], key="cancel")


def _failure(reason: Failure) -> None:
    st.error(plain_text(reason.what) + (f"　位置：{reason.where}。" if reason.where else ""))
    if reason.excerpt:
        st.code(reason.excerpt, language=None)
    st.markdown(plain_text(reason.advice))
    if reason.original:
        with st.expander("DuckDB 原文"):
            st.code(reason.original, language=None, wrap_lines=True)


def _answer(answer: Answer, sandbox: Sandbox, job: Job) -> None:
    rows, number = answer.rows, f"{answer.rows.num_rows:,}"
    if answer.cut:
        why = "行数" if answer.cut == "rows" else "大小"
        st.warning(f"结果超过{why}上限，只显示前 {number} 行，下载的也是这些行。可加 WHERE 缩小范围，或先汇总。")
    count = f"前 {number} 行" if answer.cut else f"共 {number} 行"
    st.markdown(f"**{count}**，{rows.num_columns} 列，用时 {answer.seconds:.2f} 秒")
    if not rows.num_rows:
        st.info("语句运行成功，没有符合条件的行。")
    if any(head.isascii() for head in rows.column_names):
        st.caption("英文列名的含义见“可查的数据表与各列含义”；语句里写“AS 中文名”，结果就用中文列名。")
    _page(answer)
    told = notes(
        "SQL 查询结果",
        made_on=today(),
        count=count,
        to_know=[("语句", job.sql)],
        sources=["绿色低碳高质量发展目标看板，SQL 查询"],
        version=record().version,
    )
    with st.container(horizontal=True):
        # Asked for again at the click: a button that held the rows would keep them for readers who have gone.
        _download("CSV", "csv", lambda: to_csv(sandbox.rows(job)))
        _download("XLSX", "xlsx", lambda: to_workbook({"查询结果": sandbox.rows(job)}, told))
        _download("Parquet", "parquet", lambda: to_parquet(sandbox.rows(job)))


def _page(answer: Answer) -> None:
    """One page of the rows as a list; a result of one page can be ordered by its heads. Files hold all rows."""
    rows = answer.rows
    size = max(1, min(PAGE_ROWS, PAGE_CELLS // max(1, rows.num_columns)))
    pages = max(1, -(-rows.num_rows // size))
    place = st.pagination(pages, key=PAGE) if pages > 1 else 1
    shown = rows.slice((place - 1) * size, size)
    values = [own for _, own in columns(shown)]
    remarks = [f"第 {(place - 1) * size + 1:,}—{(place - 1) * size + shown.num_rows:,} 行"] if pages > 1 else []
    remarks += [f"“{MISSING}”表示空值"] if any(value is None for own in values for value in own) else []
    if remarks:
        st.caption("；".join(remarks) + "。")
    cells = pd.DataFrame(list(zip(*values, strict=True)), columns=rows.column_names, dtype=object)
    figures = figure_heads(rows)
    listing(cells, label="查询结果", links={}, figures=figures, sortable=pages == 1, said=_cell)


def _cell(value: object) -> str:
    """A value as the files have it, a missing one as a dash; what is very long is cut and says so."""
    words = MISSING if value is None else text(value)
    return words if len(words) <= LONGEST else f"{words[:LONGEST]}……（全文 {len(words):,} 字，见下载的文件）"


def _download(kind: str, suffix: str, make: Callable[[], bytes]) -> None:
    name = file_name("查询结果", made_on=today(), ending=suffix)
    st.download_button(f"下载 {kind}", make, name, key=f"rows-{suffix}", on_click="ignore")


def _codes(column: Column) -> str:
    return f"→ {column.refers}" if column.refers else "、".join(column.codes)
