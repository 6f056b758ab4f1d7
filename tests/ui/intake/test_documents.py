"""导入 in a real browser: progress and its end, an encoding to choose, what was read beside the page."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from playwright.sync_api import TimeoutError as Late
from streamlit.testing.v1 import AppTest

from policytargets.intake.arriving import take_in
from policytargets.intake.front_page import closed, title_of
from policytargets.intake.review import standings
from policytargets.intake.workspace import Workspace
from policytargets.settings import ROOT
from policytargets.ui.intake.documents_about import kind_of, named_after
from tests.browser import choose_option, serve, settle, wait_until
from tests.intake.imports import ABOUT, PLAN
from tests.intake.imports import taken_in as taken_in_without_browser
from tests.intake.papers import being_read, many_pages
from tests.intake.scans import as_pdf, scan
from tests.pages import said

TABLE = """示例县（虚构）2024年重点任务清单
代号\t要办的事\t数\t单位\t由谁办\t到何时
甲\t建设示例管网\t30以上\t公里\t县示例局\t2024年6月
乙\t示例病害成灾率\t≤5\t‰\t县虚构局\t2024年底
"""
LISTED = """示例县（虚构）2024年民生清单
序号\t重点任务\t目标要求\t牵头单位
1\t稳定示例就业\t城镇新增就业3000人\t县示例局
2\t建设示例农田\t建成高标准农田2万亩\t县虚构局
"""
TEXT = "示例县（虚构）2024年重点任务\n1. 示例任务一。新增示例工厂12家。（县示例局负责）\n"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("documents")
    (folder / "inbox").mkdir()
    (folder / "inbox" / "long.pdf").write_bytes(many_pages(2500))
    (folder / "inbox" / "middle.pdf").write_bytes(many_pages(400, lines=5))
    (folder / "inbox" / "short.pdf").write_bytes(many_pages(2, lines=5))
    (folder / "inbox" / "scan.pdf").write_bytes(as_pdf(scan(TEXT)))
    (folder / "inbox" / "table.txt").write_text(TABLE, encoding="utf-8")
    (folder / "inbox" / "listed.txt").write_text(LISTED, encoding="utf-8")
    (folder / "inbox" / "unclear.txt").write_bytes(TEXT.encode("gb18030") + b"\xff\xff\n")
    return folder


@pytest.fixture(scope="module")
def intake(place: Path) -> Iterator[str]:
    with serve(POLICYTARGETS_DOCUMENTS=str(place), POLICYTARGETS_WRITING="1") as address:
        yield address


def pick(page: Page, address: str, name: str) -> None:
    page.goto(f"{address}/documents")
    settle(page)
    page.get_by_label("收件文件夹里的文件").click()
    page.get_by_role("option", name=name).click()


def test_reading_shows_its_pages_and_cancelling_ends_the_child(page: Page, intake: str, place: Path) -> None:
    pick(page, intake, "long.pdf")
    expect(page.get_by_text("页，共 2500 页")).to_be_visible(timeout=60_000)
    assert being_read(place / "inbox" / "long.pdf")
    page.get_by_role("button", name="取消").click()
    expect(page.get_by_text("已取消读取")).to_be_visible(timeout=30_000)
    wait_until(lambda: not being_read(place / "inbox" / "long.pdf"), 10)
    assert page.get_by_label("文件标题").count() == 0


def test_a_reading_goes_on_while_its_user_looks_at_another_page(page: Page, intake: str, place: Path) -> None:
    pick(page, intake, "middle.pdf")
    expect(page.get_by_text("页，共 400 页")).to_be_visible(timeout=60_000)
    page.get_by_role("link", name="审核", exact=True).click()
    expect(page.get_by_text("还没有导入文件")).to_be_visible(timeout=30_000)
    assert being_read(place / "inbox" / "middle.pdf")
    page.get_by_role("link", name="导入", exact=True).click()
    expect(page.get_by_label("收件文件夹里的文件")).to_have_value("middle.pdf", timeout=30_000)
    expect(page.get_by_label("文件标题")).to_be_visible(timeout=120_000)


def test_an_encoding_is_chosen_by_what_it_reads_like(page: Page, intake: str) -> None:
    pick(page, intake, "unclear.txt")
    expect(page.get_by_text("文字编码无法识别")).to_be_visible(timeout=30_000)
    page.get_by_role("button", name="按 GB18030（GBK） 读").click()
    expect(page.get_by_label("文件标题")).to_have_value("示例县（虚构）2024年重点任务", timeout=30_000)
    expect(page.get_by_text("取自这一行").first).to_be_visible()


def taken_in(page: Page, name: str) -> None:
    """Fill 文件信息 of a new district's document and send it."""
    for label, value in (
        ("计划期起（年）", "2024"), ("计划期止（年）。年份都以它为准，请看清", "2024"),
        ("成文日期，如 2024-03-01（没有则空）", "2024-02-01"), ("新区县：编号（拼音）", name),
        ("新区县：全称", "虚构县"), ("新区县：简称", "虚构"), ("新区县：所属设区市", "虚构市"),
        ("文件编号：区县拼音加年份，如 linqing-2024", f"{name}-2024"),
    ):  # fmt: skip
        page.get_by_label(label, exact=True).fill(value)
    page.get_by_role("button", name="读入并提取").click()


