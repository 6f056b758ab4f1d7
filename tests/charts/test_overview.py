"""The treemap: no word smaller than can be read."""

import pandas as pd

from policytargets.charts.overview import task_treemap
from policytargets.charts.style import LIGHT


def test_words_of_the_treemap_are_readable_or_left_to_the_table() -> None:
    tasks = pd.DataFrame({"category": ["甲", "乙"], "with_figures": [40, 1], "in_words": [2, 0], "without": [9, 30]})
    drawn = task_treemap(tasks, LIGHT, "题目（单位：项）", "来源").to_plotly_json()
    layout, areas = drawn["layout"], drawn["data"][0]
    assert layout["uniformtext"]["mode"] == "hide"
    sizes = [layout["uniformtext"]["minsize"], layout["font"]["size"], layout["annotations"][0]["font"]["size"]]
    assert min(sizes) >= 12
    assert "<br>" in dict(zip(areas["ids"], areas["texttemplate"], strict=True))["甲/with_figures"]


def test_an_area_that_fills_its_category_is_told_in_one_line() -> None:
    """It is low, and has no room for two."""
    tasks = pd.DataFrame({"category": ["甲", "乙"], "with_figures": [40, 0], "in_words": [2, 0], "without": [9, 3]})
    (areas,) = task_treemap(tasks, LIGHT, "题目", "来源").to_plotly_json()["data"]
    words = dict(zip(areas["ids"], areas["texttemplate"], strict=True))
    assert "<br>" not in words["乙/without"]
    assert "<br>" in words["甲/without"]
