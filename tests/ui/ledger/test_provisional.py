"""Figures that wait to be released, in the picture of their item: dashed for those who may see them, in no file, and
nowhere for others."""

from datetime import date
from typing import Any

import pyarrow as pa
import pytest
from streamlit.testing.v1 import AppTest

from policytargets.errors import SignInEnded
from policytargets.exhibits import catalogue
from policytargets.exhibits.model import Exhibit
from policytargets.ledger.drafts import Filling, Place
from policytargets.ledger.dues import due_item
from policytargets.ledger.feed import feed
from policytargets.ledger.reports import decide, submit
from policytargets.people.model import Actor, Grant
from policytargets.record.database import Database
from policytargets.store.engine import Ledger
from policytargets.ui.blocks import comparing
from policytargets.ui.blocks import ledger as board
from tests.pages import opened as page
from tests.pages import plain, said
from tests.ui.ledger.months import ALONE, DEPARTMENT, DISTRICT, ITEMS

WORDS = "2023年9月（未发布）"
ROLES = {
    "nobody": None, "stranger": (), "reader": (Grant("reader"),), "admin": (Grant("admin"),),
    "reporter": (Grant("reporter", None, DEPARTMENT),), "signer": (Grant("signer", None, DEPARTMENT),),
    "checker": (Grant("checker", DISTRICT),), "other_checker": (Grant("checker", "qingzhou"),),
    "other_reporter": (Grant("reporter", None, "qingzhou-culture-tourism"),),
}  # fmt: skip
SEE = ("reporter", "signer", "checker")


def waiting(made: Ledger, database: Database, state: str) -> None:
    """Nine for September, after six that are released of August."""
    row = database.query("ledger/due_items").set_index("due_id", drop=False).loc[ITEMS[0]].to_dict()
    place = Place(ITEMS[0], f"{DISTRICT}-month-2023-09-30", DEPARTMENT, DISTRICT)
    filling = Filling("9", progress="示例：没有发布的话", signed_by="示例乙")
    submit(made, ALONE, place, due_item(row), filling, record_version="v", today=date(2023, 10, 5))
    report = feed(made).reports[-1]["report_id"]
    for event in {"submitted": (), "returned": ("returned",), "checked": ("checked",)}[state]:
        decide(
            made, ALONE, report, event, district_id=DISTRICT, record_version="v", reason="示例", without_evidence=True
        )


def drawn(shown: AppTest) -> list[Any]:
    """All rows that the pictures of a page are drawn from."""
    sent = [dataset for chart in shown.get("vega_lite_chart") for dataset in chart.proto.datasets]
    return [row for dataset in sent for row in pa.ipc.open_stream(dataset.data.data).read_all().to_pylist()]


def readings(shown: AppTest) -> list[tuple[float, bool]]:
    """Amount and whether it is provisional, of each mark that the picture shows."""
    rows = [row for row in drawn(shown) if row.get("provisional") is not None]
    return sorted({(row["amount"], row["provisional"]) for row in rows})


@pytest.mark.parametrize("role", ROLES)
def test_they_are_drawn_for_those_whom_they_concern(
    made: Ledger, database: Database, monkeypatch: pytest.MonkeyPatch, role: str
) -> None:
    waiting(made, database, "checked")
    grants = ROLES[role]
    monkeypatch.setattr(board, "person", lambda: None if grants is None else Actor("p", "示例", grants))
    shown = page("evidence/target", target=ITEMS[0])
    assert not shown.exception
    assert readings(shown) == ([(6, False), (9, True)] if role in SEE else [(6, False)])
    assert (WORDS in str(drawn(shown))) == (role in SEE)
    assert ("还没有发布的数" in said(shown)) == (role in SEE)
    assert "没有发布的话" not in said(shown)
    assert WORDS not in plain(said(shown))  # nothing but the picture


@pytest.mark.parametrize("state", ["submitted", "returned"])
def test_what_was_returned_is_no_reading(made: Ledger, database: Database, state: str) -> None:
    waiting(made, database, state)
    shown = page("evidence/target", target=ITEMS[0])
    assert readings(shown) == ([(6, False), (9, True)] if state == "submitted" else [(6, False)])


def test_a_page_that_is_for_everybody_goes_on_without_them_once_the_sign_in_has_ended(
    made: Ledger, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting(made, database, "submitted")

    def ended() -> Actor:
        raise SignInEnded("p")

    monkeypatch.setattr(board, "person", ended)
    shown = page("evidence/target", target=ITEMS[0])
    assert not shown.exception
    assert readings(shown) == [(6, False)]


def test_slides_and_files_are_made_of_what_is_released(made: Ledger, database: Database) -> None:
    waiting(made, database, "checked")
    shown = catalogue.exhibit(comparing, f"ledger-course?due={ITEMS[0]}", focus="", made_on=date(2023, 10, 5))
    assert isinstance(shown, Exhibit)
    assert list(shown.table()["累计完成"]) == ["6 场"]
    assert [list(drawing.inputs[0]["value"]) for drawing in shown.drawings] == [[6]]
