"""目标清单 finds what was meant and says what was left out or guessed; its number is that of the words it names."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages import opened, plain, said
from tests.record_in_python import Record
from tests.searches_in_python import texts


def number(record: Record, *words: str) -> int:
    """How many targets have all of the words, counted over the record's tables."""
    return sum(
        all(any(word in text for text in texts(record, target, ["lead"])) for word in words)
        for target in record.targets
    )


def told(board: AppTest) -> list[str]:
    return [plain(info.value) for info in board.info]


@pytest.mark.parametrize(
    ("typed", "words", "sentence"),
    [
        ("青州5G基站", ("青州", "5g基站"), "没有与“青州5G基站”连写相符的目标，改为查找同时含有“青州”“5G基站”的。"),
        ("青州５Ｇ基站", ("青州", "5g基站"), "改为查找同时含有“青州”“5G基站”的。"),
        ("哪些区县有粮食目标", ("粮食",), "改为查找含有“粮食”的。“哪些区县有”“目标”没有用于查找。"),
        ("青州今年要建多少5G基站", ("青州", "5g基站"), "“青州”“5G基站”的。“今年要建多少”没有用于查找。"),
        ("绿色建住", ("绿色建筑",), "“绿色建住”没有查到，“绿色建筑”是按读音或字形相近猜测的。"),
        ("高薪技术 青州", ("高新技术", "青州"), "“高薪技术”没有查到，“高新技术”是按读音或字形相近猜测的。"),
    ],
)
def test_what_is_meant_is_found_and_told(shelved: Record, typed: str, words: tuple[str, ...], sentence: str) -> None:
    expected = number(shelved, *words)
    assert expected
    board = opened("evidence/targets", q=typed)
    assert not board.exception
    assert f"共 {expected} 条" in said(board)
    assert sentence in "".join(told(board))
    shown = "、".join(words).upper()
    assert f"搜索：{shown}" in plain(said(board))


@pytest.mark.parametrize(
    ("typed", "word"),
    [("周村和青州的5G基站", "5g基站"), ("周村 青州市 粮食", "粮食"), ("周村区青州绿色建筑有多少", "绿色建筑")],
)
def test_of_several_districts_the_rows_of_each_are_found(shelved: Record, typed: str, word: str) -> None:
    each = [number(shelved, short, word) for short in ("周村", "青州")]
    assert sum(each) > number(shelved, "周村", "青州", word) == 0
    board = opened("evidence/targets", q=typed)
    assert not board.exception
    assert f"共 {sum(each)} 条" in said(board)
    assert f"改为查找周村区、青州市中任一区县含有“{word.upper()}”的。" in "".join(told(board))
    assert f"搜索：{word.upper()}；区县：周村区、青州市" in plain(said(board))


def test_districts_alone_are_all_that_they_promise(shelved: Record) -> None:
    board = opened("evidence/targets", q="周村和青州")
    own = sum(target.district["short_name"] in ("周村", "青州") for target in shelved.targets)
    assert f"共 {own} 条" in said(board)
    assert "改为查找周村区、青州市中任一区县全部目标。" in "".join(told(board))


def test_what_several_districts_lack_is_offered_without_them(shelved: Record) -> None:
    typed = "茌平和东昌府的绿色建筑"
    assert not number(shelved, "茌平", "绿色建筑") + number(shelved, "东昌府", "绿色建筑")
    board = opened("evidence/targets", q=typed)
    (offer,) = [button for button in board.button if plain(button.label).startswith("去掉“区县：")]
    assert f"（有 {number(shelved, '绿色建筑')} 条）" in plain(offer.label)
    offer.click().run()
    assert f"共 {number(shelved, '绿色建筑')} 条" in said(board)


def test_of_words_that_nothing_has_together_each_is_offered(shelved: Record) -> None:
    assert not number(shelved, "茌平", "绿色建筑")
    board = opened("evidence/targets", q="茌平绿色建筑")
    labels = [plain(button.label) for button in board.button]
    assert "没有符合条件的目标。现在的条件是：搜索：茌平；搜索：绿色建筑。" in "".join(told(board))
    assert f"去掉“搜索：茌平”（有 {number(shelved, '绿色建筑')} 条）" in labels


def test_what_no_name_has_is_never_left_out_unasked(shelved: Record) -> None:
    board = opened("evidence/targets", q="青州区块鸟粮食")
    assert "没有符合条件的目标" in "".join(told(board))
    assert "没有在目标、任务、部门的名称中出现" in "".join(told(board))
    (offer,) = [button for button in board.button if plain(button.label).startswith("只按")]
    assert plain(offer.label) == f"只按“青州”“粮食”查找（{number(shelved, '青州', '粮食')} 条）"
    offer.click().run()
    assert f"共 {number(shelved, '青州', '粮食')} 条" in said(board)


def test_other_filters_do_not_change_how_words_are_read(shelved: Record) -> None:
    """绿色建筑 is found, though not among those due in a year in which none is: then nothing is guessed."""
    board = opened("evidence/targets", q="粮食", presences="有表述，无数字", districts="周村区")
    assert not re.search("改为查找|猜测|只按", "".join(told(board)))
