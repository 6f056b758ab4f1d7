"""Who sees and may do what: every page of the ledger for every role, against a table written by hand; and the whole way
of a baseline, an account and a snapshot through the pages."""

import io
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from policytargets import settings
from policytargets.errors import Refused
from policytargets.ledger.calendars import open_period, period_row
from policytargets.ledger.drafts import Filling, Place
from policytargets.ledger.dues import due_item
from policytargets.ledger.feed import feed
from policytargets.ledger.operations import OPERATION_WORD
from policytargets.ledger.reports import decide, submit
from policytargets.people import accounts, administration, sessions
from policytargets.people.model import Actor, Grant
from policytargets.record.database import Database
from policytargets.settings import today
from policytargets.store.engine import Ledger
from policytargets.store.verification import verify
from policytargets.ui.blocks import ledger as board
from policytargets.ui.blocks.addresses import PAGES
from policytargets.ui.frame import sign_in
from tests.engines import release
from tests.ledger.journal import operations
from tests.pages import listed, lists, plain, said
from tests.pages import opened as page
from tests.ui.ledger.months import new
from tests.ui.ledger.roles import DEPARTMENT, DISTRICT, PERIOD, ROLES, begun

# Which roles a page opens for, by hand from the office's rule; 台账 shows everybody what was released.
OPEN = {
    "progress": set(ROLES), "report": {"reporter", "signer", "other_reporter"},
    "dispatch": {"checker", "other_checker"},
    "courses": {"reporter", "checker", "other_reporter", "other_checker"}, "people": {"admin"},
    "operations": {"reporter", "signer", "other_reporter", "checker", "other_checker", "admin"},
}  # fmt: skip
# Who finds the sentence of a report that waits to be checked, of the department of DEPARTMENT.
SECRET = "示例尚未发布的进展"
SEES = {
    ("report", "reporter"), ("report", "signer"), ("dispatch", "checker"),
}  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, database: Database) -> Iterator[Ledger]:
    ledger, monthly = begun(f"sqlite:///{tmp_path_factory.mktemp('roles')}/ledger.sqlite", database)
    mine = [row for row in monthly if row["kind"] == "figure"]
    reporter = Actor("r", "示例甲", ROLES["reporter"] or ())
    checker = Actor("c", "示例丙", ROLES["checker"] or ())
    for row, progress in zip(mine, ("示例已发布的进展", SECRET), strict=False):
        place = Place(row["due_id"], PERIOD, DEPARTMENT, DISTRICT)
        filling = Filling("1", progress=progress, signed_by="示例乙")
        submit(ledger, reporter, place, due_item(row), filling, record_version="v", today=today())
    released = feed(ledger).reports[0]["report_id"]
    for event in ("checked", "released"):
        decide(ledger, checker, released, event, district_id=DISTRICT, record_version="v", without_evidence=True)
    yield ledger
    release(ledger)


@pytest.fixture
def be(made: Ledger, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Actor | None]:
    """Be someone with these roles on the pages that are opened."""
    monkeypatch.setenv("POLICYTARGETS_LEDGER", str(made.address))

    def become(role: str) -> Actor | None:
        grants = ROLES[role]
        actor = None if grants is None else Actor(f"person-{role}", "示例", grants)
        monkeypatch.setattr(board, "person", lambda: actor)
        return actor

    return become


def everything(shown: AppTest) -> str:
    areas = " ".join(str(field.value) for field in [*shown.text_area, *shown.text_input])
    return f"{said(shown)} {areas} {' '.join(str(text.value) for text in shown.text)}"


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", OPEN)
def test_every_page_for_every_role(be, role: str, name: str) -> None:
    be(role)
    parameters = {"report": {"period": "2023年9月"}, "dispatch": {"round": "2023年9月"}}
    shown = page(f"ledger/{name}", **parameters.get(name, {}))
    assert not shown.exception
    text = everything(shown)
    closed = any(word in plain(text) for word in ("供有权", "的权限，请找管理员"))
    assert closed != (role in OPEN[name]), text[:200]
    assert (SECRET in text) == ((name, role) in SEES)
    if closed:
        assert not shown.button
        assert not lists(shown)


def test_every_page_of_the_ledger_is_in_the_table() -> None:
    assert {page.name for page in PAGES if page.needs_ledger} == set(OPEN)


@pytest.mark.parametrize("role", ROLES)
def test_the_menu_shows_what_may_be_opened_and_nothing_else(be, role: str) -> None:
    be(role)
    assert sign_in.in_menu() == {name for name, roles in OPEN.items() if role in roles}


