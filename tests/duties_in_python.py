"""Who answers for what, worked out from the rows of the record: what lists and charts of 责任部门 are held against."""

from collections import Counter, defaultdict

from policytargets.exhibits.answering import Answering
from policytargets.record.tables import Row
from tests.record_in_python import Record, Target, in_document_order, numbered
from tests.tables_in_python import lines_of

COUNTS = ("牵头目标", "配合目标", "牵头任务", "配合任务")


def chosen(department: Row, selection: Answering) -> bool:
    """Whether a department is among the chosen lines or departments."""
    own = lines_of(department) if selection.level == "line" else [department["department_id"]]
    return not selection.codes or bool(set(own) & set(selection.codes))


def roles_in(record: Record, selection: Answering) -> list[tuple[Row, set[str]]]:
    """Rows of tasks.csv in order for which the chosen ones answer as asked, with all roles they have in each."""
    departments, documents = record.departments, record.table("documents")
    found = []
    for task in sorted(record.records["tasks"], key=in_document_order):
        by_role = departments[task["task_id"]]
        roles = {role for role, held in by_role.items() if any(chosen(row, selection) for row in held)}
        here = not selection.districts or documents[task["document_id"]]["district_id"] in selection.districts
        if here and roles & set(selection.roles):
            found.append((task, roles))
    return found


def counts_of(record: Record, targets: list[Target], departments: set[str], category: str) -> tuple[int, ...]:
    """Counted targets led and supported, numbered tasks led and supported by departments within a category."""
    tasks: dict[str, set[tuple[str, str]]] = defaultdict(set)
    held: Counter[str] = Counter()
    for task in record.records["tasks"]:
        for role, found in record.departments[task["task_id"]].items():
            if task["category_id"] == category and {row["department_id"] for row in found} & departments:
                tasks[role] |= {number} if (number := numbered(task)) else set()
                held[role] += sum(target.counted for target in targets if target.task is task)
    return held["lead"], held["support"], len(tasks["lead"]), len(tasks["support"])


def flows_in(record: Record, level: str, codes: set[str], roles: list[str]) -> Counter[tuple[str, str]]:
    """How many numbered tasks a leading and a supporting line or department share, where one of them is asked for in
    its role."""
    sides: dict[str, dict[tuple[str, str], set[str]]] = {"lead": defaultdict(set), "support": defaultdict(set)}
    for task in record.records["tasks"]:
        for role, held in record.departments[task["task_id"]].items():
            if number := numbered(task):
                for row in held:
                    sides[role][number] |= set(lines_of(row)) if level == "line" else {row["department_id"]}
    found: Counter[tuple[str, str]] = Counter()
    for number, leads in sides["lead"].items():
        for lead in leads:
            for support in sides["support"][number] - {lead}:
                if not codes or ("lead" in roles and lead in codes) or ("support" in roles and support in codes):
                    found[lead, support] += 1
    return found
