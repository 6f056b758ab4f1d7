"""A sign-in that ends while a run is under way, right after what was pressed: that is refused, and nothing is lost."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from policytargets.errors import SignInEnded
from policytargets.ledger.drafts import Filling, Place
from policytargets.ledger.dues import due_item
from policytargets.ledger.feed import feed
from policytargets.ledger.reports import submit
from policytargets.people.model import Actor
from policytargets.record.database import Database
from policytargets.store.engine import Ledger
from policytargets.ui.blocks import acting
from policytargets.ui.blocks import ledger as board
from tests.pages import opened as page
from tests.pages import said
from tests.ui.ledger.months import ALONE, DEPARTMENT, DISTRICT, ITEMS, form, press, write

OTHER = Actor("other", "示例另一人", alone=True)


@dataclass
class SignIn:
    """Who is there; `ended` once a press has been seen, where it `ends`."""

    ends: bool = True
    for_good: bool = False
    ended: bool = False

    def person(self) -> Actor:
        if self.ended:
            raise SignInEnded(ALONE.person_id, for_good=self.for_good)
        return ALONE

    def again(self) -> None:
        self.ends = self.ended = False


@pytest.fixture
def sign_in(made: Ledger, monkeypatch: pytest.MonkeyPatch) -> SignIn:
    held, pressed = SignIn(), acting.pressed

    def seen(*given: Any, **named: Any) -> bool:
        found = pressed(*given, **named)
        held.ended |= found and held.ends
        return found

    monkeypatch.setattr(board, "person", held.person)
    monkeypatch.setattr(acting, "pressed", seen)
    return held


def filled() -> AppTest:
    shown = write(form(), ITEMS[1], "value", "7")
    return write(shown, ITEMS[1], "signed_by", "示例乙")


def waiting(made: Ledger, database: Database) -> AppTest:
    row = database.query("ledger/due_items").set_index("due_id", drop=False).loc[ITEMS[2]].to_dict()
    place = Place(ITEMS[2], f"{DISTRICT}-month-2023-09-30", DEPARTMENT, DISTRICT)
    filling = Filling("1", progress="示例", signed_by="示例乙")
    submit(made, OTHER, place, due_item(row), filling, record_version="v", today=date(2023, 10, 5))
    shown = page("ledger/dispatch", office="周村区", round="2023年9月")
    (tick,) = [box for box in shown.checkbox if box.label.startswith("核对没有佐证")]
    return tick.check().run()


def value_of(shown: AppTest, item: str) -> str | None:
    return next(f.value for f in shown.text_input if f":{item}:" in (f.key or "") and (f.key or "").endswith(":value"))


def hand_in(shown: AppTest, label: str) -> AppTest:
    """Press the button of the item's card, or that of all that is filled in."""
    own = [b for b in shown.button if b.label == label and (label != "提交" or f":{ITEMS[1]}:" in (b.key or ""))]
    return own[0].click().run()


def stopped(shown: AppTest) -> bool:
    return not shown.exception and "刚才的操作没有执行" in said(shown)


@pytest.mark.parametrize("label", ["提交已填的 1 项", "提交"])
def test_what_is_handed_in_is_refused_and_goes_on_once_signed_in_again(
    made: Ledger, sign_in: SignIn, label: str
) -> None:
    shown, before = filled(), feed(made).version
    shown = hand_in(shown, label)
    assert stopped(shown)
    assert feed(made).version == before
    sign_in.again()
    shown = shown.run()
    assert value_of(shown, ITEMS[1]) == "7"
    assert feed(made).version == before  # what was pressed then is void
    hand_in(shown, label)
    assert [row["value"] for row in feed(made).reports if row["due_id"] == ITEMS[1]] == ["7"]


@pytest.mark.parametrize("labels", [("核对 1 项",), ("定稿", "确定定稿")])
def test_what_the_district_decides_is_refused_and_can_be_done_again(
    made: Ledger, sign_in: SignIn, database: Database, labels: tuple[str, ...]
) -> None:
    shown = waiting(made, database)
    before = feed(made).version
    for label in labels:
        shown = press(shown, label)
    assert stopped(shown)
    assert feed(made).version == before
    sign_in.again()
    shown = shown.run()
    assert feed(made).version == before
    (tick,) = [box for box in shown.checkbox if box.label.startswith("核对没有佐证")]
    assert tick.value is True
    for label in labels:
        shown = press(shown, label)
    assert feed(made).version == before + 1


def test_what_was_handed_in_is_not_taken_back(made: Ledger, sign_in: SignIn) -> None:
    sign_in.ends = False
    press(filled(), "提交已填的 1 项")
    sign_in.ends, before = True, feed(made).version
    shown = press(form(), "撤回修改")
    assert sign_in.ended
    assert not shown.exception
    assert "登录已到期，请重新登录" in said(shown)
    assert feed(made).version == before
    sign_in.again()
    press(shown.run(), "撤回修改")
    assert feed(made).version == before + 1


def test_whoever_was_signed_out_has_it_put_by(made: Ledger, sign_in: SignIn) -> None:
    sign_in.for_good = True
    shown, before = filled(), feed(made).version
    shown = press(shown, "提交已填的 1 项")
    assert stopped(shown)
    assert "已替您收好" in said(shown)
    assert feed(made).version == before
    sign_in.again()
    again = form()  # in another session
    assert "已放回原处" in said(again)
    assert value_of(again, ITEMS[1]) == "7"
