"""What a document's own lines say it is; a line that speaks of another document says nothing of this one."""

import pytest

from policytargets.intake.front_page import front_page, years_of

PLAN = """示例县人民政府文件
示政发〔2024〕5号
示例县人民政府
关于印发《示例县（虚构）2024年重点任务》的通知
各镇人民政府，县直各部门：
根据《虚构市2023年重点任务方案》（虚政发〔2023〕9号），制定本任务。
一、示例工业（虚构）
1. 示例任务一。新增示例工厂12家。
县政府办公室
2024年12月31日
（县示例局负责）
示例县人民政府
2024年2月6日
"""


def test_number_issuer_and_day_are_those_of_the_document_itself() -> None:
    seen = front_page(PLAN)
    assert (seen.number.value, seen.number.line) == ("示政发〔2024〕5号", "示政发〔2024〕5号")
    assert (seen.issuer.value, seen.issuer.line) == ("示例县人民政府", "示例县人民政府文件")
    assert seen.day.value == "2024-02-06"


def test_a_cited_number_a_deadline_and_an_office_in_the_text_are_not() -> None:
    lines = PLAN.splitlines()
    own = "\n".join([lines[3], *lines[4:11]])
    seen = front_page(own)
    assert (seen.number.value, seen.issuer.value, seen.day.value) == ("", "", "")


@pytest.mark.parametrize(
    ("title", "years"),
    [
        ("示例县2024年重点任务", (2024,)),
        ("关于示例县2023年计划执行情况与2024年计划草案的报告", (2024,)),
        ("示例县2023年工作总结和2024年重点任务", (2024,)),
        ("示例县行动方案（2024—2026年）", (2024, 2026)),
        ("示例县重点任务", ()),
        ("示例县2023年工作总结", (2023,)),
    ],
)
def test_the_plans_years_are_not_those_that_its_title_reports(title: str, years: tuple[int, ...]) -> None:
    assert years_of(title) == years


def test_a_sentence_that_speaks_of_a_plan_is_no_title() -> None:
    text = "为落实全市行动方案：制定下列事项。\n示例县（虚构）2024年民生实事清单\n1. 新增示例点3处。\n"
    assert front_page(text).title == "示例县（虚构）2024年民生实事清单"
