"""An item with several leading departments on 填报: the first reports it, the others see that and what is released."""

from datetime import date

from policytargets.ledger.drafts import Filling, Place
from policytargets.ledger.dues import due_item
from policytargets.ledger.feed import feed
from policytargets.ledger.reports import decide, submit
from policytargets.record.database import Database
from policytargets.store.engine import Ledger
from tests.pages import lists, plain, said
from tests.pages import opened as page
from tests.ui.ledger.months import ALONE, DISTRICT

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
