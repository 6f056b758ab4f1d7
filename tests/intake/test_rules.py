"""One invented sentence for each rule whose loss the marked plans would not show."""

from pathlib import Path

import pytest

from policytargets.intake.documents import read
from policytargets.intake.extraction import propose
from policytargets.intake.model import Document, Period, Proposal
from policytargets.intake.rules.units import conversion
from policytargets.record.tables import Records
from tests.intake.sentences import proposal

ONE_YEAR = Period(2024, 2024)
FIVE_YEARS = Period(2021, 2025)


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
        ("示例企业开办平均用时0.5个工作日。", 0.5, "个工作日", "exactly", "level"),
        ("示例设施监测覆盖56座。", 56, "座", "exactly", "new"),
        ("示例平均办理时间3个工作日内。", 3, "个工作日", "at_most", "cap"),
        ("示例家庭医生签约28万人。", 28, "万人", "exactly", "new"),
        ("完成示例作物播种面积13万亩。", 13, "万亩", "exactly", "level"),
        ("完成示例作物总产1.6亿斤。", 1.6, "亿斤", "exactly", "level"),
        ("示例办理时限不超过5个工作日。", 5, "个工作日", "at_most", "cap"),
        ("示例版权登记达到2.0万件。", 2, "万件", "exactly", "level"),
        ("连续举办3次示例赛事。", 3, "次", "exactly", "new"),
        ("对200户示例家庭进行改造。", 200, "户", "exactly", "new"),
        ("示例产业产值突破3亿元。", 3, "亿元", "more_than", "level"),
        ("新增示例床位两百五十张。", 250, "张", "exactly", "new"),
        ("示例服务惠及群众3.5万人。", 3.5, "万人", "exactly", "new"),
        ("示例率同比提高2个百分点。", 2, "个百分点", "exactly", "growth"),
        ("新建示例站点１ ２ 个。", 12, "个", "exactly", "new"),
        ("铺设示例管道1 200公里。", 1200, "公里", "exactly", "new"),
        ("投放示例礁体5.6万空方。", 5.6, "万空方", "exactly", "new"),
        ("示例办结时限缩短至24小时以内。", 24, "小时", "at_most", "cap"),
        ("示例品年产量过百万吨。", 100, "万吨", "more_than", "level"),
        ("示例评价进入全市前10位。", 10, "位", "at_most", "cap"),
        ("示例事项清单扩充至520项。", 520, "项", "exactly", "level"),
        ("示例冷库扩容2.6万立方米。", 2.6, "万立方米", "exactly", "new"),
        ("示例增速高于全省平均水平1个百分点以上。", 1, "个百分点", "at_least", "growth"),
        ("年度计划投资142亿元。", 142, "亿元", "exactly", "new"),
        ("补齐示例短板，建成示例站点12个。", 12, "个", "exactly", "new"),
        ("新增示例冷库库容8000吨。", 8000, "吨", "exactly", "new"),
        ("示例种植面积扩至9万亩。", 9, "万亩", "exactly", "level"),
        ("化解示例存量债务3亿元。", 3, "亿元", "exactly", "new"),
        ("示例容积率原则上不低于1.8。", 1.8, "", "at_least", "level"),
        ("示例收入比2024年降至1.75以内。", 1.75, "", "at_most", "cap"),
        ("示例食堂从目前的6家增至10家。", 10, "家", "exactly", "level"),
        ("示例率比目前提高5个百分点。", 5, "个百分点", "exactly", "growth"),
        ("2022年启动的示例工程完工，修复示例沙地6.5万亩。", 6.5, "万亩", "exactly", "new"),
        ("示例经营收入实现倍增。", 100, "%", "exactly", "growth"),
        ("推广示例地膜覆盖1.5万亩。", 1.5, "万亩", "exactly", "new"),
        ("示例企业由11家整合为5家。", 5, "家", "exactly", "new"),
        ("新增示例充电枪200把。", 200, "把", "exactly", "new"),
        ("新增示例探头700路。", 700, "路", "exactly", "new"),
        ("推行示例综合查一次,新建示例站点3个。", 3, "个", "exactly", "new"),
        ("引育示例人才百名以上。", 100, "名", "at_least", "new"),
        ("示例油料扩种2.6万亩。", 2.6, "万亩", "exactly", "new"),
        ("盘活示例用地,亩均税收高于15万元。", 15, "万元", "more_than", "level"),
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
        ("示例镇辖9个行政村、2个社区。", "scope"),
        ("示例问题发现一起处置一起。", "name"),
        ("落实〔2023〕18号文件。", "document_number"),
        ("上一雪季接待示例游客12万人次。", "past"),
        ("24小时示例热线不断线。", "name"),
        ("示例收入倍差目前为1.66。", "past"),
        ("对照《示例意见》（示发〔2023〕2号）中“到2025年示例率达到全省平均的70%”的要求抓落实。", "not_in_plan"),
        ("这与全市示例产值增长5.5%的预期相比略高一些。", "not_in_plan"),
        ("按照全省增长5%的目标推进示例工作。", "not_in_plan"),
        ("全省预期目标为5%左右。", "not_in_plan"),
        ("推进示例改革（省70%）。", "not_in_plan"),
        ("示例办公室下设4个工作组。", "scope"),
        ("示例中心下设综合协调等4个专项组。", "scope"),
        ("建立50户示例企业包保机制。", "scope"),
        ("共提出示例目标9个。", "scope"),
        ("示例河3个国控断面稳定达到Ⅲ类。", "scope"),
        ("建好56人以上大班额台账。", "threshold"),
        ("服务存栏500头以上示例肉牛场。", "threshold"),
        ("服务年产1.5万千升的示例饮品项目。", "described_object"),
        ("示例大桥（38.6公里）建成通车。", "described_object"),
        ("示例新院区（总投资6.8亿元、床位600张）竣工。", "described_object"),
        ("示例平台升级到2.0版。", "name"),
        ("推出示例系统V3.2。", "name"),
        ("迎接示例工业4.0时代。", "technology"),
        ("对连续2年评为D类的示例企业停止支持。", "threshold"),
        ("支持运行满3年的合作社。", "threshold"),
        ("示例品牌连续3年保持领先。", "date"),
        ("对超计划用水20%以上的用户按规定加价。", "threshold"),
        ("对排名后2位的单位进行约谈。", "threshold"),
        ("2023年示例企业开办平均用时1.5个工作日。", "past"),
    ],
)
def test_a_figure_that_promises_nothing_is_excluded_with_its_reason(tmp_path: Path, sentence: str, reason: str) -> None:
    found = proposal(tmp_path, sentence)
    assert found.targets == ()
    assert reason in {exclusion.reason for exclusion in found.exclusions}


