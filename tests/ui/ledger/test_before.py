"""What the period before gives to this one: 本期, 与上期相同, and the mark of a total that fell."""

from datetime import date
from pathlib import Path

import pytest

from policytargets import settings
from policytargets.ledger.drafts import Place, draft
from policytargets.ledger.feed import feed
from policytargets.ledger.reports import decide
from policytargets.store.engine import Ledger
from tests.engines import release
from tests.pages import listed, lists, plain, said
from tests.pages import opened as page
from tests.ui.ledger.months import ALONE, DISTRICT, ITEMS, as_the_reporter, form, press, with_years, write


def test_what_is_added_is_worked_out_and_the_period_before_taken_over(made: Ledger) -> None:
    """Of the first item 6 were released for August."""
    shown = write(form(), ITEMS[0], "value", "9")
    assert "本期 3 场" in plain(said(shown))
    shown = write(write(shown, ITEMS[0], "value", ""), ITEMS[0], "progress", "九月另有一场")
    shown = press(shown, "与上期相同")  # the one item that has a period before
    fields = {field.key.split(":")[-1]: field.value for field in [*shown.text_input, *shown.text_area]
              if f":{ITEMS[0]}:" in (field.key or "")}  # fmt: skip
    assert (fields["value"], fields["progress"], fields["signed_by"]) == ("6", "九月另有一场", "示例乙")
    assert "本期 0 场" in plain(said(shown))
    press(shown, "提交已填的 1 项")
    newest = feed(made).reports[-1]
    assert (newest["due_id"], newest["value"], newest["progress"]) == (ITEMS[0], "6", "九月另有一场")


def test_a_total_that_fell_is_marked_in_the_form_on_the_list_and_in_the_file(made: Ledger) -> None:
    shown = write(write(form(), ITEMS[0], "value", "5"), ITEMS[0], "change_reason", "重复计入一场")
    assert "▼ 较上期核减 1 场" in plain(said(shown))
    assert "。▼ 本期 -1 场" in plain(said(press(shown, "提交已填的 1 项")))
    assert "▼ 较上期核减 1 场" in said(page("ledger/dispatch", office="周村区", round="2023年9月"))
    report = feed(made).reports[-1]["report_id"]
    for event in ("checked", "released"):
        decide(made, ALONE, report, event, district_id=DISTRICT, record_version="v", without_evidence=True)
    rows = listed(page("ledger/progress", districts="周村区"))
    (row,) = rows[rows["累计完成"] == "5 场"].to_dict("records")
    assert row["进度灯"].endswith("；▼ 较上期核减 1 场"), row


def test_of_what_is_behind_it_is_asked_when_it_will_be_done_and_told(made: Ledger) -> None:
    """6 are asked for by the end of the year, 4 of them after nine months."""
    shown = write(write(form(), ITEMS[1], "value", "1"), ITEMS[1], "expected_on", "2024-03-31")
    labels = [field.label for field in shown.text_input if (field.key or "").endswith(":expected_on")]
    assert len(labels) == len(ITEMS)  # behind or not each has its field, so that none is forgotten
    press(shown, "提交已填的 1 项")
    waiting = lists(page("ledger/dispatch", office="周村区", round="2023年9月"))
    expected = next(table for table in waiting if "本单位研判" in table)["本单位研判"].tolist()
    assert expected == ["预计 2024-03-31 完成"]
    report = feed(made).reports[-1]["report_id"]
    for event in ("checked", "released"):
        decide(made, ALONE, report, event, district_id=DISTRICT, record_version="v", without_evidence=True)
    assert "预计 2024-03-31 完成" in said(page("ledger/progress", districts="周村区"))


def test_a_figure_may_be_given_in_the_unit_of_the_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """3.65 亿斤 of grain are 18.25 万吨; the workbook asks for these."""
    address = f"sqlite:///{tmp_path}/ledger.sqlite"
    ledger = with_years(address, ["qingzhou"], 2023)
    as_the_reporter(monkeypatch, address)
    monkeypatch.setattr(settings, "today", lambda: date(2024, 1, 5))
    due_id = "qingzhou-2023/43-2"
    shown = page("ledger/report", reporter="市农业农村局（青州）", period="2023年")
    (unit,) = [box for box in shown.selectbox if (box.key or "").endswith(f":{due_id}:qingzhou-year-2023-12-31:unit")]
    assert unit.options == ["万吨", "亿斤（原文）"]
    shown = write(unit.set_value("亿斤").run(), due_id, "value", "3.7")
    assert "3.7 亿斤折合 18.5 万吨" in plain(said(shown))
    place = Place(due_id, "qingzhou-year-2023-12-31", "qingzhou-agriculture", "qingzhou")
    kept, _ = draft(ledger, place)
    assert kept
    assert (kept.value, kept.unit) == ("3.7", "亿斤")
    press(write(shown, due_id, "signed_by", "示例乙"), "提交已填的 1 项")
    assert [(row["value"], row["value_as_typed"]) for row in feed(ledger).reports] == [("18.5", "3.7 亿斤")]
    shown = page("ledger/report", reporter="市农业农村局（青州）", period="2023年")
    assert "已报 18.5 万吨（填报 3.7 亿斤）" in plain(said(shown))
    release(ledger)
