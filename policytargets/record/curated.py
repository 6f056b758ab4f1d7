"""The curated tables, each column with its kind, meaning, codes and references."""

from policytargets.record.dictionary import FIRST_YEAR, LAST_YEAR, Column, Table

COMPARATORS = ("at_least", "more_than", "exactly", "about", "less_than", "at_most", "between")


BASES = ("new", "cumulative", "level", "share", "growth", "cap")


PERIODS = ("year", "each_year", "average", "by_end", "plan")


STRENGTHS = ("ensure", "plain", "strive")


ROLES = ("lead", "support")


STATED_IN = ("digits", "cell", "numeral", "words")
# Those with Arabic figures or a mask, whose place in the text is counted.
IN_FIGURES = ("digits", "cell")


# Why a reviewer did not accept what was proposed, beside the reasons of what is said.
REVIEW_REASONS = ("not_in_plan", "duplicate", "misread")


REASONS = (
    "name",
    "technology",
    "threshold",
    "date",
    "document_number",
    "past",
    "described_object",
    "ordinal",
    "scope",
    "masked_name",
    "age",
    "standard",
    *REVIEW_REASONS,
)


WORD_REASONS = (
    "slogan",
    "programme",
    "past",
    "scope",
    "continuing_duty",
    "described_object",
    "restated",
    *REVIEW_REASONS,
)


STAGES = ("preliminary", "start", "under_way", "completion", "operation")


READINGS = ("cumulative", "year_to_date", "used", "stock", "share", "mean", "growth", "yearly")


PACINGS = ("linear", "planned", "hold", "final", "ceiling", "nodes")


CADENCES = ("ten_days", "month", "quarter", "half_year", "year")


FIGURE_SOURCES = ("statistics", "department", "self_reported")


MEASURES = ("points", "ratio")


# What stands in addresses and in the keys of other tables.
IDENTIFIER = "[a-z0-9]+(-[a-z0-9]+)*"


def _text(
    name: str,
    meaning: str,
    *,
    required: bool = True,
    refers: str = "",
    codes: tuple[str, ...] = (),
    pattern: str = "",
    unique: bool = False,
) -> Column:
    return Column(name, "text", meaning, required, codes, refers, pattern=pattern, unique=unique)


def _count(name: str, meaning: str, *, required: bool = True, least: int = 1, unique: bool = False) -> Column:
    return Column(name, "integer", meaning, required, least=str(least), unique=unique)


def _year(name: str, meaning: str, *, required: bool = True) -> Column:
    return Column(name, "integer", meaning, required, least=str(FIRST_YEAR), most=str(LAST_YEAR))


def _points(name: str, meaning: str, *, required: bool = True) -> Column:
    return Column(name, "decimal", meaning, required, least="-1000", most="1000", places=2)


DISTRICT_KINDS = ("市辖区", "县级市", "县", "自治县", "旗", "自治旗", "功能区")