def test_a_sum_before_a_count_says_what_is_counted(tmp_path: Path) -> None:
    found = proposal(tmp_path, "签约示例项目60个,其中10亿元以上4个。")
    assert [target.value for target in found.targets] == [60, 4]
    assert [(exclusion.printed, exclusion.reason) for exclusion in found.exclusions] == [("10亿元", "threshold")]


@pytest.mark.parametrize(
    ("sentence", "year"),
    [
        ("到2023年,建成示例站点12个。", 2023),
        ("到2023年底,示例河流较上年好转,示例物年均浓度降至42微克/立方米以内。", 2023),
        ("示例产业产值比2021年增长20%。", 2025),
        ("到2023年、2025年,示例覆盖率分别达到60%、80%。", 2023),
        ("到2025年完成整治,其中2023年先行一步,示例达标率达到92%。", 2025),
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


@pytest.mark.parametrize(
    ("sentence", "strengths"),
    [
        ("力争示例产值达到9亿元、产量3万吨；新增示例站点12个，改造8个；确保示例率达到98%；产能突破5万吨。", "ssssSS"),
        ("争取更好结果；建成示例站点12个。", "p"),
        ("示例客流确保68万人次、力争70万人次；新开示例线路3条。", "Ssp"),
        ("示例投资力争增长8%；示例产值增长6%。", "sp"),
        ("力争建成示例站点12个。改造示例站点8个。", "sp"),
        ("示例整改率必须达到100%，示例起数下降20%以上。", "Sp"),
        ("力争示例率达到98%，示例起数下降5%。", "ss"),
    ],
)
def test_a_word_of_strength_holds_for_the_series_that_it_opens(tmp_path: Path, sentence: str, strengths: str) -> None:
    names = {"s": "strive", "S": "ensure", "p": "plain"}
    targets = proposal(tmp_path, sentence).targets
    assert [target.strength for target in targets] == [names[letter] for letter in strengths]


@pytest.mark.parametrize(
    ("sentence", "low", "high", "unit"),
    [
        ("新建示例站点8-10个。", 8, 10, "个"),
        ("示例损坏率为千分之三至千分之五。", 3, 5, "‰"),
        ("示例损坏率为千分之3到5。", 3, 5, "‰"),
        ("示例入户率达到百分之八十五至九十。", 85, 90, "%"),
        ("示例入户率达到百分之85—百分之90。", 85, 90, "%"),
        ("示例占比控制在三成至四成之间。", 30, 40, "%"),
        ("示例产能维持在11万吨和12万吨之间。", 11, 12, "万吨"),
        ("示例规模保持在300万—320万人之间。", 300, 320, "万人"),
        ("新建示例站点三个至五个。", 3, 5, "个"),
    ],
)
def test_both_ends_of_a_range_are_one_figure(tmp_path: Path, sentence: str, low: float, high: float, unit: str) -> None:
    (target,) = proposal(tmp_path, sentence).targets
    assert (target.value, target.value_high, target.unit, target.comparator) == (low, high, unit, "between")


@pytest.mark.parametrize(
    ("sentence", "printed", "name", "basis"),
    [
        ("示例成本控制在3亿元—5亿元之间。", "3亿元—5亿元之间", "示例成本", "level"),
        ("示例增速保持在5%—6%区间。", "5%—6%区间", "示例增速", "growth"),
        ("示例密度介于8至10株范围内。", "8至10株范围内", "示例密度", "level"),
        ("示例办理时间压缩到3至5个工作日。", "3至5个工作日", "示例办理时间", "level"),
        ("新建示例站点3至5个。", "3至5个", "新建示例站点", "new"),
    ],
)
def test_a_range_in_which_something_is_kept(tmp_path: Path, sentence: str, printed: str, name: str, basis: str) -> None:
    (target,) = proposal(tmp_path, sentence).targets
    assert (target.printed, target.name, target.basis) == (printed, name, basis)


@pytest.mark.parametrize(
    ("unit", "told"),
    [
        ("万件", ("计数", "个", "10000")), ("亿立方米", ("体积", "立方米", "100000000")),
        ("个工作日", ("办理时限", "个工作日", "1")), ("小时", ("时长", "小时", "1")), ("‰", ("比例", "%", "0.1")),
        ("吨标准煤", ("吨标准煤", "吨标准煤", "1")),
    ],
)  # fmt: skip
def test_how_a_unit_that_the_record_lacks_converts(records: Records, unit: str, told: tuple[str, str, str]) -> None:
    found = conversion(unit, records["units"])
    assert (found["quantity"], found["canonical_unit"], found["factor"]) == told


def test_digits_that_blanks_part_are_told(tmp_path: Path) -> None:
    (spaced,) = proposal(tmp_path, "新建示例站点１ ２ 个。").targets
    (plain,) = proposal(tmp_path, "新建示例站点12 个。").targets
    assert (spaced.printed, plain.printed) == ("１２个", "12个")
    assert "spaced_digits" in spaced.flags
    assert "spaced_digits" not in plain.flags


def test_the_number_of_a_task_is_no_digit_of_its_first_figure(tmp_path: Path) -> None:
    file = tmp_path / "plan.txt"
    file.write_text("示例县虚构工作方案\n1 新建示例站点。\n2 5个示例泵站建成投用。\n", encoding="utf-8")
    assert 25 not in [target.value for target in propose(read(file), ONE_YEAR).targets]


def test_what_was_raised_ends_before_the_next_thing(tmp_path: Path) -> None:
    targets = proposal(tmp_path, "示例占比由21.4%提升至30%、示例利用率提升到六成五。").targets
    assert [(target.name, target.value) for target in targets] == [("示例占比", 30), ("示例利用率", 65)]


def test_a_bound_hides_no_noun_from_its_figure(tmp_path: Path) -> None:
    targets = proposal(tmp_path, "改造示例线路11公里，示例户均容量不小于3.2千伏安。").targets
    assert [target.basis for target in targets] == ["new", "level"]


def test_each_year_of_a_list_has_its_figure(tmp_path: Path) -> None:
    """What is counted is named once, and the last year of the plan is one like the others."""
    plan = Period(2024, 2026)
    targets = proposal(tmp_path, "2024年投放示例网箱80口、2025年120口、2026年150口。", plan).targets
    assert [(target.name, target.due_year, target.period) for target in targets] == [
        ("投放示例网箱", year, "year") for year in (2024, 2025, 2026)
    ]


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("推动示例品种产量达到3万吨。", "示例品种产量"),
        ("实施示例企业数控化率提高到60%。", "示例企业数控化率"),
        ("提升示例完成率至60%。", "示例完成率"),
        ("实施示例改造面积3万亩。", "实施示例改造面积"),
        ("示例普及率由62%提高到75%。", "示例普及率"),
        ("示例产值2024年突破110亿元，2025年突破130亿元。", "示例产值"),
        ("示例事项增至520项。", "示例事项"),
        ("示例办理天数压缩到38天以内。", "示例办理天数"),
        ("示例失业率全年平均控制在5.3%左右。", "示例失业率"),
        ("一季度末示例开工率达到50%，6月底前达到80%。", "示例开工率"),
        ("示例种植面积扩至9万亩。", "示例种植面积"),
        ("示例整改率必须达到100%。", "示例整改率"),
        ("示例容积率原则上不低于1.8。", "示例容积率"),
        ("示例食堂从目前的6家增至10家。", "示例食堂"),
        ("示例耗时较2023年压减30%。", "示例耗时压减"),
        ("示例收入比2023年降至1.75以内。", "示例收入比"),
        ("一是示例良种率提高到92%。", "示例良种率"),
        ("到位示例资金300万元。", "到位示例资金"),
        ("三年新增示例企业15家。", "新增示例企业"),
        ("支持示例企业年加工能力达到2万吨。", "示例企业年加工能力"),
        ("示例核心产业营业收入增加值占地区生产总值比重达到13%。", "示例核心产业营业收入增加值占GDP比重"),
    ],
)
def test_what_a_figure_is_named(tmp_path: Path, sentence: str, name: str) -> None:
    assert {target.name for target in proposal(tmp_path, sentence).targets} == {name}


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("解决420户示例饮水和96户示例用电问题。", ["解决示例饮水", "示例用电问题"]),
        ("开工示例项目18个、竣工12个。", ["开工示例项目", "竣工示例项目"]),
        (
            "新增示例企业16家（甲园区9家、乙街道4家）。",
            ["新增示例企业", "新增示例企业（甲园区）", "新增示例企业（乙街道）"],
        ),
        ("甲镇、乙镇分别实施示例项目6个、4个。", ["甲镇实施示例项目", "乙镇实施示例项目"]),
        ("甲镇、乙镇各新建示例站点2个。", ["甲镇新建示例站点", "乙镇新建示例站点"]),
        ("城镇和农村居民示例收入分别增长5%、6%。", ["城镇居民示例收入", "农村居民示例收入增长"]),
        ("示例粮食面积27万亩、总产3亿斤。", ["示例粮食面积", "示例粮食总产"]),
        ("示例企业达到36家，比上年增加8家。", ["示例企业", "示例企业比上年增加"]),
        ("示例收入50万元以上的村占比达到85%，力争超过95%。", ["示例收入50万元以上的村占比"] * 2),
        ("新建示例泵站7座，其中2024年建成2座。", ["新建示例泵站", "建成示例泵站"]),
        ("实施示例项目136个，其中续建52个、新建84个。", ["实施示例项目", "续建示例项目", "新建示例项目"]),
        ("培育示例冠军8家，其中国家级3家、省级5家。", ["培育示例冠军", "示例冠军（国家级）", "示例冠军（省级）"]),
        ("发展示例党员8名，其中35岁以下的不少于5名。", ["发展示例党员", "示例党员（35岁以下）"]),
        ("示例企业净增6户，年末总数达到69户。", ["示例企业净增", "示例企业"]),
        ("示例吞吐量确保680万人次、冲刺700万人次。", ["示例吞吐量"] * 2),
        ("示例治理率提高到38%、较2023年提高6个百分点。", ["示例治理率"] * 2),
        ("示例造林3.6万亩，封育1.5万亩。", ["示例造林", "封育"]),
    ],
)
def test_what_the_figures_of_a_list_are_named(tmp_path: Path, sentence: str, names: list[str]) -> None:
    assert [target.name for target in proposal(tmp_path, sentence).targets] == names


