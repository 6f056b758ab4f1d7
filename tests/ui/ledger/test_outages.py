"""What the ledger's pages do while the store fails for real: the server is down, goes between two acts, loses an
answer; the file is held by another process or the disk is full. Nothing that was typed is lost or written twice."""

import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from playwright.sync_api import FilePayload, Page, expect
from sqlalchemy import event
from streamlit.testing.v1 import AppTest

from policytargets import settings
from policytargets.ledger.drafts import Place, draft
from policytargets.ledger.feed import feed
from policytargets.record.database import Database
from policytargets.store import engine
from policytargets.store.engine import Ledger
from policytargets.store.verification import verify
from policytargets.ui.blocks import ledger as board
from policytargets.ui.blocks.addresses import PAGES
from tests import engines
from tests.browser import run_board, settle
from tests.engines import Cluster, release
from tests.lines import Line, line
from tests.pages import opened, plain, said
from tests.ui.ledger.months import ALONE, DEPARTMENT, DISTRICT, ITEMS, begun, form, press, write

OWN = [page.script.removeprefix("pages/").removesuffix(".py") for page in PAGES if page.needs_ledger]
HOLDING = (
    "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute('BEGIN EXCLUSIVE'); print(flush=True); input()"
)
Begin = Callable[[str], Ledger]


@pytest.fixture(scope="module")
def server() -> Iterator[Cluster]:
    """A PostgreSQL of this module's own, as it is stopped; it runs before and after each test."""
    with engines.cluster() as running:
        yield running


@pytest.fixture
def begin(monkeypatch: pytest.MonkeyPatch, database: Database) -> Iterator[Begin]:
    """Make a ledger at an address the board's own, on the fifth of October, for the one person of this machine."""
    made: list[Ledger] = []

    def at(address: str) -> Ledger:
        made.append(begun(address, database, 8, 9))
        monkeypatch.setenv("POLICYTARGETS_LEDGER", address)
        monkeypatch.setattr(board, "person", lambda: ALONE)
        monkeypatch.setattr(settings, "today", lambda: date(2023, 10, 5))
        return made[-1]

    yield at
    for ledger in made:
        release(ledger)


def told(shown: AppTest) -> str:
    assert not shown.exception
    return plain(said(shown))


def filled(shown: AppTest, *, anew: bool = True) -> dict[str, str | None]:
    """What stands in the fields of the first item; `anew`: the browser, which forgets what is not drawn, is told so."""
    fields = [field for field in [*shown.text_input, *shown.text_area] if f":{ITEMS[0]}:" in (field.key or "")]
    assert {field.proto.set_value for field in fields if field.value} == {anew}
    return {(field.key or "").rpartition(":")[2]: field.value for field in fields if field.value}


def test_with_its_server_down_every_page_says_so_and_the_board_runs(server: Cluster, begin: Begin) -> None:
    begin(server.new_database())
    server.stop()
    try:
        for script in OWN:
            assert "台账暂不可用：台账数据库连接不上，请维护人员检查数据库是否在运行。" in told(opened(script)), script
        overview = opened("board/overview")
        assert "台账暂不可用" in told(overview)  # beside the menu
        assert overview.title[0].value == "总览"
        assert not opened("evidence/target", target=ITEMS[0]).exception
    finally:
        server.start()
    assert "台账暂不可用" not in told(opened("ledger/report"))


def test_a_server_that_stops_between_two_acts_costs_nothing_typed(server: Cluster, begin: Begin) -> None:
    ledger = begin(server.new_database())
    shown = write(form(), ITEMS[0], "value", "7")
    server.stop()
    try:
        shown = write(shown, ITEMS[0], "progress", "办了七场")
        assert "填好还没有保存的内容都还在" in told(shown)
        assert "连接不上" in told(press(shown, "再试一次"))
    finally:
        server.start()
    shown = press(shown, "再试一次")
    assert "台账暂不可用" not in told(shown)
    assert filled(shown) == {"value": "7", "progress": "办了七场", "signed_by": "示例乙"}
    press(shown, "提交已填的 1 项")
    (report,) = [row for row in feed(ledger).reports if row["ends_on"] == "2023-09-30"]
    assert (report["value"], report["progress"]) == ("7", "办了七场")
    assert verify(ledger)[0] == []


