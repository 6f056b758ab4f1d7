"""填报 as a whole, on both engines: what else waits, all that is filled in handed in at once, the reason for a total
that fell, and the way of a figure from the form over 调度 to 台账."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from policytargets.exhibits import catalogue
from policytargets.exhibits import ledger as exhibits
from policytargets.exhibits.model import Exhibit
from policytargets.ledger.drafts import Filling, Place, draft, save_draft
from policytargets.ledger.dues import due_item
from policytargets.ledger.extensions import override_light
from policytargets.ledger.feed import feed
from policytargets.ledger.model import DueItem
from policytargets.ledger.plausible import fallen_from
from policytargets.ledger.proposals import Owner
from policytargets.ledger.reports import decide, submit
from policytargets.people.model import Actor
from policytargets.record.database import Database
from policytargets.store.engine import Ledger
from policytargets.store.entries import Receipt
from policytargets.store.verification import verify
from policytargets.ui.blocks import comparing, ledger
from policytargets.ui.ledger import report
from tests.engines import release
from tests.ledger.cases import RULES
from tests.pages import listed, lists, plain, said
from tests.pages import opened as page
from tests.ui.ledger.months import ALONE, DEPARTMENT, DISTRICT, ITEMS, as_the_reporter, begun, form, press, write

THINGS = DueItem("a", "at_least", 30, date(2023, 1, 1), date(2023, 12, 31), "new", unit="万元")


@pytest.fixture
def made(ledger_place: str, monkeypatch: pytest.MonkeyPatch, database: Database) -> Iterator[Ledger]:
    """On either engine three months of five items; of August one was released, on the fifth of October."""
    ledger = begun(ledger_place, database, 7, 8, 9)
    as_the_reporter(monkeypatch, ledger_place)
    yield ledger
    release(ledger)


def test_other_periods_that_wait_are_told(made: Ledger) -> None:
    shown = form()
    told = plain(said(shown))
    assert "2023年9月：共 5 项，还有 5 项待报，2023-10-08 截止。" in told
    assert "另有：逾期未报 9 项（2023年8月、2023年7月）。" in told


def test_what_is_filled_in_is_handed_in_at_once_and_the_rest_is_told(made: Ledger) -> None:
    shown = form()
    assert not [button for button in shown.button if button.label.startswith("提交已填")]
    shown = write(shown, ITEMS[0], "value", "7")
    leaders = [field.value for field in shown.text_input if (field.key or "").endswith(":signed_by")]
    assert leaders == ["示例乙"] * 5  # whom the last report names
    shown = write(shown, ITEMS[1], "value", "4处")
    shown = press(shown, "提交已填的 2 项")
    assert [row["value"] for row in feed(made).reports if row["ends_on"] == "2023-09-30"] == ["7"]
    (refused,) = [plain(error.value) for error in shown.error]
    assert refused == "已提交 1 项。没有提交的 1 项仍是草稿：新建公共阅读空间：只填数字，不带单位；建议 4"
    shown = press(write(shown, ITEMS[1], "value", "4"), "提交已填的 1 项")
    assert [box.value for box in shown.success] == ["已提交 1 项。"]
    assert "已报 4（本机用户，" in plain(said(shown))  # without words on progress nothing stands between


def test_a_leader_named_once_signs_what_names_none_and_is_written_into_no_field(made: Ledger) -> None:
    shown = write(form(), ITEMS[0], "signed_by", "")
    shown = write(write(shown, ITEMS[1], "signed_by", ""), ITEMS[2], "signed_by", "示例丙")
    shown = write(write(shown, ITEMS[3], "signed_by", ""), ITEMS[4], "signed_by", "")
    fields = [field for field in shown.text_input if (field.key or "").endswith(":signed_by")]
    assert [field.value for field in fields] == ["", "", "示例丙", "", ""]
    assert {field.placeholder for field in fields} == {"不填则同其他项：示例丙"}
    press(write(shown, ITEMS[1], "value", "4"), "提交已填的 1 项")
    assert feed(made).reports[-1]["signed_by"] == "示例丙"


def test_a_total_that_fell_asks_for_its_reason_beside_it(made: Ledger) -> None:
    shown = write(form(), ITEMS[0], "value", "5")
    assert "累计数比上期的 6 小，请写明原因。" in plain(said(shown))
    refused = press(shown, "提交已填的 1 项")
    assert "请在“更正或核减原因”中写明原因" in plain(refused.error[0].value)
    press(write(refused, ITEMS[0], "change_reason", "重复计入一场"), "提交已填的 1 项")
    assert [row["value"] for row in feed(made).reports if row["ends_on"] == "2023-09-30"] == ["5"]


def test_a_figure_that_cannot_be_or_is_asked_about_says_so_at_its_field(made: Ledger) -> None:
    shown = write(form(), ITEMS[0], "value", "3.7")
    assert [plain(box.value) for box in shown.warning] == ["不是整数，请核对"]
    shown = write(shown, ITEMS[0], "value", "-1")
    (wrong,) = [plain(box.value) for box in shown.warning]
    assert wrong.startswith("这一项不会是负数（填的是 -1）")
    assert "提交后：" not in plain(said(shown))
    shown = press(shown, "提交已填的 1 项")
    assert "这一项不会是负数" in plain(shown.error[0].value)
    assert len(feed(made).reports) == 1


def test_a_figure_out_of_all_proportion_is_handed_in_once_it_is_confirmed(made: Ledger) -> None:
    shown = write(form(), ITEMS[0], "value", "700000")
    shown = press(shown, "提交已填的 1 项")
    assert "无误请先勾选“已核对无误”" in plain(shown.error[0].value)
    (box,) = [box for box in shown.checkbox if box.label.startswith("已核对无误：")]
    shown = box.check().run()
    shown = press(write(shown, ITEMS[0], "value", "800000"), "提交已填的 1 项")  # another figure than was confirmed
    assert "无误请先勾选" in plain(shown.error[0].value)
    (box,) = [box for box in shown.checkbox if box.label.startswith("已核对无误：")]
    press(box.check().run(), "提交已填的 1 项")
    assert feed(made).reports[-1]["value"] == "800000"


def test_from_the_form_over_the_check_to_the_register(made: Ledger) -> None:
    press(write(form(), ITEMS[1], "value", "4"), "提交已填的 1 项")
    round_of = {"office": "周村区", "round": "2023年9月"}
    waiting = page("ledger/dispatch", **round_of)
    shown = press(waiting, "核对 1 项")
    assert "有数字而没有佐证" in plain(shown.error[0].value)
    (box,) = [box for box in shown.checkbox if box.label.startswith("核对没有佐证的数字")]
    asked = press(press(box.check().run(), "核对 1 项"), "发布 1 项")
    assert "发布后这 1 项人人可见，以后只能更正。" in [plain(box.value) for box in asked.warning]
    assert feed(made).reports[-1]["state"] == "checked"
    asked = press(press(asked, "不发布"), "发布 1 项")
    press(asked, "确定发布 1 项")
    newest = feed(made).reports[-1]
    assert (newest["due_id"], newest["value"], newest["state"]) == (ITEMS[1], "4", "released")
    assert verify(made)[0] == []
    register = listed(page("ledger/progress", districts="周村区", lights="绿灯"))
    (row,) = register[register["目标"].str.startswith("新建公共阅读空间")].to_dict("records")
    # 6 asked for by the end of the year, 4 of them after nine months, 4 done.
    assert (row["序时应完成"], row["累计完成"]) == ("4 处", "4 处"), row
    # What was reported for August alone stands in the same list, and every headline says so.
    day = "截至 2023-09-30（1 项报到这一天，1 项为更早的数）"
    assert f"{day}，共 " in plain(said(page("ledger/progress")))
    assert f"进展{day}：" in plain(said(page("board/district", district="周村区")))
    assert "截至 2023-08-31，共 " in plain(said(page("ledger/progress", as_of="2023-08-31")))
    for kind in ("ledger-departments", "ledger-items"):
        shown = catalogue.exhibit(comparing, kind, focus="", made_on=date(2023, 10, 5))
        assert isinstance(shown, Exhibit)
        assert f"数据{day}" in shown.meta


def test_a_correction_that_was_withdrawn_leaves_what_was_released_in_time(made: Ledger, database: Database) -> None:
    """As the district sees it: neither is it overdue, nor is anybody reminded of it."""
    rows = database.query("ledger/due_items").set_index("due_id", drop=False)
    place = Place(ITEMS[0], f"{DISTRICT}-month-2023-08-31", DEPARTMENT, DISTRICT)
    filling = Filling("7", signed_by="示例乙", change_reason="漏报一处")
    item = due_item(rows.loc[ITEMS[0]].to_dict())
    submit(made, ALONE, place, item, filling, record_version="v", today=date(2023, 10, 5))
    rounds = {"office": "周村区", "round": "2023年8月"}
    assert "已发布 1（其中更正中 1）" in plain(said(page("ledger/dispatch", **rounds)))
    newest = feed(made).reports[-1]["report_id"]
    decide(made, ALONE, newest, "withdrawn", district_id=DISTRICT, record_version="v")
    told = plain(said(page("ledger/dispatch", **rounds)))
    assert "已发布 1" in told
    assert "已撤回" not in told
    register = listed(page("ledger/progress", districts="周村区", as_of="2023-08-31", punctuality="已发布"))
    assert len(register) == 1


@pytest.mark.parametrize(("typed", "before", "fell"), [
    ("5", "6", "6"), ("6", "6", None), ("6.0", "6", None), ("5,000", "600", None), ("5家", "6", None), ("", "6", None),
    ("5", None, None), ("−1", "0", "0"),
])  # fmt: skip
def test_when_a_total_fell(typed: str, before: str | None, fell: str | None) -> None:
    assert fallen_from(THINGS, Filling(typed), before) == fell


def test_of_two_colleagues_on_one_draft_the_second_sees_both_texts(made: Ledger) -> None:
    first, second = form(), form()
    write(first, ITEMS[0], "progress", "甲写的进展")
    shown = write(write(second, ITEMS[0], "progress", "乙写的进展"), ITEMS[0], "value", "7")
    told = plain(said(shown))
    assert "这一项的草稿刚在别处改过，您的文字还没有保存。那边是：" in told
    assert "进展情况“甲写的进展”（您写的是“乙写的进展”）" in told
    assert texts(shown) == ["乙写的进展"]
    shown = press(shown, "提交已填的 1 项")
    assert "请先在本项上方选用哪一份" in plain(shown.error[0].value)
    assert kept(made) == ("", "甲写的进展")
    shown = press(shown, "保留我的文字")
    assert (kept(made), shown.error) == (("7", "乙写的进展"), [])
    shown = write(first, ITEMS[0], "value", "8")
    assert "数字“7”（您写的是“8”）" in plain(said(shown))
    shown = press(shown, "改用那边的文字")
    assert (kept(made), texts(shown)) == (("7", "乙写的进展"), ["乙写的进展"])
    assert "刚在别处改过" not in plain(said(shown))
    press(write(shown, ITEMS[0], "value", "9"), "提交已填的 1 项")
    assert feed(made).reports[-1]["value"] == "9"


def test_what_a_colleague_saves_in_the_very_moment_of_a_submission_is_not_dropped(
    made: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = write(write(form(), ITEMS[0], "value", "7"), ITEMS[0], "progress", "甲写的进展")
    with monkeypatch.context() as between:
        between.setattr(report, "submit", _after_a_colleague)
        shown = press(shown, "提交已填的 1 项")
    assert "请先在本项上方选用哪一份" in plain(shown.error[0].value)
    assert "进展情况“乙写的进展”（您写的是“甲写的进展”）" in plain(said(shown))
    assert kept(made) == ("7", "乙写的进展")
    assert len(feed(made).reports) == 1
    press(press(shown, "保留我的文字"), "提交已填的 1 项")
    assert feed(made).reports[-1]["progress"] == "甲写的进展"


def _after_a_colleague(ledger: Ledger, actor: Actor, place: Place, *given: Any, **named: Any) -> Receipt:
    """Submits, right after a colleague has saved the draft."""
    own, version = draft(ledger, place)
    assert own
    save_draft(ledger, actor, place, replace(own, progress="乙写的进展"), version)
    return submit(ledger, actor, place, *given, **named)


def test_a_choice_between_two_drafts_does_not_hold_for_a_third(made: Ledger) -> None:
    first, second = form(), form()
    write(first, ITEMS[0], "progress", "甲写的进展")
    shown = write(second, ITEMS[0], "progress", "乙写的进展")
    write(first, ITEMS[0], "progress", "甲改写的进展")  # while the other still reads what was there
    shown = press(shown, "保留我的文字")
    assert "进展情况“甲改写的进展”（您写的是“乙写的进展”）" in plain(said(shown))
    assert kept(made) == ("", "甲改写的进展")
    press(shown, "保留我的文字")
    assert kept(made) == ("", "乙写的进展")


def kept(made: Ledger) -> tuple[str, str]:
    filling, _ = draft(made, Place(ITEMS[0], f"{DISTRICT}-month-2023-09-30", DEPARTMENT, DISTRICT))
    assert filling
    return filling.value, filling.progress


def texts(shown: AppTest) -> list[str | None]:
    return [field.value for field in shown.text_area if f":{ITEMS[0]}:" in (field.key or "")]


def test_a_correction_under_way_stays_released_everywhere_until_it_is_given_up(made: Ledger) -> None:
    """Of August's five items one is released: four are missing, before, during and after its correction."""
    august, round_of = {"period": "2023年8月"}, {"office": "周村区", "round": "2023年8月"}

    def counted() -> tuple[str, str]:
        (total,) = [plain(box.value) for box in page("ledger/dispatch", **round_of).markdown if "应报" in box.value]
        rows = listed(page("ledger/progress", departments="区文化和旅游局（周村）", as_of="2023-08-31"))
        (told,) = rows[rows["累计完成"].fillna("").str.startswith("6")]["报送灯"]
        return total.split("。")[0].partition("：")[2], told

    def mine() -> AppTest:
        return page("ledger/report", reporter="区文化和旅游局（周村）", **august)

    before = counted()
    shown = press(mine(), "更正已发布的数据")
    shown = write(write(shown, ITEMS[0], "value", "9"), ITEMS[0], "change_reason", "漏报三场")
    press(shown, "提交已填的 1 项")
    assert feed(made).reports[-1]["state"] == "submitted"
    press(mine(), "撤回修改")
    assert feed(made).reports[-1]["state"] == "withdrawn"
    total, told = counted()
    assert (total, told) == (f"{before[0]}（其中更正中 1）", "● 已发布（更正中）")
    shown = mine()
    for words in ("还有 4 项待报", "正在更正 1 项", "已发布（更正已撤回）"):
        assert words in plain(said(shown))
    shown = press(shown, "放弃更正")
    assert "已放弃更正，仍是原来发布的数。" in [plain(box.value) for box in shown.success]
    assert counted() == before
    shown = press(mine(), "更正已发布的数据")
    (field,) = [box for box in shown.text_input if f":{ITEMS[0]}:" in box.key and box.key.endswith(":value")]
    assert field.value == "6"
    assert not [button for button in press(shown, "放弃更正").button if button.label == "放弃更正"]
    assert verify(made)[0] == []


