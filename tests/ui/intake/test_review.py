"""From a file in the inbox to rows in the tables, in a real browser, on a copy of the record."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from streamlit.testing.v1 import AppTest

from policytargets.intake.arriving import read_again
from policytargets.intake.publishing import plan
from policytargets.intake.review import UNTOUCHED, decide
from policytargets.intake.workspace import Workspace
from policytargets.record.tables import read_tables
from policytargets.settings import data_folder
from tests.browser import SIZES, serve, settle, wait_until
from tests.intake.imports import PLAN, settle_all, taken_in
from tests.pages import said
from tests.ui.intake.reviewing import shown
from tests.ui.intake.settling import settle_in_forms


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("intake")
    shutil.copytree(data_folder(), folder / "data")
    (folder / "documents" / "inbox").mkdir(parents=True)
    (folder / "documents" / "inbox" / "plan.txt").write_text(PLAN.replace("（县示例局）", "（县示例局负责）"), "utf-8")
    return folder


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
    settle_in_forms(page, ("县示例局", "县虚构局"))


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
    expect(page.get_by_text("目标：新增 5 条目标")).to_be_visible(timeout=60_000)
    page.get_by_text("以上改动都看过了").click()
    page.get_by_role("button", name="写入数据表").click()
    expect(page.get_by_text("已写入数据表（")).to_be_visible(timeout=60_000)
    rows = [row for row in read_tables(place / "data")["targets"] if row["task_id"].startswith("example-2024/")]
    assert [row["printed"] for row in rows] == ["12家以上", "85%", "300万立方米以内", "全覆盖", "两座"]
    page.goto(f"{intake}/target?target=example-2024/1-1")
    settle(page)
    expect(page.locator(".passage mark")).to_have_text("12家以上")


@pytest.mark.parametrize("name", ["review", "documents"])
def test_a_board_without_writing_has_no_such_pages(page: Page, address: str, name: str) -> None:
    answer = page.goto(f"{address}/{name}")
    assert answer is not None
    assert answer.status == 404
    assert page.locator("h1").inner_text() == "没有这个页面"
    assert page.get_by_role("link", name="总览").count() == 1
    assert page.get_by_role("link", name="导入").count() == 0


@pytest.fixture(scope="module")
def keyed(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    # Something is left to judge for each test of the module.
    workspace = taken_in(
        tmp_path_factory.mktemp("keyed"), f"{PLAN}\n新增示例停车位60个、示例充电桩70个、示例驿站8处。\n"
    )
    settle_all(workspace, "rural")
    return workspace


@pytest.fixture(scope="module")
def review(keyed: Workspace) -> Iterator[str]:
    with serve(POLICYTARGETS_DOCUMENTS=str(keyed.folder.parent), POLICYTARGETS_WRITING="1") as address:
        yield address


def last(workspace: Workspace) -> dict[str, Any]:
    return next(line for line in reversed(workspace.decisions()) if line["decided"] != "settled")


def press(page: Page, key: str, count: int, workspace: Workspace) -> dict[str, Any]:
    """Press a key and wait until so many decisions have been written."""
    page.keyboard.press(key)
    wait_until(lambda: len([d for d in workspace.decisions() if d["decided"] != "settled"]) == count, 20)
    settle(page)
    return last(workspace)


def test_every_key_does_what_it_says(page: Page, review: str, keyed: Workspace) -> None:
    page.goto(f"{review}/review?document=example-2024")
    settle(page)
    page.get_by_label("审核人").fill("测试员")
    page.keyboard.press("Enter")
    settle(page)
    page.locator("h1").click()
    expect(page.locator(".passage mark.own")).to_have_text("12家以上")
    expect(page.locator(".passage mark:not(.own)")).to_have_text("85%")
    expect(page.locator(".passage u").first).to_have_text("县示例局")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".passage mark.own")).to_have_text("85%")
    page.keyboard.press("ArrowUp")
    expect(page.locator(".passage mark.own")).to_have_text("12家以上")
    page.get_by_role("button", name="少一词", exact=True).click()
    expect(page.get_by_text("与它不合").or_(page.locator(".passage mark.own", has_text="12家"))).to_be_visible()
    expect(page.locator(".passage mark.own")).to_have_text("12家")
    page.get_by_role("button", name="多一词", exact=True).click()
    expect(page.locator(".passage mark.own")).to_have_text("12家以上")
    settle(page)
    page.keyboard.press("F2")
    page.keyboard.type("虚构工厂数")
    told = press(page, "Control+Enter", 1, keyed)
    assert (told["decided"], told["fields"]["name"], told["reviewer"]) == ("corrected", "虚构工厂数", "测试员")
    assert told["shown_at"]
    page.locator("h1").click()
    expect(page.locator(".passage mark.own")).to_have_text("85%")
    page.keyboard.press("1")
    expect(page.get_by_test_id("stBaseButton-primary").nth(1)).to_contain_text("1")
    settle(page)
    told = press(page, "Enter", 2, keyed)
    assert (told["decided"], told["fields"]["indicator_id"].startswith("example-2024")) == ("corrected", False)
    expect(page.locator(".passage mark.own")).to_have_text("300万立方米以内")
    page.keyboard.press("Delete")
    expect(page.get_by_text("不采用的理由")).to_be_visible()
    settle(page)
    told = press(page, "8", 3, keyed)
    assert (told["decided"], told["reason"]) == ("rejected", "misread")
    told = press(page, "Control+z", 4, keyed)
    assert told["decided"] == "undone"
    expect(page.locator(".passage mark.own")).to_have_text("300万立方米以内")
    told = press(page, "Space", 5, keyed)
    assert told["decided"] == "deferred"
    expect(page.locator(".passage mark.own")).to_have_text("全覆盖")


def test_on_a_phone_each_task_stands_beside_the_clause_of_its_departments(
    browser: Browser, review: str, keyed: Workspace
) -> None:
    width, height = SIZES["phone"]
    page = browser.new_page(viewport={"width": width, "height": height}, locale="zh-CN")
    page.goto(f"{review}/review?document=example-2024")
    settle(page)
    page.get_by_label("审核人").fill("测试员")
    page.keyboard.press("Enter")
    settle(page)
    page.get_by_role("tab", name="任务与部门").click()
    page.get_by_text("各项的原文").click()
    for task in [c for c in keyed.candidates() if c["kind"] == "task"]:
        said = page.locator("details p", has_text=re.compile(rf"任务 {task['passage']}\W.*{task['leads'][0]}"))
        said.scroll_into_view_if_needed()
        expect(said).to_be_in_viewport(ratio=1)
    page.close()


def test_a_second_reviewer_is_seen_and_nothing_is_overwritten(page: Page, review: str, keyed: Workspace) -> None:
    own = next(c for c in keyed.candidates() if c.get("printed") == "两座")
    page.goto(f"{review}/review?document=example-2024&candidate={own['candidate_id']}")
    settle(page)
    page.get_by_label("审核人").fill("测试员乙")
    page.keyboard.press("Enter")
    settle(page)
    page.locator("h1").click()
    mark = page.locator(".passage mark.own")
    expect(mark).to_have_text("两座")
    # What is drawn after these was drawn after the name was taken: no run of before is still to come.
    page.keyboard.press("ArrowUp")
    expect(mark).not_to_have_text("两座")
    page.keyboard.press("ArrowDown")
    expect(mark).to_have_text("两座")
    settle(page)
    decide(keyed, own["candidate_id"], "rejected", reviewer="李某", reason="scope")
    page.keyboard.press("Enter")
    expect(page.get_by_text("李某刚才已对这一条作出决定")).to_be_visible(timeout=20_000)
    expect(page.get_by_text("李某刚才已决定：不采用")).to_be_visible()
    assert last(keyed)["reviewer"] == "李某"


def test_the_reviewer_is_named_once_for_a_tab(page: Page, review: str, keyed: Workspace) -> None:
    name = page.get_by_label("审核人")
    page.goto(f"{review}/review?document=example-2024")
    settle(page)
    name.fill("测试员丙")
    page.keyboard.press("Enter")
    settle(page)
    page.get_by_role("link", name="导入", exact=True).click()
    expect(name).to_have_count(0)
    settle(page)
    page.get_by_role("link", name="审核", exact=True).click()
    expect(name).to_have_value("测试员丙")
    page.reload()
    expect(name).to_have_value("测试员丙", timeout=30_000)
    settle(page)
    page.locator("h1").click()
    count = len([d for d in keyed.decisions() if d["decided"] != "settled"])
    assert press(page, "Space", count + 1, keyed)["reviewer"] == "测试员丙"


def test_taking_back_takes_no_letter_out_of_a_field(page: Page, review: str, keyed: Workspace) -> None:
    """Where no button has the key (写入), and where a field has it for itself."""
    page.goto(f"{review}/review?document=example-2024")
    settle(page)
    name = page.get_by_label("审核人")
    name.click()
    page.keyboard.type("测试员丁")
    page.keyboard.press("Enter")
    settle(page)
    page.get_by_role("tab", name="写入").click()
    settle(page)
    page.locator("h1").click()
    page.keyboard.press("Control+z")
    assert name.input_value() == "测试员丁"
    count = len([d for d in keyed.decisions() if d["decided"] != "settled"])
    page.get_by_role("tab", name="逐条审核").click()
    settle(page)
    page.locator("h1").click()
    press(page, "Space", count + 1, keyed)
    name.click()
    page.keyboard.type("甲")
    page.keyboard.press("Control+z")
    assert "甲" not in name.input_value()
    settle(page)
    assert len([d for d in keyed.decisions() if d["decided"] != "settled"]) == count + 1


def test_a_blind_reading_holds_the_review_until_it_is_answered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = "".join(f"{n}. 示例任务。新增示例{n}号设施{n + 10}个。（县示例局负责）\n" for n in range(1, UNTOUCHED + 2))
    workspace = taken_in(tmp_path, f"示例县（虚构）2024年重点任务\n{lines}")
    for candidate in [c for c in workspace.candidates() if c["kind"] == "target"][:UNTOUCHED]:
        decide(workspace, candidate["candidate_id"], "accepted", reviewer="甲")
    board = shown(workspace, monkeypatch, "甲")
    assert not board.exception
    assert "请再读一条" in [heading.value for heading in board.subheader]
    assert not [button for button in board.button if button.label == "通过"]
    board.text_input(key="blind-value").set_value("1")
    board.text_input(key="blind-unit").set_value("个")
    next(button for button in board.button if button.label == "填好了").click().run()
    assert not board.exception
    assert "不一致" in "".join(error.value for error in board.error)
    assert last(workspace)["decided"] == "reopened"
    assert [button for button in board.button if button.label == "通过"]
    assert not shown(workspace, monkeypatch, "乙").exception


def test_changed_words_show_the_decision_before_and_one_key_confirms_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = taken_in(tmp_path)
    one = next(c for c in workspace.candidates() if c.get("printed") == "12家以上")
    decide(workspace, one["candidate_id"], "rejected", reviewer="李某", reason="scope")
    workspace.original.write_text(PLAN.replace("新增示例工厂", "新建示例工厂"), encoding="utf-8")
    assert "原件在读取之后被改过" in said(shown(workspace, monkeypatch, "甲"))
    read_again(workspace)
    board = shown(workspace, monkeypatch, "甲")
    assert "上次的决定是“不采用”（说明范围），李某" in said(board)
    next(button for button in board.button if button.label == "照上次的决定").click().run()
    assert (last(workspace)["decided"], last(workspace)["reason"], last(workspace)["reviewer"]) == (
        "rejected",
        "scope",
        "甲",
    )


@pytest.mark.parametrize(
    ("text", "years", "words"),
    [
        (PLAN.replace("12家以上", "120亿元以上"), ("2024", "2024"), "120亿元以上　2024年"),
        (PLAN.replace("新增示例工厂12家以上", "每年新增示例工厂12家以上"), ("2024", "2026"), "12家以上　2026年，每年"),
        (
            PLAN.replace("新增示例工厂12家以上", "粮食综合生产能力达到3亿斤以上"),
            ("2024", "2024"),
            "3亿斤以上 = 15 万吨　2024年",
        ),
    ],
)
def test_the_row_to_be_reads_as_the_board_prints_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, years: tuple[str, str], words: str
) -> None:
    first, last = years
    workspace = taken_in(tmp_path, text, period_start=f"{first}-01-01", period_end=f"{last}-12-31")
    settle_all(workspace, "rural")
    own = next(c for c in workspace.candidates() if c["kind"] == "target")
    board = shown(workspace, monkeypatch, "甲", candidate=own["candidate_id"])
    (told,) = [caption.value for caption in board.caption if "写入后读作" in caption.value]
    for button in board.button if "=" in words else []:
        if button.label == "粮食综合生产能力":
            (told,) = [c.value for c in button.click().run().caption if "写入后读作" in c.value]
            break
    assert told.replace("\\", "").endswith(words)


@pytest.mark.parametrize("told", ["", "direction", "indicator_id", "unit"])
def test_what_is_told_otherwise_than_proposed_is_a_correction(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, told: str
) -> None:
    """Also where only the indicator, its direction or how its unit converts is."""
    workspace = taken_in(tmp_path, PLAN.replace("12家以上", "12艘以上") if told == "unit" else PLAN)
    settle_all(workspace, "rural")
    own = next(c for c in workspace.candidates() if c["kind"] == "target")
    key = own["candidate_id"]
    board = shown(workspace, monkeypatch, "甲", candidate=key)
    if told == "direction":
        (direction,) = [box for box in board.selectbox if str(box.key).startswith("direction-")]
        direction.set_value("lower").run()
    elif told == "indicator_id":
        board.button(key=f"indicator-1-{key}").click().run()
    elif told == "unit":
        board.text_input(key=f"factor-{key}").set_value("2").run()
    board.button(key=f"accepted-{key}").click().run()
    assert not board.exception
    assert last(workspace)["decided"] == ("corrected" if told else "accepted")
    (row,) = [r for r in plan(workspace, folder).records["reviews"] if r["candidate_id"] == key]
    assert (row["decided"], row["changed"]) == (last(workspace)["decided"], told)


def test_documents_are_called_by_their_titles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two of one title by their ids too; the address keeps the id, and the choice writes it there."""
    first = taken_in(tmp_path)
    text = PLAN.replace("2024", "2025")
    second = taken_in(tmp_path, text, document_id="example-2025", title="示例县（虚构）2025年重点任务")
    board = shown(first, monkeypatch, "甲", document="example-2025")
    chosen = board.selectbox(key="intake-reviewed")
    assert list(chosen.options) == ["示例县（虚构）2024年绿色低碳重点任务", "示例县（虚构）2025年重点任务"]
    assert chosen.value == "example-2025"
    board.query_params["candidate"] = second.candidates()[0]["candidate_id"]
    chosen.set_value("example-2024").run()
    assert not board.exception
    assert "example-2024" in board.query_params["document"]
    assert "candidate" not in board.query_params
    taken_in(tmp_path, text.replace("12家", "13家"), document_id="other-2025", title="示例县（虚构）2025年重点任务")
    options = shown(first, monkeypatch, "甲").selectbox(key="intake-reviewed").options
    assert list(options)[1:] == [f"示例县（虚构）2025年重点任务（{one}）" for one in ("example-2025", "other-2025")]


