"""Comparisons as an editable presentation: a title slide, one native chart a slide, and a slide of sources."""

import io
from collections.abc import Sequence
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.util import Inches

from policytargets.charts.style import LIGHT
from policytargets.comparisons import captions
from policytargets.comparisons.model import Comparison
from policytargets.exports.slides.chart import add_chart
from policytargets.exports.slides.text import LANGUAGE, TYPEFACE, add_text, fill_text
from policytargets.wording.wrapping import wrap

WIDTH, HEIGHT, MARGIN = Inches(13.333), Inches(7.5), Inches(0.6)
ROOM = WIDTH - 2 * MARGIN
TITLE_ONLY = 5
MASTER_TEXT = "绿色低碳高质量发展目标看板"
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
    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = WIDTH, HEIGHT
    _set_theme_typeface(presentation)
    presentation.core_properties.title = title[:200]
    presentation.core_properties.author = MASTER_TEXT
    presentation.core_properties.language = LANGUAGE
    _add_title_slide(presentation, comparisons, title)
    for index, comparison in enumerate(comparisons):
        spoken = speaker_notes[index] if index < len(speaker_notes) else ""
        _add_comparison(presentation, comparison, spoken, focus)
    _add_sources(presentation, comparisons)
    buffer = io.BytesIO()
    presentation.save(buffer)
    return buffer.getvalue()


def _new_slide(presentation: Any, title: str, size: float, top: int, most: int = 2) -> Any:
    """A slide whose title is a real title, for outline view and screen readers; a long one is set smaller."""
    slide = presentation.slides.add_slide(presentation.slide_layouts[TITLE_ONLY])
    shape = slide.shapes.title
    lines = wrap(title, 12.1 * 72 / size, most)
    shape.left, shape.top, shape.width, shape.height = MARGIN, top, ROOM, int(Inches(size / 72 * 1.3) * len(lines))
    fill_text(shape.text_frame, ["".join(lines)], size, LIGHT.ink, bold=True)
    properties = shape.text_frame._txBody.find(qn("a:bodyPr"))
    properties.set("anchor", "t")
    for paragraph in shape.text_frame.paragraphs:
        paragraph._p.get_or_add_pPr().set("algn", "l")
    return slide


def _add_title_slide(presentation: Any, comparisons: Sequence[Comparison], title: str) -> None:
    slide = _new_slide(presentation, title, 36 if len(wrap(title, 12.1 * 72 / 36)) == 1 else 24, Inches(2.2))
    made_on = max(comparison.made_on for comparison in comparisons)
    below = [
        f"{len(comparisons)} 项对比 · 制作日期：{made_on.isoformat()}",
        "数字均出自各区县公开文件，文号与任务号见文末",
    ]
    add_text(slide, below, (MARGIN, Inches(3.1), ROOM, Inches(0.8)), 18, LIGHT.muted)
    listed = [f"{number}. {comparison.title}" for number, comparison in enumerate(comparisons, 1)]
    shown = listed if len(listed) <= 8 else [*listed[:7], f"等 {len(listed)} 项"]
    lines = [wrap(line, 50, 1)[0] for line in shown]
    add_text(slide, lines, (MARGIN, Inches(4.1), ROOM, Inches(3.0)), 14, LIGHT.ink)


def _add_comparison(presentation: Any, comparison: Comparison, spoken: str, focus: str) -> None:
    long = len(wrap(comparison.title, 12.1 * 72 / 28)) > 1
    slide = _new_slide(presentation, comparison.title, 20 if long else 28, Inches(0.4))
    subtitle = [comparison.subtitle, *([f"筛选：{comparison.filters}"] if comparison.filters else [])]
    add_text(slide, subtitle, (MARGIN, Inches(1.12), ROOM, Inches(0.55)), 14, LIGHT.muted)
    foot = [text for text in (captions.joined_notes(comparison), comparison.source) if text]
    # Other machines set other Latin letters, some wider: a tenth of each line is left to them.
    lines = sum(len(wrap(text, 0.9 * 12.1 * 72 / 11)) for text in foot)
    height = int(Inches(11 * 1.25 / 72) * lines)
    foot_top = HEIGHT - Inches(0.35) - height
    top = Inches(1.75)
    add_chart(slide, comparison, (MARGIN, top, ROOM, foot_top - top - Inches(0.1)), focus)
    add_text(slide, foot, (MARGIN, foot_top, ROOM, height), 11, LIGHT.muted)
    _set_notes(slide, [*([spoken] if spoken.strip() else []), *comparison.to_know, *_citations(comparison)])


def _citations(comparison: Comparison) -> list[str]:
    """Each figure with the place it comes from, and the date."""
    rows = [f"{row.district}：{row.figure}。{row.source}" for row in comparison.rows if row.source]
    return ["出处", *rows, f"制作日期：{comparison.made_on.isoformat()}"]


def _add_sources(presentation: Any, comparisons: Sequence[Comparison]) -> None:
    """All documents and tasks cited, a dozen a slide."""
    cited = list(dict.fromkeys(row.source for shown in comparisons for row in shown.rows if row.source))
    parts = [cited[start : start + SOURCES_PER_SLIDE] for start in range(0, len(cited), SOURCES_PER_SLIDE)]
    for number, part in enumerate(parts, 1):
        slide = _new_slide(
            presentation, "来源" if len(parts) == 1 else f"来源（{number}/{len(parts)}）", 28, Inches(0.4)
        )
        add_text(slide, part, (MARGIN, Inches(1.2), ROOM, Inches(5.9)), 12, LIGHT.ink)


def _set_notes(slide: Any, lines: list[str]) -> None:
    fill_text(slide.notes_slide.notes_text_frame, lines, 12, LIGHT.ink)


def _set_theme_typeface(presentation: Any) -> None:
    """The theme's East Asian typeface, for text that readers add themselves."""
    part = presentation.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme = etree.fromstring(part.blob)
    for tag in ("a:latin", "a:ea"):
        for face in theme.iter(qn(tag)):
            if face.getparent().tag in (qn("a:majorFont"), qn("a:minorFont")):
                face.set("typeface", TYPEFACE)
    part._blob = etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)
