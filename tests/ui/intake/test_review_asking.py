"""询问模型 on 审核: what is sent is shown before, what came back is judged like all else; without a model, nothing."""

import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from streamlit.testing.v1 import AppTest

from policytargets.intake import asking
from policytargets.intake.workspace import Workspace
from policytargets.settings import ROOT
from policytargets.ui.intake.review_asking import TAB
from tests.browser import serve, settle, wait_until
from tests.intake.imports import taken_in
from tests.intake.stub_model import Stub, quoting, stub_model


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Workspace, str, type[Stub]]]:
    workspace = taken_in(tmp_path_factory.mktemp("asked"))
    with stub_model() as (stub, address), serve(
        POLICYTARGETS_DOCUMENTS=str(workspace.folder.parent), POLICYTARGETS_WRITING="1",
        POLICYTARGETS_MODEL_URL=address, POLICYTARGETS_MODEL="invented", http_proxy="http://127.0.0.1:9",
        POLICYTARGETS_MODEL_SECONDS="240",  # longer than two busy cores take from the question to the click
    ) as board:  # fmt: skip
        yield workspace, board, stub


def open_tab(page: Page, board: str) -> None:
    page.goto(f"{board}/review?document=example-2024")
    settle(page)
    page.get_by_label("审核人").fill("测试员")
    page.keyboard.press("Enter")
    settle(page)
    page.get_by_role("tab", name=TAB).click()
    expect(page.get_by_text("没有选段落，不会发送任何文字")).to_be_visible(timeout=20_000)
    settle(page)


def pick(page: Page, *names: str) -> None:
    for name in names:
        page.get_by_label("选段落").fill(name)
        page.get_by_label("选段落").press("Enter")
        settle(page)
    page.get_by_label("选段落").press("Escape")


def test_what_is_sent_is_shown_before_and_what_came_is_judged_as_all_else(
    page: Page, asked: tuple[Workspace, str, type[Stub]]
) -> None:
    workspace, board, stub = asked
    stub.answer = quoting(("30处", "去年已建示例点30处"), ("999家", "新增示例工厂999家"))
    open_tab(page, board)
    pick(page, "示例任务二")
    expect(page.get_by_text("将把下列 1 段文字发送到 127.0.0.1，此外不发送别的")).to_be_visible(timeout=20_000)
    expect(page.get_by_text("去年已建示例点30处")).to_be_visible()
    assert stub.asked == [], "nothing is sent before the button is pressed"
    page.get_by_role("button", name="发送到 127.0.0.1").click()
    expect(page.get_by_text("问了 1 段，模型引用 2 处，其中 1 处在原文里找不到，不采用；新增候选 1 条")).to_be_visible(
        timeout=60_000
    )
    (request,) = stub.asked
    shown = "示例任务二。落实“5810”示例工程，去年已建示例点30处，力争今年示例用水量控制在300万立方米以内。（县示例局）"
    assert request["messages"][1]["content"].strip() == shown
    own = next(c for c in workspace.candidates() if c.get("printed") == "30处" and c["kind"] == "target")
    page.goto(f"{board}/review?document=example-2024&candidate={own['candidate_id']}")
    settle(page)
    expect(page.get_by_text("提示：由模型提出")).to_be_visible(timeout=20_000)
    expect(page.locator(".passage mark.own")).to_have_text("30处")


def test_cancel_ends_the_asking(page: Page, asked: tuple[Workspace, str, type[Stub]]) -> None:
    workspace, board, stub = asked
    stub.asked, stub.wait, stub.at_once = [], threading.Event(), 0
    before = workspace.answers()
    open_tab(page, board)
    page.get_by_text("全部", exact=True).last.click()
    settle(page)
    pick(page, "示例任务一", "示例任务二", "示例任务三")
    page.get_by_role("button", name="发送到 127.0.0.1").click()
    expect(page.get_by_text("已回答 0 段，共 3 段")).to_be_visible(timeout=20_000)
    wait_until(lambda: len(stub.asked) == 2)
    page.get_by_role("button", name="取消").click()
    expect(page.get_by_text("已取消：没有发送的不再发送")).to_be_visible(timeout=20_000)
    stub.wait.set()
    wait_until(lambda: stub.present == 0)
    settle(page)
    assert len(stub.asked) == 2
    assert workspace.answers() == before


def test_without_a_model_nothing_is_shown_and_no_connection_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = taken_in(tmp_path)
    monkeypatch.setenv("POLICYTARGETS_DOCUMENTS", str(workspace.folder.parent))
    monkeypatch.setenv("POLICYTARGETS_WRITING", "1")
    monkeypatch.setenv("POLICYTARGETS_MODEL", "invented")
    monkeypatch.delenv("POLICYTARGETS_MODEL_URL", raising=False)
    connected: list[Any] = []
    monkeypatch.setattr(socket.socket, "connect", lambda own, address: connected.append(address))
    monkeypatch.setattr(socket, "getaddrinfo", lambda *where, **how: connected.append(where))
    monkeypatch.setattr(asking.requests, "Session", None)
    for tab in ("逐条审核", "任务与部门", "未列为目标的数字", "写入", TAB):
        board = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
        board.session_state["intake-reviewer"] = "甲"
        board.session_state["tab"] = tab
        board.switch_page("pages/intake/review.py").run()
        assert not board.exception
        assert TAB not in [one.label for one in board.tabs]
        assert not [button for button in board.button if "发送" in button.label]
    assert connected == []
