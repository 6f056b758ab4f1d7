"""The whole loop in a real browser: filled, returned, filled again, checked, released, and the light on 台账."""

import re
import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook
from playwright.sync_api import BrowserContext, Page, expect
from pptx import Presentation
from pptx.oxml.ns import qn
from sqlalchemy import select

from policytargets.exports.forms.columns import HEAD_ROW, HEADS, SHEET
from policytargets.ledger.feed import feed
from policytargets.ledger.tables import DRAFTS, IMPORTS
from policytargets.record.building import open_record
from policytargets.settings import ROOT
from policytargets.store.engine import Ledger, reading
from policytargets.store.verification import verify
from tests.browser import serve, settle, wait_until
from tests.engines import Cluster, release
from tests.ui.ledger.months import with_years

pytestmark = pytest.mark.browser
DEPARTMENT, PERIOD = "市民政局（青州）", "2023年9月"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("ledger") / "ledger.sqlite"


@pytest.fixture(scope="module")
def made(place: Path) -> Iterator[Ledger]:
    ledger = with_years(f"sqlite:///{place}", ["qingzhou"], 2023)
    yield ledger
    release(ledger)


@pytest.fixture(scope="module")
def board(made: Ledger, place: Path) -> Iterator[str]:
    with serve(POLICYTARGETS_LEDGER=f"sqlite:///{place}", POLICYTARGETS_SIGN_IN="one") as running:
        yield running


def choose(page: Page, label: str, words: str) -> None:
    """Choose the first option that holds these words."""
    field = page.get_by_role("combobox", name=label, exact=True)
    field.click()
    field.fill(words)
    page.get_by_role("option", name=re.compile(re.escape(words))).first.click()
    settle(page)


def fill(page: Page, label: re.Pattern[str], text: str) -> None:
    field = page.get_by_label(label).first
    field.fill(text)
    field.press("Tab")
    settle(page)


def choose_all_that_wait(page: Page) -> None:
    """Nothing is returned that was not chosen."""
    box = page.get_by_role("combobox", name=re.compile("处理哪几项"))
    box.click()
    box.press("ArrowDown")
    page.get_by_role("option").first.click()
    page.keyboard.press("Escape")
    settle(page)


def test_from_the_form_to_the_light(page: Page, board: str, made: Ledger, tmp_path: Path) -> None:
    _from_the_form_to_the_light(page, board, made, tmp_path)


def test_from_the_form_to_the_light_on_postgresql(page: Page, cluster: Cluster, tmp_path: Path) -> None:
    address = cluster.new_database()
    ledger = with_years(address, ["qingzhou"], 2023)
    with serve(POLICYTARGETS_LEDGER=address, POLICYTARGETS_SIGN_IN="one") as running:
        _from_the_form_to_the_light(page, running, ledger, tmp_path)
    release(ledger)