def test_a_press_while_the_server_is_down_is_pressed_again(server: Cluster, begin: Begin) -> None:
    ledger = begin(server.new_database())
    shown = write(write(form(), ITEMS[0], "value", "7"), ITEMS[0], "progress", "办了七场")
    server.stop()
    try:
        shown = press(shown, "提交已填的 1 项")
        assert "台账暂不可用" in told(shown)
    finally:
        server.start()
    shown = press(shown, "再试一次")
    assert len(feed(ledger).reports) == 1  # whoever was told of a failure decides anew
    assert filled(shown) == {"value": "7", "progress": "办了七场", "signed_by": "示例乙"}
    press(shown, "提交已填的 1 项")
    assert [row["value"] for row in feed(ledger).reports] == ["6", "7"]


def test_reasons_typed_on_other_pages_stay_too(server: Cluster, begin: Begin) -> None:
    begin(server.new_database())
    press(write(form(), ITEMS[0], "value", "7"), "提交已填的 1 项")
    shown = opened("ledger/dispatch", office="周村区", round="2023年9月")
    other = opened("ledger/courses")
    server.stop()
    try:
        shown = _typed(shown, ":reason", "请附名单")
        other = _typed(other, ":why", "据统计年鉴")
        assert "台账暂不可用" in told(shown)
        assert "台账暂不可用" in told(other)
    finally:
        server.start()
    _holds(press(shown, "再试一次"), ":reason", "请附名单")
    _holds(press(other, "再试一次"), ":why", "据统计年鉴")


def test_ticks_and_choices_stay_as_they_were(server: Cluster, begin: Begin) -> None:
    begin(server.new_database())
    press(write(form(), ITEMS[0], "value", "7"), "提交已填的 1 项")
    shown = opened("ledger/dispatch", office="周村区", round="2023年9月")
    shown = next(box for box in shown.checkbox if box.label.startswith("核对没有佐证")).check().run()
    (chosen,) = [box for box in shown.multiselect if (box.key or "").endswith(":waiting")]
    shown = chosen.set_value([feed(board.opened()).reports[-1]["report_id"]]).run()
    other = opened("ledger/courses")
    other = next(box for box in other.selectbox if (box.key or "").endswith(":pacing")).set_value("final").run()
    server.stop()
    try:
        shown = _typed(shown, ":reason", "请附名单")
        other = _typed(other, ":why", "据统计年鉴")
    finally:
        server.start()
    shown, other = press(shown, "再试一次"), press(other, "再试一次")
    (tick,) = [box for box in shown.checkbox if box.label.startswith("核对没有佐证")]
    (chosen,) = [box for box in shown.multiselect if (box.key or "").endswith(":waiting")]
    (pacing,) = [box for box in other.selectbox if (box.key or "").endswith(":pacing")]
    assert (tick.value, tick.proto.set_value) == (True, True)
    assert (len(chosen.value), chosen.proto.set_value) == (1, True)
    assert (pacing.value, pacing.proto.set_value) == ("final", True)
    assert not press(shown, "核对 1 项").error


def _typed(shown: AppTest, key: str, text: str) -> AppTest:
    return next(field for field in shown.text_input if (field.key or "").endswith(key)).set_value(text).run()


def _holds(shown: AppTest, key: str, text: str) -> None:
    field = next(field for field in shown.text_input if (field.key or "").endswith(key))
    assert (field.value, field.proto.set_value) == (text, True)


@pytest.fixture
def wire(server: Cluster) -> Iterator[Line]:
    with line(server) as made:
        yield made


