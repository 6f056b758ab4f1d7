"""A name for what a figure counts: the words before it, else those after it."""

import re

from policytargets.intake.rules.clauses import CLAUSE, clause_end, clause_start, sentence_start, without_brackets

LONGEST = 19
OPENING = re.compile(
    r"^(?:、(?=20)|力争|争取|确保|努力|务必|[一二三四五六七八九十]是|到(?![位账岗户期])|至|其中|同时|并|全年|年内|年末|[上下]半年|[两三五]年内?(?=[\u4e00-\u9fff]{2})(?!行动|计划|规划|制|期|级)|(?:较|比)(?:19|20)\d{2}年(?=[\u4e00-\u9fff])|今年|每年|年均|全区|全县|全市|全省|我区|我县|我市|(?:19|20)\d{2}[-~至](?:19|20)\d{2}年|(?:19|20)\d{2}年(?:底|末)?(?:前)?|年底前?|\d{1,2}月(?:底|末|份)?前?|[一二三四]季度末?前?|实现|推动|推进|加快|积极|大力|持续|进一步|稳步|不断|全面|预计|计划|目标|使(?![用命])|将|要(?![素点件道闻塞])|再(?!生))+"
)
CLOSING = re.compile(
    r"(?:达到|达|突破|超过|超|高于|不低于|不少于|不超过|不高于|低于|过|至少|约|近|稳定在|保持在|控制在|维持在|介于|处于|保持|稳定|(?:提高|提升|增加|增长|增|升|下降|降低|降|压缩|压减|缩短|缩小|减少|扩大|扩充|扩|发展|做)[到至]|为|(?:全年)?平均|年均|均|都|各|分别|和|及|与|、|到|至|在|总数|数量|力争|确保|实现|的|较|(?<=[\u4e00-\u9fff]{2})(?:每年|已|[两二三四五]年|必须|须|原则上|要)|(?:19|20)\d{2}年(?:底|末)?前?|\d{1,2}月(?:底|末)?前?|[“‘])+$"
)
# 占比由21%提升至: what was before belongs to no name.
RAISED_FROM = re.compile(r"(?<=[\u4e00-\u9fff]{2})[由从](?:(?:19|20)\d{2}年|去年|上年|目前|现有|原有|现状)?的?\d.*$")
# 较2023年提高 says against what, not what of.
AGAINST = re.compile(
    r"(?<=[\u4e00-\u9fff]{2})(?:(?<![占入桩])比|较)(?:(?:19|20)\d{2}年|上年|去年|目前|年初)(?:同期|底|末)?"
)
# What counts in a clause that begins with a threshold: 收入50万元以上的村占比 is the thing, not 收入.
OF_THRESHOLD = re.compile(r"[^\d,。;、]{0,4}(?:以上|以下|以内)的?[\u4e00-\u9fff]{2,}")
FIGURE = re.compile(
    r"(?:较[\u4e00-\u9fff]{2,4}?)?(?:达到?|突破|超过|增长|提高|下降|降低|保持|稳定|不低于|不少于|新增|净增|总数)?\d[\d.,]*"
)
# A verb alone goes on with the thing of the first in its list: 开工项目18个、竣工12个.
VERB_ALONE = re.compile(
    r"(?:开工|竣工|完工|投产|投用|续建|新建|改造|改建|建成|创建|完成|复绿|淘汰|封育|启用|验收|实施|开展|到位)"
)
# Of these it goes on with the thing of an earlier clause too: 新建泵站7座，其中2024年建成2座.
ONLY_DONE = re.compile(r"开工|竣工|完工|投产|投用|续建|新建|改造|改建|建成|创建|完成|淘汰|验收|到位")
NO_THING = re.compile(r"在|以|按|[去上]年")
# Verbs that open what is counted, which a part of it has no need of: 培育制造业单项冠军8家，其中省级5家.
MAKING = re.compile(
    r"^(?:新增|新建|新改建|新开工|净增|建成|建设|完成|实施|培育|引进|签约引进|打造|改造|创建|争创|创成|淘汰|发展|推广|投放|举办|认定|筹集|整治|治理)+"
)
# Which of the things counted before, without a word for them: 其中省级5家, 35岁以下的5名, 产值10亿元以上的3家.
WHICH = re.compile(
    r"(?:国家|省|市|区|县)级(?:及?以上)?|[\u4e00-\u9fff]{0,4}\d[\d.]*[千百万亿]{0,2}(?:元|人|亩|户|岁|周岁|头|只|张|名)(?:及?以上|及?以下)"
)
BUILT_BEFORE = re.compile(r"(?:19|20)\d{2}年底?以?前建成(?=的?$)")
# What says how far or when and nothing else.
NOTHING = re.compile(r"累计|冲刺|年末|和|及|与")
SHORTER = (("地区生产总值", "GDP"), ("规模以上", "规上"), ("战略性新兴产业", "战新产业"))
MEASURED = re.compile(r"(?:(?:播种)?面积|产值|产量|总产|投资|数量)$")
COUNTED = re.compile(r"[\d*×○xX一二两三四五六七八九十百千不约近超至]")
BARE = re.compile(
    r"^(?:总量|总产|占比|比重|营业收入|投资|产值|产量|面积|总数|规模|增速|(?:同比|年均|累计|[比较](?:上年|去年)(?:同期)?)?(?:增长|下降|增加|减少|提高)|销售收入|增加值|覆盖率|达标率)$"
)


