"""What is decided beside the reports of an invented ledger: courses, later ends, lights set by hand, corrections and
reports that came again; by the commands that people use, so that they are what people's would be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from policytargets.ledger.arrangements import Arrangements, read_arrangements
from policytargets.ledger.calendars import CLOSES_AFTER
from policytargets.ledger.courses import default_course
from policytargets.ledger.drafts import Place
from policytargets.ledger.dues import goal, sense
from policytargets.ledger.extensions import ExtensionForm, ask_extension, decide_extension, override_light
from policytargets.ledger.feed import feed
from policytargets.ledger.model import DueItem
from policytargets.ledger.periods import periods
from policytargets.ledger.proposals import CourseForm, Owner, Point, assign, decide_course, propose_course
from policytargets.ledger.reports import decide, filling_of, submit
from policytargets.people.model import Actor, Grant
from policytargets.store.engine import Ledger, reading

CHECKER = "demo-checker"
LEADER = "示例负责人"
Item = tuple[DueItem, str, str]  # with the department that reports it (empty where none does) and its district


def reporter_of(department: str) -> str:
    """The id of the person who reports for a department."""
    return f"demo-{department}"


def written(item: DueItem, figure: Fraction) -> str:
    """A figure as a department would write it."""
    return str(round(figure)) if item.counts or figure >= 1000 else f"{float(round(figure, 2)):.2f}"


def checker_of(district: str) -> Actor:
    """Who checks in a district."""
    return Actor(CHECKER, "", (Grant("checker", district),))


@dataclass(frozen=True)
class Office:
    """A district's part of an invented ledger: what is decided there, up to a day."""

    ledger: Ledger
    district: str
    until: date
    version: str

    @property
    def checker(self) -> Actor:
        return checker_of(self.district)

    def on(self, day: date) -> Ledger:
        """The ledger with its clock on a day."""
        return replace(self.ledger, now=lambda: f"{day}T01:00:00.000000Z")

    def arranged(self) -> Arrangements:
        with reading(self.ledger) as connection:
            return read_arrangements(connection)

    def known(self) -> dict[str, Any]:
        """What every command is told."""
        return {"record_version": self.version, "channel": "demo"}


def invent_decisions(ledger: Ledger, items: Sequence[Item], until: date, version: str) -> None:
    """A few of each in every district; what comes first differs between them, so that all ends are seen."""
    held = feed(ledger)
    for number, district in enumerate(sorted({own[2] for own in items})):
        office, own = Office(ledger, district, until, version), [item for item in items if item[2] == district]
        _assign(office, own)
        _courses(office, own, ("approved", "approved", "returned", "")[number % 2 :])
        by_id = {item.due_id: item for item, _, _ in own}
        newest = [r for r in held.reports if r["due_id"] in by_id and r["ends_on"] == until.isoformat()]
        slow = [(by_id[r["due_id"]], r) for r in newest if r["outlook"] == "in_difficulty" and r["shown"]]
        _extensions(office, slow, ("granted", "refused", "")[number % 2 :])
        _override(office, slow[-1:])
        counted = [(by_id[r["due_id"]], r) for r in newest if by_id[r["due_id"]].counts and r["value"]]
        _again(office, [pair for pair in counted if pair[1]["shown"]][: 1 + number % 2], "示例：按统计部门核定数更正")
        _again(office, [pair for pair in counted if pair[1]["returned_for"]][:1])


def _assign(office: Office, own: Sequence[Item]) -> None:
    """The first item that names no leader is given to a department."""
    for item, _, district in [named for named in own if not named[1]][:1]:
        department = min(name for _, name, _ in own if name)
        assign(
            office.on(date(office.until.year, 1, 5)), office.checker, Owner(item.due_id, "", district), department,
            **office.known(),
        )  # fmt: skip


def _courses(office: Office, own: Sequence[Item], ends: Sequence[str]) -> None:
    """Baselines, planned figures of one item, nodes of one task: what became of those proposed, `` for what waits."""
    year = office.until.year
    named = [one for one in own if one[1] and one[0].window_start.year == year]
    figures = [one for one in named if one[0].pacing == "linear" and one[0].value and not one[0].averaged]
    stocks = [one for one in figures if default_course(one[0]).baseline is None]
    paced = [one for one in figures if default_course(one[0]).baseline == 0 and one[0].cadence == "month"]
    forms = [(one, _baseline(one[0]), end) for one, end in zip(stocks, ends, strict=False)]
    forms += [(one, _planned(one[0]), "approved") for one in paced[:1]]
    forms += [(one, _nodes(year), "approved") for one in named if one[0].kind == "task"][:1]
    for (item, department, district), form, end in forms:
        owner = Owner(item.due_id, department, district)
        actor = Actor(reporter_of(department), "", (Grant("reporter", None, department),))
        propose_course(office.on(date(year, 1, 20)), actor, owner, item, form, **office.known())
        if end:
            course = office.arranged().courses[-1]["course_id"]
            reason = "示例：基期数与年报不符，请核实" if end == "returned" else ""
            decide_course(
                office.on(date(year, 1, 28)), office.checker, owner, course, end, reason=reason, **office.known()
            )


