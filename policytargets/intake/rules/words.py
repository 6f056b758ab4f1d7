"""Commitments in words (全覆盖, 清零, 翻一番, 高于全省平均) and in Chinese numerals (一所, 两百家, 两位数)."""

import re
from dataclasses import dataclass

from policytargets.intake.rules.clauses import clause_end, clause_start
from policytargets.intake.rules.numbers import Figure
from policytargets.intake.rules.units import is_duration, is_measure

ABOVE = r"(?:(?:城镇|城乡|全体|农村|居民|地区生产总值|财政|工业|投资)[\u4e00-\u9fff]{0,8}?(?:增速|增长|增幅)|(?:全国|全省|全市|全区|全县|全州|省|市|国家|国|上年|去年|同期|经济|GDP|周边)[\u4e00-\u9fff、]{0,8}?(?:平均(?:水平|增速|值)?|平均线|水平|增速|增长)|(?:上年|去年|上一年|往年)(?:度|同期)?(?=[,。;、)\n\x1f]|$))"


# Who sets a number elsewhere, and what it is called there.
ABOVE_US = r"(?:(?:上级|国家|省|市|州|省级|市级|省市)[\u4e00-\u9fff、]{0,4}?)?"
ORDERED = r"(?:下达|分解|核定)的?[\u4e00-\u9fff]{0,8}(?:目标|指标|任务|计划)"


@dataclass(frozen=True)
class Words:
    """A commitment in words: its place, comparator, value, unit and basis; what it is measured against, if anything."""

    start: int
    end: int
    comparator: str
    value: float | None
    unit: str
    basis: str
    benchmark: str = ""
    stated_in: str = "words"


