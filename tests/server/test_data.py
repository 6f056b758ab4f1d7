"""The figures for other programs: the same as in files and tables, with the right answers to what can't be had."""

import csv
import io
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from http.client import HTTPConnection
from urllib.parse import quote, urlsplit

import pytest

from policytargets.record.curated import TABLE
from policytargets.record.tables import Records
from policytargets.server.data import AT_ONCE, MOST_A_MINUTE, MOST_WAITING, Gate
from tests.answers import get
from tests.browser import Board, run_board

GRAIN = "/data/comparisons/grain-capacity"


@pytest.fixture(scope="module")
def board() -> Iterator[Board]:
    with run_board() as running:
        yield running


def table(body: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(body.decode())))


def fault(board: Board, path: str) -> tuple[int, str]:
    status, headers, body = get(board.address + path)
    assert headers["content-type"] == "application/json", path
    assert headers["cache-control"] == "no-store"
    return status, json.loads(body)["error"]


def test_a_comparison_is_the_same_as_csv_and_as_json_and_as_the_tables(board: Board, records: Records) -> None:
    _, headers, body = get(f"{board.address}{GRAIN}.csv")
    assert headers["content-type"] == "text/csv; charset=utf-8"
    assert quote("粮食综合生产能力") in headers["content-disposition"]
    rows = table(body)
    whole = json.loads(get(f"{board.address}{GRAIN}.json")[2])
    assert [row["图上文字"] for row in rows] == [row["figure"] for row in whole["rows"]]
    by_id = {row["target_id"]: row for row in records["targets"]}
    stated = {row["目标编号"]: row["原文数字"] for row in rows if row["目标编号"]}
    assert stated
    assert {name: by_id[name]["printed"] for name in stated} == stated
    assert whole["source"].startswith("来源：")
    assert any("征求意见稿" in note for note in whole["notes"])


def test_a_comparison_takes_the_filters_of_its_page(board: Board) -> None:
    names = f"districts={quote('青州市')}&districts=zhoucun&sort=plan&wording={quote('只看原文')}"
    whole = json.loads(get(f"{board.address}{GRAIN}.json?{names}")[2])
    assert {row["district_id"] for row in whole["rows"]} == {"qingzhou", "zhoucun"}
    assert whole["filters"] == "区县：青州市、周村区"
    assert not any(" = " in row["figure"] for row in whole["rows"])


def test_targets_take_the_filters_of_the_list_and_say_so(board: Board, records: Records) -> None:
    asked = f"districts=qingzhou&strengths=plain&bases={quote('新增')}"
    rows = table(get(f"{board.address}/data/targets.csv?{asked}")[2])
    expected = {
        row["target_id"] for row in records["targets"]
        if row["target_id"].startswith("qingzhou-") and (row["strength"], row["basis"]) == ("plain", "new")
    }  # fmt: skip
    assert expected
    assert {row["target_id"] for row in rows} == expected
    whole = json.loads(get(f"{board.address}/data/targets.json?{asked}")[2])
    told = {note["label"]: note["text"] for note in whole["notes"]}
    assert told["筛选"] == "区县：青州市；口径：新增；承诺力度：未注明"
    assert told["行数"].startswith(f"{len(expected)} 条")
    assert "青州市" in told["来源"]
    assert [row["target_id"] for row in whole["rows"]] == [row["target_id"] for row in rows]
    values = {row["target_id"]: row["value"] for row in records["targets"]}
    assert all(
        str(row["value"] if row["value"] is not None else "") == values[row["target_id"]] for row in whole["rows"]
    )


def test_the_whole_record_is_there_with_its_description(board: Board, records: Records) -> None:
    package = json.loads(get(f"{board.address}/data/record/datapackage.json")[2])
    for resource in package["resources"]:
        name = resource["name"]
        rows = table(get(f"{board.address}/data/record/{name}.csv")[2])
        columns = [field["name"] for field in resource["schema"]["fields"]]
        assert columns == list(rows[0]) if rows else not records[name], name
        key = TABLE[name].key
        keyed = [tuple(row[column] for column in key) for row in rows]
        assert sorted(keyed) == sorted(tuple(row[column] for column in key) for row in records[name]), name
    assert len(table(get(f"{board.address}/data/record/target_full.csv")[2])) == len(records["targets"])
    districts = json.loads(get(f"{board.address}/data/record/districts.json")[2])["rows"]
    assert {row["name"] for row in districts} == {row["name"] for row in records["districts"]}


def test_what_is_known_already_is_not_sent_again_and_a_head_has_no_body(board: Board) -> None:
    _, headers, body = get(f"{board.address}{GRAIN}.json")
    tag = headers["etag"]
    for known in (tag, f"W/{tag}", f'"other", {tag}'):
        status, again, nothing = get(f"{board.address}{GRAIN}.json", If_None_Match=known)
        assert (status, nothing, again["etag"]) == (304, b"", tag)
    assert get(f"{board.address}{GRAIN}.json", If_None_Match='"other"')[2] == body
    assert get(f"{board.address}{GRAIN}.json?districts=zhoucun")[1]["etag"] != tag
    connection = HTTPConnection(urlsplit(board.address).netloc)
    with closing(connection):
        _other_methods(connection, body)


