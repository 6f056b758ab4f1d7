"""Reports on both engines: every transition from every state, by whom it may be made, and what is never lost."""

from dataclasses import replace
from datetime import date

import pytest

from policytargets.errors import Refused
from policytargets.ledger.calendars import open_year
from policytargets.ledger.drafts import Filling, Place, draft, figure, keep_file, kept_files, save_draft
from policytargets.ledger.feed import feed
from policytargets.ledger.model import DueItem
from policytargets.ledger.proposals import Owner, assign
from policytargets.ledger.reports import decide, filling_of, sign, submit
from policytargets.ledger.states import TRANSITIONS, standing
from policytargets.people import accounts
from policytargets.people.model import Actor, Grant
from policytargets.store.engine import Ledger
from policytargets.store.verification import verify
from tests.ledger.days import never_closing
from tests.ledger.people import BOTH, CHECKER, OTHER, REPORTER

OWN = {
    "window_start": date(2023, 1, 1), "window_end": date(2023, 12, 31), "reporter_id": "qingzhou-industry",
}  # fmt: skip
ITEM = DueItem("qingzhou-2023/1-1", "at_least", 300, basis="new", unit="个", baseline=0, fingerprint="f", **OWN)
PLACE = Place(ITEM.due_id, "qingzhou-month-2023-09-30", "qingzhou-industry", "qingzhou")
NEXT = replace(PLACE, period_id="qingzhou-month-2023-10-31")
ALONE = Actor("one", "本机用户", alone=True)
FILLING = Filling(value="225", signed_by="示例乙")
TODAY = date(2023, 11, 5)
# From each state the events that lead on, written down again by hand from the office's rule.
POSSIBLE = {
    "": {"submitted"}, "submitted": {"withdrawn", "checked", "returned"}, "withdrawn": {"submitted"},
    "checked": {"returned", "released"}, "returned": {"submitted"}, "released": {"submitted"},
}  # fmt: skip
WAY = {
    "": [], "submitted": ["submitted"], "withdrawn": ["submitted", "withdrawn"], "checked": ["submitted", "checked"],
    "returned": ["submitted", "returned"], "released": ["submitted", "checked", "released"],
}  # fmt: skip


@pytest.fixture
def ledger(ledger: Ledger) -> Ledger:
    with never_closing():
        open_year(ledger, ["qingzhou", "zhoucun"], 2023, by="one")
    return ledger


def hand_in(ledger: Ledger, filling: Filling = FILLING, place: Place = PLACE, actor: Actor | None = REPORTER) -> None:
    submit(ledger, actor, place, ITEM, filling, record_version="v", today=TODAY)


def newest(ledger: Ledger) -> str:
    return str(feed(ledger).reports[-1]["report_id"]) if feed(ledger).reports else "none"


def do(ledger: Ledger, event: str, actor: Actor | None = None, filling: Filling = FILLING) -> None:
    if event == "submitted":
        hand_in(ledger, replace(filling, change_reason="统计口径核实"), actor=actor or REPORTER)
        return
    by = actor or (REPORTER if event == "withdrawn" else CHECKER)
    decide(
        ledger, by, newest(ledger), event, district_id="qingzhou", record_version="v", reason="数与佐证不符",
        without_evidence=True,
    )  # fmt: skip


@pytest.mark.parametrize("state", POSSIBLE)
def test_only_the_transitions_of_the_rule_are_possible(ledger: Ledger, state: str) -> None:
    for event in WAY[state]:
        do(ledger, event)
    before = verify(ledger)
    for event in set(TRANSITIONS) - POSSIBLE[state]:
        with pytest.raises(Refused):
            do(ledger, event)
    assert verify(ledger) == before
    for event in sorted(POSSIBLE[state])[:1]:
        do(ledger, event, filling=replace(FILLING, value="230"))
        assert feed(ledger).reports[-1]["state"] == event


def asked(ledger: Ledger, event: str, actor: Actor | None) -> None:
    if event == "submitted":
        hand_in(ledger, actor=actor)
    else:
        decide(ledger, actor, newest(ledger), event, district_id="qingzhou", record_version="v", reason="因")


