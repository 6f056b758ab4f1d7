"""The rows of a comparison, worked out by hand from the rows of the record."""

from collections import Counter
from typing import Any

from policytargets.record.tables import Row
from tests import words
from tests.record_in_python import Record, Target, expected, plain

ABSENCES = ("set", "withheld", "worded", "unset", "other_basis", "not_applicable")
BOUNDS = {
    "at_least": ("以上", "不少于", "不低于", "至少", "不小于"), "more_than": ("突破", "超过", "高于", "过", "余", "多"),
    "about": ("左右", "约"), "less_than": ("低于", "负增长"),
    "at_most": ("以内", "以下", "不高于", "不超过", "控制在"),
}  # fmt: skip


def newest_plans(record: Record) -> dict[str, str]:
    """district_id → the document of its newest plan."""
    plans = sorted(record.records["documents"], key=lambda row: (row["period_start"], row["document_id"]))
    return {row["district_id"]: row["document_id"] for row in plans}


def current_targets(record: Record) -> list[Target]:
    """Targets of the newest plans without restatements."""
    plans = set(newest_plans(record).values())
    return [
        target for target in record.targets if target.document["document_id"] in plans and not target.row["restates"]
    ]


def main_period(targets: list[Target]) -> str:
    """The period that most stated figures share, of equally many the current year."""
    counts = Counter(target.row["period"] for target in targets if target.presence == "set")
    return max(counts, key=lambda period: (counts[period], period == "year", period))


def asked_for(record: Record, indicator: Row) -> tuple[list[Target], list[Target]]:
    """The targets of an indicator, and those of its subject and of its parts; parts of a total of their own are left
    out."""
    name, subject = indicator["indicator_id"], indicator["subject_id"]
    current = current_targets(record)
    by_id = {target.target_id: target for target in current}

    def whole(target: Target) -> bool:
        total = by_id.get(target.row["part_of"])
        return total is None or total.indicator is not target.indicator

    own = [target for target in current if target.indicator is indicator and whole(target)]
    others = [
        target
        for target in current
        if target.indicator is not indicator
        and whole(target)
        and ((subject and target.indicator["subject_id"] == subject) or target.indicator["part_of"] == name)
    ]
    return own, others


def comparison_rows(record: Record, indicator: Row) -> list[dict[str, Any]] | None:
    """The rows of the comparison's table, figures first and high before low; None where nothing can be drawn."""
    own, others = asked_for(record, indicator)
    if not any(target.presence == "set" for target in own):
        return None
    period, plans = main_period(own), newest_plans(record)
    rows = []
    for district in record.records["districts"]:
        mine, related = ([target for target in found if target.district is district] for found in (own, others))
        others_of = [target for target in mine if target.presence == "set" and target.row["period"] != period]
        shown = [target for target in mine if target not in others_of]
        plan = record.table("documents").get(plans.get(district["district_id"], ""))
        rows += [(target.presence, _figure_row(target)) for target in shown]
        for target in others_of:
            told = f"另有口径：{words.PERIOD[target.row['period']]} {target.row['printed']}"
            rows.append(("other_basis", _absence(district, plan, told, told, "", target.citation)))
        if mine:
            continue
        if related:
            target = related[0]
            unlike = target.indicator["basis"] != indicator["basis"]
            word = words.BASIS[target.indicator["basis"]] if unlike else target.indicator["name"]
            told = f"另有口径：{word} {target.row['printed']}"
            remark = f"见“{target.indicator['name']}”"
            rows.append(("other_basis", _absence(district, plan, told, told, remark, target.citation)))
        elif plan:
            rows.append(("unset", _absence(district, plan, "未设定", "未设定", "", "")))
        else:
            told = "不适用：没有收录该区县的计划"
            rows.append(("not_applicable", _absence(district, None, "不适用", told, "", "")))
    rows.sort(
        key=lambda pair: (
            ABSENCES.index(pair[0]), -(pair[1]["换算值"] or 0), pair[1]["区县"], pair[1]["目标编号"] or ""
        )
    )  # fmt: skip
    return [row for _, row in rows]


def caution(record: Record, indicator: Row) -> str:
    """The indicator's own note, and which of several districts have words without a bound in the place of a figure."""
    note = indicator["comparable_note"].rstrip("。")
    drawn = [row for row in comparison_rows(record, indicator) or [] if row["换算值"] is not None]
    vague = {
        target.target_id
        for target in record.targets
        if target.row["stated_in"] == "words" and target.row["comparator"] == "about"
    }
    near = [row for row in drawn if row["目标编号"] in vague]
    if not near or len({row["区县"] for row in drawn}) == 1:
        return note
    short = {row["name"]: row["short_name"] for row in record.records["districts"]}
    names = "、".join(dict.fromkeys(short[row["区县"]] for row in near))
    return "；".join(filter(None, [note, f"{names}只有“{near[0]['原文数字']}”一类的文字，没有数字"]))


def _figure_row(target: Target) -> dict[str, Any]:
    row, told = target.row, _in_words(target)
    return expected(
        {
            "区县": target.district["name"], "目标": row["name"],
            "情况": told if target.presence == "worded" else words.PRESENCE[target.presence],
            "原文数字": row["printed"], "换算值": target.value, "上限值": target.value_high, "图上文字": told,
            "目标年份": int(row["due_year"]), "文件状态": words.STATUS[target.document["status"]],
            "须知": row["caveat"], "来源": target.citation, "目标编号": target.target_id,
        }
    )  # fmt: skip


def _absence(district: Row, plan: Row | None, kind: str, told: str, remark: str, source: str) -> dict[str, Any]:
    return expected(
        {
            "区县": district["name"], "目标": "", "情况": kind, "原文数字": "", "换算值": None, "上限值": None,
            "图上文字": told, "目标年份": None, "文件状态": words.STATUS[plan["status"]] if plan else "",
            "须知": remark, "来源": source, "目标编号": "",
        }
    )  # fmt: skip


def _in_words(target: Target) -> str:
    """The figure as printed; with its bound where the print leaves that unsaid; converted where the units differ."""
    row = target.row
    if target.value is None:
        return f"{words.PRESENCE[target.presence]}（{row['printed']}）"
    bounds = BOUNDS.get(row["comparator"], ())
    unsaid = row["stated_in"] == "words" or (bounds and not any(word in row["printed"] for word in bounds))
    said = row["printed"] + (f"（{target.figure}）" if unsaid else "")
    if target.factor == 1:
        return said
    span = plain(target.value) + ("" if target.value_high is None else f"–{plain(target.value_high)}")
    unit = target.indicator["unit"]
    return f"{said} = {span}{unit if unit in ('', '%') else f' {unit}'}"