def _from_the_form_to_the_light(page: Page, board: str, made: Ledger, tmp_path: Path) -> None:
    page.goto(f"{board}/report")
    settle(page)
    choose(page, "填报部门", DEPARTMENT)
    choose(page, "周期", PERIOD)
    cards = page.get_by_role("button", name="提交", exact=True)
    count = cards.count()
    assert count > 0
    fill(page, re.compile("自期初累计|累计已用"), "12家")
    expect(page.get_by_text("只填数字，不带单位").first).to_be_visible()
    fill(page, re.compile("自期初累计|累计已用"), "0")
    expect(page.get_by_text("提交后：").first).to_be_visible()
    cards.first.click()
    expect(page.get_by_text("请写明审签的负责人").first).to_be_visible()
    fill(page, re.compile("审签负责人"), "示例负责人")
    cards.first.click()
    expect(cards).to_have_count(count - 1)
    assert [row["state"] for row in feed(made).reports] == ["submitted"]

    page.goto(f"{board}/dispatch")
    settle(page)
    choose(page, "区县", "青州市")
    choose(page, "周期", PERIOD)
    expect(page.get_by_role("button", name="退回 0 项")).to_be_disabled()
    choose_all_that_wait(page)
    page.get_by_role("button", name="退回 1 项").click()
    expect(page.get_by_text("请写明退回的原因").first).to_be_visible()
    with page.expect_download() as coming:
        page.get_by_role("button", name="下载催报单（DOCX）").click()
    coming.value.save_as(tmp_path / "reminders.docx")
    reminders = Document(str(tmp_path / "reminders.docx"))
    assert any("尚未报送" in paragraph.text for paragraph in reminders.paragraphs)
    assert len(reminders.tables[-1].rows) > 1
    fill(page, re.compile("退回原因"), "请附说明")
    page.get_by_role("button", name="退回 1 项").click()
    expect(page.get_by_text("没有等待处理的填报")).to_be_visible()
    expect(page.get_by_text("已退回 1 项。")).to_be_visible()

    page.goto(f"{board}/report")
    settle(page)
    choose(page, "填报部门", DEPARTMENT)
    choose(page, "周期", PERIOD)
    expect(page.get_by_text("督查室退回：请附说明")).to_be_visible()
    fill(page, re.compile("进展情况"), "已补说明")
    page.get_by_role("button", name="提交", exact=True).first.click()
    expect(page.get_by_text("督查室退回：请附说明")).to_have_count(0)

    page.goto(f"{board}/dispatch")
    settle(page)
    choose(page, "区县", "青州市")
    choose(page, "周期", PERIOD)
    page.get_by_role("button", name="核对 1 项").click()
    expect(page.get_by_text("有数字而没有佐证")).to_be_visible()
    page.get_by_text("核对没有佐证的数字").click()
    page.get_by_role("button", name="核对 1 项").click()
    page.get_by_role("button", name="发布 1 项").click()
    page.get_by_role("button", name="确定发布 1 项").click()
    expect(page.get_by_text("没有等待处理的填报")).to_be_visible()
    released = feed(made).released
    assert [(row["value"], row["revision"], row["unseen"], row["progress"]) for row in released] == [
        ("0", 2, True, "已补说明")
    ]
    assert released[0]["ends_on"] == date(2023, 9, 30).isoformat()
    assert verify(made)[0] == []

    page.goto(f"{board}/progress")
    settle(page)
    expect(page.get_by_text("截至 2023-09-30").first).to_be_visible()
    _on_the_board_and_on_a_slide(page, board, made, tmp_path)


def _on_the_board_and_on_a_slide(page: Page, board: str, made: Ledger, folder: Path) -> None:
    """What was released stands beside its target in the comparison and as a native bar in the PPTX."""
    released = feed(made).released[0]
    record = open_record(ROOT / "data")
    target = record.query("ledger/due_items").set_index("due_id").loc[released["due_id"], "target_id"]
    found = record.query("choices/indicators").set_index("indicator_id")
    own = record.query("comparisons/indicator_targets", indicators=list(found.index), districts=[])
    asked = own[own["target_id"] == target]
    indicator = asked.loc[asked["asked"] == asked["indicator_id"], "indicator_id"].iloc[0]
    page.goto(f"{board}/indicator?indicator={found.loc[indicator, 'name']}")
    settle(page)
    told = page.locator("[data-testid=stVegaLiteChart]").first.get_by_text("截至 2023-09-30，未经他人核对")
    expect(told).to_be_visible()
    light = re.search("(红灯|黄灯|绿灯|完成|不亮灯) ·", told.text_content() or "")
    assert light
    page.get_by_role("button", name="下载与引用").first.click()
    with page.expect_download() as coming:
        page.get_by_role("button", name="幻灯片（PPTX）").first.click()
    coming.value.save_as(folder / "one.pptx")
    slide = Presentation(folder / "one.pptx").slides[1]
    (chart,) = [shape.chart for shape in slide.shapes if shape.has_chart]
    place = next(number for number, name in enumerate(chart.plots[0].categories) if name.endswith("累计完成"))
    assert chart.plots[0].series[0].values[place] == 0
    words = [run.text for run in chart._chartSpace.iter(qn("a:t"))]
    assert any(light[0] in word and "截至 2023-09-30，未经他人核对" in word for word in words)
    text = " ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
    assert "亮灯规则：" in text
    assert "出处：" in text
    assert "示例" not in text