@pytest.mark.parametrize("event", sorted(TRANSITIONS))
def test_others_may_not(ledger: Ledger, event: str) -> None:
    for step in {"released": ["submitted", "checked"], "submitted": []}.get(event, ["submitted"]):
        do(ledger, step)
    for actor in (None, OTHER, Actor("r", "示例", (Grant("reader"),)), Actor("m", "示例", (Grant("admin"),))):
        with pytest.raises(Refused):
            asked(ledger, event, actor)
    if event != "submitted":
        with pytest.raises(Refused):  # a district of one's own does not open another's report
            decide(ledger, OTHER, newest(ledger), event, district_id="zhoucun", record_version="v", reason="因")


def test_nobody_checks_their_own_report_but_one_alone_does_and_it_shows(ledger: Ledger) -> None:
    hand_in(ledger, actor=BOTH)
    with pytest.raises(Refused, match="另一人"):
        do(ledger, "checked", BOTH)
    do(ledger, "checked")
    assert not feed(ledger).reports[-1]["unseen"]
    alone = Actor("one", "本机用户", alone=True)
    hand_in(ledger, place=NEXT, actor=alone)
    do(ledger, "checked", alone)
    assert feed(ledger).reports[-1]["unseen"]


def test_a_correction_leaves_the_old_figure_shown_until_it_is_released(ledger: Ledger) -> None:
    for event in WAY["released"]:
        do(ledger, event)
    with pytest.raises(Refused, match="更正原因"):
        hand_in(ledger, replace(FILLING, value="230"))
    hand_in(ledger, replace(FILLING, value="230", change_reason="漏报一家"))
    assert [row["value"] for row in feed(ledger).released] == ["225"]
    do(ledger, "checked")
    do(ledger, "released")
    assert [(row["value"], row["revision"]) for row in feed(ledger).released] == [("230", 2)]


@pytest.mark.parametrize("way", [[], ["withdrawn"], ["returned"], ["checked", "returned"]])
def test_a_correction_that_is_given_up_leaves_what_was_released(ledger: Ledger, way: list[str]) -> None:
    for event in WAY["released"]:
        do(ledger, event)
    correction = replace(FILLING, value="230", change_reason="漏报一家")
    hand_in(ledger, correction)
    for event in way:
        do(ledger, event)
    held = feed(ledger)
    newest = held.newest[PLACE.due_id, PLACE.period_id]
    assert (standing(newest), newest["value"], newest["corrects"]["value"]) == ("released", "230", "225")
    save_draft(ledger, REPORTER, PLACE, replace(FILLING, value="240"), 0)
    for actor in (None, OTHER):
        with pytest.raises(Refused):
            asked(ledger, "abandoned", actor)
    do(ledger, "abandoned", REPORTER)
    held = feed(ledger)
    newest = held.newest[PLACE.due_id, PLACE.period_id]
    assert (newest["state"], newest["value"], newest["corrects"]) == ("released", "225", None)
    assert [row["value"] for row in held.reports] == ["225", "230"]  # nothing is gone from the journal
    assert draft(ledger, PLACE) == (None, 0)
    assert verify(ledger)[0] == []
    with pytest.raises(Refused, match="更正原因"):
        hand_in(ledger, replace(FILLING, value="230"))
    hand_in(ledger, correction)  # the same again is another correction
    assert feed(ledger).reports[-1]["state"] == "submitted"


def test_a_checked_correction_is_not_given_up_and_one_sent_again_says_why(ledger: Ledger) -> None:
    for event in WAY["released"]:
        do(ledger, event)
    hand_in(ledger, replace(FILLING, value="230", change_reason="漏报一家"))
    do(ledger, "withdrawn")
    with pytest.raises(Refused, match="更正原因"):
        hand_in(ledger, replace(FILLING, value="231"))
    hand_in(ledger, replace(FILLING, value="231", change_reason="漏报一家"))
    do(ledger, "checked")
    with pytest.raises(Refused, match="不能放弃更正"):
        do(ledger, "abandoned", REPORTER)


def test_a_total_that_falls_needs_a_reason(ledger: Ledger) -> None:
    for event in WAY["released"]:
        do(ledger, event)
    with pytest.raises(Refused, match="225"):
        hand_in(ledger, replace(FILLING, value="224.5"), NEXT)
    hand_in(ledger, replace(FILLING, value="224.5", change_reason="核减一家"), NEXT)


