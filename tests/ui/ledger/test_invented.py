"""The invented ledger: labelled, proved, its lights those of the query; pages of the plans show their progress."""

import csv
import re
import shutil
from collections import Counter
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from sqlalchemy import select

from policytargets.__main__ import main
from policytargets.exhibits import catalogue
from policytargets.exhibits.model import Exhibit
from policytargets.ledger.dues import due_item, light_rule
from policytargets.ledger.extensions import ExtensionForm, ask_extension, decide_extension
from policytargets.ledger.feed import Feed, feed, readings
from policytargets.ledger.lights import progress_light
from policytargets.ledger.model import Course, DueItem, LightRule, Reading
from policytargets.ledger.periods import period_of
from policytargets.ledger.proposals import CourseForm, Owner, Point, decide_course, propose_course
from policytargets.ledger.snapshots import frozen_rows
from policytargets.ledger.tables import REPORT_EVENTS, REPORTS
from policytargets.people.accounts import everybody
from policytargets.people.model import Actor, Grant
from policytargets.record.curated import TABLE
from policytargets.record.database import Database
from policytargets.record.tables import Records, write_table
from policytargets.settings import data_folder
from policytargets.store.engine import ENTRIES, Ledger, reading
from policytargets.store.verification import verify
from policytargets.ui.blocks import comparing
from policytargets.ui.blocks import ledger as board_ledger
from policytargets.ui.blocks.addresses import PAGE
from policytargets.ui.ledger import dispatch
from tests.engines import opened, release
from tests.lights_in_fractions import light_of
from tests.pages import listed, plain, said
from tests.pages import opened as page


def test_it_is_invented_for_ever_and_whole(invented_ledger: Ledger) -> None:
    held = feed(invented_ledger)
    assert held.kind == "demo"
    assert verify(invented_ledger)[0] == []
    assert len(held.released) > 300
    assert {report["state"] for report in held.reports} == {"released", "returned", "submitted"}
    assert any(report["days_late"] for report in held.reports)
    assert {report["submitted_by"][:2] for report in held.reports} == {"示例"}
    assert {report["signer"] for report in held.reports} == {"", "示例审签员"}
    assert main(["ledger", "demo", str(invented_ledger.file), "--until", "2023-03"]) == 1
    with pytest.raises(Exception, match="append-only"), invented_ledger.writes.begin() as connection:
        connection.exec_driver_sql("UPDATE meta SET value = 'real' WHERE key = 'kind'")


def test_what_people_decide_is_in_it_in_every_state(invented_ledger: Ledger, database: Database) -> None:
    held, arranged = feed(invented_ledger), feed(invented_ledger).arrangements
    assert {row["state"] for row in arranged.courses} == {"proposed", "approved", "returned"}
    approved = [row for row in arranged.courses if row["state"] == "approved"]
    assert {row["pacing"] for row in approved} == {"linear", "planned", "nodes"}
    assert {row["state"] for row in arranged.extensions} == {"submitted", "granted", "refused"}
    assert {row["light"] for row in arranged.overrides} == {"yellow"}
    (closed,) = arranged.snapshots  # one district has closed the month before
    assert (closed["district_id"], closed["ends_on"], closed["name"]) == ("zhoucun", "2023-02-28", "示例核对员")
    dues = database.query("ledger/due_items")
    own = {row["due_id"] for row in frozen_rows(invented_ledger, closed["snapshot_id"])}
    begun = dues[(dues["district_id"] == "zhoucun") & (dues["plan_start"].astype(str) <= "2023-02-28")]
    assert own == set(begun["due_id"])
    corrections = [report for report in held.reports if report["change_reason"]]
    assert {report["state"] for report in corrections} == {"submitted", "released"}
    assert any(held.sent_back(report) for report in held.reports if report["state"] == "submitted")
    assert any(report["needs_coordination"] for report in held.released)
    # Nobody is made up for items that name no leader; one of them in each district that has any is given to somebody.
    unled = dues[dues["reporter_id"].isna()]
    assert set(arranged.assignments) <= set(unled["due_id"])
    assert len(arranged.assignments) == unled["district_id"].nunique() > 0
    names = {str(code) for code in dues["reporter_id"].dropna()}
    people = everybody(invented_ledger, date(2023, 3, 31))
    assert {grant.department_id for actor in people for grant in actor.grants if grant.department_id} == names
    told = [*(row["reason"] for row in [*arranged.courses, *arranged.extensions, *arranged.overrides])]
    assert all(text.startswith("示例") for text in told)
    with reading(invented_ledger) as connection:
        assert set(connection.execute(select(ENTRIES.c.channel)).scalars()) == {"demo", "command"}
        assert (
            max(connection.execute(select(ENTRIES.c.recorded_at).where(ENTRIES.c.channel == "demo")).scalars())
            < "2023-06"
        )


