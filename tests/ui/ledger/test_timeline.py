"""What has happened to an item stands on its card: in order, with who and why, and of others what is released alone."""

from datetime import date

from policytargets.ledger.drafts import Filling, Place
from policytargets.ledger.dues import due_item
from policytargets.ledger.feed import feed
from policytargets.ledger.proposals import Owner, assign
from policytargets.ledger.reports import decide, submit
from policytargets.record.database import Database
from policytargets.store.engine import Ledger
from tests.pages import lists
from tests.pages import opened as page
from tests.ui.ledger.months import ALONE, DEPARTMENT, DISTRICT, ITEMS


def handed_in(ledger: Ledger, database: Database, department: str, value: str, **said: str) -> None:
    row = database.query("ledger/due_items").set_index("due_id", drop=False).loc[ITEMS[0]].to_dict()
    place = Place(ITEMS[0], f"{DISTRICT}-month-2023-09-30", department, DISTRICT)
    filling = Filling(value, signed_by="示例乙", **said)
    submit(ledger, ALONE, place, due_item(row), filling, record_version="v", today=date(2023, 10, 5))


def steps(reporter: str) -> list[tuple[str, str, str, str]]:
    shown = page("ledger/report", reporter=f"{reporter}（周村）", period="2023年9月")
    assert not shown.exception
    table = next(table for table in lists(shown) if "经过" in table)
    return [(row["周期"], row["经过"], row["累计"], row["说明"]) for row in table.to_dict("records")]


def test_every_step_of_an_item_is_told_and_of_another_department_its_releases(made: Ledger, database: Database) -> None:
    """Of August 6 were released; September was returned once."""
    handed_in(made, database, DEPARTMENT, "7", progress="办了一场")
    told = {"district_id": DISTRICT, "record_version": "v"}
    decide(made, ALONE, feed(made).reports[-1]["report_id"], "returned", reason="附名单", **told)
    handed_in(made, database, DEPARTMENT, "8", progress="名单已附")
    assert steps("区文化和旅游局") == [
        ("2023年9月", "提交（第 2 稿）", "8 场", "名单已附"), ("2023年9月", "退回", "7 场", "附名单"),
        ("2023年9月", "提交", "7 场", "办了一场"), ("2023年8月", "发布", "6 场", "—"),
        ("2023年8月", "核对", "6 场", "无佐证"),
        ("2023年8月", "提交", "6 场", "—"),
    ]  # fmt: skip
    owner = Owner(ITEMS[0], DEPARTMENT, DISTRICT)
    assign(made, ALONE, owner, "zhoucun-development-reform", record_version="v")
    assert steps("区发展改革局") == [("2023年8月", "发布", "6 场", "—")]
