"""The basis of a figure (new, cumulative, level, share, growth, cap) and its period."""

import re

from policytargets.intake.model import Period
from policytargets.intake.rules.clauses import clause_start, sentence_start, without_brackets
from policytargets.intake.rules.numbers import Figure
from policytargets.intake.rules.units import MONEY, is_duration

GROWTH = re.compile(
    r"增长(?![点极])|增速|增幅|涨幅|降幅|同比|环比|递增|增收|上涨|上升|下降|降低|减少|减排|压减|削减|缩减|提高|提升|增加(?!值)|节约|降本|下浮|增效|翻|压缩|缩短|精简|压降|回升"
)
REACHED = re.compile(r"(?:到|至|达到|为)$")
SHARE_NOUN = re.compile(r"率|占比|比例|比重|比率|份额|覆盖面|参保|占[\u4e00-\u9fff]{1,20}的?$")
NEW = re.compile(
    r"新增|净增|新建|新改|新培|新引|新认|新开|新签|新创|新获|新发|新设|新入|新注|新成|新打|新修|新植|增设|增加(?!值)|建设(?!用地)|建成|改造|改建|扩建|完成|实施|培育|引进|引育|打造|创建|举办|开展|组织|认定|申报|发放|投放|投入|争取|治理|修复|"
    r"推广|扩种|复耕|复垦|培训|招聘|招录|选树|评选|落地|签约|开工|竣工|投产|投用|启用|布局|布设|铺设|安装|更新|淘汰|关停|整治|清理|收储|盘活|化解|处置|造林|植树|绿化|栽植|种草|补植|释放|消纳|并网|扩能|扩容|节约|开通|推出|推进|入统|纳统|升规|入规|上规|培养|引入|招引|征集|转化|制定|制修订|出台|建立|设立|成立|组建|选派|遴选|支持|帮扶|帮助|开发|提供|解决|惠及|救助|资助|募集|实现就业|转移就业|孵化|创成|争创|创(?=[\dA-Z省国市])|拆除|回收|腾退|出让|供应|储备|谋划|策划|包装|承办|承接|流转|托管|补贴|减免|压减|减少|削减|退出|替换|置换|利用外资|融资|到位|授权|获批|获得|获评|列入|入选|入围|上市|挂牌|股改|检测|抽检|巡查|排查|服务|办理|办结|播出|演出|放映|配送|修缮|修建|修订|硬化|维修|养护|疏浚|清淤|加固|除险"
)
CUMULATIVE = re.compile(r"累计|累积|(?<![水能耗费源P济值])总量(?=突破|达|超|增)|总规模达|总数累计")
# Verbs that add even before a word of reaching: 引进人才达到100人.
ADDS = re.compile(
    r"新增|净增|增设|增加(?!值)|(?<![创高最革更])新(?=[增建改扩培引认开签创获设入注打植修招落投购添辟纳挂])|(?<![创高最革更])新(?:发展|成立|组建)|完成|引进|引育|招引|举办|开展|发放|投放|治理|造林|培训|招聘|签约|开工|投产|竣工|转移就业|解决|化解|整治"
)
LEVEL = re.compile(
    r"达到|达(?![标成产州])|稳定在|保持在|维持在|稳定|保持|突破(?!性)|跨越|迈上|站上|超过|超(?=\d)|(?<![通经])过(?=\d)|保有量|拥有量|余额|总数|存栏|出栏|提高到|提升到|提高至|提升至|增加到|增加至|扩大到|扩大至|扩展[到至]|拓展[到至]|扩充[到至]|扩容[到至]|[扩增升涨][至到]|发展到|发展至|守住|守牢|坚守|动态储备|在建|入库|在库|实现(?=[^\d]{0,12}(?:产值|收入|销售|增加值|产量|税收|利润))"
)
STOCK_NOUN = re.compile(
    r"(?:产量|总产|播种面积|产值|产能|[利使]用量|年消纳量|处理量|供水量|收入|零售额|增加值|销售额|交易额|成交额|贸易额|进出口(?:额|总额)?|总额|余额|存栏|出栏|面积|容量|装机|里程|人口|总数|规模|保有量|拥有量|浓度|寿命|天数|床位数|托位数|医师数|护士数|总值|水平|标准|指数|得分|支出|税收|利润|吞吐量|客流量|人次|市值|强度|消耗量|消费量|用量|能力|蓄积量|比|数量|数)[为是]?$"
)
FLOW = re.compile(
    r"外销量|产量|产值|收入|收益|零售额|增加值|销售额|交易额|成交额|进出口|吞吐量|播种|面积稳定|用水|用能|能耗|总值|税收|利润|支出|接待|游客|出栏|发电量|消费量|[利使]用量|消纳量|处理量|供水量|营收|贸易额|天数|浓度|电量|综合利用|零售总额|存活率|客流|旅客"
)
# Of each year anew: what a year does (treats, uses, sells, finds work for) and the air and water of a year.
YEARLY_SHARE = re.compile(
    r"巩固率|税收|优良|水质|水体|断面|综合利用|资源化|回收(?:利用)?率|处理率|处置率|无害化|探访|绿色建筑|新建|对接率|合格率|落实率|就业率|增加值|生产总值|GDP|研发|(?:消费|非化石能源|可再生能源|清洁能源|电力)[^,。;]{0,6}(?:占比|比重|比例)|占新增|新增|"
    r"发电|绿电|(?:一次性|当年|按时|按期|调解)[^,。;]{0,6}化解|办结率|满意|开工率|复工率|竣工率|履约率|投产率|出行|优果|离田|还田|利用率|收入(?![^,。;]*的)|资格认证|认证率|发病率|死亡率|发生率|管理率|报销|外资|销售|出口|漏损|可靠率|供电|达产|产销|良品"
)
# How many things there are is a stock, whatever they earn.
THINGS = re.compile(r"[家户个项座处所名]$")
MONEY_SPENT = re.compile(
    r"投资|资金|贷款(?!余额)|融资|补助|补贴|外资|引资|到账|投放|信贷|担保|债券|奖补|减税|退税|减免|减负"
)
# 化解存量债务5亿元: of what is there so much goes.
CLEARED = re.compile(r"(?:化解|处置|压降|压减|清偿|偿还|清收|消化|核销|盘活)[^,。;]{0,8}存量")
STOCK_MONEY = re.compile(r"标准|余额|存量|保有|基金规模|总规模|市值")
# So many visitors a year, so many beds for each thousand people.
VISITS = re.compile(r"(?:接待|游客|旅客|客流)[^,。;\d]{0,12}$")
VISITORS = re.compile(r"接待|游客|旅客|客流|吞吐量")
DENSITY = re.compile(r"每(?:十万|千|万|百)(?:名|个|户)?[^,。;]{0,8}(?:人口|户|老年人|老人|学生|儿童|人)[^,。;]{0,24}$")
# The measure of what was counted before: 修复图斑186个、面积3200亩.
OF_THE_SAME = re.compile(r"^(?:总)?(?:面积|长度|里程|装机(?:容量|规模)?|容量|规模|投资额?|床位|数量)$")
LISTED_FIGURES = re.compile(
    r"(?:(?:\d[\d.,]*|[*xX×○_]+)[^\d、,;]{0,8}(?:、|和|及|与))+(?:力争|确保|努力|争取)?(?:达到|实现|为)?$"
)
STRIVING = re.compile(r"(?:力争|确保|努力|争取|冲刺)(?:达到?|实现)?$")
# A range in which something is to be kept or brought adds nothing: 控制在3—5亿元之间.
KEPT = re.compile(r"(?:控制|管控|限制|压缩|压减|缩短|降低|下降|减少|降)[在到至]|介于|处于")
BY_YEAR = re.compile(r"(?:到|至)20\d\d年")
EACH_YEAR = re.compile(r"(?<!人)每年|逐年|(?<!\d)年均(?!浓度|值|气温)|每年度|每个年度|各年")
TIME_TAKEN = re.compile(r"(?:用时|耗时|时长)(?:为|达到?|约)?$")


