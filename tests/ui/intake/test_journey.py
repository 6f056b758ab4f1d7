"""From an invented PDF and an invented table of Word to rows on a copy of the board, through its pages in a browser."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from policytargets.intake.copies import copy_file, read_copy, sight
from policytargets.intake.review import DONE, standings
from policytargets.intake.workspace import Workspace
from policytargets.record.tables import Records, read_tables
from policytargets.settings import data_folder
from tests.browser import SIZES, settle, wait_until
from tests.intake.invented import MERGED, PAST, Task, as_page, tasks, write_table
from tests.ui.intake.settling import settle_in_forms

PLAN, TABLE = "example-2024", "example-2025"
IN_HAND = "() => document.querySelector('[class*=st-key-accepted-]')?.className || ''"
CUT = 4  # the task whose first department is lost
MARGIN = {"top": "25mm", "bottom": "25mm", "left": "25mm", "right": "25mm"}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Path:
    folder = tmp_path_factory.mktemp("journey")
    shutil.copytree(data_folder(), folder / "data")
    (folder / "documents" / "inbox").mkdir(parents=True)
    page = browser.new_page()
    page.set_content(as_page(tasks(40)))
    page.pdf(path=str(folder / "plan.pdf"), format="A4", margin=MARGIN)
    page.close()
    write_table(folder / "documents" / "inbox" / "table.docx", tasks(30, first=50, year=2025))
    return folder


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """One page for the whole journey: a curator's."""
    width, height = SIZES["laptop"]
    context = browser.new_context(viewport={"width": width, "height": height}, locale="zh-CN")
    yield context.new_page()
    context.close()


def describe(page: Page, **filled: str) -> None:
    """Fill the form of 文件信息 and send it."""
    for label, value in filled.items():
        page.get_by_label(label).first.fill(value)
    page.get_by_role("button", name="读入并提取").click()


def plant(workspace: Workspace) -> None:
    """Spoil six candidates as a rule that slips would."""
    candidates = workspace.candidates()
    targets = [c for c in candidates if c["kind"] == "target"]
    by_task = {c["passage"]: c for c in reversed(targets)}
    past = next(c for c in candidates if c["kind"] == "exclusion" and c["printed"] == "7处")
    second = next(c for c in targets if c["printed"] == "93个")
    merged = by_task[str(MERGED)]
    end = second["end"]
    printed = "".join(workspace.text[merged["start"] : end].split())
    errors: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
        "unit": (by_task["2"], {"unit": "家"}),
        "bound": (by_task["1"], {"comparator": "exactly"}),
        "year": (by_task["14"], {"due_year": 2023}),
        "past": (past, {**by_task["2"], "candidate_id": past["candidate_id"], "start": past["start"],
                        "end": past["end"], "printed": "7处", "value": 7, "unit": "处", "passage": past["passage"],
                        "clause": past["clause"], "name": "虚构处所", "title": past["title"]}),
        "merged": (merged, {"end": end, "printed": printed}),
        "department": (next(c for c in candidates if c["kind"] == "task" and c["passage"] == str(CUT)),
                       {"leads": ["县示例局"]}),
    }  # fmt: skip
    spoilt = {own["candidate_id"]: {**own, **wrong} for own, wrong in errors.values()}
    lines = [json.dumps(spoilt.get(c["candidate_id"], c), ensure_ascii=False) + "\n" for c in candidates]
    (workspace.folder / "candidates.jsonl").write_text("".join(lines), encoding="utf-8")


def enter_review(page: Page, address: str, document: str) -> None:
    page.goto(f"{address}/review?document={document}")
    settle(page)
    page.get_by_label("审核人").fill("测试员")
    page.keyboard.press("Enter")
    settle(page)


def done(workspace: Workspace) -> int:
    judged = standings(workspace)
    return sum(
        c["kind"] == "target" and c["candidate_id"] in judged and judged[c["candidate_id"]].state in DONE
        for c in workspace.candidates()
    )


def pressed(page: Page, key: str, workspace: Workspace) -> None:
    """Press a key that decides and wait until the decision is on the disk and the next candidate on the screen."""
    before, shown = done(workspace), page.evaluate(IN_HAND)
    page.keyboard.press(key)
    wait_until(lambda: done(workspace) == before + 1, 30)
    # A key for the candidate that is still on the screen would be lost, and rightly so.
    wait_until(lambda: page.evaluate(IN_HAND) != shown, 30)
    settle(page)


