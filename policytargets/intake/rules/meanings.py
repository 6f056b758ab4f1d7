"""Figures that are none by their meaning: thresholds, what a project is like, what was before, whom it concerns."""

import re

from policytargets.intake.rules.bounds import BOUND_RIGHT
from policytargets.intake.rules.budgets import is_budget
from policytargets.intake.rules.clauses import FARTHEST, clause_end, clause_start, ends_clause
from policytargets.intake.rules.higher_levels import is_of_others
from policytargets.intake.rules.numbers import Figure
from policytargets.intake.rules.origins import is_origin
from policytargets.intake.rules.tense import done_already
from policytargets.intake.rules.units import BASE, MONEY, MULTIPLE, RATE, is_duration, is_measure

THINGS = r"(?:[\u4e00-\u9fff“”、]{0,14}?)(?:项目|企业|机组|单位|家庭|人群|加油站|车辆|锅炉|园区|河流|湖泊|水库|机构|建筑|工程|社区|自然村|行政村|村庄|村组|小区|村|县|城市|城镇|镇区|地区|院校|高校|用户|大户|客户|主体|基地|集群|产业|商场|景区|场所|设备|变压器|线路|道路|酒店|宾馆|饭店|超市|合作社|家庭农场|养殖场|学校|医院|产品|品种|订单|合同|贷款|人口|人员|老人|老年人|儿童|船舶|堤防|泵站|灌区|电站|机动车|风电|光伏|煤矿|矿山|矿井|水厂|电厂|处理厂|污水厂)"
THRESHOLD_LEFT = re.compile(
    r"(?:年(?:营业|主营业务|销售)?收入|营业收入|年?产值|税收|投资(?:额)?|总投资|注册资本|销售额|年销售?|交易额|年产|营收|年?用水量?|取水量?|年(?:综合)?能耗|面积|规模|装机|单体|单机(?:容量)?|人口|主营业务)(?:达到?|在|为|超过?|过|突破|不低于|不少于|大于|高于)?$"
)
CAPACITY = re.compile(
    r"(?:年产|日产|日处理|年处理|日供|总投资|(?<![年度])计划投资|概算|估算|总建筑面积|建筑面积|占地(?:面积)?|规划面积|规划用地|总用地|项目用地|总占地|设计(?:能力|规模)|总规模|总装机|单机|库容|全长|总长|(?<![增成延生伸])长|线路长|主线长|投资额为?|建设规模)(?:约|近|达|为|超|超过|共|面积)?$"
)
OF_A_PROJECT = re.compile(r"(?:总投资(?:额)?|[年日]产|[年日]处理|日供|占地|全长|总长|装机)(?:约|达|为)?$")
BUILT = re.compile(
    r"(?:的|/[日年天])?[\u4e00-\u9fff“”、()A-Za-z·-]{0,24}?(?:项目|工程|机组|生产线|电站|变电站|装置|锅炉|厂(?!房)|泵站|水库|基地建设|扩建|产业园|产业化|(?:风电|光伏|储能|能源|制造|生产|仓储|加工|养殖|种植|冷链|储备|物流)[\u4e00-\u9fff]{0,4}基地|风电场|泊位|码头|航道|船闸)"
)
# 新增冷库库容8000吨: what is added is counted by its own measure.
ADDED = re.compile(r"(?:新增|净增|增加|完成|达到|扩充)[\u4e00-\u9fff]{0,12}(?:面积|投资额?|库容|装机|规模|能力)$")
POWERFUL = re.compile(r"吨|千瓦|兆瓦|MW|GW|kW|KW|千伏安|标方|立方米|片|瓦时|Wh|升|PFLOPS|标箱|GWh")
CONCERNED = re.compile(
    r"(?:围绕|聚焦|立足|依托|坚持|落实|对照|紧扣|锚定|瞄准|针对|面向|紧盯|突出|按照|遵循|履行|涉及|涵盖|涵括|覆盖全[县区市][\u4e00-\u9fff]{0,4}|(?<!地膜)覆盖|全[县区市省域镇州旗](?:的|内|共)?|辖区(?:内)?|辖内|我[县区市]|所辖|所有|其余|其他|分[为成]|[下内分]设(?:[\u4e00-\u9fff、]{1,16}等)?|含|包括)$"
)
ADMINISTRATIVE = re.compile(
    r"(?:个|条|家|所|座|处)?(?:乡镇|镇街|镇\(街|乡\(镇|街道|镇|乡|县区|县\(|区县|社区|行政村|自然村|村|部门|单位|村居|办事处|[\u4e00-\u9fff]{0,2}产业链)[^,。;]{0,12}(?:均|都|全部|全面|全覆盖|实现全|普遍)"
)
# 建立50户重点企业包保机制: how many a mechanism or a list is for.
ARRANGED = re.compile(r"(?:建立|健全|完善|落实|实行|推行|执行|编制|梳理)(?:了|起)?$")
ARRANGEMENT = re.compile(r"[\u4e00-\u9fff“”]{0,14}(?:机制|制度|台账|清单|名录|名单|专班)")
# 共提出预期目标9个、重点任务52项: what a document holds itself.
HELD = re.compile(
    r"共(?:计|有|提出|明确|确定|安排|部署|列入|梳理|分解|包括|涉及)?[^,。;]*?(?:目标|任务|事项|工作|措施|指标|条款|举措)$"
)
# 现将40项任务分解如下.
HANDED_ON = re.compile(r"(?:将|把)[\u4e00-\u9fff]{0,8}$")
ANNOUNCED = re.compile(r"[\u4e00-\u9fff]{0,10}(?:分解|下达|印发|分工|通知|公布|明确|细化)")
# 3个国控断面稳定达到Ⅲ类: where the aim is a class, the count says of how many.
CLASSED = re.compile(
    r"个?[国省市县]?[控考]?(?:断面|点位|水源地|水体|湖泊|河流)[\u4e00-\u9fff]{0,8}(?:达到|达|保持|稳定在|优于|好于)[ⅠⅡⅢⅣⅤIV一二三四五优良]"
)
# How often an office meets or reports says how it works, not what it promises.
MEETING = re.compile(
    r"(?:每月|每季度?|每周|每旬|每半年|每两月|定期|至少)[^,。;]{0,8}?(?:调度|通报|会议|召开|研究|报送|督查|督导|例会|会商|汇报|分析研判|总结)"
)
DURATION_KEPT = re.compile(
    r"(?:压缩|缩短|压减|减少|控制|不高于|不超过|降|降低|提速|不少于|不低于|少于|低于|高于|达|达到|超过|突破|累计|天数|学时|课时|用时|耗时|时长|(?:平均|办理|办结|响应|审批|等[候待]|承诺|接[入电])[\u4e00-\u9fff]{0,2}时[间限]|稳定|优良)(?:到|至|为|在|了)?(?:不超过|不高于|不低于|不少于|约)?$"
)
RATIO = re.compile(r"(?:比|率|指数|得分|评分|满意度|分值|强度|系数|倍差?)[\u4e00-\u9fff]{0,8}$")
# 10亿元、20亿元、50亿元以上的项目: what follows the last of the chain holds for all.
CHAIN = re.compile(rf"^(?:[、和或]\d+(?:\.\d+)?{MULTIPLE}{BASE})+(?=以上|级)")
# 对超计划用水20%以上的用户加价, 对排名后2位的单位约谈: a figure that says to whom something is done.
TREATED = re.compile(r"对[^,。;、\d]{0,14}$")
OF_WHOM = re.compile(
    r"(?:及?以上|及?以下)?(?:[\u4e00-\u9fff]{0,4})的(?:[\u4e00-\u9fff]{0,4}?)(?:用户|单位|企业|县|镇|乡|村|街道|部门|人员|个人|主体|机构|学校|区)"
)
# What is as large as a count with a bound says: 存栏500头以上规模化肉牛场, 56人以上大班额.
HOLDERS = (
    (
        ("户", "人", "岁", "层", "名"),
        "企业|单位|场所|机构|建筑|住宅|学校|大班额|班级|教学班|班额|团队|车间|工地|活动|集会",
    ),
    (
        ("头", "只", "羽", "匹", "尾", "头只", "万只", "万羽", "万头", "千头", "千只"),
        "场|户|企业|牧场|基地|合作社|小区|主体",
    ),
    (("张", "间"), "医院|机构|民宿|酒店|宾馆"),
)
MAKES = re.compile(r"新|建成|完成|建设|改造|创建|培育|打造|实施|引进|治理|整治|推广|开展|增加|使|推动|达到|覆盖|带动")
REACHES = re.compile(
    r"(?:达到|达|为|至|到|在|以上|优于|不低于|不高于|超过|突破|低于|高于|不超过|增长|下降|提高|约|过|超)$"
)
# 城乡居民收入比2027年降至: whatever is to reach a bare figure is a ratio.
THING_REACHES = re.compile(
    r"[\u4e00-\u9fff]{2,}(?:年均)?(?:增长|下降|提高|达到|达|(?:缩小|缩减|收窄|降|升|增|降低|下降|提高|提升)[到至]"
    r"|控制在|保持在|稳定在|突破|超过|不低于|不高于|不超过)$"
)
# Behind what is built a bracket says what it is like; behind a figure it goes on: 改造小区34个（建筑面积62万平方米）.
ASIDE = re.compile(r"[(](?:[^()]*[、,])?[\u4e00-\u9fff]{0,8}$")
BUILDING = re.compile(
    r"(?:项目|工程|[一二三四五六七八九十]期|[段线路桥园区院馆厂港场站坝楼塔枢库渠]|隧道|基地|中心|码头|水库|机场|枢纽|泵站|广场)[”\"]?$"
)
PROMISED = re.compile(r"新增|新建|完成|其中|达到|确保|力争|每|不少于|不低于")
OF_A_FIGURE = re.compile(r"[\d*×○][^\d、,()]{0,4}$")
OF_THEM = re.compile(r"(?:面积|长度|里程|户数|人口|规模)$")