def indicators_offered(board: AppTest) -> list[str]:
    return [button.label for button in board.button if (button.key or "").startswith("indicator-")]


def test_indicators_are_offered_with_their_meaning_and_found_by_what_plans_call_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = taken_in(tmp_path)
    first = next(c for c in workspace.candidates() if c.get("printed") == "12家以上")
    key, records = first["candidate_id"], read_tables(data_folder())
    board = shown(workspace, monkeypatch, "甲", candidate=key)
    offered = indicators_offered(board)
    assert (len(offered), offered[-1]) == (4, "新指标")
    meanings = {row["name"]: row["definition"] for row in records["indicators"]}
    assert all(f"{meanings[name]}（新增，" in said(board) for name in offered[:-1])
    board.text_input(key=f"name-{key}").set_value("粮食产量").run()
    assert indicators_offered(board) == offered
    box = board.selectbox(key=f"find-{key}")
    named = {row["indicator_id"]: row["name"] for row in records["indicators"]}
    fitting = {r["indicator_id"] for r in records["indicators"] if (r["unit"], r["basis"]) == ("家", "new")}
    fitting -= {r["indicator_id"] for r in records["indicators"] if r["name"] in offered}
    alias = next(
        r for r in records["targets"] if r["indicator_id"] in fitting and r["name"] != named[r["indicator_id"]]
    )
    opening = named[alias["indicator_id"]] + "（"
    assert [alias["name"] in option for option in box.options if option.startswith(opening)] == [True]
    box.set_value(alias["indicator_id"]).run()
    assert not board.exception
    assert indicators_offered(board) == [*offered, named[alias["indicator_id"]]]
    next(button for button in board.button if button.label == "通过").click().run()
    assert last(workspace)["fields"]["indicator_id"] == alias["indicator_id"]


