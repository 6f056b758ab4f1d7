"""Ways of naming who answers: what a clause says of leads and supports, one invented clause for each."""

from pathlib import Path

import pytest

from policytargets.intake.documents import read
from policytargets.intake.extraction import propose
from policytargets.intake.model import Period
from tests.intake.sentences import proposal


@pytest.mark.parametrize(
    ("clause", "leads", "supports"),
    [
        ("由省示例厅牵头,省虚构厅和各市(州)政府配合。", ["省示例厅"], ["省虚构厅", "各市（州）政府"]),
        ("县示例局为牵头单位,县虚构局为配合单位。", ["县示例局"], ["县虚构局"]),
        ("(县示例局牵头,县虚构局等部门单位参加)", ["县示例局"], ["县虚构局"]),
        ("(县示例局牵头,各示例高校协同)", ["县示例局"], ["各示例高校"]),
        ("(县示例局、县虚构局,县假设局、县设想局配合)", ["县示例局", "县虚构局"], ["县假设局", "县设想局"]),
        ("\n主要责任单位:县示例局\n其他责任单位:县虚构局、县假设局", ["县示例局"], ["县虚构局", "县假设局"]),
        ("\n主办:县示例局;协办:县虚构局;包抓领导:张示例", ["县示例局"], ["县虚构局"]),
        ("\n包联县级领导:张示例\n责任单位:县示例局", ["县示例局"], []),
        ("(责任单位∶县示例局)", ["县示例局"], []),
    ],
)
def test_who_leads_and_who_supports(tmp_path: Path, clause: str, leads: list[str], supports: list[str]) -> None:
    (task,) = proposal(tmp_path, "新增示例站点5个。", answering=clause).tasks
    folded = [
        [name.replace("(", "（").replace(")", "）") for name in names]
        for names in (task.departments.leads, task.departments.supports)
    ]
    assert folded == [leads, supports]


def test_circled_numbers_count_tasks_that_have_departments(tmp_path: Path) -> None:
    file = tmp_path / "plan.txt"
    lines = ("第一部分 示例章节", "① 新建示例站点5个。主办:镇示例办", "② 治理示例沟渠3条。主办:镇虚构站")
    file.write_text("\n".join(("示例镇虚构清单", *lines)), encoding="utf-8")
    tasks = propose(read(file), Period(2024, 2024)).tasks
    assert [(task.passage.number, *task.departments.leads) for task in tasks] == [(1, "镇示例办"), (2, "镇虚构站")]


def test_a_numeral_in_the_column_of_numbers_heads_a_chapter(tmp_path: Path) -> None:
    file = tmp_path / "plan.txt"
    rows = ("序号\t任务\t牵头单位\t责任单位", "一\t示例产业\t\t", "1\t新建示例站点5个\t县示例局\t县虚构局")
    file.write_text("\n".join(("示例县虚构分解表", *rows)), encoding="utf-8")
    (task,) = propose(read(file), Period(2024, 2024)).tasks
    assert (task.passage.number, task.passage.chapter) == (1, "示例产业")