def basis_of(text: str, figure: Figure, comparator: str, plan: Period) -> str:
    """What a figure counts, from the words before it; what a plan of several years has built by a year is a total."""
    clause = without_brackets(text[clause_start(text, figure.start) : figure.start])
    clause = re.sub(r"^[^、]*?\d[^、]*?(?:以上|以下)的?[^、\d]{0,2}$", "", clause.rsplit("其中", 1)[-1]) or clause[:0]
    if figure.unit in ("%", "‰", "个百分点", "百分点", "倍", "成", "%.", "个点", ""):
        return _rate(text, figure, clause, comparator)
    if comparator in ("at_most", "less_than"):
        return "cap"
    if is_duration(figure.unit) and TIME_TAKEN.search(clause):
        return "level"
    if comparator == "between" and KEPT.search(clause):
        return "level"
    basis = _count(text, figure, clause)
    built = re.search(r"建成|建有", clause) and not re.search(r"新建|新增|每年|年均", clause)
    if (
        basis == "new"
        and plan.end > plan.start
        and built
        and BY_YEAR.search(text[sentence_start(text, figure.start) : figure.start])
    ):
        return "cumulative"
    return basis


def _rate(text: str, figure: Figure, clause: str, comparator: str) -> str:
    # 分别增长6.5%、8%: the second figure has no words of its own, those of the first hold for it.
    clause = LISTED_FIGURES.sub("", clause)
    own = re.split(r"[、和及与](?=[^、和及与]*$)", clause)[-1] if not GROWTH.search(clause[-6:]) else clause
    growing = _grows(own) or (_grows(clause) and not SHARE_NOUN.search(own) and not REACHED.search(own))
    if figure.unit in ("个百分点", "百分点", "个点"):
        return "growth"
    if not STRIVING.sub("", clause) and not growing:
        before = without_brackets(text[sentence_start(text, figure.start) : figure.start]).removesuffix(f",{clause}")
        # 增长5.5%左右,力争6%: what grows by the one grows by the other.
        growing = _grows(re.split(r"\d", re.split("[,;]", before)[-1])[0]) if clause else _grows(before)
    if growing:
        return (
            "growth"
            if comparator not in ("at_most", "less_than") or not re.search(r"控制|不超过|不高于", clause)
            else "cap"
        )
    if comparator in ("at_most", "less_than"):
        return "cap"
    return "level" if figure.unit == "倍" or not figure.unit else "share"


