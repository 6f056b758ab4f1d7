"""What was not released: who reads it where, every role on every page, on both engines, against a table written by
hand."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import make_url

from policytargets.errors import Refused
from policytargets.ledger.drafts import Filling, Place, keep_file, kept_files, save_draft
from policytargets.ledger.dues import due_item
from policytargets.ledger.evidence import attachments_text, evidence_file, keep_evidence
from policytargets.ledger.extensions import ExtensionForm, ask_extension
from policytargets.ledger.feed import feed
from policytargets.ledger.notes import add_note
from policytargets.ledger.proposals import CourseForm, Owner, propose_course
from policytargets.ledger.reports import decide, submit
from policytargets.people.model import Actor, Grant
from policytargets.record.database import Database
from policytargets.store.engine import Ledger
from policytargets.ui.blocks import ledger as board
from policytargets.ui.blocks.addresses import PAGES
from tests.engines import release
from tests.pages import opened as page
from tests.pages import said
from tests.ui.ledger.roles import DEPARTMENT, DISTRICT, PERIOD, ROLES, begun

DAY, PDF = date(2023, 10, 5), b"%PDF-1.4 invented"
DEPARTMENTS_OWN, LOG = "reporter signer", "reporter signer checker admin"
# What is said → page → the roles that read it there; nobody else does, and nobody on another page.
READ = {
    "示例草稿里的话": {"report": DEPARTMENTS_OWN},
    "示例待核对的话": {"report": DEPARTMENTS_OWN, "dispatch": "checker"},
    "示例补充的话": {"report": DEPARTMENTS_OWN, "dispatch": "checker"},
    "示例佐证.pdf": {"report": DEPARTMENTS_OWN},
    "示例退回的原因": {"report": DEPARTMENTS_OWN, "dispatch": "checker", "operations": LOG},
    "示例安排的理由": {"courses": "reporter checker", "operations": LOG},
    "示例延期的理由是雨季太长": {"courses": "reporter checker", "operations": LOG},
    "示例传回的表.xlsx": {"report": "reporter"},
}
AT = {"report": {"period": "2023年9月"}, "dispatch": {"round": "2023年9月"}}
FILES = {"evidence": "reporter signer checker", "workbooks": "reporter"}  # who is given the files themselves


def actor_of(role: str) -> Actor | None:
    grants = ROLES[role]
    return None if grants is None else Actor(f"person-{role}", "示例", grants)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def made(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, database: Database
) -> Iterator[Ledger]:
    """A department with one of everything that is not released: nothing of it is for others."""
    if request.param == "sqlite":
        address = f"sqlite:///{tmp_path_factory.mktemp('unreleased')}/ledger.sqlite"
    else:
        address = str(make_url(request.getfixturevalue("cluster").new_database()))  # as the pages are told it below
    ledger, monthly = begun(address, database)
    mine = [due_item(row) for row in monthly]
    waits, returned, draft = mine[:3]
    reporter, checker, told = actor_of("reporter"), actor_of("checker"), {"record_version": "v"}
    places = {item.due_id: Place(item.due_id, PERIOD, DEPARTMENT, DISTRICT) for item in mine}
    proof = keep_evidence(ledger, reporter, places[waits.due_id], "示例佐证.pdf", PDF, "v")
    for item, progress in ((waits, "示例待核对的话"), (returned, "已报")):
        evidence = attachments_text((proof,)) if item == waits else ""
        filling = Filling("1", progress=progress, signed_by="示例乙", evidence=evidence)
        submit(ledger, reporter, places[item.due_id], item, filling, today=DAY, **told)
    report = feed(ledger).reports[-1]["report_id"]
    decide(ledger, checker, report, "returned", district_id=DISTRICT, reason="示例退回的原因", **told)
    save_draft(ledger, reporter, places[draft.due_id], Filling(progress="示例草稿里的话"), 0)
    keep_file(ledger, reporter, DEPARTMENT, "示例传回的表.xlsx", b"PK", "v")
    lead = Actor("lead", "示例辛", (Grant("reporter", None, "qingzhou-lead"),))
    there = replace(places[waits.due_id], department_id="qingzhou-lead")
    add_note(ledger, lead, there, waits, (DEPARTMENT, "qingzhou-lead"), "示例补充的话", today=DAY, **told)
    owner = Owner(waits.due_id, DEPARTMENT, DISTRICT)
    propose_course(ledger, reporter, owner, waits, CourseForm("final", reason="示例安排的理由"), **told)
    asked = ExtensionForm("2024-06-30", "示例延期的理由是雨季太长", "已开工", "加快", "示例乙")
    ask_extension(ledger, reporter, owner, waits, asked, today=DAY, **told)
    yield ledger
    release(ledger)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", [own.name for own in PAGES if own.needs_ledger])
def test_each_reads_on_each_page_what_concerns_them_and_nothing_else(
    made: Ledger, monkeypatch: pytest.MonkeyPatch, role: str, name: str
) -> None:
    monkeypatch.setenv("POLICYTARGETS_LEDGER", str(made.address))
    monkeypatch.setattr(board, "person", lambda: actor_of(role))
    shown = page(
        f"ledger/{name}", **{"report": {"period": "2023年9月"}, "dispatch": {"round": "2023年9月"}}.get(name, {})
    )
    assert not shown.exception
    buttons = [element.proto.label for element in shown.get("download_button")]
    fields = [str(field.value) for field in [*shown.text_area, *shown.text_input]]
    options = [word for box in [*shown.selectbox, *shown.multiselect] for word in box.options]
    text = "\n".join([said(shown), *buttons, *fields, *options])
    assert {words for words in READ if words in text} == {
        words for words, places in READ.items() if role in places.get(name, "").split()
    }


@pytest.mark.parametrize("role", ROLES)
def test_files_are_given_to_those_whom_they_concern(made: Ledger, role: str) -> None:
    actor = actor_of(role)
    (proof,) = feed(made).reports[0]["evidence"]
    if role in FILES["evidence"].split():
        assert evidence_file(made, actor, proof["evidence_id"], DISTRICT) == PDF
    else:
        with pytest.raises(Refused):
            evidence_file(made, actor, proof["evidence_id"], DISTRICT)
    if role in FILES["workbooks"].split():
        assert [file["name"] for file in kept_files(made, actor, DEPARTMENT)] == ["示例传回的表.xlsx"]
    else:
        with pytest.raises(Refused):
            kept_files(made, actor, DEPARTMENT)