# 推动示例产值达到9亿元: where a state is to be reached, what is to be done about it belongs to no name.
DONE_ABOUT = re.compile(
    r"^(?:推动|实施|推进|促进|带动|力促|鼓励|强化|加强|支持|引导|做大|做强|做优|提高|提升|扩大|完善|优化|开展|完成|抓好|做好|深化)+"
    r"(?=[\u4e00-\u9fff“”]{2,}(?:率|比|比例|比重|量|面积|值|收入|额|度|能力|规模|数|里程|水平|覆盖面|指数|时间)"
    r"(?:(?:年均|同比|累计)?(?:增长|下降|降低|提高|提升|减少|增加))?$)"
)


def noun_of(name: str) -> str:
    """A name of what is to be reached without the verb that opens it."""
    return DONE_ABOUT.sub("", name)


def name_of(text: str, start: int, end: int) -> str:
    """The noun phrase before a figure; a bare head takes on the subject of the clause before."""
    paired = _paired(without_brackets(text[clause_start(text, start) : start]))
    if paired:
        return paired[:LONGEST]
    own = _cleaned(text[clause_start(text, start, marks=CLAUSE + "、") : start])
    outside, bracket, inside = without_brackets(text[clause_start(text, start) : start]).rpartition("(")
    if bracket and own and (part := _in_bracket(outside, inside)):
        return part
    whole = _cleaned(text[clause_start(text, start) : start])
    borrowed = len(own) < 3 and len(whole) > len(own)
    if borrowed:
        own = re.split(r"\d+[^、]*、", whole)[-1] if re.search(r"\d", whole) else whole
    after = re.split(
        r"(?<=[\u4e00-\u9fff])[和与]?\d", _cleaned(text[end : clause_end(text, end, marks=CLAUSE + "、")])
    )[0]
    if (
        re.fullmatch(
            r"(?:新增|新建|建成|完成|培育|打造|创建|引进|实施|开展|举办|组织|建设|改造|新[\u4e00-\u9fff]{1,2}|[\u4e00-\u9fff]{2})?",
            own,
        )
        and after
        and not BARE.match(own)
    ):
        own += after
    if after and (not own or re.match(r"\d", own) or re.search(r"\d", own)) and not BARE.match(after):
        own = _verb(whole) + after
    if re.fullmatch(r"\d[\d.,]*[^\d的以]{0,5}(?<!项目)(?<!企业)", own) or (borrowed and re.search(r"\d", own)):
        # 2024年网箱80口、2025年120口: what is counted stands before the first figure of the list.
        own = _cleaned(_subject(whole))
    if VERB_ALONE.fullmatch(own) and not after and whole != own:
        own += VERB_ALONE.sub("", _subject(whole), count=1)
    own = "" if NOTHING.fullmatch(own) else own
    earlier = [*_clauses_before(text, start), whole.removesuffix(own)]
    if not own or BARE.match(own):
        subject = next((subject for clause in reversed(earlier) if (subject := _thing(clause))), "")
        own = (MEASURED.sub("", subject) if MEASURED.fullmatch(own) else subject) + own
    elif COUNTED.match(text, start):
        own = _completed(own, text[clause_start(text, start) : start], earlier)
    return _short(own) or "未写明"


