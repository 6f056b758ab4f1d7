"""From a file in the inbox to rows in the tables, in a real browser, on a copy of the record."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from policytargets.record.tables import read_tables
from policytargets.settings import data_folder
from tests.browser import serve, settle
from tests.intake.imports import PLAN


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("intake")
    shutil.copytree(data_folder(), folder / "data")
    (folder / "documents" / "inbox").mkdir(parents=True)
    (folder / "documents" / "inbox" / "plan.txt").write_text(PLAN.replace("（县示例局）", "（县示例局负责）"), "utf-8")
    return folder


@pytest.fixture(scope="module")
def intake(place: Path) -> Iterator[str]:
    with serve(
        POLICYTARGETS_DOCUMENTS=str(place / "documents"),
        POLICYTARGETS_DATA=str(place / "data"),
        POLICYTARGETS_WRITING="1",
    ) as address:
        yield address


def take_in(page: Page, address: str) -> None:
    page.goto(f"{address}/documents")
    settle(page)
    page.get_by_label("收件文件夹里的文件").click()
    page.get_by_role("option", name="plan.txt").click()
    for label, value in (
        ("成文日期，如 2024-03-01（没有则空）", "2024-02-01"),
        ("新区县：编号（拼音）", "example"),
        ("新区县：全称", "示例县"),
        ("新区县：简称", "示例"),
        ("新区县：所属设区市", "虚构市"),
        ("文件编号：区县拼音加年份，如 linqing-2024", "example-2024"),
    ):
        page.get_by_label(label).fill(value)
    page.get_by_role("button", name="读入并提取").click()
    expect(page.get_by_text("任务 3 项，候选目标 5 条")).to_be_visible(timeout=60_000)
    page.get_by_role("button", name="确认各章的领域").click()
    settle(page)
    for name in ("县示例局", "县虚构局"):
        lines = page.get_by_label(f"{name}：条线")
        lines.scroll_into_view_if_needed()
        lines.fill("农业农村")
        lines.press("Enter")
        lines.press("Escape")
    page.get_by_role("button", name="确认部门").click()
    settle(page)


def test_a_document_comes_in_is_reviewed_by_keys_and_written(page: Page, intake: str, place: Path) -> None:
    take_in(page, intake)
    page.goto(f"{intake}/review?document=example-2024")
    settle(page)
    page.get_by_label("审核人").fill("测试员")
    page.keyboard.press("Enter")
    page.get_by_role("tab", name="任务与部门").click()
    page.get_by_role("button", name="勾选的任务通过").click()
    settle(page)
    page.get_by_role("tab", name="逐条审核").click()
    for done in range(5):
        expect(page.get_by_text(f"已审 {done}/5 条")).to_be_visible(timeout=60_000)
        settle(page)
        page.locator("h1").click()
        page.keyboard.press("Enter")
    expect(page.get_by_text("已审 5/5 条")).to_be_visible(timeout=60_000)
    page.keyboard.press("Control+z")
    expect(page.get_by_text("已审 4/5 条")).to_be_visible(timeout=60_000)
    settle(page)
    page.keyboard.press("Enter")
    expect(page.get_by_text("已审 5/5 条")).to_be_visible(timeout=60_000)
    page.get_by_role("tab", name="写入").click()
    page.get_by_text("看看写入会改动什么").click()
    expect(page.get_by_text("targets.csv：新增 5 行")).to_be_visible(timeout=60_000)
    page.get_by_text("以上改动都看过了").click()
    page.get_by_role("button", name="写入数据表").click()
    expect(page.get_by_text("请核对改动后自行提交")).to_be_visible(timeout=60_000)
    rows = [row for row in read_tables(place / "data")["targets"] if row["task_id"].startswith("example-2024/")]
    assert [row["printed"] for row in rows] == ["12家以上", "85%", "300万立方米以内", "全覆盖", "两座"]
    page.goto(f"{intake}/target?target=example-2024/1-1")
    settle(page)
    expect(page.locator(".passage mark")).to_have_text("12家以上")


def test_a_board_without_writing_has_no_such_pages(page: Page, address: str) -> None:
    page.goto(f"{address}/review")
    settle(page)
    assert "审核" not in page.locator("h1").inner_text()
    assert page.get_by_role("link", name="导入").count() == 0
