"""The category chosen beforehand for a chapter: of each plan of the record by the others, and of invented plans."""

from collections import defaultdict
from collections.abc import Mapping

import pytest

from policytargets.intake.chapters import likest_category, shares_of
from policytargets.intake.documents import read
from policytargets.intake.extraction import propose
from policytargets.intake.model import Period
from policytargets.record.tables import Records
from policytargets.settings import ROOT
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


def test_what_shares_no_word_has_no_category(shares: Mapping[str, Mapping[str, float]]) -> None:
    assert likest_category("甲乙", [], shares) == ""
    assert likest_category("", [], shares) == ""
    assert likest_category("甲乙", ["污水管网改造"], {}) == ""
