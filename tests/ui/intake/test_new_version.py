"""A new version of a plan that is on the board already: taken in by 作为新版本读入, reviewed, written, compared."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from policytargets.intake.publishing import publish
from policytargets.intake.review import decide, settle
from policytargets.intake.workspace import Workspace
from policytargets.record.tables import read_tables
from policytargets.settings import data_folder
from tests.browser import settle as drawn
from tests.browser import wait_until
from tests.intake.imports import INDICATOR, PLAN, REVIEWER, settle_all, taken_in

NEXT = PLAN.replace("2024年", "2025年")
DOCUMENT = "example-2025"


def reviewed(folder: Path, data: Path, text: str, **about: Any) -> Workspace:
    """A plan taken in, accepted and written; what has the same figure in two plans is one indicator."""
    workspace = taken_in(folder, text, **about)
    settle_all(workspace, "rural")
    for candidate in [c for c in workspace.candidates() if c["kind"] != "exclusion"]:
        fields: dict[str, Any] = {}
        if candidate["kind"] == "target":
            number = [c["printed"] for c in workspace.candidates() if c["kind"] == "target"].index(candidate["printed"])
            own = f"example-indicator-{number}"
            fields = {"indicator_id": own, "name": candidate["name"]}
            row = {**INDICATOR, "family_id": own, "name": candidate["name"], "category_id": "rural"}
            row |= {"basis": candidate["basis"], "unit": candidate["unit"]}
            settle(workspace, "indicator", own, row, reviewer=REVIEWER)
        decide(workspace, candidate["candidate_id"], "accepted", reviewer=REVIEWER, fields=fields)
    publish(workspace, data)
    return workspace


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("version")
    shutil.copytree(data_folder(), folder / "data")
    reviewed(folder, folder / "data", PLAN)
    later = {"period_start": "2025-01-01", "period_end": "2025-12-31", "issued_on": "2025-02-01"}
    reviewed(folder, folder / "data", NEXT, document_id=DOCUMENT, title="示例县（虚构）2025年绿色低碳重点任务", **later)
    (folder / "copies").rename(folder / "documents")
    (folder / "documents" / "inbox").mkdir()
    (folder / "documents" / "inbox" / "second.txt").write_text(NEXT.replace("12家", "15家"), encoding="utf-8")
    return folder


def test_a_new_version_is_read_reviewed_written_and_compared(page: Page, intake: str, place: Path) -> None:
    workspace = Workspace(place / "documents" / DOCUMENT)
    page.goto(f"{intake}/documents")
    drawn(page)
    page.get_by_label("收件文件夹里的文件").click()
    page.get_by_role("option", name="second.txt").click()
    page.get_by_label("成文日期，如 2024-03-01（没有则空）").fill("2025-02-01")
    page.get_by_label("发文字号（没有则空）").fill("示政发〔2025〕5号")
    page.get_by_role("button", name="读入并提取").click()
    expect(page.get_by_text(f"编号 {DOCUMENT} 已经导入")).to_be_visible(timeout=60_000)
    drawn(page)
    page.get_by_role("button", name="作为新版本读入").click()
    wait_until(lambda: "15家以上" in {c.get("printed") for c in workspace.candidates()}, 60)
    drawn(page)
    page.goto(f"{intake}/review?document={DOCUMENT}")
    drawn(page)
    page.get_by_label("审核人").fill("测试员")
    page.keyboard.press("Enter")
    expect(page.get_by_text("已审 4/5 条")).to_be_visible(timeout=60_000)
    drawn(page)
    page.locator("h1").click()
    expect(page.locator(".passage mark.own")).to_have_text("15家以上")
    page.keyboard.press("Enter")
    expect(page.get_by_text("已审 5/5 条")).to_be_visible(timeout=60_000)
    drawn(page)
    page.get_by_role("tab", name="写入").click()
    drawn(page)
    page.get_by_text("看看写入会改动什么").click()
    changed = page.get_by_text("目标：改动 1 条目标（数字提高）")
    expect(changed).to_be_visible(timeout=60_000)
    changed.click()
    expect(page.get_by_text("：15家以上，2025年")).to_be_visible()
    expect(page.get_by_text("12家以上 → 15家以上")).to_be_visible()
    page.get_by_text("区县与文件：改动 1 份文件").click()
    expect(page.get_by_text("（空） → 示政发〔2025〕5号").first).to_be_visible()
    page.get_by_text("以上改动都看过了").click()
    page.get_by_role("button", name="写入数据表").click()
    expect(page.get_by_text("已写入数据表（")).to_be_visible(timeout=60_000)
    own = [row for row in read_tables(place / "data")["targets"] if row["task_id"].startswith(f"{DOCUMENT}/")]
    assert {row["printed"] for row in own} == {"15家以上", "85%", "300万立方米以内", "全覆盖", "两座"}
    [row] = [row for row in read_tables(place / "data")["documents"] if row["document_id"] == DOCUMENT]
    assert row["doc_no"] == "示政发〔2025〕5号"
    page.goto(f"{intake}/district?district=示例县")
    drawn(page)
    compared = page.get_by_role("table", name="示例县的计划与上一份相比")
    compared.scroll_into_view_if_needed()
    expect(page.get_by_text("数字提高 1 个").first).to_be_visible()
    expect(compared.locator("tr", has_text="15家以上")).to_contain_text("12家以上")