PATTERNS: tuple[tuple[re.Pattern[str], str, float | None, str, str], ...] = tuple(
    (re.compile(pattern), comparator, value, unit, basis)
    for pattern, comparator, value, unit, basis in (
        (r"基本(?:实现)?(?:全面|全)?覆盖", "about", 100, "%", "share"),
        (r"(?<!制度)(?<!健)(?:全面覆盖|全部覆盖|全覆盖)(?!机制|式|体系|格局|网络|监管体系|的?工作)", "exactly", 100, "%", "share"),
        (r"(?<![两双三应])(?:(?:动态|全面|全部|基本)清零|(?<!现)清零(?!目标))(?!、|行动|攻坚|工程|计划|机制|方案)", "exactly", 0, "", "level"),
        (r"(?:保持)?零增长", "exactly", 0, "%", "growth"),
        (r"(?:保持)?零(?:事故|死亡|发生|新增|上访|返贫|发案|输入|火灾|伤亡|污染事件|排放(?=目标))", "exactly", 0, "", "level"),
        (r"负增长", "less_than", 0, "%", "growth"),
        (r"双下降|双降(?=[,。;、]|$)", "less_than", None, "", "level"),
        (r"翻一番|翻番|(?<=实现)倍增|(?<=[额量值入模数])倍增(?=[,。;、]|目标|$)", "exactly", 100, "%", "growth"),
        (r"翻两番", "exactly", 300, "%", "growth"),
        (r"(?<=[本量间限数率额次])减半(?=[,。;、]|$)", "exactly", 50, "%", "growth"),
        (r"应(?![减简])([\u4e00-\u9fff])尽\1|愿([\u4e00-\u9fff])[全尽]\2", "exactly", 100, "%", "share"),
        (r"(?<!“)(?:全部|全面|如期全部)(?:达到|达标|完成|建成|开工|竣工|投用|投产|淘汰|退出|整改|销号|消除|纳入|改造|办结|关停|取缔|落实到位|投入使用|实现|化解|交付|启用|通过|入网|接入|脱贫|创建|安装)(?:到位)?", "exactly", 100, "%", "share"),
        (r"百分之百|百分百", "exactly", 100, "%", "share"),
        (r"基本消除", "about", 0, "", "level"),
        (r"(?:全面|彻底)消除(?![^,。;]{0,6}隐患)|(?<![基本全面及时底够化于])消除(?=[^,。;]{0,10}(?:黑臭水体|劣[ⅤV五]类?|内涝|积水点|易涝点|大班额|空白))(?![^,。;]{2,14}?(?:\d|[一二两三四五六七八九十]+[条个处段户所]))", "exactly", 0, "", "level"),
        (r"(?:坚决)?(?:杜绝|不发生|不出现|坚决防止发生)(?=[^,。;]{0,14}(?:事故|事件|风险|火灾|疫情))", "exactly", 0, "起", "level"),
        (r"(?<![\u4e00-\u9fff])(?:所有|全部)(?:行政村|自然村|村|社区|乡镇|镇街|镇|街道)|(?<=农村|城市|城区|确保)(?:所有|全部)(?:行政村|自然村|村|社区|乡镇|镇街|镇|街道)(?=[^,。;]{0,12}(?:落实|实现|达到|完成|建成|配备))", "exactly", 100, "%", "share"),
        (r"(?:全力|坚决)(?:稳定|稳住)(?=粮食(?:播种|种植)?(?:面积|产量|生产))(?![^,。;]*\d)", "about", None, "", "level"),
        (r"覆盖(?:所有|全部|全体)(?:行政村|自然村|村组|村|社区|乡镇|镇街|镇|街道|县区|园区|企业|小区|学校|单位)", "exactly", 100, "%", "share"),
        (r"(?<=实现)[\u4e00-\u9fff]{2,6}?(?<!全面)(?<!全)覆盖(?=[,。;])", "exactly", 100, "%", "share"),
        (r"“?(?:跑|办|来)[一1]次”?为上限", "at_most", 1, "次", "cap"),
        (r"不再新建|不再新增|严禁新增", "exactly", 0, "", "new"),
        (r"基本(?:替代)?(?:退出|淘汰)", "about", 100, "%", "share"),
        (r"(?<=[建造成创])(?:全国|全省|全市|全县|全区)首[个家座条]", "exactly", 1, "个", "new"),
        (r"不升高|(?<!不升高、)(?<!不升高)不反弹|只降不升|不增加|只减不增", "at_most", None, "", "level"),
        (r"不降低|不下降|只增不减|不减少", "at_least", None, "", "level"),
    )
)  # fmt: skip
BENCHMARKS = (
    ("at_least", re.compile(rf"(?:不低于|不少于|达到)(?P<mark>{ABOVE})")),
    ("more_than", re.compile(rf"(?<!不)(?:高于|超过|优于|快于|好于|领先于?)(?P<mark>{ABOVE})")),
    ("less_than", re.compile(rf"(?<!不)低于(?P<mark>{ABOVE})")),
    ("at_most", re.compile(rf"不高于(?P<mark>{ABOVE})")),
    ("about", re.compile(r"(?<=与)(?P<mark>[\u4e00-\u9fff]{2,10}?(?:增长|提高|增速|发展))(?P<said>(?:基本|保持)?同步(?:提高|增长)?)(?!机制|推进)")),
    ("at_most", re.compile(rf"(?:控制在|不超过|不突破)(?P<said>{ABOVE_US}{ORDERED})(?P<mark>)")),
    ("at_most", re.compile(r"(?<=完成)(?P<said>刚性约束(?:目标|指标))(?P<mark>)")),
    ("at_least", re.compile(r"(?<=完成)(?P<said>(?:上级|国家|省|市)[\u4e00-\u9fff]{0,4}约束性(?:目标|指标))(?P<mark>)")),
    ("exactly", re.compile(r"完成[^,。;、]{4,20}?(?<!目标)(?<!各项)(?P<said>年度任务)(?=[。,;])(?P<mark>)")),
    ("exactly", re.compile(rf"(?:完成|达到|实现|落实)(?P<said>{ABOVE_US}{ORDERED})(?P<mark>)")),
)  # fmt: skip
DOUBLE_DIGIT = re.compile(r"(?:两位数|双位数)(?:以上)?(?:的)?(?:增长|增速)?")
MADE = re.compile(
    r"(?:新增|新建|新改建|新改扩建|改扩建|改建|扩建|建成|建成投用|完成|创建|创成|培育|引进|打造|建设|举办|承办|开工|改造|组建|设立|成立|争创|认定|申报|举行|招引|落地|新培育|新引进|新认定|谋划|储备|实施|开展|推出|布局|选树|评选|培养|培训|发放|投放|整治|治理|修复|提升|新开|新打造|新增加|落户|签约|引育|支持|开通|启用|投用|新创建|获批|开发|遴选|推广|栽植|植树|造林|增加|解决|化解|处置|盘活|出让|安置|救助|建设完成|规范|推动|争取|力争|确保|达到|突破|超过|各|分别|至少|不少于|不低于|为|约|近)(?:了|市级以上|省级以上|市级|省级|国家级|县级|镇级|以上)?$"
)
PROGRAMME = re.compile(
    r"^(?:[大]|[\u4e00-\u9fff“]{0,6}(?:行动|战略|体系|格局|机制|确立|维护|自信|意识|坚持|关系|原则|方面|结合|统一|一体|中心任务|环境|协同|融合|转变|阶段|计划|方案))"
)
# 完成园区两条管廊建设: a place may stand between the verb and what is counted.
OF_A_PLACE = re.compile(r"(?:完成|建成|实施)[\u4e00-\u9fff]{1,8}$")
ITS_WORK = re.compile(r"[\u4e00-\u9fff]{2,10}(?:建设|改造|整治|治理|修复|加固)(?:[,。;、]|$)")
AFTER_NOUN = re.compile(r"^(?:以上|左右|以内|以下|[,。;、)\n\x1f|]|$)")
NOUNS = {
    "户": "家庭|户",
    "处": "水体|涝点|内涝|隐患|断面|点位",
    "公里": "管网|管线",
    "起": "事故|事件|风险|案件",
    "个": "村|小区|项目",
}
UNCOUNTED = ("年", "月", "日", "代", "类", "种", "级", "段", "轮", "度")
# 举办三期; 产业园二期 is a part of something.
OF_ISSUES = re.compile(r"(?:举办|开展|开办|培训|编发|印发|出版|刊发|播出|至少|不少于|不低于)[^,。;\d]{0,10}$")
# 综合查一次, 只进一次门: a name of how something is done, unless words say that it is to be done so often.
OFTEN = re.compile(r"(?:至少|不少于|不低于|最多|每[\u4e00-\u9fff]{1,4}|举办|开展|组织|召开|完成)[^,。;]{0,10}$")
IDLE_ONE = re.compile(
    r"一(?:批|个个|系列|体|项项|条龙|条街|次性|次次|对一|张网|张图|件事|揽子|站式|户一|企一|村一|镇一|县一|带一)"
)