@pytest.mark.parametrize("cut", [False, True])
def test_an_answer_lost_after_the_commit_is_no_second_report(
    server: Cluster, wire: Line, begin: Begin, cut: bool
) -> None:
    """`cut`: nothing answers afterwards either, so that nobody can tell whether it was saved."""
    ledger = begin(wire.address(server.new_database()))
    shown = write(write(form(), ITEMS[0], "value", "7"), ITEMS[0], "progress", "办了七场")
    wire.losing, wire.cut = True, cut
    shown = press(shown, "提交已填的 1 项")
    assert not wire.losing
    assert ("台账暂不可用" in told(shown)) == cut
    if cut:
        wire.cut = False
        shown = press(shown, "再试一次")
        (answer,) = [plain(error.value) for error in shown.error]
        assert "未能确认是否保存：台账数据库连接不上" in answer
        assert "同一内容再提交一次也只记一次" in answer
    assert "已报 7 场；办了七场" in told(shown)
    assert not [button for button in shown.button if button.label.startswith("提交已填")]
    assert [row["value"] for row in feed(ledger).reports] == ["6", "7"]
    assert verify(ledger)[0] == []


def test_an_answer_lost_after_a_check_is_no_second_one(server: Cluster, wire: Line, begin: Begin) -> None:
    ledger = begin(wire.address(server.new_database()))
    press(write(form(), ITEMS[0], "value", "7"), "提交已填的 1 项")
    before = opened("ledger/dispatch", office="周村区", round="2023年9月")
    (box,) = [box for box in before.checkbox if box.label.startswith("核对没有佐证的数字")]
    before = box.check().run()
    wire.losing, wire.cut = True, True
    shown = press(before, "核对 1 项")
    wire.cut = False
    shown = press(shown, "再试一次")
    (disabled,) = [button.disabled for button in shown.button if button.label == "核对 0 项"]
    assert disabled
    assert feed(ledger).reports[-1]["state"] == "checked"
    assert verify(ledger)[:2] == ([], feed(ledger).version)


@pytest.fixture
def held_file(tmp_path_factory: pytest.TempPathFactory, begin: Begin, monkeypatch: pytest.MonkeyPatch) -> Ledger:
    monkeypatch.setattr(engine, "PATIENCE", 1)
    monkeypatch.setattr(engine, "READING_PATIENCE", 0.1)
    return begin(f"sqlite:///{tmp_path_factory.mktemp('held')}/ledger.sqlite")


