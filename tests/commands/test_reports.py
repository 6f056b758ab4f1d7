"""The commands by which reports are signed and what was released is corrected."""

from datetime import date
from pathlib import Path

import pytest

from policytargets.__main__ import main
from policytargets.ledger.drafts import Filling, Place
from policytargets.ledger.dues import due_item
from policytargets.ledger.feed import feed
from policytargets.ledger.reports import decide, submit
from policytargets.people import accounts
from policytargets.people.model import Actor, Grant
from policytargets.record.database import Database
from policytargets.store.engine import Ledger
from policytargets.store.verification import verify
from tests.engines import opened, release

DEPARTMENT, DISTRICT, DUE = "zhoucun-culture-tourism", "zhoucun", "zhoucun-2023/51-1"
PERIOD = f"{DISTRICT}-month-2023-09-30"
NAMES = {
    "示例甲": Grant("reporter", None, DEPARTMENT), "示例乙": Grant("signer", None, DEPARTMENT),
    "示例丙": Grant("checker", DISTRICT), "示例丁": Grant("checker", "qingzhou"),
}  # fmt: skip


@pytest.fixture(params=["sqlite", "postgresql"])
def made(request: pytest.FixtureRequest, tmp_path: Path, database: Database, monkeypatch: pytest.MonkeyPatch):
    """A ledger on either engine, made by the commands, with one report that waits."""
    file = f"sqlite:///{tmp_path}/ledger.sqlite"
    address = file if request.param == "sqlite" else request.getfixturevalue("cluster").new_database()
    monkeypatch.setenv("POLICYTARGETS_LEDGER", address)
    assert main(["ledger", "init"]) == 0
    assert main(["ledger", "periods", "2023"]) == 0
    ledger = opened(address)
    people = {name: accounts.add_person(ledger, name, [grant]) for name, grant in NAMES.items()}
    reporter = Actor(people["示例甲"], "示例甲", (NAMES["示例甲"],))
    item = due_item(database.query("ledger/due_items").set_index("due_id", drop=False).loc[DUE].to_dict())
    place = Place(DUE, PERIOD, DEPARTMENT, DISTRICT)
    filling = Filling("6", progress="示例进展", signed_by="示例局长")
    submit(ledger, reporter, place, item, filling, record_version="v", today=date(2023, 10, 3))
    yield ledger
    release(ledger)


def let_go(ledger: Ledger, name: str) -> None:
    """Check and release the newest report as this person."""
    person = accounts.person_by_subject(ledger, f"account:{name}")
    for event in ("checked", "released"):
        decide(
            ledger, Actor(str(person), name, (NAMES[name],)), feed(ledger).reports[-1]["report_id"], event,
            district_id=DISTRICT, record_version="v", without_evidence=True,
        )  # fmt: skip


def test_a_report_is_signed_and_corrected_by_command(made: Ledger, capsys: pytest.CaptureFixture[str]) -> None:
    def refused(*words: str, by: str) -> str:
        assert main(["ledger", *words, "--as", by]) == 1
        return capsys.readouterr().err

    correct = ("correct", DUE, PERIOD, "--value", "5", "--reason", "重复计入一场")
    assert "权限" in refused("sign", DUE, PERIOD, by="示例甲")
    assert "没有填报" in refused("sign", DUE, f"{DISTRICT}-month-2023-08-31", by="示例乙")
    assert main(["ledger", "sign", DUE, PERIOD, "--as", "示例乙"]) == 0
    before = feed(made).version
    assert main(["ledger", "sign", DUE, PERIOD, "--as", "示例乙"]) == 0  # twice is one command
    assert feed(made).version == before
    assert feed(made).reports[-1]["signer"] == "示例乙"
    assert "还没有发布" in refused(*correct, by="示例丙")
    let_go(made, "示例丙")
    assert "权限" in refused(*correct, by="示例丁")
    assert "权限" in refused(*correct, by="示例乙")
    assert "建议 5" in refused("correct", DUE, PERIOD, "--value", "5场", "--reason", "因", by="示例丙")
    assert main(["ledger", *correct, "--as", "示例丙"]) == 0
    old, new = feed(made).reports
    assert [(row["value"], row["state"], row["shown"]) for row in (old, new)] == [
        ("6", "released", True), ("5", "submitted", False),
    ]  # fmt: skip
    assert (new["revision"], new["progress"], new["signed_by"], new["change_reason"], new["signer"]) == (
        2, "示例进展", "示例局长", "重复计入一场", "",
    )  # fmt: skip
    with pytest.raises(Exception, match="另一人核对"):
        let_go(made, "示例丙")
    assert verify(made)[0] == []
