"""Every file prints what the screen prints, carries its source, and survives bad input."""

import csv
import io
import json
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
import zipfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pyarrow as pa
import pytest
from PIL import Image
from pptx import Presentation
from pptx.oxml.ns import qn

from policytargets.comparisons.deck import Deck, Slide
from policytargets.comparisons.making import compare_each
from policytargets.comparisons.model import Comparison
from policytargets.comparisons.twins import to_frame
from policytargets.exports.bars import bars_of
from policytargets.exports.comparison_tables import comparison_file, to_comparison_workbook, to_json, to_table
from policytargets.exports.pictures.bars import comparison_poster
from policytargets.exports.pictures.formats import drawn, to_archive, to_pdf, to_png, to_svg
from policytargets.exports.pictures.shapes import Look
from policytargets.exports.slides.presentation import to_pptx
from policytargets.exports.spreadsheets import to_csv, to_parquet
from policytargets.record.database import Database
from policytargets.record.tables import Records
from tests.pages import opened

DAY = date(2026, 11, 22)
HEADLINES = ("5g-base-stations-new", "green-building-area-new", "grain-capacity")
HOSTILE = ("=1+1", "<script>alert(1)</script> & <b>", "长" * 500, "控\x00制\u202e符\n\n换行", "[链](http://x) **粗**")


@pytest.fixture(scope="module")
def everything(database: Database) -> dict[str, Comparison]:
    """Every indicator that can be drawn at all."""
    names = database.query("choices/indicators")["indicator_id"].tolist()
    rows = database.query("comparisons/indicators", indicators=names)
    targets = database.query("comparisons/indicator_targets", indicators=names, districts=[])
    made = compare_each(rows, targets, database.query("comparisons/districts", districts=[]), made_on=DAY)
    return {shown.indicator_id: shown for shown in made if isinstance(shown, Comparison)}


@pytest.fixture(scope="module")
def comparable(everything: dict[str, Comparison]) -> dict[str, Comparison]:
    """Those with figures of two districts or more."""
    return {name: shown for name, shown in everything.items() if len({row.district_id for row in shown.drawn}) > 1}


@pytest.fixture(scope="module")
def grain(everything: dict[str, Comparison]) -> Comparison:
    return everything["grain-capacity"]


@pytest.fixture(scope="module")
def presentation(everything: dict[str, Comparison]) -> Any:
    """One presentation of everything, opened."""
    shown = list(everything.values())
    return Presentation(io.BytesIO(to_pptx(shown, title="全部指标", speaker_notes=["先说结论"], focus="qingzhou")))


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def texts_of(svg: str) -> list[str]:
    root = ET.fromstring(svg)
    return [squeezed("".join(text.itertext())) for text in root.iter("{http://www.w3.org/2000/svg}text")]


def slide_texts(slide: Any) -> str:
    return squeezed("".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame))


def test_every_picture_prints_the_strings_of_the_comparison(
    everything: dict[str, Comparison], records: Records
) -> None:
    short_names = {row["district_id"]: row["short_name"] for row in records["districts"]}
    assert len(everything) > 200
    with ThreadPoolExecutor(2) as visitors:
        for shown, svg in zip(everything.values(), visitors.map(to_svg, everything.values()), strict=True):
            name, texts = shown.indicator_id, texts_of(svg)
            whole = "".join(texts)
            assert {short_names[row.district_id] for row in shown.rows} <= set(texts), name
            for part in (shown.title, shown.subtitle, shown.source, *(note.rstrip("。") for note in shown.notes)):
                assert squeezed(part) in whole, name
            assert all(squeezed(row.figure) in whole for row in shown.rows), name
            assert "…" not in whole, name


def test_every_comparable_png_has_ink_where_text_and_bars_stand(comparable: dict[str, Comparison]) -> None:
    for name, shown in comparable.items():
        picture = Image.open(io.BytesIO(to_png(shown, dots=37.5))).convert("L")
        assert picture.size == (480, 270), name
        for box in ((20, 12, 240, 48), (20, 225, 460, 262), (360, 55, 470, 190)):
            assert picture.crop(box).getextrema()[0] < 160, (name, box)