@pytest.mark.parametrize(("way", "needed", "link"), [
    ("off", "没有开启登录", False), ("one", "只供本机一人使用", False), ("accounts", "请先登录", True),
    ("oidc", "请先登录", True),
    ("proxy", "统一认证的入口", False),
])  # fmt: skip
def test_who_is_not_there_is_told_what_is_needed(
    be, monkeypatch: pytest.MonkeyPatch, way: str, needed: str, link: bool
) -> None:
    be("nobody")
    monkeypatch.setenv("POLICYTARGETS_SIGN_IN", way)
    for name in set(OPEN) - {"progress"}:
        shown = page(f"ledger/{name}")
        assert needed in said(shown)
        assert ("登录，然后回到这一页" in said(shown)) == link


def test_what_waits_is_a_list_and_is_chosen_by_name(be) -> None:
    be("checker")
    shown = page("ledger/dispatch", round="2023年9月")
    (waiting,) = [table for table in lists(shown) if "进展" in table]
    assert waiting["进展"].tolist() == [SECRET]
    (choice,) = [field for field in shown.multiselect if field.label.startswith("处理哪几项")]
    assert choice.options == [f"{waiting['部门'][0]}：{waiting['目标'][0]}"]
    assert not choice.set_value([choice.options[0]]).run().exception


@pytest.mark.parametrize(("day", "link", "name"), [
    (date(2023, 10, 5), {}, PERIOD), (date(2023, 11, 3), {}, "qingzhou-month-2023-10-31"),
    (date(2023, 11, 20), {}, "qingzhou-month-2023-10-31"),
    (date(2023, 11, 3), {"period": "2023年8月"}, "qingzhou-month-2023-08-31"),
])  # fmt: skip
def test_the_form_opens_with_what_is_due_now(
    be, monkeypatch: pytest.MonkeyPatch, day: date, link: dict[str, str], name: str
) -> None:
    be("reporter")
    monkeypatch.setattr(settings, "today", lambda: day)
    shown = page("ledger/report", **link)
    assert not shown.exception
    assert [box.value for box in shown.selectbox if box.label == "周期"] == [name]


@pytest.mark.parametrize("role", ROLES)
def test_the_journal_for_every_role(made: Ledger, be, role: str, database: Database) -> None:
    actor = be(role)
    rows = database.query("ledger/departments", district="")
    districts = dict(zip(rows["department_id"], rows["district_id"], strict=True))
    if role not in OPEN["operations"]:
        with pytest.raises(Refused, match="操作记录"):
            operations(made, actor, districts, {})
        return
    kinds = [row["kind"] for row in operations(made, actor, districts, {})]
    assert set(kinds) <= set(OPERATION_WORD)
    of_reports = ["report_released", "report_checked", "report_submitted", "report_submitted"]
    mine = dict.fromkeys(("reporter", "signer"), of_reports)
    checker = {"checker": [*of_reports, "periods_opened"], "other_checker": ["periods_opened"]}
    expected = {"admin": [*of_reports, "periods_opened", "begun"], **mine, **checker}
    assert kinds == expected.get(role, [])


@pytest.mark.parametrize("role", ROLES)
def test_the_commands_of_administration_for_every_role(made: Ledger, role: str) -> None:
    grants = ROLES[role]
    actor = None if grants is None else Actor(f"person-{role}", "示例", grants)
    before = verify(made)
    row = period_row(DISTRICT, "month", today().replace(day=1), today())
    tries = (
        lambda: administration.enter_person(made, actor, f"示例{role}", Grant("reader")),
        lambda: administration.grant_role(made, actor, "one", Grant("reader")),
        lambda: administration.disable_person(made, actor, "one", "因"),
        lambda: administration.reset_password(made, actor, "one"),
        lambda: open_period(made, actor, row),
    )
    if role == "admin":
        return
    for attempt in tries:
        with pytest.raises(Refused, match=r"权限|登录"):
            attempt()
    assert verify(made) == before


def test_a_signer_signs_on_the_page_and_a_district_corrects(made: Ledger, be) -> None:
    be("signer")
    shown = page("ledger/report", period="2023年9月")
    assert not [button for button in shown.button if button.label in ("提交", "撤回修改", "更正已发布的数据")]
    shown = press(shown, "审签")
    assert not shown.exception
    kinds = [row["kind"] for row in operations(made, Actor("m", "示例", (Grant("admin"),)), {}, {})]
    assert kinds[0] == "report_signed"
    be("checker")
    shown = page("ledger/dispatch", office="青州市", round="2023年9月")
    (box,) = [box for box in shown.selectbox if (box.key or "").endswith(":correct:due")]
    shown = box.set_value(feed(made).released[0]["due_id"]).run()
    next(field for field in shown.text_input if field.label.startswith("累计数")).set_value("2")
    next(field for field in shown.text_input if field.label == "更正原因").set_value("统计局核定数")
    shown = press(shown.run(), "提交更正")
    newest = feed(made).reports[-1]
    assert (newest["value"], newest["revision"], newest["state"]) == ("2", 2, "submitted"), shown.error
    assert [row["value"] for row in feed(made).released] == ["1"]
    assert verify(made)[0] == []


