"""Rows of a table that share the number and the task of the row above: more of that task, or items of it."""

import re
from dataclasses import replace

from policytargets.intake.model import Passage

LONGEST = 14
REACHED, ANSWERING = {"target", "due", "other"}, {"lead", "support", "due", "other"}


def with_merged_rows(text: str, passages: list[Passage]) -> list[Passage]:
    """Rows whose number and task are merged into the row above are more of its task; those with an aim and departments
    of their own are items of it."""
    kept: list[Passage] = []
    above: int | None = None
    for passage in passages:
        if passage.item and (above is None or kept[above].number != passage.number):
            passage = replace(passage, item="")  # 1.1, of which there is no row before: task 1 itself
        said = _said(text, passage)
        if above is not None and kept[above].kind == "task" and kept[above].columns and _goes_on(passage, said):
            task = kept[above]
            if said <= REACHED or said <= ANSWERING:
                more = tuple(column for column in passage.columns if column[1] >= passage.start)
                kept[above:] = [replace(task, end=passage.end, columns=task.columns + more)]
            else:
                name = _name(text, passage)
                kept[above:] = [
                    replace(task, end=passage.start),
                    replace(passage, number=task.number, title=name, item=name),
                ]
                above += 1
            continue
        kept.append(passage)
        if text[passage.start : passage.end].strip():
            above = len(kept) - 1
    return kept


def _said(text: str, passage: Passage) -> set[str]:
    """The columns in which a row says something of its own."""
    own = (kind for kind, start, end in passage.columns if start >= passage.start and text[start:end].strip())
    return {kind.partition(":")[0] if kind.startswith("target") else kind for kind in own}


def _goes_on(passage: Passage, said: set[str]) -> bool:
    """Whether a row says what is to be reached or who answers, by when, and neither a number nor a task."""
    return (
        passage.kind == "task"
        and passage.number is None
        and bool(said & {"target", "lead"})
        and said <= (REACHED | ANSWERING)
    )


def _name(text: str, passage: Passage) -> str:
    """What an item is called: the first words of its aim."""
    aim = next(
        text[start:end] for kind, start, end in passage.columns if kind.startswith("target") and start >= passage.start
    )
    return re.split(r"[,。;:\x1e]", aim)[0][:LONGEST]
