"""What an address holds and its page does not have is said in Chinese; nothing is said of what it has."""

import pytest

from policytargets.ui.blocks.addresses import FILTER_WORD, PAGES, Page
from policytargets.ui.frame.opening import EVERYWHERE, SEVERAL
from tests.pages import opened, said

LISTED = {page.name: page for page in PAGES if not page.needs_ledger and not page.writes and not page.needs_copies}


def test_every_filter_has_a_word() -> None:
    assert set(FILTER_WORD) == {key for page in PAGES for key in page.filters}


@pytest.mark.parametrize(
    ("script", "parameters", "told"),
    [
        ("board/district", {"district": "青州市", "due_years": "2024年"}, "“目标年份”（due_years=2024年）"),
        ("board/overview", {"q": "粮食"}, "“搜索”（q=粮食）"),
        (
            "board/category",
            {"category": "乡村振兴", "districts": ["青州市", "周村区"]},
            "“区县”（districts=青州市、周村区）",
        ),
        ("evidence/sources", {"category": "乡村振兴"}, "“领域”（category=乡村振兴）"),
    ],
)
def test_filters_of_another_page_are_named(script: str, parameters: dict[str, str | list[str]], told: str) -> None:
    text = said(opened(script, **parameters)).replace("\\", "")
    assert told in text
    assert "本页没有按它筛选" in text


def test_what_no_page_knows_is_told_apart() -> None:
    text = said(opened("evidence/targets", colour="红", q="粮食"))
    assert "“colour”看不懂" in text
    assert "本页没有按它筛选" not in text


@pytest.mark.parametrize(
    ("script", "parameters"),
    [
        ("evidence/targets", {"districts": "青州市", "q": "粮食", "focus": "青州市"}),
        ("board/department", {"lines": "科技", "deck": "grain-capacity"}),
        ("compare/embed", {"indicator": "粮食综合生产能力"}),
    ],
)
def test_a_page_says_nothing_of_filters_that_it_has(script: str, parameters: dict[str, str]) -> None:
    assert "已忽略" not in said(opened(script, **parameters))


@pytest.mark.parametrize("page", list(LISTED.values()), ids=list(LISTED))
def test_whatever_stands_twice_where_there_is_one_is_named(page: Page) -> None:
    single = sorted({*EVERYWHERE, *page.filters, *page.reads} - SEVERAL - {"deck", "deck_id", "present"})
    text = said(opened(page.script.removeprefix("pages/").removesuffix(".py"), **{key: ["甲", "乙"] for key in single}))
    assert text.count("写了 2 次，本页只能有一个") == len(single)
