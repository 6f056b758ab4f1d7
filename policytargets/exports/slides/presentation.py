"""Comparisons and exhibits as an editable presentation: a title slide, one of them a slide, and a slide of sources."""

import io
from collections.abc import Sequence
from typing import Any

from pptx.util import Inches

from policytargets.charts.style import LIGHT
from policytargets.comparisons import captions
from policytargets.comparisons.captions import finding, headline
from policytargets.comparisons.model import Comparison, Refusal, mark_of, marked
from policytargets.exhibits.model import Exhibit, Shown
from policytargets.exhibits.sources import sources_of
from policytargets.exports.bars import bars_of, gaps_in_words
from policytargets.exports.slides.chart import add_chart, ends_of, legend_of, parts_of
from policytargets.exports.slides.exhibit import add_exhibit, is_drawn, laid_out, rows_in_words, said_with, table_of
from policytargets.exports.slides.exhibit_table import Part, add_table
from policytargets.exports.slides.exhibit_table import parts_of as table_parts
from policytargets.exports.slides.frame import framed, new_slide, numbered, place, room_above, set_notes, write
from policytargets.exports.slides.master import (
    BELOW,
    MARGIN,
    OPENING,
    ROOM,
    SMALL,
    SOURCES,
    blank_presentation,
)
from policytargets.exports.word_tables import Table, of_absences
from policytargets.settings import today
from policytargets.wording.wrapping import width_of, wrap

# Of a slide of sources: letters of a line (other machines set wider ones: a tenth is left to them), and lines.
LETTERS_OF_SOURCE, LINES_OF_SOURCES = 0.9 * 12.1 * 72 / 12, 24
ROOM_OF_LIST = 50  # letters of a line of the cover


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


def _add_title_slide(presentation: Any, shown: Sequence[Shown], title: str) -> None:
    size = 36 if len(wrap(title, 12.1 * 72 / 36)) == 1 else 24
    slide = new_slide(presentation, OPENING, title, size, Inches(2.2))
    made_on = max((one.made_on for one in shown if not isinstance(one, Refusal)), default=today())
    kind = "项对比" if all(isinstance(one, Comparison) for one in shown) else "张图表"
    below = [f"{len(shown)} {kind} · 制作日期：{made_on.isoformat()}", *_promised(shown)]
    write(place(slide, BELOW), below, (MARGIN, Inches(3.1), ROOM, Inches(0.8)), 18, LIGHT.muted)
    listed = [f"{number}. {_short(one)}" for number, one in enumerate(shown, 1)]
    first = listed if len(listed) <= 8 else [*listed[:7], f"等 {len(listed)} 项"]
    lines = [wrap(line, ROOM_OF_LIST, 1)[0] for line in first]
    write(place(slide, SMALL), lines, (MARGIN, Inches(4.1), ROOM, Inches(2.9)), 14, LIGHT.ink)


def _short(one: Shown) -> str:
    """What the cover calls a slide: its title, of a long one what it is."""
    long = isinstance(one, Exhibit) and width_of(one.title) > ROOM_OF_LIST - 3
    return marked(one.name, one.mark) if long and isinstance(one, Exhibit) else one.title


def _promised(shown: Sequence[Shown]) -> list[str]:
    """What the last slides tell of the sources, as far as they do: counts over whole plans come from no task, what was
    done from no plan, and a refusal has none."""
    cited = sources_of(shown)
    if not cited:
        return []
    if not all("》" in line for line in cited):
        return ["数字的出处见文末"]
    numbered = all(isinstance(one, Comparison) or (isinstance(one, Exhibit) and one.cited) for one in shown)
    where = f"各区县公开文件，{'文号与任务号' if numbered else '文件名称与文号'}见文末"
    if any(isinstance(one, Comparison) and one.tracked for one in shown):
        return [f"目标数出自{where}；完成数由责任部门填报、督查室核对发布"]
    return [f"数字均出自{where}"]


