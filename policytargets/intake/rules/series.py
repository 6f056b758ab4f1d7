"""One figure for several things: A率和B率均达到98%, 甲镇、乙镇各建成1家."""

import re

from policytargets.intake.rules.clauses import clause_start, without_brackets
from policytargets.intake.rules.names import OPENING

SHARED = re.compile(
    r"(?:(?<![年平人户日月亩])均|(?:[比较]20\d\d年)均|都|全部)(?:要|应|须|力争|确保)?(?:实现)?(?:[比较](?:上年|去年|上一年|20\d\d年)(?:底|末)?)?(?:$|稳定在?|保持在?|控制在|维持在?|达到|达|突破|超过|超|不低于|不少于|不超过|不高于|高于|低于|为|增长|下降|提高|提高到|完成|在)[\u4e00-\u9fff]{0,6}$"
)
MAKING = "新增|新建|建成|建设|打造|培育|创建|完成|引进|举办|改造|实施|开展|设立|选树|评选"
# 甲镇、乙镇各新建示范项目2个: what is made may stand between the verb and its figure.
EACH = re.compile(
    rf"(?:分别)?各(?:(?:增长|下降|提高|增加|净增|降低|减少|压减|达到|达|不少于|{MAKING})?|(?:{MAKING})[\u4e00-\u9fff“”]{{2,14}})$"
)
HEAD = re.compile(
    r"(?:率|比例|比重|占比|数|数量|量|面积|值|收入|额|度|耗|增速|面|总值|投资|支出|水平|里程|人口|产值|利润|税收|能力|单位|指数)$"
)
# 、 or a word of joining between two things; not the 及 of 普及率, the 与 of 参与率, the 和 of 饱和度.
BETWEEN = re.compile(r"、|以及|(?<![饱中温缓])和(?![谐平解美])|(?<![普涉惠波危])及(?![时格])|(?<!参)与(?!会)")
MOST = 8


def things_of(text: str, start: int) -> list[str]:
    """The things that share the figure at `start`, or nothing where it belongs to one."""
    clause = without_brackets(text[clause_start(text, start) : start])
    shared = SHARED.search(clause)
    each = EACH.search(clause)
    cut = shared or each
    if not cut:
        return []
    listed = OPENING.sub("", clause[: cut.start()])
    things = [thing for thing in BETWEEN.split(listed) if thing]
    if not 2 <= len(things) <= MOST or any(len(thing) < 2 for thing in things):
        return []
    if shared and not HEAD.search(things[-1]):
        return []
    if shared:
        return _with_head(things)
    if not re.search(r"[\u4e00-\u9fff]$", things[-1]) or things[0].startswith("各"):
        return []
    made = clause[cut.end() :] or re.sub("^(?:分别)?各", "", cut[0])
    return [thing + made for thing in things]


def things_in_words(text: str, start: int, words: str) -> list[str]:
    """The things of a commitment in words: A率和B率均超过全省平均, A、B使用量负增长, A数、B数双下降."""
    clause = without_brackets(text[clause_start(text, start) : start]).rstrip("“")
    shared = re.search(r"(?:均|都|全部)(?:要|实现|达到|保持)?$", clause)
    both = re.search(r"率、[^、]*率$", clause) and re.search(r"平均|水平", words)
    treated = words == "全覆盖" and re.search(r"(?:改造|整治|治理|建设)$", clause)
    if not (shared or both or treated) and words not in ("负增长", "双下降", "双降"):
        return []
    listed = re.sub(r"(?:均|都|全部)?(?:要|实现|达到|保持|继续)*$", "", OPENING.sub("", clause))
    things = [thing for thing in re.split(r"、|和(?!谐|平|解|美)", listed) if thing]
    headed = treated or (things and HEAD.search(things[-1]))
    if not 2 <= len(things) <= MOST or any(len(thing) < 2 for thing in things) or not headed:
        return []
    return _with_head(things)


def _with_head(things: list[str]) -> list[str]:
    """A、B、C增速 share their head: each thing gets it that has none."""
    head = re.search(
        r"(?:增速|增长率|使用量|排放量|消费量|用水量|施用量|覆盖率|达标率|合格率|处理率|利用率|普及率|完成率|率|占比|比重|比例|总量|数量|面积)$",
        things[-1],
    )
    if not head:
        return things
    return [thing if HEAD.search(thing) else thing + head[0] for thing in things]
