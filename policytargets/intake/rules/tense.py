"""Whether a figure is reported (done already) or promised."""

import re

from policytargets.intake.rules.clauses import FARTHEST

YEAR = re.compile(r"((?:19|20)\d{2})年")
PAST = re.compile(
    r"(?<![比较于对按照同])(?<!超过)(?<!达到)(?:去年|上年|上一(?:年|轮|期|周期|阶段|财年|学年|[\u4e00-\u9fff]?季)|往年)(?!同期|水平|以上|相比|的?基础|底数|为基|(?:尚)?未(?:完成|完工|竣工|开工)|的(?:\d|[一二两三四五六七八九十]))|过去(?:的)?(?:[一二三四五六七八九十\d]+年|这?一年)|(?:近|(?<!学)前|这)[一二三四五六七八九十两几\d]+年(?:来|间)?|近年来|[一二三四五半\d]+年来|(?:今年|年初)以来|"
    r"截至|截止|(?<![从由比较])(?:目前(?!期)|现有|现状|原有)|现已|均已|业已|已(?!知|婚|故|不再)|“十三五”(?:期间|时期|以来|末)?|“十二五”|历年|(?<!下)[一二三]季度(?:工作|运行|经济|经济运行)?情况|一季度(?=[\u4e00-\u9fff]{0,12}(?:增长|完成|实现))|上半年(?=[\u4e00-\u9fff]{0,12}(?:增长|完成了|实现了))|前三季度|(?<!\d)1月?[-至~]\d{1,2}月(?:份)?|前[一二三四五六七八九十\d]+个月|"
    r"(?:完成|实现|达到|新增|建成|培育|引进|增长|获得|获批|获评|创建|打造|投入|发放|改造|新建|突破|引进|举办|开展|实施|推动|化解|压减|下降|提高|落地|取得|荣获)了|取得[\u4e00-\u9fff]{0,6}(?:成效|成绩|进展)|成效(?:明显|显著)|再创新高|荣获|看到|短板(?=[^,。;]{0,4}(?:明显|突出|较多|不少|仍|依然))|仅(?:为|有|占)?(?=\d)|不足(?=\d)|被评为|居全[省市国]第"
)
FUTURE = re.compile(
    r"(?<!年初)今年(?!以来)|本年(?:度)?|新的一年|明年|下一步|下步|下半年|(?<![主重需首摘概必纪只是])要(?![素求点件道害塞闻强务领])|剩余|尚余|的?基础上|力争|确保|争取|计划(?!的)|拟|预计|目标(?:是|为|:)|年内|年底前|年末前|未来|主要预期目标|(?:[^不已]|^)将(?=[\u4e00-\u9fff])|全年(?=[\u4e00-\u9fff]{0,4}(?:计划|力争|新增|新建|建成|改造|完成|实施|安排|预计))|“十四五”末|“十五五”|到“十四五”|再(?:新增|新建|新|建|培育|引进|打造)"
)
# 去年完成的驿站: what was done describes a thing; the sentences after it are no report.
OF_LAST_YEAR = re.compile(
    r"(?:去年|上年度?|(?:19|20)\d{2}年)(?:已|新)?(?:完成|建成|新增|认定|结转|入库|投产|开工|续建|评定|签约|引进|培育|创建)的?(?=[^,。;]{0,12}(?:[要须]|全部|逐|应|纳入|开展|实行|巩固))"
)
# 2023年启动的…基地全部并网: a thing's own year reports no more than its own part of the sentence.
ITS_YEAR = re.compile(
    r"(?:去年|上年度?|(?:19|20)\d{2}年(?:底|末|度)?)前?(?:已经?|新)?(?:启动|开工|实施|立项|签约|落地|引进|在建|续建|动工|获批|结转|入库|认定|建成|完成)的(?!基础|\d)"
)
# 改造小区30个已完成: the words behind a figure say that it is done.
DONE_ALREADY = re.compile(
    r"[^,。;\d]{0,6}(?<!在)(?:已经?|均已|业已)(?:全部)?(?:到位|完成|建成|拨付|投用|投产|开工|下达|落实|竣工)(?!的)"
)
# 完成1998年以来档案数字化48万卷: of what time the things are that something is done to.
DATES_ITS_THING = re.compile(r"(?:完成|改造|清理|化解|整治|处置|排查|推进|开展|补录|更新|办理|解决|对|将)$")
SINCE = re.compile(r"(?:以来|以前|之前|[底末]?前|以后|之后)(?=[\u4e00-\u9fff])")
COMPARISON = re.compile(r"(?:比|较|于|与|同|对比|相较|以|自|从)$")


def signs(text: str, start_year: int) -> list[tuple[int, bool]]:
    """Where the text turns: (place, whether what follows is reported), in order."""
    found = [(match.start(), True) for match in PAST.finditer(text)]
    found += [(match.start(), False) for match in FUTURE.finditer(text)]
    for match in YEAR.finditer(text):
        year, before = int(match[1]), text[: match.start()]
        if (
            COMPARISON.search(before)
            or (DATES_ITS_THING.search(before) and SINCE.match(text, match.end()))
            or _within_name(text, match.start())
            or text[match.end() : match.end() + 1] in ("-", "~")
        ):
            continue
        until = re.search(r"(?:截至|截止|到|至)$", before)
        if year >= start_year:
            if until and until[0].startswith("截"):
                found = [(place, reported) for place, reported in found if place != until.start()]
            found.append((match.start(), False))
        elif not re.match(r"(?:[-~至到]|年?为基|水平|基础|相比|的(?:\d|$))", text[match.end() :]):
            found.append((match.start(), True))
    return sorted(found)


def done_already(after: str) -> bool:
    """Whether the words behind a figure say that it has been reached."""
    return DONE_ALREADY.match(after) is not None


def of_earlier_year(heading: str, start_year: int) -> bool:
    """Whether a heading opens with a year before the plan, and so what stands below it is reported."""
    year = YEAR.match(heading)
    return year is not None and int(year[1]) < start_year


def _within_name(text: str, place: int) -> bool:
    """Whether a place lies in a title or a bracketed number of a document."""
    before = text[:place]
    return before.count("《") > before.count("》") or before[-1:] in ("〔", "(")


def reported_at(text: str, place: int, start_year: int) -> bool:
    """Whether what stands at this place of a paragraph is reported: the last turn before it decides."""
    first = max(0, place - FARTHEST)
    paragraph = max(first, text.rfind("\n", first, place) + 1, text.rfind("\x1f", first, place) + 1)
    state = False
    # With the figure's first sign: 去年的九成 compares, where 去年 alone reports.
    turns = [turn for turn in signs(text[paragraph : place + 1], start_year) if paragraph + turn[0] < place]
    for at, reported in turns:
        state = reported
        last = paragraph + at
        if reported and (_only_adverb(text, last, place) or _past_its_own_part(text, last, place)):
            state = False
    return state


def _past_its_own_part(text: str, at: int, place: int) -> bool:
    """Whether a year that only dates a thing stands in an earlier part of the sentence."""
    return bool(ITS_YEAR.match(text, at)) and re.search(r"[,。;]", text[at:place]) is not None


def _only_adverb(text: str, at: int, place: int) -> bool:
    """已, 现有 and 去年完成的 report their own clause; they do not open a run of reported sentences."""
    own = text.startswith(("已", "现有", "原有", "均已", "现已", "仅", "不足"), at) or bool(
        OF_LAST_YEAR.match(text, at)
    )
    return own and re.search(r"[。;!?]", text[at:place]) is not None
