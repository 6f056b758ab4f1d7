"""The invented ledger: labelled, proved, its lights those of the query; pages of the plans show their progress."""

from collections.abc import Iterator
from datetime import date

import pytest

from policytargets.__main__ import main
from policytargets.ledger.courses import default_course
from policytargets.ledger.dues import due_item, light_rule
from policytargets.ledger.feed import Feed, feed, readings
from policytargets.ledger.lights import progress_light
from policytargets.ledger.model import Reading
from policytargets.ledger.periods import period_of
from policytargets.record.database import Database
from policytargets.store.engine import Ledger
from policytargets.store.verification import verify
from tests.engines import opened, release
from tests.pages import opened as page
from tests.pages import said


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    file = tmp_path_factory.mktemp("demo") / "demo.sqlite"
    assert main(["ledger", "demo", str(file), "--until", "2023-03"]) == 0
    ledger = opened(f"sqlite:///{file}")
    yield ledger
    release(ledger)


@pytest.fixture
def shown(made: Ledger, monkeypatch: pytest.MonkeyPatch) -> Feed:
    monkeypatch.setenv("POLICYTARGETS_LEDGER", str(made.address))
    return feed(made)


def test_it_is_invented_for_ever_and_whole(made: Ledger) -> None:
    held = feed(made)
    assert held.kind == "demo"
    assert verify(made)[0] == []
    assert len(held.released) > 300
    assert {report["state"] for report in held.reports} == {"released", "returned"}
    assert any(report["days_late"] for report in held.reports)
    assert {report["submitted_by"][:2] for report in held.reports} == {"示例"}
    assert main(["ledger", "demo", str(made.file), "--until", "2023-03"]) == 1
    with pytest.raises(Exception, match="append-only"), made.writes.begin() as connection:
        connection.exec_driver_sql("UPDATE meta SET value = 'real' WHERE key = 'kind'")


def test_pages_and_query_give_the_same_lights(made: Ledger, database: Database) -> None:
    """What pages work out item by item is what the query gives for the released readings."""
    dues = {row["due_id"]: due_item(row) for row in database.query("ledger/due_items").to_dict("records")}
    rule = light_rule(database.query("ledger/light_rules").iloc[0].to_dict())
    released = [row for row in feed(made).released if dues[row["due_id"]].kind == "figure"]
    given = database.query("ledger/lights", {"readings": readings(released)}, rule=rule.rule_id)
    found = {(row["due_id"], row["as_of"].date()): (row["light"], row["state"]) for row in given.to_dict("records")}
    assert len(found) == len(released) > 300
    for row in released:
        item, day = dues[row["due_id"]], date.fromisoformat(row["ends_on"])
        period = period_of(item.cadence, day)
        light = progress_light(item, default_course(item), Reading(row["value"], row["figure_state"]), period, rule)
        expected = found[row["due_id"], day]
        assert (light.light, light.state) == (None if expected[0] != expected[0] else expected[0], expected[1]), row


def test_the_register_counts_every_due_item_once(shown: Feed, database: Database) -> None:
    board = page("ledger/progress")
    text = said(board)
    count = len(database.query("ledger/due_items"))
    assert "示例数据，不是真实进展" in text
    assert f"共 {count} 个应报项" in text.replace("\\", "")
    assert len(board.dataframe[0].value) == count
    assert "个百分点及以上为绿灯" in text.replace("\\", "")
    assert "出处：" in text
    assert "完成率 =" in text.replace("\\", "")


@pytest.mark.parametrize(("script", "parameters"), [("board/overview", {}), ("board/district", {"district": "青州市"}),
    ("board/department", {"departments": "市工信局（青州）"})])  # fmt: skip
def test_pages_of_the_plans_have_a_strip(shown: Feed, script: str, parameters: dict[str, str]) -> None:
    text = said(page(script, **parameters))
    assert "示例 进展（截至 2023-03-31）" in text.replace("\\", "")


def test_a_target_has_its_progress(shown: Feed, database: Database) -> None:
    dues = database.query("ledger/due_items").set_index("due_id")
    lit = next(row for row in shown.released if row["value"] and dues.loc[row["due_id"], "reading"] == "cumulative")
    board = page("evidence/target", target=str(dues.loc[lit["due_id"], "target_id"]))
    assert "示例 进展" in [heading.value for heading in board.subheader]
    assert str(lit["value"]).split(".")[0] in said(board)


def test_without_a_ledger_nothing_of_it_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("POLICYTARGETS_LEDGER", raising=False)
    for script in ("board/overview", "evidence/target"):
        text = said(page(script, **({"target": "jiangbei-2023/17-1"} if "target" in script else {})))
        assert "进展（截至" not in text
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
