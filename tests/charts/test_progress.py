"""The pictures of what was done: what they say without their colours, and what they do not draw."""

from datetime import date
from typing import Any
from xml.etree import ElementTree

import pandas as pd
import pytest
import vl_convert

from policytargets.charts.progress import light_bars, progress_lines
from policytargets.charts.style import DARK, LIGHT
from policytargets.wording.lights import LIGHT_MARK, NO_LIGHT_MARK, light_in_words

YEAR = {"starts_on": date(2023, 1, 1), "ends_on": date(2023, 12, 31)}
NOTHING = pd.DataFrame({"ends_on": [], "due": []})


def readings(*lights: str | None) -> pd.DataFrame:
    """One month after the other, ten more each time; the last not released."""
    return pd.DataFrame([
        {
            "ends_on": date(2023, month, 28), "value": 10 * month, "light": light, "period": f"{month}月",
            "figure": f"{10 * month} 个", "due_in_words": "25 个", "light_in_words": light_in_words(light, "达序时"),
            "provisional": month == len(lights),
        }
        for month, light in enumerate(lights, 1)
    ])  # fmt: skip


def texts(spec: dict[str, Any], field: str) -> list[str]:
    """What the layers write that take their text from the field."""
    return [
        row[field] for layer in spec["layer"] if layer["encoding"].get("text", {}).get("field") == field
        for row in spec["datasets"][(layer.get("data") or spec["data"])["name"]] if row[field]
    ]  # fmt: skip


def written(spec: dict[str, Any], width: int) -> list[str]:
    """What stands in the pieces of a chart drawn in this width, without the names of its rows."""
    drawn = ElementTree.fromstring(vl_convert.vegalite_to_svg({**spec, "width": width}))
    said = ["".join(text.itertext()) for text in drawn.iter("{http://www.w3.org/2000/svg}text")]
    return [text for text in said if text and text != "甲局"]


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_target_schedule_and_readings_stand_in_one_picture(palette) -> None:
    schedule = pd.DataFrame({"ends_on": [date(2023, 1, 31), date(2023, 12, 31)], "due": [25, 300]})
    spec = progress_lines(
        readings(*LIGHT_MARK, None), schedule, {"value": 300, "words": "目标 ≥ 300 个", **YEAR}, palette
    ).to_dict()
    assert texts(spec, "mark") == [*LIGHT_MARK.values(), NO_LIGHT_MARK]
    assert texts(spec, "words") == ["目标 ≥ 300 个", "序时应完成", "6月：60 个　○ 不亮灯 · 达序时"]
    lines = [layer for layer in spec["layer"] if layer["mark"]["type"] == "line"]
    assert [bool(line["mark"].get("strokeDash")) for line in lines] == [False, True, False, True]
    provisional = spec["datasets"][lines[-1]["data"]["name"]]
    assert [row["amount"] for row in provisional] == [50, 60]


def test_a_target_without_a_figure_has_no_line() -> None:
    spec = progress_lines(readings(None), NOTHING, {"value": None, "words": "", **YEAR}, LIGHT).to_dict()
    assert texts(spec, "words") == ["1月：10 个　○ 不亮灯 · 达序时"]
    assert all(layer["mark"]["type"] != "line" or layer["mark"]["color"] == LIGHT.brand for layer in spec["layer"])


def test_before_the_first_reading_the_target_stands_alone() -> None:
    none = readings("green").iloc[:0]
    spec = progress_lines(none, NOTHING, {"value": 5, "words": "目标 5 个", **YEAR}, LIGHT).to_dict()
    assert texts(spec, "words") == ["目标 5 个"]


def test_lights_are_told_by_mark_and_count() -> None:
    counts = pd.DataFrame([
        {"code": "a", "label": "甲局", "light": light, "words": "达序时", "count": 2} for light in (*LIGHT_MARK, None)
    ])  # fmt: skip
    spec = light_bars(counts, LIGHT).to_dict()
    marks = [*LIGHT_MARK.values(), NO_LIGHT_MARK]
    assert written(spec, 900) == [f"{mark} 2" for mark in marks]
    assert written(spec, 150) == marks, "a narrow piece has room for its mark"
    assert not written(spec, 90), "a narrower one for nothing"
    assert len({*LIGHT_MARK.values(), NO_LIGHT_MARK}) == len(LIGHT_MARK) + 1
    rows = next(iter(spec["datasets"].values()))
    assert [(row["start"], row["end"]) for row in rows] == [(place * 2, place * 2 + 2) for place in range(6)]
