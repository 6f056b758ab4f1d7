"""目标清单: pages, orders and hits of the list against plain Python, and the page as a reader meets it."""

import io
import re
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from policytargets.record.database import Database
from policytargets.record.tables import Records
from policytargets.ui.evidence import targets_bare
from policytargets.ui.evidence.targets import PAGE_SIZE
from policytargets.ui.evidence.targets_files import workbook
from tests.pages import SCRIPT, TIMEOUT, listed, lists, opened, plain, said
from tests.record_in_python import EVERYTHING

HOSTILE = (
    "%", "_", "'; DROP TABLE targets; --", '"><script>alert(1)</script>', "**粗**[链](http://x.y)", "🙂", "\u202e粮食",
    "\\", "$words", ":red[x]", "`", "\x00", "字" * 3000,
)  # fmt: skip


def page_of(database: Database, **changes: Any) -> pd.DataFrame:
    return database.query(
        "evidence/targets_page",
        **{**EVERYTHING, "roles": ["lead"], "order": "plan", "limit": PAGE_SIZE, "offset": 0, **changes},
    )


@pytest.fixture(scope="module")
def full(database: Database) -> pd.DataFrame:
    return database.query("record/all_targets")


FILTERS = [
    {},
    {"words": ["5g"]},
    {"districts": ["zhoucun", "chiping"], "bases": ["share"]},
    {"lines": ["science"], "roles": ["lead", "support"]},
    {"departments": ["jiangbei-economy"], "roles": ["lead"]},
    {"presences": ["withheld"], "strengths": ["strive"]},
    {"due_years": [2025], "categories": ["green"]},
    {"words": ["没有这样的词"]},
]


@pytest.mark.parametrize("filters", FILTERS, ids=str)
def test_the_pages_together_are_the_whole_list(database: Database, filters: dict[str, Any]) -> None:
    whole = database.query("evidence/targets", **{**EVERYTHING, "roles": ["lead"], **filters})
    totals = page_of(database, **filters, limit=0).iloc[0]
    assert totals["found"] == len(whole)
    assert totals["found_counted"] == whole["counted"].sum()
    pages = [
        page_of(database, **filters, limit=50, offset=start)["target_id"].dropna() for start in range(0, len(whole), 50)
    ]
    assert [target for page in pages for target in page] == whole["target_id"].tolist()


def test_every_order_sorts_as_it_says(database: Database, full: pd.DataFrame) -> None:
    place = {target: index for index, target in enumerate(full["target_id"])}

    names = "SELECT name FROM (SELECT name FROM indicators UNION SELECT name FROM departments) ORDER BY name COLLATE zh"
    sounds = {name: place for place, (name,) in enumerate(database._connection.cursor().execute(names).fetchall())}
    by_sound = sounds.__getitem__

    def key(order: str, row: dict[Any, Any]) -> tuple[Any, ...]:
        amount = row["value_std"]
        first = {
            "plan": (),
            "due_year": (row["due_year"],),
            "department": (not len(row["leads"]), by_sound(row["leads"][0]) if len(row["leads"]) else ""),
            "indicator": (
                row["category_sort"],
                by_sound(row["indicator"]),
                pd.isna(amount),
                0 if pd.isna(amount) else -amount,
            ),
        }[order]
        return (*first, place[row["target_id"]])

    for order in ("plan", "due_year", "department", "indicator"):
        expected = sorted(full.to_dict("records"), key=lambda row: key(order, row))
        found = page_of(database, order=order, limit=1000)
        assert found["target_id"].tolist() == [row["target_id"] for row in expected], order


@pytest.mark.parametrize("words", [["5g"], ["科技局"], ["100%"], ["东昌政办字(2023)11号"], ["粮食"], ["科技", "平台"]])
def test_every_hit_says_where(database: Database, words: list[str]) -> None:
    found = page_of(database, words=words, limit=500)
    assert len(found) == found["found"].iloc[0] > 0
    board = opened("evidence/targets", q=" ".join(words))
    assert re.findall("<small>.*?</small>", said(board))
    assert all("【" in told for told in re.findall("<small>.*?</small>", said(board)))


def test_the_list_opens_with_one_page_of_targets(full: pd.DataFrame) -> None:
    board = opened("evidence/targets")
    assert not board.exception
    assert len(listed(board)) == PAGE_SIZE
    assert f"共 {len(full)} 条" in said(board)


