"""Who is there: nobody can name themselves; each way of signing in names whom it should and nobody else."""

import asyncio
import urllib.error
import urllib.request
from collections.abc import Iterator
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, expect

from policytargets.errors import LedgerClosed
from policytargets.ledger.calendars import open_year
from policytargets.people import accounts
from policytargets.people.model import Grant
from policytargets.server.identity import PERSON, Identity, person_of
from policytargets.server.sign_in import wanted
from policytargets.store.engine import Ledger
from policytargets.store.entries import Command, append
from policytargets.store.upgrading import create
from tests.browser import serve, settle
from tests.engines import opened, release
from tests.ledger.days import never_closing

FIRST, SECOND = "Correct-horse-9", "Battery-staple-8"
KEY = "a-secret-of-the-office"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    address = f"sqlite:///{tmp_path_factory.mktemp('people')}/ledger.sqlite"
    ledger = opened(address)
    create(ledger, "real")
    accounts.begin(ledger)
    with never_closing():
        open_year(ledger, ["qingzhou"], 2023, by="one")
    for name, department in (("示例张", "qingzhou-civil-affairs"), ("示例李", "qingzhou-industry-information")):
        person = accounts.add_person(ledger, name, [Grant("reporter", None, department)])
        accounts.set_password(ledger, person, FIRST, must_change=True)
    accounts.add_person(ledger, "示例王", [], subject="office:wang")
    admin, civil = Grant("admin"), Grant("reporter", None, "qingzhou-civil-affairs")
    industry = Grant("reporter", None, "qingzhou-industry-information")
    for name, grant in (
        ("示例赵", civil),
        ("示例钱", industry),
        ("示例孙", admin),
        ("示例周", admin),
        ("示例吴", civil),
    ):
        person = accounts.add_person(ledger, name, [grant])
        accounts.set_password(ledger, person, FIRST)
        if name == "示例赵":
            command = Command("own", "evidence_received", person, "v", str(civil.department_id), files=(b"x",))
            append(ledger, command, lambda _: {})
    yield address
    release(ledger)


