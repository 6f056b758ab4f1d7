"""A ledger in which one district is a month ahead: pages open with the day up to which most has been reported."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from policytargets.exhibits import catalogue
from policytargets.exhibits.model import Exhibit
from policytargets.ledger.drafts import Filling, Place
from policytargets.ledger.dues import due_item
from policytargets.ledger.feed import feed
from policytargets.ledger.reports import decide, submit
from policytargets.people.model import Actor
from policytargets.record.database import Database
from policytargets.store.engine import Ledger
from policytargets.ui.blocks import comparing, ledger_days, ledger_released
from tests.engines import opened, release
from tests.pages import opened as page
from tests.pages import plain, said

ALONE = Actor("one", "本机用户", alone=True)
MARCH, APRIL = date(2023, 3, 31), date(2023, 4, 30)
AHEAD, FEW = "qingzhou", 5


@pytest.fixture
def made(invented: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, database: Database) -> Iterator[Ledger]:
    """A few items of one district have a figure of April, everything else is of March or older."""
    ledger = opened(f"sqlite:///{shutil.copyfile(invented, tmp_path / 'ledger.sqlite')}")
    monkeypatch.setenv("POLICYTARGETS_LEDGER", str(ledger.address))
    released_in_april(ledger, [row for row in monthly(database) if row["district_id"] == AHEAD][:FEW])
    yield ledger
    release(ledger)


def monthly(database: Database) -> list[dict[str, object]]:
    """The items for which April is reported: those of every month whose time is not over."""
    dues = database.query("ledger/due_items")
    now = (dues["window_start"].dt.date <= APRIL) & (dues["window_end"].dt.date >= APRIL)
    return dues[(dues["cadence"] == "month") & now].to_dict("records")  # type: ignore[return-value]


def released_in_april(ledger: Ledger, rows: list[dict[str, object]]) -> None:
    for row in rows:
        place = Place(str(row["due_id"]), period_of(row), str(row["reporter_id"]), str(row["district_id"]))
        filling = Filling("0", progress="示例", signed_by="示例乙", change_reason="示例")
        submit(ledger, ALONE, place, due_item(row), filling, record_version="v", today=date(2023, 5, 3))
    for event in ("checked", "released"):
        for report in feed(ledger).reports[-len(rows) :]:
            place = {"district_id": report["district_id"], "record_version": "v"}
            decide(ledger, ALONE, report["report_id"], event, without_evidence=True, **place)


def period_of(row: dict[str, object]) -> str:
    return f"{row['district_id']}-month-{APRIL}"


def shown(script: str, **parameters: str) -> str:
    board = page(script, **parameters)
    assert not board.exception
    return plain(said(board))


def test_a_few_who_are_ahead_move_no_page(made: Ledger, database: Database) -> None:
    told = shown("ledger/progress")
    assert "截至 2023-03-31（" in told
    assert f"2023-04-30 仅 {FEW} 项报到（应报 {len(monthly(database))} 项），可在“数据截至”中改选。" in told
    assert f"截至 2023-04-30（{FEW} 项报到这一天，" in shown("ledger/progress", as_of="2023-04-30")
    for script, own, ahead in (
        ("board/overview", {}, True), ("board/district", {"district": "青州市"}, True),
        ("board/district", {"district": "周村区"}, False),
    ):  # fmt: skip
        text = shown(script, **own)
        assert "进展截至 2023-03-31（" in text
        assert (f"其中 {FEW} 项另有更晚的数，见台账。" in text) == ahead, own
        assert "没有一项报到这一天" not in text


def test_a_target_with_a_newer_figure_says_where_comparisons_stand(made: Ledger, database: Database) -> None:
    rows = [row for row in monthly(database) if row["district_id"] == AHEAD]
    told = "这里是最新的数；各区县比较和台账打开时截至 2023-03-31，数和灯可能不同。"
    for row, newer in ((rows[0], True), (rows[FEW], False)):
        assert (told in shown("evidence/target", target=str(row["target_id"]))) == newer


def test_comparisons_and_slides_speak_of_the_same_day(made: Ledger) -> None:
    days = {told.as_of for told in ledger_released.progress().by_target.values()}
    assert max(days) == MARCH
    for kind in ("ledger-departments", "ledger-items"):
        found = catalogue.exhibit(comparing, kind, focus="", made_on=date(2023, 5, 5))
        assert isinstance(found, Exhibit)
        assert "数据截至 2023-03-31（" in found.meta
        assert "as_of" not in found.subject
        asked = catalogue.exhibit(comparing, f"{kind}?as_of=2023-04-30", focus="", made_on=date(2023, 5, 5))
        assert isinstance(asked, Exhibit)
        assert "as_of=2023-04-30" in asked.subject


def test_once_half_has_come_the_pages_move_and_who_is_behind_keeps_its_day(made: Ledger, database: Database) -> None:
    asked, came = monthly(database), {row["due_id"] for row in feed(made).released if row["ends_on"] == str(APRIL)}
    rest = [row for row in asked if row["due_id"] not in came and row["district_id"] != "zhoucun"]
    missing = -(-len(asked) // 2) - FEW
    released_in_april(made, rest[: missing - 1])
    assert ledger_days.opening().day == str(MARCH)
    released_in_april(made, rest[missing - 1 : missing])
    told = shown("ledger/progress")
    assert f"截至 2023-04-30（{FEW + missing} 项报到这一天，" in told
    assert "项报到（应报" not in told
    assert "进展截至 2023-04-30（" in shown("board/overview")
    behind = shown("board/district", district="周村区")
    assert "进展截至 2023-03-31（" in behind
    assert "没有一项报到这一天" not in behind