def _other_methods(connection: HTTPConnection, body: bytes) -> None:
    connection.request("HEAD", f"{GRAIN}.json")
    head = connection.getresponse()
    assert (head.status, head.read(), head.headers["content-length"]) == (200, b"", str(len(body)))
    for method in ("POST", "PUT", "DELETE", "OPTIONS"):
        connection.request(method, f"{GRAIN}.json", headers={"Origin": "http://elsewhere.example"})
        answer = connection.getresponse()
        assert (answer.status, answer.headers["allow"]) == (405, "GET, HEAD"), method
        assert not [name for name in answer.headers if name.startswith("access-control")]
        assert "只能读取" in json.loads(answer.read())["error"]


def test_pages_of_other_sites_may_not_read_it(board: Board) -> None:
    _, headers, _ = get(f"{board.address}{GRAIN}.json", Origin="http://elsewhere.example")
    assert not [name for name in headers if name.lower().startswith("access-control")]
    assert headers["cross-origin-resource-policy"] == "same-origin"


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/data/comparisons/no-such.json", 404, "没有编号为“no-such”的指标"),
        (f"{GRAIN}.xml", 404, "只提供"),
        (GRAIN, 404, "没有这个数据网址"),
        ("/data", 404, "没有这个数据网址"),
        ("/data/targets.csv/", 404, "没有这个数据网址"),
        ("/data/targets.csv?q=%E8%8C", 400, "编码读不懂"),
        (f"{GRAIN}.csv?colour=red", 400, "看不懂参数“colour”"),
        (f"{GRAIN}.csv?sort=up", 400, "参数 sort"),
        (f"{GRAIN}.csv?districts=paris", 400, "参数 districts 的值“paris”"),
        ("/data/targets.json?departments=paris", 400, "参数 departments"),
        ("/data/targets.json?q=" + "x" * 101, 400, "最多 100 个字"),
        ("/data/targets.json?" + "&".join(["districts=zhoucun"] * 101), 400, "最多 100 个"),
        ("/data/record/users.csv", 404, "没有名为“users”的表"),
        ("/data/record/duckdb_settings().csv", 404, "没有名为"),
        ("/data/record/districts.csv?sort=name", 400, "看不懂参数"),
    ],
)  # fmt: skip
def test_what_is_not_there_is_a_sentence_with_its_status(board: Board, path: str, status: int, said: str) -> None:
    found, sentence = fault(board, path)
    assert found == status
    assert said in sentence


def test_it_works_below_a_path_and_only_there() -> None:
    with run_board(STREAMLIT_SERVER_BASE_URL_PATH="board/two") as board:
        assert get(f"{board.address}{GRAIN}.csv")[0] == 200
        assert get(board.address.removesuffix("/board/two") + f"{GRAIN}.csv")[0] == 404


def test_where_people_sign_in_nobody_else_gets_it(ledger_place: str) -> None:
    if not ledger_place.startswith("sqlite"):
        pytest.skip("the way of signing in is the same on either engine")
    with run_board(POLICYTARGETS_LEDGER=ledger_place, POLICYTARGETS_SIGN_IN="accounts") as board:
        status, sentence = fault(board, f"{GRAIN}.csv")
        assert (status, sentence) == (401, "请先登录看板，再取数据。")
        forged = get(f"{board.address}{GRAIN}.csv", X_Board_Person="somebody", X_Board_Subject="somebody")
        assert forged[0] == 401


def test_the_gate_lets_so_many_through_in_a_minute_and_so_many_wait() -> None:
    gate = Gate()
    assert [gate.refusal() for _ in range(MOST_A_MINUTE)] == [None] * MOST_A_MINUTE
    refused = gate.refusal()
    assert refused is not None
    assert refused[0] == 429
    crowded = Gate(waiting=AT_ONCE + MOST_WAITING)
    refused = crowded.refusal()
    assert refused is not None
    assert refused[0] == 503


def test_twenty_programs_at_once_all_get_their_data_and_hold_nobody_up(board: Board) -> None:
    paths = [f"{GRAIN}.json", "/data/targets.csv", "/data/record/target_full.json", f"{GRAIN}.csv"] * 5
    with ThreadPoolExecutor(len(paths)) as programs:
        waiting = [programs.submit(get, board.address + path) for path in paths]
        assert get(f"{board.address}/healthz")[0] == 200
        assert get(f"{board.address}/targets")[0] == 200
        answers = [one.result() for one in waiting]
    assert [status for status, _, _ in answers] == [200] * 20
    assert len({body for _, _, body in answers}) == 4