def test_a_first_report_late_in_the_year_asks_for_nothing_before(ledger: Ledger) -> None:
    """Ten months of the period's year have gone by without one."""
    hand_in(ledger, place=NEXT)
    decide(
        ledger, CHECKER, newest(ledger), "checked", district_id="qingzhou", record_version="v", without_evidence=True
    )
    decide(ledger, CHECKER, newest(ledger), "released", district_id="qingzhou", record_version="v")
    (released,) = feed(ledger).released
    assert (released["value"], released["ends_on"], released["change_reason"]) == ("225", "2023-10-31", "")
    assert feed(ledger).around(ITEM.due_id, "2023-10-31") == ([], None)
    hand_in(ledger)  # September may still be told
    assert feed(ledger).reports[-1]["state"] == "submitted"


def test_a_total_falls_below_the_last_one_not_the_first(ledger: Ledger) -> None:
    earlier = replace(PLACE, period_id="qingzhou-month-2023-08-31")
    for place, value in ((earlier, "100"), (PLACE, "225")):
        hand_in(ledger, replace(FILLING, value=value), place)
        for event in ("checked", "released"):
            do(ledger, event)
    with pytest.raises(Refused, match="225"):
        hand_in(ledger, replace(FILLING, value="200"), NEXT)


def test_a_department_finds_its_own_workbooks_alone(ledger: Ledger) -> None:
    keep_file(ledger, REPORTER, PLACE.department_id, "本部门.xlsx", b"own", "v")
    keep_file(ledger, ALONE, "qingzhou-commerce", "别的部门.xlsx", b"other", "v")
    assert [file["name"] for file in kept_files(ledger, REPORTER, PLACE.department_id)] == ["本部门.xlsx"]
    with pytest.raises(Refused):
        kept_files(ledger, REPORTER, "qingzhou-commerce")


def test_the_same_click_twice_is_one_report(ledger: Ledger) -> None:
    first = submit(ledger, REPORTER, PLACE, ITEM, FILLING, record_version="v", today=TODAY)
    with pytest.raises(Refused):  # the page knew of no report; now there is one
        submit(ledger, REPORTER, PLACE, ITEM, replace(FILLING, value="1"), record_version="v", today=TODAY)
    assert first.entry_id == feed(ledger).version
    assert len(feed(ledger).reports) == 1


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("12", "12"), ("１２", "12"), ("1,200", "1200"), (" 12 ", "12"), ("012.50", "12.5"), ("0", "0"), ("-0.0", "0"),
     ("－3", "-3"), ("１，２００．５", "1200.5"), ("12,345,678", "12345678"),
     ("123456789012.12345678", "123456789012.12345678")],
)  # fmt: skip
def test_figures_are_taken_as_people_write_them(typed: str, kept: str) -> None:
    assert figure(typed) == kept


@pytest.mark.parametrize(
    "typed",
    ["", "  ", "12家", "约30", "12/15", "1e3", "一", "1.123456789", "12 %", "NaN", "=6+6", "１，２", "12,00", ",5"],
)
def test_what_is_no_figure_is_refused(typed: str) -> None:
    with pytest.raises(Refused):
        figure(typed)


@pytest.mark.parametrize(
    ("typed", "said"),
    [("7.123456789", "建议 7.12345679"), ("１，２", "千位分隔还是小数点"), ("12家", "建议 12")],
)
def test_a_refused_figure_says_what_is_wrong(typed: str, said: str) -> None:
    with pytest.raises(Refused, match=said):
        figure(typed)


@pytest.mark.parametrize(
    "filling",
    [Filling(signed_by="乙"), Filling(progress="没有数", signed_by="乙"), Filling(value="3"),
     Filling(figure_state="not_available", signed_by="乙"),
     Filling(value="3", signed_by="乙", progress="字" * 2001), Filling(value="3", signed_by="乙", finished_on="九月")],
)  # fmt: skip
def test_incomplete_reports_are_refused(ledger: Ledger, filling: Filling) -> None:
    with pytest.raises(Refused):
        hand_in(ledger, filling)
    assert feed(ledger).reports == []


def test_a_period_that_has_not_begun_takes_no_reports(ledger: Ledger) -> None:
    with pytest.raises(Refused, match="还没有开始"):
        submit(ledger, REPORTER, PLACE, ITEM, FILLING, record_version="v", today=date(2023, 9, 30))