def _grows(words: str) -> bool:
    """Whether the last word of growth governs the figure: 提高到 reaches a level, 增长率达到 still is a growth."""
    last = None
    for match in GROWTH.finditer(words):
        last = match
    if last is None:
        return False
    after = words[last.end() :]
    if re.match(r"(?:到|至|为(?!主))", after):
        return False
    if last[0] in ("增速", "增幅", "涨幅", "降幅", "同比", "环比"):
        return True
    if re.match(r"(?:率|幅度?|速度?)", after):
        return True
    between = re.sub(
        r"(?:不低于|不少于|至少|超过|突破|高于|左右|约|近|大约|力争|确保|达到|达|在|保持|稳定|控制|分别|均|都|不超过|不高于|比例|了|过)",
        "",
        after,
    )
    return len(between) <= 1


def _count(text: str, figure: Figure, clause: str) -> str:
    sentence = text[sentence_start(text, figure.start) : figure.start]
    visits = figure.unit.endswith("人次") and not NEW.search(clause) and VISITORS.search(sentence)
    if visits or VISITS.search(clause) or DENSITY.search(clause):
        return "level"
    money = bool(MONEY.search(figure.unit))
    if money and STOCK_MONEY.search(clause) and not CLEARED.search(clause):
        return "level"
    if money and MONEY_SPENT.search(clause):
        return "cumulative" if "累计" in clause else "new"
    if CUMULATIVE.search(clause):
        return "cumulative"
    if text[figure.start - 1 : figure.start] == "前":
        return "level"
    listed = re.sub(r"(?<!不)[低高大小多少]于$", "", re.split(r"\d[^、]*、", clause)[-1])
    undated = re.sub(r"20\d\d年(?:底|末)?", "", clause)
    head = re.split(r"\d|[*×○]|[xX]{2}", undated)[0]
    if OF_THE_SAME.match(listed) and head != clause and NEW.search(head) and not LEVEL.search(head):
        return "new"
    own = _governed(listed) or (_governed(head) if head != clause else "")
    if own:
        return own
    before = without_brackets(text[sentence_start(text, figure.start) : figure.start])
    # A part counts what its whole counts: 播种面积3万亩，其中大豆2800亩.
    part = "其中" in re.split(r"[,;:]", before)[-1]
    for earlier in reversed(re.split(r"[,;:]", before)[:-1]):
        if CUMULATIVE.search(earlier):
            return "cumulative" if len(clause) < 4 else "new"
        inherited = _governed(re.split(r"(?:[\d*×○]|[xX]{2})", earlier)[0])
        if inherited == "level" and not (part or LEVEL.search(earlier)):
            continue
        if inherited and re.search(r"\d|[*×○]|[xX]{2}", earlier):
            return inherited
    return "new"


