"""Comparisons are honest: one basis, one period, absences named, every figure with its source."""

import re
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from policytargets.comparisons.captions import finding, headline
from policytargets.comparisons.making import axis_conflict, compare_each, neighbours
from policytargets.comparisons.model import Comparison, Refusal
from policytargets.comparisons.twins import to_frame
from policytargets.comparisons.years import years_in_words
from policytargets.record.database import Database

DAY = date(2026, 11, 22)


def made(
    database: Database, indicator_id: str, districts: tuple[str, ...] = (), **options: str
) -> Comparison | Refusal:
    (found,) = compare_each(
        database.query("comparisons/indicators", indicators=[indicator_id]),
        database.query("comparisons/indicator_targets", indicators=[indicator_id], districts=list(districts)),
        database.query("comparisons/districts", districts=list(districts)),
        made_on=DAY,
        **options,
    )
    return found


@pytest.fixture(scope="module")
def indicators(database: Database) -> pd.DataFrame:
    names = database.query("record/all_targets")["indicator_id"].unique().tolist()
    return database.query("comparisons/indicators", indicators=names)


def test_grain_shows_both_figures_the_mask_and_the_gap(database: Database) -> None:
    shown = made(database, "grain-capacity")
    assert isinstance(shown, Comparison)
    figures = {row.district_id: (row.presence, row.figure) for row in shown.rows}
    assert figures["qingzhou"] == ("other_basis", "另有口径：粮食产量 3.65亿斤以上")
    assert figures["jiangbei"] == ("set", "3亿斤以上 = 15 万吨")
    assert figures["zhoucun"] == ("set", "4.4万吨以上")
    assert figures["chiping"] == ("withheld", "原文隐去（**亿斤以上）")
    assert figures["dongchangfu"][0] == "other_basis"
    assert [row.district_id for row in shown.drawn] == ["jiangbei", "zhoucun"]
    assert "1 亿斤 = 5 万吨" in " ".join(shown.notes)
    assert any("征求意见稿" in note for note in shown.notes)
    assert "周政办字〔2023〕17号" in shown.source
    assert DAY.isoformat() in shown.source


def test_new_and_total_base_stations_stay_apart(database: Database) -> None:
    shown = made(database, "5g-base-stations-new")
    assert isinstance(shown, Comparison)
    assert {row.district_id for row in shown.drawn} == {"jiangbei", "dongchangfu"}
    apart = {row.district_id: row.figure for row in shown.rows if row.presence == "other_basis"}
    assert apart == {"chiping": "另有口径：累计 900个", "qingzhou": "另有口径：累计 突破1235个"}
    assert set(apart.values()) <= set(to_frame(shown)["情况"])
    assert all(words in finding(shown) for words in apart.values())


def test_every_comparison_draws_one_basis_unit_and_period(database: Database, indicators: pd.DataFrame) -> None:
    full = database.query("record/all_targets").set_index("target_id")
    for name in indicators["indicator_id"]:
        shown = made(database, name)
        if isinstance(shown, Refusal):
            continue
        drawn = full.loc[[row.target_id for row in shown.drawn]]
        assert drawn["basis"].nunique() == drawn["period"].nunique() == 1, name
        assert drawn["indicator_id"].nunique() == 1, name
        assert drawn["restates"].isna().all(), name
        assert len({row.district_id for row in shown.rows}) == 5, name
        assert all(row.source for row in shown.rows if row.target_id), name
        assert all(row.value is None or row.presence == "set" for row in shown.rows)
        assert finding(shown)
        assert len(to_frame(shown)) == len(shown.rows)


def test_no_two_indicators_of_a_family_share_an_axis(indicators: pd.DataFrame) -> None:
    pairs = 0
    for _, family in indicators.groupby("family_id"):
        for _, first in family.iterrows():
            for _, second in family.iterrows():
                conflict = axis_conflict(first, second)
                assert (conflict is None) == (first["indicator_id"] == second["indicator_id"])
                pairs += conflict is not None
    assert pairs > 0


def test_an_indicator_masked_everywhere_gives_a_sentence(database: Database, indicators: pd.DataFrame) -> None:
    full = database.query("record/all_targets")
    masked = full.groupby("indicator_id")["withheld"].all()
    for name in masked[masked].index:
        shown = made(database, name)
        assert isinstance(shown, Refusal)
        assert "全部隐去" in shown.reason