def _clauses_before(text: str, start: int) -> list[str]:
    """The clauses of a sentence before the one of a figure."""
    return re.split(r"[,;:]", text[sentence_start(text, start) : clause_start(text, start)].rstrip(",;:"))


def _completed(own: str, clause: str, earlier: list[str]) -> str:
    """A verb alone, or what only says which of the things counted before, with the thing of the clause before."""
    built = BUILT_BEFORE.search(clause)
    which = built[0] if built else own
    if not (ONLY_DONE.fullmatch(which) or built or WHICH.fullmatch(which)):
        return own
    things = (MAKING.sub("", _subject(part)).removesuffix("建设") for part in reversed(earlier))
    none = (VERB_ALONE, WHICH)
    thing = next(
        (t for t in things if len(t) > 1 and not NO_THING.match(t) and not any(n.fullmatch(t) for n in none)), ""
    )
    if not thing:
        return own
    return f"{which}{thing}" if ONLY_DONE.fullmatch(which) else f"{thing}（{which}）"


def _short(name: str) -> str:
    """A name without the count that stands behind its thing (改造小区31个1846户), by usual short words before it is
    cut."""
    name = re.split(r"(?<=[\u4e00-\u9fff])\d[\d.,]*[个户处家座项]$", name)[0]
    for words, shorter in SHORTER if len(name) > LONGEST else ():
        name = name.replace(words, shorter)
    return name[:LONGEST]


def _in_bracket(outside: str, inside: str) -> str:
    """Of 新增企业16家(甲区9家、乙区 the name 新增企业（乙区）, if it is short enough."""
    whole, part = (
        CLOSING.sub("", re.sub(r"\d[\d.,]*\D{0,4}$", "", _cleaned(outside))),
        _cleaned(re.split("[、,]", inside)[-1]),
    )
    name = f"{whole}（{part}）"
    return name if whole and part and not re.search(r"\d", part) and len(name) <= LONGEST else ""


def _paired(clause: str) -> str:
    """Of A率、B率分别达到90%、98% the thing whose turn it is, or nothing."""
    listed, shared, figures = clause.partition("分别")
    if not shared:
        return ""
    things = [thing for thing in re.split(r"、|和(?!谐|平|解|美)|以及", OPENING.sub("", listed)) if thing]
    turn = len(re.findall(r"(?:\d[\d.,]*|[*×○]+|[xX]{2,})[^\d、,]*(?:、|和|及|与)", figures))
    if len(things) < 2 or turn >= len(things):
        return ""
    thing = _cleaned(things[turn])
    if len(thing) == 2 and turn == 0 and len(things[-1]) > 6 and len(things) == 2:
        # 城镇和农村居民收入: what follows the last one's own word belongs to both.
        return thing + _cleaned(things[-1])[len(thing) :]
    return thing + re.split(r"\d|[*×○]", _cleaned(re.split(r"\d|[*×○]|[xX]{2}", figures)[0]))[0]


def _verb(words: str) -> str:
    """The verb that opens a list: of 建设100个公园、10座广场 it is 建设."""
    verb = re.match(
        r"新[\u4e00-\u9fff]|建设|建成|打造|完成|实施|培育|引进|改造|创建|举办|开展|开设|培训|提升|推进|组织", words
    )
    return verb[0] if verb else ""


def _subject(clause: str) -> str:
    cleaned = _cleaned(clause)
    found = (match for match in FIGURE.finditer(cleaned) if not OF_THRESHOLD.match(cleaned, match.end()))
    first = next(found, None)
    return CLOSING.sub("", cleaned[: first.start()]) if first else cleaned


def _thing(clause: str) -> str:
    """The subject of a clause, or nothing where that is a verb alone."""
    subject = _subject(clause)
    return "" if VERB_ALONE.fullmatch(subject) or NOTHING.fullmatch(subject) else subject


def _cleaned(words: str) -> str:
    words = without_brackets(words).strip("，。,;:、()*●○-\n\x1f| ")
    words = OPENING.sub("", re.sub(r"^[①-⑳”’]", "", words))
    words = re.sub(r"^(?:以上|以下|以内|左右|的|及以上)+", "", words)
    return CLOSING.sub("", AGAINST.sub("", RAISED_FROM.sub("", words)))
