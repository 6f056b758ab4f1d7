"""A department is found by the names that people call it, in a box for one and in an address."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect
from streamlit.testing.v1 import AppTest

from policytargets.record.database import Database
from policytargets.store.engine import Ledger
from policytargets.ui.blocks import ledger as board
from policytargets.ui.blocks.offices import meant
from tests.browser import serve, settle
from tests.pages import opened, plain
from tests.ui.ledger.months import ALONE

AGRICULTURE = "市农业农村局（青州）"


@pytest.mark.parametrize(("name", "called"), [
    ("青州市农业", {"qingzhou-agriculture"}), ("青州农业", {"qingzhou-agriculture"}),
    ("青州市局", set()), ("青州市", set()), ("青州农", set()), ("没有这个市农业", set()),
])  # fmt: skip
def test_a_part_of_a_name_behind_its_district_is_one_department_or_none(
    database: Database, name: str, called: set[str]
) -> None:
    found = database.query("choices/called", name=name)
    assert {*found[found["facet"] == "departments"]["code"]} == called


def office(shown: AppTest) -> object:
    assert not shown.exception
    (box,) = [box for box in shown.selectbox if box.key == "reporter"]
    return box.value


def told(shown: AppTest) -> list[str]:
    return [plain(box.value) for box in shown.warning if "的部门" in box.value]


@pytest.fixture
def asked(invented_ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICYTARGETS_LEDGER", str(invented_ledger.address))
    monkeypatch.setattr(board, "person", lambda: ALONE)


def test_an_address_says_it_in_other_words(asked: None, database: Database) -> None:
    leading = {code for codes in database.query("ledger/due_items")["lead_ids"] for code in codes}
    several = len(leading & {*database.query("choices/called", name="农业农村")["code"]})
    for words in (AGRICULTURE, "青州市农业", "青州市农业农村局", "qingzhou-agriculture"):
        shown = opened("ledger/report", reporter=words)
        assert office(shown) == "qingzhou-agriculture", words
        assert not told(shown)
    first = office(opened("ledger/report"))
    for words, answer in (
        ("天上局", "没有叫“天上局”的部门，已忽略。"), ("农业农村", f"叫“农业农村”的部门有 {several} 个（"),
    ):  # fmt: skip
        shown = opened("ledger/report", reporter=words)
        (said,) = told(shown)
        assert said.startswith(answer)
        assert office(shown) == first
        assert not told(shown.run())


def test_of_what_is_offered_one_that_has_the_words_is_meant(shelved: object) -> None:
    offered = {"one": "区甲局（示例）", "two": "区乙局（示例）"}
    assert meant("甲局", offered) == ["one"]
    assert meant("局", offered) == ["one", "two"]
    assert meant("two", offered) == ["two"]
    assert meant(" ", offered) == []


@pytest.fixture(scope="module")
def reported(invented_ledger: Ledger) -> Iterator[str]:
    with serve(POLICYTARGETS_LEDGER=str(invented_ledger.address), POLICYTARGETS_SIGN_IN="one") as running:
        yield running


@pytest.mark.browser
def test_typing_a_part_behind_the_district_finds_it(page: Page, reported: str) -> None:
    page.goto(f"{reported}/report")
    settle(page)
    box = page.get_by_role("combobox", name="填报部门", exact=True)
    for words in ("青州市农业", "天上局"):
        box.click()
        box.press_sequentially(words)
        box.press("Enter")
        settle(page)
        expect(box).to_have_value(AGRICULTURE)
    expect(page.get_by_text("没有叫“天上局”的部门，已忽略。")).to_be_visible()
    page.reload()
    settle(page)
    expect(box).to_have_value(AGRICULTURE)