# 辖9个行政村、2个社区; 发现一起处置一起.
GOVERNS = re.compile(r"辖(?:[\d一二两三四五六七八九十]+[个家][\u4e00-\u9fff]{1,6}[、和])*$")
EACH_AT_ONCE = re.compile(r"[\u4e00-\u9fff]{2}一([起处件个例户])、?[\u4e00-\u9fff]{2}一\1")


def meaning_excludes(text: str, figure: Figure, later: Figure | None) -> str:
    """The reason why a figure is no target, or nothing. `later` is the next figure of the same clause, if any."""
    before = text[clause_start(text, figure.start) : figure.start]
    end = max(figure.stop, figure.end)
    after = CHAIN.sub("", text[end : end + FARTHEST])
    if re.search(r"(?:最后|第)$", before):
        return "ordinal" if figure.kind == "digits" else "name"
    if aside := _said_aside(text, figure, before):
        return aside
    if is_origin(before, after):
        return "past"
    if is_of_others(text, figure):
        return "not_in_plan"
    if not figure.unit:
        return "" if _stands_alone(before, after) else "name" if figure.kind == "digits" else "masked_name"
    if is_duration(figure.unit):
        return "" if _duration_counts(before, after) else "date"
    if _is_scope(text, figure, before, after):
        return "scope"
    if re.search(r"(?:现有|原有|既有|已有|已建成?)[\u4e00-\u9fff]{0,4}$", before) or re.match(
        r"[^,。;]{0,8}基础上", after
    ):
        return "past"
    if _is_threshold(text, figure, before, after, later) or (TREATED.match(before) and OF_WHOM.match(after)):
        return "threshold"
    if done_already(after):
        return "past"
    budget = MONEY.search(figure.unit) and is_budget(before, after)
    return "described_object" if budget or _is_description(figure, before, after) else ""


