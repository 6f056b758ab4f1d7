"""What a search of 目标清单 reads of a target, in plain Python."""

from tests.record_in_python import Record, Target
from tests.tables_in_python import lines_of


def folded(text: str) -> str:
    full = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3014: "(", 0x3015: ")"}
    return "".join(text.translate(full).lower().split())


def texts(record: Record, target: Target, roles: list[str]) -> list[str]:
    """All that a search in these roles reads of a target."""
    organs = target.departments(roles)
    lines = {line for organ in organs for line in lines_of(organ)}
    own = [target.row[name] for name in ("name", "printed", "caveat")] + [target.indicator["name"]]
    own += [target.task[name] for name in ("title", "item", "chapter")] + [target.category["name"]]
    own += [{"7": "第七项", "17": "第十七项"}.get(target.task["task_no"], "")]
    own += [target.district["name"], target.document["doc_no"], target.document["title"]]
    own += [organ["name"] for organ in organs] + [record.table("lines")[line]["name"] + "局" for line in lines]
    own += [row["alias"] for row in record.records["department_aliases"] if row["line_id"] in lines]
    return [folded(text) for text in own]
