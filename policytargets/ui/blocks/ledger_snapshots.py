"""What was closed: the snapshots with the number of each, and the rows of one as they were shown on its day."""

import json
from datetime import date

import pandas as pd

from policytargets.errors import LedgerClosed
from policytargets.exhibits.ledger_rows import Frozen
from policytargets.ledger.feed import local_day
from policytargets.ledger.reasons import rule_in_words
from policytargets.ledger.snapshots import frozen_rows
from policytargets.ui.blocks import filters, ledger
from policytargets.ui.blocks.ledger import Row
from policytargets.ui.blocks.ledger_items import SOURCE
from policytargets.wording.lights import FORMULA

CODE = 12  # letters of a digest that are shown


def snapshots() -> list[Row]:
    """The snapshots with their `number` among those of their period and their period's `words`, the newest first."""
    words = {period["period_id"]: ledger.period_words(period) for period in ledger.feed().periods}
    numbers: dict[str, int] = {}
    found = []
    for row in ledger.feed().arrangements.snapshots:
        numbers[row["period_id"]] = numbers.get(row["period_id"], 0) + 1
        found.append({**row, "number": numbers[row["period_id"]], "words": words[row["period_id"]]})
    return found[::-1]


def district_of(row: Row) -> str:
    """The name of a snapshot's district; its code where the record no longer has it."""
    return str(filters.choices("districts").get(row["district_id"], row["district_id"]))


def name_of(row: Row) -> str:
    """`青州市 2023年9月 第 1 次`."""
    return f"{district_of(row)} {row['words']} 第 {row['number']} 次"


def shown_rows(snapshot_id: str) -> pd.DataFrame:
    """The rows of a snapshot with every column that was shown, in the order of the items' numbers."""
    return pd.DataFrame([json.loads(row["shown"]) for row in frozen_rows(ledger.opened(), snapshot_id)])


def frozen(snapshot_id: str) -> Frozen | None:
    """One snapshot as exhibits need it; None where there is no ledger, it can't be read, or has no such snapshot."""
    try:
        listed = snapshots() if ledger.at_hand() else []
        row = next((row for row in listed if row["snapshot_id"] == snapshot_id), None)
        return _frozen(row) if row else None
    except LedgerClosed:
        return None


def _frozen(row: Row) -> Frozen:
    rows, rules = shown_rows(row["snapshot_id"]), ledger.rules()
    closed = set(rows["应报项编号"])
    rule = rule_in_words(rules[row["rule_id"]]) if row["rule_id"] in rules else ""
    return Frozen(
        snapshot_id=row["snapshot_id"], name=name_of(row), as_of=date.fromisoformat(row["ends_on"]),
        closed_on=local_day(row["recorded_at"]), rows=rows,
        documents=tuple(sorted({due["document_id"] for due in ledger.dues() if due["due_id"] in closed})),
        reason=row["reason"] or "", code=row["rows_hash"][:CODE],
        rule=rule, formula=FORMULA, source=SOURCE, mark=ledger.prefix().strip(),
    )  # fmt: skip
