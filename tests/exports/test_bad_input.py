"""What nobody foresaw: each gives a right paper in every format, whatever stands in titles, notes and figures."""

import io
import zipfile
from dataclasses import replace
from datetime import date

import openpyxl
import pypdfium2
import pytest
from docx import Document
from lxml import etree
from PIL import Image
from pptx import Presentation

from policytargets.comparisons.deck import Deck, Slide
from policytargets.comparisons.making import compare_each
from policytargets.comparisons.model import Comparison
from policytargets.exports.comparison_tables import to_comparison_workbook
from policytargets.exports.papers.comparisons import to_report
from policytargets.exports.pictures.formats import to_pdf, to_png, to_svg
from policytargets.exports.slides.presentation import to_pptx
from policytargets.record.database import Database
from tests.validity import faults

DAY = date(2026, 11, 25)
TEXTS = {
    "long": "长标题" * 167,
    "formula": "=HYPERLINK(1)",
    "plus": "+1+1",
    "minus": "-1+1",
    "at": "@SUM(A1)",
    "html": "<script>alert(1)</script><b>&amp;</b>",
    "right-to-left": "前\u202e后\u200f左\u2067右",
    "emoji": "数字\U0001f680\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "control": "控\x00制\x07\x1b[31m\ufffe符",
    "half of a letter": "半\ud83d字",
}


@pytest.fixture(scope="module")
def grain(database: Database) -> Comparison:
    names = ["grain-capacity"]
    made = compare_each(
        database.query("comparisons/indicators", indicators=names),
        database.query("comparisons/indicator_targets", indicators=names, districts=[]),
        database.query("comparisons/districts", districts=[]),
        made_on=DAY,
    )
    (shown,) = made
    assert isinstance(shown, Comparison)
    return shown


def figures(comparison: Comparison, *values: float) -> Comparison:
    """The comparison (made up, for this test) with these figures, one a row."""
    first = comparison.rows[0]
    rows = [
        replace(first, district_id=f"d{place}", short_name=f"甲{place}", value=value, figure=f"{value:,.0f}")
        for place, value in enumerate(values)
    ]
    return replace(comparison, rows=tuple(rows))


def sound(shown: Comparison, said: str = "") -> None:
    """Every format of it opens, holds no formula and no script, and draws something."""
    etree.fromstring(to_svg(shown).encode())
    assert "<script" not in to_svg(shown)
    assert Image.open(io.BytesIO(to_png(shown, dots=30))).convert("L").getextrema()[0] < 160
    assert len(pypdfium2.PdfDocument(to_pdf(shown))) == 1
    workbook = to_comparison_workbook(shown)
    book = openpyxl.load_workbook(io.BytesIO(workbook))
    cells = [cell for sheet in book for line in sheet.iter_rows() for cell in line]
    assert not [cell for cell in cells if cell.data_type == "f"]
    presented = to_pptx([shown], title=said or "一项", speaker_notes=[said])
    slides = Presentation(io.BytesIO(presented)).slides
    charts = [shape.chart for slide in slides for shape in slide.shapes if shape.has_chart]
    assert sum(len(list(chart.plots[0].categories)) for chart in charts) == len(shown.rows)
    assert len(slides) == len(charts) + 2
    paper = to_report([shown], title=said or "一项", made_on=DAY, draw=lambda one: to_png(one, dots=30))
    assert len(Document(io.BytesIO(paper)).tables) >= 1
    for file, ending in ((presented, "pptx"), (paper, "docx"), (workbook, "xlsx")):
        assert faults(file, ending) == []
        with zipfile.ZipFile(io.BytesIO(file)) as parts:
            for name in parts.namelist():
                if name.endswith((".xml", ".rels")):
                    etree.fromstring(parts.read(name))
                    assert "\u202e" not in parts.read(name).decode(), name


@pytest.mark.parametrize("text", TEXTS.values(), ids=list(TEXTS))
def test_texts_stay_text(grain: Comparison, text: str) -> None:
    slide = Deck((Slide("grain-capacity"),)).worded(0, title=text, note=text).slides[0]
    # What is typed is cleaned where it enters; the record itself refuses what can't be seen.
    held = text if text.isprintable() else slide.title
    row = replace(grain.rows[0], name=held, remark=held, details=held)
    sound(replace(grain.renamed(slide.title), notes=(held, *grain.notes), rows=(row, *grain.rows[1:])), slide.note)


@pytest.mark.parametrize(
    "values",
    [
        (5.0,), (3.0, 3.0, 3.0), (0.0, 0.0), (-5.0, 3.0), (-1.0, -2.0), (123456789012.0, 1.0), (0.000001, 1.0),
        tuple(range(30)),
    ],
    ids=["one", "ties", "zero", "negative", "negative only", "twelve digits", "tiny", "thirty"],
)  # fmt: skip
def test_figures_of_any_size_are_drawn(grain: Comparison, values: tuple[float, ...]) -> None:
    sound(figures(grain, *values))


def test_ranges_are_drawn(grain: Comparison) -> None:
    rows = tuple(
        replace(row, value_high=row.value * 3, comparator="between") if row.value else row for row in grain.rows
    )
    sound(replace(grain, rows=rows))


def test_thirty_slides_of_long_text_become_a_deck_and_a_paper(grain: Comparison) -> None:
    wordy = [replace(grain, title=f"{number}" + "长" * 79, notes=("说明" * 300,)) for number in range(30)]
    presented = to_pptx(wordy, title="长" * 80, speaker_notes=["备注\n" * 200] * 30)
    assert faults(presented, "pptx") == []
    deck = Presentation(io.BytesIO(presented))
    assert sum(any(shape.has_chart for shape in slide.shapes) for slide in deck.slides) == 30
    for slide in deck.slides:
        assert all(shape.top + shape.height <= deck.slide_height for shape in slide.shapes), slide.slide_id
    reported = to_report(wordy, title="长" * 80, made_on=DAY, draw=None)
    assert faults(reported, "docx") == []
    assert len(Document(io.BytesIO(reported)).tables) == 30