def words_in(text: str) -> list[Words]:
    """All commitments in words of a view, in order; names in quotes and titles are none."""
    found = _measured(text)
    found += _both_ways(text)
    for match in DOUBLE_DIGIT.finditer(text):
        found.append(
            Words(
                match.start(),
                match.start() + 3 + (2 if text.startswith("以上", match.start() + 3) else 0),
                "at_least",
                10,
                "%",
                "growth",
                "",
                "numeral",
            )
        )
    for pattern, comparator, value, unit, basis in PATTERNS:
        for match in pattern.finditer(text):
            if not any(words.start < match.end() and match.start() < words.end for words in found):
                benchmark = "" if value is not None else "上年" if comparator == "less_than" else "现有水平"
                unit = unit or _unit_of(text, match.start(), match.end()) if value == 0 else unit
                found.append(Words(match.start(), match.end(), comparator, value, unit, basis, benchmark))
    return sorted(
        (words for words in found if words.benchmark == "上年" or not _in_name(text, words)),
        key=lambda words: words.start,
    )


def _measured(text: str) -> list[Words]:
    """Commitments measured against something: 高于全省平均, 完成年度任务."""
    found: list[Words] = []
    for comparator, pattern in BENCHMARKS:
        for match in pattern.finditer(text):
            # 高于全省平均水平1个百分点: the figure says it, with the words before it.
            if text[match.end() : match.end() + 1].isdigit():
                continue
            before = text[clause_start(text, match.start()) : match.start()]
            basis = (
                "growth"
                if re.search(
                    r"增长|增速|增幅|提高|同步",
                    before[-8:] + match[0] if not match["mark"] else before[-8:] + match["mark"],
                )
                else "share"
                if re.search(r"率|占比|比重|比例", before[-20:])
                else "level"
            )
            said = match.start("said") if match.groupdict().get("said") else match.start()
            benchmark = match["mark"] or match["said"]
            if match[0].startswith("优于") and re.search(r"不良|失业|浓度|强度|能耗|事故", before):
                comparator = "less_than"
            basis = "cap" if comparator == "at_most" and not match["mark"] else basis
            basis = "new" if match[0].endswith("年度任务") else basis
            found.append(Words(said, match.end(), comparator, None, "", basis, benchmark))
    return found


