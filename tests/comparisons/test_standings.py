"""Where a district stands: ranks only where figures may be ranked, and lanes that draw bounds and absences."""

from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import pytest

from policytargets.charts.district import count_bars, standing_strip, standing_strips
from policytargets.charts.style import LIGHT
from policytargets.comparisons.model import Comparison, ComparisonRow, Refusal
from policytargets.comparisons.standings import Standing, has_figure, places_in_words, standings, summary, to_frame

NAMES = {"a": "甲", "b": "乙", "c": "丙", "d": "丁"}


def row(district_id: str, value: float | None, comparator: str = "exactly", **more: Any) -> ComparisonRow:
    printed = "未设定" if value is None else f"{value:g}个"
    filled = {
        "presence": "unset" if value is None else "set",
        "target_id": "" if value is None else f"{district_id}/1-1",
        "due_year": None if value is None else 2023,
        "figure": printed,
        "printed": printed,
        **more,
    }
    return ComparisonRow(
        district_id=district_id, district=f"{district_id}区", comparator=comparator, value=value, **filled
    )


def comparison(*rows: ComparisonRow, caution: str = "", basis: str = "new", unit: str = "个") -> Comparison:
    made_on = date(2026, 11, 22)
    return Comparison("x", "指标", "单位：个", unit, basis, "year", rows, (), "来源", "", made_on, caution=caution)


def seen(*rows: ComparisonRow, **more: Any) -> Standing:
    (only,) = standings([comparison(*rows, **more)], "a")
    return only


@pytest.mark.parametrize(
    ("rows", "place"),
    [
        ((row("a", 3), row("b", 2), row("c", 1)), "highest"),
        ((row("a", 1), row("b", 2), row("c", 3)), "lowest"),
        ((row("a", 2), row("b", 1), row("c", 3)), "between"),
        ((row("a", 2), row("b", 2)), "equal"),
        ((row("a", 2), row("b", 2), row("c", 1), row("d", 3)), "equal"),
        ((row("a", 2), row("b", None)), "unranked"),
        ((row("a", None), row("b", 2)), "unranked"),
        ((row("a", 2), row("a", 1), row("b", 1)), "unranked"),
        ((row("a", 2), row("b", 1, due_year=2025)), "unranked"),
        ((row("a", 2), row("b", 1, "at_most")), "unranked"),
        ((row("a", 2, "at_least"), row("b", 1, "about")), "highest"),
        ((row("a", 2, "between", value_high=5.0), row("b", 1)), "unranked"),
    ],
)
def test_only_figures_alike_are_ranked(rows: tuple[ComparisonRow, ...], place: str) -> None:
    assert seen(*rows).place == place


def test_a_note_of_caution_forbids_the_rank_and_is_told() -> None:
    standing = seen(row("a", 3), row("b", 2), caution="含义不同")
    assert (standing.place, standing.caution) == ("unranked", "含义不同")
    assert "名次" in summary([standing])
    assert to_frame([standing], NAMES)["比较须知"].tolist() == ["含义不同"]


def test_the_scale_ends_at_the_highest_figure_or_at_100_percent() -> None:
    assert seen(row("a", 3), row("b", 4, "between", value_high=8.0)).top == 8
    assert seen(row("a", 30), row("b", 40), basis="share", unit="%").top == 100
    assert seen(row("a", 0), row("b", 0)).top == 1


def test_longest_bars_come_first_and_absences_last() -> None:
    masked = row("a", None, presence="withheld", target_id="a/2-1", figure="原文隐去（**个）")
    made = [
        comparison(row("a", None), row("b", 2)),
        comparison(masked, row("b", 2)),
        Refusal("无从比较"),
        comparison(row("a", 1), row("b", 2)),
        comparison(row("a", 2), row("b", 1)),
    ]
    found = standings(made, "a")
    assert [standing.level for standing in found] == [1, 0.5, -1, -1]
    assert [has_figure(standing) for standing in found] == [True, True, True, False]
    assert summary(found) == "其中 2 项目标年份和含义相同，可以直接排序：2 项只有两个区县可比（1 项较大，1 项较小）。"


def rows_of(spec: dict[str, Any]) -> list[dict[str, Any]]:
    return [entry for dataset in spec["datasets"].values() for entry in dataset]


def test_ranks_count_from_the_largest_and_from_the_smallest_of_what_should_stay_low() -> None:
    three = comparison(row("a", 2), row("b", 3), row("c", 1), row("d", None))
    assert standings([three], "a")[0].aside == "第2/共3"
    assert standings([three], "b")[0].aside == "第1/共3"
    assert standings([replace(three, direction="lower")], "b")[0].aside == "第3/共3（从小到大）"
    tied = comparison(row("a", 2), row("b", 2), row("c", 3))
    assert standings([tied], "a")[0].aside == "并列第2/共3"
    two = comparison(row("a", 2), row("b", 3), row("c", None))
    assert [standings([two], name)[0].aside for name in "ab"] == ["两者较小", "两者较大"]
    assert standings([comparison(row("a", 2), row("b", 2))], "a")[0].aside == "两者相同"
    both = [standings([three], "b")[0], standings([two], "b")[0]]
    assert summary(both).endswith("：1 项数字最大；1 项只有两个区县可比（1 项较大）。")
    assert places_in_words(both, {"lowest": "末", "highest": "首"}, 1) == (
        f"1 项首（{three.title}）；1 项只有两个区县可比（1 项较大）"
    )
    some = replace(three, left_out=200)  # of three hundred only some are at hand
    assert standings([some], "b")[0].aside == "最大"


