"""The treemap: no word smaller than can be read."""

import pandas as pd
import pytest

from policytargets.charts.areas import task_areas
from policytargets.charts.overview import task_treemap
from policytargets.charts.style import DARK, LIGHT, Palette


def test_words_of_the_treemap_are_readable_or_left_to_the_table() -> None:
    tasks = pd.DataFrame({"category": ["甲", "乙"], "with_figures": [40, 1], "in_words": [2, 0], "without": [9, 30]})
    drawn = task_treemap(tasks, LIGHT, "题目（单位：项）", "来源").to_plotly_json()
    layout, areas = drawn["layout"], drawn["data"][0]
    assert layout["uniformtext"]["mode"] == "hide"
    sizes = [layout["uniformtext"]["minsize"], layout["font"]["size"], layout["annotations"][0]["font"]["size"]]
    assert min(sizes) >= 12
    assert "<br>" in dict(zip(areas["ids"], areas["texttemplate"], strict=True))["甲/with_figures"]


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_words_of_the_treemap_stand_out_from_their_area(palette: Palette) -> None:
    tasks = pd.DataFrame({"category": ["甲"], "with_figures": [40], "in_words": [2], "without": [9]})
    (areas,) = task_treemap(tasks, palette, "题目", "来源").to_plotly_json()["data"]
    for ground, letters in zip(areas["marker"]["colors"], areas["textfont"]["color"], strict=True):
        assert contrast(ground, letters) >= 4.5, (ground, letters)


def contrast(one: str, other: str) -> float:
    """As WCAG defines it, of two colours written #rrggbb."""
    parts = [[int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)] for colour in (one, other)]
    straight = [[c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour] for colour in parts]
    lighter, darker = sorted((0.2126 * r + 0.7152 * g + 0.0722 * b for r, g, b in straight), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_what_recedes_is_seen_and_the_focus_more(palette: Palette) -> None:
    assert contrast(palette.receding, palette.ground) >= 3
    assert contrast(palette.brand, palette.ground) >= 2 * contrast(palette.receding, palette.ground)


def test_an_area_that_fills_its_category_is_told_in_one_line() -> None:
    """It is low, and has no room for two."""
    tasks = pd.DataFrame({"category": ["甲", "乙"], "with_figures": [40, 0], "in_words": [2, 0], "without": [9, 3]})
    (areas,) = task_treemap(tasks, LIGHT, "题目", "来源").to_plotly_json()["data"]
    words = dict(zip(areas["ids"], areas["texttemplate"], strict=True))
    assert "<br>" not in words["乙/without"]
    assert "<br>" in words["甲/without"]


@pytest.mark.parametrize(("palette", "colour"), [(LIGHT, "#0F6B4F"), (DARK, "#4FBF97")], ids=["light", "dark"])
def test_what_a_colour_means_is_drawn_beside_it_in_either_appearance(palette: Palette, colour: str) -> None:
    """In the dark a task with figures has the lighter green: no word for its colour would hold in both."""
    tasks = pd.DataFrame({"category": ["甲"], "with_figures": [40], "in_words": [2], "without": [9]})
    below = task_treemap(tasks, palette, "题目", "来源").to_plotly_json()["layout"]["annotations"][0]["text"]
    assert f'<span style="color:{colour}">■</span> 有数字' in below
    drawn = [row for rows in task_areas(tasks, palette).to_dict()["datasets"].values() for row in rows]
    (swatch,) = [row for row in drawn if row.get("told") == "有数字"]
    (word,) = [row for row in drawn if row.get("text") == "有数字"]
    assert swatch["colour"] == colour
    assert word["down"] == swatch["top"] == 3
    assert 0 < word["at"] - swatch["right"] < 10
