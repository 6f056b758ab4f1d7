"""目标清单 understands the board's own words: it says what they mean and offers the filter, with what it finds."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages import opened, plain, said
from tests.record_in_python import Record


def offered(board: AppTest) -> list[str]:
    return [plain(button.label) for button in board.button if plain(button.label).startswith("按“")]


@pytest.mark.parametrize("typed", ["隐去", "原文 隐去", "未公布"])
def test_a_mark_leads_to_its_filter(shelved: Record, typed: str) -> None:
    masked = [target for target in shelved.targets if target.presence == "withheld"]
    board = opened("evidence/targets", q=typed)
    assert "是本看板的用词，属于“情况”。原文隐去：" in plain(said(board))
    assert offered(board) == [f"按“原文隐去”筛选（{len(masked)} 条）"]
    next(button for button in board.button if plain(button.label) == offered(board)[0]).click().run()
    assert f"共 {len(masked)} 条" in said(board)
    assert board.multiselect(key="presences").value == ["withheld"]
    assert board.text_input(key="q").value == ""


def test_the_other_words_and_filters_stay(shelved: Record) -> None:
    board = opened("evidence/targets", q="茌平区 下限", bases=["总量或水平"])
    bounds = ("at_least", "more_than")
    own = [
        target
        for target in shelved.targets
        if target.district["name"] == "茌平区" and target.row["basis"] == "level" and target.row["comparator"] in bounds
    ]
    assert own
    assert offered(board) == [f"按“不少于、超过”筛选（{len(own)} 条）"]
    next(button for button in board.button if plain(button.label) == offered(board)[0]).click().run()
    assert f"共 {len(own)} 条" in said(board)
    assert board.text_input(key="q").value == "茌平区"


def test_a_word_without_a_filter_leads_to_its_meaning(shelved: Record) -> None:
    board = opened("evidence/targets", q="另有口径")
    assert offered(board) == []
    assert "“另有口径”是什么意思</a>" in said(board)


def test_ordinary_words_are_only_searched(shelved: Record) -> None:
    board = opened("evidence/targets", q="粮食")
    assert "是本看板的用词" not in said(board)
