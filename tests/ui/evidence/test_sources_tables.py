"""The tables of 来源与口径 row by row against plain Python over the CSV files, as the page shows them."""

from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from policytargets.record.curated import TABLE
from policytargets.record.shelf import SHELF
from policytargets.record.tables import Records, Row, write_table
from tests import words
from tests.pages import as_read, opened, sheets
from tests.record_in_python import (
    Record,
    Target,
    expected,
    in_document_order,
    numbered,
    plain,
)

UNSAID = "公开文本未载"


@pytest.fixture(scope="module")
def targets(odd: Record) -> list[Target]:
    return odd.targets


def tables(part: str) -> list[list[dict[str, str | None]]]:
    board = opened("evidence/sources", part=part)
    assert not board.exception
    return sheets(board)


def test_documents_and_what_is_held_of_each(shelved: Record, targets: list[Target]) -> None:
    excluded = Counter(row["document_id"] for row in shelved.records["excluded_figures"])
    districts = shelved.table("districts")

    def told(document: Row) -> dict[str, Any]:
        own = [target for target in targets if target.document is document and target.counted]
        tasks = {numbered(task) for task in shelved.records["tasks"] if task["document_id"] == document["document_id"]}
        return expected(
            {
                "区县": districts[document["district_id"]]["short_name"],
                "状态": words.STATUS[document["status"]],
                "文号": document["doc_no"] or UNSAID,
                "成文日期": document["issued_on"] or UNSAID,
                "编号任务": len(tasks - {None}),
                "目标": len(own),
                "其中隐去": sum(target.presence == "withheld" for target in own),
                "未计入的数字": excluded[document["document_id"]],
                "文件标题": document["title"],
                "发文机关": document["issuer"] or UNSAID,
            }
        )

    shown, proofs = tables("文件")
    documents = sorted(shelved.records["documents"], key=lambda row: row["document_id"])
    assert shown == as_read(told(document) for document in documents)
    sums = [{"文件标题": row["title"], "文本 SHA-256": row["source_sha256"]} for row in documents]
    assert proofs == as_read(expected(row) for row in sums)


def test_units_with_their_rules(shelved: Record, targets: list[Target]) -> None:
    used = Counter(target.row["unit"] for target in targets)
    (shown,) = tables("单位")
    rules = {
        row["unit"]: (
            None
            if Decimal(row["factor"]) == 1
            else f"1 {row['unit']} = {plain(Decimal(row['factor']))} {row['canonical_unit']}"
        )
        for row in shelved.records["units"]
    }
    told = [
        {"单位": row["unit"], "量": row["quantity"], "换算": rules[row["unit"]], "用到的目标": used[row["unit"]]}
        for row in shelved.records["units"]
    ]
    assert sorted(shown, key=lambda row: row["单位"]) == sorted(
        as_read(map(expected, told)), key=lambda row: row["单位"]
    )


def test_indicators_with_definition_and_note(shelved: Record, targets: list[Target]) -> None:
    categories = shelved.table("categories")

    def told(indicator: Row) -> dict[str, Any]:
        own = [target for target in targets if target.indicator is indicator]
        return expected(
            {
                "指标": indicator["name"],
                "领域": categories[indicator["category_id"]]["name"],
                "口径": words.BASIS[indicator["basis"]],
                "单位": indicator["unit"],
                "区县数": len({target.district["district_id"] for target in own}),
                "目标数": sum(target.counted for target in own),
                "定义": indicator["definition"],
                "比较须知": indicator["comparable_note"],
                "方向": words.DIRECTION[indicator["direction"]],
                "指标编号": indicator["indicator_id"],
            }
        )

    (shown,) = tables("指标")
    by_id = {row["指标编号"]: row for row in shown}
    assert len(by_id) == len(shown) == len(shelved.records["indicators"])
    for indicator in shelved.records["indicators"]:
        assert [by_id[indicator["indicator_id"]]] == as_read([told(indicator)])


def test_what_is_left_out_and_why(shelved: Record) -> None:
    tasks, documents, districts = (shelved.table(name) for name in ("tasks", "documents", "districts"))

    def order(row: Row) -> tuple[Any, ...]:
        return *in_document_order(tasks[row["task_id"]]), int(row["position"])

    def told(row: Row) -> dict[str, Any]:
        task = tasks[row["task_id"]]
        return expected(
            {
                "区县": districts[documents[task["document_id"]]["district_id"]]["short_name"],
                "原文写法": row["printed"],
                "理由": words.REASON[row["reason"]],
                "任务号": int(task["task_no"]) or None,
                "任务": task["title"],
                "所在章": task["chapter"],
            }
        )

    summary, listed = tables("未计入的数字")
    excluded = shelved.records["excluded_figures"]
    assert listed == as_read(told(row) for row in sorted(excluded, key=order))
    numbers = Counter(words.REASON[row["reason"]] for row in excluded)
    assert {row["理由"]: int(row["处数"] or 0) for row in summary} == numbers
    assert [int(row["处数"] or 0) for row in summary] == sorted(numbers.values(), reverse=True)


def test_the_figures_at_the_head(shelved: Record, targets: list[Target]) -> None:
    board = opened("evidence/sources")
    excluded, tasks = shelved.records["excluded_figures"], shelved.records["tasks"]
    shown = {metric.label: metric.value for metric in board.metric}
    assert shown["已核对出处的数字"] == f"{len(targets) + len(excluded)} 处"
    assert shown["编号任务"] == f"{len({numbered(task) for task in tasks} - {None})} 项"
    assert shown["公开文件"] == f"{len(shelved.records['documents'])} 份"
    assert len(sheets(board)[0]) == len(shelved.records["documents"])


def test_who_proposed_what_was_reviewed_and_how_much_was_corrected(
    folder: Path, records: Records, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert tables("整理方法") == [], "of what no review wrote, nothing is said"
    keys = [row["target_id"] for row in records["targets"]][:7]
    both, model = "rules@1;llm:invented@0123abcd", "llm:invented@0123abcd"
    who = ["rules@1", "rules@1", "rules@1", both, both, model, "rules@1"]
    decided = ["accepted", "corrected", "corrected", "accepted", "accepted", "corrected", "accepted"]
    rows = [
        {"target_id": key, "candidate_id": f"{place:012x}", "extractor": own, "decided": what, "reviewer": "甲",
         "changed": "name" if what == "corrected" else "", "decided_on": "2024-05-06"}
        for place, (key, own, what) in enumerate(zip(keys, who, decided, strict=True))
    ]  # fmt: skip
    write_table(folder / "reviews.csv", TABLE["reviews"], rows)
    monkeypatch.setenv("POLICYTARGETS_DATA", str(folder))
    SHELF.clear()
    (shown,) = tables("整理方法")
    SHELF.clear()
    heads = ("由谁提出", "版本", "通过的目标", "其中审核时改过", "改过的占比")
    assert shown == as_read(
        dict(zip(heads, row, strict=True))
        for row in (
            ("规则", "rules@1", 4, 2, "50%"),
            ("规则和模型", both, 2, 0, "0%"),
            ("模型", model, 1, 1, "100%"),
        )
    )
