"""写入 tells its difference in sentences, in the document's order, and accounts for figures that are no targets."""

from pathlib import Path

import pytest

from policytargets.intake.candidates import as_target
from policytargets.intake.publishing import changes, plan, publish
from policytargets.intake.review import decide, standings
from policytargets.intake.workspace import Workspace, append_candidate
from policytargets.intake.written import remember
from policytargets.record.tables import read_tables, version_of
from policytargets.ui.intake.review_difference import GROUPS, account_in_words, counts_in_words, lines_of
from tests.intake.imports import PLAN, REVIEWER, accept_all, taken_in
from tests.pages import opened, said
from tests.ui.intake.reviewing import shown


def _told(workspace: Workspace, data: Path) -> dict[str, list[str]]:
    lines = sorted(lines_of(plan(workspace, data)), key=lambda line: line.place)
    return {group: [line.words for line in lines if line.group == group] for group in GROUPS}


def _counts(workspace: Workspace, data: Path, group: str) -> str:
    return counts_in_words([line for line in lines_of(plan(workspace, data)) if line.group == group])


def test_every_row_is_in_a_sentence_of_the_boards_words(tmp_path: Path, folder: Path) -> None:
    workspace = taken_in(tmp_path)
    accept_all(workspace, "rural")
    told = _told(workspace, folder)
    names = [c["name"] for c in plan(workspace, folder).records["targets"] if c["task_id"].startswith("example-2024/")]
    assert told["目标"][0] == (f"任务 1 {names[0]}：12家以上，2024年，新增，当年；牵头：县示例局")
    assert told["目标"][2].endswith("300万立方米以内，2024年，上限，当年，力争；牵头：县示例局")
    assert told["任务与部门"][0] == "任务 1 示例任务一；牵头：县示例局；配合：县虚构局等"
    assert told["区县与文件"][0] == "示例县（虚构市，县级市）"
    assert told["未采用的数字"] == [
        "任务 2 “5810”：名称", "任务 2 “30处”：已完成情况", "任务 3 “2024年底”：日期"
    ]  # fmt: skip
    assert _counts(workspace, folder, "任务与部门") == "新增 2 个部门、3 项任务"
    assert not [words for group in told.values() for words in group if "at_least" in words or "false" in words]


def test_lines_stand_in_the_order_of_the_document(tmp_path: Path, folder: Path) -> None:
    tasks = "".join(f"{n}. 示例任务{n}号。新增示例{n}号设施{n + 10}个。（县示例局负责）\n" for n in range(1, 13))
    workspace = taken_in(tmp_path, f"示例县（虚构）2024年重点任务\n\n一、示例工业（虚构）\n{tasks}")
    accept_all(workspace, "rural")
    numbers = [words.split(" ")[1] for words in _told(workspace, folder)["目标"]]
    assert numbers == [str(number) for number in range(1, 13)]
    keys = [c.key[0] for c in plan(workspace, folder).changes if c.table == "targets"]
    assert keys == [f"example-2024/{number}-1" for number in range(1, 13)]


def test_what_changes_is_told_from_old_to_new_and_what_goes_as_it_was(tmp_path: Path, folder: Path) -> None:
    workspace = taken_in(tmp_path)
    accept_all(workspace, "rural")
    publish(workspace, folder)
    first, second = (next(c for c in workspace.candidates() if c.get("printed") == p) for p in ("12家以上", "85%"))
    before = standings(workspace)
    fields = {**before[first["candidate_id"]].fields, "strength": "strive"}
    seen = before[first["candidate_id"]].decision_id
    decide(workspace, first["candidate_id"], "corrected", reviewer=REVIEWER, fields=fields, seen=seen)
    seen = before[second["candidate_id"]].decision_id
    decide(workspace, second["candidate_id"], "rejected", reviewer=REVIEWER, reason="scope", seen=seen)
    told = _told(workspace, folder)
    assert "改动：承诺力度 未注明 → 力争" in told["目标"][0]
    assert "：85%，2024年" in told["目标"][1]
    assert _counts(workspace, folder, "目标") == "删去 1 条目标，改动 1 条目标"
    assert told["未采用的数字"] == ["任务 1 “85%”：范围"]
    [own] = told["指标与单位"]  # of the review's own, which nothing uses any more
    assert own.endswith("定义：虚构的示例")
    assert _counts(workspace, folder, "指标与单位") == "删去 1 个指标"


