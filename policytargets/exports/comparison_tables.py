"""A comparison as numbers to work with: workbook with a native chart, JSON, the workbook inside a slide."""

import io
import json
import math
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

import pandas as pd
import pyarrow as pa
import xlsxwriter
from xlsxwriter.workbook import Workbook

from policytargets.charts.style import LIGHT
from policytargets.comparisons.captions import citations, finding
from policytargets.comparisons.model import Comparison
from policytargets.comparisons.twins import to_frame
from policytargets.exports.bars import bars_of
from policytargets.exports.cells import text
from policytargets.exports.file_names import file_name
from policytargets.exports.notes import Notes, notes
from policytargets.exports.spreadsheets import LYING, OPTIONS, fit_on_paper, formats_of, write_notes, write_sheet
from policytargets.wording.codes import BASIS_WORD, PERIOD_WORD

STRETCH = "至上限"
ROOM_FOR_WORDS = 1.35  # the length of the axis of the values, as parts of the longest bar


def comparison_file(comparison: Comparison, ending: str, *, part: str = "") -> str:
    """The name of a file of the comparison: `粮食产量（产能）_区县对比_2026-11-22.png`."""
    return file_name(comparison.title, part or "区县对比", made_on=comparison.made_on, ending=ending)


def to_comparison_workbook(comparison: Comparison, *, focus: str = "") -> bytes:
    """XLSX: sheet 图表 with a native chart and its numbers (a sentence where there are none), sheet 数据 with the table
    twin (numbers as numbers), sheet 说明 with everything that must be read with them."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, OPTIONS) as workbook:
        formats = formats_of(workbook)
        chart_sheet = workbook.add_worksheet("图表")
        write_sheet(chart_sheet, _chart_frame(comparison), formats)
        below = len(bars_of(comparison)) + 2
        if any(bar.value is not None for bar in bars_of(comparison)):
            chart_sheet.insert_chart(below, 0, _native_chart(workbook, comparison, focus))
        else:  # axes without a bar would look like figures of zero
            chart_sheet.write_string(below, 0, finding(comparison))
        fit_on_paper(chart_sheet, LYING)
        write_sheet(workbook.add_worksheet("数据"), to_frame(comparison), formats)
        write_notes(workbook.add_worksheet("说明"), what_to_know(comparison), formats)
        workbook.set_properties({"title": comparison.title[:200]})
    return buffer.getvalue()


def to_chart_workbook(comparison: Comparison) -> bytes:
    """The workbook inside a slide's chart: names in column A, values in B, stretches up to the end of a range in C;
    behind them the figures in words and their sources, which the chart does not draw."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, OPTIONS) as workbook:
        write_sheet(workbook.add_worksheet("Sheet1"), _chart_frame(comparison), formats_of(workbook))
    return buffer.getvalue()


def series_name(comparison: Comparison) -> str:
    """The measure with its unit, as the name of the bars."""
    return (f"{comparison.title}（{comparison.unit}）" if comparison.unit else comparison.title)[:200]


def to_json(comparison: Comparison) -> bytes:
    """The comparison as JSON (UTF-8): all its fields, rows included, codes as codes, whole figures as whole numbers.
    What was done has a field only where some of it was released."""
    record = asdict(comparison)
    if not comparison.tracked:
        del record["mark"]
    for row in record["rows"]:
        row |= {name: _whole(row[name]) for name in ("value", "value_high")}
        if row["progress"]:
            row["progress"]["actual"] = _whole(row["progress"]["actual"])
        if not comparison.tracked:
            del row["progress"]
    return (json.dumps(record, ensure_ascii=False, indent=2, default=date.isoformat) + "\n").encode("utf-8")


def to_table(comparison: Comparison) -> pa.Table:
    """The table twin for programs: figures as decimals, years as whole numbers."""
    table = pa.Table.from_pandas(to_frame(comparison), preserve_index=False)
    for place, column in enumerate(table.columns):
        if pa.types.is_floating(column.type):
            exact = [None if value is None else Decimal(text(value)) for value in column.to_pylist()]
            table = table.set_column(place, table.column_names[place], pa.array(exact, pa.decimal128(24, 6)))
    return table