def test_a_png_differs_from_one_without_text(grain: Comparison) -> None:
    laid = comparison_poster(grain, Look())
    made = (drawn(poster, form="png", dots=150) for poster in (laid, replace(laid, lines=())))
    full, empty = (Image.open(io.BytesIO(png)).convert("L") for png in made)
    assert full.size == (1920, 1080)
    dark = [sum(picture.crop((0, 60, 1920, 180)).histogram()[:128]) for picture in (full, empty)]
    assert dark[0] > 1000 > dark[1]
    assert Image.open(io.BytesIO(to_png(grain, dots=300))).size == (3840, 2160)


def test_a_pdf_is_one_page_with_its_fonts(grain: Comparison) -> None:
    pdf = to_pdf(grain)
    assert pdf.startswith(b"%PDF-")
    assert b"/FontFile" in pdf
    assert len(re.findall(rb"/Type */Page\b", pdf)) == 1


def test_one_presentation_of_everything(everything: dict[str, Comparison], presentation: Any) -> None:
    shown, slides = list(everything.values()), list(presentation.slides)
    assert "全部指标" in slide_texts(slides[0])
    assert "来源" in slide_texts(slides[-1])
    for comparison, slide in zip(shown, slides[1:], strict=False):
        name = comparison.indicator_id
        (frame,) = [shape for shape in slide.shapes if shape.has_chart]
        assert frame._element.nvGraphicFramePr.cNvPr.get("descr"), name
        series = frame.chart.plots[0].series[0]
        assert list(series.values) == [row.value for row in comparison.rows], name
        assert list(frame.chart.plots[0].categories) == [bar.name for bar in bars_of(comparison)], name
        words = squeezed("".join(frame.chart._chartSpace.itertext())) + slide_texts(slide)
        assert all(squeezed(row.figure) in words for row in comparison.rows), name
        texts = slide_texts(slide)
        assert squeezed(comparison.subtitle) in texts, name
        assert squeezed(comparison.source) in texts, name
        notes = slide.notes_slide.notes_text_frame.text
        assert all(row.source in notes for row in comparison.rows), name
        _embedded_numbers_agree(frame.chart, comparison)
    assert slides[1].notes_slide.notes_text_frame.text.startswith("先说结论")
    _every_run_is_chinese(slides)
    _no_placeholder_is_empty(slides)


def _embedded_numbers_agree(chart: Any, comparison: Comparison) -> None:
    book = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))
    lines = list(book["Sheet1"].iter_rows(min_row=2, values_only=True))
    assert [line[1] for line in lines] == [row.value for row in comparison.rows]
    assert [line[3] for line in lines] == [row.figure for row in comparison.rows]


def _every_run_is_chinese(slides: list[Any]) -> None:
    for slide in slides:
        trees = [slide._element, *(shape.chart._chartSpace for shape in slide.shapes if shape.has_chart)]
        trees += [slide.notes_slide._element] if slide.has_notes_slide else []
        for tree in trees:
            for run in tree.iter(qn("a:r")):
                look = run.find(qn("a:rPr"))
                assert look.get("lang") == "zh-CN"
                assert look.find(qn("a:ea")) is not None
                assert look.find(qn("a:latin")) is not None
            for look in tree.iter(qn("a:defRPr")):
                assert look.find(qn("a:ea")) is not None


def _no_placeholder_is_empty(slides: list[Any]) -> None:
    for slide in slides:
        assert all(place.text_frame.text.strip() for place in slide.placeholders)


def test_every_workbook_holds_numbers_and_a_native_chart(everything: dict[str, Comparison]) -> None:
    for name, shown in everything.items():
        book = openpyxl.load_workbook(io.BytesIO(to_comparison_workbook(shown)))
        assert len(book["图表"]._charts) == 1, name
        lines = list(book["数据"].iter_rows(min_row=2, values_only=True))
        assert [line[4] for line in lines] == [row.value for row in shown.rows], name
        assert [line[6] for line in lines] == [row.figure for row in shown.rows], name
        told = " ".join(str(cell) for line in book["说明"].iter_rows(values_only=True) for cell in line)
        assert all(part in told for part in (shown.title, shown.subtitle, *shown.notes)), name
        labels = [str(line[0]) for line in book["说明"].iter_rows(values_only=True)]
        cited = [str(line[1]) for line in book["说明"].iter_rows(values_only=True) if line[0] == "来源"]
        assert not any("来源：" in words or "制作日期" in words for words in cited), name
        assert labels.count("制作日期") == 1, name
        own = list(dict.fromkeys(row.source.split("《")[0] for row in shown.rows if row.source))
        assert list(dict.fromkeys(words.split("《")[0] for words in cited)) == own, name
        assert shown.source.startswith("来源：" + "；".join(cited)) or not cited, name


