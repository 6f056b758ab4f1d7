"""Two districts over everything: which indicators stand side by side, against plain Python over the tables."""

import itertools
from collections import Counter, defaultdict
from datetime import date
from typing import Any

import pandas as pd
import pytest

from policytargets.charts.pair import pair_strip, pair_strips
from policytargets.charts.style import LIGHT
from policytargets.comparisons.captions import short_source
from policytargets.comparisons.making import compare_each
from policytargets.comparisons.model import Comparison, ComparisonRow
from policytargets.comparisons.pairs import Pair, Unlike, finding, pairs, to_frame
from policytargets.record.database import Database
from tests.conftest import Record
from tests.record_in_python import Target, all_targets

DISTRICTS = ("chiping", "dongchangfu", "jiangbei", "qingzhou", "zhoucun", "example")
COUPLES = list(itertools.combinations(DISTRICTS, 2))


def made(database: Database, couple: tuple[str, str]) -> tuple[list[Pair], list[Unlike]]:
    listed = database.query("compare/indicator_pair", districts=list(couple))
    asked = listed["indicator_id"].tolist()
    indicators = database.query("comparisons/indicators", indicators=asked)
    targets = database.query("comparisons/indicator_targets", indicators=asked, districts=list(couple))
    districts = database.query("comparisons/districts", districts=list(couple))
    shown = compare_each(indicators, targets, districts, made_on=date(2026, 11, 25), order="plan", bare=True)
    by_id = {one.indicator_id: one for one in shown if isinstance(one, Comparison)}
    return pairs(listed, [by_id[name] for name in asked], couple)


def current(record: Record) -> list[Target]:
    """The targets of the newest plan of each district, without restatements and parts of the same indicator's total."""
    newest: dict[str, str] = {}
    for document in sorted(record.records["documents"], key=lambda row: (row["period_start"], row["document_id"])):
        newest[document["district_id"]] = document["document_id"]
    own = [target for target in all_targets(record.records) if not target.row["restates"]]
    own = [target for target in own if newest[target.district["district_id"]] == target.document["document_id"]]
    indicator = {target.target_id: target.indicator["indicator_id"] for target in own}
    return [target for target in own if indicator.get(target.row["part_of"]) != target.indicator["indicator_id"]]


def side_by_side(targets: list[Target], couple: tuple[str, str]) -> dict[str, tuple[Target, Target]]:
    """indicator_id → the one target of each district, both stated in figures for the same period."""
    by_indicator: dict[str, list[Target]] = defaultdict(list)
    for target in targets:
        if target.district["district_id"] in couple:
            by_indicator[target.indicator["indicator_id"]].append(target)
    found = {}
    for name, own in by_indicator.items():
        periods = Counter(target.row["period"] for target in own if target.presence == "set")
        if periods:
            main = max(periods, key=lambda period: (periods[period], period == "year", period))
            own = [target for target in own if target.presence != "set" or target.row["period"] == main]
            first, second = ([target for target in own if target.district["district_id"] == one] for one in couple)
            if len(first) == len(second) == 1 and first[0].presence == second[0].presence == "set":
                found[name] = (first[0], second[0])
    return found


@pytest.mark.parametrize("couple", COUPLES, ids="-".join)
def test_pairs_are_those_that_python_finds(odd: Record, couple: tuple[str, str]) -> None:
    found, others = made(odd.database, couple)
    targets = current(odd)
    expected = side_by_side(targets, couple)
    shown = {pair.comparison.indicator_id: pair for pair in found}
    assert shown.keys() == expected.keys()
    for name, (first, second) in expected.items():
        pair = shown[name]
        assert (pair.first.target_id, pair.second.target_id) == (first.target_id, second.target_id)
        assert first.row["printed"] in pair.first.figure
        assert second.row["printed"] in pair.second.figure
        assert pair.category == next(
            row["name"] for row in odd.records["categories"] if row["category_id"] == first.indicator["category_id"]
        )
    table = to_frame(found)
    assert len(table) == len(expected)
    touched: dict[str, set[str]] = defaultdict(set)
    for target in targets:
        subject = target.indicator["subject_id"] or target.indicator["indicator_id"]
        touched[subject] |= {target.district["district_id"]} & set(couple)
    subject_of = {row["indicator_id"]: row["subject_id"] or row["indicator_id"] for row in odd.records["indicators"]}
    told = {subject_of[name] for name in [*shown, *(other.indicator_id for other in others)]}
    assert told == {subject for subject, both in touched.items() if len(both) == 2}
    assert not shown.keys() & {other.indicator_id for other in others}
    assert all(other.reason for other in others)
    for other in others:  # a basis of its own is told with whose it is and which, as beside the figure
        for side in (other.first, other.second):
            kind = side.removeprefix("另有口径：").split(" ")[0] if side.startswith("另有口径：") else ""
            assert f"为{kind}）" in other.reason if kind else True


@pytest.mark.parametrize("couple", COUPLES, ids="-".join)
def test_what_cannot_be_set_side_by_side_is_told_as_printed(odd: Record, couple: tuple[str, str]) -> None:
    """Also where both plans have mere words, or withhold both figures."""
    _, others = made(odd.database, couple)
    for other in others:
        for district, words in zip(couple, (other.first, other.second), strict=True):
            assert words, other
            own = [
                target
                for target in current(odd)
                if target.district["district_id"] == district and target.indicator["indicator_id"] == other.indicator_id
            ]
            assert [target.row["printed"] for target in own if target.row["printed"] not in words] == []


