"""Taking a comparison along: pictures, slides, tables, a citation; every file is made when it is asked for."""

from collections.abc import Callable, Sequence
from pathlib import Path

import streamlit as st

from policytargets.comparisons.model import Comparison
from policytargets.comparisons.twins import to_frame
from policytargets.exports.comparison_tables import file_name, to_citation, to_comparison_workbook, to_json, to_table
from policytargets.exports.pictures.formats import font_missing, to_pdf, to_png, to_svg
from policytargets.exports.slides.presentation import to_pptx
from policytargets.exports.spreadsheets import to_csv, to_parquet

COPYING = Path(__file__).with_name("copying.js")
COPY_BUTTON = '<button type="button" data-copy>复制图片</button> <span role="status" data-copied></span>'
OFFICE = "application/vnd.openxmlformats-officedocument"
DOCX, PPTX, XLSX, CSV = (
    f"{OFFICE}.wordprocessingml.document",
    f"{OFFICE}.presentationml.presentation",
    f"{OFFICE}.spreadsheetml.sheet",
    "text/csv",
)
Made = Callable[[], bytes | str]


@st.fragment
def takeaway(shown: Comparison, *, key: str, focus: str) -> None:
    """Two buttons: one opens the picture to look at and copy, the other all files and the citation."""
    with st.container(horizontal=True, width="content"):
        if st.button("看图并复制", key=f"{key}-picture"):
            picture(shown, focus)
        # Filled when it is opened: who only looks need not wait for the process that draws.
        files = st.popover("下载与引用", key=f"{key}-files", on_change="rerun")
    if files.open:
        with files:
            _files(shown, key, focus)


def _files(shown: Comparison, key: str, focus: str) -> None:
    missing = _font_missing()
    if missing:
        st.info(missing)
    else:
        with st.container(horizontal=True):
            _file("PNG 图片", shown, "png", lambda: to_png(shown, focus=focus), key)
            _file("PNG 高清", shown, "png", lambda: to_png(shown, focus=focus, scale=2), key, "高清")
            _file("PDF", shown, "pdf", lambda: to_pdf(shown, focus=focus), key)
    with st.container(horizontal=True):
        _file("SVG", shown, "svg", lambda: to_svg(shown, focus=focus), key)
        _file("幻灯片（PPTX）", shown, "pptx", lambda: to_pptx([shown], title=shown.title, focus=focus), key)
        _file("XLSX", shown, "xlsx", lambda: to_comparison_workbook(shown, focus=focus), key)
    with st.container(horizontal=True):
        _file("CSV（Excel 用）", shown, "csv", lambda: to_csv(to_frame(shown)), key)
        _file("CSV（程序用）", shown, "csv", lambda: to_csv(to_frame(shown), for_excel=False), key, "程序用")
        _file("Parquet", shown, "parquet", lambda: to_parquet(to_table(shown)), key)
        _file("JSON", shown, "json", lambda: to_json(shown), key)
    st.caption("引用文字，点右上角复制：")
    st.code(to_citation(shown), language=None, wrap_lines=True)


def download_slides(shown: Sequence[Comparison], *, focus: str) -> None:
    """All comparisons of the page as one presentation."""
    name = file_name(shown[0], "pptx", part=f"等{len(shown)}项对比")
    st.download_button(
        f"下载以上 {len(shown)} 项为幻灯片（PPTX）",
        data=lambda: to_pptx(shown, title="区县目标对比", focus=focus),
        file_name=name,
        key="compare-all-pptx",
        on_click="ignore",
    )


@st.dialog("图片", width="large")
def picture(shown: Comparison, focus: str) -> None:
    """The finished picture, drawn by the reader's own browser with the reader's own fonts, and a button to copy it."""
    with st.container(key="picture"):
        st.image(to_svg(shown, focus=focus), width="stretch")
        st.html(COPY_BUTTON)
    st.html(f"<script>{COPYING.read_text(encoding='utf-8')}</script>", unsafe_allow_javascript=True)
    st.caption("标题、单位、说明、来源和日期都在图中；也可右键点击图片（手机长按）复制或另存。")


@st.cache_data(show_spinner="正在准备下载")
def _font_missing() -> str:
    return font_missing()


def _file(label: str, shown: Comparison, ending: str, made: Made, key: str, part: str = "") -> None:
    st.download_button(
        label,
        data=made,
        file_name=file_name(shown, ending, part=f"区县对比_{part}" if part else ""),
        key=f"{key}-{ending}{part}",
        on_click="ignore",
    )
