"""Comparisons and exhibits as an editable presentation: a title slide, one of them a slide, and a slide of sources."""

import io
from collections.abc import Sequence
from typing import Any

from pptx.enum.text import PP_ALIGN
from pptx.util import Emu, Inches

from policytargets.charts.style import LIGHT
from policytargets.comparisons import captions
from policytargets.comparisons.captions import finding
from policytargets.comparisons.model import INVENTED, Comparison, Refusal, mark_of, marked
from policytargets.exhibits.model import Exhibit, Shown
from policytargets.exhibits.sources import sources_of
from policytargets.exports.bars import bars_of, gaps_in_words
from policytargets.exports.slides.chart import add_chart, legend_of
from policytargets.exports.slides.exhibit import add_exhibit, is_drawn, rows_in_words, said_with
from policytargets.exports.slides.exhibit_table import add_table
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
from policytargets.exports.word_tables import of_absences
from policytargets.settings import today
from policytargets.wording.wrapping import wrap

Box = tuple[int, int, int, int]
SOURCES_PER_SLIDE = 12


def to_pptx(shown: Sequence[Shown], *, title: str, speaker_notes: Sequence[str] = (), focus: str = "") -> bytes:
    """A 16:9 presentation with one slide per comparison or exhibit, native charts and tables, citations in the notes of
    each slide.

    `speaker_notes` stand before the citations, one per slide; `focus` is the district_id whose bars keep the
    brand colour. Raises ValueError where there is nothing to show.
    """
    if not shown:
        raise ValueError("a presentation needs at least one slide")
    title = marked(title, mark_of([one for one in shown if not isinstance(one, Refusal)]))
    presentation = blank_presentation(title)
    _add_title_slide(presentation, shown, title)
    for index, one in enumerate(shown):
        spoken = speaker_notes[index] if index < len(speaker_notes) else ""
        if isinstance(one, Comparison):
            _add_comparison(presentation, one, spoken, focus)
        elif isinstance(one, Refusal):
            _add_refusal(presentation, one, spoken)
        else:
            _add_exhibit(presentation, one, spoken)
    _add_sources(presentation, shown)
    buffer = io.BytesIO()
    presentation.save(buffer)
    return buffer.getvalue()


def _size_of(title: str) -> float:
    """The letters of a slide's title in points: large in one line, else what has room in two. Some machines set wider
    letters: a seventh of each line is left to them."""
    room = 0.85 * 12.1 * 72
    fitting = [size for size, most in ((28, 1), (20, 2), (17, 2)) if len(wrap(title, room / size)) <= most]
    return fitting[0] if fitting else 14


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


def _add_title_slide(presentation: Any, shown: Sequence[Shown], title: str) -> None:
    size = 36 if len(wrap(title, 12.1 * 72 / 36)) == 1 else 24
    slide = _new_slide(presentation, OPENING, title, size, Inches(2.2))
    made_on = max((one.made_on for one in shown if not isinstance(one, Refusal)), default=today())
    kind = "项对比" if all(isinstance(one, Comparison) for one in shown) else "张图表"
    below = [f"{len(shown)} {kind} · 制作日期：{made_on.isoformat()}", *_promised(shown)]
    _write(_place(slide, BELOW), below, (MARGIN, Inches(3.1), ROOM, Inches(0.8)), 18, LIGHT.muted)
    listed = [f"{number}. {one.title}" for number, one in enumerate(shown, 1)]
    first = listed if len(listed) <= 8 else [*listed[:7], f"等 {len(listed)} 项"]
    lines = [wrap(line, 50, 1)[0] for line in first]
    _write(_place(slide, SMALL), lines, (MARGIN, Inches(4.1), ROOM, Inches(2.9)), 14, LIGHT.ink)


def _promised(shown: Sequence[Shown]) -> list[str]:
    """What the last slides tell of the sources, as far as they do: counts over whole plans come from no task, what was
    done from no plan, and a refusal has none."""
    cited = sources_of(shown)
    if not cited:
        return []
    if not all("》" in line for line in cited):
        return ["数字的出处见文末"]
    numbered = all(isinstance(one, Comparison) for one in shown)
    where = f"各区县公开文件，{'文号与任务号' if numbered else '文件名称与文号'}见文末"
    if any(isinstance(one, Comparison) and one.tracked for one in shown):
        return [f"目标数出自{where}；完成数由责任部门填报、督查室核对发布"]
    return [f"数字均出自{where}"]


