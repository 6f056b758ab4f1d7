"""An invented plan taken in and reviewed, for the tests of review and publishing."""

from pathlib import Path
from typing import Any

from policytargets.intake.arriving import take_in
from policytargets.intake.review import Standing, decide, settle, standings
from policytargets.intake.workspace import Workspace

REVIEWER = "审核人甲"
PLAN = """示例县（虚构）2024年绿色低碳重点任务

一、示例工业（虚构）
1. 示例任务一。新增示例工厂12家以上，示例设施覆盖率达到85%。（牵头单位：县示例局；配合单位：县虚构局等）
2. 示例任务二。落实“5810”示例工程，去年已建示例点30处，力争今年示例用水量控制在300万立方米以内。（县示例局）
二、示例农村（虚构）
3. 示例任务三。2024年底前，示例村庄实现示例服务全覆盖，建设示例站两座。（县虚构局负责）
"""
ABOUT: dict[str, Any] = {
    "document_id": "example-2024", "district_id": "example", "district_name": "示例县", "district_short_name": "示例",
    "district_city": "虚构市", "district_kind": "县级市", "district_adcode": "",
    "title": "示例县（虚构）2024年绿色低碳重点任务",
    "doc_no": "", "issuer": "", "issued_on": "2024-02-01", "status": "issued", "period_start": "2024-01-01",
    "period_end": "2024-12-31",
}  # fmt: skip
INDICATOR = {
    "family_id": "example", "subject_id": "", "part_of": "", "category_id": "industry", "direction": "higher",
    "definition": "虚构的示例", "comparable_note": "", "headline": "",
}  # fmt: skip


def taken_in(folder: Path, text: str = PLAN, **about: Any) -> Workspace:
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "inbox.txt"
    file.write_text(text, encoding="utf-8")
    return take_in(folder / "copies", file, {**ABOUT, **about})


def settle_all(workspace: Workspace, category: str) -> None:
    """Confirm chapters, departments and a new indicator for each target."""
    for chapter in ("示例工业（虚构）", "示例农村（虚构）"):
        settle(workspace, "chapter", chapter, {"category_id": category}, reviewer=REVIEWER)
    for number, printed in enumerate(("县示例局", "县虚构局"), 1):
        organ = {"department_id": f"example-organ-{number}", "name": printed, "line_ids": "agriculture"}
        settle(workspace, "department", printed, organ, reviewer=REVIEWER)


def accept_all(workspace: Workspace, category: str) -> None:
    """Accept every open task and target, each target as an indicator of its own in wording of ours."""
    settle_all(workspace, category)
    known = standings(workspace)
    for number, candidate in enumerate(workspace.candidates()):
        standing = known.get(candidate["candidate_id"], Standing())
        if candidate["kind"] == "exclusion" or standing.state != "open":
            continue
        fields = dict(standing.fields)
        if candidate["kind"] == "target" and not fields:
            own = f"example-indicator-{number}"
            fields = {"indicator_id": own, "name": f"虚构目标{number}"}
            row = {**INDICATOR, "family_id": own, "name": f"虚构指标{number}", "category_id": category}
            row |= {"basis": candidate["basis"], "unit": candidate["unit"]}
            settle(workspace, "indicator", own, row, reviewer=REVIEWER)
        told = {"reviewer": REVIEWER, "fields": fields, "seen": standing.decision_id}
        decide(workspace, candidate["candidate_id"], "accepted", **told)