@pytest.mark.parametrize(
    "things", [("入户率", "普及率"), ("普及率", "入户率"), ("群众参与率", "入户率"), ("管网饱和率", "入户率")]
)
@pytest.mark.parametrize("between", ["、", "和", "及", "与", "以及"])
def test_a_shared_figure_holds_for_each_thing(tmp_path: Path, between: str, things: tuple[str, str]) -> None:
    targets = proposal(tmp_path, f"{between.join(things)}均达到98%。").targets
    assert [(target.name, target.value) for target in targets] == [(thing, 98) for thing in things]


@pytest.mark.parametrize(
    "sentence", ["甲率和乙率均不低于75%。", "甲率和乙率均保持100%。", "甲镇、乙镇各新建示范项目2个。"]
)
def test_a_figure_is_shared_whatever_stands_before_it(tmp_path: Path, sentence: str) -> None:
    assert len(proposal(tmp_path, sentence).targets) == 2


@pytest.mark.parametrize(
    ("sentence", "values"),
    [
        ("改造示例小区34个（建筑面积62万平方米）。", [34, 62]),
        ("新增示例企业5家（省级2家、市级3家）。", [5, 2, 3]),
        ("新增示例企业5家（市2家、县3家）。", [5, 2, 3]),
        ("根据全市示例实际新建示例站点5个。", [5]),
    ],
)
def test_a_bracket_behind_a_figure_goes_on(tmp_path: Path, sentence: str, values: list[float]) -> None:
    targets = proposal(tmp_path, sentence).targets
    assert [(target.value, target.basis) for target in targets] == [(value, "new") for value in values]


