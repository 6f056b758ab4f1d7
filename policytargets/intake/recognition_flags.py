"""Which candidates stand on what was recognised in a picture, and which of them on signs that were hard to read."""

from dataclasses import replace

from policytargets.intake.model import Document, Target, Task
from policytargets.intake.view import View

RECOGNISED, LOW_SCORE, PERCENT = "ocr", "ocr_low_score", "ocr_percent"
SURE = 0.9


def with_recognition(
    document: Document, view: View, tasks: list[Task], targets: list[Target]
) -> tuple[list[Task], list[Target]]:
    """Tasks and targets with their flags: `ocr` for whatever was recognised, `ocr_low_score` besides where a sign of
    the figure, or of the task's title, was read with a score below SURE, `ocr_percent` where % may stand for ‰, which
    no recogniser at hand knows."""
    if not document.recognised:
        return tasks, targets
    last = len(view.offsets)
    flagged = []
    for task in tasks:
        passage = task.passage
        start, end = view.source(passage.start, min(last, passage.body + len(passage.title)))
        flagged.append(replace(task, flags=(*task.flags, *_flags(document, start, end))))
    return flagged, [
        replace(target, flags=(*target.flags, *_flags(document, target.start, target.end))) for target in targets
    ]


def _flags(document: Document, start: int, end: int) -> tuple[str, ...]:
    scores = [place.score for place in document.places[start:end] if place and place.score is not None]
    if not scores:
        return ()
    low = (LOW_SCORE,) if min(scores) < SURE else ()
    percent = (PERCENT,) if "%" in document.text[start:end] or "％" in document.text[start:end] else ()
    return (RECOGNISED, *low, *percent)
