"""The downloads of 目标清单, fetched for each file and not kept: they may hold every target there is."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from policytargets.exports.file_names import file_name
from policytargets.exports.notes import notes
from policytargets.exports.papers.targets import to_targets_report
from policytargets.exports.spreadsheets import to_csv, to_parquet, to_workbook
from policytargets.record.database import Database
from policytargets.settings import today
from policytargets.ui.blocks.downloads import CSV, DOCX, XLSX
from policytargets.ui.blocks.record import record, rows
from policytargets.ui.blocks.tables import targets_frame
from policytargets.ui.evidence import targets
from policytargets.wording.documents import document_lines

MOST_FOR_EXCEL, MOST_IN_DOCUMENT = 100_000, 2000


def downloads(chosen: dict[str, Any], found: int) -> None:
    """Files of what is found and of everything, each in several forms, made when clicked."""
    everything = int(rows("record/overview_counts").iloc[0]["statements"])
    first, second = st.columns(2)
    with first:
        st.markdown(f"**当前结果**（{found} 条）")
        _files("当前结果", "found", found, targets.in_words(chosen), "evidence/targets", chosen)
    with second:
        st.markdown(f"**全部目标**（{everything} 条）")
        _files("全部", "all", everything, "全部", "record/all_targets", {})
    st.caption(
        "XLSX 和“CSV（Excel 用）”是中文表头，编码译成文字；“CSV（程序用）”和 Parquet 保留字段名和编码，"
        "含义见“来源与口径”的数据列。文件均按文件次序排列。"
    )


def workbook(held: Database, query: str, chosen: dict[str, Any], filters_in_words: str) -> bytes:
    """The targets that a query finds as XLSX, with a sheet 说明 that names the documents they are from and no other."""
    found = held.query(query, **chosen)
    told = notes(
        "目标清单：一行一个原文写明的数字承诺",
        made_on=today(),
        filters=filters_in_words,
        count=f"{len(found)} 条；重复表述、总数的其中项和另一种计量各占一行，合计时不应重复计",
        to_know=[("换算", "“换算值”由系统按指标的换算单位计算，“原文数字”保留原样；原文隐去的数字没有换算值")],
        sources=_sources(held, found),
        version=held.version,
    )
    return to_workbook({"目标": targets_frame(found)}, told)


def document(held: Database, query: str, chosen: dict[str, Any], filters_in_words: str) -> bytes:
    """The targets that a query finds as 汇报材料, a draft in the measures of official papers."""
    found = held.query(query, **chosen)
    sources = _sources(held, found)
    return to_targets_report(found, filters=filters_in_words, sources=sources, made_on=today(), version=held.version)


def _sources(held: Database, found: pd.DataFrame) -> list[str]:
    """The documents that the targets are from, a line each."""
    documents = found["document_id"].unique().tolist()
    return document_lines(held.query("record/documents", documents=documents).to_dict("records")) if documents else []


def _files(name: str, key: str, count: int, described: str, query: str, chosen: dict[str, Any]) -> None:
    held = record()
    forms: dict[str, tuple[str, str, str, Callable[[], bytes]]] = {
        "XLSX": ("", "xlsx", XLSX, lambda: workbook(held, query, chosen, described)),
        "CSV（Excel 用）": ("", "csv", CSV, lambda: to_csv(targets_frame(held.query(query, **chosen)))),
        "CSV（程序用）": (
            "程序用",
            "csv",
            CSV,
            lambda: to_csv(held.table(query, **chosen), for_excel=False),
        ),
        "Parquet": ("", "parquet", "application/octet-stream", lambda: to_parquet(held.table(query, **chosen))),
        "汇报材料（DOCX）": ("汇报材料", "docx", DOCX, lambda: document(held, query, chosen, described)),
    }
    if not 0 < count <= MOST_IN_DOCUMENT:
        del forms["汇报材料（DOCX）"]
    if count > MOST_FOR_EXCEL:
        st.caption(f"超过 {MOST_FOR_EXCEL} 条，不提供 XLSX 文件；请用 CSV 或 Parquet，或缩小范围。")
        del forms["XLSX"]
    with st.container(horizontal=True):
        for label, (part, ending, mime, make) in forms.items():
            called = file_name("目标清单", name, part, made_on=today(), ending=ending)
            st.download_button(label, make, called, mime, key=f"{key}-{label}", on_click="ignore")
