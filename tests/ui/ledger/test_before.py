"""What the period before gives to this one: 本期, 与上期相同, and the mark of a total that fell."""

from policytargets.ledger.feed import feed
from policytargets.ledger.reports import decide
from policytargets.store.engine import Ledger
from tests.pages import listed, plain, said
from tests.pages import opened as page
from tests.ui.ledger.months import ALONE, DISTRICT, ITEMS, form, press, write


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
    assert "▼ 本期 -1 场" in plain(said(shown))
    press(shown, "提交已填的 1 项")
    assert "▼ 较上期核减 1 场" in said(page("ledger/dispatch", office="周村区", round="2023年9月"))
    report = feed(made).reports[-1]["report_id"]
    for event in ("checked", "released"):
        decide(made, ALONE, report, event, district_id=DISTRICT, record_version="v", without_evidence=True)
    rows = listed(page("ledger/progress", districts="周村区"))
    (row,) = rows[rows["累计完成"] == "5 场"].to_dict("records")
    assert row["进度灯"].endswith("；▼ 较上期核减 1 场"), row
