"""Rows of a table that stands inside a numbered task are items of it: the numbering of the tasks goes on behind it."""

from collections.abc import Sequence
from dataclasses import replace

from policytargets.intake.model import Passage


def with_items(passages: Sequence[Passage]) -> list[Passage]:
    """The passages with the rows between task n and task n + 1 as items of task n, so that both keep their numbers."""
    found = list(passages)
    above: Passage | None = None
    rows: list[int] = []
    for index, passage in enumerate(passages):
        if passage.kind != "task":
            continue
        if passage.columns:
            rows.append(index)
            continue
        if above and above.number and passage.number == above.number + 1:
            for row in rows:
                found[row] = replace(passages[row], item=passages[row].title, number=above.number)
        above, rows = passage, []
    return found