def test_a_file_that_another_process_holds_is_busy_and_nothing_typed_is_lost(held_file: Ledger) -> None:
    shown = write(form(), ITEMS[0], "value", "7")
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDING, str(held_file.file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    with holder:
        assert holder.stdout
        holder.stdout.readline()
        shown = write(shown, ITEMS[0], "progress", "办了七场")
        assert "台账暂不可用：台账正忙，请稍后再试。" in told(shown)
        assert "台账暂不可用：台账正忙" in told(opened("board/overview"))
        holder.communicate(b"\n")
    shown = press(shown, "再试一次")
    assert filled(shown) == {"value": "7", "progress": "办了七场", "signed_by": "示例乙"}
    press(shown, "提交已填的 1 项")
    assert [row["value"] for row in feed(held_file).reports] == ["6", "7"]


def test_a_writer_that_another_process_keeps_waiting_is_told_so(held_file: Ledger) -> None:
    shown = write(form(), ITEMS[0], "value", "7")
    assert held_file.file
    with sqlite3.connect(held_file.file, isolation_level=None) as other:  # it may be read all the while
        other.execute("BEGIN IMMEDIATE")
        shown = press(shown, "提交已填的 1 项")
        assert "未保存：台账正忙，请稍后再试" in plain(shown.error[0].value)
        assert filled(shown, anew=False)["value"] == "7"
        other.execute("ROLLBACK")
    other.close()
    press(shown, "提交已填的 1 项")
    assert [row["value"] for row in feed(held_file).reports] == ["6", "7"]


def test_on_a_full_disk_what_was_typed_stays_and_is_saved_once_there_is_room(held_file: Ledger) -> None:
    """SQLite is allowed no page more than it has and fails as on a full disk, by the same way."""
    shown = write(form(), ITEMS[0], "value", "7")
    assert held_file.file
    with sqlite3.connect(held_file.file) as own:
        pages = own.execute("PRAGMA page_count").fetchone()[0]
    own.close()

    def limit(connection: sqlite3.Connection, *_: object) -> None:
        connection.execute(f"PRAGMA max_page_count={pages}").close()

    held_file.writes.dispose()
    event.listen(held_file.writes, "connect", limit)
    long = "办" * 1900
    shown = write(shown, ITEMS[0], "progress", long)
    assert "未保存：服务器磁盘已满，请告知维护人员" in [plain(error.value) for error in shown.error]
    shown = press(shown, "提交已填的 1 项")
    assert "未保存：服务器磁盘已满" in plain(shown.error[-1].value)
    assert filled(shown, anew=False)["progress"] == long
    assert len(feed(held_file).reports) == 1
    event.remove(held_file.writes, "connect", limit)
    held_file.writes.dispose()
    press(shown, "提交已填的 1 项")
    assert [row["progress"] for row in feed(held_file).reports] == ["", long]
    assert verify(held_file)[0] == []


@contextmanager
def form_of_september(page: Page, ledger: Ledger) -> Iterator[None]:
    """A board with this ledger, and its form open in the browser."""
    with run_board(POLICYTARGETS_LEDGER=str(ledger.address), POLICYTARGETS_SIGN_IN="one") as running:
        page.goto(f"{running.address}/report?reporter=区文化和旅游局（周村）&period=2023年9月")
        settle(page)
        yield


@pytest.mark.browser
def test_in_a_browser_the_fields_hold_what_was_typed_before_the_server_went(
    page: Page, server: Cluster, database: Database
) -> None:
    ledger = begun(server.new_database(), database, 8, 9)
    with form_of_september(page, ledger):
        value, progress = page.get_by_label("自期初累计").first, page.get_by_label("进展情况").first
        value.fill("7")
        page.keyboard.press("Tab")
        settle(page)
        server.stop()
        try:
            progress.fill("办了七场")
            page.keyboard.press("Tab")
            expect(page.get_by_test_id("stMain").get_by_text(re.compile("台账暂不可用"))).to_be_visible()
            expect(value).to_have_count(0)
        finally:
            server.start()
        page.get_by_role("button", name="再试一次").click()
        expect(value).to_have_value("7")
        expect(progress).to_have_value("办了七场")
        page.get_by_role("button", name="提交", exact=True).first.click()
        expect(page.get_by_text("已报 7 场；办了七场")).to_be_visible()
    assert [row["progress"] for row in feed(ledger).reports] == ["", "办了七场"]
    assert draft(ledger, Place(ITEMS[0], f"{DISTRICT}-month-2023-09-30", DEPARTMENT, DISTRICT)) == (None, 0)
    release(ledger)


@pytest.mark.browser
def test_files_chosen_while_the_server_is_down_are_taken_once_it_is_back(
    page: Page, server: Cluster, database: Database
) -> None:
    ledger = begun(server.new_database(), database, 8, 9)
    with form_of_september(page, ledger):
        fields = page.locator("input[type=file]")
        for place, name, content in ((1, "示例名单.pdf", b"%PDF-1.4 invented"), (0, "示例.xlsx", b"no workbook")):
            server.stop()
            try:
                file: FilePayload = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
                fields.nth(place).set_input_files(file)
                expect(page.get_by_text(re.compile("填好还没有保存的内容都还在"))).to_be_visible()
                expect(fields).to_have_count(0)
            finally:
                server.start()
            page.get_by_role("button", name="再试一次").click()
            expect(page.get_by_text("示例名单.pdf（1 KB）")).to_be_visible()
        expect(page.get_by_text("台账中断前选的“示例.xlsx”还在，不用再选。")).to_be_visible()
        expect(page.get_by_text("这不是可读的 .xlsx 文件")).to_be_visible()
        page.get_by_role("button", name="不用这个文件").click()
        expect(page.get_by_text("这不是可读的 .xlsx 文件")).to_have_count(0)
        expect(page.get_by_text("中断前选的")).to_have_count(0)
    release(ledger)