def test_a_light_set_by_hand_is_told_everywhere_alike_and_is_lifted_where_it_was_set(made: Ledger) -> None:
    shown = page("ledger/courses", stage="人工调整 0")
    assert "没有这一类的应报项。" in plain(said(shown))
    owner, told = Owner(ITEMS[0], DEPARTMENT, DISTRICT), {"record_version": "v"}
    override_light(made, ALONE, owner, f"{DISTRICT}-month-2023-08-31", "red", "现场未见开工", **told)
    words = "人工调整：■ 红灯，现场未见开工"
    rows = listed(page("ledger/progress", departments="区文化和旅游局（周村）"))
    (light,) = rows[rows["累计完成"].fillna("").str.startswith("6")]["进度灯"]
    target = page("evidence/target", target=ITEMS[0])
    (sentence,) = [plain(box.value) for box in target.markdown if box.value.startswith("2023年8月：")]
    tracked = comparing.tracked(ITEMS[0])
    assert tracked
    title = exhibits.course(comparing, tracked, made_on=date(2023, 10, 5)).title
    assert [words in text for text in (light, sentence, title)] == [True] * 3
    shown = page("ledger/courses", stage="人工调整 1")
    assert "人工调整：截至 2023-08-31，■ 红灯，现场未见开工（本机用户）" in plain(said(shown))
    (choice,) = [box for box in shown.selectbox if box.label == "调整为"]
    assert (choice.value, "取消人工调整" in choice.options) == (None, False)
    (record,) = [button for button in shown.button if button.label == "记录调整"]
    assert record.disabled
    refused = press(shown, "取消这次人工调整")
    assert "请写明人工调整的原因" in plain(refused.error[0].value)
    (why,) = [box for box in refused.text_input if box.label == "取消的原因"]
    press(why.set_value("已复核").run(), "取消这次人工调整")
    assert feed(made).arrangements.overrides[-1]["light"] == "lifted"
    assert words not in "".join(listed(page("ledger/progress", departments="区文化和旅游局（周村）"))["进度灯"])


