"""Forms for walls: which rows have room."""

from policytargets.charts.style import LIGHT, Chart
from policytargets.charts.wall import Bar, Bars, Grid

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
