"""What a workbook changes of a draft: what was typed into it since it was taken along, and nothing else."""

from dataclasses import asdict, replace

from policytargets.errors import Refused
from policytargets.ledger.drafts import FIGURE, Filling, figure

CELLS = (FIGURE, *((name,) for name in Filling.__annotations__ if name not in (*FIGURE, "evidence")))


def alike(first: Filling, second: Filling, names: tuple[str, ...] | None = None) -> bool:
    """Whether two fillings say the same in these cells, in all without any, however figures and blanks are written."""
    named = names or tuple(name for cell in CELLS for name in cell)
    return all(_plain(name, getattr(first, name)) == _plain(name, getattr(second, name)) for name in named)


def changed_by(row: Filling, taken: Filling, page: Filling, brought: Filling | None) -> tuple[Filling, bool]:
    """The draft of the `page` with what the `row` of a workbook changes of what it held when it was `taken` along, and
    whether both were changed since, so that one has to be chosen. What the workbook `brought` before is no change of
    the page. A leader who is named stays where the row names none."""
    known = [taken, *filter(None, [brought])]
    found, both = asdict(page), False
    for names in CELLS:
        if alike(row, taken, names) or alike(row, page, names) or (names == ("signed_by",) and not row.signed_by):
            continue
        both = both or not any(alike(page, other, names) for other in known)
        found |= {name: getattr(row, name) for name in names}
    return replace(page, **found), both


def _plain(name: str, text: str) -> str:
    if name == "value":
        try:
            return figure(text)
        except Refused:
            pass
    return " ".join(text.split())
