"""审核 of two documents: what is chosen and the address say the same, by the field and by the browser's history."""

import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from policytargets.settings import data_folder
from tests.browser import choose_option, settle
from tests.intake.imports import PLAN, taken_in

pytestmark = pytest.mark.browser
TITLES = {f"example-{year}": f"示例县（虚构）{year}年重点任务" for year in (2024, 2025)}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("intake")
    shutil.copytree(data_folder(), folder / "data")
    for name, title in TITLES.items():
        year = name[-4:]
        years = {"period_start": f"{year}-01-01", "period_end": f"{year}-12-31"}
        taken_in(folder, PLAN.replace("2024", year), document_id=name, title=title, **years)
    (folder / "copies").rename(folder / "documents")
    return folder


def test_going_back_changes_the_document_with_the_address(page: Page, intake: str) -> None:
    box = page.get_by_role("combobox", name="文件")

    def stands(name: str) -> None:
        settle(page)
        expect(box).to_have_value(TITLES[name])
        expect(page).to_have_url(re.compile(f"document={name}"))
        expect(page.get_by_label("目标年份")).to_have_value(name[-4:])

    page.goto(f"{intake}/review?shown=all")
    stands("example-2024")
    choose_option(page, box, TITLES["example-2025"])
    stands("example-2025")
    choose_option(page, box, TITLES["example-2024"])
    stands("example-2024")
    for name in ("example-2025", "example-2024"):
        page.go_back()
        stands(name)
    page.go_forward()
    stands("example-2025")


def test_the_words_stay_in_sight_beside_the_form(page: Page, intake: str) -> None:
    page.set_viewport_size({"width": 1366, "height": 768})
    page.goto(f"{intake}/review?document=example-2024")
    settle(page)
    words = page.locator(".passage.reviewed mark.own")
    page.get_by_label("新指标：定义（用自己的话）").scroll_into_view_if_needed()
    page.get_by_text("在全部指标里找").first.evaluate("own => own.scrollIntoView({block: 'start'})")
    expect(page.get_by_label("审核人")).not_to_be_in_viewport()
    expect(words).to_be_in_viewport()