def test_an_upper_limit_is_passed_in_september(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "demo.sqlite"
    assert main(["ledger", "demo", str(file), "--until", "2023-09"]) == 0
    monkeypatch.setenv("POLICYTARGETS_LEDGER", f"sqlite:///{file}")
    rule = next(iter(board_ledger.rules().values()))
    rows = {row["due_id"]: row for row in board_ledger.standings(date(2023, 9, 30), rule)}
    (over,) = [row for row in rows.values() if row["light"].light == "breached"]
    assert (over["comparator"], over["light"].words) == ("at_most", "突破上限")
    assert Fraction(over["report"]["value"]) > over["item"].value
    assert "示例" in said(page("ledger/progress", lights="突破上限"))
    assert over["name"] in plain(said(page("ledger/progress", lights="突破上限")))
    release(opened(f"sqlite:///{file}"))


def test_everybody_in_it_holds_the_role_in_which_they_act(invented_ledger: Ledger) -> None:
    held = {actor.name: actor.grants for actor in everybody(invented_ledger, date(2023, 3, 31))}
    for report in feed(invented_ledger).reports:
        department = report["department_id"]
        assert Grant("reporter", department_id=department) in held[report["submitted_by"]]
        assert not report["signer"] or Grant("signer", department_id=department) in held[report["signer"]]
    districts = {grant.district_id for grant in held["示例核对员"] if grant.role == "checker"}
    assert districts == {"qingzhou", "zhoucun", "chiping", "dongchangfu", "jiangbei"}


def test_the_roles_of_many_departments_are_a_line(
    invented_ledger: Ledger, invented_feed: Feed, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(board_ledger, "person", lambda: Actor("one", "本机用户", alone=True))
    people = listed(page("ledger/people")).set_index("姓名")["角色"]
    departments = database.query("ledger/due_items")["reporter_id"].dropna().nunique()
    assert people["示例审签员"].startswith("审签（")
    assert people["示例审签员"].endswith(f" 等 {departments} 个）")
    assert people["示例审签员"].count("、") == 4
    assert people["示例核对员"].count("、") == 4
    assert "等" not in people["示例核对员"]
    assert not [roles for roles in people if "nan" in roles]


def lights_of(held: Feed, database: Database, items: dict[str, DueItem], rule: LightRule) -> dict[Any, Any]:
    """(due item, day) → light and state by the query, over readings with the courses that held."""
    given = database.query("ledger/lights", {"readings": readings(held, items)}, rule=rule.rule_id)
    rows = given.to_dict("records")
    return {
        (row["due_id"], row["as_of"].date()): (row["light"] if isinstance(row["light"], str) else None, row["state"])
        for row in rows
    }


def figures(database: Database) -> dict[str, DueItem]:
    rows = database.query("ledger/due_items").to_dict("records")
    return {row["due_id"]: due_item(row) for row in rows if row["kind"] == "figure"}


def case_of(item: DueItem, course: Course, row: dict[str, Any]) -> dict[str, Any]:
    """A released report as the oracle in fractions takes it, which knows nothing of courses."""
    same = {name: getattr(item, name) for name in ("comparator", "direction", "basis", "counts", "withheld", "reading")}
    written = dict(course.planned).get(date.fromisoformat(row["ends_on"]))
    return {
        **same, "pacing": course.pacing, "start": item.window_start, "end": course.extended_to or item.window_end,
        "v": item.value, "v2": item.value_high, "tolerance": item.tolerance, "day": date.fromisoformat(row["ends_on"]),
        "x": None if row["value"] is None else Fraction(row["value"]),
        "planned": None if written is None else Fraction(written),
        "x0": item.baseline if course.baseline is None else course.baseline,
        "lack": None if row["figure_state"] == "given" else row["figure_state"],
    }  # fmt: skip


def test_pages_and_query_give_the_same_lights(invented_ledger: Ledger, database: Database) -> None:
    """What pages work out item by item is what the query gives for the released readings."""
    held, items, rule = (
        feed(invented_ledger),
        figures(database),
        light_rule(database.query("ledger/light_rules").iloc[0].to_dict()),
    )
    found = lights_of(held, database, items, rule)
    released = [row for row in held.released if row["due_id"] in items]
    assert len(found) == len(released) > 300
    for row in released:
        item, day = items[row["due_id"]], date.fromisoformat(row["ends_on"])
        period = period_of(item.cadence, day)
        course = held.arrangements.course(item, row["district_id"], day)
        light = progress_light(item, course, Reading(row["value"], row["figure_state"]), period, rule)
        assert found[row["due_id"], day] == (light.light, light.state), row


def test_approved_courses_and_extensions_reach_the_query(
    invented_ledger: Ledger, database: Database, tmp_path: Path
) -> None:
    """Baselines, planned figures and later ends that were approved: the query, the pages and the oracle agree."""
    copy = opened(f"sqlite:///{shutil.copyfile(str(invented_ledger.file), tmp_path / 'ledger.sqlite')}")
    held, items, rule = (
        feed(invented_ledger),
        figures(database),
        light_rule(database.query("ledger/light_rules").iloc[0].to_dict()),
    )
    alone, version, changed = Actor("one", "本机用户", alone=True), {"record_version": "v"}, set()
    mine = {row["due_id"]: row for row in held.released if row["due_id"] in items and row["value"] is not None}
    waiting = {row["due_id"] for row in held.arrangements.extensions if row["state"] == "submitted"}
    for number, (due_id, row) in enumerate(sorted(mine.items())):
        item, owner = items[due_id], Owner(due_id, row["department_id"], row["district_id"])
        base = str(int(item.value or 0) // 2 if item.direction != "lower" else int(item.value or 0) * 2 + 1)
        kind = ("linear", "planned", "hold", "extended")[number % 4]
        if item.value is None or len(changed) > 80 or due_id in waiting:
            continue
        if kind == "extended":
            asked = ExtensionForm(
                "2027-06-30", "示例：手续未批复，年底前不能完工", "示例：主体", "示例：加快", "示例乙"
            )
            ask_extension(copy, alone, owner, item, asked, today=date(2023, 4, 1), **version)
            name = feed(copy).arrangements.extensions[-1]["extension_id"]
            decide_extension(copy, alone, owner, name, "granted", granted_to="2027-06-30", **version)
        else:
            points = (Point("2023-03-31", str(row["value"])),) if kind == "planned" else ()
            form = CourseForm(kind, base, "2022-12-31", "示例", reason="示例", points=points)
            propose_course(copy, alone, owner, item, form, **version)
            course = feed(copy).arrangements.courses[-1]["course_id"]
            decide_course(copy, alone, owner, course, "approved", **version)
        changed.add(due_id)
    now, before = feed(copy), lights_of(held, database, items, rule)
    found = lights_of(now, database, items, rule)
    for row in now.released:
        if row["due_id"] in changed and row["value"] is not None:
            item, day = items[row["due_id"]], date.fromisoformat(row["ends_on"])
            course = now.arrangements.course(item, row["district_id"], day)
            light = progress_light(item, course, Reading(row["value"]), period_of(item.cadence, day), rule)
            assert found[row["due_id"], day] == (light.light, light.state), (row, course)
            assert found[row["due_id"], day] == light_of(case_of(item, course, row), rule.rule_id)[:2], (row, course)
    moved = {key for key in found if found[key] != before[key]}
    assert len(moved) > 20
    assert {due_id for due_id, _ in moved} <= changed
    release(copy)


def test_what_came_in_time_is_counted_by_its_first_submission(invented_ledger: Ledger, invented_feed: Feed) -> None:
    with reading(invented_ledger) as connection:
        reports = {row.report_id: row for row in connection.execute(select(REPORTS))}
        asked = select(REPORT_EVENTS, ENTRIES.c.recorded_at).join(
            ENTRIES, ENTRIES.c.entry_id == REPORT_EVENTS.c.entry_id
        )
        events = list(connection.execute(asked.order_by(REPORT_EVENTS.c.entry_id)))
    back = {event.report_id for event in events if event.kind == "returned"}
    returned_in_time = 0
    for period in invented_feed.periods:
        came = {
            reports[event.report_id].due_id: event for event in reversed(events)  # the first one stays
            if event.kind == "submitted" and reports[event.report_id].period_id == period["period_id"]
        }  # fmt: skip
        for row in dispatch.rows(period["district_id"], period):
            event = came.get(row["due_id"])
            # Entries are made at one o'clock UTC, nine in China: the same day.
            assert row["in_time"] == (event is not None and event.recorded_at[:10] <= period["due_on"]), row["due_id"]
            returned_in_time += bool(event and event.report_id in back and row["in_time"])
    assert returned_in_time > 3


def test_what_is_sent_again_late_stays_in_time(
    invented_ledger: Ledger, invented_feed: Feed, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = next(
        report for report in invented_feed.reports if report["days_late"] == 0 and report["state"] == "released"
    )
    again = {**first, "report_id": "again", "revision": first["revision"] + 1, "days_late": 5, "state": "submitted"}
    monkeypatch.setattr(board_ledger, "feed", lambda: replace(invented_feed, reports=[*invented_feed.reports, again]))
    period = next(row for row in invented_feed.periods if row["period_id"] == first["period_id"])
    (row,) = [row for row in dispatch.rows(period["district_id"], period) if row["due_id"] == first["due_id"]]
    assert (row["report"]["report_id"], row["in_time"]) == ("again", True)


def test_items_that_are_gone_are_told_by_the_command_and_the_rest_holds(
    invented_ledger: Ledger, invented_feed: Feed, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ledger", "check"]) == 0
    assert "Every report has its item" in capsys.readouterr().out
    folder = Path(shutil.copytree(data_folder(), tmp_path / "data"))
    file = folder / "targets.csv"
    with file.open(encoding="utf-8", newline="") as text:
        rows = list(csv.DictReader(text))
    used = Counter(row["indicator_id"] for row in rows)
    named = {row[column] for row in rows for column in ("restates", "part_of", "succeeds")}
    released = {row["due_id"] for row in invented_feed.released}
    gone = next(
        row["target_id"] for row in rows
        if row["target_id"] in released - named and used[row["indicator_id"]] > 2 and not row["seq"].startswith("1")
    )  # fmt: skip
    kept = [row for row in rows if row["target_id"] != gone]
    write_table(file, TABLE["targets"], kept)
    assert main(["--data", str(folder), "ledger", "check"]) == 1
    told = capsys.readouterr().err
    assert f"{gone} 无对应目标" in told, told
    assert "1 reports' items are gone" in told
    assert verify(invented_ledger)[0] == []


def test_the_register_counts_every_due_item_once(invented_feed: Feed, database: Database) -> None:
    board = page("ledger/progress")
    text = said(board)
    count = len(database.query("ledger/due_items"))
    assert "示例数据，不是真实进展" in text
    assert f"共 {count} 个应报项" in text.replace("\\", "")
    newest: dict[str, str] = {}
    for report in invented_feed.released:
        newest[report["due_id"]] = max(report["ends_on"], newest.get(report["due_id"], ""))
    older = sum(day < "2023-03-31" for day in newest.values())
    assert older > 0
    assert f"（{len(newest) - older} 项报到这一天，{older} 项为更早的数）" in text.replace("\\", "")
    rows_listed = listed(board)
    assert list(rows_listed.columns[:1]) == ["目标"]
    assert {"进度灯", "报送灯", "累计完成", "序时应完成"} <= set(rows_listed.columns)
    assert len(rows_listed) == 40
    assert "个百分点及以上为绿灯" in text.replace("\\", "")
    assert "出处：" in text
    assert "完成率 =" in text.replace("\\", "")


def test_the_register_adds_up_to_the_targets_and_tasks_of_the_other_pages(
    invented_feed: Feed, database: Database
) -> None:
    """By the tables alone: a target that is set for each year is reported once a year."""
    with (data_folder() / "targets.csv").open(encoding="utf-8", newline="") as text:
        targets = list(csv.DictReader(text))
    counted = [row for row in targets if not row["restates"] and not row["part_of"]]
    dues = database.query("ledger/due_items")
    figures, bare = int((dues["kind"] == "figure").sum()), int((dues["kind"] == "task").sum())
    hidden = [row for row in counted if row["withheld"] == "true"]
    told = said(page("ledger/progress")).replace("\\", "")
    years = figures - len(counted)
    made_of = f"{len(dues)} 个应报项 = {len(counted)} 个目标（各一项，每年一报的多 {years} 项）"
    assert f"{made_of}+ {bare} 项没有量化目标的任务。" in told
    items, beside = int(dues["withheld"].sum()), [row for row in targets if row not in counted]
    assert f"原文隐去的 {items} 项是 {len(hidden)} 个目标，每年一报的多 {items - len(hidden)} 项。" in told
    again = sum(row["withheld"] == "true" for row in beside)
    assert (
        f"目标清单另有这些目标的重复表述、其中项和另一种计量 {len(beside)} 条（原文隐去 {again} 条），不另报。" in told
    )
    one = said(page("ledger/progress", districts="周村区")).replace("\\", "")
    mine = dues[dues["district_id"] == "zhoucun"]
    assert f"{len(mine)} 个应报项 = {mine['target_id'].nunique()} 个目标（各一项）+ " in one
    assert "原文隐去的" not in one


@pytest.mark.parametrize(("facet", "name"), [("districts", "青州市"), ("categories", "乡村振兴"), ("lights", "黄灯"),
    ("departments", "市民政局（青州）"), ("punctuality", "已发布")])  # fmt: skip
def test_the_register_is_narrowed_by_every_facet(
    invented_feed: Feed, database: Database, facet: str, name: str
) -> None:
    dues = database.query("ledger/due_items")
    board = page("ledger/progress", **{facet: name})
    told = said(board).replace("\\", "")
    found = int(re.search(r"共 (\d+) 个应报项", told)[1])  # type: ignore[index]
    assert 0 < found < len(dues)
    if facet == "categories":
        assert found == int((dues["category"] == name).sum())
    if facet == "departments":
        code = database.query("choices/departments", codes=[], names=[name], words=[], most=1)["code"][0]
        assert found == sum(code in leads for leads in dues["lead_ids"])


def test_items_of_several_leads_are_counted_under_the_department_asked_for(
    invented_feed: Feed, database: Database
) -> None:
    """Who asks for one department reads the same number in the bars and in the list."""
    leads = [list(codes) for codes in database.query("ledger/due_items")["lead_ids"]]
    code = max({code for codes in leads for code in codes[1:]}, key=lambda code: sum(code in c[1:] for c in leads))
    made = catalogue.exhibit(comparing, f"ledger-departments?departments={code}", focus="", made_on=date(2023, 5, 5))
    assert isinstance(made, Exhibit)
    assert list(made.table()["合计"]) == [sum(code in codes for codes in leads)]
    assert "所选部门中的第一个" in made.meta
    everything = catalogue.exhibit(comparing, "ledger-departments", focus="", made_on=date(2023, 5, 5))
    assert isinstance(everything, Exhibit)
    assert everything.table()["合计"].sum() == len(leads)
    assert "几个部门牵头的计入第一个" in everything.meta


@pytest.mark.parametrize(("script", "parameters"), [("board/overview", {}), ("board/district", {"district": "青州市"}),
    ("board/department", {"departments": "市工信局（青州）"})])  # fmt: skip
def test_pages_of_the_plans_have_a_strip(invented_feed: Feed, script: str, parameters: dict[str, str]) -> None:
    text = said(page(script, **parameters))
    assert "示例 进展截至 2023-03-31" in text.replace("\\", "")


def test_a_task_has_its_progress_or_the_lights_of_its_targets(invented_feed: Feed) -> None:
    shown = {report["due_id"] for report in invented_feed.released if report["ends_on"] == "2023-03-31"}
    words_alone = next(due for due in board_ledger.dues() if due["kind"] == "task")  # first reported in June
    assert "尚无已发布的填报" in plain(said(page("evidence/task", task=words_alone["task_id"])))
    figured = next(due for due in board_ledger.dues() if due["kind"] == "figure" and due["due_id"] in shown)
    count = sum(due["task_id"] == figured["task_id"] for due in board_ledger.dues())
    told = plain(said(page("evidence/task", task=figured["task_id"])))
    assert "示例 进展截至 2023-03-31" in told
    assert f"共 {count} 个应报项" in told


def test_a_line_has_the_lights_of_what_its_departments_lead(invented_feed: Feed, records: Records) -> None:
    own = {row["department_id"] for row in records["departments"] if "agriculture" in row["line_ids"].split(";")}
    expected = sum(not own.isdisjoint(due["lead_ids"]) for due in board_ledger.dues())
    name = next(row["name"] for row in records["lines"] if row["line_id"] == "agriculture")
    assert f"共 {expected} 个应报项" in plain(said(page("board/department", lines=name)))


LEDGER_PAGES = [name for name, page in PAGE.items() if page.needs_ledger]
OWN = re.compile("佐证：|（\\d{4}-\\d\\d-\\d\\d）$")  # files that people brought, given back as they came


@pytest.mark.parametrize("name", LEDGER_PAGES)
def test_heads_tabs_and_files_of_every_page_say_that_it_is_invented(
    invented_feed: Feed, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    tabs, files = [], {}
    give, configure = st.download_button, st.set_page_config

    def giving(label: str, data: object = None, file_name: str | None = None, *rest: object, **more: Any) -> bool:
        files[label] = file_name or rest[0]
        return give(label, data, file_name, *rest, **more)  # type: ignore[arg-type]

    def naming(page_title: str | None = None, **more: Any) -> None:
        tabs.append(page_title)
        configure(page_title=page_title, **more)

    monkeypatch.setattr(st, "download_button", giving)
    monkeypatch.setattr(st, "set_page_config", naming)
    monkeypatch.setattr(board_ledger, "person", lambda: Actor("one", "本机用户", alone=True))
    for parameters in ({}, {"managing": "周期"}) if name == "people" else ({},):
        board = page(f"ledger/{name}", **parameters)
        assert not board.exception
        assert [title.value for title in board.title] == [f"示例 {PAGE[name].title}"]
        assert "示例数据，不是真实进展" in said(board)
    assert str(tabs[-1]).startswith(f"示例 · {PAGE[name].title} · ")
    assert {
        label: file for label, file in files.items() if not OWN.search(label) and not file.startswith("示例 ")
    } == {}
    assert files or name == "courses"


def test_a_target_has_its_progress(invented_feed: Feed, database: Database) -> None:
    dues = database.query("ledger/due_items").set_index("due_id")
    lit = next(
        row for row in invented_feed.released if row["value"] and dues.loc[row["due_id"], "reading"] == "cumulative"
    )
    board = page("evidence/target", target=str(dues.loc[lit["due_id"], "target_id"]))
    assert "示例 进展" in [heading.value for heading in board.subheader]
    assert str(lit["value"]).split(".")[0] in said(board)


def test_a_target_says_in_the_departments_words_why_it_lags(invented_feed: Feed, database: Database) -> None:
    targets = {row["due_id"]: row["target_id"] for row in database.query("ledger/due_items").to_dict("records")}
    newest = {row["due_id"]: row for row in sorted(invented_feed.released, key=lambda row: str(row["ends_on"]))}
    of_targets = [row for row in newest.values() if isinstance(targets[row["due_id"]], str)]
    behind = next(row for row in of_targets if row["outlook"] == "in_difficulty")
    text = plain(said(page("evidence/target", target=targets[behind["due_id"]])))
    assert "存在问题：示例：前期手续未办完。" in text
    assert "本单位研判：有困难" in text
    on_time = next(row for row in of_targets if row["outlook"] == "on_time")
    text = plain(said(page("evidence/target", target=targets[on_time["due_id"]])))
    assert "存在问题" not in text
    assert "本单位研判：能按期完成" in text


def test_without_a_ledger_nothing_of_it_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("POLICYTARGETS_LEDGER", raising=False)
    for script in ("board/overview", "evidence/target"):
        text = said(page(script, **({"target": "jiangbei-2023/17-1"} if "target" in script else {})))
        assert "进展截至" not in text
        assert "示例数据" not in text
    assert "没有配置工作台账" in said(page("ledger/progress"))
    assert "没有配置工作台账" in said(page("ledger/report"))
    assert "没有配置工作台账" in said(page("ledger/dispatch"))


@pytest.mark.parametrize(
    "place", ["sqlite:////nowhere/ledger.sqlite", "mysql://x", "postgresql+psycopg://x@/y?host=/nowhere"]
)
def test_a_ledger_that_can_not_be_read_leaves_the_board_running(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICYTARGETS_LEDGER", place)
    board = page("board/overview")
    assert not board.exception
    assert "台账暂不可用" in said(board)
    assert "台账暂不可用" in said(page("ledger/progress"))
