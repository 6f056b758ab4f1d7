"""关闭 as the pages have it: said before, nothing new taken after, and opened again on 调度."""

from datetime import date

import pytest

from policytargets import settings
from policytargets.ledger.calendars import reschedule
from policytargets.ledger.feed import feed
from policytargets.store.engine import Ledger
from tests.pages import lists, plain, said
from tests.pages import opened as page
from tests.ui.ledger.months import ALONE, DISTRICT, ITEMS, form, press, write

ROUND = {"office": "周村区", "round": "2023年9月"}
DAYS = {"opens_on": "2023-10-01", "due_on": "2023-10-08", "closes_on": "2023-10-30"}


def test_a_period_closes_and_is_opened_again(made: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    """August and September are open; of September one item is handed in before its last day."""
    never = plain(said(form()) + said(page("ledger/dispatch", **ROUND)))
    assert "关闭" not in never  # they are open for a thousand years: no day is told on which they close
    (listed,) = lists(page("ledger/people", managing="周期"))
    assert set(listed["关闭"]) == {"不关闭"}
    reschedule(made, ALONE, f"{DISTRICT}-month-2023-09-30", DAYS, "照例", today=date(2023, 10, 5))
    shown = form()
    assert "2023-10-30 关闭：之后不再收新的填报" in plain(said(shown))
    press(write(shown, ITEMS[1], "value", "4"), "提交已填的 1 项")
    monkeypatch.setattr(settings, "today", lambda: date(2023, 10, 31))
    shown = page("ledger/report", reporter="区文化和旅游局（周村）", period="2023年9月")
    told = plain(said(shown))
    assert "这一期已于 2023-10-30 关闭，不再收新的填报，4 项没有报。要补报，请督查室在“调度”中重新开放" in told
    assert not [field for field in shown.text_input if (field.key or "").endswith(":value")]
    assert [button.label for button in shown.button if button.label == "撤回修改"] == ["撤回修改"]
    august = page("ledger/report", reporter="区文化和旅游局（周村）", period="2023年8月")
    gone = "已关闭而未报 4 项（2023年9月），不再收新的填报；要补报，请督查室在“调度”中重新开放。"
    assert gone in plain(said(august))
    dispatch = page("ledger/dispatch", **ROUND)
    assert "已于 2023-10-30 关闭，不再收新的填报" in plain(said(dispatch))
    refused = press(dispatch, "重新开放")
    assert "请写明重新开放的原因" in plain(refused.error[0].value)
    (reason,) = [field for field in refused.text_input if (field.key or "").endswith("2023-09-30:reason")]
    dispatch = press(reason.set_value("水灾").run(), "重新开放")
    assert [plain(box.value) for box in dispatch.success] == ["已重新开放到 2023-11-07。"]
    assert "2023-11-07 关闭，之后不再收新的填报。" in plain(said(dispatch))
    shown = page("ledger/report", reporter="区文化和旅游局（周村）", period="2023年9月")
    press(write(shown, ITEMS[2], "value", "1"), "提交已填的 1 项")
    assert [row["due_id"] for row in feed(made).reports[-2:]] == ITEMS[1:3]
    assert "重新开放周期" in said(page("ledger/operations"))