def test_evidence_a_withdrawal_and_a_correction(page: Page, board: str, made: Ledger, tmp_path: Path) -> None:
    page.goto(f"{board}/report")
    settle(page)
    choose(page, "填报部门", DEPARTMENT)
    choose(page, "周期", PERIOD)
    settle(page)  # the items of the period chosen before are still there while those of this one come
    submitting = page.get_by_role("button", name="提交", exact=True)
    count = submitting.count()
    page.get_by_role("button", name="更正已发布的数据").click()
    expect(submitting).to_have_count(count + 1)
    fill(page, re.compile("自期初累计|累计已用"), "1")
    page.get_by_role("button", name="提交", exact=True).first.click()
    expect(page.get_by_text("请写明更正原因").first).to_be_visible()
    fill(page, re.compile("更正或核减原因"), "漏报一家")
    page.locator("input[type=file][accept*=pdf]").first.set_input_files(
        {"name": "证明.pdf", "mimeType": "application/pdf", "buffer": b"MZ"}
    )
    expect(page.get_by_text("内容不是 pdf 文件")).to_be_visible()
    page.locator("input[type=file][accept*=pdf]").first.set_input_files(
        {"name": "证明.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 example"}
    )
    expect(page.get_by_text("证明.pdf（1 KB）")).to_be_visible()
    settle(page)
    page.get_by_role("button", name="提交", exact=True).first.click()
    expect(page.get_by_role("button", name="撤回修改")).to_be_visible()
    settle(page)
    page.get_by_role("button", name="撤回修改").click()
    expect(page.get_by_text("证明.pdf（1 KB）")).to_be_visible()
    settle(page)
    page.get_by_role("button", name="提交", exact=True).first.click()
    with page.expect_download() as coming:
        page.get_by_role("button", name="佐证：证明.pdf").click()
    coming.value.save_as(tmp_path / "back.pdf")
    assert (tmp_path / "back.pdf").read_bytes() == b"%PDF-1.7 example"
    held = feed(made)
    assert [row["value"] for row in held.released if row["due_id"] == held.reports[-1]["due_id"]] == ["0"]
    assert [row["state"] for row in held.reports] == ["returned", "released", "withdrawn", "submitted"]
    assert verify(made)[0] == []


def drafted(made: Ledger, figure: str) -> bool:
    """Whether a draft of October holds this figure."""
    with reading(made) as connection:
        drafts = connection.execute(select(DRAFTS).where(DRAFTS.c.period_id.contains("10-31"))).all()
    return any(f'"{figure}"' in row.body for row in drafts)


