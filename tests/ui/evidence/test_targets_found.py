"""What 目标清单 finds: by query and over held rows alike, held against plain Python, words in the asked roles alone."""

import random
import re
from typing import Any
from urllib.parse import unquote

import pytest

from policytargets.record import held
from policytargets.record.held import EVERYTHING, TARGET_FACETS, Found, TargetList
from tests.pages import opened, said
from tests.record_in_python import Record
from tests.searches_in_python import texts

ROLES = (["lead"], ["support"], ["lead", "support"])
WORDS = (
    ["5g"],
    ["科技局"],
    ["发改委"],
    ["农业农村局", "粮食"],
    ["示例"],
    ["100%"],
    ["青州", "局"],
    ["没有"],
    ["第七项"],
    ["第十七项", "青州"],
)


def target_list(record: Record, most_held: int) -> TargetList:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(held, "MOST_HELD", most_held)
        return TargetList(record.database, record.database.query)


@pytest.fixture(scope="module")
def lists(odd: Record) -> dict[str, TargetList]:
    """The list over rows that are held, and over a record that counts as too large for it."""
    return {"held": target_list(odd, 20_000), "query": target_list(odd, 1)}


@pytest.mark.parametrize("way", ["held", "query"])
@pytest.mark.parametrize("roles", ROLES, ids="+".join)
@pytest.mark.parametrize("words", WORDS, ids="+".join)
def test_a_search_looks_for_departments_in_the_asked_roles(
    lists: dict[str, TargetList], odd: Record, way: str, words: list[str], roles: list[str]
) -> None:
    expected = [
        target.target_id
        for target in odd.targets
        if all(any(word in text for text in texts(odd, target, roles)) for word in words)
    ]
    found = lists[way].targets({**EVERYTHING, "words": words, "roles": roles}, limit=1000)
    assert [row["target_id"] for row in found.rows] == expected
    assert found.found == len(expected)


def test_held_rows_are_the_rows_of_the_query(lists: dict[str, TargetList]) -> None:
    chance = random.Random(7)
    rows = lists["query"].targets(EVERYTHING, limit=10_000).rows
    duties = ("lead_lines", "support_lines", "lead_ids", "support_ids")
    lines, organs = ({code for row in rows for name in duties[at : at + 2] for code in row[name]} for at in (0, 2))
    codes = {facet: sorted({row[column] for row in rows}) for facet, column in TARGET_FACETS.items()}
    codes |= {"lines": sorted(lines), "departments": sorted(organs)}
    hits = 0
    for _ in range(60):
        asked: dict[str, Any] = {**EVERYTHING, "roles": chance.choice(ROLES), "words": chance.choice(([], *WORDS))}
        for facet in chance.sample(list(codes), chance.randint(0, 2)):
            asked[facet] = chance.sample(codes[facet], min(3, len(codes[facet])))
        order = chance.choice(("plan", "indicator", "due_year", "department"))
        page = {"order": order, "limit": chance.choice((0, 7, 400)), "offset": chance.choice((0, 5))}
        told = [ids(lists[way].targets(asked, **page), "target_id") for way in ("held", "query")]
        assert told[0] == told[1], (asked, page)
        bare = [ids(lists[way].tasks(asked, 5), "task_id") for way in ("held", "query")]
        assert bare[0] == bare[1], asked
        hits += told[0][0]
    assert hits > len(rows)


def ids(told: Found, key: str) -> tuple[int, int, list[str]]:
    return told.found, told.counted, [row[key] for row in told.rows]


def test_the_page_says_in_which_role_it_looked_and_what_the_other_would_add(shelved: Record) -> None:
    every, led = ({**EVERYTHING, "words": ["科技局"], "roles": roles} for roles in (ROLES[2], ROLES[0]))
    found = target_list(shelved, 1)
    more = found.targets(every).found - found.targets(led).found
    assert more > 0
    board = opened("evidence/targets", q="科技局")
    assert f"部门按所选角色“牵头”查找；另有 {more} 条的配合部门与搜索词相符" in said(board)
    assert "角色：牵头" in said(board)
    assert "部门按所选角色" not in said(opened("evidence/targets", q="科技局", roles="牵头或配合"))


@pytest.mark.parametrize("typed", ["第17项", "任务17", "任务 17", "第十七项任务"])
def test_the_number_of_a_task_finds_it_in_every_plan(shelved: Record, typed: str) -> None:
    numbered = {row["task_id"] for row in shelved.records["tasks"] if row["task_no"] == "17" and not row["item"]}
    own = [target.target_id for target in shelved.targets if target.task["task_no"] == "17"]
    board = opened("evidence/targets", q=typed)
    assert f"共 {len(own)} 条" in said(board)
    assert "按任务号理解：找各份计划的第十七项任务" in said(board)
    assert numbered <= set(re.findall(r"task\?task=([^\"&]+)", unquote(said(board))))


def test_a_number_alone_is_a_figure_and_one_click_from_the_tasks(shelved: Record) -> None:
    board = opened("evidence/targets", q="17")
    found = [target for target in shelved.targets if any("17" in text for text in texts(shelved, target, ROLES[0]))]
    assert f"共 {len(found)} 条" in said(board)
    next(button for button in board.button if button.label == "改为查找第17项任务").click().run()
    assert "按任务号理解：找各份计划的第十七项任务" in said(board)


def test_the_id_of_a_task_or_target_leads_there(shelved: Record) -> None:
    for typed, what in (("zhoucun-2023/38", "任务"), ("JIANGBEI-2023/17-1", "目标")):
        board = opened("evidence/targets", q=typed)
        assert re.search(rf"“{typed.lower()}”是.+的一项{what}的编号", said(board))
        next(button for button in board.button if button.key.endswith(f"{typed.lower().replace('/', '%2F')}"))


def test_a_department_that_is_typed_is_one_click_away(shelved: Record) -> None:
    board = opened("evidence/targets", q="青州市农业农村局")
    assert "“青州市农业农村局”是一个部门" in said(board)
    (way,) = [button for button in board.button if button.label == "只看这个部门"]
    assert "departments=" in str(way.key)
    assert "只看这个部门" not in [b.label for b in opened("evidence/targets", q="农业农村局").button]
