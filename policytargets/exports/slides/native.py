"""What every native chart of PowerPoint is here, whatever it draws: its box, its name, its words, its axes' numbers."""

from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.oxml.ns import qn
from pptx.util import Emu

Box = tuple[int, int, int, int]


def new_chart(slide: Any, kind: Any, data: CategoryChartData, box: Box, *, name: str, described: str) -> Any:
    """A chart in `box`, under a name, described for those who can't see it."""
    shape = slide.shapes.add_chart(kind, *(Emu(length) for length in box), data)
    shape.name = name[:60]
    shape._element.nvGraphicFramePr.cNvPr.set("descr", described)
    # python-pptx numbers its axes below zero, where the schema knows no number.
    for axis in shape.chart._chartSpace.iter(qn("c:axId"), qn("c:crossAx")):
        axis.set("val", axis.get("val").removeprefix("-"))
    return shape.chart