@pytest.mark.parametrize("typed", ["５ｇ", "5G", "粮食", "科技局", "100%", "东昌政办字〔2023〕11号"])
def test_the_search_box_finds_and_shows_where(database: Database, typed: str) -> None:
    board = opened("evidence/targets", q=typed)
    assert not board.exception
    assert listed(board)["目标"].str.contains("【").all()


def test_marks_around_words_and_between_them_are_not_looked_for(full: pd.DataFrame) -> None:
    plainly = listed(opened("evidence/targets", q="粮食 产能"))
    assert len(plainly)
    for typed in ("“粮食”“产能”", "粮食、产能", "《粮食》，产能；", "<b>粮食</b> '产能'"):
        board = opened("evidence/targets", q=typed)
        assert listed(board).equals(plainly), typed
        assert "已筛选　搜索：粮食、产能" in plain(said(board))


def test_titles_with_quotation_marks_are_found_as_they_are_written(full: pd.DataFrame) -> None:
    quoted = [title for title in full["task"].unique() if "“" in title and len(title) <= 40]
    assert quoted
    for title in quoted[:5]:
        expected = full.loc[full["task"] == title, "name"]
        shown = listed(opened("evidence/targets", q=title))["目标"].str.replace(r"[【】]|任务：.*", "", regex=True)
        assert {*expected[:3]} <= {name[: len(own)] for name in shown for own in expected}, title


