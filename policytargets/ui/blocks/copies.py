"""The user's own copies of the documents as pages read them: each read once until its file changes."""

from pathlib import Path

import streamlit as st

from policytargets.intake.copies import DRAWABLE, Copy, Sight, TaskSight, copy_file, read_as, read_copy
from policytargets.intake.documents import Box, picture
from policytargets.settings import documents_folder
from policytargets.ui.blocks.record import rows


def copy_of(document_id: str) -> Copy | None:
    """The copy of one document, or none where the folder holds none that can be read."""
    folder = documents_folder()
    file = copy_file(folder, document_id) if folder else None
    if file is None:
        return None
    state = file.stat()
    return _copy(str(file), state.st_mtime_ns, state.st_size, read_as(file))


def at_hand() -> bool:
    """Whether this board was given a folder of copies."""
    return documents_folder() is not None


def copies() -> dict[str, Copy]:
    """All documents of the record of which a copy is at hand, in the record's order."""
    found = {name: copy_of(name) for name in rows("evidence/sources_documents")["document_id"]}
    return {name: copy for name, copy in found.items() if copy is not None}


def page_picture(document_id: str, seen: Sight | TaskSight) -> bytes | None:
    """The page of a PDF copy with the figure or the task framed; none for other formats."""
    folder = documents_folder()
    file = copy_file(folder, document_id) if folder else None
    if file is None or seen.page is None or seen.box is None or file.suffix.lower() not in DRAWABLE:
        return None
    return drawn_page(file, seen.page, seen.box)


def drawn_page(file: Path, page: int, box: Box | None = None, around: float | None = None) -> bytes | None:
    """A page of a PDF as a PNG, a place framed, or the strip around it; none where it can't be drawn."""
    return _picture(str(file), file.stat().st_mtime_ns, page, box, around)


@st.cache_resource(show_spinner="正在画出页面", max_entries=20)
def _picture(file: str, changed: int, page: int, box: Box | None, around: float | None) -> bytes | None:
    return picture(Path(file), page, box, around)


# What is shown of a copy stays on this machine: it is read here, and no export or log holds it.
@st.cache_resource(show_spinner="正在读取文件副本", max_entries=200)
def _copy(file: str, changed: int, size: int, read_as: int) -> Copy | None:
    return read_copy(Path(file))