TABLES: tuple[Table, ...] = (
    Table(
        "districts",
        "区县：一行一个发布计划的区县或功能区",
        ("district_id",),
        (
            _text("district_id", "区县编号", pattern=IDENTIFIER),
            _text("name", "全称", unique=True),
            _text("short_name", "简称", unique=True),
            _text("city", "所属设区市"),
            _text("kind", "类型", codes=DISTRICT_KINDS),
            _text("adcode", "行政区划代码；功能区没有", required=False, pattern="[1-9][0-9]{5}", unique=True),
        ),
    ),
    Table(
        "documents",
        "文件：一行一份公开发布的工作计划",
        ("document_id",),
        (
            _text("document_id", "文件编号：区县编号加计划年份", pattern=IDENTIFIER),
            _text("district_id", "发布区县", refers="districts.district_id"),
            _text("title", "文件标题"),
            _text("doc_no", "发文字号；公开文本未载则空", required=False),
            _text("issuer", "发文机关；公开文本未载则空", required=False),
            Column("issued_on", "date", "成文日期；公开文本未载则空", required=False),
            _text("status", "状态：issued 已印发，draft 征求意见稿", codes=("issued", "draft")),
            Column("period_start", "date", "计划期起"),
            Column("period_end", "date", "计划期止"),
            _count("stated_task_count", "文件中编号任务的条数；没有编号任务的为 0", least=0),
            _text("source_sha256", "所据文本的 SHA-256 校验值", pattern="[0-9a-f]{64}"),
        ),
        in_order=("period_start", "period_end"),
    ),
    Table(
        "categories",
        "领域：各计划的章统一归入的共同领域",
        ("category_id",),
        (
            _text("category_id", "领域编号", pattern=IDENTIFIER),
            _text("name", "领域名称", unique=True),
            _count("sort", "显示顺序", unique=True),
            _text("description", "包含什么"),
        ),
    ),
    Table(
        "lines",
        "条线：跨区县的职能条线",
        ("line_id",),
        (
            _text("line_id", "条线编号", pattern=IDENTIFIER),
            _text("name", "条线名称", unique=True),
            _count("sort", "显示顺序", unique=True),
        ),
    ),
    Table(
        "departments",
        "部门：一行一个区县的一个机构",
        ("department_id",),
        (
            _text("department_id", "部门编号", pattern=IDENTIFIER),
            _text("district_id", "所在区县", refers="districts.district_id"),
            _text("name", "部门名称"),
            Column("line_ids", "list", "所属条线，可有多条，以分号分隔", refers="lines.line_id"),
        ),
        unique=("district_id", "name"),
    ),
    Table(
        "department_names",
        "部门名称写法：文件中的每一种写法",
        ("district_id", "printed"),
        (
            _text("district_id", "区县", refers="districts.district_id"),
            _text("printed", "文件中的写法"),
            _text("department_id", "对应部门", refers="departments.department_id"),
        ),
    ),
    Table(
        "department_aliases",
        "部门俗称：人们日常的叫法，文件中没有",
        ("alias",),
        (
            _text("alias", "俗称，如发改委、人社局"),
            _text("line_id", "所指条线", refers="lines.line_id"),
        ),
        may_be_empty=True,
    ),
    Table(
        "tasks",
        "任务：编号任务、任务中自带责任部门的分项、带数字的未编号段落",
        ("task_id",),
        (
            _text(
                "task_id",
                "任务编号：文件编号/任务号；/15.1 为分项；/c2 为第二章开头的未编号段落，/u3 为别处的第三个未编号段落",
            ),
            _text("document_id", "所属文件", refers="documents.document_id"),
            _count("chapter_no", "章号；第一章之前的前言为 0", least=0),
            _text("chapter", "章名"),
            _text("section", "节名；没有则空", required=False),
            _count("task_no", "任务号；未编号段落为 0", least=0),
            _text("item", "分项名称；不是分项则空", required=False),
            _text("title", "任务标题"),
            _text("category_id", "所属领域", refers="categories.category_id"),
        ),
    ),
    Table(
        "responsibilities",
        "责任：一行一个任务的一个部门及其角色",
        ("task_id", "role", "position"),
        (
            _text("task_id", "任务", refers="tasks.task_id"),
            _text("role", "角色：lead 牵头或负责，support 参与或配合", codes=ROLES),
            _count("position", "在该角色中的原文次序"),
            _text("printed", "文件中的写法"),
            _text("department_id", "对应部门", refers="departments.department_id"),
            Column("and_others", "boolean", "名单以“等”结尾、未列全，记在最后一个部门上"),
        ),
    ),
    Table(
        "indicators",
        "指标：同一事物、同一口径、可换算单位",
        ("indicator_id",),
        (
            _text("indicator_id", "指标编号", pattern=IDENTIFIER),
            _text("family_id", "指标族：相近的指标同族", pattern=IDENTIFIER),
            _text(
                "subject_id",
                "同一事物：以不同口径衡量同一事物的指标同编号，没有的留空",
                required=False,
                pattern=IDENTIFIER,
            ),
            _text("part_of", "是某指标之一部分时，那个指标的编号", required=False, refers="indicators.indicator_id"),
            _text("name", "指标名称", unique=True),
            _text("category_id", "主要领域", refers="categories.category_id"),
            _text("basis", "口径", codes=BASES),
            _text("unit", "换算单位：该指标统一用的单位", required=False, refers="units.unit"),
            _text("direction", "方向：higher 越高越好，lower 越低越好，none 不论", codes=("higher", "lower", "none")),
            _text("definition", "定义（本项目的表述）"),
            _text("comparable_note", "比较时须知", required=False),
            _count("headline", "总览首要比较的次序；不是首要的留空", required=False, unique=True),
        ),
    ),
    Table(
        "targets",
        "目标：一行一个原文写明的量化承诺",
        ("target_id",),
        (
            _text("target_id", "目标编号：任务编号-序号"),
            _text("task_id", "所属任务", refers="tasks.task_id"),
            _count("seq", "在任务中的次序"),
            _text("indicator_id", "所属指标", refers="indicators.indicator_id"),
            _text("name", "目标名称（本项目的表述）"),
            _text("printed", "原文数字或用语，保留原样"),
            _count("position", "首个数字或遮盖符在任务文字中的次序；汉字数字和用语则空", required=False),
            _text(
                "stated_in",
                "写法：digits 数字，cell 表中数字而单位另在一格，numeral 汉字数字，words 用语",
                codes=STATED_IN,
            ),
            _text("benchmark", "相对承诺所比照的；没有则空", required=False),
            _text("comparator", "界限", codes=COMPARATORS),
            Column("value", "decimal", "原文的数值，用语则为其所指；原文隐去或只有比照则空", required=False),
            Column("value_high", "decimal", "区间上限；不是区间则空", required=False),
            _text("unit", "原文的单位；原文没有则空", required=False, refers="units.unit"),
            _text("basis", "口径", codes=BASES),
            _text("period", "时段", codes=PERIODS),
            _year("due_year", "目标年份"),
            _text("strength", "承诺力度：ensure 确保，plain 未注明，strive 力争", codes=STRENGTHS),
            Column("withheld", "boolean", "原文以 *** 或 x 隐去数字"),
            _text("restates", "重复表述时，首次表述的目标编号", required=False, refers="targets.target_id"),
            _text("part_of", "是某总数之一部分时，总数的目标编号", required=False, refers="targets.target_id"),
            _text(
                "succeeds", "承接同一区县上一份计划中的哪个目标；没有则空", required=False, refers="targets.target_id"
            ),
            _text("caveat", "读数须知", required=False),
        ),
        unique=("task_id", "seq"),
    ),
    Table(
        "units",
        "单位：原文的单位与换算",
        ("unit",),
        (
            _text("unit", "单位"),
            _text("quantity", "量：同量的单位可以互相换算"),
            _text("canonical_unit", "该量的基准单位", refers="units.unit"),
            Column("factor", "decimal", "1 单位等于多少基准单位", least="0.000001", most="1000000000000", places=8),
        ),
    ),
    Table(
        "excluded_figures",
        "未计入的数字：编号部分中不是目标的每一处数字及理由",
        ("task_id", "printed", "position"),
        (
            _text("document_id", "所属文件", refers="documents.document_id"),
            _text("task_id", "所在任务", refers="tasks.task_id"),
            _text("printed", "原文写法"),
            _count("position", "首个数字或遮盖符在任务文字中的次序"),
            _text("reason", "理由", codes=REASONS),
        ),
    ),
    Table(
        "excluded_words",
        "未计入的用语：编号部分中像量化承诺而不是目标的每一处用语及理由",
        ("task_id", "printed", "occurrence"),
        (
            _text("task_id", "所在任务", refers="tasks.task_id"),
            _text("printed", "原文写法"),
            _count("occurrence", "这一写法在任务文字中第几次出现"),
            _text("reason", "理由", codes=WORD_REASONS),
        ),
        may_be_empty=True,
    ),
    Table(
        "projects",
        "项目：编号部分写明的每个有名称的项目",
        ("project_id",),
        (
            _text("project_id", "项目编号：任务编号-p次序"),
            _text("task_id", "所在任务", refers="tasks.task_id"),
            _count("seq", "在任务中的次序"),
            _text("name", "项目名称，照原文"),
            _text("stage", "原文的阶段用语；没有则空", required=False),
            _text("stage_group", "阶段：前期、开工、在建、建成、投用", required=False, codes=STAGES),
            _year("year", "所说的年份"),
        ),
        may_be_empty=True,
        unique=("task_id", "seq"),
    ),
    Table(
        "reviews",
        "审核：一行一个由审核通过的候选写入的目标，谁在何时通过、改了哪些列；不含原文",
        ("target_id",),
        (
            _text("target_id", "目标", refers="targets.target_id"),
            _text("candidate_id", "候选编号：由内容得出，同一句话不变"),
            _text(
                "extractor",
                "由谁提出：规则（rules@版本）、本单位的模型（llm:模型名@提问校验值），或两者，以分号相连",
            ),
            _text("decided", "决定：accepted 照提取通过，corrected 修改后通过", codes=("accepted", "corrected")),
            Column("changed", "list", "审核时改动的列；照提取通过则空", required=False),
            _text("reviewer", "审核人"),
            Column("decided_on", "date", "决定日期"),
        ),
        may_be_empty=True,
    ),
    Table(
        "tracking",
        "跟踪约定：一行一个跟踪方式与缺省不同的应报项",
        ("due_id",),
        (
            _text("due_id", "应报项编号：目标编号，每年一报的另加 @ 年份；没有数字的任务为 task: 加任务编号"),
            _text("reading", "填报什么数；空为按口径、时段的缺省", required=False, codes=READINGS),
            _text("pacing", "怎样折算序时；空为缺省", required=False, codes=PACINGS),
            Column("averaged", "boolean", "原文为年均，不是每年；空为按时段", required=False),
            _text("cadence", "多久一报；空为缺省", required=False, codes=CADENCES),
            _text(
                "figure_source", "数据来源：统计部门、主管部门、自报；空为未约定", required=False, codes=FIGURE_SOURCES
            ),
            _text("note", "为什么与缺省不同（本项目的表述）"),
        ),
        may_be_empty=True,
    ),
    Table(
        "light_rules",
        "亮灯规则：一行一套公开过的进度灯界线，第一套为本看板所用",
        ("rule_id",),
        (
            _text("rule_id", "规则编号", pattern=IDENTIFIER),
            _count("sort", "显示顺序", unique=True),
            _text("name", "规则名称", unique=True),
            _text("place", "发布地"),
            _year("year", "发布或适用年份；不详则空", required=False),
            _text("measure", "量什么：points 序时差的百分点，ratio 完成数占序时应完成数的百分比", codes=MEASURES),
            _points("green_from", "绿灯的下界"),
            Column("green_included", "boolean", "正好在绿灯下界上算绿灯"),
            _points("yellow_from", "黄灯的下界，正好在界上算黄灯，再低为红灯；没有黄灯则空", required=False),
            _text("source", "出处"),
            _text("note", "适用范围与读法（本项目的表述）"),
        ),
        in_order=("yellow_from", "green_from"),
    ),
)


TABLE = {table.name: table for table in TABLES}
