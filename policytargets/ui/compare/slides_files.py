"""The deck as files: saved and opened again, an editable presentation, all its pictures."""

from dataclasses import replace

import streamlit as st

from policytargets.comparisons.deck import LONGEST_FILE, to_file
from policytargets.comparisons.model import Comparison, Refusal
from policytargets.errors import FontMissing
from policytargets.exports.papers.comparisons import to_report
from policytargets.exports.pictures.formats import to_archive
from policytargets.exports.slides.presentation import to_pptx
from policytargets.settings import today
from policytargets.ui.blocks import deck
from policytargets.ui.blocks.downloads import DOCX, PPTX
from policytargets.ui.blocks.record import record

TITLE, REPORT = "绿色低碳高质量发展目标对比", "绿色低碳高质量发展目标对比情况汇报"
MEGABYTE = 1_000_000


def tools(shown: list[Comparison | Refusal], focus: str) -> None:
    """Undo, the deck as a presentation and as pictures, and the deck as a file: save it, open one."""
    held = deck.held_now()
    drawn = [(made, slide.note) for slide, made in zip(deck.current().slides, shown, strict=True)]
    pairs = [(made, note) for made, note in drawn if isinstance(made, Comparison)]
    st.button("撤销", key="undo", disabled=not st.session_state.get("deck_before"), on_click=deck.undo)
    _papers(pairs, focus)
    if st.button("下载全部图片（PNG）", key="deck-pictures", disabled=not pairs):
        pictures([made for made, _ in pairs], focus)
    st.download_button(
        "保存演示内容（.json）",
        data=lambda: to_file(replace(held.deck, focus=focus)),
        file_name="演示内容.json",
        mime="application/json",
        key="deck-file",
        on_click="ignore",
        disabled=not deck.current().slides,
    )
    with st.popover("打开已保存的演示内容"):
        # Pasted, not uploaded: the server takes no uploads.
        st.text_area(
            "已保存的演示内容",
            key="deck_pasted",
            max_chars=LONGEST_FILE,
            placeholder="用记事本打开此前保存的演示内容（.json），全选、复制，粘贴到这里",
        )
        st.button("打开", key="deck-open", type="primary", on_click=deck.open_pasted)


def _papers(pairs: list[tuple[Comparison, str]], focus: str) -> None:
    """The deck as slides and as a report, each comparison with its speaker's notes."""
    st.download_button(
        "下载幻灯片（PPTX）",
        data=lambda: to_pptx(
            [made for made, _ in pairs], title=TITLE, speaker_notes=[note for _, note in pairs], focus=focus
        ),
        file_name=f"{TITLE}.pptx",
        mime=PPTX,
        key="deck-pptx",
        on_click="ignore",
        disabled=not pairs,
    )
    version = record().version
    st.download_button(
        "下载汇报材料（DOCX）",
        data=lambda: to_report(
            [made for made, _ in pairs],
            title=REPORT,
            made_on=today(),
            version=version,
            spoken=[note for _, note in pairs],
        ),
        file_name=f"{REPORT}.docx",
        mime=DOCX,
        key="deck-docx",
        on_click="ignore",
        disabled=not pairs,
    )


@st.dialog("全部图片", on_dismiss="rerun")
def pictures(shown: list[Comparison], focus: str) -> None:
    """Draw all pictures, telling how far it is, then hand them out. Closing the dialog stops the drawing, as Streamlit
    then ends this run at its next word."""
    total = len(shown)
    bar = st.progress(0.0, f"准备画 {total} 张图片")

    def told(place: int) -> None:
        bar.progress((place - 1) / total, f"正在画第 {place} 张，共 {total} 张")

    try:
        archive = to_archive(shown, focus=focus, begun=told)
    except FontMissing as missing:
        bar.empty()
        st.info(str(missing))
        return
    bar.progress(1.0, f"{total} 张图片已画好，共 {len(archive) / MEGABYTE:.1f} MB")
    st.download_button(
        "保存图片（ZIP）",
        data=archive,
        file_name=f"{TITLE}_图片.zip",
        mime="application/zip",
        key="deck-archive",
        type="primary",
        on_click="ignore",
    )
