"""The list of targets in a real browser: rows open, files hold what the query gives, links open the same view."""

import io
import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import openpyxl
import pandas as pd
import pytest
from playwright.sync_api import Browser, Page, expect

from policytargets.record.database import Database
from policytargets.ui.blocks.tables import targets_frame
from policytargets.ui.evidence.targets import PAGE_SIZE
from tests.browser import SIZES, settle
from tests.record_in_python import EVERYTHING

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def page(browser: Browser) -> Page:
    """One page for all tests of this file."""
    width, height = SIZES["laptop"]
    return browser.new_context(viewport={"width": width, "height": height}, locale="zh-CN").new_page()


@pytest.fixture(scope="module")
def found(database: Database) -> pd.DataFrame:
    return database.query("evidence/targets", **{**EVERYTHING, "roles": ["lead"], "words": ["粮食"]})


def saved(page: Page, label: str) -> tuple[str, bytes]:
    with page.expect_download() as download:
        page.get_by_role("button", name=label, exact=True).first.click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def test_the_files_hold_what_the_query_gives(page: Page, address: str, found: pd.DataFrame) -> None:
    page.goto(f"{address}/targets?q=粮食")
    settle(page)
    files = page.get_by_role("button", name="下载", exact=True)
    assert files.bounding_box()["y"] < page.locator("table.listing").bounding_box()["y"]  # type: ignore[index]
    files.click()
    shown = targets_frame(found)

    name, raw = saved(page, "XLSX")
    assert name.startswith("目标清单_当前结果_20")
    workbook = openpyxl.load_workbook(io.BytesIO(raw))
    lines = list(workbook["目标"].iter_rows(values_only=True))
    assert list(lines[0]) == shown.columns.tolist()
    column = shown.columns.get_loc("换算值")
    assert [line[column] for line in lines[1:]] == [None if pd.isna(value) else value for value in shown["换算值"]]
    assert [line[-1] for line in lines[1:]] == found["target_id"].tolist()
    notes = {row[0]: row[1] for row in workbook["说明"].iter_rows(values_only=True)}
    assert notes["筛选"] == "搜索：粮食；角色：牵头"
    assert "周政办字〔2023〕17号" in notes["来源"]

    name, raw = saved(page, "CSV（Excel 用）")
    assert raw.startswith(b"\xef\xbb\xbf")
    assert pd.read_csv(io.BytesIO(raw))["目标编号"].tolist() == found["target_id"].tolist()

    name, raw = saved(page, "CSV（程序用）")
    assert not raw.startswith(b"\xef\xbb\xbf")
    plain = pd.read_csv(io.BytesIO(raw))
    assert plain.columns.tolist() == found.columns.tolist()
    assert plain["value_std"].fillna(-1).tolist() == found["value_std"].fillna(-1).tolist()

    name, raw = saved(page, "Parquet")
    assert pd.read_parquet(io.BytesIO(raw))["target_id"].tolist() == found["target_id"].tolist()


def test_a_row_opens_its_target_and_back_returns_to_the_list(page: Page, address: str, found: pd.DataFrame) -> None:
    page.goto(f"{address}/targets?q=粮食")
    settle(page)
    page.get_by_role("link", name=found["name"].iloc[0], exact=True).first.click()
    page.wait_for_url("**/target?target=*")
    settle(page)
    expect(page.get_by_role("heading", level=1)).to_have_text(found["name"].iloc[0])
    expect(page.get_by_text(f"目标编号 {found['target_id'].iloc[0]}")).to_be_visible()
    following = page.get_by_role("button", name="下一项")
    first = page.url
    following.click()
    page.wait_for_function("before => location.href != before", arg=first)
    settle(page)
    page.go_back()
    page.wait_for_url(first)
    settle(page)
    page.go_back()
    page.wait_for_url("**/targets?q=*")
    expect(page.get_by_text(f"共 {len(found)} 条")).to_be_visible()


def test_a_part_of_the_sources_has_its_own_address(page: Page, address: str) -> None:
    page.goto(f"{address}/sources")
    settle(page)
    page.get_by_role("tab", name="记号").click()
    page.wait_for_url("**/sources?part=*")
    page.goto(page.url)
    settle(page)
    expect(page.get_by_text("区名和数字都是虚构的")).to_be_visible()
    assert page.locator("[data-testid=stVegaLiteChart]").count() == 2


def test_a_head_orders_the_whole_result_by_real_values(page: Page, address: str) -> None:
    page.goto(f"{address}/targets?whole=true&categories=乡村振兴")
    settle(page)
    figures = page.locator("table.listing td[data-label='换算值']")
    missing = figures.filter(has_text="—").count()
    assert 0 < missing < figures.count()
    assert figures.count() > PAGE_SIZE
    page.get_by_role("button", name="换算值", exact=True).click()
    up = figures.all_inner_texts()
    page.get_by_role("button", name="换算值", exact=True).click()
    down = figures.all_inner_texts()
    assert up[-missing:] == down[-missing:] == ["—"] * missing
    area = [text for text in up if text.endswith("万亩")]
    assert area == sorted(area, key=lambda text: float(re.sub("[^0-9.]", "", text)))
    assert len(area) > 2
    assert parse_qs(urlsplit(page.url).query)["ordered"] == ["符合条件的目标，一行一个:换算值:down"]