def _both_ways(text: str) -> list[Words]:
    """A、B、C“两降一升”: the first two things are to fall, the last is to rise, each against the year before."""
    found = []
    for match in re.finditer(r"([一两双二三四])(降|升)([一两双二三四])(升|降)", text):
        if match[2] == match[4]:
            continue
        things = re.split(r"、|和", text[clause_start(text, match.start()) : match.start()].rstrip("“"))
        counts_ = ["一二三四".find(sign.replace("两", "二").replace("双", "二")) + 1 for sign in match.group(1, 3)]
        if len(things) != sum(counts_):
            continue
        for number, thing in enumerate(things):
            way = match[2] if number < counts_[0] else match[4]
            basis = "share" if re.search(r"率|比例|占比|优良天数", thing) else "level"
            code = "less_than" if way == "降" else "more_than"
            found.append(Words(match.start(), match.end(), code, None, "", basis, "上年"))
    return found


def _unit_of(text: str, start: int, end: int) -> str:
    """What is counted where nothing is to be left: 零就业家庭 in 户, 黑臭水体 in 处."""
    words = text[max(clause_start(text, start), start - 14) : start] + text[end : clause_end(text, end)][:12]
    return next((unit for unit, noun in NOUNS.items() if re.search(noun, words)), "")


def _in_name(text: str, words: Words) -> bool:
    """Whether the words stand inside a quoted name or a title."""
    before = text[max(0, words.start - 40) : words.start]
    if before.endswith("“") and text[words.end : words.end + 1] == "”":
        return False
    return before.count("“") > before.count("”") or before.count("《") > before.count("》")


def counts(text: str, figure: Figure) -> bool:
    """Whether a Chinese numeral counts something that is promised, and does not belong to a name or a phrase."""
    before, after = text[max(0, figure.start - 14) : figure.start], text[max(figure.stop, figure.end) :][:80]
    if _in_name(text, Words(figure.start, figure.end, "", None, "", "")) or IDLE_ONE.match(text, figure.start):
        return False
    if figure.value == 1 and figure.unit == "次" and not OFTEN.search(before):
        return False
    if re.search(r"第$|[每某同另这那逐哪]$|[一二三四五六七八九十百千万亿\d]$", before) or (
        figure.unit in UNCOUNTED and not re.search(r"至少|不少于|完成$", before)
    ):
        return False
    if is_duration(figure.unit) or (figure.unit == "期" and not OF_ISSUES.search(before)):
        return False
    if text.startswith("一半", figure.start):
        bounded = re.search(r"(?:超过?|[^通经]过|近|将近|约|逾|达到?|不少于|至少|不低于)$", before)
        return bool(bounded or after.startswith("以上")) and not re.match(r"时间|路", after)
    if text.startswith("半数", figure.start):
        return bool(re.match(r"以上|的|[\u4e00-\u9fff]", after))
    if re.search(r"突破|超过|达到|迈上|跨越|迈过|站上|过$", before[-3:]) and text[figure.start] in "百千万":
        return True
    if figure.unit == "%":
        return text[figure.end : figure.end + 1] != "成" or bool(
            AFTER_NOUN.match(after) or re.search(r"达到|占|超过?|率", before)
        )
    if re.search(r"(?:至少|不少于|不低于|突破|超过)[\u4e00-\u9fff]{0,4}$", before):
        return True
    if PROGRAMME.match(after):
        return False
    made = MADE.search(before) or (
        (figure.value or 0) > 1 and OF_A_PLACE.search(before) and ITS_WORK.match(after) and not figure.more
    )
    if is_measure(figure.unit):
        return bool(made or AFTER_NOUN.match(after))
    if figure.value == 1 and not AFTER_NOUN.match(after):
        return bool(
            re.search(r"(?:新增|新建|完成|建成|创建|创成|新改建|引进|培育|建设|打造|招引)(?:了)?$", before)
        ) and not re.match(r"[^,。;]{0,10}(?:集|以)", after)
    return bool(made) or (
        bool(AFTER_NOUN.match(after)) and len(before) > 2 and bool(re.search(r"[\u4e00-\u9fff”]{2}$", before))
    )