def _add_comparison(presentation: Any, comparison: Comparison, spoken: str, focus: str) -> None:
    slide = _new_slide(presentation, COMPARISON, comparison.title, _size_of(comparison.title), Inches(0.4))
    subtitle = [comparison.subtitle, *([f"筛选：{comparison.filters}"] if comparison.filters else [])]
    _write(_place(slide, BELOW), subtitle, (MARGIN, Inches(1.12), ROOM, Inches(0.55)), 14, LIGHT.muted)
    drawn = any(bar.value is not None for bar in bars_of(comparison))
    gaps = gaps_in_words(comparison) if drawn else ""
    foot = [
        text
        for text in (
            legend_of(comparison),
            gaps and f"没有条的：{gaps}",
            captions.joined_notes(comparison),
            comparison.source,
        )
        if text
    ]
    # Other machines set other Latin letters, some wider: a tenth of each line is left to them.
    lines = sum(len(wrap(text, 0.9 * 12.1 * 72 / 11)) for text in foot)
    height = int(Inches(11 * 1.25 / 72) * lines)
    foot_top = HEIGHT - Inches(0.35) - height
    top = Inches(1.75)
    if comparison.mark:
        _add_watermark(slide)
    box = (MARGIN, top, ROOM, foot_top - top - Inches(0.1))
    if drawn:
        add_chart(slide, comparison, box, focus)
    else:
        add_table(slide, of_absences(comparison), box, name=comparison.title, described=finding(comparison))
    _write(_place(slide, SOURCE), foot, (MARGIN, foot_top, ROOM, height), 11, LIGHT.muted)
    told = spoken.strip().splitlines()
    _set_notes(slide, [*told, *comparison.to_know, *_citations(comparison)])


def _add_refusal(presentation: Any, refusal: Refusal, spoken: str) -> None:
    """A slide that says why there is nothing to show, rather than none."""
    slide = _new_slide(presentation, SOURCES, refusal.title, 28, Inches(0.4))
    _write(_place(slide, BELOW), [refusal.reason], (MARGIN, Inches(1.4), ROOM, Inches(3)), 20, LIGHT.ink)
    _set_notes(slide, [*spoken.strip().splitlines(), refusal.reason])


def _add_exhibit(presentation: Any, exhibit: Exhibit, spoken: str) -> None:
    slide = _new_slide(presentation, COMPARISON, exhibit.title, _size_of(exhibit.title), Inches(0.4))
    measure = exhibit.measure_of_all if is_drawn(exhibit) else exhibit.measure_of_table
    _write(_place(slide, BELOW), [measure], (MARGIN, Inches(1.12), ROOM, Inches(0.55)), 14, LIGHT.muted)
    foot = [*filter(None, [said_with(exhibit)]), *exhibit.notes, exhibit.source]
    lines = sum(len(wrap(text, 0.9 * 12.1 * 72 / 11)) for text in foot)
    height = int(Inches(11 * 1.25 / 72) * lines)
    top, foot_top = Inches(1.75), HEIGHT - Inches(0.35) - height
    if exhibit.mark:
        _add_watermark(slide)
    add_exhibit(slide, exhibit, (MARGIN, top, ROOM, foot_top - top - Inches(0.1)))
    _write(_place(slide, SOURCE), foot, (MARGIN, foot_top, ROOM, height), 11, LIGHT.muted)
    told = spoken.strip().splitlines()
    _set_notes(slide, [*told, *exhibit.notes, *rows_in_words(exhibit), exhibit.source])


def _add_watermark(slide: Any) -> None:
    """That the figures are invented, across the slide behind its chart."""
    shape = slide.shapes.add_textbox(MARGIN, Inches(3.2), ROOM, Inches(1.2))
    shape.rotation = -15
    fill_text(shape.text_frame, [INVENTED], 60, LIGHT.grid, bold=True)
    shape.text_frame.paragraphs[0].alignment = PP_ALIGN.CENTER


def _citations(comparison: Comparison) -> list[str]:
    """Each figure with the place it comes from, and the date."""
    rows = [f"{bar.row.district}：{bar.words}。{bar.source}" for bar in bars_of(comparison) if bar.source]
    return ["出处", *rows, f"制作日期：{comparison.made_on.isoformat()}"]


def _add_sources(presentation: Any, shown: Sequence[Shown]) -> None:
    """All documents and tasks cited, a dozen a slide."""
    cited = sources_of(shown)
    parts = [cited[start : start + SOURCES_PER_SLIDE] for start in range(0, len(cited), SOURCES_PER_SLIDE)]
    for number, part in enumerate(parts, 1):
        title = "来源" if len(parts) == 1 else f"来源（{number}/{len(parts)}）"
        slide = _new_slide(presentation, SOURCES, title, 28, Inches(0.4))
        _write(_place(slide, BELOW), part, (MARGIN, Inches(1.2), ROOM, Inches(5.8)), 12, LIGHT.ink)


def _set_notes(slide: Any, lines: list[str]) -> None:
    fill_text(slide.notes_slide.notes_text_frame, lines, 12, LIGHT.ink)
