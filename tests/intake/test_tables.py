"""Tables whose columns a person chose: rows, targets and what is kept with the document."""

from pathlib import Path

import pytest

from policytargets.intake.anchors import anchors
from policytargets.intake.arriving import choose_columns, read_again
from policytargets.intake.copies import copy_file, read_copy, sight
from policytargets.intake.extraction import propose
from policytargets.intake.model import Columns, Document, Period
from policytargets.intake.tables_listed import tables_of
from policytargets.intake.workspace import Workspace
from tests.intake.imports import taken_in

HEAD = ("代号", "要办的事", "数", "单位", "由谁办", "到何时")
KINDS = ("number", "task", "goal:", "unit", "lead", "due")
TITLE = "示例县（虚构）2024年重点任务\n"
KNOWN = "序号\t工作任务\t牵头单位\n1\t新增示例设施5个\t县示例局\n"
ROWS = "1\t建设示例管网\t30以上\t公里\t县示例局、县虚构局\t2024年6月\n2\t示例病害成灾率\t≤5\t‰\t县虚构局\t2024年底\n"
TEXT = f"{TITLE}{KNOWN}附表\n" + "\t".join(HEAD) + f"\n{ROWS}"


def figures(workspace: Workspace) -> list[tuple[str, str, object, str, str]]:
    return [
        (c["passage"], c["name"], c["value"], c["unit"], c["comparator"])
        for c in workspace.candidates()
        if c["kind"] == "target"
    ]


WANTED = [("1", "新增示例设施", 5.0, "个", "exactly"), ("2", "建设示例管网", 30.0, "公里", "at_least"),
          ("3", "示例病害成灾率", 5.0, "‰", "at_most")]  # fmt: skip


def test_columns_chosen_by_hand_make_tasks_and_targets_and_stay_with_the_document(tmp_path: Path) -> None:
    workspace = taken_in(tmp_path, TEXT)
    assert [(table.head, table.known, table.count) for table in tables_of(workspace.document)] == [
        (("序号", "工作任务", "牵头单位"), True, 1), (HEAD, False, 2),
    ]  # fmt: skip
    choose_columns(workspace, HEAD, KINDS, headless=False)
    assert figures(workspace) == WANTED
    assert [c["leads"] for c in workspace.candidates() if c["kind"] == "task"][1:] == [
        ["县示例局", "县虚构局"],
        ["县虚构局"],
    ]
    read_again(workspace)
    assert figures(workspace) == WANTED
    assert [table.kinds for table in tables_of(workspace.document)][1] == KINDS


def test_a_copy_that_was_taken_in_is_seen_by_the_chosen_columns(tmp_path: Path) -> None:
    workspace = taken_in(tmp_path, TEXT)
    choose_columns(workspace, HEAD, KINDS, headless=False)
    file = copy_file(workspace.folder.parent, "example-2024")
    assert file is not None
    seen = sight(read_copy(file), "example-2024/3", "≤5", None, workspace.about["original_sha256"])
    assert (seen.state, seen.figure, seen.title) == ("located", "≤5", "示例病害成灾率")
    assert seen.before.endswith("｜")
    assert seen.after.startswith("｜")


def test_no_choice_is_the_rules_reading_again(tmp_path: Path) -> None:
    workspace = taken_in(tmp_path, TEXT)
    before = workspace.candidates()
    choose_columns(workspace, HEAD, KINDS, headless=False)
    choose_columns(workspace, HEAD, ("",) * len(HEAD), headless=False)
    assert workspace.candidates() == before
    assert not workspace.about["columns"]


def test_a_table_without_a_head_begins_with_its_first_row() -> None:
    first = tuple(ROWS.splitlines()[0].split("\t"))
    document = Document(TITLE + ROWS, "txt", heads={first: Columns(KINDS, headless=True)})
    assert [task.passage.number for task in propose(document, Period(2024, 2024)).tasks] == [1, 2]
    assert set(anchors(document)) >= {"1", "2"}
    assert [(table.headless, table.count) for table in tables_of(document)] == [(True, 2)]


@pytest.mark.parametrize("ending", ["", "　", "\t"])
def test_tables_are_listed_whatever_stands_at_the_end_of_their_lines(ending: str) -> None:
    text = TITLE + "".join(f"{line}{ending}\n" for line in (KNOWN + ROWS).splitlines())
    assert [table.known for table in tables_of(Document(text, "txt"))] == [True, False]