def test_every_csv_json_and_parquet_agree(everything: dict[str, Comparison]) -> None:
    for name, shown in everything.items():
        figures = [row.figure for row in shown.rows]
        for for_excel in (True, False):
            data = to_csv(to_frame(shown), for_excel=for_excel)
            assert data.startswith(b"\xef\xbb\xbf") == for_excel
            read = pd.read_csv(io.BytesIO(data), keep_default_na=False)
            assert read["图上文字"].tolist() == figures, name
        assert [row["figure"] for row in json.loads(to_json(shown))["rows"]] == figures, name
    assert pd.read_parquet(io.BytesIO(to_parquet(to_frame(shown))))["图上文字"].tolist() == figures


def test_years_and_whole_figures_are_whole_and_decimals_exact_in_every_file(everything: dict[str, Comparison]) -> None:
    for name, shown in everything.items():
        values = [None if row.value is None else Decimal(str(row.value)) for row in shown.rows]
        years = [row.due_year for row in shown.rows]
        rows = json.loads(to_json(shown), parse_float=Decimal)["rows"]
        assert [row["value"] for row in rows] == values, name
        assert all(isinstance(row["value"], int) for row in rows if row["value"] == int(row["value"] or 0) != 0), name
        assert not re.search(r"\d\.0\b", to_json(shown).decode().split('"notes"')[0].split('"rows"')[1]), name
        head, *lines = csv.reader(io.StringIO(to_csv(to_frame(shown), for_excel=False).decode()))
        assert [line[head.index("目标年份")] for line in lines] == [str(year or "") for year in years], name
        assert [Decimal(line[4]) if line[4] else None for line in lines] == values, name
        assert not any(line[4].endswith(".0") for line in lines), name
        table = to_table(shown)
        assert table.column(4).to_pylist() == values, name
        assert (str(table.schema.field("目标年份").type), table.column("目标年份").to_pylist()) == ("int64", years), (
            name
        )


@pytest.mark.parametrize("title", HOSTILE, ids=["formula", "html", "long", "control", "markdown"])
def test_hostile_titles_stay_text(grain: Comparison, title: str) -> None:
    slide = Deck((Slide("grain-capacity"),)).worded(0, title=title, note=title).slides[0]
    shown = replace(grain, title=slide.title)
    svg = to_svg(shown)
    assert not list(ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}script"))
    assert to_png(shown, dots=15).startswith(b"\x89PNG")
    book = openpyxl.load_workbook(io.BytesIO(to_comparison_workbook(shown)))
    assert all(cell.data_type != "f" for sheet in book for line in sheet.iter_rows() for cell in line)
    presented = Presentation(io.BytesIO(to_pptx([shown], title=slide.title, speaker_notes=[slide.note])))
    (frame,) = [shape for shape in presented.slides[1].shapes if shape.has_chart]
    inside = openpyxl.load_workbook(io.BytesIO(frame.chart.part.chart_workbook.xlsx_part.blob))
    assert all(cell.data_type != "f" for line in inside["Sheet1"].iter_rows() for cell in line)
    name = comparison_file(shown, "png")
    assert len(name) < 120
    assert not set('\\/:*?"<>|\n') & set(name)


def test_nothing_on_a_slide_runs_over_its_edge(grain: Comparison, presentation: Any) -> None:
    hostile = Presentation(io.BytesIO(to_pptx([replace(grain, title="长" * 500)] * 9, title="长" * 500)))
    for slide in [*presentation.slides, *hostile.slides]:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.top + shape.height <= presentation.slide_height, slide.slide_id
            assert not shape.has_chart or shape.height > presentation.slide_height * 0.3, shape.name