@pytest.fixture
def fresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ledger]:
    ledger = new(f"sqlite:///{tmp_path}/ledger.sqlite")
    monkeypatch.setenv("POLICYTARGETS_LEDGER", str(ledger.address))
    monkeypatch.setenv("POLICYTARGETS_SIGN_IN", "accounts")
    monkeypatch.setattr(board, "person", lambda: Actor("one", "本机用户", alone=True))
    yield ledger
    release(ledger)


def press(shown: AppTest, label: str) -> AppTest:
    (button,) = [button for button in shown.button if button.label == label]
    return button.click().run()


def test_a_baseline_from_the_page_to_the_course(fresh: Ledger) -> None:
    shown = page("ledger/courses", stage="缺基期数")
    assert "缺基期数：填报照常" in said(shown)
    for field in shown.text_input:
        for label, text in {
            "基期数（": "1",
            "基期日期": "2022-12-31",
            "基期数来源": "统计年报",
            "理由": "年报",
        }.items():
            if field.label.startswith(label):
                field.set_value(text)
    shown = press(shown.run(), "提出")
    assert [row["state"] for row in feed(fresh).arrangements.courses] == ["proposed"], [e.value for e in shown.error]
    shown = press(shown, "批准")
    (course,) = feed(fresh).arrangements.courses
    assert (course["state"], course["baseline"], course["baseline_source"]) == ("approved", "1", "统计年报")
    assert verify(fresh)[0] == []


def test_the_items_of_the_current_year_are_offered_first(
    fresh: Ledger, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "today", lambda: date(2024, 6, 1))
    rows = database.query("ledger/due_items").set_index("due_id")
    shown = page("ledger/courses", stage=f"全部 {len(rows)}")
    (box,) = [box for box in shown.selectbox if box.label == "应报项"]
    place = rows["chapter"].where(rows["task_no"] == 0, "第" + rows["task_no"].astype(str) + "项")
    year = rows["window_end"].dt.year.astype(str)
    rows.index = pd.Index(rows["name"] + "（" + rows["district"] + "，" + place + "，" + year + "年）")
    assert sorted(box.options) == sorted(set(rows.index))  # no two are called the same
    now = [rows.loc[name, "window_start"].year <= 2024 <= rows.loc[name, "window_end"].year for name in box.options]
    assert set(now) == {True, False}
    assert now == sorted(now, reverse=True)


