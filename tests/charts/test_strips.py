"""Strips: labels that never meet at any width, and what is left out where there is no room."""

import itertools
import json
import random
from dataclasses import replace

import pytest

from policytargets.charts.labels import GAP, ROOM, Label
from policytargets.charts.strips import Dot, Strip, labels_of, strips_chart
from policytargets.charts.style import LIGHT
from policytargets.charts.wall_lanes import Lanes
from policytargets.charts.withheld import widest_gap


def strip(*figures: tuple[str, str, float, bool]) -> Strip:
    dots = tuple(Dot(label, figure, level, None, "exactly", own) for label, figure, level, own in figures)
    return Strip("指标", dots, "a/1-1")


def rows_of(chart: Strip) -> list[dict[str, object]]:
    data = strips_chart([chart], LIGHT).to_dict()["datasets"]
    return [entry for rows in data.values() for entry in rows if "least" in entry]


def middles(rows: list[dict[str, object]], width: float) -> list[float]:
    """Where each label's middle lies on a chart of this width: worked out as the chart's own expression says."""
    found = []
    for row in rows:
        pushed = [9 + row[f"part{n}"] * (width - 18) + row[f"push{n}"] for n in range(8)]
        found.append(min(max(row["least"], *pushed), width - row["rest"]))
    return found


@pytest.mark.parametrize("seed", range(40))
def test_labels_never_meet_and_never_leave_the_chart(seed: int) -> None:
    chance = random.Random(seed)
    names = ["青州", "周村", "东昌府", "度假区", "茌平（征求意见稿）", "甲", "乙县", "某某某区"]
    number = chance.randint(1, 12)
    levels = [chance.choice([0.0, 0.5, 0.93, 0.95, 1.0, chance.random()]) for _ in range(number)]
    shown = strip(*((names[n % 8], f"{levels[n]:.2f}万平方米以上", levels[n], n == 0) for n in range(number)))
    labels, rows = labels_of(shown), rows_of(shown)
    for width in (ROOM, 328, 500, 900, 2500):
        where = middles(rows, width)
        sizes = [label.size for label in labels]
        assert where[0] - sizes[0] / 2 >= -0.01
        assert where[-1] + sizes[-1] / 2 <= width + 0.01
        for (left, right), (before, after) in zip(itertools.pairwise(where), itertools.pairwise(sizes), strict=True):
            assert right - left >= (before + after) / 2 + GAP - 0.01


def test_a_label_with_room_stands_below_its_dot() -> None:
    rows = rows_of(strip(("甲", "1个", 0.25, True), ("乙", "2个", 0.5, False)))
    assert middles(rows, 1018) == [259.0, 509.0]


def test_labels_of_one_dot_lie_around_it() -> None:
    rows = rows_of(strip(("甲", "1个", 0.5, True), ("乙", "1个", 0.5, False)))
    left, right = middles(rows, 1018)
    assert (left + right) / 2 == 509


def test_equal_figures_share_a_label_but_never_with_the_own_district() -> None:
    shown = strip(("甲", "1个", 1.0, True), ("乙", "1个", 1.0, False), ("丙", "1个", 1.0, False))
    assert labels_of(shown) == [Label("乙、丙", "1个", 1.0, False), Label("甲", "1个", 1.0, True)]


def test_without_room_figures_go_first_then_all_but_own_highest_and_lowest() -> None:
    long = [(name, "一二三四五六七八九十", place / 4, name == "乙") for place, name in enumerate("甲乙丙丁")]
    assert labels_of(strip(*long)) == [
        Label(name, "", place / 4, name == "乙") for place, name in enumerate("甲乙丙丁")
    ]
    many = [(f"第{place}个很长的区县", "1个", place / 9, place == 4) for place in range(10)]
    assert [label.name for label in labels_of(strip(*many))] == [
        "第0个很长的区县",
        "第4个很长的区县",
        "第9个很长的区县",
    ]


def test_a_withheld_figure_is_named_on_its_strip_where_no_dot_stands() -> None:
    shown = replace(strip(("甲", "1个", 0.2, False), ("乙", "2个", 0.4, False)), hatched=True)
    assert widest_gap(shown.ends) == pytest.approx(0.7)
    assert widest_gap([]) == 0.5
    for drawn in (strips_chart([shown], LIGHT), Lanes((shown,)).drawn((1700, 700), LIGHT)):
        assert "原文隐去" in json.dumps(drawn.to_dict(), ensure_ascii=False)
    bare = Lanes((replace(shown, hatched=False),)).drawn((1700, 700), LIGHT)
    assert "原文隐去" not in json.dumps(bare.to_dict(), ensure_ascii=False)
