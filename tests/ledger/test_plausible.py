"""What a figure can't be, and what is asked about it."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from policytargets.errors import Refused
from policytargets.ledger.drafts import Filling
from policytargets.ledger.dues import due_item
from policytargets.ledger.model import DueItem
from policytargets.ledger.plausible import doubt, fallen_from, figure_for, question, said_of
from policytargets.record.database import Database
from policytargets.wording.lights import READING_WORD

YEAR = (date(2023, 1, 1), date(2023, 12, 31))
THINGS = DueItem("a", "at_least", 30, *YEAR, "new", unit="家", counts=True)


@pytest.mark.parametrize(
    ("more", "refused"),
    [({}, True), ({"counts": False, "unit": "公里"}, True), ({"net": True}, False), ({"unit": "%"}, False),
     ({"unit": "万元"}, False), ({"unit": ""}, False)],
)  # fmt: skip
def test_less_than_nothing_is_refused_where_it_can_not_be(more: dict[str, Any], refused: bool) -> None:
    due = replace(THINGS, **more)
    assert figure_for(due, "−0") == "0"
    if not refused:
        assert figure_for(due, "−１") == "-1"
        return
    with pytest.raises(Refused, match="填的是 -1"):
        figure_for(due, "−１")


def test_nothing_can_shrink_by_more_than_all_of_it() -> None:
    growth = replace(THINGS, basis="growth", unit="%", counts=False)
    assert [figure_for(growth, "-100"), figure_for(replace(growth, basis="new"), "-101")] == ["-100", "-101"]
    with pytest.raises(Refused, match="增速不会低于 -100%"):
        figure_for(growth, "-100.5")


def test_a_part_of_what_is_counted_is_asked_about() -> None:
    assert question(THINGS, "3.7") == "不是整数，请核对"
    assert [question(THINGS, "4"), question(replace(THINGS, counts=False), "3.7")] == ["", ""]
    assert said_of(THINGS, Filling("3.70")) == "不是整数，请核对"
    assert said_of(THINGS, Filling("3.0")) == said_of(THINGS, Filling(" ")) == ""
    assert said_of(THINGS, Filling("x", figure_state="not_available")) == ""
    assert said_of(replace(THINGS, kind="task"), Filling("x")) == ""
    assert said_of(THINGS, Filling("12家")).endswith("建议 12")


@pytest.mark.parametrize(("typed", "before", "later", "asked"), [
    ("300", None, None, ""),  # ten times the target of 30
    ("301", None, None, "301 是目标的约 10 倍，请核对"),
    ("123456789012", None, None, "123456789012 是目标的约 41.15 亿倍，请核对"),
    ("61", "6", None, "61 是上期的约 10 倍，请核对"),
    ("61", "0", None, ""), ("7", "6", "7", ""), ("8", "6", "7", "8 比以后各期已发布的 7 大，请核对"),
    ("8家", "6", "7", ""),
])  # fmt: skip
def test_a_figure_out_of_all_proportion_is_to_be_confirmed(
    typed: str, before: str | None, later: str | None, asked: str
) -> None:
    due = replace(THINGS, reading="cumulative")
    assert doubt(due, Filling(typed), before, later) == asked
    assert doubt(replace(due, reading="stock", value=None), Filling(typed), None, later) == ""


def test_more_than_a_later_total_is_asked_of_what_only_grows() -> None:
    asked = {reading: doubt(replace(THINGS, reading=reading), Filling("8"), "6", "7") for reading in READING_WORD}
    assert {reading for reading, said in asked.items() if said} == {"cumulative", "year_to_date", "used"}
    assert doubt(replace(THINGS, reading="cumulative", net=True), Filling("8"), "6", "7") == ""


def test_a_net_change_is_known_by_its_words(database: Database) -> None:
    row = database.query("ledger/due_items").iloc[0].to_dict()
    assert [due_item({**row, "name": "x", "printed": words}).net for words in ("净增12家", "新增12家")] == [True, False]
    assert due_item({**row, "name": "规上企业净增", "printed": float("nan")}).net


def test_a_figure_in_the_printed_unit_is_converted_exactly() -> None:
    """1 亿斤 is 50,000 t, 5 万吨; 1 万公斤 is 10 t, 0.001 万吨."""
    grain = DueItem("a", "at_least", "18.25", *YEAR, "level", unit="万吨", unit_printed="亿斤", factor=5)
    assert [figure_for(grain, "3.65", unit) for unit in ("亿斤", "万吨", "")] == ["18.25", "3.65", "3.65"]
    cotton = replace(grain, unit_printed="万公斤", factor=Fraction(1, 1000))
    assert figure_for(cotton, "３２０", "万公斤") == "0.32"
    with pytest.raises(Refused, match="换算成万吨后最多 8 位小数"):
        figure_for(cotton, "0.123456", "万公斤")
    # 40 亿斤 are 200 万吨, more than ten times the 18.25; 200 of them would be 1,000.
    assert doubt(grain, Filling("40", unit="亿斤")) == "40 亿斤是目标的约 11 倍，请核对"
    assert doubt(grain, Filling("40")) == ""
    assert fallen_from(grain, Filling("3.6", unit="亿斤"), "18.25") == "18.25"
    assert fallen_from(grain, Filling("3.7", unit="亿斤"), "18.25") is None


def test_a_part_above_its_whole_is_asked_about() -> None:
    whole = ("企业总数", "250")
    assert doubt(THINGS, Filling("251"), whole=whole) == "251 比它所属的“企业总数”（250）大，请核对"
    assert [doubt(THINGS, Filling("250"), whole=whole), doubt(THINGS, Filling("251"))] == ["", ""]
