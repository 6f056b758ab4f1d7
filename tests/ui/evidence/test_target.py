"""一项目标: a target's neighbours and relatives against plain Python, and the page as a reader meets it."""

from urllib.parse import urlencode

import pandas as pd
import pyarrow as pa
import pytest
import streamlit as st

from policytargets.record.database import Database
from policytargets.record.tables import Records
from tests.pages import opened, quoted, said
from tests.record_in_python import indexed


@pytest.fixture(scope="module")
def full(database: Database) -> pd.DataFrame:
    return database.query("record/all_targets")


def test_a_target_knows_its_neighbours(database: Database, full: pd.DataFrame) -> None:
    for _, own in full.groupby("document_id"):
        ids = own["target_id"].tolist()
        places = list(zip([None, *ids], ids, [*ids[1:], None], strict=False))
        for before, target, after in (places[0], places[len(places) // 2], places[-1]):
            row = database.query("evidence/target", target=target).iloc[0]
            assert (row["previous_id"], row["next_id"]) == (before, after)
    assert database.query("evidence/target", target="nothing' OR 1=1 --").empty


def test_related_targets_are_those_of_the_tables(database: Database, records: Records) -> None:
    rows = indexed(records, "targets")
    quantity = {row["unit"]: row["quantity"] for row in records["units"]}

    def alike(one: dict[str, str], other: dict[str, str]) -> bool:
        return quantity[one["unit"]] == quantity[other["unit"]]

    special = [row["target_id"] for row in rows.values() if row["restates"] or row["part_of"]]
    special += [row["restates"] or row["part_of"] for row in rows.values() if row["restates"] or row["part_of"]]
    for own in (rows[target] for target in [*special, "jiangbei-2023/23-2"]):
        expected = {}
        for other in rows.values():
            if other["target_id"] == own["target_id"]:
                continue
            if other["task_id"] == own["task_id"]:
                expected[other["target_id"]] = "beside"
            if own["part_of"] and other["part_of"] == "" and other["target_id"] == own["part_of"]:
                expected[other["target_id"]] = "total" if alike(own, other) else "measure"
            if other["part_of"] == own["target_id"]:
                expected[other["target_id"]] = "part" if alike(own, other) else "measure"
            if other["restates"] == own["target_id"]:
                expected[other["target_id"]] = "repeated"
            if other["target_id"] == own["restates"]:
                expected[other["target_id"]] = "first"
        found = database.query("evidence/related_targets", target=own["target_id"])
        assert dict(zip(found["target_id"], found["relation"], strict=True)) == expected


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("qingzhou-2023/72-2", ["所属的总数", "4所"]),
        ("zhoucun-2023/38-4", ["首次表述"]),
        ("chiping-2023-2025/13-2", ["征求意见稿，数字可能变动", "不作猜测"]),
        ("jiangbei-2023/17-1", ["不少于", "区经济发展局", "聊江管办发〔2023〕7号"]),
    ],
)
def test_a_target_tells_what_is_known(target: str, expected: list[str]) -> None:
    board = opened("evidence/target", target=target)
    assert not board.exception
    text = said(board) + "\n".join(f"{item.label} {item.value}" for item in board.metric)
    text += "\n".join([*quoted(board), *(way.label for way in board.button)])
    for words in expected:
        assert words in text, words
    assert target in quoted(board)[0]


@pytest.mark.parametrize(
    ("page", "key", "code", "said_of_it"),
    [
        ("target", "target", "zhoucun-2023/38-4", "发文机关：周村区人民政府办公室，成文日期：2023-06-09。"),
        ("task", "task", "zhoucun-2023/38", "发文机关：周村区人民政府办公室，成文日期：2023-06-09。"),
    ],
)
def test_a_citation_names_issuer_and_date_and_the_address_is_there_to_copy(
    monkeypatch: pytest.MonkeyPatch, page: str, key: str, code: str, said_of_it: str
) -> None:
    monkeypatch.setattr(type(st.context), "url", "http://board.example/zc")
    cited, address = quoted(opened(f"evidence/{page}", **{key: code}))
    assert said_of_it in cited
    assert address == f"http://board.example/zc/{page}?{urlencode({key: code})}"


def test_the_districts_of_a_target_are_seen_with_the_focus_that_was_chosen(full: pd.DataFrame) -> None:
    set_by_both = set(full[(full["district_id"] == "qingzhou") & (full["presence"] == "set")]["indicator_id"])
    target = full[full["indicator_id"].isin(set_by_both) & (full["district_id"] != "qingzhou")].iloc[0]
    for focus, expected in (("", target["district"]), ("青州市", "青州市")):
        board = opened("evidence/target", target=target["target_id"], **({"focus": focus} if focus else {}))
        (sent,) = [dataset.data.data for dataset in board.get("vega_lite_chart")[0].proto.datasets]
        rows = pa.ipc.open_stream(sent).read_all().to_pylist()
        assert {row["district"] for row in rows if row["district"] and row["focused"]} == {expected}


def test_every_target_has_a_page(full: pd.DataFrame) -> None:
    for target in full["target_id"].iloc[::80]:
        board = opened("evidence/target", target=target)
        assert not board.exception, target
        assert board.metric[0].value == full.set_index("target_id").loc[target, "printed"]


@pytest.mark.parametrize("target", ["", "nothing", "<script>", "' OR 1=1 --", "字" * 5000])
def test_an_unknown_target_is_a_sentence(target: str) -> None:
    board = opened("evidence/target", target=target)
    assert not board.exception
    assert "目标清单" in said(board)
    assert "<script>" not in said(board)
