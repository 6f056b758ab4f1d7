"""Every kind of exhibit as a slide: on the stage, in PPTX, DOCX and ZIP, with title, unit, rows and source."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import docx
import pandas as pd
import pypdfium2
import pytest
import zxingcpp
from docx.shared import Mm
from PIL import Image
from pptx import Presentation
from pptx.enum.dml import MSO_FILL
from pptx.oxml.ns import qn

from policytargets.charts.bases_wall import Panels
from policytargets.charts.style import LIGHT
from policytargets.charts.wall import Bar, Bars, Grid
from policytargets.charts.wall_lanes import Lanes
from policytargets.comparisons.deck import Slide
from policytargets.comparisons.deck_forms import from_address
from policytargets.comparisons.model import Comparison, Refusal
from policytargets.exhibits import catalogue
from policytargets.exhibits.model import Exhibit
from policytargets.exhibits.sources import sources_of
from policytargets.exports.exhibit_tables import exhibit_notes
from policytargets.exports.papers.comparisons import to_report
from policytargets.exports.papers.exhibit import IN_TEXT
from policytargets.exports.pictures.exhibits import exhibit_pdf, exhibit_png, wall_svg
from policytargets.exports.pictures.formats import to_archive
from policytargets.exports.pictures.shapes import SHAPES, Ground, Look
from policytargets.exports.slides.presentation import to_pptx
from policytargets.record.tables import Records
from policytargets.ui.blocks import comparing, deck
from tests.decks import SUBJECTS, UNSEEN, packed, texts_of
from tests.office import bars, converted, pages, picture
from tests.pages import opened, said

PICTURE = 13
MADE_ON = date(2026, 11, 25)


def made(subject: str) -> Exhibit:
    shown = catalogue.exhibit(comparing, subject, focus="", made_on=MADE_ON)
    assert isinstance(shown, Exhibit), shown
    return shown


def test_every_kind_is_tried_here() -> None:
    """But the kinds of which the record has none: tests of their own try them."""
    assert {subject.partition("?")[0] for subject in SUBJECTS} == set(catalogue.KINDS) - set(UNSEEN)


@pytest.mark.parametrize("subject", SUBJECTS)
def test_a_subject_makes_the_same_exhibit_again(subject: str) -> None:
    shown = made(subject)
    assert made(shown.subject).title == shown.title
    assert made(shown.subject).table().equals(shown.table())
    assert set(subject.partition("?")[2].split("&")) - {"group=ranked", ""} <= set(
        shown.subject.partition("?")[2].split("&")
    )


@pytest.mark.parametrize(
    "subject",
    ["", "nonsense", "pair?districts=qingzhou", "pair?districts=a&districts=b", "department-flows?codes=nobody",
     "department-cells", "district-strips?district=x", "district-strips?district=qingzhou&group=" + "x" * 100,
     "department-ranking?" + "&".join(f"codes={n}" for n in range(200)), "overview-cells?counting=<script>"],
)  # fmt: skip
def test_what_cannot_be_shown_is_refused_in_words(subject: str) -> None:
    shown = catalogue.exhibit(comparing, subject, focus="", made_on=MADE_ON)
    if isinstance(shown, Refusal):
        assert shown.reason.endswith("。")
    else:
        assert "<" not in shown.subject


def halves_hold_every_district(halves: list[Any], table: pd.DataFrame, comparisons: tuple[Comparison, ...]) -> None:
    """Both charts have the districts of the table in its order, the record's own values, and its words at the bar, or
    beside the name where there is none."""
    for shape, words, comparison in zip(halves, (table.iloc[:, 1], table.iloc[:, 2]), comparisons, strict=True):
        own = {row.district: row for row in comparison.rows}
        rows = [own.get(district) for district in table["区县"]]
        plot = shape.chart.plots[0]
        assert list(plot.series[0].values) == [row and row.value for row in rows]
        if len(plot.series) > 1:
            stretches = [row and row.value_high and row.value_high - row.value for row in rows]
            assert list(plot.series[1].values) == stretches
        labels = [text.text for text in shape.chart._chartSpace.iter(qn("a:t"))]
        for name, word, row in zip(plot.categories, words, rows, strict=True):
            assert word in (labels if row and row.value is not None else name), name


@pytest.mark.parametrize("subject", SUBJECTS)
def test_a_slide_carries_everything(subject: str) -> None:
    shown = made(subject)
    deck = Presentation(io.BytesIO(to_pptx([shown], title="示例", speaker_notes=["示例备注"])))
    slide = deck.slides[1]
    told, notes = texts_of(slide), slide.notes_slide.notes_text_frame.text
    for words in (shown.title, *shown.measure_of_table.split(" · "), shown.source):
        assert words.replace(" ", "") in told.replace(" ", "").replace("\n", "")
    assert notes.startswith("示例备注")
    assert all(source in last_of(deck) for source in shown.sources()[:12])
    table = shown.table()
    first = [str(cell) for cell in table.iloc[0] if isinstance(cell, str) and cell]
    assert all(cell in notes for cell in first)
    kinds = [shape for shape in slide.shapes if shape.has_table or shape.has_chart or shape.shape_type == PICTURE]
    drawn = kinds[0]
    assert len(kinds) == (2 if isinstance(shown.wall, Panels) else 1)
    assert (drawn.shape_type == PICTURE) == subject.startswith("department-flows")
    assert drawn.top + drawn.height <= deck.slide_height
    assert drawn.left + drawn.width <= deck.slide_width
    if isinstance(shown.wall, Panels):
        halves_hold_every_district(kinds, table, shown.rows)
    if drawn.has_table and shown.grid:
        for row, cells in zip(list(drawn.table.rows)[1:], table.itertuples(index=False), strict=True):
            assert [cell.text_frame.text or "0" for cell in row.cells] == [str(cell) for cell in cells]


def test_tables_on_slides_are_large_and_go_on_where_few_slides_hold_all() -> None:
    for subject in SUBJECTS:
        shown = made(subject)
        slides = Presentation(io.BytesIO(to_pptx([shown], title="示例"))).slides
        tables = [shape.table for slide in slides for shape in slide.shapes if shape.has_table]
        cells = [[list(row.cells) for row in table.rows] for table in tables]
        looks = [run.font.size.pt for rows in cells for row in rows for cell in row
                 for paragraph in cell.text_frame.paragraphs for run in paragraph.runs]  # fmt: skip
        assert min(looks, default=14) >= (12 if shown.grid or isinstance(shown.wall, Grid) else 14), subject
        assert len(tables) <= 3
        if len(tables) > 1:
            told = [row[0].text_frame.text for rows in cells for row in rows[1:]]
            assert told == [str(cell) for cell in shown.table()[cells[0][0][0].text_frame.text]], subject
            assert len({tuple(cell.text_frame.text for cell in rows[0]) for rows in cells}) == 1
            spoken = [slide.notes_slide.notes_text_frame.text for slide in list(slides)[1 : 1 + len(tables)]]
            assert [words.startswith("续上一张") for words in spoken] == [False, *[True] * (len(tables) - 1)]


OF_DRAWINGS = re.compile("绿色为|灰色|深色|浅色|▶|◀|◆|三角|空心|满格|条长|刻度|左右不能|在左|越绿")
UNRANKED = "pair?districts=zhoucun&districts=chiping"


@pytest.mark.parametrize("subject", [*SUBJECTS, UNRANKED])
def test_words_of_a_slide_are_of_what_is_on_it(subject: str) -> None:
    """A table of words has no colours, sides and marks; native bars have no triangles, and only bounds that occur."""
    shown = made(subject)
    slide = Presentation(io.BytesIO(to_pptx([shown], title="示例"))).slides[1]
    said_of = "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
    told = set(OF_DRAWINGS.findall(said_of))
    if any(shape.has_table for shape in slide.shapes) and not isinstance(shown.wall, Grid):
        assert told == set()
    assert told.isdisjoint({"▶", "◀", "◆", "三角"})
    if isinstance(shown.wall, Lanes) and any(shape.has_chart for shape in slide.shapes):
        drawn = {row.comparator for pair in shown.rows for row in (pair.first, pair.second) if not pair.reserve}
        assert ("空心条：" in said_of) == bool(drawn & {"at_most", "less_than"})
        assert ("条端渐淡：" in said_of) == bool(drawn & {"at_least", "more_than"})


@pytest.mark.parametrize("subject", [*SUBJECTS, UNRANKED])
def test_words_of_a_drawing_stand_in_no_workbook(subject: str) -> None:
    shown = made(subject)
    assert OF_DRAWINGS.findall("".join(words for _, words in exhibit_notes(shown))) == []
    assert bool(shown.colours or shown.marks) <= bool(shown.drawings)


def last_of(deck: Any) -> str:
    return "\n".join(texts_of(slide) for slide in deck.slides if slide.shapes.title.text_frame.text.startswith("来源"))


@pytest.mark.parametrize("subject", [*SUBJECTS, ""])
def test_the_cover_promises_only_what_the_last_slide_holds(subject: str) -> None:
    grain = comparing.comparison("grain-capacity")
    assert isinstance(grain, Comparison)
    shown = [grain, made(subject)] if subject else [grain]
    deck = Presentation(io.BytesIO(to_pptx(shown, title="示例")))
    cover, cited = texts_of(deck.slides[0]), last_of(deck)
    assert (not subject) <= ("任务号见文末" in cover) <= bool(re.search(r"》.*第\d+项", cited))
    assert all(row.source.rpartition("，")[2] in cited for row in grain.rows if row.source)
    titles = re.findall("《.*?》", cited)
    assert len(titles) == len(set(titles))
    named = {title for source in (shown[-1].sources() if subject else []) for title in re.findall("《.*?》", source)}
    assert named <= set(titles)


def test_the_cover_of_what_has_no_source_promises_none() -> None:
    deck = Presentation(io.BytesIO(to_pptx([Refusal("示例原因。")], title="示例")))
    assert "文末" not in texts_of(deck.slides[0])
    assert last_of(deck) == ""


def test_an_exhibit_over_very_many_documents_says_how_many_are_not_named() -> None:
    lines = [f"示例县{place}，《示例计划{place}》" for place in range(100)]
    shown = replace(made("overview-tasks"), sources=lambda: lines)
    told = sources_of([shown])
    assert told[:40] == lines[:40]
    assert told[40:] == ["任务的量化情况：另有 60 份文件，见它的表格（XLSX）"]


def test_a_table_of_two_districts_has_no_column_that_says_nothing() -> None:
    slide = Presentation(io.BytesIO(to_pptx([made(UNRANKED)], title="示例"))).slides[1]
    (table,) = [shape.table for shape in slide.shapes if shape.has_table]
    rows = [[cell.text_frame.text for cell in row.cells] for row in table.rows]
    assert "名次" not in rows[0]
    assert all(set(column[1:]) != {"—"} for column in zip(*rows, strict=True))


# The columns of the table whose figures are the bars of a kind.
LENGTHS = {
    "overview-tasks": ["有数字", "只有文字量化", "没有量化目标"],
    "department-ranking": ["牵头目标"],
    "department-partners?codes=science": ["对方牵头", "对方配合"],
    "district-categories?district=qingzhou": ["目标数"],
    "district-departments?district=qingzhou": ["牵头目标数"],
}


@pytest.mark.parametrize("subject", LENGTHS)
def test_native_bars_have_the_lengths_of_the_table(subject: str, tmp_path: Path) -> None:
    table, columns = made(subject).table(), LENGTHS[subject]
    slides = tmp_path / "slides.pptx"
    slides.write_bytes(to_pptx([made(subject)], title="示例"))
    (chart,) = [shape.chart for shape in Presentation(str(slides)).slides[1].shapes if shape.has_chart]
    rows = table[table[columns].sum(axis=1) > 0].head(len(list(chart.plots[0].categories)))
    for column, series in zip(columns, chart.plots[0].series, strict=True):
        assert list(series.values) == rows[column].tolist()
    names = [name.partition("（")[0] for name in chart.plots[0].categories]
    assert names == [str(name).partition("（")[0] for name in rows.iloc[:, 0]]
    if len(columns) > 1:  # numbers in the middle of stacked bars part them
        return
    (pdf,) = converted([slides])
    drawn = bars(picture(pages(pdf)[1]), LIGHT.brand)
    longest, lengths = max(right - left for left, _, right, _ in drawn), rows[columns[0]].tolist()
    shares = [(right - left) / longest for left, _, right, _ in drawn]
    assert shares == pytest.approx([length / max(lengths) for length in lengths], abs=0.02)


def test_two_districts_are_native_bars_with_their_bounds() -> None:
    shown = made("pair?districts=qingzhou&districts=zhoucun")
    slide = Presentation(io.BytesIO(to_pptx([shown], title="示例"))).slides[1]
    (chart,) = [shape.chart for shape in slide.shapes if shape.has_chart]
    rows = {row["指标"]: row for row in shown.table().to_dict("records")}
    told = texts_of(slide)
    for series in chart.plots[0].series:
        for index, name in enumerate(chart.plots[0].categories):
            point = series.points[index]
            figure = point.data_label.text_frame.text
            assert figure in str(rows[name][series.name]).replace("（", "（")
            fading = point.format.fill.type == MSO_FILL.GRADIENT
            assert fading == ("以上" in figure or "超过" in figure or "突破" in figure), (name, figure)
    ranked = set(chart.plots[0].categories)
    assert all(name in ranked or name in told for name in rows)
    assert all(max(pair) == 100 for pair in zip(*(series.values for series in chart.plots[0].series), strict=True))


def test_a_withheld_figure_is_a_hatched_cell() -> None:
    shown = made("district-strips?district=chiping&group=withheld")
    slide = Presentation(io.BytesIO(to_pptx([shown], title="示例"))).slides[1]
    (table,) = [shape.table for shape in slide.shapes if shape.has_table]
    hatched = [cell for row in table.rows for cell in row.cells if cell.fill.type == MSO_FILL.PATTERNED]
    assert len(hatched) == len(shown.table())
    assert all("原文隐去" in cell.text_frame.text for cell in hatched)


def test_what_cannot_be_shown_is_a_slide_a_section_and_a_file() -> None:
    refused = catalogue.exhibit(comparing, "pair?districts=a&districts=b", focus="", made_on=MADE_ON)
    assert isinstance(refused, Refusal)
    shown = [refused, made("overview-tasks"), refused.renamed("示例标题")]
    deck = Presentation(io.BytesIO(to_pptx(shown, title="示例", speaker_notes=["示例备注"])))
    assert [refused.reason in texts_of(slide) for slide in deck.slides] == [False, True, False, True, False]
    assert "示例标题" in texts_of(deck.slides[3])
    assert "示例备注" in deck.slides[1].notes_slide.notes_text_frame.text
    paper = docx.Document(io.BytesIO(to_report(shown, title="示例", made_on=MADE_ON)))
    assert sum(refused.reason in paragraph.text for paragraph in paper.paragraphs) == 2
    with zipfile.ZipFile(io.BytesIO(to_archive(shown, focus="", begun=lambda place: None))) as archive:
        assert [name[:2] for name in archive.namelist()] == ["01", "02", "03"]
        assert "示例标题" in archive.namelist()[2]
    assert Presentation(io.BytesIO(to_pptx([refused], title="示例"))).slides[0].shapes.title is not None


@pytest.mark.parametrize("district", ["zhoucun", "chiping", "qingzhou"])
def test_a_project_that_two_tasks_name_counts_once(records: Records, district: str) -> None:
    named = [row["name"] for row in records["projects"] if row["task_id"].startswith(f"{district}-")]
    once = {name.removesuffix("工程").removesuffix("项目") for name in named}
    shown = made(f"district-projects?district={district}")
    assert f"计划写明名称的项目 {len(once)} 个：" in shown.title
    assert sum(map(int, re.findall(r"[^\d ] (\d+)(?=，|$)", shown.title))) == len(once)
    assert len(shown.table()) == len(named)
    assert bool(shown.notes) == (len(once) < len(named))


def test_an_empty_line_of_the_speakers_notes_stays() -> None:
    shown = [made("overview-tasks"), comparing.comparison("grain-capacity", bare=True)]
    deck = Presentation(io.BytesIO(to_pptx(shown, title="示例", speaker_notes=["一\n\n二\n", "一\n\n二"])))
    for slide in list(deck.slides)[1:3]:
        assert slide.notes_slide.notes_text_frame.text.startswith("一\n\n二\n")


def test_no_number_stands_beside_the_names_of_flows() -> None:
    """It would be the sum of the pairs that have room, and a task of several supports is in several pairs."""
    root = ElementTree.fromstring(wall_svg(made("department-flows"), IN_TEXT))
    said_of = [element.text or "" for element in root.iter() if element.tag.endswith("text")]
    assert "发展改革" in said_of
    assert not [text for text in said_of if re.fullmatch(r"[\u4e00-\u9fff]{2,12} \d+", text)]


def test_a_renamed_slide_still_says_what_was_found() -> None:
    shown = made("overview-tasks").renamed("示例标题")
    deck = Presentation(io.BytesIO(to_pptx([shown], title="示例")))
    assert "示例标题" in texts_of(deck.slides[1])
    assert made("overview-tasks").title in texts_of(deck.slides[1])


def test_paper_and_archive_hold_them_all() -> None:
    shown = [made(subject) for subject in SUBJECTS]
    paper = docx.Document(io.BytesIO(to_report(shown, title="示例", made_on=MADE_ON)))
    told = "\n".join(paragraph.text for paragraph in paper.paragraphs)
    lines = [paragraph.text for paragraph in paper.paragraphs]
    for one in shown:
        assert one.title in told
        assert (one.measure_of_all if one.drawings else one.measure_of_table) in lines
        assert f"来源：{one.origin}，文件见附注。制作日期：2026-11-25" in lines
    assert sum(len(one.drawings) > 0 for one in shown) == len(paper.inline_shapes)
    assert max(shape.height for shape in paper.inline_shapes) <= Mm((297 - 37 - 35) / 2)
    assert {shape.width for shape in paper.inline_shapes} == {Mm(210 - 28 - 26)}
    assert len(paper.tables) == len(shown)
    assert any(table.rows[0].cells[0].text == "领域" for table in paper.tables)
    with zipfile.ZipFile(io.BytesIO(to_archive(shown, focus="", begun=lambda place: None))) as archive:
        names = archive.namelist()
    assert len(names) == len(shown)
    assert [name.endswith(".png") for name in names] == [bool(one.drawings) for one in shown]


@pytest.mark.parametrize("subject", SUBJECTS)
def test_no_letter_of_a_picture_in_a_paper_is_below_nine_points(subject: str) -> None:
    shown = made(subject)
    if not shown.drawings:
        return
    root = ElementTree.fromstring(wall_svg(shown, IN_TEXT))
    assert float(root.attrib["width"]) == 156 / 25.4 * 150 // 1

    def letters(element: ElementTree.Element, scale: float) -> Iterator[float]:
        for inner in element:
            box = inner.get("viewBox", "").split()
            yield from letters(inner, scale * float(inner.attrib["width"]) / float(box[2]) if box else scale)
            if inner.tag.endswith("text"):
                yield scale * float(inner.attrib["font-size"].removesuffix("px")) / 150 * 72

    assert min(letters(root, 1)) >= 9
    # The heading above the picture says what it found; the picture doesn't once more.
    said_of = "".join(element.text or "" for element in root.iter() if element.tag.endswith("}text"))
    assert shown.title not in said_of
    assert "来源：" not in said_of


MANY_ROWS = ("department-flows", "pair?districts=qingzhou&districts=zhoucun")


@pytest.mark.parametrize(
    ("shape", "ground"), [("wide", "transparent"), ("square", "dark"), ("tall", "light"), ("a4", "transparent")]
)
def test_pictures_of_exhibits_have_every_shape_and_ground(shape: str, ground: Ground) -> None:
    look = Look(SHAPES[shape], ground)
    for subject in (
        "overview-cells",
        "overview-tasks",
        "department-flows",
        "pair?districts=qingzhou&districts=zhoucun",
    ):
        picture = Image.open(io.BytesIO(exhibit_png(made(subject), look)))
        assert picture.width == look.shape.width
        assert picture.height >= look.shape.height
        higher = shape == "wide" and subject in MANY_ROWS
        assert higher or picture.height == look.shape.height, subject
        corner = picture.convert("RGBA").getpixel((3, 3))
        assert corner == {"light": (255, 255, 255, 255), "dark": (19, 26, 23, 255), "transparent": (0, 0, 0, 0)}[ground]
    document = pypdfium2.PdfDocument(exhibit_pdf(made("overview-tasks"), look))
    assert document[0].get_size() == pytest.approx(look.shape.points, abs=1)
    shown = [made("overview-tasks"), Refusal("示例原因。")]
    archive = to_archive(shown, focus="", begun=lambda place: None, look=look, dots=300)
    with zipfile.ZipFile(io.BytesIO(archive)) as opened_archive:
        first, second = opened_archive.namelist()
        assert f"{look.words}_300dpi" in first
        refused = Image.open(io.BytesIO(opened_archive.read(second)))
        assert refused.size == (look.shape.width * 2, look.shape.height * 2)


@pytest.mark.parametrize(
    ("shape", "ground"), [("wide", "light"), ("square", "dark"), ("tall", "transparent"), ("a4", "light")]
)
def test_a_phone_reads_the_code_of_a_picture_and_of_each_in_a_zip(shape: str, ground: Ground) -> None:
    """Each code leads to its own slide, from which the same exhibit is made again."""
    shown = [made("overview-cells?counting=matter"), made("district-categories?district=qingzhou")]
    views = [f"http://10.20.30.40:8501/slides?deck={packed(one.subject)}&present=true" for one in shown]
    look = Look(SHAPES[shape], ground)
    contents = [exhibit_png(one, replace(look, view=view)) for one, view in zip(shown, views, strict=True)]
    archive = to_archive(shown, focus="", begun=lambda place: None, look=look, views=views)
    with zipfile.ZipFile(io.BytesIO(archive)) as opened_archive:
        contents += [opened_archive.read(name) for name in opened_archive.namelist()]
    for content, view in zip(contents, [*views, *views], strict=True):
        coded = Image.open(io.BytesIO(content)).convert("RGBA")
        on_grey = Image.new("RGBA", coded.size, "#777777")
        on_grey.alpha_composite(coded)
        (read,) = zxingcpp.read_barcodes(on_grey.convert("RGB"))
        assert read.text == view
    assert not zxingcpp.read_barcodes(Image.open(io.BytesIO(exhibit_png(shown[0], look))).convert("RGB"))


def test_the_view_of_a_slide_holds_it_and_none_of_its_notes(monkeypatch: pytest.MonkeyPatch) -> None:
    slide = Slide("exhibit:overview-tasks", title="示例标题", note="示例备注")
    told: dict[str, str] = {}
    monkeypatch.setattr(deck.links, "outside", lambda page, **address: told.update(address, page=page) or "seen")
    assert deck.view_of(slide) == "seen"
    assert (told["page"], told["present"]) == ("slides", "true")
    assert from_address(told["deck"]).deck.slides == (replace(slide, note=""),)


def test_the_stage_shows_each() -> None:
    board = opened("compare/slides", deck=packed(*SUBJECTS), present="true")
    assert not board.exception
    told = said(board)
    for subject in SUBJECTS:
        assert f"<h1>{made(subject).title}</h1>" in told
    assert told.count("stage-list") == sum(made(subject).wall is None for subject in SUBJECTS)
    # Of a list that is cut every district that its title counts has rows.
    title = made("department-targets?codes=science").title
    rows = told.partition(f"<h1>{title}</h1>")[2].partition("</table>")[0]
    assert "涉及 5 个区县" in title
    assert {word for word in ("茌平", "东昌府", "度假区", "青州", "周村") if f"<td>{word}" in rows} == {
        "茌平", "东昌府", "度假区", "青州", "周村"
    }  # fmt: skip
    assert "各区县轮流列出；另有" in told


def test_areas_are_spoken_of_where_they_are_drawn() -> None:
    shown = made("overview-tasks")
    assert "图形大小为任务数" in shown.measure
    assert "面积" not in shown.measure_of_all


@pytest.mark.parametrize("size", [(1760, 760), (1280, 700), (1280, 420)])
@pytest.mark.parametrize("subject", SUBJECTS)
def test_on_the_wall_every_row_is_drawn_or_told_to_be_missing(subject: str, size: tuple[int, int]) -> None:
    shown = made(subject)
    if shown.wall is None:
        assert set(shown.brief) < set(shown.table().columns)
        return
    drawn = shown.wall.drawn(size, LIGHT).to_dict(validate=False)
    assert drawn["height"] <= size[1]
    assert drawn["width"] <= size[0]
    texts = [str(row.get("text", "")) for rows in drawn["datasets"].values() for row in rows]
    told = re.findall(r"另有 (\d+) \S+未画", " ".join(texts))
    number = shown.wall.fitting(size)
    if isinstance(shown.wall, Bars | Lanes):
        rows = shown.wall.rows if isinstance(shown.wall, Bars) else shown.wall.strips
        beyond = shown.wall.beyond if isinstance(shown.wall, Bars) else 0
        assert [str(len(rows) - number + beyond)] * bool(len(rows) - number + beyond) == told
        named = [row.name if isinstance(row, Bar) else row.title for row in rows]
        drawn_words = "".join(text for text in texts if not text.startswith("另有")).replace(" ", "")
        assert sum(name.replace(" ", "") in drawn_words for name in named) >= number
    if isinstance(shown.wall, Panels):
        lines = shown.wall.lines
        assert [str(len(lines) - number)] * (len(lines) > number) == told
        words = [word for line in lines[:number] for word in (line.label, line.first.words, line.second.words)]
        assert [word for word in words if word.replace(" ", "") not in "".join(texts).replace(" ", "")] == []
    if isinstance(shown.wall, Grid):
        hidden = len(shown.wall.heads) - len(shown.wall.columns(size[0])) + shown.wall.beyond
        missing = [hidden, len(shown.wall.rows) - number]
        assert told == [str(count) for count in missing if count]


@pytest.mark.parametrize(
    "subject",
    ["pair?districts=qingzhou&districts=zhoucun", UNRANKED, "district-strips?district=qingzhou&group=caution"],
)
def test_a_table_in_a_paper_keeps_cautions_and_reasons(subject: str) -> None:
    """Also of rows for which its picture has no room."""
    shown = made(subject)
    (table,) = docx.Document(io.BytesIO(to_report([shown], title="示例", made_on=MADE_ON))).tables
    told = "\n".join(cell.text for row in table.rows for cell in row.cells)
    cautions = [caution for caution in shown.table()["比较须知"] if caution]
    assert cautions
    assert [caution for caution in cautions if caution not in told] == []
    heads = [cell.text for cell in table.rows[0].cells]
    assert ("征求意见稿" in told) == ("茌平" in heads)


def test_who_takes_all_pictures_is_told_of_the_lists_among_them() -> None:
    for subjects, told in (
        (
            ("overview-tasks", "district-projects?district=qingzhou"),
            "2 张中有 1 张是清单，没有图：ZIP 里放的是它的表格",
        ),
        (("overview-tasks",), ""),
    ):
        board = opened("compare/slides", deck=packed(*subjects))
        board.button(key="deck-pictures").click().run()
        assert not board.exception
        assert told in said(board)
        assert ("是清单" in said(board)) == bool(told)


def test_the_list_of_slides_names_them() -> None:
    assert Slide("exhibit:overview-tasks").kind == "exhibit"
    board = opened("compare/slides", deck=packed("overview-tasks", title="示例标题"))
    assert not board.exception
    assert "示例标题" in said(board)
    assert made("overview-tasks").title in said(board)
