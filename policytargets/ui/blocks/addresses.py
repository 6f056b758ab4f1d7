"""The pages of the board, one record each: address, script, title and the filters that its address holds."""

from dataclasses import dataclass

BOARD = "绿色低碳高质量发展目标看板"
ANSWERING = ("districts", "lines", "departments", "roles")


@dataclass(frozen=True)
class Page:
    """One page: its name in the address, its script, its title in the menu, and the keys bound to its address.

    A page that is not `listed` is reached by links only; one that `needs_copies` of the documents is listed where
    there is a folder of them; one that `writes` is there only where writing is switched on; one that
    `needs_ledger` is listed where there is one. `focus` is bound on every page and not named here.
    """

    name: str
    script: str
    title: str
    filters: tuple[str, ...] = ()
    listed: bool = True
    needs_copies: bool = False
    writes: bool = False
    needs_ledger: bool = False


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
    Page("slides", "pages/compare/slides.py", "演示", ("deck", "slide", "present")),
    Page(
        "targets",
        "pages/evidence/targets.py",
        "目标清单",
        (*ANSWERING, "categories", "bases", "strengths", "due_years", "presences", "q", "order", "page"),
    ),
    Page("target", "pages/evidence/target.py", "一项目标", ("target",), listed=False),
    Page("passages", "pages/evidence/passages.py", "原文检索", ("phrase",), needs_copies=True),
    Page("task", "pages/evidence/task.py", "一项任务", ("task",), listed=False),
    Page("progress", "pages/ledger/progress.py", "台账", ("districts", "as_of", "rule", "lights"), needs_ledger=True),
    Page("report", "pages/ledger/report.py", "填报", ("reporter", "period"), needs_ledger=True),
    Page("dispatch", "pages/ledger/dispatch.py", "调度", ("office", "round"), needs_ledger=True),
    Page("sources", "pages/evidence/sources.py", "来源与口径", ("part",)),
    Page("documents", "pages/intake/documents.py", "导入", writes=True),
    Page("review", "pages/intake/review.py", "审核", ("document",), writes=True),
    Page("query", "pages/evidence/query.py", "SQL 查询", ("sql", "table")),
)
PAGE = {page.name: page for page in PAGES}
