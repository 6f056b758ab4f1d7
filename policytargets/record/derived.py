"""The views that are worked out from the curated tables, column by column."""

from dataclasses import replace

from policytargets.record.curated import CADENCES, FIGURE_SOURCES, PACINGS, READINGS, TABLE
from policytargets.record.dictionary import Column, Table


def _from(table: str, name: str, *, alias: str = "", meaning: str = "", required: bool | None = None) -> Column:
    """A column of a view that is a curated column, perhaps under another name; its meaning is the curated one's."""
    column = TABLE[table].column(name)
    return replace(
        column,
        name=alias or name,
        meaning=meaning or column.meaning,
        required=column.required if required is None else required,
    )


PRESENCES = ("set", "withheld", "worded")
TEXTS_OF_TASKS = ("task_text_id", "document_text_id", "lead_text_id", "support_text_id")
_ROLES = (
    Column("leads", "list", "牵头部门名称，按原文次序"),
    Column("supports", "list", "配合部门名称，按原文次序"),
    Column("lead_ids", "list", "牵头部门编号", refers="departments.department_id"),
    Column("support_ids", "list", "配合部门编号", refers="departments.department_id"),
    Column("lead_lines", "list", "牵头部门的条线编号", refers="lines.line_id"),
    Column("support_lines", "list", "配合部门的条线编号", refers="lines.line_id"),
    Column("lines", "list", "全部责任部门的条线编号", refers="lines.line_id"),
)


_FULL = (
    _from("targets", "target_id"),
    _from("tasks", "document_id"),
    _from("documents", "status"),
    _from("documents", "district_id"),
    _from("districts", "name", alias="district", meaning="区县全称"),
    _from("districts", "short_name", meaning="区县简称"),
    _from("tasks", "category_id"),
    _from("categories", "name", alias="category"),
    _from("categories", "sort", alias="category_sort", meaning="领域的显示顺序"),
    _from("tasks", "chapter_no"),
    _from("tasks", "chapter"),
    _from("targets", "task_id"),
    _from("tasks", "task_no"),
    _from("tasks", "title", alias="task"),
    _from("tasks", "item"),
    _from("targets", "seq"),
    _from("targets", "indicator_id"),
    _from("indicators", "family_id"),
    _from("indicators", "subject_id"),
    _from("indicators", "name", alias="indicator"),
    _from("targets", "name"),
    _from("targets", "printed"),
    _from("targets", "stated_in"),
    _from("targets", "benchmark"),
    _from("targets", "comparator"),
    _from("targets", "value"),
    _from("targets", "value_high"),
    _from("targets", "unit"),
    Column("value_std", "decimal", "换算值：按换算单位计的数值", required=False),
    Column("value_high_std", "decimal", "按换算单位计的区间上限", required=False),
    _from("indicators", "unit", alias="unit_std"),
    Column("factor", "decimal", "1 原文单位等于多少换算单位", required=False),
    _from("targets", "basis"),
    _from("targets", "period"),
    _from("targets", "due_year"),
    _from("targets", "strength"),
    _from("targets", "withheld"),
    Column("presence", "text", "情况：set 有数值，withheld 原文隐去，worded 有表述而无数字", codes=PRESENCES),
    _from("targets", "restates"),
    _from("targets", "part_of"),
    Column("measured_otherwise", "boolean", "所属的总数以另一种计量单位计同一件事，本条不是它的其中项"),
    Column("counted", "boolean", "计入目标数：不是重复表述，也不是总数的其中项或另一种计量"),
    _from("targets", "caveat"),
    *_ROLES,
    Column("duty_id", "integer", "条线组合编号", refers="duties.duty_id"),
    Column("target_text_id", "integer", "目标自身的检索文本", refers="target_text.text_id"),
    Column("task_text_id", "integer", "任务的检索文本", refers="target_text.text_id"),
    Column("document_text_id", "integer", "文件的检索文本", refers="target_text.text_id"),
    Column("lead_text_id", "integer", "牵头部门的检索文本", refers="target_text.text_id"),
    Column("support_text_id", "integer", "配合部门的检索文本", refers="target_text.text_id"),
    Column("citation", "text", "出处：区县、文件、章、任务号"),
)


_LINES = (
    Column("lead_lines", "list", "牵头部门的条线编号", refers="lines.line_id"),
    Column("support_lines", "list", "配合部门的条线编号", refers="lines.line_id"),
)


_COUNTS = (
    Column("targets", "integer", "目标数；重复表述、总数的其中项和另一种计量不计"),
    Column("withheld", "integer", "其中数字被原文隐去的"),
)


