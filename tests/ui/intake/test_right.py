"""Who may take documents in: on a board where people sign in those with that right, else who sits at its machine."""

import asyncio
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from policytargets import settings
from policytargets.intake.review import standings
from policytargets.intake.workspace import Workspace
from policytargets.people.model import Actor, Grant, Role
from policytargets.server import shell
from policytargets.server.identity import HERE_ALONE, Identity
from policytargets.settings import ROOT
from policytargets.store.engine import Ledger
from policytargets.ui.blocks import ledger as board
from tests.intake.imports import taken_in
from tests.pages import said

NEEDED = "没有导入和审核计划文件的权限"


@pytest.fixture
def writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICYTARGETS_DOCUMENTS", str(tmp_path))
    monkeypatch.setenv("POLICYTARGETS_WRITING", "1")


def opened(name: str) -> AppTest:
    return AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).switch_page(f"pages/intake/{name}.py").run()


@pytest.mark.parametrize("name", ["documents", "review"])
@pytest.mark.parametrize("role", ["reader", "reporter", "signer", "checker", "curator", "admin", None])
def test_where_people_sign_in_it_takes_the_right(
    writes: None, invented_ledger: Ledger, name: str, role: Role | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POLICYTARGETS_LEDGER", str(invented_ledger.address))
    monkeypatch.setenv("POLICYTARGETS_SIGN_IN", "accounts")
    who = Actor("p", "示例甲", (Grant(role, "qingzhou", "qingzhou-science"),)) if role else None
    monkeypatch.setattr(board, "person", lambda: who)
    page = opened(name)
    words = said(page)
    if role == "curator":
        assert NEEDED not in words
        assert [field.label for field in page.selectbox] or "还没有导入文件" in words or page.get("file_uploader")
    else:
        assert (NEEDED if who else "请先登录") in words
        assert not page.get("file_uploader")
        assert not page.text_input


def test_who_is_signed_in_reviews_under_their_own_name(
    writes: None, invented_ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is not asked for, and can't be another's."""
    (taken_in(tmp_path / "made").folder).rename(tmp_path / "example-2024")
    monkeypatch.setenv("POLICYTARGETS_LEDGER", str(invented_ledger.address))
    monkeypatch.setenv("POLICYTARGETS_SIGN_IN", "accounts")
    monkeypatch.setattr(board, "person", lambda: Actor("p", "示例甲", (Grant("curator"),)))
    page = opened("review")
    assert "审核人：示例甲" in said(page)
    assert "审核人" not in [field.label for field in page.text_input]
    next(button for button in page.button if button.label == "稍后").click().run()
    assert {own.reviewer for own in standings(Workspace(tmp_path / "example-2024")).values()} == {"示例甲"}


@pytest.mark.parametrize("name", ["documents", "review"])
def test_without_sign_in_the_pages_are_open_to_who_reaches_them(
    writes: None, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("POLICYTARGETS_LEDGER", raising=False)
    words = said(opened(name))
    assert "权限" not in words
    assert "登录" not in words


def answered(client: str = "127.0.0.1", host: str = "localhost:8501", kind: str = "http", **headers: str) -> str:
    """What the middleware answers in place of the board; nothing where it lets a connection through."""
    sent: list[str] = []

    async def app(scope, receive, send) -> None:
        sent.append("")

    async def send(message) -> None:
        sent.append(message.get("body", b"").decode() or str(message.get("status", message.get("code", ""))))

    named = [(b"host", host.encode())]
    named += [(name.lower().replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    place = {"method": "GET", "path": "/documents", "query_string": b""}
    asyncio.run(Identity(app)({"type": kind, "headers": named, "client": (client, 5), **place}, None, send))
    return " ".join(sent)


def test_without_sign_in_nobody_reaches_it_from_elsewhere(writes: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("POLICYTARGETS_LEDGER", raising=False)
    assert answered() == ""
    for elsewhere in (
        answered("10.0.0.5"), answered(host="board.example"), answered(X_Forwarded_For="10.0.0.5"),
        answered(Forwarded="for=10.0.0.5"),
    ):  # fmt: skip
        assert elsewhere == f"403 {HERE_ALONE}"
    assert answered("10.0.0.5", kind="websocket") == "1008"
    monkeypatch.setenv("POLICYTARGETS_WRITING", "0")
    assert answered("10.0.0.5") == ""


@pytest.mark.parametrize(
    ("address", "way", "starts"),
    [
        ("localhost", "off", True), ("127.0.0.1", "off", True), ("0.0.0.0", "off", False), (None, "off", False),
        ("0.0.0.0", "accounts", True), ("0.0.0.0", "one", False),
    ],
)  # fmt: skip
def test_a_board_that_writes_does_not_start_open_to_everybody(
    writes: None, address: str | None, way: str, starts: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.setattr(shell, "get_option", lambda name: {"server.address": address}[name])
    monkeypatch.setattr(settings, "faults", list)
    monkeypatch.setenv("POLICYTARGETS_SIGN_IN", way)
    if way != "off":
        monkeypatch.setenv("POLICYTARGETS_LEDGER", f"sqlite:///{tmp_path}/ledger.sqlite")
    if starts:
        shell.examine_settings()
        return
    with pytest.raises(SystemExit):
        shell.examine_settings()
    assert ("POLICYTARGETS_SIGN_IN='one'" if way == "one" else "POLICYTARGETS_WRITING='1'") in capsys.readouterr().err
