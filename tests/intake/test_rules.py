"""One invented sentence for each rule whose loss the marked plans would not show."""

from pathlib import Path

import pytest

from policytargets.intake.documents import read
from policytargets.intake.extraction import propose
from policytargets.intake.model import Period, Proposal

ONE_YEAR = Period(2024, 2024)
FIVE_YEARS = Period(2021, 2025)


def proposal(folder: Path, sentence: str, plan: Period = ONE_YEAR) -> Proposal:
    file = folder / "plan.txt"
    file.write_text(
        f"示例县虚构工作方案\n一、示例章节\n1.示例任务。{sentence}(县示例局牵头,县虚构局配合)\n", encoding="utf-8"
    )
    return propose(read(file), plan)


@pytest.mark.parametrize(
    ("sentence", "value", "unit", "comparator", "basis"),
    [
        ("示例病害成灾率控制在5‰以内。", 5, "‰", "at_most", "cap"),
        ("示例林带成活率达到985‰。", 985, "‰", "exactly", "share"),
        ("示例人口自然增长率达到6‰。", 6, "‰", "exactly", "growth"),
        ("示例病害成灾率控制在4%.以内。", 4, "‰", "at_most", "cap"),
        ("示例水面率达到8%。", 8, "%", "exactly", "share"),
        ("示例差错率不超过千分之五。", 5, "‰", "at_most", "cap"),
        ("示例差错率低于万分之三。", 0.03, "%", "less_than", "cap"),
        ("示例差错率控制在千分之3以内。", 3, "‰", "at_most", "cap"),
        ("示例差错率降低到万分之2.5以下。", 0.025, "%", "at_most", "cap"),
        ("示例入户率达到百分之95。", 95, "%", "exactly", "share"),
        ("示例入户比例达到四分之三。", 75, "%", "exactly", "share"),
        ("示例器材完好率不低于95%。", 95, "%", "at_least", "share"),
        ("示例器材损坏率低于3%。", 3, "%", "less_than", "cap"),
        ("示例等待时间压缩至7个工作日。", 7, "个工作日", "at_most", "cap"),
        ("示例产业产值突破3亿元。", 3, "亿元", "more_than", "level"),
        ("新增示例床位两百五十张。", 250, "张", "exactly", "new"),
        ("示例服务惠及群众3.5万人。", 3.5, "万人", "exactly", "new"),
        ("示例率同比提高2个百分点。", 2, "个百分点", "exactly", "growth"),
    ],
)
def test_value_unit_bound_and_basis(
    tmp_path: Path, sentence: str, value: float, unit: str, comparator: str, basis: str
) -> None:
    (target,) = proposal(tmp_path, sentence).targets
    assert (target.value, target.unit, target.comparator, target.basis) == (value, unit, comparator, basis)


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("去年建成示例站点12个。", "past"),
        ("举办第9届示例大会。", "ordinal"),
        ("落实〔2023〕18号文件。", "document_number"),
    ],
)
def test_a_figure_that_promises_nothing_is_excluded_with_its_reason(tmp_path: Path, sentence: str, reason: str) -> None:
    found = proposal(tmp_path, sentence)
    assert found.targets == ()
    assert reason in {exclusion.reason for exclusion in found.exclusions}


@pytest.mark.parametrize(
    ("sentence", "year"),
    [
        ("到2023年,建成示例站点12个。", 2023),
        ("示例产业产值比2021年增长20%。", 2025),
        ("到2023年、2025年,示例覆盖率分别达到60%、80%。", 2023),
    ],
)
def test_the_year_of_a_figure(tmp_path: Path, sentence: str, year: int) -> None:
    assert proposal(tmp_path, sentence, FIVE_YEARS).targets[0].due_year == year


@pytest.mark.parametrize(
    ("sentence", "strength"),
    [("确保建成示例站点12个。", "ensure"), ("力争建成示例站点12个。", "strive"), ("建成示例站点12个。", "plain")],
)
def test_how_firmly_a_figure_is_promised(tmp_path: Path, sentence: str, strength: str) -> None:
    assert proposal(tmp_path, sentence).targets[0].strength == strength


def test_both_ends_of_a_range_are_one_figure(tmp_path: Path) -> None:
    (target,) = proposal(tmp_path, "新建示例站点8-10个。").targets
    assert (target.value, target.value_high, target.comparator) == (8, 10, "between")


@pytest.mark.parametrize(
    "things", [("入户率", "普及率"), ("普及率", "入户率"), ("群众参与率", "入户率"), ("管网饱和率", "入户率")]
)
@pytest.mark.parametrize("between", ["、", "和", "及", "与", "以及"])
def test_a_shared_figure_holds_for_each_thing(tmp_path: Path, between: str, things: tuple[str, str]) -> None:
    targets = proposal(tmp_path, f"{between.join(things)}均达到98%。").targets
    assert [(target.name, target.value) for target in targets] == [(thing, 98) for thing in things]


def test_who_leads_and_who_supports(tmp_path: Path) -> None:
    (task,) = proposal(tmp_path, "建成示例站点12个。").tasks
    assert (list(task.departments.leads), list(task.departments.supports)) == (["县示例局"], ["县虚构局"])