def test_by_workbook(page: Page, board: str, made: Ledger, tmp_path: Path) -> None:
    page.goto(f"{board}/report")
    settle(page)
    choose(page, "填报部门", DEPARTMENT)
    choose(page, "周期", "2023年10月")
    page.get_by_text("用 Excel 填报").click()
    with page.expect_download() as coming:
        page.get_by_role("button", name="下载填报表").click()
    file = tmp_path / "filled.xlsx"
    coming.value.save_as(file)
    form = load_workbook(file)
    sheet = form[SHEET]
    column = {name: number for number, name in enumerate(HEADS, 1)}
    count = sheet.max_row - HEAD_ROW
    assert count > 1
    sheet.cell(HEAD_ROW + 1, column["value"], 1200)
    sheet.cell(HEAD_ROW + 1, column["signed_by"], "示例负责人")
    sheet.cell(HEAD_ROW + 2, column["value"], "约30")
    form.save(file)
    for _ in range(2):  # the same file twice is once
        page.locator("input[type=file]").first.set_input_files(file)
        expect(page.get_by_text("1 行可用，已存为草稿")).to_be_visible()
        expect(page.get_by_text("建议 30")).to_be_visible()
    settle(page)
    with page.expect_download() as coming:
        page.get_by_role("button", name="下载标出错处的原表").click()
    coming.value.save_as(tmp_path / "marked.xlsx")
    assert "建议 30" in load_workbook(tmp_path / "marked.xlsx")[SHEET].cell(HEAD_ROW + 2, column["value"]).comment.text
    with reading(made) as connection:
        assert len(connection.execute(select(IMPORTS)).all()) == 1
    assert drafted(made, "1200")
    expect(page.get_by_label(re.compile("自期初累计|累计已用")).first).to_have_value("1200")
    # What was changed on the page since stays when the same file comes again, in another session too.
    fill(page, re.compile("自期初累计|累计已用"), "1300")
    wait_until(lambda: drafted(made, "1300"))
    page.reload()
    settle(page)
    page.get_by_text("用 Excel 填报").click()
    page.locator("input[type=file]").first.set_input_files(file)
    expect(page.get_by_text("1 行可用")).to_be_visible()
    expect(page.get_by_label(re.compile("自期初累计|累计已用")).first).to_have_value("1300")
    with page.expect_download() as coming:
        page.get_by_role("button", name=re.compile("^filled.xlsx")).first.click()
    assert Path(coming.value.path()).read_bytes() == file.read_bytes()
    fill(page, re.compile("自期初累计|累计已用"), "1200")
    settle(page)
    page.get_by_role("button", name="提交", exact=True).first.click()
    expect(page.get_by_text("已报 1,200 ")).to_be_visible()
    assert verify(made)[0] == []
    # A workbook of an earlier period changes nothing, and gives its words, not its figures, to this period's.
    page.goto(f"{board}/report")
    settle(page)
    choose(page, "填报部门", DEPARTMENT)
    choose(page, "周期", "2023年11月")
    page.get_by_text("用 Excel 填报").click()
    page.locator("input[type=file]").first.set_input_files(file)
    expect(page.get_by_text(re.compile("这是本部门.*的表，不是现在选的周期"))).to_be_visible()
    with page.expect_download() as coming:
        page.get_by_role("button", name=re.compile("已带出那张表中的文字")).click()
    coming.value.save_as(tmp_path / "carried.xlsx")
    carried = load_workbook(tmp_path / "carried.xlsx")[SHEET]
    assert carried.cell(HEAD_ROW + 1, column["signed_by"]).value == "示例负责人"
    assert not carried.cell(HEAD_ROW + 1, column["value"]).value
    with reading(made) as connection:
        drafts = [row.body for row in connection.execute(select(DRAFTS).where(DRAFTS.c.period_id.contains("11-30")))]
    assert drafts == []


def test_uploads_are_for_those_who_are_signed_in(made: Ledger, place: Path) -> None:
    with serve(POLICYTARGETS_LEDGER=f"sqlite:///{place}", POLICYTARGETS_SIGN_IN="accounts") as running:
        request = urllib.request.Request(f"{running}/_stcore/upload_file/a/b", b"x", method="PUT")
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(request)
        assert refused.value.code == 404
        refused.value.close()


def test_a_visitor_can_not_name_themselves(made: Ledger, place: Path, newcomer: BrowserContext) -> None:
    with serve(POLICYTARGETS_LEDGER=f"sqlite:///{place}", POLICYTARGETS_SIGN_IN="accounts") as running:
        newcomer.set_extra_http_headers({"X-Board-Person": "one"})
        page = newcomer.new_page()
        page.goto(f"{running}/report")
        settle(page)
        expect(page.get_by_text("“填报”供有权")).to_be_visible()
        page.goto(f"{running}/progress")
        settle(page)
        expect(page.get_by_role("heading", name="台账", level=1)).to_be_visible()
