"""Words of the ledger that nobody knows from elsewhere are explained on every page on which they stand."""

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from policytargets import settings
from policytargets.store.engine import Ledger
from policytargets.ui.blocks import ledger as board
from policytargets.ui.blocks.addresses import PAGES, Page
from policytargets.wording.lights import MEANING
from tests.pages import opened, plain, said
from tests.ui.ledger.months import ALONE

ASKED = {"target": {"target": "jiangbei-2023/17-1"}, "report": {"period": "2023年2月"}}
OWN = {page.name: page for page in PAGES if page.needs_ledger or page.name == "target"}
STANDS = {"progress": {"序时", "缺基期数"}, "courses": {"序时", "缺基期数"}, "target": {"序时"}, "report": {"序时"}}


def words(shown: AppTest) -> str:
    """All text of a page, what is to be chosen from and tips included."""
    chosen = [option for box in [*shown.selectbox, *shown.multiselect] for option in box.options]
    choices = [option.content for box in shown.get("button_group") for option in box.proto.options]
    tips = [caption.proto.help for caption in shown.caption]
    return plain("\n".join([said(shown), *chosen, *choices, *tips]))


@pytest.mark.parametrize("name", OWN)
def test_a_word_that_stands_on_a_page_is_explained_there(
    invented_ledger: Ledger, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv("POLICYTARGETS_LEDGER", str(invented_ledger.address))
    monkeypatch.setattr(board, "person", lambda: ALONE)
    monkeypatch.setattr(settings, "today", lambda: date(2023, 4, 5))
    page: Page = OWN[name]
    shown = opened(page.script.removeprefix("pages/").removesuffix(".py"), **ASKED.get(name, {}))
    assert not shown.exception
    text = words(shown)
    found = {word for word in MEANING if word in text.replace("“序时”", "").replace("“缺基期数”", "")}
    assert found >= STANDS.get(name, set())
    assert {word for word in MEANING if f"“{word}”：{MEANING[word]}" in text} >= found
