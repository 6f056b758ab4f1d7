"""A deck of every kind in every format, as LibreOffice, librsvg and a browser show it: all words, the same picture."""

import re
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path
from typing import Any

import numpy
import pytest
from PIL import Image
from playwright.sync_api import Browser, Page
from pptx import Presentation

from policytargets.charts.style import LIGHT
from policytargets.comparisons.model import Comparison
from policytargets.exports.papers.exhibit import MOST_COLUMNS
from policytargets.exports.pictures.shapes import SHAPES, Look
from policytargets.record.tables import Records
from tests.formats import LOOKS, MIXED, TITLE, Made, by_browser, by_rsvg, mixed, office_files, pictures_of, svg_of
from tests.office import bars, converted, pages, picture, text_of
from tests.overlaps import wrong

DRAWN = [name for name in MIXED if name != "list"]
ALIKE, EXACTLY = 0.01, 0.1  # of full contrast, between small pictures of the same: on average, and anywhere


@pytest.fixture(scope="module")
def made() -> dict[str, Made]:
    return mixed()


@pytest.fixture(scope="module")
def printed(made: dict[str, Made], tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Any]]:
    """The pages of every file of an office, by its name."""
    folder = tmp_path_factory.mktemp("office")
    return {pdf.stem: pages(pdf) for pdf in converted(office_files(made, folder))}


@pytest.fixture(scope="module")
def drawn(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1920, "height": 2400})
    yield page
    page.close()


def squeezed(words: str) -> str:
    return "".join(words.split())


def told(one: Made) -> list[str]:
    """What every file of it must say: its figures in words, or the names of its table, and what is counted."""
    if isinstance(one, Comparison):
        return [*(row.figure for row in one.rows), *(row.district for row in one.rows), one.subtitle]
    table = one.table()
    if one.wall is None:  # of a list that is cut every district has rows
        table = table.drop_duplicates("区县")
    named = table.iloc[:5, 0] if len(table.columns) <= MOST_COLUMNS else []  # wider ones stand in workbooks and notes
    return [one.title, *map(str, named), one.measure_of_all.split(" · ")[0]]


def test_the_deck_has_what_the_record_says(made: dict[str, Made], records: Records) -> None:
    """The two comparisons are of the kinds they stand for, by the tables themselves."""
    for name, every in (("bounds", False), ("withheld", True)):
        rows = [row for row in records["targets"] if row["indicator_id"] == MIXED[name]]
        assert any(row["withheld"] == "true" for row in rows)
        assert all(row["withheld"] == "true" for row in rows) == every
        shown = made[name]
        assert isinstance(shown, Comparison)
        figures = "".join(squeezed(row.figure) for row in shown.rows)
        assert all(squeezed(row["printed"]) in figures for row in rows)


def test_slides_say_everything(made: dict[str, Made], printed: dict[str, list[Any]]) -> None:
    slides = printed["deck"]
    assert len(slides) == len(made) + 2
    assert f"{len(made)}张图表" in text_of(slides[0])
    for (name, one), slide in zip(made.items(), slides[1:], strict=False):
        text = text_of(slide)
        assert [words for words in told(one) if squeezed(words) not in text] == [], name
        assert squeezed(one.title) in text
        assert squeezed(one.source) in text, name


def test_the_paper_says_everything(made: dict[str, Made], printed: dict[str, list[Any]]) -> None:
    text = re.sub(r"草稿：\w+，【请填写】\w+，\w+须核对|—\d+—", "", "".join(map(text_of, printed["paper"])))
    for name, one in made.items():
        assert [words for words in told(one) if squeezed(words) not in text] == [], name
        sources = [row.source for row in one.rows if row.source] if isinstance(one, Comparison) else one.sources()
        named = {part for source in sources for part in re.findall(r"《[^》]+》|第\d+项", source)}
        assert named
        assert [part for part in named if squeezed(part) not in text] == [], name


def test_workbooks_say_everything(made: dict[str, Made], printed: dict[str, list[Any]]) -> None:
    for name, one in made.items():
        text = "".join(text_of(sheet) for sheet in printed[name])
        assert [words for words in told(one) if squeezed(words.rpartition(" · ")[2]) not in text] == [], name
        assert one.made_on.isoformat() in text


def test_what_is_withheld_is_hatched_and_no_bar(
    made: dict[str, Made], printed: dict[str, list[Any]], tmp_path: Path
) -> None:
    """A wholly withheld comparison has neither bars nor axes, of which its figure would be read as zero."""
    place = [*MIXED].index("withheld") + 1
    for page in (printed["deck"][place], printed["withheld"][0]):
        assert bars(picture(page), LIGHT.brand) == []
        assert "数字在原文中全部隐去" in text_of(printed["withheld"][0])
    assert len(bars(picture(printed["deck"][place - 1]), LIGHT.brand)) == 2
    (png,) = [path for path in pictures_of({"withheld": made["withheld"]}, tmp_path, Look()) if path.suffix == ".png"]
    assert bars(Image.open(png).convert("RGB"), LIGHT.brand) == []
    (deck,) = [file for file in office_files({"withheld": made["withheld"]}, tmp_path) if file.suffix == ".pptx"]
    (slide,) = list(Presentation(str(deck)).slides)[1:2]
    assert TITLE in Presentation(str(deck)).core_properties.title
    assert [shape.has_chart for shape in slide.shapes if shape.has_chart or shape.has_table] == [False]


def small(path: Path) -> Any:
    """The picture on white, small and grey, from 0 to 1: letters of any renderer look alike in it."""
    image = Image.open(path).convert("RGBA")
    white = Image.new("RGBA", image.size, "#fff")
    white.alpha_composite(image)
    return numpy.asarray(white.convert("L").resize((48, round(48 * image.height / image.width)))) / 255


@pytest.mark.browser
@pytest.mark.parametrize("name", DRAWN)
def test_every_program_shows_the_same_picture(
    made: dict[str, Made], browser: Browser, tmp_path: Path, name: str
) -> None:
    look = LOOKS[DRAWN.index(name) % len(LOOKS)]
    svg, png, pdf = pictures_of({name: made[name]}, tmp_path, look)
    page = tmp_path / "page.png"
    picture(pages(pdf)[0]).save(page)
    ours = small(png)
    others: dict[str, Callable[[], Path]] = {
        "librsvg": lambda: by_rsvg(svg), "browser": lambda: by_browser(browser, svg), "PDF": lambda: page
    }  # fmt: skip
    assert ours.std() > 0.03
    for program, shown in others.items():
        theirs = small(shown())
        assert theirs.shape == ours.shape, program
        apart = numpy.abs(theirs - ours)
        assert float(apart.mean()) < ALIKE, program
        # A browser may set a line of words by itself; where lines and bars stand the others agree to the pixel.
        assert program == "browser" or float(apart.max()) < EXACTLY, program
    for shown_text in (text_of(pages(by_rsvg(svg, "pdf"))[0]), text_of(pages(pdf)[0])):
        assert squeezed(made[name].title) in shown_text
        assert made[name].made_on.isoformat() in shown_text


@pytest.mark.browser
@pytest.mark.parametrize(("name", "shape"), [*product(DRAWN, SHAPES)])
def test_no_word_is_cut_or_lies_over_another(made: dict[str, Made], drawn: Page, name: str, shape: str) -> None:
    svg = svg_of(made[name], Look(SHAPES[shape]))
    meant = () if isinstance(made[name], Comparison) else ("over a bar",)  # cells and areas hold their words
    assert [one for one in wrong(drawn, svg) if not one.endswith(meant)] == []
    assert "…" not in svg
