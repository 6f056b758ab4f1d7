"""Addresses in other words than the board's own open what they mean."""

from urllib.parse import urlencode

import pytest

from policytargets.record.shelf import SHELF
from policytargets.server.mangled import mended
from policytargets.server.understood import CHOICES, Pairs, understood
from policytargets.ui.blocks.addresses import PAGES
from policytargets.ui.blocks.record import rows
from tests.record_in_python import Record


@pytest.fixture(autouse=True)
def loaded(shelved: Record) -> None:
    """The record is at hand, as it is on a server that has started."""
    SHELF.newest()


SAID: dict[str, tuple[str, Pairs, Pairs]] = {
    "a short name": ("district", [("district", "示例")], [("district", "示例区")]),
    "a part that one name alone has": (
        "district", [("district", "江北水城")], [("district", "聊城江北水城旅游度假区")],
    ),
    "the singular of a filter": ("targets", [("department", "示例局")], [("departments", "示例局")]),
    "a code in capitals": ("district", [("district", "EXAMPLE")], [("district", "示例区")]),
    "white space and a mark that can't be seen": (
        "district", [("district", "\u200f 示例区 ")], [("district", "示例区")],
    ),
    "full width": ("targets", [("due_years", "２０２５")], [("due_years", "2025年")]),
    "the filter of a page for several": ("district", [("districts", "示例区")], [("district", "示例区")]),
    "the filter of a page for one": ("targets", [("category", "rural")], [("categories", "乡村振兴")]),
    "what chat programs add": (
        "targets", [("q", "粮食"), ("from", "singlemessage"), ("utm_source", "x")], [("q", "粮食")],
    ),
    "an empty value": ("targets", [("districts", ""), ("q", "")], [("q", "")]),
    "the same twice": ("targets", [("districts", "example"), ("districts", "示例区")], [("districts", "示例区")]),
    "a sentence behind a name": ("district", [("district", "示例区，请看")], [("district", "示例区"), ("请看", "")]),
    "a remark behind a short name": ("overview", [("focus", "示例（急）")], [("focus", "示例区"), ("急", "")]),
    "a sentence behind several names": (
        "targets", [("districts", "示例区、周村区。请看 一下")],
        [("districts", "示例区"), ("districts", "周村区"), ("请看 一下", "")],
    ),
    "a sentence behind a word that is said otherwise now": (
        "targets", [("bases", "总量（水平），见附件")], [("bases", "总量或水平"), ("见附件", "")],
    ),
    "a sentence behind a department": (
        "department", [("departments", "区示例局；请核")], [("departments", "区示例局"), ("请核", "")],
    ),
    "a sentence behind a department of one district": (
        "targets", [("departments", "区示例局（示例），请核")], [("departments", "区示例局（示例）"), ("请核", "")],
    ),
    "a bracket that was lost": ("targets", [("departments", "区示例局（示例")], [("departments", "区示例局（示例）")]),
    "a stop alone behind a name": ("targets", [("districts", "示例区。")], [("districts", "示例区")]),
    "a code of a choice": ("targets", [("roles", "either")], [("roles", "牵头或配合")]),
}  # fmt: skip
KEPT: dict[str, tuple[str, Pairs]] = {
    "what nobody knows": ("district", [("district", "没有这个区"), ("colour", "红")]),
    "a part of several names": ("district", [("district", "区")]),
    "a part of all names of a city": ("district", [("district", "城")]),
    "two values where a page has one": ("district", [("districts", "示例区"), ("districts", "样本县")]),
    "both keys": ("indicator", [("category", "乡村振兴"), ("districts", "示例区")]),
    "everyday names": ("department", [("lines", "发改委")]),
    "a sentence behind what nobody knows": ("district", [("district", "没有这个区，请看")]),
    "what is looked for": ("targets", [("q", "示例区，请看")]),
    "a statement": ("query", [("sql", "select 1 -- 示例 ")]),
}


@pytest.mark.parametrize("case", SAID)
def test_other_words_become_the_boards(case: str) -> None:
    page, asked, meant = SAID[case]
    assert understood(page, asked) == meant
    assert understood(page, meant) == meant


@pytest.mark.parametrize("case", KEPT)
def test_what_says_nothing_else_stays_as_it_is(case: str) -> None:
    page, asked = KEPT[case]
    assert understood(page, asked) == asked


def test_what_the_filters_write_is_read_back() -> None:
    """Among the names that filters write into the address are some with brackets: 区示例局（示例）."""
    departments = rows("choices/departments", codes=[], names=[], words=[], most=1000)["name"]
    written = {"departments": [*departments]} | {key: [*names().values()] for key, names in CHOICES.items()}
    assert any("（" in name for name in written["departments"])
    for key, names in written.items():
        page = next(page.name for page in PAGES if key in (*page.filters, "focus"))
        for name in names:
            assert understood(page, [(key, name)]) == [(key, name)]
            assert mended(f"/{page}", urlencode([(key, name)])) is None


def test_an_indicator_is_not_set_beside_itself() -> None:
    asked = [("indicator", "没有"), ("indicators", "没有"), ("indicators", "也没有")]
    assert understood("indicator", asked) == [("indicator", "没有"), ("indicators", "也没有")]


def test_without_a_record_nothing_is_known_and_nothing_fails() -> None:
    SHELF.clear()
    assert understood("district", [("district", "示例")]) == [("district", "示例")]