def pass_all(page: Page, workspace: Workspace) -> None:
    """Pass what is open as it was proposed, answering the blind reading where it is asked for."""
    count = sum(c["kind"] == "target" for c in workspace.candidates())
    page.locator("h1").click()
    while done(workspace) < count:
        pressed(page, "Enter", workspace)


def accept_tasks(page: Page, pages: int, total: int) -> None:
    page.get_by_role("tab", name="任务与部门").click()
    settle(page)
    for number in range(1, pages + 1):
        field = page.get_by_label(f"第几页（共 {pages} 页）")
        field.fill(str(number))
        field.press("Enter")
        settle(page)
        page.get_by_role("button", name="勾选的任务通过").click()
        of_all = min(number * 20, total)
        expect(page.get_by_text(f"已定 {of_all}/{total} 项")).to_be_visible(timeout=30_000)
        settle(page)


def write(page: Page, added: int) -> None:
    page.get_by_role("tab", name="写入").click()
    settle(page)
    page.get_by_text("看看写入会改动什么").click()
    expect(page.get_by_text(f"目标（targets.csv）：新增 {added} 行")).to_be_visible(timeout=60_000)
    page.get_by_text("以上改动都看过了").click()
    page.get_by_role("button", name="写入数据表").click()
    expect(page.get_by_text("请核对改动后自行提交")).to_be_visible(timeout=60_000)


def hold(records: Records, before: Records, document: str, wanted: list[Task]) -> None:
    """The tables hold this plan as it was invented, and all that they held before."""
    own = [row for row in records["targets"] if row["task_id"].startswith(f"{document}/")]
    found = [
        (row["task_id"].partition("/")[2], row["printed"], row["value"], row["unit"], row["comparator"]) for row in own
    ]
    promised = [promise for task in wanted for promise in task.promises]
    assert sorted(found) == sorted((str(p.task), p.printed, p.value, p.unit, p.comparator) for p in promised)
    assert {row["due_year"] for row in own} == {document[-4:]}
    roles = [
        (task, role, names) for task in wanted for role, names in (("lead", task.leads), ("support", task.supports))
    ]
    answering = {(str(task.number), role, name) for task, role, names in roles for name in names}
    assert answering == {
        (row["task_id"].partition("/")[2], row["role"], row["printed"])
        for row in records["responsibilities"]
        if row["task_id"].startswith(f"{document}/")
    }
    assert [row["title"] for row in records["tasks"] if row["document_id"] == document and row["task_no"] != "0"] == [
        task.title for task in sorted(wanted, key=lambda task: f"{document}/{task.number}")
    ]
    for name in before:
        assert all(row in records[name] for row in before[name]), name


def every_figure_opens(place: Path, document: str, records: Records) -> None:
    file = copy_file(place / "documents", document)
    assert file is not None
    copy = read_copy(file)
    source = next(row["source_sha256"] for row in records["documents"] if row["document_id"] == document)
    own = [row for row in records["targets"] if row["task_id"].startswith(f"{document}/")]
    assert own
    for row in own:
        seen = sight(copy, row["task_id"], row["printed"], int(row["position"]), source)
        assert (seen.state, seen.figure) == ("located", row["printed"]), row["target_id"]


def test_an_invented_pdf_with_six_planted_errors_comes_onto_the_board(page: Page, intake: str, place: Path) -> None:
    before = read_tables(place / "data")
    page.goto(f"{intake}/documents")
    settle(page)
    page.locator("input[type=file]").set_input_files(str(place / "plan.pdf"))
    expect(page.get_by_label("文件标题")).to_have_value("示例县（虚构）2024年绿色低碳重点任务", timeout=60_000)
    describe(page, **{
        "成文日期，如 2024-03-01（没有则空）": "2024-02-01", "新区县：编号（拼音）": "example",
        "新区县：所属设区市": "虚构市", "文件编号：区县拼音加年份，如 linqing-2024": PLAN,
    })  # fmt: skip
    expect(page.get_by_text("任务 40 项，候选目标 41 条")).to_be_visible(timeout=60_000)
    settle_in_forms(page, ("县示例局", "县虚构局", "县样本局"))
    workspace = Workspace(place / "documents" / PLAN)
    plant(workspace)
    enter_review(page, intake, PLAN)
    page.get_by_text("有提示的").click()
    expect(page.get_by_text("第 1 条，共 5 条")).to_be_visible(timeout=30_000)
    page.locator("h1").click()
    correct_figures(page, workspace)
    page.get_by_text("未审的").click()
    settle(page)
    page.get_by_role("tab", name="任务与部门").click()
    expect(page.get_by_text("原文还有“县样本局”没有认出")).to_be_visible(timeout=30_000)
    page.get_by_label(f"任务 {CUT}：牵头").fill("县样本局、县示例局")
    page.get_by_role("button", name="这样通过").click()
    settle(page)
    accept_tasks(page, 2, 40)
    page.get_by_role("tab", name="逐条审核").click()
    settle(page)
    pass_all(page, workspace)
    write(page, 41)
    records = read_tables(place / "data")
    hold(records, before, PLAN, tasks(40))
    assert ("example-2024/5", "7处", "past") in {
        (row["task_id"], row["printed"], row["reason"]) for row in records["excluded_figures"]
    }
    every_figure_opens(place, PLAN, records)
    page.goto(f"{intake}/target?target={PLAN}/14-1")
    settle(page)
    expect(page.locator(".passage mark")).to_have_text("24家以上" if 14 % 4 == 1 else "24个")
    page.get_by_text("页面图像").click()
    expect(page.locator("[data-testid=stImage] img")).to_be_visible(timeout=30_000)


