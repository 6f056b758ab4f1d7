"""Rows of a ruled table over a page break, told apart by their numbers where they have any."""

from policytargets.intake.model import MERGED, SAME
from policytargets.intake.readers.page_breaks import joined_rows
from policytargets.intake.readers.pdf_lines import CELL, Line

BOX = (0.0, 0.0, 1.0, 1.0)


def row(page: int, *cells: str) -> Line:
    return Line(page, [(char, BOX) for char in CELL.join(cells).replace(SAME, MERGED)], 800.0, row=True)


def told(*lines: Line) -> list[list[str]]:
    found = joined_rows(list(lines))
    return [line.text.replace(MERGED, SAME).split(CELL) for line in found]


def test_the_second_half_of_a_row_has_no_number() -> None:
    assert told(
        row(1, "类别", "序号", "任务"),
        row(1, "示例甲", "1", "建设示例"),
        row(2, "", "", "站点3处"),
        row(2, SAME, "2", "其他"),
    ) == [["类别", "序号", "任务"], ["示例甲", "1", "建设示例站点3处"], [SAME, "2", "其他"]]


def test_a_row_with_its_own_number_is_none_though_its_group_is_not_said_again() -> None:
    assert told(row(1, "类别", "序号", "任务"), row(1, "示例甲", "1", "建设示例"), row(2, "", "2", "其他")) == [
        ["类别", "序号", "任务"], ["示例甲", "1", "建设示例"], [SAME, "2", "其他"],
    ]  # fmt: skip


def test_without_numbers_an_empty_first_cell_goes_on() -> None:
    assert told(row(1, "任务", "目标"), row(1, "示例甲", "建设"), row(2, "", "3处")) == [
        ["任务", "目标"], ["示例甲", "建设3处"],
    ]  # fmt: skip