def _baseline(item: DueItem) -> CourseForm:
    before = goal(item) * Fraction(12 if sense(item) == "lower" else 8, 10)
    day = (item.window_start - timedelta(days=1)).isoformat()
    return CourseForm("linear", written(item, before), day, "示例：上年统计年报", reason="示例：以上年末数为基期数")


def _planned(item: DueItem) -> CourseForm:
    """Little at first, most towards the end of the year."""
    ends = [period.ends_on for period in periods(item.cadence, item.window_start, item.window_end)]
    planned = [goal(item) * Fraction(number, len(ends)) ** 2 for number in range(1, len(ends) + 1)]
    points = [
        Point(day.isoformat(), written(item, figure)) for day, figure in zip(ends, planned, strict=True)
        if day <= item.window_end
    ]  # fmt: skip
    return CourseForm("planned", reason="示例：下半年集中完工，按月计划报备", points=tuple(points))


def _nodes(year: int) -> CourseForm:
    points = (
        Point(f"{year}-03-31", node_text="示例：印发方案", done_on=f"{year}-03-28"),
        Point(f"{year}-09-30", node_text="示例：中期评估"),
        Point(f"{year}-12-31", node_text="示例：总结验收"),
    )
    return CourseForm("nodes", reason="示例：按年度方案分三步", points=points)


def _extensions(office: Office, slow: Sequence[tuple[DueItem, Mapping[str, Any]]], ends: Sequence[str]) -> None:
    """Of items that lag a later end is asked for: granted, refused, `` for what waits."""
    until = office.until
    for (item, report), end in zip(slow, ends, strict=False):
        department, later = report["department_id"], date(item.window_end.year + 1, 6, 30).isoformat()
        owner = Owner(item.due_id, department, office.district)
        actor = Actor(reporter_of(department), "", (Grant("reporter", None, department),))
        form = ExtensionForm(
            later, "示例：手续批复晚于预期，期限前不能完工", "示例：主体已开工", "示例：倒排工期、按周调度", LEADER
        )
        asked = until - timedelta(days=6)
        ask_extension(office.on(asked), actor, owner, item, form, today=asked, **office.known())
        if end:
            name = office.arranged().extensions[-1]["extension_id"]
            reason, granted = ("示例：可通过加快进度按期完成", "") if end == "refused" else ("", later)
            decide_extension(
                office.on(until - timedelta(days=2)), office.checker, owner, name, end, reason=reason,
                granted_to=granted, **office.known(),
            )  # fmt: skip


def _override(office: Office, chosen: Sequence[tuple[DueItem, Mapping[str, Any]]]) -> None:
    """A light is set by hand beside the one that is worked out."""
    for item, report in chosen:
        override_light(
            office.on(office.until + timedelta(days=CLOSES_AFTER)), office.checker,
            Owner(item.due_id, report["department_id"], office.district), report["period_id"], "yellow",
            "示例：现场核查发现进度有水分，暂按黄灯", **office.known(),
        )  # fmt: skip


def _again(office: Office, chosen: Sequence[tuple[DueItem, Mapping[str, Any]]], correcting: str = "") -> None:
    """Reports with another figure: corrections, of which the first is released, or what was returned."""
    day = office.until + timedelta(days=CLOSES_AFTER + 2)
    for number, (item, report) in enumerate(chosen):
        department = report["department_id"]
        place = Place(item.due_id, report["period_id"], department, office.district)
        actor = Actor(reporter_of(department), "", (Grant("reporter", None, department),))
        value = written(item, Fraction(report["value"]) + 1)
        filling = replace(filling_of(report), value=value, change_reason=correcting)
        submit(office.on(day), actor, place, item, filling, today=day, **office.known())
        if correcting and number == 0:
            name = feed(office.ledger).newest[item.due_id, report["period_id"]]["report_id"]
            for event in ("checked", "released"):
                decide(
                    office.on(day + timedelta(days=1)), office.checker, name, event, district_id=office.district,
                    without_evidence=event == "checked", **office.known(),
                )  # fmt: skip
