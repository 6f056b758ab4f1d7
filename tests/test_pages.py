"""Every page runs cold and warm without an exception; a defective record stops the board with a list."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from policytargets.record.database import Database
from policytargets.record.shelf import SHELF
from policytargets.ui.blocks.addresses import PAGES
from tests.pages import SCRIPT, TIMEOUT, opened, sheets, tables


@pytest.fixture(autouse=True)
def fresh_caches() -> Iterator[None]:
    st.cache_resource.clear()
    SHELF.clear()
    yield
    st.cache_resource.clear()
    SHELF.clear()


def scripts() -> list[str]:
    """The pages that are there without any setting; those of the wings have tests of their own."""
    return [page.script for page in PAGES if not (page.needs_copies or page.needs_ledger or page.writes)]


@pytest.mark.parametrize("page", scripts())
def test_each_page_runs_cold_and_warm(page: str) -> None:
    app = AppTest.from_file(SCRIPT, default_timeout=TIMEOUT).run()
    assert not app.exception
    app.switch_page(page).run()
    assert not app.exception
    assert len(app.title) == 1
    app.run()
    assert not app.exception


def test_a_defective_record_is_listed_and_no_page_runs(
    folder: Path, spoil: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoil("targets", lambda rows: rows[3].update(basis="x"))
    (folder / "lines.csv").unlink()
    monkeypatch.setenv("POLICYTARGETS_DATA", str(folder))
    app = AppTest.from_file(SCRIPT, default_timeout=TIMEOUT).run()
    assert not app.exception
    assert [title.value for title in app.title] == ["数据有误，看板暂不显示"]
    (listed,) = sheets(app)
    assert {("targets.csv", "basis"), ("lines.csv", None)} <= {(row["文件"], row["列"]) for row in listed}
    assert [row["行"] for row in listed if row["文件"] == "targets.csv"] == ["5"]


def test_a_table_twin_is_sent_only_while_it_is_open(database: Database) -> None:
    app = opened("board/overview")
    assert not tables(app)
    app.session_state["cells-twin"] = True
    app.run()
    (twin,) = tables(app)
    counted = database.query("record/heat_map", districts=[])["targets"].sum()
    assert twin.set_index("领域").to_numpy().sum() == counted
