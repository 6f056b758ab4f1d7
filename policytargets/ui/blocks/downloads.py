"""Taking a comparison along: pictures, slides, tables, a citation; every file is made when it is asked for."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import TypeVar

import streamlit as st

from policytargets.comparisons.model import Comparison
from policytargets.comparisons.twins import to_frame
from policytargets.exports.comparison_tables import (
    comparison_file,
    to_citation,
    to_comparison_workbook,
    to_json,
    to_table,
)
from policytargets.exports.pictures.formats import font_missing, picture_name, to_pdf, to_png, to_svg
from policytargets.exports.pictures.shapes import GROUND_WORD, PIXELS_PER_INCH, SHAPES, Look
from policytargets.exports.slides.presentation import to_pptx
from policytargets.exports.spreadsheets import to_csv, to_parquet
from policytargets.settings import framing_sites
from policytargets.ui.blocks import links
from policytargets.ui.blocks.filters import choices
from policytargets.ui.blocks.quotations import quotation
from policytargets.wording.codes import ORDER_WORD, WORDING_WORD

COPYING = Path(__file__).with_name("copying.js")
COPY_BUTTON = (
    '<button type="button" data-copy>复制图片</button><button type="button" data-whole>全屏</button>'
    '<span role="status" data-copied></span>'
)
OFFICE = "application/vnd.openxmlformats-officedocument"
DOCX, PPTX, XLSX, CSV, PARQUET = (
    f"{OFFICE}.wordprocessingml.document",
    f"{OFFICE}.presentationml.presentation",
    f"{OFFICE}.spreadsheetml.sheet",
    "text/csv",
    "application/vnd.apache.parquet",
)
PRINT_DOTS = 300
ROOM_AROUND, ROOM_PER_ROW = 420, 70  # pixels of a frame
Choice = TypeVar("Choice", bound=str)
Made = Callable[[], bytes | str]
Manner = tuple[str, str]  # the codes of order and wording
USUAL: Manner = ("value", "both")


@st.fragment
def takeaway(shown: Comparison, *, key: str, focus: str, manner: Manner = USUAL) -> None:
    """Two buttons: one opens the picture to look at and copy, the other all files and the citation. `manner` is how
    the view orders districts and writes figures, which addresses of it carry."""
    with st.container(horizontal=True, width="content"):
        if st.button("看图并复制", key=f"{key}-picture"):
            show_picture(lambda: to_svg(shown, focus=focus))
        # Filled when it is opened: who only looks need not wait for the process that draws.
        files = st.popover("下载与引用", key=f"{key}-files", on_change="rerun")
    if files.open:
        with files:
            _files(shown, key, focus, manner)


def _files(shown: Comparison, key: str, focus: str, manner: Manner) -> None:
    _pictures(shown, key, focus, manner)
    st.markdown("**幻灯片与数据**")
    with st.container(horizontal=True):
        _file("幻灯片（PPTX）", shown, "pptx", lambda: to_pptx([shown], title=shown.title, focus=focus), key)
        _file("XLSX", shown, "xlsx", lambda: to_comparison_workbook(shown, focus=focus), key)
        _file("CSV（Excel 用）", shown, "csv", lambda: to_csv(to_frame(shown)), key)
    with st.container(horizontal=True):
        _file("CSV（程序用）", shown, "csv", lambda: to_csv(to_frame(shown), for_excel=False), key, "程序用")
        _file("Parquet", shown, "parquet", lambda: to_parquet(to_table(shown)), key)
        _file("JSON", shown, "json", lambda: to_json(shown), key)
    quotation(to_citation(shown), "引用文字：")
    if framing_sites():
        quotation(_frame(shown, focus, manner), "嵌入代码，放进获准网站的网页：")


def _pictures(shown: Comparison, key: str, focus: str, manner: Manner) -> None:
    """Shape and ground, then the formats of a picture; without a font with Chinese only the one that needs none."""
    view = links.outside("indicator", **_view(shown, focus, manner))
    look, missing = with_code(pick_look(key), key, view), no_font()
    if missing:
        st.info(missing)
    with st.container(horizontal=True):
        if not missing:
            _picture("PNG 图片", shown, look, "png", lambda: to_png(shown, look, focus=focus), key)
            sharp = PRINT_DOTS
            _picture(
                "PNG 高清", shown, look, "png", lambda: to_png(shown, look, focus=focus, dots=sharp), key, dots=sharp
            )
        _picture("SVG", shown, look, "svg", lambda: to_svg(shown, look, focus=focus), key)
        if not missing:
            _picture("PDF", shown, look, "pdf", lambda: to_pdf(shown, look, focus=focus), key)


def pick_look(key: str) -> Look:
    """Shape and ground of a picture as the reader wants them."""
    shape = _pick("图片形状", f"{key}-shape", {name: shape.title for name, shape in SHAPES.items()})
    return Look(SHAPES[shape], _pick("底色", f"{key}-ground", GROUND_WORD))


def pick_dots(key: str) -> int:
    """How sharp a picture is, in dots an inch."""
    words = {str(PIXELS_PER_INCH): "150 dpi", str(PRINT_DOTS): "300 dpi（高清）"}
    return int(_pick("清晰度", f"{key}-dots", words))


def with_code(look: Look, key: str, view: str) -> Look:
    """The look with a QR code of the view, where the reader wants one and others can open it."""
    told = "扫码打开这张图" if view else "现在的网址只有这台电脑能打开，扫码无用；用别人也能打开的网址进入看板后可加"
    code = st.checkbox("加二维码", key=f"{key}-code", disabled=not view, help=told)
    return replace(look, view=view if code else "")


def _view(shown: Comparison, focus: str, manner: Manner) -> dict[str, str | list[str]]:
    """What the address of a view holds."""
    return {"indicator": shown.indicator_id, "districts": _chosen(shown), "focus": focus, **in_address(manner)}


def in_address(manner: Manner) -> dict[str, str]:
    """What an address says of order and wording; the usual ones are left out."""
    order, wording = manner
    told = {"sort": ORDER_WORD[order]} if order != USUAL[0] else {}
    return told | ({"wording": WORDING_WORD[wording]} if wording != USUAL[1] else {})


def _frame(shown: Comparison, focus: str, manner: Manner) -> str:
    """The markup by which a page of another site shows this comparison."""
    view = links.whole("embed", **_view(shown, focus, manner))
    size = f'width="100%" height="{ROOM_AROUND + ROOM_PER_ROW * len(shown.rows)}" style="border: 0"'
    return f'<iframe src="{escape(view)}" title="{escape(shown.title)}" {size}></iframe>'


def _pick(label: str, key: str, words: Mapping[Choice, str]) -> Choice:
    """One of a few codes, shown by their words; the first at first."""
    codes = list(words)
    return st.segmented_control(
        label, codes, default=codes[0], format_func=lambda code: words[code], key=key, required=True
    )


def _chosen(shown: Comparison) -> list[str]:
    """The districts of a comparison, none where it has all."""
    districts = {row.district_id for row in shown.rows}
    return [] if districts >= set(choices("districts")) else sorted(districts)


def download_slides(shown: Sequence[Comparison], *, focus: str) -> None:
    """All comparisons of the page as one presentation."""
    name = comparison_file(shown[0], "pptx", part=f"等{len(shown)}项对比")
    st.download_button(
        f"下载以上 {len(shown)} 项为幻灯片（PPTX）",
        data=lambda: to_pptx(shown, title="区县目标对比", focus=focus),
        file_name=name,
        key="compare-all-pptx",
        on_click="ignore",
    )


@st.dialog("图片", width="large")
def show_picture(made: Callable[[], str]) -> None:
    """The finished picture as SVG, drawn by the reader's own browser with the reader's own fonts; buttons copy it and
    show it alone on the screen."""
    with st.container(key="picture"):
        st.image(made(), width="stretch")
        st.html(COPY_BUTTON)
    st.html(f"<script>{COPYING.read_text(encoding='utf-8')}</script>", unsafe_allow_javascript=True)
    st.caption("标题、单位、说明、来源和日期都在图中；也可右键点击图片（手机长按）复制或另存。")


@st.cache_resource(show_spinner="正在准备下载")
def no_font() -> str:
    """The sentence for readers where the server can't draw Chinese; empty where it can."""
    return font_missing()


def _picture(
    label: str, shown: Comparison, look: Look, ending: str, made: Made, key: str, dots: float = PIXELS_PER_INCH
) -> None:
    name = picture_name(shown, look, ending, dots)
    st.download_button(label, data=made, file_name=name, key=f"{key}-{ending}-{dots}", on_click="ignore")


def _file(label: str, shown: Comparison, ending: str, made: Made, key: str, part: str = "") -> None:
    st.download_button(
        label,
        data=made,
        file_name=comparison_file(shown, ending, part=f"区县对比_{part}" if part else ""),
        key=f"{key}-{ending}{part}",
        on_click="ignore",
    )
