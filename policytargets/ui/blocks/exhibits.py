"""The block that shows one exhibit: what it found, unit and source, its drawing, its files, its table."""

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from policytargets.charts.style import DARK
from policytargets.comparisons.deck import SUBJECT, Slide
from policytargets.exhibits.model import Drawing, Exhibit
from policytargets.exports.exhibit_tables import exhibit_file, exhibit_workbook
from policytargets.exports.pictures.exhibits import exhibit_pdf, exhibit_png, exhibit_svg
from policytargets.exports.pictures.formats import look_in_words
from policytargets.exports.pictures.shapes import Look
from policytargets.exports.slides.presentation import to_pptx
from policytargets.exports.spreadsheets import to_csv, to_parquet
from policytargets.ui.blocks import comparing, downloads, drawings
from policytargets.ui.blocks.deck import add_to_deck, view_of
from policytargets.ui.blocks.deck_kinds import EXHIBIT
from policytargets.ui.blocks.drawings import OnSelect
from policytargets.ui.blocks.record import record
from policytargets.ui.blocks.tables import Ways, no_ways, twin
from policytargets.wording.markdown import plain_text

Maker = Callable[..., Any]


def kept(make: Maker, *asked: Any, **named: Any) -> Any:
    """What a maker of exhibits gives that asks the record alone, worked out once for its data and what is asked.

    Exhibits are frozen, so that readers share them. What the ledger adds may change at any moment: makers that ask for
    comparisons are called as they are.
    """
    return _kept(make, f"{make.__module__}.{make.__qualname__}", record().version, asked, named)


@st.cache_resource(show_spinner=False, max_entries=200)
def _kept(_make: Maker, name: str, version: str, asked: tuple[Any, ...], named: dict[str, Any]) -> Any:
    return _make(comparing, *asked, **named)


def exhibit_block(
    shown: Exhibit,
    *,
    key: str,
    on_select: OnSelect = "rerun",
    level: int = 2,
    hint: str = "",
    figure: Callable[[], Any] | None = None,
    ways: Ways = no_ways,
) -> list[Any]:
    """One exhibit under its finding; gives back what was selected in each of its drawings. `figure` draws on the page
    in the place of what pictures show; `hint` says what a click leads to, `ways` the same for cells of the table."""
    exhibit_head(shown, level=level, hint=hint)
    return exhibit_body(shown, key=key, on_select=on_select, figure=figure, ways=ways)


def exhibit_head(shown: Exhibit, *, level: int = 2, hint: str = "") -> None:
    """What it found as a heading (none at level 0), below it quietly unit, source, notes and what a click leads to.

    The keyboard does not reach into drawings: its way stands in the table below."""
    if level == 2:
        st.subheader(plain_text(shown.title), anchor=False)
    elif level:
        st.markdown(f"{'#' * level} {plain_text(shown.title)}")
    st.caption(plain_text(f"{shown.measure} · {shown.short_source}"))
    if shown.said_below or hint:
        st.caption(plain_text("".join([*shown.said_below, f"{hint}；用键盘时在下面的表格里打开。" if hint else ""])))


def folded(shown: Exhibit, key: str, asked: bool, show: Callable[[], None]) -> None:
    """What an exhibit found, which opens to the rest of it, at first where it is `asked` for; `show` draws that only
    while it is open."""
    with st.expander(plain_text(shown.title), expanded=asked, key=f"{key}-fold", on_change="rerun") as opened:
        if opened.open:
            show()


def exhibit_body(
    shown: Exhibit,
    *,
    key: str,
    on_select: OnSelect = "rerun",
    figure: Callable[[], Any] | None = None,
    parts: Sequence[Drawing] = (),
    ways: Ways = no_ways,
) -> list[Any]:
    """Drawing, files and table of an exhibit whose head stands elsewhere. `parts` are drawn on the page in the place of
    what pictures show."""
    picked = [figure()] if figure else _drawn(shown, parts or shown.drawings, key, on_select)
    exhibit_tools(shown, key=key)
    words = [*shown.notes, shown.source]
    twin(shown.table, key=key, name=shown.name, label="表格、说明与来源", words=words, ways=ways)
    return picked


