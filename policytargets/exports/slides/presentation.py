"""Comparisons as an editable presentation: a title slide, one native chart a slide, and a slide of sources."""

import io
from collections.abc import Sequence
from typing import Any

from pptx.util import Emu, Inches

from policytargets.charts.style import LIGHT
from policytargets.comparisons import captions
from policytargets.comparisons.model import Comparison
from policytargets.exports.slides.chart import add_chart, legend_of
from policytargets.exports.slides.master import (
    BELOW,
    COMPARISON,
    HEIGHT,
    MARGIN,
    OPENING,
    ROOM,
    SMALL,
    SOURCE,
    SOURCES,
    blank_presentation,
    number_slide,
)
from policytargets.exports.slides.text import fill_text
from policytargets.wording.wrapping import wrap

Box = tuple[int, int, int, int]
SOURCES_PER_SLIDE = 12


def to_pptx(
    comparisons: Sequence[Comparison], *, title: str, speaker_notes: Sequence[str] = (), focus: str = ""
) -> bytes:
    """A 16:9 presentation with one slide per comparison, native charts, citations in the notes of each slide.

    `speaker_notes` stand before the citations, one per comparison; `focus` is the district_id whose bars keep the
    brand colour. Raises ValueError where there is no comparison.
    """
    if not comparisons:
        raise ValueError("a presentation needs at least one comparison")
    presentation = blank_presentation(title)
    _add_title_slide(presentation, comparisons, title)
    for index, comparison in enumerate(comparisons):
        spoken = speaker_notes[index] if index < len(speaker_notes) else ""
        _add_comparison(presentation, comparison, spoken, focus)
    _add_sources(presentation, comparisons)
    buffer = io.BytesIO()
    presentation.save(buffer)
    return buffer.getvalue()


def _new_slide(presentation: Any, layout: int, title: str, size: float, top: int) -> Any:
    """A numbered slide on one of the master's layouts; a long title is set in two lines."""
    slide = presentation.slides.add_slide(presentation.slide_layouts[layout])
    lines = wrap(title, 12.1 * 72 / size, 2)
    height = int(Inches(size / 72 * 1.3) * len(lines))
    _write(slide.shapes.title, ["".join(lines)], (MARGIN, top, ROOM, height), size, LIGHT.ink, bold=True)
    number_slide(slide)
    return slide


def _write(shape: Any, lines: list[str], box: Box, size: float, colour: str, *, bold: bool = False) -> None:
    """Fill a placeholder, in a box (left, top, width, height in EMU) of its own."""
    shape.left, shape.top, shape.width, shape.height = (Emu(length) for length in box)
    fill_text(shape.text_frame, lines, size, colour, bold=bold)


def _place(slide: Any, number: int) -> Any:
    return next(shape for shape in slide.placeholders if shape.placeholder_format.idx == number)


def _add_title_slide(presentation: Any, comparisons: Sequence[Comparison], title: str) -> None:
    size = 36 if len(wrap(title, 12.1 * 72 / 36)) == 1 else 24
    slide = _new_slide(presentation, OPENING, title, size, Inches(2.2))
    made_on = max(comparison.made_on for comparison in comparisons)
    below = [
        f"{len(comparisons)} 项对比 · 制作日期：{made_on.isoformat()}",
        "数字均出自各区县公开文件，文号与任务号见文末",
    ]
    _write(_place(slide, BELOW), below, (MARGIN, Inches(3.1), ROOM, Inches(0.8)), 18, LIGHT.muted)
    listed = [f"{number}. {comparison.title}" for number, comparison in enumerate(comparisons, 1)]
    shown = listed if len(listed) <= 8 else [*listed[:7], f"等 {len(listed)} 项"]
    lines = [wrap(line, 50, 1)[0] for line in shown]
    _write(_place(slide, SMALL), lines, (MARGIN, Inches(4.1), ROOM, Inches(2.9)), 14, LIGHT.ink)


def _add_comparison(presentation: Any, comparison: Comparison, spoken: str, focus: str) -> None:
    long = len(wrap(comparison.title, 12.1 * 72 / 28)) > 1
    slide = _new_slide(presentation, COMPARISON, comparison.title, 20 if long else 28, Inches(0.4))
    subtitle = [comparison.subtitle, *([f"筛选：{comparison.filters}"] if comparison.filters else [])]
    _write(_place(slide, BELOW), subtitle, (MARGIN, Inches(1.12), ROOM, Inches(0.55)), 14, LIGHT.muted)
    legend = legend_of(comparison)
    foot = [text for text in (legend, captions.joined_notes(comparison), comparison.source) if text]
    # Other machines set other Latin letters, some wider: a tenth of each line is left to them.
    lines = sum(len(wrap(text, 0.9 * 12.1 * 72 / 11)) for text in foot)
    height = int(Inches(11 * 1.25 / 72) * lines)
    foot_top = HEIGHT - Inches(0.35) - height
    top = Inches(1.75)
    add_chart(slide, comparison, (MARGIN, top, ROOM, foot_top - top - Inches(0.1)), focus)
    _write(_place(slide, SOURCE), foot, (MARGIN, foot_top, ROOM, height), 11, LIGHT.muted)
    told = [line for line in spoken.splitlines() if line.strip()]
    _set_notes(slide, [*told, *comparison.to_know, *_citations(comparison)])


def _citations(comparison: Comparison) -> list[str]:
    """Each figure with the place it comes from, and the date."""
    rows = [f"{row.district}：{row.figure}。{row.source}" for row in comparison.rows if row.source]
    return ["出处", *rows, f"制作日期：{comparison.made_on.isoformat()}"]


def _add_sources(presentation: Any, comparisons: Sequence[Comparison]) -> None:
    """All documents and tasks cited, a dozen a slide."""
    cited = list(dict.fromkeys(row.source for shown in comparisons for row in shown.rows if row.source))
    parts = [cited[start : start + SOURCES_PER_SLIDE] for start in range(0, len(cited), SOURCES_PER_SLIDE)]
    for number, part in enumerate(parts, 1):
        title = "来源" if len(parts) == 1 else f"来源（{number}/{len(parts)}）"
        slide = _new_slide(presentation, SOURCES, title, 28, Inches(0.4))
        _write(_place(slide, BELOW), part, (MARGIN, Inches(1.2), ROOM, Inches(5.8)), 12, LIGHT.ink)


def _set_notes(slide: Any, lines: list[str]) -> None:
    fill_text(slide.notes_slide.notes_text_frame, lines, 12, LIGHT.ink)
