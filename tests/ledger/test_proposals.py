"""Courses, baselines and assignments on both engines: proposed by one, approved by another, never overwritten."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from policytargets.errors import Refused
from policytargets.ledger.arrangements import Arrangements
from policytargets.ledger.feed import feed
from policytargets.ledger.lights import progress_light
from policytargets.ledger.model import DueItem, Light, LightRule, Period, Reading
from policytargets.ledger.proposals import CourseForm, Owner, Point, assign, decide_course, propose_course
from policytargets.people.model import Actor, Grant
from policytargets.store.engine import Ledger
from policytargets.store.verification import verify
from tests.ledger.people import BOTH, CHECKER, OTHER, REPORTER

YEAR = {"window_start": date(2023, 1, 1), "window_end": date(2023, 12, 31)}
STOCK = DueItem("qingzhou-2023/1-2", "at_least", 1000, basis="cumulative", unit="个", fingerprint="f", **YEAR)
TASK = DueItem("task:qingzhou-2023/3", "exactly", None, basis="", direction="none", kind="task", pacing="nodes", **YEAR)
OWNER = Owner(STOCK.due_id, "qingzhou-industry", "qingzhou")
RULE = LightRule("board", "points", Fraction(0), True, Fraction(-30), "本看板", "")
SEPTEMBER = Period(date(2023, 9, 1), date(2023, 9, 30))
BASE = CourseForm("linear", "800", "2022-12-31", "统计年报", reason="年报数")


def propose(ledger: Ledger, form: CourseForm = BASE, actor: Actor | None = REPORTER, item: DueItem = STOCK) -> str:
    propose_course(ledger, actor, replace(OWNER, due_id=item.due_id), item, form, record_version="v")
    return str(feed(ledger).arrangements.courses[-1]["course_id"])


def decide(
    ledger: Ledger, course: str, kind: str = "approved", actor: Actor | None = CHECKER, reason: str = ""
) -> None:
    decide_course(ledger, actor, OWNER, course, kind, record_version="v", reason=reason)


def light(ledger: Ledger, figure: str = "850", item: DueItem = STOCK) -> Light:
    course = feed(ledger).arrangements.course(item, "qingzhou", SEPTEMBER.ends_on)
    return progress_light(item, course, Reading(figure), SEPTEMBER, RULE)


def test_a_stock_has_its_light_once_its_baseline_is_approved(ledger: Ledger) -> None:
    assert light(ledger).light is None
    course = propose(ledger)
    assert light(ledger).light is None
    decide(ledger, course)
    found = light(ledger)  # the example of the rule: 1,000 from 800, 850 after nine months
    assert (found.light, found.rate, found.due_now, found.deviation) == ("red", 25, 950, -50)
    kept = feed(ledger).arrangements.courses[0]
    assert (kept["baseline_source"], kept["asked_by"], kept["state"]) == ("统计年报", "", "approved")
    assert verify(ledger)[0] == []


def test_a_correction_is_a_new_version_and_the_old_one_paces_until_it_is_approved(ledger: Ledger) -> None:
    decide(ledger, propose(ledger))
    second = propose(ledger, replace(BASE, baseline="900", reason="口径更正"))
    assert light(ledger).due_now == 950
    decide(ledger, second, "returned", reason="请附年报")
    assert light(ledger).due_now == 950
    decide(ledger, propose(ledger, replace(BASE, baseline="900", reason="附年报")))
    assert light(ledger).due_now == 975
    assert [row["version"] for row in feed(ledger).arrangements.courses] == [1, 2, 3]


def test_planned_figures_and_nodes(ledger: Ledger) -> None:
    points = (Point("2023-06-30", "9"), Point("2023-09-30", "840"))
    decide(ledger, propose(ledger, CourseForm("planned", reason="分月计划", points=points)))
    assert (light(ledger).due_now, light(ledger).light) == (840, "green")
    nodes = (Point("2023-06-30", node_text="开工", done_on="2023-07-10"), Point("2023-08-20", node_text="封顶"))
    owner = replace(OWNER, due_id=TASK.due_id)
    propose_course(ledger, REPORTER, owner, TASK, CourseForm("nodes", reason="节点", points=nodes), record_version="v")
    course = feed(ledger).arrangements.courses[-1]["course_id"]
    decide_course(ledger, CHECKER, owner, course, "approved", record_version="v")
    found = feed(ledger).arrangements.course(TASK, "qingzhou", SEPTEMBER.ends_on)
    assert [(node.text, node.done_on) for node in found.nodes] == [("开工", date(2023, 7, 10)), ("封顶", None)]
    assert progress_light(TASK, found, None, SEPTEMBER, RULE).light == "red"  # 封顶 is 41 days late


def test_who_may(ledger: Ledger) -> None:
    for actor in (None, OTHER, CHECKER, Actor("m", "示例", (Grant("admin"),)), Actor("r", "示例", (Grant("reader"),))):
        with pytest.raises(Refused):
            propose(ledger, actor=actor)
    course = propose(ledger, actor=BOTH)
    for actor in (None, OTHER, REPORTER):
        with pytest.raises(Refused):
            decide(ledger, course, actor=actor)
    with pytest.raises(Refused, match="另一人"):
        decide(ledger, course, actor=BOTH)
    with pytest.raises(Refused):  # a course of another item under the right for one's own
        decide_course(ledger, OTHER, Owner("x", "zhoucun-industry", "zhoucun"), course, "approved", record_version="v")
    decide(ledger, course, actor=Actor("one", "本机用户", alone=True))


def test_a_decision_is_made_once_on_the_newest(ledger: Ledger) -> None:
    first = propose(ledger)
    propose(ledger, replace(BASE, baseline="900"))
    with pytest.raises(Refused, match="已有新的"):
        decide(ledger, first)
    second = str(feed(ledger).arrangements.courses[-1]["course_id"])
    with pytest.raises(Refused, match="退回的原因"):
        decide(ledger, second, "returned", reason=" ")
    decide(ledger, second)
    decide(ledger, second)  # the same click again is the same command
    with pytest.raises(Refused, match="处理过"):
        decide(ledger, second, "returned", reason="因")
    assert verify(ledger)[:2] == ([], 3)


@pytest.mark.parametrize(("form", "said"), [
    (replace(BASE, baseline="八百"), "数字"), (replace(BASE, baseline_source=""), "来源"),
    (replace(BASE, baseline_on="2022年底"), "2023-09-30"), (replace(BASE, baseline_on="2023-06-30"), "起点"),
    (replace(BASE, reason=" "), "理由"), (CourseForm("planned", reason="因"), "计划数"),
    (CourseForm("ceiling", reason="因"), "上限"), (CourseForm("nodes", reason="因"), "节点"), (CourseForm("x"), "折算"),
    (CourseForm("planned", reason="因", points=(Point("2024-06-30", "9"),)), "目标期"),
    (CourseForm("planned", reason="因", points=(Point("2023-06-30", "9"), Point("2023-06-30", "8"))), "两次"),
    (CourseForm("planned", reason="因", points=(Point("2023-06-30", "9", "开工"),)), "只写一种"),
])  # fmt: skip
def test_what_can_not_pace_is_refused(ledger: Ledger, form: CourseForm, said: str) -> None:
    with pytest.raises(Refused, match=said):
        propose(ledger, form)
    assert feed(ledger).arrangements == Arrangements()


def test_an_item_is_assigned_and_handed_on(ledger: Ledger) -> None:
    row = {"due_id": OWNER.due_id, "reporter_id": float("nan")}
    assert feed(ledger).arrangements.reporter(row) == ""
    for name in ("qingzhou-industry", "qingzhou-commerce"):
        assign(ledger, CHECKER, OWNER, name, record_version="v")
        assert feed(ledger).arrangements.reporter(row) == name
    with pytest.raises(Refused, match="已经由"):
        assign(ledger, CHECKER, OWNER, "qingzhou-commerce", record_version="v")
    for actor in (None, OTHER, REPORTER):
        with pytest.raises(Refused):
            assign(ledger, actor, OWNER, "qingzhou-industry", record_version="v")
    assert verify(ledger)[:2] == ([], 2)
