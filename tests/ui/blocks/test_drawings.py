"""A chart on a page is worked out once, and what is sent says the same as the chart."""

from datetime import date

import altair as alt
import pandas as pd
import pyarrow as pa
import streamlit as st

from policytargets.charts import comparison as charts
from policytargets.charts import heat_map, style
from policytargets.charts.specifications import specification
from policytargets.comparisons.making import compare_each
from policytargets.comparisons.model import Comparison
from policytargets.record.database import Database
from policytargets.ui.blocks import drawings


def comparison(database: Database, indicator_id: str) -> Comparison:
    (found,) = compare_each(
        database.query("comparisons/indicators", indicators=[indicator_id]),
        database.query("comparisons/indicator_targets", indicators=[indicator_id], districts=[]),
        database.query("comparisons/districts", districts=[]),
        made_on=date(2023, 12, 1),
    )
    assert isinstance(found, Comparison)
    return found


def test_a_specification_holds_the_rows_of_the_chart(database: Database) -> None:
    shown = comparison(database, "grain-capacity")
    chart = charts.comparison_bars(shown, style.LIGHT, "zhoucun")
    plain, spec = chart.to_dict(), specification(chart)
    (name, sent), (_, rows) = next(iter(spec["datasets"].items())), next(iter(plain["datasets"].items()))
    assert pa.ipc.open_stream(sent).read_all().to_pylist() == rows
    assert [row["label"] for row in rows] == ["度假区", "周村", "茌平", "东昌府", "青州"]
    assert name in str(spec["layer"]) + str(spec.get("data"))
    assert len(spec["layer"]) == len(plain["layer"])


def test_another_focus_changes_the_rows_and_nothing_else(database: Database) -> None:
    shown, counts = comparison(database, "grain-capacity"), database.query("record/heat_map", districts=[])
    for draw, rows in ((charts.comparison_bars, shown), (heat_map.category_heat_map, counts)):
        here, there = (specification(draw(rows, style.LIGHT, focus)) for focus in ("zhoucun", "qingzhou"))
        assert here.pop("datasets") != there.pop("datasets")
        assert here == there


def test_a_chart_is_drawn_again_only_for_other_data() -> None:
    st.cache_resource.clear()
    drawn = []

    def dots(rows: pd.DataFrame, palette: style.Palette) -> alt.Chart:
        drawn.append(palette)
        return alt.Chart(rows).mark_point().encode(x="a:Q")

    first, second = pd.DataFrame({"a": [1, 2]}), pd.DataFrame({"a": [1, 3]})
    for rows, palette in [
        (first, style.LIGHT),
        (first.copy(), style.LIGHT),
        (second, style.LIGHT),
        (first, style.DARK),
    ]:
        drawings._specification(dots, "dots", (rows, palette), {})
    assert drawn == [style.LIGHT, style.LIGHT, style.DARK]
    st.cache_resource.clear()