@pytest.mark.parametrize(
    ("rows", "more", "reason"),
    [
        ((row("a", 2), row("b", 1)), {"caution": "含义不同"}, "含义有别，不宜排序"),
        ((row("a", 2), row("b", 1, due_year=2025)), {}, "目标年份不同"),
        ((row("a", 2), row("a", 1), row("b", 1)), {}, "有区县列出几个数字"),
        ((row("a", 2, "between", value_high=5.0), row("b", 1)), {}, "有区间，不能定先后"),
        ((row("a", 2), row("b", 1, "at_most")), {}, "有的是下限，有的是上限"),
        ((row("a", 2), row("b", None)), {"caution": "含义不同"}, "其他区县没有可比的数字"),
        ((row("a", None, presence="withheld"), row("b", 1)), {}, "本区县的数字在原文中隐去"),
        ((row("a", None, presence="worded"), row("b", 1)), {}, "本区县只有表述，没有数字"),
        ((row("a", None, presence="other_basis"), row("b", 1)), {}, "本区县另有口径"),
        ((row("a", None), row("b", 1)), {}, "本区县未设定"),
        ((row("a", 2), row("b", 1)), {}, ""),
    ],
)
def test_each_indicator_without_a_rank_says_why(
    rows: tuple[ComparisonRow, ...], more: dict[str, str], reason: str
) -> None:
    standing = seen(*rows, **more)
    assert standing.reason == reason
    assert bool(standing.aside) == (not reason)


def test_strips_draw_bounds_absences_and_the_own_district() -> None:
    masked = row("a", None, presence="withheld", target_id="a/2-1", figure="原文隐去（**个）")
    found = [
        seen(row("a", 2, "at_least"), row("b", 4, "at_most"), row("c", 1, "between", value_high=3.0)),
        seen(masked, row("b", 2, "about"), caution="含义不同"),
        seen(row("a", None), row("b", 2), row("c", 1)),
    ]
    spec = standing_strips(found, LIGHT).to_dict()
    dots = [entry for entry in rows_of(spec) if "shape" in entry]
    lanes = [entry for entry in rows_of(spec) if "title" in entry]
    assert [(dot["district"], dot["own"], dot["shape"], dot["level"], dot["level_high"]) for dot in dots] == [
        ("b区", False, "triangle-left", 1.0, None),
        ("c区", False, "circle", 0.25, 0.75),
        ("a区", True, "triangle-right", 0.5, None),
        ("b区", False, "diamond", 1.0, None),
        ("b区", False, "circle", 1.0, None),
        ("c区", False, "circle", 0.5, None),
    ]
    assert [(lane["hatched"], lane["notes"]) for lane in lanes] == [
        (False, ""),
        (True, "a区：原文隐去（**个）\n比较须知：含义不同"),
        (False, ""),
    ]
    assert [lane["target_id"] for lane in lanes] == ["a/1-1", "a/2-1", "b/1-1"]
    assert all(lane["above"] < lane["title_at"] < lane["line"] < lane["below"] for lane in lanes)
    assert spec["params"][0]["name"] == "lane"


def test_years_and_drafts_stand_beside_the_figures() -> None:
    strip = standing_strip(seen(row("a", 1), row("b", 3), row("c", 2, due_year=2025, draft=True)))
    told = {(dot.label, dot.figure, dot.tag) for dot in strip.dots}
    assert told == {("a区", "1个", "2023年"), ("b区", "3个", "2023年"), ("c区", "2个", "2025年·征求意见稿")}


def test_a_negative_figure_stays_on_its_strip() -> None:
    strip = standing_strip(seen(row("a", -5), row("b", 15)))
    assert {dot.label: dot.level for dot in strip.dots} == {"a区": 0, "b区": 1}


def test_strips_without_any_dot_are_still_drawn() -> None:
    spec = standing_strips([seen(row("a", None))], LIGHT).to_dict()
    assert not [entry for entry in rows_of(spec) if "shape" in entry]


def test_counted_bars_keep_their_order_and_are_chosen_by_code() -> None:
    counts = pd.DataFrame({"code": ["x", "y"], "label": ["甲", "乙"], "count": [0, 7], "text": ["0", "7（隐去 2）"]})
    spec = count_bars(counts, LIGHT).to_dict()
    assert [entry["code"] for entry in rows_of(spec)] == ["x", "y"]
    assert spec["params"][0]["select"]["fields"] == ["code"]
    assert spec["layer"][0]["encoding"]["y"]["sort"] is None