def test_columns_of_a_table_are_chosen_where_its_heads_are_unknown(page: Page, intake: str, place: Path) -> None:
    pick(page, intake, "table.txt")
    expect(page.get_by_label("文件标题")).to_have_value("示例县（虚构）2024年重点任务清单", timeout=60_000)
    taken_in(page, "table")
    expect(page.get_by_text("有 1 张表的表头没有认出")).to_be_visible(timeout=60_000)
    settle(page)
    button = page.get_by_role("button", name="按这样读这张表")
    for number, (name, kind) in enumerate(
        zip(("代号", "要办的事", "数", "单位", "由谁办", "到何时"),
            ("序号", "任务", "目标值", "计量单位", "牵头或责任单位", "完成时限"), strict=True), 1
    ):  # fmt: skip
        box = page.get_by_role("combobox", name=f"第 {number} 列：{name}")
        choose_option(page, box, kind)
    settle(page)
    button.click()
    expect(page.get_by_text("已按指定的列重新提取")).to_be_visible(timeout=60_000)
    expect(page.get_by_text("任务 2 项，候选目标 2 条")).to_be_visible()
    expect(page.get_by_text("的表头没有认出")).to_have_count(0)
    assert '"goal:"' in (place / "table-2024" / "document.json").read_text(encoding="utf-8")


def choose_first(page: Page, category: str) -> None:
    """Choose the category of the first row of the table. A table that was just drawn may lose the first keys."""
    grid, cell = page.locator(".dvn-scroller").last, page.locator("[role=gridcell]", has_text=category)
    for _ in range(5):
        grid.scroll_into_view_if_needed()
        grid.click(position={"x": 20, "y": 50})
        for key in ("ArrowRight", "ArrowRight", "Enter"):
            page.keyboard.press(key)
        with suppress(Late, AssertionError):
            page.get_by_text(category).last.click(timeout=3000)
            expect(cell).to_have_count(1, timeout=5000)
            break
        page.keyboard.press("Escape")
    expect(cell).to_have_count(1)


def test_tasks_of_a_table_without_chapters_are_put_into_categories_one_by_one(
    page: Page, intake: str, place: Path
) -> None:
    pick(page, intake, "listed.txt")
    expect(page.get_by_label("文件标题")).to_have_value("示例县（虚构）2024年民生清单", timeout=60_000)
    taken_in(page, "listed")
    expect(page.get_by_text("任务没有分章")).to_be_visible(timeout=60_000)
    settle(page)
    choose_first(page, "降碳减污扩绿")
    settle(page)
    page.get_by_role("button", name="确认各任务的领域").click()
    expect(page.get_by_text("已保存。")).to_be_visible()
    workspace = Workspace(place / "listed-2024")
    said = [held.fields["category_id"] for key, held in standings(workspace).items() if key.startswith("category:")]
    assert said == ["green", "rural"]


