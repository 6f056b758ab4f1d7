"""Signing in by an identity provider: whom it names and the ledger knows gets in, and nothing else does."""

import warnings
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from playwright.sync_api import Page, expect

from policytargets import settings
from policytargets.people import accounts, sessions
from policytargets.people.model import Grant
from policytargets.server.identity import COOKIE
from policytargets.server.oidc import FAILED, HELD, PENDING
from policytargets.store.engine import Ledger
from policytargets.store.upgrading import create
from tests.browser import serve, settle
from tests.engines import opened, release

with warnings.catch_warnings():  # the provider is for tests alone, and its warnings are its own
    warnings.simplefilter("ignore")
    from oidc_provider_mock import run_server_in_thread

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@dataclass(frozen=True)
class Place:
    """A board, the provider that it trusts, and its ledger."""

    board: str
    issuer: str
    ledger: Ledger
    person: str


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    folder = tmp_path_factory.mktemp("oidc")
    ledger = opened(f"sqlite:///{folder}/ledger.sqlite")
    create(ledger, "real")
    accounts.begin(ledger)
    with run_server_in_thread(port=0) as provider:
        issuer = f"http://localhost:{provider.server_port}"
        grant = Grant("reporter", None, "qingzhou-civil-affairs")
        person = accounts.add_person(ledger, "示例甲", [grant], subject=f"{issuer}:wang")
        file = folder / "provider.toml"
        file.write_text(f'issuer = "{issuer}"\nclient_id = "board"\nclient_secret = "a-secret"\n', encoding="utf-8")
        ways = {"POLICYTARGETS_SIGN_IN": "oidc", "POLICYTARGETS_OIDC_FILE": str(file)}
        with serve(POLICYTARGETS_LEDGER=str(ledger.address), **ways) as board:
            yield Place(board, issuer, ledger, person)
    release(ledger)


