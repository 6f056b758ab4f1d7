"""The reading of a file on 导入: its progress, its end by 取消, and what can be done where it fails."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar, cast

import streamlit as st

from policytargets.errors import DocumentUnreadable, EncodingUnclear, WordsInPictures
from policytargets.intake.documents import how_to_recognise, read
from policytargets.intake.model import Document, ranges
from policytargets.intake.readers.progress import Progress
from policytargets.intake.readers.text import CHOICES, read_text
from policytargets.intake.working import Name, Stopped, Work, begun, going_on, outcome_of, stop
from policytargets.ui.intake.documents import IN_HAND, keep_chosen
from policytargets.wording.markdown import plain_text

KEPT, CANCELLED = "intake-reading", "intake-cancelled"
ENCODING, RECOGNISE = "intake-encoding", "intake-recognise"
PARTS = {"encoding": ENCODING, "recognise": RECOGNISE}
ENCODING_WORD = {"utf-8": "UTF-8", "gb18030": "GB18030（GBK）", "big5": "Big5（繁体）"}
LINES_SHOWN = 3
READING = "reading"
OPENING = "读取 → 分段 → 提取：正在打开文件"
LOOK = 0.15  # seconds between two looks at some work
Key = tuple[str, int, int, str, str]
Done = TypeVar("Done")


def read_once(file: Path) -> tuple[Document, dict[str, str]] | None:
    """The document in a file with how its user chose to have it read (encoding, recognise), read once however often
    the page runs; nothing while it can't be had, with the reason on the page."""
    state = file.stat()
    way = {part: str(st.session_state.get(f"{kept}-{file}", "")) for part, kept in PARTS.items()}
    key = (str(file), state.st_mtime_ns, state.st_size, way["encoding"], way["recognise"])
    if st.session_state.get(CANCELLED) == key:
        st.info("已取消读取，没有留下什么。")
        st.button("重新开始读取", on_click=_start_anew, args=(str(file),))
        return None
    if st.session_state.get(KEPT, (None,))[0] != key:
        st.session_state[KEPT] = (key, _outcome(file, key, way))
    outcome = st.session_state[KEPT][1]
    if isinstance(outcome, Document):
        if outcome.unread:
            st.info(f"第 {ranges(outcome.unread)} 页几乎没有文字，图像里的文字没有读入。")
            _offer_recognition(file, "识别这些页的文字")
        return outcome, way
    st.error(plain_text(str(outcome)))
    if isinstance(outcome, EncodingUnclear):
        _offer_encodings(file)
    if isinstance(outcome, WordsInPictures):
        _offer_recognition(file, "识别文字")
    return None


def _outcome(file: Path, key: Key, way: dict[str, str]) -> Document | DocumentUnreadable:
    try:
        work = partial(read, file, encoding=way["encoding"], recognise=way["recognise"])
        return watched((READING, str(key)), work, _cancel, key, verb="识别" if way["recognise"] else "读取")
    except DocumentUnreadable as error:
        return error


@dataclass(frozen=True)
class _Watching:
    """How some work is shown: what it does, and what follows where its user stops it."""

    verb: str
    cancel: Callable[..., None]
    what: tuple[object, ...]


def watched(
    name: Name,
    work: Callable[[Callable[[Progress], None]], Done],
    cancel: Callable[..., None],
    *what: object,
    verb: str = "读取",
) -> Done:
    """Do some reading while its progress and 取消 are shown. Whoever leaves the page finds it going on, or its outcome,
    under the same name."""
    return cast("Done", _watch(name, begun(name, work, _Watching(verb, cancel, what))))


def _watch(name: Name, work: Work) -> object:
    """Show how far some work has come until it ends; what came of it."""
    shown: _Watching = work.about
    place = st.empty()
    with place.container():
        bar = st.progress(0.0, text=OPENING)
        st.caption("可以先去看别的页，读取照常进行，回到这里就能看到结果。")
        st.button("取消", on_click=_stop, args=(name, shown), key="cancel-reading")
    while not work.ended(LOOK):
        bar.progress(*_told(work.progress, shown.verb))
    place.empty()
    try:
        return outcome_of(name, work)
    except Stopped:
        st.stop()


def _told(progress: Progress, verb: str) -> tuple[float, str]:
    """How far some reading has come, as a share and in words."""
    if not progress.pages:
        return 0.0, OPENING
    doing = f"{verb}第 {progress.done} 页" if progress.of == "pages" else f"提取第 {progress.done} 段"
    words = f"读取 → 分段 → 提取：{doing}，共 {progress.pages} {'页' if progress.of == 'pages' else '段'}"
    return progress.done / progress.pages, words


def go_on_watching() -> None:
    """Show what its user left going on: whatever changes a document comes before all else on the page, and is said
    once it is done; the reading of a file is found again where that file is picked, and told until then."""
    for name, work in going_on().items():
        if name[0] == READING:
            _say_reading(work)
            continue
        try:
            _watch(name, work)
        except DocumentUnreadable as error:
            st.error(plain_text(f"离开这一页时进行的读取没有完成：{error}"))
        else:
            keep_chosen(name[1])
            st.success("离开这一页时进行的读取已经完成，结果在下面。")


def _say_reading(work: Work) -> None:
    """Which file is being read, begun here or in another window, unless it is the one in hand."""
    key = cast("Key", work.about.what[0])
    name = Path(key[0]).name
    if name != st.session_state.get(IN_HAND) and not work.outcome.done():
        st.caption(plain_text(f"正在读取：{name}。选同一个文件就能看到进度，不会另读一遍。"))


def _stop(name: Name, watching: _Watching) -> None:
    stop(name)
    watching.cancel(*watching.what)


def _cancel(key: Key) -> None:
    st.session_state[CANCELLED] = key


def _start_anew(file: str) -> None:
    """Read again from the beginning: what was to be recognised is asked again, as it takes long."""
    st.session_state.pop(CANCELLED, None)
    st.session_state.pop(f"{RECOGNISE}-{file}", None)


def _offer_recognition(file: Path, words: str) -> None:
    """识别文字 where it is switched on, else how it can be."""
    wanting = how_to_recognise()
    if wanting:
        st.info(plain_text(wanting))
        return
    st.caption("在本机识别，每页几秒。识别可能有错，得出的每一条都会标明，审核时要对照页面图像。")
    st.button(words, key="recognise", on_click=_choose, args=(RECOGNISE, str(file), "needed"))


def _offer_encodings(file: Path) -> None:
    """The first lines in each encoding, to choose the one that reads right."""
    st.write("哪一种读出来是对的？认不出的字会显示成 � 。")
    for encoding in CHOICES:
        lines = read_text(file.read_bytes(), encoding).text.splitlines()[:LINES_SHOWN]
        st.text("\n".join(lines))
        st.button(
            f"按 {ENCODING_WORD[encoding]} 读",
            key=f"read-{encoding}",
            on_click=_choose,
            args=(ENCODING, str(file), encoding),
        )


def _choose(kept: str, file: str, chosen: str) -> None:
    st.session_state[f"{kept}-{file}"] = chosen