def test_a_figure_without_a_thing_takes_on_that_of_the_clause_before(tmp_path: Path) -> None:
    targets = proposal(tmp_path, "示例产值达到9亿元，同比增长8%；示例覆盖率较上年提高2个百分点，达到36%。").targets
    assert [target.name for target in targets[1::2]] == ["示例产值同比增长", "示例覆盖率"]


@pytest.mark.parametrize(
    "answering",
    [
        "(县示例局牵头,县虚构局配合)",
        "——牵头单位：县示例局；配合单位：县虚构局",
        "——县示例局会同县虚构局实施",
        "(县示例局统筹牵头,县虚构局具体配合)",
        "(县示例局按职责分工牵头负责,县虚构局按职责分工协同配合)",
        "〔县示例局牵头；县虚构局〕",
        "(县示例局会同县虚构局推进)",
        "(县示例局牵头，县虚构局具体落实)",
        "（县示例局牵头；县虚构局按职责抓好组织实施）",
        "（县示例局负责，县虚构局根据属地管理原则执行）",
        "（牵头单位：县示例局；县虚构局落实到位）",
        "牵头单位：县示例局；实施主体：县虚构局",
        "责任单位：县示例局；落实单位：县虚构局",
        "（县示例局负总责，县虚构局落实属地责任）",
        "（县虚构局指导，县示例局实施）",
        "牵头单位：县示例局（负责人：示某，0400-5550100）；配合单位：县虚构局 示例某5550101",
        "牵头单位：县示例局示某13800000000；配合单位：县虚构局",
        "由县示例局负责，县虚构局予以配合",
        "主要责任单位：县示例局\n其他责任单位：县虚构局",
        "（责任单位∶县示例局；配合单位∶县虚构局）",
        "（县示例局，县虚构局配合）",
        "（县示例局牵头，县虚构局协同）",
    ],
)
def test_who_leads_and_who_supports(tmp_path: Path, answering: str) -> None:
    (task,) = proposal(tmp_path, "建成示例站点12个。", answering=answering).tasks
    assert (list(task.departments.leads), list(task.departments.supports)) == (["县示例局"], ["县虚构局"])