def test_the_finding_counts_only_what_may_be_ranked(odd: Record) -> None:
    found, others = made(odd.database, ("qingzhou", "zhoucun"))
    expected = side_by_side(current(odd), ("qingzhou", "zhoucun"))
    notes = {row["indicator_id"]: row["comparable_note"] for row in odd.records["indicators"]}
    larger = Counter(
        "reserved"
        if notes[name]
        else "="
        if one.value == two.value
        else "first"
        if (one.value or 0) > (two.value or 0)
        else "second"
        for name, (one, two) in expected.items()
    )
    (only,) = (name for name, (one, two) in expected.items() if not notes[name] and (one.value or 0) < (two.value or 0))
    named = odd.table("indicators")[only]["name"]
    assert finding(found, others, ("甲", "乙")) == (
        f"甲与乙有 {len(found)} 项指标能并列：甲数字较大的 {larger['first']} 项，"
        f"乙较大的 {larger['second']} 项（{named}），"
        f"相同的 {larger['=']} 项，{larger['reserved']} 项只并列不比大小；"
        f"另有 {len(others)} 项不能对照。"
    )
    undecided = [pair for pair in found if pair.reserve]
    told = finding(undecided, [], ("甲", "乙"))
    assert told == f"甲与乙有 {len(undecided)} 项指标能并列：没有哪一项能分出大小，{len(undecided)} 项只并列不比大小。"
    assert finding([], others, ("甲", "乙")).startswith("甲与乙没有能直接对照的指标")


def test_each_row_ends_at_its_larger_figure_and_keeps_its_caution(odd: Record) -> None:
    for couple in COUPLES:
        for pair in made(odd.database, couple)[0]:
            strip = pair_strip(pair, couple[0])
            assert max(dot.level_high or dot.level for dot in strip.dots) in (1.0, 0.0)
            assert [dot.own for dot in strip.dots] == [True, False]
            assert strip.target_id == pair.first.target_id
            assert any(pair.comparison.caution in note for note in strip.notes) == bool(pair.comparison.caution)
            drafts = [row.draft for row in (pair.first, pair.second)]
            assert ["征求意见稿" in dot.tag for dot in strip.dots] == drafts
            years = {row.due_year for row in (pair.first, pair.second)}
            assert all(("年" in dot.tag) == (len(years) > 1) for dot in strip.dots)


def test_what_is_not_ranked_looks_otherwise_and_says_why(odd: Record) -> None:
    """Outlines without a line between them, under their reason; the table says so too."""
    reasons = set()
    for couple in COUPLES:
        found, _ = made(odd.database, couple)
        for pair in found:
            told = to_frame([pair])["能否比大小"].item()
            rows = (pair.first, pair.second)
            uppers = {row.comparator in ("at_most", "less_than") for row in rows}
            alike = len({row.due_year for row in rows}) == len(uppers) == 1
            unlike = not alike or pair.comparison.caution or any(row.value_high is not None for row in rows)
            assert bool(pair.reserve) == bool(unlike)
            assert pair_strip(pair, couple[0]).hollow == bool(unlike)
            assert told == (f"只并列：{pair.reserve}" if unlike else "能")
            if pair.reserve not in reasons:
                assert joins(pair_strips([pair], LIGHT, couple[0]).to_dict()) == (not unlike)
            reasons.add(pair.reserve)
    assert len(reasons) > 2


def joins(drawn: dict[str, Any]) -> bool:
    """Whether a thick line runs from the lowest dot of a strip to its highest."""
    return any(
        layer["encoding"].get("x2") == {"field": "end"} and "datum.low " in str(layer) for layer in drawn["layer"]
    )


def test_a_source_names_each_document_once(odd: Record) -> None:
    found, _ = made(odd.database, ("qingzhou", "zhoucun"))
    both = [row for pair in found for row in (pair.first, pair.second)]
    told = short_source(both, date(2026, 11, 25))
    for document in odd.records["documents"]:
        used = any(document["title"] in row.source for row in both)
        assert told.count(f"《{document['title']}》") == used
    numbers = {row.source.rpartition("，")[2] for row in both}
    assert all(number in told for number in numbers)
    assert told.endswith("。制作日期：2026-11-25")


def test_several_figures_of_one_district_are_no_pair() -> None:
    rows = [
        ComparisonRow("a", "甲区", "set", "1个", "a/1-1", "一", "1个", value=1.0, due_year=2023),
        ComparisonRow("a", "甲区", "set", "2个", "a/1-2", "二", "2个", value=2.0, due_year=2023),
        ComparisonRow("b", "乙区", "set", "3个", "b/1-1", "三", "3个", value=3.0, due_year=2023),
    ]
    shown = Comparison("x", "指标", "", "个", "new", "year", tuple(rows), (), "", "", date(2026, 11, 25))
    listed = pd.DataFrame(
        {"indicator_id": ["x"], "indicator": ["指标"], "subject": ["x"], "category": ["类"], "shared": [True]}
    )
    assert pairs(listed, [shown], ("a", "b")) == ([], [Unlike("x", "指标", "1个、2个", "3个", "列出几个数字")])
