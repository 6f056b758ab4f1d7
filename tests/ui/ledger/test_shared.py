"""An item with several leading departments on 填报: the first reports it, the others see that and what is released."""

from datetime import date

import pytest

from policytargets.ledger.drafts import Filling, Place
from policytargets.ledger.dues import due_item
from policytargets.ledger.feed import feed
from policytargets.ledger.reports import decide, submit
from policytargets.people.model import Actor, Grant
from policytargets.record.database import Database
from policytargets.store.engine import Ledger
from policytargets.ui.blocks import ledger as board
from tests.pages import lists, plain, said
from tests.pages import opened as page
from tests.ui.ledger.months import ALONE, DISTRICT, press

JOBS = "zhoucun-2023/54-1"  # led by 区发展改革局 and 区人力资源社会保障局, which reports nothing of its own
FIRST = "zhoucun-development-reform"


def test_the_other_leads_see_who_reports_and_what_is_released(made: Ledger, database: Database) -> None:
    row = database.query("ledger/due_items").set_index("due_id", drop=False).loc[JOBS].to_dict()
    for day, value, progress in (("08-31", "1000", "八月招聘会"), ("09-30", "3000", "九月还没有发布的话")):
        place = Place(JOBS, f"{DISTRICT}-month-2023-{day}", FIRST, DISTRICT)
        filling = Filling(value, progress=progress, signed_by="示例乙")
        submit(made, ALONE, place, due_item(row), filling, record_version="v", today=date(2023, 10, 5))
        report = feed(made).reports[-1]["report_id"]
        for event in ("checked", "released") if value == "1000" else ():
            decide(made, ALONE, report, event, district_id=DISTRICT, record_version="v", without_evidence=True)
    other = page("ledger/report", reporter="区人力资源社会保障局（周村）", period="2023年9月")
    assert not other.exception
    (table,) = lists(other)
    (found,) = table[table["目标"] == "城镇新增就业人数"].to_dict("records")
    assert found == {
        "目标": "城镇新增就业人数", "牵头": "2 家之一", "填报部门": "区发展改革局（周村）", "本期": "待核对",
        "累计完成": "1,000 人", "数据截至": "2023-08-31", "进展": "八月招聘会",
    }  # fmt: skip
    assert "九月还没有发布的话" not in said(other)
    register = plain(said(page("ledger/progress", departments="区发展改革局（周村）")))
    assert "2 家牵头，由区发展改革局填报" in register
    assert not [field for field in other.text_input if field.key and field.key.endswith(":value")]
    first = page("ledger/report", reporter="区发展改革局（周村）", period="2023年9月")
    assert "牵头 2 家之一，由本部门填报" in plain(said(first))


def test_what_another_lead_adds_is_read_by_reporter_and_checker_and_released_with_the_item(
    made: Ledger, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    second, said_so = "zhoucun-human-resources", "示例补充：招聘会由我局承办"
    row = database.query("ledger/due_items").set_index("due_id", drop=False).loc[JOBS].to_dict()
    assert [FIRST, second] == list(row["lead_ids"])
    ways = {"period": "2023年9月"}
    monkeypatch.setattr(board, "person", lambda: Actor("b", "示例戊", (Grant("reporter", None, second),)))
    other = page("ledger/report", reporter="区人力资源社会保障局（周村）", **ways)
    (choice,) = [box for box in other.selectbox if box.label.startswith("给哪一项补充说明")]
    choice.set_value(JOBS).run()
    (field,) = [field for field in other.text_area if field.label == "补充说明"]
    field.set_value(said_so).run()
    press(other, "保存补充说明")
    assert not other.exception
    assert [told.value for told in other.success] == ["已保存补充说明。"]
    (table,) = lists(other)
    assert dict(zip(table["目标"], table["本部门补充"], strict=True))["城镇新增就业人数"] == said_so
    monkeypatch.setattr(board, "person", lambda: ALONE)
    told = f"其他牵头部门补充：区人力资源社会保障局（周村）：{said_so}"
    assert told in plain(said(page("ledger/report", reporter="区发展改革局（周村）", **ways)))
    place = Place(JOBS, f"{DISTRICT}-month-2023-09-30", FIRST, DISTRICT)
    filling = Filling("3000", signed_by="示例乙")
    submit(made, ALONE, place, due_item(row), filling, record_version="v", today=date(2023, 10, 5))
    assert said_so in said(page("ledger/dispatch", office="周村区", round="2023年9月"))
    promise = {"target": JOBS}
    report = feed(made).reports[-1]["report_id"]
    decide(made, ALONE, report, "checked", district_id=DISTRICT, record_version="v", without_evidence=True)
    assert said_so not in said(page("evidence/target", **promise))
    decide(made, ALONE, report, "released", district_id=DISTRICT, record_version="v")
    assert told in plain(said(page("evidence/target", **promise)))
    closed = page("ledger/report", reporter="区人力资源社会保障局（周村）", **ways)
    (choice,) = [box for box in closed.selectbox if box.label.startswith("给哪一项补充说明")] or [None]
    assert choice is None or "城镇新增就业人数" not in choice.options
