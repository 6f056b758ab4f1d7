"""一项目标 in full against plain Python over the CSV files: departments by role, figure, place, meaning."""

from collections.abc import Callable

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from policytargets.record.tables import Row
from tests import words
from tests.pages import beside, opened, plain, quoted, said
from tests.record_in_python import Record, Target, comparable, expected
from tests.tables_in_python import full_row

UNSAID = "公开文本未载"
KINDS: dict[str, Callable[[Target], object]] = {
    "led and supported": lambda target: len(target.leads) > 1 and len(target.supports) > 1,
    "led by one": lambda target: len(target.leads) == 1 and not target.supports,
    "supported only": lambda target: target.supports and not target.leads,
    "nobody's": lambda target: not target.leads and not target.supports,
    "open list": lambda target: target.and_others,
    "withheld": lambda target: target.presence == "withheld",
    "worded": lambda target: target.presence == "worded",
    "range": lambda target: target.value_high is not None,
    "converted": lambda target: target.value and target.factor != 1 and target.document["doc_no"],
    "paragraph": lambda target: target.task["item"] and target.district["district_id"] == "chiping",
    "caveat and caution": lambda target: target.row["caveat"] and target.indicator["comparable_note"],
    "of a section": lambda target: target.task["section"],
    "issued by": lambda target: target.document["issuer"],
}


@pytest.fixture(scope="module")
def targets(odd: Record) -> list[Target]:
    return odd.targets


def test_the_query_of_a_page_gives_what_the_tables_hold(odd: Record, targets: list[Target]) -> None:
    for target in targets[::15] + [target for target in targets if target.and_others][:9]:
        found = odd.database.query("evidence/target", target=target.target_id).iloc[0]
        told = expected(full_row(target)) | {
            "title": target.document["title"],
            "doc_no": comparable(target.document["doc_no"]),
            "issuer": comparable(target.document["issuer"]),
            "section": comparable(target.task["section"]),
            "definition": target.indicator["definition"],
            "comparable_note": comparable(target.indicator["comparable_note"]),
            "and_others": bool(target.and_others),
        }
        for name, value in told.items():
            shown = list(found[name]) if isinstance(value, list) else comparable(found[name])
            assert shown == value, (target.target_id, name)
        issued = target.document["issued_on"]
        assert (f"{found['issued_on']:%Y-%m-%d}" == issued) if issued else pd.isna(found["issued_on"])


def _issued(document: Row) -> str:
    said = [("发文机关：", document["issuer"]), ("成文日期：", document["issued_on"])]
    told = [word + value for word, value in said if value]
    told += ["征求意见稿"] if document["status"] == "draft" and "征求意见稿" not in document["title"] else []
    return "，".join(told) + "。" if told else ""


@pytest.mark.parametrize("kind", KINDS)
def test_the_page_tells_each_kind_of_target(shelved: Record, targets: list[Target], kind: str) -> None:
    target = next(target for target in targets if KINDS[kind](target))
    board = opened("evidence/target", target=target.target_id)
    assert not board.exception
    assert plain(board.title[0].value) == target.row["name"]
    assert {role: [plain(name) for name in beside(board, role)] for role in ("牵头", "配合")} == {
        "牵头": [row["name"] for row in target.leads],
        "配合": [row["name"] for row in target.supports],
    }
    assert ("原文的名单以“等”结尾" in said(board)) == bool(target.and_others)
    unread = "未编号段落没有登记责任部门" if target.task["task_no"] == "0" else "没有为这一处写明责任部门"
    assert (unread in said(board)) == (not target.leads and not target.supports)
    assert _figures(board) == _figures_of(target)
    origin, meaning = (
        {label: plain(text) for label, text in zip(table.value.index, table.value.iloc[:, 0], strict=True)}
        for table in board.table[:2]
    )
    assert origin == _origin(target)
    assert {label: text.split("：")[0] for label, text in meaning.items()} == _meaning(target)
    assert quoted(board)[0] == (
        f"{target.row['name']}：{target.row['printed']}。{target.citation}。{_issued(target.document)}"
        f"目标编号 {target.target_id}"
    )
    assert f"来源：{target.citation}" in plain(board.caption[-1].value)


def _figures(board: AppTest) -> dict[str, str]:
    return {metric.label: metric.value for metric in board.metric}


def _figures_of(target: Target) -> dict[str, str]:
    """Label and figure of every metric at the head of the page."""
    row, stated = target.row, "原文用语" if target.row["stated_in"] == "words" else "原文数字"
    bound = words.COMPARATOR[row["comparator"]] if target.presence == "set" else words.PRESENCE[target.presence]
    told = {f"{stated} · {bound}": row["printed"]}
    told |= {"换算值": target.figure} if target.presence == "set" else {}
    return told | {"目标年份": f"{row['due_year']}年", "承诺力度": words.STRENGTH[row["strength"]]}


def _origin(target: Target) -> dict[str, str]:
    task, document = target.task, target.document
    number = "未编号段落" if task["task_no"] == "0" else f"第{task['task_no']}项 {task['title']}"
    state = words.STATUS[document["status"]]
    told = {
        "文件": document["title"] + ("" if document["title"].endswith("（征求意见稿）") else f"（{state}）"),
        "文号": document["doc_no"] or UNSAID,
        "发文机关": document["issuer"] or UNSAID,
        "成文日期": document["issued_on"] or UNSAID,
        "所在章节": "　".join(filter(None, (task["chapter"], task["section"]))),
        "任务": number,
        "分项": task["item"],
    }
    return {label: text for label, text in told.items() if text}


def _meaning(target: Target) -> dict[str, str]:
    """The words of every code; of running text what stands before its first colon."""
    row, indicator = target.row, target.indicator
    told = {
        "指标": indicator["name"],
        "指标定义": indicator["definition"],
        "口径": words.BASIS[row["basis"]],
        "时段": words.PERIOD[row["period"]],
        "界限": words.COMPARATOR[row["comparator"]],
        "比照": row["benchmark"],
        "承诺力度": words.STRENGTH[row["strength"]],
        "文件状态": words.STATUS[target.document["status"]],
        "须知": row["caveat"],
        "比较须知": indicator["comparable_note"],
    }
    return {label: text.split("：")[0] for label, text in told.items() if text}
