"""What the words of the board mean: every code with its word and its meaning, in our own wording."""

from policytargets.wording.codes import (
    BASIS_WORD,
    COMPARATOR_MARK,
    COMPARATOR_WORD,
    PERIOD_WORD,
    PRESENCE_WORD,
    ROLE_WORD,
    STATED_IN_WORD,
    STATUS_WORD,
    STRENGTH_WORD,
)
from policytargets.wording.lights import MEANING, TERMS

BASIS_MEANING = {
    "new": "期内新增或当期完成的数量，如资金、场次、检测数，不含以往的存量",
    "cumulative": "自开始以来累计达到的总量",
    "level": "要达到或保持的数值：期末的总数、全年的产量，或人均、浓度、标准等",
    "share": "占比、覆盖率、达标率、入学率等，以百分数表示",
    "growth": "相对上期的变化率，不是占比",
    "cap": "不得超过的上限",
}
PERIOD_MEANING = {
    "year": "目标年份这一年之内",
    "each_year": "计划期内每一年",
    "average": "计划期内各年的平均，不是每一年都要达到",
    "by_end": "目标年份结束时的状态",
    "plan": "整个计划期合计",
}
STRENGTH_MEANING = {
    "ensure": "用“确保”“必须”“务必”等词的硬性要求；“不低于”等只是界限",
    "plain": "原文没有“确保”“力争”等字样",
    "strive": "用“力争”“争取”“努力”等词的努力方向，管到它领起的整串目标",
}
COMPARATOR_MEANING = {
    "at_least": "以上、不少于、至少、不低于：数字是下限",
    "more_than": "突破、超过、高于：数字本身不算达到",
    "exactly": "没有界限用词的数字，含“达到”",
    "about": "左右、约：允许小的上下",
    "less_than": "低于、负增长：数字本身不算达到",
    "at_most": "以内、不高于、不超过：数字是上限",
    "between": "两个数字之间",
}
ROLE_MEANING = {
    "lead": "文件写明牵头或负责的部门",
    "support": "文件写明参与或配合的部门",
}
PRESENCE_MEANING = {
    "set": "该计划对这一指标写明了数字",
    "withheld": "征求意见稿用 *** 或 x 盖住了数字，不作猜测",
    "worded": "该计划作了承诺，但以比照说明（如高于全市平均、按上级下达），没有写出数字",
    "unset": "有计划，但没有设定这一指标；不等于零",
    "other_basis": "对同一事物设了目标，但口径、时段或所指的指标不同，不能同轴比较；图上写明是哪一种",
    "not_applicable": "没有收录该区县的计划，无从谈起",
}
STATED_IN_MEANING = {
    "digits": "用阿拉伯数字写明，或以记号隐去",
    "cell": "写在表格里，单位写在同一行的另一格，如目标值一栏的6.5左右和单位一栏的%",
    "numeral": "用汉字数字写明，如一所、两位数",
    "words": "不写数字而说定了数量，如全覆盖、清零；或以什么为比照，如高于全市平均",
}
REVIEW_REASON_WORD = {"not_in_plan": "不是本计划的目标", "duplicate": "与另一条重复", "misread": "提取有误"}
REVIEW_REASON_MEANING = {
    "not_in_plan": "说的是上级或别处的目标，或不是要完成的数量",
    "duplicate": "与已列出的另一条目标是同一个承诺",
    "misread": "读取或提取有误，原文并没有这样的目标",
}
WORD_REASON_WORD = {
    "slogan": "口号",
    "programme": "行动名称",
    "past": "已完成情况",
    "scope": "范围",
    "continuing_duty": "经常性要求",
    "described_object": "对象描述",
    "restated": "已按数字计入",
    **REVIEW_REASON_WORD,
}
WORD_REASON_MEANING = {
    "slogan": "没有说定要达到什么数量",
    "programme": "用语是行动、工程、活动名称的一部分",
    "past": "说明以往已做到的情况",
    "scope": "说明任务涉及哪些地方、哪些人",
    "continuing_duty": "一贯的要求或原则，没有期限和尺度",
    "described_object": "描述所说工程或事物本身",
    "restated": "同一任务已用数字写明，不再另计",
    **REVIEW_REASON_MEANING,
}
STATUS_MEANING = {
    "issued": "正式印发，有成文日期",
    "draft": "公开征求意见的草案，数字可能变动",
}
REASON_WORD = {
    "name": "名称",
    "technology": "技术代号",
    "threshold": "规模标准",
    "date": "日期",
    "document_number": "文号",
    "past": "已完成情况",
    "described_object": "对象描述",
    "ordinal": "序号",
    "scope": "范围",
    "masked_name": "隐去的名称",
    "age": "年龄",
    "standard": "等级标准",
    **REVIEW_REASON_WORD,
}
REASON_MEANING = {
    "name": "数字是名称的一部分，如道路、热线、线路的名称",
    "technology": "技术的通行叫法，如 5G、3D",
    "threshold": "说明多大规模才算在内，写进目标名称，不是要完成的数量",
    "date": "年份或时间，不是承诺的数量",
    "document_number": "所引文件的文号",
    "past": "说明以往已做到的情况",
    "described_object": "描述所说工程或设备本身的规格",
    "ordinal": "编号或次序",
    "scope": "说明涉及几个方面，不是要完成的数量",
    "masked_name": "隐去的是名称，不是数量",
    "age": "服务对象的年龄",
    "standard": "等级或标准的名称",
    **REVIEW_REASON_MEANING,
}
GLOSSARY: dict[str, tuple[str, dict[str, str], dict[str, str]]] = {
    "basis": ("口径", BASIS_WORD, BASIS_MEANING),
    "period": ("时段", PERIOD_WORD, PERIOD_MEANING),
    "strength": ("承诺力度", STRENGTH_WORD, STRENGTH_MEANING),
    "comparator": ("界限", COMPARATOR_WORD, COMPARATOR_MEANING),
    "role": ("角色", ROLE_WORD, ROLE_MEANING),
    "presence": ("情况", {code: PRESENCE_WORD[code] for code in PRESENCE_WORD}, PRESENCE_MEANING),
    "stated_in": ("写法", STATED_IN_WORD, STATED_IN_MEANING),
    "status": ("文件状态", STATUS_WORD, STATUS_MEANING),
    "reason": ("数字未计入理由", REASON_WORD, REASON_MEANING),
    "word_reason": ("用语未计入理由", WORD_REASON_WORD, WORD_REASON_MEANING),
}
PROGRESS = "进度"
COUNTING = (
    ("任务", "任务", "文件中编号的一项工作；分项和未编号段落单独成行，但不另计任务数"),
    ("目标", "目标", "编号任务或未编号段落中的一项量化承诺：写成数字，或用“全覆盖”“清零”等词说定"),
    ("计数", "重复表述", "同一文件把同一目标说了两次：第二次列出但不计数"),
    ("计数", "其中项", "某个总数的一部分：列出但不再加到总数上"),
    ("计数", "另一种计量", "同一件事用另一种单位又写了一个数（如片区数和户数）：列出但不另计"),
    ("计数", "目标数", "不是重复表述、其中项，也不是另一种计量的条目数；清单的条数包括这几种，所以更多"),
    ("指标", "指标", "同一事物、同一口径、单位可换算的目标归为一个指标，才能放在一起比较"),
    ("指标", "共有指标", "至少两个区县设定的指标，数字隐去或只有表述的也算；其中能排出名次的另行注明"),
    ("指标", "独有指标", "只有一个区县设定的指标"),
    ("指标", "指标族", "近似而口径不同的指标，如 5G 基站的新增与累计；相互对照，不同轴"),
    ("数字", "原文数字", "照原文保留的数字，连同“以上”“左右”等界限用词"),
    ("数字", "换算值", "原文数字换成该指标统一的换算单位后的值，由系统计算：1 亿斤 = 5 万吨"),
    *((PROGRESS, word, meaning) for word, meaning in {**MEANING, **TERMS}.items()),
    ("部门", "条线", "跨区县的职能归类；合并设置的机构可属多条条线"),
)


def explained(concept: str, code: str) -> str:
    """A code in words with its meaning: `新增：期内新增或完成的数量，不含以往的存量`. Raises KeyError for others."""
    _, words, meanings = GLOSSARY[concept]
    return f"{words[code]}：{meanings[code]}"


def term(concept: str, word: str) -> str:
    """How addresses name an entry: words alone may stand under several concepts."""
    return f"{concept}：{word}"


def glossary_rows(*, progress: bool = True) -> list[tuple[str, str, str, str]]:
    """Every term as concept, word, mark on charts (empty where it has none) and meaning; with the words of the ledger,
    or without where there is none."""
    rows = [(concept, word, "", meaning) for concept, word, meaning in COUNTING if progress or concept != PROGRESS]
    for key, (concept, words, meanings) in GLOSSARY.items():
        marks = COMPARATOR_MARK if key == "comparator" else {}
        rows += [(concept, word, marks.get(code, "").strip(), meanings[code]) for code, word in words.items()]
    return rows
