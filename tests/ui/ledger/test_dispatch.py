"""What 调度 shows to who checks: what a report asks for, and what became of it before."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from policytargets import settings
from policytargets.ledger.drafts import Filling, Place
from policytargets.ledger.dues import due_item
from policytargets.ledger.feed import feed
from policytargets.ledger.reports import decide, submit
from policytargets.record.database import Database
from policytargets.store.engine import Ledger
from policytargets.ui.blocks import ledger as board
from tests.pages import lists, plain, said
from tests.pages import opened as page
from tests.ui.ledger.months import ALONE, DEPARTMENT, DISTRICT, ITEMS

FILLED = Filling("4", signed_by="示例乙")
PERIOD = f"{DISTRICT}-month-2023-09-30"


def report(ledger: Ledger, database: Database, due_id: str, filling: Filling, day: date = date(2023, 10, 5)) -> str:
    """Hand in a report of September; gives its id."""
    row = database.query("ledger/due_items").set_index("due_id", drop=False).loc[due_id].to_dict()
    place = Place(due_id, PERIOD, DEPARTMENT, DISTRICT)
    submit(ledger, ALONE, place, due_item(row), filling, record_version="v", today=day)
    return str(feed(ledger).newest[due_id, PERIOD]["report_id"])


def decided(ledger: Ledger, report_id: str, event: str, reason: str = "") -> None:
    decide(
        ledger, ALONE, report_id, event, district_id=DISTRICT, record_version="v", reason=reason, without_evidence=True
    )


def waiting() -> pd.DataFrame:
    shown = page("ledger/dispatch", office="周村区", round="2023年9月")
    (found,) = [table for table in lists(shown) if "发布后的灯" in table]
    return found


def test_who_checks_reads_what_is_asked_of_the_office(made: Ledger, database: Database) -> None:
    asking = Filling("4", signed_by="示例乙", next_step="示例：十月开工", needs_coordination="示例：请协调用地")
    report(made, database, ITEMS[1], asking)
    report(made, database, ITEMS[2], Filling("0", signed_by="示例乙"))
    asked, plain = waiting().to_dict("records")
    assert (asked["累计"].split()[0], plain["累计"].split()[0]) == ("4", "0")
    told = "下步措施：示例：十月开工；需协调事项：示例：请协调用地"
    assert (asked["问题与协调"], plain["问题与协调"]) == (told, "—")


def test_a_report_that_comes_again_stands_beside_what_was_returned(made: Ledger, database: Database) -> None:
    decided(made, report(made, database, ITEMS[0], Filling("8", signed_by="示例乙")), "returned", "示例：与佐证不符")
    decided(made, report(made, database, ITEMS[0], Filling("9", signed_by="示例乙")), "withdrawn")
    report(made, database, ITEMS[0], Filling("7", signed_by="示例乙"))
    report(made, database, ITEMS[1], Filling("4", signed_by="示例乙"))
    decided(made, report(made, database, ITEMS[2], Filling("1", signed_by="示例乙")), "returned", "示例：请附佐证")
    told = plain(said(page("ledger/report", reporter="区文化和旅游局（周村）", period="2023年9月")))
    assert "还有 3 项待报（其中 1 项被退回，见各项的退回原因）" in told
    again, first = waiting().to_dict("records")
    assert (again["情况"], first["情况"]) == ("待核对，退回后重报", "待核对")
    figures = [again[head].split()[0] for head in ("上期", "退回前", "累计")]
    assert (figures, again["退回前"].partition("，")[2]) == (["6", "8", "7"], "示例：与佐证不符")
    assert first["退回前"] == "—"
    for event in ("checked", "released"):
        decided(made, feed(made).newest[ITEMS[0], PERIOD]["report_id"], event)
    report(made, database, ITEMS[0], Filling("10", signed_by="示例乙", change_reason="示例：核定数"))
    correcting = next(row for row in waiting().to_dict("records") if row["更正前"] != "—")
    assert correcting["情况"] == "已发布（更正待核对）"  # what was returned before the release is settled


def test_what_falls_due_within_a_week_and_how_long_checking_took(
    made: Ledger, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """September is due on the eighth of October, August has long been; three are checked after 0, 2 and 6 days."""
    waits = (0, 2, 6)
    for due_id, days in zip(ITEMS[1:4], waits, strict=True):
        name = report(replace(made, now=lambda: "2023-10-02T20:00:00.000000Z"), database, due_id, FILLED)
        late = f"2023-10-{3 + days:02}T09:00:00.000000Z"  # of the third in China as well
        decided(replace(made, now=lambda late=late: late), name, "checked")
    back = report(made, database, ITEMS[4], FILLED)
    decided(made, back, "returned", "示例：请附佐证")
    shown = page("ledger/dispatch", office="周村区", round="2023年9月")
    told = plain(said(shown))
    assert "从提交到核对的中位数 2 天（3 份）；退回 1 次" in told
    (coming,) = [table for table in lists(shown) if "未报部门" in table]
    asked = [due for due in board.dues() if due["district_id"] == DISTRICT and due["cadence"] == "month"]
    assert coming.to_dict("records") == [
        {"周期": "2023年9月", "截止": "2023-10-08", "还有": "3 天", "应报": len(asked), "未报": len(asked) - 3,
         "未报部门": coming["未报部门"][0]}
    ]  # fmt: skip
    departments = {due["reporter_id"] for due in asked if due["due_id"] not in ITEMS[1:4]}
    assert f"等 {len(departments)} 个部门" in coming["未报部门"][0]
    monkeypatch.setattr(settings, "today", lambda: date(2023, 10, 9))
    assert "七日内到期" not in [heading.value for heading in page("ledger/dispatch", office="周村区").subheader]
    monkeypatch.setattr(settings, "today", lambda: date(2023, 12, 28))
    ending = [due for due in board.dues() if due["district_id"] == DISTRICT and due["window_end"].year == 2023]
    assert f"{len(ending)} 个应报项的完成时限在 2023-12-28 至 2024-01-04 之间" in plain(
        said(page("ledger/dispatch", office="周村区"))
    )
