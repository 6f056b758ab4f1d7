"""The deck as files: saved and opened again, an editable presentation, all its pictures."""

from dataclasses import replace
from html import escape

import streamlit as st

from policytargets.comparisons.deck_forms import PARTS, to_address, to_file
from policytargets.errors import FontMissing
from policytargets.exhibits.model import Exhibit, Shown
from policytargets.exports.file_names import file_name
from policytargets.exports.papers.comparisons import to_report
from policytargets.exports.pictures.formats import to_archive
from policytargets.exports.slides.presentation import to_pptx
from policytargets.settings import today
from policytargets.ui.blocks import deck, deck_shelf
from policytargets.ui.blocks.deck_history import Held
from policytargets.ui.blocks.downloads import DOCX, PPTX, pick_dots, pick_look, with_code
from policytargets.ui.blocks.record import record

TITLE, REPORT = "绿色低碳高质量发展目标对比", "绿色低碳高质量发展目标对比情况汇报"
MEGABYTE = 1_000_000
ELSEWHERE = (
    "保存在制作时用的那个浏览器里，这里没有。要补齐，请在那边打开“演示”，点“保存演示文件（.json）”，"
    "再到本页打开这个文件。"
)
MISSING = f"这份演示的标题太长，网址里放不下，{ELSEWHERE}"
HERE = "本浏览器：保存着全部内容（含标题、备注），刷新、重启、断网都不会丢。"
NO_NOTES = f"备注不随网址走，{ELSEWHERE}"


def tools(shown: list[Shown], focus: str) -> None:
    """Undo and redo, the deck as a presentation, as pictures, as a report and as its own file."""
    held = deck.held_now()
    pairs = [(made, slide.note) for slide, made in zip(deck.current().slides, shown, strict=True)]
    st.button("撤销", key="undo", disabled=not held.before, on_click=deck.undo, shortcut="Ctrl+Z")
    st.button("重做", key="redo", disabled=not held.after, on_click=deck.redo, shortcut="Ctrl+Y")
    st.button("清空", key="clear", disabled=not held.deck.slides, on_click=deck.clear)
    _papers(pairs, focus)
    if st.button("下载全部图片（ZIP）", key="deck-pictures", disabled=not pairs):
        pictures([made for made, _ in pairs], focus)
    st.download_button(
        "保存演示文件（.json）",
        data=lambda: to_file(replace(held.deck, focus=focus)),
        file_name=file_name("演示内容", made_on=today(), ending="json"),
        mime="application/json",
        key="deck-file",
        on_click=deck.mark_filed,
        disabled=not held.deck.slides,
    )


def problems() -> None:
    """What was left out of the deck opened last, and what of it is missing here with the way to get it."""
    held = deck.held_now()
    told = [*deck.problems(), *([MISSING] if "title" in held.missing and not held.asked else [])]
    for problem in told:
        # As HTML, where an address in what others wrote becomes no link.
        st.html(f'<p class="caution" role="status">{escape(problem)}</p>')


def whereabouts() -> None:
    """That the deck is kept, on request where and what of it goes with the link, and the ways to open another."""
    held = deck.held_now()
    left_out = to_address(held.deck).left_out
    if held.asked:
        st.caption("正在从本浏览器取回标题和备注。")
    elif held.deck.slides and held.missing == ("note",):
        st.caption(NO_NOTES)
    deck_shelf.block(
        held.now.deck_id,
        slides=len(held.deck.slides),
        told=[HERE, _link_in_words(left_out), _file_in_words(held)],
        found=_open_kept,
        file=_open_file,
        moved=_move,
    )


def _link_in_words(left_out: tuple[str, ...]) -> str:
    carried = "、".join(["指标", "选择", "次序", *([] if "title" in left_out else ["标题"])])
    lacks = "、".join(PARTS[part] for part in left_out)
    return f"链接：带着{carried}，" + (f"不带{lacks}；要一并交给别人，请给演示文件。" if lacks else "就是全部内容。")


def _file_in_words(held: Held) -> str:
    state = "保存过，与现在一致" if held.filed == held.deck else "保存过，此后又有改动"
    return f"演示文件：{state if held.filed else '还没有保存'}；带着全部内容，在别处打开或拖到本页即可。"


def _open_file() -> None:
    content = deck_shelf.chosen_file()
    if content:
        deck.open_file(content)


def _move() -> None:
    moved = deck_shelf.moved_slide()
    if moved is not None:
        deck.move(moved[0], moved[1] - moved[0])


def _open_kept() -> None:
    kept = deck_shelf.answer(deck_shelf.SHOWN)
    if kept is not None and kept.file is not None:
        deck.open_kept(kept)


def _papers(pairs: list[tuple[Shown, str]], focus: str) -> None:
    """The deck as slides with the speaker's notes below each, and as a report without them."""
    st.download_button(
        "下载幻灯片（PPTX）",
        data=lambda: to_pptx(
            [made for made, _ in pairs], title=TITLE, speaker_notes=[note for _, note in pairs], focus=focus
        ),
        file_name=file_name(TITLE, made_on=today(), ending="pptx"),
        mime=PPTX,
        key="deck-pptx",
        on_click="ignore",
        disabled=not pairs,
    )
    version = record().version
    st.download_button(
        "下载汇报材料（DOCX）",
        data=lambda: to_report([made for made, _ in pairs], title=REPORT, made_on=today(), version=version),
        file_name=file_name(REPORT, made_on=today(), ending="docx"),
        mime=DOCX,
        key="deck-docx",
        on_click="ignore",
        disabled=not pairs,
    )


@st.dialog("全部图片", on_dismiss="rerun")
def pictures(shown: list[Shown], focus: str) -> None:
    """Draw all pictures as they are wanted, telling how far it is, then hand them out. Closing the dialog stops the
    drawing, as Streamlit then ends this run at its next word."""
    total, lists = len(shown), sum(isinstance(one, Exhibit) and not one.drawings for one in shown)
    if lists:
        st.caption(f"{total} 张中有 {lists} 张是清单，没有图：ZIP 里放的是它的表格（XLSX）。")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        look, dots = pick_look("deck"), pick_dots("deck")
    views = [deck.view_of(slide) for slide in deck.current().slides]
    coded = bool(with_code(look, "deck", views[0] if views else "").view)
    if not st.button("开始画", key="deck-draw", type="primary"):
        return
    bar = st.progress(0.0, f"准备画 {total} 张")

    def told(place: int) -> None:
        bar.progress((place - 1) / total, f"正在画第 {place} 张，共 {total} 张")

    try:
        archive = to_archive(shown, focus=focus, begun=told, look=look, dots=dots, views=views if coded else ())
    except FontMissing as missing:
        bar.empty()
        st.info(str(missing))
        return
    held = "、".join([f"{total - lists} 张图片"] * (total > lists) + [f"{lists} 份表格"] * (lists > 0))
    bar.progress(1.0, f"{held}已备好，共 {len(archive) / MEGABYTE:.1f} MB")
    st.download_button(
        "保存图片（ZIP）",
        data=archive,
        file_name=file_name(TITLE, "图片和表格" if lists else "图片", made_on=today(), ending="zip"),
        mime="application/zip",
        key="deck-archive",
        type="primary",
        on_click="ignore",
    )
