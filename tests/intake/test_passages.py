"""Passages cover the text, whatever it is."""

import random

import pytest

from policytargets.errors import PassagesIncomplete
from policytargets.intake.extraction import propose
from policytargets.intake.model import Document, Passage, Period
from policytargets.intake.outline import LEVELS, Marker, following, lone
from policytargets.intake.passages import check_cover, passages_of
from policytargets.intake.view import squeeze, view_of
from policytargets.settings import ROOT

PLANS = sorted((ROOT / "tests" / "intake" / "plans").glob("*.txt"))


@pytest.mark.parametrize("seed", range(200))
def test_pieces_of_plans_in_any_order_are_covered_and_accounted(seed: int) -> None:
    """Lines of all plans cut, doubled and shuffled: no character is lost, no span is wrong, nothing raises."""
    chance = random.Random(seed)
    lines = [line for plan in PLANS for line in plan.read_text(encoding="utf-8").splitlines(keepends=True)]
    chosen = [chance.choice(lines) for _ in range(chance.randint(1, 30))]
    text = "".join(line[: chance.randint(1, len(line))] if chance.random() < 0.3 else line for line in chosen)
    view = view_of(text)
    passages = passages_of(view.text)
    assert "".join(view.text[p.start : p.end] for p in passages) == view.text
    proposal = propose(Document(text, "txt"), Period(2024, 2025))
    for target in proposal.targets:
        assert squeeze(text[target.start : target.end]) == target.printed


def test_a_gap_between_passages_is_an_error() -> None:
    with pytest.raises(PassagesIncomplete):
        check_cover([Passage("text", 0, 3), Passage("text", 4, 9)], 9)
    with pytest.raises(PassagesIncomplete):
        check_cover([Passage("text", 0, 3)], 9)


def test_numbers_of_tasks_count_on_and_decimals_are_none() -> None:
    text = "1.抓项目。\n2.5亿元投资到位。\n2.抓环境。\n4.抓民生。\n"
    proposal = propose(Document(text, "txt"), Period(2024, 2024))
    assert [task.passage.number for task in proposal.tasks] == [1, 2, 4]
    assert proposal.warnings == ("编号从 2 跳到 4",)


def test_tasks_may_be_numbered_by_decimals_alone_few_of_which_name_departments() -> None:
    aims = "1.1 示例目标。建成示例站点12个。\n1.2 年度安排。另行下达。\n"
    text = f"示例区（虚构）意见\n1 目标\n{aims}2 任务\n2.1 示例修复\n治理示例河段3公里。\n责任单位：区示例局\n"
    found = [passage for passage in passages_of(view_of(text).text) if passage.kind == "task"]
    assert [(passage.number, passage.title) for passage in found] == [(1, "示例目标"), (2, "年度安排"), (1, "示例修复")]


@pytest.mark.parametrize("strange", ["1" * 5000, "一" * 5000, "（" * 3000 + "县局", "县教育局、" * 2000, "xX" * 3000])
def test_runs_that_no_writer_writes_are_no_figures(strange: str) -> None:
    """They are read to their end and nothing in them is a target; figures beside them are found as ever."""
    text = f"{strange}。\n新增示例设施5个。\n"
    proposal = propose(Document(text, "txt"), Period(2024, 2024))
    assert [target.printed for target in proposal.targets] == ["5个"]


@pytest.mark.parametrize("seed", range(20))
def test_headings_know_what_stands_below_them(seed: int) -> None:
    """Against the plain reading: look through all that follows each heading."""
    choice = random.Random(seed)
    found = [Marker(choice.choice(LEVELS), 1, place, place) for place in range(choice.randrange(40))]
    level = choice.choice(LEVELS)
    ends, alone = following(found), lone(found, level)
    for place, marker in enumerate(found):
        below = []
        for other in found[place + 1 :]:
            if LEVELS.index(other.level) <= LEVELS.index(marker.level):
                break
            below.append(other.level)
        assert ends[place] == place + 1 + len(below)
        assert alone[place] == (level not in below)


TASKS_TABLE = (
    "序号\t工作任务\t牵头单位\t配合单位\n1\t新增示例设施5个\t县示例局\t县虚构局\n2\t建设示例站2座\t县虚构局\t\n"
)
RIVERS = "河流\t断面\t河段\t所属片区\n示例河\t示例桥\t上游\t东片\n虚构河\t虚构桥\t下游\t西片\n"
ROADS = "道路\t起点\t终点\n示例路\t示例桥\t虚构站\n"


def departments_read(text: str) -> list[tuple[str, ...]]:
    return [task.departments.leads for task in propose(Document(text, "txt"), Period(2024, 2024)).tasks]


@pytest.mark.parametrize("between", ["下面另列县内各河流的断面，供工作中参考。\n", "附表2　河流断面\n", ""])
@pytest.mark.parametrize("other", [RIVERS, ROADS])
def test_a_table_with_another_head_is_not_read_by_the_columns_of_the_table_before(between: str, other: str) -> None:
    """What its columns hold is not known: no task and no department comes of it, however many columns it has."""
    assert departments_read(TASKS_TABLE + between + other) == [("县示例局",), ("县虚构局",)]


@pytest.mark.parametrize(
    "between", ["", "- 2 -\n", "第2页 共3页\n", "续表\n", "（续上表）\n", "二、示例农村（虚构）\n", "（二）示例服务\n"]
)
@pytest.mark.parametrize("number", [1, 3])
def test_a_table_goes_on_over_a_page_break_and_a_heading_between_its_rows(between: str, number: int) -> None:
    more = f"{number}\t办好示例学校\t县示例一中\t县样本局\n{number + 1}\t修示例路8公里\t县样本局\t\n"
    assert departments_read(TASKS_TABLE + between + more)[2:] == [("县示例一中",), ("县样本局",)]


def test_a_table_whose_numbers_count_on_goes_on_behind_a_remark() -> None:
    more = "注：示例设施含在建的示例设施，由各单位按季报送进度。\n3\t修示例路8公里\t县样本局\t\n"
    assert departments_read(TASKS_TABLE + more)[2:] == [("县样本局",)]


@pytest.mark.parametrize("end", ["\t", ""])
def test_a_row_whose_last_cell_is_empty_keeps_its_columns(end: str) -> None:
    """Whether the empty cell is there or its mark was cut off with the line's blanks."""
    row = f"1\t建设示例站2座\t县虚构局{end}\n"
    assert departments_read("序号\t工作任务\t牵头单位\t配合单位\n" + row * 2) == [("县虚构局",)] * 2


def test_what_is_merged_into_the_rows_above_is_wanting_on_the_left() -> None:
    table = "领域\t工作任务\t牵头单位\n服务\t新增示例设施5个\t县示例局\n建设示例站2座\t县虚构局\n"
    assert departments_read(table) == [("县示例局",), ("县虚构局",)]


@pytest.mark.parametrize("signed", ["示例县人民政府办公室", "示例县人民政府", "2024年3月5日"])
def test_who_signed_and_when_is_no_department_of_the_last_task(signed: str) -> None:
    text = f"1. 示例任务。健全示例机制，新增示例设施12个。责任单位：县示例局、县虚构局；配合单位：县样本局\n{signed}\n"
    assert [task.departments.supports for task in propose(Document(text, "txt"), Period(2024, 2024)).tasks] == [
        ("县样本局",)
    ]
