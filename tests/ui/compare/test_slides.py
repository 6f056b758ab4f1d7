"""What every slide of a deck says, on the page, on stage and in the files."""

import re
import zipfile
from html import unescape
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Page, expect
from pptx import Presentation

from policytargets.comparisons.deck import Deck, Slide
from policytargets.comparisons.deck_forms import to_address
from policytargets.comparisons.making import compare_each
from policytargets.comparisons.model import Comparison
from policytargets.exports.pictures.bars import comparison_poster
from policytargets.exports.pictures.shapes import Look
from policytargets.record.database import Database
from policytargets.settings import today
from tests.browser import settle
from tests.pages import opened, plain, said

TITLE = "看 www.example.cn 与 [粮食](http://example.cn) <b>*产能*</b> a@example.cn"
CHOSEN = Slide("grain-capacity", TITLE, "", ("qingzhou", "dongchangfu", "jiangbei"), "name", "printed")
SELECTION = "区县：青州市、东昌府区、聊城江北水城旅游度假区；排序：按名称；数字写法：只看原文"
NAMED = "指标：粮食综合生产能力"


@pytest.fixture(scope="module")
def withheld(database: Database) -> str:
    """An indicator of which every figure is withheld."""
    full = database.query("record/all_targets")
    masked = full.groupby("indicator_id")["withheld"].all()
    return str(masked[masked].index[0])


def made(database: Database, indicator_id: str, districts: list[str]) -> Comparison:
    (shown,) = compare_each(
        database.query("comparisons/indicators", indicators=[indicator_id]),
        database.query("comparisons/indicator_targets", indicators=[indicator_id], districts=districts),
        database.query("comparisons/districts", districts=districts),
        made_on=today(),
        filters="区县：所选",
        bare=True,
    )
    assert isinstance(shown, Comparison)
    return shown


def test_list_and_stage_say_selection_and_indicator(withheld: str) -> None:
    deck = to_address(Deck((CHOSEN, Slide(withheld)))).text
    for parameters in ({}, {"present": "true"}):
        board = opened("compare/slides", deck=deck, **parameters)
        assert not board.exception
        told = unescape(plain(said(board)))
        assert SELECTION in told
        assert NAMED in told
        assert "数字在原文中全部隐去" in told


@pytest.mark.parametrize("districts", [[], ["qingzhou"]], ids=["withheld", "unset"])
def test_a_comparison_without_figures_is_a_picture_that_says_so(
    database: Database, withheld: str, districts: list[str]
) -> None:
    shown = made(database, withheld, districts)
    own = shown.renamed("自拟标题")
    assert not shown.drawn
    poster = comparison_poster(own, Look())
    text = "".join(line.text for line in poster.lines)
    assert "自拟标题" in text
    assert f"指标：{shown.title}" in text
    assert "筛选：区县：所选" in text
    words = poster.described
    assert ("全部隐去" if not districts else "没有设定") in words
    assert "0个区县" not in words


@pytest.mark.browser
def test_files_say_selection_and_indicator_and_drop_nothing(
    page: Page, address: str, withheld: str, database: Database, tmp_path: Path
) -> None:
    deck = to_address(Deck((CHOSEN, Slide(withheld), Slide(withheld, districts=("qingzhou",))))).text
    page.goto(f"{address}/slides?deck={deck}")
    settle(page)
    expect(page.get_by_text(TITLE)).to_be_visible()
    assert page.locator("main a[href*='example']").count() == 0
    with page.expect_download() as download:
        page.get_by_role("button", name="下载幻灯片（PPTX）").click()
    slides = [
        "".join(shape.text_frame.text + "\n" for shape in slide.shapes if shape.has_text_frame)
        for slide in Presentation(download.value.path()).slides
    ]
    assert TITLE in slides[1]
    assert NAMED in slides[1]
    assert f"筛选：{SELECTION}" in slides[1]
    name = database.query("comparisons/indicators", indicators=[withheld])["name"].iloc[0]
    assert name in slides[2]
    assert "筛选：区县：青州市" in slides[3]
    with page.expect_download() as download:
        page.get_by_role("button", name="下载汇报材料（DOCX）").click()
    download.value.save_as(tmp_path / "report.docx")
    told = [paragraph.text for paragraph in Document(str(tmp_path / "report.docx")).paragraphs]
    assert any(NAMED in text and SELECTION in text for text in told)
    assert any("数字在原文中全部隐去" in text for text in told)
    page.get_by_role("button", name="下载全部图片（ZIP）").click()
    page.get_by_role("button", name="开始画").click()
    with page.expect_download(timeout=90_000) as download:
        page.get_by_role("button", name="保存图片（ZIP）").click(timeout=90_000)
    with zipfile.ZipFile(download.value.path()) as archive:
        assert [re.match(r"\d+", found)[0] for found in archive.namelist()] == ["01", "02", "03"]
    page.goto(f"{address}/slides?deck={deck}&present=true")
    settle(page)
    assert page.locator("main a[href*='example']").count() == 0
    expect(page.locator(".st-key-stage-slide-1")).to_contain_text(TITLE)
