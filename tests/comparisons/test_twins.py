"""The tables under comparisons and standings, for every indicator, against plain Python over the CSV files."""

import io
from datetime import date

import openpyxl
import pytest

from policytargets.comparisons.making import compare_each
from policytargets.comparisons.model import Comparison, Refusal
from policytargets.comparisons.standings import standings, to_frame
from policytargets.comparisons.twins import to_frame as twin
from policytargets.exports.comparison_tables import to_comparison_workbook
from tests import words
from tests.comparisons_in_python import asked_for, caution, comparison_rows, current_targets, main_period
from tests.record_in_python import Record, cells, comparable

DAY = date(2026, 11, 25)


@pytest.fixture(scope="module")
def made(odd: Record) -> dict[str, Comparison | Refusal]:
    names = [row["indicator_id"] for row in odd.records["indicators"]]
    found = odd.database.query("comparisons/indicators", indicators=names)
    shown = compare_each(
        found,
        odd.database.query("comparisons/indicator_targets", indicators=names, districts=[]),
        odd.database.query("comparisons/districts", districts=[]),
        made_on=DAY,
    )
    return dict(zip(found["indicator_id"], shown, strict=True))


def test_every_comparison_lists_what_the_tables_hold(odd: Record, made: dict[str, Comparison | Refusal]) -> None:
    assert set(made) == {row["indicator_id"] for row in odd.records["indicators"]}
    for indicator in odd.records["indicators"]:
        shown, told = made[indicator["indicator_id"]], comparison_rows(odd, indicator)
        if told is None:
            assert isinstance(shown, Refusal), indicator["name"]
            continue
        assert isinstance(shown, Comparison)
        head = f"换算值（{indicator['unit']}）" if indicator["unit"] else "换算值"
        rows = [{"换算值" if name == head else name: cell for name, cell in row.items()} for row in cells(twin(shown))]
        assert rows == told, indicator["name"]


def test_every_comparison_is_headed_by_its_own_indicator(odd: Record, made: dict[str, Comparison | Refusal]) -> None:
    for indicator in odd.records["indicators"]:
        shown = made[indicator["indicator_id"]]
        if isinstance(shown, Refusal):
            continue
        own, _ = asked_for(odd, indicator)
        assert (shown.title, shown.unit, shown.basis) == (indicator["name"], indicator["unit"], indicator["basis"])
        assert shown.period == main_period(own)
        assert shown.caution == caution(odd, indicator)
        assert shown.notes[0] == indicator["definition"]
        told = f"口径：{words.BASIS[indicator['basis']]} · 时段：{words.PERIOD[shown.period]}"
        assert told in shown.subtitle
        for row in comparison_rows(odd, indicator) or []:
            if row["须知"] and row["目标编号"]:
                assert f"{row['区县']}“{row['目标']}”：{row['须知']}" in shown.notes
            assert not row["来源"] or row["来源"].rpartition("，")[0] in shown.source


def test_a_workbook_says_what_it_holds(odd: Record, made: dict[str, Comparison | Refusal]) -> None:
    indicator = odd.table("indicators")["example-cost"]
    shown = made["example-cost"]
    assert isinstance(shown, Comparison)
    book = openpyxl.load_workbook(io.BytesIO(to_comparison_workbook(shown)))
    head, *lines = book["数据"].iter_rows(values_only=True)
    rows = [{name: comparable(cell) for name, cell in zip(head, line, strict=True)} for line in lines]
    assert rows == [{"换算值（%）" if name == "换算值" else name: cell for name, cell in row.items()}
                    for row in comparison_rows(odd, indicator) or []]  # fmt: skip
    notes = list(book["说明"].iter_rows(values_only=True))
    told = [(label, text) for label, text in notes if label in ("标题", "口径", "时段", "筛选", "制作日期")]
    assert told == [("标题", "示例成本"), ("筛选", "全部区县"), ("口径", "上限"), ("时段", "期末"),
                    ("制作日期", DAY.isoformat())]  # fmt: skip
    assert ("说明", "比较须知：虚构的须知。") in notes
    (source,) = [text for label, text in notes if label == "来源"]
    assert "示例区，《示例区虚构工作计划》，示例次章，第2项" in source


@pytest.mark.parametrize("district_id", ["example", "chiping", "qingzhou"])
def test_standings_tell_own_and_other_figures(
    odd: Record, made: dict[str, Comparison | Refusal], district_id: str
) -> None:
    district = odd.table("districts")[district_id]
    short = {row["name"]: row["short_name"] for row in odd.records["districts"]}
    setting = {target.row["indicator_id"] for target in current_targets(odd) if target.district is district}
    shown = [comparison for name, comparison in made.items() if name in setting]
    frame = to_frame(standings(shown, district_id), {row["district_id"]: row["short_name"] for row in
                                                     odd.records["districts"]})  # fmt: skip
    indicators = {row["name"]: row for row in odd.records["indicators"]}
    assert len(frame) == sum(isinstance(comparison, Comparison) for comparison in shown)
    for row in cells(frame):
        indicator = indicators[row["指标"]]
        rows = comparison_rows(odd, indicator) or []
        own = [told for told in rows if told["区县"] == district["name"]]
        others = [told for told in rows if told["区县"] != district["name"] and told["情况"] != "未设定"]
        assert row["本区县"] == "、".join(told["图上文字"] for told in own)
        assert [part.split("（")[0] for part in (row["其他区县"] or "").split("；") if part] == [
            f"{short[told['区县']]} {told['图上文字']}".split("（")[0] for told in others
        ]
        assert (row["单位"] or "", row["口径"]) == (indicator["unit"], words.BASIS[indicator["basis"]])
        assert (row["比较须知"] or "") == caution(odd, indicator)
        assert set(row["来源"].split("；")) == {told["来源"] for told in rows if told["来源"]}