def _is_scope(text: str, figure: Figure, before: str, after: str) -> bool:
    """Whether a figure says of how many, how often or out of how many points, and counts nothing that is promised."""
    scope = re.sub(r"(?:\d+[大个项条类家][\u4e00-\u9fff]{1,8}[、和])+$", "", before)
    treated = re.search(r"(?:对|为)[^,。;]*$", before) and re.match(r"[^,。;]*(?:进行|开展|实施|提供)", after)
    if figure.unit == "分" and re.search(r"占|扣|加|计|记|权重|满分|分值|总分", before):
        return True
    if figure.unit == "次" and MEETING.search(before + after[:6]):
        return True
    if not is_measure(figure.unit) and (
        (ARRANGED.search(before) and ARRANGEMENT.match(after))
        or (HELD.search(before) and figure.unit in ("个", "项", "条", "件"))
        or CLASSED.match(after)
        or (HANDED_ON.search(before) and ANNOUNCED.match(after))
    ):
        return True
    covered = before.endswith("覆盖") and len(before) > 4 and ends_clause(after)
    if (
        figure.unit not in RATE
        and not (treated or covered)
        and (CONCERNED.search(scope) or ADMINISTRATIVE.match(text, figure.end))
    ):
        return True
    return is_concerned(figure, before, after)


def _said_aside(text: str, figure: Figure, before: str) -> str:
    """The reason of a count that tells of the place or is a turn of phrase, or nothing."""
    around = text[max(figure.start - 6, 0) : max(figure.stop, figure.end) + 6]
    if text[figure.start] == "一" and EACH_AT_ONCE.search(around):
        return "name"
    return "scope" if GOVERNS.search(before) else ""


def is_concerned(figure: Figure, before: str, after: str) -> bool:
    """24个断面优良比例达到95%, 站点500米覆盖率: the figure says of what the share is."""
    if is_measure(figure.unit):
        return figure.unit in ("米", "公里") and bool(re.match(r"[\u4e00-\u9fff]{0,4}(?:覆盖率|半径|范围)", after))
    share = re.match(r"[^,。;、\d]{1,20}(?:率|比例|比率|占比|比重)[^,。;、\d]{0,10}\d", after)
    return figure.unit not in RATE and bool(share) and not MAKES.search(before)


def _stands_alone(before: str, after: str) -> bool:
    """Whether a figure without a unit is a ratio, an index or a score that is to be reached."""
    before = re.sub(r"20\d\d年(?:底|末)?", "", before)
    return bool(
        ends_clause(after) and REACHES.search(before) and (RATIO.search(before) or THING_REACHES.search(before))
    )