_DUE = (
    Column("due_id", "text", "应报项编号：目标编号，每年一报的另加 @ 年份；没有数字的任务为 task: 加任务编号"),
    Column("kind", "text", "种类：figure 有数字，task 没有数字的任务", codes=("figure", "task")),
    _from("targets", "target_id", required=False),
    _from("tasks", "task_id"),
    _from("tasks", "document_id"),
    _from("documents", "district_id"),
    Column("lead_ids", "list", "牵头部门编号，按原文次序", refers="departments.department_id"),
    Column(
        "reporter_id",
        "text",
        "填报部门：第一个牵头部门；没有牵头部门的空",
        required=False,
        refers="departments.department_id",
    ),
    Column("window_start", "date", "目标期起"),
    Column("window_end", "date", "目标期止"),
    _from("targets", "comparator", required=False),
    Column("value_std", "decimal", "目标值，按换算单位；原文隐去、只有表述或没有数字则空", required=False),
    Column("value_high_std", "decimal", "区间上限，按换算单位", required=False),
    _from("indicators", "unit", alias="unit_std"),
    _from("targets", "basis", required=False),
    Column(
        "direction",
        "text",
        "从哪边算达到：先看界限用词，再看指标方向",
        required=False,
        codes=("higher", "lower", "none"),
    ),
    Column("counts", "boolean", "单位是整个的事物，序时应完成取整"),
    Column("tolerance", "decimal", "“左右”允许的上下", required=False),
    Column("averaged", "boolean", "年均，不是每年"),
    _from("targets", "withheld"),
    _from("documents", "status"),
    Column("reading", "text", "填报什么数", codes=(*READINGS, "none")),
    Column("pacing", "text", "怎样折算序时", codes=PACINGS),
    Column("cadence", "text", "多久一报", codes=CADENCES),
    Column("figure_source", "text", "数据来源；未约定则空", required=False, codes=FIGURE_SOURCES),
    Column("baseline", "decimal", "期初数：期内累计的为 0，其余由部门报一次", required=False),
    Column("fingerprint", "text", "目标口径的校验值：原文、界限、数值、单位、口径、时段、年份有改动即不同"),
)


DERIVED: tuple[Table, ...] = (
    Table("target_full", "目标全表：一行一个目标，含文件、任务、指标、换算值与部门", ("target_id",), _FULL),
    Table("current_targets", "现行目标：各区县最新计划的目标，不含重复表述，列同目标全表", ("target_id",), _FULL),
    Table(
        "task_role",
        "任务责任：一行一个任务，牵头与配合部门合为列表",
        ("task_id",),
        (_from("tasks", "task_id"), *_ROLES),
    ),
    Table(
        "newest_plans",
        "现行计划：一行一个区县，指向它最新的计划",
        ("district_id",),
        (_from("documents", "district_id"), _from("documents", "document_id")),
    ),
    Table(
        "plan_counts",
        "计划计数：一行一份文件的一个领域",
        ("document_id", "category_id"),
        (
            _from("documents", "district_id"),
            _from("documents", "document_id"),
            _from("tasks", "category_id"),
            Column("tasks", "integer", "编号任务数"),
            Column("tasks_with_figures", "integer", "其中有量化目标的"),
            Column("tasks_in_words", "integer", "其中只用文字量化的"),
            Column("statements", "integer", "印出的量化承诺数，含重复表述、其中项和另一种计量"),
            *_COUNTS,
        ),
    ),
    Table(
        "duties",
        "条线组合：一行一种牵头与配合条线的组合",
        ("duty_id",),
        (
            Column("duty_id", "integer", "条线组合编号"),
            *_LINES,
            Column("lead_words", "text", "牵头条线的名称和俗称合为一列，供搜索"),
            Column("support_words", "text", "配合条线的名称和俗称合为一列，供搜索"),
        ),
    ),
    Table(
        "duty_counts",
        "责任计数：一行一个区县、一个领域、一种条线组合",
        ("district_id", "category_id", "duty_id"),
        (
            _from("documents", "district_id"),
            _from("tasks", "category_id", meaning="领域；分作几行的任务以整项计时为空"),
            Column("duty_id", "integer", "条线组合编号", refers="duties.duty_id"),
            *_COUNTS,
            Column("tasks", "integer", "编号任务数，每个领域各计一次"),
            Column("whole_tasks", "integer", "编号任务数，每项只计一次"),
            Column("bare_tasks", "integer", "其中没有量化目标的"),
        ),
    ),
    Table(
        "bare_tasks",
        "没有量化目标的任务：一行一个编号任务，含搜索和筛选所用的各列",
        ("task_id",),
        (
            _from("tasks", "task_id"),
            _from("tasks", "document_id"),
            _from("documents", "district_id"),
            _from("tasks", "task_no"),
            _from("tasks", "category_id"),
            *(column for column in _ROLES if column.name in ("lead_ids", "support_ids")),
            *(column for column in _FULL if column.name == "duty_id" or column.name in TEXTS_OF_TASKS),
        ),
    ),
    Table(
        "split_tasks",
        "分行任务：分作几行的编号任务，各行条线合在一起；领域为空的一行代表整项任务",
        ("document_id", "task_no", "category_id"),
        (
            _from("tasks", "document_id"),
            _from("tasks", "task_no"),
            _from("tasks", "category_id", meaning="领域；整项任务为空"),
            *_LINES,
        ),
    ),
    Table("due_items", "应报项：一行一个计入的目标在一段时间内的应报数，或一项没有数字的任务", ("due_id",), _DUE),
    Table(
        "target_text",
        "检索文本：一行一段文本，供全文搜索",
        ("text_id",),
        (
            Column("text_id", "integer", "文本编号，从 1 起连续"),
            Column("words", "text", "目标、任务或文件的名称、部门等合为一列"),
            Column("text", "text", "同上，半角、小写、无空白"),
        ),
    ),
)
