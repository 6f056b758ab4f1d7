"""What goes wrong with a ledger is a sentence on its pages; nothing is lost, and the rest of the board runs."""

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import event

from policytargets.errors import NotSaved
from policytargets.people.model import Actor
from policytargets.ui.blocks import ledger
from policytargets.ui.ledger import report
from tests.engines import opened as connected
from tests.engines import release
from tests.pages import opened, plain, said


@pytest.fixture
def place(invented: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    copy = tmp_path / "ledger.sqlite"
    shutil.copyfile(invented, copy)
    monkeypatch.setenv("POLICYTARGETS_LEDGER", f"sqlite:///{copy}")
    yield copy
    release(connected(f"sqlite:///{copy}"))


@pytest.mark.parametrize(("step", "todo"), [("0000", "ledger upgrade"), ("9999", "请先升级本程序")])
def test_another_schema_closes_the_wing_alone(place: Path, step: str, todo: str) -> None:
    with sqlite3.connect(place) as connection:
        connection.execute("UPDATE alembic_version SET version_num = ?", (step,))
    connection.close()
    for script in ("ledger/progress", "ledger/report", "ledger/dispatch"):
        board = opened(script)
        assert not board.exception
        assert step in said(board)
        assert todo in plain(said(board))
    board = opened("board/overview")
    assert not board.exception
    assert "示例" not in "".join(text.value for text in board.markdown)


def test_targets_that_vanished_are_named_and_the_rest_is_shown(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = ledger.feed().released[0]["due_id"]
    kept = [row for row in ledger.dues() if row["due_id"] != gone]
    monkeypatch.setattr(ledger, "dues", lambda: kept)
    board = opened("ledger/progress")
    assert not board.exception
    assert f"共 {len(kept)} 个应报项" in plain(said(board))
    assert gone in plain(said(board))
    assert "没有对应目标" in said(board)


def test_the_first_period_that_is_shown_asks_for_something(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledger, "person", lambda: Actor("one", "本机用户", alone=True))
    board = opened("ledger/report")
    assert not board.exception
    assert "共 0 项" not in said(board)


@pytest.mark.parametrize("trouble", ["未保存：服务器磁盘已满，请告知维护人员", "未保存：台账正忙，请稍后再试"])
def test_what_was_typed_stays_where_it_can_not_be_saved(
    place: Path, monkeypatch: pytest.MonkeyPatch, trouble: str
) -> None:
    monkeypatch.setattr(ledger, "person", lambda: Actor("one", "本机用户", alone=True))
    board = opened("ledger/report", reporter="市民政局（青州）", period="2023年10月")
    assert not board.exception
    field = next(text for text in board.text_input if text.label.startswith("审签"))
    field.set_value("示例负责人").run()

    def failing(*_: object, **__: object) -> None:
        raise NotSaved(trouble)

    monkeypatch.setattr(report, "submit", failing)
    next(button for button in board.button if button.label == "提交").click().run()
    assert not board.exception
    assert trouble in [plain(error.value) for error in board.error]
    assert next(text for text in board.text_input if text.label.startswith("审签")).value == "示例负责人"


@pytest.mark.parametrize("script", ["progress", "report", "dispatch", "courses", "people", "operations"])
def test_a_page_asks_its_database_a_few_times_however_many_items_there_are(
    place: Path, monkeypatch: pytest.MonkeyPatch, script: str
) -> None:
    monkeypatch.setattr(ledger, "person", lambda: Actor("one", "本机用户", alone=True))
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        asked.append(statement)

    event.listen(ledger.opened().reads, "before_cursor_execute", note)
    assert not opened(f"ledger/{script}").exception
    readings = [statement for statement in asked if "alembic_version" in statement]  # each begins with the version
    assert 0 < len(readings) <= 40
