"""A table inside a numbered task: its rows are items of it, and the tasks behind it keep their printed numbers."""

from pathlib import Path

from policytargets.intake.extraction import propose
from policytargets.intake.model import Document, Period
from policytargets.intake.review import former
from tests.intake.imports import taken_in

TEXT = """示例县（虚构）2024年重点任务

一、示例工业（虚构）
1. 示例任务一。新增示例工厂12家以上。（县示例局负责）
2. 推进示例项目。实施下列示例项目：
序号\t项目名称\t目标要求\t责任单位
1\t示例管网甲\t改造示例管网18公里\t县示例局
2\t示例管网乙\t改造示例管网300米\t县虚构局
3. 示例任务三。建设示例站两座。（县虚构局负责）
示例县人民政府
2024年2月10日
"""


def test_rows_inside_a_task_are_its_items(tmp_path: Path) -> None:
    workspace = taken_in(tmp_path, TEXT)
    tasks = {c["passage"]: c["title"] for c in workspace.candidates() if c["kind"] == "task"}
    assert tasks == {
        "1": "示例任务一", "2": "推进示例项目", "2.1": "示例管网甲", "2.2": "示例管网乙", "3": "示例任务三",
    }  # fmt: skip
    assert workspace.about["warnings"] == []
    assert former(workspace) == {}
    [table] = [c for c in workspace.candidates() if c["kind"] == "target" and c["printed"] == "18公里"]
    assert table["passage"] == "2.1"


def test_a_table_of_its_own_still_counts_its_rows() -> None:
    lines = TEXT.splitlines()
    proposal = propose(Document("\n".join([lines[0], *lines[5:8]]), "txt"), Period(2024, 2024))
    assert [(task.passage.number, task.passage.item) for task in proposal.tasks] == [(1, ""), (2, "")]


def test_who_signed_and_when_belongs_to_no_task() -> None:
    proposal = propose(Document(TEXT, "txt"), Period(2024, 2024))
    last = proposal.passages[-1]
    assert (last.kind, last.number) == ("text", None)
    assert [own.printed for own in proposal.exclusions if own.passage is last] == ["2024年2月10日"]


def test_rows_1_1_and_1_2_are_a_task_and_its_item(tmp_path: Path) -> None:
    """With the numbers that the record asks for: 1, 2 without a gap, each once."""
    head = "示例县（虚构）2024年任务分解表\n序号\t具体任务\t目标\t牵头单位\n"
    rows = (
        "1\t1.1示例整机\t新增示例工厂12家\t县示例局\n\t1.2示例配套\t新增示例企业3家\t县虚构局\n"
        "2\t2.1示例食品\t新增示例基地4个\t县样本局\n"
    )
    workspace = taken_in(tmp_path, head + rows)
    tasks = [(c["passage"], c["item"], c["title"], c["leads"]) for c in workspace.candidates() if c["kind"] == "task"]
    assert tasks == [
        ("1", "", "示例整机", ["县示例局"]), ("1.1", "示例配套", "示例配套", ["县虚构局"]),
        ("2", "", "示例食品", ["县样本局"]),
    ]  # fmt: skip