def test_to_say_that_there_is_no_data_is_no_better_than_silence(made: Ledger, database: Database) -> None:
    def standing() -> tuple[Any, ...]:
        (row,) = [row for row in ledger.standings(date(2023, 9, 30), RULES["board"]) if row["due_id"] == ITEMS[0]]
        light = row["light"]
        return (light.light, light.words, light.deviation, ledger.done(row), row["reported"]), light.marks

    silent, marks = standing()
    assert (silent[0] is not None, silent[3:], marks) == (True, ("6 场", "2023-08-31"), ())
    item = due_item(database.query("ledger/due_items").set_index("due_id", drop=False).loc[ITEMS[0]].to_dict())
    place = Place(ITEMS[0], f"{DISTRICT}-month-2023-09-30", DEPARTMENT, DISTRICT)
    none = Filling(figure_state="not_available", progress="季末统计", signed_by="示例乙")
    submit(made, ALONE, place, item, none, record_version="v", today=date(2023, 10, 5))
    for event in ("checked", "released"):
        report_id = feed(made).reports[-1]["report_id"]
        decide(made, ALONE, report_id, event, district_id=DISTRICT, record_version="v", without_evidence=True)
    told, marks = standing()
    assert (told, marks) == (silent, ("暂无新数（6 场 为 2023年8月的数）",))
    rows = listed(page("ledger/progress", departments="区文化和旅游局（周村）", as_of="2023-09-30"))
    (row,) = rows[rows["累计完成"] == "6 场"].to_dict("records")
    assert row["进度灯"].endswith("；暂无新数（6 场 为 2023年8月的数）")
    tracked = comparing.tracked(ITEMS[0])
    assert tracked
    newest = tracked.readings.iloc[-1]
    assert (newest["light_in_words"], newest["due_in_words"]) == (row["进度灯"], "—")


