"""One thing on two bases, such as what is added and what there is in all: each district once."""

from dataclasses import dataclass

import pandas as pd

from policytargets.comparisons.model import Comparison, ComparisonRow
from policytargets.wording.codes import PRESENCE_WORD, STATUS_WORD

ELSEWHERE, NOT_LISTED = "此口径未设定", "未列出"
OWN = ("set", "withheld", "worded")


@dataclass(frozen=True)
class Cell:
    """What one district says on one basis: in words, and where it is one figure its row, and the figure as a part of
    that basis's own scale."""

    words: str
    level: float | None = None
    level_high: float | None = None
    comparator: str = "exactly"
    withheld: bool = False
    row: ComparisonRow | None = None


@dataclass(frozen=True)
class BothBases:
    """One district on both bases."""

    district_id: str
    district: str
    label: str
    first: Cell
    second: Cell
    sources: tuple[ComparisonRow, ...]


def both_bases(first: Comparison, second: Comparison) -> list[BothBases]:
    """A line for each district that says anything on one of two bases, those that say something on both first, then in
    the order of the comparisons."""
    by_district: dict[str, ComparisonRow] = {}
    for row in (*first.rows, *second.rows):
        if row.presence in OWN:
            by_district.setdefault(row.district_id, row)
    found = []
    for district_id, row in by_district.items():
        own = tuple(each for shown in (first, second) for each in _own(shown, district_id))
        cells = _cell(first, district_id), _cell(second, district_id)
        found.append(BothBases(district_id, row.district, row.label, *cells, own))
    return sorted(found, key=lambda line: ELSEWHERE in (line.first.words, line.second.words))


def absences(first: Comparison, second: Comparison) -> dict[str, list[str]]:
    """The short names of the districts that say nothing on either basis, by the word for why."""
    said = {line.district_id for line in both_bases(first, second)}
    found: dict[str, list[str]] = {}
    for row in first.rows:
        if row.district_id not in said:
            found.setdefault(PRESENCE_WORD[row.presence], []).append(row.label)
    return found


def to_frame(first: Comparison, second: Comparison) -> pd.DataFrame:
    """The table twin: one row per district, a column for each basis."""
    lines = both_bases(first, second)
    return pd.DataFrame(
        {
            "区县": [line.district for line in lines],
            first.title: [line.first.words for line in lines],
            second.title: [line.second.words for line in lines],
            "来源": ["；".join(dict.fromkeys(row.source for row in line.sources)) for line in lines],
        }
    )


def _own(shown: Comparison, district_id: str) -> list[ComparisonRow]:
    return [row for row in shown.rows if row.district_id == district_id and row.presence in OWN]


def _cell(shown: Comparison, district_id: str) -> Cell:
    own = _own(shown, district_id)
    if not own:
        listed = any(row.district_id == district_id for row in shown.rows)
        return Cell(ELSEWHERE if listed else NOT_LISTED)
    years = {row.due_year for row in shown.drawn}
    told = []
    for row in own:
        tags = [f"{row.due_year}年"] if len(years) > 1 and row.due_year is not None else []
        tags += [STATUS_WORD["draft"]] if row.draft else []
        told.append(row.figure + (f"（{'，'.join(tags)}）" if tags else ""))
    words = "、".join(told)
    row = own[0]
    if len(own) > 1 or row.value is None:
        return Cell(words, withheld=any(row.presence == "withheld" for row in own))
    top = max(value for each in shown.drawn for value in (each.value, each.value_high) if value is not None) or 1.0
    top = 100.0 if shown.basis == "share" and shown.unit == "%" else top
    high = None if row.value_high is None else max(row.value_high, 0) / top
    return Cell(words, max(row.value, 0) / top, high, row.comparator, row=row)
