"""Who is signed in stays so while the ledger can't be asked: nothing takes them for nobody, and no page need be loaded
again by hand once it is back."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
import requests
from playwright.sync_api import FilePayload, Page, expect

from policytargets.people import accounts
from policytargets.people.model import Grant
from policytargets.record.database import Database
from policytargets.server.identity import COOKIE
from policytargets.store.engine import Ledger
from tests import engines
from tests.browser import run_board, settle
from tests.engines import Cluster, release
from tests.ui.ledger.months import DEPARTMENT, begun

pytestmark = pytest.mark.browser
NAME, PASSWORD = "示例张", "Correct-horse-9"
FORM = "report?reporter=区文化和旅游局（周村）&period=2023年9月"
FILE: FilePayload = {"name": "示例.xlsx", "mimeType": "application/octet-stream", "buffer": b"no workbook"}
CLOSED = re.compile("台账暂不可用：台账数据库连接不上")


@dataclass(frozen=True)
class Place:
    """A board whose people have accounts, and the server of its ledger."""

    board: str
    server: Cluster
    ledger: Ledger


@pytest.fixture(scope="module")
def place(database: Database) -> Iterator[Place]:
    with engines.cluster() as server:
        ledger = begun(server.new_database(), database, 8, 9)
        person = accounts.add_person(ledger, NAME, [Grant("reporter", None, DEPARTMENT)])
        accounts.set_password(ledger, person, PASSWORD)
        with run_board(POLICYTARGETS_LEDGER=str(ledger.address), POLICYTARGETS_SIGN_IN="accounts") as running:
            yield Place(running.address, server, ledger)
        release(ledger)


@pytest.fixture
def signed_in(page: Page, place: Place) -> Page:
    """A browser in which somebody has signed in."""
    page.goto(f"{place.board}/sign-in")
    page.get_by_label("姓名").fill(NAME)
    page.get_by_label("密码", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="登录", exact=True).click()
    expect(page.get_by_text(f"当前用户：{NAME}")).to_be_visible()
    return page


@contextmanager
def closed(place: Place) -> Iterator[None]:
    """The ledger can't be asked meanwhile."""
    place.server.stop()
    try:
        yield
    finally:
        place.server.start()


def test_a_page_that_is_first_opened_meanwhile_goes_on_once_the_ledger_is_back(signed_in: Page, place: Place) -> None:
    with closed(place):
        signed_in.goto(f"{place.board}/{FORM}")
        settle(signed_in)
        expect(signed_in.get_by_test_id("stMain").get_by_text(CLOSED)).to_be_visible()
        expect(signed_in.get_by_text("登录")).to_have_count(0)
        expect(signed_in.get_by_test_id("stSidebarNav").get_by_role("link", name="填报")).to_be_visible()
    signed_in.get_by_role("button", name="再试一次").click()
    expect(signed_in.get_by_text(f"当前用户：{NAME}")).to_be_visible()
    expect(signed_in.get_by_label("自期初累计").first).to_be_visible()
    expect(signed_in.get_by_role("combobox", name="周期")).to_have_value("2023年9月")


def test_a_page_of_the_plans_says_it_beside_the_menu_with_the_way_on(signed_in: Page, place: Place) -> None:
    side = signed_in.get_by_test_id("stSidebar")
    with closed(place):
        signed_in.goto(f"{place.board}/department")
        settle(signed_in)
        expect(side.get_by_text(CLOSED)).to_be_visible()
        expect(side.get_by_text("登录")).to_have_count(0)
        expect(signed_in.get_by_role("heading", name="责任部门", level=1)).to_be_visible()
    side.get_by_role("button", name="再试一次").click()
    expect(side.get_by_text(f"当前用户：{NAME}")).to_be_visible()
    expect(side.get_by_role("button", name="再试一次")).to_have_count(0)


def test_a_file_that_is_chosen_meanwhile_is_refused_in_words_and_taken_once_the_ledger_is_back(
    signed_in: Page, place: Place
) -> None:
    signed_in.goto(f"{place.board}/{FORM}")
    settle(signed_in)
    signed_in.get_by_text("用 Excel 填报").click()
    with closed(place):
        signed_in.locator("input[type=file]").first.set_input_files(FILE)
        said = signed_in.get_by_test_id("stFileUploader").first.get_by_role("alert")
        expect(said).to_have_text("出错：文件没有传上来，台账暂不可用。恢复后请再选一次。")
        box = said.bounding_box()
        assert box
        assert box["height"] > 10, box  # read by everybody, not by screen readers alone
    signed_in.locator("input[type=file]").first.set_input_files(FILE)
    expect(signed_in.get_by_text("这不是可读的 .xlsx 文件")).to_be_visible()


def test_the_sign_in_and_the_addresses_of_data_say_it_too(signed_in: Page, place: Place) -> None:
    (cookie,) = [one for one in signed_in.context.cookies() if one.get("name") == COOKIE]
    own = {COOKIE: str(cookie.get("value"))}
    with closed(place):
        for path in ("sign-in", "data/targets.csv"):
            answer = requests.get(f"{place.board}/{path}", cookies=own, timeout=60)
            assert answer.status_code == 503, path
            assert CLOSED.search(answer.content.decode()), path
    assert requests.get(f"{place.board}/data/targets.csv", cookies=own, timeout=60).status_code == 200
    assert requests.get(f"{place.board}/data/targets.csv", cookies={COOKIE: "another"}, timeout=60).status_code == 401
