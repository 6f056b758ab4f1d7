"""From decisions to rows: what the record would hold of one document, and what is still wanting."""

from typing import Any

from policytargets.intake.candidates import carried
from policytargets.intake.chapters import category_of, chapter_number, chapter_of, each_by_itself
from policytargets.intake.desk import KEPT, Desk, Draft, Row
from policytargets.intake.publishing_targets import add_excluded, add_targets
from policytargets.record.curated import TABLE


def draft_of(desk: Desk) -> Draft:
    """The rows that the decisions amount to; `wanting` says in Chinese what is open."""
    draft = Draft()
    _document(desk, draft)
    tasks = _tasks(desk, draft)
    _responsibilities(desk, draft, tasks)
    add_targets(desk, draft)
    add_excluded(desk, draft)
    _settled(desk, draft)
    return draft


def _document(desk: Desk, draft: Draft) -> None:
    about = desk.about
    row = {name: str(about.get(name) or "") for name in TABLE["documents"].header}
    numbered = [c for c in desk.candidates if c["kind"] == "task" and not c["item"]]
    row |= {"stated_task_count": str(len(numbered)), "source_sha256": about["original_sha256"]}
    draft.rows["documents"].append(row)
    known = {district["district_id"] for district in desk.records["districts"]}
    if about["district_id"] not in known:
        draft.rows["districts"].append(
            {name: str(about.get(f"district_{name}", "")) for name in TABLE["districts"].header}
        )
        draft.rows["districts"][-1]["district_id"] = about["district_id"]
    open_warnings = [w for w in about.get("warnings", ()) if f"warning:{w}" not in desk.standing]
    draft.wanting += [f"{words}：请在“导入”页对照原文核对后打勾。" for words in open_warnings]
    if desk.replaced:
        draft.wanting.append("原件在读取之后被改动过，请在“导入”页重新读取。")


def _tasks(desk: Desk, draft: Draft) -> list[dict[str, Any]]:
    """Rows of the accepted tasks, and of passages without a number with figures; returns the tasks' candidates."""
    kept = []
    for candidate in (c for c in desk.candidates if c["kind"] == "task"):
        standing = desk.state(candidate)
        if standing.state in KEPT:
            kept.append({**candidate, **standing.fields})
        elif standing.state != "rejected":
            draft.wanting.append(f"任务“{candidate['title']}”还没有审核。")
            named = {"task_id": desk.task_id(candidate), "document_id": desk.document_id}
            named |= {name: str(candidate[name]) for name in ("item", "title")}
            draft.awaited.append({**dict.fromkeys(TABLE["tasks"].header, ""), **named})
    for candidate in kept:
        number = candidate["passage"].split(".")[0]
        draft.rows["tasks"].append(_task_row(desk, draft, candidate, number, candidate["item"], candidate["title"]))
    carrying = [c for c in desk.candidates if carried(c) and (c["passage"][0] == "c" or desk.state(c).state in KEPT)]
    for candidate in {c["passage"]: c for c in carrying}.values():
        draft.rows["tasks"].append(_task_row(desk, draft, candidate, "0", "", ""))
    if not draft.rows["tasks"] and not draft.wanting:
        draft.wanting.append("没有任务，也没有采用的目标，不能写入。")
    return kept


def _task_row(desk: Desk, draft: Draft, candidate: dict[str, Any], number: str, item: str, title: str) -> Row:
    """The row of a task, or of a passage without a number, which has no title but that of its section or chapter."""
    chapter = chapter_of(candidate, desk.candidates, str(desk.about["title"]))
    category = category_of(candidate, desk.candidates, desk.standing, str(desk.about["title"]))
    if not category:
        wanted = f"章“{chapter}”还没有归入领域。"
        if each_by_itself(desk.candidates):
            wanted = "各任务还没有归入领域，请在“导入”页确认。"
        draft.wanting += [] if wanted in draft.wanting else [wanted]
    section = desk.anchors[candidate["passage"]].passage.section if candidate["passage"] in desk.anchors else ""
    if not title:
        title = chapter if candidate["passage"].startswith("c") else section or chapter
    return {
        "task_id": desk.task_id(candidate), "document_id": desk.document_id, "chapter": chapter.replace(",", "，"),
        "chapter_no": str(chapter_number(candidate, desk.candidates)), "section": section.replace(",", "，"),
        "task_no": number, "item": item, "title": title.replace(",", "，"), "category_id": category,
    }  # fmt: skip


def _responsibilities(desk: Desk, draft: Draft, tasks: list[dict[str, Any]]) -> None:
    """Rows of the departments; a spelling that the district has not used must be confirmed once."""
    district = desk.about["district_id"]
    known = {r["printed"]: r["department_id"] for r in desk.records["department_names"] if r["district_id"] == district}
    organs = {row["department_id"] for row in desk.records["departments"]}
    for task in tasks:
        for role, names in (("lead", task["leads"]), ("support", task["supports"])):
            for place, printed in enumerate(names, 1):
                settled = desk.settled("department", printed)
                organ = known.get(printed) or settled.get("department_id", "")
                if not organ:
                    wanted = f"部门“{printed}”还没有确认是哪个机构。"
                    draft.wanting += [] if wanted in draft.wanting else [wanted]
                elif printed not in known:
                    known[printed] = organ
                    draft.rows["department_names"].append(
                        {"district_id": district, "printed": printed, "department_id": organ}
                    )
                if organ and organ not in organs:
                    organs.add(organ)
                    draft.rows["departments"].append(
                        {
                            "department_id": organ,
                            "district_id": district,
                            "name": settled.get("name", printed),
                            "line_ids": settled.get("line_ids", ""),
                        }
                    )
                last = task["and_others"] and place == len(names) and (role == "support" or not task["supports"])
                draft.rows["responsibilities"].append(
                    {
                        "task_id": desk.task_id(task),
                        "role": role,
                        "position": str(place),
                        "printed": printed,
                        "department_id": organ,
                        "and_others": str(last).lower(),
                    }
                )


def _settled(desk: Desk, draft: Draft) -> None:
    """New indicators and units that the accepted targets need."""
    for table, kind, key in (("indicators", "indicator", "indicator_id"), ("units", "unit", "unit")):
        known = {row[key] for row in desk.records[table]}
        for value in dict.fromkeys(row[key] for row in draft.rows["targets"] if row[key]):
            settled = desk.settled(kind, value)
            if value not in known and settled:
                draft.rows[table].append({**dict.fromkeys(TABLE[table].header, ""), key: value, **settled})
            elif value not in known:
                draft.wanting.append(
                    f"单位“{value}”还没有说明怎样换算。" if kind == "unit" else f"指标 {value} 还没有说明。"
                )