def to_provider(place: Place, visitor: requests.Session) -> str:
    """Ask to sign in; the address of the provider to which the board leads."""
    answer = visitor.get(f"{place.board}/sign-in", allow_redirects=False, timeout=20)
    assert answer.status_code == 303
    asked = parse_qs(urlsplit(answer.headers["location"]).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["redirect_uri"] == [f"{place.board}/sign-in/return"]
    return answer.headers["location"]


def named(way: str, sub: str) -> str:
    """Be named by the provider; the address at the board to which it leads back."""
    answer = requests.post(way, data={"sub": sub}, allow_redirects=False, timeout=20)
    return answer.headers["location"]


def back(visitor: requests.Session, way: str) -> requests.Response:
    return visitor.get(way, allow_redirects=False, timeout=20)


def test_whom_the_ledger_knows_gets_a_session_and_can_end_it(place: Place) -> None:
    with requests.Session() as visitor:
        answer = back(visitor, named(to_provider(place, visitor), "wang"))
        assert (answer.status_code, answer.headers["location"]) == (303, "../")
        assert "httponly" in answer.headers["set-cookie"].lower()
        token = visitor.cookies[COOKIE]
        assert sessions.person_of(place.ledger, sessions.by_session(token)) == place.person
        assert PENDING not in visitor.cookies
        assert "您已登录" in visitor.get(f"{place.board}/sign-in", timeout=20).text
        origin = {"origin": place.board}
        visitor.post(f"{place.board}/sign-in", data={"leave": "1"}, headers=origin, allow_redirects=False, timeout=20)
        assert sessions.person_of(place.ledger, sessions.by_session(token)) is None


def test_whom_the_ledger_does_not_know_stays_outside_and_is_told_the_account(place: Place) -> None:
    with requests.Session() as visitor:
        answer = back(visitor, named(to_provider(place, visitor), "stranger<b>"))
        assert answer.status_code == 403
        assert f"{place.issuer}:stranger&lt;b&gt;" in answer.content.decode()
        assert COOKIE not in visitor.cookies


def refused(place: Place, visitor: requests.Session, way: str) -> None:
    answer = back(visitor, way)
    assert answer.status_code == 403
    assert FAILED in answer.content.decode()
    assert COOKIE not in visitor.cookies


def test_a_return_without_its_beginning_or_to_another_browser_is_refused(place: Place) -> None:
    with requests.Session() as visitor, requests.Session() as other:
        way = named(to_provider(place, visitor), "wang")
        refused(place, other, way)
        to_provider(place, other)
        refused(place, other, way)
        assert back(visitor, way).status_code == 303
        visitor.cookies.clear()
        refused(place, visitor, way)


@pytest.mark.parametrize("field", ["state", "nonce"])
def test_what_does_not_match_is_refused(place: Place, field: str) -> None:
    with requests.Session() as visitor:
        way = named(to_provider(place, visitor), "wang")
        held = visitor.cookies[PENDING].split(".")
        changed = ["another" if name == field else text for name, text in zip(HELD, held, strict=True)]
        spoilt = {"cookie": f"{PENDING}={'.'.join(changed)}"}
        answer = requests.get(way, headers=spoilt, allow_redirects=False, timeout=20)
        assert answer.status_code == 403
        assert "set-cookie" not in answer.headers


def test_who_declines_or_comes_with_nothing_is_refused(place: Place) -> None:
    with requests.Session() as visitor:
        way = to_provider(place, visitor)
        declined = requests.post(way, data={"action": "deny"}, allow_redirects=False, timeout=20)
        refused(place, visitor, declined.headers["location"])
        refused(place, visitor, f"{place.board}/sign-in/return")
        refused(place, visitor, f"{place.board}/sign-in/return?code=x&state=é")


def test_no_password_is_taken_and_no_header_believed(place: Place) -> None:
    asked = {"name": "示例甲", "password": "Correct-horse-9"}
    answer = requests.post(f"{place.board}/sign-in", data=asked, headers={"origin": place.board}, timeout=20)
    assert answer.status_code == 404
    forged = {"x-board-person": place.person, "x-board-subject": f"{place.issuer}:wang"}
    answer = requests.put(f"{place.board}/_stcore/upload_file/a/b", data=b"x", headers=forged, timeout=20)
    assert answer.status_code == 404


@pytest.mark.parametrize("content", [None, "issuer = ", 'issuer = "https://office.example"'])
def test_a_provider_that_is_not_told_whole_keeps_the_board_from_starting(
    content: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POLICYTARGETS_SIGN_IN", "oidc")
    if content is not None:
        (tmp_path / "provider.toml").write_text(content, encoding="utf-8")
        monkeypatch.setenv("POLICYTARGETS_OIDC_FILE", str(tmp_path / "provider.toml"))
    assert any("POLICYTARGETS_OIDC_FILE" in line for line in settings.faults())


@pytest.fixture(scope="module", params=["", "office/targets"])
def anywhere(request: pytest.FixtureRequest, place: Place) -> Iterator[Place]:
    """The board at its own root and below a path."""
    if not request.param:
        yield place
        return
    ways = {"POLICYTARGETS_SIGN_IN": "oidc", "STREAMLIT_SERVER_BASE_URL_PATH": request.param}
    file = Path(str(place.ledger.file)).with_name("provider.toml")
    with serve(POLICYTARGETS_LEDGER=str(place.ledger.address), POLICYTARGETS_OIDC_FILE=str(file), **ways) as board:
        yield replace(place, board=board)


@pytest.mark.browser
def test_a_person_signs_in_and_out_in_a_browser(anywhere: Place, page: Page) -> None:
    page.goto(f"{anywhere.board}/report")
    settle(page)
    expect(page.get_by_text("“填报”供有权")).to_be_visible()
    page.get_by_role("link", name="登录，然后回到这一页").click()
    page.wait_for_url(f"{anywhere.issuer}/**")
    page.locator("input[name=sub]").fill("wang")
    page.locator("input[name=sub]").press("Enter")
    page.wait_for_url(f"{anywhere.board}/**")
    settle(page)
    expect(page.get_by_text("当前用户：示例甲")).to_be_visible()
    expect(page.get_by_role("heading", name="填报", level=1)).to_be_visible()
    expect(page.get_by_text("“填报”供有权")).to_have_count(0)
    page.goto(f"{anywhere.board}/sign-in")
    page.get_by_role("button", name="退出登录").click()
    settle(page)
    expect(page.get_by_text("当前用户：示例甲")).to_have_count(0)
    page.goto(f"{anywhere.board}/report")
    settle(page)
    expect(page.get_by_text("“填报”供有权")).to_be_visible()


@pytest.mark.browser
def test_a_stranger_is_told_in_the_browser_and_stays_outside(anywhere: Place, page: Page) -> None:
    page.goto(f"{anywhere.board}/sign-in")
    page.locator("input[name=sub]").fill("stranger")
    page.locator("input[name=sub]").press("Enter")
    expect(page.get_by_text(f"{anywhere.issuer}:stranger")).to_be_visible()
    page.goto(f"{anywhere.board}/report")
    settle(page)
    expect(page.get_by_text("“填报”供有权")).to_be_visible()
