"""What exhibits of the ledger are made of: rows that the ledger's readers hand in, as of a day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd


@dataclass(frozen=True, eq=False)
class Lit:
    """The due items that are asked for, as of a day, the worst first.

    `items`: one row each with due_id, document_id, department (of those asked for the first that leads, else the first
    of all, with its district), light (code or None), `early` (whether it is green or yellow and by the rule can't be
    red yet) and `reported`, the last day of what was reported newest (text or None); `listed` is a table for readers
    of the same rows. `rule` is the rule of the lights in words with its source, `formula` how the figures are worked
    out, `source` whose figures these are, `filters` what was chosen, `mark` `示例` for an invented ledger, and `asked`
    what makes the same again.
    """

    as_of: date
    items: pd.DataFrame
    listed: pd.DataFrame
    rule: str
    formula: str
    source: str
    filters: str
    mark: str
    asked: dict[str, Any]


@dataclass(frozen=True, eq=False)
class Tracked:
    """One due item with what was released of it, as `charts/progress.py: progress_lines` draws it.

    `readings`, `schedule` and `target` are its inputs; of an item without a figure `target` has the value None.
    `name` and `district` say whose it is, `window` from when to when, `document_id` and `place` where its target
    stands; the others as in `Lit`.
    """

    due_id: str
    name: str
    district: str
    window: str
    unit: str
    readings: pd.DataFrame
    schedule: pd.DataFrame
    target: Mapping[str, Any]
    document_id: str
    place: str
    rule: str
    formula: str
    source: str
    mark: str


@dataclass(frozen=True, eq=False)
class Frozen:
    """One snapshot: what was closed for a district and a period, as it was shown on its day.

    `name` says whose it is and its number among those of its period, `rows` has every column of 台账 in words, one row
    for each due item. `documents` are those of its items that the record still has; `reason` says why it corrects an
    earlier one, and is empty for a first. `code` is the beginning of the digest of all rows; the others as in `Lit`.
    """

    snapshot_id: str
    name: str
    as_of: date
    closed_on: date
    rows: pd.DataFrame
    documents: tuple[str, ...]
    reason: str
    code: str
    rule: str
    formula: str
    source: str
    mark: str
