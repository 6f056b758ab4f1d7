"""The downloads of 目标清单, fetched for each file and not kept: they may hold every target there is."""

from datetime import date
from typing import Any

import streamlit as st

from policytargets.exports.spreadsheets import to_csv, to_parquet, to_workbook
from policytargets.ui.blocks.record import record, rows
from policytargets.ui.blocks.tables import targets_frame
from policytargets.ui.evidence import targets

MOST_FOR_EXCEL = 100_000


def downloads(chosen: dict[str, Any], found: int) -> None:
    """Files of what is found and of everything, each in four forms, made when clicked."""
    first, second = st.columns(2)
    with first:
        st.markdown(f"**当前结果**（{found} 条）")
        _files(
            "当前结果", "found", found, targets.in_words(chosen), lambda: record().query("evidence/targets", **chosen)
        )
    with second:
        everything = int(rows("record/overview_counts").iloc[0]["statements"])
        st.markdown(f"**全部目标**（{everything} 条）")
        _files("全部", "all", everything, "全部", lambda: record().query("record/all_targets"))
    st.caption(
        "Excel 和“CSV（Excel 用）”是中文表头，编码译成文字；“CSV（程序用）”和 Parquet 保留字段名和编码，"
        "含义见“来源与口径”的数据列。文件均按文件次序排列。"
    )


def workbook_notes(filters_in_words: str, count: int) -> list[tuple[str, str]]:
    """What the sheet 说明 of a workbook says: filters, rows, sources, version and date."""
    documents = rows("comparisons/districts", districts=[]).dropna(subset="document_id")
    sources = [f"{row['district']}《{row['title']}》{row['doc_no'] or ''}" for row in documents.to_dict("records")]
    return [
        ("内容", "目标清单：一行一个原文写明的数字承诺"),
        ("筛选", filters_in_words),
        ("条数", f"{count} 条；重复表述和总数的其中项各占一行，合计时不应重复计"),
        ("换算", "“换算值”由系统按指标的换算单位计算，“原文数字”保留原样；原文隐去的数字没有换算值"),
        ("来源", "；".join(sources)),
        ("数据版本", record().version),
        ("制作日期", date.today().isoformat()),
    ]


def _files(name: str, key: str, count: int, described: str, fetch: Any) -> None:
    stem = f"目标清单-{name}-{date.today().isoformat()}"
    forms: dict[str, tuple[str, str, Any]] = {
        "Excel": (
            ".xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            lambda: to_workbook({"目标": targets_frame(fetch())}, workbook_notes(described, count)),
        ),
        "CSV（Excel 用）": (".csv", "text/csv", lambda: to_csv(targets_frame(fetch()))),
        "CSV（程序用）": ("-程序用.csv", "text/csv", lambda: to_csv(fetch(), for_excel=False)),
        "Parquet": (".parquet", "application/octet-stream", lambda: to_parquet(fetch())),
    }
    if count > MOST_FOR_EXCEL:
        st.caption(f"超过 {MOST_FOR_EXCEL} 条，不提供 Excel 文件；请用 CSV 或 Parquet，或缩小范围。")
        del forms["Excel"]
    with st.container(horizontal=True):
        for label, (ending, mime, make) in forms.items():
            st.download_button(label, make, stem + ending, mime, key=f"{key}-{label}", on_click="ignore")