def test_a_new_indicator_under_an_upper_bound_is_proposed_to_be_better_low(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = taken_in(tmp_path)
    capped = next(c for c in workspace.candidates() if c.get("printed") == "300万立方米以内")
    key = capped["candidate_id"]
    board = shown(workspace, monkeypatch, "甲", candidate=key)
    next(button for button in board.button if button.label == "新指标").click().run()
    assert board.selectbox(key=f"direction-lower-{key}").value == "lower"
    board.selectbox(key=f"direction-lower-{key}").set_value("higher").run()
    assert "方向选的是越高越好，而数字是上限" in said(board)
    board.selectbox(key=f"direction-lower-{key}").set_value("lower").run()
    next(button for button in board.button if button.label == "通过").click().run()
    (new,) = [line for line in workspace.decisions() if line["candidate_id"].startswith("indicator:")]
    assert new["fields"]["direction"] == "lower"


def test_what_was_passed_can_be_rejected_and_opened_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both ask for words, each in a field of its own."""
    workspace = taken_in(tmp_path)
    settle_all(workspace, "rural")
    own = next(c["candidate_id"] for c in workspace.candidates() if c["kind"] == "target")
    decide(workspace, own, "accepted", reviewer="甲")

    def pressed(board: AppTest, label: str) -> AppTest:
        next(button for button in board.button if button.label == label).click()
        return board.run()

    board = pressed(shown(workspace, monkeypatch, "甲", candidate=own), "不采用")
    assert not board.exception
    notes = {field.label: field for field in board.text_input if field.label in ("退回的理由", "补充说明（可空）")}
    assert len(notes) == 2
    notes["退回的理由"].set_value("再看一遍")
    notes["补充说明（可空）"].set_value("去年的数")
    pressed(board, "已完成的")
    told = last(workspace)
    assert (told["decided"], told["reason"], told["note"]) == ("rejected", "past", "去年的数")
    board = shown(workspace, monkeypatch, "甲", candidate=own)
    next(field for field in board.text_input if field.label == "退回的理由").set_value("再看一遍")
    pressed(board, "退回")
    told = last(workspace)
    assert (told["decided"], told["note"]) == ("reopened", "再看一遍")
