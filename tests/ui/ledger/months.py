"""New ledgers, with whole years or with months of one department's five items, and their form as AppTest has it."""

from collections.abc import Sequence
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from policytargets import settings
from policytargets.ledger.calendars import open_period, open_year, period_row
from policytargets.ledger.drafts import Filling, Place
from policytargets.ledger.dues import due_item
from policytargets.ledger.feed import feed
from policytargets.ledger.reports import decide, submit
from policytargets.people.accounts import begin
from policytargets.people.model import Actor
from policytargets.record.database import Database
from policytargets.store.engine import Ledger
from policytargets.store.upgrading import create
from policytargets.ui.blocks import ledger as board
from tests.engines import opened
from tests.ledger.days import never_closing
from tests.pages import opened as page

DEPARTMENT, DISTRICT = "zhoucun-culture-tourism", "zhoucun"
ITEMS = [f"zhoucun-2023/{number}" for number in ("51-1", "51-2", "51-3", "51-4", "53-1")]
ALONE = Actor("one", "本机用户", alone=True)


def as_the_reporter(patch: pytest.MonkeyPatch, address: str) -> None:
    """Pages have the ledger of this address, and its one person on the fifth of October."""
    patch.setenv("POLICYTARGETS_LEDGER", address)
    patch.setenv("POLICYTARGETS_SIGN_IN", "accounts")
    patch.setattr(board, "person", lambda: ALONE)
    patch.setattr(settings, "today", lambda: date(2023, 10, 5))


def new(address: str) -> Ledger:
    """A new ledger at an address, without a period."""
    ledger = opened(address)
    create(ledger, "real")
    begin(ledger)
    return ledger


def with_years(address: str, districts: Sequence[str], *years: int) -> Ledger:
    """A new ledger with all periods of these years, which take reports on any day."""
    ledger = new(address)
    with never_closing():
        for year in years:
            open_year(ledger, districts, year, by="one")
    return ledger


def begun(address: str, database: Database, *months: int) -> Ledger:
    """A new ledger with these months of 2023, of which August is one and has one released report."""
    ledger = new(address)
    with never_closing():
        for month in months:
            last = date(2023, month, 30 if month == 9 else 31)
            open_period(ledger, ALONE, period_row(DISTRICT, "month", last.replace(day=1), last))
    rows = database.query("ledger/due_items").set_index("due_id", drop=False)
    place = Place(ITEMS[0], f"{DISTRICT}-month-2023-08-31", DEPARTMENT, DISTRICT)
    item = due_item(rows.loc[ITEMS[0]].to_dict())
    submit(ledger, ALONE, place, item, Filling("6", signed_by="示例乙"), record_version="v", today=date(2023, 9, 3))
    for event in ("checked", "released"):
        report = feed(ledger).reports[0]["report_id"]
        decide(ledger, ALONE, report, event, district_id=DISTRICT, record_version="v", without_evidence=True)
    return ledger


def form() -> AppTest:
    shown = page("ledger/report", reporter="区文化和旅游局（周村）")
    assert not shown.exception
    return shown


def write(shown: AppTest, item: str, name: str, text: str) -> AppTest:
    (field,) = [field for field in [*shown.text_input, *shown.text_area] if f":{item}:" in (field.key or "")
                and (field.key or "").endswith(f":{name}")]  # fmt: skip
    return field.set_value(text).run()


def press(shown: AppTest, label: str) -> AppTest:
    (button,) = [button for button in shown.button if button.label == label]
    return button.click().run()