def test_a_bracket_may_say_who_carries_out(tmp_path: Path) -> None:
    (task,) = proposal(tmp_path, "建成示例站点12个。", answering="责任单位：县示例局（各示例街道按职责分工落实）").tasks
    assert (task.departments.leads, task.departments.supports) == (("县示例局",), ("各示例街道",))


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("县示例局 县虚构局", ["县示例局", "县虚构局"]),
        ("县示例局\u3000各示例镇（场）", ["县示例局", "各示例镇（场）"]),
        ("县委示例工作部 县虚构局", ["县委示例工作部", "县虚构局"]),
        ("县示例局 虚构银行样例支行", ["县示例局", "虚构银行样例支行"]),
        ("县示例局、县虚构 局", ["县示例局", "县虚构局"]),
        ("县委 示例部、县虚构局", ["县委示例部", "县虚构局"]),
        ("县示例和社会 保障局、县虚构局", ["县示例和社会保障局", "县虚构局"]),
    ],
)
@pytest.mark.parametrize("clause", ["责任单位：{}", "（{}负责）"])
def test_white_space_behind_an_organ_parts_names(tmp_path: Path, printed: str, names: list[str], clause: str) -> None:
    (task,) = proposal(tmp_path, "建成示例站点12个。", answering=clause.format(printed)).tasks
    assert list(task.departments.leads) == names