def test_the_reason_of_a_return_is_gone_with_it(made: Ledger) -> None:
    press(write(write(form(), ITEMS[1], "value", "4"), ITEMS[2], "value", "1"), "提交已填的 2 项")
    shown = page("ledger/dispatch", office="周村区", round="2023年9月")
    waiting = [row["report_id"] for row in feed(made).reports if row["state"] == "submitted"]

    def reason(shown: AppTest) -> Any:
        (field,) = [box for box in shown.text_input if box.label == "退回原因（退回时必填）"]
        return field

    shown = next(box for box in shown.multiselect if box.key == "one:waiting").set_value(waiting[:1]).run()
    shown = press(reason(shown).set_value("请附名单").run(), "退回 1 项")
    assert [row["returned_for"] for row in feed(made).reports if row["state"] == "returned"] == ["请附名单"]
    assert reason(shown).value == ""


def test_the_checker_sees_what_a_correction_replaces_and_why(made: Ledger) -> None:
    shown = press(page("ledger/report", reporter="区文化和旅游局（周村）", period="2023年8月"), "更正已发布的数据")
    shown = write(write(shown, ITEMS[0], "value", "1234"), ITEMS[0], "change_reason", "漏报")
    (sure,) = [box for box in shown.checkbox if box.label.startswith("已核对无误")]  # 6 before, 1,234 now
    press(sure.check().run(), "提交已填的 1 项")
    waiting = lists(page("ledger/dispatch", office="周村区", round="2023年8月"))
    (table,) = [table for table in waiting if "更正前" in table]
    (row,) = table.to_dict("records")
    assert (row["更正前"], row["累计"], row["更正或核减原因"]) == ("6 场", "1,234 场", "漏报")
    assert (row["情况"], row["发布后的灯"][:4]) == ("已发布（更正待核对）", "√ 完成")
    assert "本单位研判" not in table
