"""The pages of the board, one record each: address, script, title and the filters that its address holds."""

from dataclasses import dataclass

from policytargets import settings

BOARD = "绿色低碳高质量发展目标看板"
ANSWERING = ("districts", "lines", "departments", "roles")


@dataclass(frozen=True)
class Page:
    """One page: its name in the address, its script, its title in the menu, and the keys bound to its address.

    A page that is not `listed` is reached by links only; one that `needs_copies` of the documents is listed where
    there is a folder of them; one that `writes` is there only where writing is switched on; one that `needs_ledger` is
    listed where there is one. A page with `rights` is listed for those who have one of them somewhere, where people
    sign in. `focus` is bound on every page and not named here. A page without widgets `reads` its address by itself.
    """

    name: str
    script: str
    title: str
    filters: tuple[str, ...] = ()
    listed: bool = True
    needs_copies: bool = False
    writes: bool = False
    needs_ledger: bool = False
    rights: tuple[str, ...] = ()
    reads: tuple[str, ...] = ()


PAGES = (
    Page("overview", "pages/board/overview.py", "总览", ("counting",)),
    Page("district", "pages/board/district.py", "区县", ("district", "scope")),
    Page("category", "pages/board/category.py", "领域", ("category",)),
    Page("department", "pages/board/department.py", "责任部门", (*ANSWERING, "by", "partner", "measure")),
    Page(
        "indicator",
        "pages/compare/indicator.py",
        "指标对比",
        ("category", "indicator", "indicators", "districts", "sort", "wording", "notes", "pair"),
    ),
    Page("embed", "pages/compare/embed.py", "嵌入", listed=False, reads=("indicator", "districts", "sort", "wording")),
    Page("slides", "pages/compare/slides.py", "演示", ("deck", "deck_id", "slide", "present")),
    Page(
        "targets",
        "pages/evidence/targets.py",
        "目标清单",
        (
            *(*ANSWERING, "categories", "bases", "comparators", "strengths", "due_years", "presences"),
            *("q", "order", "page", "whole"),
        ),
    ),
    Page("target", "pages/evidence/target.py", "一项目标", ("target",), listed=False),
    Page("passages", "pages/evidence/passages.py", "原文检索", ("phrase", "districts", "holding"), needs_copies=True),
    Page("task", "pages/evidence/task.py", "一项任务", ("task",), listed=False),
    Page(
        "progress",
        "pages/ledger/progress.py",
        "台账",
        (
            *("as_of", "rule", "districts", "categories", "lines", "departments", "roles", "bases", "strengths"),
            *("lights", "punctuality", "progress_page", "snapshot"),
        ),
        needs_ledger=True,
    ),
    Page(
        "report",
        "pages/ledger/report.py",
        "填报",
        ("reporter", "period"),
        needs_ledger=True,
        rights=("submit", "sign"),
    ),
    Page("dispatch", "pages/ledger/dispatch.py", "调度", ("office", "round"), needs_ledger=True, rights=("check",)),
    Page(
        "courses",
        "pages/ledger/courses.py",
        "进度安排",
        ("stage", "due"),
        needs_ledger=True,
        rights=("propose_course", "approve_course"),
    ),
    Page(
        "people",
        "pages/ledger/people.py",
        "人员与周期",
        ("managing",),
        needs_ledger=True,
        rights=("manage_people", "manage_periods"),
    ),
    Page(
        "operations",
        "pages/ledger/operations.py",
        "操作记录",
        ("operation", "by_person", "since", "until", "operations_page"),
        needs_ledger=True,
        rights=("see_log",),
    ),
    Page("sources", "pages/evidence/sources.py", "来源与口径", ("part", "term")),
    Page("documents", "pages/intake/documents.py", "导入", writes=True, rights=("take_in",)),
    Page("review", "pages/intake/review.py", "审核", ("document", "candidate"), writes=True, rights=("take_in",)),
    Page("query", "pages/evidence/query.py", "SQL 查询", ("sql", "table")),
)
PAGE = {page.name: page for page in PAGES}
SO = {word: word for word in ("true", "false")}  # as addresses say whether something is so
# What the filters are called where an address holds one that its page does not have.
FILTER_WORD = {
    "counting": "计数", "district": "区县", "scope": "范围", "category": "领域", "districts": "区县", "lines": "条线",
    "departments": "部门", "roles": "角色", "by": "查看方式", "partner": "共同承担的部门", "measure": "图中计数",
    "indicator": "指标", "indicators": "指标", "sort": "排序", "wording": "数字写法", "notes": "图下显示说明",
    "pair": "两区县总对照",
    "deck": "演示内容", "deck_id": "演示编号", "slide": "第几张", "present": "放映", "categories": "领域",
    "bases": "口径", "comparators": "界限", "strengths": "承诺力度", "due_years": "目标年份", "presences": "情况",
    "q": "搜索", "order": "排序", "page": "页码", "whole": "全部列在一页", "target": "目标",
    "phrase": "检索词", "task": "任务",
    "as_of": "截至日期", "rule": "亮灯规则", "lights": "进度灯", "punctuality": "报送灯", "progress_page": "页码",
    "reporter": "填报部门", "period": "周期", "office": "调度单位", "round": "周期", "snapshot": "定稿",
    "stage": "状态", "due": "事项", "managing": "管理内容", "operation": "操作", "by_person": "人员",
    "since": "起始日期", "until": "截止日期", "operations_page": "页码", "part": "部分", "term": "用词",
    "document": "文件", "candidate": "候选",
    "sql": "语句", "holding": "段落", "table": "数据表",
}  # fmt: skip


def is_guarded(page: Page) -> bool:
    """Whether it depends on who is there whether a page may be opened."""
    return page.needs_ledger or (page.writes and settings.people_sign_in())


def is_there(page: Page) -> bool:
    """Whether this board has a page: those that write are there only where writing is switched on."""
    return not page.writes or settings.writing()
