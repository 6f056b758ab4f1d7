"""Whatever an address says, on every page: understood, or said in Chinese where it is seen; nothing is lost unseen."""

from collections.abc import Iterator
from urllib.parse import parse_qsl, urlencode

import pytest
from streamlit.testing.v1 import AppTest

from policytargets.record.shelf import SHELF
from policytargets.server.mangled import mended
from policytargets.server.understood import Pairs, understood
from policytargets.store.engine import Ledger
from policytargets.ui.blocks.addresses import PAGES, Page
from tests.pages import opened, said

TRIED = {page.name: page for page in PAGES if not page.writes and not page.rights and not page.needs_copies}
OPEN = {page.name: page for page in PAGES if page.name in TRIED and not page.needs_ledger} | {
    "progress": TRIED["progress"]
}
# What is no filter: a statement, which answers for itself, words that are looked for, and the number of a deck.
WITHOUT_NOTE = {"sql", "q", "deck_id"}
KINDS = {
    "unknown": ["没有的{}"],
    "below nothing, a comma behind": ["-1{},"],
    "many values": [f"{{}}之{place}" for place in range(60)],
}


def arrived(page: Page, asked: Pairs) -> AppTest:
    """The page as a reader gets it who opens this address cold."""
    query = urlencode(asked)
    better = mended(f"/{page.name}", query)
    held: dict[str, list[str]] = {}
    query = query if better is None else better.partition("?")[2]
    for key, value in understood(page.name, parse_qsl(query, keep_blank_values=True)):
        held.setdefault(key, []).append(value)
    return opened(page.script.removeprefix("pages/").removesuffix(".py"), **held)


def told(board: AppTest) -> str:
    """All that the page says, without the signs that keep words from acting as Markdown."""
    assert not board.exception
    return "\n".join([said(board), *(toast.value for toast in board.toast)]).replace("\\", "")


@pytest.fixture(autouse=True)
def loaded() -> None:
    """The record is at hand, as it is on a server that has started."""
    SHELF.newest()


@pytest.fixture(scope="module", autouse=True)
def ledger(invented_ledger: Ledger) -> Iterator[None]:
    """A ledger in which something is released, so that its page has filters."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("POLICYTARGETS_LEDGER", str(invented_ledger.address))
        yield


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("page", OPEN.values(), ids=OPEN)
def test_what_nobody_knows_is_named(page: Page, kind: str) -> None:
    keys = [key for key in (*page.filters, *page.reads, "focus") if key not in WITHOUT_NOTE]
    asked = [(key, value.format(f"{key}值")) for key in keys for value in KINDS[kind]]
    text = told(arrived(page, asked))
    assert not [key for key in keys if f"{key}值" not in text], "lost in silence"


@pytest.mark.parametrize("page", OPEN.values(), ids=OPEN)
def test_what_is_empty_is_not_there(page: Page) -> None:
    asked = [(key, "") for key in (*page.filters, *page.reads, "focus")]
    assert "网址中的" not in told(arrived(page, asked))


CASES: dict[str, tuple[str, Pairs, str]] = {
    "lines by department": ("department", [("by", "按部门"), ("lines", "科技")], "科技牵头"),
    "departments by line": (
        "department", [("by", "按条线"), ("departments", "青州市农业农村局")], "市农业农村局（青州）牵头",
    ),
    "both, by department": (
        "department", [("by", "按部门"), ("lines", "科技"), ("departments", "青州市农业农村局")],
        "“条线”（lines=科技）在现在的显示方式下用不上",
    ),
    "a partner of nobody": ("department", [("partner", "区科技局")], "“共同承担的部门”（partner=区科技局）"),
    "a department among the lines": ("targets", [("lines", "青州市农业农村局")], "部门：市农业农村局（青州）"),
    "a department among the lines of the ledger": ("progress", [("lines", "青州市农业农村局")], "市农业农村局（青州）"),
    "a code of another page's way": ("overview", [("counting", "MATTER")], "按事项"),
    "names in one value": ("targets", [("districts", "青州，周村区、")], "区县：青州市、周村区"),
    "a switch in another word": ("indicator", [("pair", "1"), ("districts", "青州,周村")], "青州市与周村区有"),
    "a slide that is not there": (
        "slides", [("deck", "grain-capacity"), ("present", "TRUE"), ("slide", "9")], "第 9 张不在这份演示里（共 1 张）",
    ),
    "a slide, and nothing on stage": ("slides", [("deck", "grain-capacity"), ("slide", "2")], "“第几张”（slide=2）"),
    "a deck of nothing": ("slides", [("deck", ",,,")], "一项也没有"),
    "two decks": ("slides", [("deck", "grain-capacity"), ("deck", "green-building-area-new")], "新增绿色建筑面积</h2>"),
    "a table that is not there": ("query", [("table", "nope")], "数据表“nope”"),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_what_can_be_understood_is(case: str) -> None:
    name, asked, expected = CASES[case]
    assert expected in told(arrived(TRIED[name], asked))
