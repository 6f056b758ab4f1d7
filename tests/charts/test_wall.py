"""Forms for walls: which rows have room, and that no figure is cut."""

import random
from typing import Any

import pytest

from policytargets.charts.style import LIGHT, Chart
from policytargets.charts.wall import Bar, Bars, Grid
from policytargets.wording.wrapping import width_of

ROWS = ("甲类", "乙类", "丙类", "丁类", "戊类")


def words_of(chart: Chart) -> list[str]:
    found = [str(row["text"]) for rows in chart.to_dict()["datasets"].values() for row in rows if "text" in row]
    return [word for word in found if word in ROWS or word.startswith("另有")]


def test_rows_that_the_heading_names_are_drawn_before_others() -> None:
    """A bar takes 56 pixels and the line for the rest 49: in 170 there is room for two."""
    rows = tuple(Bar(name, (1.0,), "1") for name in ROWS)
    assert words_of(Bars(rows, ("数",)).drawn((1280, 170), LIGHT)) == [
        "甲类",
        "乙类",
        "另有 3 个未画：丙类、丁类、戊类",
    ]
    named = Bars(rows, ("数",), heading="占比最高的是戊类（17 项）")
    assert words_of(named.drawn((1280, 170), LIGHT)) == ["甲类", "戊类", "另有 3 个未画：乙类、丙类、丁类"]
    assert words_of(named.drawn((1280, 400), LIGHT)) == list(ROWS)


def test_rows_of_a_grid_that_the_heading_names_are_drawn_before_others() -> None:
    """A row takes 53 pixels, the heads 57 and the line for the rest 49: in 220 there is room for two."""
    rows = tuple((name, (("1", 0.5),)) for name in ROWS)
    named = Grid("领域", ("区",), rows, heading="丁类最多（3 个），丙类最少")
    assert words_of(named.drawn((1280, 220), LIGHT)) == ["丙类", "丁类", "另有 3 行未画：甲类、乙类、戊类"]


def rows_of(chart: Chart) -> list[dict[str, Any]]:
    return [row for rows in chart.to_dict(validate=False)["datasets"].values() for row in rows]


@pytest.mark.parametrize("seed", range(40))
@pytest.mark.parametrize("width", [1760, 1280])
def test_a_figure_at_a_bar_is_never_cut(seed: int, width: int) -> None:
    """Its name has what the figure leaves, in two lines at most; letters are 36 pixels wide, digits a little over
    half."""
    chance = random.Random(seed)
    bars = [
        Bar(
            "长" * chance.randint(1, 40),
            (chance.choice([0.0, 1.0, 7.0, 1e12]),),
            f"{place}" * chance.randint(1, 30) + "万亩",
        )
        for place in range(1, 6)
    ]
    drawn = rows_of(Bars(tuple(bars), ("数",)).drawn((width, 2000), LIGHT))
    texts = [row for row in drawn if row.get("text")]
    figures = [row for row in texts if str(row["text"]).endswith("万亩")]
    assert [row["text"] for row in figures] == [bar.words for bar in bars]
    names = [row for row in texts if row not in figures]
    assert all(row["at"] + width_of(row["text"]) * 36 <= width for row in figures)
    assert max(row["at"] + width_of(row["text"]) * 36 for row in names) < min(
        row["left"] for row in drawn if "left" in row
    )
    assert all(row["left"] <= row["right"] <= width for row in drawn if "left" in row)


def test_what_has_no_room_is_the_shortest_unless_colours_mean_something() -> None:
    """Room for two rows and the line for the rest."""
    rows = tuple(Bar(name, (length,), "1") for name, length in zip(ROWS, (3.0, 1.0, 9.0, 2.0, 5.0), strict=True))
    assert words_of(Bars(rows, ("数",)).drawn((1280, 170), LIGHT))[:2] == ["丙类", "戊类"]
    lit = Bars(rows, ("红灯",), tones=("caution",))
    assert words_of(lit.drawn((1280, 170), LIGHT))[:2] == ["甲类", "乙类"]