def test_two_colleagues_on_one_draft(ledger: Ledger) -> None:
    version = save_draft(ledger, REPORTER, PLACE, Filling(value="1"), 0)
    assert save_draft(ledger, REPORTER, PLACE, Filling(value="2"), version) == 2
    with pytest.raises(Refused, match="同事"):
        save_draft(ledger, REPORTER, PLACE, Filling(value="3"), version)
    assert draft(ledger, PLACE) == (Filling(value="2"), 2)
    with pytest.raises(Refused):
        save_draft(ledger, CHECKER, PLACE, Filling(value="3"), 2)


def test_a_draft_ends_with_the_report_made_of_it_and_of_no_other(ledger: Ledger) -> None:
    def made_of(seen: int | None) -> None:
        told = {"record_version": "v", "today": TODAY, "seen": seen}
        submit(ledger, REPORTER, PLACE, ITEM, FILLING, **told)  # type: ignore[arg-type]

    save_draft(ledger, REPORTER, PLACE, FILLING, save_draft(ledger, REPORTER, PLACE, Filling(value="1"), 0))
    for old in (0, 1):
        with pytest.raises(Refused, match="刚在别处改过，请先在本项上方选用哪一份"):
            made_of(old)
    assert draft(ledger, PLACE) == (FILLING, 2)
    assert feed(ledger).reports == []
    made_of(2)
    assert draft(ledger, PLACE) == (None, 0)
    assert [report["value"] for report in feed(ledger).reports] == [FILLING.value]


def test_who_reports_by_another_way_than_the_form_leaves_its_draft(ledger: Ledger) -> None:
    save_draft(ledger, REPORTER, PLACE, Filling(progress="还没写完"), 0)
    hand_in(ledger)
    assert draft(ledger, PLACE) == (Filling(progress="还没写完"), 1)


def test_late_reports_say_by_how_many_days_in_china(ledger: Ledger) -> None:
    hand_in(ledger)
    report = feed(ledger).reports[-1]
    assert report["due_on"] == "2023-10-08"
    assert report["days_late"] > 700  # the test's clock is today's


def test_time_alone_changes_nothing(ledger: Ledger) -> None:
    hand_in(ledger)
    before = feed(ledger)
    with pytest.raises(Refused):
        submit(ledger, REPORTER, PLACE, ITEM, FILLING, record_version="v", today=date(2024, 11, 5))
    assert feed(ledger) == before


SIGNER = Actor("s", "示例庚", (Grant("signer", None, "qingzhou-industry"),))


def signing(ledger: Ledger, actor: Actor | None = SIGNER, report: str = "") -> None:
    sign(ledger, actor, report or newest(ledger), record_version="v")


@pytest.mark.parametrize("state", POSSIBLE)
def test_a_signer_signs_what_is_handed_in_and_it_moves_no_state(ledger: Ledger, state: str) -> None:
    for event in WAY[state]:
        do(ledger, event)
    if state not in ("submitted", "checked"):
        with pytest.raises(Refused):
            signing(ledger)
        return
    signing(ledger)
    signing(ledger)  # the same click again
    (report,) = feed(ledger).reports
    assert (report["state"], report["signed_by"]) == (state, "示例乙")
    with pytest.raises(Refused, match="已经审签"):
        signing(ledger, replace(SIGNER, person_id="t"))
    assert verify(ledger)[0] == []


def test_who_may_not_sign(ledger: Ledger) -> None:
    both = Actor("a", "示例甲", (*REPORTER.grants, *SIGNER.grants))
    hand_in(ledger, actor=both)
    for actor in (None, REPORTER, CHECKER, OTHER, Actor("m", "示例", (Grant("admin"),)),
                  Actor("z", "示例", (Grant("signer", None, "zhoucun-industry"),))):  # fmt: skip
        with pytest.raises(Refused):
            signing(ledger, actor)
    with pytest.raises(Refused, match="另一人"):
        signing(ledger, both)
    with pytest.raises(Refused):
        signing(ledger, report="nothing")


