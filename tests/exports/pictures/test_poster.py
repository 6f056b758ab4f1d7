"""Pictures in every shape: nothing cut, nothing over anything else, every bar beside its name, in true sizes."""

import io
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import product
from typing import Any

import pypdfium2
import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, Page

from policytargets.charts.style import DARK, LIGHT
from policytargets.comparisons.captions import headline
from policytargets.comparisons.making import compare_each
from policytargets.comparisons.model import Comparison
from policytargets.errors import ViewTooLong
from policytargets.exports.pictures.bars import MARKS, comparison_poster
from policytargets.exports.pictures.formats import picture_name, to_pdf, to_png, to_svg
from policytargets.exports.pictures.shapes import SHAPES, Look, Shape
from policytargets.record.database import Database
from tests.overlaps import wrong

VIEW = (
    "http://10.20.30.40:8501/indicator?indicator=%E7%B2%AE%E9%A3%9F%E4%BA%A7%E9%87%8F&focus=%E9%9D%92%E5%B7%9E%E5%B8%82"
)
SVG = "{http://www.w3.org/2000/svg}"


LIMITS = ("at_most", "less_than")
BARS = """() => [...document.querySelector('.mark-rect.role-mark').querySelectorAll('path')].map(bar => {
    const box = bar.getBoundingClientRect()
    return {y: (box.top + box.bottom) / 2, width: box.width}
})"""


@pytest.fixture(scope="module")
def shared(database: Database) -> list[Comparison]:
    """Every indicator with figures of two districts or more."""
    names = database.query("choices/indicators")["indicator_id"].tolist()
    rows = database.query("comparisons/indicators", indicators=names)
    targets = database.query("comparisons/indicator_targets", indicators=names, districts=[])
    districts = database.query("comparisons/districts", districts=[])
    made = compare_each(rows, targets, districts, made_on=date(2026, 11, 22))
    return [one for one in made if isinstance(one, Comparison) and len({row.district_id for row in one.drawn}) > 1]


@pytest.fixture(scope="module")
def grain(shared: list[Comparison]) -> Comparison:
    return next(one for one in shared if one.indicator_id == "grain-capacity")


@pytest.fixture(scope="module")
def drawn(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1920, "height": 2400})
    yield page
    page.close()


def many_rows(comparison: Comparison, number: int) -> Comparison:
    """The comparison (made up, for this test) with a row for each of many districts."""
    first = comparison.rows[0]
    rows = [replace(first, district_id=f"d{n}", short_name=f"第{n}区", value=1.0 + n) for n in range(number)]
    return replace(comparison, rows=tuple(rows))