def to_citation(comparison: Comparison) -> str:
    """The comparison in one paragraph to quote: title, measure, every district's figure in words, source, date."""
    figures = "；".join(
        f"{row.district}{row.figure}" + (f"，{row.progress.told}" if row.progress else "") for row in comparison.rows
    )
    return f"{comparison.title}（{comparison.subtitle}）：{figures}。{comparison.source}"


def what_to_know(comparison: Comparison) -> Notes:
    """Label and text of everything that must travel with the figures."""
    measure = [
        ("计量", comparison.subtitle),
        ("口径", BASIS_WORD[comparison.basis]),
        ("时段", PERIOD_WORD[comparison.period]),
    ]
    return notes(
        comparison.title,
        made_on=comparison.made_on,
        filters=comparison.filters or "全部区县",
        to_know=[*measure, *(("说明", note) for note in comparison.to_know)],
        sources=citations(comparison.rows),
    )


def _whole(value: float | None) -> float | None:
    return int(value) if value is not None and value == int(value) else value


def _chart_frame(comparison: Comparison) -> pd.DataFrame:
    bars = bars_of(comparison)
    columns = {
        "区县": [bar.name for bar in bars],
        series_name(comparison): [bar.value for bar in bars],
        STRETCH: [bar.stretch for bar in bars],
        "图上文字": [bar.words for bar in bars],
        "出处": [bar.source for bar in bars],
    }
    return pd.DataFrame(columns)


def _ends(comparison: Comparison) -> dict[str, float]:
    """Where the axis of the values begins, ends and is divided: from zero, with room for the words behind the longest
    bar; where a figure is negative the program chooses."""
    values = [bar.value + (bar.stretch or 0) for bar in bars_of(comparison) if bar.value is not None]
    highest = max([0.0, *values]) * ROOM_FOR_WORDS
    if min([0.0, *values]) < 0 or not highest:
        return {}
    power = 10 ** math.floor(math.log10(highest / 5))
    step = next(power * part for part in (1, 2, 5, 10) if power * part >= highest / 5)
    return {"min": 0, "max": math.ceil(highest / step) * step, "major_unit": step}


def _native_chart(workbook: Workbook, comparison: Comparison, focus: str) -> Any:
    """Horizontal bars over sheet 图表, each labelled with its figure in words; gaps stay gaps."""
    bars, font = bars_of(comparison), {"name": "Microsoft YaHei", "size": 11, "color": LIGHT.ink}
    last, ranged = len(bars), any(bar.stretch is not None for bar in bars)
    chart = workbook.add_chart({"type": "bar", "subtype": "stacked"} if ranged else {"type": "bar"})
    own = LIGHT.receding if focus else LIGHT.brand
    colours = [LIGHT.ink if bar.done else LIGHT.brand if bar.row.district_id == focus else own for bar in bars]
    fills = [{"fill": {"color": colour}} for colour in colours]
    labels = [{"value": bar.short} if bar.value is not None else {"delete": True} for bar in bars]
    words = {"value": True, "custom": labels, "font": font, "position": "inside_base" if ranged else "outside_end"}
    names = ["图表", 1, 0, last, 0]
    first = {"name": ["图表", 0, 1], "categories": names, "values": ["图表", 1, 1, last, 1], "points": fills, "gap": 60}
    chart.add_series(first if ranged else first | {"data_labels": words})
    if ranged:
        second = {"name": STRETCH, "categories": names, "values": ["图表", 1, 2, last, 2]}
        chart.add_series(second | {"fill": {"color": LIGHT.grid}, "data_labels": words})
    chart.set_title({"name": comparison.title[:200], "name_font": font | {"size": 14, "bold": True}})
    chart.set_legend({"none": True})
    # Read from above, the districts run towards their far end: there the axis of the values lies, below the bars.
    far = {"reverse": True, "crossing": "max", "label_position": "low"}
    chart.set_y_axis({**far, "interval_unit": 1, "num_font": font, "major_tick_mark": "none"})
    axis = {"name": comparison.unit, "num_font": font, "name_font": font, "num_format": "General"}
    grid = {"visible": True, "line": {"color": LIGHT.grid, "width": 0.75}}
    chart.set_x_axis({**axis, **_ends(comparison), "major_gridlines": grid})
    chart.show_blanks_as("gap")
    chart.set_size({"width": 960, "height": 160 + 44 * last})
    return chart