@pytest.mark.parametrize("answering", ["（县示例局、县虚构局抓好落实）", "落实单位：县示例局、县虚构局"])
def test_who_alone_carries_out_leads(tmp_path: Path, answering: str) -> None:
    (task,) = proposal(tmp_path, "建成示例站点12个。", answering=answering).tasks
    assert (list(task.departments.leads), list(task.departments.supports)) == (["县示例局", "县虚构局"], [])


@pytest.mark.parametrize(
    ("columns", "roles"),
    [
        ("牵头单位\t实施主体\t配合单位", ("甲", "乙丙")),
        ("牵头单位\t落实单位\t完成时限", ("甲", "乙")),
        ("实施主体\t配合单位\t完成时限", ("甲", "乙")),
    ],
)
def test_a_column_of_those_who_carry_out_leads_where_no_other_does(
    tmp_path: Path, columns: str, roles: tuple[str, str]
) -> None:
    file = tmp_path / "plan.txt"
    rows = [f"序号\t任务\t{columns}", "1\t建成示例站点3个\t县甲局\t县乙局\t县丙局"]
    file.write_text("示例县虚构工作方案\n" + "\n".join(rows) + "\n", encoding="utf-8")
    (task,) = propose(read(file), ONE_YEAR).tasks
    assert (task.departments.leads, task.departments.supports) == tuple(
        tuple(f"县{name}局" for name in names) for names in roles
    )