def test_a_year_that_is_entered_late_says_what_has_closed(fresh: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    """By mid November nine months, three quarters and the half year have closed in each of five districts."""
    monkeypatch.setattr(settings, "today", lambda: date(2023, 11, 15))
    shown = press(page("ledger/people", managing="周期"), "设定")
    (told,) = [plain(box.value) for box in shown.success]
    assert told.startswith("新增 95 个周期，已有的不变。其中 65 个已过关闭日，不收填报"), told
    monkeypatch.setattr(settings, "today", lambda: date(2023, 1, 15))
    shown = press(page("ledger/people", managing="周期"), "设定")
    assert [plain(box.value) for box in shown.success] == ["新增 0 个周期，已有的不变。"]


def test_an_account_from_the_page_to_its_first_sign_in_and_its_end(fresh: Ledger) -> None:
    shown = page("ledger/people")
    name = next(field for field in shown.text_input if field.label == "姓名")
    name.set_value("示例甲")
    shown = press(shown.run(), "登记")
    (told,) = [element.value for element in shown.success]
    password = told.split("首次密码：")[1].split("（")[0]
    assert sessions.sign_in(fresh, "示例甲", password, "10.0.0.1")[1] is True
    assert password not in said(page("ledger/people"))
    person = accounts.person_by_subject(fresh, "account:示例甲")
    shown = page("ledger/people")
    chosen = next(box for box in shown.selectbox if box.label == "人员")
    chosen.set_value(person)
    next(field for field in shown.text_input if field.label == "停用原因").set_value("调离")
    press(shown.run(), "停用：收回全部角色和密码")
    with pytest.raises(Refused):
        sessions.sign_in(fresh, "示例甲", password, "10.0.0.2")
    assert [row["kind"] for row in operations(fresh, Actor("m", "示例", alone=True), {}, {})][:2] == [
        "roles_revoked", "person_added",
    ]  # fmt: skip


def test_people_stand_by_name_and_numbers_by_their_size(fresh: Ledger) -> None:
    for name in ("示例填报员10", "示例填报员2", "示例填报员100", "示例填报员1"):
        administration.enter_person(fresh, Actor("m", "示例", alone=True), name, Grant("reader"))
    shown = page("ledger/people")
    names = [f"示例填报员{number}" for number in (1, 2, 10, 100)]
    assert [name for name in listed(shown)["姓名"] if name in names] == names
    (box,) = [box for box in shown.selectbox if box.label == "人员"]
    assert [name for name in box.options if name in names] == names


def every_role_reads_what_was_closed(patch: pytest.MonkeyPatch, snapshot_id: str, database: Database) -> None:
    """The list of snapshots, the rows of one as they were shown, and its CSV, for who is signed in and who is not."""
    dues = database.query("ledger/due_items")
    names = sorted(dues.loc[dues["district_id"] == DISTRICT, "name"])
    for grants in ROLES.values():
        actor = None if grants is None else Actor("person", "示例", grants)
        patch.setattr(board, "person", lambda actor=actor: actor)
        files: dict[str, bytes] = {}
        give = st.download_button

        def giving(label: str, data: Any, file_name: str, **more: Any) -> bool:
            files[file_name] = data() if callable(data) else data  # noqa: B023
            return give(label, data, file_name, **more)  # noqa: B023

        with patch.context() as inner:
            inner.setattr(st, "download_button", giving)
            shown = page("ledger/progress", snapshot="青州市 2023年9月 第 1 次")
        assert not shown.exception
        told, rows = lists(shown)
        assert (told["定稿"][0], told["截至"][0]) == ("青州市 2023年9月", "2023-09-30")
        assert sorted(rows["目标"]) == names
        (file,) = [name for name in files if "定稿" in name]
        assert all(word in file for word in ("青州市", "2023-09-30", "第1次")), file
        saved = pd.read_csv(io.BytesIO(files[file]))
        assert sorted(saved["目标"]) == names
        assert "应报项编号" in saved.columns


def test_a_period_is_set_and_closed_on_the_pages(
    fresh: Ledger, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = page("ledger/people", managing="周期")
    next(field for field in shown.number_input if field.label == "年份").set_value(2023)
    press(shown.run(), "设定")
    assert len(feed(fresh).periods) == 5 * 19
    shown = page("ledger/people", managing="周期")
    change = f"one:periods:change:{PERIOD}:0"
    for box in shown.selectbox:
        if box.key == "one:periods:change:district":
            shown = box.set_value(DISTRICT).run()
    shown = next(b for b in shown.selectbox if b.key == f"one:periods:change:period:{DISTRICT}").set_value(PERIOD).run()
    next(field for field in shown.date_input if field.key == f"{change}:due_on").set_value(date(2023, 10, 12))
    refused = press(shown.run(), "调整")
    assert "请写明调整的原因" in refused.error[0].value
    next(field for field in refused.text_input if field.key == f"{change}:reason").set_value("系统维护")
    press(refused.run(), "调整")
    told = page("ledger/operations")
    assert "2023年9月：改为 2023-10-12 截止" in listed(told).to_string()
    assert {"序号", "校验码"} <= {*listed(told)}
    assert "校验码由这一条和它以前的各条一起算出" in said(told)
    told = "2023-10-12 截止（原 2023-10-08；调整原因：系统维护）"
    assert told in said(page("ledger/report", reporter="市工信局（青州）", period="2023年9月")).replace("\\", "")
    shown = page("ledger/dispatch", office="青州市", round="2023年9月")
    assert told in said(shown).replace("\\", "")
    asked = press(shown, "定稿")
    (question,) = [plain(box.value) for box in asked.warning if "定稿不能撤销" in box.value]
    assert re.fullmatch(r"应报 (\d+) 项中还有 \1 项未报。定稿不能撤销，以后只能写明原因重新定稿。", question)
    assert not feed(fresh).arrangements.snapshots
    press(asked, "确定定稿")
    (snapshot,) = feed(fresh).arrangements.snapshots
    assert (snapshot["district_id"], snapshot["ends_on"]) == (DISTRICT, "2023-09-30")
    every_role_reads_what_was_closed(monkeypatch, snapshot["snapshot_id"], database)
    monkeypatch.setattr(board, "person", lambda: Actor("one", "本机用户", alone=True))
    shown = press(page("ledger/dispatch", office="青州市", round="2023年9月"), "重新定稿")
    shown = press(shown, "确定重新定稿")
    assert "更正原因" in shown.error[0].value
    assert len(feed(fresh).arrangements.snapshots) == 1
    assert verify(fresh)[0] == []
