"""The presentation's own master: placeholders, theme, numbers, properties; bars as LibreOffice Impress draws them."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from pptx import Presentation
from pptx.oxml.ns import qn

from policytargets.charts.style import LIGHT
from policytargets.comparisons.making import compare_each
from policytargets.comparisons.model import INVENTED, Comparison, Progress
from policytargets.exports.comparison_tables import to_comparison_workbook
from policytargets.exports.slides.chart import legend_of
from policytargets.exports.slides.master import AUTHOR
from policytargets.exports.slides.presentation import to_pptx
from policytargets.record.database import Database
from tests.office import bars, converted, pages, picture, text_of

MOST = 10


@pytest.fixture(scope="module")
def everything(database: Database) -> list[Comparison]:
    names = database.query("choices/indicators")["indicator_id"].tolist()
    rows = database.query("comparisons/indicators", indicators=names)
    targets = database.query("comparisons/indicator_targets", indicators=names, districts=[])
    districts = database.query("comparisons/districts", districts=[])
    made = compare_each(rows, targets, districts, made_on=date(2026, 11, 22))
    return [one for one in made if isinstance(one, Comparison)]


@pytest.fixture(scope="module")
def shared(everything: list[Comparison]) -> list[Comparison]:
    """Some indicators with figures of two districts or more, without a range and without a broken outline."""
    found = [one for one in everything if len({row.district_id for row in one.drawn}) > 1]
    found = [one for one in found if all(row.comparator not in ("between", "about") for row in one.drawn)]
    return found[:: max(len(found) // MOST, 1)]


@pytest.fixture(scope="module")
def made(shared: list[Comparison]) -> bytes:
    return to_pptx(shared[:3], title="三项对比", speaker_notes=["第一句\n第二句"])


def test_titles_and_texts_stand_in_placeholders_and_slides_are_numbered(made: bytes) -> None:
    presentation = Presentation(io.BytesIO(made))
    assert (presentation.slide_width, presentation.slide_height) == (12191695, 6858000)
    assert [layout.name for layout in presentation.slide_layouts] == ["标题页", "比较", "来源"]
    for slide in presentation.slides:
        kinds = [shape.placeholder_format.type.name for shape in slide.placeholders]
        assert kinds.count("TITLE") == 1
        assert kinds.count("SLIDE_NUMBER") == 1
        assert all(shape.is_placeholder for shape in slide.shapes if shape.has_text_frame)
        (field,) = slide._element.iter(qn("a:fld"))
        assert field.get("type") == "slidenum"
    notes = presentation.slides[1].notes_slide.notes_text_frame.text
    assert notes.split("\n")[:2] == ["第一句", "第二句"]


def test_the_file_speaks_of_the_board_alone(made: bytes) -> None:
    own = Presentation(io.BytesIO(made)).core_properties
    assert (own.title, own.author, own.last_modified_by) == ("三项对比", AUTHOR, AUTHOR)
    assert own.created.year >= 2026
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        names = package.namelist()
        text = "".join(package.read(name).decode("utf-8", "ignore") for name in names if name.endswith(("xml", "rels")))
    assert not [name for name in names if "printer" in name or "thumbnail" in name]
    assert not re.search("Steve|Canny|Macintosh|python-pptx|screen4x3|Calibri", text)
    assert len([name for name in names if re.fullmatch(r"ppt/slideLayouts/slideLayout\d+\.xml", name)]) == 3


def test_the_theme_has_the_boards_colours_and_typefaces(made: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        masters = [package.read(name) for name in package.namelist() if re.fullmatch(r"ppt/theme/theme1\.xml", name)]
    (theme,) = [etree.fromstring(master) for master in masters]
    accent = theme.find(f".//{qn('a:accent1')}")[0].get("val")
    assert accent == LIGHT.brand.removeprefix("#")
    for fonts in ("a:majorFont", "a:minorFont"):
        faces = {face.tag: face.get("typeface") for face in theme.find(f".//{qn(fonts)}")}
        assert faces[qn("a:latin")] == faces[qn("a:ea")] == "Microsoft YaHei"


def test_every_kind_of_bound_looks_its_own_way(shared: list[Comparison]) -> None:
    codes = ["exactly", "at_least", "more_than", "at_most", "less_than", "about"]
    row = shared[0].drawn[0]
    rows = tuple(replace(row, district_id=code, district=code, comparator=code) for code in codes)
    shown = replace(shared[0], rows=rows)
    slide = Presentation(io.BytesIO(to_pptx([shown], title="界限"))).slides[1]
    (chart,) = [shape.chart for shape in slide.shapes if shape.has_chart]
    looks = [point.find(qn("c:spPr")) for point in chart._chartSpace.iter(qn("c:dPt"))]
    fading = [look.find(qn("a:gradFill")) is not None for look in looks]
    edged = [look.find(qn("a:ln")) is not None for look in looks]
    broken = [look.find(f".//{qn('a:prstDash')}") is not None for look in looks]
    assert fading == [code in ("at_least", "more_than") for code in codes]
    assert edged == [code in ("at_most", "less_than", "about") for code in codes]
    assert broken == [code == "about" for code in codes]
    assert all(word in legend_of(shown) for word in ("渐淡", "空心", "虚线"))
    assert legend_of(replace(shown, rows=rows[:1])) == ""


def test_bars_are_drawn_from_zero_in_their_length(shared: list[Comparison], tmp_path: Path) -> None:
    file = tmp_path / "deck.pptx"
    file.write_bytes(to_pptx(shared, title="全部"))
    (pdf,) = converted([file])
    sheets = pages(pdf)
    for number, shown in enumerate(shared, 1):
        assert text_of(sheets[number]).endswith(str(number + 1)) or str(number + 1) in text_of(sheets[number])
        _measure(shown, bars(picture(sheets[number]), LIGHT.brand, thick=4))
        assert squeezed_words(sheets[number]) == "", shown.indicator_id


def squeezed_words(sheet: Any) -> str:
    """The hanzi of a page that are narrower than high: a program squeezes a chart whose words stand out of it."""
    text = sheet.get_textpage()
    found = []
    for place in range(text.count_chars()):
        letter = text.get_text_range(place, 1)
        if "\u4e00" <= letter <= "\u9fff":
            left, bottom, right, top = text.get_charbox(place, loose=True)
            found.append(((right - left) / (top - bottom), letter))
    usual = sorted(share for share, _ in found)[-1]
    return "".join(letter for share, letter in found if share < 0.85 * usual)


def _measure(shown: Comparison, found: list[tuple[int, int, int, int]]) -> None:
    """A fading bar shows the brand colour on three quarters of its length, every other bar on the whole."""
    drawn = [row for row in shown.drawn if row.value]
    assert len(found) == len(drawn), shown.indicator_id
    if not drawn:
        return  # zero is a length of nothing
    assert max(box[0] for box in found) - min(box[0] for box in found) <= 4, shown.indicator_id
    parts = [0.75 if row.comparator in ("at_least", "more_than") else 1.0 for row in drawn]
    scales = [
        (box[2] - box[0]) / (row.value * part) for box, row, part in zip(found, drawn, parts, strict=True) if row.value
    ]
    lengths = [box[2] - box[0] for box in found]
    for scale, length in zip(scales, lengths, strict=True):
        longest: Any = scales[lengths.index(max(lengths))]
        assert scale == pytest.approx(longest, rel=0.06, abs=longest * 6 / max(length, 1)), shown.indicator_id


def many(shown: Comparison, count: int) -> Comparison:
    """As many rows (made up, for this test), the first a range, each with what was done."""
    row = replace(shown.drawn[0], value=10.0, value_high=None, figure="10 个", comparator="exactly", details="")
    done = Progress(4.0, "4 个", date(2023, 9, 30), "yellow", "▲ 黄灯 · 略低于序时")
    rows = [replace(row, district_id=f"d{place}", district=f"示例{place}区", progress=done) for place in range(count)]
    first = replace(rows[0], value_high=12.0, comparator="between", figure="10–12 个")
    return replace(shown, rows=(first, *rows[1:]), mark="示例")


def test_rows_without_room_go_on_on_further_slides(shared: list[Comparison]) -> None:
    shown = many(shared[0], 20)
    slides = list(Presentation(io.BytesIO(to_pptx([shown], title="示例", speaker_notes=["只说一次"]))).slides)
    charts = [shape.chart for slide in slides for shape in slide.shapes if shape.has_chart]
    names = [str(name) for chart in charts for name in chart.plots[0].categories]
    assert names == [word for row in shown.rows for word in (row.district, f"{row.label}累计完成")]
    assert len(charts) > 2
    assert len({(chart.value_axis.minimum_scale, chart.value_axis.maximum_scale) for chart in charts}) == 1
    titles = [slide.shapes.title.text_frame.text for slide in slides[1 : 1 + len(charts)]]
    assert titles == [
        f"{titles[0].rpartition('（')[0]}（{place}/{len(charts)}）" for place in range(1, len(charts) + 1)
    ]
    notes = [slide.notes_slide.notes_text_frame.text for slide in slides[1 : 1 + len(charts)]]
    assert [note.startswith("只说一次") for note in notes] == [True, *[False] * (len(charts) - 1)]
    for chart, slide in zip(charts, slides[1:], strict=False):
        (shape,) = [shape for shape in slide.shapes if shape.has_chart]
        looks = chart._chartSpace.iter(qn("a:defRPr"), qn("a:rPr"))
        sizes = [int(look.get("sz")) / 100 for look in looks if look.get("sz")]
        assert min(sizes) >= 12
        assert shape.height.pt / len(list(chart.plots[0].categories)) >= 1.5 * max(sizes)


def test_every_figure_stands_at_its_bar_where_others_are_ranges(shared: list[Comparison], tmp_path: Path) -> None:
    shown = many(shared[0], 3)
    file, book = tmp_path / "deck.pptx", tmp_path / "book.xlsx"
    file.write_bytes(to_pptx([shown], title="示例"))
    book.write_bytes(to_comparison_workbook(shown))
    # The sheet of the workbook has each of them in a cell besides.
    for pdf, place, times in zip(converted([file, book]), (1, 0), (1, 2), strict=True):
        text = text_of(pages(pdf)[place])
        assert text.count("10–12个") == times, pdf.name
        assert text.count("完成4个") == 3 * times, pdf.name
        assert len(re.findall(r"(?<![\d–])10个", text)) == 2 * times, pdf.name


def test_the_mark_of_invented_figures_lies_behind_every_word(shared: list[Comparison]) -> None:
    slide = Presentation(io.BytesIO(to_pptx([many(shared[0], 3)], title="示例"))).slides[1]
    assert [INVENTED in shape.text_frame.text for shape in slide.shapes if shape.has_text_frame].index(True) == 0