def test_districts_without_the_indicator_give_a_sentence(database: Database) -> None:
    shown = made(database, "grain-capacity", ("dongchangfu",))
    assert isinstance(shown, Refusal)


def test_order_by_value_puts_figures_first(database: Database) -> None:
    shown = made(database, "grain-capacity", order="value")
    assert isinstance(shown, Comparison)
    values = [row.value for row in shown.rows]
    assert values == [15.0, 4.4, None, None, None]


def test_comparisons_made_together_are_those_made_singly(database: Database, indicators: pd.DataFrame) -> None:
    names = indicators["indicator_id"].tolist()
    together = compare_each(
        indicators,
        database.query("comparisons/indicator_targets", indicators=names, districts=[]),
        database.query("comparisons/districts", districts=[]),
        made_on=DAY,
    )
    assert len(together) == len(names)
    for name, shown in list(zip(names, together, strict=True))[::12]:
        assert shown == made(database, name)


def test_neighbours_of_a_family_are_named_with_the_reason(database: Database, indicators: pd.DataFrame) -> None:
    candidates = database.query("choices/indicators")
    for _, indicator in indicators.iterrows():
        for name, reason in neighbours(indicator, candidates):
            assert name != indicator["indicator_id"]
            assert "不能放在同一坐标轴上" in reason
    grain = indicators.set_index("indicator_id", drop=False).loc["grain-capacity"]
    assert {name for name, _ in neighbours(grain, candidates)} == {
        "grain-capacity-increase",
        "grain-output",
        "grain-sown-area",
    }


def test_another_thing_of_the_family_is_no_other_basis(database: Database) -> None:
    """A hospital built is not life expectancy on another basis; a school is no kindergarten; 42 μg are no station."""
    for name, district in (
        ("life-expectancy", "dongchangfu"),
        ("kindergartens-built", "jiangbei"),
        ("petrol-station-monitoring-share", "chiping"),
        ("medical-insurance-coverage", "jiangbei"),
    ):
        shown = made(database, name)
        assert isinstance(shown, Comparison)
        assert {row.district_id: row.presence for row in shown.rows}[district] == "unset"


def test_equal_figures_are_neither_largest_nor_smallest(database: Database) -> None:
    shown = made(database, "grain-sown-area")
    assert isinstance(shown, Comparison)
    assert "最大的是青州市" in finding(shown)
    tied = replace(shown, rows=tuple(replace(row, value=15.0) if row.value else row for row in shown.rows))
    assert "数字相同：" in finding(tied)
    assert "最大" not in finding(tied)


def test_the_source_names_each_chapter_once(database: Database) -> None:
    shown = made(database, "industrial-firms-by-sector")
    assert isinstance(shown, Comparison)
    assert shown.source.count("《") == 1
    assert shown.source.count("第15项") == 8


def test_an_indicator_is_not_referred_to_itself(database: Database) -> None:
    """Where a district sets it for another period, the figure stands there; there is nothing else to see."""
    shown = made(database, "living-environment-demo-areas")
    assert isinstance(shown, Comparison)
    (other,) = [row for row in shown.rows if row.presence == "other_basis"]
    assert (other.district_id, other.figure, other.remark) == ("chiping", "另有口径：整个计划期 1个", "")


def test_what_differs_in_meaning_is_not_ranked_in_words(database: Database) -> None:
    roads, farmland = made(database, "rural-roads-built"), made(database, "grain-sown-area")
    assert isinstance(roads, Comparison)
    assert isinstance(farmland, Comparison)
    assert "最大" not in finding(roads)
    assert "比较须知：茌平为三年合计" in finding(roads)
    assert "所列数字最大的是" in finding(farmland)


