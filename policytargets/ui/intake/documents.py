"""The parts of 导入 about files: what is here already, the file to take in, the document whose reading is shown."""

from pathlib import Path

import streamlit as st

from policytargets.intake.copies import FORMATS
from policytargets.intake.review import standings
from policytargets.intake.workspace import Workspace, titles_of, workspaces
from policytargets.intake.written import written
from policytargets.record.tables import read_tables
from policytargets.settings import data_folder, documents_folder
from policytargets.ui.blocks import links
from policytargets.wording.markdown import plain_text

CHOSEN = "intake-document"
SAVED = "intake-upload"
TAKEN = "intake-taken"
# The file that was picked and has not been taken in, picked again when its user comes back to the page.
IN_HAND = "intake-in-hand"


def inbox() -> Path:
    """Where files may be dropped instead of uploaded."""
    folder = documents_folder()
    assert folder is not None
    place = folder / "inbox"
    place.mkdir(parents=True, exist_ok=True)
    return place


def imported() -> None:
    """What was taken in already, with how far its review is."""
    folder = documents_folder()
    listed = list(workspaces(folder)) if folder else []
    records, titles = read_tables(data_folder()), titles_of(listed)
    for workspace in listed:
        judged = standings(workspace)
        targets = [c for c in workspace.candidates() if c["kind"] == "target"]
        done = sum(
            judged[c["candidate_id"]].state in ("accepted", "corrected", "rejected")
            for c in targets
            if c["candidate_id"] in judged
        )
        with st.container(horizontal=True, vertical_alignment="center"):
            entered = written(workspace, records) is not None
            state = "，已写入数据表" if entered else ""
            way = "查看审核" if entered else "继续审核"
            links.link("review", f"{way}：{titles[workspace.folder.name]}", document=workspace.folder.name)
            st.markdown(plain_text(f"已审 {done}/{len(targets)} 条{state}"), width="content")


def pick_file() -> Path | None:
    """The file to take in: dropped here, or lying in the inbox."""
    place = inbox()
    uploaded = st.file_uploader(
        "拖入或选择文件（PDF、Word、WPS、OFD、网页、文本、图片）",
        type=[ending[1:] for ending in FORMATS],
        key="upload",
    )
    if uploaded is not None:
        return _saved(place, uploaded.file_id, Path(uploaded.name).name, uploaded.getvalue())
    st.caption(plain_text(f"也可以把文件放进这个文件夹再选，上面容不下的大文件（200 MB 以内）也走这里：{place}"))
    files = sorted(path.name for path in place.iterdir() if path.suffix.lower() in FORMATS)
    held = st.session_state.get(IN_HAND)
    index = files.index(held) if held in files and _as_it_lies(held) != st.session_state.get(TAKEN) else None
    name = st.selectbox("收件文件夹里的文件", files, index=index, placeholder="没有选", key="inbox-file")
    st.session_state[IN_HAND] = name
    return place / name if name else None


def _saved(place: Path, upload: str, name: str, data: bytes) -> Path:
    """The uploaded file in the inbox, written once; another file of the same name there is not overwritten."""
    kept: dict[str, str] = st.session_state.setdefault(SAVED, {})
    if upload not in kept:
        file, number = place / name, 1
        while file.exists() and file.read_bytes() != data:
            number += 1
            file = place / f"{Path(name).stem}-{number}{Path(name).suffix}"
        file.write_bytes(data)
        kept[upload] = file.name
    st.session_state[IN_HAND] = kept[upload]
    return place / kept[upload]


def chosen() -> Workspace | None:
    """The document whose reading is shown: the one taken in last, else one to choose."""
    folder = documents_folder()
    titles = titles_of(workspaces(folder)) if folder else {}
    if not folder or not titles:
        return None
    names, before = list(titles), st.session_state.get(CHOSEN)
    index = names.index(before) if before in names else len(names) - 1
    name = st.selectbox("已导入的文件", names, index=index, format_func=titles.__getitem__)
    return Workspace(folder / name)


def keep_chosen(document_id: str) -> None:
    """Show this document's reading from now on, as long as its file is the one picked."""
    st.session_state[CHOSEN] = document_id
    st.session_state[TAKEN] = _as_it_lies(st.session_state.get(IN_HAND))


def taken_in(file: Path) -> Workspace | None:
    """The document that the picked file became; nothing before, so that another's reading is not taken for its own."""
    return chosen() if st.session_state.get(TAKEN) == _as_it_lies(file.name) else None


def _as_it_lies(name: str | None) -> tuple[str, int]:
    """A file of the inbox, another one whenever it is written anew."""
    file = inbox() / str(name)
    return (str(name), file.stat().st_mtime_ns) if name and file.is_file() else ("", 0)


def go_on(workspace: Workspace) -> None:
    """The way to 审核."""
    links.link("review", "去审核", document=workspace.folder.name)
