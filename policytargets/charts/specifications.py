"""Charts as Vega-Lite for the browser."""

import json
import re
from threading import Lock
from typing import Any

import altair as alt
import pyarrow as pa

from policytargets.charts.style import Chart

ONE_AT_A_TIME = Lock()
AUTOMATIC = re.compile(r"data-[0-9a-f]{32}|view_[0-9a-f]+_\d+")


def specification(chart: Chart) -> dict[str, Any]:
    """A chart as Vega-Lite for the browser, its data apart under `datasets` as Arrow streams.

    Data and views are named by their place, not by their content: a browser that has drawn the same chart of other
    data then only moves its marks instead of building it anew.
    """
    # Altair keeps what to do with data in a setting of the whole process. Validation is for those who write charts.
    with ONE_AT_A_TIME, alt.data_transformers.enable("default", max_rows=None), alt.theme.enable("none"):
        made: dict[str, Any] = chart.to_dict(validate=False)
    names: dict[str, str] = {}
    text = json.dumps({**made, "datasets": None})
    text = AUTOMATIC.sub(lambda found: names.setdefault(found[0], f"part-{len(names)}"), text)
    streams = {names[name]: _arrow_stream(rows) for name, rows in made.get("datasets", {}).items()}
    return {**json.loads(text), "datasets": streams}


def _arrow_stream(rows: list[dict[str, Any]]) -> bytes:
    table = pa.Table.from_pylist(rows)
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as stream:
        stream.write_table(table)
    return bytes(sink.getvalue())