@pytest.fixture
def asked(place: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Ledger:
    (tmp_path / "key").write_text(f"{KEY}\n")
    monkeypatch.setenv("POLICYTARGETS_LEDGER", place)
    monkeypatch.setenv("POLICYTARGETS_PROXY_KEY_FILE", str(tmp_path / "key"))
    return opened(place)


def known(shown: list[bytes]) -> list[str | None]:
    """The persons behind what the middleware hands on."""
    return [person_of(one.decode()) for one in shown]


def named(
    client: str = "127.0.0.1", host: str = "localhost:8501", kind: str = "websocket", **headers: str
) -> list[bytes]:
    """What the middleware hands on of a person for a connection with these headers."""
    seen: list[bytes] = []

    async def app(scope, receive, send) -> None:
        seen.extend(value for name, value in scope["headers"] if name == PERSON)
        assert not [name for name, _ in scope["headers"] if name.startswith(b"x-board-") and name != PERSON]

    sent = [(b"host", host.encode())]
    sent += [(name.lower().replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    place = {"method": "GET", "path": "/_stcore/stream", "query_string": b""}
    scope = {"type": kind, "headers": sent, "client": (client, 5), **place}
    asyncio.run(Identity(app)(scope, None, None))
    return seen


@pytest.mark.parametrize("way", ["off", "one", "accounts", "proxy"])
def test_nobody_names_themselves(asked: Ledger, way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICYTARGETS_SIGN_IN", way)
    for kind in ("websocket", "http"):
        found = named("10.0.0.5", "board.example", kind, X_Board_Person="one", X_BOARD_Subject="office:wang")
        assert found == []


def test_one_is_the_person_at_this_machine_alone(asked: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICYTARGETS_SIGN_IN", "one")
    assert named() == [b"one"]
    assert named(client="10.0.0.5") == []
    assert named(host="board.example") == []  # a name of another's that leads here
    assert named(X_Forwarded_For="10.0.0.5") == []
    monkeypatch.delenv("POLICYTARGETS_LEDGER")
    assert named() == []


def test_the_proxy_shows_its_key(asked: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICYTARGETS_SIGN_IN", "proxy")
    wang = accounts.person_by_subject(asked, "office:wang")
    assert wang is not None
    assert known(named(X_Board_Subject="office:wang", X_Board_Proxy_Key=KEY)) == [wang]
    assert named(X_Board_Subject="office:wang", X_Board_Proxy_Key=KEY + "x") == []
    assert named(X_Board_Subject="office:wang") == []
    assert known(named(X_Board_Subject="office:nobody", X_Board_Proxy_Key=KEY)) == [None]
    monkeypatch.delenv("POLICYTARGETS_PROXY_KEY_FILE")
    assert named(X_Board_Subject="office:wang", X_Board_Proxy_Key="") == []


def test_what_is_shown_is_handed_on_though_the_ledger_is_closed(
    asked: Ledger, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The same as before: else the framework would begin a new session for who reconnects meanwhile."""
    for way, headers in (
        ("accounts", {"Cookie": "board_session=token"}),
        ("proxy", {"X_Board_Subject": "office:wang", "X_Board_Proxy_Key": KEY}),
    ):
        monkeypatch.setenv("POLICYTARGETS_SIGN_IN", way)
        monkeypatch.setenv("POLICYTARGETS_LEDGER", str(asked.address))
        before = named(**headers)
        assert len(before) == 1
        monkeypatch.setenv("POLICYTARGETS_LEDGER", f"sqlite:///{tmp_path}/none.sqlite")
        assert named(**headers) == before
        with pytest.raises(LedgerClosed):
            known(before)


@pytest.fixture(scope="module")
def board(place: str) -> Iterator[str]:
    with serve(POLICYTARGETS_LEDGER=place, POLICYTARGETS_SIGN_IN="accounts") as running:
        yield running


def post(board: str, origin: str | None, **fields: str) -> int:
    request = urllib.request.Request(
        f"{board}/sign-in", urlencode(fields).encode(), {"Origin": origin} if origin else {}
    )
    try:
        with urllib.request.urlopen(request) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        error.close()
        return error.code


def test_another_sites_form_is_refused(board: str) -> None:
    assert post(board, None, name="示例张", password=FIRST) == 404
    assert post(board, "http://elsewhere.example", name="示例张", password=FIRST) == 404
    assert post(board, board, name="示例张", password="wrong") == 403


def test_the_first_password_is_not_changed_to_itself(board: str) -> None:
    """Who made the account knows it; it still has to be changed afterwards."""
    for _ in range(2):
        assert post(board, board, name="示例李", password=FIRST, new=FIRST) == 403


def sign_in(page: Page, board: str, name: str) -> None:
    page.goto(f"{board}/sign-in")
    page.get_by_label("姓名").fill(name)
    page.get_by_label("密码", exact=True).fill(FIRST)
    page.get_by_role("button", name="登录", exact=True).click()
    expect(page.get_by_text("首次登录，请同时填写新密码")).to_be_visible()
    page.get_by_label("姓名").fill(name)
    page.get_by_label("密码", exact=True).fill(FIRST)
    page.get_by_label("新密码").fill(SECOND)
    page.get_by_role("button", name="登录", exact=True).click()
    settle(page)
    expect(page.get_by_text(f"当前用户：{name}")).to_be_visible()


@pytest.mark.parametrize(("asked", "back"), [
    ("report", "report"), ("report?period=2023年9月", "report?period=2023年9月"),
    ("https://elsewhere.example/report", ""),
    ("//elsewhere.example/report", ""), ("/report", ""), ("../report", ""), ("javascript:alert(1)", ""), ("", ""),
    ("report\r\nset-cookie: a=b", ""), ("\\\\elsewhere.example\\report", ""), ("sign-in", ""), ("http://[::1", ""),
])  # fmt: skip
def test_who_signs_in_goes_to_a_page_of_the_board_or_to_the_first(asked: str, back: str) -> None:
    assert wanted(asked) == back


@pytest.mark.browser
def test_everybody_finds_at_the_sign_in_what_is_for_them_and_comes_back(page: Page, board: str) -> None:
    page.goto(f"{board}/report?period=2023年9月")
    settle(page)
    menu = page.get_by_test_id("stSidebarNav")
    expect(menu.get_by_role("link", name="台账")).to_be_visible()
    for name in ("填报", "调度", "进度安排", "人员与周期", "操作记录"):
        expect(menu.get_by_role("link", name=name)).to_have_count(0)
    page.get_by_role("link", name="登录，然后回到这一页").click()
    expect(page.get_by_role("button")).to_have_text(["登录"])
    expect(page.get_by_label("新密码")).to_be_hidden()
    page.get_by_label("姓名").fill("示例赵")
    page.get_by_label("密码", exact=True).fill("wrong")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).not_to_be_empty()
    page.get_by_label("密码", exact=True).fill(FIRST)
    page.keyboard.press("Enter")
    expect(page.get_by_role("combobox", name="周期")).to_have_value("2023年9月")
    expect(menu.get_by_role("link", name="填报")).to_be_visible()
    expect(menu.get_by_role("link", name="调度")).to_have_count(0)
    page.get_by_role("link", name="退出登录").click()
    expect(page.get_by_text("您已登录，当前用户：示例赵")).to_be_visible()
    expect(page.get_by_role("textbox")).to_have_count(0)
    page.get_by_role("button", name="退出登录").click()
    expect(page.get_by_role("link", name="登录", exact=True)).to_be_visible()


@pytest.mark.browser
def test_two_people_in_one_browser_never_see_each_others_text(page: Page, board: str) -> None:
    sign_in(page, board, "示例张")
    page.goto(f"{board}/report")
    settle(page)
    field = page.get_by_label("进展情况").first
    field.fill("张的文字")
    field.press("Tab")
    settle(page)
    other = page.context.new_page()
    other.goto(f"{board}/sign-in")
    other.get_by_role("button", name="退出登录").click()
    settle(other)
    sign_in(other, board, "示例李")
    page.reload()
    settle(page)
    expect(page.get_by_text("当前用户：示例李")).to_be_visible()
    expect(page.get_by_text("民政")).to_have_count(0)
    assert "张的文字" not in [box.input_value() for box in page.get_by_label("进展情况").all()]
    assert page.get_by_label("进展情况").count() > 0


def enter(page: Page, board: str, name: str) -> None:
    """Sign in with a password that stands."""
    page.goto(f"{board}/sign-in")
    if page.get_by_role("button", name="退出登录").count():
        page.get_by_role("button", name="退出登录").click()
        page.goto(f"{board}/sign-in")
    page.get_by_label("姓名").fill(name)
    page.get_by_label("密码", exact=True).fill(FIRST)
    page.get_by_role("button", name="登录", exact=True).click()
    settle(page)
    expect(page.get_by_text(f"当前用户：{name}")).to_be_visible()


@pytest.mark.browser
@pytest.mark.parametrize(("way", "opening", "label", "first", "second"), [
    ("courses?stage=全部", "提出新的安排", "理由或依据", "示例赵", "示例钱"),
    ("people", "登记人员", "姓名", "示例孙", "示例周"),
    ("people?managing=周期", "调整一期的日期", "调整原因", "示例孙", "示例周"),
])  # fmt: skip
def test_what_one_person_typed_is_not_under_the_next_ones_name(
    page: Page, board: str, way: str, opening: str, label: str, first: str, second: str
) -> None:
    """On the pages where arrangements, people and periods are entered, in two tabs of one browser."""
    enter(page, board, first)
    page.goto(f"{board}/{way}")
    settle(page)
    field = page.get_by_label(label, exact=True)
    if not field.first.is_visible():
        page.get_by_text(opening).click()
    field.first.fill("前一个人的文字")
    field.first.press("Tab")
    settle(page)
    other = page.context.new_page()
    enter(other, board, second)
    fields = page.locator("input, textarea")
    values = "fields => fields.map(field => field.value)"
    expect(page.get_by_text("已替您收好，不给别人看")).to_be_visible()  # the tab as it stood has heard of it
    assert "前一个人的文字" not in fields.evaluate_all(values)
    page.reload()
    settle(page)
    expect(page.get_by_text(f"当前用户：{second}")).to_be_visible()
    shown = fields.evaluate_all(values)
    assert shown
    assert "前一个人的文字" not in shown


@pytest.mark.browser
def test_the_journal_of_one_person_is_not_shown_to_the_next(page: Page, board: str) -> None:
    enter(page, board, "示例赵")
    page.goto(f"{board}/operations?by_person=示例赵")
    settle(page)
    expect(page.locator("table.listing").get_by_text("上传佐证")).to_be_visible()
    other = page.context.new_page()
    enter(other, board, "示例钱")
    page.reload()
    settle(page)
    expect(page.get_by_text("当前用户：示例钱")).to_be_visible()
    expect(page.get_by_text("上传佐证")).to_have_count(0)


def attempt(board: str, jar: CookieJar, password: str) -> int:
    """What the form answers to one person's password in the browser that has these cookies."""
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    fields = urlencode({"name": "示例吴", "password": password}).encode()
    try:
        return int(
            opener.open(urllib.request.Request(f"{board}/sign-in", fields, {"Origin": board}), timeout=30).status
        )
    except urllib.error.HTTPError as refused:
        return refused.code


def test_a_person_signs_in_with_their_own_browser_while_somebody_guesses_at_another(board: str) -> None:
    own, strange = CookieJar(), CookieJar()
    assert attempt(board, own, FIRST) == 200
    kept = {cookie.name: cookie for cookie in own}
    assert kept["board_browser"].value != kept["board_session"].value
    assert kept["board_browser"].has_nonstandard_attr("HttpOnly")
    own.clear(kept["board_session"].domain, "/", "board_session")
    assert [attempt(board, strange, f"guess {number}") for number in range(5)] == [403] * 5
    assert attempt(board, strange, FIRST) == 403
    assert attempt(board, own, FIRST) == 200
    assert len({cookie.value for cookie in own if cookie.name == "board_browser"} - {kept["board_browser"].value}) == 0