def correct_figures(page: Page, workspace: Workspace) -> None:
    """Each planted error is said in words, one after another among 有提示的, and corrected as a reviewer would."""
    wanted = {
        "bound": "数字旁有“以上”", "unit": "单位填的是“家”", "past": "句中有“去年”", "merged": "2 个数字",
        "year": "句中写的是 2024 年",
    }  # fmt: skip
    for name, words in wanted.items():
        expect(page.get_by_text(words)).to_be_visible(timeout=30_000)
        settle(page)
        if name == "unit":
            page.get_by_label("单位", exact=True).fill("个")
            pressed(page, "Control+Enter", workspace)
        elif name == "bound":
            bound = page.get_by_role("combobox", name="界限")
            bound.scroll_into_view_if_needed()
            bound.click()
            page.get_by_role("option", name="不少于", exact=True).click()
            expect(page.get_by_text(words)).to_have_count(0)
            settle(page)
            page.locator("h1").click()
            pressed(page, "Enter", workspace)
        elif name == "year":
            page.get_by_label("目标年份").fill("2024")
            pressed(page, "Control+Enter", workspace)
        elif name == "past":
            page.keyboard.press("Delete")
            expect(page.get_by_text("不采用的理由")).to_be_visible()
            settle(page)
            pressed(page, "1", workspace)
        else:
            while "，" in page.locator(".passage mark.own").inner_text():
                shown = page.locator(".passage mark.own").inner_text()
                page.get_by_role("button", name="少一词", exact=True).click()
                expect(page.locator(".passage mark.own")).not_to_have_text(shown)
            settle(page)
            page.locator("h1").click()
            pressed(page, "Enter", workspace)


def test_an_invented_table_of_word_follows_it(page: Page, intake: str, place: Path) -> None:
    before = read_tables(place / "data")
    page.goto(f"{intake}/documents")
    settle(page)
    page.get_by_label("收件文件夹里的文件").click()
    page.get_by_role("option", name="table.docx").click()
    expect(page.get_by_label("文件标题")).to_have_value("示例县（虚构）2025年绿色低碳重点任务清单", timeout=60_000)
    describe(page, **{
        "成文日期，如 2024-03-01（没有则空）": "2025-02-01", "文件编号：区县拼音加年份，如 linqing-2024": TABLE,
    })  # fmt: skip
    expect(page.get_by_text("任务 30 项，候选目标 31 条")).to_be_visible(timeout=60_000)
    settle_in_forms(page, ())
    workspace = Workspace(place / "documents" / TABLE)
    enter_review(page, intake, TABLE)
    accept_tasks(page, 2, 30)
    page.get_by_role("tab", name="逐条审核").click()
    settle(page)
    pass_all(page, workspace)
    write(page, 31)
    records = read_tables(place / "data")
    hold(records, before, TABLE, tasks(30, first=50, year=2025))
    every_figure_opens(place, TABLE, records)
    page.goto(f"{intake}/target?target={TABLE}/{PAST}-1")
    settle(page)
    expect(page.locator(".passage mark")).to_have_text("55家以上")
    page.goto(f"{intake}/district?district=示例县")
    settle(page)
    expect(page.get_by_text("与上一份计划相比").first).to_be_visible(timeout=30_000)
