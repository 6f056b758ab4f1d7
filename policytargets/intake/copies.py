"""The user's own copies of the documents: where they lie, and what one of them shows of a row of the record."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from policytargets.errors import DocumentUnreadable
from policytargets.intake.anchors import Anchor, anchors, locate
from policytargets.intake.documents import read
from policytargets.intake.model import EDGE, MERGED, SAME, Document, heads_told
from policytargets.intake.workspace import Workspace
from policytargets.intake.written import READING_WRITTEN

PICTURES = (".png", ".jpg", ".jpeg", ".tif", ".tiff")
DRAWABLE = (".pdf", *PICTURES)
FORMATS = (".txt", ".pdf", ".docx", ".doc", ".wps", ".ofd", ".html", ".htm", *PICTURES)


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
    """The file that holds a document: `<document_id>.<format>` or `<document_id>/original.<format>`, else none; of
    a document whose new version is not written yet, the version that was written."""
    if not document_id or "/" in document_id or document_id.startswith("."):
        return None
    for name in (document_id, f"{document_id}/{READING_WRITTEN}/original", f"{document_id}/original"):
        for ending in FORMATS:
            file = folder / f"{name}{ending}"
            if file.is_file():
                return file
    return None


def read_copy(file: Path) -> Copy | None:
    """The copy in a file, or none where it can't be read. What was recognised in its pictures is kept beside it."""
    kept = Workspace(file.parent)
    try:
        document = kept.document if _recognised(kept, file) else read(file)
        if _taken_in(file):
            document = replace(document, heads=heads_told(kept.about.get("columns", ())))
    except (DocumentUnreadable, OSError):
        return None
    return Copy(document, anchors(document), hashlib.sha256(file.read_bytes()).hexdigest())


def read_as(file: Path) -> int:
    """Another number whenever how a copy is read was chosen anew: when what is known of its document was written."""
    return (file.parent / "document.json").stat().st_mtime_ns if _taken_in(file) else 0


def _taken_in(file: Path) -> bool:
    """Whether a copy is the original of a document that was taken in."""
    return file.stem == "original" and (file.parent / "document.json").is_file()


def _recognised(kept: Workspace, file: Path) -> bool:
    """Whether a file is a document that was taken in with its pictures recognised, and has not been changed since."""
    return _taken_in(file) and bool(kept.about.get("ocr_pages")) and not kept.replaced


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
    begins = _begins(anchor, [start])
    place = copy.document.places[start] if copy.document.places else None
    box = figure_box(copy.document, start, end) if place else None
    return Sight(
        state="located" if copy.sha256 == sha256 else "changed",
        before=flowing(text[begins:start]).lstrip(),
        figure=flowing(text[start:end]),
        after=flowing(text[end : anchor.end]).rstrip(),
        chapter=passage.chapter,
        title=passage.title,
        page=place.page if place else None,
        box=box,
        sha256=copy.sha256,
    )


@dataclass(frozen=True)
class TaskSight:
    """A task in its copy. `state` as of a Sight; `pieces` are its text with whether each is a figure of the record;
    `unplaced` are the figures that were not found in it; page and box frame what of it stands on its first page."""

    state: str
    pieces: tuple[tuple[str, bool], ...] = ()
    unplaced: tuple[str, ...] = ()
    chapter: str = ""
    page: int | None = None
    box: tuple[float, float, float, float] | None = None
    sha256: str = ""


def task_sight(copy: Copy | None, task_id: str, figures: Iterable[tuple[str, int | None]], sha256: str) -> TaskSight:
    """What the copy shows of a task; `figures` are its targets' figures as printed with their positions."""
    if copy is None:
        return TaskSight("absent")
    anchor = copy.anchors.get(task_id.rpartition("/")[2])
    if anchor is None:
        return TaskSight("missing", sha256=copy.sha256)
    found = {figure: locate(anchor, *figure) for figure in figures}
    pieces, at = list[tuple[str, bool]](), _begins(anchor, [span[0] for span in found.values() if span])
    for start, end in sorted(span for span in found.values() if span):
        if start >= at:
            pieces += [(copy.document.text[at:start], False), (copy.document.text[start:end], True)]
            at = end
    pieces.append((copy.document.text[at : anchor.end], False))
    page, box = _frame(copy.document, anchor.start, anchor.end)
    return TaskSight(
        state="located" if copy.sha256 == sha256 else "changed",
        pieces=tuple((flowing(text), marked) for text, marked in pieces),
        unplaced=tuple(printed for (printed, _), span in found.items() if span is None),
        chapter=anchor.passage.chapter,
        page=page,
        box=box,
        sha256=copy.sha256,
    )


def _begins(anchor: Anchor, figures: Iterable[int]) -> int:
    """Where the text to be shown begins: with the headings where a figure stands in them."""
    return anchor.offsets[0] if any(at < anchor.start for at in figures) else anchor.start


def _frame(document: Document, start: int, end: int) -> tuple[int | None, tuple[float, float, float, float] | None]:
    """The page on which a stretch of text begins, and the box around what of it stands there."""
    places = [place for place in document.places[start:end] if place]
    boxes = [place.box for place in places if place.page == places[0].page]
    if not boxes:
        return None, None
    left, bottom, right, top = zip(*boxes, strict=True)
    return places[0].page, (min(left), min(bottom), max(right), max(top))


def figure_box(document: Document, start: int, end: int) -> tuple[float, float, float, float]:
    """The box around a figure that has a place, of a broken line that of its first part."""
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
    """Text as it is read: line breaks of the page gone, the edges of cells shown."""
    lines = [line.strip() for line in text.replace("\t", EDGE).replace(MERGED, SAME).split("\n")]
    joined = ""
    for line in lines:
        gap = " " if joined and joined[-1].isascii() and joined[-1].isalnum() and line[:1].isascii() else ""
        joined += gap + line if line else ""
    return joined