@pytest.mark.browser
def test_no_word_is_cut_or_lies_over_another_in_any_shape(shared: list[Comparison], drawn: Page) -> None:
    """Every shared indicator, each in two of the shapes in turn, with a code and without."""
    keys = list(SHAPES)
    for place, shown in enumerate(shared):
        for turn in (0, 1):
            shape = SHAPES[keys[(place + 2 * turn + place // 4) % 4]]
            svg = to_svg(shown, Look(shape, view=VIEW if turn else ""), focus="qingzhou")
            assert not wrong(drawn, svg), (shown.indicator_id, shape.key)
            assert "…" not in svg, (shown.indicator_id, shape.key)


@pytest.mark.browser
@pytest.mark.parametrize("shape", SHAPES.values(), ids=list(SHAPES))
def test_what_is_long_and_what_is_many_still_fits(grain: Comparison, drawn: Page, shape: Shape) -> None:
    long = replace(grain, title="长标题" * 160)
    wordy = replace(grain, notes=("一条很长的说明" * 60,), source="来源：" + "很长的来源" * 60)
    named = replace(grain.rows[0], short_name="很长的区县名称" * 4, details="很长的细目" * 9, figure="很长的数字" * 9)
    odd = replace(grain, rows=(named, *grain.rows[1:]))
    for shown in (long, wordy, odd, many_rows(grain, 30), replace(grain, rows=grain.rows[:1])):
        svg = to_svg(shown, Look(shape, view=VIEW))
        assert not wrong(drawn, svg)
        assert "…" not in svg


@pytest.mark.browser
def test_every_bar_stands_beside_its_name_in_its_length(shared: list[Comparison], drawn: Page) -> None:
    """Bars and names come by different ways, so their places are compared in the finished picture."""
    for place, shown in enumerate(shared):
        look = Look([*SHAPES.values()][place % 4])
        drawn.set_content(f'<body style="margin:0">{to_svg(shown, look)}</body>')
        boxes = drawn.evaluate(BARS)
        solid = [n for n, row in enumerate(shown.rows) if row.value is not None and row.comparator not in LIMITS]
        assert len(boxes) == len(solid), shown.indicator_id
        laid = comparison_poster(shown, look)
        part = look.shape.width / laid.canvas[0]
        beside = [line for line in laid.lines if line.anchor == "end"]
        names = [line for line in beside if line.size == max(line.size for line in beside)]
        assert [line.text for line in names] == [row.label for row in shown.rows], shown.indicator_id
        longest = max(abs(shown.rows[n].value or 0) for n in solid) if solid else 0
        for box, row in zip(boxes, solid, strict=True):
            nearest = min(range(len(names)), key=lambda n: abs(part * (names[n].top + names[n].size) - box["y"]))
            assert nearest == row, (shown.indicator_id, shown.rows[row].label)
            length = longest and box["width"] * longest / max(own["width"] for own in boxes)
            assert length == pytest.approx(shown.rows[row].value, rel=0.02, abs=longest * 0.01), shown.indicator_id


def test_a_legend_explains_the_marks_in_use_and_no_others(shared: list[Comparison], grain: Comparison) -> None:
    seen = set()
    for shown in shared:
        text = "".join(line.text for line in comparison_poster(shown, Look()).lines)
        codes = {row.comparator for row in shown.drawn}
        expected = {
            "尖端条：以上、超过": bool(codes & {"at_least", "more_than"}),
            "空心条：以内、低于": bool(codes & {"at_most", "less_than"}),
            "≈：左右": "about" in codes,
            "淡色段：到区间上限": any(row.value_high is not None for row in shown.drawn),
            "斜线：原文隐去": any(row.presence == "withheld" for row in shown.rows),
        }
        assert {word: word in text for word in expected} == expected, shown.indicator_id
        seen |= {word for word, used in expected.items() if used}
    assert {*MARKS} - seen <= {"空心条：以内、低于", "≈：左右", "淡色段：到区间上限"}
    told = {focus: comparison_poster(grain, Look(), focus=focus).lines for focus in ("jiangbei", "qingzhou", "")}
    assert [any("绿色：" in line.text for line in lines) for lines in told.values()] == [True, False, False]


def test_the_title_states_the_finding(grain: Comparison) -> None:
    root = ET.fromstring(to_svg(grain, Look(SHAPES["square"])))
    assert root.findtext(f"{SVG}title") == headline(grain)
    described = root.findtext(f"{SVG}desc") or ""
    assert all(row.figure in described for row in grain.drawn)
    assert grain.source in described
    title = "".join(
        "".join(text.itertext()) for text in root.findall(f"{SVG}text") if text.get("font-weight") == "bold"
    )
    assert title.replace(" ", "") == headline(grain).replace(" ", "")  # a line may end at a blank


@pytest.mark.parametrize("shape", SHAPES.values(), ids=list(SHAPES))
def test_sizes_are_true(grain: Comparison, shape: Shape) -> None:
    for dots in (150, 300):
        picture = Image.open(io.BytesIO(to_png(grain, Look(shape), dots=dots)))
        assert picture.size == (shape.width * dots // 150, shape.height * dots // 150)
        assert [round(number) for number in picture.info["dpi"]] == [dots, dots]
    page = pypdfium2.PdfDocument(to_pdf(grain, Look(shape)))[0]
    millimetres = [length / 72 * 25.4 for length in page.get_size()]
    expected = {"wide": (325.1, 182.9), "square": (182.9, 182.9), "tall": (182.9, 243.8), "a4": (210, 297)}
    assert millimetres == pytest.approx(expected[shape.key], abs=0.06)


def test_paper_stays_a4_however_much_stands_on_it(grain: Comparison) -> None:
    page = pypdfium2.PdfDocument(to_pdf(many_rows(grain, 60), Look(SHAPES["a4"])))[0]
    assert page.get_size() == pytest.approx((595.276, 841.89), abs=0.01)
    high = Image.open(io.BytesIO(to_png(many_rows(grain, 60), dots=75)))
    assert high.width == 960
    assert high.height > 540


def test_grounds(grain: Comparison) -> None:
    corners = {}
    for ground in ("light", "dark", "transparent"):
        picture = Image.open(io.BytesIO(to_png(grain, Look(ground=ground), dots=60))).convert("RGBA")
        corners[ground] = picture.getpixel((2, 2))
        assert len(set(picture.get_flattened_data())) > 50
    colour = {name: tuple(bytes.fromhex(ground[1:])) for name, ground in (("l", LIGHT.ground), ("d", DARK.ground))}
    assert corners == {"light": (*colour["l"], 255), "dark": (*colour["d"], 255), "transparent": (0, 0, 0, 0)}


@pytest.mark.parametrize(("shape", "ground"), [*product(SHAPES, ("light", "dark", "transparent"))])
def test_a_phone_reads_the_code(grain: Comparison, shape: str, ground: Any) -> None:
    picture = Image.open(io.BytesIO(to_png(grain, Look(SHAPES[shape], ground, VIEW)))).convert("RGBA")
    on_grey = Image.new("RGBA", picture.size, "#777777")
    on_grey.alpha_composite(picture)
    (read,) = zxingcpp.read_barcodes(on_grey.convert("RGB"))
    assert read.text == VIEW
    assert not zxingcpp.read_barcodes(Image.open(io.BytesIO(to_png(grain, Look(SHAPES[shape], ground)))).convert("RGB"))


def test_an_address_too_long_for_a_code_is_a_sentence(grain: Comparison) -> None:
    for letters in (900, 5000):
        with pytest.raises(ViewTooLong, match="网址太长"):
            to_svg(grain, Look(view="http://a.example/" + "x" * letters))


def test_things_counted_have_whole_ticks_and_quantities_fractions(grain: Comparison) -> None:
    def ticks(counts: bool, unit: str) -> list[str]:
        pair = (replace(grain.rows[0], value=1.0), replace(grain.rows[1], value=1.0))
        shown = replace(grain, rows=pair, counts=counts, unit=unit)
        root = ET.fromstring(to_svg(shown))
        found = [group for group in root.iter(f"{SVG}g") if "role-axis-label" in group.get("class", "")]
        return ["".join(text.itertext()) for group in found for text in group.iter(f"{SVG}text")]

    assert ticks(True, "个") == ["0", "1"]
    assert ticks(False, "万吨") == ["0.0", "0.5", "1.0"]


def test_what_is_counted_comes_from_the_record(shared: list[Comparison], grain: Comparison) -> None:
    counts = {shown.unit for shown in shared if shown.counts}
    assert {"个", "人"} <= counts
    assert not counts & {"%", "万吨", "亩", "万元", "公里", "平方米"}
    assert not grain.counts


def test_a_file_name_says_what_is_inside(grain: Comparison) -> None:
    look = Look(SHAPES["a4"], "dark")
    assert picture_name(grain, look, "png", 300) == f"{grain.title}_A4_深色_300dpi_2026-11-22.png"
    assert picture_name(grain, Look(), "svg") == f"{grain.title}_16比9_浅色_2026-11-22.svg"
    names = {
        picture_name(grain, Look(shape, ground), "png") for shape in SHAPES.values() for ground in ("light", "dark")
    }
    assert len(names) == 8
    assert not re.search(r'[\\/:*?"<>|]', "".join(names))
    assert json.dumps(sorted(names))
