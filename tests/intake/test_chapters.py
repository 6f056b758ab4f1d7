"""The category chosen beforehand for a chapter: of each plan of the record by the others, and of invented plans."""

from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

import pytest

from policytargets.intake.chapters import category_of, likest_category, shares_of
from policytargets.intake.documents import read
from policytargets.intake.extraction import propose
from policytargets.intake.model import Period
from policytargets.intake.publishing import plan, publish
from policytargets.intake.review import settle, standings
from policytargets.record.tables import Records, read_tables
from policytargets.settings import ROOT
from policytargets.ui.intake.documents_categories import confirm, proposals
from tests.intake.imports import REVIEWER, accept_all, taken_in
from tests.intake.marking import plan_of

# What a person says of chapters of the marked plans; of some more than one category may be said.
SAID = {
    "basin_brackets": {"推动产业绿色转型": {"industry", "green"}, "打好污染防治攻坚战": {"green"}},
    "lake_items": {"产业强县行动": {"industry"}, "生态立县行动": {"green"}},
    "river_port_duties": {
        "稳住经济基本盘": {"demand", "industry"},
        "让绿色成为底色": {"green"},
        "办好民生事": {"livelihood"},
    },
    "karst_masks": {"产业绿色化": {"industry", "green"}, "生态修复": {"green"}},
    "wharf_shared": {"城市更新": {"region"}, "绿色生活": {"green", "region", "livelihood"}},
    "saltlake_duties": {"能源": {"green", "demand"}, "生态": {"green"}},
    "ridge_offices": {"工业": {"industry", "green"}, "生活": {"green", "region", "livelihood"}},
    "terrace_sentences": {"产业提质": {"industry", "green", "rural"}},
}


def without(records: Records, document: str) -> Records:
    """The record as it was before a plan came into it."""
    targets = [row for row in records["targets"] if not row["task_id"].startswith(f"{document}/")]
    used = {row["indicator_id"] for row in targets}
    return {
        **records,
        "tasks": [row for row in records["tasks"] if row["document_id"] != document],
        "indicators": [row for row in records["indicators"] if row["indicator_id"] in used],
    }


def test_chapters_of_a_plan_are_known_from_the_other_plans(records: Records) -> None:
    wrong, chapters = [], 0
    for document in (row["document_id"] for row in records["documents"]):
        shares = shares_of(without(records, document))
        contents: dict[str, list[str]] = defaultdict(list)
        own: dict[str, set[str]] = defaultdict(set)
        names = {row["target_id"].rsplit("-", 1)[0]: row["name"] for row in records["targets"]}
        for task in (row for row in records["tasks"] if row["document_id"] == document):
            contents[task["chapter"]] += [task["title"], names.get(task["task_id"], "")]
            own[task["chapter"]].add(task["category_id"])
        chapters += len(own)
        wrong += [name for name in own if likest_category(name, contents[name], shares) not in own[name]]
    assert chapters == 57
    assert len(wrong) <= 2, wrong


@pytest.fixture(scope="module")
def shares(records: Records) -> Mapping[str, Mapping[str, float]]:
    return shares_of(records)


def test_chapters_of_invented_plans(
    shares: Mapping[str, Mapping[str, float]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder, wrong = tmp_path_factory.mktemp("chapters"), []
    for name, said in SAID.items():
        plan = plan_of(ROOT / "tests" / "intake" / "marked" / f"{name}.txt")
        file = folder / "plan.txt"
        file.write_text(plan.text, encoding="utf-8")
        found = propose(read(file), Period(*plan.period))
        for chapter, categories in said.items():
            contents = [task.passage.title for task in found.tasks if task.passage.chapter == chapter]
            contents += [target.name for target in found.targets if target.passage.chapter == chapter]
            chosen = likest_category(chapter, contents, shares)
            wrong += [(name, chapter, chosen)] if chosen not in categories else []
    assert len(wrong) <= 1, wrong


def test_tasks_of_a_table_without_chapters_each_have_their_own_category(
    shares: Mapping[str, Mapping[str, float]], tmp_path: Path, folder: Path
) -> None:
    table = """示例县（虚构）2024年重点任务清单
序号\t重点任务\t目标要求\t牵头单位
1\t稳定示例就业\t城镇新增就业3000人\t县示例局
2\t治理示例污水\t新建污水管网12公里\t县示例局
3\t建设示例农田\t建成高标准农田2万亩\t县虚构局
"""
    workspace = taken_in(tmp_path, table)
    proposed = proposals(workspace, shares)
    assert [row["领域"] for row in proposed.values()] == ["livelihood", "green", "rural"]
    chosen = {key: row["领域"] for key, row in proposed.items()}
    second = list(chosen)[1]
    assert confirm(workspace, {**chosen, second: ""}) == [second]
    assert not standings(workspace)
    accept_all(workspace, "culture")
    assert "各任务还没有归入领域" in "".join(plan(workspace, folder).wanting)
    assert confirm(workspace, {**chosen, second: "region"}) == []
    publish(workspace, folder)
    rows = [row for row in read_tables(folder)["tasks"] if row["document_id"] == "example-2024"]
    assert [row["category_id"] for row in rows] == ["livelihood", "region", "rural"]
    assert [row["领域"] for row in proposals(workspace, shares).values()] == ["livelihood", "region", "rural"]


def test_chapters_go_before_categories_of_tasks(tmp_path: Path) -> None:
    """Once the tasks stand in chapters, what was said of single ones counts no longer."""
    workspace = taken_in(tmp_path)
    candidates = workspace.candidates()
    first = next(c for c in candidates if c["kind"] == "task")
    settle(workspace, "category", first["candidate_id"], {"category_id": "green"}, reviewer=REVIEWER)
    assert category_of(first, candidates, standings(workspace), "") == ""
    settle(workspace, "chapter", first["chapter"], {"category_id": "industry"}, reviewer=REVIEWER)
    assert category_of(first, candidates, standings(workspace), "") == "industry"
    alone = [c for c in candidates if c["chapter"] == first["chapter"]]
    assert category_of(first, alone, standings(workspace), "") == "green"


def test_what_shares_no_word_has_no_category(shares: Mapping[str, Mapping[str, float]]) -> None:
    assert likest_category("甲乙", [], shares) == ""
    assert likest_category("", [], shares) == ""
    assert likest_category("甲乙", ["污水管网改造"], {}) == ""