def test_a_category_chosen_in_the_table_is_there_after_the_page_was_left_without_confirming(
    page: Page, intake: str, place: Path
) -> None:
    (place / "kept.txt").write_text(LISTED.replace("12公里", "13公里").replace("2万亩", "3万亩"), encoding="utf-8")
    workspace = take_in(place, place / "kept.txt", {**ABOUT, "document_id": "kept-2024", "title": "示例县留存清单"})
    for chosen in ("降碳减污扩绿", "区域与城市"):
        page.goto(f"{intake}/documents")
        settle(page)
        choose_option(page, page.get_by_role("combobox", name="已导入的文件"), "示例县留存清单")
        settle(page)
        choose_first(page, chosen)
        settle(page)
        page.get_by_test_id("stSidebarNav").get_by_role("link", name="审核").click()
        settle(page)
        page.get_by_test_id("stSidebarNav").get_by_role("link", name="导入").click()
        settle(page)
        choose_option(page, page.get_by_role("combobox", name="已导入的文件"), "示例县留存清单")
        expect(page.locator("[role=gridcell]", has_text=chosen)).to_have_count(1)
    assert not [key for key in standings(workspace) if key.startswith("category:")]


def test_a_category_chosen_for_a_chapter_is_there_after_the_page_was_left_without_confirming(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = taken_in_without_browser(tmp_path)
    board = shown(workspace, monkeypatch)
    key = next(box.key for box in board.selectbox if (box.key or "").startswith("chapter-example-2024-"))
    assert board.selectbox(key=key).value != "culture"
    board.selectbox(key=key).set_value("culture").run()
    board = shown(workspace, monkeypatch)
    assert board.selectbox(key=key).value == "culture"
    assert not [own for own in standings(workspace) if own.startswith("chapter:")]
    pressed(board, "确认各章的领域")
    chapter = str(key).removeprefix("chapter-example-2024-")
    assert standings(workspace)[f"chapter:{chapter}"].fields == {"category_id": "culture"}


def test_a_page_stands_beside_what_was_read_of_it(page: Page, intake: str) -> None:
    pick(page, intake, "short.pdf")
    taken_in(page, "short")
    expect(page.get_by_text("没有找到编号任务：按章节列出")).to_be_visible(timeout=60_000)
    settle(page)
    page.get_by_text("对照页面看读到的文字").click()
    expect(page.get_by_text("invented words of no meaning").last).to_be_visible()
    expect(page.locator("[data-testid=stImage] img")).to_be_visible(timeout=30_000)


def test_a_scan_says_how_recognising_is_switched_on(page: Page, intake: str) -> None:
    pick(page, intake, "scan.pdf")
    expect(page.get_by_text("这份 PDF 是扫描件，没有文字层。")).to_be_visible(timeout=30_000)
    expect(page.get_by_text("请管理员设 POLICYTARGETS_OCR=on 后重新启动。")).to_be_visible()
    assert page.get_by_role("button", name="识别文字").count() == 0
    expect(page.get_by_role("button", name="取消")).to_have_count(0)


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (
            ["虚构县2024年绿色低碳", "高质量发展工作方案", "虚政办发〔2024〕6号"],
            "虚构县2024年绿色低碳高质量发展工作方案",
        ),
        (["虚构县2024年工作方案（虚构，仅供试", "用）", "一、示例"], "虚构县2024年工作方案（虚构，仅供试用）"),
        (["虚构县人民政府办公室文件", "虚政办发〔2024〕6号", "虚构县2024年任务清单"], "虚构县2024年任务清单"),
        (["虚构县人民政府办公室", "关于印发2024年任务清单的通知", "一、示例"], "关于印发2024年任务清单的通知"),
        (["虚构县2024年任务清单", "一、示例任务"], "虚构县2024年任务清单"),
        (["虚构县三年行动计划", "（2024—2026年）", "一、示例"], "虚构县三年行动计划（2024—2026年）"),
        (["虚构县2024年任务清单", "（2024年2月26日审议）"], "虚构县2024年任务清单"),
    ],
)
def test_a_title_in_several_lines_is_one(lines: list[str], title: str) -> None:
    assert title_of(lines) == title


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("虚政发〔2024〕 3 号", "虚政发〔2024〕3号"),
        ("2024 年 2 月 26 日", "2024年2月26日"),
        ("工 作 方 案", "工作方案"),
        ("2024 2025", "2024 2025"),
    ],
)
def test_gaps_between_hanzi_and_digits_are_closed_in_the_head(line: str, read: str) -> None:
    assert closed(line) == read