def test_odd_figures_are_drawn(everything: dict[str, Comparison], grain: Comparison) -> None:
    ranged = next(shown for shown in everything.values() if any(row.value_high for row in shown.rows))
    zero = replace(grain, rows=tuple(replace(row, value=0.0) for row in grain.rows if row.value))
    tied = replace(grain, rows=tuple(replace(row, value=15.0) for row in grain.rows if row.value))
    alone = replace(grain, rows=grain.rows[:1])
    for shown in (ranged, zero, tied, alone):
        assert to_png(shown, dots=15)
        assert to_comparison_workbook(shown)
        assert len(Presentation(io.BytesIO(to_pptx([shown], title="一项"))).slides) == 3
    chart = next(
        shape.chart
        for shape in Presentation(io.BytesIO(to_pptx([ranged], title="区间"))).slides[1].shapes
        if shape.has_chart
    )
    row = next(row for row in ranged.rows if row.value_high)
    first, second = (series.values[ranged.rows.index(row)] for series in chart.plots[0].series)
    assert (first, first + second) == (row.value, row.value_high)


def test_the_headlines_print_the_same_strings_on_screen_and_in_every_file(everything: dict[str, Comparison]) -> None:
    titles = [everything[name].title for name in HEADLINES]
    board = opened("compare/indicator", indicator=titles[0], indicators=titles[1:])
    sent = [dataset.data.data for chart in board.get("vega_lite_chart") for dataset in chart.proto.datasets]
    rows = [pa.ipc.open_stream(data).read_all().to_pylist() for data in sent]
    bars = [chart for chart in rows if all({"label", "figure"} <= set(row) for row in chart)]
    on_screen = [[(row["label"], row["figure"]) for row in chart] for chart in bars]
    for name in HEADLINES:
        shown = everything[name]
        printed = [(row.label, row.figure) for row in shown.rows]
        silent = [row.label for row in shown.rows if row.presence == "unset"]
        collapsed = [(f"未设定：{'、'.join(silent)}", "")] if silent else []
        assert [row for row in printed if row[1] != "未设定"] + collapsed in on_screen
        texts = texts_of(to_svg(shown))
        slide = Presentation(io.BytesIO(to_pptx([shown], title="一项"))).slides[1]
        (chart,) = [shape.chart for shape in slide.shapes if shape.has_chart]
        below = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]  # gaps are told whole there
        words = squeezed("".join([*chart._chartSpace.itertext(), *below]))
        sheet = openpyxl.load_workbook(io.BytesIO(to_comparison_workbook(shown)))["数据"]
        cells = [line[6] for line in sheet.iter_rows(min_row=2, values_only=True)]
        assert cells == [figure for _, figure in printed]
        for _, figure in printed:
            assert squeezed(figure) in "".join(texts)
            assert squeezed(figure) in words


def test_an_archive_tells_of_each_picture_and_stops_when_told_to(comparable: dict[str, Comparison]) -> None:
    shown, told = list(comparable.values())[:3], []
    with zipfile.ZipFile(io.BytesIO(to_archive(shown, focus="", begun=told.append))) as archive:
        names = [comparison_file(one, "png", part="16比9_浅色") for one in shown]
        assert archive.namelist() == [f"{place:02d}_{name}" for place, name in enumerate(names, 1)]
    assert told == [1, 2, 3]

    def stop(place: int) -> None:
        told.append(place)
        if place == 2:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        to_archive(shown, focus="", begun=stop)
    assert told == [1, 2, 3, 1, 2]


def test_a_presentation_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one"):
        to_pptx([], title="空")


def test_libreoffice_reads_the_presentation(comparable: dict[str, Comparison], tmp_path: Path) -> None:
    """Converted to PDF, and to its own format, in which text and charts can be read back."""
    office = shutil.which("soffice")
    if not office:
        pytest.skip("LibreOffice is not on this machine; the slides are proved with python-pptx alone")
    shown = [comparable[name] for name in HEADLINES]
    (tmp_path / "deck.pptx").write_bytes(to_pptx(shown, title="三项对比"))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    for ending in ("pdf", "odp"):
        command = [office, profile, "--headless", "--convert-to", ending, "--outdir", str(tmp_path), "deck.pptx"]
        subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=180)
    pdf = (tmp_path / "deck.pdf").read_bytes()
    assert len(re.findall(rb"/Type */Page\b", pdf)) == 5
    with zipfile.ZipFile(tmp_path / "deck.odp") as package:
        parts = [package.read(name) for name in package.namelist() if name.endswith("content.xml")]
    text = squeezed("".join("".join(ET.fromstring(part).itertext()) for part in parts))
    for comparison in shown:
        for words in (comparison.title, comparison.source, *(row.figure for row in comparison.rows)):
            assert squeezed(words) in text