def is_measured(text: str, figure: Figure) -> bool:
    """Whether a figure without a unit says how large a ratio is, without a word of reaching it."""
    before = text[clause_start(text, figure.start) : figure.start]
    return not figure.unit and bool(RATIO.search(before)) and ends_clause(text[figure.end : figure.end + 4])


def _duration_counts(before: str, after: str) -> bool:
    return (bool(DURATION_KEPT.search(before)) and not after.startswith("的")) or (
        bool(re.match(r"以内|以上", after)) and bool(re.search(r"压|缩|控制|时间|时限|时长", before))
    )


def _is_threshold(text: str, figure: Figure, before: str, after: str, later: Figure | None) -> bool:
    """A quantity that only says who counts: 500万元以上的项目20个, 年销3000吨以上加油站, 营业收入超10亿元企业8家."""
    bound = re.match(BOUND_RIGHT, after)
    left = re.search(r"(?:超过?|过|不低于|大于|高于|突破|达到?)$", before)
    if figure.unit in RATE:
        # 增速20%以上的企业 says which firms; 80%以上的机关建成 says how many.
        named = re.search(r"(?:率|占比|比例|比重|增速|增长|下降|提高|增幅|超过)$", before)
        return bool(named and re.match(rf"{BOUND_RIGHT}的{THINGS}", after))
    noun = re.match(rf"(?:{BOUND_RIGHT})?(?:级|的)?{THINGS}", after)
    counted = later is not None and later.stop <= clause_end(text, figure.end) and not is_measure(later.unit)
    if is_measure(figure.unit):
        if re.match(r"(?:\(含\))?(?:级|以上级)(?=[\u4e00-\u9fff])", after):
            return not re.match(r"级(?:泊位|码头|航道|船闸)", after)
        if bound and re.match(rf"{BOUND_RIGHT}的?[\u4e00-\u9fff]{{0,10}}?\d+[家个户座台项条处所艘口眼]", after):
            return True
        if MONEY.search(figure.unit) and re.match(r"(?:级|的)?[\u4e00-\u9fff]{0,4}项目\d+[个项]", after):
            return True
        if OF_A_PROJECT.search(before) and re.match(r"的", after) and not counted:
            return False
        if not noun or re.match(r"(?:以上|以内|左右)?(?:的)?(?:建设|改造|任务)", after):
            return bool(
                counted and THRESHOLD_LEFT.search(before) and re.match(r"(?:以上|以下)?的?[\u4e00-\u9fff]", after)
            )
        laid = re.search(r"亩|平方|公里|公顷|米", figure.unit) and _made(before)
        return bool(bound or left or THRESHOLD_LEFT.search(before)) and (not laid or counted)
    if (
        bound
        and re.match(r"(?:以上|以下|及以上)(?:的)?(?:自然村|村庄|村组|村|小区|社区|集中居住|居民点)", after)
        and figure.unit in ("户", "人")
    ):
        return True
    holders = next((nouns for units, nouns in HOLDERS if figure.unit in units), "")
    return bool(bound and holders and re.match(rf"{BOUND_RIGHT}的?[\u4e00-\u9fff]{{0,6}}?(?:{holders})", after))


def _made(before: str) -> bool:
    return bool(re.search(r"(?:新增|新建|新改建|完成|改造|治理|建设|修复|实施|建成|推广|造林|种植|发展)$", before))


def _is_description(figure: Figure, before: str, after: str) -> bool:
    """What a project is like: 年产30万吨…项目, 总投资10亿元, 120MW光伏项目."""
    if re.match(r"以[^,。;]*\d*[^,。;]*$", before) and re.match(r"[^,。;]{0,40}为", after):
        return True
    if re.search(r"\d(?:个|项)[^\d]{0,4}、(?:计划)?总投资[^\d]{0,4}$", before) and re.match(
        r"(?:元|以上)?(?:[,。;、]|$)", after
    ):
        return False
    aside = ASIDE.search(before)
    if aside and BUILDING.search(before[: aside.start()]) and not PROMISED.search(aside[0]):
        return True
    if aside and OF_A_FIGURE.search(before[: aside.start()]) and OF_THEM.search(aside[0]):
        return False
    added = ADDED.search(before) and not re.match(r"的", after)
    if CAPACITY.search(before) and not added:
        return True
    if not is_measure(figure.unit) or figure.unit in RATE or re.match(r"以上|以下|以内|左右|余", after):
        return False
    if POWERFUL.search(figure.unit) or re.search(r"/[日年天]$", figure.unit):
        return bool(BUILT.match(after)) and not re.match(r"[,。;]", after)
    return bool(MONEY.search(figure.unit)) and bool(re.match(r"的[\u4e00-\u9fff]{0,16}(?:项目|工程)", after))
