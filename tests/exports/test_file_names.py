"""The names under which files leave the board: one pattern on all pages, with the date."""

import re
from datetime import date
from typing import Any

import pytest
import streamlit as st

from policytargets.exports.file_names import file_name
from policytargets.settings import today
from tests.pages import opened

PAGES: dict[str, dict[str, str]] = {
    "board/category": {"category": "乡村振兴"},
    "board/department": {"lines": "科技"},
    "board/district": {"district": "青州市"},
    "compare/slides": {"deck": "green-building-area-new"},
    "evidence/sources": {},
    "evidence/targets": {"districts": "青州市"},
}


def test_a_name_says_what_is_inside_and_is_one_for_every_system() -> None:
    day = date(2026, 11, 22)
    assert file_name("粮食", "区县对比", made_on=day, ending="png") == "粮食_区县对比_2026-11-22.png"
    assert file_name("a/b:  c?", "", made_on=day, ending="csv") == "a b c_2026-11-22.csv"
    assert file_name("?", made_on=day, ending="csv") == "2026-11-22.csv"
    assert len(file_name("长" * 500, made_on=day, ending="csv")) == 60 + len("_2026-11-22.csv")


@pytest.mark.parametrize("script", PAGES)
def test_every_file_of_a_page_says_its_date(script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    names: list[str] = []

    def noted(label: str, data: object = None, file_name: str = "", *rest: object, **more: Any) -> bool:
        names.append(file_name)
        return False

    monkeypatch.setattr(st, "download_button", noted)
    board = opened(script, **PAGES[script])
    assert not board.exception
    assert names
    assert [name for name in names if not re.fullmatch(rf"[^/\\:]+_{today().isoformat()}\.[a-z]+", name)] == []