def test_the_sentence_counts_who_sets_it_and_who_can_be_compared(database: Database) -> None:
    """A figure that is withheld is set all the same; of two districts none is the largest."""
    capacity = made(database, "grain-capacity")
    assert isinstance(capacity, Comparison)
    setting = [row.district for row in capacity.rows if row.presence in ("set", "withheld")]
    assert (len(setting), len(capacity.drawn)) == (3, 2)
    assert finding(capacity).startswith("3 个区县设定了粮食综合生产能力，2 个可比，所列数字较大的是")
    assert not re.search("最[大小]", finding(capacity))
    some = replace(
        capacity, rows=(*capacity.rows, replace(capacity.drawn[0], district_id="odd", district="甲", value=9.0))
    )
    assert finding(some).startswith("4 个区县设定了粮食综合生产能力，3 个可比，所列数字最大的是")
    warned = replace(capacity, caution="示例")
    assert finding(warned).startswith("3 个区县设定了粮食综合生产能力，2 个有数字，")
    left_out = replace(capacity, left_out=200)
    assert finding(left_out).startswith("203 个区县设定了粮食综合生产能力，所列 2 个可比，")
    alone = replace(capacity, rows=tuple(row for row in capacity.rows if row not in capacity.drawn[1:]))
    assert finding(alone).startswith("2 个区县设定了粮食综合生产能力，1 个有数字，")
    other = made(database, "living-environment-demo-areas")
    assert isinstance(other, Comparison)
    assert {row.district_id for row in other.rows if row.sets} >= {"chiping"}


def test_a_note_on_years_says_whose_year_is_another(database: Database) -> None:
    sown = made(database, "grain-sown-area")
    assert isinstance(sown, Comparison)
    assert {row.due_year for row in sown.rows if row.district_id != "chiping"} == {2023, None}
    assert "目标年份不同（茌平为2025年），逐条注明。" in sown.notes
    first, second = sown.drawn[:2]
    assert years_in_words((first, replace(second, due_year=2025))) == (
        f"目标年份不同（{first.label}为2023年，{second.label}为2025年）"
    )
    assert years_in_words((first, second)) == ""
    many = [replace(second, due_year=2025, short_name=f"区{number}") for number in range(5)]
    assert years_in_words([*many, first]) == f"目标年份不同（{first.label}为2023年）"
    others = [replace(row, due_year=2024, short_name=f"县{row.short_name}") for row in many]
    assert years_in_words([*many, *others]).endswith("为2024年，区0、区1、区2等 5 个区县为2025年）")


def test_no_sentence_calls_one_of_two_the_largest(database: Database, indicators: pd.DataFrame) -> None:
    for name in indicators["indicator_id"]:
        shown = made(database, name)
        if isinstance(shown, Comparison) and len({row.district_id for row in shown.drawn}) < 3:
            assert not re.search("最[大小高低]", finding(shown) + headline(shown)), name


def test_a_heading_says_how_many_of_the_districts_are_ranked(database: Database) -> None:
    stations = made(database, "5g-base-stations-new")
    assert isinstance(stations, Comparison)
    assert headline(stations).endswith("：5 个区县中 2 个可比，东昌府所列数字较大（100个），度假区较小（10个以上）")
    few = made(database, "5g-base-stations-new", ("dongchangfu", "jiangbei"))
    assert isinstance(few, Comparison)
    assert headline(few).endswith("：东昌府所列数字较大（100个），度假区较小（10个以上）")
    assert "：202 个区县中 2 个可比，" in headline(replace(few, left_out=200))
    absent = next(row for row in stations.rows if row.value is None)
    both = replace(stations, rows=(*stations.rows, replace(absent, district_id=stations.drawn[0].district_id)))
    assert headline(both) == headline(stations)
    later = replace(stations, rows=tuple(replace(r, due_year=2024) if r.value == 100 else r for r in stations.rows))
    assert headline(later).endswith("：2 个区县的目标年份不同，不宜排序")
    assert not re.search("较[大小]|可比", finding(later))
    assert "东昌府区100个" in finding(later)


@pytest.mark.parametrize(
    ("indicator_id", "districts", "told"),
    [
        ("rural-roads-built", (), "茌平为三年合计，数值未公布"),
        ("rural-roads-built", ("jiangbei", "zhoucun"), ""),
        ("rural-roads-built", ("chiping", "zhoucun"), "茌平为三年合计，数值未公布"),
        (
            "tech-smes-total",
            ("qingzhou", "zhoucun"),
            "东昌府、青州写入库数，周村、茌平写企业数；评价入库按年有效，入库数即当年有效数",
        ),
        ("sci-tech-projects-listed", ("qingzhou",), "列入数与申报数不同，不与申报的项目数比较"),
    ],
)
def test_a_caution_about_others_alone_is_not_said_of_these(
    database: Database, indicator_id: str, districts: tuple[str, ...], told: str
) -> None:
    shown = made(database, indicator_id, districts)
    assert isinstance(shown, Comparison)
    assert shown.caution == told
