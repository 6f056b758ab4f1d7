"""Strips on a wall: whose mark a label is of, and that no mark hides another."""

from typing import Any

from policytargets.charts.strips import Dot, Strip
from policytargets.charts.style import LIGHT
from policytargets.charts.wall_lanes import Lanes, spread


def rows_of(*dots: Dot) -> list[dict[str, Any]]:
    drawn = Lanes((Strip("覆盖率", dots, "t"),)).drawn((1000, 600), LIGHT).to_dict(validate=False)
    return [row for rows in drawn["datasets"].values() for row in rows]


def dot(label: str, figure: str, level: float, *, own: bool = False) -> Dot:
    return Dot(label, figure, level, None, "exactly", own)


def test_a_label_that_is_pushed_away_is_led_to_its_mark() -> None:
    """The scale runs from 362 to 978: at 95 of 100 a mark lies at 947, where the labels of those at 100 stand."""
    rows = rows_of(dot("周村", "95%", 0.95, own=True), dot("度假区", "基本实现全覆盖", 1.0), dot("青州", "100%", 1.0))
    (line,) = [row for row in rows if row.get("dashed") is False and row["colour"] == LIGHT.brand]
    (label,) = [row for row in rows if row.get("text") == "周村"]
    assert round(line["left"]) == 947
    assert line["right"] == label["at"] < 900
    assert line["top"] < line["bottom"] < label["down"]


def test_labels_below_their_marks_need_no_line() -> None:
    rows = rows_of(dot("周村", "10%", 0.2, own=True), dot("青州", "60%", 0.7))
    assert [row for row in rows if "dashed" in row] == []


def test_marks_of_one_place_lie_beside_each_other_across_the_line() -> None:
    assert spread([100, 500]) == [0, 0]
    assert spread([500, 100, 505]) == [-7.5, 0, 7.5]
    assert spread([9, 9, 9]) == [-15, 0, 15]
    assert spread([9, 9, 9, 9]) == [-15, -5, 5, 15]


def test_the_last_letters_are_within_the_picture() -> None:
    """A heavy 100% is 94 pixels wide in Noto Sans: half of it and a little more are left to the right."""
    rows = rows_of(dot("周村", "100%", 1.0, own=True))
    (figure,) = [row for row in rows if row.get("text") == "100%"]
    assert figure["at"] + 94 / 2 <= 1000