@pytest.mark.parametrize(
    ("typed", "few"), [("没有这样的词", True), ("东昌府 绿色建筑", True), ("粮食", False), ("", False)]
)
def test_a_search_that_finds_little_says_what_is_searched_and_leads_to_the_text(
    typed: str, few: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told, way = "不能据此说计划没有提到", "在原文中检索这些词"
    board = opened("evidence/targets", q=typed)
    assert (told in said(board)) == few
    assert way not in [button.label for button in board.button]
    monkeypatch.setenv("POLICYTARGETS_DOCUMENTS", str(tmp_path))
    board = opened("evidence/targets", q=typed)
    assert (way in [button.label for button in board.button]) == few
    if few:
        next(button for button in board.button if button.label == way).click().run()
        assert not board.exception
        assert board.text_input(key="phrase").value == typed


def test_all_tasks_without_targets_are_listed_and_are_in_a_file(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There are 265, as 总览 says; where more are found than are listed, the file holds them all."""
    files: dict[str, Any] = {}
    monkeypatch.setattr(st, "download_button", lambda label, data, *_, key, **more: files.update({key: data}))
    board = AppTest.from_file(SCRIPT, default_timeout=TIMEOUT)
    board.session_state["bare-tasks-fold"] = True
    board.switch_page("pages/evidence/targets.py").run()
    assert len(lists(board)[-1]) == 265
    assert "仅列前" not in said(board)
    monkeypatch.setattr(targets_bare, "MOST_TASKS", 7)
    board.run()
    assert len(lists(board)[-1]) == 7
    assert "仅列前 7 项，共 265 项" in said(board)
    held = pd.read_csv(io.BytesIO(files["bare-tasks-file"]()))
    assert len(held) == 265
    assert held["任务"].is_unique or held.duplicated(["任务", "区县"]).sum() == 0


def test_hostile_searches_are_text() -> None:
    board = opened("evidence/targets")
    for typed in HOSTILE:
        board.text_input(key="q").set_value(typed).run()
        assert not board.exception, typed
        assert listed(board).size or "没有符合条件的目标" in said(board), typed
        assert "<script>" not in said(board)


def test_filters_come_from_the_address_and_unknown_ones_are_named(full: pd.DataFrame) -> None:
    board = opened("evidence/targets", districts=["周村区"], bases=["比率", "<b>"], order="目标年份", page="99")
    assert not board.exception
    expected = full[(full["district_id"] == "zhoucun") & (full["basis"] == "share")]
    assert f"共 {len(expected)} 条" in said(board)
    assert "不在本记录中" in said(board)


def test_an_empty_list_says_so_and_can_be_cleared(full: pd.DataFrame) -> None:
    board = opened("evidence/targets", q="没有这样的词", districts=["周村区"])
    assert "没有符合条件的目标" in said(board)
    assert "周村区" in said(board)
    next(button for button in board.button if button.label == "清除全部条件").click().run()
    assert not board.exception
    assert f"共 {len(full)} 条" in said(board)
    assert board.text_input(key="q").value == ""


def test_an_empty_list_names_what_its_reader_set_and_takes_each_away(full: pd.DataFrame) -> None:
    board = opened("evidence/targets", q="没有这样的词", districts=["周村区"], bases=["比率"])
    (told,) = [info.value for info in board.info if "没有符合条件的目标" in info.value]
    assert plain(told).endswith("现在的条件是：搜索：没有这样的词；区县：周村区；口径：比率。")
    offered = [plain(button.label) for button in board.button if plain(button.label).startswith("去掉")]
    own = full[(full["district_id"] == "zhoucun") & (full["basis"] == "share")]
    assert offered == [
        f"去掉“搜索：没有这样的词”（有 {len(own)} 条）", "去掉“区县：周村区”（有 0 条）", "去掉“口径：比率”（有 0 条）"
    ]  # fmt: skip
    next(button for button in board.button if plain(button.label) == offered[0]).click().run()
    assert f"共 {len(own)} 条" in said(board)
    assert board.multiselect(key="districts").value == ["zhoucun"]


def test_a_role_that_hides_everything_is_said_though_nobody_set_it(database: Database) -> None:
    """Of an empty list the usual role is no condition, but what the other role would find is said."""
    either = {**EVERYTHING, "roles": ["lead", "support"]}
    led = {code for codes in database.query("evidence/targets", **either)["lead_ids"] for code in codes}
    named = database.query("choices/departments", codes=[], names=[], words=[], most=10_000)
    supporting = next(
        row
        for row in named.to_dict("records")
        if row["code"] not in led
        and len(database.query("evidence/targets", **{**either, "departments": [row["code"]]}))
    )
    board = opened("evidence/targets", departments=supporting["name"])
    text = plain(said(board))
    assert f"现在的条件是：部门：{supporting['name']}。" in text
    assert "的配合部门符合条件，改选“牵头或配合”可一并列出" in text


def test_a_new_filter_begins_at_the_first_page() -> None:
    board = opened("evidence/targets", page="3")
    assert "第 51–75 条" in said(board)
    board.multiselect(key="districts").set_value(["chiping"]).run()
    assert "第 1–25 条" in said(board)


@pytest.mark.parametrize("typed", ["青州市5G基站", "青州基站", "基站青州"])
def test_words_written_together_are_found_apart(typed: str) -> None:
    board = opened("evidence/targets", q=typed)
    assert not board.exception
    assert "改为查找同时含有" in said(board)
    assert listed(board)["区县"].tolist() == ["青州"]


def test_words_found_as_typed_are_not_taken_apart() -> None:
    board = opened("evidence/targets", q="5G基站")
    assert "改为查找" not in said(board)
    assert "没有符合条件的目标" in said(opened("evidence/targets", q="青州没有这样的词"))


def test_what_narrows_the_list_is_said_beside_its_number() -> None:
    assert "已筛选　区县：青州市" in said(opened("evidence/targets", districts="青州市"))
    assert "已筛选" not in said(opened("evidence/targets"))


@pytest.mark.parametrize("districts", [["qingzhou"], ["zhoucun", "chiping"], []], ids=str)
def test_the_workbook_names_the_documents_it_holds_and_no_other(
    database: Database, records: Records, districts: list[str]
) -> None:
    chosen = {**EVERYTHING, "roles": ["lead"], "districts": districts}
    book = openpyxl.load_workbook(io.BytesIO(workbook(database, "evidence/targets", chosen, "区县")))
    told = list(book["说明"].iter_rows(values_only=True))
    sources = [text for label, text in told if label == "来源"]
    held = [row for row in records["documents"] if row["district_id"] in districts or not districts]
    assert len(sources) == len(held)
    for row in held:
        number = row["doc_no"] or "公开文本未载文号"
        assert sum(row["title"] in text and number in text for text in sources) == 1
    assert not any("nan" in text for _, text in told)
    assert book["目标"].max_row - 1 == sum(
        row["task_id"].split("/")[0] in {document["document_id"] for document in held} for row in records["targets"]
    )


def test_a_workbook_of_nothing_names_no_document(database: Database) -> None:
    chosen = {**EVERYTHING, "roles": ["lead"], "words": ["没有这样的词"]}
    book = openpyxl.load_workbook(io.BytesIO(workbook(database, "evidence/targets", chosen, "无")))
    assert "来源" not in [line[0] for line in book["说明"].iter_rows(values_only=True)]