def test_the_name_of_a_new_district_tells_its_kind() -> None:
    kinds = {
        "虚构县": "县",
        "虚构自治县": "自治县",
        "虚构旗": "旗",
        "虚构市": "县级市",
        "虚构区": "市辖区",
        "": "市辖区",
    }
    assert {name: kind_of(name) for name in kinds} == kinds


def shown(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """导入 as it runs without a browser, in a new session."""
    monkeypatch.setenv("POLICYTARGETS_DOCUMENTS", str(workspace.folder.parent))
    monkeypatch.setenv("POLICYTARGETS_WRITING", "1")
    board = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).switch_page("pages/intake/documents.py").run()
    assert not board.exception
    return board


def pressed(board: AppTest, label: str) -> None:
    next(button for button in board.button if button.label == label).click().run()
    assert not board.exception


def test_what_was_typed_of_departments_stays_when_one_is_refused_and_when_the_page_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = taken_in_without_browser(tmp_path, PLAN.replace("县虚构局等", "县虚构局、有关部门"))
    board = shown(workspace, monkeypatch)
    assert "还没有条线：县示例局、县虚构局。" in said(board)
    named, line = "name-example-2024-县示例局", "line_ids-example-2024-县示例局"
    board.text_input(key=named).set_value("示例县示例局").run()
    board.multiselect(key=line).set_value(["science"]).run()
    assert "department:县示例局" not in standings(workspace)
    board = shown(workspace, monkeypatch)
    assert (board.text_input(key=named).value, board.multiselect(key=line).value) == ("示例县示例局", ["science"])
    assert board.multiselect(key="line_ids-example-2024-有关部门").value == ["collective"]
    pressed(board, "确认部门")
    assert [error.value for error in board.error] == [
        "这些部门的编号、名称或条线还没有填好：县虚构局。其余的已经确认。"
    ]
    assert board.text_input(key=named).value == "示例县示例局"
    assert not board.success
    assert standings(workspace)["department:县示例局"].fields["line_ids"] == "science"
    board.multiselect(key="line_ids-example-2024-县虚构局").set_value(["water"]).run()
    pressed(board, "确认部门")
    assert not board.error
    assert "部门都已确认。" in [success.value for success in board.success]
    assert standings(workspace)["department:县虚构局"].fields["line_ids"] == "water"


def read_as(board: AppTest) -> list[str]:
    """The counts of what is shown as read."""
    return [text for text in said(board).splitlines() if "候选目标" in text]


def test_the_reading_of_the_document_before_is_gone_once_another_file_is_picked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = taken_in_without_browser(tmp_path)
    inbox = workspace.folder.parent / "inbox"
    inbox.mkdir()
    (inbox / "next.txt").write_text(LISTED, encoding="utf-8")
    (inbox / "third.txt").write_text(TEXT, encoding="utf-8")
    board = shown(workspace, monkeypatch)
    assert ["候选目标 5 条" in text for text in read_as(board)] == [True]
    board.selectbox(key="inbox-file").set_value("next.txt").run()
    assert not read_as(board)
    for field in board.text_input:
        if field.label in FILLED:
            field.set_value(FILLED[field.label])
    pressed(board, "读入并提取")
    assert ["候选目标 2 条" in text for text in read_as(board)] == [True]
    assert Workspace(workspace.folder.parent / "next-2024").about["district_adcode"] == ""
    board.run()
    assert ["候选目标 2 条" in text for text in read_as(board)] == [True]
    board.selectbox(key="inbox-file").set_value("third.txt").run()
    assert not read_as(board)
    board.selectbox(key="inbox-file").set_value(None).run()
    assert ["候选目标 2 条" in text for text in read_as(board)] == [True]


FILLED = {
    "成文日期，如 2024-03-01（没有则空）": "2024-02-01", "新区县：编号（拼音）": "next", "新区县：所属设区市": "虚构市",
    "文件编号：区县拼音加年份，如 linqing-2024": "",
}  # fmt: skip


def test_a_document_is_named_after_its_district_and_years() -> None:
    assert named_after("linqing", 2024, 2024) == "linqing-2024"
    assert named_after("linqing", 2024, 2026) == "linqing-2024-2026"
    assert named_after("", 2024, 2026) == named_after("linqing", None, 2026) == ""
