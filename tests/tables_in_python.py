"""The rows of the tables that readers see, worked out by hand from the rows of the record."""

from collections import Counter
from decimal import Decimal
from typing import Any

from policytargets.record.tables import Row
from tests import words
from tests.record_in_python import Record, Target, expected, names, numbered

LASTING = {"each_year": " 每年", "average": " 年均", "plan": " 整个计划期"}


def target_row(target: Target) -> dict[str, Any]:
    """A target as every list of targets and every file for readers has it."""
    row = target.row
    return expected(
        {
            "区县": target.district["name"], "领域": target.category["name"], "目标": row["name"],
            "原文数字": row["printed"], "换算值": target.value, "上限值": target.value_high,
            "换算单位": target.indicator["unit"], "界限": words.COMPARATOR[row["comparator"]],
            "口径": words.BASIS[row["basis"]], "时段": words.PERIOD[row["period"]], "目标年份": int(row["due_year"]),
            "承诺力度": words.STRENGTH[row["strength"]], "情况": words.PRESENCE[target.presence],
            "文件状态": words.STATUS[target.document["status"]], "牵头部门": names(target.leads),
            "配合部门": names(target.supports), "任务": target.task["title"], "须知": row["caveat"],
            "重复表述": row["restates"], "所属总数或同一事项": row["part_of"], "来源": target.citation,
            "目标编号": row["target_id"],
        }
    )  # fmt: skip


def list_row(target: Target) -> dict[str, Any]:
    """A target as 目标清单 shows it on the page."""
    row = target.row
    marks = {
        "原文隐去": target.presence == "withheld", "有表述，无数字": target.presence == "worded",
        "征求意见稿": target.document["status"] == "draft", "重复表述": row["restates"],
        "总数的其中项": row["part_of"] and not target.measured_otherwise,
        "另一种计量，不另计": target.measured_otherwise,
    }  # fmt: skip
    number = target.task["task_no"]
    task = "未编号段落" if number == "0" else f"第{number}项 {target.task['title']}"
    return expected(
        {
            "目标": row["name"], "区县": target.district["short_name"], "原文数字": row["printed"],
            "换算值": target.figure, "牵头部门": names(target.leads), "口径": words.BASIS[row["basis"]],
            "目标年份": row["due_year"] + LASTING.get(row["period"], ""), "承诺力度": words.STRENGTH[row["strength"]],
            "领域": target.category["name"],
            "注记": "、".join(mark for mark, holds in marks.items() if holds), "任务": task,
        }
    )  # fmt: skip


def full_row(target: Target) -> dict[str, Any]:
    """A target as the view for programs has it."""
    row, task, indicator = target.row, target.task, target.indicator
    lines = sorted({line for department in target.departments(("lead", "support")) for line in lines_of(department)})
    copied = (
        "target_id", "name", "printed", "stated_in", "benchmark", "comparator", "unit", "basis", "period", "strength",
        "restates", "part_of", "caveat",
    )  # fmt: skip
    return {name: row[name] or None for name in copied} | {
        "document_id": target.document["document_id"], "status": target.document["status"],
        "district_id": target.district["district_id"], "district": target.district["name"],
        "short_name": target.district["short_name"], "category_id": target.category["category_id"],
        "category": target.category["name"], "category_sort": int(target.category["sort"]),
        "chapter_no": int(task["chapter_no"]), "chapter": task["chapter"], "task_id": task["task_id"],
        "task_no": int(task["task_no"]), "task": task["title"], "item": task["item"] or None, "seq": int(row["seq"]),
        "indicator_id": indicator["indicator_id"], "family_id": indicator["family_id"] or None,
        "subject_id": indicator["subject_id"] or None, "indicator": indicator["name"],
        "value": exact(row["value"]), "value_high": exact(row["value_high"]), "value_std": target.value,
        "value_high_std": target.value_high, "unit_std": indicator["unit"] or None,
        "due_year": int(row["due_year"]), "withheld": row["withheld"] == "true", "presence": target.presence,
        "measured_otherwise": target.measured_otherwise, "counted": target.counted,
        "leads": [department["name"] for department in target.leads],
        "supports": [department["name"] for department in target.supports],
        "lead_lines": sorted({line for department in target.leads for line in lines_of(department)}),
        "support_lines": sorted({line for department in target.supports for line in lines_of(department)}),
        "lines": lines, "citation": target.citation,
    }  # fmt: skip


def exact(text: str) -> Any:
    return expected({"": Decimal(text) if text else None})[""]


def lines_of(department: Row) -> list[str]:
    return department["line_ids"].split(";")


def task_row(record: Record, task: Row, roles: set[str]) -> dict[str, Any]:
    """A row of tasks.csv as 部门任务清单 lists it; `roles`: those of the chosen departments in it."""
    departments, others = record.departments[task["task_id"]], record.open_lists[task["task_id"]]
    document = record.table("documents")[task["document_id"]]
    own = [target for target in record.targets if target.task is task and target.counted]
    listed = {role: names(found) + ("等" if role in others else "") for role, found in departments.items()}
    collective = [row for found in departments.values() for row in found if "collective" in lines_of(row)]
    remarks = ["部门名单以“等”结尾，未列全"] if others else []
    remarks += [f"“{row['name']}”是统称，文件未点名" for row in collective]
    remarks += ["未编号段落"] if numbered(task) is None else []
    remarks += ["任务中的分项"] if task["item"] else []
    return expected(
        {
            "区县": record.table("districts")[document["district_id"]]["name"],
            "任务号": int(task["task_no"]) or None, "任务": task["title"],
            "角色": words.ROLES[frozenset(roles)], "目标数": len(own),
            "其中原文隐去": sum(target.presence == "withheld" for target in own),
            "领域": record.table("categories")[task["category_id"]]["name"],
            "所在章": task["chapter"], "牵头部门": listed["lead"], "配合部门": listed["support"],
            "说明": "；".join(remarks), "文件状态": words.STATUS[document["status"]], "文件": document["title"],
            "文号": document["doc_no"] or "公开文本未载", "任务编号": task["task_id"],
        }
    )  # fmt: skip


def targets_by_district(
    record: Record, targets: list[Target], districts: list[str], called: str = "name"
) -> list[dict[str, Any]]:
    """Categories in their order, and how many of the targets are counted in each district; all districts if none.
    Files call districts by `name`, pages by `short_name`."""
    heads = [row for row in record.records["districts"] if row["district_id"] in districts or not districts]
    held = Counter((target.category["name"], target.district["district_id"]) for target in targets if target.counted)
    return [
        expected(
            {"领域": category["name"]} | {head[called]: held[category["name"], head["district_id"]] for head in heads}
        )
        for category in sorted(record.records["categories"], key=lambda row: int(row["sort"]))
    ]