def test_listed_and_written_figures_are_accounted_for(tmp_path: Path, folder: Path) -> None:
    text = PLAN.replace("\n\n一、", "\n\n计划分3步，共涉及4处示例点。\n\n一、")
    workspace = taken_in(tmp_path, text)
    past = next(c for c in workspace.candidates() if c["kind"] == "exclusion" and c["printed"] == "30处")
    append_candidate(workspace, as_target(past, 2024))
    own = next(c for c in workspace.candidates() if c.get("printed") == "85%")
    decide(workspace, own["candidate_id"], "rejected", reviewer="甲", reason="scope")
    for one in workspace.candidates():
        if one["kind"] == "target" and one["passage"].startswith("u"):
            decide(workspace, one["candidate_id"], "rejected", reviewer="甲", reason="scope")
    accept_all(workspace, "rural")
    account = plan(workspace, folder).account
    rows = [r for r in plan(workspace, folder).records["excluded_figures"] if r["document_id"] == "example-2024"]
    assert account.written == len(rows)
    assert account.written == (account.listed - account.outside - account.taken - account.joined + account.rejected)
    assert account.taken == 1
    assert account.rejected == 1
    assert account.outside >= 1
    words = account_in_words(account)
    assert f"列出 {account.listed} 处，这里写入 {len(rows)} 处" in words
    assert f"{account.outside} 处不在编号任务里" in words


@pytest.fixture
def workspace(tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """A document of which all is accepted, for the copy of the tables that pages read."""
    monkeypatch.setenv("POLICYTARGETS_DATA", str(folder))
    made = taken_in(tmp_path)
    accept_all(made, "rural")
    return made


def test_the_page_shows_sentences_and_the_rows_behind_a_fold(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    board = shown(workspace, monkeypatch, "甲")
    board.session_state["tab"] = "写入"
    board.run()
    board.toggle(key="plan").set_value(True).run()
    assert not board.exception
    labels = [fold.label for fold in board.expander]
    assert "目标：新增 5 条目标" in labels
    assert labels.index("数据表里的行，供数据管理员核对") > labels.index("目标：新增 5 条目标")
    assert not [row for row in read_tables(folder)["targets"] if row["task_id"].startswith("example-2024")]


def test_what_was_written_is_said_until_something_changes(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POLICYTARGETS_DATA", str(folder))
    old = version_of(folder)
    workspace = taken_in(tmp_path)
    accept_all(workspace, "rural")
    board = shown(workspace, monkeypatch, "甲")
    assert "可以去“写入”看改动" in said(board)
    board.session_state["tab"] = "写入"
    board.run()
    board.toggle(key="plan").set_value(True).run()
    board.checkbox(key="seen-all").check().run()
    next(button for button in board.button if button.label == "写入数据表").click().run()
    assert not board.exception
    (told,) = [one.value for one in board.success]
    rows = len(changes(read_tables(workspace.folder / "tables-before"), read_tables(folder)))
    assert "新增 1 个区县、1 份文件" in told
    assert f"数据表共改动 {rows} 行" in told
    assert version_of(workspace.folder / "tables-before") == old
    assert not [button for button in board.button if button.label == "写入数据表"]
    assert "已写入数据表" in said(shown(workspace, monkeypatch, "甲"))
    own = next(c for c in workspace.candidates() if c.get("printed") == "85%")
    seen = standings(workspace)[own["candidate_id"]].decision_id
    decide(workspace, own["candidate_id"], "rejected", reviewer=REVIEWER, reason="scope", seen=seen)
    assert "可以去“写入”看改动" in said(shown(workspace, monkeypatch, "甲"))


def test_an_import_says_which_documents_were_written(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    monkeypatch.setenv("POLICYTARGETS_DOCUMENTS", str(workspace.folder.parent))
    monkeypatch.setenv("POLICYTARGETS_WRITING", "1")
    assert "已审 5/5 条，已写入" not in said(opened("intake/documents"))
    remember(workspace, len(publish(workspace, folder)), "虚构")
    assert "已审 5/5 条，已写入数据表" in said(opened("intake/documents")).replace("\\", "")