def exhibit_tools(shown: Exhibit, *, key: str, beside: Callable[[], None] | None = None) -> None:
    """The buttons of an exhibit: its picture, its files, what a page has `beside` them, 加入演示. A list on a page has
    them below."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        _files(shown, key)
        if beside:
            beside()
        add_exhibit(shown, key=key)


def _drawn(shown: Exhibit, parts: Sequence[Drawing], key: str, on_select: OnSelect) -> list[Any]:
    """The drawings, several side by side in as many columns as have room to be read."""
    several = len(parts) > 1
    picked = []
    with st.container(key=f"cards-{key}" if several else f"exhibit-{key}"):
        for number, drawing in enumerate(parts):
            picked.append(
                drawings.show(
                    drawing.draw,
                    *drawing.inputs,
                    **dict(drawing.options),
                    palette=drawings.palette(),
                    key=f"{key}-{number}" if several else key,
                    on_select=on_select,
                    alt=f"{shown.title}。{shown.name}，数字见下表。",
                )
            )
    return picked


def add_exhibit(shown: Exhibit, *, key: str) -> None:
    """The button that puts an exhibit into the deck; a choice too long for a slide to remember says so."""
    add_subject(shown.subject, key=key)


def add_subject(subject: str, *, key: str) -> None:
    """The same of an exhibit that is made only where it is shown."""
    slide = Slide(f"{EXHIBIT}:{subject}")
    if SUBJECT.fullmatch(slide.subject):
        add_to_deck(slide, key=key)
    else:
        told = "所选的条件太多，一张幻灯片记不下；请减少后再加入。"
        st.button("加入演示", key=f"add-{key}", disabled=True, help=told)


@st.fragment
def _files(shown: Exhibit, key: str) -> None:
    """Two buttons: one opens the picture to look at, to copy and to see in full screen, the other all files."""
    own = Look(ground="dark" if drawings.palette() == DARK else "light")
    with st.container(horizontal=True, width="content"):
        if shown.drawings and st.button("看图并复制", key=f"{key}-picture"):
            downloads.show_picture(lambda: exhibit_svg(shown, own))
        # Filled when it is opened: who only looks need not wait for the process that draws.
        files = st.popover("下载", key=f"{key}-files", on_change="rerun")
    if files.open:
        with files:
            _pictures(shown, key)
            with st.container(horizontal=True):
                _file("幻灯片（PPTX）", shown, "pptx", lambda: to_pptx([shown], title=shown.name), key)
                _file("XLSX", shown, "xlsx", lambda: exhibit_workbook(shown), key)
                _file("CSV（Excel 用）", shown, "csv", lambda: to_csv(shown.table()), key)
                _file("CSV（程序用）", shown, "csv", lambda: to_csv(shown.table(), for_excel=False), key, "程序用")
                _file("Parquet", shown, "parquet", lambda: to_parquet(shown.table()), key)


def _pictures(shown: Exhibit, key: str) -> None:
    if not shown.drawings:
        return
    missing = downloads.no_font()
    if missing:
        st.info(missing)
    look = downloads.with_code(downloads.pick_look(key), key, view_of(Slide(f"{EXHIBIT}:{shown.subject}")))
    part, sharp = look_in_words(look), downloads.PRINT_DOTS
    with st.container(horizontal=True):
        if not missing:
            _file("PNG 图片", shown, "png", lambda: exhibit_png(shown, look), key, part)
            fine = look_in_words(look, sharp)
            _file("PNG 高清", shown, "png", lambda: exhibit_png(shown, look, dots=sharp), key, fine)
            _file("PDF", shown, "pdf", lambda: exhibit_pdf(shown, look), key, part)
        _file("SVG", shown, "svg", lambda: exhibit_svg(shown, look), key, part)


def _file(label: str, shown: Exhibit, ending: str, made: downloads.Made, key: str, part: str = "") -> None:
    st.download_button(
        label,
        data=made,
        file_name=exhibit_file(shown, ending, part),
        key=f"{key}-{ending}{part}",
        on_click="ignore",
    )
