"""The user's own copies of the documents: where they lie, and what one of them shows of a row of the record."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from policytargets.errors import DocumentUnreadable
from policytargets.intake.anchors import Anchor, anchors, locate
from policytargets.intake.documents import read
from policytargets.intake.model import Document

FORMATS = (".txt", ".pdf", ".docx", ".doc", ".wps", ".ofd", ".html", ".htm")


@dataclass(frozen=True)
class Copy:
    """A copy that was read: its document, the passages by the last part of their task_id, and its bytes' checksum."""

    document: Document
    anchors: dict[str, Anchor]
    sha256: str


@dataclass(frozen=True)
class Sight:
    """A row in its copy. `state`: located, changed (located, but the copy is another text), missing, absent.

    `before`, `figure` and `after` are the passage's text around the figure; all in `before` where it is not found.
    """

    state: str
    before: str = ""
    figure: str = ""
    after: str = ""
    chapter: str = ""
    title: str = ""
    page: int | None = None
    box: tuple[float, float, float, float] | None = None
    sha256: str = ""


def copy_file(folder: Path, document_id: str) -> Path | None:
    """The file that holds a document: `<document_id>.<format>` or `<document_id>/original.<format>`, else none."""
    if not document_id or "/" in document_id or document_id.startswith("."):
        return None
    for name in (document_id, f"{document_id}/original"):
        for ending in FORMATS:
            file = folder / f"{name}{ending}"
            if file.is_file():
                return file
    return None


def read_copy(file: Path) -> Copy | None:
    """The copy in a file, or none where it can't be read."""
    try:
        document = read(file)
    except (DocumentUnreadable, OSError):
        return None
    return Copy(document, anchors(document), hashlib.sha256(file.read_bytes()).hexdigest())


def sight(copy: Copy | None, task_id: str, printed: str, position: int | None, sha256: str) -> Sight:
    """What the copy shows of a figure; `sha256` is that of the text against which the record was checked."""
    if copy is None:
        return Sight("absent")
    anchor = copy.anchors.get(task_id.rpartition("/")[2])
    if anchor is None:
        return Sight("missing", sha256=copy.sha256)
    text, passage = copy.document.text, anchor.passage
    found = locate(anchor, printed, position)
    if found is None:
        whole = flowing(text[anchor.start : anchor.end])
        return Sight("missing", whole, chapter=passage.chapter, title=passage.title, sha256=copy.sha256)
    start, end = found
    place = copy.document.places[start] if copy.document.places else None
    box = _box(copy.document, start, end) if place else None
    return Sight(
        state="located" if copy.sha256 == sha256 else "changed",
        before=flowing(text[anchor.start : start]).lstrip(),
        figure=flowing(text[start:end]),
        after=flowing(text[end : anchor.end]).rstrip(),
        chapter=passage.chapter,
        title=passage.title,
        page=place.page if place else None,
        box=box,
        sha256=copy.sha256,
    )


def _box(document: Document, start: int, end: int) -> tuple[float, float, float, float]:
    """The box around a figure, of a broken line that of its first part."""
    first = document.places[start]
    boxes = [place.box for place in document.places[start:end] if place and first and place.page == first.page]
    level = [box for box in boxes if abs(box[1] - boxes[0][1]) < boxes[0][3] - boxes[0][1] + 2]
    return (
        min(box[0] for box in level),
        min(box[1] for box in level),
        max(box[2] for box in level),
        max(box[3] for box in level),
    )


def flowing(text: str) -> str:
    """Text as it is read: line breaks of the page gone, those of cells and paragraphs a blank."""
    lines = [line.strip() for line in text.replace("\t", "　").split("\n")]
    joined = ""
    for line in lines:
        gap = " " if joined and joined[-1].isascii() and joined[-1].isalnum() and line[:1].isascii() else ""
        joined += gap + line if line else ""
    return joined
