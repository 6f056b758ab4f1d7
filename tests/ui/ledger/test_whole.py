"""A part is held to its whole on 填报: of all enterprises those of one industry can't be more."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from policytargets.ledger.drafts import Filling, Place
from policytargets.ledger.dues import due_item
from policytargets.ledger.feed import feed
from policytargets.ledger.reports import submit
from policytargets.record.database import Database
from policytargets.store.engine import Ledger
from tests.engines import release
from tests.pages import opened as page
from tests.pages import plain
from tests.ui.ledger.months import ALONE, as_the_reporter, press, with_years, write

WHOLE, PART = "chiping-2023-2025/15-1", "chiping-2023-2025/15.1-1"  # 规上制造业企业, and those of aluminium among them
PERIOD = "chiping-quarter-2023-09-30"


@pytest.fixture
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ledger]:
    address = f"sqlite:///{tmp_path}/ledger.sqlite"
    made = with_years(address, ["chiping"], 2023)
    as_the_reporter(monkeypatch, address)
    yield made
    release(made)


def test_a_part_above_the_whole_that_was_handed_in_is_confirmed_first(ledger: Ledger, database: Database) -> None:
    row = database.query("ledger/due_items").set_index("due_id", drop=False).loc[WHOLE].to_dict()
    place = Place(WHOLE, PERIOD, row["reporter_id"], "chiping")
    submit(
        ledger,
        ALONE,
        place,
        due_item(row),
        Filling("50", signed_by="示例乙"),
        record_version="v",
        today=date(2023, 10, 5),
    )
    shown = page("ledger/report", reporter=f"{row['leads'][0]}（茌平）", period="2023年第三季度")
    asked = "51 比它所属的“规上制造业企业总数”（50）大，请核对"
    shown = write(shown, PART, "value", "51")
    assert [plain(box.label) for box in shown.checkbox] == [f"已核对无误：{asked}"]
    refused = press(shown, "提交已填的 1 项")
    assert asked in plain(refused.error[0].value)
    shown = write(refused, PART, "value", "50")
    assert not shown.checkbox
    press(shown, "提交已填的 1 项")
    assert [report["due_id"] for report in feed(ledger).reports] == [WHOLE, PART]
