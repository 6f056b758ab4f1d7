"""The small picture of a comparison says the same as the large one: lengths, bounds, what is withheld."""

from datetime import date
from xml.etree import ElementTree

import pytest

from policytargets.charts.style import LIGHT
from policytargets.charts.thumbnail import HEIGHT, WIDTH, thumbnail
from policytargets.comparisons.model import Comparison, ComparisonRow

SVG = "{http://www.w3.org/2000/svg}"


def row(name: str, value: float | None, comparator: str = "exactly", **more: object) -> ComparisonRow:
    fields = {"presence": "set" if value is not None else "withheld", **more}
    return ComparisonRow(name, name, fields.pop("presence"), "", comparator=comparator, value=value, **fields)


def drawn(*rows: ComparisonRow, focus: str = "") -> ElementTree.Element:
    shown = Comparison("i", "题", "", "个", "new", "year", rows, (), "", "", date(2023, 1, 1))
    return ElementTree.fromstring(thumbnail(shown, LIGHT, focus))


def bars(picture: ElementTree.Element) -> list[ElementTree.Element]:
    return [bar for bar in picture.iter(f"{SVG}rect") if bar.get("class") == "bar"]


def test_lengths_are_in_proportion_and_begin_at_zero() -> None:
    first, second, third = bars(drawn(row("a", 400.0), row("b", 100.0), row("c", -200.0)))
    assert float(first.get("width")) == pytest.approx(4 * float(second.get("width")), abs=0.3)
    assert first.get("x") == second.get("x")
    assert float(third.get("x")) + float(third.get("width")) == pytest.approx(float(first.get("x")), abs=0.2)


def test_a_withheld_figure_has_no_length_and_an_absence_no_bar() -> None:
    picture = drawn(row("a", 4.0), row("b", None), row("c", None, presence="unset"))
    assert len(bars(picture)) == 1
    (hatched,) = [path for path in picture.iter(f"{SVG}path") if path.get("class") == "withheld"]
    assert hatched.get("d").count("M") > 10
    assert len(list(picture.iter(f"{SVG}circle"))) == 1


def test_bounds_and_focus_can_be_seen() -> None:
    picture = drawn(row("a", 4.0, "at_least"), row("b", 3.0, "at_most"), row("c", 2.0, value_high=5.0), focus="b")
    solid, hollow, ranged = bars(picture)
    assert (hollow.get("fill"), hollow.get("stroke")) == ("none", LIGHT.brand)
    assert {solid.get("fill"), ranged.get("fill")} == {LIGHT.receding}
    assert len(list(picture.iter(f"{SVG}path"))) == 1
    assert len([bar for bar in picture.iter(f"{SVG}rect") if bar.get("opacity")]) == 1


@pytest.mark.parametrize("values", [[0.0], [0.0, 0.0], [1e12, 1.0], [], [-1.0]])
def test_nothing_leaves_the_picture(values: list[float]) -> None:
    for bar in drawn(*(row(f"d{place}", value) for place, value in enumerate(values))).iter(f"{SVG}rect"):
        x, y, width, height = (float(bar.get(name)) for name in ("x", "y", "width", "height"))
        assert 0 <= x <= x + width <= WIDTH
        assert 0 <= y <= y + height <= HEIGHT