def _governed(clause: str) -> str:
    """The basis that a clause's own words give, or nothing: a verb of making before the verb of reaching counts as new."""
    new, level = NEW.search(clause), LEVEL.search(clause)
    noun = STOCK_NOUN.search(re.sub(r"(?:不[低高大小]于|不少于|不超过|至少|[≥≤]|约|近|逾|超过?|突破|过)$", "", clause))
    flow = noun and not re.search(r"(?:(?<!播种)面积|数|数量|里程|规模|人次|标准|能力|比)[为是]?$", noun[0])
    if flow and not re.search(r"新增|净增|增加(?!值)|完成投资|释放|淘汰|压减|退出|化解|削减|盘活", clause):
        return "level"
    if level:
        adds = ADDS.search(clause)
        return "new" if adds and adds.start() < level.start() else "level"
    if new:
        return "new"
    return "level" if noun else ""


def period_of(text: str, figure: Figure, basis: str, plan: Period, due: int) -> str:
    """Over which time a figure counts, from its basis, the words before it and the plan."""
    sentence = text[sentence_start(text, figure.start) : figure.start]
    clause = text[clause_start(text, figure.start) : figure.start]
    if re.search(r"(?<!\d)年均(?!浓度|值)", clause) and plan.end > plan.start and basis in ("new", "growth"):
        return "average"
    if basis in ("new", "growth") and re.search(r"[两二三四五](?:年|个年度)(?:内|累计|共)?(?!行动|计划)", clause):
        return "plan"
    if EACH_YEAR.search(clause) or (
        basis == "new"
        and (re.match(r"[^,:;]*每年", re.split(r"[:;]", sentence)[-1]) or re.match(r"[^,:;]{0,4}每年", sentence))
        and not re.search(r"到20\d\d年", clause)
    ):
        return "each_year"
    one_year = plan.start == plan.end
    if basis == "new":
        return "year" if one_year or due == plan.start or _names_year(sentence, due, plan) else "plan"
    if basis == "growth":
        whole = figure.unit in ("个百分点", "百分点", "个点") or re.search(r"较20\d\d年|比20\d\d年|累计", clause)
        return "year" if one_year or not whole else "plan"
    if (
        basis == "level"
        and (FLOW.search(clause) or figure.unit.endswith("人次"))
        and not THINGS.search(figure.unit)
        and "能力" not in clause
    ):
        return "year"
    yearly = (
        basis == "share" and YEARLY_SHARE.search(clause) and not re.search(r"存量|配建|受污染耕地|普及|装机", clause)
    )
    return "year" if basis == "cap" or yearly else "by_end"


def _names_year(sentence: str, due: int, plan: Period) -> bool:
    """Whether a plan of several years gives this figure one year of its own: 2024年新建, not 到2025年."""
    named = {int(year) for year in re.findall(r"(?<![到至-])(20\d\d)年(?!底|末)", sentence)}
    # The plan's end is one year among others only where these are named beside it.
    return (due in named and (due != plan.end or len(named) > 1)) or bool(
        re.search(r"(?<![一二两三四五六七八九十\d])年内|今年|当年", sentence)
    )
