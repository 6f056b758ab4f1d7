"""The light that 填报 shows before a report is sent is the one that 台账 shows once it is released."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from policytargets import settings
from policytargets.ledger.drafts import Filling, Place, save_draft
from policytargets.ledger.dues import due_item
from policytargets.ledger.feed import feed
from policytargets.ledger.reports import decide, submit
from policytargets.record.database import Database
from policytargets.store.engine import Ledger
from policytargets.ui.blocks import ledger as board
from tests.engines import release
from tests.ledger.cases import RULES
from tests.pages import opened as page
from tests.pages import plain
from tests.ui.ledger.months import ALONE, as_the_reporter, with_years

YEARLY = "chiping-2023-2025/15-3"  # 10 % a year 左右, on average from 2023 to 2025
THINGS = "chiping-2023-2025/4-1"  # 10 by the end of 2025, 6 of them by that of 2024
TASK = "task:chiping-2023-2025/3"


def released(ledger: Ledger, row: dict[str, Any], place: Place, filling: Filling) -> None:
    day = date.fromisoformat(place.period_id[-10:]) + timedelta(days=5)
    submit(ledger, ALONE, place, due_item(row), filling, record_version="v", today=day)
    for event in ("checked", "released"):
        report_id = feed(ledger).reports[-1]["report_id"]
        decide(ledger, ALONE, report_id, event, district_id="chiping", record_version="v", without_evidence=True)


def places(row: dict[str, Any]) -> list[Place]:
    """The last periods of both years."""
    ends = [f"chiping-{row['cadence']}-{year}-12-31" for year in (2023, 2024)]
    return [Place(row["due_id"], period_id, row["reporter_id"], "chiping") for period_id in ends]


def preview(department: str, period: str, name: str) -> str:
    """What the card of a name says of the light; every card on the page is a form."""
    shown = page("ledger/report", reporter=f"{department}（茌平）", period=period)
    assert not shown.exception
    names = [plain(element.value).split("**")[1] for element in shown.markdown if element.value.startswith("**")]
    told = [plain(element.value) for element in shown.caption if element.value.startswith(("提交后", "填好后"))]
    return dict(zip(names, told, strict=True))[name].removeprefix("提交后：")


@pytest.fixture
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ledger]:
    address = f"sqlite:///{tmp_path}/ledger.sqlite"
    made = with_years(address, ["chiping"], 2023, 2024)
    as_the_reporter(monkeypatch, address)
    monkeypatch.setattr(settings, "today", lambda: date(2025, 1, 5))
    yield made
    release(made)


CASES = [
    (YEARLY, "year", Filling("12", signed_by="示例乙")),
    (YEARLY, "year", Filling(figure_state="not_available", progress="待公布", signed_by="示例乙")),
    (THINGS, "month", Filling("8", signed_by="示例乙", outlook="impossible")),
    (THINGS, "month", Filling(figure_state="not_available", progress="待公布", signed_by="示例乙")),
    (TASK, "half_year", Filling(progress="已办完", finished_on="2024-11-30", signed_by="示例乙")),
    (TASK, "half_year", Filling(progress="在办", signed_by="示例乙")),
]


@pytest.mark.parametrize(("due_id", "cadence", "filling"), CASES)
def test_the_preview_is_the_light_of_a_release(
    ledger: Ledger, database: Database, due_id: str, cadence: str, filling: Filling
) -> None:
    row = database.query("ledger/due_items").set_index("due_id", drop=False).loc[due_id].to_dict()
    first, last = places(row)
    earlier = Filling("6" if due_id == YEARLY else "3", progress="在办", signed_by="示例乙")
    released(ledger, row, first, earlier)
    save_draft(ledger, ALONE, last, filling, 0)
    words = {"year": "2024年", "month": "2024年12月", "half_year": "2024年下半年"}[cadence]
    before = preview(row["leads"][0], words, row["name"])
    released(ledger, row, last, filling)
    (standing,) = [row for row in board.standings(date(2024, 12, 31), RULES["board"]) if row["due_id"] == due_id]
    light = standing["light"]
    assert before.startswith(plain(f"{board.lit(light)}。{light.reason}"))


def test_the_preview_of_a_mean_counts_the_years_before(ledger: Ledger, database: Database) -> None:
    row = database.query("ledger/due_items").set_index("due_id", drop=False).loc[YEARLY].to_dict()
    first, last = places(row)
    released(ledger, row, first, Filling("6", signed_by="示例乙"))
    save_draft(ledger, ALONE, last, Filling("12", signed_by="示例乙"), 0)
    # (1.06 x 1.12)^(1/2) - 1 = 8.95870777... %; 10 左右 holds from 9.5, 0.5413 above it.
    told = preview(row["leads"][0], "2024年", row["name"])
    assert told.startswith("▲ 黄灯 · 略低于序时"), told
    assert "距目标 0.54129223 个百分点" in told, told