def test_a_new_revision_needs_a_new_signature(ledger: Ledger) -> None:
    hand_in(ledger)
    first = newest(ledger)
    signing(ledger)
    do(ledger, "returned")
    hand_in(ledger, replace(FILLING, value="226"))
    with pytest.raises(Refused):
        signing(ledger, replace(SIGNER, person_id="t"), first)
    accounts.begin(ledger)
    assert [bool(row["signer"]) for row in feed(ledger).reports] == [False, False]  # this one has no name in the ledger
    signing(ledger)
    assert feed(ledger).version == verify(ledger)[1]


def test_the_district_corrects_what_was_released_and_nothing_else(ledger: Ledger) -> None:
    mine = replace(FILLING, value="230", change_reason="统计局核定数")
    for events in ([], ["submitted"], ["checked"]):
        for event in events:
            do(ledger, event)
        with pytest.raises(Refused):
            hand_in(ledger, mine, actor=CHECKER)
    do(ledger, "released")
    for actor in (None, OTHER, SIGNER, Actor("m", "示例", (Grant("admin"),))):
        with pytest.raises(Refused):
            hand_in(ledger, mine, actor=actor)
    with pytest.raises(Refused):  # a district of one's own does not open another's report
        hand_in(ledger, mine, replace(PLACE, district_id="zhoucun"), OTHER)
    with pytest.raises(Refused, match="更正原因"):
        hand_in(ledger, replace(mine, change_reason=""), actor=CHECKER)
    hand_in(ledger, mine, actor=CHECKER)
    assert [row["value"] for row in feed(ledger).released] == ["225"]
    with pytest.raises(Refused, match="另一人"):
        do(ledger, "checked", CHECKER)
    other = replace(CHECKER, person_id="d")
    do(ledger, "checked", other)
    do(ledger, "released", other)
    assert [(row["value"], row["revision"]) for row in feed(ledger).released] == [("230", 2)]
    assert verify(ledger)[0] == []


def test_a_department_reports_its_own_items_alone(ledger: Ledger) -> None:
    """By the record, then as assigned; the district corrects what the one before has reported."""
    elsewhere = Actor("e", "示例戊", (Grant("reporter", None, "qingzhou-water"),))
    theirs = replace(PLACE, department_id="qingzhou-water")
    for place, actor in ((theirs, elsewhere), (theirs, ALONE), (replace(PLACE, due_id="qingzhou-2023/2-1"), REPORTER)):
        with pytest.raises(Refused, match="不由这个部门填报"):
            hand_in(ledger, place=place, actor=actor)
    for event in WAY["released"]:
        do(ledger, event)
    owner = Owner(ITEM.due_id, "qingzhou-industry", "qingzhou")
    assign(ledger, CHECKER, owner, "qingzhou-water", record_version="v")
    again = replace(FILLING, value="230", change_reason="漏报")
    with pytest.raises(Refused, match="不由这个部门填报"):
        hand_in(ledger, again, actor=REPORTER)
    hand_in(ledger, place=replace(theirs, period_id=NEXT.period_id), actor=elsewhere)
    hand_in(ledger, again, actor=CHECKER)
    assert [report["department_id"] for report in feed(ledger).reports] == [
        "qingzhou-industry", "qingzhou-water", "qingzhou-industry",
    ]  # fmt: skip


def test_a_figure_in_the_printed_unit_is_kept_as_typed_beside_the_converted(ledger: Ledger) -> None:
    grain = replace(ITEM, unit="万吨", unit_printed="亿斤", factor=5)
    typed = Filling("3.65", unit="亿斤", signed_by="示例乙", expected_on="2024-03-31")
    submit(ledger, REPORTER, PLACE, grain, typed, record_version="v", today=TODAY)
    submit(ledger, REPORTER, NEXT, grain, Filling("1 200", signed_by="示例乙"), record_version="v", today=TODAY)
    first, second = feed(ledger).reports
    assert (first["value"], first["unit"], first["value_as_typed"]) == ("18.25", "万吨", "3.65 亿斤")
    assert (first["expected_on"], filling_of(first)) == ("2024-03-31", typed)
    assert (second["value"], filling_of(second).value, filling_of(second).unit) == ("1200", "1 200", "")
    with pytest.raises(Refused, match="预计完成日期“明年三月”不是日期"):
        hand_in(ledger, replace(FILLING, expected_on="明年三月"), NEXT)
