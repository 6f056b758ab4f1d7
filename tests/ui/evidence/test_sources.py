"""来源与口径: its counts against plain Python, the words for every code, the legend, and the page itself."""

from collections import Counter
from decimal import Decimal

import pytest

from policytargets.charts.comparison import comparison_bars
from policytargets.charts.style import LIGHT
from policytargets.comparisons.examples import absences, example
from policytargets.ledger.feed import Feed
from policytargets.record.checks import check_names
from policytargets.record.curated import BASES, COMPARATORS, PERIODS, REASONS, ROLES, STRENGTHS
from policytargets.record.database import Database
from policytargets.record.tables import Records
from policytargets.wording.codes import PRESENCE_WORD
from policytargets.wording.glossary import GLOSSARY, glossary_rows
from tests.pages import opened, said, sheets, table_of
from tests.record_in_python import counted


def test_sources_count_what_python_counts(database: Database, records: Records) -> None:
    documents = database.query("evidence/sources_documents").set_index("document_id")
    stated = Counter(row["task_id"].split("/")[0] for row in counted(records))
    masked = Counter(row["task_id"].split("/")[0] for row in counted(records) if row["withheld"] == "true")
    excluded = Counter(row["document_id"] for row in records["excluded_figures"])
    assert documents["targets"].to_dict() == stated
    assert {key: n for key, n in documents["withheld"].items() if n} == masked
    assert documents["excluded"].to_dict() == excluded
    assert documents["tasks"].sum() == documents["stated_task_count"].sum() == 450
    assert documents["statements"].sum() == len(records["targets"])
    reasons = database.query("evidence/sources_excluded_reasons")
    assert dict(zip(reasons["reason"], reasons["figures"], strict=True)) == Counter(
        row["reason"] for row in records["excluded_figures"]
    )
    assert len(database.query("evidence/sources_excluded")) == len(records["excluded_figures"])


def test_indicators_and_units_count_their_targets(database: Database, records: Records) -> None:
    indicators = database.query("evidence/sources_indicators").set_index("indicator_id")
    own = Counter(row["indicator_id"] for row in counted(records))
    assert indicators["targets"].to_dict() == {
        row["indicator_id"]: own[row["indicator_id"]] for row in records["indicators"]
    }
    units = database.query("evidence/sources_units").set_index("unit")
    assert units["targets"].sum() == sum(bool(row["unit"]) for row in records["targets"])
    for row in records["units"]:
        assert Decimal(str(units.loc[row["unit"], "factor"])) == Decimal(row["factor"])


def test_every_code_has_a_word_and_a_meaning() -> None:
    codes = {"basis": BASES, "comparator": COMPARATORS, "period": PERIODS, "strength": STRENGTHS, "role": ROLES,
             "reason": REASONS}  # fmt: skip
    for concept, expected in codes.items():
        _, words, meanings = GLOSSARY[concept]
        assert set(words) == set(meanings) == set(expected)
    assert all(concept and word and meaning for concept, word, _, meaning in glossary_rows())


def test_the_legend_shows_every_mark_and_says_it_is_invented() -> None:
    assert {row.comparator for row in example().rows} == set(COMPARATORS)
    assert {row.presence for row in absences().rows} == set(PRESENCE_WORD)
    for shown in (example(), absences()):
        assert "示例" in shown.title
        assert all("示例" in row.district for row in shown.rows)
        assert comparison_bars(shown, LIGHT).to_dict()["layer"]


def test_the_words_of_the_ledger_are_explained_where_there_is_one(
    invented_feed: Feed, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = {"应报项", "未设节点", "陈旧", "完成", "绿灯", "黄灯", "红灯", "突破", "不亮灯", "序时", "缺基期数"}
    found = table_of(opened("evidence/sources", part="术语"), "概念", "用词", "记号", "含义")
    assert words == set(found[found["概念"] == "进度"]["用词"])
    monkeypatch.delenv("POLICYTARGETS_LEDGER")
    found = table_of(opened("evidence/sources", part="术语"), "概念", "用词", "记号", "含义")
    assert "进度" not in set(found["概念"])


@pytest.mark.parametrize(
    "part", ["", "记号", "术语", "单位", "指标", "未计入的数字", "检查", "数据列", "整理方法", "没有"]
)
def test_every_part_of_the_sources_opens(part: str, records: Records, database: Database) -> None:
    board = opened("evidence/sources", **({"part": part} if part else {}))
    assert not board.exception
    every = len(records["targets"]) + len(records["excluded_figures"])
    assert [metric.value for metric in board.metric[:2]] == [f"{len(check_names())} 项全部通过", f"{every} 处"]
    assert database.version in said(board)
    if part == "检查":
        assert [row["结果"] for row in sheets(board)[0]] == ["通过"] * len(check_names())
