"""演示 in a real browser and without: built by hand, shown by key, reopened from link and file."""

import json
import re
import zipfile
from html import unescape
from itertools import pairwise
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from docx import Document
from playwright.sync_api import Browser, Page, expect
from pptx import Presentation
from streamlit.testing.v1 import AppTest

from policytargets.comparisons.deck_forms import from_file
from policytargets.settings import ROOT
from tests.browser import SIZES, settle
from tests.pages import said

TITLES = ["新建开通5G基站数", "新增绿色建筑面积", "粮食综合生产能力"]
expect.set_options(timeout=30_000)
SEEN = '[class*="st-key-stage-slide-"]:visible'
THREE = "5g-base-stations-new,green-building-area-new,grain-capacity"


def opened(**address: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
    for name, value in address.items():
        app.query_params[name] = value
    app.run()
    app.switch_page("pages/compare/slides.py")
    app.run()
    assert not app.exception
    return app


def address(app: AppTest) -> str:
    """The deck in the address; AppTest holds it as a list where the test wrote it."""
    held = app.query_params["deck"]
    return held[0] if isinstance(held, list) else held


def headings(app: AppTest) -> list[str]:
    return [unescape(found) for found in re.findall(r'<h2 class="slide-title">\d+　(.*)</h2>', said(app))]


def stage_titles(app: AppTest) -> list[str]:
    return [unescape(found) for found in re.findall(r"<h1>(.*?)</h1>", said(app))]


def test_order_wording_and_undo() -> None:
    app = opened(deck=THREE)
    assert headings(app) == TITLES
    assert app.button(key="undo").disabled
    app.button(key="move-1-0").click().run()
    assert headings(app) == [TITLES[1], TITLES[0], TITLES[2]]
    app.button(key="remove-2").click().run()
    app.text_input[0].set_value("绿色建筑 <b>比较</b>").run()
    note = next(area for area in app.text_area if area.label.startswith("演讲备注"))
    note.set_value("先讲口径").run()
    assert address(app).startswith("v2.")
    for _ in range(3):
        app.button(key="undo").click().run()
    assert headings(app) == [TITLES[1], TITLES[0], TITLES[2]]
    assert app.text_input[0].value == ""
    app.button(key="undo").click().run()
    assert headings(app) == TITLES
    assert address(app) == THREE


def test_the_last_slide_removed_leaves_suggestions_and_a_clean_address() -> None:
    app = opened(deck="grain-capacity")
    app.button(key="remove-0").click().run()
    assert "还没有比较" in app.info[0].value
    assert "deck" not in app.query_params
    app.button(key="add-all").click().run()
    assert headings(app) == TITLES


def test_unknown_indicators_are_named_and_the_rest_shown() -> None:
    app = opened(deck="gone-away,grain-capacity,<img src=x>")
    assert headings(app) == [TITLES[2]]
    told = unescape(said(app))
    assert "gone-away" in told
    assert "<img src=x>" in told


def test_a_change_is_not_taken_back_by_an_address_of_before() -> None:
    app = opened(deck=THREE)
    app.button(key="remove-0").click().run()
    app.query_params["deck"] = THREE  # what the browser sends when a click overtakes its new address
    app.button(key="remove-0").click().run()
    assert headings(app) == [TITLES[2]]
    assert address(app) == "grain-capacity"


def test_a_masked_indicator_and_a_long_title_each_have_a_slide(database) -> None:
    full = database.query("record/all_targets")
    masked = full.groupby("indicator_id")["withheld"].all()
    app = opened(deck=f"{masked[masked].index[0]},grain-capacity", present="true")
    first, second, _ = stage_titles(app)
    assert "隐去" in first
    assert TITLES[2] in second
    assert not app.exception


@pytest.mark.parametrize("slide", ["0", "4", "-1", "x", "９９"])
def test_an_address_with_a_place_beyond_the_deck_draws_every_slide(slide: str) -> None:
    app = opened(deck=THREE, present="true", slide=slide)
    assert len(app.get("vega_lite_chart")) == 3
    assert len(stage_titles(app)) == 4  # the last is that of the sources


def on_stage(page: Page, title: str) -> None:
    expect(page.locator(SEEN)).to_have_count(1)
    expect(page.locator(f"{SEEN} h1")).to_have_text(re.compile(f"^\\s*{re.escape(title)}"))
    settle(page)


@pytest.mark.browser
def test_a_deck_is_built_shown_by_key_and_reopened(page: Page, browser: Browser, address: str, tmp_path: Path) -> None:
    page.goto(address)
    settle(page)
    for button, indicator in enumerate(THREE.split(",")):
        page.locator(f"[class*='st-key-add-'][class*='{indicator}']").get_by_role("button").click()
        expect(page.get_by_role("button", name="已加入演示")).to_have_count(button + 1)
    page.get_by_role("link", name="演示").click()
    expect(page.get_by_text(f"3 {TITLES[2]}")).to_be_visible()
    page.get_by_label("标题（留空用指标名，最多 80 字）").first.fill("基站 <i>新建</i>")
    page.get_by_label("演讲备注（放映时不显示，最多 1000 字）").first.fill("先讲口径")
    page.get_by_label("标题（留空用指标名，最多 80 字）").last.click()
    expect(page).to_have_url(re.compile(r"deck=v2\."))
    settle(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="保存演示文件（.json）").click()
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    assert [slide.title for slide in from_file(file.read_bytes()).deck.slides] == ["基站 <i>新建</i>", "", ""]

    titles = ["基站 <i>新建</i>", *TITLES[1:]]
    with page.expect_download() as download:
        page.get_by_role("button", name="下载幻灯片（PPTX）").click()
    pages = Presentation(download.value.path()).slides
    shown = [slide.shapes.title.text for slide in list(pages)[1:4]]
    assert [title.partition("：")[0] for title in shown] == titles
    assert ["：" in title for title in shown] == [False, True, True]  # untitled ones say what the figures show
    assert list(pages)[1].notes_slide.notes_text_frame.text.startswith("先讲口径")
    with page.expect_download() as download:
        page.get_by_role("button", name="下载汇报材料（DOCX）").click()
    told = [paragraph.text for paragraph in Document(str(download.value.path())).paragraphs]
    assert any(TITLES[1] in text for text in told)
    assert not any("先讲口径" in text for text in told)
    page.get_by_role("button", name="下载全部图片（ZIP）").click()
    page.get_by_role("button", name="开始画").click()
    with page.expect_download(timeout=90_000) as download:
        page.get_by_role("button", name="保存图片（ZIP）").click(timeout=90_000)
    with zipfile.ZipFile(download.value.path()) as archive:
        names = archive.namelist()
        assert all(archive.read(name).startswith(b"\x89PNG") for name in names)
    assert [name.split("_")[0] for name in names] == ["01", "02", "03"]
    assert TITLES[2] in names[2]
    page.keyboard.press("Escape")
    page.get_by_role("button", name="开始放映").click()
    on_stage(page, titles[0])
    expect(page.get_by_test_id("stSidebar")).to_be_hidden()
    for key, place in (("ArrowRight", 1), ("PageDown", 2), ("PageDown", 3), ("PageUp", 2), ("End", 3), ("Home", 0)):
        page.keyboard.press(key)
        on_stage(page, [*titles, "来源"][place])
        expect(page.locator(f"{SEEN} [class*=st-key-stage-foot-]")).to_have_text(
            f"{place + 1} / 3" if place < 3 else "来源页"
        )
    # Keys in quick succession are all heard, as none waits for the server.
    for key in ("End", "ArrowLeft", "Home", "ArrowRight", "ArrowRight"):
        page.keyboard.press(key)
    (seen,) = page.locator(f"{SEEN} h1").all_inner_texts()
    assert seen.startswith(titles[2])
    page.get_by_role("button", name="上一张").focus()
    page.keyboard.press("Enter")
    on_stage(page, titles[1])
    page.keyboard.press("End")
    sheets = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type */Page\b", sheets)) == 4

    elsewhere = browser.new_context().new_page()
    elsewhere.goto(page.url)
    expect(elsewhere).not_to_have_url(page.url)  # this browser has said that it does not know the deck
    on_stage(elsewhere, "来源")
    settle(elsewhere)
    elsewhere.keyboard.press("Escape")
    expect(elsewhere.get_by_role("button", name="开始放映")).to_be_visible()
    assert not {"present", "slide"} & set(parse_qs(urlsplit(elsewhere.url).query))

    whole = json.loads(file.read_text(encoding="utf-8"))
    whole["slides"] = [*reversed(whole["slides"]), {"subject": "gone-away", "title": "长" * 500}]
    whole["version"] = 9
    settle(elsewhere)
    # The page that was left for the stage comes back in two runs: its field stands there twice for a moment.
    expect(elsewhere.locator("input[type=file]")).to_have_count(1)
    settle(elsewhere)
    changed = {"name": "改过.json", "mimeType": "application/json", "buffer": json.dumps(whole).encode()}
    elsewhere.locator("input[type=file]").set_input_files(changed)
    expect(elsewhere.get_by_text("版本是 9")).to_be_visible()
    expect(elsewhere.get_by_text("gone-away")).to_be_visible()
    expect(elsewhere.get_by_text(f"1 {TITLES[2]}")).to_be_visible()
    expect(elsewhere.get_by_text(f"3 {titles[0]}")).to_be_visible()
    expect(elsewhere.get_by_text("已截短")).to_be_visible()
    elsewhere.context.close()


@pytest.mark.browser
@pytest.mark.parametrize("size", ["laptop", "screen"])
def test_nothing_on_the_stage_is_cut_or_lies_over_another(page: Page, address: str, size: str) -> None:
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    page.goto(f"{address}/slides?deck=grain-capacity,industrial-firms-by-sector&present=true")
    for title in (TITLES[2], "分产业规上企业数"):
        on_stage(page, title)
        boxes = [
            page.locator(f"{SEEN} {part}").bounding_box()
            for part in (
                "h1",
                "[data-testid=stVegaLiteChart]",
                "[class*=st-key-stage-words-]",
                "[class*=st-key-stage-foot-]",
            )
        ]
        assert boxes[0]["y"] >= 0
        assert boxes[-1]["y"] + boxes[-1]["height"] <= height
        assert all(box["x"] >= 0 and box["x"] + box["width"] <= width for box in boxes)
        for upper, lower in pairwise(boxes[:-1]):
            assert upper["y"] + upper["height"] <= lower["y"] + 1
        assert boxes[-2]["x"] + boxes[-2]["width"] <= boxes[-1]["x"] + 1
        page.keyboard.press("ArrowRight")