@pytest.mark.parametrize("word", ["行动{} ", "重点工程{}：", "专项{}、"])
def test_named_and_numbered_tasks_are_told_apart(tmp_path: Path, word: str) -> None:
    file = tmp_path / "plan.txt"
    parts = [
        f"{word.format(number)}示例{name}\n建成示例站点{number}个。\n牵头单位：县示例{name}局\n配合单位：县虚构局、县样例局、县试验局、县示范局和各示例镇人民政府\n"
        for number, name in ((1, "甲"), (2, "乙"))
    ]
    file.write_text("示例县虚构工作方案\n" + "".join(parts), encoding="utf-8")
    tasks = propose(read(file), ONE_YEAR).tasks
    assert [(task.passage.number, *task.departments.leads) for task in tasks] == [(1, "县示例甲局"), (2, "县示例乙局")]
    assert [len(task.departments.supports) for task in tasks] == [5, 5]


def test_rows_merged_into_the_one_above_are_more_of_its_task(tmp_path: Path) -> None:
    file = tmp_path / "plan.txt"
    rows = [
        "序号\t任务\t目标\t牵头单位\t完成时限",
        "1\t示例甲任务\t建成示例站点3个\t县示例局\t2024年6月",
        "\t\t改造示例管网5公里\t\t2025年6月",
        "\t\t培训示例人员70名\t\t",
        "2\t示例乙任务\t建成示例泵站4座\t县虚构局\t2024年12月",
    ]
    file.write_text("示例县虚构工作方案\n" + "\n".join(rows) + "\n", encoding="utf-8")
    found = propose(read(file), Period(2024, 2026))
    assert [(task.passage.number, *task.departments.leads) for task in found.tasks] == [
        (1, "县示例局"),
        (2, "县虚构局"),
    ]
    assert [(target.passage.number, target.value, target.due_year) for target in found.targets] == [
        (1, 3, 2024),
        (1, 5, 2025),
        (1, 70, 2025),
        (2, 4, 2024),
    ]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("超过一半的企业完成改造", ("一半", 50, "more_than")),
        ("一半以上的村实现集中供暖", ("一半以上", 50, "at_least")),
        ("过半数村建成示范点", ("半数", 50, "more_than")),
        ("三分之二以上的社区建成驿站", ("三分之二以上", 66.6667, "at_least")),
        ("产值比2020年翻一番", ("翻一番", 100, "exactly")),
        ("办事成本减半", ("减半", 50, "exactly")),
    ],
)
def test_halves_and_multiples_in_words_are_figures(words: str, found: tuple[str, float, str]) -> None:
    [target] = propose(Document(f"1. 示例任务。{words}。（县示例局负责）", "txt"), Period(2024, 2024)).targets
    assert (target.value, target.comparator) == found[1:]
    assert found[0] in target.printed


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("安排财政资金2000万元用于补助", "described_object"), ("预算安排1.2亿元", "described_object"),
        ("专项资金500万元已到位", "past"), ("改造老旧小区30个均已完成", "past"),
    ],
)  # fmt: skip
def test_what_a_budget_sets_aside_and_what_is_done_are_no_targets(words: str, reason: str) -> None:
    proposal = propose(Document(f"1. 示例任务。{words}。（县示例局负责）", "txt"), Period(2024, 2024))
    assert (list(proposal.targets), [own.reason for own in proposal.exclusions]) == ([], [reason])


