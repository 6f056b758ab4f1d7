"""Lines break where Chinese text may."""

import math

import pytest

from policytargets.wording.wrapping import clean, column_widths, width_of, wrap


def test_lines_are_no_wider_than_asked() -> None:
    lines = wrap("全年粮食产量" * 20, 12)
    assert all(width_of(line) <= 12 for line in lines)
    assert "".join(lines) == "全年粮食产量" * 20


def test_figures_stay_whole_and_marks_never_begin_a_line() -> None:
    assert wrap("共有1235个，其中", 4) == ["共有", "1235个，", "其中"]


@pytest.mark.parametrize(
    "held",
    ["2023年", "3.5 万亩", "3.65亿斤", "1,200平方公里", "≥ 10 万吨", "第17项", "25微克/立方米", "0.3个百分点", "12 项"],
)
def test_a_figure_stays_with_its_unit(held: str) -> None:
    """At whatever width that has room for both."""
    text = f"示例的计划到{held}为止，示例{held}，再示例"
    for width in range(math.ceil(width_of(held)), 30):
        lines = wrap(text, width)
        assert sum(line.count(held) for line in lines) == 2, lines


def test_a_figure_without_a_unit_and_letters_are_words() -> None:
    assert wrap("示例5G基站（5G）", 4) == ["示例5G", "基站", "（5G）"]


def test_what_does_not_fit_is_cut_visibly() -> None:
    assert wrap("长" * 500, 10, 2) == ["长" * 10, "长" * 9 + "…"]


def test_control_characters_and_line_breaks_go() -> None:
    assert clean("一\x00\u202e\n 二") == "一 二"


def test_the_room_goes_where_it_saves_lines() -> None:
    """Long lists of names in one column, short words in the others: as few lines as three widths can have."""
    table = [["任务", "区县", "牵头部门"], *[["示例任务", "示例区", "示例一局、示例二局、示例三局、示例四局"]] * 3]
    task, district, leads = column_widths(table, 20, spare=1)
    assert task >= 5
    assert district >= 4
    assert math.ceil(19 / (leads - 1)) == 2