def _add_comparison(presentation: Any, comparison: Comparison, spoken: str, focus: str) -> None:
    """A slide for a comparison, more where its rows have no room on one."""
    known, measure = _foot_of(comparison), [comparison.subtitle]
    measure += [f"筛选：{comparison.filters}"] if comparison.filters else []
    if all(bar.value is None for bar in bars_of(comparison)):
        notes = _notes(spoken, [*comparison.to_know, *_citations(comparison)])
        table = of_absences(comparison)
        _add_table(presentation, comparison, (table, table_parts(table, room_above(known))), measure, known, notes)
        return
    box, bars = room_above(known), bars_of(comparison)
    parts, ends = parts_of(comparison, box), ends_of(comparison, bars, box)
    for number, part in enumerate(parts, 1):
        title = numbered(headline(comparison), number, len(parts))
        slide, own = framed(presentation, title, measure, _foot_of(part), comparison.mark)
        add_chart(slide, part, own, ends, focus)
        set_notes(slide, _notes(spoken if number == 1 else "", [*comparison.to_know, *_citations(part)]))


def _foot_of(comparison: Comparison) -> list[str]:
    """What stands below the bars: their marks, what is in the place of those that are missing, notes and source."""
    drawn = any(bar.value is not None for bar in bars_of(comparison))
    gaps = gaps_in_words(comparison) if drawn else ""
    told = (legend_of(comparison), gaps and f"没有条的：{gaps}", captions.joined_notes(comparison), comparison.source)
    return [text for text in told if text]


def _add_table(
    presentation: Any,
    one: Comparison | Exhibit,
    laid: tuple[Table, list[Part]],
    measure: list[str],
    foot: list[str],
    notes: list[str],
) -> None:
    """A table on as many slides as it needs, the notes below the first."""
    table, parts = laid
    for number, part in enumerate(parts, 1):
        told = [*measure[:-1], " · ".join(filter(None, (measure[-1], part.told)))]
        title = one.title if isinstance(one, Exhibit) else headline(one)
        slide, box = framed(presentation, numbered(title, number, len(parts)), told, foot, one.mark)
        name, described = (one.name, title) if isinstance(one, Exhibit) else (one.title, finding(one))
        add_table(slide, table, part, box, name=name, described=described)
        set_notes(slide, notes if number == 1 else ["续上一张。", one.source])


def _add_refusal(presentation: Any, refusal: Refusal, spoken: str) -> None:
    """A slide that says why there is nothing to show, rather than none."""
    slide = new_slide(presentation, SOURCES, refusal.title, 28, Inches(0.4))
    write(place(slide, BELOW), [refusal.reason], (MARGIN, Inches(1.4), ROOM, Inches(3)), 20, LIGHT.ink)
    set_notes(slide, _notes(spoken, [refusal.reason]))


def _add_exhibit(presentation: Any, exhibit: Exhibit, spoken: str) -> None:
    table = table_of(exhibit, ROOM)
    measure = exhibit.measure_of_all if is_drawn(exhibit) else exhibit.measure_of_table
    foot = [*filter(None, [said_with(exhibit)]), *exhibit.notes, exhibit.source]
    notes = _notes(spoken, [*exhibit.notes, *rows_in_words(exhibit), exhibit.source])
    if table is not None:
        _add_table(presentation, exhibit, laid_out(exhibit, table, room_above(foot)), [measure], foot, notes)
        return
    slide, box = framed(presentation, exhibit.title, [measure], foot, exhibit.mark)
    add_exhibit(slide, exhibit, box)
    set_notes(slide, notes)


def _notes(spoken: str, known: list[str]) -> list[str]:
    """The speaker's own lines before what must be known."""
    return [*spoken.strip().splitlines(), *known]


def _citations(comparison: Comparison) -> list[str]:
    """Each figure with the place it comes from, and the date."""
    rows = [f"{bar.row.district}：{bar.words}。{bar.source}" for bar in bars_of(comparison) if bar.source]
    return ["出处", *rows, f"制作日期：{comparison.made_on.isoformat()}"]


def _add_sources(presentation: Any, shown: Sequence[Shown]) -> None:
    """All documents and tasks cited, as many a slide as have room."""
    parts: list[list[str]] = []
    room = 0
    for line in sources_of(shown):
        lines = len(wrap(line, LETTERS_OF_SOURCE))
        if lines > room:
            parts.append([])
            room = LINES_OF_SOURCES
        parts[-1].append(line)
        room -= lines
    for number, part in enumerate(parts, 1):
        title = "来源" if len(parts) == 1 else f"来源（{number}/{len(parts)}）"
        slide = new_slide(presentation, SOURCES, title, 28, Inches(0.4))
        write(place(slide, BELOW), part, (MARGIN, Inches(1.2), ROOM, Inches(5.8)), 12, LIGHT.ink)
