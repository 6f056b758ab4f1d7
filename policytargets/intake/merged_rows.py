"""Rows of a table that are merged into the row above but for what is to be reached."""

from dataclasses import replace

from policytargets.intake.model import Passage


def with_merged_rows(text: str, passages: list[Passage]) -> list[Passage]:
    """Rows whose number, task and departments are merged into the row above are more of its task."""
    kept: list[Passage] = []
    above: int | None = None
    for passage in passages:
        if above is not None and kept[above].kind == "task" and kept[above].columns and _is_more(text, passage):
            whole = replace(kept[above], end=passage.end, columns=kept[above].columns + passage.columns)
            kept[above:] = [whole]
            continue
        kept.append(passage)
        if text[passage.start : passage.end].strip():
            above = len(kept) - 1
    return kept


def _is_more(text: str, passage: Passage) -> bool:
    """Whether a row says nothing but what is to be reached, and by when."""
    said = {kind for kind, start, end in passage.columns if text[start:end].strip()}
    return passage.kind == "task" and passage.number is None and "target" in said and said <= {"target", "due", "other"}
