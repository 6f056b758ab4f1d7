"""Where a district stands: ranks only where figures may be ranked, and lanes that draw bounds and absences."""

from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import pytest

from policytargets.charts.district import count_bars, standing_lanes
from policytargets.charts.style import LIGHT
from policytargets.comparisons.model import Comparison, ComparisonRow, Refusal
from policytargets.comparisons.standings import Standing, has_figure, others_in_words, standings, summary, to_frame

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
    assert summary(found) == "其中 2 项目标年份和含义相同，可以直接排序：1 项最高，1 项最低。"


def test_others_are_told_in_words_with_year_and_draft() -> None:
    two = seen(row("a", 1), row("b", 3), row("c", 2, due_year=2025, draft=True))
    assert others_in_words(two, NAMES) == ["乙 3个（2023年）", "丙 2个（征求意见稿，2025年）"]
    three = seen(row("a", 1), row("b", 3), row("c", 2), row("d", 1))
    assert others_in_words(three, NAMES) == ["其他共 3 条，最高 乙 3个", "最低 丁 1个"]
    same = seen(row("a", 1), row("b", 3), row("c", 3), row("d", 3))
    assert others_in_words(same, NAMES) == ["其他共 3 条，均为 3个"]


def rows_of(spec: dict[str, Any]) -> list[dict[str, Any]]:
    return [entry for dataset in spec["datasets"].values() for entry in dataset]


def test_lanes_draw_bounds_absences_and_the_own_district() -> None:
    masked = row("a", None, presence="withheld", target_id="a/2-1", figure="原文隐去（**个）")
    found = [
        seen(row("a", 2, "at_least"), row("b", 4, "at_most"), row("c", 1, "between", value_high=3.0)),
        seen(masked, row("b", 2, "about")),
        seen(row("a", None), row("b", 2), row("c", 1)),
    ]
    spec = standing_lanes(found, LIGHT, NAMES).to_dict()
    marks = [entry for entry in rows_of(spec) if "shape" in entry]
    lanes = [entry for entry in rows_of(spec) if "title" in entry]
    assert [(m["district"], m["own"], m["shape"], m["level"], m["level_high"]) for m in marks] == [
        ("b区", False, "triangle-left", 1.0, None),
        ("c区", False, "circle", 0.25, 0.75),
        ("a区", True, "triangle-right", 0.5, None),
        ("b区", False, "diamond", 1.0, None),
        ("b区", False, "circle", 1.0, None),
        ("c区", False, "circle", 0.5, None),
    ]
    assert [(lane["figure"], lane["set"], lane["masked"]) for lane in lanes] == [
        ("2个", True, False),
        ("原文隐去（**个）", False, True),
        ("未设定", False, False),
    ]
    assert [lane["target_id"] for lane in lanes] == ["a/1-1", "a/2-1", "b/1-1"]
    assert all(lane["above"] < lane["track"] < lane["below"] for lane in lanes)
    assert spec["params"][0]["name"] == "lane"
    assert LIGHT.brand in str(spec["layer"])


def test_a_long_figure_stands_below_its_indicator() -> None:
    short = seen(row("a", 2), row("b", 1))
    long = replace(short, own=(replace(short.own[0], figure="一" * 30),))
    lanes = [entry for entry in rows_of(standing_lanes([short, long], LIGHT, NAMES).to_dict()) if "title" in entry]
    assert [lane["broken"] for lane in lanes] == [False, True]


def test_lanes_without_any_mark_are_still_drawn() -> None:
    spec = standing_lanes([seen(row("a", None))], LIGHT, NAMES).to_dict()
    assert [entry["others"] for entry in rows_of(spec)] == ["其他区县没有同一时段的数字"]


def test_counted_bars_keep_their_order_and_are_chosen_by_code() -> None:
    counts = pd.DataFrame({"code": ["x", "y"], "label": ["甲", "乙"], "count": [0, 7], "text": ["0", "7（隐去 2）"]})
    spec = count_bars(counts, LIGHT).to_dict()
    assert [entry["code"] for entry in rows_of(spec)] == ["x", "y"]
    assert spec["params"][0]["select"]["fields"] == ["code"]
    assert spec["layer"][0]["encoding"]["y"]["sort"] is None