@pytest.mark.parametrize("words", ["争取上级财政资金5亿元", "每年安排专项资金5000万元", "完成固定资产投资30亿元"])
def test_money_that_is_to_be_won_or_spent_is_one(words: str) -> None:
    assert propose(Document(f"1. 示例任务。{words}。（县示例局负责）", "txt"), Period(2024, 2024)).targets


def of_task(words: str, first: int = 2024, last: int = 2024) -> Proposal:
    return propose(Document(f"1. 示例任务。{words}。（县示例局负责）", "txt"), Period(first, last))


@pytest.mark.parametrize(
    ("words", "value", "unit"),
    [
        ("年内完成投资三亿五千万元", 35000, "万元"), ("年内完成投资两百万元", 200, "万元"),
        ("年内完成投资一万五千万元", 15000, "万元"), ("年内完成投资三亿元", 3, "亿元"),
        ("年内完成投资一亿两千三百万元", 12300, "万元"),
    ],
)  # fmt: skip
def test_a_numeral_with_two_sizes_is_one_number(words: str, value: float, unit: str) -> None:
    [target] = of_task(words).targets
    assert (target.value, target.unit) == (value, unit)


def test_a_year_behind_the_plan_holds_for_its_own_part_of_a_sentence() -> None:
    told = of_task("研发强度到2027年达到2.5%；示例成交额突破8亿元，比2023年的6.8亿元增长17.6%")
    assert [(t.printed, t.due_year) for t in told.targets] == [("2.5%", 2027), ("突破8亿元", 2024), ("17.6%", 2024)]
    assert ("6.8亿元", "past") in [(own.printed, own.reason) for own in told.exclusions]


def test_a_year_within_the_plan_still_holds_over_a_semicolon() -> None:
    told = of_task("到2025年，示例覆盖率达到90%；示例合格率达到95%", last=2026)
    assert [target.due_year for target in told.targets] == [2025, 2025]


def test_what_is_striven_for_beyond_a_growth_is_one(tmp_path: Path) -> None:
    found = proposal(tmp_path, "示例产值增长5.5%左右，力争6%。").targets
    assert [(own.basis, own.strength) for own in found] == [("growth", "plain"), ("growth", "strive")]


def test_circled_numbers_count_tasks_where_each_has_departments(tmp_path: Path) -> None:
    """Else they part what belongs to one task."""
    lines = "①新建示例站点12个。\n责任单位：乡示例办\n②建成示例泵站7座。\n责任单位：乡虚构站\n"
    found = propose(Document(f"示例乡（虚构）清单\n{lines}", "txt"), ONE_YEAR)
    assert [(task.passage.number, task.departments.leads) for task in found.tasks] == [
        (1, ("乡示例办",)), (2, ("乡虚构站",)),
    ]  # fmt: skip
    inside = "。\n①新建示例站点12个。\n②建成示例泵站7座。\n"
    assert [task.passage.number for task in proposal(tmp_path, inside).tasks] == [1]


def test_the_first_of_a_column_leads_where_its_head_says_so() -> None:
    head = "具体措施\t工作目标\t责任单位（列首位的为牵头单位）\n"
    rows = "示例措施\t建成示例站点12个\t县示例局、县虚构局\n样本措施\t建成示例馆3座\t县样本局\n"
    found = propose(Document(f"示例县（虚构）清单\n{head}{rows}", "txt"), ONE_YEAR).tasks
    assert [(task.passage.title, task.departments.leads, task.departments.supports) for task in found] == [
        ("示例措施", ("县示例局",), ("县虚构局",)), ("样本措施", ("县样本局",), ()),
    ]  # fmt: skip


def test_a_full_line_that_ends_with_a_quotation_ends_no_paragraph() -> None:
    wrapped = "新增规模以上示例工业企业12户，力争培育国家级示例“小巨人”\n企业2户。\n"
    found = propose(Document(f"示例县（虚构）方案\n1.示例任务。{wrapped}", "txt"), ONE_YEAR).targets
    assert [own.strength for own in found] == ["plain", "strive"]
