"""Ways of naming who answers: what a clause says of leads and supports, one invented clause for each."""

from pathlib import Path

import pytest

from policytargets.intake.documents import read
from policytargets.intake.extraction import propose
from policytargets.intake.model import Period


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
        ("由县示例局、县虚构局负责,县假设局做好资金保障。", ["县示例局", "县虚构局"], ["县假设局"]),
        ("\n责任分工:县示例局负责统筹,县虚构局配合,各乡镇落实。", ["县示例局"], ["县虚构局", "各乡镇"]),
        ("(责任单位∶县示例局)", ["县示例局"], []),
    ],
)
def test_who_leads_and_who_supports(tmp_path: Path, clause: str, leads: list[str], supports: list[str]) -> None:
    file = tmp_path / "plan.txt"
    file.write_text(f"示例县虚构方案\n一、示例章节\n1.示例任务。新增示例站点5个。{clause}\n", encoding="utf-8")
    (task,) = propose(read(file), Period(2024, 2024)).tasks
    folded = [
        [name.replace("(", "（").replace(")", "）") for name in names]
        for names in (task.departments.leads, task.departments.supports)
    ]
    assert folded == [leads, supports]


def test_numbers_in_chapters_that_frame_a_plan_count_no_tasks(tmp_path: Path) -> None:
    file = tmp_path / "plan.txt"
    lines = (
        "示例市虚构方案", "一、总体要求", "(一)总体思路。统筹示例。", "(二)行动目标。示例率达到90%。", "二、重点任务",
        "(一)示例工程。新建示例站点5个。(牵头单位:市示例局)", "(二)虚构工程。治理虚构沟渠3条。(牵头单位:市虚构局)",
        "三、保障措施", "(一)加强领导。成立示例专班。",
    )  # fmt: skip
    file.write_text("\n".join(lines), encoding="utf-8")
    found = propose(read(file), Period(2024, 2024))
    assert [task.passage.title for task in found.tasks] == ["示例工程", "虚构工程"]
    assert [target.value for target in found.targets] == [90, 5, 3]


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
