"""A scan comes in, in a real browser: refused with what has to be done, or recognised, marked and shown beside."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from policytargets.intake.workspace import Workspace
from tests.browser import serve, settle, wait_until
from tests.intake.papers import being_read, many_pages
from tests.intake.scans import as_pdf, joined, scan

WORDS = """示例县（虚构）2024年绿色低碳重点任务
一、示例工业（虚构）
1．示例任务一。新增示例工厂12家以上，示例设施覆盖率达到85%。（县示例局负责）
"""
FORM = (
    ("成文日期，如 2024-03-01（没有则空）", "2024-02-01"),
    ("新区县：编号（拼音）", "scan"),
    ("新区县：全称", "示例县"),
    ("新区县：简称", "示例"),
    ("新区县：所属设区市", "虚构市"),
    ("文件编号：区县拼音加年份，如 linqing-2024", "scan-2024"),
)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("scans")
    (folder / "inbox").mkdir()
    pages = as_pdf(scan(WORDS))
    (folder / "inbox" / "scan.pdf").write_bytes(pages)
    (folder / "inbox" / "long.pdf").write_bytes(joined(*[pages] * 40))
    (folder / "inbox" / "mixed.pdf").write_bytes(joined(many_pages(1, lines=5), pages))
    return folder


@pytest.fixture(scope="module")
def switched_on(place: Path) -> Iterator[str]:
    with serve(POLICYTARGETS_DOCUMENTS=str(place), POLICYTARGETS_WRITING="1", POLICYTARGETS_OCR="on") as address:
        yield address


def pick(page: Page, address: str, name: str) -> None:
    page.goto(f"{address}/documents")
    settle(page)
    page.get_by_label("收件文件夹里的文件").click()
    page.get_by_role("option", name=name).click()


def test_a_scan_is_recognised_marked_and_shown_beside(page: Page, switched_on: str, place: Path) -> None:
    pick(page, switched_on, "scan.pdf")
    expect(page.get_by_text("这份 PDF 是扫描件，没有文字层。")).to_be_visible(timeout=30_000)
    page.get_by_role("button", name="识别文字").click()
    expect(page.get_by_label("文件标题")).to_have_value("示例县（虚构）2024年绿色低碳重点任务", timeout=60_000)
    for label, value in FORM:
        page.get_by_label(label).fill(value)
    page.get_by_role("button", name="读入并提取").click()
    expect(page.get_by_text("任务 1 项，候选目标 2 条")).to_be_visible(timeout=60_000)
    expect(page.get_by_text("第 1 页的文字由图像识别得出，要对照页面图像")).to_be_visible()
    assert Workspace(place / "scan-2024").about["ocr_pages"] == [1]
    page.goto(f"{switched_on}/review?document=scan-2024")
    settle(page)
    page.get_by_label("审核人").fill("测试员")
    page.keyboard.press("Enter")
    page.get_by_role("tab", name="逐条审核").click()
    expect(page.get_by_text("提示：由图像识别得出，要对照页面图像")).to_be_visible(timeout=30_000)
    expect(page.locator("[data-testid=stImage] img")).to_be_visible(timeout=30_000)
    expect(page.get_by_text("第 1 页的图像；下面是识别出的文字，请对照")).to_be_visible()
    expect(page.locator("p.reviewed mark.own")).to_have_text("12家以上")


def test_recognising_shows_its_pages_and_cancelling_ends_the_child(page: Page, switched_on: str, place: Path) -> None:
    pick(page, switched_on, "long.pdf")
    page.get_by_role("button", name="识别文字").click()
    expect(page.get_by_text("页，共 40 页")).to_contain_text("识别第", timeout=60_000)
    assert being_read(place / "inbox" / "long.pdf")
    page.get_by_role("button", name="取消").click()
    expect(page.get_by_text("已取消读取")).to_be_visible(timeout=30_000)
    wait_until(lambda: not being_read(place / "inbox" / "long.pdf"), 10)


def test_of_a_mixed_file_the_pages_that_were_not_read_are_offered(page: Page, switched_on: str) -> None:
    pick(page, switched_on, "mixed.pdf")
    expect(page.get_by_text("第 2 页几乎没有文字，图像里的文字没有读入。")).to_be_visible(timeout=30_000)
    page.get_by_role("button", name="识别这些页的文字").click()
    expect(page.get_by_text("第 2 页几乎没有文字")).to_have_count(0, timeout=60_000)
    expect(page.get_by_label("文件标题")).to_have_value("示例县（虚构）2024年绿色低碳重点任务", timeout=60_000)