def test_words_set_far_apart_are_no_table() -> None:
    """A person is not asked what each of a hundred words is."""
    text = "示例县（虚构）\n" + "\t".join(["示例词"] * 100) + "\n"
    assert tables_of(Document(text, "txt")) == []


def test_a_row_that_holds_a_chapters_heading_is_no_task_and_heads_the_rows_below(tmp_path: Path) -> None:
    head = "序号\t重点任务\t工作目标\t牵头单位\t完成时限\n"
    first = (
        "一、示例城市\t\t\t\t\n1\t示例甲\t建小学42所\t县示例局\t2024年6月\n2\t\x1c\t建示例站点30个\t县示例局\t\x1c\n"
    )
    second = "二、示例乡村\t\t\t\t\n3\t示例乙\t建成示例泵站7座\t县虚构局\t2024年底\n"
    workspace = taken_in(tmp_path, TITLE + head + first + second)
    found = [c for c in workspace.candidates() if c["kind"] == "task"]
    assert [(c["passage"], c["chapter"], c["chapter_no"], c["title"], c["leads"]) for c in found] == [
        ("1", "示例城市", 1, "示例甲", ["县示例局"]),
        ("2", "示例城市", 1, "示例甲", ["县示例局"]),
        ("3", "示例乡村", 2, "示例乙", ["县虚构局"]),
    ]
    assert [table.count for table in tables_of(workspace.document)] == [3]


def test_a_column_of_what_is_to_be_done_in_one_year_says_when_it_is_due() -> None:
    """Unless the words say another year themselves."""
    head = "工作内容\t2024年任务\t2025年任务\t牵头部门\n"
    rows = "示例改造\t完成示例改造40万平方米\t完成示例改造60万平方米，2026年建成示例点5个\t市示例局\n"
    text = f"示例市（虚构）年度推进表\n{head}{rows}示例绿化\t造林3万亩\t造林4万亩\t市样本局\n"
    proposal = propose(Document(text, "txt"), Period(2024, 2026))
    assert [(own.value, own.due_year) for own in proposal.targets] == [
        (40, 2024), (60, 2025), (5, 2026), (3, 2024), (4, 2025),
    ]  # fmt: skip
    assert [task.departments.leads for task in proposal.tasks] == [("市示例局",), ("市样本局",)]


@pytest.mark.parametrize("wrapped", ["县样本局\n各示例镇", "县样本局、各示例镇"])
def test_a_table_that_was_copied_as_one_cell_a_line_is_read_as_rows(wrapped: str) -> None:
    """A cell of several lines stays one; what stands behind the last row is none of it."""
    head = "序号\n工作任务\n牵头单位\n责任单位\n完成时限\n"
    first = f"1\n新建示例站点30个，示例覆盖率达到95%，示例管线更新改造长度达到12公里\n县示例局\n{wrapped}\n12月底前\n"
    second = f"2\n建成示例泵站7座。\n县虚构局\n{wrapped}\n长期坚持\n"
    document = Document(f"示例县（虚构）任务表\n{head}{first}{second}联系电话另行通知\n", "txt")
    found = propose(document, Period(2024, 2024))
    assert [(task.passage.number, task.departments.leads, task.departments.supports) for task in found.tasks] == [
        (1, ("县示例局",), ("县样本局", "各示例镇")),
        (2, ("县虚构局",), ("县样本局", "各示例镇")),
    ]
    assert [own.printed for own in found.targets] == ["30个", "95%", "12公里", "7座"]
    assert [table.count for table in tables_of(document)] == [2]


def test_rows_of_a_table_copied_line_by_line_stand_below_their_chapters() -> None:
    """A cell that is empty leaves the departments where they are."""
    head = "序号\n项目名称\n建设内容\n责任单位\n完成时限\n"
    first = "1\n示例甲\n新建示例站点30个\n县示例局\n12月\n二、示例乡村\n"
    rows = f"{first}2\n示例乙\n建成示例泵站7座\n县虚构局\n3\n示例丙\n建成示例馆3座\n县样本局\n6月\n"
    found = propose(Document(f"示例县（虚构）清单\n{head}{rows}", "txt"), Period(2024, 2024))
    assert [(task.passage.title, task.passage.chapter, task.departments.leads) for task in found.tasks] == [
        ("示例甲", "", ("县示例局",)), ("示例乙", "示例乡村", ("县虚构局",)), ("示例丙", "示例乡村", ("县样本局",)),
    ]  # fmt: skip
